// Scores: why each is what it is, and a month that closes.
import { check, equal, until } from '../../../lib/client.mjs'

const score = (month, name) => month.people.find((p) => p.name === name)
const part = (p, word) => p.parts.find((x) => x.part === word)

/** A month that runs is not closed. */
async function running(day) {
  const { director } = day
  const live = await director.get('/api/scores')
  equal(
    'computed, not closed',
    [live.month, live.closed_at, live.may_close],
    ['2026-11', null, false],
  )
  equal(
    'a rating that is not proved is not counted',
    [part(score(live, '李秀英'), 'rating').value, part(score(live, '李秀英'), 'rating').text],
    [1000, '满意1次，核实属实的差评0次；待核实1次和未评价的不计'],
  )
  equal(
    'what nothing can be said about counts for nothing',
    [part(score(live, '陈志强'), 'rating').counted, part(score(live, '王海燕'), 'timely').text],
    [false, '有时限的1件次，按时1件次'],
  )
  equal(
    'praise makes up for blame',
    [
      part(score(live, '李秀英'), 'discipline').value,
      part(score(live, '陈志强'), 'discipline').value,
    ],
    [980, 1000],
  )
  check(
    'shares add up',
    live.people.every((p) => p.parts.reduce((sum, x) => sum + x.share, 0) === p.total),
  )
  check(
    'a director and the villages are not scored',
    !score(live, '张国庆') && !score(live, '余小芳'),
  )
  check(
    'the running month stays open',
    await director.refused('/api/scores/2026-11/close', {}, 'SCORE_MONTH'),
  )
  check(
    'a month that is none',
    (await director.call('GET', '/api/scores?month=2026-1')).value.error.code === 'SHAPE',
  )
}

/** Next day: the leave has begun; somebody forgot to sign off; the work order proves the bad
 * rating. */
async function nextDay(day) {
  const { director, clerk, approver, at, attended, longLeave, badlyRated } = day
  await at('2026-11-26T18:00:00+08:00')
  const yesterday = await attended('2026-11-24')
  equal(
    'who did not sign off counts until the hall closed',
    [yesterday.李秀英.last_off, yesterday.陈志强.state],
    ['17:00', 'absent'],
  )
  equal(
    'begun: no taking back',
    await clerk.refused(`/api/leaves/${longLeave.id}/cancel`, {}, 'LEAVE_BEGUN'),
    true,
  )
  equal(
    'but coming back',
    (({ state, to, to_half, halves }) => [state, to, to_half, halves])(
      (
        await clerk.post(`/api/leaves/${longLeave.id}/return`, {
          on: '2026-11-27',
          half: 'pm',
          note: '事情办完了',
        })
      ).leaves.find((l) => l.id === longLeave.id),
    ),
    ['returned', '2026-11-27', 'am', 3],
  )
  await director.post(`/api/orders/W${badlyRated.ticket}/verify`, {
    verdict: 'true',
    text: '确实等了很久',
  })
  equal(
    'proved, it counts',
    part(score(await director.get('/api/scores'), '李秀英'), 'rating').text,
    '满意1次，核实属实的差评1次；待核实0次和未评价的不计',
  )
  await approver.post('/api/presence', { present: true })
}

/** Over the month's end: closed by itself on its day, and what comes later does not change it. */
async function monthCloses(day) {
  const { S, director, at } = day
  await at('2026-12-01T09:00:00+08:00')
  const due = await director.get('/api/scores?month=2026-11')
  equal('the first of the month: it may be closed', [due.closed_at, due.may_close], [null, true])
  await at('2026-12-03T09:00:00+08:00')
  await until(
    'on its day it closes by itself',
    async () => (await director.get('/api/scores?month=2026-11')).closed_by === '系统',
  )
  const closed = await director.get('/api/scores?month=2026-11')
  equal(
    'with the figures of before',
    closed.people.map((p) => [p.name, p.total]).sort(),
    due.people.map((p) => [p.name, p.total]).sort(),
  )
  check('only once', await director.refused('/api/scores/2026-11/close', {}, 'SCORE_CLOSED'))
  await director.post('/api/settings/score_weight_discipline', { value: '90' })
  await director.post('/api/disciplines', {
    staff: S.clerk,
    kind: 'idle',
    measure: 'criticism',
    on: '2026-11-30',
    text: '上班看视频',
  })
  equal(
    'later weights and records leave it alone',
    (await director.get('/api/scores?month=2026-11')).people,
    closed.people,
  )
}

async function monthSheet(day) {
  const { director, clerk, approver, attended } = day
  await approver.post('/api/presence', { present: true })
  equal(
    'rostered on a Saturday and not there',
    (({ state, leave_kind }) => [state, leave_kind])((await attended('2026-11-28')).陈志强),
    ['absent', null],
  )
  equal('nobody else was due', (await attended('2026-11-28')).李秀英.state, 'rest')
  const november = await director.get('/api/attendance/month?month=2026-11')
  const total = (name) => november.people.find((p) => p.name === name)
  equal(
    'the month sheet: days, leave, forgotten marks',
    [
      november.workdays,
      november.days.length,
      total('李秀英').leave,
      total('李秀英').late,
      total('王海燕').states[25],
    ],
    [21, 30, 3, 1, 'absent'],
  )
  const mine = await clerk.get('/api/me/work?month=2026-11')
  equal(
    'everybody sees his own',
    [
      mine.attendance.people.length,
      mine.leaves.length,
      mine.training.map((t) => t.mark),
      mine.scores.map((s) => s.month),
      mine.on_duty,
    ],
    [1, 1, [92], ['2026-11'], false],
  )
  check(
    "and nobody else's",
    !JSON.stringify(mine).includes('陈志强') || JSON.stringify(mine.leaves).includes('陈志强'),
  )
  equal('who is on duty', (await approver.get('/api/me/work')).on_duty, true)
}

export async function scores(day) {
  await running(day)
  await nextDay(day)
  await monthCloses(day)
  await monthSheet(day)
}
