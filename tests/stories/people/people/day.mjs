// A township hall with its county on the Tuesday morning of a published calendar, and everybody who
// works there.
import { Client, sleep, until } from '../../../lib/client.mjs'
import { Nodes } from '../../../lib/nodes.mjs'

const offset = (at) => String(Date.parse(at) - Date.now())
export const nodes = await Nodes.make({
  MINIHALL_CLOCK_OFFSET_MS: offset('2026-11-24T09:00:00+08:00'),
})
export const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const LOGINS = ['director', 'clerk', 'clerk2', 'approver', 'guide', 'village']
export const profile = (more = {}) => ({
  employment: 'institution',
  employer: '黄金埠镇便民服务中心',
  post: 'window_clerk',
  unit: '361127102',
  from: '2026-11-01',
  attends: true,
  ...more,
})

export async function open() {
  await nodes.start('hub')
  await nodes.start('hall')
  const day = { anyone: nodes.someone(), rogue: nodes.someone() }
  for (const login of LOGINS) day[login] = new Client(nodes.hallUrl)
  const enter = () => Promise.all(LOGINS.map((login) => day[login].signIn(login)))
  await enter()
  const { anyone, director } = day
  await until(
    'the county catalogue reaches the hall',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  day.at = async (text) => {
    // what is under way arrives before the clock moves
    for (let i = 0; i < 150 && (await director.get('/api/status')).unsent; i++) await sleep(200)
    for (const which of ['hall', 'hub']) await nodes.stop(which)
    nodes.env.MINIHALL_CLOCK_OFFSET_MS = offset(text)
    for (const which of ['hub', 'hall']) await nodes.start(which)
    await enter()
  }
  day.list = async () => (await director.get('/api/staff')).staff
  day.attended = async (on = '') =>
    Object.fromEntries(
      (await director.get(`/api/attendance?day=${on}`)).people.map((p) => [p.name, p]),
    )
  day.S = Object.fromEntries((await day.list()).map((p) => [p.login, p.id])) // ids by login
  return day
}
