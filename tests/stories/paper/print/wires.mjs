// A device file that answers, a pipe that does not, paths that are neither, and a browser.
import { spawnSync } from 'node:child_process'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, equal, sleep, until } from '../../../lib/client.mjs'
import { Reader } from '../../../lib/printer/escpos.mjs'
import { qrOf, see, texts } from '../../../lib/printer/see.mjs'
import { make, nodes } from './day.mjs'

async function deviceFile(day) {
  const { tech, stateOf, print, put, p1, seventh } = day
  const usb = await make('device')
  const change = (target, more = {}) =>
    tech.post(`/api/printers/${p1.id}`, { ...put, kind: 'device_file', target, ...more })
  await change(usb.target, { paper: 58, repertoire: 'gb2312' })
  equal(
    'a device file prints',
    [(await print(seventh)).state, usb.slips.length, await stateOf(seventh.id)],
    ['done', 1, 'waiting'],
  )
  equal('its code is read too', qrOf(usb.slips[0], 384), seventh.slip_url)
  await see(usb.slips[0], 384, 'slip-58')
  day.change = change
}

async function pipe(day) {
  const { takeOne, print, change } = day
  const pipe = join(nodes.run, 'lp')
  spawnSync('mkfifo', [pipe])
  await change(pipe, { answers: false })
  const eighth = await takeOne()
  equal(
    'a pipe that nobody reads is off line',
    (({ state, reason }) => [state, reason])(await print(eighth)),
    ['failed', 'offline'],
  )
  const reader = new Reader()
  const stream = createReadStream(pipe)
  stream.on('data', (bytes) => reader.feed(bytes))
  await sleep(300)
  equal('taking all bytes is all it can say', (await print(eighth)).state, 'done')
  await until(
    'the slip is whole',
    () => reader.ops.some((op) => op.kind === 'cut') && texts(reader.ops).includes(eighth.number),
  )
  stream.destroy()
}

async function noPrinter(day) {
  const { takeOne, print, change } = day
  await change(join(nodes.hall, 'config.json'))
  const config = readFileSync(join(nodes.hall, 'config.json'), 'utf8')
  const ninth = await takeOne()
  equal('a file is no printer', (({ state, reason }) => [state, reason])(await print(ninth)), [
    'failed',
    'unreachable',
  ])
  equal('and stays as it was', readFileSync(join(nodes.hall, 'config.json'), 'utf8'), config)
  await change('/dev/no-such-printer')
  equal(
    'a printer that is not there is said',
    (({ state, reason }) => [state, reason])(await print(ninth)),
    ['failed', 'unreachable'],
  )
  day.ninth = ninth
}

/** The browser prints, and the page answers. */
async function browser(day) {
  const { kiosk, tech, stateOf, put, p1, ninth } = day
  await tech.post(`/api/printers/${p1.id}`, { ...put, kind: 'browser', target: '' })
  const page = await kiosk.post(`/api/tickets/${ninth.id}/print`, {})
  equal(
    'a print by the page asks that page',
    [page.state, page.asks, page.printer_kind],
    ['requested', true, 'browser'],
  )
  const slip = await kiosk.get(`/api/tickets/${ninth.id}/slip`)
  check(
    'which has the same slip as data',
    slip.lines.some((l) => l.text === ninth.number && l.size === 6) &&
      slip.lines.find((l) => l.kind === 'qr').text === ninth.slip_url,
  )
  await kiosk.post(`/api/print-jobs/${page.id}/answer`, { printed: true })
  equal('it counts when the page said so', await stateOf(ninth.id), 'waiting')
}

export async function wires(day) {
  await deviceFile(day)
  await pipe(day)
  await noPrinter(day)
  await browser(day)
}
