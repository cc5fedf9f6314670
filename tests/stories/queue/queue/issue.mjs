// A number is issued when it was confirmed.
import { check, equal, until } from '../../../lib/client.mjs'
import { MINUTE } from './day.mjs'

async function confirmed(day) {
  const { kiosk, guide, clerk, anyone } = day
  const first = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  equal('a number is assigned', [first.number, first.state, first.ahead], ['A001', 'issuing', 0])
  check(
    'its slip has an address of its own',
    /^HTTPS:\/\/127\.0\.0\.1:\d+\/Q\/T3611271021\d{8}A001\/[A-HJ-NP-Z2-9]{6}$/.test(
      first.slip_url,
    ) && first.slip_url.endsWith(first.slip_code),
    () => first.slip_url,
  )
  equal('it is on no board', (await anyone.get('/api/board')).waiting, 0)
  equal('and not counted', (await kiosk.get('/api/kiosk')).zones[0].waiting, 0)
  const confirmed = await kiosk.post(`/api/tickets/${first.id}/confirm`, { by: 'printer' })
  equal('confirmed, it waits', [confirmed.state, confirmed.slip_url], ['waiting', first.slip_url])
  equal(
    'confirmed twice, it is one ticket',
    (await guide.post(`/api/tickets/${first.id}/confirm`, { by: 'desk' })).issued_at,
    confirmed.issued_at,
  )
  equal(
    'it is on the board',
    (await anyone.get('/api/board')).categories[0].next.map((w) => w.number),
    ['A001'],
  )
  const again = await kiosk.post(`/api/tickets/${first.id}/reprint`)
  equal(
    'printed again it has the same number',
    [again.number, again.reprints, again.slip_url],
    ['A001', 1, first.slip_url],
  )
  equal(
    'a clerk does not see the secret of a slip',
    (await clerk.get(`/api/tickets/${first.id}`)).slip_code ?? null,
    null,
  )
  day.first = first
}

async function lapsed(day) {
  const { shift, kiosk, guide, clerk, first } = day
  const lost = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  await shift(4 * MINUTE)
  await until(
    'what nobody confirmed lapses',
    async () => (await clerk.get(`/api/tickets/${lost.id}`)).state === 'void',
  )
  check(
    'too late to confirm',
    await kiosk.refused(`/api/tickets/${lost.id}/confirm`, { by: 'screen' }, 'TICKET_LAPSED'),
  )
  check('or to print', await kiosk.refused(`/api/tickets/${lost.id}/reprint`, {}, 'TICKET_LAPSED'))
  equal(
    'its number is not used again',
    (await kiosk.ticket({ zone: 'general', priority: 'none' })).number,
    'A003',
  )
  equal(
    'the confirmed one still waits',
    (await clerk.get(`/api/tickets/${first.id}`)).state,
    'waiting',
  )
  await guide.post(`/api/tickets/${first.id}/cancel`, { note: '不办了' })
  check(
    'what has ended is not printed',
    await kiosk.refused(`/api/tickets/${first.id}/reprint`, {}, 'TICKET_ENDED'),
  )
}

/** Without a ticket machine: whoever stands at the window is served at once, but never before
 * those who hold a number. */
async function walkUp(day) {
  const { clerk, anyone, clerk2 } = day
  check(
    'not while others wait',
    await clerk.refused('/api/windows/1/walk-up', {}, 'WALK_UP_WAITING'),
  )
  await clerk2.post('/api/windows/4/sign-on')
  const walked = await clerk2.post('/api/windows/4/walk-up')
  equal(
    'served at once',
    [walked.state, walked.channel, walked.window_no, walked.zone],
    ['serving', 'window', 4, 'public_utility'],
  )
  check('one at a time', await clerk2.refused('/api/windows/4/walk-up', {}, 'TICKET_OPEN'))
  equal(
    'nothing is spoken for it',
    (await anyone.get('/api/board')).calls.find((c) => c.number === walked.number).state,
    'serving',
  )
  await clerk2.post(`/api/tickets/${walked.id}/finish`)
  await clerk2.post('/api/windows/4/sign-off')
}

export async function issue(day) {
  await confirmed(day)
  await lapsed(day)
  await walkUp(day)
}
