// Prints that nobody knows the end of.
import { readdirSync, readFileSync } from 'node:fs'
import { check, equal, sleep, until } from '../../../lib/client.mjs'
import { nodes } from './day.mjs'

/** Bytes that went out and no word after them: somebody is asked. */
async function lostBytes(day) {
  const { kiosk, takeOne, stateOf, print, wire, put, troubled } = day
  const fourth = await takeOne()
  wire.deafAfter = 8
  const lost = await print(fourth)
  equal(
    'a plug pulled in the middle is not called a failure',
    [lost.state, lost.asks],
    ['unknown', true],
  )
  wire.deafAfter = 0
  equal('and the desk sees the question', await troubled(), [
    [fourth.number, put.name, lost.reason, 'issuing'],
  ])
  check(
    'nothing is printed until somebody has looked',
    await kiosk.refused(`/api/tickets/${fourth.id}/print`, {}, 'PRINT_UNANSWERED'),
  )
  equal(
    'it did not come out',
    (await kiosk.post(`/api/print-jobs/${lost.id}/answer`, { printed: false })).reason,
    'not_printed',
  )
  equal(
    'then the same number prints',
    [(await print(fourth)).number, await stateOf(fourth.id)],
    [fourth.number, 'waiting'],
  )
}

/** The hall dies while the printer prints. */
async function deadHall(day) {
  const { kiosk, takeOne, stateOf, wire } = day
  const fifth = await takeOne()
  const before = wire.slips.length
  wire.holdDone = true
  const cut = await kiosk.post(`/api/tickets/${fifth.id}/print`, {})
  await until('the slip is out, its end unsaid', () => wire.slips.length === before + 1)
  await nodes.stop('hall', 'SIGKILL')
  wire.release()
  await nodes.start('hall')
  equal(
    'after the restart nobody claims to know',
    (({ state, reason, asks }) => [state, reason, asks])(
      await kiosk.get(`/api/print-jobs/${cut.id}`),
    ),
    ['unknown', 'interrupted', true],
  )
  await sleep(2500)
  equal('and nothing prints by itself', wire.slips.length, before + 1)
  equal('the number is no ghost in the queue', await stateOf(fifth.id), 'issuing')
  await kiosk.post(`/api/print-jobs/${cut.id}/answer`, { printed: true })
  equal(
    'a person saw the slip: it counts',
    [await stateOf(fifth.id), (await kiosk.get(`/api/print-jobs/${cut.id}`)).state],
    ['waiting', 'done'],
  )
}

/** The worker dies. */
async function deadWorker(day) {
  const { kiosk, takeOne, ended, print, wire } = day
  const sixth = await takeOne()
  wire.holdDone = true
  const orphan = await kiosk.post(`/api/tickets/${sixth.id}/print`, {})
  await until('it is printing', () => wire.held.length === 1)
  const hallPid = nodes.children.hall.pid
  const worker = readdirSync('/proc')
    .filter((n) => /^\d+$/.test(n))
    .find((n) => {
      try {
        return (
          readFileSync(`/proc/${n}/cmdline`, 'utf8').includes('print-worker') &&
          readFileSync(`/proc/${n}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(hallPid)
        )
      } catch {
        return false
      }
    })
  process.kill(Number(worker), 'SIGKILL')
  equal(
    'a dead worker leaves a question',
    (({ state, reason }) => [state, reason])(await ended(orphan)),
    ['unknown', 'interrupted'],
  )
  wire.release()
  await kiosk.post(`/api/print-jobs/${orphan.id}/answer`, { printed: true })
  equal('and the next one prints', (await print(await takeOne())).state, 'done')
}

/** Nobody listens. */
async function nobodyListens(day) {
  const { takeOne, print, wire } = day
  await wire.close()
  const seventh = await takeOne()
  equal(
    'a refused connection is said',
    (({ state, reason }) => [state, reason])(await print(seventh)),
    ['failed', 'refused'],
  )
  day.seventh = seventh
}

export async function unknown(day) {
  await lostBytes(day)
  await deadHall(day)
  await deadWorker(day)
  await nobodyListens(day)
}
