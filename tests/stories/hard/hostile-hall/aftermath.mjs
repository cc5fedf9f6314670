// What came of it: nothing; and a worker that dies is started again.
import { readdirSync } from 'node:fs'
import { check, equal, until } from '../../../lib/client.mjs'
import { binary } from '../../../lib/nodes.mjs'
import {
  nodes,
  VICTIM,
  honest,
  digestOf,
  county,
  memory,
  window,
  settled,
  events,
  workers,
  phase,
} from './day.mjs'

async function asItWas(day) {
  const { quiet, digestsBefore, work } = day
  equal("the county's own record is as it was", digestOf('361127000'), digestsBefore.county)
  equal("the other hall's record too", digestOf(VICTIM.slice(0, 9)), digestsBefore.victim)
  equal('and that of a quiet one', digestOf(quiet), digestsBefore.quiet)
  check(
    'nothing was written outside',
    !readdirSync('/tmp').includes('minihall-climbed'),
    'minihall-climbed',
  )
  check(
    'the halls that are not to blame were served all the while',
    work.slowest < 20000,
    work.slowest,
  )
  const { halls } = await county.get('/api/hub/halls')
  equal(
    'each of them whole',
    honest.map((peer) => halls.find((h) => h.node === peer.node).records),
    honest.map((peer) => peer.seq),
  )
  await until('and in the ledger', async () => {
    const now = (await county.get('/api/hub/halls')).halls
    return honest.every((peer) => now.find((h) => h.node === peer.node).ledger === peer.ledger)
  })
  const most = memory()
  if (!binary.includes('asan'))
    check('the process that reads archives stays small', most > 0 && most < 24 << 10, `${most} kB`)
  const log = nodes.log('hub')
  check('the log stays small', log.length < 120000, () => log.length)
}

/** A batch that follows another than the one taken here is from another history, however well
 * it fits. */
async function otherHistory() {
  const liar = honest[2],
    link = liar.previous
  liar.previous = '0'.repeat(64)
  await liar.send(events(liar, [window(93)]))
  check(
    'a batch that follows another one',
    /BATCH_CLAIMS/.test((await settled(liar, 1, liar.batch + 1)).reason),
  )
  liar.previous = link
  await liar.report([window(93)])
  equal('the right one takes its place', (await settled(liar, 1, liar.batch)).state, 'applied')
}

/** A worker that dies over a batch is started again, and the batch is not to blame for it. */
async function deadWorker() {
  for (const pid of workers()) process.kill(Number(pid), 'SIGKILL')
  await honest[1].report([window(92)])
  equal(
    'a worker that was killed is started again',
    (await settled(honest[1], 1, honest[1].batch)).state,
    'applied',
  )

  phase('numbers and proofs')
}

export async function aftermath(day) {
  await asItWas(day)
  await otherHistory()
  await deadWorker()
}
