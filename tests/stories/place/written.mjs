// What people write, at every door: texts that can be read, and one spelling of a name and a
// telephone.
import { check, equal } from '../../lib/client.mjs'
import { as, found, MOTHER, outcome, play, wide } from '../../lib/persons.mjs'

const GOOD_PHONES = ['(0793)6220000', '0793-6220000转8001', wide('13800000000'), '138 0000 0000']
const BAD_PHONES = ['-------', '1380000000', '138000000000', '6220000', '电话']

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

/** Where a telephone is taken: what sends one there. */
function telephoneDoors({ clerk, guide, director, village, slip, receive, hold, staff }) {
  let made = 0
  const helper = { name: '钱助理', village: '样例村', items: [], active: true }
  const request = { kind: 'helped', item_id: 'SR-042', need: 'elder', home_visit: false }
  return {
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
}

async function telephones(desks) {
  const { clerk, receive } = desks
  for (const [door, send] of Object.entries(telephoneDoors(desks))) {
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

await play([texts, names, telephones])
