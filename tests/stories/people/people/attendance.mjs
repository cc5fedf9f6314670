// Attendance, and leave with its stand-in.
import { check, equal } from '../../../lib/client.mjs'

const ask = (who, more) =>
  who.post('/api/leaves', {
    kind: 'personal',
    from: '2026-11-25',
    from_half: 'am',
    to: '2026-11-25',
    to_half: 'pm',
    reason: '家中有事',
    ...more,
  })

/** The window is presence; others mark theirs. */
async function presence(day) {
  const { director, clerk, approver, attended } = day
  await clerk.post('/api/windows/1/sign-on')
  equal(
    'late by half an hour, there now',
    (({ state, late, first_on, places, here }) => [state, late, first_on, places, here])(
      (await attended()).李秀英,
    ),
    ['late', 30, '09:00', ['1'], true],
  )
  equal('not there yet', (await attended()).陈志强.state, 'expected')
  await approver.post('/api/presence', { present: true })
  equal('a presence mark', (await attended()).王海燕.here, true)
  check('once', await approver.refused('/api/presence', { present: true }, 'PRESENCE_STATE'))
  await approver.post('/api/presence', { present: false })
  check(
    'and ended once',
    await approver.refused('/api/presence', { present: false }, 'PRESENCE_STATE'),
  )
  check(
    'villages and volunteers are not in the list',
    !(await attended()).余小芳 && !(await attended()).周建华,
  )
  check(
    'a day that is none',
    (await director.call('GET', '/api/attendance?day=2026-02-30')).value.error.code === 'SHAPE',
  )
}

async function leaveAsked(day) {
  const { clerk, clerk2 } = day
  const longLeave = (await ask(clerk, { from: '2026-11-26', to: '2026-11-30', to_half: 'am' }))
    .leaves[0]
  equal(
    'a weekend is not leave',
    [longLeave.halves, longLeave.state, longLeave.stand_in_name],
    [5, 'requested', '陈志强'],
  )
  const leave = {
    kind: 'personal',
    from: '2026-11-25',
    from_half: 'am',
    to: '2026-11-25',
    to_half: 'pm',
    reason: '家中有事',
  }
  check(
    'the end before the beginning',
    await clerk.refused('/api/leaves', { ...leave, to: '2026-11-24' }, 'LEAVE_DATES'),
  )
  check(
    'twice for one day',
    await clerk.refused(
      '/api/leaves',
      { ...leave, from: '2026-11-30', to: '2026-11-30' },
      'LEAVE_OVERLAP',
    ),
  )
  check(
    'for a Sunday',
    await clerk.refused(
      '/api/leaves',
      { ...leave, from: '2026-11-29', to: '2026-11-29' },
      'LEAVE_OVERLAP',
    ),
  )
  check(
    'for a weekend of nobody',
    await clerk2.refused(
      '/api/leaves',
      { ...leave, from: '2026-11-28', to: '2026-11-29' },
      'LEAVE_NO_WORKDAY',
    ),
  )
  day.longLeave = longLeave
}

/** Decided by the director, and by nobody else. */
async function leaveDecided(day) {
  const { director, clerk, clerk2, longLeave } = day
  check(
    'another one may not take it back',
    await clerk2.refused(`/api/leaves/${longLeave.id}/cancel`, {}, 'LEAVE_NOT_YOURS'),
  )
  check('nor decide', await clerk.refused(`/api/leaves/${longLeave.id}/approve`, {}, 'ROLE'))
  equal(
    'the director sees what waits',
    (await director.get('/api/leaves?state=requested')).leaves.map((l) => l.name),
    ['李秀英'],
  )
  equal(
    'approved',
    (await director.post(`/api/leaves/${longLeave.id}/approve`, { note: '同意' })).leaves[0].state,
    'approved',
  )
  check('once', await director.refused(`/api/leaves/${longLeave.id}/refuse`, {}, 'LEAVE_STATE'))
  check(
    'not ended before it began',
    await clerk.refused(
      `/api/leaves/${longLeave.id}/return`,
      { on: '2026-11-26', half: 'am' },
      'LEAVE_NOT_BEGUN',
    ),
  )
}

/** Refused, taken back, agreed by whom; the B角 stands in. */
async function leaveTakenBack(day) {
  const { director, clerk2, attended } = day
  const no = (await ask(clerk2)).leaves[0]
  equal(
    'refused with a word',
    (({ state, note }) => [state, note])(
      (await director.post(`/api/leaves/${no.id}/refuse`, { note: '人手不够' })).leaves.find(
        (l) => l.id === no.id,
      ),
    ),
    ['refused', '人手不够'],
  )
  const back = (await ask(clerk2, { from_half: 'pm' })).leaves[0]
  equal(
    'a half day, taken back',
    [
      back.halves,
      (await clerk2.post(`/api/leaves/${back.id}/cancel`)).leaves.find((l) => l.id === back.id)
        .state,
    ],
    [1, 'cancelled'],
  )
  const own = (await ask(director, { kind: 'official' })).leaves.find((l) => l.name === '张国庆')
  check(
    'a director names who agreed',
    await director.refused(`/api/leaves/${own.id}/approve`, {}, 'LEAVE_OWN'),
  )
  await director.post(`/api/leaves/${own.id}/approve`, { note: '徐镇长同意' })
  const future = await attended('2026-11-26')
  equal(
    'on leave, and who stands in',
    [future.李秀英.state, future.李秀英.leave_kind, future.李秀英.stand_in_name],
    ['leave', 'personal', '陈志强'],
  )
}

/** The roster knows who is away, and asks somebody in on a Saturday. */
async function roster(day) {
  const { S, director } = day
  const week = await director.post('/api/roster', {
    date: '2026-11-26',
    session: 'am',
    duty: 'clerk',
    staff: S.clerk,
    zone: 'general',
    stand_in: S.clerk2,
  })
  check('the roster shows the B角 serving', JSON.stringify(week).includes('"away":true'), () =>
    JSON.stringify(week).slice(0, 800),
  )
  await director.post('/api/roster', {
    date: '2026-11-28',
    session: 'am',
    duty: 'clerk',
    staff: S.clerk2,
    zone: 'general',
  })
}

export async function attendance(day) {
  await presence(day)
  await leaveAsked(day)
  await leaveDecided(day)
  await leaveTakenBack(day)
  await roster(day)
}
