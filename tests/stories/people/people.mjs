// The people of the hall: the register and who leaves it, attendance out of sign-ons, leave with
// its stand-in, conduct, training down to the villages, scores frozen at the close of a month, the
// year's grades. The clock stands at a Tuesday morning of a published calendar.
import { Client, agrees, check, equal, finish, sleep, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const START = Date.parse('2026-11-24T09:00:00+08:00')
const offset = (at) => String(at - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset(START) })
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const S = {} // staff ids by login
let director, clerk, clerk2, approver, guide, village, anyone
async function enter() {
  director = new Client(nodes.hallUrl)
  clerk = new Client(nodes.hallUrl)
  clerk2 = new Client(nodes.hallUrl)
  approver = new Client(nodes.hallUrl)
  guide = new Client(nodes.hallUrl)
  village = new Client(nodes.hallUrl)
  anyone = new Client(nodes.hallUrl)
  await Promise.all([
    director.signIn('director'),
    clerk.signIn('clerk'),
    clerk2.signIn('clerk2'),
    approver.signIn('approver'),
    guide.signIn('guide'),
    village.signIn('village'),
  ])
}
const at = async (text) => {
  // what is under way arrives before the clock moves
  for (let i = 0; i < 150 && (await director.get('/api/status')).unsent; i++) await sleep(200)
  for (const which of ['hall', 'hub']) await nodes.stop(which)
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = offset(Date.parse(text))
  for (const which of ['hub', 'hall']) await nodes.start(which)
  await enter()
}
const list = async () => (await director.get('/api/staff')).staff
const profile = (more = {}) => ({
  employment: 'institution',
  employer: '黄金埠镇便民服务中心',
  post: 'window_clerk',
  unit: '361127102',
  from: '2026-11-01',
  attends: true,
  ...more,
})
const day = async (on = '') =>
  Object.fromEntries(
    (await director.get(`/api/attendance?day=${on}`)).people.map((p) => [p.name, p]),
  )

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await enter()
  await until(
    'the county catalogue reaches the hall',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  for (const p of await list()) S[p.login] = p.id
  const rogue = new Client(nodes.hallUrl)

  // The register.
  equal(
    'village accounts hang on their stations',
    (await list())
      .filter((p) => p.login.startsWith('village'))
      .map((p) => [p.unit, p.unit_name, p.employment]),
    [
      ['361127102201', '样例甲村便民服务站', 'village_cadre'],
      ['361127102202', '样例乙村便民服务站', 'village_cadre'],
    ],
  )
  equal(
    'who signed in today was seen today',
    (await list()).find((p) => p.login === 'clerk').last_seen,
    '2026-11-24',
  )
  const described = await director.post(
    `/api/staff/${S.clerk}/profile`,
    profile({
      employment: 'purchased',
      employer: '县行政审批局',
      supplier: '样例人力公司',
      contract_no: 'HT-2026-8',
      post_grade: '二岗',
      to: '2027-03-31',
      stand_in: S.clerk2,
      skill_level: 'level4',
      certificate_no: 'ZS-001',
      certificate_on: '2025-06-01',
    }),
  )
  equal(
    'what he is, where, and who stands in',
    [
      described.staff.employment,
      described.staff.supplier,
      described.staff.stand_in_name,
      described.staff.skill_level,
      described.staff.unit_name,
    ],
    ['purchased', '样例人力公司', '陈志强', 'level4', '黄金埠镇政务服务中心'],
  )
  await director.post(`/api/staff/${S.clerk2}/profile`, profile())
  await director.post(
    `/api/staff/${S.approver}/profile`,
    profile({ employment: 'posted', employer: '镇农业农村办', post: 'approver' }),
  )
  await director.post(
    `/api/staff/${S.guide}/profile`,
    profile({ employment: 'volunteer', employer: '团委', post: 'guide', attends: false }),
  )
  check(
    'purchased without a supplier',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ employment: 'purchased' }),
      'SUPPLIER_MISSING',
    ),
  )
  check(
    'nobody stands in for himself',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ stand_in: S.clerk2 }),
      'STAND_IN',
    ),
  )
  check(
    'a unit that is none',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ unit: '361127102999' }),
      'UNIT_UNKNOWN',
    ),
  )
  check(
    'a village account does not hang on the township',
    await director.refused(
      `/api/staff/${S.village}/profile`,
      profile({ employment: 'village_cadre' }),
      'UNIT_UNKNOWN',
    ),
  )
  check(
    'a date that is none',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ from: '2026-13-01' }),
      'SHAPE',
    ),
  )
  check(
    'an end before the beginning',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ to: '2026-10-01' }),
      'SHAPE',
    ),
  )
  check(
    'a certificate without its level',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ certificate_no: 'Z' }),
      'SHAPE',
    ),
  )
  equal(
    'phone and identity number',
    (({ phone, id_no }) => [phone, id_no])(
      await director.post(`/api/staff/${S.clerk}/contact`, {
        phone: '13900001111',
        id_no: '361123198001010032',
      }),
    ),
    ['13900001111', '361123198001010032'],
  )
  check(
    'a phone that is none',
    await director.refused(`/api/staff/${S.clerk}/contact`, { phone: '12' }, 'PHONE'),
  )
  check(
    'a number that is none',
    await director.refused(
      `/api/staff/${S.clerk}/contact`,
      { id_no: '361123198001010033' },
      'ID_NUMBER',
    ),
  )
  check(
    'what is personal is in no list',
    !JSON.stringify(await director.get('/api/staff')).includes('13900001111'),
  )
  check(
    'and only the director may ask',
    (await clerk.call('GET', `/api/staff/${S.clerk}`)).value.error.code === 'ROLE',
  )
  equal(
    'nobody of that name',
    (await director.call('GET', '/api/staff/P000')).value.error.code,
    'NOT_FOUND',
  )
  equal('the suppliers', (await director.get('/api/suppliers')).suppliers, [
    {
      supplier: '样例人力公司',
      contracts: 'HT-2026-8',
      people: 1,
      left: 0,
      names: '李秀英',
      first_end: '2027-03-31',
    },
  ])
  equal(
    'roles are changed',
    (await director.post(`/api/staff/${S.guide}/roles`, { roles: ['guide', 'issuer'] })).staff
      .roles,
    ['guide', 'issuer'],
  )
  check(
    'to roles that exist',
    await director.refused(`/api/staff/${S.guide}/roles`, { roles: ['king'] }, 'ROLE_UNKNOWN'),
  )
  check(
    'a director stays one by his own hand',
    await director.refused(`/api/staff/${S.director}/roles`, { roles: ['clerk'] }, 'STAFF_SELF'),
  )
  await director.post(`/api/staff/${S.guide}/roles`, { roles: ['guide'] })

  // Passwords.
  for (let i = 0; i < 6; i++)
    await rogue.call('POST', '/api/login', { login: 'issuer', password: 'nonsense1' })
  equal(
    'six wrong passwords show in the list',
    (await list()).find((p) => p.login === 'issuer').locked,
    true,
  )
  equal(
    'the director clears it',
    (await director.post(`/api/staff/${S.issuer}/unlock`)).staff.locked,
    false,
  )
  const issuer = new Client(nodes.hallUrl),
    issuerElsewhere = new Client(nodes.hallUrl)
  await issuer.signIn('issuer')
  await issuerElsewhere.signIn('issuer')
  check(
    'the old one must be known',
    await issuer.refused(
      '/api/me/password',
      { old: 'wrongwrong', password: 'a-new-secret' },
      'PASSWORD_WRONG',
    ),
  )
  await issuer.post('/api/me/password', { old: 'minihall2026', password: 'a-new-secret' })
  equal(
    'he stays signed in here and nowhere else',
    [(await issuer.get('/api/me')).signed_in, (await issuerElsewhere.get('/api/me')).signed_in],
    [true, false],
  )
  await director.post(`/api/staff/${S.issuer}/password`, { password: 'minihall2026' })
  equal('a reset ends what was open', (await issuer.get('/api/me')).signed_in, false)
  await issuer.signIn('issuer')
  check(
    'what happened to him is on record',
    (await director.get(`/api/staff/${S.issuer}`)).history.map((h) => h.kind).join() ===
      'staff.password_reset,staff.password_changed,staff.unlocked,staff.added',
  )

  // A leaver: out at once, his records stay; and back.
  await issuer.post('/api/windows/5/sign-on')
  const gone = await director.post(`/api/staff/${S.issuer}/leave-service`, {
    on: '2026-11-24',
    reason: '调回原单位',
  })
  equal(
    'he has left',
    [gone.staff.active, gone.staff.left_on, gone.staff.left_reason],
    [false, '2026-11-24', '调回原单位'],
  )
  equal(
    'his session is closed, his window too',
    [
      (await issuer.get('/api/me')).signed_in,
      (await director.get('/api/windows')).windows.find((w) => w.no === 5).state,
    ],
    [false, 'closed'],
  )
  check(
    'he cannot sign in',
    await rogue.refused('/api/login', { login: 'issuer', password: 'minihall2026' }, 'LOGIN_WRONG'),
  )
  check(
    'nor be changed',
    await director.refused(`/api/staff/${S.issuer}/profile`, profile(), 'STAFF_LEFT'),
  )
  check(
    'nor stand in',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ stand_in: S.issuer }),
      'STAND_IN',
    ),
  )
  check(
    'nobody leaves by his own hand',
    await director.refused(
      `/api/staff/${S.director}/leave-service`,
      { on: '2026-11-24', reason: '走了' },
      'STAFF_SELF',
    ),
  )
  check(
    'his presence is still told',
    (await day()).刘小梅?.last_off === (await day()).刘小梅?.first_on,
  )
  equal(
    'he comes back with a new password',
    (await director.post(`/api/staff/${S.issuer}/return`, { password: 'minihall2026' })).staff
      .active,
    true,
  )
  check(
    'who is here does not come back',
    await director.refused(
      `/api/staff/${S.issuer}/return`,
      { password: 'minihall2026' },
      'STAFF_HERE',
    ),
  )
  await director.post(`/api/staff/${S.issuer}/leave-service`, {
    on: '2026-11-24',
    reason: '调回原单位',
  })
  await director.post('/api/staff', {
    name: '新出件员',
    login: 'issuer',
    password: 'minihall2026',
    roles: ['issuer'],
  })
  check(
    'unless his login was given away',
    await director.refused(
      `/api/staff/${S.issuer}/return`,
      { password: 'minihall2026' },
      'STAFF_TAKEN',
    ),
  )

  // Leaders, stations, the tree.
  await director.post('/api/leaders', {
    kind: 'in_charge',
    name: '程副镇长',
    title: '副镇长',
    phone: '13700000001',
    from: '2026-01-01',
  })
  const next = await director.post('/api/leaders', {
    kind: 'in_charge',
    name: '胡副镇长',
    title: '副镇长',
    phone: '13700000002',
    from: '2026-11-01',
  })
  equal(
    'who led before ended the day before',
    next.leaders.map((l) => [l.name, l.from, l.to, l.current]),
    [
      ['胡副镇长', '2026-11-01', null, true],
      ['程副镇长', '2026-01-01', '2026-10-31', false],
    ],
  )
  check(
    'an earlier one cannot follow',
    await director.refused(
      '/api/leaders',
      { kind: 'in_charge', name: '某', title: '副镇长', phone: '13700000003', from: '2026-10-01' },
      'LEADER_DATES',
    ),
  )
  check(
    'a leader is reached by phone',
    await director.refused(
      '/api/leaders',
      { kind: 'head', name: '某', title: '镇长', phone: '1', from: '2026-10-01' },
      'PHONE',
    ),
  )
  equal(
    'an office ends',
    (
      await director.post(`/api/leaders/${next.leaders[0].id}/end`, { to: '2026-11-23' })
    ).leaders.filter((l) => l.current),
    [],
  )
  check(
    'once',
    await director.refused(
      `/api/leaders/${next.leaders[0].id}/end`,
      { to: '2026-11-24' },
      'LEADER_DATES',
    ),
  )
  await director.post('/api/leaders', {
    kind: 'head',
    name: '徐镇长',
    title: '镇长',
    phone: '13700000009',
    from: '2026-11-24',
  })
  equal(
    'the register',
    (await director.get('/api/leaders')).leaders.map((l) => l.name),
    ['徐镇长', '胡副镇长', '程副镇长'],
  )
  const tree = await director.post('/api/stations', {
    code: '361127102203',
    name: '样例丙村便民服务站',
  })
  equal(
    'city, county, township, stations',
    tree.nodes.map((n) => [n.kind, n.name]),
    [
      ['city', '上饶市'],
      ['county', '余干县'],
      ['township', '黄金埠镇政务服务中心'],
      ['village', '样例甲村便民服务站'],
      ['village', '样例乙村便民服务站'],
      ['village', '样例丙村便民服务站'],
    ],
  )
  check(
    'every account that is here hangs on a node',
    tree.nodes.reduce((sum, n) => sum + n.accounts.length, 0) ===
      (await list()).filter((p) => p.active).length,
  )
  check(
    'a code of another place',
    await director.refused('/api/stations', { code: '361126100203', name: '某村' }, 'STATION_CODE'),
  )
  check(
    'a station once',
    await director.refused(
      '/api/stations',
      { code: '361127102203', name: '某村' },
      'STATION_TAKEN',
    ),
  )
  check(
    'not closed while accounts hang on it',
    await director.refused('/api/stations/361127102201/close', {}, 'STATION_IN_USE'),
  )
  await director.post('/api/stations', { code: '361127102204', name: '样例丁村便民服务站' })
  equal(
    'an empty one is',
    (await director.post('/api/stations/361127102204/close')).nodes.length,
    6,
  )
  equal('the tree', (await director.get('/api/organisation')).nodes.length, 6)
  const csv = (await director.raw('GET', '/api/organisation/csv')).body.toString('utf8')
  check(
    'as a sheet',
    csv.startsWith('\uFEFF机构代码,') &&
      csv.includes(
        '"361127102201","361127102","村（社区）","样例甲村便民服务站","是","余小芳","village","村站办事员","2026-11-24"',
      ),
    csv,
  )

  // Attendance: the window is presence; others mark theirs.
  await clerk.post('/api/windows/1/sign-on')
  equal(
    'late by half an hour, there now',
    (({ state, late, first_on, places, here }) => [state, late, first_on, places, here])(
      (await day()).李秀英,
    ),
    ['late', 30, '09:00', ['1'], true],
  )
  equal('not there yet', (await day()).陈志强.state, 'expected')
  await approver.post('/api/presence', { present: true })
  equal('a presence mark', (await day()).王海燕.here, true)
  check('once', await approver.refused('/api/presence', { present: true }, 'PRESENCE_STATE'))
  await approver.post('/api/presence', { present: false })
  check(
    'and ended once',
    await approver.refused('/api/presence', { present: false }, 'PRESENCE_STATE'),
  )
  check(
    'villages and volunteers are not in the list',
    !(await day()).余小芳 && !(await day()).周建华,
  )
  check(
    'a day that is none',
    (await director.call('GET', '/api/attendance?day=2026-02-30')).value.error.code === 'SHAPE',
  )

  // Leave: asked, decided, taken back, ended early; the B角 stands in.
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
  const first = (await ask(clerk, { from: '2026-11-26', to: '2026-11-30', to_half: 'am' }))
    .leaves[0]
  equal(
    'a weekend is not leave',
    [first.halves, first.state, first.stand_in_name],
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
  check(
    'another one may not take it back',
    await clerk2.refused(`/api/leaves/${first.id}/cancel`, {}, 'LEAVE_NOT_YOURS'),
  )
  check('nor decide', await clerk.refused(`/api/leaves/${first.id}/approve`, {}, 'ROLE'))
  equal(
    'the director sees what waits',
    (await director.get('/api/leaves?state=requested')).leaves.map((l) => l.name),
    ['李秀英'],
  )
  equal(
    'approved',
    (await director.post(`/api/leaves/${first.id}/approve`, { note: '同意' })).leaves[0].state,
    'approved',
  )
  check('once', await director.refused(`/api/leaves/${first.id}/refuse`, {}, 'LEAVE_STATE'))
  check(
    'not ended before it began',
    await clerk.refused(
      `/api/leaves/${first.id}/return`,
      { on: '2026-11-26', half: 'am' },
      'LEAVE_NOT_BEGUN',
    ),
  )
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
  const future = await day('2026-11-26')
  equal(
    'on leave, and who stands in',
    [future.李秀英.state, future.李秀英.leave_kind, future.李秀英.stand_in_name],
    ['leave', 'personal', '陈志强'],
  )

  // The roster knows who is away, and asks somebody in on a Saturday.
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

  // A month's work to be scored: one case in time, a praised and an unproved rating, a card,
  // discipline, training.
  const kiosk = new Client(nodes.hallUrl),
    rater = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await rater.post('/api/enrol', { token: nodes.token('rater1') })
  const serve = async (item, materials, level) => {
    const taken = await kiosk.ticket({ zone: 'general', priority: 'none' })
    await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${taken.id}/serve`, {})
    const made = await clerk.post('/api/cases', {
      ticket_id: taken.id,
      item_id: item,
      applicant: person,
      materials,
    })
    await clerk.post(`/api/cases/${made.id}/accept`)
    await clerk.post(`/api/tickets/${taken.id}/finish`, {})
    if (level)
      await rater.post('/api/rating', {
        ticket_id: taken.id,
        level,
        text: level.includes('dis') ? '等得太久' : '',
      })
    return { ...made, ticket: taken.id }
  }
  const instant = await serve(
    'SR-047',
    [
      { no: 1, taken: 'original_seen' },
      { no: 2, taken: 'photo' },
    ],
    'very_satisfied',
  )
  const bad = await serve(
    'SR-047',
    [
      { no: 1, taken: 'original_seen' },
      { no: 2, taken: 'photo' },
    ],
    'dissatisfied',
  )
  await approver.post(`/api/cases/${instant.id}/decide`, {
    outcome: 'approved',
    opinion: '符合条件',
  })
  const conduct = await director.post('/api/disciplines', {
    staff: S.clerk,
    kind: 'late',
    measure: 'reminder',
    on: '2026-11-24',
    text: '迟到半小时',
  })
  equal('points come from the settings', conduct.disciplines[0].points, 2)
  const wrong = (
    await director.post('/api/disciplines', {
      staff: S.clerk,
      kind: 'attitude',
      measure: 'serious',
      on: '2026-11-24',
      text: '记错了人',
    })
  ).disciplines[0]
  equal(
    'revoked with a reason, not deleted',
    (
      await director.post(`/api/disciplines/${wrong.id}/revoke`, { reason: '记错了人' })
    ).disciplines.find((d) => d.id === wrong.id).revoked,
    '记错了人',
  )
  check(
    'once',
    await director.refused(
      `/api/disciplines/${wrong.id}/revoke`,
      { reason: '再撤' },
      'DISCIPLINE_STATE',
    ),
  )
  check(
    'nothing of tomorrow',
    await director.refused(
      '/api/disciplines',
      { staff: S.clerk, kind: 'late', measure: 'reminder', on: '2026-11-25', text: '早了' },
      'SHAPE',
    ),
  )
  await director.post('/api/disciplines', {
    staff: S.approver,
    kind: 'charging',
    measure: 'serious',
    on: '2026-11-24',
    text: '收受购物卡，已退',
  })
  const praise = (
    await director.post('/api/commendations', {
      staff: S.clerk2,
      kind: 'service_star',
      title: '十一月服务之星',
      on: '2026-11-24',
      text: '帮老人代填表格',
      published: false,
    })
  ).commendations[0]
  equal('nothing hangs out before it is published', (await anyone.get('/api/honours')).honours, [])
  await director.post(`/api/commendations/${praise.id}/show`, { published: true })
  equal(
    'then it does',
    (await anyone.get('/api/honours')).honours.map((h) => [h.name, h.title]),
    [['陈志强', '十一月服务之星']],
  )
  equal(
    'both lists',
    (({ disciplines, commendations }) => [disciplines.length, commendations.length])(
      await director.get('/api/conduct'),
    ),
    [3, 1],
  )

  // Training: planned, held, who came; what is not reached is said by name.
  const plan = (
    await director.post('/api/training/plans', {
      title: '2026年下半年培训',
      giver: 'county',
      from: '2026-07-01',
      to: '2026-12-31',
      subjects: ['law', 'etiquette'],
      minutes: 600,
    })
  ).plans[0]
  check(
    'a plan that ends before it begins',
    await director.refused(
      '/api/training/plans',
      {
        title: '坏计划',
        giver: 'county',
        from: '2026-07-01',
        to: '2026-06-01',
        subjects: ['law'],
        minutes: 60,
      },
      'TRAINING_DATES',
    ),
  )
  check(
    'a subject that is none',
    await director.refused(
      '/api/training/plans',
      {
        title: '坏计划',
        giver: 'county',
        from: '2026-07-01',
        to: '2026-12-01',
        subjects: ['magic'],
        minutes: 60,
      },
      'SHAPE',
    ),
  )
  const session = {
    plan: plan.id,
    subject: 'law',
    title: '行政许可法要点',
    giver: 'county',
    teacher: '县行政审批局 李科长',
    on: '2026-11-20',
    minutes: 180,
  }
  const held = (await director.post('/api/training/sessions', session)).sessions[0]
  check(
    'outside its plan',
    await director.refused(
      '/api/training/sessions',
      { ...session, on: '2027-01-04' },
      'TRAINING_DATES',
    ),
  )
  const came = await director.post(`/api/training/sessions/${held.id}/attendance`, {
    people: [
      { staff: S.clerk, present: true, mark: 92, certificate: 'PX-1' },
      { staff: S.clerk2, present: true },
      { staff: S.approver, present: false },
    ],
  })
  equal(
    'who came, with marks',
    came.sessions[0].people.map((p) => [p.present, p.mark, p.certificate]),
    [
      [true, 92, 'PX-1'],
      [true, null, null],
      [false, null, null],
    ],
  )
  const void_ = (
    await director.post('/api/training/sessions', {
      ...session,
      plan: '',
      subject: 'ethics',
      title: '没开成',
    })
  ).sessions.find((s) => s.title === '没开成')
  await director.post(`/api/training/sessions/${void_.id}/cancel`, { reason: '老师没来' })
  check(
    'a cancelled one has no attendance',
    await director.refused(
      `/api/training/sessions/${void_.id}/attendance`,
      { people: [{ staff: S.clerk, present: true }] },
      'TRAINING_STATE',
    ),
  )
  const down = (
    await director.post('/api/training/sessions', {
      ...session,
      plan: '',
      subject: 'procedure',
      title: '村站办事流程',
      giver: 'township',
      teacher: '张国庆',
    })
  ).sessions.find((s) => s.title === '村站办事流程')
  await director.post(`/api/training/sessions/${down.id}/attendance`, {
    people: [{ staff: S.village, present: true, mark: 80 }],
  })
  const cover = await director.get('/api/training/coverage')
  equal(
    'two of the township by the county, one of two villages',
    [cover.from, cover.to, cover.township_covered, cover.village_covered, cover.village_people],
    ['2026-01-01', '2026-12-31', 2, 1, 2],
  )
  check(
    'the gaps by name, a station without an account among them',
    ['吴志明', ''].every((name) =>
      cover.gaps.some((g) => g.kind === 'village' && g.name === name),
    ) && cover.gaps.some((g) => g.name === '王海燕'),
    () => JSON.stringify(cover.gaps),
  )
  equal(
    'by subject',
    cover.subjects.filter((s) => s.people).map((s) => [s.subject, s.sessions, s.people]),
    [
      ['law', 1, 2],
      ['procedure', 1, 1],
    ],
  )
  equal(
    'another period knows nothing',
    (await director.get('/api/training/coverage?from=2026-01-01&to=2026-06-30')).village_covered,
    0,
  )
  equal(
    'plans and sessions',
    (({ plans, sessions }) => [plans[0].held_minutes, plans[0].held_subjects, sessions.length])(
      await director.get('/api/training'),
    ),
    [180, ['law'], 3],
  )

  // Scores: why each is what it is; a month that runs is not closed.
  const live = await director.get('/api/scores')
  const score = (month, name) => month.people.find((p) => p.name === name)
  const part = (p, word) => p.parts.find((x) => x.part === word)
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

  // Next day: the leave has begun; somebody forgot to sign off; the work order proves the bad
  // rating.
  await at('2026-11-26T18:00:00+08:00')
  const yesterday = await day('2026-11-24')
  equal(
    'who did not sign off counts until the hall closed',
    [yesterday.李秀英.last_off, yesterday.陈志强.state],
    ['17:00', 'absent'],
  )
  equal(
    'begun: no taking back',
    await clerk.refused(`/api/leaves/${first.id}/cancel`, {}, 'LEAVE_BEGUN'),
    true,
  )
  equal(
    'but coming back',
    (({ state, to, to_half, halves }) => [state, to, to_half, halves])(
      (
        await clerk.post(`/api/leaves/${first.id}/return`, {
          on: '2026-11-27',
          half: 'pm',
          note: '事情办完了',
        })
      ).leaves.find((l) => l.id === first.id),
    ),
    ['returned', '2026-11-27', 'am', 3],
  )
  await director.post(`/api/orders/W${bad.ticket}/verify`, {
    verdict: 'true',
    text: '确实等了很久',
  })
  equal(
    'proved, it counts',
    part(score(await director.get('/api/scores'), '李秀英'), 'rating').text,
    '满意1次，核实属实的差评1次；待核实0次和未评价的不计',
  )
  await approver.post('/api/presence', { present: true })

  // Over the month's end: closed by itself on its day, and what comes later does not change it.
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
  await approver.post('/api/presence', { present: true })
  equal(
    'rostered on a Saturday and not there',
    (({ state, leave_kind }) => [state, leave_kind])((await day('2026-11-28')).陈志强),
    ['absent', null],
  )
  equal('nobody else was due', (await day('2026-11-28')).李秀英.state, 'rest')
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

  // The year: proposed by the rule, confirmed or changed with a reason, within the share.
  const year = await director.get('/api/grades?year=2026')
  const grade = (name) => year.people.find((p) => p.name === name)
  equal(
    'a serious breach is basic at best',
    [grade('王海燕').serious, ['basic', 'incompetent'].includes(grade('王海燕').proposed)],
    [true, true],
  )
  const star = grade('陈志强')
  check(
    'another grade needs a reason',
    await director.refused(
      `/api/grades/2026/${S.clerk2}`,
      { grade: star.proposed === 'basic' ? 'competent' : 'basic' },
      'GRADE_REASON',
    ),
  )
  const [one, two] = [S.clerk, S.clerk2]
  equal(
    'places by the share',
    year.places,
    Math.floor(year.people.filter((p) => p.months).length / 5),
  )
  for (let i = 0; i < year.places; i++)
    await director.post(`/api/grades/2026/${[one, two][i]}`, {
      grade: 'excellent',
      reason: '民主测评第一',
    })
  check(
    'no more than the share',
    await director.refused(
      `/api/grades/2026/${[one, two][year.places]}`,
      { grade: 'excellent', reason: '也很好' },
      'GRADE_SHARE',
    ),
  )
  const after = await director.post(`/api/grades/2026/${S.approver}`, {
    grade: grade('王海燕').proposed,
  })
  equal(
    'confirmed as proposed',
    (({ grade: g, by }) => [g, by])(after.people.find((p) => p.staff === S.approver)),
    [grade('王海燕').proposed, '张国庆'],
  )
  check(
    'a year nobody was scored in',
    await director.refused(
      `/api/grades/2025/${S.clerk}`,
      { grade: 'competent', reason: '补评' },
      'GRADE_EMPTY',
    ),
  )
  check(
    'a year that is none',
    (await director.call('GET', '/api/grades?year=26')).value.error.code === 'SHAPE',
  )

  // The county sees how far training reaches, and the whole tree.
  await until('everything is at the county', agrees(director), 60000)
  const county = new Client(nodes.hubUrl)
  await county.signIn('county')
  const seen = (await county.get('/api/hub/training?from=2026-01-01&to=2026-12-31')).halls
  equal(
    'the same figures',
    seen.map((h) => [h.hall, h.name, h.township_covered, h.village_covered, h.village_people]),
    [['361127102', '黄金埠镇政务服务中心', 2, 1, 2]],
  )
  const whole = (await county.get('/api/organisation')).nodes
  equal(
    "the county's tree has all its townships, one of them joined",
    [
      whole.filter((n) => n.kind === 'township').length,
      whole.filter((n) => n.kind === 'township' && n.here).map((n) => n.accounts.length > 5),
      whole.filter((n) => n.kind === 'village').length,
    ],
    [28, [true], 3],
  )
  equal(
    'a county account changes its own password',
    (await county.post('/api/me/password', { old: 'minihall2026', password: 'another-secret' }))
      .done,
    true,
  )

  await nodes.proven()
  for (const which of ['hall', 'hub'])
    check(`no error in the ${which}'s log`, !/ error /.test(nodes.log(which)), () =>
      nodes
        .log(which)
        .split('\n')
        .filter((l) => / error /.test(l))
        .slice(0, 5),
    )
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${['hall', 'hub']
      .map((w) => {
        try {
          return nodes.log(w).slice(-1500)
        } catch {
          return ''
        }
      })
      .join('\n')}`,
  )
} finally {
  await nodes.end()
}
finish()
