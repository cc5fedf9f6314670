// A hall and its county, everybody who has a part in a case, and the tools of the machine.
import { spawnSync } from 'node:child_process'
import { Client, equal, until } from '../../../lib/client.mjs'
import { Nodes } from '../../../lib/nodes.mjs'

export const nodes = await Nodes.make()
export const tool = (program, args, options = {}) =>
  spawnSync(program, args, { encoding: 'utf8', ...options })
export const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}

export async function open() {
  await nodes.start('hub')
  await nodes.start('hall')
  const day = {
    kiosk: await nodes.device('kiosk'),
    rater: await nodes.device('rater1'),
    anyone: nodes.someone(),
    county: new Client(nodes.hubUrl),
    countyAdmin: new Client(nodes.hubUrl),
  }
  for (const login of ['clerk', 'approver', 'issuer', 'director'])
    day[login] = await nodes.person(login)
  const { anyone, county, countyAdmin } = day
  await county.signIn('county-approver')
  await countyAdmin.signIn('county')
  await until(
    'the county catalogue reaches the hall as git',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  equal(
    'items are found by pinyin initials',
    (await anyone.get('/api/items?q=LNRYDZ')).items.map((i) => i.name),
    ['老年人优待证办理'],
  )
  return day
}
