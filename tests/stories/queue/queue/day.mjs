// A hall that gives numbers, with two clerks, the guide's desk and the director.
import { Client, until } from '../../../lib/client.mjs'
import { Nodes } from '../../../lib/nodes.mjs'

export const nodes = await Nodes.make()
export const MINUTE = 60000
const LOGINS = ['guide', 'clerk', 'clerk2', 'director']
/** What somebody does with a number. */
export const verb = (who, id, name, body = {}) => who.post(`/api/tickets/${id}/${name}`, body)

export async function open() {
  await nodes.start('hub')
  await nodes.start('hall')
  const day = { anyone: nodes.someone(), kiosk: await nodes.device('kiosk') }
  for (const login of LOGINS) day[login] = new Client(nodes.hallUrl)
  const enter = async () => {
    for (const login of LOGINS) await day[login].signIn(login)
  }
  await enter()
  // the hall's clock, moved by a restart; sessions end with the day
  day.shift = async (ms) => {
    await nodes.stop('hall')
    nodes.ahead(ms)
    await nodes.start('hall')
    await nodes.plenty()
    await enter()
  }
  day.state = async (id) => {
    const t = await day.clerk.get(`/api/tickets/${id}`)
    return [t.state, t.window_no ?? null]
  }
  await until(
    'the county catalogue reaches the hall',
    async () => (await day.anyone.get('/api/items?limit=500')).total === 130,
  )
  await day.clerk.post('/api/windows/1/sign-on')
  return day
}
