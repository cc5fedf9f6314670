// Days of visitors rehearsed through the hall's own functions, in the hall's order and, in the same
// run and with the same visitors, plain first come, first served. Each curve of
// appliance/sample/arrivals.json is played twice: with the windows that the hall's report suggests
// for it, and with two thirds of them, which is too few. Run by itself it prints the tables that
// README quotes (TICKETS, SEED) and fails when a promise was not kept;
// tests/stories/spine/simulation.mjs asks smaller days the same questions.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const curves = JSON.parse(
  readFileSync(join(top, 'appliance/sample/arrivals.json'), 'utf8'),
).curves
export const CAP_MINUTES = 45 // ticket_starved_minutes as it is delivered
export const BOUND_MEAN_S = 300 // what is promised of an estimate: off by five minutes on average,
export const BOUND_P90_S = 600 // by no more than ten in nine cases of ten
const DAY = '2026-11-17' // a Tuesday and a working day
const NEVER = 240 // minutes: the highest cap that may be set, longer than anybody waits here

const order = (list, part) =>
  // exact order statistic
  [...list].sort((a, b) => a - b)[Math.max(0, Math.ceil(list.length * part) - 1)] ?? 0
const mean = (list) => list.reduce((sum, n) => sum + n, 0) / (list.length || 1)
export const total = (windows) => Object.values(windows).reduce((sum, n) => sum + n, 0)

/** Plays a day and reads its journal's views: waits in seconds, the estimate's error, who was passed over after the cap, and what windows the report suggests.
 *  `windows`: a number, which the rehearsal spreads over the zones, or { zone: number }. */
export function rehearse(
  binary,
  { tickets, windows, policy = 'hall', seed = 1, curve = 'hall', cap = CAP_MINUTES },
) {
  const home = mkdtempSync(join(tmpdir(), 'minihall-day-'))
  const run = (...words) => {
    const done = spawnSync(binary, [words[0], '--home', join(home, 'h'), ...words.slice(1)], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stdout}${done.stderr}`)
    return done.stdout
  }
  const ask = (sql) =>
    JSON.parse(
      spawnSync('sqlite3', ['-readonly', '-json', join(home, 'h/minihall.db'), sql], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      }).stdout || '[]',
    )
  try {
    run('init', '--role', 'hall', '--site', '361127102', '--sample')
    let no = 0
    if (typeof windows === 'object')
      for (const [zone, count] of Object.entries(windows))
        for (let i = 0; i < count; i++)
          run(
            'window',
            '--no',
            String(++no),
            '--zone',
            zone,
            ...(zone === 'issue' ? ['--issues'] : []),
          )
    run(
      'rehearse',
      '--curve',
      curve,
      '--days',
      '1',
      '--from',
      DAY,
      '--tickets',
      String(tickets),
      '--windows',
      String(no || windows),
      '--policy',
      policy,
      '--seed',
      String(seed),
      '--set',
      `ticket_starved_minutes=${cap}`,
    )
    const rows = ask(
      'SELECT zone, priority, taken_ms, called_ms, misses, estimate_s FROM visit WHERE called_ms IS NOT NULL ORDER BY called_ms',
    )
    const limit = CAP_MINUTES * 60000,
      waited = (r) => (r.called_ms - r.taken_ms) / 1000
    // Passed over: at somebody's first call, another of the zone had waited longer, and for more
    // than the cap, and was called later.
    const passed = rows.reduce(
      (n, row, i) =>
        n +
        rows
          .slice(i + 1)
          .some(
            (other) =>
              other.zone === row.zone &&
              other.taken_ms < row.taken_ms &&
              row.called_ms - other.taken_ms >= limit,
          ),
      0,
    )
    const line = (which) => {
      const list = rows.filter(which).map(waited)
      return {
        count: list.length,
        mean: mean(list),
        p90: order(list, 0.9),
        worst: Math.max(0, ...list),
      }
    }
    const off = rows.filter((r) => r.estimate_s !== null).map((r) => waited(r) - r.estimate_s)
    const zones = [...new Set(rows.map((r) => r.zone))]
    const longest = Object.fromEntries(
      ask(
        'SELECT zone, max(ended_ms - called_ms) / 1000.0 AS s FROM service_turn GROUP BY zone',
      ).map((r) => [r.zone, r.s]),
    )
    const staffing = JSON.parse(run('report', '--day', DAY)).staffing
    return {
      passed,
      called: rows.length,
      missed: rows.filter((r) => r.misses > 0).length,
      all: line(() => true),
      normal: line((r) => r.priority === 'none'),
      priority: line((r) => r.priority !== 'none'),
      general: {
        normal: line((r) => r.zone === 'general' && r.priority === 'none'),
        priority: line((r) => r.zone === 'general' && r.priority !== 'none'),
      },
      // how far the worst wait of a zone is beyond the cap and the longest service of that zone;
      // below nought: nobody's was
      beyond: Math.max(
        ...zones.map(
          (zone) => line((r) => r.zone === zone).worst - CAP_MINUTES * 60 - longest[zone],
        ),
      ),
      // the busiest hour's suggestion, all day
      suggested: Object.fromEntries(
        zones.map((zone) => [
          zone,
          Math.max(...staffing.filter((s) => s.zone === zone).map((s) => s.suggested)),
        ]),
      ),
      estimate: {
        count: off.length,
        mean: mean(off.map(Math.abs)),
        p90: order(off.map(Math.abs), 0.9),
        bias: mean(off),
      },
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** One curve: what the report suggests after one day of it, and the next day with those windows and with two thirds of them. */
export function play(binary, { curve, tickets, seed }) {
  const measured = rehearse(binary, { curve, tickets, seed: seed + 1000, windows: 60 })
  const enough = measured.suggested,
    few = Object.fromEntries(
      Object.entries(enough).map(([zone, n]) => [zone, Math.max(1, Math.round((n * 2) / 3))]),
    )
  const day = (windows, other) => rehearse(binary, { curve, tickets, seed, windows, ...other })
  return {
    enough: { windows: total(enough), hall: day(enough), plain: day(enough, { policy: 'fcfs' }) },
    few: {
      windows: total(few),
      hall: day(few),
      plain: day(few, { policy: 'fcfs' }),
      uncapped: day(few, { cap: NEVER }),
    },
  }
}

/** What is promised of every day, as [words, the figure, whether it held]. */
export function promises({ enough, few }) {
  const within = (e) => e.mean <= BOUND_MEAN_S && e.p90 <= BOUND_P90_S,
    error = (e) => `${minutes(e.mean)}, ${minutes(e.p90)}`
  return [
    [
      `enough windows: nobody waits longer than the cap and one service`,
      minutes(enough.hall.all.worst),
      enough.hall.beyond <= 0,
    ],
    [
      `enough windows: estimates off by at most ${minutes(BOUND_MEAN_S)} on average and ${minutes(BOUND_P90_S)} in nine of ten`,
      error(enough.hall.estimate),
      within(enough.hall.estimate),
    ],
    [
      `too few: nobody is passed over after ${CAP_MINUTES} minutes (were there no cap)`,
      `${few.hall.passed} (${few.uncapped.passed})`,
      few.hall.passed === 0,
    ],
    [`too few: estimates, the same`, error(few.hall.estimate), within(few.hall.estimate)],
  ]
}

const minutes = (s) =>
  `${Math.floor(Math.round(s) / 60)}:${String(Math.round(s) % 60).padStart(2, '0')}`
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = resolve(process.env.MINIHALL_BIN ?? join(top, 'build/minihall'))
  const tickets = Number(process.env.TICKETS ?? 2000),
    seed = Number(process.env.SEED ?? 1)
  const names = Object.keys(curves),
    days = names.map((curve) => play(binary, { curve, tickets, seed }))
  const word = (is) => (is ? 'measured' : 'assumed'),
    cells = (r) => `${minutes(r.mean)} | ${minutes(r.p90)} | ${minutes(r.worst)}`
  const rows = (c, { windows, hall, plain }, what, classes) =>
    classes.map(
      (who, i) =>
        `| ${i ? '' : `${c}, ${windows} windows (${what})`} | ${who} | ${hall[who].count} | ${cells(hall[who])} | ${cells(plain[who])} |`,
    )
  const checks = days.map(promises),
    held = checks.flat().every(([, , ok]) => ok)
  const text = [
    `Days of ${tickets} numbers (seed ${seed}), minutes:seconds; where the figures are from: \`appliance/sample/arrivals.json\``,
    '',
    '| curve | | arrivals | service times |',
    '|---|---|---|---|',
    ...names.map(
      (n) =>
        `| ${n} | ${curves[n].label} | ${word(curves[n].measured)} | ${word(curves[n].services_measured)} |`,
    ),
    '',
    '| curve | | n | mean | p90 | worst | first come: mean | p90 | worst |',
    '|---|---|---|---|---|---|---|---|---|',
    ...days.flatMap((d, i) => [
      ...rows(names[i], d.enough, 'as suggested', ['all']),
      ...rows(names[i], d.few, 'two thirds', ['all', 'normal', 'priority']),
    ]),
    '',
    `| promise | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    ...checks[0].map(
      ([what], p) =>
        `| ${what} | ${checks.map((list) => `${list[p][1]} ${list[p][2] ? 'held' : 'BROKEN'}`).join(' | ')} |`,
    ),
    '',
    `The cap is ${CAP_MINUTES} minutes. No-shows ${days.map((d) => d.few.hall.missed).join(', ')}. ${held ? 'Every promise held.' : 'A PROMISE WAS NOT KEPT.'}`,
  ].join('\n')
  console.log(text)
  writeFileSync(join(top, 'build/bench-day.md'), `${text}\n`)
  if (!held) process.exitCode = 1
}
