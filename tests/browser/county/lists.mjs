// A long list on the county's page ends and says so under it, and another tab has nothing of it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { check, equal } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()

await story('lists', nodes, async () => {
  await nodes.start('hub')
  await nodes.stop('hub')
  const rows = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100)
    INSERT INTO batch_in (sender, lane, seq, sha256, size, state, at, ledger) SELECT '361127200-1', 1, i, printf('%064d', i), 10, 'applied', '2026-11-20T09:00:00.000+08:00', 'x' FROM n`
  equal('years of batches', spawnSync('sqlite3', [join(nodes.hub, 'minihall.db'), rows]).status, 0)
  await nodes.start('hub')
  const page = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(page, 'county')
  await test(page, 'tab-halls').click()
  await test(page, 'hall-361127102-1').waitFor()
  equal('of a short list nothing is said', await test(page, 'cut').count(), 0)
  await test(page, 'tab-batches').click()
  await test(page, 'cut').waitFor()
  const said = await test(page, 'cut').innerText()
  check(
    'what was left out and how to see it',
    said.includes('批次只列出前 2000 条') && said.includes('选一个大厅'),
    said,
  )
  await accessible(page, 'a long list', { without: 'tbody tr:nth-child(n + 41)' }) // rows alike
  await test(page, 'batches-of').selectOption('361127200-1') // 2,100 of its own: still cut
  await test(page, 'cut').waitFor()
  await test(page, 'tab-halls').click()
  await page.locator('[data-test="tab-halls"][aria-selected="true"]').waitFor()
  await test(page, 'hall-361127102-1').waitFor()
  equal('another tab has nothing of it', await test(page, 'cut').count(), 0)
})
