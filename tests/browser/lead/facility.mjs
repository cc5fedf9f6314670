// The register of rooms and equipment and the meeting room's week: registered and booked by
// keyboard, refused where it is taken, on a wide and on a narrow screen.
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make({
  MINIHALL_CLOCK_OFFSET_MS: String(Date.parse('2026-11-24T09:00:00+08:00') - Date.now()),
})

await story('facility', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl,
    anyone = new Client(hall)
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  const page = await screen(hall, '/facilities.html', { width: 1440, height: 900 })
  await signIn(page, 'director')
  await test(page, 'tab-register').click()
  await test(page, 'want-meeting_room').waitFor()
  await accessible(page, 'what is asked for')
  await test(page, 'want-meeting_room').focus()
  await page.keyboard.press('Enter')
  await test(page, 'facility-place').focus()
  await page.keyboard.type('二楼西侧')
  await test(page, 'facility-seats').fill('12')
  await accessible(page, 'the form of a facility')
  await page.keyboard.press('Enter')
  await test(page, 'facility-meeting_room').waitFor()
  for (const [kind, place] of [
    ['nursing_room', '二楼东侧'],
    ['wheelchair', '咨询引导台旁'],
  ]) {
    await test(page, 'add-facility').click()
    await test(page, 'facility-kind').selectOption(kind)
    await test(page, 'facility-place').fill(place)
    await test(page, 'facility-save').click()
    await test(page, `facility-${kind}`).waitFor()
  }
  await test(page, 'break-nursing_room').click()
  await test(page, 'facility-reason').fill('漏水')
  await test(page, 'facility-sure').click()
  await test(page, 'mend-nursing_room').waitFor()
  await picture(page, 'facilities')
  await accessible(page, 'the register')

  await test(page, 'tab-rooms').click()
  await test(page, 'book-2026-11-25').click()
  await test(page, 'room-title').fill('宅基地联合审查')
  await test(page, 'room-book').click()
  const booked = page.locator('[data-test="room-day-2026-11-25"] [data-test^="booking-"]')
  await booked.first().waitFor()
  check('the booking is in its day', (await booked.first().innerText()).includes('宅基地联合审查'))
  await test(page, 'book-2026-11-25').click()
  await test(page, 'room-title').fill('周例会')
  await test(page, 'room-from').fill('09:30')
  await accessible(page, 'the form of a booking')
  await test(page, 'room-book').click()
  await test(page, 'room-wrong').waitFor()
  check(
    'taken: it says by whom, and what was typed stays',
    (await test(page, 'room-wrong').innerText()).includes('张国庆') &&
      (await test(page, 'room-title').inputValue()) === '周例会',
  )
  await test(page, 'room-from').fill('10:00')
  await test(page, 'room-to').fill('11:00')
  await test(page, 'room-book').click()
  await booked.nth(1).waitFor()
  await picture(page, 'rooms')
  await accessible(page, 'the week of rooms')
  await booked.nth(1).click()
  await test(page, 'room-cancel-reason').fill('改到下周')
  await test(page, 'room-cancel').click()
  await until('cancelled', async () => (await booked.count()) === 1)

  const phone = await screen(hall, '/facilities.html', { width: 390, height: 800 })
  await signIn(phone, 'guide')
  await test(phone, 'room-day-2026-11-25').waitFor()
  await picture(phone, 'rooms-phone')
  await accessible(phone, 'rooms on a phone')
  await test(phone, 'tab-register').click()
  await test(phone, 'mend-nursing_room').waitFor()
  equal(
    'nothing runs out of the narrow screen',
    await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    true,
  )
  await picture(phone, 'facilities-phone')
  await accessible(phone, 'the register on a phone')
  const self = await screen(hall, '/self.html', { width: 900, height: 1000 })
  await test(self, 'self-hours').click()
  await test(self, 'self-facilities').waitFor()
  const told = await test(self, 'self-facilities').innerText()
  check(
    'a visitor reads what works, and nothing of meeting rooms',
    told.includes('轮椅：咨询引导台旁') && !told.includes('母婴室') && !told.includes('会议室'),
    told,
  )
  await picture(self, 'self-facilities')
  await accessible(self, 'facilities in self-service')
})
