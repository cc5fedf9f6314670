// 办不成事反映: reported from every place, worked through its loop, escalated to the county and answered
// from there; nothing of it can be lost.
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const DAY = 86400000
const person = {
  name: '李四',
  id_kind: 'identity_card',
  id_no: '362324198201010019',
  phone: '13800000000',
}
let kiosk, clerk, guide, supervisor, director, anyone, county
const enter = async () => {
  ;[kiosk, clerk, guide, supervisor, director, anyone] = Array.from(
    { length: 6 },
    () => new Client(nodes.hallUrl),
  )
  county = new Client(nodes.hubUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await clerk.signIn('clerk')
  await guide.signIn('guide')
  await supervisor.signIn('supervisor')
  await director.signIn('director')
  await county.signIn('county')
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await enter()
  await until(
    'the county catalogue reaches the hall',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
  const refused = await clerk.post('/api/cases', {
    ticket_id: ticket.id,
    item_id: 'SR-043',
    applicant: person,
    materials: [{ no: 1, taken: 'copy' }],
  })
  await clerk.post(`/api/cases/${refused.id}/refuse`, {
    reason: 'no_standing',
    text: '不在本镇居住',
  })

  // From the refusal itself, from the guide's desk, the kiosk, the slip, the office.
  const one = await clerk.post('/api/backstop', {
    case_id: refused.id,
    reason: 'not_accepted',
    text: '租住多年，说不是本镇人不给办',
    name: '李四',
    phone: '13800000000',
  })
  check(
    'a receipt with a number, a code and a day',
    /^F3611271021\d{8}001$/.test(one.id) &&
      /^\d{6}$/.test(one.query_code) &&
      one.contact_due_on === one.reported_at.slice(0, 10),
    () => JSON.stringify(one),
  )
  const two = await guide.post('/api/backstop', {
    item_id: 'SR-042',
    reason: 'passed_around',
    text: '两边都说不归自己管',
    phone: '0793-8200000',
  })
  const three = await kiosk.post('/api/backstop', {
    want: '开一个证明',
    reason: 'no_policy',
    text: '没人知道去哪开',
  })
  const bySlip = {
    ticket_id: ticket.id,
    secret: ticket.slip_code,
    want: '补贴',
    reason: 'materials',
    text: '补了三次材料',
  }
  const four = await anyone.post('/api/slip/backstop', bySlip, 'a'.repeat(32))
  equal(
    'a report from a telephone pressed again after a lost answer is one',
    await anyone.post('/api/slip/backstop', bySlip, 'a'.repeat(32)),
    four,
  )
  const five = await director.post('/api/backstop', {
    want: '法院判决执行',
    reason: 'other',
    text: '对判决不服',
    window: 1,
  })
  check(
    'a wrong slip reports nothing',
    await anyone.refused(
      '/api/slip/backstop',
      {
        ticket_id: ticket.id,
        secret: 'ZZZZZZ',
        want: '补贴',
        reason: 'materials',
        text: '补了三次',
      },
      'SLIP_WRONG',
    ),
  )
  check(
    'something must be wanted',
    await guide.refused('/api/backstop', { reason: 'other', text: '办不成' }, 'BACKSTOP_WANT'),
  )
  check(
    'a telephone number is one',
    await guide.refused(
      '/api/backstop',
      { want: '证明', reason: 'other', text: '办不成', phone: '12' },
      'PHONE',
    ),
  )
  equal(
    'all are listed, with where they came from',
    (await supervisor.get('/api/backstop')).reports.map((r) => r.source).sort(),
    ['guide', 'kiosk', 'office', 'slip', 'window'],
  )
  equal(
    'the limits are the settings',
    (await supervisor.get('/api/backstop')).limits.map((l) => [l.class, l.days]),
    [
      ['simple', 0],
      ['complex', 5],
      ['special', 10],
      ['not_done', 3],
      ['cannot', 2],
      ['out_of_scope', 2],
    ],
  )
  const first = await supervisor.get(`/api/backstop/${one.id}`)
  equal(
    'a report from a case knows its item and who took it',
    [first.want, first.about_name, first.window_no, first.case_id],
    [refused.item_name, '李秀英', 1, refused.id],
  )
  equal('who is reported on does not read it', (await clerk.get('/api/backstop')).reports, [])
  equal('nor what others took', (await clerk.call('GET', `/api/backstop/${two.id}`)).status, 404)
  equal(
    'nor its course',
    (await clerk.call('GET', `/api/backstop/${four.id}/timeline`)).status,
    404,
  )
  equal(
    'the guide sees his own',
    (await guide.get('/api/backstop')).reports.map((r) => r.id),
    [two.id],
  )
  equal(
    'the guide sees no whole phone even of his own, who handles it does',
    [
      (await guide.get(`/api/backstop/${two.id}`)).phone,
      (await supervisor.get(`/api/backstop/${two.id}`)).phone,
    ],
    ['079*****0000', '0793-8200000'],
  )
  check(
    'a clerk does not handle it',
    await clerk.refused(`/api/backstop/${one.id}/accept`, {}, 'ROLE'),
  )
  equal(
    'the person sees where it stands',
    (await anyone.get(`/api/backstop-progress?id=${four.id}&code=${four.query_code}`)).state,
    'reported',
  )
  equal(
    'with the right code only',
    (await anyone.call('GET', `/api/backstop-progress?id=${four.id}&code=000000x`)).status,
    404,
  )

  // The loop.
  const at = (id, verb) => `/api/backstop/${id}/${verb}`
  check(
    'not classified before it is accepted',
    await supervisor.refused(at(one.id, 'classify'), { class: 'simple' }, 'BACKSTOP_STATE'),
  )
  await supervisor.post(at(one.id, 'accept'))
  await supervisor.post(at(one.id, 'contact'), { text: '已电话联系，约下午面谈' })
  const classified = await supervisor.post(at(one.id, 'classify'), { class: 'not_done' })
  check(
    'should have been done: three working days',
    classified.due_on > classified.reported_at.slice(0, 10) &&
      classified.lateness === 'on_time' &&
      classified.contacted_at,
    () => JSON.stringify(classified),
  )
  await supervisor.post(at(one.id, 'assign'), { to: '社会事务办', text: '核对居住证明' })
  check(
    'out of scope is another class',
    await supervisor.refused(
      at(one.id, 'resolve'),
      { result: 'advised', text: '去法院' },
      'BACKSTOP_RESULT',
    ),
  )
  await supervisor.post(at(one.id, 'resolve'), { result: 'solved', text: '凭居住证受理' })
  await supervisor.post(at(one.id, 'answer'), { text: '请带居住证到1号窗口' })
  equal(
    'not good enough goes back',
    (await director.post(at(one.id, 'check'), { passed: false, text: '群众说还没收到通知' })).state,
    'assigned',
  )
  await supervisor.post(at(one.id, 'resolve'), { result: 'solved', text: '已受理' })
  await supervisor.post(at(one.id, 'answer'), { text: '已办好' })
  await director.post(at(one.id, 'check'), { passed: true, text: '回访满意' })
  const filed = await supervisor.post(at(one.id, 'file'))
  check(
    'filed under a number',
    filed.state === 'filed' && /^361127102-1-\d{4}-001$/.test(filed.filed_no),
    () => filed.filed_no,
  )
  check(
    'after that nothing moves',
    await supervisor.refused(
      at(one.id, 'escalate'),
      { to: 'leader', text: '再报一次' },
      'BACKSTOP_STATE',
    ),
  )
  const corrected = await guide.post(at(two.id, 'correct'), { text: '反映人补充：是3号窗口' })
  equal(
    'a correction is added, what was said stays',
    [corrected.corrections, corrected.text],
    [1, '两边都说不归自己管'],
  )
  equal(
    'a filed one may be corrected too',
    (await supervisor.post(at(one.id, 'correct'), { text: '姓名应为李四海' })).corrections,
    1,
  )
  for (const method of ['DELETE', 'PUT'])
    equal(`no ${method}`, (await director.call(method, `/api/backstop/${one.id}`)).status, 405)
  equal(
    'filed ones are a list of their own',
    (await supervisor.get('/api/backstop?closed=1')).reports.map((r) => r.id),
    [one.id],
  )
  check(
    'the whole course is kept',
    (await supervisor.get(at(one.id, 'timeline'))).steps.map((s) => s.kind.slice(9)).join() ===
      'reported,accepted,contacted,classified,assigned,resolved,answered,checked,resolved,answered,checked,filed,corrected'
      ? true
      : (await supervisor.get(at(one.id, 'timeline'))).steps.map((s) => s.kind),
  )

  // A negative answer needs its report, and goes up with it.
  await supervisor.post(at(two.id, 'accept'))
  await supervisor.post(at(two.id, 'classify'), { class: 'cannot' })
  check(
    'a negative answer has its basis and report',
    await supervisor.refused(
      at(two.id, 'resolve'),
      { result: 'refused', text: '办不了' },
      'BACKSTOP_REPORT',
    ),
  )
  await supervisor.post(at(two.id, 'resolve'), {
    result: 'refused',
    text: '不符合条件',
    basis: '有关规定第三条',
    report: '经核实，不符合条件，已当面解释',
  })
  // Out of scope: advice.
  await supervisor.post(at(five.id, 'accept'))
  await supervisor.post(at(five.id, 'classify'), { class: 'out_of_scope' })
  equal(
    'out of scope is told where to go',
    (await supervisor.post(at(five.id, 'resolve'), { result: 'advised', text: '请向人民法院申诉' }))
      .result,
    'advised',
  )

  // About oneself.
  await director.post('/api/staff', {
    name: '兼职员',
    login: 'both',
    password: 'minihall2026',
    roles: ['clerk', 'supervisor'],
  })
  const both = new Client(nodes.hallUrl)
  await both.signIn('both')
  await both.post('/api/windows/2/sign-on')
  const six = await guide.post('/api/backstop', {
    want: '社保卡',
    reason: 'overdue',
    text: '2号窗口一直拖',
    window: 2,
  })
  check(
    'nobody handles what is about him',
    await both.refused(at(six.id, 'accept'), {}, 'BACKSTOP_OWN'),
  )
  equal(
    'nor reads it',
    (await both.call('GET', `/api/backstop/${six.id}`)).value.error.code,
    'BACKSTOP_OWN',
  )

  // Upward: by hand to the leader, by time to the county.
  await supervisor.post(at(three.id, 'escalate'), { to: 'leader', text: '涉及几个部门' })
  check(
    'not twice to the same',
    await supervisor.refused(
      at(three.id, 'escalate'),
      { to: 'leader', text: '再报' },
      'BACKSTOP_ESCALATED',
    ),
  )
  await until(
    'the county sees the negative answer',
    async () => (await county.get('/api/hub/backstop')).reports.map((r) => r.id).join() === two.id,
  )
  check(
    'and its report',
    (await county.get(`/api/hub/backstop/${two.id}`)).report.startsWith('经核实'),
  )
  await nodes.stop('hall')
  nodes.ahead(9 * DAY)
  await nodes.start('hall')
  await enter()
  await until(
    'what nobody touched has gone up by itself',
    async () => (await supervisor.get(`/api/backstop/${four.id}`)).escalated === 'county',
  )
  equal(
    'and is shown as over',
    (await supervisor.get('/api/backstop')).reports.find((r) => r.id === four.id).lateness,
    'over',
  )
  await until('the county sees it', async () =>
    (await county.get('/api/hub/backstop')).reports.some(
      (r) => r.id === four.id && r.escalated === 'county',
    ),
  )
  const answered = await county.post(`/api/hub/backstop/${four.id}/answer`, {
    text: '县民政局已协调，请三日内办结',
  })
  equal('the county answers', answered.county_answered_by, '县级管理员')
  await until(
    'the answer reaches the hall',
    async () =>
      (await supervisor.get(`/api/backstop/${four.id}`)).county_answer ===
      '县民政局已协调，请三日内办结',
  )
  const seven = await guide.post('/api/backstop', {
    want: '身份证',
    reason: 'system',
    text: '机器坏了',
  })
  await until(
    'a fresh one arrives in its turn',
    async () => (await county.call('GET', `/api/hub/backstop/${seven.id}`)).status === 200,
  )
  check(
    'the county answers only what came up',
    await county.refused(
      `/api/hub/backstop/${seven.id}/answer`,
      { text: '知道了' },
      'BACKSTOP_STATE',
    ),
  )

  await until('the county has the same', agrees(director), 60000)
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
