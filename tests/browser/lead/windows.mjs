// Setting up a window by keyboard alone, its sign over the window, the set-up check, and the county
// that sees the same.
import { Client, check, equal, sleep, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make({
  MINIHALL_CLOCK_OFFSET_MS: String(Date.parse('2026-11-25T09:30:00+08:00') - Date.now()),
})

await story('windows', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl
  const clerk = new Client(hall),
    kiosk = new Client(hall)
  await clerk.signIn('clerk')
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until(
    'the catalogue is there',
    async () => (await clerk.get('/api/items?limit=500')).total === 130,
  )
  const rater = new Client(hall)
  await rater.post('/api/enrol', { token: nodes.token('rater1') })

  const setup = await screen(hall, '/setup.html', { width: 1440, height: 900 })
  await signIn(setup, 'director')
  await test(setup, 'window-1').waitFor()
  await test(setup, 'finding-feature_closed').first().waitFor()
  await picture(setup, 'setup-windows')
  await accessible(setup, 'the set-up page')

  // By keyboard alone: open the form, choose, tick, save.
  const over5 = await screen(hall, '/sign.html?window=5', { width: 1280, height: 720 })
  await test(over5, 'sign-state').waitFor()
  equal(
    'the sign over the issuing desk',
    (await over5.locator('.sign-name').innerText()).trim(),
    '出件',
  )
  await test(setup, 'add-window').focus()
  await setup.keyboard.press('Enter')
  await test(setup, 'form-no').waitFor()
  equal('the next free number is offered', await test(setup, 'form-no').inputValue(), '6')
  await test(setup, 'form-zone').focus()
  for (let i = 0; i < 3; i++) await setup.keyboard.press('ArrowDown')
  await setup.keyboard.press('Tab')
  await setup.keyboard.type('大厅门口')
  await test(setup, 'renamed').waitFor()
  check(
    'what others would be called is said before',
    (await test(setup, 'renamed').innerText()).includes('5号：出件 → 出件1'),
  )
  equal(
    'and how the display would look',
    (await test(setup, 'preview').innerText()).trim(),
    '出件2',
  )
  await picture(setup, 'setup-form')
  await accessible(setup, 'the window form')
  await setup.keyboard.press('Enter')
  await test(setup, 'window-6').waitFor()
  await over5.waitForFunction(
    () => document.querySelector('.sign-name')?.textContent.trim() === '出件1',
  )
  check('the sign over window 5 has its number at once', true)

  // A pause renames nothing; the sign says so.
  await clerk.post('/api/windows/2/sign-on')
  const over2 = await screen(hall, '/sign.html?window=2', { width: 1280, height: 720 })
  await over2.waitForFunction(() =>
    document.querySelector('[data-test="sign-state"]')?.textContent.includes('服务中'),
  )
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/2/call-next')
  await over2.waitForFunction(
    () => document.querySelector('[data-test="sign-now"]')?.textContent === 'A001',
  )
  await picture(over2, 'sign-serving')
  await accessible(over2, 'the sign over a window')
  await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
  await clerk.post(`/api/tickets/${ticket.id}/finish`, {})
  await clerk.post('/api/windows/2/pause', { paused: true })
  await over2.waitForFunction(
    () => document.querySelector('[data-test="sign-now"]')?.textContent === '暂停服务',
  )
  equal('the name stays', (await over2.locator('.sign-name').innerText()).trim(), '通用综合受理2')
  await clerk.post('/api/windows/2/pause', { paused: false })

  // The features hang at window 1, where nobody is; hung on the open window 2 the finding goes.
  await test(setup, 'change-2').click()
  await test(setup, 'form-unresolved').check()
  await test(setup, 'form-assistance').check()
  await test(setup, 'form-save').click()
  await setup.waitForFunction(() => !document.querySelector('[data-test="finding-feature_closed"]'))
  check('the finding is gone', true)
  check(
    'and the lines hang on the display',
    (await test(setup, 'led-2').innerText()).includes('办不成事反映'),
  )

  // Tide, features and settings.
  await test(setup, 'tab-windows').focus()
  await setup.keyboard.press('ArrowRight')
  await test(setup, 'feature-unresolved').waitFor()
  await picture(setup, 'setup-features')
  await accessible(setup, 'zones and features')
  await setup.keyboard.press('ArrowRight')
  await test(setup, 'tide-open-general').click()
  await test(setup, 'tide-window').selectOption('3')
  await test(setup, 'tide-reason').fill('赶集日人多')
  await test(setup, 'tide-save').click()
  await test(setup, 'tide-close-3').waitFor()
  await picture(setup, 'setup-tide')
  await accessible(setup, 'the tide')
  const over3 = await screen(hall, '/sign.html?window=3', { width: 1280, height: 720 })
  await over3.locator('.sign-lines .tide').waitFor()
  check(
    'a tide window keeps its name and gets the mark',
    (await over3.locator('.sign-name').innerText()).includes('综合受理1'),
  )
  await picture(over3, 'sign-tide')
  await test(setup, 'tide-close-3').click()
  await test(setup, 'tide-reason').fill('人少了')
  await test(setup, 'tide-save').click()
  await test(setup, 'tide-log').getByText('人少了').waitFor()
  await test(setup, 'tab-devices').click()
  await test(setup, 'add-rater-4').click()
  await test(setup, 'device-save').click()
  await test(setup, 'device-address').waitFor()
  check(
    "a device's address is given once, with its code",
    (await test(setup, 'device-address').inputValue()).includes('/rate.html#token='),
  )
  await picture(setup, 'setup-device')
  await accessible(setup, 'a new device')
  await test(setup, 'device-done').click()
  await picture(setup, 'setup-devices')
  await accessible(setup, 'the devices')
  await test(setup, 'tab-settings').click()
  await test(setup, 'edit-tide_waiting_over').click()
  await test(setup, 'setting-value').fill('12')
  await test(setup, 'setting-reason').fill('大厅座位多')
  await picture(setup, 'setup-setting')
  await accessible(setup, 'a setting')
  await test(setup, 'setting-save').click()
  await setup.waitForFunction(() =>
    document
      .querySelector('[data-test="setting-tide_waiting_over"]')
      ?.textContent.includes('张国庆'),
  )
  check('who changed it is on the page', true)
  await picture(setup, 'setup-settings')
  await accessible(setup, 'the settings')

  // The county.
  const hub = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(hub, 'county')
  await test(hub, 'tab-setup').click()
  await hub.getByText('没有评价器').first().waitFor()
  await picture(hub, 'hub-setup')
  await accessible(hub, 'gaps at the county')

  // High water: the guide is told where he is looking anyway.
  const director = new Client(hall)
  await director.signIn('director')
  await director.post('/api/settings/tide_waiting_over', { value: '1', reason: '演示' })
  await director.post('/api/settings/tide_lasting_minutes', { value: '1', reason: '演示' })
  for (let i = 0; i < 3; i++) await kiosk.ticket({ zone: 'general', priority: 'none' })
  for (const at of ['09:40:00', '09:42:00']) {
    await nodes.stop('hall')
    nodes.env.MINIHALL_CLOCK_OFFSET_MS = String(Date.parse(`2026-11-25T${at}+08:00`) - Date.now())
    await nodes.start('hall')
    await sleep(1000)
  }
  const guide = await screen(hall, '/guide.html', { width: 1440, height: 900 })
  await signIn(guide, 'guide')
  await test(guide, 'tide-notice').waitFor()
  check(
    'the guide reads the suggestion',
    (await test(guide, 'tide-notice').innerText()).includes('建议开启潮汐窗口：通用综合'),
  )
  await picture(guide, 'guide-tide')
  await accessible(guide, 'the guide desk at high water')
  await guide.getByText('去处理').click()
  await test(guide, 'suggestion-general').waitFor()
  await picture(guide, 'setup-tide-guide')
  await accessible(guide, 'the tide as the guide sees it')

  // A phone in large print; and the sign when the server is gone.
  await setup.setViewportSize({ width: 390, height: 800 })
  await test(setup, 'tab-windows').click()
  await test(setup, 'window-1').waitFor()
  await picture(setup, 'setup-phone')
  check(
    'nothing runs off a phone',
    await setup.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1),
  )
  await accessible(setup, 'the set-up page on a phone')
  await nodes.stop('hall')
  await over2.locator('.sign-lost').waitFor({ timeout: 40000 })
  check(
    'a sign without its server says so and keeps the name',
    (await over2.locator('.sign-name').innerText()).includes('通用综合受理2'),
  )
  await picture(over2, 'sign-lost')
  await nodes.start('hall')
  await over2.locator('.sign-lost').waitFor({ state: 'detached', timeout: 40000 })
  check('and recovers by itself', true)
})
