// A case is found again: who comes back another day with a new number, to another clerk; what a
// number may not end over; who else may read a case.
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const DAY = 86400000
const nodes = await Nodes.make()
const zhang = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const li = {
  name: '李四',
  id_kind: 'identity_card',
  id_no: '362324198201010019',
  phone: '0793-7654321',
}
const all = (...nos) => nos.map((no) => ({ no, taken: 'original_seen' }))
const as = async (login) => {
  const c = new Client(nodes.hallUrl)
  await c.signIn(login)
  return c
}
let kiosk
async function enter() {
  kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
}
/** A number at this clerk's window, being served. */
async function served(clerk, window) {
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  const called = await clerk.post(`/api/windows/${window}/call-next`)
  if (called.id !== ticket.id) throw new Error(`${called.number} called for ${ticket.number}`)
  return clerk.post(`/api/tickets/${ticket.id}/serve`)
}
const receive = (clerk, ticket, item_id, applicant, materials = []) =>
  clerk.post('/api/cases', { ticket_id: ticket.id, item_id, applicant, materials })
const ids = (list) => list.cases.map((c) => c.id)
const search = async (client, q) => ids(await client.get(`/api/cases?q=${encodeURIComponent(q)}`))

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await enter()
  await until(
    'the catalogue is there',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  const clerk = await as('clerk'),
    other = await as('clerk2')
  await clerk.post('/api/windows/1/sign-on')
  await other.post('/api/windows/2/sign-on')

  // Day one: what is missing is told, and one case is only received.
  const first = await served(clerk, 1)
  const told = await receive(clerk, first, 'SR-047', zhang, all(1))
  await clerk.post(`/api/cases/${told.id}/correction`, {
    missing: [{ no: 2, what: '一寸照片两张' }],
    text: '',
    ticket_id: first.id,
  })
  const left = await receive(clerk, first, 'SR-043', li)
  check(
    'a number does not end over a case that was only received',
    await clerk.refused(`/api/tickets/${first.id}/finish`, {}, 'CASES_LEFT'),
  )
  check(
    'nor with a blank for a reason',
    await clerk.refused(`/api/tickets/${first.id}/finish`, { note: '' }, 'CASES_LEFT'),
  )
  await clerk.post(`/api/tickets/${first.id}/hold`)
  check(
    'nor by taking the number off while it is on hold',
    await clerk.refused(`/api/tickets/${first.id}/cancel`, {}, 'CASES_LEFT'),
  )
  await clerk.post(`/api/tickets/${first.id}/resume`)
  equal(
    'with a reason it does',
    (await clerk.post(`/api/tickets/${first.id}/finish`, { note: '等村里开证明' })).state,
    'finished',
  )
  equal(
    'a second press is no second act',
    (await clerk.post(`/api/tickets/${first.id}/finish`, {})).state,
    'finished',
  )
  const step = (await clerk.get(`/api/cases/${left.id}/timeline`)).steps.find(
    (s) => s.kind === 'case.put_off',
  )
  equal(
    'the reason stands in the case',
    [step?.text, step?.number, step?.actor],
    ['等村里开证明', first.number, '李秀英'],
  )

  // What waits is in front, for every clerk of the hall.
  const front = async (client, state) => (await client.get(`/api/cases?state=${state}`)).cases
  const [waiting] = await front(other, 'received')
  equal(
    'received and not accepted: days to the limit, and why',
    [waiting.id, waiting.tell_by, waiting.tell_days, waiting.put_off],
    [left.id, '2026-12-01', 5, '等村里开证明'],
  )
  const [back] = await front(other, 'correcting')
  equal(
    'told what is missing: since when',
    [back.id, back.told_at.slice(0, 10), back.tell_days ?? null],
    [told.id, '2026-11-24', null],
  )
  equal(
    'a state that is none is said',
    (await clerk.call('GET', '/api/cases?state=lost')).value.error.code,
    'SHAPE',
  )

  // By whatever a person has in hand.
  equal('found by name', await search(other, '张三丰'), [told.id])
  equal('by how the name begins', await search(other, '张'), [told.id])
  equal('by the middle of it', await search(other, '三丰'), [told.id])
  equal('by the identity number', await search(other, zhang.id_no), [told.id])
  equal('by its last four', await search(other, '0026'), [told.id])
  equal('by telephone', await search(other, li.phone), [left.id])
  equal('by the number on the voucher', await search(other, told.id), [told.id])
  equal('by the slip', (await search(other, first.id)).sort(), [told.id, left.id].sort())
  equal('by the item', await search(other, '优待证'), [told.id])
  equal('and by nothing else', await search(other, '王五'), [])

  // A list says how many there are, cut or not.
  const one = await clerk.get('/api/cases?limit=1')
  equal('the total is the total', [one.cases.length, one.total], [1, 2])
  equal(
    'of a search too',
    (({ cases, total }) => [cases.length, total])(
      await clerk.get(`/api/cases?limit=1&q=${first.id}`),
    ),
    [1, 2],
  )
  equal(
    'page by page it is the same list',
    [...ids(one), ...ids(await clerk.get('/api/cases?limit=1&offset=1'))],
    ids(await clerk.get('/api/cases')),
  )

  // Two days later, another clerk, a new number.
  await nodes.stop('hall')
  nodes.ahead(2 * DAY)
  await nodes.start('hall')
  await enter()
  const later = await as('clerk2'),
    elsewhere = await as('clerk')
  await later.post('/api/windows/2/sign-on')
  await elsewhere.post('/api/windows/1/sign-on')
  const again = await served(later, 2)
  const [found] = await search(later, '0026')
  equal('still to be completed', (await later.get(`/api/cases/${found}`)).state, 'correcting')
  check(
    "another window's number is not taken for it",
    await elsewhere.refused(
      `/api/cases/${found}/materials`,
      { materials: all(2), ticket_id: again.id },
      'TICKET_ELSEWHERE',
    ),
  )
  check(
    'nor one that has ended',
    await later.refused(
      `/api/cases/${found}/materials`,
      { materials: all(2), ticket_id: first.id },
      'TICKET_STATE',
    ),
  )
  await later.post(`/api/cases/${found}/materials`, { materials: all(2), ticket_id: again.id })
  const accepted = await later.post(`/api/cases/${found}/accept`, { ticket_id: again.id })
  equal(
    'accepted by who was there',
    [accepted.state, accepted.accepted_by, accepted.ticket_number, accepted.last_ticket_number],
    ['accepted', '陈志强', first.number, again.number],
  )
  equal(
    'the new number carries the case',
    (await later.get(`/api/tickets/${again.id}`)).cases.map((c) => c.id),
    [told.id],
  )
  const steps = (await later.get(`/api/cases/${found}/timeline`)).steps
  equal(
    'each step says with which number',
    steps.filter((s) => s.number).map((s) => [s.kind, s.number]),
    [
      ['case.received', first.number],
      ['case.materials', first.number],
      ['case.correction_asked', first.number],
      ['case.materials', again.number],
      ['case.accepted', again.number],
    ],
  )
  await later.post(`/api/cases/${left.id}/refuse`, {
    reason: 'no_standing',
    text: '户籍不在本镇',
    ticket_id: again.id,
  })
  equal("today's acceptances", ids(await later.get('/api/cases?accepted=2026-11-26')), [told.id])
  equal(
    'a day that is none is said',
    (await later.call('GET', '/api/cases?accepted=yesterday')).value.error.code,
    'SHAPE',
  )
  equal(
    'nothing is left to ask about',
    (await later.post(`/api/tickets/${again.id}/finish`, {})).state,
    'finished',
  )

  // Who only watches reads the case, whole but for the numbers, from the cards.
  const late = await receive(later, await served(later, 2), 'SR-043', zhang, all(1, 2, 3, 4))
  await later.post(`/api/cases/${late.id}/accept`, {})
  await nodes.stop('hall')
  nodes.ahead(40 * DAY)
  await nodes.start('hall')
  const director = await as('director'),
    supervisor = await as('supervisor')
  const figures = await director.get('/api/reports/now')
  const red = await supervisor.get('/api/cases?card=red')
  equal(
    'the red figure is this list',
    [red.total, ids(red).includes(late.id)],
    [figures.cases.red, true],
  )
  equal(
    'a card that is none is said',
    (await supervisor.call('GET', '/api/cases?card=blue')).value.error.code,
    'SHAPE',
  )
  const seen = await supervisor.get(`/api/cases/${late.id}`)
  equal(
    'read without the numbers',
    [seen.applicant.name, seen.applicant.id_no, seen.applicant.phone],
    ['张三丰', '361***********0026', '138****0000'],
  )
  check('and its course', (await supervisor.get(`/api/cases/${late.id}/timeline`)).steps.length > 2)
  check(
    'nothing more',
    await supervisor.refused(
      `/api/cases/${late.id}/decide`,
      { outcome: 'approved', opinion: '同意' },
      'ROLE',
    ),
  )
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
