// Limits across a new year whose calendar is not published: provisional and marked, then counted
// again, each by a record of its own, when the county publishes it.
import { readFileSync } from 'node:fs'
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const MONDAY = '2026-12-28T09:00:00+08:00'
const nodes = await Nodes.make({
  MINIHALL_CLOCK_OFFSET_MS: String(Date.parse(MONDAY) - Date.now()),
})
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
// Not a notice of anybody's: 1 January off, a Sunday in February made up for.
const year = [
  { date: '2027-01-01', off: true, name: '元旦（测试）' },
  { date: '2027-02-28', off: false, name: '元旦（测试）' },
]

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    rater = new Client(nodes.hallUrl),
    guide = new Client(nodes.hallUrl),
    supervisor = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl),
    county = new Client(nodes.hubUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await rater.post('/api/enrol', { token: nodes.token('rater1') })
  for (const [who, login] of [
    [clerk, 'clerk'],
    [guide, 'guide'],
    [supervisor, 'supervisor'],
    [director, 'director'],
    [county, 'county'],
  ])
    await who.signIn(login)
  await until(
    'the county catalogue reaches the hall',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  equal(
    'next year is not known yet',
    (await anyone.get('/api/workdays?month=2027-01')).known,
    false,
  )
  for (const [name, value] of [
    ['help_days', '5'],
    ['backstop_contact_days', '5'],
    ['order_revisit_days', '5'],
    ['order_alarm_days', '5'],
    ['order_limit_days', '7'],
  ])
    await director.post(`/api/settings/${name}`, { value, reason: '测试' })

  // Everything that keeps a date.
  await clerk.post('/api/windows/1/sign-on')
  const serve = async () => {
    await kiosk.ticket({ zone: 'general', priority: 'none' })
    const called = await clerk.post('/api/windows/1/call-next')
    return clerk.post(`/api/tickets/${called.id}/serve`, {})
  }
  const ticket = await serve()
  const receive = (item, materials) =>
    clerk.post('/api/cases', {
      ticket_id: ticket.id,
      item_id: item,
      applicant: person,
      materials: materials.map((no) => ({ no, taken: 'original_seen' })),
    })
  const five = await clerk.post(`/api/cases/${(await receive('SR-085', [1, 2, 3])).id}/accept`)
  const civil = await clerk.post(`/api/cases/${(await receive('SR-128', [1])).id}/accept`)
  const unread = await receive('SR-085', [1])
  equal(
    'five working days by a guess, thirty days by none',
    [
      [five.due_on, five.due_provisional],
      [civil.due_on, civil.due_provisional],
    ],
    [
      ['2027-01-04', true],
      ['2027-01-27', false],
    ],
  )
  await clerk.post(`/api/tickets/${ticket.id}/finish`, { note: '等材料' })
  await rater.post('/api/rating', { ticket_id: ticket.id, level: 'dissatisfied', text: '来回跑' })
  const second = await serve()
  await clerk.post(`/api/tickets/${second.id}/finish`, {})
  await rater.post('/api/rating', { ticket_id: second.id, level: 'dissatisfied', text: '等得久' })
  const [answered, opened] = [`W${ticket.id}`, `W${second.id}`]
  await supervisor.post(`/api/orders/${answered}/verify`, { verdict: 'true', text: '属实' })
  await supervisor.post(`/api/orders/${answered}/act`, { action: 'fixed_at_once', text: '已改' })
  const replied = await supervisor.post(`/api/orders/${answered}/reply`, {
    text: '对不起，以后一次讲清',
  })
  equal(
    'the call-back is marked',
    [replied.revisit_due_on, replied.revisit_provisional],
    ['2027-01-04', true],
  )
  const one = await supervisor.get(`/api/orders/${opened}`)
  equal(
    'an open order is marked',
    [one.alarm_on, one.due_on, one.due_provisional],
    ['2027-01-04', '2027-01-06', true],
  )
  const asked = await guide.post('/api/help/requests', {
    kind: 'helped',
    item_id: 'SR-042',
    need: 'elder',
    home_visit: false,
    principal: { name: '王桂花' },
  })
  equal(
    'a request for help is marked',
    [
      asked.due_on,
      asked.due_provisional,
      (await guide.get('/api/help/requests')).requests.map((r) => r.due_provisional),
    ],
    ['2027-01-04', true, [true]],
  )
  const fresh = await guide.post('/api/backstop', {
    want: '开证明',
    reason: 'other',
    text: '没人知道去哪开',
    phone: '13800000001',
  })
  equal(
    'the day of the first contact too, on the receipt as well',
    [fresh.contact_due_on, fresh.contact_provisional],
    ['2027-01-04', true],
  )
  const sorted = await guide.post('/api/backstop', {
    want: '补贴',
    reason: 'other',
    text: '说不归自己管',
  })
  await supervisor.post(`/api/backstop/${sorted.id}/accept`)
  const classified = await supervisor.post(`/api/backstop/${sorted.id}/classify`, {
    class: 'complex',
  })
  equal(
    'and the class’s limit',
    [classified.due_on, classified.due_provisional],
    ['2027-01-04', true],
  )
  const soon = await guide.post('/api/backstop', {
    want: '改名',
    reason: 'other',
    text: '推来推去',
  })
  await supervisor.post(`/api/backstop/${soon.id}/accept`)
  equal(
    'what ends this year has no mark',
    (({ due_on, due_provisional }) => [due_on, due_provisional])(
      await supervisor.post(`/api/backstop/${soon.id}/classify`, { class: 'not_done' }),
    ),
    ['2026-12-31', false],
  )
  equal(
    'the person who asks is told that it may move',
    (await anyone.get(`/api/backstop-progress?id=${sorted.id}&code=${sorted.query_code}`))
      .due_provisional,
    true,
  )

  // The county publishes the next year.
  const calendar = JSON.parse(
    readFileSync(
      new URL('../../../appliance/sample/catalogue/calendar.json', import.meta.url),
      'utf8',
    ),
  )
  check(
    'a calendar without this year is none',
    await county.refused(
      '/api/hub/catalogue',
      { calendar: { days: year }, message: '2027' },
      'SHAPE',
    ),
  )
  check(
    'nor is one with days that are none',
    await county.refused(
      '/api/hub/catalogue',
      {
        calendar: { days: [...calendar.days, { date: '2027-02-30', off: true, name: 'x' }] },
        message: '2027',
      },
      'SHAPE',
    ),
  )
  await county.post('/api/hub/catalogue', {
    calendar: { ...calendar, years: [...calendar.years, 2027], days: [...calendar.days, ...year] },
    message: '2027年日历',
  })
  await until(
    'the hall works by it',
    async () => (await anyone.get('/api/workdays?month=2027-01')).known === true,
  )
  equal('the items stay as they were', (await anyone.get('/api/items?limit=500')).total, 130)
  const now = async (path, ...keys) => {
    const v = (await supervisor.get(path).catch(() => null)) ?? (await clerk.get(path))
    return keys.map((k) => v[k])
  }
  equal(
    'the case is counted again: the holiday is no working day',
    await now(`/api/cases/${five.id}`, 'due_on', 'due_provisional'),
    ['2027-01-05', false],
  )
  equal(
    'thirty days stay thirty days',
    await now(`/api/cases/${civil.id}`, 'due_on', 'due_provisional'),
    ['2027-01-27', false],
  )
  equal(
    'the request',
    await (async () => {
      const h = await guide.get(`/api/help/requests/${asked.id}`)
      return [h.due_on, h.due_provisional]
    })(),
    ['2027-01-05', false],
  )
  equal(
    'the reports',
    [
      await now(`/api/backstop/${fresh.id}`, 'contact_due_on', 'contact_provisional'),
      await now(`/api/backstop/${sorted.id}`, 'due_on', 'due_provisional'),
    ],
    [
      ['2027-01-05', false],
      ['2027-01-05', false],
    ],
  )
  equal(
    'the orders',
    [
      await now(`/api/orders/${answered}`, 'revisit_due_on', 'revisit_provisional'),
      await now(`/api/orders/${opened}`, 'alarm_on', 'due_on', 'due_provisional'),
    ],
    [
      ['2027-01-05', false],
      ['2027-01-05', '2027-01-07', false],
    ],
  )
  for (const [who, path, kind] of [
    [clerk, `/api/cases/${five.id}`, 'case'],
    [guide, `/api/help/requests/${asked.id}`, 'help'],
    [supervisor, `/api/backstop/${sorted.id}`, 'backstop'],
    [supervisor, `/api/orders/${opened}`, 'order'],
  ]) {
    const steps = (await who.get(`${path}/timeline`)).steps.filter(
      (s) => s.kind === `${kind}.recounted`,
    )
    check(
      `the course of the ${kind} says so`,
      steps.length && steps.every((s) => s.text.includes('原按未公布的日历暂定')),
      () => JSON.stringify(steps),
    )
  }
  equal(
    'what had no mark has no such step',
    (await supervisor.get(`/api/backstop/${soon.id}/timeline`)).steps.filter(
      (s) => s.kind === 'backstop.recounted',
    ).length,
    0,
  )

  equal(
    'the received one has its date for telling',
    (await clerk.get(`/api/cases/${unread.id}`)).correction_due_on,
    '2027-01-05',
  )
  await until('the county has the same', agrees(director), 60000)
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
