// The queue in a browser: the guide looks through papers and gives a number, a desk holds, resumes
// and transfers with the keyboard alone, a citizen gives up his place on his phone.
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const narrow = { width: 390, height: 800 }
const fits = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)

await story('queue', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl
  const kiosk = new Client(hall),
    anyone = new Client(hall)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const director = new Client(hall)
  await director.signIn('director')
  const patience = (seconds) =>
    director.post('/api/settings/ticket_miss_seconds', { value: String(seconds), reason: '试验' })
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )

  // The guide: what for, what was brought, what is missing, the paper to take home, and a number
  // that carries it.
  const guide = await screen(hall, '/guide.html', { width: 1440, height: 900 })
  await signIn(guide, 'guide')
  await test(guide, 'guide-search').fill('LNRYDZ')
  await test(guide, 'guide-item-SR-047').click()
  await test(guide, 'brought-SR-047-1').check()
  check(
    'what is missing is said',
    (await test(guide, 'missing-SR-047').innerText()).includes('照片'),
  )
  await picture(guide, '20-guide')
  await accessible(guide, 'the guide desk')
  await test(guide, 'guide-notice').click()
  await test(guide, 'notice').waitFor()
  check(
    'the notice tells everything once',
    (await test(guide, 'notice').innerText()).includes('请补'),
  )
  await picture(guide, '21-guide-notice')
  await accessible(guide, 'the notice')
  await guide.keyboard.press('Escape')
  await test(guide, 'guide-priority').selectOption('elder')
  await test(guide, 'guide-note').fill('听力不好，请大声')
  await guide.keyboard.press('Control+Enter')
  await test(guide, 'guide-number').waitFor()
  equal('a number is given', await test(guide, 'guide-number').innerText(), 'A001')
  await picture(guide, '22-guide-number')
  await accessible(guide, 'the number given')
  await test(guide, 'guide-next').click()
  await test(guide, 'log-text').fill('问公积金在哪办，指到县政务服务中心')
  await test(guide, 'log-add').click()
  await test(guide, 'log-entry').first().waitFor()
  check(
    'what needs no number is logged',
    (await test(guide, 'log-entry').first().innerText()).includes('公积金'),
  )

  // The director adds a category; the guide has it at once.
  const setup = await screen(hall, '/setup.html', { width: 1280, height: 900 })
  await signIn(setup, 'director')
  await test(setup, 'tab-categories').click()
  await test(setup, 'category-zone').selectOption('general')
  await test(setup, 'category-letter').fill('o')
  await test(setup, 'category-label').fill('社保医保')
  await test(setup, 'category-define').click()
  await test(setup, 'category-wrong').waitFor()
  await accessible(setup, 'the categories')
  await test(setup, 'category-letter').fill('s')
  await test(setup, 'category-items').fill('SBK')
  await test(setup, 'category-define').click()
  await test(setup, 'category-S').waitFor()
  await picture(setup, '19-categories')

  // The desk, by keyboard alone from signing on.
  const others = []
  for (let i = 0; i < 4; i++) others.push(await kiosk.ticket({ zone: 'general', priority: 'none' }))
  const desk = await screen(hall, '/desk.html', { width: 1440, height: 900 })
  await signIn(desk, 'clerk')
  const second = await screen(hall, '/desk.html', { width: 1280, height: 800 })
  await signIn(second, 'clerk2')
  await test(second, 'sign-on-2').click()
  await test(desk, 'sign-on-1').focus()
  const press = async (...keys) => {
    for (const key of keys) await desk.keyboard.press(key)
  }
  const shows = (number, state) =>
    desk.waitForFunction(
      ([n, s]) =>
        document.querySelector('[data-test="current-number"]')?.textContent === n &&
        document.querySelector('[data-test="current-state"]')?.textContent === s,
      [number, state],
    )
  await press('Enter')
  await test(desk, 'call-next').waitFor()
  await desk.waitForFunction(() => document.querySelectorAll('[data-test="next"]').length === 3)
  equal(
    'the next three by the rules',
    await test(desk, 'next').locator('td:first-child').allInnerTexts(),
    [others[0].number, others[1].number, 'A001'],
  )
  await press('F2')
  await shows('A002', '已呼叫')
  await press('u')
  await test(desk, 'call-next').waitFor()
  check('a call is taken back by a key', true)
  await press('F2')
  await shows('A002', '已呼叫')
  await press('F3', 'F7')
  await shows('A002', '办理中')
  await desk.waitForFunction(() => document.activeElement?.dataset.test === 'item-search')
  await press('Escape', 'h') // letters are typed into a field
  await test(desk, 'hold-note').waitFor()
  await desk.keyboard.type('去复印材料')
  await press('Enter')
  await test(desk, 'held').waitFor()
  await press('F2')
  await shows('A003', '已呼叫')
  check(
    'nobody is passed over who may be on his way: the button says how long',
    /^过号（\d+ 秒后）/.test(await test(desk, 'miss').innerText())
      ? true
      : await test(desk, 'miss').innerText(),
  )
  await press('F4')
  await desk.locator('[data-test="toast"]', { hasText: '人可能还在走过来' }).waitFor()
  check(
    'and the key, why not',
    /A003，还要等 \d+ 秒/.test(await test(desk, 'toast').first().innerText())
      ? true
      : await test(desk, 'toast').first().innerText(),
  )
  await accessible(desk, 'a number that was just called')
  await patience(0)
  await press('F4')
  await test(desk, 'missed').waitFor()
  await press('F2')
  await shows('A001', '已呼叫')
  check(
    'what the guide saw is there',
    (await test(desk, 'precheck').innerText()).includes('还缺 一寸近期免冠照片') &&
      (await test(desk, 'ticket-note').innerText()).includes('听力不好'),
  )
  await press('F7')
  await shows('A001', '办理中')
  await picture(desk, '23-desk-queue')
  await accessible(desk, 'the desk with a queue')
  await press('F9')
  await test(desk, 'transfer-to').waitFor()
  await desk.keyboard.press('ArrowDown') // the first window but one's own
  await picture(desk, '24-desk-transfer')
  await accessible(desk, 'the transfer')
  await press('Tab')
  await desk.keyboard.type('请拍照后办理')
  await press('Enter')
  await test(desk, 'call-next').waitFor()
  await press('r')
  await shows('A002', '办理中')
  await press('F8')
  await test(desk, 'call-next').waitFor()
  await press('c')
  // a letter waits until it is clear that no scanner types
  await desk.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
  await desk.keyboard.type('a003')
  await press('Enter')
  await shows('A003', '已呼叫')
  check('a missed number is called by name', true)
  await press('?')
  await desk.getByText('字母键在没有填写栏目时有效').waitFor()
  await accessible(desk, 'the list of keys')
  await press('Escape', 'F7', 'F8')
  await test(desk, 'call-next').waitFor()
  await second.keyboard.press('F2')
  await test(second, 'transfer-note').waitFor()
  check(
    'the other window has him first, with the word',
    (await test(second, 'transfer-note').innerText()).includes('1 号窗口转来：请拍照后办理'),
  )

  // An error is not an empty queue.
  await nodes.stop('hall')
  await desk.waitForFunction(() => document.querySelector('.offline'), null, { timeout: 30000 })
  equal('the last queue stays', (await test(desk, 'next').count()) > 0, true)
  await nodes.start('hall')
  await desk.waitForFunction(() => !document.querySelector('.offline'), null, { timeout: 60000 })
  check('and recovers by itself', true)

  // A citizen's phone: his place, called, and another who gives up.
  const path = new URL(others[2].slip_url).pathname
  const phone = await screen(hall, path, narrow)
  await test(phone, 'slip-number').waitFor()
  equal('his number', await test(phone, 'slip-number').innerText(), others[2].number)
  equal('nobody in front', await test(phone, 'slip-ahead').innerText(), '0')
  await picture(phone, '25-slip-waiting')
  await accessible(phone, 'the slip')
  await press('F2')
  await test(phone, 'slip-called').waitFor()
  check('it says where to go', (await test(phone, 'slip').innerText()).includes('请到 1 号窗口'))
  await picture(phone, '26-slip-called')
  await accessible(phone, 'the slip when called')
  const giving = await screen(hall, '/slip.html', narrow)
  await test(giving, 'slip-id').fill(others[3].number.toLowerCase())
  await test(giving, 'slip-secret').fill('AAAAAA')
  await test(giving, 'slip-show').click()
  await test(giving, 'slip-wrong').waitFor()
  await accessible(giving, 'a wrong code')
  await test(giving, 'slip-secret').fill(others[3].slip_code)
  await test(giving, 'slip-show').click()
  await test(giving, 'slip-cancel').click()
  await test(giving, 'slip-cancel-sure').waitFor()
  await picture(giving, '27-slip-cancel')
  await accessible(giving, 'the question before giving up')
  await test(giving, 'slip-cancel-sure').click()
  await test(giving, 'slip-ended').waitFor()
  check('he gave up his place', (await test(giving, 'slip-ended').innerText()).includes('已经取消'))
  await giving.evaluate(() => {
    document.documentElement.dataset.elder = '1'
  })
  check('nothing runs off a phone in large print', await fits(giving))
  await desk.setViewportSize(narrow)
  await picture(desk, '28-desk-narrow')
  check('nor the desk beside another program', await fits(desk))
  await guide.setViewportSize(narrow)
  await picture(guide, '29-guide-narrow')
  check('nor the guide on a phone', await fits(guide))
  for (const [name, page] of [
    ['desk', desk],
    ['guide', guide],
  ]) {
    await page.evaluate(() => {
      document.documentElement.dataset.elder = '1'
    })
    await picture(page, `30-${name}-large`)
    check(`nor the ${name} in large print`, await fits(page))
    await accessible(page, `the ${name} in large print`)
  }

  // A hall without a ticket machine: at an idle window one key serves whoever stands there.
  const idle = await screen(hall, '/issue.html', { width: 1280, height: 900 })
  await signIn(idle, 'issuer')
  await test(idle, 'sign-on-5').click()
  await test(idle, 'walk-up').waitFor()
  await accessible(idle, 'an idle window')
  await idle.keyboard.press('n')
  await test(idle, 'finish').waitFor()
  await picture(idle, '31-walk-up')
  check(
    'and says how he came',
    (await idle.locator('main').innerText()).includes('没有取号，直接办理'),
  )
  await idle.keyboard.press('F8')
  await test(idle, 'walk-up').waitFor()
  equal('a window that others wait for offers it not', await test(desk, 'walk-up').count(), 0)

  // Closed, and somebody still holds a number; and the day after.
  await patience(30)
  const late = await kiosk.ticket({ zone: 'general', priority: 'none' })
  const his = await screen(hall, new URL(late.slip_url).pathname, narrow)
  await test(his, 'slip-ahead').waitFor()
  equal(
    'while the hall is open nothing is said of its end',
    await test(his, 'slip-notice').count(),
    0,
  )
  const at = async (hours) => {
    await nodes.stop('hall')
    nodes.ahead(hours * 3600000)
    await nodes.start('hall')
  }
  await at(9) // 18:00
  await his.reload()
  await test(his, 'slip-notice').waitFor()
  const said = await test(his, 'slip-notice').innerText()
  check(
    'after closing his phone says so, what becomes of his number, and when to come',
    /已经关门（17:00）.*半夜12点作废.*11月25日（星期三） 08:30 开门/.test(said),
    said,
  )
  await picture(his, '32-slip-closed')
  await accessible(his, 'the slip after closing')
  const board = await screen(hall, '/board.html', { width: 1920, height: 1080 })
  await test(board, 'board-notice').waitFor()
  equal('the board says the same', await test(board, 'board-notice').innerText(), said)
  await picture(board, '33-board-closed')
  await accessible(board, 'the board after closing')
  const desked = await screen(hall, '/guide.html', { width: 1440, height: 900 })
  await signIn(desked, 'guide')
  await test(desked, 'guide-search').fill('LNRYDZ')
  await test(desked, 'guide-item-SR-047').click()
  await test(desked, 'brought-SR-047-1').waitFor()
  await test(desked, 'guide-issue').click()
  await test(desked, 'guide-closing').waitFor()
  check(
    'and so does a number given out now',
    (await test(desked, 'guide-closing').innerText()).includes('半夜12点作废'),
  )
  await at(16) // 01:00
  await until(
    'the night closes the day',
    async () =>
      (await new Client(hall).get(`/api/slip?id=${late.id}&secret=${late.slip_code}`)).state ===
      'cancelled',
  )
  await his.reload()
  await test(his, 'slip-ended').waitFor()
  check(
    'the day after it is void',
    (await test(his, 'slip-ended').innerText()).includes('已经作废') &&
      (await test(his, 'slip-state').innerText()) === '作废',
  )
  check(
    'and he is told what to do',
    /那天没有办成，已经作废。今天 08:30 开门，请重新取号/.test(
      await test(his, 'slip-notice').innerText(),
    )
      ? true
      : await test(his, 'slip-notice').innerText(),
  )
  await picture(his, '34-slip-void')
  await accessible(his, 'a void slip')
})
