// What a page shows is never older than what happened, and it says that the server is gone when it
// is, and only then. On a fake clock.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { StreamMessage } from '@/lib/stream'

let stream: ((message: StreamMessage) => void)[] = []
let opened = 0
vi.mock('@/lib/stream', () => ({
  sharedStream: (told: (message: StreamMessage) => void) => {
    stream.push(told)
    opened++
    return { reopen: () => {}, close: () => {} }
  },
}))
const mounted: (() => void)[] = []
const left: (() => void)[] = []
vi.mock('vue', async (real) => ({
  ...(await real<typeof import('vue')>()),
  onMounted: (f: () => void) => mounted.push(f),
  onBeforeUnmount: (f: () => void) => left.push(f),
}))

const server = { up: true, slow: 0 }
async function page() {
  vi.resetModules()
  stream = []
  opened = 0
  const [{ live, Reading, connected }, { doubt }] = await Promise.all([
    import('@/lib/live'),
    import('@/lib/link'),
  ])
  const view = (kinds: string[], read: () => Promise<void>) => {
    effectScope(true).run(() => live(kinds, read))
    mounted.splice(0).forEach((f) => f())
    return () => left.splice(0).forEach((f) => f())
  }
  return {
    view,
    Reading,
    connected,
    doubt,
    tell: (message: StreamMessage) => stream.forEach((told) => told(message)),
    wait: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  }
}
const change = (kind: string): StreamMessage => ({
  type: 'change',
  data: JSON.stringify({ kind, subject: 'x' }),
})

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(server, { up: true, slow: 0 })
  vi.stubGlobal('document', {
    addEventListener: () => {},
    removeEventListener: () => {},
    visibilityState: 'visible',
  })
  vi.stubGlobal('window', globalThis)
  vi.stubGlobal('fetch', async (_: string, init: { signal: AbortSignal }) => {
    if (!server.up) throw new TypeError('Failed to fetch')
    await new Promise((resolve, reject) => {
      setTimeout(resolve, server.slow)
      init.signal.addEventListener('abort', () => reject(new Error('aborted')))
    })
    return new Response('{}')
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a view', () => {
  /** Its reading takes a second and shows what was true when it was asked. */
  function slow() {
    const hall = { now: 1 }
    const shown: number[] = []
    return {
      hall,
      shown,
      read: async () => {
        const then = hall.now
        await new Promise((r) => setTimeout(r, 1000))
        shown.push(then)
      },
    }
  }
  it('reads again after an event that came while it was reading', async () => {
    const { view, tell, wait } = await page()
    const { hall, shown, read } = slow()
    view(['catalogue.'], read)
    await wait(500) // asked before
    hall.now = 2
    tell(change('catalogue.published'))
    await wait(3000)
    expect(shown).toEqual([1, 2])
  })
  it('never reads twice at once, and of many events makes one reading more', async () => {
    const { view, tell, wait } = await page()
    const { hall, shown, read } = slow()
    view(['case.'], read)
    for (let i = 0; i < 20; i++) {
      hall.now++
      tell(change('case.received'))
      await wait(40)
    }
    await wait(5000)
    expect(shown).toEqual([2, 21])
  })
  it('catches up with what happened before the stream began', async () => {
    const { view, tell, wait } = await page()
    const { hall, shown, read } = slow()
    view(['case.'], read)
    await wait(1500)
    hall.now = 2 // nobody tells: the stream is not open yet
    tell({ type: 'open' })
    await wait(4000)
    expect(shown).toEqual([1, 2])
  })
  it('reads again when a stream that was lost begins anew', async () => {
    const { view, tell, wait } = await page()
    const { hall, shown, read } = slow()
    view(['case.'], read)
    tell({ type: 'open' })
    await wait(9000)
    tell({ type: 'lost' })
    hall.now = 2
    tell({ type: 'open' })
    await wait(3000)
    expect(shown[shown.length - 1]).toBe(2)
  })
  it('is not kept from reading by one that hangs', async () => {
    const { Reading, wait } = await page()
    let asked = 0
    const reading = new Reading(() => {
      asked++
      return new Promise(() => {})
    }, 20000)
    reading.ask()
    await wait(100)
    reading.ask()
    await wait(19000)
    expect(asked).toBe(1)
    await wait(2000)
    expect(asked).toBe(2)
  })
})

describe('the server is gone', () => {
  it('is not said of tabs that change, nor of a stream that ends for another reason', async () => {
    const { view, tell, wait, connected } = await page()
    for (let i = 0; i < 20; i++) {
      const leave = view(['staff.'], async () => {})
      tell({ type: i % 3 ? 'beat' : 'lost' })
      await wait(1500)
      expect(connected.value).toBe(true)
      leave()
    }
    expect(opened).toBe(1) // one stream for the page, not one for each tab
    await wait(60000) // silence: asked, and answered
    expect(connected.value).toBe(true)
  })
  it('is said at once when a request finds nobody, and is over when it is back', async () => {
    const { view, wait, connected, doubt } = await page()
    view(['staff.'], async () => {})
    server.up = false
    void doubt()
    await wait(10)
    expect(connected.value).toBe(false)
    await wait(10000)
    server.up = true
    await wait(2500)
    expect(connected.value).toBe(true)
  })
  it('is said of a server that takes the request and stays silent, not of one that is slow once', async () => {
    const { view, wait, connected, doubt } = await page()
    view(['staff.'], async () => {})
    server.slow = 4000
    void doubt()
    await wait(4500)
    expect(connected.value).toBe(true)
    server.slow = 60000
    void doubt()
    await wait(11000)
    expect(connected.value).toBe(false)
  })
})
