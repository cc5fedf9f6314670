// What the pages ask besides.
import { check, equal, photo } from '../../../lib/client.mjs'

async function site(day) {
  const { kiosk, clerk, anyone, county } = day
  equal(
    'the hall names itself by the rules',
    (await anyone.get('/api/site')).name,
    '黄金埠镇政务服务中心',
  )
  equal(
    'the version is told',
    [(await anyone.get('/api/version')).role, (await county.get('/api/version')).role],
    ['hall', 'hub'],
  )
  equal('who is signed in', (await clerk.get('/api/me')).roles, ['clerk'])
  equal('nobody', (await anyone.get('/api/me')).signed_in, false)
  equal('a guide to an item', (await anyone.get('/api/items/SR-042')).materials.length, 3)
  const month = await anyone.get('/api/workdays?month=2026-10')
  equal(
    'the calendar knows the national day',
    [month.known, month.days.find((d) => d.date === '2026-10-01').works, month.days.length],
    [true, false, 31],
  )
  equal(
    'a year that is not published is unknown',
    (await anyone.get('/api/workdays?month=2027-03')).known,
    false,
  )
  equal(
    'the kiosk lists its zones',
    (await kiosk.get('/api/kiosk')).zones.map((z) => z.letter),
    ['A', 'B', 'C', 'D'],
  )
}

async function numbers(day) {
  const { kiosk, clerk, whileCut } = day
  const third = await kiosk.ticket({ zone: 'general', priority: 'none' })
  equal(
    'the queue shows who waits',
    (await clerk.get('/api/queue?window=1')).waiting.map((w) => w.number),
    [third.number],
  )
  check(
    'not while another is at the window',
    await clerk.refused(`/api/tickets/${third.id}/call`, {}, 'TICKET_OPEN'),
  )
  await clerk.post(`/api/tickets/${whileCut.id}/finish`, {})
  check(
    'a clerk calls a number by name',
    (await clerk.post(`/api/tickets/${third.id}/call`, {})).state === 'called',
  )
  equal('and again', (await clerk.post(`/api/tickets/${third.id}/call`, {})).calls, 2)
  equal(
    'a called number can be given up',
    (await clerk.post(`/api/tickets/${third.id}/cancel`, { note: '群众离开' })).state,
    'cancelled',
  )
}

async function cases(day) {
  const { clerk, approver, director, county, own, sha, forwarded, lacking, offline } = day
  equal('the windows', (await director.get('/api/windows')).windows.length, 5)
  check(
    'cases are found by name',
    (await approver.get('/api/cases?q=' + encodeURIComponent('李四'))).cases.some(
      (c) => c.id === lacking.id,
    ),
  )
  equal(
    'a county case can still take a material',
    (
      await clerk.call('POST', `/api/cases/${offline.id}/materials`, {
        materials: [{ no: 1, taken: 'original_seen' }],
      })
    ).status,
    200,
  )
  check(
    'its course is told',
    (await clerk.get(`/api/cases/${forwarded.id}/timeline`)).steps
      .map((s) => s.kind)
      .includes('case.decided'),
  )
  check(
    'at the county too',
    (await county.get(`/api/hub/cases/${forwarded.id}/timeline`)).steps.some((s) =>
      s.node.includes('>'),
    ),
  )
  equal(
    'the county reads the photo',
    (await county.raw('GET', `/api/hub/cases/${own.id}/attachments/${sha}`)).body.length,
    photo(1, 115).length,
  )
  equal(
    'ratings are counted, unrated is not satisfied',
    (({ services, unrated }) => [services, unrated])(await director.get('/api/ratings')),
    [3, 2],
  )
  check(
    'the day is summed up',
    (({ today, cases, warnings }) =>
      today.totals.tickets >= 4 && cases.received >= 4 && Array.isArray(warnings))(
      await director.get('/api/reports/now'),
    ),
  )
}

export async function pages(day) {
  await site(day)
  await numbers(day)
  await cases(day)
}
