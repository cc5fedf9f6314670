// A press and its key. The server answers the same key with the first answer, so a press whose
// answer was lost may be made again: the key is kept until an answer comes, over a reload and over
// the end of a component.
import { forget, keep, kept } from './keep'

/** A fresh key for one intention. */
export function newKey(): string {
  const bytes = new Uint8Array(16)
  crypto.getRandomValues(bytes)
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

/**
 * Whether this is an answer to the press itself: a fault, a full server, a session that ended or
 * another one's say that it was not looked at.
 */
export const settles = (status: number, code: string) =>
  status > 0 && status < 500 && code !== 'SIGN_IN' && code !== 'ACTOR_OTHER'

// ---- presses without a draft: the same words to the same address ----

const GOES_STALE_MS = 600e3 // the same words after ten minutes are meant anew
/**
 * Two numbers of 32 bits: enough to tell presses apart, and nothing of what was typed can be read
 * out of them.
 */
function mark(text: string): string {
  let a = 0xdeadbeef,
    b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 2654435761)
    b = Math.imul(b ^ text.charCodeAt(i), 1597334677)
  }
  return (a >>> 0).toString(16) + (b >>> 0).toString(16)
}
/**
 * The place of a press; none for a bare verb: the state of the record guards it, and pressed later
 * it is meant anew.
 */
export const placeOf = (address: string, body: string) =>
  body && body !== '{}' ? `press ${mark(`${address}\n${body}`)}` : ''
export function keyAt(place: string): string {
  const held = place ? kept<{ key: string; at: number }>(place) : null
  if (held && Math.abs(Date.now() - held.at) < GOES_STALE_MS) return held.key
  const key = newKey()
  if (place) keep(place, { key, at: Date.now() })
  return key
}
export const answered = (place: string) => {
  if (place) forget(place)
}

// ---- a draft's press ----

/** What was sent under one key and has no answer yet, first to last. */
interface Held {
  key: string
  sent: string[]
}
export interface Made<T> {
  made: T
  /**
   * True when an earlier press had arrived, with other words than the last: this is its answer,
   * and the last words were not taken.
   */
  earlier: boolean
}
interface Failure {
  status: number
  refusal: { code: string }
}
const failure = (problem: unknown) =>
  typeof problem === 'object' && problem && 'refusal' in problem ? (problem as Failure) : null

/**
 * One thing that is wanted once. `place`: beside which draft its key is kept; without one it lives
 * as long as who stands before the screen. What is changed after a lost answer goes under the same
 * key; has the first arrived, its answer is shown instead of making a second.
 */
export function intention(place = '') {
  const at = `key ${place}`
  let own: Held | null = null
  const held = () => (place ? kept<Held>(at) : own)
  const hold = (now: Held | null) => {
    if (!place) own = now
    else if (now) keep(at, now)
    else forget(at)
  }
  return {
    end: () => hold(null),
    /** `call`: one of lib/calls.ts. */
    async press<B, T>(body: B, call: (body: B, key: string) => Promise<T>): Promise<Made<T>> {
      const words = JSON.stringify(body)
      const before = held() ?? { key: newKey(), sent: [] }
      const others = before.sent.filter((w) => w !== words)
      // before it is sent: a page that dies now has not forgotten it
      hold({ key: before.key, sent: [...others, words] })
      try {
        const made = await call(body, before.key)
        hold(null)
        return { made, earlier: false }
      } catch (problem) {
        const said = failure(problem)
        if (!said || !settles(said.status, said.refusal.code)) throw problem
        if (said.refusal.code !== 'KEY_REUSED') {
          // refused: these words are answered; an earlier press may still have arrived
          hold(others.length ? { key: before.key, sent: others } : null)
          throw problem
        }
      }
      for (const first of others) {
        try {
          const made = await call(JSON.parse(first) as B, before.key)
          hold(null)
          return { made, earlier: true }
        } catch (problem) {
          if (failure(problem)?.refusal.code !== 'KEY_REUSED') throw problem
        }
      }
      hold(null) // what was kept beside the draft is gone: the next press begins anew
      return { made: await call(body, newKey()), earlier: false }
    },
  }
}
export type Intention = ReturnType<typeof intention>
/** What a page says when it shows the answer to an earlier press. */
export const EARLIER =
  '上一次按的时候大厅已经收到，就是这一件，没有再做第二件。之后改过的内容没有算进去：请核对，要改的在这一件上更正。'
