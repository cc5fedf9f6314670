// A program of another version comes to a home: it makes its views beside the ones that are in use,
// tells who asks how far it is, goes on where it was killed, and swaps. The other version is this
// program linked once more with other views.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, check, equal, finish, sleep } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const nodes = await Nodes.make({ SEAL_AGE_MS: '600000', CONTACT_MS: '600000' })
const older = join(nodes.run, 'minihall-older')
const output = (program, words) => spawnSync(program, words, { cwd: top, encoding: 'utf8' })
const sql = (text, home = nodes.hall) =>
  spawnSync('sqlite3', [join(home, 'minihall.db'), text], { encoding: 'utf8' }).stdout.trim()
const made = (home = nodes.hall) =>
  readdirSync(home).filter((name) => /^views\.\d+\.next/.test(name))

/** What `build/minihall` is made of, but with a version number, a column and a table of its own. */
function link() {
  const asan = binary.includes('/asan/')
  const prefix = readFileSync(
    join(top, asan ? 'build/.deps-glibc' : 'build/.deps-musl'),
    'utf8',
  ).trim()
  const objects = join(top, 'build', asan ? 'asan' : 'musl')
  const text = readFileSync(join(top, 'build/gen/schema.c'), 'utf8')
  const other = text
    .replace(/schema_views_version = \d+/, 'schema_views_version = 7')
    .replace(
      '"CREATE TABLE ticket (\\n"',
      '"CREATE TABLE left_over (hall TEXT) STRICT;\\n" "CREATE TABLE ticket (\\n"',
    )
    .replace(/("CREATE TABLE ticket \(\\n"\s*"[^"]*\\n")/, '$1 "\\tformer TEXT,\\n"')
  equal(
    'the older program has other views',
    [other.includes('= 7;'), other.includes('left_over'), other.includes('former')],
    [true, true, true],
  )
  writeFileSync(join(nodes.run, 'schema.c'), other)
  const compiler = asan
    ? ['gcc', '-fsanitize=address,undefined']
    : [join(prefix, 'bin/musl-gcc'), '-static']
  const libs = output('make', ['-s', 'libs']).stdout.trim().split(' ')
  const words = [
    ...compiler.slice(1),
    '-std=gnu17',
    '-Iappliance',
    '-o',
    older,
    join(objects, 'appliance/main.o'),
    join(nodes.run, 'schema.c'),
    join(objects, 'libminihall.a'),
    ...(asan ? [] : [join(prefix, 'lib/mimalloc.o')]),
    `-L${join(prefix, 'lib')}`,
    ...libs,
  ]
  const linked = output(compiler[0], words)
  if (linked.status !== 0) throw new Error(linked.stderr)
}

/** Serves the hall with one or the other; `said(word)` waits for its line that begins so. */
function serve(program, home = nodes.hall, port = nodes.hallPort) {
  const child = spawn(program, ['serve', '--home', home, '--port', String(port)], {
    env: nodes.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told = { out: '', err: '' }
  child.stdout.on('data', (part) => {
    told.out += part
  })
  child.stderr.on('data', (part) => {
    told.err += part
  })
  child.told = told
  child.over = new Promise((done) =>
    child.on('exit', (code, signal) => {
      child.gone = { code, signal }
      done(child.gone)
    }),
  )
  child.said = async (word) => {
    for (let i = 0; i < 12000 && !child.gone; i++) {
      if (told.out.includes(`${word} `)) return
      await sleep(10)
    }
    throw new Error(
      `never said ${word}: ${JSON.stringify(child.gone)} ${told.out}${told.err.slice(-2000)}`,
    )
  }
  child.end = (signal = 'SIGTERM') => {
    child.kill(signal)
    return child.over
  }
  nodes.children[`${program === older ? 'older' : 'newer'}-${child.pid}`] = Object.assign(child, {
    ended: child.over,
  })
  return child
}

const run = (program, ...words) => {
  const r = spawnSync(program, words, { env: nodes.env, encoding: 'utf8', timeout: 240_000 })
  return { status: r.status, said: r.stdout + r.stderr, out: r.stdout }
}
const digest = (program) => run(program, 'digest', '--home', nodes.hall).out
const visitor = new Client(nodes.hallUrl)
/** How far it is, of an answer while it fills: records, or past all of them; below nothing when it answers otherwise. */
const far = (reply) => {
  const detail = reply.value?.error?.detail ?? ''
  return /正在换上/.test(detail) ? Infinity : Number(/已整理 (\d+) \//.exec(detail)?.[1] ?? -1)
}

/** Asks until the filling has gone past a number of records. */
async function filledPast(child, least) {
  for (let i = 0; i < 2000 && !child.told.out.includes('ready '); i++) {
    const reply = await visitor.call('GET', '/api/version').catch(() => ({}))
    if (far(reply) >= least) return far(reply)
    await sleep(2)
  }
  throw new Error(`it never was past ${least}: ${child.told.out}${child.told.err.slice(-1000)}`)
}

/** While the old one serves: nothing of its own is touched, and the new one's are ready when it stops. */
async function prepareBeside(kept) {
  const old = serve(older)
  await old.said('ready')
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const before = sql('SELECT group_concat(sql) FROM sqlite_schema')
  const prepared = run(binary, 'prepare', '--home', nodes.hall)
  check(
    'the new program prepares while the old one serves',
    prepared.status === 0 &&
      /已备好 \d+ 条/.test(prepared.said) &&
      /视图：已整理 \d+ \/ \d+/.test(prepared.said),
    () => prepared.said,
  )
  equal(
    'the tables of the running one are as they were',
    [sql('PRAGMA user_version'), sql('SELECT group_concat(sql) FROM sqlite_schema')],
    ['7', before],
  )
  const taken = await kiosk.ticket({ zone: 'general', priority: 'none' })
  check('and it goes on recording', taken.number.length > 0)
  const again = run(binary, 'prepare', '--home', nodes.hall)
  const count = (said) => Number(/已备好 (\d+) 条/.exec(said)?.[1])
  check(
    'prepared again it takes what came since',
    again.status === 0 && count(again.said) > count(prepared.said),
    () => again.said,
  )
  await kiosk.ticket({ zone: 'general', priority: 'none' })
  const refused = run(binary, 'digest', '--home', nodes.hall)
  check(
    'a command of the new one does not take the views from under it',
    refused.status === 3 && /另一版程序.*minihall serve/.test(refused.said),
    () => refused.said,
  )
  equal('the old one stops', (await old.end()).code, 0)
  const from = Date.now()
  const next = serve(binary)
  await next.said('ready')
  console.log(`# prepared: shut for ${Date.now() - from} ms`)
  check(
    'then it is the new one’s',
    sql('PRAGMA user_version') !== '7' &&
      sql("SELECT count(*) FROM sqlite_schema WHERE name = 'left_over'") === '0',
    () => sql('.schema ticket'),
  )
  equal('with every number', Number(sql('SELECT count(*) FROM ticket')), kept + 2)
  equal('the file beside is gone', made(), [])
  equal('it stops', (await next.end()).code, 0)
  const same = run(binary, 'prepare', '--home', nodes.hall)
  check(
    'nothing is to be prepared then',
    same.status === 0 && /不用准备/.test(same.said),
    () => same.said,
  )
}

/** Who asks while the views are made is told how far that is, and nothing is taken in. */
async function askedMeanwhile() {
  const api = await visitor.call('GET', '/api/board')
  equal('an interface is refused', [api.status, api.value.error.code], [503, 'VIEWS_FILLING'])
  check(
    'with how far it is',
    /(已整理 \d+ \/|正在换上：)/.test(api.value.error.detail),
    () => api.value.error.detail,
  )
  const page = await visitor.raw('GET', '/kiosk.html', { accept: 'text/html' })
  const text = page.body.toString()
  check(
    'a page says it and comes again by itself',
    page.status === 503 &&
      page.headers['retry-after'] === '3' &&
      /http-equiv="refresh"/.test(text) &&
      /按记录整理/.test(text) &&
      /\d+ \/ \d+/.test(text),
    text,
  )
  const write = await visitor.call('POST', '/api/login', {
    login: 'director',
    password: 'minihall2026',
  })
  equal('nothing is taken in', [write.status, write.value.error.code], [503, 'VIEWS_FILLING'])
}

/** Nobody prepared: the server does it itself, and goes on where it was stopped or killed. */
async function notMute() {
  equal('the older program has its own again', run(older, 'digest', '--home', nodes.hall).status, 0)
  const [records, was] = [sql('SELECT count(*) FROM event'), digest(older)]
  let child = serve(binary)
  await child.said('filling')
  const first = await filledPast(child, 1)
  await askedMeanwhile()
  const stopped = await child.end('SIGINT')
  equal('an interrupt ends it cleanly', [stopped.code, stopped.signal], [0, null])
  equal('and the old views are whole', [sql('PRAGMA user_version'), digest(older)], ['7', was])

  child = serve(binary)
  await child.said('filling')
  const second = await filledPast(child, 0)
  check('the next start goes on from there', second >= Math.min(first, records), [first, second])
  await child.end('SIGKILL')
  equal('killed, the old views are whole', [sql('PRAGMA user_version'), digest(older)], ['7', was])
  check(
    'and the half of the new ones is kept',
    made().length > 0 && existsSync(join(nodes.hall, made()[0])),
  )

  const from = Date.now()
  child = serve(binary)
  await child.said('filling')
  const third = await filledPast(child, 0)
  check('it goes on once more', third >= Math.min(second, records), [second, third])
  await child.said('ready')
  console.log(`# ${records} records, half of them made before: shut for ${Date.now() - from} ms`)
  equal('it answers without another start', (await visitor.call('GET', '/api/board')).status, 200)
  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  equal(
    'and every record is there',
    [sql('SELECT count(*) FROM event WHERE arrived <= ' + records), made()],
    [records, []],
  )
  equal('it stops', (await child.end()).code, 0)
}

try {
  const now = Date.now() + Number(nodes.env.MINIHALL_CLOCK_OFFSET_MS)
  const played = run(
    binary,
    'rehearse',
    '--home',
    nodes.hall,
    '--days',
    '20',
    '--from',
    new Date(now - 21 * 86400000).toISOString().slice(0, 10),
    '--tickets',
    '250',
  )
  if (played.status !== 0) throw new Error(played.said)
  const kept = Number(sql('SELECT count(*) FROM ticket'))
  const ours = digest(binary)
  link()
  const taken = run(older, 'digest', '--home', nodes.hall)
  check(
    'another version makes its own views, and says how far it is',
    taken.status === 0 && taken.out.length > 0 && taken.out !== ours && /视图：/.test(taken.said),
    () => taken.said,
  )
  equal(
    'there are as many numbers in them',
    [Number(sql('SELECT count(*) FROM ticket')), sql('PRAGMA user_version')],
    [kept, '7'],
  )
  equal('back again they are the same to the letter', digest(binary), ours)
  equal('and whole', run(binary, 'verify', '--home', nodes.hall).status, 0)
  equal('the older one is in use', run(older, 'digest', '--home', nodes.hall).status, 0)
  await prepareBeside(kept)
  await notMute()

  equal('a county’s home goes the same way', run(older, 'digest', '--home', nodes.hub).status, 0)
  const hub = serve(binary, nodes.hub, nodes.hubPort)
  await hub.said('ready')
  check(
    'with its own views',
    sql('PRAGMA user_version', nodes.hub) !== '7' && made(nodes.hub).length === 0,
  )
  equal('it stops', (await hub.end()).code, 0)
  for (const name of Object.keys(nodes.children)) delete nodes.children[name]
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}`)
} finally {
  for (const child of Object.values(nodes.children)) if (!child.gone) await child.end('SIGKILL')
  nodes.children = {}
  await nodes.end()
}
finish()
