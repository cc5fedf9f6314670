// At the desk: a case is found and taken up again, a number does not end over what was left undone,
// the focus is where the hand goes next; and what is chosen from a long list is in sight, at a desk
// and on a phone.
import { check, equal, pdf, until, Client } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, paper, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const zhang = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const SIZES = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
]
const materials = [1, 2].map((no) => ({ no, taken: 'original_seen' }))

/** Is the heading of what was chosen on the screen, all of it? */
async function inSight(page, what, heading) {
  await page.waitForTimeout(150)
  const box = await heading.boundingBox()
  const { width, height } = page.viewportSize()
  const good =
    box && box.y >= 0 && box.y + box.height <= height && box.x >= 0 && box.x + box.width <= width
  check(what, good, () => JSON.stringify({ box, width, height }))
}
/** Several photos at once: each ends for itself, and what is wrong with one is said where it was to be. */
async function photographed(page) {
  const heic = Buffer.concat([
    Buffer.from('00000018667479706865696300000000', 'hex'),
    Buffer.alloc(1 << 20, 3),
  ])
  const file = (name, mimeType, buffer) => ({ name, mimeType, buffer })
  const unsent = async () => (await test(page, 'unsent-2').allInnerTexts()).join('\n')
  await test(page, 'photograph-2').setInputFiles([
    file('一.png', 'image/png', paper(5)),
    file('二.HEIC', 'image/heic', heic),
    file('三.png', 'image/png', paper(6)),
  ])
  await test(page, 'unsent-2').waitFor()
  await until(
    'of three photos the two good ones are shown',
    async () => (await test(page, 'photo-2').count()) === 2,
  )
  const said = await unsent()
  check(
    'the bad one is named, why, and what helps',
    said.startsWith('二.HEIC') && said.includes('兼容性最佳'),
    said,
  )
  await test(page, 'photograph-2').setInputFiles([
    file('空.jpg', 'image/jpeg', Buffer.alloc(0)),
    file('断.png', 'image/png', paper(7).subarray(0, 900)),
    file('证明.pdf', 'application/pdf', pdf),
  ])
  await test(page, 'document-2').waitFor()
  const broken = await unsent()
  check(
    'an empty file and a broken one are told',
    /空\.jpg：照片是空的/.test(broken) && /断\.png：照片不完整/.test(broken),
    broken,
  )
  equal(
    'a document is named, not drawn',
    [await test(page, 'document-2').innerText(), await test(page, 'photo-2').count()],
    ['PDF 证明.pdf', 2],
  )
  await accessible(page, 'desk with photos')
}
/** Row 30 of a long list chosen, at a desk and on a phone. */
async function chosenFar(base, path, login, begin = async () => {}) {
  const page = await screen(base, path, SIZES[0])
  await signIn(page, login)
  await begin(page)
  for (const size of SIZES) {
    await page.setViewportSize(size)
    if (await test(page, 'back-to-list').isVisible()) await test(page, 'back-to-list').click()
    const row = page.locator('[data-test^="case-36"]').nth(29)
    await row.scrollIntoViewIfNeeded()
    await row.click()
    await test(page, 'case-id').waitFor()
    await inSight(
      page,
      `${path}: row 30 shows its case in sight at ${size.width}`,
      page.locator('.detail h2').first(),
    )
    await picture(page, `desk-beside-${login}-${size.width}`)
    if (size.width > 1000) continue
    await test(page, 'back-to-list').click()
    await row.waitFor()
    await inSight(page, `${path}: back at the row it was chosen from`, row.locator('td').first())
  }
  await accessible(page, `${path} with a case beside it`)
  await page.context().close()
}
async function longLists(hall) {
  const clerk = new Client(hall),
    approver = new Client(hall),
    made = []
  await clerk.signIn('clerk')
  await approver.signIn('approver')
  await clerk.post('/api/windows/1/sign-on')
  for (let i = 0; i < 34; i++) {
    made.push(
      await clerk.post('/api/cases', {
        item_id: 'SR-047',
        applicant: { ...zhang, id_no: '361123198001010032', name: `赵六${i}` },
        materials,
      }),
    )
    await clerk.post(`/api/cases/${made[i].id}/accept`)
  }
  await clerk.post('/api/windows/1/sign-off')
  await chosenFar(hall, '/office.html', 'approver')
  await chosenFar(hall, '/cases.html?tab=open', 'supervisor')
  for (const c of made.slice(1))
    await approver.post(`/api/cases/${c.id}/decide`, { outcome: 'approved', opinion: '符合条件' })
  await chosenFar(hall, '/issue.html', 'issuer', (page) => test(page, 'sign-on-5').click())
  const county = new Client(nodes.hubUrl)
  await county.signIn('county-approver')
  await until(
    'they are at the county',
    async () => (await county.get('/api/hub/cases')).total === 34,
  )
  await chosenFar(nodes.hubUrl, '/hub.html', 'county-approver', (page) =>
    test(page, 'tab-cases').click(),
  )
}

const focused = (page) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-test') ?? '')
const focusOn = (page, what, name) =>
  until(what, async () => (await focused(page)) === name || focused(page), 8000)
const value = (page, name) => test(page, name).inputValue()
async function closed(page) {
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !document.querySelector('dialog[open]'))
}
async function atWindow(page, login, window) {
  await signIn(page, login)
  await test(page, `sign-on-${window}`).click()
  await test(page, 'call-next').waitFor()
}
/** A number, called and begun with two keys. */
async function served(page, kiosk) {
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await test(page, 'next').first().waitFor()
  await page.keyboard.press('F2')
  await page.keyboard.press('F7')
  await test(page, 'finish').waitFor()
  return ticket
}
/** The item by its initials, the person by name and number, all with Enter. */
async function receive(page, name, number) {
  await page.keyboard.type('LNRYDZ', { delay: 40 })
  await page.keyboard.press('Enter')
  await focusOn(page, 'Enter takes the only hit, and the name is next', 'applicant-name')
  await page.keyboard.insertText(name)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type(number, { delay: 40 })
  await page.keyboard.press('Control+Enter')
  await test(page, 'intake-state').waitFor()
  await focusOn(page, 'then what was brought', 'material-1')
}

/** Told what is missing, photographed, begun a third time. */
async function firstDay(page, kiosk) {
  await served(page, kiosk)
  await focusOn(page, 'after F7 the item is next', 'item-search')
  await receive(page, '张三丰', zhang.id_no)
  await page.keyboard.press('ArrowDown')
  await test(page, 'refuse').click()
  await test(page, 'refuse-send').click()
  await test(page, 'refuse-unsaid').waitFor()
  check(
    'a refusal without a reason is said beside its field',
    (await test(page, 'toast').filter({ hasText: 'CaseRefuse' }).count()) === 0,
  )
  await closed(page)
  await test(page, 'correct').click()
  await test(page, 'missing-2').fill('一寸照片两张')
  await test(page, 'correct-send').click()
  await test(page, 'voucher').waitFor()
  await closed(page)
  await test(page, 'another').click()
  await focusOn(page, 'one more on this number: the item is next', 'item-search')
  await receive(page, '李四', '362324198201010019')
  await test(page, 'photograph-1').setInputFiles({
    name: '材料.png',
    mimeType: 'image/png',
    buffer: paper(4),
  })
  await test(page, 'photo-1').first().waitFor()
  await until(
    'what was photographed is taken, on the page too',
    async () => (await value(page, 'material-1')) === 'photo',
  )
  await photographed(page)
  await test(page, 'another').click()
  await focusOn(page, 'and once more', 'item-search')
  await page.keyboard.type('LNRYDZ', { delay: 40 })
  await page.keyboard.press('Enter')
  await focusOn(page, 'the third person', 'applicant-name')
  await page.keyboard.insertText('王五')
}

/** The number is pressed away over what was typed and what was only received. */
async function putOff(page, clerk) {
  await page.keyboard.press('F8')
  await test(page, 'leave-draft').waitFor()
  check(
    'what was typed is named',
    (await test(page, 'leave-draft').innerText()).includes('王五 · 老年人优待证办理'),
  )
  check(
    'what was only received is counted',
    (await test(page, 'leave-left').innerText()).includes('还有 1 件没有受理'),
  )
  await picture(page, 'desk-leave')
  await accessible(page, 'the question before a number ends')
  await test(page, 'leave-back').click()
  equal('gone back to, it is all there', await value(page, 'applicant-name'), '王五')
  await page.keyboard.press('F9')
  await test(page, 'leave-draft').waitFor()
  await closed(page)
  check('a number is not sent on over it either', (await test(page, 'transfer-to').count()) === 0)
  await page.keyboard.press('F8')
  await test(page, 'leave-drop').check()
  await test(page, 'leave-go').click()
  await page.getByText('请写明原因').waitFor()
  await test(page, 'leave-reason').fill('等村里开证明')
  await test(page, 'leave-go').click()
  await test(page, 'call-next').waitFor()
  check('with a reason, and the draft given up, it ends', true)
  const [left] = (await clerk.get('/api/cases?state=received')).cases
  equal("the reason is the case's", [left.applicant_name, left.put_off], ['李四', '等村里开证明'])
  await page.keyboard.press('F6')
  await focusOn(page, 'a key leads to the cases', 'find-case')
  await test(page, `find-received`).click()
  await page.getByText('留待：等村里开证明').waitFor()
  await picture(page, 'desk-find')
  await accessible(page, 'the cases of the hall')
  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, 'desk-find-390')
}

/** Two days later, another clerk, a new number: found by four digits, completed, accepted, on paper. */
async function comesBack(page, clerk, kiosk) {
  const ticket = await served(page, kiosk)
  await page.keyboard.press('F6')
  await focusOn(page, 'found while a number is served', 'find-case')
  await page.keyboard.type('0026', { delay: 60 })
  await page.keyboard.press('Enter')
  await test(page, 'told').waitFor()
  check('what was missing is said', (await test(page, 'told').innerText()).includes('一寸照片两张'))
  check('it goes with the new number', await test(page, 'bound').isChecked())
  await focusOn(page, 'what is missing is next', 'material-2')
  await page.keyboard.press('ArrowDown')
  await picture(page, 'desk-back')
  await page.waitForFunction(() => document.querySelector('[data-test="material-2"]').value !== '')
  // the shortcut is printed on the button: it holds wherever the focus is
  await page.evaluate(() => document.activeElement.blur())
  await page.keyboard.press('Control+Enter')
  await test(page, 'voucher').waitFor()
  const paperOut = await test(page, 'voucher').innerText()
  check(
    'accepted, and on paper',
    paperOut.includes('受理通知书') && paperOut.includes('张三丰'),
    paperOut,
  )
  await closed(page)
  const [found] = (await clerk.get('/api/cases?q=0026')).cases
  equal('accepted', found.state, 'accepted')
  const last = (await clerk.get(`/api/cases/${found.id}/timeline`)).steps.find(
    (s) => s.kind === 'case.accepted',
  )
  equal('with that number, by who was there', [last.number, last.actor], [ticket.number, '陈志强'])
  await page.keyboard.press('F8')
  await test(page, 'call-next').waitFor()
  check('nothing is left to ask about', true)
  await page.keyboard.type(found.id, { delay: 3 })
  await page.keyboard.press('Enter')
  await test(page, 'intake-state').waitFor()
  equal('a scanned voucher opens its case', await test(page, 'intake-state').innerText(), '已受理')
  await page.keyboard.press('F6')
  await test(page, 'find-accepted').click()
  await page.locator(`[data-test="case-${found.id}"]`).waitFor()
  check("it is among today's acceptances", true)
}

await story('desk', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until(
    'the catalogue is there',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  await longLists(nodes.hallUrl)

  const clerk = new Client(nodes.hallUrl)
  await clerk.signIn('clerk')
  const desk = await screen(nodes.hallUrl, '/desk.html', { width: 1366, height: 768 })
  await atWindow(desk, 'clerk', 1)
  await firstDay(desk, kiosk)
  await putOff(desk, clerk)
  await desk.context().close()
  await nodes.stop('hall')
  nodes.ahead(2 * 86400000)
  await nodes.start('hall')
  const again = new Client(nodes.hallUrl),
    later = new Client(nodes.hallUrl)
  await again.post('/api/enrol', { token: nodes.token('kiosk') })
  await later.signIn('clerk')
  const other = await screen(nodes.hallUrl, '/desk.html', { width: 1366, height: 768 })
  await atWindow(other, 'clerk2', 2)
  await comesBack(other, later, again)
  await other.context().close()

  // What turned red is read by who watches, from the figure and from what was put before the
  // leader.
  await nodes.stop('hall')
  nodes.ahead(30 * 86400000)
  await nodes.start('hall')
  const director = await screen(nodes.hallUrl, '/director.html', { width: 1366, height: 768 })
  await signIn(director, 'director')
  await director.locator('[data-test^="open-36"]').first().click()
  await test(director, 'case-id').waitFor()
  check(
    'what was put before the leader can be read',
    await director
      .locator('.detail')
      .innerText()
      .then((t) => (t.includes('红牌') && t.includes('办件经过') ? true : t)),
  )
  await director.goto(`${nodes.hallUrl}/director.html`)
  await test(director, 'to-red').click()
  await director.locator('[data-test^="case-36"]').first().waitFor()
  const watching = new Client(nodes.hallUrl)
  await watching.signIn('supervisor')
  await until(
    'the red figure leads to its cases',
    async () =>
      (await test(director, 'list-total').innerText()) ===
      `红牌 ${(await watching.get('/api/cases?card=red')).total} 件`,
  )
})
