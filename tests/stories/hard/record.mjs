// The record's own guard: a home is one process's, whole or absent, never an empty hall where there
// was one; what was cut, changed or damaged is said.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Client, agrees, check, equal, finish, sleep, until } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const run = (...words) => {
  const made = nodes.command(...words)
  return { ...made, said: made.stdout + made.stderr }
}
const says = (name, made, status, pattern) =>
  check(
    name,
    made.status === status && pattern.test(made.said),
    () => `${made.status} ${made.said}`,
  )

function initThatFails() {
  const home = join(nodes.run, 'new')
  const init = (name, words, pattern) => {
    says(name, run('init', '--home', home, ...words), 2, pattern)
    equal(`${name}: and nothing is left`, existsSync(home), false)
  }
  init(
    'init: a site that the table does not have, without a name',
    ['--site', '999999999'],
    /999999999.*--place/,
  )
  init('init: a site that is no code', ['--site', '36112'], /九位或十二位/)
  init('init: a kind that does not exist', ['--site', '361127102', '--kind', 'palace'], /palace/)
  init(
    'init: a hub that says it is a township',
    ['--role', 'hub', '--site', '361127000', '--kind', 'township'],
    /county/,
  )
  init('init: a port that is no number', ['--site', '361127102', '--port', '84x'], /--port.*84x/)
  init(
    'init: a port that does not exist',
    ['--site', '361127102', '--port', '70000'],
    /--port.*70000/,
  )
  init(
    'init: a time that is no number',
    ['--site', '361127102', '--seal-age-ms', '1s'],
    /--seal-age-ms/,
  )
  mkdirSync(home)
  writeFileSync(join(home, 'notes.txt'), 'x')
  says(
    'init: into a folder with something in it',
    run('init', '--home', home, '--site', '361127102'),
    2,
    /notes\.txt/,
  )
  equal('init: what was there is there', readdirSync(home), ['notes.txt'])
  rmSync(home, { recursive: true })
  // An attempt that was cut off before its end: the next one begins again.
  mkdirSync(join(home, '.making/keys'), { recursive: true })
  mkdirSync(join(home, 'keys'))
  writeFileSync(join(home, 'keys/node.key'), 'half')
  says(
    'init: after one that was cut off',
    run('init', '--home', home, '--site', '999999999', '--place', '某乡'),
    0,
    /某乡/,
  )
  says(
    'init: a second time',
    run('init', '--home', home, '--site', '999999999', '--place', '某乡'),
    2,
    /已经有一个节点/,
  )
  equal('init: and the home is whole', run('verify', '--home', home).status, 0)
}

async function oneProcess() {
  await nodes.start('hall')
  const second = spawnSync(binary, ['serve', '--home', nodes.hall, '--port', '0'], {
    env: nodes.env,
    encoding: 'utf8',
    timeout: 20000,
  })
  says(
    'a second server is refused and told who is there',
    { ...second, said: second.stdout + second.stderr },
    3,
    new RegExp(`minihall serve（进程 ${nodes.children.hall.pid}`),
  )
  says('so is a rebuild', run('rebuild', '--home', nodes.hall), 3, /minihall serve/)
  says('and a rehearsal', run('rehearse', '--home', nodes.hall, '--days', '1'), 3, /minihall serve/)
  says(
    'a home in use is no backup to restore from',
    run('restore', '--from', nodes.hall, '--home', join(nodes.run, 'stolen')),
    2,
    /minihall serve/,
  )
  equal('and nothing was made', existsSync(join(nodes.run, 'stolen')), false)
  says(
    'a small change goes beside the server',
    run('window', '--home', nodes.hall, '--no', '9', '--zone', 'general'),
    0,
    /^$/,
  )
  says('so does a look', run('digest', '--home', nodes.hall), 0, /361127102/)
  says(
    'and a backup',
    run('backup', '--home', nodes.hall, '--to', join(nodes.run, 'copy')),
    0,
    /已备份/,
  )
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  equal('and the server goes on', ticket.number, 'A001')
  await nodes.stop('hall', 'SIGKILL')
  await nodes.start('hall')
  await nodes.stop('hall')
  check('a server that was killed holds nothing', true)
}

function lostJournal() {
  const away = join(nodes.run, 'away')
  mkdirSync(away)
  const files = readdirSync(nodes.hall).filter((f) => f.startsWith('minihall.db'))
  for (const f of files) renameSync(join(nodes.hall, f), join(away, f))
  for (const command of ['serve', 'verify', 'digest', 'rebuild'])
    says(
      `${command} on a home without its journal names restore`,
      run(command, '--home', nodes.hall),
      3,
      /minihall restore/,
    )
  equal('and makes no empty one', existsSync(join(nodes.hall, 'minihall.db')), false)
  writeFileSync(join(nodes.hall, 'minihall.db'), '')
  says('an empty file is no journal', run('serve', '--home', nodes.hall), 3, /minihall restore/)
  rmSync(join(nodes.hall, 'minihall.db'))
  spawnSync('sqlite3', [join(nodes.hall, 'minihall.db')], {
    input:
      'CREATE TABLE event (arrived INTEGER PRIMARY KEY, node TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (node, seq)) STRICT;',
  })
  says(
    'nor are tables that no version made',
    run('serve', '--home', nodes.hall),
    3,
    /不是本程序认得的任何一版.*minihall restore/,
  )
  for (const f of readdirSync(nodes.hall).filter((f) => f.startsWith('minihall.db')))
    rmSync(join(nodes.hall, f))
  for (const f of files) copyFileSync(join(away, f), join(nodes.hall, f))
  spawnSync('sqlite3', [join(nodes.hall, 'minihall.db'), 'DELETE FROM event'])
  says(
    'nor is one without a record',
    run('serve', '--home', nodes.hall),
    3,
    /一条记录也没有.*minihall restore/,
  )
  rmSync(join(nodes.hall, 'minihall.db'))
  for (const f of files) renameSync(join(away, f), join(nodes.hall, f))
  says('with its journal back it is whole', run('verify', '--home', nodes.hall), 0, /完好/)
}

const database = () => join(nodes.hall, 'minihall.db')
function sql(text) {
  const done = spawnSync('sqlite3', [database()], { input: text, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stderr)
  return done.stdout.trim()
}
const director = async () => {
  const client = new Client(nodes.hallUrl)
  await client.signIn('director')
  return client
}
const kiosk = async () => {
  const client = new Client(nodes.hallUrl)
  await client.post('/api/enrol', { token: nodes.token('kiosk') })
  return client
}
const take = async () => (await kiosk()).ticket({ zone: 'general', priority: 'none' })

async function chainWatched() {
  await nodes.start('hub')
  await nodes.start('hall')
  const boss = await director()
  await take()
  await until('both sides agree', agrees(boss))
  await until('the chain was looked at and is whole', async () => {
    const s = await boss.get('/api/status')
    return s.record === 'whole' && s.record_checked > 20 && s.record_at ? true : s.record
  })
  await nodes.stop('hall')
  const body = sql("SELECT body FROM event WHERE node = '361127102-1' AND seq = 4")
  sql(
    "UPDATE event SET body = replace(body, '大厅', '别处') WHERE node = '361127102-1' AND seq = 4",
  )
  await nodes.start('hall')
  const again = await director()
  await until('a changed event is found beside the work and shown', async () => {
    const s = await again.get('/api/status')
    return s.record === 'broken' && s.record_text === '361127102-1 第4条'
      ? true
      : [s.record, s.record_text]
  })
  equal(
    'and logged once',
    nodes
      .log('hall')
      .split('\n')
      .filter((l) => l.includes('the chain is broken at 361127102-1')).length,
    1,
  )
  await nodes.stop('hall')
  sql(`UPDATE event SET body = '${body}' WHERE node = '361127102-1' AND seq = 4`)
}

const SEALED = "SELECT max(seq) FROM batch_out WHERE lane = 1 AND state <> 'sealing'"

// While the county is away the hall gives numbers until it has sealed so many batches.
const goesOn = (batches) =>
  until('the hall goes on without its county', async () => {
    if (Number(sql(SEALED)) >= batches) return true
    await take()
    await sleep(800)
    return sql(SEALED)
  })

// An older file without its spool: only the county can tell, whatever the hall does before it
// speaks with it.
async function heldByCounty(name, meanwhile) {
  copyFileSync(join(nodes.run, 'older.db'), database())
  rmSync(join(nodes.hall, 'spool'), { recursive: true })
  const known = Number(sql(SEALED))
  await nodes.start('hall')
  const boss = await director()
  await meanwhile()
  await until(name, async () => {
    const s = await boss.get('/api/status')
    return s.record === 'cut' && /县级 361127000-1 已收到/.test(s.record_text)
      ? true
      : [s.record, s.record_text, s.link_text]
  })
  equal(
    `${name}: nothing is written any more`,
    await boss.refused('/api/link', { cut: true }, 'RECORD_CUT'),
    true,
  )
  await nodes.stop('hall')
  const received = sql(
    `SELECT count(*) FROM batch_out WHERE lane = 1 AND seq > ${known} AND (stored_at IS NOT NULL OR state = 'applied')`,
  )
  equal(`${name}: nothing of it counts as received`, received, '0')
  says(
    `${name}: nor after the next start`,
    run('serve', '--home', nodes.hall),
    1,
    /RECORD_CUT.*县级/,
  )
}

// What a hall sent that went on beside its record is not the county's either.
async function countyAsBefore() {
  await nodes.stop('hub')
  rmSync(nodes.hub, { recursive: true })
  cpSync(join(nodes.run, 'hub'), nodes.hub, { recursive: true })
}

// The end of the record is lost in several ways; none is written on.
async function tailCut() {
  copyFileSync(database(), join(nodes.run, 'older.db'))
  await nodes.start('hall')
  const boss = await director()
  await take()
  await take()
  await until('what came after was sealed and sent', agrees(boss))
  await nodes.stop('hall')
  const lost = Number(sql(SEALED))
  copyFileSync(database(), join(nodes.run, 'whole.db'))
  sql(
    "DELETE FROM event WHERE node = '361127102-1' AND seq > (SELECT max(seq) - 2 FROM event WHERE node = '361127102-1')",
  )
  says(
    'a journal without its last records is not served',
    run('serve', '--home', nodes.hall),
    1,
    /RECORD_CUT.*minihall restore.*只到第/,
  )
  copyFileSync(join(nodes.run, 'older.db'), database())
  says(
    'nor is an older file beside a spool that knows more',
    run('serve', '--home', nodes.hall),
    1,
    /RECORD_CUT.*记录库是旧的/,
  )
  cpSync(join(nodes.hall, 'spool'), join(nodes.run, 'spool'), { recursive: true })
  await heldByCounty('without a spool the county says that it holds more', () => {})
  await nodes.stop('hub')
  cpSync(nodes.hub, join(nodes.run, 'hub'), { recursive: true })
  await heldByCounty('as many batches that are others are no receipt', async () => {
    await goesOn(lost)
    await nodes.start('hub')
  })
  await countyAsBefore()
  await heldByCounty('a seal that never succeeds does not hide it', async () => {
    await goesOn(lost - 1)
    const place = join(nodes.hall, 'spool/out/361127000-1/1')
    rmSync(place, { recursive: true, force: true })
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, 'no folder')
    await take()
    await until(
      'a batch is not sealed',
      async () =>
        sql("SELECT count(*) FROM batch_out WHERE lane = 1 AND state = 'sealing'") === '1',
    )
    await nodes.start('hub')
  })
  await countyAsBefore()
  await nodes.start('hub')
  copyFileSync(join(nodes.run, 'whole.db'), database())
  rmSync(join(nodes.hall, 'spool'), { recursive: true })
  cpSync(join(nodes.run, 'spool'), join(nodes.hall, 'spool'), { recursive: true })
  await nodes.start('hall')
  await until('with its record back it goes on', agrees(await director()))
  await nodes.stop('hall')
  await nodes.stop('hub')
}

// What grants power is the journal: a role written into the views has no effect, and is said.
async function roleRaised() {
  await nodes.start('hall')
  const boss = await director(),
    clerk = new Client(nodes.hallUrl),
    counter = await kiosk()
  await clerk.signIn('clerk')
  const id = (await clerk.get('/api/me')).id
  sql(`UPDATE staff SET roles = '["clerk","director"]' WHERE id = '${id}'`)
  equal(
    'a raised role opens nothing in a session',
    (await clerk.call('GET', '/api/staff')).status,
    401,
  )
  equal('not even what was allowed before', (await clerk.call('GET', '/api/queue')).status, 401)
  check(
    'nor at sign-in, with words',
    await new Client(nodes.hallUrl).refused(
      '/api/login',
      { login: 'clerk', password: 'minihall2026' },
      'GRANT_UNPROVEN',
    ),
  )
  sql("UPDATE device SET kind = 'board' WHERE kind = 'kiosk'")
  equal(
    'nor for a device',
    (await counter.call('POST', '/api/tickets', { zone: 'general', priority: 'none' })).status,
    401,
  )
  sql("UPDATE device SET kind = 'kiosk' WHERE name = '一号取号机'")
  equal(
    'the status page names the account',
    (await boss.get('/api/status')).unproven !== null,
    true,
  )
  check(
    'and the log says it once',
    nodes
      .log('hall')
      .split('\n')
      .filter((l) => l.includes(`${id} has rights in the views`)).length === 1,
  )
  await nodes.stop('hall')
  says('a rebuild finds it and changes nothing', run('rebuild', '--home', nodes.hall), 1, /--mend/)
  says('unless the record is to hold', run('rebuild', '--home', nodes.hall, '--mend'), 0, /不一致/)
  await nodes.start('hall')
  await clerk.signIn('clerk')
  equal('then the clerk is a clerk again', (await clerk.get('/api/me')).roles, ['clerk'])
  equal(
    'and no account is named any more',
    (await (await director()).get('/api/status')).unproven ?? null,
    null,
  )
  await nodes.stop('hall')
}

const HOUR = 3600000
const received = {
  item_id: 'SR-047',
  materials: [
    { no: 1, taken: 'original_seen' },
    { no: 2, taken: 'copy' },
  ],
  applicant: {
    name: '王五',
    id_kind: 'identity_card',
    id_no: '11010119900307109X',
    phone: '13800138000',
  },
}

// An hour back behind the record: not trusted until it has passed it, or until somebody with a
// watch vouched for it.
async function wrongClock() {
  await nodes.start('hub')
  nodes.ahead(2 * HOUR)
  await nodes.start('hall')
  let clerk = new Client(nodes.hallUrl),
    counter = await kiosk()
  await clerk.signIn('clerk')
  await until(
    'the catalogue is here',
    async () => (await clerk.get('/api/items?q=SR-047')).items.length > 0,
  )
  await clerk.call('POST', '/api/windows/1/sign-on')
  const early = await counter.ticket({ zone: 'general', priority: 'none' })
  const first = await clerk.post('/api/cases', received)
  equal(
    'a clock in order is trusted',
    [(await clerk.get('/api/version')).clock_trusted, first.clock_uncertain],
    [true, false],
  )
  await nodes.stop('hall')
  nodes.ahead(HOUR)
  await nodes.start('hall')
  clerk = new Client(nodes.hallUrl)
  await clerk.signIn('clerk')
  const version = await clerk.get('/api/version')
  check(
    'a clock behind the last record is not',
    !version.clock_trusted && version.clock_behind_s > 3000,
    () => JSON.stringify(version),
  )
  await clerk.call('POST', '/api/windows/1/sign-on')
  for (let called = {}; called.id !== early.id;) {
    called = await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${called.id}/serve`, { window: 1 })
    await clerk.post(`/api/tickets/${called.id}/finish`)
  }
  const second = await clerk.post('/api/cases', received)
  equal('a case received then says so', second.clock_uncertain, true)
  const taken = await clerk.post(`/api/cases/${first.id}/accept`, {})
  equal('so does one accepted then', taken.clock_uncertain, true)
  const boss = await director(),
    day = (await boss.get('/api/version')).at.slice(0, 10)
  const report = await boss.get(`/api/reports/day?day=${day}`)
  check(
    'a wait below nothing is in no figure',
    report.waits.every((w) => w.mean_s >= 0),
    () => JSON.stringify(report.waits),
  )
  equal('and is counted', report.totals.doubtful, 1)
  await nodes.stop('hall')
  await nodes.start('hall')
  const again = await director()
  equal(
    'it is still not trusted after a restart, though the last record is earlier',
    (await again.get('/api/version')).clock_trusted,
    false,
  )
  const now = () => again.get('/api/version').then((v) => v.at.slice(0, 16))
  equal(
    'a clerk may not vouch',
    await clerk
      .signIn('clerk')
      .then(() => clerk.refused('/api/clock', { time: '2026-11-24T10:00' }, 'ROLE')),
    true,
  )
  equal(
    'nor anybody with no time',
    await again.refused('/api/clock', { time: '2026-11-31T10:00' }, 'CLOCK_TIME'),
    true,
  )
  equal(
    'a director with a watch may',
    (await again.post('/api/clock', { time: await now() })).clock_trusted,
    true,
  )
  await clerk.signIn('clerk')
  equal(
    'then dates are dates again',
    (await clerk.post('/api/cases', received)).clock_uncertain,
    false,
  )
  const half = new Date(Date.parse(`${await now()}:00Z`) + HOUR / 2).toISOString().slice(0, 16)
  equal(
    'a watch that differs is followed',
    (await again.post('/api/clock', { time: half })).at.slice(0, 16),
    half,
  )
  equal(
    'both are on record',
    sql(
      "SELECT count(*), sum(body ->> 'shift_ms' > 1700000) FROM event WHERE kind = 'clock.vouched'",
    ),
    '2|1',
  )
  await nodes.stop('hall')
  await nodes.stop('hub')
}

// Over midnight: who is being served is served to his end.
async function overMidnight() {
  nodes.ahead(7.5 * HOUR)
  await nodes.start('hall')
  const clerk = new Client(nodes.hallUrl),
    boss = await director()
  await clerk.signIn('clerk')
  await clerk.call('POST', '/api/windows/1/sign-on')
  const number = await (await kiosk()).ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${number.id}/serve`, { window: 1 })
  const day = (await boss.get('/api/version')).at.slice(0, 10)
  await boss.post('/api/clock', {
    time: `${new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10)}T00:00`,
  })
  equal(
    'yesterday’s number at the window is finished after midnight',
    (await clerk.post(`/api/tickets/${number.id}/finish`)).state,
    'finished',
  )
  await nodes.stop('hall')
}

// verify names what is damaged, part by part, and everything else is whole beside it.
const PARTS = ['文件', '记录链', '尾部', '结构', '视图', '附件', '台账']
function damages() {
  const whole = run('verify', '--home', nodes.hall)
  says(
    'a whole home is whole in seven parts',
    whole,
    0,
    new RegExp(PARTS.map((part) => `${part}\\s+完好`).join('[^]*')),
  )
  check(
    'and nothing is left of the look',
    readdirSync(nodes.hall).every((f) => !f.startsWith('.verify')),
  )
  copyFileSync(database(), join(nodes.run, 'good.db'))
  const spoiled = (
    name,
    part,
    pattern,
    spoil,
    mend = () => copyFileSync(join(nodes.run, 'good.db'), database()),
    follows = '',
  ) => {
    spoil()
    const found = run('verify', '--home', nodes.hall)
    const others = PARTS.filter((p) => p !== part && p !== follows).every((p) =>
      new RegExp(`${p}\\s+完好`).test(found.stdout),
    )
    check(
      name,
      found.status === 1 &&
        new RegExp(`${part}\\s+损坏：.*${pattern}`).test(found.stdout) &&
        others,
      () => found.said,
    )
    mend()
  }
  const back = () => copyFileSync(join(nodes.run, 'good.db'), database())
  spoiled(
    'an event changed',
    '记录链',
    '361127102-1 第4条',
    () =>
      sql(
        "UPDATE event SET body = replace(body, '大厅', '别处') WHERE node = '361127102-1' AND seq = 4",
      ),
    back,
    '视图',
  )
  spoiled(
    'the last records cut',
    '尾部',
    '只到第',
    () =>
      sql(
        "DELETE FROM event WHERE node = '361127102-1' AND seq > (SELECT max(last) - 2 FROM batch_out WHERE lane = 1)",
      ),
    back,
    '视图',
  )
  spoiled('a trigger added', '结构', 'trigger helpful', () =>
    sql('CREATE TRIGGER helpful AFTER INSERT ON event BEGIN DELETE FROM session; END'),
  )
  spoiled('a table added', '结构', 'table extra', () => sql('CREATE TABLE extra (x)'))
  spoiled('an index gone', '结构', 'index event_subject', () => sql('DROP INDEX event_subject'))
  spoiled('a role raised', '视图', 'staff 里 361127102', () =>
    sql(`UPDATE staff SET roles = '["director"]' WHERE login = 'clerk'`),
  )
  spoiled('an applicant renamed', '视图', 'case_file 里 361127102', () =>
    sql("UPDATE case_file SET applicant = replace(applicant, '王五', '王六')"),
  )
  spoiled('numbers gone', '视图', 'ticket 里 361127102', () =>
    sql('DELETE FROM ticket WHERE id IN (SELECT id FROM ticket ORDER BY id LIMIT 2)'),
  )
  const folder = (...at) => join(nodes.hall, ...at)
  const [half] = readdirSync(folder('blobs')),
    [file] = readdirSync(folder('blobs', half)),
    blob = folder('blobs', half, file)
  const bytes = readFileSync(blob),
    flipped = Buffer.from(bytes)
  flipped[bytes.length >> 1] ^= 1
  spoiled(
    'an attachment flipped',
    '附件',
    `${file} 的内容变了`,
    () => writeFileSync(blob, flipped),
    () => writeFileSync(blob, bytes),
    '视图',
  )
  spoiled(
    'an attachment gone',
    '附件',
    `${file}.*不见了`,
    () => rmSync(blob),
    () => writeFileSync(blob, bytes),
    '视图',
  )
  const [repository] = readdirSync(folder('ledger')),
    objects = folder('ledger', repository, 'objects')
  const [two] = readdirSync(objects).filter((d) => d.length === 2),
    [name] = readdirSync(join(objects, two)),
    object = join(objects, two, name)
  const kept = readFileSync(object),
    bent = Buffer.from(kept)
  bent[kept.length - 3] ^= 1
  spoiled(
    'a ledger object flipped',
    '台账',
    `${repository}：对象 ${two}${name}`,
    () => {
      rmSync(object)
      writeFileSync(object, bent)
    },
    () => {
      rmSync(object)
      writeFileSync(object, kept)
    },
  )
  const file8 = readFileSync(database())
  spoiledFile(file8)
  says('and then it is whole again', run('verify', '--home', nodes.hall), 0, /台账\s+完好/)
}

// Bytes of the file itself: every page from the tenth on, one after another, until SQLite's own
// check has seen one.
function spoiledFile(good) {
  const bad = Buffer.from(good)
  for (let at = 4096 * 9; at < 4096 * 60; at += 4096) bad.fill(0x41, at, at + 64)
  writeFileSync(database(), bad)
  const found = run('verify', '--home', nodes.hall)
  check(
    'pages of the file overwritten',
    (found.status === 1 && /文件\s+损坏/.test(found.stdout)) || found.status === 3,
    () => found.said,
  )
  writeFileSync(database(), good)
}

try {
  initThatFails()
  await oneProcess()
  lostJournal()
  await chainWatched()
  await tailCut()
  await roleRaised()
  await wrongClock()
  await overMidnight()
  damages()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
