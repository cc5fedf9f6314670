// Servers and workers that are stopped, killed and started again in the middle of their work with
// the ledgers: what a killed writer leaves behind (git's lock files) keeps nobody from going on,
// and both sides agree again by themselves.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, agrees, check, equal, finish, sleep, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make({ SEAL_AGE_MS: '150', CONTACT_MS: '200' })
const workers = (pid) =>
  readdirSync('/proc')
    .filter((d) => /^\d+$/.test(d))
    .filter((d) => {
      try {
        return (
          Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${d}/status`, 'utf8'))[1]) === pid &&
          readFileSync(`/proc/${d}/cmdline`, 'utf8').includes('archive')
        )
      } catch {
        return false
      }
    })
    .map(Number)

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await nodes.plenty()
  const kiosk = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await director.signIn('director')
  const agreed = (what) => until(what, agrees(director), 30000)
  let flowing = true
  let taken = 0
  const flow = (async () => {
    while (flowing) {
      try {
        await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
        taken++
      } catch {
        await sleep(30)
      }
      await sleep(8)
    }
  })()
  const restart = async (which, signal) => {
    await nodes.stop(which, signal)
    await nodes.start(which)
  }
  for (let i = 0; i < 4; i++) {
    await sleep(250 + i * 90)
    await restart('hub', i % 2 ? 'SIGKILL' : 'SIGTERM')
    await sleep(120)
    await restart('hall', i % 2 ? 'SIGTERM' : 'SIGKILL')
  }
  for (let i = 0; i < 8; i++) {
    for (const which of ['hall', 'hub'])
      for (const pid of workers(nodes.children[which].pid)) process.kill(pid, 'SIGKILL')
    await sleep(130 + i * 37)
  }
  flowing = false
  await flow
  check('there was something to lose', taken > 50, taken)
  await agreed('both sides agree after stops and kills')

  // The very file that a writer killed in the middle of moving a branch leaves.
  for (const which of ['hall', 'hub']) {
    await nodes.stop(which)
    for (const repository of readdirSync(join(nodes[which], 'ledger')))
      writeFileSync(join(nodes[which], 'ledger', repository, 'refs/heads/lane-1.lock'), '')
    writeFileSync(join(nodes[which], 'catalogue.git', 'config.lock'), '')
    await nodes.start(which)
  }
  await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  await sleep(300)
  await agreed('a lock file left behind keeps nobody from going on')
  equal(
    'and is gone',
    ['hall', 'hub'].flatMap((which) =>
      readdirSync(join(nodes[which], 'ledger')).filter((r) =>
        existsSync(join(nodes[which], 'ledger', r, 'refs/heads/lane-1.lock')),
      ),
    ),
    [],
  )
  // Somebody else holds the branch while the worker lives (a backup, a look with git): the seal
  // fails, says why, and is made when the branch is free.
  const held = readdirSync(join(nodes.hall, 'ledger')).map((repository) =>
    join(nodes.hall, 'ledger', repository, 'refs/heads/lane-1.lock'),
  )
  const [worker] = workers(nodes.children.hall.pid)
  for (const lock of held) writeFileSync(lock, '')
  await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  await until('a seal that failed says why', async () =>
    (await director.get('/api/status')).batches.some((b) => b.state === 'sealing' && b.reason),
  )
  for (const lock of held) rmSync(lock)
  await agreed('and is made again by itself')
  equal('by the same worker', workers(nodes.children.hall.pid), [worker])
  await nodes.proven()
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${nodes.log('hall').slice(-1500)}\n${nodes.log('hub').slice(-800)}`,
  )
} finally {
  await nodes.end()
}
finish()
