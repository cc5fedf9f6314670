// The disk fills up: the hall says so, refuses what it cannot keep, goes on answering what it can, and takes records again when there is room.
// Needs the right to mount a small file system; without it the story says so and counts nothing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const place = mkdtempSync(join(tmpdir(), 'minihall-full-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=10m', 'tmpfs', place]).status === 0
if (!mounted) {
  rmdirSync(place)
  console.log('# no right to mount: not run\n0 passed, 0 failed, 1 skipped')
  process.exit(0)
}
process.env.TMPDIR = place // the nodes of this story live there
const { Client, check, equal, finish, sleep, until } = await import('./client.mjs')
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
  let full = ''
  try { writeFileSync(join(place, 'fill'), Buffer.alloc(20 << 20)) } catch (error) { full = error.code }
  equal('the disk is full', full, 'ENOSPC')
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
  try { writeFileSync(join(place, 'fill'), Buffer.alloc(20 << 20)) } catch (error) { full = error.code }
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
