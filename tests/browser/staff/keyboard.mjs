// A clerk's, an approver's and an issuer's whole task without a mouse: nothing here clicks, and
// what is typed never leaves the keyboard. A control that Tab does not reach, or a press that the
// focus is not ready for, ends the story.
import { equal, check, until, Client } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { screen, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
// Keys come 40 ms apart: faster, and the pages would take the hand for a scanner.
const focused = (page) =>
  page.evaluate(() => {
    const e = document.activeElement
    return e?.getAttribute('data-test') ?? e?.textContent?.trim().slice(0, 30) ?? ''
  })
/** Tab until the control has the focus; the focus must be visible there. */
async function tabTo(page, name, most = 80) {
  const way = []
  for (let i = 0; i < most; i++) {
    const at = await focused(page)
    if (typeof name === 'string' ? at === name : name.test(at)) {
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement).outlineStyle,
      )
      if (outline === 'none') throw new Error(`${at} has the focus and does not show it`)
      return at
    }
    way.push(at)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${name}: ${way.join(' > ')}`)
}
async function signInByKeyboard(page, login) {
  await test(page, 'login').waitFor()
  await tabTo(page, 'login')
  await page.keyboard.type(login, { delay: 40 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('minihall2026', { delay: 40 })
  await page.keyboard.press('Enter')
  await test(page, 'who').waitFor()
}
const press = async (page, name) => {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

await story('keyboard', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until(
    'the catalogue is there',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  const visitor = async (zone) => {
    const ticket = await kiosk.post('/api/tickets', { zone, priority: 'none', items: [] })
    await kiosk.post(`/api/tickets/${ticket.id}/confirm`, { by: 'screen' })
    return ticket.number
  }
  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  await director.post('/api/settings/ticket_miss_seconds', { value: '0', reason: '不必等人走过来' })
  await visitor('general')
  const second = await visitor('general')

  const desk = await screen(nodes.hallUrl, '/desk.html', { width: 1280, height: 850 })
  const closed = async () => {
    await desk.keyboard.press('Escape')
    await desk.waitForFunction(() => !document.querySelector('dialog[open]'))
  }
  const takeIn = async (name) => {
    await test(desk, 'item-search').waitFor()
    await tabTo(desk, 'item-search')
    await desk.keyboard.type('LNRYDZ', { delay: 40 })
    await press(desk, 'item-SR-047')
    await test(desk, 'applicant-name').waitFor()
    await tabTo(desk, 'applicant-name')
    await desk.keyboard.insertText(name)
    await tabTo(desk, 'applicant-id')
    await desk.keyboard.type('362324198201010019', { delay: 40 })
    await desk.keyboard.press('Control+Enter')
  }
  await signInByKeyboard(desk, 'clerk')
  await test(desk, 'sign-on-1').waitFor()
  await press(desk, 'sign-on-1')
  await test(desk, 'call-next').waitFor()
  await desk.keyboard.press('F2')
  await test(desk, 'serve').waitFor()
  await desk.keyboard.press('F7')

  // Intake: find the item, type the applicant, set the materials, receive, accept, read the notice,
  // close it.
  await test(desk, 'item-search').waitFor()
  await tabTo(desk, 'item-search')
  await desk.keyboard.type('LNRYDZ', { delay: 40 })
  await desk.locator('[data-test="item-SR-047"]').waitFor()
  await press(desk, 'item-SR-047')
  await test(desk, 'applicant-name').waitFor()
  await tabTo(desk, 'applicant-name')
  await desk.keyboard.insertText('张三丰')
  await desk.keyboard.press('Enter')
  await desk.keyboard.press('Enter')
  equal('Enter goes to the next field', await focused(desk), 'applicant-id')
  await desk.keyboard.type('361102194903070026', { delay: 40 })
  await tabTo(desk, 'material-1')
  await desk.keyboard.press('ArrowDown')
  await tabTo(desk, 'material-2')
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Control+Enter')
  await test(desk, 'accept').waitFor()
  await tabTo(desk, 'photograph-1')
  check('photographs are reached by Tab', true)
  await press(desk, 'accept')
  await test(desk, 'voucher').waitFor()
  await closed()

  // The same ticket, another matter, refused with its reason.
  await press(desk, 'another')
  await takeIn('李四')
  await test(desk, 'refuse').waitFor()
  await press(desk, 'refuse')
  await test(desk, 'refuse-text').waitFor()
  await tabTo(desk, 'refuse-text')
  await desk.keyboard.insertText('不在本镇居住')
  await press(desk, 'refuse-send')
  await test(desk, 'voucher').waitFor()
  check('the refusal is on paper', (await test(desk, 'voucher').innerText()).includes('不予受理'))
  await closed()
  await desk.keyboard.press('F8')
  await test(desk, 'call-next').waitFor()
  check('a whole ticket without a mouse', true)
  await desk.keyboard.press('F2')
  await test(desk, 'miss').waitFor()
  await desk.keyboard.press('F4')
  await test(desk, 'call-next').waitFor()
  check('a missed number without a mouse', true)

  // Everything else that the floor asks of a clerk, each by its key and, where it is in a list, by
  // Tab.
  const third = await visitor('general')
  const number = () => test(desk, 'current-number').innerText()
  await press(desk, `requeue-${second}`)
  await desk.locator('[data-test="next"]', { hasText: second }).waitFor()
  check('a missed number queues again', true)
  await desk.keyboard.press('F2')
  await test(desk, 'undo').waitFor()
  await desk.keyboard.press('u')
  await test(desk, 'call-next').waitFor()
  check('a call is undone', true)
  await desk.keyboard.press('c')
  await until('the field has the focus', async () => (await focused(desk)) === 'by-number')
  await desk.keyboard.type(third, { delay: 40 })
  await desk.keyboard.press('Enter')
  await test(desk, 'serve').waitFor()
  equal('a number is called by its name', await number(), third)
  await desk.keyboard.press('F3')
  await desk.getByText('已呼叫 3 次').waitFor() // by F2 and undone, by its name, and now
  check('called once more', true)
  await desk.keyboard.press('b')
  await test(desk, 'call-next').waitFor()
  check('returned to the queue', true)
  await desk.keyboard.press('F2')
  await test(desk, 'serve').waitFor()
  await desk.keyboard.press('F7')
  await test(desk, 'finish').waitFor()
  const away = await number()
  await until('the item is next', async () => (await focused(desk)) === 'item-search')
  await desk.keyboard.press('Escape') // letters are typed into a field
  await desk.keyboard.press('h')
  await until('the reason has the focus', async () => (await focused(desk)) === 'hold-note')
  await desk.keyboard.insertText('去复印材料')
  await desk.keyboard.press('Enter')
  await test(desk, `resume-${away}`).waitFor()
  check('put on hold with its reason', true)
  await desk.keyboard.press('r')
  await test(desk, 'finish').waitFor()
  equal('and resumed', await number(), away)
  await desk.keyboard.press('F8')
  await test(desk, 'call-next').waitFor()
  await desk.keyboard.press('Pause')
  await desk.locator('[data-test="call-next"]:disabled').waitFor()
  await desk.keyboard.press('Pause')
  await desk.locator('[data-test="call-next"]:enabled').waitFor()
  check('the window is paused and goes on', true)
  await desk.keyboard.press('F2')
  await test(desk, 'serve').waitFor()
  await desk.keyboard.press('F9')
  await until('the target has the focus', async () => (await focused(desk)) === 'transfer-to')
  await desk.waitForFunction(
    () =>
      document.querySelectorAll('[data-test="transfer-to"] optgroup:last-child option').length > 1,
  )
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('ArrowDown')
  await tabTo(desk, 'transfer-note-text')
  await desk.keyboard.insertText('请接着办')
  await press(desk, 'transfer-send')
  await test(desk, 'call-next').waitFor()
  check('sent on to another queue', true)
  await desk.keyboard.press('?')
  await desk.locator('dialog[open]').waitFor()
  await closed()
  check('the keys are told', true)

  // What is missing is told once, on paper.
  await visitor('general')
  await test(desk, 'next').first().waitFor()
  await desk.keyboard.press('F2')
  await desk.keyboard.press('F7') // a quick hand: for whom the first key calls
  await takeIn('王五')
  await test(desk, 'correct').waitFor()
  await press(desk, 'correct')
  await test(desk, 'missing-1').waitFor()
  await tabTo(desk, 'missing-1')
  await desk.keyboard.insertText('缺身份证复印件')
  await press(desk, 'correct-send')
  await test(desk, 'voucher').waitFor()
  check('the correction is on paper', (await test(desk, 'voucher').innerText()).includes('补正'))
  await closed()
  await press(desk, 'backstop-open')
  await desk.locator('dialog[open]').waitFor()
  await closed()
  check('办不成事 stands beside it', true)
  await press(desk, 'voucher-open')
  await test(desk, 'voucher').waitFor()
  await closed()
  check('its voucher is printed again', true)
  for (const no of [1, 2]) {
    await tabTo(desk, `material-${no}`)
    await desk.keyboard.press('ArrowDown')
    await desk.waitForFunction(
      (n) => document.querySelector(`[data-test="material-${n}"]`).value !== '',
      no,
    )
  }
  await press(desk, 'accept')
  await test(desk, 'voucher').waitFor()
  check(
    'what was missing is brought, and the case accepted',
    (await test(desk, 'voucher').innerText()).includes('受理通知书'),
  )
  await closed()
  await desk.keyboard.press('F8')
  await test(desk, 'call-next').waitFor()

  const office = await screen(nodes.hallUrl, '/office.html', { width: 1280, height: 850 })
  await signInByKeyboard(office, 'approver')
  await office.locator('[data-test^="case-36"]').first().waitFor()
  await press(office, /^case-36/)
  await test(office, 'opinion').waitFor()
  await tabTo(office, 'opinion')
  await office.keyboard.insertText('符合条件，同意')
  await press(office, 'decide')
  await office.waitForFunction(
    () => document.querySelector('[data-test="case-state"]')?.textContent === '已决定',
  )
  check('a decision without a mouse', true)

  const issue = await screen(nodes.hallUrl, '/issue.html', { width: 1280, height: 850 })
  await signInByKeyboard(issue, 'issuer')
  await test(issue, 'sign-on-5').waitFor()
  await press(issue, 'sign-on-5')
  await issue.locator('[data-test^="case-36"]').first().waitFor()
  await press(issue, /^case-36/)
  await test(issue, 'shelf').waitFor()
  await tabTo(issue, 'shelf')
  await issue.keyboard.type('A-3', { delay: 40 })
  await press(issue, 'record-result')
  await test(issue, 'collector-id').waitFor()
  await tabTo(issue, 'collector-id')
  await issue.keyboard.type('361102194903070026', { delay: 40 })
  await press(issue, 'issue')
  await issue.waitForFunction(
    () => document.querySelector('[data-test="case-state"]')?.textContent === '已出件',
  )
  check('a result is issued without a mouse', true)
  await visitor('issue')
  await test(issue, 'next').first().waitFor()
  await issue.keyboard.press('F2')
  await test(issue, 'serve').waitFor()
  await issue.keyboard.press('F7')
  await test(issue, 'finish').waitFor()
  await issue.keyboard.press('F8')
  await test(issue, 'call-next').waitFor()
  check('a number is called and ended at the issuing window', true)
  await press(desk, 'sign-out')
  await desk.waitForURL((url) => url.pathname === '/')
  check('and out again', true)
})
