// The slip's holder sees his place without an account, and gives it up himself.
import { check, equal } from '../../../lib/client.mjs'

async function place(day) {
  const { kiosk, anyone, two } = day
  const mine = await kiosk.ticket({ zone: 'general', priority: 'none', items: ['SR-047'] })
  const slip = (secret, id = mine.id) => anyone.call('GET', `/api/slip?id=${id}&secret=${secret}`)
  const seen = (await slip(mine.slip_code)).value
  equal(
    'his place',
    [seen.number, seen.state, seen.ahead, seen.may_cancel, seen.items],
    [mine.number, 'waiting', 0, true, ['老年人优待证办理']],
  )
  equal(
    'who was called last in his category',
    seen.last_called.number,
    two.number === seen.last_called.number ? two.number : 'A003',
  )
  equal(
    'the number of today will do, in small letters',
    (await slip(mine.slip_code.toLowerCase(), mine.number.toLowerCase())).value.ticket_id,
    mine.id,
  )
  const guess = [await slip('AAAAAA'), await slip(mine.slip_code, 'T0'), await slip('', '')].map(
    (r) => [r.status, r.value.error.code],
  )
  equal('a wrong code and an unknown number are one refusal', guess, [
    [404, 'SLIP_WRONG'],
    [404, 'SLIP_WRONG'],
    [404, 'SLIP_WRONG'],
  ])
  Object.assign(day, { mine, slip })
}

async function givenUp(day) {
  const { kiosk, clerk, anyone, mine } = day
  const page = await anyone.raw('GET', new URL(mine.slip_url).pathname)
  check(
    'the address on the slip opens a page',
    page.status === 200 && page.headers['content-type'].startsWith('text/html'),
    () => page.status,
  )
  check(
    'a stranger does not cancel it',
    await anyone.refused(
      '/api/slip/cancel',
      { ticket_id: mine.id, secret: 'AAAAAA' },
      'SLIP_WRONG',
    ),
  )
  const given = await anyone.post('/api/slip/cancel', {
    ticket_id: mine.id,
    secret: mine.slip_code,
  })
  equal(
    'the holder does',
    [given.state, given.cancelled_by, given.may_cancel],
    ['cancelled', 'citizen', false],
  )
  const here = await kiosk.ticket({ zone: 'general', priority: 'none' })
  equal(
    'and at a clerk’s screen it is still the holder',
    (await clerk.post('/api/slip/cancel', { ticket_id: here.id, secret: here.slip_code }))
      .cancelled_by,
    'citizen',
  )
  equal(
    'twice is once',
    (await anyone.post('/api/slip/cancel', { ticket_id: mine.id, secret: mine.slip_code }))
      .ended_at,
    given.ended_at,
  )
}

export async function slip(day) {
  await place(day)
  await givenUp(day)
}
