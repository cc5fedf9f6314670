// Time: too late to rate, over the limits, and somebody who walked away.
import { check, equal, until } from '../../../lib/client.mjs'
import { DAY } from './day.mjs'

async function overTheLimits(day) {
  const { clerk, supervisor, anyone, shift, slips, late, bySlip, ofBoth } = day
  await shift(8 * DAY)
  check(
    'too late',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: late.id, secret: slips[late.id], level: 'satisfied' },
      'RATING_LATE',
    ),
  )
  await until(
    'an order over its limit is reported',
    async () =>
      (await supervisor.get('/api/orders')).orders.find((o) => o.id === `W${bySlip.id}`)
        ?.escalated_at !== null,
  )
  equal(
    'to the leader of the register',
    (await supervisor.get(`/api/orders/W${bySlip.id}`)).escalated_to,
    '郑分管（副镇长）',
  )
  equal(
    'and shown so',
    (await supervisor.get('/api/orders')).orders.map((o) => [o.id, o.lateness]),
    [
      [`W${bySlip.id}`, 'over'],
      [`W${ofBoth.id}`, 'soon'],
    ],
  )
  const own = await clerk.get('/api/ratings/own')
  equal(
    'four are too few to show',
    [own.month, own.least, own.enough, own.levels.every((l) => l.count === 0)],
    ['2026-11', 5, false, true],
  )
}

async function walkedAway(day) {
  const { rater, supervisor, both, shift, service } = day
  await shift(0)
  await both.signIn('both')
  const left = await service()
  const gone = { ticket_id: left.id, level: 'very_dissatisfied', unstated: true }
  const kept = [
    await rater.post('/api/rating', gone, 'walked-away'),
    await rater.post('/api/rating', gone, 'walked-away'),
  ]
  equal('a bad level of somebody who walked away is kept, once', kept[1], kept[0])
  const unsaid = await supervisor.get(`/api/orders/W${left.id}`)
  equal(
    'and has its order, without a reason',
    [unsaid.level, unsaid.options, unsaid.text ?? ''],
    ['very_dissatisfied', [], ''],
  )
}

export async function time(day) {
  await overTheLimits(day)
  await walkedAway(day)
}
