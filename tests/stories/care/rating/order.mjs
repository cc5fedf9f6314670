// The order to its end.
import { check, equal } from '../../../lib/client.mjs'

async function handled(day) {
  const { supervisor, bad } = day
  const step = (verb) => `/api/orders/W${bad.id}/${verb}`
  check(
    'nothing is answered unverified',
    await supervisor.refused(step('reply'), { text: '对不起' }, 'ORDER_STATE'),
  )
  equal(
    'verified',
    (await supervisor.post(step('verify'), { verdict: 'true', text: '调看录像，确有催促群众' }))
      .verdict,
    'true',
  )
  check(
    'what is true is not explained away',
    await supervisor.refused(step('act'), { action: 'explained', text: '解释' }, 'ORDER_ACTION'),
  )
  check(
    'a ledger entry has a date',
    await supervisor.refused(step('act'), { action: 'scheduled', text: '培训' }, 'SHAPE'),
  )
  await supervisor.post(step('act'), {
    action: 'scheduled',
    text: '窗口人员参加礼仪培训',
    until: '2026-12-10',
  })
  equal(
    'answered',
    (await supervisor.post(step('reply'), { text: '已批评教育，向您致歉' })).state,
    'replied',
  )
  check(
    'not closed before a call-back',
    await supervisor.refused(step('close'), { text: '完' }, 'SHAPE'),
  )
  check(
    'nor in this state',
    await supervisor.refused(step('close'), { text: '办结' }, 'ORDER_STATE'),
  )
  equal(
    'nobody answers the phone',
    (await supervisor.post(step('revisit'), { reached: false, satisfied: true })).satisfied,
    false,
  )
  check(
    'one try is not enough',
    await supervisor.refused(step('close'), { text: '联系不上' }, 'ORDER_REVISIT'),
  )
  await supervisor.post(step('revisit'), { reached: true, satisfied: false, text: '要求当面道歉' })
  check(
    'not satisfied: once more',
    await supervisor.refused(step('close'), { text: '办结' }, 'ORDER_UNSATISFIED'),
  )
  await supervisor.post(step('act'), { action: 'fixed_at_once', text: '当面道歉' })
  await supervisor.post(step('reply'), { text: '已当面道歉' })
  day.step = step
}

/** The answer is read by who gave the rating, and by nobody else. */
async function answered(day) {
  const { clerk, anyone, slips, good, bad, answerCode } = day
  const blind = await clerk.get(`/api/slip/rating?id=${bad.id}&secret=${slips[bad.id]}`)
  equal(
    'who has seen the slip, as the clerk may, learns nothing of its rating by it',
    [blind.may_rate_again, blind.order_state, blind.reply],
    [false, null, null],
  )
  check(
    'nor by trying',
    await clerk.refused(
      '/api/slip/rating',
      {
        ticket_id: bad.id,
        secret: slips[bad.id],
        level: 'satisfied',
        again: true,
        answer_code: '00000000',
      },
      'RATING_AGAIN',
    ),
  )
  equal(
    'the same as of a good one',
    await clerk.get(`/api/slip/rating?id=${good.id}&secret=${slips[good.id]}`),
    blind,
  )
  const answer = await anyone.get(
    `/api/slip/rating?id=${bad.id}&secret=${slips[bad.id]}&code=${answerCode}`,
  )
  equal(
    'the rater reads the answer by the code that he alone was shown',
    [answer.may_rate, answer.rated, answer.may_rate_again, answer.reply],
    [false, true, true, '已当面道歉'],
  )
  await anyone.post('/api/slip/rating', {
    ticket_id: bad.id,
    secret: slips[bad.id],
    level: 'satisfied',
    again: true,
    answer_code: answerCode,
  })
  check(
    'a second rating once',
    await anyone.refused(
      '/api/slip/rating',
      {
        ticket_id: bad.id,
        secret: slips[bad.id],
        level: 'satisfied',
        again: true,
        answer_code: answerCode,
      },
      'RATED_ALREADY',
    ),
  )
}

async function closed(day) {
  const { supervisor, bad, step } = day
  await supervisor.post(step('revisit'), { reached: true, satisfied: true })
  const closed = await supervisor.post(step('close'), { text: '评价人接受道歉' })
  equal(
    'closed with an outcome, a reply and a second rating',
    [
      closed.state,
      closed.verdict,
      closed.action,
      !!closed.replied_at,
      closed.second_level,
      closed.rounds,
    ],
    ['closed', 'true', 'fixed_at_once', true, 'satisfied', 2],
  )
  check(
    'its course is kept',
    (await supervisor.get(`${step('timeline')}`)).steps.length === 9
      ? true
      : (await supervisor.get(step('timeline'))).steps.map((s) => s.kind),
  )
  equal(
    'closed ones are a list of their own',
    (await supervisor.get('/api/orders?closed=1')).orders.map((o) => o.id),
    [`W${bad.id}`],
  )
}

export async function order(day) {
  await handled(day)
  await answered(day)
  await closed(day)
}
