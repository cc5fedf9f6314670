// A printer is set up, and a slip comes out of it.
import { check, equal, until } from '../../../lib/client.mjs'
import { qrOf, see, texts } from '../../../lib/printer/see.mjs'
import { make, nodes } from './day.mjs'

async function setUp(day) {
  const { kiosk, tech, clerk, takeOne, printerNow } = day
  const first = await takeOne(['SR-047'])
  check(
    'no printer here is said',
    await kiosk.refused(`/api/tickets/${first.id}/print`, {}, 'PRINTER_NONE'),
  )
  equal('and the list says nobody is mine', (await kiosk.get('/api/printers')).mine, undefined)
  const wire = await make()
  const put = {
    name: '一号取号机打印机',
    kind: 'tcp',
    target: wire.target,
    paper: 80,
    repertoire: 'gbk',
    answers: true,
    place: 'kiosk',
    place_id: '一号取号机',
  }
  check(
    'an address that is none is refused',
    await tech.refused('/api/printers', { ...put, target: '192.168.1.50' }, 'PRINTER_TARGET'),
  )
  check(
    'so is a path that is no path',
    await tech.refused(
      '/api/printers',
      { ...put, kind: 'device_file', target: 'lp0' },
      'PRINTER_TARGET',
    ),
  )
  check('a clerk sets no printer up', await clerk.refused('/api/printers', put, 'ROLE'))
  const p1 = await tech.post('/api/printers', put)
  equal('the kiosk has its printer', (await kiosk.get('/api/printers')).mine, p1.id)
  await until('a look at it says ready', async () => (await printerNow(p1.id)).state === 'ready')
  check(
    'an unknown printer is said',
    await tech.refused('/api/printers/P99', put, 'PRINTER_UNKNOWN'),
  )
  const cli = nodes.command('printer', '--home', nodes.hall)
  check(
    'the command line lists it',
    cli.stdout.includes(wire.target),
    () => cli.stdout + cli.stderr,
  )
  Object.assign(day, { first, wire, put, p1 })
}

/** The number counts when the paper is out, not before. */
async function counts(day) {
  const { guide, stateOf, print, first, wire } = day
  equal(
    'a number taken is not yet in the queue',
    [first.state, (await guide.get('/api/queue')).waiting.length],
    ['issuing', 0],
  )
  const done = await print(first)
  equal('the slip is printed', [done.state, done.number, done.copy], ['done', first.number, 1])
  equal(
    'now it is in the queue',
    [await stateOf(first.id), (await guide.get('/api/queue')).waiting.length],
    ['waiting', 1],
  )
  equal('one slip came out', wire.slips.length, 1)
  const lines = texts(wire.slips[0])
  check(
    'the hall, the number, the zone are read back',
    ['黄金埠镇政务服务中心', first.number, '通用综合', '事项：老年人优待证办理'].every((t) =>
      lines.includes(t),
    ),
    () => JSON.stringify(lines),
  )
  equal('the number is large', wire.slips[0].find((op) => op.text === first.number).width, 6)
  equal('the code leads to the slip', qrOf(wire.slips[0], 576), first.slip_url)
  await see(wire.slips[0], 576, 'slip-80')
}

export async function slip(day) {
  await setUp(day)
  await counts(day)
}
