import { askAgain } from './again'
import { hearClock } from './clock'
import { heardCut } from './cut'
import { doubt, heardServer } from './link'
import { answered, keyAt, placeOf, settles } from './press'
import type { components } from './schema'
import { toast, untoast } from './toast'
import { acting, me } from './who'

export type Shape = components['schemas']
/** `field`: for machines, which member of the request it was. */
export interface Refusal {
  code: string
  text: string
  advice: string
  detail?: string | null
  field?: string | null
}

/** A refusal or fault in the user's words; `code` is read out on the phone. */
export class ApiError extends Error {
  constructor(
    public readonly refusal: Refusal,
    public readonly status: number,
  ) {
    super(`${refusal.text}${refusal.detail ? `（${refusal.detail}）` : ''}。${refusal.advice}`)
  }
}

// ---- one way out: whom the page acts for, the key of the press, the session that ended, an older
// answer that comes late ----

const READ_MS = 20000
const WRITE_MS = 60000
const BEGINS_SESSION = ['/api/login', '/api/enrol'] // whoever signs in acts for nobody yet
const ENDS_SESSION = '/api/logout' // and whoever leaves is not asked to come back
const EVERYBODY = 'nobody'

/** The header that names whom the page shows; every write has it, an upload too. */
export async function actingFor(): Promise<Record<string, string>> {
  // a page without a head: whoever it is opened as
  if (!me.value) me.value = (await (await fetch('/api/me')).json()) as Shape['Me']
  return { 'minihall-actor': acting() }
}
async function patient(request: Request, ms: number): Promise<Response> {
  const control = new AbortController()
  const late = setTimeout(() => control.abort(), ms)
  request.signal.addEventListener('abort', () => control.abort())
  try {
    const answer = await fetch(request, { signal: control.signal })
    heardServer()
    hearClock(answer.headers.get('Server-Timing'))
    return answer
  } catch (problem) {
    // no answer: the page says so now, not when the stream has been silent for long enough
    void doubt()
    throw problem
  } finally {
    clearTimeout(late)
  }
}
const refusalOf = async (answer: Response): Promise<Refusal | null> => {
  try {
    return ((await answer.clone().json()) as { error?: Refusal }).error ?? null
  } catch {
    return null
  }
}

// Readings of one address overtake each other; an older answer must not lie over a newer one.
const readings = new Map<
  string,
  { begun: number; under: number; newest: number; answer: Response | null }
>()
async function read(request: Request): Promise<Response> {
  const all = readings.get(request.url) ?? { begun: 0, under: 0, newest: 0, answer: null }
  readings.set(request.url, all)
  const mine = ++all.begun
  all.under++
  try {
    const answer = await patient(request, READ_MS)
    if (mine < all.newest && all.answer) return all.answer.clone()
    all.newest = mine
    all.answer = answer.clone()
    return answer
  } finally {
    if (--all.under === 0) readings.delete(request.url)
  }
}
/** A press waits for the sign-in and then goes on by itself, with the same key. */
async function write(request: Request): Promise<Response> {
  const address = new URL(request.url).pathname
  const begins = BEGINS_SESSION.includes(address)
  if (!begins)
    for (const [name, value] of Object.entries(await actingFor())) request.headers.set(name, value)
  const place =
    request.headers.has('Idempotency-Key') || begins
      ? ''
      : placeOf(address, await request.clone().text())
  if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', keyAt(place))
  for (;;) {
    const answer = await patient(request.clone(), WRITE_MS)
    if (answer.ok) {
      answered(place)
      return answer
    }
    const refusal = await refusalOf(answer)
    if (settles(answer.status, refusal?.code ?? '')) answered(place)
    const ended = refusal?.code === 'SIGN_IN' && acting() !== EVERYBODY
    const asks = address !== ENDS_SESSION && (ended || refusal?.code === 'ACTOR_OTHER')
    if (!asks || !(await askAgain(ended ? 'ended' : 'other', refusal?.detail ?? ''))) return answer
  }
}
async function send(request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return write(request)
  const answer = await read(request)
  if (answer.status === 401 && acting() !== EVERYBODY) void askAgain('ended', '')
  return answer
}

// ---- what a call is made of; lib/calls.ts has one a route, made from the server's own table ----

/** What stands in an address. */
export type Part = string | number
export type Query<Names extends string> = { [Name in Names]?: Part }
/**
 * What a page sends may lack a word that nobody has chosen yet; the server says in words which one
 * it misses.
 */
export type Draft<T> = T extends string
  ? string extends T
    ? T
    : T | ''
  : T extends object
    ? { [Name in keyof T]: Draft<T[Name]> }
    : T

const UNHEARD: Refusal = {
  code: 'NO_ANSWER',
  text: '连不上大厅服务器',
  advice: '内容没有丢，请稍候再试；一直不行请看服务器是否开着',
}
const unreadable = (status: number): Refusal => ({
  code: `HTTP_${status}`,
  text: '服务器没有给出能看懂的答复',
  advice: '请再试一次',
})

/** No answer at all becomes an error that says what to do. */
async function ask(path: string, address: string, sent: RequestInit): Promise<unknown> {
  let response, text
  try {
    response = await send(new Request(location.origin + address, sent))
    text = await response.text()
  } catch {
    throw new ApiError(UNHEARD, 0)
  }
  let answer: unknown = null
  try {
    answer = JSON.parse(text)
  } catch {
    /* not ours: said below */
  }
  if (response.ok && answer !== null) {
    heardCut(path, answer)
    return answer
  }
  const { status } = response
  throw new ApiError((answer as { error?: Refusal } | null)?.error ?? unreadable(status), status)
}

/** The address with its places filled in their order, and what was given beyond them. */
function fill(path: string, given: unknown[]): [string, unknown[]] {
  const rest = [...given]
  const address = path.replace(/\{\w+\}/g, () => encodeURIComponent(String(rest.shift() ?? '')))
  return [address, rest]
}

/** A reading: the places of its address, what it asks for, and what ends its patience early. */
export const get =
  <Given extends unknown[], Answer>(path: string) =>
  (...given: Given): Promise<Answer> => {
    const [address, [asked, signal]] = fill(path, given)
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries((asked as Query<string>) ?? {}))
      if (value !== undefined && value !== null) query.set(name, String(value))
    const words = `${query}` && `?${query}`
    return ask(path, address + words, { signal: signal as AbortSignal }) as Promise<Answer>
  }

/** A press: the places of its address, what is sent, and the key of the intention behind it. */
export const post =
  <Given extends unknown[], Answer>(path: string) =>
  (...given: Given): Promise<Answer> => {
    const [address, [body, key]] = fill(path, given)
    const headers: Record<string, string> = { 'Content-Type': 'application/json' }
    if (key) headers['Idempotency-Key'] = key as string
    return ask(path, address, {
      method: 'POST',
      headers,
      body: JSON.stringify(body ?? {}),
    }) as Promise<Answer>
  }

/**
 * Runs actions one after another and tells the user when one did not work. Pressing the same thing
 * again, the same `name`, while it runs does nothing twice; pressing something else waits its
 * turn: a quick hand must not lose a press. What went wrong before is over when something has
 * worked.
 */
export function useAction() {
  let line: Promise<unknown> = Promise.resolve()
  const under: string[] = []
  const said: number[] = []
  return async (work: () => Promise<unknown>, name: string): Promise<boolean> => {
    if (under.includes(name)) return false
    under.push(name)
    const run = async () => {
      try {
        await work()
        said.splice(0).forEach(untoast)
        return true
      } catch (error) {
        said.push(
          toast(error instanceof ApiError ? error.message : '没有做成，请再试一次', 'danger'),
        )
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
