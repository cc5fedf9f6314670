// A hall with its county, two tablets, a supervisor, and somebody who is clerk and supervisor both.
import { Client, until } from '../../../lib/client.mjs'
import { Nodes } from '../../../lib/nodes.mjs'

export const nodes = await Nodes.make()
export const DAY = 86400000
const LOGINS = ['clerk', 'supervisor', 'director']
const DEVICES = { kiosk: 'kiosk', rater: 'rater1', rater2: 'rater2' }

/** Services that end, each with a number whose slip is kept. */
function services(day) {
  day.slips = {}
  const take = async () => {
    const t = await day.kiosk.ticket({ zone: 'general', priority: 'none' })
    day.slips[t.id] = t.slip_code
  }
  day.service = async (who = day.clerk, window = 1) => {
    await take()
    const called = await who.post(`/api/windows/${window}/call-next`)
    await who.post(`/api/tickets/${called.id}/serve`, {})
    await who.post(`/api/tickets/${called.id}/finish`, {})
    return called
  }
}

export async function open() {
  await nodes.start('hub')
  await nodes.start('hall')
  const day = { anyone: nodes.someone(), both: nodes.someone() }
  for (const [word, name] of Object.entries(DEVICES)) day[word] = await nodes.device(name)
  for (const login of LOGINS) day[login] = new Client(nodes.hallUrl)
  const enter = async () => {
    for (const login of LOGINS) await day[login].signIn(login)
  }
  await enter()
  day.shift = async (ms) => {
    await nodes.stop('hall')
    nodes.ahead(ms)
    await nodes.start('hall')
    await enter()
  }
  services(day)
  const { anyone, both, clerk, director } = day
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
  return day
}
