// Arrival: early, on time, late, not at all.
import { check, equal } from '../../../lib/client.mjs'
import { hold, ID, person } from './day.mjs'

async function onTime(day) {
  const { at, guide, kiosk, atKiosk, byPhone } = day
  const early = await kiosk.post('/api/appointments/arrive', { id_no: ID.li })
  check(
    'too early is told when',
    early.arrival === 'early' && early.ticket === null && early.text.includes('09:00'),
    () => JSON.stringify(early),
  )
  check(
    'who has no appointment is told',
    await kiosk.refused('/api/appointments/arrive', { id_no: ID.sun }, 'NO_APPOINTMENT'),
  )
  const notToday = await kiosk.call('POST', '/api/appointments/arrive', { id_no: ID.wu })
  check(
    'of another day: the day is said to who knows the number',
    notToday.value.error.code === 'NO_APPOINTMENT' &&
      notToday.value.error.detail.includes('2026-09-22'),
  )
  const held = await hold(kiosk, '2026-09-21', '11:30')
  await at('2026-09-18T08:50')
  check(
    'a hold that ran out is free without any job',
    await kiosk.refused(`/api/appointments/${held.id}/book`, person('sun'), 'APPOINTMENT_LAPSED'),
  )
  equal('and was written down', (await guide.get(`/api/appointments/${held.id}`)).state, 'lapsed')
  const onTime = await kiosk.post('/api/appointments/arrive', { id_no: ID.zhang })
  equal(
    'on time: a number with its priority',
    [onTime.arrival, onTime.ticket.priority, onTime.ticket.appointment, onTime.appointment.state],
    ['on_time', 'appointment', atKiosk.id, 'checked_in'],
  )
  await kiosk.post(`/api/tickets/${onTime.ticket.id}/confirm`, { by: 'screen' })
  await guide.post(
    `/api/appointments/${(await guide.get('/api/appointments?date=2026-09-18')).appointments.find((a) => a.from === '10:00').id}/cancel`,
    { reason: '不用了' },
  )
  equal(
    'a second press is the same number',
    (await kiosk.post('/api/appointments/arrive', { id_no: ID.zhang })).ticket.id,
    onTime.ticket.id,
  )
  const soon = await guide.post(`/api/appointments/${byPhone.id}/check-in`, { walk_in: true })
  equal(
    'too early, but he may take a normal number',
    [soon.arrival, soon.ticket.priority],
    ['early', 'none'],
  )
}

async function late(day) {
  const { at, guide, director, kiosk } = day
  const late = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-18', '09:30')).id}/book`,
    person('qian'),
  )
  const stayedAway = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-18', '11:30')).id}/book`,
    person('sun'),
  )
  await director.post('/api/settings/booking_no_show_minutes', { value: '60' })
  await at('2026-09-18T09:50')
  const lateNow = await kiosk.post('/api/appointments/arrive', { id_no: ID.qian })
  check(
    'late: a normal number, in words',
    lateNow.arrival === 'late' &&
      lateNow.ticket.priority === 'none' &&
      lateNow.appointment.state === 'checked_in' &&
      lateNow.text.includes('普通号'),
    () => JSON.stringify(lateNow),
  )
  equal('the list shows it', (await guide.get(`/api/appointments/${late.id}`)).arrival, 'late')
  await director.post('/api/settings/booking_no_show_minutes', { value: '15' })
  await director.post('/api/settings/no_show_most', { value: '1' })
  day.stayedAway = stayedAway
}

async function noShows(day) {
  const { at, guide, kiosk, stayedAway } = day
  await at('2026-09-18T14:00')
  equal(
    'who did not come is a no-show',
    (await guide.get(`/api/appointments/${stayedAway.id}`)).state,
    'no_show',
  )
  const tooLate = await kiosk.post('/api/appointments/arrive', { id_no: ID.sun })
  check(
    'and may still queue with a normal number',
    tooLate.ticket.priority === 'none' &&
      tooLate.text.includes('爽约') &&
      tooLate.appointment.state === 'no_show',
    () => JSON.stringify(tooLate),
  )
  equal(
    'once',
    (await kiosk.post('/api/appointments/arrive', { id_no: ID.sun })).ticket.id,
    tooLate.ticket.id,
  )
  check(
    'too many no-shows: not by oneself',
    await kiosk.refused(
      `/api/appointments/${(await hold(kiosk, '2026-09-21', '11:30')).id}/book`,
      person('sun'),
      'BOOKING_BLOCKED',
    ),
  )
  const excused = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-21', '11:30')).id}/book`,
    person('sun', { override: '住院，家属已说明' }),
  )
  equal(
    'the desk may, with a reason',
    [excused.state, excused.override],
    ['booked', '住院，家属已说明'],
  )
  check(
    'done is done',
    await guide.refused(
      `/api/appointments/${stayedAway.id}/move`,
      { date: '2026-09-21', from: '09:00' },
      'APPOINTMENT_STATE',
    ),
  )
}

/** The hall was not there: nobody's no-show. */
async function shut(day) {
  const { guide, director } = day
  const shut = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-24', '10:00')).id}/book`,
    person('zhao'),
  )
  await director.post('/api/openings', { date: '2026-09-24', what: 'closed', reason: '暴雨' })
  equal(
    'the list of a closed day says so',
    (await guide.get('/api/appointments?date=2026-09-24')).closed,
    '暴雨',
  )
  day.shut = shut
}

export async function arrival(day) {
  await onTime(day)
  await late(day)
  await noShows(day)
  await shut(day)
}
