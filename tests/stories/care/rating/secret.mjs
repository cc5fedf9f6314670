// The clerk never learns who gave which: no stream, no route.
import { spawnSync } from 'node:child_process'
import { check, equal } from '../../../lib/client.mjs'
import { binary } from '../../../lib/nodes.mjs'

async function noStream(day) {
  const { clerk, anyone, both } = day
  for (const [name, who] of [
    ['the clerk', clerk],
    ['a clerk who supervises besides', both],
    ['somebody at the wall', anyone],
  ]) {
    const told = await who.hear()
    check(
      `${name} hears of the service and not of its rating`,
      told.includes('ticket.finished') && !/rating\.|order\.|backstop\./.test(told),
      () => told.slice(0, 300),
    )
  }
}

async function noRoute(day) {
  const { clerk, good, bad } = day
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
}

export async function secret(day) {
  await noStream(day)
  await noRoute(day)
}
