// The disk fills up: every staff page says what still works and what does not, in the words that
// the refusal has; the county sees it of its halls, and of itself.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, faults, paper, picture, screen, signIn, story, test } from '../lib.mjs'

// On a small disk of its own where mounting is allowed: there the reserve is more than there is, at
// the hall and at the county. Else the hall's alone is raised.
const usual = process.env.TMPDIR,
  small = mkdtempSync(join(tmpdir(), 'minihall-small-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', small]).status === 0
if (mounted) process.env.TMPDIR = small
const nodes = await Nodes.make({ CONTACT_MS: '700' })
if (usual === undefined) delete process.env.TMPDIR
else process.env.TMPDIR = usual // the browser keeps more than fits there
const materials = [1, 2].map((no) => ({ no, taken: 'original_seen' }))
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}

await story('full', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const hall = nodes.hallUrl,
    director = new Client(hall),
    clerk = new Client(hall),
    county = new Client(nodes.hubUrl)
  await director.signIn('director')
  await clerk.signIn('clerk')
  await county.signIn('county')
  await until(
    'the catalogue is there',
    async () => (await clerk.get('/api/items?limit=500')).total === 130,
  )
  const reserve = (value) =>
    director.post('/api/settings/disk_reserve_mb', { value: String(value), reason: '核对' })
  await reserve(1)
  const desk = await screen(hall, '/desk.html', { width: 1366, height: 768 })
  await signIn(desk, 'clerk')
  await test(desk, 'sign-on-1').click()
  await test(desk, 'call-next').waitFor()
  equal('nothing is said while there is room', await test(desk, 'disk-words').count(), 0)

  await reserve(1000000)
  const { disk_words: words } = await director.get('/api/version')
  check('photos have stopped', words.includes('照片停'), words)
  for (const [path, login] of [
    ['/desk.html', 'clerk'],
    ['/office.html', 'approver'],
    ['/guide.html', 'guide'],
    ['/status.html', 'director'],
  ]) {
    const page = login === 'clerk' ? desk : await screen(hall, path)
    if (login === 'clerk') await page.reload()
    else await signIn(page, login)
    await test(page, 'disk-words').waitFor()
    const said = await test(page, 'disk-words').innerText()
    check(`${path} says what works`, said.includes(words) && /已用 \d+%/.test(said), said)
    equal(`${path} says it once`, await test(page, 'disk-words').count(), 1)
  }
  await accessible(desk, 'desk with a full disk')
  await picture(desk, 'desk-disk')
  const kiosk = new Client(hall)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await kiosk.ticket({ zone: 'general', priority: 'none' })
  await test(desk, 'next').first().waitFor()
  await desk.keyboard.press('F2')
  await desk.keyboard.press('F7')
  await test(desk, 'finish').waitFor()
  const { mine } = await clerk.get('/api/queue?window=1')
  await clerk.post('/api/cases', {
    ticket_id: mine.id,
    item_id: 'SR-047',
    applicant: person,
    materials,
  })
  await desk.reload()
  await desk.getByText('张三丰').first().click()
  await test(desk, 'photograph-2').setInputFiles({
    name: '一.png',
    mimeType: 'image/png',
    buffer: paper(5),
  })
  await test(desk, 'unsent-2').waitFor()
  const unsent = await test(desk, 'unsent-2').innerText()
  check('a photo is refused in the same words', unsent.includes(words), unsent)
  // that refusal
  faults.splice(0, faults.length, ...faults.filter((f) => !/503 .*\/api\/uploads/.test(f)))

  const page = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(page, 'county')
  const node = (await county.get('/api/hub/halls')).halls[0].node
  await until(
    'the hall has told the county',
    async () => (await county.get('/api/hub/halls')).halls[0].disk === 'no_photos',
  )
  await test(page, 'tab-halls').click()
  await test(page, `full-${node}`).waitFor()
  const note = await test(page, `full-${node}`).innerText()
  check(
    'the county reads what stands at its hall',
    note.includes(words) && /已用 \d+%/.test(note),
    note,
  )
  check('and in the list', (await test(page, `disk-${node}`).innerText()).includes('照片停'))
  if (mounted) {
    const own = (await county.get('/api/version')).disk_words
    check(
      "the county's own disk is told on its page",
      (await test(page, 'disk-words').innerText()).includes(own) &&
        own.includes('附件不收，记录照收'),
      own,
    )
  } else equal("nothing is said of the county's own", await test(page, 'disk-words').count(), 0)
  await accessible(page, 'the county with a full hall')
  await picture(page, 'county-disk')
})
if (mounted) spawnSync('umount', ['-l', small])
rmdirSync(small)
