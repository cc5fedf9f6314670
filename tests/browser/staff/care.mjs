// A bad rating from the tablet to its end, by keyboard alone; a rating on a phone; 办不成事 beside a
// refusal; a request for help with its papers.
import { readFileSync } from 'node:fs'
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const person = {
  name: '李四',
  id_kind: 'identity_card',
  id_no: '362324198201010019',
  phone: '13800000000',
}
/** Tab until the element of this name has the focus: no mouse, no script. */
async function tabTo(page, name) {
  for (let i = 0; i < 90; i++) {
    if (await page.evaluate((n) => document.activeElement?.getAttribute('data-test') === n, name))
      return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${name}`)
}
const write = async (page, name, text) => {
  await tabTo(page, name)
  await page.keyboard.insertText(text)
}

await story('care', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl
  const kiosk = new Client(hall),
    clerk = new Client(hall),
    director = new Client(hall),
    supervisor = new Client(hall)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await clerk.signIn('clerk')
  await director.signIn('director')
  await supervisor.signIn('supervisor')
  await until(
    'the catalogue is there',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  const service = async () => {
    const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
    await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
    await clerk.post(`/api/tickets/${ticket.id}/finish`, {})
    return ticket
  }

  // The tablet: who serves; five levels, tall; a reason; thanks. Nobody presses: no rating.
  const tablet = await screen(hall, `/rate.html#token=${nodes.token('rater1')}`, {
    width: 1280,
    height: 800,
  })
  await test(tablet, 'rate-idle').getByText('李秀英').waitFor()
  await picture(tablet, 'care-01-tablet-idle')
  await director.post('/api/settings/rating_wait_seconds', { value: '5' })
  await service()
  await test(tablet, 'level-satisfied').waitFor()
  const tall = await tablet.evaluate(
    () =>
      Math.min(
        ...[...document.querySelectorAll('.level')].map((e) => e.getBoundingClientRect().height),
      ) / window.innerHeight,
  )
  check('the five levels are 40 % of the screen', tall >= 0.4, tall)
  await test(tablet, 'rate-idle').waitFor({ timeout: 15000 })
  equal(
    'who does not press has not rated',
    (({ unrated, counted }) => [unrated, counted])(await director.get('/api/ratings')),
    [1, 0],
  )
  await director.post('/api/settings/rating_wait_seconds', { value: '60' })
  const bad = await service()
  await test(tablet, 'level-very_dissatisfied').click()
  await test(tablet, 'option-rude').check()
  await test(tablet, 'rate-text').fill('一直催')
  await picture(tablet, 'care-02-tablet-reason')
  await accessible(tablet, 'the reasons on the tablet')
  await test(tablet, 'rate-send').click()
  await test(tablet, 'rate-indicators').waitFor()
  await accessible(tablet, 'the four indicators')
  await test(tablet, 'four-attitude-very_dissatisfied').click()
  await test(tablet, 'four-skill-satisfied').click()
  await test(tablet, 'four-skill-satisfied').click()
  await test(tablet, 'four-efficiency-fairly_satisfied').click()
  await picture(tablet, 'care-02-tablet-four')
  const low = await tablet.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll('.four button')].map(
        (e) => e.getBoundingClientRect().height,
      ),
    ),
  )
  check('their buttons are large', low >= 64, low)
  await test(tablet, 'rate-done').click()
  await test(tablet, 'thanks').waitFor()
  const exported = (await director.raw('GET', '/api/ratings/export?scale=gbt39046')).body.toString(
    'utf8',
  )
  check(
    'what was pressed twice is not given',
    exported.includes('attitude') && exported.includes('efficiency') && !exported.includes('skill'),
    exported,
  )
  const code = await test(tablet, 'answer-code').innerText()
  check('the tablet shows the rater a number of his own', /^\d{8}$/.test(code), code)
  await test(tablet, 'thanks-done').click()
  // who goes away on the last page has given his level, and nothing else
  await director.post('/api/settings/rating_wait_seconds', { value: '5' })
  await service()
  await test(tablet, 'level-satisfied').click()
  await test(tablet, 'rate-send').click()
  await test(tablet, 'rate-indicators').waitFor()
  await test(tablet, 'thanks').waitFor({ timeout: 15000 })
  equal('it ends by itself, as a rating', (await director.get('/api/ratings')).counted, 2)
  await director.post('/api/settings/rating_wait_seconds', { value: '60' })

  // The supervisor, by keyboard alone.
  const desk = await screen(hall, '/orders.html', { width: 1440, height: 900 })
  await signIn(desk, 'supervisor')
  await test(desk, `row-W${bad.id}`).waitFor()
  await tabTo(desk, `row-W${bad.id}`)
  await desk.keyboard.press('Enter')
  await test(desk, 'order').waitFor()
  await picture(desk, 'care-03-order')
  await accessible(desk, 'a work order')
  await tabTo(desk, 'do-verify')
  await desk.keyboard.press('Enter')
  await desk.getByText('请选一项').waitFor()
  check('what is missing is said beside it', true)
  await desk.keyboard.down('Shift')
  for (let i = 0; i < 2; i++) await desk.keyboard.press('Tab')
  await desk.keyboard.up('Shift')
  await desk.keyboard.press('Space')
  await write(desk, 'verify-text', '调看录像，情况属实')
  const verdict = await desk.evaluate(() =>
    document.querySelector('[data-test^="verify-verdict-"]:checked')?.getAttribute('data-test'),
  )
  if (verdict !== 'verify-verdict-true') throw new Error(`verdict by keyboard: ${verdict}`)
  await desk.reload()
  await test(desk, `row-W${bad.id}`).waitFor()
  await tabTo(desk, `row-W${bad.id}`)
  await desk.keyboard.press('Enter')
  await test(desk, 'verify-text').waitFor()
  equal(
    'what was typed survives a reload',
    await test(desk, 'verify-text').inputValue(),
    '调看录像，情况属实',
  )
  await tabTo(desk, 'verify-text')
  await desk.keyboard.press('Control+Enter')
  await test(desk, 'act-action-fixed_at_once').waitFor()
  await tabTo(desk, 'act-action-fixed_at_once')
  await desk.keyboard.press('Space')
  await write(desk, 'act-text', '当面道歉并批评教育')
  await desk.keyboard.press('Control+Enter')
  await test(desk, 'reply-text').waitFor()
  await write(desk, 'reply-text', '已批评教育，向您致歉')
  await desk.keyboard.press('Control+Enter')
  await test(desk, 'revisit-reached').waitFor()
  await tabTo(desk, 'revisit-reached')
  await desk.keyboard.press('Space')
  await tabTo(desk, 'revisit-satisfied')
  await desk.keyboard.press('Space')
  await tabTo(desk, 'do-revisit')
  await desk.keyboard.press('Enter')
  await test(desk, 'close-text').waitFor()
  await picture(desk, 'care-04-order-revisited')
  await write(desk, 'close-text', '评价人接受道歉')
  await desk.keyboard.press('Control+Enter')
  await test(desk, 'order-state').getByText('已办结').waitFor()
  equal('closed', (await supervisor.get(`/api/orders/W${bad.id}`)).state, 'closed')
  await desk.emulateMedia({ media: 'print' })
  await picture(desk, 'care-05-order-print')
  await desk.emulateMedia({ media: 'screen' })

  // Phone: the answer and a second rating; a first rating of another service; a report.
  const phone = await screen(hall, `/Q/${bad.id}/${bad.slip_code}`, { width: 390, height: 800 })
  await test(phone, 'slip-code').fill(code)
  await test(phone, 'slip-look').click()
  await test(phone, 'slip-reply').waitFor()
  await test(phone, 'slip-level-satisfied').check()
  await test(phone, 'slip-rate').click()
  await test(phone, 'slip-thanks').waitFor()
  equal(
    'the second rating is on the order',
    (await supervisor.get(`/api/orders/W${bad.id}`)).second_level,
    'satisfied',
  )
  const other = await service()
  const phone2 = await screen(hall, `/Q/${other.id}/${other.slip_code}`, {
    width: 390,
    height: 800,
  })
  await test(phone2, 'slip-level-dissatisfied').check()
  await test(phone2, 'slip-option-slow').check()
  await picture(phone2, 'care-06-slip-rating')
  await accessible(phone2, 'a rating on a phone')
  await test(phone2, 'slip-rate').click()
  await test(phone2, 'slip-thanks').waitFor()
  await test(phone2, 'slip-backstop').click()
  await test(phone2, 'slip-want').fill('养老认证')
  await test(phone2, 'slip-reason').selectOption('system')
  await test(phone2, 'slip-complaint').fill('机器说我不是本人')
  await accessible(phone2, 'a report on a phone')
  await test(phone2, 'slip-complain').click()
  await test(phone2, 'slip-receipt').waitFor()
  equal(
    'both have arrived',
    [
      (await supervisor.get('/api/orders')).orders[0].channel,
      (await supervisor.get('/api/backstop')).reports[0].source,
    ],
    ['slip_code', 'slip'],
  )

  // At the desk: a refusal, and 办不成事 on the same screen.
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
  await clerk.post('/api/cases', {
    ticket_id: ticket.id,
    item_id: 'SR-043',
    applicant: person,
    materials: [{ no: 1, taken: 'copy' }],
  })
  const window1 = await screen(hall, '/desk.html', { width: 1440, height: 900 })
  await signIn(window1, 'clerk')
  await window1.getByText('本号办件 1').waitFor()
  await window1.locator('tr', { hasText: '李四' }).click()
  await test(window1, 'refuse').click()
  await test(window1, 'refuse-text').fill('不在本镇居住')
  await window1.getByRole('button', { name: '不予受理并打印' }).click()
  await test(window1, 'voucher').waitFor()
  await window1.locator('dialog[open] [data-test="backstop-open"]').click()
  await test(window1, 'backstop-text').waitFor()
  equal(
    'it is filled in from the case',
    [
      await test(window1, 'backstop-reason').inputValue(),
      await test(window1, 'backstop-name').inputValue(),
    ],
    ['not_accepted', '李四'],
  )
  await test(window1, 'backstop-text').fill('租住多年，说不是本镇人')
  await picture(window1, 'care-07-backstop-at-desk')
  await accessible(window1, 'a report beside a refusal')
  await test(window1, 'backstop-send').click()
  await test(window1, 'backstop-receipt').waitFor()

  const reports = await screen(hall, '/backstop.html', { width: 1440, height: 900 })
  await signIn(reports, 'supervisor')
  await reports.locator('[data-test^="row-F"]', { hasText: '养老认证' }).click()
  await test(reports, 'do-accept').click()
  await test(reports, 'classify-class').selectOption('simple')
  await test(reports, 'do-classify').click()
  await test(reports, 'resolve-result-refused').check()
  await test(reports, 'do-resolve').click()
  await reports.getByText('请写明，至少2个字').first().waitFor()
  await picture(reports, 'care-08-backstop')
  await accessible(reports, 'a report with what is missing')
  await test(reports, 'resolve-result-solved').check()
  await test(reports, 'resolve-text').fill('人工核对后已认证')
  await test(reports, 'do-resolve').click()
  await test(reports, 'backstop-state').getByText('已办结待答复').waitFor()
  await test(reports, 'open-escalate').click()
  await test(reports, 'escalate-to-county').check()
  await test(reports, 'escalate-text').fill('设备问题涉及全县')
  await test(reports, 'do-escalate').click()
  await reports.getByText('已报县级').first().waitFor()
  await test(desk, 'tab-leader').click()
  await desk.locator('[data-test^="escalation-F"]').first().waitFor()
  await desk.getByText('领导登记里没有现任领导').waitFor()
  await desk.locator('[data-test="open-leader"]').first().click()
  await test(desk, 'leader-text').fill('请派出所和人社所今天联系本人')
  await desk.evaluate(() => window.scrollTo(0, 0))
  await picture(desk, 'care-18-leader')
  await accessible(desk, 'what waits for the leader')
  await test(desk, 'do-leader').click()
  await desk.getByText('没有等领导批示的').waitFor()
  await test(reports, 'tab-report').click()
  await test(reports, 'backstop-want').waitFor()
  await accessible(reports, 'taking a report')

  // The county.
  const county = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(county, 'county')
  await test(county, 'tab-backstop').click()
  await county.locator('[data-test^="row-F"]').first().click()
  await test(county, 'answer-text').fill('县人社局已派人检修')
  await picture(county, 'care-09-county')
  await accessible(county, 'reports at the county')
  await test(county, 'do-answer').click()
  await test(county, 'county-answer').waitFor()

  // The county sets what may be said with a rating, and sees which hall has it.
  await test(county, 'tab-options').click()
  await test(county, 'hub-options').getByText('各大厅用的是样例').waitFor()
  await test(county, 'options-edit').click()
  await test(county, 'options-add').click()
  const last = (await county.locator('[data-test^="option-text-"]').count()) - 1
  await test(county, 'options-publish').click()
  await county.getByText('请写新的版本号').waitFor()
  await county.getByText('请写内容').waitFor()
  await test(county, 'options-version').fill('2027-1')
  await test(county, `option-text-${last}`).fill('无障碍设施好用')
  await test(county, `option-${last}-very_satisfied`).check()
  await county.reload()
  await test(county, 'tab-options').click()
  equal(
    'what was typed is still there',
    await test(county, `option-text-${last}`).inputValue(),
    '无障碍设施好用',
  )
  await picture(county, 'care-14-options')
  await accessible(county, 'the options being edited')
  await test(county, 'options-publish').click()
  await test(county, 'options-sure').click()
  await county.locator('[data-test^="options-hall-"]').getByText('最新').waitFor()
  await picture(county, 'care-15-options-halls')
  await accessible(county, 'the options and who has them')
  await county.setViewportSize({ width: 390, height: 800 })
  await picture(county, 'care-16-options-phone')

  // And the calendar of the next year, when it is out.
  await county.setViewportSize({ width: 1440, height: 900 })
  await test(county, 'tab-catalogue').click()
  const known = JSON.parse(
    readFileSync(
      new URL('../../../appliance/sample/catalogue/calendar.json', import.meta.url),
      'utf8',
    ),
  )
  const file = (days) => ({
    name: '日历.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...known, days })),
  })
  await county.getByText('2027 年：跨到这一年的期限都暂定').waitFor()
  await test(county, 'calendar-file').setInputFiles(
    file([{ date: '2027-01-01', off: true, name: '元旦（测试）' }]),
  )
  await county.getByText('这个文件里没有 2026 年').waitFor()
  await test(county, 'calendar-file').setInputFiles(
    file([...known.days, { date: '2027-01-01', off: true, name: '元旦（测试）' }]),
  )
  await county.getByText('2027 年：放假 1 天').waitFor()
  await picture(county, 'care-17-calendar')
  await accessible(county, 'the calendar at the county')
  await test(county, 'calendar-publish').click()
  await test(county, 'calendar-sure').click()
  await county.getByText('2027 年：跨到这一年的期限都暂定').waitFor({ state: 'detached' })

  // 帮办代办.
  const help = await screen(hall, '/help.html', { width: 1440, height: 900 })
  await signIn(help, 'director')
  await test(help, 'tab-helpers').click()
  await test(help, 'helper-new').click()
  for (const [field, text] of [
    ['name', '钱助理'],
    ['village', '样例村'],
    ['phone', '13800000002'],
    ['badge', 'XGS-001'],
  ])
    await test(help, `helper-${field}`).fill(text)
  await test(help, 'helper-save').click()
  await help.getByText('XGS-001').waitFor()
  await accessible(help, 'the helpers')
  await test(help, 'tab-ask').click()
  await test(help, 'ask-search').fill('LNRYDZ')
  await test(help, 'ask-item-SR-047').click()
  await test(help, 'ask-name').fill('王桂花')
  await test(help, 'ask-need').selectOption('elder')
  equal('the old are visited at home', await test(help, 'ask-home').isChecked(), true)
  await accessible(help, 'a new request')
  await test(help, 'ask-send').click()
  await test(help, 'assign-helper_id').selectOption({ index: 1 })
  await test(help, 'do-assign').click()
  await test(help, 'paper-name').fill('身份证')
  await test(help, 'paper-add').click()
  await test(help, 'agree-scope').fill('代为递交申请')
  await test(help, 'do-agree').click()
  await test(help, 'print-agreement').waitFor()
  await picture(help, 'care-10-help')
  await accessible(help, 'a request with its papers')
  await help.emulateMedia({ media: 'print' })
  await picture(help, 'care-11-agreement')
  await help.emulateMedia({ media: 'screen' })
  await test(help, 'tab-papers').click()
  await help.getByText('钱助理').first().waitFor()
  await accessible(help, 'papers that are out')
  await test(help, 'tab-items').click()
  await test(help, 'coverage').waitFor()
  await accessible(help, 'the list of items')
  await help.setViewportSize({ width: 390, height: 800 })
  await test(help, 'tab-open').click()
  await help.locator('[data-test^="row-H"]').first().click()
  await test(help, 'help').waitFor()
  await picture(help, 'care-12-help-phone')
  for (const [page, name] of [
    [desk, 'orders'],
    [reports, 'backstop'],
  ]) {
    await page.setViewportSize({ width: 390, height: 800 })
    await picture(page, `care-13-${name}-phone`)
  }
  await test(desk, 'tab-paper').click()
  await accessible(desk, 'a sheet of paper')
  await test(desk, 'tab-figures').click()
  await test(desk, 'rate').waitFor()
  await accessible(desk, 'the figures')
})
