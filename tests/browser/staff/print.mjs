// Paper from pages: a technician registers a printer and tries it, a kiosk's number counts when the
// paper is out, an empty roll is said and the screen will do, the guide's desk prints too, and a
// browser without a printer of ours cuts the page to the slip.
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { Printer } from '../../lib/printer/printer.mjs'
import { texts } from '../../lib/printer/see.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const wire = await new Printer().listen()

await story('print', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const guideDesk = new Client(nodes.hallUrl)
  await guideDesk.signIn('guide')
  await until(
    'the catalogue is there',
    async () => (await guideDesk.get('/api/items?limit=500')).total === 130,
  )
  const waiting = async () => (await guideDesk.get('/api/queue')).waiting.map((t) => t.number)

  const setup = await screen(nodes.hallUrl, '/setup.html?tab=printers', {
    width: 1440,
    height: 900,
  })
  await signIn(setup, 'tech')
  await test(setup, 'add-printer').click()
  await test(setup, 'printer-kind').selectOption('tcp')
  await test(setup, 'printer-target').fill('192.168.1.50')
  await test(setup, 'printer-save').click()
  await setup.getByText('打印机的地址不对').waitFor()
  await test(setup, 'printer-target').fill(wire.target)
  await accessible(setup, 'the printer form')
  await test(setup, 'printer-save').click()
  await setup.locator('[data-test^="printer-P"]').waitFor()
  await setup.locator('[data-test^="test-P"]').click()
  await setup.getByText('测试页已打出').waitFor()
  check('the test page has the hard characters', texts(wire.slips[0]).length > 3)
  await picture(setup, '21-printers')
  await accessible(setup, 'the printers')

  const kiosk = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 900,
  })
  const press = async () => {
    await test(kiosk, 'zone-general').click()
    await test(kiosk, 'priority-none').click()
  }
  await press()
  await test(kiosk, 'kiosk-done').waitFor()
  equal(
    'the number is on paper and in the queue',
    [texts(wire.slips[1]).includes('A001'), await waiting()],
    [true, ['A001']],
  )
  await test(kiosk, 'kiosk-done').click()

  wire.paperOut = true
  await press()
  await test(kiosk, 'slip-paper').waitFor()
  check(
    'an empty roll is said in words',
    (await test(kiosk, 'slip-paper').innerText()).includes('缺纸'),
  )
  await picture(kiosk, '22-kiosk-paper-out')
  await accessible(kiosk, 'the kiosk without paper')
  equal('the number does not count yet', await waiting(), ['A001'])
  await test(kiosk, 'slip-print-again').click()
  await test(kiosk, 'slip-paper').waitFor()
  await test(kiosk, 'slip-screen').click()
  await test(kiosk, 'kiosk-done').waitFor()
  equal('the screen will do', await waiting(), ['A001', 'A002'])
  wire.paperOut = false
  await test(kiosk, 'slip-reprint').click()
  await test(kiosk, 'kiosk-done').waitFor()
  check('the same number on paper afterwards', texts(wire.slips[2]).includes('A002'))
  await test(kiosk, 'kiosk-done').click()

  // The guide's desk has none of its own: the browser prints, and the page is as long as the slip.
  const guide = await screen(nodes.hallUrl, '/guide.html', { width: 1280, height: 900 })
  await signIn(guide, 'guide')
  await guide.evaluate(() => {
    window.print = () => {
      window.sheet = [...document.querySelectorAll('style')].slice(-1)[0].textContent
    }
  })
  await test(guide, 'guide-category').selectOption('general')
  await test(guide, 'guide-issue').click()
  await test(guide, 'guide-number').waitFor()
  await guide.waitForTimeout(300)
  await test(guide, 'guide-print').click()
  await guide.waitForFunction(() => window.sheet)
  const sheet = await guide.evaluate(() => window.sheet)
  const [, width, height] = /size: (\d+)mm (\d+)mm/.exec(sheet)
  await guide.addStyleTag({ content: sheet })
  const pdf = (await guide.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map((m) => [
    Math.round((Number(m[1]) / 72) * 25.4),
    Math.round((Number(m[2]) / 72) * 25.4),
  ])
  equal('one page, as long as the slip', boxes, [[Number(width), Number(height)]])
  check('and no longer than a slip should be', Number(height) > 40 && Number(height) < 200, height)
  await test(guide, 'guide-next').click()

  // What was not printed at the kiosk is seen at the desk, printed there under the same number,
  // said in words, or dismissed.
  await press()
  await test(kiosk, 'kiosk-done').waitFor()
  await test(kiosk, 'kiosk-done').click()
  wire.paperOut = true
  for (const number of ['A005', 'A006', 'A007']) {
    await press()
    await test(kiosk, 'slip-paper').waitFor()
    await test(guide, `print-${number}`).waitFor()
    await kiosk.goto(`${nodes.hallUrl}/kiosk.html`)
  }
  check(
    'which slip, where and why',
    /A006.*号打印机.*缺纸/.test((await test(guide, 'print-A006').innerText()).replace(/\n/g, ' '))
      ? true
      : await test(guide, 'print-A006').innerText(),
  )
  await picture(guide, '23-guide-prints')
  await accessible(guide, 'the desk with slips that were not printed')
  await test(guide, 'print-told-A005').click()
  await test(guide, 'print-A005').waitFor({ state: 'detached' })
  await test(guide, 'print-dismiss-A007').click()
  await test(guide, 'print-A007').waitFor({ state: 'detached' })
  await test(guide, 'print-again-A006').click()
  await guide.getByText('还是没有打出').waitFor()
  wire.paperOut = false
  await test(guide, 'print-again-A006').click()
  await test(guide, 'prints').waitFor({ state: 'detached' })
  check('the same number came out', texts(wire.slips[wire.slips.length - 1]).includes('A006'))
  const queued = await waiting()
  equal(
    'what was told and what was printed waits, what was dismissed does not',
    ['A005', 'A006', 'A007'].map((n) => queued.includes(n)),
    [true, true, false],
  )
  await guide.route('**/api/print-jobs', (route) => route.abort())
  await guide.reload()
  await guide.getByText('不知道有没有没打出的小票').waitFor()
  await guide.unroute('**/api/print-jobs')

  // A kiosk whose browser prints asks once whether the paper came out.
  const made = (await guideDesk.get('/api/printers')).printers[0]
  const technician = new Client(nodes.hallUrl)
  await technician.signIn('tech')
  await technician.post(`/api/printers/${made.id}`, {
    name: made.name,
    kind: 'browser',
    target: '',
    paper: 80,
    repertoire: made.repertoire,
    answers: false,
    place: 'kiosk',
    place_id: '',
  })
  await kiosk.goto(`${nodes.hallUrl}/kiosk.html`)
  await kiosk.evaluate(() => {
    window.print = () => {
      window.prints = (window.prints ?? 0) + 1
    }
  })
  await press()
  await test(kiosk, 'slip-ask').waitFor()
  equal(
    'the number does not count before somebody has said so',
    [await kiosk.evaluate(() => window.prints), (await waiting()).includes('A008')],
    [1, false],
  )
  await test(kiosk, 'slip-came').click()
  await test(kiosk, 'kiosk-done').waitFor()
  check('the paper is out, the number counts', (await waiting()).includes('A008'))
  await wire.close()
})
