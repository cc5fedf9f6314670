// The hall: several cases on one ticket.
import { createHash } from 'node:crypto'
import { check, equal, photo } from '../../../lib/client.mjs'
import { person } from './day.mjs'

async function called(day) {
  const { kiosk, clerk, approver, anyone } = day
  const taken = await kiosk.post(
    '/api/tickets',
    { zone: 'general', priority: 'elder', items: ['SR-047'] },
    'same-press',
  )
  equal(
    'a double press gives the same ticket',
    (
      await kiosk.post(
        '/api/tickets',
        { zone: 'general', priority: 'elder', items: ['SR-047'] },
        'same-press',
      )
    ).id,
    taken.id,
  )
  equal('the number begins with the zone letter', taken.number, 'A001')
  await clerk.post('/api/windows/1/sign-on')
  check(
    'a number nobody confirmed is not in the queue',
    await clerk.refused('/api/windows/1/call-next', {}, 'QUEUE_EMPTY'),
  )
  equal(
    'confirmed, it is',
    (await kiosk.post(`/api/tickets/${taken.id}/confirm`, { by: 'screen' })).state,
    'waiting',
  )
  check(
    'nobody calls at a window not his own',
    await approver.refused('/api/windows/1/call-next', {}, 'ROLE'),
  )
  const called = await clerk.post('/api/windows/1/call-next')
  equal(
    'the window calls it',
    [called.id, called.state, called.window_name],
    [taken.id, 'called', '通用综合受理1'],
  )
  equal('the board shows it', (await anyone.get('/api/board')).calls[0].number, 'A001')
  await clerk.post(`/api/tickets/${taken.id}/serve`, { window: 1 })
  day.taken = taken
}

/** A case that the hall decides, with a photo. */
async function ownCase(day) {
  const { clerk, taken } = day
  check(
    'a wrong identity number is refused in words',
    await clerk.refused(
      '/api/cases',
      {
        ticket_id: taken.id,
        item_id: 'SR-047',
        applicant: { ...person, id_no: '361102194903070027' },
      },
      'ID_NUMBER',
    ),
  )
  const own = await clerk.post('/api/cases', {
    ticket_id: taken.id,
    item_id: 'SR-047',
    applicant: person,
    materials: [{ no: 1, taken: 'original_seen' }],
  })
  check(
    'acceptance waits for the materials',
    await clerk.refused(`/api/cases/${own.id}/accept`, {}, 'MATERIALS_MISSING'),
  )
  const sha = await clerk.upload(own.id, 2, '照片.png', photo(1, 115))
  equal(
    'the photo is there, byte for byte',
    createHash('sha256')
      .update((await clerk.raw('GET', `/api/cases/${own.id}/attachments/${sha}`)).body)
      .digest('hex'),
    sha,
  )
  const accepted = await clerk.post(`/api/cases/${own.id}/accept`)
  equal(
    'an instant item is due today',
    [accepted.state, accepted.due_on],
    ['accepted', own.received_at.slice(0, 10)],
  )
  Object.assign(day, { own, sha })
}

/** One that the county decides, on the same ticket. */
async function countyCase(day) {
  const { clerk, taken } = day
  const forwarded = await clerk.post('/api/cases', {
    ticket_id: taken.id,
    item_id: 'SR-042',
    applicant: person,
    materials: [
      { no: 1, taken: 'original_seen' },
      { no: 2, taken: 'copy' },
      { no: 3, taken: 'copy' },
    ],
  })
  await clerk.upload(forwarded.id, 2, '户口簿.png', photo(2, 115))
  equal(
    'a county item is forwarded on acceptance',
    (await clerk.post(`/api/cases/${forwarded.id}/accept`)).state,
    'forwarded',
  )
  equal(
    'one ticket carries both cases',
    (await clerk.get(`/api/tickets/${taken.id}`)).cases.length,
    2,
  )
  await clerk.post(`/api/tickets/${taken.id}/finish`, {})
  day.forwarded = forwarded
}

async function rated(day) {
  const { rater, taken } = day
  equal('the tablet asks for a rating', (await rater.get('/api/rating')).pending?.number, 'A001')
  check(
    'a bad rating needs a reason',
    await rater.refused(
      '/api/rating',
      { ticket_id: taken.id, level: 'dissatisfied' },
      'RATING_REASON',
    ),
  )
  await rater.post('/api/rating', {
    ticket_id: taken.id,
    level: 'very_satisfied',
    options: ['kind'],
  })
  check(
    'one rating a service',
    await rater.refused(
      '/api/rating',
      { ticket_id: taken.id, level: 'satisfied' },
      'RATED_ALREADY',
    ),
  )
}

export async function ticket(day) {
  await called(day)
  await ownCase(day)
  await countyCase(day)
  await rated(day)
}
