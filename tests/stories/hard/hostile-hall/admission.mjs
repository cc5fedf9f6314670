// Forty halls are admitted, and heard once.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, equal, until } from '../../../lib/client.mjs'
import { Peer } from '../../../lib/peer.mjs'
import { nodes, HUB, peers, county, enemy } from './day.mjs'

/** Forty halls are admitted while the county is away: it owes each a batch at the same moment. */
async function admitted() {
  for (const peer of peers) {
    writeFileSync(join(nodes.run, 'card'), peer.card)
    if (
      nodes.command('admit', '--home', nodes.hub, '--hall-card', join(nodes.run, 'card')).status !==
      0
    )
      throw new Error('admit')
  }
  for (const node of [HUB, '361127000-2', '361127200', 'x>y', '../x-1']) {
    writeFileSync(join(nodes.run, 'card'), new Peer(nodes.hubUrl, HUB, node).card)
    check(
      `${node} cannot be a hall here`,
      /HALL_NODE/.test(
        nodes.command('admit', '--home', nodes.hub, '--hall-card', join(nodes.run, 'card')).stderr,
      ),
    )
  }
  await nodes.start('hub')
  await county.signIn('county')
  await until('forty halls owed a batch in one tick all get theirs', async () => {
    const sealed = peers.filter((peer) => {
      try {
        return readdirSync(join(nodes.hub, `spool/out/${peer.node}/0`)).includes(
          '00000001.tar.zst.commit',
        )
      } catch {
        return false
      }
    }).length
    return sealed === 40 ? true : sealed
  })
  for (const peer of peers) equal(`${peer.name} is known`, (await peer.sayHello()).status, 200)
}

/** A hello that somebody recorded opens nothing. */
async function hellos() {
  const recorded = enemy.said
  equal('the same hello again', (await enemy.sayHello(recorded)).code, 'HELLO_STALE')
  equal(
    'an older one',
    (await enemy.sayHello(enemy.helloBody({ counter: 0 + 1 }))).code,
    'HELLO_STALE',
  )
  equal(
    'one for another county',
    (await enemy.sayHello(enemy.helloBody({ hub: '361128000-1' }))).code,
    'PEER_UNKNOWN',
  )
  equal('a new one is heard', (await enemy.sayHello()).status, 200)
}

export async function admission(day) {
  await admitted()
  await hellos()
}
