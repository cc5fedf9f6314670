// One run, one machine, everything side by side. Absolute figures are of this machine; the ratios
// are what to compare.
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Client, sleep } from '../lib/client.mjs'
import { binary } from '../lib/nodes.mjs'
import {
  QUIET,
  SLOW,
  canSlow,
  load,
  pss,
  quantile,
  raw,
  round,
  startPeer,
  table,
  usedHall,
} from './lib.mjs'

const work = resolve(process.argv[2])
const nodes = await usedHall()
const lines = [
  `A hall with ${nodes.cases} cases and ${nodes.numbers} numbers behind it, 500 of them today.`,
  '',
]

async function starts() {
  const took = []
  for (let i = 0; i < 5; i++) {
    const from = process.hrtime.bigint()
    await nodes.start('hall', { words: QUIET })
    took.push(Number(process.hrtime.bigint() - from) / 1e6)
    if (i < 4) await nodes.stop('hall')
  }
  return quantile(took, 0.5)
}

// Numbers taken and confirmed, beside single commits of SQLite and beside the peer; the hall runs.
async function writes(name, before) {
  const disk = [raw(work, `${name}-0`, before)]
  const peer = await startPeer(work, nodes, before)
  const rows = []
  for (const clients of [1, 16, 64]) {
    const ours = load(work, `${nodes.hallUrl}/api/tickets`, clients, nodes.cookie)
    rows.push({ clients, ours, theirs: peer && load(work, peer.url, clients, '') })
  }
  disk.push(raw(work, `${name}-1`, before))
  const memory = peer ? pss(peer.pid) : 0
  await peer?.end()
  const single = (disk[0].rate + disk[1].rate) / 2
  const syncs = disk.map((d) => `${d.sync.toFixed(2)} ms`).join(', ')
  lines.push(
    `One sync takes ${syncs} (before, after); raw single SQLite commits: ${round(single)}/s (WAL, synchronous=FULL).`,
    '',
  )
  lines.push(
    ...table(
      [
        'clients',
        'durable steps of tickets/s (taken, confirmed)',
        '× raw commits',
        'p50 ms',
        'p99 ms',
        'Fastify + better-sqlite3 /s',
        'minihall × peer',
      ],
      rows.map(({ clients, ours, theirs }) => [
        clients,
        round(ours.rate),
        (ours.rate / single).toFixed(2),
        round(ours.p50),
        round(ours.p99),
        theirs ? round(theirs.rate) : 'not installed here',
        theirs ? (ours.rate / theirs.rate).toFixed(2) : '–',
      ]),
    ),
  )
  return memory
}

// A number every 100 ms, counted from when it was due, while somebody reads.
async function whileReading(path, director) {
  const kiosk = new Client(nodes.hallUrl)
  kiosk.cookie = nodes.cookie
  let reading = true
  let reads = 0
  const reader = (async () => {
    while (reading && path) {
      await director.get(path)
      reads++
    }
  })()
  const took = []
  const due = Date.now()
  await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      await sleep(Math.max(0, due + i * 100 - Date.now()))
      await kiosk.ticket({ zone: 'general', priority: 'none' })
      took.push(Date.now() - (due + i * 100))
    }),
  )
  reading = false
  await reader
  return [
    path || 'nobody reads',
    reads || '–',
    round(quantile(took, 0.5)),
    round(quantile(took, 0.99)),
  ]
}

function seal() {
  // Without the server: the sealing worker on a job of its own against tar | zstd on the same
  // bytes.
  const job = join(nodes.hall, 'spool/seal/bench')
  const at = '2026-11-24T09:00:00.000+08:00'
  const event = (i) => ({
    actor: 'D1',
    at,
    body: `{"number":"A${i}"}`,
    hash: createHash('sha256').update(String(i)).digest('hex'),
    kind: 'ticket.taken',
    seq: i,
  })
  const events = Array.from({ length: 20000 }, (_, i) => JSON.stringify(event(i))).join('\n')
  const order = {
    recipient: 'bench',
    stream: 'bench',
    lane: 1,
    seq: 1,
    previous: '',
    first: 1,
    last: 20000,
    head: '',
    at,
    clock_trusted: true,
    blobs: [],
    catalogue_from: '',
    catalogue_to: '',
  }
  mkdirSync(job, { recursive: true })
  writeFileSync(join(job, 'events.ndjson'), events)
  writeFileSync(join(job, 'job.json'), JSON.stringify(order))
  const timed = (program, args, options) => {
    const from = process.hrtime.bigint()
    const r = spawnSync(program, args, options)
    return { ms: Number(process.hrtime.bigint() - from) / 1e6, r }
  }
  const input = '{"id":1,"do":"seal","job":"spool/seal/bench"}\n'
  const ours = timed(binary, ['sync-worker', 'seal', '--home', nodes.hall], {
    input,
    encoding: 'utf8',
  })
  if (!ours.r.stdout.includes('"ok":true'))
    throw new Error(`seal: ${ours.r.stdout}${ours.r.stderr}`)
  const out = join(work, 'stock.tar.zst')
  const stock = timed('bash', [
    '-c',
    `tar -C ${job} -c events.ndjson | zstd -9 -q -T1 >${out}; sync ${out}`,
  ])
  const mb = events.length / 1e6
  const rate = (ms) => `${round(mb / (ms / 1000))} MB/s`
  const what = `seal ${mb.toFixed(1)} MB of events: signed, hashed, in the ledger (peer: tar \\| zstd -9)`
  return [what, rate(ours.ms), rate(stock.ms), (stock.ms / ours.ms).toFixed(2)]
}

function rebuild() {
  const from = process.hrtime.bigint()
  const r = spawnSync(binary, ['rebuild', '--home', nodes.hall], {
    encoding: 'utf8',
    env: nodes.env,
  })
  if (r.status !== 0) throw new Error(`rebuild: ${r.stdout}${r.stderr}`)
  return Number(process.hrtime.bigint() - from) / 1e9
}

try {
  const ready = await starts()
  await sleep(2500)
  const server = nodes.children.hall.pid
  const workers = spawnSync('pgrep', ['-P', String(server)], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .map(Number)
  const idle = {
    server: pss(server),
    all: pss(server) + workers.reduce((sum, pid) => sum + pss(pid), 0),
  }
  const peerMemory = await writes('disk', [])

  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  const month = new Date(nodes.now()).toISOString().slice(0, 7)
  const read = []
  for (const path of ['', `/api/reports/month?month=${month}`, '/api/status', '/api/ratings'])
    read.push(await whileReading(path, director))
  lines.push(
    ...table(
      ['while somebody reads in a loop', 'reads in 6 s', "a number's p50 ms", 'p99 ms'],
      read,
    ),
  )

  await nodes.stop('hall')
  if (canSlow()) {
    lines.push('The same with 5 ms added to every sync of all three:', '')
    await nodes.start('hall', { before: SLOW, words: QUIET })
    await writes('slow', SLOW)
    await nodes.stop('hall')
  } else {
    lines.push('The table with slower syncs was left out: strace may not trace here.', '')
  }
  const again = rebuild()
  lines.push(
    ...table(
      ['', 'minihall', 'peer', 'ratio'],
      [
        seal(),
        [
          'idle memory, PSS, with its workers (peer: one node process after the load)',
          `${round(idle.all)} MB (server ${round(idle.server)})`,
          peerMemory ? `${round(peerMemory)} MB` : '–',
          peerMemory ? (idle.all / peerMemory).toFixed(2) : '–',
        ],
        ['start to ready, median of 5', `${round(ready)} ms`, '', ''],
        [
          `rebuild of all views from the journal (${nodes.cases} cases)`,
          `${round(again)} s`,
          '',
          '',
        ],
        ['binary', `${(statSync(binary).size / 1e6).toFixed(2)} MB`, '', ''],
      ],
    ),
  )
} finally {
  await nodes.end()
}
console.log(lines.join('\n'))
