// Rehearsed days with cases: the same seed plays the same days, nobody approves what he accepted,
// the report shows what was really accepted at the general windows, the views are what the journal
// says, and the county has the same.
import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const rows = (home, sql) =>
  JSON.parse(
    spawnSync('sqlite3', ['-readonly', '-json', join(home, 'minihall.db'), sql], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }).stdout || '[]',
  )
const must = (...words) => {
  const done = nodes.command(...words)
  if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stdout}${done.stderr}`)
  return done.stdout
}
try {
  const before = must(
    'rehearse',
    '--home',
    nodes.hall,
    '--days',
    '1',
    '--from',
    '2026-10-20',
    '--tickets',
    '20',
  )
  check(
    'a hall without a catalogue says that it rehearses no cases',
    before.includes('没有演练办件：大厅还没有目录'),
    before,
  )

  await nodes.start('hub')
  await nodes.start('hall')
  const anyone = new Client(nodes.hallUrl)
  await until(
    'the catalogue is adopted',
    async () => (await anyone.get('/api/items?limit=1')).total > 0,
  )
  await nodes.stop('hall')
  const twin = join(nodes.run, 'twin'),
    plain = join(nodes.run, 'plain')
  for (const home of [twin, plain]) cpSync(nodes.hall, home, { recursive: true })
  const days = ['--from', '2026-11-09', '--days', '7', '--tickets', '110', '--seed', '5']
  const said = must('rehearse', '--home', nodes.hall, ...days)
  must('rehearse', '--home', twin, ...days)
  check(
    'asked for no cases',
    must('rehearse', '--home', plain, ...days, '--no-cases').includes('没有演练办件：没有要求'),
  )
  check('it says what it did', /演练办件：收件 \d{3}，决定 \d{2,}，出件 \d{2,}/.test(said), said)

  const played =
    "SELECT item, applicant, state, kind, decided_by, received_at, accepted_at, decided_at, outcome, result_at, issued_at, corrections FROM case_file WHERE received_at >= '2026-11-09' ORDER BY received_at, id"
  const cases = rows(nodes.hall, played),
    visits = 'SELECT taken_ms, called_ms, zone FROM visit ORDER BY taken_ms'
  check(
    'the same seed, the same cases',
    JSON.stringify(cases) === JSON.stringify(rows(twin, played)) && cases.length > 250,
    () => cases.length,
  )
  check(
    'cases change nobody’s wait',
    JSON.stringify(rows(nodes.hall, visits)) === JSON.stringify(rows(plain, visits)),
  )
  check('none was rehearsed there', rows(plain, played).length === 0)
  const of = (which) => cases.filter(which).length
  check(
    'on the spot means the same day',
    of((c) => c.kind === 'instant' && c.accepted_at) > 80 &&
      cases.every(
        (c) =>
          c.kind !== 'instant' ||
          !c.issued_at ||
          c.issued_at.slice(0, 10) === c.accepted_at.slice(0, 10),
      ),
  )
  check(
    'every state is there',
    ['correcting', 'refused', 'accepted', 'forwarded', 'ready', 'issued'].every(
      (s) => of((c) => c.state === s) > 0,
    ),
    () => JSON.stringify(cases.map((c) => c.state)),
  )
  check('somebody came back with what was missing', of((c) => c.corrections && c.accepted_at) > 0)
  check(
    'the county decides its own',
    cases.every((c) => c.decided_by !== 'hub' || !c.decided_at),
  )
  check(
    'nobody was at work on the weekend',
    cases.every(
      (c) => !['2026-11-14', '2026-11-15'].includes((c.decided_at ?? c.received_at).slice(0, 10)),
    ),
  )
  equal(
    'nobody decided what he accepted',
    rows(nodes.hall, 'SELECT count(*) AS n FROM case_file WHERE accepted_by = decided_actor')[0].n,
    0,
  )
  equal(
    'no identity number is a real person’s',
    rows(
      nodes.hall,
      "SELECT count(*) AS n FROM case_file WHERE substr(applicant ->> 'id_no', 15, 3) <> '000'",
    )[0].n,
    0,
  )

  await nodes.start('hall')
  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  const report = await director.get('/api/reports/range?first=2026-11-09&last=2026-11-15')
  check(
    'the report knows how much is really accepted',
    report.coverage.length === 3 &&
      report.coverage.every((c) => c.items > 0) &&
      report.coverage.some((c) => c.accepted > 15),
    () => JSON.stringify(report.coverage),
  )
  await until(
    'the county has it all',
    async () => {
      const status = await director.get('/api/status')
      return status.agreed === 'equal' && status.unsent === 0
        ? true
        : JSON.stringify(status).slice(0, 300)
    },
    60000,
  )
  const county = new Client(nodes.hubUrl)
  await county.signIn('county-approver')
  const waiting = await county.get('/api/hub/cases?state=forwarded&limit=500')
  equal(
    'the county sees what waits for it',
    waiting.cases.length,
    of((c) => c.state === 'forwarded'),
  )
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', error.stack)
}
await nodes.end()
finish()
