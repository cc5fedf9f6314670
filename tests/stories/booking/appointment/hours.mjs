// Opening hours: usual days and festivals, a closed day, a one-off opening.
import { check, equal } from '../../../lib/client.mjs'
import { words } from './day.mjs'

const NORMAL = ['normal 08:30-12:00', 'noon 12:00-13:30', 'normal 13:30-17:00'],
  REST = ['rest_day 09:00-12:00', 'rest_day 13:30-17:00']

async function usualDays(day) {
  const { director, anyone } = day
  const open = Object.fromEntries(
    (await anyone.get('/api/openings?from=2026-09-18&days=16')).days.map((d) => [d.date, d]),
  )
  equal('a Friday with 延时 at noon', words(open['2026-09-18']), NORMAL)
  equal('a Saturday is 错时', words(open['2026-09-19']), REST)
  equal(
    'a made-up Sunday works',
    [words(open['2026-09-20']), open['2026-09-20'].festival],
    [NORMAL, '调休上班'],
  )
  equal(
    '中秋 itself is half a day',
    [words(open['2026-09-25']), open['2026-09-25'].festival],
    [['festival 09:00-12:00'], '中秋节'],
  )
  equal('the day after it is a whole one', words(open['2026-09-26']), REST)
  equal('a holiday on a Thursday', words(open['2026-10-01']), REST)
  await director.post('/api/settings/after_open', { value: '1' })
  equal(
    '下班延时 when the hall has it',
    words((await anyone.get('/api/openings?from=2026-09-18')).days[0]),
    [...NORMAL, 'after 17:00-18:00'],
  )
  await director.post('/api/settings/after_open', { value: '0' })
  check(
    'a time is a time',
    await director.refused('/api/settings/hall_open_am', { value: '25:00' }, 'SETTING_RANGE'),
  )
}

async function closedAndAdded(day) {
  const { director } = day
  const closed = await director.post('/api/openings', {
    date: '2026-09-23',
    what: 'closed',
    reason: '停电检修',
  })
  equal(
    'a closed day',
    [closed.days[0].closed, closed.days[0].reason, closed.days[0].sessions],
    [true, '停电检修', []],
  )
  equal(
    'a one-off opening',
    words(
      (
        await director.post('/api/openings', {
          date: '2026-09-25',
          what: 'added',
          from: '14:00',
          to: '16:00',
          reason: '集中办理',
        })
      ).days[0],
    ),
    ['festival 09:00-12:00', 'extra 14:00-16:00'],
  )
  check(
    "a second stretch would take the first one's place",
    await director.refused(
      '/api/openings',
      { date: '2026-09-25', what: 'added', from: '09:00', to: '10:00', reason: '再加' },
      'OPENING_TWICE',
    ),
  )
  check(
    'what is open anyway is not added',
    await director.refused(
      '/api/openings',
      { date: '2026-09-24', what: 'added', from: '09:00', to: '11:00', reason: '多余' },
      'OPENING_TWICE',
    ),
  )
}

async function backToTheUsual(day) {
  const { director } = day
  equal(
    'back to the usual',
    words(
      (
        await director.post('/api/openings', {
          date: '2026-09-23',
          what: 'restored',
          reason: '供电恢复',
        })
      ).days[0],
    ),
    NORMAL,
  )
  await director.post('/api/openings', { date: '2026-09-25', what: 'restored', reason: '取消' })
  check(
    'a day that is over is over',
    await director.refused(
      '/api/openings',
      { date: '2026-09-17', what: 'closed', reason: '晚了' },
      'DAY_PAST',
    ),
  )
  check(
    'a one-off opening ends after it begins',
    await director.refused(
      '/api/openings',
      { date: '2026-09-25', what: 'added', from: '16:00', to: '14:00', reason: '反了' },
      'SHAPE',
    ),
  )
}

export async function hours(day) {
  await usualDays(day)
  await closedAndAdded(day)
  await backToTheUsual(day)
}
