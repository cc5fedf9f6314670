// Paper from pages: a technician registers a printer and tries it, a kiosk's number counts when the paper is out, an empty roll is said and the screen will do, the
// guide's desk prints too, and a browser without a printer of ours cuts the page to the slip.
import { Client, check, equal, until } from '../stories/client.mjs'
import { Nodes } from '../stories/nodes.mjs'
import { Printer } from '../print/printer.mjs'
import { texts } from '../print/see.mjs'
import { accessible, picture, screen, signIn, story, test } from './lib.mjs'

const nodes = await Nodes.make()
const wire = await new Printer().listen()

await story('print', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const guideDesk = new Client(nodes.hallUrl)
  await guideDesk.signIn('guide')
  await until('the catalogue is there', async () => (await guideDesk.get('/api/items?limit=500')).total === 130)
  const waiting = async () => (await guideDesk.get('/api/queue')).waiting.map((t) => t.number)

  const setup = await screen(nodes.hallUrl, '/setup.html?tab=printers', { width: 1440, height: 900 })
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

  const kiosk = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, { width: 1280, height: 900 })
  const press = async () => { await test(kiosk, 'zone-general').click(); await test(kiosk, 'priority-none').click() }
  await press()
  await test(kiosk, 'kiosk-done').waitFor()
  equal('the number is on paper and in the queue', [texts(wire.slips[1]).includes('A001'), await waiting()], [true, ['A001']])
  await test(kiosk, 'kiosk-done').click()

  wire.paperOut = true
  await press()
  await test(kiosk, 'slip-paper').waitFor()
  check('an empty roll is said in words', (await test(kiosk, 'slip-paper').innerText()).includes('缺纸'))
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
  await guide.evaluate(() => { window.print = () => { window.sheet = [...document.querySelectorAll('style')].slice(-1)[0].textContent } })
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
  const boxes = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map((m) => [Math.round(Number(m[1]) / 72 * 25.4), Math.round(Number(m[2]) / 72 * 25.4)])
  equal('one page, as long as the slip', boxes, [[Number(width), Number(height)]])
  check('and no longer than a slip should be', Number(height) > 40 && Number(height) < 200 ? true : height)
  await wire.close()
})
