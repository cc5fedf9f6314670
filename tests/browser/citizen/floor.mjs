// What citizens see in the hall: three taps to a number, one press one number, large letters, small
// screens, and a server that goes away in the middle.
import { check, equal, until, Client } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, story, test } from '../lib.mjs'

const offset = (local) => String(Date.parse(`${local}:00+08:00`) - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset('2026-11-24T10:00') })
async function restartAt(local) {
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = offset(local)
  await nodes.start('hall')
}
/** Text at 200 % on a screen is the same page in half the room. */
async function fits(page, name, width, height) {
  const before = page.viewportSize()
  await page.setViewportSize({ width: Math.round(width / 2), height: Math.round(height / 2) })
  await page.waitForTimeout(150)
  const wide = await page.evaluate(() => {
    const most = document.documentElement.clientWidth
    return [...document.querySelectorAll('body *')]
      .filter(
        (e) =>
          e.getBoundingClientRect().right > most + 1 && getComputedStyle(e).position !== 'absolute',
      )
      .map((e) => `${e.tagName}.${e.className}`)
      .slice(0, 3)
      .concat(
        document.documentElement.scrollWidth > most + 1
          ? [`page ${document.documentElement.scrollWidth} of ${most}`]
          : [],
      )
  })
  equal(`${name} at 200 % needs no scrolling sideways`, wide, [])
  await page.setViewportSize(before)
}
const targets = (page, least) =>
  page.evaluate(
    (px) =>
      [...document.querySelectorAll('button')]
        .filter((b) => b.offsetParent && (b.offsetHeight < px || b.offsetWidth < px))
        .map((b) => `${b.innerText} ${b.offsetWidth}×${b.offsetHeight}`),
    least,
  )

await story('floor', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const guide = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl)
  await guide.signIn('guide')
  await clerk.signIn('clerk')
  await director.signIn('director')
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )

  // ---- three taps
  const kiosk = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 900,
  })
  await test(kiosk, 'zone-general').waitFor()
  equal('few tiles', (await kiosk.locator('.zone').count()) <= 12, true)
  equal(
    'and large ones',
    await kiosk.evaluate(() =>
      [...document.querySelectorAll('.zone')].every((z) => z.offsetHeight >= 150),
    ),
    true,
  )
  await accessible(kiosk, 'the kiosk’s first page')
  await picture(kiosk, 'kiosk-home')
  await test(kiosk, 'zone-general').click()
  await accessible(kiosk, 'the kiosk’s second page')
  await fits(kiosk, 'priority', 1280, 900)
  await test(kiosk, 'priority-none').dblclick() // an impatient hand
  await test(kiosk, 'kiosk-done').waitFor()
  equal('three taps to a number', await test(kiosk, 'ticket-number').innerText(), 'A001')
  await accessible(kiosk, 'the number')
  await fits(kiosk, 'the number', 1280, 900)
  await test(kiosk, 'kiosk-done').click()
  equal(
    'a double press is one number',
    (await guide.get('/api/queue')).waiting.map((w) => w.number),
    ['A001'],
  )
  await kiosk.getByText('等候 1 人').first().waitFor()
  equal(
    'the last number can be had again',
    (await test(kiosk, 'kiosk-again').innerText()).includes('A001'),
    true,
  )
  await test(kiosk, 'kiosk-again').click()
  equal('and is the same', await test(kiosk, 'ticket-number').innerText(), 'A001')
  await test(kiosk, 'kiosk-home').click()

  // ---- several matters on one number, by what people call them, on the glass
  await test(kiosk, 'kiosk-items').click()
  await test(kiosk, 'item-query').waitFor()
  for (const key of 'GLBT') await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'item-SR-042').click()
  await test(kiosk, 'key-clear').click()
  for (const key of 'XNH') await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'item-SR-074').click()
  await accessible(kiosk, 'the kiosk’s search')
  await fits(kiosk, 'the search', 1280, 900)
  await test(kiosk, 'items-next').click()
  await test(kiosk, 'priority-declared').click()
  await test(kiosk, 'kiosk-done').waitFor()
  const two = (await guide.get('/api/queue')).waiting.find((w) => w.number === 'A002')
  equal(
    'two matters, one number',
    (await guide.get(`/api/tickets/${two.id}`)).items.map((i) => i.id),
    ['SR-042', 'SR-074'],
  )
  await picture(kiosk, 'kiosk-number')
  await test(kiosk, 'kiosk-home').click()

  // ---- large letters stay on this device; low buttons go with their user
  await test(kiosk, 'elder').click()
  await picture(kiosk, 'kiosk-elder')
  await accessible(kiosk, 'the kiosk in large letters')
  equal('in large letters nothing is hard to hit', await targets(kiosk, 60), [])
  await fits(kiosk, 'the first page in large letters', 1280, 900)
  await kiosk.reload()
  await test(kiosk, 'zone-general').waitFor()
  equal(
    'the device remembers it',
    await kiosk.evaluate(() => document.documentElement.dataset.elder),
    '1',
  )
  await test(kiosk, 'elder').click()
  equal('targets in standard size', await targets(kiosk, 44), [])
  await test(kiosk, 'kiosk-low').click()
  await kiosk.waitForTimeout(100)
  equal(
    'from a wheelchair every button is within reach',
    await kiosk.evaluate(() =>
      [...document.querySelectorAll('.zone')].every(
        (z) => z.getBoundingClientRect().top > innerHeight / 3,
      ),
    ),
    true,
  )
  await test(kiosk, 'kiosk-low').click()

  // ---- the self-service area, a phone
  await test(kiosk, 'kiosk-self').click()
  await test(kiosk, 'self-guides').waitFor()
  await accessible(kiosk, 'self-service at the kiosk')
  equal(
    'no number for another day while the hall is open',
    await test(kiosk, 'self-next-day').count(),
    0,
  )
  await test(kiosk, 'kiosk-home').click()
  const phone = await screen(nodes.hallUrl, '/self.html', { width: 390, height: 800 })
  await test(phone, 'self-guides').click()
  await test(phone, 'item-query').fill('DBH')
  await test(phone, 'item-SR-038').click()
  await test(phone, 'guide').waitFor()
  await phone.getByText('要带的材料').waitFor()
  await accessible(phone, 'a guide')
  await fits(phone, 'a guide', 780, 1600)
  await picture(phone, 'self-guide')
  await phone.goBack()
  await test(phone, 'item-query').waitFor()
  check('the phone’s own way back works', true)
  const paper = await phone.pdf({ preferCSSPageSize: true }).catch(() => Buffer.alloc(0))
  equal('it prints', paper.length > 3000, true)

  // ---- the board speaks; the server dies and comes back
  const board = await screen(nodes.hallUrl, '/board.html', { width: 1600, height: 900 })
  await test(board, 'board-waiting').waitFor()
  const clips = []
  board.on('response', (reply) => {
    if (reply.url().includes('/voice/'))
      clips.push(`${reply.status()} ${reply.url().split('/').pop()}`)
  })
  await clerk.post('/api/windows/1/sign-on')
  const called = await clerk.post('/api/windows/1/call-next')
  await test(board, 'board-call').first().waitFor()
  await until('the whole call is said', async () =>
    ['chime', 'please', 'A', '0', 'to', 'general', 'window'].every((clip) =>
      clips.includes(`200 ${clip}.mp3`),
    ),
  )
  await accessible(board, 'the board')
  await fits(board, 'the board', 1600, 900)
  await picture(board, 'board')
  await nodes.stop('hall', 'SIGKILL')
  await test(board, 'board-lost').waitFor({ timeout: 5000 })
  await test(kiosk, 'kiosk-lost').waitFor({ timeout: 5000 })
  check('both say so within five seconds', true)
  check(
    'the board keeps what it knew',
    (await test(board, 'board-call').first().innerText()).includes(called.number),
  )
  await accessible(kiosk, 'the kiosk without its server')
  await picture(kiosk, 'kiosk-lost')
  await picture(board, 'board-lost')
  await nodes.start('hall')
  await test(board, 'board-lost').waitFor({ state: 'detached', timeout: 30000 })
  await test(kiosk, 'zone-general').waitFor({ timeout: 30000 })
  check(
    'both recover by themselves, and the same number shows',
    (await test(board, 'board-call').first().innerText()).includes(called.number),
  )
  await test(kiosk, 'zone-general').click()
  await test(kiosk, 'priority-none').click()
  await test(kiosk, 'kiosk-done').waitFor()
  equal('and go on where they were', await test(kiosk, 'ticket-number').innerText(), 'A003')

  // ---- nobody there: home, with warning
  await director.post('/api/settings/kiosk_home_seconds', { value: '10', reason: '' })
  await kiosk.reload()
  await test(kiosk, 'zone-general').click()
  await test(kiosk, 'kiosk-more').click()
  equal(
    'who needs time gets it',
    Number(/(\d+) 秒/.exec(await test(kiosk, 'kiosk-home').innerText())[1]) > 30,
    true,
  )
  await test(kiosk, 'kiosk-home').click()
  await test(kiosk, 'zone-general').click()
  await test(kiosk, 'kiosk-home-page').waitFor({ timeout: 15000 })
  check('an abandoned page goes home', true)

  // ---- after hours: the next working day's number, checked in the next morning
  await restartAt('2026-11-24T19:30')
  await test(kiosk, 'kiosk-home-page').waitFor({ timeout: 30000 })
  await kiosk.reload()
  await test(kiosk, 'kiosk-shut').waitFor()
  check(
    'why and until when it is shut',
    (await test(kiosk, 'kiosk-shut').innerText()).includes('11月25日（星期三） 08:30 开门'),
  )
  equal(
    'and no number of today is offered',
    [await test(kiosk, 'zone-general').count(), await test(kiosk, 'kiosk-items').count()],
    [0, 0],
  )
  await accessible(kiosk, 'the kiosk after hours')
  await picture(kiosk, 'kiosk-shut')
  await director.signIn('director')
  await director.post('/api/openings', { date: '2026-11-27', what: 'closed', reason: '停电检修' })
  await phone.goto(`${nodes.hallUrl}/self.html#hours`)
  await phone.reload()
  await test(phone, 'self-changes').waitFor()
  check(
    'a day that is shut is on the phone',
    (await test(phone, 'self-changes').innerText()).includes(
      '11月27日（星期五）不开放（停电检修）',
    ),
  )
  await accessible(phone, 'opening hours with a day that is shut')
  await picture(phone, 'self-hours')
  await test(kiosk, 'kiosk-self').click()
  await test(kiosk, 'self-next-day').click()
  await accessible(kiosk, 'the next day’s categories')
  await test(kiosk, 'next-general').click()
  await test(kiosk, 'priority-none').click()
  await test(kiosk, 'slip-reserved').waitFor()
  await accessible(kiosk, 'the next day’s number')
  await picture(kiosk, 'kiosk-next-day')
  const code = await kiosk.locator('.slip .code').innerText()
  equal(
    'it is tomorrow’s first',
    [await test(kiosk, 'ticket-number').innerText(), code.length],
    ['A001', 6],
  )
  await test(kiosk, 'kiosk-done').click()
  await restartAt('2026-11-25T08:10')
  await kiosk.reload() // it asks once a minute whether the hall is shut
  await test(kiosk, 'zone-general').waitFor({ timeout: 30000 })
  await test(kiosk, 'kiosk-arrive').click()
  await test(kiosk, 'arrive-next').click()
  await accessible(kiosk, 'check-in')
  await fits(kiosk, 'check-in', 1280, 900)
  for (const key of 'A001') await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'arrive-code').click()
  for (const key of code) await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'arrive-check-in').click()
  await test(kiosk, 'kiosk-done').waitFor()
  await until('checked in, it waits', async () => {
    const g = new Client(nodes.hallUrl)
    await g.signIn('guide')
    return (await g.get('/api/queue')).waiting.some((w) => w.number === 'A001')
  })
  await test(kiosk, 'kiosk-done').click()

  // ---- somebody without an appointment is told so in words
  await test(kiosk, 'kiosk-arrive').click()
  for (const key of '36110219490307002') await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'key-6').click()
  await test(kiosk, 'arrive-go').click()
  await test(kiosk, 'arrive-wrong').waitFor()
  await picture(kiosk, 'kiosk-arrive')
  await test(kiosk, 'kiosk-home').click()
  await test(kiosk, 'kiosk-booking').click()
  await test(kiosk, 'item-query').fill('老年证')
  await test(kiosk, 'item-SR-047').click()
  await test(kiosk, 'booking-none').waitFor()
  await accessible(kiosk, 'booking')
})
