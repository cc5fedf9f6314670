// Roster, lists, appointments and the village station in a browser: the director fills a week, the
// guide books and checks in with the keyboard alone.
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const offset = (local) => String(Date.parse(`${local}:00+08:00`) - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset('2026-09-21T08:05') })

await story('appointment', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl
  const api = new Client(hall)
  await api.signIn('director')
  await until(
    'the catalogue is there',
    async () => (await api.get('/api/items?limit=500')).total === 130,
  )
  const staff = Object.fromEntries((await api.get('/api/roster')).staff.map((s) => [s.name, s.id]))
  const A = staff['李秀英'],
    B = staff['陈志强']

  // The director's week.
  const roster = await screen(hall, '/roster.html', { width: 1440, height: 900 })
  await signIn(roster, 'director')
  await test(roster, 'plan-2026-09-21-am').click()
  await test(roster, 'assign-duty').selectOption('clerk')
  await test(roster, 'assign-staff').selectOption(A)
  await test(roster, 'assign-stand-in').selectOption(B)
  await accessible(roster, 'the roster, assigning')
  await test(roster, 'assign').click()
  await test(roster, `post-2026-09-21-am-clerk-${A}`).waitFor()
  check(
    'the B角 is on the post',
    (await test(roster, `post-2026-09-21-am-clerk-${A}`).innerText()).includes('B角 陈志强'),
  )
  for (const date of [
    '2026-09-21',
    '2026-09-22',
    '2026-09-23',
    '2026-09-24',
    '2026-09-25',
    '2026-09-26',
    '2026-09-27',
  ])
    for (const session of date === '2026-09-25' ? ['am'] : ['am', 'pm']) {
      await api.call('POST', '/api/roster', { date, session, duty: 'clerk', staff: A, stand_in: B })
      if (date !== '2026-09-27')
        await api.post('/api/roster', { date, session, duty: 'approver', staff: staff['王海燕'] })
    }
  await test(roster, `post-2026-09-26-pm-clerk-${A}`).waitFor()
  await test(roster, 'special-2026-09-24').click()
  await test(roster, 'special-reason').fill('停电检修')
  await picture(roster, 'roster-special')
  await test(roster, 'special-sure').click()
  await roster.getByText('不开放：停电检修').waitFor()
  await picture(roster, 'roster-week')
  await accessible(roster, 'the roster')
  await test(roster, 'week-after').click()
  await test(roster, 'day-2026-09-28').waitFor()
  await test(roster, 'copy-week').click()
  await test(roster, `post-2026-09-30-am-clerk-${A}`).waitFor()
  check('last week again', true)
  await roster.setViewportSize({ width: 390, height: 800 })
  await picture(roster, 'roster-phone')
  await roster.setViewportSize({ width: 1440, height: 900 })
  await test(roster, 'tab-lists').click()
  await test(roster, 'filter-candidate').click()
  await test(roster, 'place-SR-047').click()
  await test(roster, 'hour-festival').check()
  await picture(roster, 'lists-place')
  await accessible(roster, 'placing an item')
  await test(roster, 'place-keep').click()
  await until(
    'the item has its place',
    async () => (await test(roster, 'unplaced').innerText()) === '129',
  )
  check(
    'publishing waits for the roster',
    (await test(roster, 'publish').isDisabled()) &&
      (await test(roster, 'problems').innerText()).includes('既没列入清单也没写理由'),
  )
  for (const item of ['SR-038', 'SR-040'])
    await api.post('/api/lists/draft', { item, list: 'appointment', hours: ['normal'] })
  await api.post('/api/settings/list_items_per_clerk', { value: '1', reason: '测试' })
  await test(roster, 'list-warnings').getByText('每人至多 1 项').waitFor()
  await roster.evaluate(() => window.scrollTo(0, 0))
  await picture(roster, 'lists')
  await accessible(roster, 'the lists')
  equal(
    'there is no way to place all at once',
    await roster.locator('input[type=checkbox]').count(),
    0,
  )

  // The guide's desk by keyboard alone.
  const desk = await screen(hall, '/appointments.html', { width: 1440, height: 900 })
  await signIn(desk, 'guide')
  await test(desk, 'new-booking').waitFor()
  await desk.keyboard.press('F2')
  await test(desk, 'book-search').waitFor()
  await desk.waitForFunction(() => document.activeElement?.dataset.test === 'book-search')
  await desk.keyboard.type('LNRYDZ')
  await test(desk, 'book-item-SR-047').waitFor()
  await until(
    'the search has settled',
    async () => (await desk.locator('[data-test^="book-item-"]').count()) === 1,
  )
  await desk.keyboard.press('Enter')
  await test(desk, 'slot-09:00').waitFor()
  await picture(desk, 'appointments-slots')
  await accessible(desk, 'choosing a time')
  for (
    let i = 0;
    i < 60 && !(await desk.evaluate(() => document.activeElement?.dataset.test === 'slot-09:00'));
    i++
  )
    await desk.keyboard.press('Tab')
  await desk.keyboard.press('Enter')
  await test(desk, 'book-name').waitFor()
  await desk.waitForFunction(() => document.activeElement?.dataset.test === 'book-name')
  await desk.keyboard.type('张三丰')
  await desk.keyboard.press('Enter')
  await desk.keyboard.press('Enter')
  await desk.keyboard.type('361102194903070027')
  await accessible(desk, 'a wrong number')
  await desk.keyboard.press('Backspace')
  await desk.keyboard.type('6')
  await desk.keyboard.press('Control+Enter')
  await test(desk, 'booked').waitFor()
  await picture(desk, 'appointments-booked')
  await accessible(desk, 'a booked appointment')
  await desk.keyboard.press('Escape')
  await desk.locator('[data-test="day-list"]').waitFor()
  equal(
    'the list masks the name',
    (
      await desk.locator('[data-test="day-list"] tbody tr td:nth-child(2)').first().innerText()
    ).replace(/\s+/g, ' '),
    '张*丰 尾号0026',
  )
  await picture(desk, 'appointments')
  await accessible(desk, 'the day list')
  await desk.keyboard.press('F2')
  await test(desk, 'book-search').waitFor()
  await desk.keyboard.type('老年人优待证')
  await test(desk, 'book-item-SR-047').waitFor()
  await test(desk, 'book-item-SR-047').press('Enter')
  await test(desk, 'slot-10:00').press('Enter')
  await test(desk, 'book-id').fill('361102194903070026')
  await test(desk, 'book').click()
  await test(desk, 'book-wrong').waitFor()
  check(
    'what is beyond the limits asks for a reason, and nothing typed is lost',
    (await test(desk, 'book-override').isVisible()) &&
      (await test(desk, 'book-id').inputValue()) === '361102194903070026',
  )
  await desk.keyboard.press('Escape')

  // At the kiosk: no name, no phone; a hold that is left goes back at once.
  const kiosk = await screen(hall, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 1024,
  })
  await test(kiosk, 'kiosk-booking').click()
  await kiosk.locator('[data-test="item-query"]').first().fill('老年人优待证')
  await kiosk.getByText('老年人优待证办理').first().click()
  await test(kiosk, 'day-2026-09-21').click()
  await test(kiosk, 'slot-10:30').click()
  await test(kiosk, 'booking-id').waitFor()
  await test(kiosk, 'kiosk-home').click()
  await until(
    'the place is free again',
    async () =>
      (await api.get('/api/booking?item=SR-047')).days[0].slots.find((s) => s.from === '10:30')
        .free === 1,
  )
  await test(kiosk, 'kiosk-booking').click()
  await kiosk.locator('[data-test="item-query"]').first().fill('老年人优待证')
  await kiosk.getByText('老年人优待证办理').first().click()
  await test(kiosk, 'day-2026-09-21').click()
  await test(kiosk, 'slot-10:30').click()
  await test(kiosk, 'booking-id').fill('361127199912314117')
  await accessible(kiosk, 'booking at the kiosk')
  await picture(kiosk, 'kiosk-booking')
  await test(kiosk, 'booking-go').click()
  await test(kiosk, 'booked').waitFor()
  await picture(kiosk, 'kiosk-booked')

  // Check-in at nine, by number, by keyboard.
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = offset('2026-09-21T08:50')
  await nodes.start('hall')
  await test(desk, 'day-list').waitFor()
  await desk.keyboard.press('F7')
  await desk.keyboard.type('361102194903070026')
  await desk.keyboard.press('Enter')
  await test(desk, 'arrived-number').waitFor()
  await picture(desk, 'appointments-arrived')
  await accessible(desk, 'a check-in')
  check('the number is told', (await test(desk, 'arrived-text').innerText()).includes('已签到'))
  await desk.keyboard.press('Escape')
  await test(desk, 'stop-booking').click()
  await test(desk, 'stop-message').fill('系统升级')
  await test(desk, 'stop-sure').click()
  await test(desk, 'stopped').waitFor()
  await test(desk, 'stop-booking').click()
  await until('booking goes on', async () => (await test(desk, 'stopped').count()) === 0)
  await desk.setViewportSize({ width: 390, height: 800 })
  await picture(desk, 'appointments-phone')

  // The village station.
  const village = await screen(hall, '/village.html', { width: 390, height: 800 })
  await signIn(village, 'village')
  await test(village, 'new-booking').click()
  await test(village, 'book-search').fill('LNRYDZ')
  await test(village, 'book-item-SR-047').click()
  await test(village, 'day-2026-09-22').click()
  await picture(village, 'village-slots')
  await test(village, 'slot-09:30').click()
  await test(village, 'book-name').fill('李四')
  await test(village, 'book-id').fill('362324198201010019')
  await picture(village, 'village-person')
  await test(village, 'book').click()
  await test(village, 'booked').waitFor()
  await picture(village, 'village-booked')
  await accessible(village, 'the village slip')
  await test(village, 'book-close').click()
  await village.locator('[data-test^="own-"]').first().waitFor()
  await picture(village, 'village')
  await accessible(village, 'the village page')

  // The county's page.
  const county = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(county, 'county')
  await test(county, 'tab-lists').click()
  await county.getByText('还没有公布延时错时和预约服务清单').waitFor()
  await accessible(county, 'the county on the lists')

  // On the wall.
  const wall = await screen(hall, '/lists.html', { width: 1440, height: 900 })
  await wall.getByText('清单还没有公布').waitFor()
  await picture(wall, 'lists-wall')
  await accessible(wall, 'the published lists')
})
