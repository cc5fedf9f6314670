// Answers that come late: of two questions the later one is what the page is about, to whatever
// addresses they went, and a press's answer is newer than both.
import { describe, expect, test, vi } from 'vitest'
import { view } from '@/lib/view'

/** A wire whose answers come when the test lets them, in whatever order. */
function wire() {
  const waiting = new Map<string, { answer: () => void; fail: () => void }>()
  const reply = (value: unknown) =>
    new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })
  vi.stubGlobal('location', { origin: 'http://hall', pathname: '/', search: '', hash: '' })
  vi.stubGlobal('fetch', (to: Request | string) => {
    const { pathname, search } = new URL(typeof to === 'string' ? `http://hall${to}` : to.url)
    const at = pathname + search
    if (at === '/api/version' || at === '/api/me') return Promise.resolve(reply({}))
    return new Promise((done, no) => {
      waiting.set(at, {
        answer: () => done(reply({ id: at })),
        fail: () => no(new TypeError('Failed to fetch')),
      })
    })
  })
  return waiting
}
async function page() {
  const { get } = await import('@/lib/api')
  const caseGet = get<[id: string], { id: string }>('/api/cases/{id}')
  const caseList = get<[query: { state: string }], { id: string }>('/api/cases')
  const chosen = view<{ id: string } | null>(null)
  const open = (id: string) => chosen.ask(() => caseGet(id))
  const list = (state: string) => chosen.ask(() => caseList({ state }))
  return { chosen, open, list }
}
const asked = (waiting: Map<string, unknown>, n: number) =>
  vi.waitFor(() => expect(waiting.size).toBe(n))

describe('a view', () => {
  test('shows whom the clerk chose last, though the first one’s case comes after it', async () => {
    const waiting = wire(),
      { chosen, open } = await page()
    const first = open('A'),
      second = open('B')
    await asked(waiting, 2)
    waiting.get('/api/cases/B')?.answer()
    expect(await second).toBe(true)
    waiting.get('/api/cases/A')?.answer()
    expect(await first).toBe(false)
    expect(chosen.value?.id).toBe('/api/cases/B')
  })
  test('does not show the first one either while the second is still under way', async () => {
    const waiting = wire(),
      { chosen, list } = await page()
    const first = list('correcting'),
      second = list('received')
    await asked(waiting, 2)
    waiting.get('/api/cases?state=correcting')?.answer()
    expect(await first).toBe(false)
    expect(chosen.value).toBe(null)
    waiting.get('/api/cases?state=received')?.answer()
    await second
    expect(chosen.value?.id).toBe('/api/cases?state=received')
  })
  test('keeps what a press brought against what was asked before it', async () => {
    const waiting = wire(),
      { chosen, open } = await page()
    const before = open('A')
    await asked(waiting, 1)
    chosen.value = { id: 'decided' }
    waiting.get('/api/cases/A')?.answer()
    expect([await before, chosen.value?.id]).toEqual([false, 'decided'])
  })
  test('stays closed when it was closed', async () => {
    const waiting = wire(),
      { chosen, open } = await page()
    const before = open('A')
    await asked(waiting, 1)
    chosen.value = null
    waiting.get('/api/cases/A')?.answer()
    expect([await before, chosen.value]).toEqual([false, null])
  })
  test('says the failure of what it is about, and of nothing else', async () => {
    const waiting = wire(),
      { chosen, open } = await page()
    const first = open('A'),
      second = open('B')
    await asked(waiting, 2)
    waiting.get('/api/cases/A')?.fail()
    expect(await first).toBe(false)
    waiting.get('/api/cases/B')?.fail()
    await expect(second).rejects.toThrow('连不上大厅服务器')
    expect(chosen.value).toBe(null)
  })
})
