// By the slip, and on paper.
import { check, equal } from '../../../lib/client.mjs'

/** By the slip, within five working days. */
async function bySlip(day) {
  const { anyone, slips, service, bad } = day
  const late = await service(),
    bySlip = await service(),
    onPaper = await service()
  check(
    'a wrong secret is refused',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: bySlip.id, secret: 'ZZZZZZ', level: 'satisfied' },
      'SLIP_WRONG',
    ),
  )
  check(
    'no second rating before an answer',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: bad.id, secret: slips[bad.id], level: 'satisfied', again: true },
      'RATING_AGAIN',
    ),
  )
  await anyone.post('/api/slip/rating', {
    ticket_id: bySlip.id,
    secret: slips[bySlip.id],
    level: 'dissatisfied',
    options: ['slow'],
  })
  check(
    'once',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: bySlip.id, secret: slips[bySlip.id], level: 'satisfied' },
      'RATED_ALREADY',
    ),
  )
  Object.assign(day, { late, bySlip, onPaper })
}

/** On paper, entered by the supervisor. */
async function onPaper(day) {
  const { supervisor, onPaper } = day
  const sheet = {
    day: onPaper.day,
    number: onPaper.number,
    paper_no: 'PJ-001',
    level: 'fairly_satisfied',
    options: ['wait_longer'],
    text: '=1+1',
  }
  await supervisor.post('/api/ratings/paper', sheet)
  check(
    'a sheet is entered once',
    await supervisor.refused('/api/ratings/paper', sheet, 'PAPER_USED'),
  )
  day.sheet = sheet
}

/** Who is clerk and supervisor both has no hand in what is said of him. */
async function aboutHimself(day) {
  const { rater2, director, both, service, bad, bySlip, sheet } = day
  const ofBoth = await service(both, 2)
  check(
    'nobody enters a sheet about himself',
    await both.refused(
      '/api/ratings/paper',
      { ...sheet, paper_no: 'PJ-002', number: ofBoth.number },
      'ORDER_OWN',
    ),
  )
  await rater2.post('/api/rating', {
    ticket_id: ofBoth.id,
    level: 'dissatisfied',
    text: '秘密意见乙',
  })
  equal(
    'nor sees an order about himself',
    (await both.get('/api/orders')).orders.map((o) => o.id),
    [`W${bad.id}`, `W${bySlip.id}`],
  )
  equal(
    'not even by its address',
    (await both.call('GET', `/api/orders/W${ofBoth.id}`)).value.error.code,
    'ORDER_OWN',
  )
  equal(
    'nor reads its words in the summary',
    [
      (await both.get('/api/ratings')).negatives.some((n) => n.text === '秘密意见乙'),
      (await director.get('/api/ratings')).negatives.some((n) => n.text === '秘密意见乙'),
    ],
    [false, true],
  )
  check(
    'nor in the export',
    !(await both.raw('GET', '/api/ratings/export?scale=gbt39046')).body
      .toString('utf8')
      .includes('秘密意见乙') &&
      (await director.raw('GET', '/api/ratings/export?scale=gbt39046')).body
        .toString('utf8')
        .includes('秘密意见乙'),
  )
  check(
    'nor handles it',
    await both.refused(
      `/api/orders/W${ofBoth.id}/verify`,
      { verdict: 'mistaken', text: '没有的事' },
      'ORDER_OWN',
    ),
  )
  day.ofBoth = ofBoth
}

export async function paper(day) {
  await bySlip(day)
  await onPaper(day)
  await aboutHimself(day)
}
