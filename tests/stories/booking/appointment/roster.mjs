// The roster: who may serve, and who stands in for whom.
import { check, equal } from '../../../lib/client.mjs'
import { post } from './day.mjs'

async function whoMayServe(day) {
  const { director } = day
  const roster = await director.get('/api/roster?week=2026-09-18')
  equal(
    'the week begins on Monday and says what is missing',
    [roster.from, roster.days[4].sessions[0].gaps],
    ['2026-09-14', ['clerk', 'approver', 'issuer']],
  )
  const staff = Object.fromEntries(roster.staff.map((s) => [s.name, s.id]))
  const first = staff['李秀英'],
    second = staff['陈志强'],
    approves = staff['王海燕'],
    issues = staff['刘小梅']
  check(
    'nobody serves without the role',
    await director.refused(
      '/api/roster',
      post('2026-09-18', 'am', 'clerk', approves),
      'ROSTER_ROLE',
    ),
  )
  check(
    'nobody serves when the hall is shut',
    await director.refused(
      '/api/roster',
      post('2026-09-25', 'pm', 'clerk', first),
      'ROSTER_CLOSED',
    ),
  )
  check(
    'nor in the past',
    await director.refused('/api/roster', post('2026-09-17', 'am', 'clerk', first), 'DAY_PAST'),
  )
  check(
    'A角 and B角 are two people',
    await director.refused(
      '/api/roster',
      post('2026-09-18', 'am', 'clerk', first, { stand_in: first }),
      'SHAPE',
    ),
  )
  Object.assign(day, { first, second, approves, issues })
}

async function postsAndStandIns(day) {
  const { clerk, director, first, second, approves, issues } = day
  const filled = await director.post(
    '/api/roster',
    post('2026-09-18', 'am', 'clerk', first, { stand_in: second }),
  )
  equal(
    'the post has its stand-in',
    [
      filled.days[4].sessions[0].posts.map((p) => [p.name, p.stand_in_name, p.serving_name]),
      filled.days[4].sessions[0].gaps,
    ],
    [[['李秀英', '陈志强', '李秀英']], ['approver', 'issuer']],
  )
  check(
    'once is enough',
    await director.refused('/api/roster', post('2026-09-18', 'am', 'clerk', first), 'ROSTER_TAKEN'),
  )
  check(
    'only the director makes the roster',
    await clerk.refused('/api/roster', post('2026-09-18', 'pm', 'clerk', first), 'ROLE'),
  )
  const swapped = await director.post(
    '/api/roster/swap',
    post('2026-09-18', 'am', 'clerk', first, { with: second, reason: '开会' }),
  )
  equal(
    'swapped',
    swapped.days[4].sessions[0].posts.map((p) => [p.name, p.stand_in]),
    [['陈志强', null]],
  )
  await director.post(
    '/api/roster/swap',
    post('2026-09-18', 'am', 'clerk', second, { with: first }),
  )
  await director.post('/api/roster', post('2026-09-18', 'am', 'approver', approves))
  await director.post('/api/roster', post('2026-09-18', 'am', 'issuer', issues))
  const busy = await director.post('/api/roster', post('2026-09-18', 'noon', 'clerk', first))
  equal('the morning is complete', busy.days[4].sessions[0].gaps, [])
  equal(
    'what is removed is gone',
    (await director.post('/api/roster/remove', post('2026-09-18', 'noon', 'clerk', first))).days[4]
      .sessions[1].posts,
    [],
  )
  await director.post('/api/roster', post('2026-09-18', 'pm', 'clerk', first))
  const copied = await director.post('/api/roster/copy', { from: '2026-09-18', to: '2026-09-25' })
  equal(
    'last week again, without what is shut on 中秋',
    [copied.copied, copied.skipped, copied.days[4].sessions.map((s) => s.posts.length)],
    [3, 1, [3]],
  )
  equal(
    'copying twice adds nothing',
    (await director.post('/api/roster/copy', { from: '2026-09-18', to: '2026-09-25' })).copied,
    0,
  )
}

export async function roster(day) {
  await whoMayServe(day)
  await postsAndStandIns(day)
}
