// 帮办代办: the list with its exceptions, the helpers, one request from the asking to the last paper
// back, and papers that cannot be lost.
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const principal = {
  name: '王桂花',
  id_no: '361102194903070026',
  phone: '13800000001',
  village: '样例村',
  address: '样例村5组',
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const [kiosk, clerk, guide, director, anyone, supervisor] = Array.from(
    { length: 6 },
    () => new Client(nodes.hallUrl),
  )
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await clerk.signIn('clerk')
  await guide.signIn('guide')
  await director.signIn('director')
  await supervisor.signIn('supervisor')
  await until(
    'the county catalogue reaches the hall',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )

  // The list is public: helped unless there is a reason, agents for enterprises.
  const list = await anyone.get('/api/help/items')
  equal(
    'everything is helped',
    [list.total, list.helped, list.coverage_per_mille],
    [130, 130, 1000],
  )
  const named = (name) => list.items.find((i) => i.name === name)
  equal(
    'agents are for enterprises',
    [named('个体工商户设立登记').agent, named('老年人优待证办理').agent],
    [true, false],
  )
  check(
    'an exception has a reason',
    await director.refused(
      '/api/help/items/SR-001',
      { helped: false, agent: false },
      'HELP_REASON',
    ),
  )
  check(
    'so has an agent for a personal item',
    await director.refused('/api/help/items/SR-047', { helped: true, agent: true }, 'HELP_REASON'),
  )
  await director.post('/api/help/items/SR-001', {
    helped: false,
    agent: false,
    reason: '须本人当场采集指纹',
  })
  await director.post('/api/help/items/SR-047', {
    helped: true,
    agent: true,
    reason: '行动不便老人多',
  })
  equal(
    'the coverage says so',
    [
      (await anyone.get('/api/help/items')).helped,
      (await anyone.get('/api/help/items')).coverage_per_mille,
    ],
    [129, 992],
  )
  check(
    'a clerk does not change the list',
    await clerk.refused('/api/help/items/SR-001', { helped: true, agent: false }, 'ROLE'),
  )

  // The helpers.
  const helper = {
    name: '钱助理',
    village: '样例村',
    phone: '13800000002',
    badge: 'XGS-001',
    items: ['SR-047'],
    active: true,
  }
  const [one] = (await director.post('/api/help/helpers', helper)).helpers
  check(
    'a badge is one person',
    await director.refused('/api/help/helpers', { ...helper, name: '孙助理' }, 'HELP_BADGE'),
  )
  await director.post('/api/help/helpers', {
    ...helper,
    name: '孙助理',
    badge: 'XGS-002',
    items: ['SR-042'],
  })
  await director.post('/api/help/helpers', { ...helper, id: one.id, phone: '13800000003' })
  equal(
    'the roster',
    (await guide.get('/api/help/helpers')).helpers.map((h) => [h.name, h.phone, h.open_papers]),
    [
      ['孙助理', '13800000002', 0],
      ['钱助理', '13800000003', 0],
    ],
  )
  const two = (await guide.get('/api/help/helpers')).helpers.find((h) => h.name === '孙助理')

  // A request.
  const ask = { kind: 'agent', principal, item_id: 'SR-047', need: 'elder', home_visit: true }
  check(
    'what is not on the list is not helped',
    await guide.refused(
      '/api/help/requests',
      { ...ask, kind: 'helped', item_id: 'SR-001' },
      'HELP_ITEM',
    ),
  )
  check(
    'nor done by an agent',
    await guide.refused('/api/help/requests', { ...ask, item_id: 'SR-042' }, 'HELP_ITEM'),
  )
  const request = await guide.post('/api/help/requests', ask)
  check(
    'asked for',
    request.state === 'requested' &&
      /^H3611271021\d{8}001$/.test(request.id) &&
      request.lateness === 'on_time',
    () => JSON.stringify(request),
  )
  const at = (verb, id = request.id) => `/api/help/requests/${id}/${verb}`
  check(
    'no agreement without a helper',
    await guide.refused(at('agree'), { scope: '代为申请' }, 'HELP_STATE'),
  )
  check(
    'a helper of other items',
    await guide.refused(at('assign'), { helper_id: two.id }, 'HELP_HELPER'),
  )
  await guide.post(at('assign'), { helper_id: one.id })
  equal(
    'a visit may come first',
    (await guide.post(at('visit'), { text: '上门说明材料' })).state,
    'assigned',
  )
  const agreed = await guide.post(at('agree'), {
    scope: '代为递交申请、领取优待证',
    papers: [
      { name: '身份证', copies: 1, original: true },
      { name: '照片', copies: 2, original: false },
    ],
  })
  equal(
    'the agreement lists the papers',
    agreed.papers.map((p) => [p.no, p.name, p.copies, p.original]),
    [
      [1, '身份证', 1, true],
      [2, '照片', 2, false],
    ],
  )
  await guide.post(at('visit'), { text: '上门取材料' })
  equal(
    'papers may follow',
    (await guide.post(at('take'), { papers: [{ name: '户口簿', copies: 1, original: true }] }))
      .papers.length,
    3,
  )
  equal(
    'who holds what is known',
    (await clerk.get('/api/help/papers')).papers.map((p) => [p.helper_name, p.principal, p.name]),
    [
      ['钱助理', '王桂花', '身份证'],
      ['钱助理', '王桂花', '照片'],
      ['钱助理', '王桂花', '户口簿'],
    ],
  )
  equal(
    'the list of papers shows no whole phone',
    [...new Set((await clerk.get('/api/help/papers')).papers.map((p) => p.phone))],
    ['138****0001'],
  )
  check(
    'nor does the list of requests any number',
    !/13800000001|361102194903070026/.test(
      JSON.stringify(await director.get('/api/help/requests')),
    ),
    'a number in the list',
  )
  equal(
    'who opens the one to act on it sees both',
    (({ id_no, phone }) => [id_no, phone])(
      (await guide.get(`/api/help/requests/${request.id}`)).principal,
    ),
    ['361102194903070026', '13800000001'],
  )
  check(
    'nothing ends while papers are out',
    await guide.refused(at('cancel'), { text: '不办了' }, 'HELP_PAPERS_OPEN'),
  )

  // Handed in: linked to the case; some papers go to the window.
  await clerk.post('/api/windows/1/sign-on')
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
  const opened = await clerk.post('/api/cases', {
    ticket_id: ticket.id,
    item_id: 'SR-047',
    applicant: { name: '王桂花', id_kind: 'identity_card', id_no: '361102194903070026' },
    materials: [{ no: 1, taken: 'original_seen' }],
  })
  equal(
    'no such case',
    (await clerk.call('POST', at('hand-in'), { case_id: 'X', papers: [2] })).status,
    404,
  )
  const handed = await clerk.post(at('hand-in'), { case_id: opened.id, papers: [2] })
  equal(
    'handed in with the case',
    [handed.state, handed.case_id, handed.case_state, handed.papers[1].how],
    ['handed_in', opened.id, 'received', 'handed_in'],
  )
  check(
    'a paper ends once',
    await guide.refused(at('return'), { papers: [2], to: '王桂花' }, 'HELP_PAPER'),
  )
  check(
    'and must be one',
    await guide.refused(at('return'), { papers: [9], to: '王桂花' }, 'HELP_PAPER'),
  )
  await guide.post(at('report'), { text: '已受理，即办' })
  check('still papers out', await guide.refused(at('close'), {}, 'HELP_PAPERS_OPEN'))
  await guide.post(at('return'), { papers: [1, 3], to: '王桂花' })
  equal('nothing is out any more', (await guide.get('/api/help/papers')).papers, [])
  equal('closed', (await guide.post(at('close'), {})).state, 'closed')
  equal(
    'when it is closed nobody needs the numbers',
    (({ id_no, phone }) => [id_no, phone])(
      (await guide.get(`/api/help/requests/${request.id}`)).principal,
    ),
    ['361***********0026', '138****0001'],
  )
  check(
    'its course is kept',
    (await guide.get(at('timeline'))).steps.length === 14
      ? true
      : (await guide.get(at('timeline'))).steps.map((s) => s.kind),
  )
  const away = await clerk.post('/api/help/requests', {
    ...ask,
    kind: 'helped',
    item_id: 'SR-042',
    need: 'far',
    home_visit: false,
  })
  equal(
    'open ones by what is due',
    (await guide.get('/api/help/requests')).requests.map((r) => r.id),
    [away.id],
  )
  equal(
    'cancelled',
    (await clerk.post(at('cancel', away.id), { text: '子女回来自己办' })).state,
    'cancelled',
  )
  equal(
    'ended ones are a list of their own',
    (await guide.get('/api/help/requests?closed=1')).requests.map((r) => r.state).sort(),
    ['cancelled', 'closed'],
  )
  equal(
    'one of them',
    (await director.get(`/api/help/requests/${away.id}`)).end_text,
    '子女回来自己办',
  )
  const left = await clerk.post('/api/help/requests', {
    ...ask,
    kind: 'helped',
    item_id: 'SR-042',
    need: 'far',
    home_visit: false,
  })

  await until('the county has the same', agrees(director), 60000)
  await nodes.stop('hall')
  nodes.ahead(9 * 86400000)
  await nodes.start('hall')
  const later = new Client(nodes.hallUrl)
  await later.signIn('guide')
  equal(
    'what nobody took up is over its day',
    (await later.get('/api/help/requests')).requests.map((r) => [r.id, r.lateness]),
    [[left.id, 'over']],
  )
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
