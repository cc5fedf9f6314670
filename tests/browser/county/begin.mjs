// A county that is no sample publishes its first catalogue on its page; its hall says until then
// what is missing, and works the moment it has it.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes, REAL_PASSWORD, binary } from '../../lib/nodes.mjs'
import { accessible, browser, faults, picture, screen, signIn, test } from '../lib.mjs'

const nodes = await Nodes.real()
const here = (name) => join(nodes.run, name)
try {
  await nodes.start('hub')
  await nodes.start('hall')
  const self = await screen(nodes.hallUrl, '/self.html')
  await test(self, 'self-guides').click()
  await test(self, 'no-catalogue').waitFor()
  check(
    'a visitor is told that the items are still to come',
    (await test(self, 'no-catalogue').innerText()).includes('还没有到'),
  )
  const director = await screen(nodes.hallUrl, '/setup.html')
  await signIn(director, 'director', REAL_PASSWORD)
  await director.getByText('还没有收到县级发布的事项目录').first().waitFor()

  const county = await screen(nodes.hubUrl, '/hub.html')
  await signIn(county, 'county', REAL_PASSWORD)
  await test(county, 'tab-catalogue').click()
  await test(county, 'catalogue-none').waitFor()
  await picture(county, 'county-begins')
  await accessible(county, 'the first catalogue')
  equal('nothing to press yet', await test(county, 'catalogue-publish').isDisabled(), true)

  for (const part of ['items', 'calendar'])
    writeFileSync(here(`${part}.json`), spawnSync(binary, ['example', part]).stdout)
  writeFileSync(here('broken.json'), '{"name":')
  await test(county, 'catalogue-items').setInputFiles(here('broken.json'))
  await test(county, 'catalogue-wrong').waitFor()
  check(
    'a broken file is named',
    (await test(county, 'catalogue-wrong').innerText()).includes('broken.json'),
  )
  await test(county, 'catalogue-items').setInputFiles(here('items.json'))
  await test(county, 'catalogue-days').setInputFiles(here('calendar.json'))
  await test(county, 'catalogue-message').fill('铅政办字〔2026〕1号')
  await test(county, 'catalogue-publish').click()
  await test(county, 'catalogue-none').waitFor({ state: 'hidden' })
  await county.getByText('130 项').waitFor()
  await county.setViewportSize({ width: 390, height: 844 })
  await picture(county, 'county-begun-phone')
  const wide = await county.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  check('nothing runs off a phone', wide <= 0, `${wide} px`)

  await until(
    'the visitor has the items without a press',
    async () => (await test(self, 'no-catalogue').count()) === 0,
    20000,
  )
  await until(
    'the set-up page too',
    async () => (await director.getByText('还没有收到县级发布的事项目录').count()) === 0,
    90000,
  )
  equal('no page fault', faults, [])
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${nodes.log('hall').slice(-1200)}\n${nodes.log('hub').slice(-800)}`,
  )
} finally {
  await browser.close()
  await nodes.end()
}
finish()
