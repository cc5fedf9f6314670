// Slots out of the roster, and holds on them.
import { check, equal } from '../../../lib/client.mjs'
import { SR } from './day.mjs'

async function fromTheRoster(day) {
  const { guide, director, booking } = day
  await director.post('/api/settings/booking_per_clerk', { value: '10' })
  let days = await booking()
  equal(
    'slots are made from the roster',
    days['2026-09-18'].slots.map((s) => [s.from, s.capacity]).slice(0, 2),
    [
      ['08:30', 5],
      ['09:00', 5],
    ],
  )
  equal(
    'half an hour ahead is too near: walk in',
    [days['2026-09-18'].slots[0].why, days['2026-09-18'].slots[1].free],
    ['这个时段已经开始或马上开始', 5],
  )
  equal(
    'half a day on the festival',
    [
      days['2026-09-25'].slots.length,
      days['2026-09-25'].slots[0].from,
      days['2026-09-25'].slots.at(-1).to,
    ],
    [6, '09:00', '12:00'],
  )
  equal(
    'a made-up Sunday has normal slots',
    [days['2026-09-20'].slots[0].kind, days['2026-09-20'].slots[0].from],
    ['normal', '08:30'],
  )
  equal('nobody on duty, no slots', days['2026-09-27'].slots, [])
  const other = (await booking(guide, 'SR-043'))['2026-09-19'].slots[0]
  equal(
    'a rest day is for what the lists say',
    [other.free, other.why],
    [0, '这个事项在这个时段不办理'],
  )
  check(
    'and cannot be held',
    await guide.refused(
      '/api/appointments/hold',
      { item: 'SR-043', date: '2026-09-19', from: '09:00' },
      'BOOKING_NOT_LISTED',
    ),
  )
}

async function tooNearTooFar(day) {
  const { guide, director } = day
  check(
    'no such slot',
    await guide.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-09-18', from: '08:45' },
      'BOOKING_NO_SLOT',
    ),
  )
  check(
    'beyond the horizon',
    await guide.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-11-18', from: '09:00' },
      'BOOKING_TOO_FAR',
    ),
  )
  await director.post('/api/settings/booking_lead_minutes', { value: '60' })
  check(
    'too near',
    await guide.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-09-18', from: '08:30' },
      'BOOKING_TOO_NEAR',
    ),
  )
  await director.post('/api/settings/booking_lead_minutes', { value: '0' })
}

async function rush(day) {
  const { guide, clerk, clerk2, village, kiosk, booking } = day
  const rush = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      [guide, clerk, clerk2, kiosk, village][i % 5].call('POST', '/api/appointments/hold', {
        item: SR,
        date: '2026-09-21',
        from: '10:00',
      }),
    ),
  )
  equal(
    'twenty at once for five places: five',
    [
      rush.filter((r) => r.status === 200).length,
      rush.filter((r) => r.value.error?.code === 'BOOKING_FULL').length,
      new Set(rush.filter((r) => r.status === 200).map((r) => r.value.id)).size,
    ],
    [5, 15, 5],
  )
  equal(
    'the slot is full for everybody',
    (await booking())['2026-09-21'].slots.find((s) => s.from === '10:00').free,
    0,
  )
  const mineHeld = rush.find((r, i) => r.status === 200 && i % 5 === 3)
  if (mineHeld)
    equal(
      'a kiosk lets its hold go',
      (await kiosk.post(`/api/appointments/${mineHeld.value.id}/cancel`)).state,
      'cancelled',
    )
}

export async function slots(day) {
  await fromTheRoster(day)
  await tooNearTooFar(day)
  await rush(day)
}
