// The pages that old tablets show, in a real Chromium 87 (2020): no exception, no failed request,
// and the same words as in a new one. The browser comes packed in a package of the registry; it is
// unpacked once into build/chromium87.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const place = resolve(here, '../../../build/chromium87')
const program = join(place, 'chromium')
if (!existsSync(program)) {
  mkdirSync(place, { recursive: true })
  writeFileSync(
    `${program}.part`,
    brotliDecompressSync(
      readFileSync(join(here, '../node_modules/chrome-aws-lambda/bin/chromium.br')),
    ),
  )
  chmodSync(`${program}.part`, 0o755)
  renameSync(`${program}.part`, program)
}
const pictures = resolve(here, '../../../build/pictures')
mkdirSync(pictures, { recursive: true })
const offset = (local) => String(Date.parse(`${local}:00+08:00`) - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset('2026-11-24T10:00') })
const browser = await chromium.launch({
  executablePath: program,
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-zygote',
    '--headless',
    '--autoplay-policy=no-user-gesture-required',
  ],
})
const faults = []
async function screen(path, size) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: size,
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20000)
  page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[134]/.test(message.text()))
      faults.push(`${path}: ${message.text()}`)
  })
  page.on('response', (reply) => {
    if (reply.status() >= 500) faults.push(`${path}: ${reply.status()} ${reply.url()}`)
  })
  await page.goto(`${nodes.hallUrl}${path}`)
  return page
}
const test = (page, name) => page.locator(`[data-test="${name}"]`).first()

try {
  equal('it is Chromium 87', browser.version().split('.')[0], '87')
  await nodes.start('hub')
  await nodes.start('hall')
  const guide = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl)
  await guide.signIn('guide')
  await clerk.signIn('clerk')
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )

  const board = await screen('/board.html', { width: 1600, height: 900 })
  await board.getByText('今天还没有叫号').waitFor()
  const kiosk = await screen(`/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1024,
    height: 768,
  })
  await test(kiosk, 'kiosk-items').click()
  await test(kiosk, 'item-query').waitFor()
  for (const key of 'GLBT') await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'item-SR-042').click()
  await test(kiosk, 'items-next').click()
  await test(kiosk, 'priority-declared').click()
  await test(kiosk, 'kiosk-done').waitFor()
  equal('a number at the kiosk', await test(kiosk, 'ticket-number').innerText(), 'A001')
  await kiosk.screenshot({ path: join(pictures, 'old-kiosk.png') })
  await test(kiosk, 'kiosk-home').click()

  await clerk.post('/api/windows/1/sign-on')
  const clips = []
  board.on('response', (reply) => {
    if (reply.url().includes('/voice/'))
      clips.push(`${reply.status()} ${reply.url().split('/').pop()}`)
  })
  const called = await clerk.post('/api/windows/1/call-next')
  await test(board, 'board-call').waitFor()
  check('the board shows the call', (await test(board, 'board-call').innerText()).includes('A001'))
  await until('and says it', async () => clips.includes('200 window.mp3'), 30000)
  await board.screenshot({ path: join(pictures, 'old-board.png') })

  const rate = await screen(`/rate.html#token=${nodes.token('rater1')}`, {
    width: 1024,
    height: 700,
  })
  await clerk.post(`/api/tickets/${called.id}/serve`, { window: 1 })
  await clerk.post(`/api/tickets/${called.id}/finish`, {})
  await test(rate, 'level-very_satisfied').click()
  await test(rate, 'thanks').waitFor()

  const waiting = await guide.post('/api/tickets', { zone: 'general', priority: 'none' })
  const held = await guide.post(`/api/tickets/${waiting.id}/confirm`, { by: 'screen' })
  const slip = await screen(
    new URL(held.slip_url.toLowerCase().includes('http') ? held.slip_url : `${nodes.hallUrl}/q/x`)
      .pathname,
    { width: 390, height: 800 },
  )
  await slip.getByText(held.number).first().waitFor()
  await slip.screenshot({ path: join(pictures, 'old-slip.png') })

  const self = await screen('/self.html', { width: 390, height: 800 })
  await test(self, 'self-guides').click()
  await test(self, 'item-query').fill('低保')
  await test(self, 'item-SR-038').click()
  await test(self, 'guide').waitFor()
  await self.screenshot({ path: join(pictures, 'old-self.png') })
  for (const path of ['/', '/progress.html', '/sign.html?window=1'])
    await (await screen(path, { width: 1024, height: 700 })).waitForTimeout(700)
  equal('no exception in Chromium 87', faults, [])
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${faults.join('\n')}\n${nodes.log('hall').slice(-1500)}`,
  )
} finally {
  await browser.close()
  await nodes.end()
}
finish()
