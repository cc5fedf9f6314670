// The enemy sends what it likes; the others work, and go on working.
import { check, equal, sleep, until } from '../../../lib/client.mjs'
import { entry, tar, zstd } from '../../../lib/peer.mjs'
import { badBatches } from './bad-batches.mjs'
import {
  VICTIM,
  honest,
  window,
  digestOf,
  stateOf,
  settled,
  enemy,
  phase,
  kinds,
  forgers,
  events,
  lost,
  member,
} from './day.mjs'

/** The others work, and go on working: one of them is quiet after its first batch, and its
 * record must not change by a bit. */
async function othersWork(day) {
  for (const peer of honest) await peer.report([window(1)])
  await until('fourteen halls report', async () =>
    (await Promise.all(honest.map((peer) => stateOf(peer, 1, 1)))).every(
      (b) => b?.state === 'applied',
    ),
  )
  const quiet = honest[13].node.slice(0, 9)
  const digestsBefore = {
    county: digestOf('361127000'),
    victim: digestOf(VICTIM.slice(0, 9)),
    quiet: digestOf(quiet),
  }

  const work = { slowest: 0, going: true }

  work.end = (async () => {
    for (let round = 2; work.going; round++) {
      const began = Date.now()
      for (const peer of honest.slice(0, 13)) await peer.report([window(round)])
      for (const peer of honest.slice(0, 13)) await settled(peer, 1, round)
      work.slowest = Math.max(work.slowest, Date.now() - began)
      await sleep(500)
    }
  })()
  Object.assign(day, { quiet, digestsBefore, work })
}

async function everyBadBatch() {
  let count = 0
  for (const [name, make, words, lane = 1] of badBatches()) {
    const sent = await enemy.send(make(), { lane })
    const b = sent.status === 204 ? await settled(enemy, lane, 1) : sent
    const good = ['parked', 'refused'].includes(b.state) && words.test(b.reason)
    check(name, good, () => JSON.stringify([sent.status, sent.code, b.state, b.reason]))
    count++
  }
  check('sixty kinds of bad batch and more', count >= 60, count)

  phase('bad batches')
}

/** Every kind there is, in another's name: by the forgers side by side. */
async function forgedKinds() {
  const all = Object.keys(kinds)
  await Promise.all(
    forgers.map(async (peer, i) => {
      for (let k = i; k < all.length; k += forgers.length) {
        await peer.send(
          events(peer, [
            { node: VICTIM, seq: 1, prev: '', kind: all[k], subject: '361127102-1-1', body: {} },
          ]),
        )
        const b = await settled(peer, 1, 1)
        check(
          `${all[k]} in another's name`,
          b.state === 'parked' && /EVENT_FOREIGN/.test(b.reason),
          () => JSON.stringify([b.state, b.reason]),
        )
      }
    }),
  )

  phase('forged kinds')
}

/** A wrong number takes no place. */
async function wrongNumbers(day) {
  const { work } = day
  const data = lost.lines([window(1)]),
    manifest = lost.manifest([member('events.ndjson', data)])
  const right = zstd(tar(entry('manifest.json', manifest), entry('events.ndjson', data)))
  const commit = lost.commit(1, 1, manifest)
  equal(
    'a batch under another number is refused before a byte of it comes',
    (await lost.send(right, { seq: 8, commit: commit.raw })).code,
    'BATCH_NUMBER',
  )
  equal(
    'somebody else signed for it',
    (await lost.send(right, { commit: enemy.commit(1, 1, manifest).raw })).code,
    'BATCH_NUMBER',
  )
  equal(
    'a batch that nobody signed is kept, and parked',
    (await lost.send(right, { key: enemy.key })).status,
    204,
  )
  check('with its reason', /signature/.test((await settled(lost, 1, 1)).reason))
  const other = events(lost, [window(1), window(2)], { seq: 9 })
  equal(
    'what says another number in itself',
    [(await lost.send(other)).status, (await settled(lost, 1, 1)).state],
    [204, 'refused'],
  )
  equal('is not taken twice', (await lost.send(other)).code, 'BATCH_NUMBER')
  await lost.sayHello()
  equal('its number is free again', (await lost.sayHello()).value.send_above['1'], 0)
  await lost.report([window(1)])
  equal('the right one is applied', (await settled(lost, 1, 1)).state, 'applied')
  work.going = false
  await work.end
}

export async function attack(day) {
  await othersWork(day)
  await everyBadBatch()
  await forgedKinds()
  await wrongNumbers(day)
}
