// What keeps a printer from printing is said, and the number waits.
import { check, equal, until } from '../../../lib/client.mjs'

async function causes(day) {
  const { guide, takeOne, stateOf, print, printerNow, wire, put, p1 } = day
  const third = await takeOne()
  for (const [what, reason] of [
    ['paperOut', 'paper_out'],
    ['coverOpen', 'cover_open'],
    ['error', 'printer_error'],
    ['offline', 'offline'],
    ['mute', 'no_answer'],
  ]) {
    wire[what] = true
    const failed = await print(third)
    equal(
      `${reason} is said`,
      [failed.state, failed.reason, await stateOf(third.id)],
      ['failed', reason, 'issuing'],
    )
    equal(
      `${reason} shows on the printer`,
      (({ state, last_error }) => [state, last_error])(await printerNow(p1.id)),
      [reason, reason],
    )
    wire[what] = false
  }
  equal('nothing came out meanwhile', wire.slips.length, 6)
  await until(
    'a look at the mended printer says ready',
    async () => (await printerNow(p1.id)).state === 'ready',
  )
  wire.paperLow = true
  await until(
    'paper that runs low is seen before it ends',
    async () => (await printerNow(p1.id)).state === 'paper_low',
  )
  const troubled = async () =>
    (await guide.get('/api/print-jobs')).jobs.map((j) => [
      j.number,
      j.printer_name,
      j.reason,
      j.ticket_state,
    ])
  equal('the desk sees what was not printed, where and why, once a paper', await troubled(), [
    [third.number, put.name, 'no_answer', 'issuing'],
  ])
  equal(
    'it prints then',
    [(await print(third)).state, await stateOf(third.id)],
    ['done', 'waiting'],
  )
  wire.paperLow = false
  equal('and troubles nobody any more', await troubled(), [])
  day.troubled = troubled
}

/** A number that was told on the screen needs no paper. */
async function paperless(day) {
  const { kiosk, guide, takeOne, print, wire, put, troubled } = day
  wire.paperOut = true
  const spoken = await takeOne()
  await print(spoken)
  await kiosk.post(`/api/tickets/${spoken.id}/confirm`, { by: 'screen' })
  equal('a number that the screen has said needs no paper', await troubled(), [])
  const paperless = await print(spoken)
  equal('who wanted it on paper too is seen', await troubled(), [
    [spoken.number, put.name, 'paper_out', 'waiting'],
  ])
  equal(
    'until somebody says that none is needed',
    [(await guide.post(`/api/print-jobs/${paperless.id}/dismiss`)).state, await troubled()],
    ['dismissed', []],
  )
  check(
    'which is said once',
    await guide.refused(`/api/print-jobs/${paperless.id}/dismiss`, {}, 'PRINT_STATE'),
  )
  check(
    'and not by a kiosk',
    await kiosk.refused(`/api/print-jobs/${paperless.id}/dismiss`, {}, 'ROLE'),
  )
  wire.paperOut = false
  equal('it may still be printed', (await print(spoken)).state, 'done')
}

export async function trouble(day) {
  await causes(day)
  await paperless(day)
}
