// Blank forms: on a phone at home or in the hall, on A4 for every item of the catalogue, at a kiosk
// that has only a roll of slips, and back at the window, where a scan of the filled form opens its
// item.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { Printer } from '../../lib/printer/printer.mjs'
import { texts } from '../../lib/printer/see.mjs'
import { accessible, picture, pictures, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const wire = await new Printer().listen()
/** What a scanner types when it reads this address: its letters in capitals and its digits, at once, then Enter. */
const scan = (page, text) =>
  page.evaluate(
    (typed) => {
      const at = document.activeElement ?? document.body
      for (const c of typed)
        at.dispatchEvent(
          new KeyboardEvent('keydown', {
            code: /\d/.test(c) ? `Digit${c}` : `Key${c}`,
            key: c,
            bubbles: true,
          }),
        )
      at.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true }))
    },
    text.toUpperCase().replace(/[^0-9A-Z]/g, ''),
  )
const pages = (pdf) => (pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length
const a4 = async (page, name) => {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  if (name) writeFileSync(join(pictures, `${name}.pdf`), pdf)
  return pages(pdf)
}
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

await story('forms', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const api = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    tech = new Client(nodes.hallUrl),
    machine = new Client(nodes.hallUrl),
    county = new Client(nodes.hubUrl)
  await until(
    'the catalogue is there',
    async () => (await api.get('/api/items?limit=500')).total === 130,
  )
  await director.signIn('director')
  await tech.signIn('tech')
  await machine.post('/api/enrol', { token: nodes.token('kiosk') })

  // ---- a phone: no account, found as guides are
  const phone = await screen(nodes.hallUrl, '/self.html', { width: 390, height: 800 })
  await test(phone, 'self-forms').click()
  await test(phone, 'item-query').fill('GLBT')
  await test(phone, 'item-SR-042').click()
  await test(phone, 'form').waitFor()
  await accessible(phone, 'a blank form')
  equal('nothing runs off a phone', await overflow(phone), 0)
  equal(
    'its boxes for an identity number',
    await phone.locator('[data-test="form"] .id').first().locator('i').count(),
    18,
  )
  equal(
    'what the window asks is what the form asks',
    await phone.locator('[data-test="form"] .part').first().locator('dt').allInnerTexts(),
    ['申请人姓名或名称', '证件类型', '证件号码', '联系电话'],
  )
  await picture(phone, 'form-phone')
  await test(phone, 'form-guide').click()
  await test(phone, 'guide').waitFor()
  await test(phone, 'guide-form').click()
  await test(phone, 'form').waitFor()
  await phone.goBack()
  await test(phone, 'guide').waitFor()
  check('the phone’s own way back works', true)
  await phone.goto(`${nodes.hallUrl}/I/SR-042`)
  await test(phone, 'guide').waitFor()
  check(
    'the form’s code opens the guide',
    (await test(phone, 'guide').innerText()).includes('高龄津贴申请'),
  )
  await test(phone, 'self-back').click()
  await test(phone, 'item-query').fill('sr042')
  await test(phone, 'item-SR-042').waitFor()
  equal('by its code, typed without signs', await phone.locator('.list .entry').count(), 1)

  // ---- on paper: whatever the item, one page or two
  const desk = await screen(nodes.hallUrl, '/F/SR-042', { width: 1440, height: 900 })
  await test(desk, 'form').waitFor()
  await accessible(desk, 'a blank form on a desk')
  equal('it prints on one page', await a4(desk, 'form'), 1)
  await picture(desk, 'form-desk')
  await desk.emulateMedia({ media: 'print' })
  await desk.setViewportSize({ width: 688, height: 1030 })
  await picture(desk, 'form-paper')
  // laid out as for paper, the height tells the pages of all of them; the tallest three are printed
  const heights = []
  for (const item of (await api.get('/api/items?limit=500')).items) {
    await desk.goto(`${nodes.hallUrl}/self.html#form=${item.id}`)
    await desk.locator(`[data-test="form-code"]:text-is("${item.id}")`).waitFor()
    heights.push([
      item.id,
      await desk.evaluate(() => document.querySelector('.blank').getBoundingClientRect().height),
    ])
  }
  heights.sort((a, b) => b[1] - a[1])
  for (const [id, height] of heights.slice(0, 3)) {
    await desk.goto(`${nodes.hallUrl}/self.html#form=${id}`)
    await desk.locator(`[data-test="form-code"]:text-is("${id}")`).waitFor()
    equal(
      `the tallest forms print on one page: ${id}, ${Math.round(height)} px of 1031`,
      await a4(desk),
      1,
    )
  }
  await desk.emulateMedia({ media: null })

  // ---- a kiosk: no A4 there, said before anybody waits for it
  const kiosk = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 900,
  })
  const open = async () => {
    await test(kiosk, 'kiosk-self').click()
    await test(kiosk, 'self-forms').click()
    for (const key of 'GLBT') await test(kiosk, `key-${key}`).click()
    await test(kiosk, 'item-SR-042').click()
  }
  await test(kiosk, 'zone-general').waitFor()
  await open()
  await test(kiosk, 'form-rolled').waitFor()
  await accessible(kiosk, 'a form at the kiosk')
  equal(
    'no button for paper that is not there',
    [await test(kiosk, 'form-print').count(), await test(kiosk, 'form-list').count()],
    [0, 0],
  )
  check('where the paper is', (await test(kiosk, 'form-rolled').innerText()).includes('咨询引导台'))
  await tech.post('/api/printers', {
    name: '一号取号机打印机',
    kind: 'tcp',
    target: wire.target,
    paper: 80,
    repertoire: 'gbk',
    answers: true,
    place: 'kiosk',
    place_id: '一号取号机',
  })
  await test(kiosk, 'kiosk-home').click()
  await open()
  await test(kiosk, 'form-list').click()
  await kiosk.getByText('打好了，请取走').waitFor()
  const lines = texts(wire.slips[0])
  check(
    'the list of materials comes out',
    ['材料清单', '高龄津贴申请', '编号：SR-042'].every((t) => lines.includes(t)) &&
      lines.some((l) => l.startsWith('□ 1. ')),
    () => JSON.stringify(lines),
  )
  await picture(kiosk, 'form-kiosk')
  await director.post('/api/settings/kiosk_a4', { value: '1', reason: '' })
  await kiosk.reload()
  await open()
  await test(kiosk, 'form-print').waitFor()
  check('with A4 beside it, it prints', true)
  await test(kiosk, 'kiosk-home').click()

  // ---- the window: a scan of the filled form, and nobody looks anything up
  const clerk = await screen(nodes.hallUrl, '/desk.html', { width: 1440, height: 900 })
  await signIn(clerk, 'clerk')
  await test(clerk, 'sign-on-1').click()
  await test(clerk, 'my-window').waitFor()
  const form = `${nodes.hallUrl}/I/SR-042`
  await scan(clerk, form)
  await clerk.getByText('先叫号并开始办理').waitFor()
  check('before a number is served, it says what to do first', true)
  const ticket = await machine.post('/api/tickets', {
    zone: 'general',
    priority: 'none',
    items: [],
  })
  await machine.post(`/api/tickets/${ticket.id}/confirm`, { by: 'screen' })
  await clerk.keyboard.press('F2')
  await clerk.getByText(ticket.number).first().waitFor()
  await clerk.keyboard.press('F7')
  await test(clerk, 'item-search').waitFor()
  await scan(clerk, form)
  await test(clerk, 'receive').waitFor()
  check(
    'the item is open',
    (await clerk.locator('.notice.info').first().innerText()).includes('高龄津贴申请'),
  )
  await test(clerk, 'applicant-name').fill('余桂花')
  await scan(clerk, `${nodes.hallUrl}/I/SR-038`)
  await clerk.getByText('最低生活保障审核确认').first().waitFor()
  equal(
    'another form, and what was typed stays',
    await test(clerk, 'applicant-name').inputValue(),
    '余桂花',
  )
  await scan(clerk, `${nodes.hallUrl}/I/SR-999`)
  await clerk.getByText('目录里没有编号 SR999 的事项').waitFor()
  check('a form of no item of ours is said', true)
  await accessible(clerk, 'the window with a scanned form')
  const guide = await screen(nodes.hallUrl, '/guide.html', { width: 1440, height: 900 })
  await signIn(guide, 'guide')
  await test(guide, 'guide-search').waitFor()
  await scan(guide, form)
  await test(guide, 'looked-SR-042').waitFor()
  check(
    'at the guide’s desk too',
    (await test(guide, 'blank-SR-042').getAttribute('href')) === '/F/SR-042',
  )

  // ---- a catalogue with the longest item its shapes allow for: still two pages
  await county.signIn('county')
  const items = JSON.parse(
    readFileSync(new URL('../../../appliance/sample/catalogue/items.json', import.meta.url)),
  )
  const one = items.items.find((i) => i.id === 'SR-042')
  one.materials = Array.from({ length: 30 }, (_, n) => ({
    no: n + 1,
    name: `第${n + 1}种材料：村（居）委会出具的居住、婚姻和家庭成员情况证明`,
    form: 'original+copy',
    copies: 2,
    source: '所在村（居）委会',
    required: n % 2 === 0,
    only_if: '户籍地与居住地不一致时',
  }))
  await county.post('/api/hub/catalogue', { items, message: '一件材料很多的事' })
  await until(
    'the hall has it',
    async () => (await api.get('/api/items/SR-042')).materials.length === 30,
    60000,
  )
  await desk.goto(`${nodes.hallUrl}/F/SR-042`)
  await test(desk, 'form').waitFor()
  equal('thirty materials are two pages', await a4(desk, 'form-long'), 2)
  await desk.emulateMedia({ media: 'print' })
  await desk.setViewportSize({ width: 688, height: 1030 })
  await desk.screenshot({ path: join(pictures, 'form-long.png'), fullPage: true })
  await wire.close()
})
