// A place on a page where an answer stands. Answers come in their own order: of two questions, to
// whatever addresses, the later one is what the page is about, and what a press brought is newer
// than what was asked before it.
import { customRef, ref, type Ref } from 'vue'

/** Assigning to it, null too, makes what is being read for it nobody's. */
export interface View<T> extends Ref<T> {
  /**
   * Reads, and shows the answer unless something newer was asked or put here meanwhile: then it is
   * false, and neither answer nor error is anybody's.
   */
  ask(read: () => Promise<T>): Promise<boolean>
}
export function view<T>(first: T): View<T> {
  const inner = ref(first) as Ref<T>
  let turn = 0
  const put = (value: T) => {
    turn++
    inner.value = value
  }
  const shown = customRef<T>(() => ({ get: () => inner.value, set: put })) as View<T>
  shown.ask = async (read) => {
    const mine = ++turn
    try {
      const answer = await read()
      if (mine !== turn) return false
      put(answer)
      return true
    } catch (error) {
      if (mine === turn) throw error
      return false
    }
  }
  return shown
}
