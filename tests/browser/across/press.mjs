// A person's press: an answer that was lost, a colleague who signs in beside the page, a session
// that ends, a rating somebody walked away from, and a server that is there. What was typed is
// never lost, never another's, and never longer in the browser than it is of use.
import { Client, check, equal, sleep, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, contexts, faults, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const ID = '362324198201010019',
  X = '11010519491231002X'
/** The next POST to this path reaches the hall; its answer does not reach the page. */
async function loseAnswer(page, path) {
  let lost = 0
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() !== 'POST' || lost++) return route.continue()
    await route.fetch()
    return route.abort()
  })
}
/** Every write of every page of this story, and whom it named. */
const writes = []
const watch = (page) =>
  page.on('request', (r) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(r.method()) && !/\/api\/(login|enrol)$/.test(r.url()))
      writes.push([new URL(r.url()).pathname, r.headers()['minihall-actor'] ?? ''])
  })
const open = async (path, login, size = { width: 1440, height: 1000 }) => {
  const page = await screen(nodes.hallUrl, path, size)
  watch(page)
  if (login) await signIn(page, login)
  return page
}
const kept = (page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
/** Presses until the page has an answer. */
async function pressAgain(page, button, answer) {
  await test(page, button).click()
  await page.locator('[data-test="toast"]', { hasText: '连不上大厅服务器' }).first().waitFor()
  if (answer) await test(page, button).click()
}
const fill = async (desk, name, id) => {
  await test(desk, 'item-search').fill('LNRYDZ')
  await desk.locator('[data-test^="item-SR"]').first().click()
  await test(desk, 'applicant-name').fill(name)
  await test(desk, 'applicant-id').fill(id)
  const materials = desk.locator('select[data-test^="material-"]')
  for (let i = 0; i < (await materials.count()); i++)
    await materials.nth(i).selectOption(i === 0 ? 'original_seen' : 'copy')
}
/** As a reader types: a key every few ms, Enter at the end. */
const burst = (page, text) =>
  page.evaluate((typed) => {
    const field = document.activeElement
    let at = performance.now()
    for (const c of [...typed, 'Enter']) {
      const event = new KeyboardEvent('keydown', {
        code: c === 'Enter' ? c : /\d/.test(c) ? `Digit${c}` : `Key${c.toUpperCase()}`,
        key: c,
        bubbles: true,
        cancelable: true,
      })
      Object.defineProperty(event, 'timeStamp', { value: (at += 4) })
      field.dispatchEvent(event)
      if (c !== 'Enter' && 'value' in field) {
        field.value += c
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
    }
  }, text)

await story('press', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl
  const as = async (login) => {
    const c = new Client(hall)
    await c.signIn(login)
    return c
  }
  const clerk = await as('clerk'),
    clerk2 = await as('clerk2'),
    guide = await as('guide'),
    supervisor = await as('supervisor'),
    director = await as('director')
  const kiosk = new Client(hall)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until(
    'the catalogue is there',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  await clerk2.post('/api/windows/2/sign-on')
  const serving = async () => {
    await kiosk.ticket({ zone: 'general', priority: 'none' })
    const called = await clerk.post('/api/windows/1/call-next')
    return clerk.post(`/api/tickets/${called.id}/serve`)
  }
  const cases = async (id) => (await clerk.get(`/api/cases?q=${id}`)).cases

  // ---- the answer is lost: the page is opened anew, the press is made again, and it is one
  let number = await serving()
  const desk = await open('/desk.html', 'clerk')
  await fill(desk, '丢答复', ID)
  await loseAnswer(desk, '/api/cases')
  await pressAgain(desk, 'receive', false)
  await desk.reload()
  if (await test(desk, 'another').count()) await test(desk, 'another').click()
  await test(desk, 'applicant-name').waitFor()
  equal(
    'what was typed is there after a reload',
    await test(desk, 'applicant-name').inputValue(),
    '丢答复',
  )
  await test(desk, 'applicant-name').fill('丢答复改')
  await test(desk, 'receive').click()
  await test(desk, 'intake-state').waitFor()
  equal(
    'a case pressed again after a lost answer is one',
    (await cases(ID)).map((c) => c.applicant_name),
    ['丢答复'],
  )
  check(
    'and the page says that the first was received, and what to do',
    (await desk.locator('[data-test="toast"]').allInnerTexts()).some(
      (t) => t.includes('没有再做第二件') && t.includes('更正'),
    ),
  )
  await picture(desk, 'press-01-received-before')
  // what is printed on the button holds wherever the focus is
  await desk.evaluate(() => document.activeElement?.blur())
  await desk.keyboard.press('Control+Enter')
  await desk.waitForFunction(
    () => document.querySelector('[data-test="intake-state"]')?.textContent !== '已收件',
  )
  await desk.keyboard.press('Escape')

  const backstop = await open('/backstop.html', 'guide')
  await test(backstop, 'tab-report').click()
  await test(backstop, 'backstop-want').fill('开证明')
  await test(backstop, 'backstop-reason').selectOption({ index: 1 })
  await test(backstop, 'backstop-text').fill('窗口说不归他管')
  await loseAnswer(backstop, '/api/backstop')
  await pressAgain(backstop, 'backstop-send', true)
  await test(backstop, 'backstop-receipt').waitFor()
  equal(
    'a report pressed again after a lost answer is one',
    (await supervisor.get('/api/backstop')).reports.length,
    1,
  )

  const help = await open('/help.html', 'guide')
  await test(help, 'tab-ask').click()
  await test(help, 'ask-search').fill('GLJT')
  await help.locator('[data-test^="ask-item-"]').first().click()
  await test(help, 'ask-name').fill('王桂花')
  await test(help, 'ask-need').selectOption({ index: 1 })
  await loseAnswer(help, '/api/help/requests')
  await pressAgain(help, 'ask-send', false)
  await help.reload()
  await test(help, 'tab-ask').click() // the component has ended; its draft and its key have not
  equal(
    'a draft comes back with its component',
    await test(help, 'ask-name').inputValue(),
    '王桂花',
  )
  await test(help, 'ask-send').click()
  await until(
    'a request pressed again after a lost answer is one',
    async () => (await guide.get('/api/help/requests')).requests.length === 1,
  )

  // ---- a colleague signs in beside the page
  await test(desk, 'another').click()
  await fill(desk, '换人', '361123198001010032')
  const tab = await desk.context().newPage()
  await tab.goto(hall)
  const beside = (login) =>
    tab.evaluate(async (who) => {
      const post = (path, body) =>
        fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      await post('/api/login', { login: who, password: 'minihall2026' })
    }, login)
  await beside('clerk2')
  await test(desk, 'receive').click()
  await test(desk, 'again-other').waitFor()
  const names = [(await clerk.get('/api/me')).name, (await clerk2.get('/api/me')).name]
  const said = await test(desk, 'again-who').innerText()
  check(
    'another session beside the page is said with both names',
    names.every((n) => said.includes(n)),
    said,
  )
  equal('and nothing was done in his name', (await cases('361123198001010032')).length, 0)
  await picture(desk, 'press-02-another')
  await accessible(desk, 'the question who goes on')
  await test(desk, 'again-password').fill('minihall2026')
  await test(desk, 'again-go').click()
  await test(desk, 'intake-state').waitFor()
  const made = await clerk.get(`/api/cases/${(await cases('361123198001010032'))[0].id}`)
  equal(
    'when the first is back the press goes on by itself, as his and once',
    [(await cases('361123198001010032')).length, made.received_by, made.window_no],
    [1, names[0], 1],
  )
  equal(
    'a number that another window serves is not taken in here',
    (
      await clerk2.call('POST', '/api/cases', {
        ticket_id: number.id,
        item_id: 'SR-047',
        applicant: { name: '别窗', id_kind: 'identity_card', id_no: ID },
      })
    ).value.error?.code,
    'TICKET_ELSEWHERE',
  )

  // ---- the session ends while one types
  await test(desk, 'another').click()
  await fill(desk, '会话过期', X)
  await desk.context().clearCookies() // as after twelve hours
  // the page may have asked already, by a view that was refused
  await test(desk, 'receive').evaluate((button) => button.click())
  await test(desk, 'again-ended').waitFor()
  equal(
    'the same account is asked for its password',
    await test(desk, 'again-login').inputValue(),
    'clerk',
  )
  await picture(desk, 'press-03-ended')
  await test(desk, 'again-login').fill('clerk2')
  await test(desk, 'again-password').fill('minihall2026')
  await test(desk, 'again-go').click()
  await test(desk, 'again-other').waitFor()
  check(
    'another one who signs in there is told whose it is',
    (await test(desk, 'again-who').innerText()).includes(`页面上填的是${names[0]}的`),
  )
  equal('nothing was mixed', (await cases(X)).length, 0)
  await test(desk, 'again-login').fill('clerk')
  await test(desk, 'again-password').fill('minihall2026')
  await test(desk, 'again-go').click()
  await test(desk, 'intake-state').waitFor()
  equal(
    'and the press goes on when the first is back',
    (await cases(X)).map((c) => c.applicant_name),
    ['会话过期'],
  )

  // ---- a reader types into a field; errors are said with the label
  await test(desk, 'another').click()
  await test(desk, 'item-search').fill('LNRYDZ')
  await desk.locator('[data-test^="item-SR"]').first().click()
  await test(desk, 'applicant-id').focus()
  await burst(desk, X)
  equal(
    'a card that is read fills the field that waits for it',
    await test(desk, 'applicant-id').inputValue(),
    X,
  )
  equal(
    'and is no scan of a number',
    await desk.locator('[data-test="toast"]', { hasText: '不在等候' }).count(),
    0,
  )
  const column = await desk.locator('.toasts').evaluate((e) => e.getBoundingClientRect().top)
  check('messages stand above, not over the row of buttons', column < 120, column)

  // ---- a draft ends with its number
  await test(desk, 'applicant-name').fill('没办完的人')
  await desk.waitForFunction(() =>
    Object.values(localStorage).some((v) => v.includes('没办完的人')),
  )
  await clerk.post(`/api/tickets/${number.id}/finish`, { note: '两件明天再受理' })
  await desk.waitForFunction(
    () => !JSON.stringify({ ...localStorage }).includes('没办完的人'),
    null,
    { timeout: 10000 },
  )
  check('a draft ends with its number', true)
  number = await serving()
  await test(desk, 'item-search').waitFor()
  await fill(desk, '挂起的人', X)
  await clerk.post(`/api/tickets/${number.id}/hold`, {})
  await test(desk, 'call-next').waitFor()
  await sleep(500)
  check('one that is held keeps its draft', (await kept(desk)).includes('挂起的人'))
  await test(desk, 'sign-out').click()
  await desk.locator('[data-test="toast"]', { hasText: '没办完的号' }).waitFor()
  await clerk.post(`/api/tickets/${number.id}/resume`, {})
  await clerk.post(`/api/tickets/${number.id}/finish`)
  await desk.close()
  await test(help, 'tab-ask').click()
  await test(help, 'ask-name').fill('退出的人')
  await test(help, 'ask-name').press('Tab')
  await help.waitForFunction(() => Object.values(localStorage).some((v) => v.includes('退出的人')))
  await test(help, 'sign-out').click()
  await help.waitForURL(`${hall}/`)
  const left = await kept(help)
  check(
    'signing out leaves no name and no number in the browser',
    !left.includes('退出的人') && !left.includes('王桂花'),
    left,
  )

  // ---- a bad rating somebody walked away from
  await director.post('/api/settings/rating_wait_seconds', { value: '5' })
  const finish = async () => {
    const t = await serving()
    await clerk.post(`/api/tickets/${t.id}/finish`)
    return t
  }
  const tablet = await open(`/rate.html#token=${nodes.token('rater1')}`, '', {
    width: 1280,
    height: 800,
  })
  await test(tablet, 'rate-idle').waitFor()
  await finish()
  await test(tablet, 'level-very_dissatisfied').click()
  await test(tablet, 'rate-send').click()
  await test(tablet, 'rate-indicators').waitFor()
  await test(tablet, 'thanks').waitFor({ timeout: 15000 })
  const orders = async () => (await supervisor.get('/api/orders')).orders
  equal(
    'a bad rating somebody walked away from is kept, and has its order',
    [(await director.get('/api/ratings')).counted, (await orders()).length],
    [1, 1],
  )
  await test(tablet, 'thanks-done').click()
  // the power goes after the level was pressed
  await finish()
  await test(tablet, 'level-dissatisfied').click()
  await nodes.stop('hall', 'SIGKILL')
  await tablet.goto('about:blank')
  await nodes.start('hall')
  for (const one of [clerk, director, supervisor]) one.agent.destroy()
  await tablet.goto(`${hall}/rate.html`)
  await until(
    'one that the power cut off is sent when there is power',
    async () => (await orders()).length === 2,
  )
  const opened = await open('/orders.html', 'supervisor')
  await opened.locator('table tbody tr').first().click()
  await test(opened, 'order-unstated').waitFor()

  // ---- the server is there, and nobody says otherwise; it is gone, and everybody says so
  const gone = (page) => page.locator('.offline, .lost').count()
  const people = await open('/people.html', 'director')
  await people.evaluate(() => {
    // every moment is looked at
    window.__gone = 0
    new MutationObserver(() => {
      if (document.querySelector('.offline')) window.__gone++
    }).observe(document.body, { childList: true, subtree: true })
  })
  const tabs = await people.locator('[role="tab"]').all()
  for (let i = 0; i < 20; i++) {
    await tabs[i % tabs.length].click()
    await sleep(250)
  }
  const pages = []
  for (const path of [
    '/board.html',
    '/people.html',
    '/director.html',
    '/setup.html',
    '/help.html',
    '/backstop.html',
    '/board.html',
    '/status.html',
    '/roster.html',
    '/me.html',
  ]) {
    const page = await people.context().newPage()
    watch(page)
    await page.goto(`${hall}${path}`)
    pages.push(page)
  }
  await sleep(13000) // longer than a silence
  equal(
    'twenty tabs and ten pages, and the server is never said to be gone',
    [await people.evaluate(() => window.__gone), ...(await Promise.all(pages.map(gone)))],
    Array(11).fill(0),
  )
  await nodes.stop('hall', 'SIGKILL')
  const began = Date.now()
  for (const page of [people, ...pages])
    await page.locator('.offline, .lost').first().waitFor({ timeout: 10000 })
  check(
    `all say within a few seconds that it is gone (${Date.now() - began} ms)`,
    Date.now() - began < 8000,
  )
  await nodes.start('hall')
  for (const page of [people, ...pages])
    await page.waitForFunction(() => !document.querySelector('.offline, .lost'), null, {
      timeout: 20000,
    })
  check('and that it is back', true)

  // ---- the county's calendar is shown when it is published, however long that takes
  const county = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  watch(county)
  await signIn(county, 'county')
  await test(county, 'tab-catalogue').click()
  const tag = county.locator('[data-test="hub-calendar"] p').nth(1)
  await tag.getByText('未公布').waitFor()
  let late = 0
  await county.route('**/api/workdays*', async (route) => {
    // an answer that was true when it was asked for, and comes late
    const answer = await route.fetch()
    if (late++ < 2) await sleep(4000)
    await route.fulfill({ response: answer })
  })
  const known = JSON.parse(
    (await import('node:fs')).readFileSync(
      new URL('../../../appliance/sample/catalogue/calendar.json', import.meta.url),
      'utf8',
    ),
  )
  await test(county, 'calendar-file').setInputFiles({
    name: '日历.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      JSON.stringify({
        ...known,
        days: [...known.days, { date: '2027-01-01', off: true, name: '元旦（测试）' }],
      }),
    ),
  })
  await test(county, 'calendar-publish').click()
  await test(county, 'calendar-sure').click()
  await tag.getByText('已公布').waitFor({ timeout: 25000 })
  check('a calendar that was published is shown, whatever answers come late', true)

  const nameless = [...new Set(writes.filter(([, who]) => !who).map(([path]) => path))]
  equal('no page writes without naming whom it shows', nameless, [])
  check(`pages of ${new Set(writes.map(([, who]) => who)).size} persons wrote`, writes.length > 10)
  faults.splice(0, faults.length, ...faults.filter((f) => !f.includes('Failed to fetch')))
  contexts.length = contexts.length
})
