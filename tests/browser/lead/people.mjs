// The director's page about people and everybody's own page: register, leave asked and approved,
// training and its gaps, praise on the wall, a month closed, grades, the county's view. Every tab
// without an axe finding; the main path by keyboard alone.
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const START = Date.parse('2026-12-01T10:00:00+08:00')
const november = String(Date.parse('2026-11-24T08:25:00+08:00') - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: november })
const desk = { width: 1440, height: 900 }

await story('people', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const director = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl)
  await until(
    'the catalogue is there',
    async () => (await director.get('/api/items?limit=500')).total === 130,
  )
  await director.signIn('director')
  await clerk.signIn('clerk')
  const ids = Object.fromEntries(
    (await director.get('/api/staff')).staff.map((p) => [p.login, p.id]),
  )
  await clerk.post('/api/windows/1/sign-on')
  const unit = '361127102'
  const people = [
    [
      'clerk',
      '县行政审批局',
      'purchased',
      'window_clerk',
      {
        supplier: '样例人力公司',
        contract_no: 'HT-2026-8',
        to: '2027-03-31',
        stand_in: ids.clerk2,
        skill_level: 'level4',
        certificate_no: 'ZS-001',
        certificate_on: '2025-06-01',
      },
    ],
    ['clerk2', '黄金埠镇人民政府', 'unified', 'window_clerk', { stand_in: ids.clerk }],
    ['approver', '镇农业农村办', 'posted', 'approver', {}],
    ['issuer', '黄金埠镇人民政府', 'institution', 'issuer', {}],
    ['director', '黄金埠镇人民政府', 'administrative', 'director', {}],
  ]
  for (const [login, employer, employment, post, more] of people)
    await director.post(`/api/staff/${ids[login]}/profile`, {
      employment,
      employer,
      post,
      unit,
      from: '2026-11-02',
      attends: true,
      ...more,
    })
  await director.post(`/api/staff/${ids.clerk}/contact`, {
    phone: '13900001111',
    id_no: '361123198001010032',
  })

  // The register.
  const page = await screen(nodes.hallUrl, '/people.html', desk)
  await signIn(page, 'director')
  await test(page, 'staff-clerk').click()
  await test(page, 'person').waitFor()
  check(
    'an identity number is shown in part',
    (await test(page, 'person').innerText()).includes('361***********0032'),
  )
  await picture(page, 'people-register')
  await accessible(page, 'the register')
  await test(page, 'staff-guide').click()
  await page.locator('[data-test="person"]', { hasText: '周建华' }).waitFor()
  await test(page, 'edit-profile').click()
  await test(page, 'employment').selectOption('purchased')
  await test(page, 'employer').fill('团县委')
  await test(page, 'post').selectOption('guide')
  check(
    'a purchased person without a supplier is said beside the field',
    (await page.locator('dialog').innerText()).includes('购买服务的人员要写承接单位'),
  )
  await picture(page, 'people-profile')
  await accessible(page, 'the form of a person')
  await test(page, 'employment').selectOption('volunteer')
  await test(page, 'save').click()
  await page.locator('[data-test="person"]', { hasText: '志愿者' }).waitFor()

  // Everybody's own page: leave is asked for with keys only.
  const own = await screen(nodes.hallUrl, '/me.html', desk)
  await signIn(own, 'clerk')
  await test(own, 'leave-ask').focus()
  await own.keyboard.press('Enter')
  await test(own, 'leave-from').fill('2026-11-30')
  await test(own, 'leave-to').fill('2026-11-26')
  check(
    'an end before its beginning is said',
    (await own.locator('dialog').innerText()).includes('结束早于开始'),
  )
  await test(own, 'leave-to').fill('2026-12-02')
  await test(own, 'leave-reason').fill('照顾家人')
  await own.keyboard.press('Enter')
  await own.getByText('待批').waitFor()
  await picture(own, 'me')
  await accessible(own, "one's own page")

  await test(page, 'tab-people').focus()
  await page.keyboard.press('ArrowRight')
  await test(page, 'attendance-李秀英').waitFor()
  check(
    'signing on was being there',
    (await test(page, 'attendance-李秀英').innerText()).includes('到岗'),
  )
  await picture(page, 'people-attendance')
  await accessible(page, 'attendance')
  await test(page, 'month-sheet').click()
  await test(page, 'sheet').waitFor()
  await picture(page, 'people-attendance-sheet')
  await accessible(page, 'the month sheet')
  await page.keyboard.press('Escape')
  await test(page, 'tab-attendance').focus()
  await page.keyboard.press('ArrowRight')
  const approve = page.locator('[data-test^="approve-"]').first()
  await approve.focus()
  await page.keyboard.press('Enter')
  await test(page, 'note').fill('同意')
  await picture(page, 'people-leave')
  await page.keyboard.press('Enter')
  await page.locator('td', { hasText: '已批准' }).first().waitFor()
  await accessible(page, 'leave')
  await own.getByText('已批准').first().waitFor()
  check('its owner sees it at once', true)

  // Training: a session by the county, who came, who did not.
  await test(page, 'tab-training').click()
  await test(page, 'plan-add').click()
  await test(page, 'plan-title').fill('2026年培训计划')
  for (const subject of ['style', 'law', 'etiquette'])
    await test(page, `subject-${subject}`).check()
  await test(page, 'save').click()
  await page.getByText('2026年培训计划').waitFor()
  await test(page, 'session-add').click()
  await test(page, 'session-on').fill('2026-11-24')
  await test(page, 'session-title').fill('行政许可法要点')
  await test(page, 'session-teacher').fill('县行政审批局')
  await test(page, 'save').click()
  await page.locator('[data-test^="roll-"]').first().click()
  for (const name of ['李秀英', '陈志强']) await test(page, `present-${name}`).check()
  await picture(page, 'people-roll')
  await accessible(page, 'the roll of a session')
  await test(page, 'save').click()
  await page.waitForFunction(() => document.querySelector('dialog') === null)
  await test(page, 'session-add').click()
  await test(page, 'session-giver').selectOption('township')
  await test(page, 'session-on').fill('2026-11-24')
  await test(page, 'session-title').fill('村站帮办流程')
  await test(page, 'session-teacher').fill('张国庆')
  await test(page, 'save').click()
  await page.locator('tr', { hasText: '村站帮办流程' }).locator('[data-test^="roll-"]').click()
  await test(page, 'present-余小芳').check()
  await test(page, 'save').click()
  await page.waitForFunction(() => document.querySelector('dialog') === null)
  await page.waitForFunction(
    () =>
      document.querySelector('[data-test="gaps"]')?.textContent.includes('吴志明') &&
      !document.querySelector('[data-test="gaps"]').textContent.includes('余小芳'),
  )
  check('the gap down to a village is named', true)
  await picture(page, 'people-training')
  await accessible(page, 'training')
  await test(page, 'coverage-sheet').click()
  await test(page, 'sheet').waitFor()
  await picture(page, 'people-training-sheet')
  await page.keyboard.press('Escape')

  // Praise and blame.
  await test(page, 'tab-conduct').click()
  await test(page, 'commendation-add').click()
  await test(page, 'whom').selectOption({ label: '陈志强' })
  await test(page, 'on').fill('2026-11-24')
  await test(page, 'title').fill('十一月服务之星')
  await test(page, 'text').fill('主动帮行动不便的老人代填表格，群众送来锦旗')
  await test(page, 'save').click()
  await page.getByText('已公布').waitFor()
  await test(page, 'discipline-add').click()
  await test(page, 'whom').selectOption({ label: '王海燕' })
  await test(page, 'on').fill('2026-11-24')
  await test(page, 'text').fill('上班时间外出未请假')
  await test(page, 'save').click()
  await page.getByText('上班时间外出未请假').waitFor()
  await picture(page, 'people-conduct')
  await accessible(page, 'conduct')
  const wall = await screen(nodes.hallUrl, '/honours.html', { width: 390, height: 800 })
  await test(wall, 'honour').waitFor()
  await picture(wall, 'honours-phone')
  await accessible(wall, 'the public list')

  // Leaders and the tree.
  await test(page, 'tab-leaders').click()
  await page.getByText('没有登记现任分管领导').waitFor()
  await test(page, 'leader-add').click()
  await test(page, 'leader-name').fill('胡副镇长')
  await test(page, 'leader-title').fill('党委委员、副镇长')
  await test(page, 'leader-phone').fill('12')
  await test(page, 'save').click()
  check(
    'what is wrong is said where it was typed',
    (await test(page, 'wrong').innerText()).includes('电话号码不对'),
  )
  await test(page, 'leader-phone').fill('13700000002')
  await test(page, 'save').click()
  await page.getByText('现任', { exact: true }).waitFor()
  await picture(page, 'people-leaders')
  await accessible(page, 'leaders')
  await test(page, 'tab-organisation').click()
  await test(page, 'node-361127102201').waitFor()
  await picture(page, 'people-organisation')
  await accessible(page, 'the organisation')
  await test(page, 'tab-scores').click()
  await test(page, 'score-李秀英').waitFor()
  check(
    'the running month is a trial',
    (await page.locator('main').innerText()).includes('试算，未结账'),
  )

  // The month is over: closed by the director, graded by the year.
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = String(START - Date.now())
  await nodes.start('hall')
  await page.reload()
  await signIn(page, 'director')
  await test(page, 'score-month').fill('2026-11')
  await test(page, 'close-month').click()
  await accessible(page, 'closing a month')
  await test(page, 'close-sure').click()
  await test(page, 'closed').waitFor()
  await page.waitForFunction(() => document.querySelector('dialog') === null)
  await test(page, 'score-陈志强').press('Enter')
  await test(page, 'breakdown').waitFor()
  check(
    'a score says why',
    (await test(page, 'breakdown').innerText()).includes('违纪扣0分，表扬加5分'),
  )
  await picture(page, 'people-score')
  await accessible(page, 'a score')
  await page.keyboard.press('Escape')
  await test(page, 'score-sheet').click()
  await test(page, 'sheet').waitFor()
  await picture(page, 'people-score-sheet')
  await page.keyboard.press('Escape')
  await test(page, 'tab-grades').click()
  await test(page, 'year').fill('2026')
  await test(page, 'confirm-陈志强').click()
  await test(page, 'grade').selectOption('basic')
  check(
    'another grade asks for its reason',
    (await page.locator('dialog').innerText()).includes('与建议不同，要写明原因'),
  )
  await test(page, 'reason').fill('试岗期未满')
  await test(page, 'save').click()
  await page.getByText('试岗期未满').waitFor()
  await picture(page, 'people-grades')
  await accessible(page, 'grades')
  await test(page, 'sheet-0').click()
  await test(page, 'sheet').waitFor()
  await picture(page, 'people-grade-sheet')
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  equal(
    'the sheet prints on one page',
    (pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length,
    1,
  )
  await page.keyboard.press('Escape')

  // On a phone and in large print nothing runs off; the county sees the coverage.
  for (const [path, login, name] of [
    ['/me.html', 'clerk', 'me-phone'],
    ['/people.html', 'director', 'people-phone'],
  ]) {
    const phone = await screen(nodes.hallUrl, path, { width: 390, height: 800 })
    await signIn(phone, login)
    await phone.waitForTimeout(600)
    await picture(phone, name)
    await accessible(phone, name)
    check(
      `${name}: nothing runs off`,
      (await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1))
        ? true
        : await phone.evaluate(() => document.documentElement.scrollWidth),
    )
  }
  const county = await screen(nodes.hubUrl, '/hub.html', desk)
  await signIn(county, 'county')
  await test(county, 'tab-training').click()
  await county.locator('[data-test="training-361127102"]', { hasText: '1/2' }).waitFor()
  await picture(county, 'county-training')
  await accessible(county, "the county's view of training")
})
