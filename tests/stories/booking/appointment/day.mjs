// A hall on a Friday in September, everybody who books, and the clock, which a restart sets.
import { Client, until } from '../../../lib/client.mjs'
import { Nodes } from '../../../lib/nodes.mjs'

const offset = (local) => String(Date.parse(`${local}:00+08:00`) - Date.now())
export const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset('2026-09-18T08:00') })
export const SR = 'SR-047' // 老年人优待证办理: general window, done at once, decided here
export const ID = {
  zhang: '361102194903070026',
  li: '362324198201010019',
  wu: '361123198001010032',
  zhao: '361127199912314117',
  qian: '361125200802291236',
  sun: '361181196506150019',
}
const NAME = {
  zhang: '张三丰',
  li: '李四',
  wu: '吴玉兰',
  zhao: '赵大年',
  qian: '钱春生',
  sun: '孙桂花',
}
export const person = (who, more = {}) => ({
  name: NAME[who],
  id_kind: 'identity_card',
  id_no: ID[who],
  ...more,
})
const LOGINS = ['guide', 'clerk', 'clerk2', 'director', 'village', 'approver']

export const words = (d) => d.sessions.map((s) => `${s.kind} ${s.from}-${s.to}`)
/** What stands in the roster. */
export const post = (date, session, duty, who, more = {}) => ({
  date,
  session,
  duty,
  staff: who,
  ...more,
})
export const hold = (client, date, from, item = SR) =>
  client.post('/api/appointments/hold', { item, date, from })

export async function open() {
  await nodes.start('hub')
  await nodes.start('hall')
  const day = { anyone: nodes.someone() }
  for (const login of LOGINS) day[login] = new Client(nodes.hallUrl)
  const enter = async () => {
    for (const login of LOGINS) await day[login].signIn(login)
  }
  await enter()
  day.kiosk = await nodes.device('kiosk')
  await until(
    'the catalogue and the calendar are there',
    async () => (await day.anyone.get('/api/items?limit=500')).total === 130,
  )
  day.at = async (local) => {
    await nodes.stop('hall')
    nodes.env.MINIHALL_CLOCK_OFFSET_MS = offset(local)
    await nodes.start('hall')
    await enter()
  }
  day.booking = async (client = day.guide, item = SR) =>
    Object.fromEntries((await client.get(`/api/booking?item=${item}`)).days.map((d) => [d.date, d]))
  return day
}
