// The session of this page ended, or another one signed in beside it: who is asked, and the presses
// that wait for it. The question itself is kit/Again.vue.
import { ref } from 'vue'

export type Why = 'ended' | 'other'
/** What is asked now; `who`: who is signed in instead, as the server said it. */
export const question = ref<{ why: Why; who: string } | null>(null)
/** Pages with a head can ask; on others a refusal is a refusal. */
export const host = { here: 0 }
const waiting: ((goOn: boolean) => void)[] = []

/**
 * Resolves to true when the one whom the page shows is signed in again, to false when it is left
 * for later.
 */
export function askAgain(why: Why, who: string): Promise<boolean> {
  if (!host.here) return Promise.resolve(false)
  if (!question.value || why === 'other') question.value = { why, who }
  return new Promise((resolve) => waiting.push(resolve))
}
export function settle(goOn: boolean) {
  question.value = null
  for (const resolve of waiting.splice(0)) resolve(goOn)
}
