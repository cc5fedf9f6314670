// One hall's standing with the county, on its page: stopped with a reason and at once, taken back,
// parked batches tried again; who may.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client, agrees, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const HALL = '361127102-1'
function hub(text) {
  const done = spawnSync('sqlite3', [join(nodes.hub, 'minihall.db')], {
    input: `.timeout 20000\n${text}`,
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(done.stderr)
  return done.stdout.trim()
}

async function parked(county) {
  hub(
    "UPDATE batch_in SET state = 'parked', reason = 'key：不认识这个节点' WHERE lane = 1 AND seq = (SELECT max(seq) FROM batch_in WHERE lane = 1)",
  )
  const row = test(county, `hall-${HALL}`)
  await row.getByText('搁置 1').waitFor()
  await picture(county, 'county-parked')
  await row.locator('[data-test="retry"]').click()
  await row.locator('[data-test="retry"]').waitFor({ state: 'hidden' })
  await until(
    'a parked batch is taken in when it is tried again',
    async () => hub("SELECT count(*) FROM batch_in WHERE state NOT IN ('applied')") === '0',
  )
}

async function revoked(county, director) {
  const row = test(county, `hall-${HALL}`)
  await row.locator('[data-test="open-revoke"]').click()
  await row.locator('[data-test="do-revoke"]').click()
  await row.getByText('请写明').waitFor()
  check(
    'without a reason nothing is stopped',
    hub(`SELECT revoked FROM hall_admission WHERE node = '${HALL}'`) === '0',
  )
  await test(county, 'revoke-reason').fill('设备被盗')
  await accessible(county, 'a hall about to be stopped')
  await row.locator('[data-test="do-revoke"]').click()
  await row.getByText('已停止').waitFor()
  await picture(county, 'county-revoked')
  const said = hub(
    "SELECT body ->> 'reason' || '/' || (body ->> 'by') FROM event WHERE kind = 'hall.revoked'",
  )
  check('the reason and who stopped it are on record', said.startsWith('设备被盗/'), said)
  await until(
    'the hall is told at its next contact',
    async () => (await director.get('/api/status')).link === 'failing',
  )
  await row.locator('[data-test="readmit"]').click()
  await row.locator('[data-test="open-revoke"]').waitFor()
  await director.post('/api/link/contact')
  await until('taken back, it is heard again', agrees(director))
}

await story('admission', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  await until('both sides agree', agrees(director))
  const county = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(county, 'county')
  await test(county, 'tab-halls').click()
  await test(county, `hall-${HALL}`).waitFor()
  equal('nothing parked, nothing to try again', await test(county, 'retry').count(), 0)
  await parked(county)
  await revoked(county, director)
  const approver = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(approver, 'county-approver')
  await test(approver, 'tab-halls').click()
  await test(approver, `hall-${HALL}`).waitFor()
  equal('an approver stops nobody', await test(approver, 'open-revoke').count(), 0)
})
