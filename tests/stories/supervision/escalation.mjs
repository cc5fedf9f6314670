// What is late goes to the leader of the register by name, waits for his word on the page of who
// answers for the hall, and waits no more when it was given or is done.
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const DAY = 86400000
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
let kiosk, clerk, rater, guide, supervisor, director, approver, both
const enter = async () => {
  ;[kiosk, clerk, rater, guide, supervisor, director, approver, both] = Array.from(
    { length: 8 },
    () => new Client(nodes.hallUrl),
  )
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await rater.post('/api/enrol', { token: nodes.token('rater1') })
  for (const [who, login] of [
    [clerk, 'clerk'],
    [guide, 'guide'],
    [supervisor, 'supervisor'],
    [director, 'director'],
    [approver, 'approver'],
  ])
    await who.signIn(login)
}
const waiting = async (who = director) => (await who.get('/api/escalations')).waiting

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await enter()
  await until(
    'the county catalogue reaches the hall',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  equal('nobody is in the register, nothing waits', await director.get('/api/escalations'), {
    leader: '',
    waiting: [],
    cut: '',
  })
  await director.post('/api/leaders', {
    kind: 'in_charge',
    name: '郑分管',
    title: '副镇长',
    phone: '13800000009',
    from: '2026-01-01',
  })
  await director.post('/api/leaders', {
    kind: 'head',
    name: '徐镇长',
    title: '镇长',
    phone: '13800000008',
    from: '2026-01-01',
  })
  equal(
    'now it is known who hears',
    (await supervisor.get('/api/escalations')).leader,
    '郑分管（副镇长）',
  )
  equal(
    'a clerk does not read it',
    (await clerk.call('GET', '/api/escalations')).value.error.code,
    'ROLE',
  )

  await clerk.post('/api/windows/1/sign-on')
  await kiosk.ticket({ zone: 'general', priority: 'none' })
  const ticket = await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
  const accept = async () =>
    clerk.post(
      `/api/cases/${(await clerk.post('/api/cases', { ticket_id: ticket.id, item_id: 'SR-085', applicant: person, materials: [1, 2, 3].map((no) => ({ no, taken: 'original_seen' })) })).id}/accept`,
    )
  const late = await accept(),
    decided = await accept()
  await approver.post(`/api/cases/${decided.id}/decide`, { outcome: 'approved', opinion: '同意' })
  await clerk.post(`/api/tickets/${ticket.id}/finish`, {})
  await rater.post('/api/rating', { ticket_id: ticket.id, level: 'dissatisfied', text: '来回跑' })
  const order = `W${ticket.id}`
  const raised = await guide.post('/api/backstop', {
    want: '开一个证明',
    reason: 'other',
    text: '没人知道去哪开',
  })
  const byHand = await supervisor.post(`/api/backstop/${raised.id}/escalate`, {
    to: 'leader',
    text: '涉及几个部门',
  })
  equal(
    'by hand it names the leader too',
    [byHand.escalated, byHand.escalated_leader],
    ['leader', '郑分管（副镇长）'],
  )
  equal(
    'and waits for him',
    (await waiting(supervisor)).map((e) => [e.id, e.kind, e.what, e.to, e.reason]),
    [[raised.id, 'backstop', '开一个证明', '郑分管（副镇长）', '涉及几个部门']],
  )
  const answered = await supervisor.post(`/api/escalations/${raised.id}/answer`, {
    text: '请社会事务办牵头，后天前答复',
  })
  equal('his word was given', answered.waiting, [])
  check(
    'once',
    await supervisor.refused(
      `/api/escalations/${raised.id}/answer`,
      { text: '再说一次' },
      'ESCALATION_OVER',
    ),
  )
  check(
    'what was never reported has no word',
    await supervisor.refused(
      `/api/escalations/${late.id}/answer`,
      { text: '没有报过' },
      'ESCALATION_OVER',
    ),
  )
  check(
    'it is in the course of the report',
    (await supervisor.get(`/api/backstop/${raised.id}/timeline`)).steps.some(
      (s) => s.kind === 'escalation.answered' && s.text === '请社会事务办牵头，后天前答复',
    ),
  )

  // Nine days on: everything is late.
  await nodes.stop('hall')
  nodes.ahead(9 * DAY)
  await nodes.start('hall')
  await enter()
  await until('the red card is with the leader', async () =>
    (await waiting()).some((e) => e.id === late.id),
  )
  const now = await waiting()
  equal(
    'each names whom',
    now.map((e) => [e.id, e.kind, e.to]).sort(),
    [
      [late.id, 'case', '郑分管（副镇长）'],
      [order, 'order', '郑分管（副镇长）'],
      [raised.id, 'backstop', '徐镇长（镇长）'],
    ].sort(),
  )
  check(
    'a red card says since when',
    now.find((e) => e.id === late.id).reason.includes(`超过承诺办结日 ${late.due_on}`),
    () => JSON.stringify(now),
  )
  check(
    'and stands in the course of the case, once',
    (await clerk.get(`/api/cases/${late.id}/timeline`)).steps.filter(
      (s) => s.kind === 'case.escalated' && s.text.includes('郑分管'),
    ).length === 1,
  )
  equal(
    'what was decided in time is not there',
    now.some((e) => e.id === decided.id),
    false,
  )

  // Nobody sees what is about himself.
  await director.post('/api/staff', {
    name: '兼职员',
    login: 'both',
    password: 'minihall2026',
    roles: ['clerk', 'supervisor'],
  })
  const id = (await director.get('/api/staff')).staff.find((s) => s.login === 'clerk').id
  await director.post(`/api/staff/${id}/roles`, { roles: ['clerk', 'supervisor'] })
  await both.signIn('clerk')
  equal(
    'who served does not see his own order',
    (await waiting(both)).map((e) => e.id).includes(order),
    false,
  )
  check(
    'nor answers for it',
    await both.refused(`/api/escalations/${order}/answer`, { text: '没有的事' }, 'ESCALATION_OVER'),
  )

  // What is done waits no more.
  await approver.post(`/api/cases/${late.id}/decide`, { outcome: 'approved', opinion: '同意' })
  await supervisor.post(`/api/orders/${order}/verify`, { verdict: 'true', text: '属实' })
  equal(
    'done is done',
    (await waiting()).map((e) => e.id),
    [raised.id],
  )

  await until('the county has the same', agrees(director), 60000)
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
