// What people write and who they are, at every door: texts that can be read, and one spelling of a number, a telephone and a name.
import { Client, check, equal, finish, until } from './client.mjs'
import { Nodes } from './nodes.mjs'

const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: String(Date.parse('2026-11-27T09:40:00+08:00') - Date.now()) })
const FATHER = '361127194903070007'
const person = (more = {}) => ({ name: '张三丰', id_kind: 'identity_card', id_no: FATHER, phone: '13800000000', ...more })
const as = async (login) => { const c = new Client(nodes.hallUrl); await c.signIn(login); return c }
const device = async (name) => { const c = new Client(nodes.hallUrl); await c.post('/api/enrol', { token: nodes.token(name) }); return c }
const outcome = ({ status, value }) => (status === 200 ? 'taken' : value.error.code)

async function texts({ clerk, guide, director, receive }) {
  const made = await receive({ name: '　张三丰 ' })
  equal('blanks around a name are no part of it', made.value.applicant.name, '张三丰')
  const nothing = {
    'a name': () => receive({ name: '　 ' }),
    'a notice that may be given once': () => clerk.call('POST', `/api/cases/${made.value.id}/correction`, { missing: [{ no: 1, what: ' ' }] }),
    'a report of 办不成事': () => guide.call('POST', '/api/backstop', { want: '  ', reason: 'other', text: '　　' }),
    'a password': () => director.call('POST', '/api/staff', { name: '某人', login: 'someone', password: '        ', roles: ['clerk'] }),
    'a list': () => director.call('POST', '/api/staff', { name: '某人', login: 'someone', password: 'longenough', roles: [' '] }),
  }
  for (const [what, send] of Object.entries(nothing)) {
    const { status, value } = await send()
    equal(`nothing written down: ${what}`, [status, value.error?.code, value.error?.detail?.includes('没有填写')], [400, 'SHAPE', true])
  }
  for (const [what, sign] of Object.entries({ 'a line': '\n', 'an order to a printer': '\u001b', 'no width': '\u200b', 'another direction': '\u202e', nobody: '\u0378' })) {
    equal(`a name with ${what}`, outcome(await receive({ name: `张${sign}三` })), 'SHAPE')
  }
  for (const name of ['买买提·艾合买提', 'བཀྲ་ཤིས་', '䶮𠅤', '\ue001', '⿰氵羊', 'ئەخمەت', '李😀']) equal(`a name as people have it: ${name}`, (await receive({ name })).value.applicant?.name, name)
  const lines = await clerk.post(`/api/cases/${made.value.id}/correction`, { missing: [{ no: 1, what: '缺原件' }], text: ' 一、带原件\n二、带复印件\n' })
  check('a notice may have lines', lines.correction_text.endsWith('一、带原件\n二、带复印件'))
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = await device('kiosk')
  await until('the catalogue arrives', async () => (await kiosk.get('/api/items?limit=500')).total === 130)
  const [clerk, guide, director] = await Promise.all(['clerk', 'guide', 'director'].map(as))
  await clerk.post('/api/windows/1/sign-on')
  const receive = (applicant, more = {}) => clerk.call('POST', '/api/cases', { item_id: 'SR-047', applicant: person(applicant), materials: [{ no: 1, taken: 'original_seen' }, { no: 2, taken: 'copy' }], ...more })
  const desk = { clerk, guide, director, kiosk, receive }
  await texts(desk)
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
