// What the parts of the bench share: a hall that has been in use, a load on it, its peer, a disk
// that takes its time, and how figures are written.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, agrees, sleep } from '../lib/client.mjs'
import { Nodes, binary } from '../lib/nodes.mjs'

export const seconds = Number(process.env.BENCH_SECONDS ?? 4)
export const round = (x) => (x >= 100 ? Math.round(x) : Number(x.toPrecision(3)))
export const pss = (pid) =>
  Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024
export const quantile = (list, q) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))]
export function table(head, rows) {
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((r) => `| ${r.join(' | ')} |`),
    '',
  ]
}

// Words in front of a program: each of its syncs takes 5 ms longer, as on an SSD without a
// capacitor or an eMMC.
export const SLOW = [
  'strace',
  '-D',
  '-f',
  '--seccomp-bpf',
  '-qq',
  '-o',
  '/dev/null',
  '-e',
  'trace=fsync,fdatasync',
  '-e',
  'inject=fsync,fdatasync:delay_exit=5000',
]
export function canSlow() {
  return spawnSync(SLOW[0], [...SLOW.slice(1), 'true']).status === 0
}

/** Single durable commits a second, and what one sync of a 4 KiB write takes (ms, median). */
export function raw(work, name, before = []) {
  const words = [...before, join(work, 'raw'), join(work, `raw-${name}.db`), String(seconds / 2)]
  const [rate, sync] = spawnSync(words[0], words.slice(1), { encoding: 'utf8' })
    .stdout.trim()
    .split(' ')
    .map(Number)
  return { rate, sync: sync / 1000 }
}

// Ours is asked as a kiosk asks: a ticket is taken, and confirmed when its number is out; both are
// durable before they are answered.
const CONFIRM = `local taken = {}
request = function()
  if #taken > 0 then
    return wrk.format("POST", "/api/tickets/" .. table.remove(taken) .. "/confirm", nil, '{"by":"screen"}')
  end
  return wrk.format()
end
response = function(status, headers, body)
  local id = body:match('"id":"(T%w+)"')
  if id and body:find('"state":"issuing"', 1, true) then taken[#taken + 1] = id end
end
`
const RESULT = `done = function(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), summary.errors.status))
end
`
export function load(work, url, connections, cookie) {
  const script = join(work, 'post.lua')
  const headers = `wrk.headers["Content-Type"] = "application/json"\n${cookie ? `wrk.headers["Cookie"] = "${cookie}"\n` : ''}`
  const body = `wrk.method = "POST"\n${headers}wrk.body = '{"zone":"general","priority":"none"}'\n`
  writeFileSync(script, body + (cookie ? CONFIRM : '') + RESULT)
  const out = spawnSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url], {
    encoding: 'utf8',
  })
  const m = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(out.stdout)
  if (!m || Number(m[5]) > 0) throw new Error(`load failed: ${out.stdout}${out.stderr}`)
  return {
    rate: Number(m[1]) / (Number(m[2]) / 1e6),
    p50: Number(m[3]) / 1000,
    p99: Number(m[4]) / 1000,
  }
}

/** The peer behind the hall's certificate, or null where its packages are not to be had. */
export async function startPeer(work, nodes, before = []) {
  if (existsSync(join(work, 'peer/absent'))) return null
  for (const tail of ['', '-wal', '-shm']) rmSync(join(work, `peer.db${tail}`), { force: true })
  const keys = ['tls.crt', 'tls.key'].map((f) => join(nodes.hall, 'keys', f))
  const words = [...before, 'node', 'server.mjs', work, ...keys]
  const peer = spawn(words[0], words.slice(1), {
    cwd: join(work, 'peer'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise((done, failed) => {
    peer.on('exit', () => failed(new Error('the peer did not start')))
    peer.stdout.on('data', (text) => {
      const m = /ready (\d+)/.exec(text)
      if (m) done(Number(m[1]))
    })
  })
  const end = () => {
    peer.kill('SIGTERM')
    return new Promise((done) => peer.on('exit', done))
  }
  return { pid: peer.pid, url: `https://127.0.0.1:${port}/api/tickets`, end }
}

/** Words of a hall that seals and calls nobody while it is measured. */
export const QUIET = ['--contact-ms', '600000', '--seal-age-ms', '600000']

/** A hall with 10,000 cases and their visitors behind it, and 500 numbers of today; stopped. */
export async function usedHall() {
  const nodes = await Nodes.make({ CONTACT_MS: '200', SEAL_AGE_MS: '100' })
  const director = new Client(nodes.hallUrl)
  await nodes.start('hub')
  await nodes.start('hall')
  await director.signIn('director')
  await nodes.plenty()
  while (
    (await agrees(director)()) !== true ||
    !(await director.get('/api/items?limit=1')).items.length
  )
    await sleep(200)
  await nodes.stop('hall')
  await nodes.stop('hub')
  const count = (sql) =>
    Number(
      spawnSync('sqlite3', ['-readonly', join(nodes.hall, 'minihall.db'), sql], {
        encoding: 'utf8',
      }).stdout,
    )
  const from = new Date(nodes.now() - 112 * 86400000).toISOString().slice(0, 10)
  const words = ['--home', nodes.hall, '--days', '110', '--from', from, '--tickets', '265']
  const played = spawnSync(binary, ['rehearse', ...words], { encoding: 'utf8', env: nodes.env })
  if (played.status !== 0) throw new Error(played.stdout + played.stderr)
  await nodes.start('hall', { words: QUIET })
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  for (let i = 0; i < 500; i++) await kiosk.ticket({ zone: 'general', priority: 'none' })
  await nodes.stop('hall')
  nodes.cases = count('SELECT count(*) FROM case_file')
  nodes.numbers = count('SELECT count(*) FROM ticket')
  nodes.cookie = kiosk.cookie
  return nodes
}
