// Whoever can write into the database file comes in by nothing of it: a hash, a token, a session
// that the journal and this server do not know opens nothing and is said; a reset is the way back.
// Hall and county.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const nodes = await Nodes.make()
const SAMPLE = 'minihall2026',
  THEIRS = 'Guangxin-Bridge-88'
const sha = (text) => createHash('sha256').update(text).digest('hex')
const count = (text, part) => text.split(part).length - 1

function sql(home, text) {
  const done = spawnSync('sqlite3', [join(home, 'minihall.db')], {
    input: `.timeout 20000\n${text}`,
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(done.stderr)
  return done.stdout.trim()
}
const hall = (text) => sql(nodes.hall, text)
const client = async (login, password = SAMPLE, base = nodes.hallUrl) => {
  const one = new Client(base)
  await one.signIn(login, password)
  return one
}
const closed = async (name, login, password, base = nodes.hallUrl) =>
  check(name, await new Client(base).refused('/api/login', { login, password }, 'SECRET_UNPROVEN'))
const secretOf = (home, login) =>
  sql(home, `SELECT secret FROM credential WHERE login = '${login}'`)
const idOf = (home, login) => sql(home, `SELECT actor FROM credential WHERE login = '${login}'`)

/** Both told: the log once, the status page with the account and what of it. */
async function said(name, boss, account, what) {
  const words = { secret: 'a secret in the database', session: 'a session in the database' }[what]
  const status = await boss.get('/api/status')
  equal(`${name}: on the status page`, [status.unproven, status.unproven_what], [account, what])
  equal(`${name}: in the log, once`, count(nodes.log('hall'), `${account} has ${words}`), 1)
}

// A hash that somebody knows, written onto an account: neither its password nor the true one opens
// it.
async function hashReplaced(boss) {
  const clerk = await client('clerk'),
    id = (await clerk.get('/api/me')).id
  await clerk.post('/api/me/password', { old: SAMPLE, password: THEIRS })
  const known = secretOf(nodes.hall, 'clerk'),
    issuer = idOf(nodes.hall, 'issuer')
  equal(
    'a session outlives its own change of password',
    (await clerk.get('/api/me')).signed_in,
    true,
  )
  const events = hall(
    "SELECT count(*) FROM event WHERE kind = 'staff.password_changed' AND length(body ->> 'commitment') = 64",
  )
  equal('the change is committed to', events, '1')
  equal('no event holds a hash', hall("SELECT count(*) FROM event WHERE body LIKE '%argon2%'"), '0')
  hall(`UPDATE credential SET secret = '${known}' WHERE actor = '${issuer}'`)
  await closed('a hash copied from another account opens nothing', 'issuer', THEIRS)
  await closed('nor does the true password until it is reset', 'issuer', SAMPLE)
  await said('a copied hash', boss, issuer, 'secret')
  await boss.post(`/api/staff/${issuer}/password`, { password: SAMPLE })
  equal('after the reset nobody is named', (await boss.get('/api/status')).unproven ?? null, null)
  equal('a reset is the way back', (await (await client('issuer')).get('/api/me')).id, issuer)
  hall(`UPDATE credential SET actor = 'x' WHERE actor = '${issuer}';
    UPDATE credential SET actor = '${issuer}' WHERE actor = '${id}'; UPDATE credential SET actor = '${id}' WHERE actor = 'x'`)
  await closed('nor does an account put behind another name', 'clerk', THEIRS)
  await boss.post(`/api/staff/${issuer}/password`, { password: SAMPLE })
  await boss.post(`/api/staff/${id}/password`, { password: SAMPLE })
  equal(
    'both come back',
    [
      (await (await client('issuer')).get('/api/me')).id,
      (await (await client('clerk')).get('/api/me')).id,
    ],
    [issuer, id],
  )
  hall(`UPDATE credential SET secret = '${known}' WHERE actor = '${id}'`)
  await closed('the hash of an earlier password is none', 'clerk', THEIRS)
  await boss.post(`/api/staff/${id}/password`, { password: SAMPLE })
}

// Somebody who left, with the row that an older copy of the file still had.
async function putBack(boss) {
  const id = idOf(nodes.hall, 'clerk2'),
    row = hall(
      `SELECT quote(actor) || ',' || quote(login) || ',' || quote(secret) FROM credential WHERE actor = '${id}'`,
    )
  const late = await client('clerk2')
  const session = hall(
    `SELECT quote(key) || ',' || quote(actor) || ',' || quote(kind) || ',0,' || expires || ',' || quote(proof) FROM session WHERE actor = '${id}' ORDER BY rowid DESC LIMIT 1`,
  )
  await boss.post(`/api/staff/${id}/leave-service`, {
    on: new Date(nodes.now() + 8 * 3600000).toISOString().slice(0, 10),
    reason: '调离',
  })
  hall(`INSERT INTO session VALUES (${session})`)
  equal(
    'the session of somebody who left, put back, opens nothing',
    (await late.call('GET', '/api/queue')).status,
    401,
  )
  await said('a session put back', boss, id, 'session')
  hall(`INSERT INTO credential VALUES (${row})`)
  await closed('nor does his password', 'clerk2', SAMPLE)
  check(
    'he can be taken back',
    (await boss.post(`/api/staff/${id}/return`, { password: SAMPLE })).staff.active,
  )
  equal('and comes in', (await (await client('clerk2')).get('/api/me')).id, id)
}

// A row of a session that nobody began: token known, account and time as one likes.
async function sessionForged(boss) {
  const director = idOf(nodes.hall, 'director'),
    far = nodes.now() + 3600000
  const forged = async (name, actor, kind, proof) => {
    const guest = new Client(nodes.hallUrl),
      token = sha(name)
    guest.cookie = boss.cookie.replace(/=.*/, `=${token}`)
    hall(
      `INSERT INTO session (key, actor, kind, expires, proof) VALUES ('${sha(token)}', '${actor}', '${kind}', ${far}, '${proof}')`,
    )
    equal(`a session forged with ${name} is nobody`, (await guest.get('/api/me')).signed_in, false)
    equal(
      `${name}: and its row is gone`,
      hall(`SELECT count(*) FROM session WHERE key = '${sha(token)}'`),
      '0',
    )
  }
  await forged('no proof', director, 'staff', '')
  await said('a forged session', boss, director, 'session')
  await forged(
    'another’s proof',
    director,
    'staff',
    hall(`SELECT proof FROM session WHERE actor = '${director}' LIMIT 1`),
  )
  await forged(
    'a device’s kind',
    idOf(nodes.hall, 'device:' + sha(nodes.token('kiosk'))),
    'device',
    'a'.repeat(64),
  )
  await boss.post(`/api/staff/${director}/password`, { password: SAMPLE })
  equal('who resets his own stays', (await boss.get('/api/me')).signed_in, true)
  const before = Number(hall(`SELECT expires FROM session WHERE actor = '${director}'`))
  hall(`UPDATE session SET expires = ${before + 1e10} WHERE actor = '${director}'`)
  equal('a session made longer is none', (await boss.get('/api/me')).signed_in, false)
  await boss.signIn('director')
}

// A token that somebody chose, written onto the kiosk; and a device that was retired.
async function tokenReplaced(boss) {
  const login = `device:${sha(nodes.token('kiosk'))}`,
    id = idOf(nodes.hall, login),
    token = 'a-token-that-somebody-chose'
  hall(`UPDATE credential SET login = 'device:${sha(token)}' WHERE actor = '${id}'`)
  const theirs = new Client(nodes.hallUrl),
    counter = new Client(nodes.hallUrl)
  check(
    'a token written onto a device opens nothing',
    await theirs.refused('/api/enrol', { token }, 'SECRET_UNPROVEN'),
  )
  await said('a replaced token', boss, id, 'secret')
  hall(`UPDATE credential SET login = '${login}' WHERE actor = '${id}'`)
  equal(
    'its own does, when it is back',
    (await counter.post('/api/enrol', { token: nodes.token('kiosk') })).id,
    id,
  )
  hall(`UPDATE device SET kind = 'board' WHERE id = '${id}'`)
  equal('another kind opens nothing', (await counter.call('GET', '/api/kiosk')).status, 401)
  hall(`UPDATE device SET kind = 'kiosk' WHERE id = '${id}'`)
  const gone = hall("SELECT id FROM device WHERE kind = 'rater' ORDER BY id LIMIT 1")
  const row = hall(
    `SELECT quote(actor) || ',' || quote(login) FROM credential WHERE actor = '${gone}'`,
  )
  const device = hall(
    `SELECT quote(hall) || ',' || quote(id) || ',' || quote(kind) || ',' || window_no || ',' || quote(name) || ',NULL' FROM device WHERE id = '${gone}'`,
  )
  await boss.post(`/api/devices/${gone}/retire`)
  hall(`INSERT INTO credential VALUES (${row}, ''); INSERT INTO device VALUES (${device})`)
  const names = ['rater1', 'rater2', 'rater3'].filter((name) =>
    row.includes(sha(nodes.token(name))),
  )
  equal('the retired one is known by its token', names.length, 1)
  check(
    'a retired device, put back, opens nothing',
    await theirs.refused('/api/enrol', { token: nodes.token(names[0]) }, 'SECRET_UNPROVEN'),
  )
  hall(`DELETE FROM device WHERE id = '${gone}'; DELETE FROM credential WHERE actor = '${gone}'`)
}

// The server begins anew: what it wrote before still holds, what came in between does not.
async function restarted(boss) {
  const clerk = await client('clerk'),
    director = idOf(nodes.hall, 'director')
  await nodes.stop('hall')
  hall(
    `INSERT INTO session (key, actor, kind, expires, proof) VALUES ('${sha('between')}', '${director}', 'staff', ${nodes.now() + 3600000}, '')`,
  )
  await nodes.start('hall')
  equal(
    'sessions last over a restart',
    [(await clerk.get('/api/me')).signed_in, (await boss.get('/api/me')).signed_in],
    [true, true],
  )
  const guest = new Client(nodes.hallUrl)
  guest.cookie = boss.cookie.replace(/=.*/, '=between')
  equal('one written in between does not', (await guest.get('/api/me')).signed_in, false)
  equal(
    'the key lies beside the database, for its owner alone',
    (statSync(join(nodes.hall, 'keys/session.key')).mode & 0o777).toString(8),
    '600',
  )
  await nodes.stop('hall')
  rmSync(join(nodes.hall, 'keys/session.key'))
  await nodes.start('hall')
  equal(
    'without the key every session ends, quietly',
    [
      (await clerk.get('/api/me')).signed_in,
      nodes.log('hall').includes(`${idOf(nodes.hall, 'clerk')} has a session`),
    ],
    [false, false],
  )
  await boss.signIn('director')
}

async function county() {
  const chief = await client('county', SAMPLE, nodes.hubUrl),
    id = idOf(nodes.hub, 'county')
  const hub = (text) => sql(nodes.hub, text),
    other = idOf(nodes.hub, 'county-approver')
  const was = secretOf(nodes.hub, 'county')
  hub(
    `UPDATE credential SET secret = '${secretOf(nodes.hub, 'county-approver')}' WHERE actor = '${id}'`,
  )
  check('the county’s accounts are as guarded', other && id, [other, id])
  await closed('a copied hash at the county', 'county', SAMPLE, nodes.hubUrl)
  const status = await chief.get('/api/hub/status')
  equal('its page names the account', [status.unproven, status.unproven_what], [id, 'secret'])
  const reset = spawnSync(binary, ['password', '--home', nodes.hub, '--login', 'county'], {
    env: nodes.env,
    encoding: 'utf8',
    input: `${SAMPLE}\n`,
  })
  equal('the technician resets it on the machine', reset.status, 0)
  check(
    'with a hash of its own',
    ![was, secretOf(nodes.hub, 'county-approver')].includes(secretOf(nodes.hub, 'county')),
  )
  equal('that ended its sessions', (await chief.get('/api/me')).signed_in, false)
  await chief.signIn('county')
  equal('and nobody is named', (await chief.get('/api/hub/status')).unproven ?? null, null)
  const guest = new Client(nodes.hubUrl)
  guest.cookie = chief.cookie.replace(/=.*/, '=forged')
  hub(
    `INSERT INTO session (key, actor, kind, expires) VALUES ('${sha('forged')}', '${id}', 'staff', ${nodes.now() + 3600000})`,
  )
  equal('a forged session at the county is nobody', (await guest.get('/api/me')).signed_in, false)
  hub(
    `INSERT INTO session (key, actor, kind, expires) VALUES ('${sha('peer')}', '361127102-1', 'peer', ${nodes.now() + 3600000})`,
  )
  equal(
    'nor is a forged hall',
    (await guest.raw('GET', '/link/receipt', { authorization: 'Bearer peer' })).status,
    401,
  )
  equal(
    'no such account is no reset',
    spawnSync(binary, ['password', '--home', nodes.hub, '--login', 'nobody'], {
      env: nodes.env,
      input: `${SAMPLE}\n`,
    }).status,
    1,
  )
}

// A home of a program that knew no commitments: who could come in still can, is committed to, and
// is guarded from then on.
async function kept() {
  await nodes.stop('hall')
  for (const file of ['minihall.db', 'minihall.db-wal', 'minihall.db-shm'])
    rmSync(join(nodes.hall, file), { force: true })
  rmSync(join(nodes.hall, 'spool'), { recursive: true, force: true })
  rmSync(join(nodes.hall, 'keys/session.key'))
  const made = spawnSync('sqlite3', [join(nodes.hall, 'minihall.db')], {
    input: readFileSync(join(top, 'tests/data/kept-0d9d78b.sql')),
    encoding: 'utf8',
  })
  equal('the kept home is there', made.stderr, '')
  const kiosk = hall(
    "SELECT actor FROM credential WHERE login LIKE 'device:%' ORDER BY actor LIMIT 1",
  )
  hall(
    `DELETE FROM batch_out; INSERT INTO session (key, actor, kind, expires) VALUES ('${sha('long-enrolled')}', '${kiosk}', 'device', ${nodes.now() + 3600000})`,
  )
  await nodes.start('hall')
  const device = new Client(nodes.hallUrl),
    boss = await client('director')
  device.cookie = boss.cookie.replace(/=.*/, '=long-enrolled')
  equal('accounts of an earlier program come in', (await boss.get('/api/me')).name, '张国庆')
  equal('and a device that was enrolled stays so', (await device.get('/api/me')).id, kiosk)
  const committed = () => hall("SELECT count(*) FROM event WHERE kind = 'secret.committed'")
  equal('all are committed to, on record', committed(), hall('SELECT count(*) FROM credential'))
  hall(
    `UPDATE credential SET secret = (SELECT secret FROM credential WHERE login = 'clerk') WHERE login = 'tech'`,
  )
  await closed('from then on they are guarded too', 'tech', SAMPLE)
  await nodes.stop('hall')
  const before = committed()
  hall(
    `INSERT INTO session (key, actor, kind, expires) VALUES ('${sha('late')}', '${kiosk}', 'device', ${nodes.now() + 3600000})`,
  )
  await nodes.start('hall')
  equal('the next start commits to nothing', committed(), before)
  device.cookie = boss.cookie.replace(/=.*/, '=late')
  equal('and takes no session for an old one', (await device.get('/api/me')).signed_in, false)
  await closed('nor a secret', 'tech', SAMPLE)
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const boss = await client('director')
  await tokenReplaced(boss)
  await hashReplaced(boss)
  await putBack(boss)
  await sessionForged(boss)
  await restarted(boss)
  await until('both sides agree', agrees(boss))
  await county()
  await nodes.stop('hall')
  await nodes.proven(['hall'])
  await kept()
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${nodes.log('hall').slice(-1500)}\n${nodes.log('hub').slice(-800)}`,
  )
} finally {
  await nodes.end()
}
finish()
