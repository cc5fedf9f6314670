// What stands between a page and the hall: names, suites, cookies, headers, files. Each is a
// promise of its own, and none of them shows when it is broken.
import { spawnSync } from 'node:child_process'
import { readdirSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { Client, check, equal, finish } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

process.umask(0o022) // what a shell leaves to the programs it starts
const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const nodes = await Nodes.make()

/** One connection's bytes and what comes back; a handshake that fails is its error. */
function speak(text, options = {}) {
  return new Promise((done) => {
    const socket = connect({
      port: nodes.hallPort,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      ...options,
    })
    let heard = ''
    const end = (error) => {
      socket.destroy()
      done({ heard, error, suite })
    }
    let suite = ''
    socket.on('secureConnect', () => {
      suite = socket.getCipher().name
      if (text) socket.write(text)
      else end()
    })
    socket.on('data', (part) => {
      heard += part
      if (heard.includes('\r\n\r\n')) end()
    })
    socket.on('error', (error) => end(error.code ?? error.message))
    socket.on('close', () => end())
    socket.setTimeout(8000, () => end('silence'))
  })
}
const status = async (text) => Number((await speak(text)).heard.slice(9, 12))

async function hosts(kiosk) {
  // The paper carries an address, and only one that the certificate names: whoever asks under
  // another name gets the hall's own.
  const own = [
    `127.0.0.1:${nodes.hallPort}`,
    `localhost:${nodes.hallPort}`,
    'localhost',
    '127.0.0.1',
    `LOCALHOST:${nodes.hallPort}`,
  ]
  const taken = await kiosk.ticket({ zone: 'general', priority: 'none' })
  const slip = async (host) => {
    const reply = await kiosk.raw(
      'POST',
      `/api/tickets/${taken.id}/reprint`,
      { host, 'content-type': 'application/json', 'idempotency-key': `as ${host}` },
      '{}',
    )
    return new URL(JSON.parse(reply.body.toString()).slip_url).host
  }
  for (const host of own)
    equal(`a name of the certificate is the slip's: ${host}`, await slip(host), host.toLowerCase())
  const first = await slip('evil.example')
  check('another name is not', own.includes(first), first)
  for (const host of [
    'evil.example:443',
    '192.0.2.1',
    `127.0.0.1.evil.example:${nodes.hallPort}`,
    'local',
    '*',
    '',
  ]) {
    if (host) equal(`nor is ${host}`, await slip(host), first)
  }
  const ask = (first, lines) => `${first}\r\n${lines}Connection: close\r\n\r\n`
  equal('no name at all is no request', await status(ask('GET /api/version HTTP/1.1', '')), 400)
  equal(
    'two names are none',
    await status(ask('GET /api/version HTTP/1.1', 'Host: localhost\r\nHost: evil.example\r\n')),
    400,
  )
  equal(
    'a name in the address is none',
    await status(
      ask(`GET https://localhost:${nodes.hallPort}/api/version HTTP/1.1`, 'Host: localhost\r\n'),
    ),
    400,
  )
  equal(
    'a name with a path in it is none',
    await status(ask('GET /api/version HTTP/1.1', 'Host: localhost/x\r\n')),
    400,
  )
  equal(
    'the hall’s own name is',
    await status(ask('GET /api/version HTTP/1.1', 'Host: localhost\r\n')),
    200,
  )
}

async function suites() {
  const old =
    'ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA384'
  const rsa =
    'ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA:ECDHE-RSA-AES128-SHA256:AES128-SHA:AES256-SHA:AES128-SHA256:AES256-SHA256:AES128-GCM-SHA256'
  const all = { maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' }
  for (const [what, ciphers] of [
    ['that chain blocks', old],
    ['of RSA, or without a key of the moment', rsa],
  ]) {
    const { error } = await speak('', { ...all, ciphers: `${ciphers}:@SECLEVEL=0` })
    check(`no suite ${what} is offered`, error, 'a handshake')
  }
  const good = await speak('', all)
  check(
    'TLS 1.2 with authenticated encryption is',
    !good.error && /GCM|CHACHA20/.test(good.suite),
    () => JSON.stringify(good),
  )
  const newest = await speak('', { minVersion: 'TLSv1.3' })
  check('and TLS 1.3', !newest.error && newest.suite.startsWith('TLS_'), () =>
    JSON.stringify(newest),
  )
  for (const version of ['TLSv1', 'TLSv1.1']) {
    const { error } = await speak('', {
      minVersion: version,
      maxVersion: version,
      ciphers: 'ALL:@SECLEVEL=0',
    })
    check(`${version} is not`, error, 'a handshake')
  }
}

async function cookies() {
  const clerk = new Client(nodes.hallUrl)
  const signIn = await clerk.raw(
    'POST',
    '/api/login',
    { 'content-type': 'application/json' },
    JSON.stringify({ login: 'clerk', password: 'minihall2026' }),
  )
  const [name, ...traits] = signIn.headers['set-cookie'][0].split('; ')
  check('a session is of this very address', /^__Host-minihall=[\w-]{20,}$/.test(name), name)
  const said = traits.map((t) => t.toLowerCase())
  for (const trait of ['path=/', 'httponly', 'samesite=strict', 'secure'])
    check(`and ${trait}`, said.includes(trait), () => traits.join('; '))
  check('and of no other', !said.some((t) => t.startsWith('domain')), () => traits.join('; '))
  const token = name.slice(name.indexOf('=') + 1)
  const me = async (cookie) =>
    JSON.parse((await new Client(nodes.hallUrl).raw('GET', '/api/me', { cookie })).body.toString())
      .signed_in
  equal(
    'its name is asked for whole',
    [await me(`__Host-minihall=${token}`), await me(`minihall=${token}`)],
    [true, false],
  )
  const out = await clerk.raw(
    'POST',
    '/api/logout',
    {
      'content-type': 'application/json',
      'minihall-actor': (await clerk.get('/api/me')).id,
      'idempotency-key': 'out',
    },
    '{}',
  )
  check(
    'signing out takes it away',
    /^__Host-minihall=; .*Max-Age=0/.test(out.headers['set-cookie']?.[0] ?? ''),
    () => JSON.stringify(out.headers['set-cookie']),
  )
}

async function headers() {
  const pages = readdirSync(join(top, 'webui/dist'))
    .filter((f) => f.endsWith('.html'))
    .map((f) => `/${f}`)
  check('every page of the product', pages.length >= 28, () => pages.length)
  const asked = new Client(nodes.hallUrl)
  const wanted = {
    'default-src': "'self'",
    'script-src': "'self'",
    'img-src': "'self' blob: data:",
    'media-src': "'self' blob:",
    'worker-src': "'self'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
  }
  for (const page of [
    '/',
    '/Q/T1/ABCDEF',
    '/I/SR-042',
    '/F/SR-042',
    '/nowhere',
    '/api/version',
    ...pages,
  ]) {
    const reply = await asked.raw('GET', page, { accept: 'text/html,*/*' })
    const policy = Object.fromEntries(
      (reply.headers['content-security-policy'] ?? '')
        .split(';')
        .map((d) => d.trim().split(/ (.*)/))
        .filter(([d]) => d),
    )
    const wrong = Object.entries(wanted).filter(([directive, value]) => policy[directive] !== value)
    const others = [
      ['x-content-type-options', 'nosniff'],
      ['x-frame-options', 'DENY'],
      ['referrer-policy', 'no-referrer'],
    ].filter(([h, value]) => reply.headers[h] !== value)
    check(
      `${page} says what it may load, and who may frame it`,
      !(wrong.length || others.length),
      () => JSON.stringify([wrong, others]),
    )
    check(
      `${page} lets no script in by text`,
      !/unsafe-eval|script-src[^;]*unsafe-inline/.test(
        reply.headers['content-security-policy'] ?? '',
      ),
      () => reply.headers['content-security-policy'],
    )
  }
}

/** Every file and folder of a home that somebody else on the machine could read, write or enter. */
function open(folder, found = []) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name),
      at = lstatSync(path)
    if (at.isSymbolicLink()) continue
    if (at.mode & 0o077)
      found.push(`${path.slice(nodes.run.length)} ${(at.mode & 0o777).toString(8)}`)
    if (at.isDirectory()) open(path, found)
  }
  return found
}

/** A county's catalogue of this many files, committed by the worker that has the key; a file a name. */
function publish(count) {
  const place = join(nodes.hub, 'spool/publish')
  mkdirSync(place, { recursive: true })
  const files = {}
  for (let i = 0; i < count; i++) {
    writeFileSync(join(place, `part${i}`), `${i}\n`)
    files[`part${String(i).padStart(3, '0')}.json`] = `spool/publish/part${i}`
  }
  const input = `${JSON.stringify({ id: 1, do: 'catalogue-commit', files, message: '很多文件', at: '2026-11-24T09:00:00.000+08:00' })}\n`
  const told = spawnSync(binary, ['sync-worker', 'seal', '--home', nodes.hub], {
    input,
    encoding: 'utf8',
    env: nodes.env,
    timeout: 60000,
  })
  return told.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .find((line) => line.id === 1)
}
const listed = () =>
  spawnSync('git', ['-C', join(nodes.hub, 'catalogue.git'), 'ls-tree', '--name-only', 'main'], {
    encoding: 'utf8',
  })
    .stdout.trim()
    .split('\n')

function catalogues() {
  const before = listed()
  const many = publish(65)
  check(
    'a catalogue of more files than one has is refused in words, not cut',
    many && !many.ok && /more than 64 files/.test(JSON.stringify(many)),
    () => JSON.stringify(many),
  )
  equal('and changes nothing', listed(), before)
  const most = publish(64)
  check('the most that one may have is taken', most?.ok, () => JSON.stringify(most))
  equal('whole', [listed().length, listed()[63]], [64, 'part063.json'])
}

async function keys() {
  // Without its authority a node makes no other key for the name that tablets trust: it says what
  // is missing, and what to do.
  const place = join(nodes.hall, 'keys')
  for (const name of ['tls.key', 'ca.key']) renameSync(join(place, name), join(nodes.run, name))
  const told = nodes.command('serve', '--home', nodes.hall, '--port', String(nodes.hallPort))
  check(
    'a missing key is a fault, at once',
    told.status === 3,
    () => `${told.status} ${told.stdout}${told.stderr}`,
  )
  check(
    'said in words, with what to do',
    /tls\.key/.test(told.stderr) && /备份/.test(told.stderr) && /restore/.test(told.stderr),
    () => told.stderr,
  )
  check('and not as a port that is in use', !/cannot listen/.test(told.stderr), () => told.stderr)
  for (const name of ['tls.key', 'ca.key']) renameSync(join(nodes.run, name), join(place, name))
  const whole = readFileSync(join(place, 'node.key'))
  for (const [what, bytes] of [
    ['empty', ''],
    ['partial', whole.subarray(0, whole.length >> 1)],
  ]) {
    writeFileSync(join(place, 'node.key'), bytes)
    const said = nodes.command('serve', '--home', nodes.hall, '--port', String(nodes.hallPort))
    check(
      `a key that is ${what} is a fault that names it`,
      said.status === 3 && /node\.key/.test(said.stderr),
      () => `${said.status} ${said.stderr}`,
    )
  }
  writeFileSync(join(place, 'node.key'), whole)
  await nodes.start('hall')
  equal(
    'with its keys it serves as before',
    (await new Client(nodes.hallUrl).raw('GET', '/api/version')).status,
    200,
  )
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await hosts(kiosk)
  await suites()
  await cookies()
  await headers()
  await new Promise((done) => setTimeout(done, 1500)) // batches, ledgers and logs are files too
  for (const home of ['hall', 'hub'])
    equal(
      `what the ${home} writes is its owner's, whatever the shell's mask`,
      open(nodes[home]),
      [],
    )
  for (const home of ['hall', 'hub']) await nodes.stop(home)
  catalogues()
  await keys()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
