// Ratings: one a service, by tablet, slip or paper; a bad one is followed up to its end; and no
// clerk learns who gave which.
import https from 'node:https'
import { spawnSync } from 'node:child_process'
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const DAY = 86400000
const hear = (client, last = '0') =>
  new Promise((done) => {
    // what a stream tells in a second
    const request = https.get(
      new URL('/api/events', nodes.hallUrl),
      {
        headers: { cookie: client.cookie, 'last-event-id': last },
        rejectUnauthorized: false,
        agent: false,
      },
      (reply) => {
        let got = ''
        reply.on('data', (piece) => {
          got += piece
        })
        setTimeout(() => {
          request.destroy()
          done(got)
        }, 900)
      },
    )
    request.on('error', () => {})
  })
let kiosk, clerk, rater, rater2, supervisor, director, anyone, both
const enter = async () => {
  kiosk = new Client(nodes.hallUrl)
  clerk = new Client(nodes.hallUrl)
  rater = new Client(nodes.hallUrl)
  rater2 = new Client(nodes.hallUrl)
  supervisor = new Client(nodes.hallUrl)
  director = new Client(nodes.hallUrl)
  anyone = new Client(nodes.hallUrl)
  both = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await rater.post('/api/enrol', { token: nodes.token('rater1') })
  await rater2.post('/api/enrol', { token: nodes.token('rater2') })
  await clerk.signIn('clerk')
  await supervisor.signIn('supervisor')
  await director.signIn('director')
}
const shift = async (ms) => {
  await nodes.stop('hall')
  nodes.ahead(ms)
  await nodes.start('hall')
  await enter()
}
const slips = {}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await enter()
  await until(
    'the county catalogue reaches the hall',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  await director.post('/api/staff', {
    name: '兼职员',
    login: 'both',
    password: 'minihall2026',
    roles: ['clerk', 'supervisor'],
  })
  await both.signIn('both')
  await both.post('/api/windows/2/sign-on')
  const take = async () => {
    const t = await kiosk.ticket({ zone: 'general', priority: 'none' })
    slips[t.id] = t.slip_code
    return t
  }
  const service = async (who = clerk, window = 1) => {
    await take()
    const called = await who.post(`/api/windows/${window}/call-next`)
    await who.post(`/api/tickets/${called.id}/serve`, {})
    await who.post(`/api/tickets/${called.id}/finish`, {})
    return called
  }

  // The list by level, and what does not fit.
  const options = await anyone.get('/api/rating/options')
  check(
    'the options are versioned and differ by level',
    options.version === '2026-sample-1' && options.options.some((o) => o.levels.length === 1),
    () => JSON.stringify(options).slice(0, 200),
  )
  check(
    'nobody at the desk presses the tablet',
    await clerk.refused('/api/rating', { ticket_id: 'x', level: 'satisfied' }, 'ROLE'),
  )
  const good = await service()
  const asked = await rater.get('/api/rating')
  equal(
    'the tablet shows who served',
    [asked.clerk_name, asked.window_no, asked.pending.number, asked.wait_seconds, asked.indicators],
    ['李秀英', 1, good.number, 20, true],
  )
  check(
    'an unknown option is refused',
    await rater.refused(
      '/api/rating',
      { ticket_id: good.id, level: 'satisfied', options: ['own_idea'] },
      'RATING_OPTION',
    ),
  )
  check(
    'an option of another level too',
    await rater.refused(
      '/api/rating',
      { ticket_id: good.id, level: 'very_satisfied', options: ['rude'] },
      'RATING_OPTION',
    ),
  )
  check(
    'another window cannot rate it',
    await rater2.refused(
      '/api/rating',
      { ticket_id: good.id, level: 'satisfied' },
      'RATING_NOT_OPEN',
    ),
  )
  await rater.post('/api/rating', {
    ticket_id: good.id,
    level: 'very_satisfied',
    options: ['fast'],
    indicators: [{ indicator: 'attitude', level: 'satisfied' }],
  })
  equal('a good one opens no order', (await supervisor.get('/api/orders')).orders, [])

  // A bad one, with words that only the supervisor may read.
  const bad = await service()
  const before = await hear(supervisor)
  const { answer_code: code } = await rater.post('/api/rating', {
    ticket_id: bad.id,
    level: 'very_dissatisfied',
    options: ['rude', 'many_trips'],
    text: '秘密意见甲',
  })
  const order = (await supervisor.get('/api/orders')).orders[0]
  equal(
    'a bad one opens an order by itself',
    [order.id, order.state, order.lateness, order.channel],
    [`W${bad.id}`, 'opened', 'on_time', 'hall_tablet'],
  )
  const after = await hear(supervisor)
  equal(
    'in one record, like a good one',
    after
      .split('\n')
      .filter((l) => l.startsWith('data: {"kind"'))
      .slice(before.split('\n').filter((l) => l.startsWith('data: {"kind"')).length)
      .map((l) => JSON.parse(l.slice(6)).kind),
    ['rating.given'],
  )

  // The clerk never learns who gave which: no stream, no route.
  for (const [name, who] of [
    ['the clerk', clerk],
    ['a clerk who supervises besides', both],
    ['somebody at the wall', anyone],
  ]) {
    const told = await hear(who)
    check(
      `${name} hears of the service and not of its rating`,
      told.includes('ticket.finished') && !/rating\.|order\.|backstop\./.test(told),
      () => told.slice(0, 300),
    )
  }
  const document = JSON.parse(
    spawnSync(binary, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout,
  )
  const open = Object.entries(document.paths)
    .filter(
      ([path, m]) => path.startsWith('/api/') && m.get && /任何人|综合窗口/.test(m.get.description),
    )
    .map(([path]) => path)
  const leaks = []
  for (const path of open)
    for (const id of /\{/.test(path) ? [bad.id, `R${bad.id}`, `W${bad.id}`] : ['']) {
      const reply = await clerk.raw('GET', path.replace(/\{\w+\}/g, id))
      if (
        /秘密意见甲|rating\.given|many_trips/.test(
          reply.body.toString().replace(/"options":\[\{"code".*?\]\}\]/s, ''),
        ) &&
        path !== '/api/rating/options'
      )
        leaks.push(`${path} ${id}`)
    }
  equal(`none of the ${open.length} routes a clerk may read tells it`, leaks, [])
  for (const path of [
    '/api/orders',
    `/api/orders/W${bad.id}`,
    `/api/orders/W${bad.id}/timeline`,
    '/api/ratings',
    '/api/ratings/export?scale=gbt39046',
  ])
    equal(`a clerk does not get ${path.split('?')[0]}`, (await clerk.call('GET', path)).status, 403)
  const one = await clerk.get(`/api/tickets/${good.id}`),
    other = await clerk.get(`/api/tickets/${bad.id}`)
  equal('two tickets look the same to the clerk', Object.keys(one), Object.keys(other))
  check('and say nothing of a rating', !/rat|level|satisf/.test(Object.keys(one).join(' ')), () =>
    Object.keys(one),
  )
  equal(
    'his own figures wait for a whole month',
    (await clerk.get('/api/ratings/own')).enough,
    false,
  )

  // By the slip, within five working days.
  const late = await service(),
    bySlip = await service(),
    onPaper = await service()
  check(
    'a wrong secret is refused',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: bySlip.id, secret: 'ZZZZZZ', level: 'satisfied' },
      'SLIP_WRONG',
    ),
  )
  check(
    'no second rating before an answer',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: bad.id, secret: slips[bad.id], level: 'satisfied', again: true },
      'RATING_AGAIN',
    ),
  )
  await anyone.post('/api/slip/rating', {
    ticket_id: bySlip.id,
    secret: slips[bySlip.id],
    level: 'dissatisfied',
    options: ['slow'],
  })
  check(
    'once',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: bySlip.id, secret: slips[bySlip.id], level: 'satisfied' },
      'RATED_ALREADY',
    ),
  )
  // On paper, entered by the supervisor.
  const sheet = {
    day: onPaper.day,
    number: onPaper.number,
    paper_no: 'PJ-001',
    level: 'fairly_satisfied',
    options: ['wait_longer'],
    text: '=1+1',
  }
  await supervisor.post('/api/ratings/paper', sheet)
  check(
    'a sheet is entered once',
    await supervisor.refused('/api/ratings/paper', sheet, 'PAPER_USED'),
  )
  const his = await service(both, 2)
  check(
    'nobody enters a sheet about himself',
    await both.refused(
      '/api/ratings/paper',
      { ...sheet, paper_no: 'PJ-002', number: his.number },
      'ORDER_OWN',
    ),
  )
  await rater2.post('/api/rating', { ticket_id: his.id, level: 'dissatisfied', text: '秘密意见乙' })
  equal(
    'nor sees an order about himself',
    (await both.get('/api/orders')).orders.map((o) => o.id),
    [`W${bad.id}`, `W${bySlip.id}`],
  )
  equal(
    'not even by its address',
    (await both.call('GET', `/api/orders/W${his.id}`)).value.error.code,
    'ORDER_OWN',
  )
  equal(
    'nor reads its words in the summary',
    [
      (await both.get('/api/ratings')).negatives.some((n) => n.text === '秘密意见乙'),
      (await director.get('/api/ratings')).negatives.some((n) => n.text === '秘密意见乙'),
    ],
    [false, true],
  )
  check(
    'nor in the export',
    !(await both.raw('GET', '/api/ratings/export?scale=gbt39046')).body
      .toString('utf8')
      .includes('秘密意见乙') &&
      (await director.raw('GET', '/api/ratings/export?scale=gbt39046')).body
        .toString('utf8')
        .includes('秘密意见乙'),
  )
  check(
    'nor handles it',
    await both.refused(
      `/api/orders/W${his.id}/verify`,
      { verdict: 'mistaken', text: '没有的事' },
      'ORDER_OWN',
    ),
  )

  // The order to its end.
  const at = (verb) => `/api/orders/W${bad.id}/${verb}`
  check(
    'nothing is answered unverified',
    await supervisor.refused(at('reply'), { text: '对不起' }, 'ORDER_STATE'),
  )
  equal(
    'verified',
    (await supervisor.post(at('verify'), { verdict: 'true', text: '调看录像，确有催促群众' }))
      .verdict,
    'true',
  )
  check(
    'what is true is not explained away',
    await supervisor.refused(at('act'), { action: 'explained', text: '解释' }, 'ORDER_ACTION'),
  )
  check(
    'a ledger entry has a date',
    await supervisor.refused(at('act'), { action: 'scheduled', text: '培训' }, 'SHAPE'),
  )
  await supervisor.post(at('act'), {
    action: 'scheduled',
    text: '窗口人员参加礼仪培训',
    until: '2026-12-10',
  })
  equal(
    'answered',
    (await supervisor.post(at('reply'), { text: '已批评教育，向您致歉' })).state,
    'replied',
  )
  check(
    'not closed before a call-back',
    await supervisor.refused(at('close'), { text: '完' }, 'SHAPE'),
  )
  check('nor in this state', await supervisor.refused(at('close'), { text: '办结' }, 'ORDER_STATE'))
  equal(
    'nobody answers the phone',
    (await supervisor.post(at('revisit'), { reached: false, satisfied: true })).satisfied,
    false,
  )
  check(
    'one try is not enough',
    await supervisor.refused(at('close'), { text: '联系不上' }, 'ORDER_REVISIT'),
  )
  await supervisor.post(at('revisit'), { reached: true, satisfied: false, text: '要求当面道歉' })
  check(
    'not satisfied: once more',
    await supervisor.refused(at('close'), { text: '办结' }, 'ORDER_UNSATISFIED'),
  )
  await supervisor.post(at('act'), { action: 'fixed_at_once', text: '当面道歉' })
  await supervisor.post(at('reply'), { text: '已当面道歉' })
  const blind = await clerk.get(`/api/slip/rating?id=${bad.id}&secret=${slips[bad.id]}`)
  equal(
    'who has seen the slip, as the clerk may, learns nothing of its rating by it',
    [blind.may_rate_again, blind.order_state, blind.reply],
    [false, null, null],
  )
  check(
    'nor by trying',
    await clerk.refused(
      '/api/slip/rating',
      {
        ticket_id: bad.id,
        secret: slips[bad.id],
        level: 'satisfied',
        again: true,
        answer_code: '00000000',
      },
      'RATING_AGAIN',
    ),
  )
  equal(
    'the same as of a good one',
    await clerk.get(`/api/slip/rating?id=${good.id}&secret=${slips[good.id]}`),
    blind,
  )
  const answer = await anyone.get(
    `/api/slip/rating?id=${bad.id}&secret=${slips[bad.id]}&code=${code}`,
  )
  equal(
    'the rater reads the answer by the code that he alone was shown',
    [answer.may_rate, answer.rated, answer.may_rate_again, answer.reply],
    [false, true, true, '已当面道歉'],
  )
  await anyone.post('/api/slip/rating', {
    ticket_id: bad.id,
    secret: slips[bad.id],
    level: 'satisfied',
    again: true,
    answer_code: code,
  })
  check(
    'a second rating once',
    await anyone.refused(
      '/api/slip/rating',
      {
        ticket_id: bad.id,
        secret: slips[bad.id],
        level: 'satisfied',
        again: true,
        answer_code: code,
      },
      'RATED_ALREADY',
    ),
  )
  await supervisor.post(at('revisit'), { reached: true, satisfied: true })
  const closed = await supervisor.post(at('close'), { text: '评价人接受道歉' })
  equal(
    'closed with an outcome, a reply and a second rating',
    [
      closed.state,
      closed.verdict,
      closed.action,
      !!closed.replied_at,
      closed.second_level,
      closed.rounds,
    ],
    ['closed', 'true', 'fixed_at_once', true, 'satisfied', 2],
  )
  check(
    'its course is kept',
    (await supervisor.get(`${at('timeline')}`)).steps.length === 9
      ? true
      : (await supervisor.get(at('timeline'))).steps.map((s) => s.kind),
  )
  equal(
    'closed ones are a list of their own',
    (await supervisor.get('/api/orders?closed=1')).orders.map((o) => o.id),
    [`W${bad.id}`],
  )

  // A mistaken one does not count and stays on record; unrated is not satisfied.
  const counted = await director.get('/api/ratings')
  equal(
    'unrated is in no rate',
    [counted.services, counted.unrated, counted.counted, counted.satisfied_per_mille],
    [6, 1, 5, 400],
  )
  await director.post(`/api/orders/W${his.id}/verify`, {
    verdict: 'mistaken',
    text: '群众说按错了',
  })
  const less = await director.get('/api/ratings')
  equal(
    'a mistaken one is not counted',
    [less.counted, less.excluded, less.satisfied_per_mille],
    [4, 1, 500],
  )
  equal('and stays on record', less.negatives.length, 3)

  // Codes only at the border, with the scale's name in each line.
  const csv = async (scale) =>
    (await director.raw('GET', `/api/ratings/export?scale=${scale}`)).body
      .toString('utf8')
      .split('\r\n')
  const national = await csv('gbt39046'),
    provincial = await csv('provincial')
  check(
    'by the national standard 非常满意 is 1',
    national.some((l) =>
      l.startsWith('"GB/T 39046-2020 A.8（1 非常满意 … 5 非常不满意）",1,"非常满意"'),
    ),
    () => national[1],
  )
  check(
    'by the provincial interface it is 5',
    provincial.some((l) => l.startsWith('"省级接口（5 非常满意 … 1 非常不满意）",5,"非常满意"')),
    () => provincial[1],
  )
  check(
    'no formula slips into a spreadsheet',
    national.some((l) => l.includes('"\'=1+1"')),
    () => national.join('\n'),
  )
  equal(
    'no other scale',
    (await director.call('GET', '/api/ratings/export?scale=stars')).value.error.code,
    'RATING_SCALE',
  )
  equal(
    'nor day',
    (await director.call('GET', '/api/ratings/export?scale=gbt39046&from=heute')).value.error.code,
    'SHAPE',
  )

  await director.post('/api/leaders', {
    kind: 'in_charge',
    name: '郑分管',
    title: '副镇长',
    phone: '13800000009',
    from: '2026-01-01',
  })

  equal(
    'a window without a live tablet is known',
    counted.devices.map((d) => [d.window_no, d.live]),
    [
      [1, true],
      [2, false],
      [3, false],
      [4, false],
      [5, false],
    ],
  )

  // The county alone sets the options; what was given keeps its version.
  const county = new Client(nodes.hubUrl)
  await county.signIn('county')
  const everywhere = [
    'very_satisfied',
    'satisfied',
    'fairly_satisfied',
    'dissatisfied',
    'very_dissatisfied',
  ]
  const next = {
    version: '2027-1',
    options: [{ code: 'whole', text: '整体情况', levels: everywhere }],
  }
  const untouched = await county.get('/api/hub/rating-options')
  equal(
    'until the county has set a list the sample is in force',
    [untouched.sample, untouched.version, untouched.halls.map((h) => [h.version, h.sent])],
    [true, '2026-sample-1', [['', '']]],
  )
  const approver = new Client(nodes.hubUrl)
  await approver.signIn('county-approver')
  check(
    'who decides cases sets no options',
    await approver.refused('/api/hub/rating-options', next, 'ROLE'),
  )
  check(
    'a list that leaves a level out is refused',
    await county.refused(
      '/api/hub/rating-options',
      { ...next, options: [{ code: 'x', text: '甲', levels: ['satisfied'] }] },
      'OPTIONS_LEVEL',
    ),
  )
  await county.post('/api/hub/rating-options', next)
  equal(
    'the approver sees what is in force',
    (({ version, sample, used }) => [version, sample, used])(
      await approver.get('/api/hub/rating-options'),
    ),
    ['2027-1', false, ['2027-1']],
  )
  check(
    'a version is used once',
    await county.refused('/api/hub/rating-options', next, 'OPTIONS_VERSION'),
  )
  await until(
    'the new list reaches the hall',
    async () => (await anyone.get('/api/rating/options')).version === '2027-1',
  )
  await until('the county knows that the hall has it', async () => {
    const [h] = (await county.get('/api/hub/rating-options')).halls
    return h.version === '2027-1' && h.sent === '2027-1' && !!h.at ? true : h
  })
  check(
    'what is not on it any more is refused',
    await supervisor.refused(
      '/api/ratings/paper',
      { ...sheet, paper_no: 'PJ-009', number: late.number },
      'RATING_OPTION',
    ),
  )
  equal(
    'an order keeps the version it was given under',
    (await supervisor.get(`/api/orders/W${bySlip.id}`)).options_version,
    '2026-sample-1',
  )

  // Time: too late to rate, over the limits, and the month that has ended.
  await shift(8 * DAY)
  check(
    'too late',
    await anyone.refused(
      '/api/slip/rating',
      { ticket_id: late.id, secret: slips[late.id], level: 'satisfied' },
      'RATING_LATE',
    ),
  )
  await until(
    'an order over its limit is reported',
    async () =>
      (await supervisor.get('/api/orders')).orders.find((o) => o.id === `W${bySlip.id}`)
        ?.escalated_at !== null,
  )
  equal(
    'to the leader of the register',
    (await supervisor.get(`/api/orders/W${bySlip.id}`)).escalated_to,
    '郑分管（副镇长）',
  )
  equal(
    'and shown so',
    (await supervisor.get('/api/orders')).orders.map((o) => [o.id, o.lateness]),
    [
      [`W${bySlip.id}`, 'over'],
      [`W${his.id}`, 'soon'],
    ],
  )
  const own = await clerk.get('/api/ratings/own')
  equal(
    'four are too few to show',
    [own.month, own.least, own.enough, own.levels.every((l) => l.count === 0)],
    ['2026-11', 5, false, true],
  )

  await nodes.stop('hall')
  nodes.ahead(0)
  await nodes.start('hall')
  await enter()
  await both.signIn('both')
  const left = await service()
  const gone = { ticket_id: left.id, level: 'very_dissatisfied', unstated: true }
  const kept = [
    await rater.post('/api/rating', gone, 'walked-away'),
    await rater.post('/api/rating', gone, 'walked-away'),
  ]
  equal('a bad level of somebody who walked away is kept, once', kept[1], kept[0])
  const unsaid = await supervisor.get(`/api/orders/W${left.id}`)
  equal(
    'and has its order, without a reason',
    [unsaid.level, unsaid.options, unsaid.text ?? ''],
    ['very_dissatisfied', [], ''],
  )
  await until('the county has the same', agrees(director), 60000)
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
