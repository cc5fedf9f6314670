// The whole story in a real browser, hall and county as two processes, with the link cut in
// between. Leaves pictures in build/pictures.
import { check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, browser, paper, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()

async function receive(desk, item, name, idNumber, photo) {
  await test(desk, 'item-search').fill(item)
  await desk.locator('[data-test^="item-SR"]').first().click()
  await fillCase(desk, name, idNumber, photo)
}
async function fillCase(desk, name, idNumber, photo) {
  await test(desk, 'applicant-name').fill(name)
  await test(desk, 'applicant-id').fill(idNumber)
  const selects = desk.locator('select[data-test^="material-"]')
  for (let i = 0; i < (await selects.count()); i++)
    await selects.nth(i).selectOption(i === 0 ? 'original_seen' : 'copy')
  await test(desk, 'receive').click()
  await desk.locator('[data-test="intake-state"]').waitFor()
  if (photo) {
    await test(desk, 'photograph-2').setInputFiles({
      name: '材料.png',
      mimeType: 'image/png',
      buffer: photo,
    })
    await test(desk, 'photo-2').first().waitFor()
  }
}

await story('spine', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl,
    county = nodes.hubUrl
  await until(
    'the catalogue is there',
    async () => (await (await fetchItems(hall)).json()).total === 130,
  )

  const door = await screen(hall, '/')
  await door.getByText('只进一扇门').waitFor()
  await picture(door, '01-door')
  await accessible(door, 'the front door')

  const board = await screen(hall, '/board.html', { width: 1600, height: 900 })
  const kiosk = await screen(hall, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 900,
  })
  await test(kiosk, 'zone-general').waitFor()
  await picture(kiosk, '02-kiosk')
  await accessible(kiosk, 'the kiosk')
  const rate = await screen(hall, `/rate.html#token=${nodes.token('rater1')}`, {
    width: 1024,
    height: 700,
  })
  await test(rate, 'rate-idle').waitFor()

  const desk = await screen(hall, '/desk.html', { width: 1440, height: 950 })
  await signIn(desk, 'clerk')
  await test(desk, 'sign-on-1').click()
  await test(desk, 'call-next').waitFor()

  // Three taps: what for, priority, done.
  await test(kiosk, 'kiosk-items').click()
  await test(kiosk, 'item-query').fill('LNRYDZ')
  await test(kiosk, 'item-SR-047').click()
  await test(kiosk, 'items-next').click()
  await test(kiosk, 'priority-declared').click()
  await test(kiosk, 'kiosk-done').waitFor() // the number is out, not only on the screen
  equal('the slip shows the number', await test(kiosk, 'ticket-number').innerText(), 'A001')
  await picture(kiosk, '03-slip')
  await test(kiosk, 'kiosk-done').click()

  await desk.keyboard.press('F2')
  await test(desk, 'current-number').waitFor()
  await test(board, 'board-call').first().waitFor()
  check(
    'the board shows the call',
    (await test(board, 'board-call').first().innerText()).includes('A001'),
  )
  await picture(board, '04-board')
  await accessible(board, 'the board')
  await test(desk, 'serve').click()

  // The clerk: a wrong number is said while typing, the draft survives a reload, then two cases on
  // one ticket.
  await test(desk, 'applicant-id').waitFor()
  await test(desk, 'applicant-id').fill('361102194903070027')
  await desk.getByText('校验位不对').waitFor()
  await test(desk, 'applicant-name').fill('张三丰')
  await desk.waitForTimeout(200)
  await desk.reload()
  await test(desk, 'applicant-name').waitFor()
  await desk.waitForFunction(
    () => document.querySelector('[data-test="applicant-name"]')?.value === '张三丰',
  )
  check('the draft survives a reload', true)
  // A credit code that may be right is only pointed at; a card is taken however it is typed.
  await test(desk, 'applicant-id_kind').selectOption('credit_code')
  await test(desk, 'applicant-id').fill('91350211M0000XUF46')
  await test(desk, 'number-doubt').waitFor()
  const warning = await test(desk, 'number-doubt').innerText()
  check('a doubtful credit code is warned of', warning.includes('营业执照'))
  await test(desk, 'applicant-id_kind').selectOption('identity_card')
  await fillCase(desk, '张三丰', '３６１１２７１９５００１０１０００ｘ', paper(3))
  await picture(desk, '05-desk')
  await accessible(desk, 'the desk')
  await test(desk, 'accept').click()
  await test(desk, 'voucher').waitFor()
  check(
    'the acceptance notice is printed',
    (await test(desk, 'voucher').innerText()).includes('受理通知书'),
  )
  await picture(desk, '06-voucher')
  await desk.keyboard.press('Escape')
  await test(desk, 'another').click()
  await receive(desk, '高龄津贴', '张三丰', '361102194903070026', paper(5))
  await test(desk, 'accept').click()
  await test(desk, 'voucher').waitFor()
  await desk.keyboard.press('Escape')
  equal(
    'the county item waits for the county',
    await test(desk, 'intake-state').innerText(),
    '待县级决定',
  )
  await test(desk, 'finish').click()

  await test(rate, 'level-satisfied').waitFor()
  await picture(rate, '07-rate')
  await accessible(rate, 'the rating tablet')
  await test(rate, 'level-very_satisfied').click()
  await test(rate, 'thanks').waitFor()
  check('the rating is thanked for', true)

  const office = await screen(hall, '/office.html', { width: 1440, height: 950 })
  await signIn(office, 'approver')
  await office.locator('[data-test^="case-36"]').first().click()
  await test(office, 'opinion').fill('符合条件，同意')
  await picture(office, '08-office')
  await accessible(office, 'the office')
  await test(office, 'decide').click()
  await office.waitForFunction(
    () => document.querySelector('[data-test="case-state"]')?.textContent === '已决定',
  )

  const issue = await screen(hall, '/issue.html', { width: 1440, height: 950 })
  await signIn(issue, 'issuer')
  await test(issue, 'sign-on-5').click()
  await issue.locator('[data-test^="case-36"]').first().click()
  await test(issue, 'shelf').fill('A-3')
  await test(issue, 'record-result').click()
  await test(issue, 'collector-id').fill('36112719500101000y')
  await test(issue, 'number-fault').waitFor()
  check('the issuing desk checks while one types', true)
  await test(issue, 'collector-id').fill('36112719500101000x')
  await test(issue, 'number-fault').waitFor({ state: 'detached' })
  await picture(issue, '09-issue')
  await accessible(issue, 'the issuing desk')
  await test(issue, 'issue').click()
  await issue.waitForFunction(
    () => document.querySelector('[data-test="case-state"]')?.textContent === '已出件',
  )
  check('the first case is issued', true)

  // The link is cut at the status page, the hall goes on, the county decides meanwhile.
  const status = await screen(hall, '/status.html', { width: 1440, height: 1100 })
  await signIn(status, 'director')
  await status.waitForFunction(
    () => document.querySelector('[data-test="unsent"]')?.textContent === '0',
    null,
    { timeout: 40000 },
  )
  await test(status, 'cut').click()
  await test(status, 'restore').waitFor()
  await test(kiosk, 'zone-general').click()
  await test(kiosk, 'priority-none').click()
  await test(kiosk, 'kiosk-done').waitFor() // the number is out, not only on the screen
  await desk.keyboard.press('F2')
  await test(desk, 'serve').click()
  await test(desk, 'item-search').fill('困难残疾人')
  await desk.locator('[data-test^="item-SR"]').first().click()
  await test(desk, 'applicant-id_kind').selectOption('credit_code')
  await fillCase(desk, '样例合作社', '91350211M0000XUF46', null)
  check('a doubt stays with the case', (await test(desk, 'doubt').innerText()).includes('校验位'))
  await test(desk, 'accept').click()
  await test(desk, 'voucher').waitFor()
  await desk.keyboard.press('Escape')
  await status.waitForFunction(
    () => Number(document.querySelector('[data-test="unsent"]')?.textContent) > 3,
    null,
    { timeout: 20000 },
  )
  await picture(status, '10-status-cut')
  await accessible(status, 'the hall status')

  const hub = await screen(county, '/hub.html', { width: 1440, height: 950 })
  await signIn(hub, 'county-approver')
  await hub.locator('[data-test^="case-36"]').first().click()
  await hub.getByText('高龄津贴申请').first().waitFor()
  equal(
    'only what was sent before the cut is here',
    await hub.locator('[data-test^="case-36"]').count(),
    1,
  )
  await test(hub, 'opinion').fill('县级审核通过')
  await picture(hub, '11-county')
  await accessible(hub, 'the county desk')
  await test(hub, 'decide').click()
  await hub.waitForFunction(
    () => document.querySelector('[data-test="case-state"]')?.textContent === '已决定',
  )

  await test(status, 'restore').click()
  await hub.waitForFunction(
    () =>
      document.querySelectorAll('[data-test^="case-36"]').length === 1 &&
      document.body.textContent.includes('困难残疾人'),
    null,
    { timeout: 40000 },
  )
  check('after the cut the new case arrives', true)
  await issue
    .locator('[data-test^="case-36"]')
    .filter({ hasText: '高龄津贴' })
    .first()
    .click({ timeout: 40000 })
  await test(issue, 'shelf').fill('B-1')
  await test(issue, 'record-result').click()
  await test(issue, 'collector-id').fill('361102194903070026')
  await test(issue, 'issue').click()
  await issue.waitForFunction(
    () => document.querySelector('[data-test="case-state"]')?.textContent === '已出件',
  )
  check(
    'the county decision is issued at the hall',
    (await issue.locator('body').innerText()).includes('赵明，县级'),
  )
  await status.waitForFunction(
    () =>
      document.querySelector('[data-test="agreed"]')?.textContent === '一致' &&
      document.querySelector('[data-test="unsent"]')?.textContent === '0',
    null,
    { timeout: 60000 },
  )
  await picture(status, '12-status-equal')
  await test(hub, 'tab-halls').click()
  await hub.locator('[data-test="hall-361127102-1"]').waitFor()
  await picture(hub, '13-county-halls')
  check('both sides agree on the screen', true)

  // On a phone, in large print.
  const phone = await screen(hall, '/progress.html', { width: 390, height: 800 })
  await phone.evaluate(() => {
    document.documentElement.dataset.elder = '1'
  })
  await test(phone, 'progress-id').waitFor()
  await picture(phone, '14-progress-phone')
  const wide = await phone.evaluate(
    () => document.documentElement.scrollWidth <= window.innerWidth + 1,
  )
  check('nothing runs off a phone in large print', wide)
})

async function fetchItems(base) {
  const page = await (
    await browser.newContext({ ignoreHTTPSErrors: true })
  ).request.get(`${base}/api/items?limit=500`)
  return page
}
