// The kiosk with a printer: a number counts when the paper is out, the machine says in words what
// is wrong with it, and the same number comes again.
import { check, equal, until, Client } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { Printer } from '../../lib/printer/printer.mjs'
import { accessible, picture, screen, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const wire = await new Printer().listen()
await story('paper', nodes, async () => {
  await nodes.start('hall')
  const tech = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    guide = new Client(nodes.hallUrl)
  await tech.signIn('tech')
  await director.signIn('director')
  await guide.signIn('guide')
  await director.post('/api/settings/print_timeout_seconds', { value: '4', reason: '' })
  await director.post('/api/settings/printer_probe_seconds', { value: '1', reason: '' })
  const { id } = await tech.post('/api/printers', {
    name: '一号取号机打印机',
    kind: 'tcp',
    target: wire.target,
    paper: 80,
    repertoire: 'gbk',
    answers: true,
    place: 'kiosk',
    place_id: '一号取号机',
  })
  const printer = async () =>
    (await tech.get('/api/printers')).printers.find((p) => p.id === id).state
  const waiting = async () => (await guide.get('/api/queue')).waiting.map((w) => w.number)
  await until('the printer answers', async () => (await printer()) === 'ready')
  const kiosk = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 900,
  })
  const take = async () => {
    await test(kiosk, 'zone-general').click()
    await test(kiosk, 'priority-none').click()
  }

  await take()
  await test(kiosk, 'kiosk-done').waitFor()
  equal(
    'the paper is out and the number counts',
    [wire.slips.length, await waiting()],
    [1, ['A001']],
  )
  await test(kiosk, 'slip-reprint').click()
  await until('once more, the same number', async () => wire.slips.length === 2)
  await test(kiosk, 'kiosk-done').waitFor()
  equal('and no second number', await waiting(), ['A001'])
  await test(kiosk, 'kiosk-home').click()

  wire.paperOut = true
  await until('the printer has no paper', async () => (await printer()) === 'paper_out')
  await test(kiosk, 'kiosk-no-paper').waitFor({ timeout: 30000 })
  await picture(kiosk, 'kiosk-no-paper')
  await accessible(kiosk, 'the kiosk without paper')
  await take()
  await test(kiosk, 'slip-paper').waitFor()
  check('it says what is wrong', (await test(kiosk, 'slip-paper').innerText()).includes('缺纸'))
  equal('what did not come out does not count', await waiting(), ['A001'])
  await picture(kiosk, 'kiosk-paper-out')
  await accessible(kiosk, 'a number that was not printed')
  await test(kiosk, 'slip-screen').click()
  await test(kiosk, 'kiosk-done').waitFor()
  equal('the number on the screen counts', await waiting(), ['A001', 'A002'])
  await test(kiosk, 'kiosk-home').click()

  await take()
  await test(kiosk, 'slip-paper').waitFor()
  wire.paperOut = false
  await until('paper again', async () => (await printer()) === 'ready')
  await test(kiosk, 'slip-print-again').click()
  await test(kiosk, 'kiosk-done').waitFor()
  equal(
    'the same number on new paper',
    [await test(kiosk, 'ticket-number').innerText(), await waiting()],
    ['A003', ['A001', 'A002', 'A003']],
  )
  await test(kiosk, 'kiosk-home').click()

  wire.holdDone = true // the paper may be out, but the printer does not say so
  await take()
  await test(kiosk, 'slip-ask').waitFor({ timeout: 30000 })
  await accessible(kiosk, 'the question')
  await picture(kiosk, 'kiosk-asks')
  await test(kiosk, 'slip-came').click()
  await test(kiosk, 'kiosk-done').waitFor()
  equal('a person saw it', await waiting(), ['A001', 'A002', 'A003', 'A004'])
  wire.release()
  await wire.close()
})
