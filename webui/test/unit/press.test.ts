// A press whose answer was lost, its key, and whom it is for; nothing of it outlives its purpose in
// the browser.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/**
 * A server that remembers what it answered under a key, and a wire that may lose the answer after
 * the request has arrived.
 */
function hall() {
  const made: string[] = []
  const answers = new Map<string, { words: string; id: string }>()
  const heads: Headers[] = []
  const at = { lose: 0, session: 'S1', refuse: '' }
  const reply = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  const no = (status: number, code: string, detail = '') =>
    reply(status, { error: { code, text: code, advice: '', detail } })
  const answer = async (request: Request) => {
    if (request.url.endsWith('/api/version')) return reply(200, {})
    if (request.url.endsWith('/api/me'))
      return reply(200, { signed_in: true, id: at.session, name: 'somebody', roles: [] })
    const words = await request.text(),
      key = request.headers.get('Idempotency-Key') ?? ''
    heads.push(request.headers)
    if (!at.session) return no(401, 'SIGN_IN')
    if (request.headers.get('minihall-actor') !== at.session)
      return no(409, 'ACTOR_OTHER', at.session)
    const held = answers.get(key)
    if (held && held.words !== words) return no(409, 'KEY_REUSED')
    if (!held && at.refuse) return no(422, at.refuse)
    if (!held) {
      made.push(words)
      answers.set(key, { words, id: `C${made.length}` })
    }
    if (at.lose > 0) {
      at.lose--
      throw new TypeError('Failed to fetch')
    }
    return reply(200, { id: answers.get(key)?.id })
  }
  vi.stubGlobal('fetch', async (to: Request | string) =>
    answer(typeof to === 'string' ? new Request(new URL(to, 'http://hall')) : to),
  )
  return { made, heads, at }
}
/** The browser's storage stays when the page's modules are loaded anew: a reload. */
async function page() {
  vi.resetModules()
  const [api, press, keep, who, again] = await Promise.all([
    import('@/lib/api'),
    import('@/lib/press'),
    import('@/lib/keep'),
    import('@/lib/who'),
    import('@/lib/again'),
  ])
  const { me } = who
  me.value = {
    signed_in: true,
    id: 'S1',
    name: '张三',
    roles: ['clerk'],
    window: 1,
    node: 'n',
    node_role: 'hall',
    hall_name: 'x',
  }
  const post = api.post<[body: unknown, key?: string], { id: string }>('/api/cases')
  return { ...api, ...press, ...keep, ...who, ...again, post }
}

beforeEach(() => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => {
      kept.set(k, v)
      ;(storage as Record<string, unknown>)[k] = v
    },
    removeItem: (k: string) => {
      kept.delete(k)
      delete (storage as Record<string, unknown>)[k]
    },
  }
  for (const name of Object.keys(storage))
    Object.defineProperty(storage, name, { enumerable: false })
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('location', { origin: 'http://hall' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})
const code = (problem: unknown) => (problem as { refusal?: { code: string } }).refusal?.code

describe('the key of a draft', () => {
  it('is kept over a lost answer and a reload, and renewed by an answer', async () => {
    const { made, at } = hall()
    at.lose = 1
    const first = await page()
    expect(await first.intention('intake T1').press({ name: '王' }, first.post).catch(code)).toBe(
      'NO_ANSWER',
    )
    const second = await page()
    const again = second.intention('intake T1')
    expect(await again.press({ name: '王' }, second.post)).toEqual({
      made: { id: 'C1' },
      earlier: false,
    })
    expect(made.length).toBe(1)
    // answered: the next is another
    expect((await again.press({ name: '王' }, second.post)).made.id).toBe('C2')
  })
  it('shows the first when what was changed comes after it, and makes no second', async () => {
    const { made, at } = hall()
    at.lose = 1
    const { intention, post } = await page()
    const one = intention('intake T1')
    expect(await one.press({ name: '王' }, post).catch(code)).toBe('NO_ANSWER')
    expect(await one.press({ name: '王桂花' }, post)).toEqual({ made: { id: 'C1' }, earlier: true })
    expect(made).toEqual(['{"name":"王"}'])
  })
  it('takes the changed words when the first never arrived', async () => {
    const { made } = hall()
    const { intention, post } = await page()
    const one = intention('intake T1')
    const cut = () =>
      Promise.reject(Object.assign(new Error('cut'), { status: 0, refusal: { code: 'NO_ANSWER' } }))
    await one.press({ name: '王' }, cut).catch(() => {})
    expect(await one.press({ name: '王桂花' }, post)).toEqual({
      made: { id: 'C1' },
      earlier: false,
    })
    expect(made).toEqual(['{"name":"王桂花"}'])
  })
  it('a refusal of the later words does not forget that the first may have arrived', async () => {
    const { made, at } = hall()
    const { intention, post } = await page()
    const one = intention('intake T1')
    at.lose = 1
    await one.press({ name: '王' }, post).catch(() => {})
    const refused = () =>
      Promise.reject(Object.assign(new Error('no'), { status: 400, refusal: { code: 'SHAPE' } }))
    await one.press({ name: '' }, refused).catch(() => {})
    expect(await one.press({ name: '王桂花' }, post)).toEqual({ made: { id: 'C1' }, earlier: true })
    expect(made.length).toBe(1)
  })
  it('without a place ends with who stands there', async () => {
    const { made, at } = hall()
    const { intention, post } = await page()
    at.lose = 1
    await intention()
      .press({ zone: 'general' }, post)
      .catch(() => {})
    await intention().press({ zone: 'general' }, post)
    expect(made.length).toBe(2)
  })
})

describe('a press without a draft', () => {
  it('is the same press while the same words have no answer, also after a reload', async () => {
    const { made, at } = hall()
    at.lose = 1
    const first = await page()
    expect(await first.post({ note: '停电' }).catch(code)).toBe('NO_ANSWER')
    const second = await page()
    expect((await second.post({ note: '停电' })).id).toBe('C1')
    expect((await second.post({ note: '停电' })).id).toBe('C2')
    expect(made.length).toBe(2)
  })
  it('a bare verb is meant anew: the state of its record guards it', async () => {
    const { heads, at } = hall()
    at.lose = 1
    const { post } = await page()
    await post({}).catch(() => {})
    await post({})
    expect(new Set(heads.map((h) => h.get('Idempotency-Key'))).size).toBe(2)
  })
})

describe('whom a press is for', () => {
  it('every write names whom the page shows, a page without a head whoever it is opened as', async () => {
    const { heads } = hall()
    const { post, me } = await page()
    await post({ a: 1 })
    me.value = null
    await post({ a: 2 })
    expect(heads.map((h) => h.get('minihall-actor'))).toEqual(['S1', 'S1'])
  })
  it('another session is refused, asked about, and the press goes on under its key when the first is back', async () => {
    const { made, heads, at } = hall()
    const { post, question, settle, host } = await page()
    host.here = 1
    at.session = 'S2'
    const pressed = post({ name: '王' })
    await vi.waitFor(() => expect(question.value).toEqual({ why: 'other', who: 'S2' }))
    expect(made).toEqual([])
    at.session = 'S1'
    settle(true)
    expect((await pressed).id).toBe('C1')
    expect(new Set(heads.map((h) => h.get('Idempotency-Key'))).size).toBe(1)
  })
  it('a session that ended asks, and later is a refusal in words', async () => {
    const { made, at } = hall()
    const { post, question, settle, host } = await page()
    host.here = 1
    at.session = ''
    const pressed = post({ name: '王' }).catch(code)
    await vi.waitFor(() => expect(question.value?.why).toBe('ended'))
    settle(false)
    expect([await pressed, made.length]).toEqual(['SIGN_IN', 0])
  })
})

describe('what is kept in the browser', () => {
  it("ends with the number, with the sign-out and with the day, and is nobody else's", async () => {
    const { keep, kept, forgetBut, forgetMine, sweep, me } = await page()
    const all = () => JSON.stringify({ ...localStorage })
    keep('intake T1', { name: '甲' })
    keep('intake T2', { name: '乙' })
    keep('key intake T1', { key: 'k' })
    forgetBut('intake ', ['T2'])
    expect([kept('intake T1'), kept('intake T2'), kept('key intake T1')]).toEqual([
      null,
      { name: '乙' },
      { key: 'k' },
    ])
    me.value = { ...me.value, id: 'S2' } as typeof me.value
    expect(kept('intake T2')).toBe(null)
    keep('ask', { name: '丙' })
    forgetMine()
    expect([all().includes('丙'), all().includes('乙')]).toEqual([false, true])
    vi.useFakeTimers({ now: Date.now() + 2 * 86400e3, toFake: ['Date'] })
    localStorage.setItem('draft-T0', '{"name":"丁"}') // of an older page
    localStorage.setItem('elder', '1')
    sweep()
    vi.useRealTimers()
    expect({ ...localStorage }).toEqual({ elder: '1' })
  })
})

describe('older answers', () => {
  it('do not lie over newer ones', async () => {
    const { get } = await page()
    const open: ((body: string) => void)[] = []
    vi.stubGlobal(
      'fetch',
      () =>
        new Promise((resolve) =>
          open.push((body) =>
            resolve(new Response(body, { headers: { 'content-type': 'application/json' } })),
          ),
        ),
    )
    const ask = get<[], unknown>('/api/windows')
    const first = ask(),
      second = ask()
    await vi.waitFor(() => expect(open.length).toBe(2))
    open[1]('{"n":2}')
    expect(await second).toEqual({ n: 2 })
    open[0]('{"n":1}')
    expect(await first).toEqual({ n: 2 })
  })
})

describe('what went wrong', () => {
  it('is taken back when something has worked', async () => {
    const { useAction, ApiError } = await page()
    const { toasts } = await import('@/lib/toast')
    const act = useAction()
    await act(async () => {
      throw new ApiError({ code: 'X', text: '不行', advice: '再试' }, 409)
    }, 'a')
    expect(toasts.map((t) => t.tone)).toEqual(['danger'])
    await act(async () => {}, 'b')
    expect(toasts.length).toBe(0)
  })
})
