// What the calendar does to a case, to a list and to a slot, and what the county sees.
import { Client, equal, until } from '../../../lib/client.mjs'
import { hold, nodes, person, post, SR } from './day.mjs'

/** A rest day: the case's clock starts on the next working day, unless it is done at once. */
async function restDay(day) {
  const { at, guide, clerk, kiosk, anyone, shut } = day
  await at('2026-09-26T09:10')
  equal(
    'whoever had an appointment on a closed day is not blamed',
    [
      (await guide.get(`/api/appointments/${shut.id}`)).state,
      (await guide.get(`/api/appointments/${shut.id}`)).end_reason,
    ],
    ['cancelled', '大厅当天不开放：暴雨'],
  )
  await clerk.post('/api/windows/1/sign-on')
  const receive = async (item, materials) => {
    const taken = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
    await kiosk.post(`/api/tickets/${taken.id}/confirm`, { by: 'screen' })
    const called = await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${called.id}/serve`, {})
    const made = await clerk.post('/api/cases', {
      ticket_id: called.id,
      item_id: item,
      applicant: { ...person('zhang'), phone: '' },
      materials: materials.map((no) => ({ no, taken: 'copy' })),
    })
    const accepted = await clerk.call('POST', `/api/cases/${made.id}/accept`, {})
    await clerk.post(`/api/tickets/${called.id}/finish`, {})
    return accepted.value
  }
  const promised = await anyone.get('/api/items/SR-043')
  const slow = await receive('SR-043', [1, 2, 3, 4])
  const workdays = [
    '2026-09-28',
    '2026-09-29',
    '2026-09-30',
    '2026-10-08',
    '2026-10-09',
    '2026-10-10',
    ...Array.from({ length: 15 }, (_, i) =>
      new Date(Date.UTC(2026, 9, 12 + i)).toISOString().slice(0, 10),
    ).filter((d) => ![0, 6].includes(new Date(d).getUTCDay())),
  ]
  equal(
    'taken on a holiday Saturday, the clock starts on Monday',
    [slow.clock_on, slow.due_on, promised.promised_unit],
    ['2026-09-28', workdays[promised.promised_days - 1], 'working'],
  )
  const atOnce = await receive(SR, [1, 2])
  equal('done at once: that day', [atOnce.clock_on, atOnce.due_on], ['2026-09-26', '2026-09-26'])
}

async function candidates(day) {
  const { director } = day
  const ranked = (await director.get('/api/lists')).entries
    .slice(0, 3)
    .map((e) => [e.item, e.cases, e.share, e.candidate])
  equal(
    'candidates come from what people did',
    [
      ranked
        .slice(0, 2)
        .map((r) => r[0])
        .sort(),
      ranked[0].slice(1),
      ranked[2][3],
    ],
    [['SR-043', 'SR-047'], [1, 50, true], false],
  )
}

/** Year end: the coming year's calendar is not published. */
async function yearEnd(day) {
  const { at, guide, director, anyone, first, booking } = day
  await at('2026-12-28T08:00')
  await director.post('/api/roster', post('2027-01-04', 'am', 'clerk', first))
  const over = (await booking())['2027-01-04']
  equal(
    'days of the unknown year are marked provisional',
    [over.provisional, over.slots[0].from],
    [true, '08:30'],
  )
  const nextYear = await guide.post(
    `/api/appointments/${(await hold(guide, '2027-01-04', '09:00')).id}/book`,
    person('li'),
  )
  equal('and so is the slip', [nextYear.provisional, nextYear.date], [true, '2027-01-04'])
  equal(
    'New Year is a holiday already published for its first year',
    (await anyone.get('/api/openings?from=2026-12-31&days=2')).days.map((d) => [
      d.works,
      d.provisional,
    ]),
    [
      [true, false],
      [true, true],
    ],
  )
}

/** The county sees the lists; both sides agree. */
async function county(day) {
  const { director } = day
  const county = new Client(nodes.hubUrl)
  await county.signIn('county')
  await until(
    'the county sees the published lists',
    async () => (await county.get('/api/hub/lists?hall=361127102')).version === 1,
  )
  await until('both sides hold the same', async () => {
    await director.post('/api/link/contact')
    return (await director.get('/api/status')).agreed === 'equal'
  })
}

export async function dates(day) {
  await restDay(day)
  await candidates(day)
  await yearEnd(day)
  await county(day)
}
