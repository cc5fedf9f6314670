// The ticket machine read aloud: what can be pressed is said in the order of the screen and marked
// while it is said, the number digit by digit; the next person is not read to. The clips come from
// this hall and are really played.
import { check, equal } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, story, test } from '../lib.mjs'

const nodes = await Nodes.make()

await story('aloud', nodes, async () => {
  await nodes.start('hall')
  const page = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1080,
    height: 1400,
  })
  const asked = []
  page.on('request', (request) => {
    const clip = /\/voice\/zh-CN\/(.+)\.mp3/.exec(request.url())
    if (clip) asked.push(clip[1])
  })
  await page.evaluate(() => {
    window.played = 0
    const start = AudioBufferSourceNode.prototype.start
    AudioBufferSourceNode.prototype.start = function (...words) {
      window.played++
      return start.apply(this, words)
    }
  })
  const read = test(page, 'kiosk-read')
  await read.click()
  equal('the button says that it is on', await read.getAttribute('aria-pressed'), 'true')
  await page.waitForFunction(() => document.querySelector('[data-test="kiosk-items"].said'))
  await picture(page, 'kiosk-aloud')
  await accessible(page, 'the ticket machine while it reads')
  const choices = await page.evaluate(() =>
    [...document.querySelectorAll('[data-say]')].map(
      (e) => e.dataset.say.split(':')[1] ?? e.dataset.say,
    ),
  )
  check(
    `everything to press is among what is said: ${choices.join('、')}`,
    choices[0] === 'say-choose' &&
      choices.length >= 7 &&
      (await page.locator('.zone').count()) === choices.length - 1,
  )
  equal('in the order of the screen', asked.slice(0, 2), ['say-choose', 'general'])
  await test(page, 'zone-general').click()
  await page.waitForFunction(() => document.querySelector('[data-test="priority-none"].said'))
  check('a press ends what was being said', !asked.includes('say-self'))
  await test(page, 'priority-none').click()
  await test(page, 'kiosk-done').waitFor()
  const number = await test(page, 'ticket-number').innerText()
  await page.waitForFunction(() => document.querySelector('[data-say="say-listen"].said'))
  const from = asked.indexOf('say-number')
  equal('the number, letter and digits', asked.slice(from + 1, from + 3), [number[0], number[1]])
  check('sounds were really played', (await page.evaluate(() => window.played)) >= 8)
  await test(page, 'kiosk-done').click()
  equal(
    'the next person is not read to',
    await test(page, 'kiosk-read').getAttribute('aria-pressed'),
    'false',
  )
  await page.waitForTimeout(1200) // what was on the tongue is over
  const silence = await page.evaluate(() => window.played)
  await page.waitForTimeout(1500)
  equal('and it is quiet', await page.evaluate(() => window.played), silence)
})
