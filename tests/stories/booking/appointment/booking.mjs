// Booking at the kiosk, by the village station, by phone.
import { check, equal } from '../../../lib/client.mjs'
import { hold, ID, person, SR } from './day.mjs'

async function atTheKiosk(day) {
  const { guide, village, kiosk } = day
  const atKiosk = await hold(kiosk, '2026-09-18', '09:00')
  equal(
    'held, with no name',
    [atKiosk.state, atKiosk.name, atKiosk.hold_until > atKiosk.date],
    ['held', null, true],
  )
  check(
    'a wrong number is said in words',
    await kiosk.refused(
      `/api/appointments/${atKiosk.id}/book`,
      person('zhang', { id_no: '361102194903070027' }),
      'ID_NUMBER',
    ),
  )
  check(
    'nobody books what another holds',
    await village.refused(
      `/api/appointments/${atKiosk.id}/book`,
      person('zhang'),
      'APPOINTMENT_OTHERS',
    ),
  )
  const booked = await kiosk.post(`/api/appointments/${atKiosk.id}/book`, person('zhang'))
  equal(
    'booked without a phone, shown masked',
    [
      booked.state,
      booked.name,
      booked.id_tail,
      booked.channel,
      booked.check_in_from,
      booked.check_in_until,
    ],
    ['booked', '张*丰', '0026', 'kiosk', '08:30', '09:15'],
  )
  const again = await hold(kiosk, '2026-09-18', '10:00')
  check(
    'one appointment a day',
    await kiosk.refused(`/api/appointments/${again.id}/book`, person('zhang'), 'BOOKING_DUPLICATE'),
  )
  equal(
    'the desk may, with a reason',
    (
      await (async () => {
        const h = await hold(guide, '2026-09-18', '10:00')
        return guide.post(
          `/api/appointments/${h.id}/book`,
          person('zhang', { override: '替老伴再办一件', channel: 'counter' }),
        )
      })()
    ).override,
    '替老伴再办一件',
  )
  day.atKiosk = atKiosk
}

async function byPhone(day) {
  const { guide } = day
  const byPhone = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-18', '09:30')).id}/book`,
    person('li', { channel: 'phone', caller: '儿子李四', phone: '13800000000' }),
  )
  equal(
    'by phone, with who called',
    [byPhone.channel, byPhone.caller, byPhone.phone],
    ['phone', '儿子李四', '13800000000'],
  )
  equal(
    'the list masks the phone',
    (await guide.get('/api/appointments?date=2026-09-18')).appointments.find(
      (a) => a.id === byPhone.id,
    ).phone,
    '138****0000',
  )
  equal(
    'who opens it sees it',
    (await guide.get(`/api/appointments/${byPhone.id}`)).phone,
    '13800000000',
  )
  check(
    'a phone number is one or none',
    await guide.refused(
      `/api/appointments/${(await hold(guide, '2026-09-18', '11:00')).id}/book`,
      person('wu', { phone: 'abc' }),
      'PHONE',
    ),
  )
  day.byPhone = byPhone
}

/** The village station books, sees and moves what is its own. */
async function forAVillager(day) {
  const { guide, village, byPhone } = day
  const forVillager = await village.post(
    `/api/appointments/${(await hold(village, '2026-09-21', '09:00')).id}/book`,
    person('wu', { phone: '13900000000' }),
  )
  equal(
    'the village station books for a villager and sees its own only',
    [
      (await village.get('/api/appointments')).appointments.map((a) => [a.id, a.channel, a.phone]),
      (await village.get(`/api/appointments/${forVillager.id}`)).state,
    ],
    [[[forVillager.id, 'village', null]], 'booked'],
  )
  check(
    'not those of others',
    (await village.call('GET', `/api/appointments/${byPhone.id}`)).value.error.code ===
      'APPOINTMENT_OTHERS',
  )
  check(
    'nor may it move them',
    await village.refused(
      `/api/appointments/${byPhone.id}/move`,
      { date: '2026-09-21', from: '09:00' },
      'APPOINTMENT_OTHERS',
    ),
  )
  const moved = await village.post(`/api/appointments/${forVillager.id}/move`, {
    date: '2026-09-22',
    from: '09:30',
    reason: '下雨',
  })
  equal(
    'moved: the old one ends, the new one is booked',
    [
      moved.state,
      moved.date,
      moved.from,
      moved.moved_from,
      (await village.get(`/api/appointments/${forVillager.id}`)).state,
    ],
    ['booked', '2026-09-22', '09:30', forVillager.id, 'moved'],
  )
  equal(
    'the old one names the new',
    (await village.get(`/api/appointments/${forVillager.id}`)).moved_to,
    moved.id,
  )
  check(
    'what was moved is moved',
    await guide.refused(`/api/appointments/${forVillager.id}/cancel`, {}, 'APPOINTMENT_STATE'),
  )
}

/** Three open ones are enough; each may be given up. */
async function howManyAtOnce(day) {
  const { guide, kiosk } = day
  for (const [date, from] of [
    ['2026-09-23', '09:00'],
    ['2026-09-24', '09:00'],
  ])
    await kiosk.post(`/api/appointments/${(await hold(kiosk, date, from)).id}/book`, person('wu'))
  check(
    'three open ones are enough',
    await kiosk.refused(
      `/api/appointments/${(await hold(kiosk, '2026-09-21', '11:00')).id}/book`,
      person('wu'),
      'BOOKING_TOO_MANY',
    ),
  )
  const list = await guide.get('/api/appointments?date=2026-09-18')
  equal(
    'the day list',
    list.appointments.map((a) => [a.from, a.state]),
    [
      ['09:00', 'booked'],
      ['09:30', 'booked'],
      ['10:00', 'booked'],
    ],
  )
  const cancelMe = await kiosk.post(
    `/api/appointments/${(await hold(kiosk, '2026-09-22', '10:00')).id}/book`,
    person('qian'),
  )
  check(
    'a kiosk does not cancel for a stranger',
    await kiosk.refused(
      `/api/appointments/${cancelMe.id}/cancel`,
      { id_no: ID.sun },
      'APPOINTMENT_OTHERS',
    ),
  )
  equal(
    'but for whom the number belongs to',
    (await kiosk.post(`/api/appointments/${cancelMe.id}/cancel`, { id_no: ID.qian })).state,
    'cancelled',
  )
}

async function stopped(day) {
  const { guide, kiosk } = day
  const stop = await guide.post('/api/booking/stop', {
    stopped: true,
    message: '系统升级，明天恢复',
  })
  equal('booking stops with a message', [stop.stopped, stop.message], [true, '系统升级，明天恢复'])
  check(
    'nobody books',
    await kiosk.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-09-21', from: '09:00' },
      'BOOKING_STOPPED',
    ),
  )
  equal(
    'the page says why',
    (await kiosk.get(`/api/booking?item=${SR}`)).message,
    '系统升级，明天恢复',
  )
  equal(
    'and begins again',
    (await guide.post('/api/booking/stop', { stopped: false })).stopped,
    false,
  )
}

export async function booking(day) {
  await atTheKiosk(day)
  await byPhone(day)
  await forAVillager(day)
  await howManyAtOnce(day)
  await stopped(day)
}
