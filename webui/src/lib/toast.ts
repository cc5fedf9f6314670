import { reactive, shallowReactive } from 'vue'

export type Tone = 'ok' | 'danger' | 'warn' | 'info'
export const toasts = reactive<{ id: number; text: string; tone: Tone }[]>([])
/** The dialogs that are open, the topmost last. */
export const dialogs = shallowReactive<HTMLElement[]>([])
let last = 0

/**
 * A short message; bad news stays longer. The same words again replace their older copy instead of
 * filling the screen.
 */
export function toast(text: string, tone: Tone = 'ok'): number {
  const id = ++last
  const same = toasts.findIndex((t) => t.text === text)
  if (same >= 0) toasts.splice(same, 1)
  toasts.push({ id, text, tone })
  // what is long is read slowly
  setTimeout(() => untoast(id), tone === 'ok' ? 3500 : text.length > 40 ? 20000 : 9000)
  return id
}

export function untoast(id: number) {
  const at = toasts.findIndex((t) => t.id === id)
  if (at >= 0) toasts.splice(at, 1)
}
