import { reactive } from 'vue'

export type Tone = 'ok' | 'danger' | 'warn' | 'info'
export const toasts = reactive<{ id: number; text: string; tone: Tone }[]>([])
let last = 0

/** A short message; bad news stays longer. */
export function toast(text: string, tone: Tone = 'ok') {
  const id = ++last
  toasts.push({ id, text, tone })
  setTimeout(() => {
    const at = toasts.findIndex((t) => t.id === id)
    if (at >= 0) toasts.splice(at, 1)
  }, tone === 'ok' ? 3500 : 9000)
}
