// Printing: real printers' wires (TCP, a device file, a pipe), what comes out of them read back as
// a person would, and everything that goes wrong with them.
import { spawnSync } from 'node:child_process'
import { createReadStream, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client, agrees, check, equal, until, finish, sleep } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { Printer } from '../../lib/printer/printer.mjs'
import { Reader } from '../../lib/printer/escpos.mjs'
import { texts, qrOf, see } from '../../lib/printer/see.mjs'

const nodes = await Nodes.make()
const printers = []
const make = async (how = 'listen') => {
  const p = await new Printer()[how]()
  printers.push(p)
  return p
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl),
    tech = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    guide = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await tech.signIn('tech')
  await director.signIn('director')
  await guide.signIn('guide')
  await clerk.signIn('clerk')
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  await director.post('/api/settings/print_timeout_seconds', { value: '4', reason: '测试' })
  await director.post('/api/settings/printer_probe_seconds', { value: '1', reason: '测试' })

  const takeOne = (items = []) =>
    kiosk.post('/api/tickets', { zone: 'general', priority: 'none', items })
  const stateOf = async (id) => (await guide.get(`/api/tickets/${id}`)).state
  const ended = async (job) => {
    for (let i = 0; i < 300; i++) {
      const j = await kiosk.get(`/api/print-jobs/${job.id}`)
      if (j.state !== 'requested') return j
      await sleep(100)
    }
    return { state: 'still requested' }
  }
  const print = async (ticket, body = {}) =>
    ended(await kiosk.post(`/api/tickets/${ticket.id}/print`, body))
  const printerNow = async (id) =>
    (await kiosk.get('/api/printers')).printers.find((p) => p.id === id)

  // Setting printers up.
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

  // The number counts when the paper is out, not before.
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

  // What an item asks for, on the roll: every press is a paper.
  const wanted = await kiosk.post('/api/items/SR-042/print', {})
  const list = await ended(wanted)
  equal(
    'a list of materials is printed',
    [list.what, list.subject, list.state, list.copy],
    ['item', 'SR-042', 'done', 1],
  )
  const listed = texts(wire.slips.pop())
  check(
    'with its materials to tick, limits, place',
    [
      '材料清单',
      '高龄津贴申请',
      '编号：SR-042',
      '承诺时限：10个工作日',
      '收费：目录没有列收费',
      '交到：通用综合窗口，大厅左侧',
    ].every((t) => listed.includes(t)) && listed.some((t) => t.startsWith('□ 1. ')),
    () => JSON.stringify(listed),
  )
  check(
    'an item that is none is refused',
    await kiosk.refused('/api/items/SR-999/print', {}, 'ITEM_UNKNOWN'),
  )

  // The receipt of a report of 办不成事, for whoever knows its code.
  const report = await kiosk.post('/api/backstop', {
    reason: 'passed_around',
    item_id: 'SR-042',
    text: '在取号机上反映：推来推去（没有写别的话）',
  })
  const receipt = await ended(
    await kiosk.post(`/api/backstop/${report.id}/print`, { code: report.query_code }),
  )
  const said = texts(wire.slips.pop())
  equal(
    'a receipt of a report',
    [receipt.what, receipt.subject, receipt.state],
    ['report', report.id, 'done'],
  )
  check(
    'with its number, code and reason',
    [
      '办不成事反映',
      '高龄津贴申请',
      `反映编号：${report.id}`,
      `查询码：${report.query_code}`,
      '原因：推来推去',
      '您没有留电话，请凭编号和查询码来问结果。',
    ].every((t) => said.includes(t)),
    () => JSON.stringify(said),
  )
  check(
    'not with another code',
    await kiosk.refused(
      `/api/backstop/${report.id}/print`,
      { code: report.query_code === '000000' ? '000001' : '000000' },
      'NOT_FOUND',
    ),
  )

  // The same press twice, the same number twice.
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

  // What keeps a printer from printing is said, and the number waits.
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

  // Bytes that went out and no word after them: somebody is asked.
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

  // The hall dies while the printer prints.
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

  // The worker dies.
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

  // Nobody listens.
  await wire.close()
  const seventh = await takeOne()
  equal(
    'a refused connection is said',
    (({ state, reason }) => [state, reason])(await print(seventh)),
    ['failed', 'refused'],
  )

  // A device file that answers, a pipe that does not, and paths that are neither.
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

  // The browser prints, and the page answers.
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

  // Receipts at the window.
  const desk = await make()
  const p2 = await director.post('/api/printers', {
    name: '窗口打印机',
    kind: 'tcp',
    target: desk.target,
    paper: 80,
    repertoire: 'gb2312',
    answers: true,
    place: 'window',
    place_id: '1',
  })
  await clerk.post('/api/windows/1/sign-on')
  equal('the clerk has the printer of the window', (await clerk.get('/api/printers')).mine, p2.id)
  const called = await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${called.id}/serve`, { window: 1 })
  const made = await clerk.post('/api/cases', {
    ticket_id: called.id,
    item_id: 'SR-047',
    applicant: {
      name: '昄䶮𠅤',
      id_kind: 'identity_card',
      id_no: '361102194903070026',
      phone: '13800000000',
    },
    materials: [{ no: 1, taken: 'original_seen' }],
  })
  equal(
    'a receipt for papers prints',
    (await ended(await clerk.post(`/api/cases/${made.id}/print`, {}))).state,
    'done',
  )
  check(
    'it says what it is',
    texts(desk.slips[0]).includes('材料接收清单') &&
      texts(desk.slips[0]).includes(`编号：${made.id}`),
  )
  check(
    'the name, which no printer has, is a picture',
    !texts(desk.slips[0]).some((t) => t.includes('申请人')) &&
      desk.slips[0].some((op) => op.kind === 'picture' && op.down === 30),
  )
  await see(desk.slips[0], 576, 'slip-receipt')

  equal(
    'a test page is printed',
    (await ended(await director.post(`/api/printers/${p2.id}/test`))).state,
    'done',
  )
  equal(
    'a printer is taken out of use',
    (await tech.post(`/api/printers/${p2.id}/remove`)).printers.map((p) => p.id),
    [p1.id],
  )
  check(
    'and prints no more',
    await clerk.refused(`/api/cases/${made.id}/print`, { printer: p2.id }, 'PRINTER_UNKNOWN'),
  )

  await until('the county agrees', agrees(director), 60000)
  check('no error in the log', !/ error /.test(nodes.log('hall')), () =>
    nodes
      .log('hall')
      .split('\n')
      .filter((l) => / error /.test(l))
      .slice(0, 5),
  )
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  for (const p of printers) await p.close()
  await nodes.end()
}
finish()
