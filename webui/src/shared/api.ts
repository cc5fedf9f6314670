import createClient, { type Middleware } from 'openapi-fetch'
import { hearClock } from './clock'
import type { components, paths } from './schema'
import { toast } from './toast'

export type Shape = components['schemas']
export interface Refusal { code: string; text: string; advice: string; detail?: string | null }

/** A refusal or fault in the user's words; `code` is read out on the phone. */
export class ApiError extends Error {
  constructor(public readonly refusal: Refusal, public readonly status: number) {
    super(`${refusal.text}${refusal.detail ? `（${refusal.detail}）` : ''}。${refusal.advice}`)
  }
}

/** A fresh key for one intention: a retry after a lost reply carries the same one. */
export function newKey(): string {
  const bytes = new Uint8Array(16)
  crypto.getRandomValues(bytes)
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

const everyCall: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', newKey())
    return request
  },
  onResponse({ response }) {
    hearClock(response.headers.get('Server-Timing'))
    return response
  },
}
export const client = createClient<paths>({ baseUrl: '/' })
client.use(everyCall)

type Reply<T> = Promise<{ data?: T; error?: unknown; response: Response }>

/** Unwraps a reply; no answer at all becomes an error that says what to do. */
export async function take<T>(reply: Reply<T>): Promise<T> {
  let answer
  try {
    answer = await reply
  } catch {
    throw new ApiError({ code: 'NO_ANSWER', text: '连不上大厅服务器', advice: '内容没有丢，请稍候再试；一直不行请看服务器是否开着' }, 0)
  }
  if (answer.data !== undefined && answer.response.ok) return answer.data
  const refusal = (answer.error as { error?: Refusal } | undefined)?.error
  throw new ApiError(refusal ?? { code: `HTTP_${answer.response.status}`, text: '服务器没有给出能看懂的答复', advice: '请再试一次' }, answer.response.status)
}

/**
 * Runs actions one after another and tells the user when one did not work. Pressing the same thing again while it runs does nothing twice;
 * pressing something else waits its turn: a quick hand must not lose a press. Without a name what stands at one place of the page is one thing.
 */
export function useAction() {
  let line: Promise<unknown> = Promise.resolve()
  const under: string[] = []
  return async (work: () => Promise<void>, name = work.toString()): Promise<boolean> => {
    if (under.includes(name)) return false
    under.push(name)
    const run = async () => {
      try {
        await work()
        return true
      } catch (error) {
        toast(error instanceof ApiError ? error.message : '没有做成，请再试一次', 'danger')
        if (!(error instanceof ApiError)) console.error(error)
        return false
      } finally {
        under.splice(under.indexOf(name), 1)
      }
    }
    const mine = line.then(run)
    line = mine
    return mine
  }
}
