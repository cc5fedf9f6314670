// What a clerk waits while 600 connections drip a byte now and then, and while others send what is
// no request at all. The dawdlers are processes of their own, so that only the hall is measured.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { Client, sleep } from '../lib/client.mjs'
import { Nodes } from '../lib/nodes.mjs'
import { quantile, round, table } from './lib.mjs'

const DRIPPING = 600
const WANTED_MS = 100
const to = (port) => connect({ port, host: '127.0.0.1', rejectUnauthorized: false })

// Holds so many connections with half a head; one that is closed comes again.
function drip(port) {
  const open = () => {
    const socket = to(port)
    let timer
    socket.on('secureConnect', () => {
      socket.write('GET /api/version HTTP/1.1\r\nHost: x\r\nX-Aa: ')
      timer = setInterval(() => socket.write('a'), 4000)
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      setTimeout(open, 500)
    })
  }
  for (let i = 0; i < DRIPPING; i++) setTimeout(open, i * 4)
}

const HOSTILE = [
  'GET /api/board?zones=%ff HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /%c0%80 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
  'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 28abc\r\n\r\n',
  `POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n{${'"k":1,'.repeat(2666)}}}`,
  `POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n${'x'.repeat(900000)}`,
]
function assault(port) {
  let i = 0
  const one = () => {
    const socket = to(port)
    socket.on('secureConnect', () => socket.write(HOSTILE[i++ % HOSTILE.length]))
    socket.on('data', () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', one)
  }
  for (let n = 0; n < 4; n++) one()
}

/** Seconds of a processor that a process has had. */
const spent = (pid) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .split(') ')[1]
    .split(' ')
    .slice(11, 13)
    .reduce((sum, n) => sum + Number(n) / 100, 0)

async function wait(client) {
  const began = performance.now()
  await client.get('/api/me')
  return performance.now() - began
}

// A clerk asks on the connection he has; every tenth time a page is opened anew.
async function clerkWaits(nodes, clerk) {
  const kept = []
  const fresh = []
  for (const end = Date.now() + 8000; Date.now() < end;) {
    for (let i = 0; i < 10; i++) {
      kept.push(await wait(clerk))
      await sleep(15)
    }
    const page = new Client(nodes.hallUrl)
    page.cookie = clerk.cookie
    fresh.push(await wait(page))
    page.agent.destroy()
  }
  return [
    kept.length,
    round(quantile(kept, 0.5)),
    round(quantile(kept, 0.99)),
    fresh.length,
    round(quantile(fresh, 0.5)),
    round(quantile(fresh, 0.99)),
  ]
}

async function measure() {
  const nodes = await Nodes.make()
  const rows = []
  try {
    await nodes.start('hall')
    const clerk = new Client(nodes.hallUrl)
    await clerk.signIn('clerk')
    const during = async (name, what) => {
      const child =
        what &&
        spawn(process.execPath, [fileURLToPath(import.meta.url), what, String(nodes.hallPort)], {
          stdio: 'ignore',
        })
      if (child) await sleep(5000)
      const [pid, began] = [nodes.children.hall.pid, Date.now()]
      const before = spent(pid)
      const waits = await clerkWaits(nodes, clerk)
      const share = ((spent(pid) - before) * 1e5) / (Date.now() - began)
      rows.push([name, ...waits, `${round(share)} %`])
      child?.kill()
      await sleep(1000)
    }
    await during('nobody dawdles')
    await during(`${DRIPPING} connections drip a byte in 4 s`, 'drip')
    await during('four send malformed, large and endless requests in a loop', 'assault')
  } finally {
    await nodes.end()
  }
  const worst = Math.max(...rows.map((r) => Math.max(r[3], r[6])))
  console.log(
    table(
      [
        'a clerk waits, ms',
        'asked',
        'p50',
        'p99',
        'new connections',
        'p50',
        'p99',
        'of one processor',
      ],
      rows,
    ).join('\n'),
  )
  console.log(`Wanted: a p99 of at most ${WANTED_MS} ms; the worst here is ${worst} ms.`)
}

const [what, port] = process.argv.slice(2)
if (what === 'drip') drip(Number(port))
else if (what === 'assault') assault(Number(port))
else await measure()
