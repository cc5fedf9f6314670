// What people write and who they are, at every door: texts that can be read, and one spelling of a number, a telephone and a name.
import { Client, check, equal, finish, until } from './client.mjs'
import { Nodes } from './nodes.mjs'

const nodes = await Nodes.make({
  MINIHALL_CLOCK_OFFSET_MS: String(Date.parse('2026-11-27T09:40:00+08:00') - Date.now()),
})
const FATHER = '361127194903070007'
const person = (more = {}) => ({
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: FATHER,
  phone: '13800000000',
  ...more,
})
const as = async (login) => {
  const c = new Client(nodes.hallUrl)
  await c.signIn(login)
  return c
}
const device = async (name) => {
  const c = new Client(nodes.hallUrl)
  await c.post('/api/enrol', { token: nodes.token(name) })
  return c
}
const outcome = ({ status, value }) => (status === 200 ? 'taken' : value.error.code)

async function texts({ clerk, guide, director, receive }) {
  const made = await receive({ name: '　张三丰 ' })
  equal('blanks around a name are no part of it', made.value.applicant.name, '张三丰')
  const nothing = {
    'a name': () => receive({ name: '　 ' }),
    'a notice that may be given once': () =>
      clerk.call('POST', `/api/cases/${made.value.id}/correction`, {
        missing: [{ no: 1, what: ' ' }],
      }),
    'a report of 办不成事': () =>
      guide.call('POST', '/api/backstop', { want: '  ', reason: 'other', text: '　　' }),
    'a password': () =>
      director.call('POST', '/api/staff', {
        name: '某人',
        login: 'someone',
        password: '        ',
        roles: ['clerk'],
      }),
    'a list': () =>
      director.call('POST', '/api/staff', {
        name: '某人',
        login: 'someone',
        password: 'longenough',
        roles: [' '],
      }),
  }
  for (const [what, send] of Object.entries(nothing)) {
    const { status, value } = await send()
    equal(
      `nothing written down: ${what}`,
      [status, value.error?.code, value.error?.detail?.includes('没有填写')],
      [400, 'SHAPE', true],
    )
  }
  for (const [what, sign] of Object.entries({
    'a line': '\n',
    'an order to a printer': '\u001b',
    'no width': '\u200b',
    'another direction': '\u202e',
    nobody: '\u0378',
  })) {
    equal(`a name with ${what}`, outcome(await receive({ name: `张${sign}三` })), 'SHAPE')
  }
  for (const name of ['买买提·艾合买提', 'བཀྲ་ཤིས་', '䶮𠅤', '\ue001', '⿰氵羊', 'ئەخمەت', '李😀'])
    equal(
      `a name as people have it: ${name}`,
      (await receive({ name })).value.applicant?.name,
      name,
    )
  const lines = await clerk.post(`/api/cases/${made.value.id}/correction`, {
    missing: [{ no: 1, what: '缺原件' }],
    text: ' 一、带原件\n二、带复印件\n',
  })
  check('a notice may have lines', lines.correction_text.endsWith('一、带原件\n二、带复印件'))
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const card = (seventeen) =>
  seventeen + '10X98765432'[WEIGHTS.reduce((n, w, i) => n + w * Number(seventeen[i]), 0) % 11]
const wide = (text) =>
  [...text]
    .map((c) => (c >= '!' && c <= '~' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
    .join('') // as an input method types it
const MOTHER = card('36112719500101000') // ends in X
const SON = card('36112719750101001')
const found = async (who, q) =>
  (await who.get(`/api/cases?q=${encodeURIComponent(q)}`)).cases.map((c) => c.id)

async function numbers({ clerk, receive }) {
  equal('the mother’s number ends in X', MOTHER.at(-1), 'X')
  for (const typed of [
    MOTHER.toLowerCase(),
    wide(MOTHER),
    wide(MOTHER.toLowerCase()),
    ` ${MOTHER.slice(0, 6)} ${MOTHER.slice(6)}　`,
  ]) {
    const made = await receive({ name: '李桂香', id_no: typed })
    equal(`taken with its one spelling: “${typed}”`, made.value.applicant?.id_no, MOTHER)
    check(
      'and found by every other',
      (
        await Promise.all([MOTHER, MOTHER.toLowerCase(), wide(MOTHER)].map((q) => found(clerk, q)))
      ).every((ids) => ids.includes(made.value.id)),
    )
  }
  const refused = async (applicant) => {
    const { status, value } = await receive(applicant)
    return [status, value.error?.code, value.error?.detail]
  }
  const says = {
    '361127194903070008': '校验位',
    [card('00000019490307002')]: '省份',
    [card('99999919490307002')]: '省份',
    [card('36110218000307002')]: '1900',
    [card('36110220261128002')]: '今天以后',
    [card('36110219000229002')]: '没有这个出生日期',
    361102490307002: '15位旧证',
    36110219490307: '还差4位',
  }
  for (const [id_no, words] of Object.entries(says)) {
    const [status, code, detail] = await refused({ id_no, name: '不该说的名字' })
    equal(
      `${id_no} is refused for what is wrong with it`,
      [status, code, detail?.includes(words), detail?.includes('不该说的名字')],
      [422, 'ID_NUMBER', true, false],
    )
  }
  const papers = {
    old_card: '361102490307002',
    household: MOTHER,
    birth_certificate: 'q360000123',
    military: '军字第1234567号',
    resident_permit_hmt: card('81000019940823002'),
    hm_pass: 'h12345678',
    tw_pass: '12345678',
    passport: 'e12345678',
    foreigner_permit: 'USA310112345678',
    credit_code: '91110000101623741k',
    other: '军字第1234567号',
  }
  for (const [id_kind, id_no] of Object.entries(papers))
    equal(
      `a paper of its own kind: ${id_kind}`,
      (await receive({ id_kind, id_no })).value.applicant?.id_no,
      id_no.toUpperCase(),
    )
  for (const [id_kind, id_no] of Object.entries({
    old_card: '361102491307002',
    birth_certificate: '360000123',
    military: '1234567',
    hm_pass: '12345678',
    tw_pass: '123',
    passport: 'E1',
    credit_code: '9135021IM0000XUF46',
    other: '没有',
  })) {
    equal(
      `and a check of its own: ${id_kind}`,
      outcome(await receive({ id_kind, id_no })),
      'ID_NUMBER',
    )
  }
}

async function doubts({ clerk, countyDecider, receive }) {
  const firm = await receive({
    name: '样例合作社',
    id_kind: 'credit_code',
    id_no: '91350211M0000XUF46',
  })
  check(
    'a credit code that may be right is taken, with a warning',
    firm.value.doubt?.includes('校验位'),
  )
  check(
    'which stays with the case',
    (await clerk.get(`/api/cases/${firm.value.id}`)).doubt === firm.value.doubt,
  )
  await until(
    'and goes to the county with it',
    async () =>
      (await countyDecider.call('GET', `/api/hub/cases/${firm.value.id}`)).value?.doubt ===
      firm.value.doubt,
  )
  equal(
    'a good one has none',
    (await receive({ name: '样例合作社', id_kind: 'credit_code', id_no: '91110000101623741K' }))
      .value.doubt ?? null,
    null,
  )
}

async function names({ clerk, receive }) {
  const made = (await receive({ name: '买买提·艾合买提' })).value
  equal('printed as it was written', made.applicant.name, '买买提·艾合买提')
  for (const dot of '·•・．‧.')
    check(`found by the dot ${dot}`, (await found(clerk, `买买提${dot}艾合买提`)).includes(made.id))
  const other = (await receive({ name: '阿依古丽・买买提' })).value
  check(
    'whichever was written first',
    (await found(clerk, '阿依古丽·买买提')).includes(other.id) &&
      other.applicant.name === '阿依古丽・买买提',
  )
  check('a part of a name finds it too', (await found(clerk, ' 古丽・')).includes(other.id))
}

const GOOD_PHONES = ['(0793)6220000', '0793-6220000转8001', wide('13800000000'), '138 0000 0000']
const BAD_PHONES = ['-------', '1380000000', '138000000000', '6220000', '电话']

async function telephones({ clerk, guide, director, village, slip, receive, hold, staff }) {
  let made = 0
  const helper = { name: '钱助理', village: '样例村', items: [], active: true }
  const request = { kind: 'helped', item_id: 'SR-042', need: 'elder', home_visit: false }
  const doors = {
    intake: async (phone) => receive({ phone }),
    办不成事: (phone) =>
      guide.call('POST', '/api/backstop', {
        want: '开证明',
        reason: 'other',
        text: '没人知道去哪开',
        phone,
      }),
    '办不成事 from a slip': (phone) =>
      clerk.call('POST', '/api/slip/backstop', {
        ticket_id: slip.id,
        secret: slip.slip_code,
        want: '开证明',
        reason: 'other',
        text: '没人知道去哪开',
        phone,
      }),
    委托: (phone) =>
      guide.call('POST', '/api/help/requests', {
        ...request,
        principal: { name: '王桂花', phone },
      }),
    'a helper': (phone) =>
      director.call('POST', '/api/help/helpers', { ...helper, badge: `XGS-${(made += 1)}`, phone }),
    appointment: async (phone) => {
      const id = await hold()
      const reply = await village.call('POST', `/api/appointments/${id}/book`, {
        name: '',
        id_kind: 'identity_card',
        id_no: MOTHER,
        phone,
      })
      await village.post(`/api/appointments/${id}/cancel`, { reason: '换时段' })
      return reply
    },
    staff: (phone) => director.call('POST', `/api/staff/${staff}/contact`, { phone }),
    leader: (phone) =>
      director.call('POST', '/api/leaders', {
        kind: 'head',
        name: '徐镇长',
        title: '镇长',
        phone,
        from: `${2019 + (made += 1)}-01-01`,
      }),
  }
  for (const [door, send] of Object.entries(doors)) {
    for (const phone of BAD_PHONES)
      equal(`no telephone at ${door}: “${phone}”`, outcome(await send(phone)), 'PHONE')
    for (const phone of GOOD_PHONES)
      equal(`a telephone at ${door}: “${phone}”`, outcome(await send(phone)), 'taken')
  }
  equal(
    'kept with its one spelling',
    (await receive({ phone: '（0793）6220000' })).value.applicant.phone,
    '0793-6220000',
  )
  const called = (await receive({ phone: '0793-6220000转17' })).value
  for (const q of ['（0793）6220000转17', '0793-6220000-17', '0793-6220000 转 17'])
    check(`and found by “${q}”`, (await found(clerk, q)).includes(called.id))
}

async function help({ guide }) {
  const ask = (principal) =>
    guide.call('POST', '/api/help/requests', {
      kind: 'helped',
      item_id: 'SR-042',
      need: 'elder',
      home_visit: false,
      principal: { name: '王桂花', ...principal },
    })
  for (const id_no of ['36110219490307002', '361127194903070008', card('36110220261128002')])
    equal(`委托 checks as the window does: ${id_no}`, outcome(await ask({ id_no })), 'ID_NUMBER')
  const made = (await ask({ id_no: wide(MOTHER.toLowerCase()) })).value
  equal(
    'and spells as it',
    (await guide.get(`/api/help/requests/${made.id}`)).principal.id_no,
    MOTHER,
  )
  equal(
    'another paper is named',
    outcome(await ask({ id_kind: 'military', id_no: '军字第1234567号' })),
    'taken',
  )
}

async function collecting({ clerk, approver, issuer, receive }) {
  const ready = async (applicant) => {
    const c = (await receive(applicant)).value
    await clerk.post(`/api/cases/${c.id}/accept`)
    await approver.post(`/api/cases/${c.id}/decide`, { outcome: 'approved', opinion: '同意' })
    await issuer.post(`/api/cases/${c.id}/result`, { kind: 'paper', shelf: 'A' })
    return c.id
  }
  const collect = async (id, more) =>
    outcome(
      await issuer.call('POST', `/api/cases/${id}/issue`, {
        relation: 'self',
        collector_name: '李桂香',
        collector_id_no: MOTHER,
        ...more,
      }),
    )
  const id = await ready({ name: '李桂香', id_no: MOTHER })
  equal(
    'himself is the applicant’s number',
    await collect(id, { collector_id_no: SON }),
    'SAME_NUMBER',
  )
  equal('and the applicant’s name', await collect(id, { collector_name: '别人' }), 'SAME_NAME')
  equal(
    'a son has a number of his own',
    await collect(id, {
      relation: 'family',
      collector_name: '张小丰',
      collector_id_no: MOTHER.toLowerCase(),
    }),
    'OTHER_PERSON',
  )
  equal(
    'which is checked',
    await collect(id, {
      relation: 'family',
      collector_name: '张小丰',
      collector_id_no: '361127194903070008',
    }),
    'ID_NUMBER',
  )
  equal(
    'the card read with x, the name with a wide space',
    await collect(id, { collector_name: '李　桂香', collector_id_no: MOTHER.toLowerCase() }),
    'taken',
  )
  equal(
    'a son with his own',
    await collect(await ready({ name: '李桂香', id_no: MOTHER }), {
      relation: 'family',
      collector_name: '张小丰',
      collector_id_no: SON,
    }),
    'taken',
  )
  const abroad = { name: 'Anna Müller', id_kind: 'passport', id_no: 'C01X00T47' }
  equal(
    'whoever has another paper says which',
    await collect(await ready(abroad), {
      collector_name: 'ANNA MÜLLER'.replace('Ü', 'ü'),
      collector_id_kind: 'passport',
      collector_id_no: 'c01x00t47',
    }),
    'taken',
  )
  equal(
    'nobody brings his own papers for himself',
    outcome(await receive({ id_no: MOTHER }, { agent: person({ id_no: MOTHER.toLowerCase() }) })),
    'OTHER_PERSON',
  )
}

async function arriving({ kiosk, village, hold, anyone, receive }) {
  const booked = await village.post(`/api/appointments/${await hold()}/book`, {
    name: '李桂香',
    id_kind: 'identity_card',
    id_no: wide(MOTHER.toLowerCase()),
    phone: '',
  })
  equal('booked with one spelling', booked.id_tail, '000X')
  equal(
    'and checked in by any: it is another day',
    outcome(
      await kiosk.call('POST', '/api/appointments/arrive', { id_no: ` ${MOTHER.toLowerCase()}` }),
    ),
    'NO_APPOINTMENT',
  )
  const { value } = await kiosk.call('POST', '/api/appointments/arrive', { id_no: wide(MOTHER) })
  check('which names the day', value.error.detail?.includes('2026-') || value.error.text)
  equal(
    'cancelled by any',
    (
      await kiosk.post(`/api/appointments/${booked.id}/cancel`, {
        id_no: wide(MOTHER.toLowerCase()),
      })
    ).state,
    'cancelled',
  )
  const made = (await receive()).value
  for (let i = 0; i < 7; i++)
    equal(
      'a code typed wide is the code',
      (
        await anyone.get(
          `/api/progress?id=${encodeURIComponent(wide(made.id))}&code=${encodeURIComponent(wide(made.query_code))}`,
        )
      ).id,
      made.id,
    )
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = await device('kiosk')
  await until(
    'the catalogue arrives',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  const [clerk, guide, director] = await Promise.all(['clerk', 'guide', 'director'].map(as))
  await clerk.post('/api/windows/1/sign-on')
  const receive = (applicant, more = {}) =>
    clerk.call('POST', '/api/cases', {
      item_id: 'SR-047',
      applicant: person(applicant),
      materials: [
        { no: 1, taken: 'original_seen' },
        { no: 2, taken: 'copy' },
      ],
      ...more,
    })
  const [approver, issuer, village] = await Promise.all(['approver', 'issuer', 'village'].map(as))
  await issuer.post('/api/windows/5/sign-on')
  const slip = await kiosk.ticket({ zone: 'general', priority: 'none' })
  const countyDecider = new Client(nodes.hubUrl)
  await countyDecider.signIn('county-approver')
  const staff = (await clerk.get('/api/me')).id
  for (const session of ['am', 'pm'])
    await director.post('/api/roster', { date: '2026-11-30', session, duty: 'clerk', staff })
  const days = (await village.get('/api/booking?item=SR-047')).days.filter(
    (d) => d.free > 0 && d.date > '2026-11-27',
  )
  const free = days.flatMap((d) =>
    d.slots
      .filter((slot) => slot.free > 0)
      .map((slot) => ({ item: 'SR-047', date: d.date, from: slot.from })),
  )
  const hold = async () =>
    (
      await village.post(
        '/api/appointments/hold',
        free[(person.held = ((person.held ?? -1) + 1) % free.length)],
      )
    ).id
  const desk = {
    clerk,
    guide,
    director,
    kiosk,
    approver,
    issuer,
    village,
    slip,
    hold,
    countyDecider,
    receive,
    anyone: new Client(nodes.hallUrl),
    staff,
  }
  for (const part of [texts, numbers, doubts, names, telephones, help, collecting, arriving])
    await part(desk)
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
