import { reactive } from 'vue'

/**
 * What the server left out of long lists and how to see it, in its words, by the address that was
 * asked.
 */
export const cuts = reactive(new Map<string, string>())

/** Every answer says anew whether its lists are whole. */
export function heardCut(path: string, answer: unknown) {
  const words = (answer as { cut?: unknown } | null)?.cut
  if (words && typeof words === 'string') cuts.set(path, words)
  else cuts.delete(path)
}
