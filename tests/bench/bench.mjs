// One run, one machine, everything side by side. Absolute figures are of this machine; the ratios are what to compare.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Client } from '../stories/client.mjs'
import { Nodes, binary } from '../stories/nodes.mjs'

const work = resolve(process.argv[2])
const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const round = (x) => (x >= 100 ? Math.round(x) : Number(x.toPrecision(3)))

// Ours is asked as a kiosk asks: a ticket is taken, and confirmed when its number is out; both are durable before they are answered.
const CONFIRM = `local taken = {}
request = function()
  if #taken > 0 then return wrk.format("POST", "/api/tickets/" .. table.remove(taken) .. "/confirm", nil, '{"by":"screen"}') end
  return wrk.format()
end
response = function(status, headers, body)
  local id = body:match('"id":"(T%w+)"')
  if id and body:find('"state":"issuing"', 1, true) then taken[#taken + 1] = id end
end
`
function load(url, connections, cookie) {
  const script = join(work, 'post.lua')
  writeFileSync(script, `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n${cookie ? `wrk.headers["Cookie"] = "${cookie}"\n` : ''}wrk.body = '{"zone":"general","priority":"none"}'\n` + (cookie ? CONFIRM : '') +
    'done = function(summary, latency) io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.errors.status)) end\n')
  const out = spawnSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url], { encoding: 'utf8' }).stdout
  const m = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(out)
  if (!m || Number(m[5]) > 0) throw new Error(`load failed: ${out}`)
  return { rate: Number(m[1]) / (Number(m[2]) / 1e6), p50: Number(m[3]) / 1000, p99: Number(m[4]) / 1000 }
}
const raw = (i) => Number(spawnSync(join(work, 'raw'), [join(work, `raw-${i}.db`), String(seconds / 2)], { encoding: 'utf8' }).stdout)

const nodes = await Nodes.make({ CONTACT_MS: '600000', SEAL_AGE_MS: '600000' })
const lines = []
try {
  const starts = []
  for (let i = 0; i < 5; i++) {
    const from = process.hrtime.bigint()
    await nodes.start('hall')
    starts.push(Number(process.hrtime.bigint() - from) / 1e6)
    if (i < 4) await nodes.stop('hall')
  }
  await new Promise((done) => setTimeout(done, 2500))
  const pss = (pid) => Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024
  const server = nodes.children.hall.pid
  const workers = spawnSync('pgrep', ['-P', String(server)], { encoding: 'utf8' }).stdout.trim().split('\n').map(Number)
  const memory = { server: pss(server), all: pss(server) + workers.reduce((sum, pid) => sum + pss(pid), 0) }

  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const disk = [raw(0)]
  let peer = null
  if (!existsSync(join(work, 'peer/absent'))) {
    peer = spawn('node', ['server.mjs', work, join(nodes.hall, 'keys/tls.crt'), join(nodes.hall, 'keys/tls.key')], { cwd: join(work, 'peer'), stdio: ['ignore', 'pipe', 'inherit'] })
    peer.port = await new Promise((done) => peer.stdout.on('data', (text) => { const m = /ready (\d+)/.exec(text); if (m) done(Number(m[1])) }))
  }
  const rows = []
  for (const connections of [1, 16, 64]) {
    const ours = load(`${nodes.hallUrl}/api/tickets`, connections, kiosk.cookie)
    const theirs = peer ? load(`https://127.0.0.1:${peer.port}/api/tickets`, connections, '') : null
    rows.push({ connections, ours, theirs })
  }
  disk.push(raw(1))
  const peerMemory = peer ? pss(peer.pid) : 0
  if (peer) { peer.kill('SIGTERM'); await new Promise((done) => peer.on('exit', done)) }
  const single = disk.reduce((a, b) => a + b) / disk.length

  lines.push(`raw single SQLite commits on this disk: ${round(single)}/s (WAL, synchronous=FULL; before and after: ${disk.map(round).join(', ')})`, '')
  lines.push('| clients | durable steps of tickets/s (taken, confirmed) | × raw commits | p50 ms | p99 ms | Fastify + better-sqlite3 /s | minihall × peer |', '|---|---|---|---|---|---|---|')
  for (const { connections, ours, theirs } of rows) lines.push(`| ${connections} | ${round(ours.rate)} | ${(ours.rate / single).toFixed(2)} | ${round(ours.p50)} | ${round(ours.p99)} | ${theirs ? round(theirs.rate) : 'not installed here'} | ${theirs ? (ours.rate / theirs.rate).toFixed(2) : '–'} |`)

  // Sealing, without the server: the archive worker on a job of its own against tar | zstd on the same bytes.
  await nodes.stop('hall')
  const job = join(nodes.hall, 'spool/seal/bench')
  mkdirSync(job, { recursive: true })
  const events = Array.from({ length: 20000 }, (_, i) => JSON.stringify({ actor: 'D1', at: '2026-11-24T09:00:00.000+08:00', body: `{"number":"A${i}"}`, hash: createHash('sha256').update(String(i)).digest('hex'), kind: 'ticket.taken', seq: i })).join('\n')
  writeFileSync(join(job, 'events.ndjson'), events)
  writeFileSync(join(job, 'job.json'), JSON.stringify({ recipient: 'bench', stream: 'bench', lane: 1, seq: 1, previous: '', first: 1, last: 20000, head: '', at: '2026-11-24T09:00:00.000+08:00', clock_trusted: true, blobs: [], catalogue_from: '', catalogue_to: '' }))
  const timed = (program, args, options) => { const from = process.hrtime.bigint(); const r = spawnSync(program, args, options); return { ms: Number(process.hrtime.bigint() - from) / 1e6, r } }
  const seal = timed(binary, ['sync-worker', 'archive', '--home', nodes.hall], { input: '{"id":1,"do":"seal","job":"spool/seal/bench"}\n', encoding: 'utf8' })
  if (!seal.r.stdout.includes('"ok":true')) throw new Error(`seal: ${seal.r.stdout}${seal.r.stderr}`)
  const stock = timed('bash', ['-c', `tar -C ${job} -c events.ndjson | zstd -9 -q -T1 >${join(work, 'stock.tar.zst')}; sync ${join(work, 'stock.tar.zst')}`])
  const mb = events.length / 1e6
  lines.push('', '| | minihall | peer | ratio |', '|---|---|---|---|')
  lines.push(`| seal ${mb.toFixed(1)} MB of events: signed, hashed, in the ledger (peer: tar \\| zstd -9) | ${round(mb / (seal.ms / 1000))} MB/s | ${round(mb / (stock.ms / 1000))} MB/s | ${(stock.ms / seal.ms).toFixed(2)} |`)
  lines.push(`| idle memory, PSS, with its two workers (peer: one node process after the load) | ${round(memory.all)} MB (server ${round(memory.server)}) | ${peer ? `${round(peerMemory)} MB` : '–'} | ${peer ? (memory.all / peerMemory).toFixed(2) : '–'} |`)
  lines.push(`| start to ready, median of 5 | ${round(starts.sort((a, b) => a - b)[2])} ms | | |`)
  lines.push(`| binary | ${(statSync(binary).size / 1e6).toFixed(2)} MB | | |`)
} finally {
  await nodes.end()
}
console.log(lines.join('\n'))
