import { ref } from 'vue'
import { ApiError } from './api'
import { live } from './live'
import { toast } from './toast'
import { view } from './view'

const words = (error: unknown, otherwise: string) =>
  error instanceof ApiError ? error.message : otherwise

/** What a tab shows: kept when a refresh fails, and the failure said. */
export function useShown<T>(kinds: string[], load: () => Promise<T>) {
  const shown = view<T | null>(null)
  const failed = ref('')
  async function refresh() {
    try {
      if (await shown.ask(load)) failed.value = ''
    } catch (error) {
      failed.value = words(error, '没有刷新成功')
    }
  }
  live(kinds, refresh)
  return { shown, failed, refresh }
}

/** A form's one sending: what is wrong stays beside the form with what was typed; done is said. */
export function useForm(done: () => void) {
  const wrong = ref('')
  const busy = ref(false)
  async function send(work: () => Promise<unknown>, said: string) {
    if (busy.value) return
    busy.value = true
    wrong.value = ''
    try {
      await work()
      toast(said)
      done()
    } catch (error) {
      wrong.value = words(error, '没有保存，请再试一次')
    } finally {
      busy.value = false
    }
  }
  return { wrong, busy, send }
}

export const tenths = (n: number) => (n / 10).toFixed(1)
export const hours = (minutes: number) => `${Math.round((minutes / 60) * 10) / 10}`
