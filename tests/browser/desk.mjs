// At the desk: a case is found and taken up again, a number does not end over what was left undone, the focus is where the hand goes
// next; and what is chosen from a long list is in sight, at a desk and on a phone.
import { check, equal, until, Client } from '../stories/client.mjs'
import { Nodes } from '../stories/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from './lib.mjs'

const nodes = await Nodes.make()
const zhang = { name: '张三丰', id_kind: 'identity_card', id_no: '361102194903070026', phone: '13800000000' }
const materials = [1, 2].map((no) => ({ no, taken: 'original_seen' }))

/** Is the heading of what was chosen on the screen, all of it? */
async function inSight(page, what, heading) {
  await page.waitForTimeout(150)
  const box = await heading.boundingBox()
  const { width, height } = page.viewportSize()
  const good = box && box.y >= 0 && box.y + box.height <= height && box.x >= 0 && box.x + box.width <= width
  check(what, good ? true : JSON.stringify({ box, width, height }))
}
async function longLists(hall) {
  const clerk = new Client(hall)
  await clerk.signIn('clerk')
  await clerk.post('/api/windows/1/sign-on')
  for (let i = 0; i < 34; i++) {
    const made = await clerk.post('/api/cases', { item_id: 'SR-047', applicant: { ...zhang, name: `张三${i}` }, materials })
    await clerk.post(`/api/cases/${made.id}/accept`)
  }
  await clerk.post('/api/windows/1/sign-off')
  const sizes = [{ width: 1366, height: 768 }, { width: 390, height: 844 }]
  for (const [path, login] of [['/office.html', 'approver'], ['/cases.html?tab=open', 'supervisor']]) {
    const page = await screen(hall, path, sizes[0])
    await signIn(page, login)
    for (const size of sizes) {
      await page.setViewportSize(size)
      if (await test(page, 'back-to-list').isVisible()) await test(page, 'back-to-list').click()
      const row = page.locator('[data-test^="case-36"]').nth(29)
      await row.scrollIntoViewIfNeeded()
      await row.click()
      await test(page, 'case-id').waitFor()
      await inSight(page, `${path}: row 30 shows its case in sight at ${size.width}`, page.locator('.detail h2').first())
      await picture(page, `desk-beside-${login}-${size.width}`)
      if (size.width < 1000) {
        await test(page, 'back-to-list').click()
        await row.waitFor()
        await inSight(page, `${path}: back at the row it was chosen from`, row.locator('td').first())
      }
    }
    await accessible(page, `${path} with a case beside it`)
    await page.context().close()
  }
}

await story('desk', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until('the catalogue is there', async () => (await kiosk.get('/api/items?limit=500')).total === 130)
  await longLists(nodes.hallUrl)
})
