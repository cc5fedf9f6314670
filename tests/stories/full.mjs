// The disk fills up: the hall says so, refuses what it cannot keep, goes on answering what it can, and takes records again when there is room.
// Needs the right to mount a small file system; without it the story says so and counts nothing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const place = mkdtempSync(join(tmpdir(), 'minihall-full-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', place]).status === 0
if (!mounted) {
  rmdirSync(place)
  console.log('# no right to mount: not run\n0 passed, 0 failed, 1 skipped')
  process.exit(0)
}
process.env.TMPDIR = place // the nodes of this story live there
const { Client, check, equal, finish, photo, sleep, until } = await import('./client.mjs')
const { Peer } = await import('./peer.mjs')
const { Nodes } = await import('./nodes.mjs')
const nodes = await Nodes.make({ CONTACT_MS: '600000', SEAL_AGE_MS: '600000' })
try {
  await nodes.start('hall')
  await nodes.plenty()
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const ticket = () => kiosk.call('POST', '/api/tickets', { zone: 'general', priority: 'none' })
  const kept = [(await ticket()).value.id]

  // Photos never take the last room.
  await nodes.start('hub')
  const director = new Client(nodes.hallUrl), clerk = new Client(nodes.hallUrl)
  await director.signIn('director')
  await clerk.signIn('clerk')
  const set = (name, value) => director.post(`/api/settings/${name}`, { value: String(value), reason: '核对' })
  await until('the catalogue is there', async () => (await clerk.get('/api/items?limit=500')).total === 130)
  await nodes.stop('hub')
  await clerk.post('/api/windows/1/sign-on')
  const person = { name: '张三丰', id_kind: 'identity_card', id_no: '361102194903070026', phone: '13800000000' }
  const made = await clerk.post('/api/cases', { item_id: 'SR-047', applicant: person, materials: [{ no: 1, taken: 'copy' }] })
  const b64 = (text) => Buffer.from(String(text)).toString('base64')
  const tus = { 'tus-resumable': '1.0.0' }
  const begin = (size) => clerk.raw('POST', '/api/uploads',
    { ...tus, 'upload-length': size, 'upload-metadata': `case ${b64(made.id)},material ${b64(1)},name ${b64('a.png')}` }, '')
  const patch = (place, bytes) => clerk.raw('PATCH', place, { ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' }, bytes)
  const error = (reply) => JSON.parse(String(reply.body) || '{}').error
  const paused = error(await begin(1000))
  check('below the reserve photos pause, and it is said', paused?.code === 'DISK' && paused.detail.includes('照片暂停，文字照常') ? true : paused)
  kept.push((await ticket()).value.id)
  equal('numbers go on', kept.every(Boolean), true)
  await set('disk_reserve_percent', 0)
  await set('disk_reserve_mb', 25)
  equal('nor may one reach into the reserve', error(await begin(20 << 20))?.code, 'DISK')
  await set('disk_reserve_mb', 1)
  const bytes = photo(1, 300)
  const one = await begin(bytes.length), other = await begin(bytes.length)
  equal('above it they come', (await patch(one.headers.location, bytes)).status, 204)
  let full = ''
  try { writeFileSync(join(place, 'fill'), Buffer.alloc(60 << 20)) } catch (error) { full = error.code }
  equal('the disk is full', full, 'ENOSPC')
  equal('a photo under way is told that it is the disk', [error(await patch(other.headers.location, bytes))?.code, error(await begin(1000))?.code], ['DISK', 'DISK'])
  const words = (await director.get('/api/status')).disk_words
  check('the status says what still works', words.includes('纸质登记') ? true : words)
  const answers = new Set()
  for (let i = 0; i < 40; i++) {
    const reply = await ticket()
    answers.add(`${reply.status} ${reply.value?.error?.code ?? ''}`)
    if (reply.status === 200) kept.push(reply.value.id)
  }
  check('it says that the disk is full', answers.has('503 DISK') && [...answers].every((a) => a === '503 DISK' || a.startsWith('200')) ? true : [...answers])
  equal('the board is still answered', (await kiosk.call('GET', '/api/board')).status, 200)
  rmSync(join(place, 'fill'))
  const start = Date.now()
  let reply
  do { reply = await ticket() } while (reply.status !== 200 && Date.now() - start < 30000)
  check('records are taken again when there is room', reply.status === 200 ? true : reply.value)
  kept.push(reply.value.id)
  for (const id of kept) await kiosk.post(`/api/tickets/${id}/confirm`, { by: 'screen' })
  const guide = new Client(nodes.hallUrl)
  await guide.signIn('guide')
  for (const id of kept) equal('what was acknowledged is there', (await guide.get('/api/queue')).waiting.filter((w) => w.id === id).length, 1)
  equal('and nothing else', (await kiosk.get('/api/kiosk')).zones[0].waiting, kept.length)
  await nodes.stop('hall')
  equal('the chain is whole', nodes.command('verify', '--home', nodes.hall).status, 0)

  // The county's disk: a hall is told DISK, nothing is parked for it, the log stays small, and it goes on by itself.
  const peer = new Peer(nodes.hubUrl, '361127000-1', '361127200-1'), county = new Client(nodes.hubUrl)
  const window = (no) => ({ kind: 'window.opened', subject: String(no), body: { no, zone: 'general', place: '', issues: false, features: [], spare: false } })
  writeFileSync(join(nodes.run, 'card'), peer.card)
  equal('admitted', nodes.command('admit', '--home', nodes.hub, '--hall-card', join(nodes.run, 'card')).status, 0)
  await nodes.start('hub')
  await county.signIn('county')
  equal('known', (await peer.sayHello()).status, 200)
  await peer.report([window(1)])
  full = ''
  try { writeFileSync(join(place, 'fill'), Buffer.alloc(60 << 20)) } catch (error) { full = error.code }
  equal('the disk is full', full, 'ENOSPC')
  const told = new Set()
  const noise = Buffer.alloc(100000, 'x')
  for (let i = 0; i < 20; i++) {
    const sent = await peer.send(noise)
    told.add(`${sent.status} ${sent.code ?? ''}`)
    await sleep(200)
  }
  check('the hall is told so', told.has('503 DISK') && [...told].every((a) => a === '503 DISK' || a.startsWith('20')) ? true : [...told])
  check('the log stays small', nodes.log('hub').length < 30000 ? true : nodes.log('hub').length)
  rmSync(join(place, 'fill'))
  await until('a batch is taken in again when there is room', async () => {
    await peer.report([window(2)])
    return true
  })
  await until('and applied', async () => {
    const { batches } = await county.get('/api/hub/batches?hall=361127200-1')
    return batches.filter((b) => b.state === 'applied').length === 2 ? true : batches.map((b) => b.state)
  })
} catch (error) {
  check('the story runs to its end', error.stack)
} finally {
  await nodes.end()
  spawnSync('umount', ['-l', place]) // lazily: the nodes' log is still open in this process
  rmdirSync(place)
}
finish()
