// Who a page is: an answer that was asked for before the page enrolled does not undo the enrolment.
import { expect, test, vi } from 'vitest'

test('who was nobody before the token is a device after it, whichever answer comes last', async () => {
  const late: (() => void)[] = []
  const reply = (value: unknown) =>
    new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })
  vi.stubGlobal('location', {
    origin: 'http://hall',
    hash: '#token=abc',
    pathname: '/rate.html',
    search: '',
    href: '',
  })
  vi.stubGlobal('history', { replaceState: () => {} })
  vi.stubGlobal('fetch', (to: Request | string) => {
    const address = typeof to === 'string' ? to : to.url
    if (address.endsWith('/api/me'))
      return new Promise((done) => {
        late.push(() => done(reply({ id: 'nobody', roles: [] })))
      })
    return Promise.resolve(reply({ id: 'D1', roles: ['rater'] }))
  })
  const { enrolFromAddress, loadMe, may } = await import('@/lib/session')
  const early = loadMe()
  await vi.waitFor(() => expect(late.length).toBe(1))
  await enrolFromAddress()
  late.forEach((answer) => answer())
  await early
  expect(may('rater')).toBe(true)
  vi.unstubAllGlobals()
})
