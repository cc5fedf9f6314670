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
const { Client, check, equal, finish } = await import('./client.mjs')
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
} catch (error) {
  check('the story runs to its end', error.stack)
} finally {
  await nodes.end()
  spawnSync('umount', ['-l', place]) // lazily: the nodes' log is still open in this process
  rmdirSync(place)
}
finish()
