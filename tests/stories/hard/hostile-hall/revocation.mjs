// Revoked means revoked now, whatever is under way; admitted again, what was parked comes alive.
import { check, equal, sleep } from '../../../lib/client.mjs'
import { honest, window, county, events, nodes, settled, forgers, phase } from './day.mjs'

const friend = honest[0]

async function cutOff() {
  const under = await friend.send(events(friend, [window(90)]), { stop: true })
  const half = friend.client
    .raw(
      'PATCH',
      under.location,
      { ...under.headers, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
      'x',
    )
    .catch(() => ({ status: 0 }))
  equal('an upload under way', (await half).status, 204)
  const long = await friend.send(Buffer.alloc(200000), { seq: friend.batch + 2, stop: true })
  const open = friend.half(long.location, long.headers, 200000)
  await open.open
  equal('an upload whose body is still coming', [open.closed, open.answer], [null, ''])
  const revoked = Date.now()
  await county.post(`/api/hub/halls/${friend.node}/revoke`, { reason: '设备被盗' })
  await Promise.race([open.ended, sleep(5000)])
  check(
    'is cut the moment its hall is revoked, not when it is whole',
    open.closed && open.closed - revoked < 2000 && !open.answer.includes(' 204 '),
    () => `${open.closed - revoked} ms ${open.answer}`,
  )
  open.end()
  check(
    'its session has ended',
    [401, 403].includes((await friend.client.raw('GET', '/link/receipt', under.headers)).status),
  )
  check(
    'its upload has ended',
    [401, 403].includes((await friend.client.raw('HEAD', under.location, under.headers)).status),
  )
}

async function readmitted() {
  equal('its hello is a stranger’s', (await friend.sayHello()).code, 'PEER_UNKNOWN')
  check(
    'it says so on the list',
    (await county.get('/api/hub/halls')).halls.find((h) => h.node === friend.node).revoked,
  )
  await county.post(`/api/hub/halls/${friend.node}/readmit`)
  equal('admitted again', (await friend.sayHello()).status, 200)
  await friend.report([window(91)])
  equal('it goes on', (await settled(friend, 1, friend.batch)).state, 'applied')
  equal(
    'by the command line too',
    nodes.command('revoke', '--home', nodes.hub, '--hall', friend.node, '--reason', '查').status,
    0,
  )
  check(
    'at once',
    [401, 403].includes(
      (await friend.client.raw('GET', '/link/receipt', { authorization: `Bearer ${friend.token}` }))
        .status,
    ),
  )
}

async function triedAgain() {
  check(
    'what is parked is tried again when somebody asks',
    (await county.post(`/api/hub/halls/${forgers[0].node}/retry`)).batches.some(
      (b) => b.state === 'arrived',
    ),
  )
  equal('and parked again', (await settled(forgers[0], 1, 1)).state, 'parked')
  equal(
    'by the command line',
    nodes.command('retry', '--home', nodes.hub, '--from', forgers[1].node).status,
    0,
  )
  equal('and parked again too', (await settled(forgers[1], 1, 1)).state, 'parked')

  phase('revocation')
}

export async function revocation(day) {
  await cutOff()
  await readmitted()
  await triedAgain()
}
