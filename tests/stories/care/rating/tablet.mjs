// By the tablet: a good one, and a bad one that opens its order.
import { check, equal } from '../../../lib/client.mjs'

/** The list by level, and what does not fit. */
async function byLevel(day) {
  const { clerk, rater, rater2, supervisor, anyone, service } = day
  const options = await anyone.get('/api/rating/options')
  check(
    'the options are versioned and differ by level',
    options.version === '2026-sample-1' && options.options.some((o) => o.levels.length === 1),
    () => JSON.stringify(options).slice(0, 200),
  )
  check(
    'nobody at the desk presses the tablet',
    await clerk.refused('/api/rating', { ticket_id: 'x', level: 'satisfied' }, 'ROLE'),
  )
  const good = await service()
  const asked = await rater.get('/api/rating')
  equal(
    'the tablet shows who served',
    [asked.clerk_name, asked.window_no, asked.pending.number, asked.wait_seconds, asked.indicators],
    ['李秀英', 1, good.number, 20, true],
  )
  check(
    'an unknown option is refused',
    await rater.refused(
      '/api/rating',
      { ticket_id: good.id, level: 'satisfied', options: ['own_idea'] },
      'RATING_OPTION',
    ),
  )
  check(
    'an option of another level too',
    await rater.refused(
      '/api/rating',
      { ticket_id: good.id, level: 'very_satisfied', options: ['rude'] },
      'RATING_OPTION',
    ),
  )
  check(
    'another window cannot rate it',
    await rater2.refused(
      '/api/rating',
      { ticket_id: good.id, level: 'satisfied' },
      'RATING_NOT_OPEN',
    ),
  )
  await rater.post('/api/rating', {
    ticket_id: good.id,
    level: 'very_satisfied',
    options: ['fast'],
    indicators: [{ indicator: 'attitude', level: 'satisfied' }],
  })
  equal('a good one opens no order', (await supervisor.get('/api/orders')).orders, [])
  day.good = good
}

/** A bad one, with words that only the supervisor may read. */
async function badOne(day) {
  const { rater, supervisor, service } = day
  const bad = await service()
  const before = await supervisor.hear()
  const { answer_code: answerCode } = await rater.post('/api/rating', {
    ticket_id: bad.id,
    level: 'very_dissatisfied',
    options: ['rude', 'many_trips'],
    text: '秘密意见甲',
  })
  const order = (await supervisor.get('/api/orders')).orders[0]
  equal(
    'a bad one opens an order by itself',
    [order.id, order.state, order.lateness, order.channel],
    [`W${bad.id}`, 'opened', 'on_time', 'hall_tablet'],
  )
  const after = await supervisor.hear()
  equal(
    'in one record, like a good one',
    after
      .split('\n')
      .filter((l) => l.startsWith('data: {"kind"'))
      .slice(before.split('\n').filter((l) => l.startsWith('data: {"kind"')).length)
      .map((l) => JSON.parse(l.slice(6)).kind),
    ['rating.given'],
  )
  Object.assign(day, { bad, answerCode })
}

export async function tablet(day) {
  await byLevel(day)
  await badOne(day)
}
