// The papers of 受理 carry the day and the name of the act they record, on the screen and on the
// roll: not those of the receipt, and nothing that nobody did.
import { Client, check, equal, finish, sleep, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { Printer } from '../../lib/printer/printer.mjs'
import { texts } from '../../lib/printer/see.mjs'

const DAY = 86400000
const nodes = await Nodes.make({
  MINIHALL_CLOCK_OFFSET_MS: String(Date.parse('2026-12-14T09:00:00+08:00') - Date.now()),
})
const printer = await new Printer().listen()
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const as = async (login) => {
  const c = new Client(nodes.hallUrl)
  await c.signIn(login)
  return c
}
const paper = ({ voucher, voucher_at, voucher_by }) => [
  voucher,
  voucher_at?.slice(0, 10),
  voucher_by,
]

try {
  await nodes.start('hub')
  await nodes.start('hall')
  let clerk = await as('clerk')
  const tech = await as('tech')
  await until(
    'the catalogue is there',
    async () => (await clerk.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  await tech.post('/api/printers', {
    name: '窗口打印机',
    kind: 'tcp',
    target: printer.target,
    paper: 80,
    repertoire: 'gbk',
    answers: true,
    place: 'window',
    place_id: '1',
  })
  const receive = (item_id, materials = []) =>
    clerk.post('/api/cases', { item_id, applicant: person, materials })
  const roll = async (client, id) => {
    const job = await client.post(`/api/cases/${id}/print`, {})
    for (
      let i = 0;
      i < 200 && (await client.get(`/api/print-jobs/${job.id}`)).state === 'requested';
      i++
    )
      await sleep(50)
    return texts(printer.slips.pop())
  }
  const said = (name, lines, ...parts) =>
    check(
      name,
      parts.every((p) => lines.some((l) => l.includes(p))),
      () => JSON.stringify(lines),
    )

  const lacking = await receive('SR-047', [{ no: 1, taken: 'copy' }])
  const refused = await receive('SR-047')
  const forgotten = await receive('SR-047')
  equal('on the first day it is a list of what was received', paper(lacking), [
    'receipt',
    '2026-12-14',
    '李秀英',
  ])
  said(
    'on the roll too',
    await roll(clerk, lacking.id),
    '材料接收清单',
    '经办人：李秀英',
    '日期：2026-12-14',
  )

  // Three days later another clerk tells what is missing, and refuses another case.
  await nodes.stop('hall')
  nodes.ahead(3 * DAY)
  await nodes.start('hall')
  const other = await as('clerk2')
  await other.post('/api/windows/1/sign-off', {}).catch(() => {})
  await other.post('/api/windows/2/sign-on')
  const told = await other.post(`/api/cases/${lacking.id}/correction`, {
    missing: [{ no: 2, what: '近期照片两张' }],
    text: '',
  })
  equal('the notice has the day it was given and who gave it', paper(told), [
    'correction',
    '2026-12-17',
    '陈志强',
  ])
  const no = await other.post(`/api/cases/${refused.id}/refuse`, {
    reason: 'no_standing',
    text: '不在本镇居住',
  })
  equal('so has the refusal', paper(no), ['refusal', '2026-12-17', '陈志强'])
  await other.post(`/api/cases/${lacking.id}/materials`, { materials: [{ no: 2, taken: 'copy' }] })
  const accepted = await other.post(`/api/cases/${lacking.id}/accept`, {})
  equal('and the acceptance', paper(accepted), ['acceptance', '2026-12-17', '陈志强'])

  // Nobody told the third applicant anything: the law accepts, and no paper says that somebody
  // looked through it.
  await nodes.stop('hall')
  nodes.ahead(10 * DAY)
  await nodes.start('hall')
  clerk = await as('clerk')
  await until(
    'accepted by law',
    async () => (await clerk.get(`/api/cases/${forgotten.id}`)).state === 'accepted',
    20000,
  )
  const deemed = await clerk.get(`/api/cases/${forgotten.id}`)
  equal('from the day of receipt, handled by who received it', paper(deemed), [
    'deemed',
    '2026-12-14',
    '李秀英',
  ])
  const onSite = await as('clerk')
  await onSite.post('/api/windows/1/sign-on').catch(() => {})
  const lines = await roll(onSite, forgotten.id)
  said(
    'the roll says so',
    [lines.join('')],
    '受理通知书',
    '依法自收到材料之日起即为受理',
    '经办人：李秀英',
  )
  check(
    'and not that the materials were complete',
    !lines.some((l) => l.includes('材料齐全')),
    () => JSON.stringify(lines),
  )

  // A limit that runs into a year whose calendar is not out.
  const late = await onSite.post('/api/cases', {
    item_id: 'SR-042',
    applicant: person,
    materials: [
      { no: 1, taken: 'copy' },
      { no: 2, taken: 'copy' },
      { no: 3, taken: 'copy' },
    ],
  })
  const item = await onSite.get('/api/items/SR-042')
  await onSite.post(`/api/cases/${late.id}/materials`, {
    materials: item.materials.map((m) => ({ no: m.no, taken: 'copy' })),
  })
  const running = await onSite.post(`/api/cases/${late.id}/accept`, {})
  equal('the day is provisional', running.due_provisional, true)
  said('the roll says that too', await roll(onSite, late.id), `承诺办结：${running.due_on}（暂定`)
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await printer.close()
  await nodes.end()
}
finish()
