// Bytes that nobody in his right mind sends, 2,000 requests to each node: every route with
// addresses, queries, headers and bodies that are no text, too large, too deep, cut, several at
// once, slow. Each gets an answer in time, nobody at a desk waits for it, and both processes are
// afterwards what they were before.
import { readFileSync } from 'node:fs'
import { connect } from 'node:tls'
import {
  Client,
  check,
  equal,
  finish,
  met,
  photo as picture,
  sleep,
  until,
} from '../../lib/client.mjs'
import { ATTACKS, SEED, bytes, pick, plan, whole } from '../../lib/bytes.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const PATIENCE_MS = 5000
const AT_ONCE = 12
const ASAN = binary.includes('/asan/')
const GROWTH_KB = ASAN ? 600e3 : 24e3 // the sanitised build keeps what was freed for a while
console.log(`# seed ${SEED}`)

// A connection of its own: the pieces are written one after another, so many answers are read.
function ask(port, pieces, { answers = 1, gap = 0 } = {}) {
  return new Promise((done) => {
    const began = Date.now()
    const statuses = []
    let text = Buffer.alloc(0)
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
    const end = (how) => {
      clearTimeout(timer)
      socket.destroy()
      done({ statuses, how, ms: Date.now() - began })
    }
    const timer = setTimeout(() => end('waited'), PATIENCE_MS)
    socket.on('secureConnect', async () => {
      for (const piece of pieces) {
        if (socket.destroyed) return
        socket.write(piece)
        if (gap) await sleep(gap)
      }
    })
    socket.on('data', (part) => {
      text = Buffer.concat([text, part])
      for (let head; (head = text.indexOf('\r\n\r\n')) > 0;) {
        const lines = text.subarray(0, head).toString('latin1')
        const length = Number(/content-length: (\d+)/.exec(lines)?.[1] ?? 0)
        if (text.length < head + 4 + length) return
        const body = text.subarray(head + 4, head + 4 + length).toString('utf8')
        const code = /"error":\{"code":"(\w+)"/.exec(body)?.[1]
        if (code) met(code)
        statuses.push(Number(lines.slice(9, 12)))
        text = text.subarray(head + 4 + length)
        if (statuses.length === answers || statuses.at(-1) === 400) return end('answered')
      }
    })
    socket.on('error', () => end('torn'))
    socket.on('close', () => end('closed'))
  })
}

async function assault(site, routes) {
  const wrong = []
  const counts = {}
  const work = plan(routes)
  let slowest = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (work.length) {
        const { route, kind } = work.pop()
        const cookie = pick(site.cookies)
        const attack = ATTACKS[kind](route, site)
        const [first, ...rest] = attack.pieces
        // with a cookie where the head is otherwise whole: what is behind the gate is meant too
        const at = first.indexOf('\r\nHost: 127.0.0.1\r\n')
        const pieces =
          cookie && at > 0 && kind !== 'split' && !first.includes('Cookie:')
            ? [
                Buffer.concat([
                  first.subarray(0, at + 2),
                  bytes(`Cookie: ${cookie}\r\n`),
                  first.subarray(at + 2),
                ]),
                ...rest,
              ]
            : attack.pieces
        const got = await ask(site.port, pieces, attack)
        slowest = Math.max(slowest, got.ms)
        for (const status of got.statuses) counts[status] = (counts[status] ?? 0) + 1
        const good =
          got.how === 'answered' &&
          got.statuses.every((s) => s < 500) &&
          (!attack.only || attack.only.includes(got.statuses[0]))
        if (!good)
          wrong.push(
            `${kind} ${route.method} ${route.path} as ${cookie ? 'staff' : 'nobody'}: ${got.how} ${got.statuses} in ${got.ms} ms`,
          )
      }
    }),
  )
  console.log(`# ${site.name}: answers ${JSON.stringify(counts)}, the slowest in ${slowest} ms`)
  check(
    `${site.name}: every one is answered in time, none with a fault`,
    !wrong.length,
    () => `${wrong.length}: ${wrong.slice(0, 5).join('; ')}`,
  )
}

// A head that drips: closed ten seconds after its first byte, whatever still comes.
function drip(port) {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
    let began = 0
    let timer
    socket.on('secureConnect', () => {
      began = Date.now()
      socket.write('GET /api/version HTTP/1.1\r\nHost: x\r\nX-Aa: ')
      timer = setInterval(() => socket.write('a'), 700)
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      done(Date.now() - began)
    })
    setTimeout(() => socket.destroy(), 20000).unref()
  })
}

const memory = (child) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1])
const nodes = await Nodes.make()
try {
  await nodes.start('hub')
  await nodes.start('hall')
  const clerk = new Client(nodes.hallUrl)
  const director = new Client(nodes.hallUrl)
  const county = new Client(nodes.hubUrl)
  await clerk.signIn('clerk')
  await director.signIn('director')
  await county.signIn('county-approver')
  await until(
    'the catalogue is there',
    async () => (await clerk.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  const person = {
    name: '张三丰',
    id_kind: 'identity_card',
    id_no: '361102194903070026',
    phone: '13800000000',
  }
  const taken = [
    { no: 1, taken: 'original_seen' },
    { no: 2, taken: 'copy' },
  ]
  const made = await clerk.post('/api/cases', {
    item_id: 'SR-047',
    applicant: person,
    materials: taken,
  })
  const png = picture(1)
  const size = png.length
  const photo = `/api/cases/${made.id}/attachments/${await clerk.upload(made.id, 1, 'a.png', png)}`
  equal('the program lies at no fixed address', readFileSync(binary).readUInt16LE(16), 3)
  equal(
    'a part of a photo',
    (await clerk.raw('GET', photo, { range: 'bytes=0-7' })).body.toString('hex'),
    '89504e470d0a1a0a',
  )
  equal(
    'the last bytes of it',
    (await clerk.raw('GET', photo, { range: 'bytes=-2' })).headers['content-range'],
    `bytes ${size - 2}-${size - 1}/${size}`,
  )
  const beyond = await clerk.raw('GET', photo, { range: `bytes=${size}-` })
  equal(
    'what is behind its end',
    [beyond.status, beyond.headers['content-range']],
    [416, `bytes */${size}`],
  )
  equal(
    'a range backwards is none',
    (await clerk.raw('GET', photo, { range: 'bytes=5-2' })).body.length,
    png.length,
  )
  const lost = await new Client(nodes.hallUrl).raw('GET', '/nowhere', { accept: 'text/html,*/*' })
  check(
    'an address that is none is said in words to who reads pages',
    lost.status === 404 && /<h1>没有找到要找的内容/.test(lost.body.toString()),
    () => lost.body.toString(),
  )
  const stranger = { ...person, login: 'director', password: 'x'.repeat(17000) }
  equal(
    'who has not signed in sends little',
    (await new Client(nodes.hallUrl).call('POST', '/api/login', stranger)).value.error.code,
    'TOO_LARGE',
  )
  const elsewhere = await clerk.raw('POST', '/api/uploads', {
    'tus-resumable': '1.0.0',
    'upload-length': '5',
    origin: 'https://evil.example',
  })
  equal("another site's page uploads nothing", elsewhere.status, 403)

  const document = JSON.parse(nodes.command('openapi').stdout)
  const routes = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, doc]) => ({
        method: method.toUpperCase(),
        path,
        plain: path.replace(/\{\w+\}/g, 'none'),
        takes: Boolean(doc.requestBody),
      })),
    )
    .filter((r) => !r.path.endsWith('/logout'))
  const sites = [
    {
      name: 'the hall',
      child: nodes.children.hall,
      port: nodes.hallPort,
      cookies: ['', clerk.cookie, director.cookie],
      photo,
    },
    {
      name: 'the county',
      child: nodes.children.hub,
      port: nodes.hubPort,
      cookies: ['', county.cookie],
      photo: '/api/version',
    },
  ]
  for (const site of sites) site.pid = site.child.pid
  await Promise.all(sites.map((site) => ask(site.port, [whole('GET', '/api/version')])))
  for (const site of sites) site.before = memory(site.child)

  // Meanwhile somebody works.
  let working = true
  const waits = []
  const worker = (async () => {
    while (working) {
      const began = Date.now()
      await clerk.get('/api/me')
      waits.push(Date.now() - began)
      await sleep(25)
    }
  })()
  const drips = Promise.all(sites.map((site) => drip(site.port)))
  await Promise.all(sites.map((site) => assault(site, routes)))
  for (const [i, ms] of (await drips).entries())
    check(`${sites[i].name}: a dripping head ends`, ms > 9000 && ms < 13000, ms)
  working = false
  await worker
  waits.sort((a, b) => a - b)
  console.log(
    `# a clerk meanwhile: n ${waits.length}, p50 ${waits[waits.length >> 1]} ms, p99 ${waits[Math.floor(waits.length * 0.99)]} ms, at most ${waits.at(-1)} ms`,
  )
  check('nobody at a desk waits past five seconds', waits.at(-1) < PATIENCE_MS, () => waits.at(-1))
  await sleep(2500)
  for (const site of sites) {
    equal(
      `${site.name}: the same process goes on`,
      [site.child.exitCode, site.child.signalCode, site.child.pid],
      [null, null, site.pid],
    )
    const after = memory(site.child)
    console.log(`# ${site.name}: ${site.before} kB before, ${after} kB after`)
    check(
      `${site.name}: its memory is what it was`,
      after - site.before < GROWTH_KB,
      () => `${site.before} kB, now ${after} kB`,
    )
  }
  equal('the hall works', (await clerk.get(`/api/cases/${made.id}`)).id, made.id)
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
