// The same press twice, the same number twice.
import { check, equal, until } from '../../../lib/client.mjs'
import { texts } from '../../../lib/printer/see.mjs'

async function pressedTwice(day) {
  const { kiosk, takeOne, stateOf, ended, wire } = day
  const second = await takeOne()
  wire.holdDone = true
  const job = await kiosk.post(`/api/tickets/${second.id}/print`, {})
  equal(
    'a second press is the same print',
    (await kiosk.post(`/api/tickets/${second.id}/print`, {})).id,
    job.id,
  )
  check(
    'who stands there can not answer for a print that runs',
    await kiosk.refused(`/api/print-jobs/${job.id}/answer`, { printed: true }, 'PRINT_STATE'),
  )
  equal('while it prints the number does not count', await stateOf(second.id), 'issuing')
  await until('the bytes are all there', () => wire.slips.length === 2)
  wire.release()
  equal('it ends', (await ended(job)).state, 'done')
  check('those who wait are counted on it', texts(wire.slips[1]).includes('前面还有 1 人'))
  day.second = second
}

async function reprinted(day) {
  const { kiosk, guide, takeOne, ended, print, wire, second } = day
  const again = await print(second)
  equal(
    'a reprint carries the same number',
    [
      again.copy,
      again.number,
      wire.slips.length,
      (await guide.get(`/api/tickets/${second.id}`)).reprints,
    ],
    [2, second.number, 3, 1],
  )
  check(
    'and says so',
    texts(wire.slips[2]).includes('第 2 次打印，号码不变') &&
      texts(wire.slips[2]).includes(second.number),
  )
  check(
    'an ended print is not answered',
    await kiosk.refused(`/api/print-jobs/${again.id}/answer`, { printed: true }, 'PRINT_STATE'),
  )
  const three = [await takeOne(), await takeOne(), await takeOne()]
  const jobs = await Promise.all(three.map((t) => kiosk.post(`/api/tickets/${t.id}/print`, {})))
  equal(
    'three at once come out whole, one after another',
    [(await Promise.all(jobs.map(ended))).map((j) => j.state), wire.slips.length, wire.most],
    [['done', 'done', 'done'], 6, 1],
  )
}

export async function again(day) {
  await pressedTwice(day)
  await reprinted(day)
}
