// What `make run` starts: both sides with a rehearsed week behind them, and something to see on the
// pages that a newcomer opens.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { binary } from '../../lib/nodes.mjs'

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const port = () =>
  new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
const run = mkdtempSync(join(tmpdir(), 'minihall-sample-')),
  hallPort = await port(),
  hubPort = await port()
const morning = String(Date.parse('2026-11-24T10:30:00+08:00') - Date.now()) // a Tuesday
const env = {
  ...process.env,
  MINIHALL_BIN: binary,
  MINIHALL_RUN: run,
  HALL_PORT: hallPort,
  HUB_PORT: hubPort,
  MINIHALL_CLOCK_OFFSET_MS: morning,
}
const child = spawn(join(top, 'appliance/run.sh'), [], { env, stdio: ['ignore', 'pipe', 'pipe'] })
let said = '',
  ended = false
for (const pipe of [child.stdout, child.stderr])
  pipe.on('data', (part) => {
    said += part
  })
const end = new Promise((done) =>
  child.on('exit', () => {
    ended = true
    done()
  }),
)
try {
  await until(
    'it says where to look',
    () => (said.includes('Ctrl-C') ? true : ended ? Promise.reject(new Error(said)) : 'not yet'),
    120000,
  )
  const hall = `https://127.0.0.1:${hallPort}`,
    hub = `https://127.0.0.1:${hubPort}`
  const [director, supervisor, guide, clerk, approver] = await Promise.all(
    ['director', 'supervisor', 'guide', 'clerk', 'approver'].map(async (login) => {
      const c = new Client(hall)
      await c.signIn(login)
      return c
    }),
  )
  const lists = await director.get('/api/lists')
  equal(
    'the lists are on the wall, and the roster keeps them',
    [lists.version, lists.unplaced, lists.problems],
    [1, 0, []],
  )
  const weeks = await Promise.all(
    ['2026-11-24', '2026-12-01'].map((week) => director.get(`/api/roster?week=${week}`)),
  )
  equal(
    'two weeks of roster without a gap',
    weeks.flatMap((w) =>
      w.days
        .filter((d) => d.date >= '2026-11-24')
        .flatMap((d) => d.sessions.flatMap((s) => s.gaps)),
    ),
    [],
  )
  const booked = (
    await Promise.all(
      ['2026-11-24', '2026-11-25'].map((date) => guide.get(`/api/appointments?date=${date}`)),
    )
  ).map((d) => d.appointments.length)
  check(
    'appointments today and tomorrow',
    booked.every((n) => n > 0),
    () => JSON.stringify(booked),
  )
  check('a bad rating has its order', (await supervisor.get('/api/orders')).orders.length > 0)
  equal(
    'reports of 办不成事 under way',
    (await supervisor.get('/api/backstop')).reports.map((r) => r.state).sort(),
    ['assigned', 'reported'],
  )
  equal(
    'requests for help',
    (await guide.get('/api/help/requests')).requests.map((r) => r.state).sort(),
    ['agreed', 'requested'],
  )
  const facilities = await director.get('/api/facilities')
  equal(
    'rooms and equipment are all that the policy asks for',
    [facilities.wanted, facilities.facilities.length],
    [[], 11],
  )
  check(
    'the meeting room is booked',
    (await director.get('/api/rooms')).days.some((d) => d.bookings.length),
  )
  const now = await director.get('/api/reports/now')
  equal(
    'every window has its clerk of the roster',
    now.windows.map((w) => [w.state, w.clerk_name]),
    [
      ['open', '李秀英'],
      ['open', '陈志强'],
      ['open', '黄晓燕'],
      ['open', '汪俊'],
      ['open', '刘小梅'],
    ],
  )
  check(
    'the approver has work',
    (await approver.get('/api/cases?state=accepted')).cases.length > 10,
  )
  check('results wait on the shelf', (await clerk.get('/api/cases?state=ready')).cases.length > 0)
  const month = await director.get('/api/reports/month?month=2026-11')
  check(
    'what is really accepted at the general windows',
    month.coverage.some((c) => c.accepted >= 20),
    () => JSON.stringify(month.coverage),
  )
  equal(
    'nobody of the rehearsal is on the register',
    (await director.get('/api/staff')).staff.filter((p) => p.name.startsWith('演练')),
    [],
  )
  const attendance = (await director.get('/api/attendance?day=2026-11-23')).people.map(
    (p) => p.state,
  )
  check(
    'all came to work yesterday',
    attendance.every((s) => s === 'present' || s === 'rest' || s === 'leave'),
    () => attendance.join(),
  )
  const county = new Client(hub)
  await county.signIn('county-approver')
  const cases = (await county.get('/api/hub/cases?limit=500')).cases
  check(
    'the county has decided some and has some to decide',
    cases.some((c) => c.decided_by === 'hub' && c.state === 'decided') &&
      cases.some((c) => c.state === 'forwarded'),
  )
  await until(
    'both sides agree',
    async () => (await director.get('/api/status')).agreed === 'equal',
    60000,
  )
} catch (error) {
  check('the story runs to its end', error.stack)
}
child.kill('SIGTERM')
await end
for (const command of ['verify', 'rebuild'])
  equal(command, spawnSync(binary, [command, '--home', join(run, 'hall')], { env }).status, 0)
rmSync(run, { recursive: true, force: true })
finish()
