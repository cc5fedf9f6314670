// The director's page on rehearsed days: now, a day, a month, on the screen and on paper; figures
// stay when the server goes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, check, equal } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, pictures, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const civil = (ms) => new Date(ms + 8 * 3600000).toISOString().slice(0, 10)

await story('report', nodes, async () => {
  const played = nodes.command(
    'rehearse',
    '--home',
    nodes.hall,
    '--curve',
    'bank',
    '--days',
    '12',
    '--tickets',
    '90',
    '--until-now',
  )
  equal(`days are rehearsed: ${played.stdout.trim()}`, played.status, 0)
  await nodes.start('hub')
  await nodes.start('hall')
  const page = await screen(nodes.hallUrl, '/director.html', { width: 1440, height: 900 })
  await page.evaluate(() => {
    window.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.hadRecentInput) window.shifted += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await signIn(page, 'director')
  await test(page, 'now-tickets').waitFor()
  const day = JSON.parse(
    nodes.command('report', '--home', nodes.hall, '--day', civil(nodes.now())).stdout,
  )
  equal(
    'the figures of today',
    [await test(page, 'now-tickets').innerText(), await test(page, 'now-served').innerText()],
    [String(day.totals.tickets), String(day.totals.served)],
  )
  await page.waitForTimeout(1500)
  await picture(page, '20-director-now')
  await page.screenshot({ path: join(pictures, '20-director-now-whole.png'), fullPage: true })
  await accessible(page, "the director's page, now")

  // Live: a number taken at the kiosk is on the page without a touch.
  const kiosk = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 900,
  })
  const desk = await screen(nodes.hallUrl, '/desk.html', { width: 1280, height: 900 })
  await signIn(desk, 'clerk')
  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  await director.post('/api/windows/1/sign-off') // the rehearsed clerk sits there still
  await test(desk, 'sign-on-1').click()
  await test(kiosk, 'zone-general').click()
  await test(kiosk, 'priority-none').click()
  await test(kiosk, 'kiosk-done').waitFor() // the number is out, not only on the screen
  await page.waitForFunction(
    (n) => document.querySelector('[data-test="now-tickets"]')?.textContent === String(n),
    day.totals.tickets + 1,
  )
  check('a number taken is counted at once', true)

  await test(page, 'tab-day').click()
  equal(
    "the page goes by the hall's clock, not by this device's",
    await test(page, 'report-day').inputValue(),
    civil(nodes.now()),
  )
  await test(page, 'report-day').fill(civil(nodes.now() - 86400000))
  await page.waitForFunction(
    () => document.querySelector('[data-test="report-tickets"]')?.textContent === '90',
  )
  await page.locator('.u-over').first().waitFor()
  await picture(page, '21-director-day')
  await page.screenshot({ path: join(pictures, '21-director-day-whole.png'), fullPage: true })
  await accessible(page, "the day's report")
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    test(page, 'csv-visits').click(),
  ])
  const csv = readFileSync(await download.path(), 'utf8')
  equal(
    "the day's lines as a file",
    [
      csv.startsWith('\ufeff"号码",'),
      csv.trim().split('\r\n').length,
      download.suggestedFilename().endsWith('-visits.csv'),
    ],
    [true, 91, true],
  )
  const sheets = await page.pdf({ format: 'A4', printBackground: true })
  writeFileSync(join(pictures, 'report-day.pdf'), sheets)
  const pages = sheets.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length
  check(`the day is ${pages} sheets of A4`, pages >= 2 && pages <= 6, pages)

  await test(page, 'tab-month').click()
  await test(page, 'report-tickets').waitFor()
  await page.locator('.u-over').first().waitFor()
  await picture(page, '22-director-month')
  await page.screenshot({ path: join(pictures, '22-director-month-whole.png'), fullPage: true })
  await accessible(page, "the month's report")
  const month = await page.pdf({ format: 'A4', printBackground: true })
  writeFileSync(join(pictures, 'report-month.pdf'), month)
  check(
    'the month is printed too',
    month.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length <= 8,
  )
  const shifted = await page.evaluate(() => window.shifted)
  check(`nothing moved by itself (${shifted.toFixed(4)})`, shifted <= 0.02, shifted)

  await page.setViewportSize({ width: 390, height: 800 })
  await test(page, 'tab-now').click()
  await test(page, 'now-tickets').waitFor()
  await picture(page, '23-director-phone')
  check(
    'nothing runs off a phone',
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1),
  )
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.evaluate(() => {
    document.documentElement.dataset.elder = '1'
  })
  await picture(page, '24-director-large')
  await page.evaluate(() => {
    document.documentElement.dataset.elder = '0'
  })

  // The server goes: the last figures stay and say how old they are.
  const before = await test(page, 'now-tickets').innerText()
  await nodes.stop('hall')
  await test(page, 'tab-day').click()
  await test(page, 'tab-now').click()
  await test(page, 'trouble').waitFor()
  check('their age is said', (await test(page, 'trouble').innerText()).includes('截至'))
  equal('the figures stay', await test(page, 'now-tickets').innerText(), before)
  await picture(page, '25-director-cut')
  await nodes.start('hall')
  await page.waitForFunction(() => !document.querySelector('[data-test="trouble"]'), null, {
    timeout: 30000,
  })
  check('and are fresh again by themselves', true)
})
