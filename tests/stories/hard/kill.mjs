// Eight clients take tickets while the hall, and separately its workers, are killed with SIGKILL at
// random moments (KILLS times, 40 by default; the product's promise is tested with KILLS=200).
// Nothing that was acknowledged may be lost, nothing may be there twice.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { Client, check, equal, finish, sleep, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const KILLS = Number(process.env.KILLS ?? 40)
const CLIENTS = 8
const nodes = await Nodes.make()
const acknowledged = new Map() // key -> ticket id
let running = true
let slowest = 0

async function client(token, zone) {
  const me = new Client(nodes.hallUrl)
  const again = async (work) => {
    // a lost reply is asked for again with the same key, as the pages do
    for (;;) {
      try {
        const reply = await work()
        if (reply.status === 200) return reply.value
        if (reply.status < 500)
          throw Object.assign(new Error(JSON.stringify(reply.value)), { final: true })
      } catch (error) {
        if (error.final) throw error
      }
      if (!running && acknowledged.size) await sleep(50)
      await sleep(20)
    }
  }
  await again(() => me.call('POST', '/api/enrol', { token }))
  while (running) {
    const key = randomUUID()
    const ticket = await again(() =>
      me.call('POST', '/api/tickets', { zone, priority: 'none' }, key),
    )
    await again(() =>
      me.call('POST', `/api/tickets/${ticket.id}/confirm`, { by: 'screen' }, `c${key}`),
    )
    acknowledged.set(key, ticket.id)
    await sleep(Math.random() * 20)
  }
}

const workersOf = (pid) =>
  readdirSync('/proc')
    .filter((d) => /^\d+$/.test(d))
    .filter((d) => {
      try {
        return Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${d}/status`, 'utf8'))[1]) === pid
      } catch {
        return false
      }
    })
    .map(Number)

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await nodes.plenty()
  const admin = new Client(nodes.hubUrl)
  await admin.signIn('county')
  const zones = ['general', 'public_security', 'public_utility', 'issue']
  const clients = Array.from({ length: CLIENTS }, (_, i) =>
    client(nodes.token('kiosk'), zones[i % 4]),
  )
  for (let i = 0; i < KILLS; i++) {
    await sleep(50 + Math.random() * (i % 5 === 0 ? 1500 : 300))
    if (i % 3 === 2) {
      // a worker only: the hall must not even notice
      const workers = workersOf(nodes.children.hall.pid)
      if (workers.length)
        try {
          process.kill(workers[Math.floor(Math.random() * workers.length)], 'SIGKILL')
        } catch {
          /* it ended by itself */
        }
      continue
    }
    await nodes.stop('hall', 'SIGKILL')
    const start = Date.now()
    await nodes.start('hall')
    slowest = Math.max(slowest, Date.now() - start)
  }
  running = false
  await Promise.all(clients)
  check('there was something to lose', acknowledged.size > KILLS, () => acknowledged.size)
  equal('every key got a ticket of its own', new Set(acknowledged.values()).size, acknowledged.size)
  check(`serving again within 2 s (slowest ${slowest} ms)`, slowest <= 2000, slowest)
  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  await until(
    'everything reaches the county and both agree',
    async () => {
      const s = await director.get('/api/status')
      return s.unsent === 0 && s.agreed === 'equal'
        ? true
        : { unsent: s.unsent, agreed: s.agreed, link: s.link, text: s.link_text }
    },
    90000,
  )
  await nodes.stop('hall')
  await nodes.stop('hub')
  for (const [side, home] of [
    ['hall', nodes.hall],
    ['hub', nodes.hub],
  ]) {
    const rows = spawnSync(
      'sqlite3',
      [
        '-readonly',
        join(home, 'minihall.db'),
        "SELECT subject FROM event WHERE kind = 'ticket.taken' AND node = '361127102-1'",
      ],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    )
      .stdout.trim()
      .split('\n')
    const ids = new Set(rows)
    equal(`none doubled at the ${side}`, ids.size, rows.length)
    equal(
      `no acknowledged ticket lost at the ${side}`,
      [...acknowledged.values()].filter((id) => !ids.has(id)),
      [],
    )
    equal(`and no other ticket made at the ${side}`, rows.length, acknowledged.size)
    equal(`the ${side}'s chain is whole`, nodes.command('verify', '--home', home).status, 0)
    equal(
      `the ${side} rebuilds to the same digest`,
      nodes.command('rebuild', '--home', home).status,
      0,
    )
  }
  console.log(`# ${KILLS} kills, ${acknowledged.size} acknowledged tickets`)
} catch (error) {
  running = false
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
process.exit(process.exitCode)
