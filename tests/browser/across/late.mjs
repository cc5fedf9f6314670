// What comes late or lies above: an answer of what was chosen before, a message while a dialog is
// open, a telephone that is not yet whole.
import { Client, check, equal, sleep, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const LATE_MS = 1500
const ID = '362324198201010019'
/** Answers of this address come late by so much. */
const late = (page, pattern) =>
  page.route(pattern, async (route) => {
    const answer = await route.fetch()
    await sleep(LATE_MS)
    // nobody waits any more: the page may have gone on
    await route.fulfill({ response: answer }).catch(() => null)
  })

async function answers(clerk) {
  const make = async (name) =>
    (
      await clerk.post('/api/cases', {
        item_id: 'SR-047',
        applicant: { name, id_kind: 'identity_card', id_no: ID },
        materials: [1, 2].map((no) => ({ no, taken: 'original_seen' })),
      })
    ).id
  const first = await make('先选的人'),
    second = await make('后选的人')
  const page = await screen(nodes.hallUrl, '/cases.html?tab=open', { width: 1366, height: 768 })
  await signIn(page, 'director')
  await test(page, `case-${first}`).waitFor()
  await late(page, `**/api/cases/${first}`)
  await test(page, `case-${first}`).click()
  await page.waitForRequest(`**/api/cases/${first}`)
  await test(page, `case-${second}`).click()
  await page.locator('[data-test="case-id"]', { hasText: second }).waitFor()
  await sleep(LATE_MS + 500)
  equal(
    'the case chosen last stays, though the other one’s answer comes after it',
    await test(page, 'case-id').innerText(),
    second,
  )
  await late(page, '**/api/cases?*card=red*')
  await test(page, 'tab-red').click()
  await page.waitForRequest('**/api/cases?*card=red*').catch(() => null)
  await test(page, 'tab-open').click()
  await test(page, `case-${second}`).waitFor()
  await sleep(LATE_MS + 500)
  equal(
    'the list asked for last stays too',
    [await test(page, `case-${first}`).count(), await test(page, `case-${second}`).count()],
    [1, 1],
  )
}

/** What a finger at the middle of the message would touch. */
const onTop = async (page) => {
  // looked at in the frame that it is there: it does not stay for ever
  const seen = await page.waitForFunction(() => {
    const message = document.querySelector('[data-test="toast"]')
    if (!message) return false
    const style = document.createElement('style')
    style.textContent = '.toasts { pointer-events: auto !important }'
    document.head.append(style)
    const box = message.getBoundingClientRect()
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    style.remove()
    return there?.closest('[data-test="toast"]')
      ? true
      : (there?.outerHTML.slice(0, 120) ?? 'nothing')
  })
  return seen.jsonValue()
}

async function messages(desk) {
  const refused = JSON.stringify({
    error: {
      code: 'TICKET_STATE',
      text: '这个号现在不能这样操作',
      advice: '列表已刷新',
      detail: '',
    },
  })
  await desk.route('**/api/tickets/*/call', async (route) => {
    await sleep(LATE_MS)
    await route.fulfill({ status: 409, contentType: 'application/json', body: refused })
  })
  await test(desk, 'recall').click()
  await desk.keyboard.press('?')
  await desk.locator('dialog[open]').waitFor()
  await test(desk, 'toast').first().waitFor()
  equal('a message while a dialog is open lies over it', await onTop(desk), true)
  check(
    'and is spoken: it is not behind what nobody reaches',
    await desk.evaluate(
      () => !!document.querySelector('dialog[open] [role="status"] [data-test="toast"]'),
    ),
  )
  await picture(desk, 'late-toast')
  await accessible(desk, 'a message over a dialog')
  await desk.keyboard.press('Escape')
  await desk.waitForFunction(() => !document.querySelector('dialog[open]'))
  equal('and is there when the dialog is gone', await onTop(desk), true)
  await desk.unroute('**/api/tickets/*/call')
}

async function telephones(desk) {
  const sent = []
  desk.on('request', (r) => {
    if (r.method() === 'POST' && new URL(r.url()).pathname === '/api/cases') sent.push(r.postData())
  })
  await desk.keyboard.press('F7')
  await test(desk, 'item-search').fill('LNRYDZ')
  await test(desk, 'item-SR-047').click()
  await test(desk, 'applicant-name').fill('张三丰')
  await test(desk, 'applicant-id').fill(ID)
  await test(desk, 'applicant-phone').fill('138000')
  await test(desk, 'phone-fault').waitFor()
  check(
    'what is missing of a telephone is said while one types',
    (await test(desk, 'phone-fault').innerText()).startsWith('还差5位'),
  )
  await test(desk, 'applicant-phone').fill('6220000')
  check(
    'and what a number of a house needs',
    (await test(desk, 'phone-fault').innerText()).includes('座机请带区号'),
  )
  await accessible(desk, 'a wrong telephone')
  await test(desk, 'receive').click()
  await desk.locator('[data-test="toast"]', { hasText: '电话要核对无误' }).waitFor()
  equal('nothing is sent that would be refused', sent, [])
  await test(desk, 'applicant-phone').fill('（0793）6220000')
  equal('what the hall takes is taken', await test(desk, 'phone-fault').count(), 0)
  await test(desk, 'receive').click()
  await test(desk, 'accept').waitFor()
  equal('and sent once', sent.length, 1)
}

await story('late', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await clerk.signIn('clerk')
  await until(
    'the catalogue is there',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  await kiosk.ticket({ zone: 'general', priority: 'none' })
  await answers(clerk)
  const desk = await screen(nodes.hallUrl, '/desk.html', { width: 1366, height: 900 })
  await signIn(desk, 'clerk')
  await test(desk, 'call-next').waitFor()
  await desk.keyboard.press('F2')
  await test(desk, 'recall').waitFor()
  await messages(desk)
  await telephones(desk)
})
