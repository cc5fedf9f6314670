// A day of visitors rehearsed through the hall's own functions, in the hall's order and, in the same run and with the same visitors, plain first come, first served.
// Run by itself it prints the table that README quotes (TICKETS, WINDOWS, SEED); tests/stories/simulation.mjs asks a smaller day the same questions.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const CAP_MINUTES = 45      // ticket_starved_minutes as it is delivered
export const BOUND_MEAN_S = 300    // what is promised of an estimate: off by five minutes on average,
export const BOUND_P90_S = 600     // by no more than ten in nine cases of ten
const DAY = '2026-11-17'           // a Tuesday and a working day

const order = (list, part) => [...list].sort((a, b) => a - b)[Math.max(0, Math.ceil(list.length * part) - 1)] ?? 0 // exact order statistic
const mean = (list) => list.reduce((sum, n) => sum + n, 0) / (list.length || 1)

/** Plays a day and reads its journal's views: waits in seconds, the estimate's error, and who was passed over after the cap. */
export function rehearse(binary, { tickets, windows, policy, seed = 1 }) {
  const home = mkdtempSync(join(tmpdir(), 'minihall-day-'))
  const run = (...words) => {
    const done = spawnSync(binary, words, { encoding: 'utf8', maxBuffer: 1 << 28 })
    if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stdout}${done.stderr}`)
    return done.stdout
  }
  try {
    run('init', '--home', join(home, 'h'), '--role', 'hall', '--site', '361127102', '--sample')
    const began = Date.now()
    run('rehearse', '--home', join(home, 'h'), '--curve', 'hall', '--days', '1', '--from', DAY, '--tickets', String(tickets), '--windows', String(windows), '--policy', policy, '--seed', String(seed))
    const took = (Date.now() - began) / 1000
    const sql = 'SELECT zone, priority, taken_ms, called_ms, misses, estimate_s FROM visit WHERE called_ms IS NOT NULL ORDER BY called_ms'
    const rows = JSON.parse(spawnSync('sqlite3', ['-readonly', '-json', join(home, 'h/minihall.db'), sql], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout)
    const cap = CAP_MINUTES * 60000
    // Passed over: at somebody's first call, another of the zone had waited longer, and for more than the cap, and was called later.
    const passed = rows.reduce((n, row, i) => n + rows.slice(i + 1).some((other) => other.zone === row.zone && other.taken_ms < row.taken_ms && row.called_ms - other.taken_ms >= cap), 0)
    const waits = (which) => rows.filter(which).map((r) => (r.called_ms - r.taken_ms) / 1000)
    const line = (list) => ({ count: list.length, mean: mean(list), p90: order(list, 0.9), worst: Math.max(0, ...list) })
    const off = rows.filter((r) => r.estimate_s !== null).map((r) => (r.called_ms - r.taken_ms) / 1000 - r.estimate_s)
    return {
      took, passed, called: rows.length, missed: rows.filter((r) => r.misses > 0).length,
      all: line(waits(() => true)), normal: line(waits((r) => r.priority === 'none')), priority: line(waits((r) => r.priority !== 'none')),
      general: { normal: line(waits((r) => r.zone === 'general' && r.priority === 'none')), priority: line(waits((r) => r.zone === 'general' && r.priority !== 'none')) },
      estimate: { count: off.length, mean: mean(off.map(Math.abs)), p90: order(off.map(Math.abs), 0.9), bias: mean(off) },
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const minutes = (s) => `${Math.floor(s / 60)}:${String(Math.round(s) % 60).padStart(2, '0')}`
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = resolve(process.env.MINIHALL_BIN ?? join(top, 'build/minihall'))
  const tickets = Number(process.env.TICKETS ?? 2000), windows = Number(process.env.WINDOWS ?? 30), seed = Number(process.env.SEED ?? 1)
  const hall = rehearse(binary, { tickets, windows, policy: 'hall', seed }), plain = rehearse(binary, { tickets, windows, policy: 'fcfs', seed })
  const cells = (r) => `${minutes(r.mean)} | ${minutes(r.p90)} | ${minutes(r.worst)}`
  const text = [
    `A day of ${tickets} numbers at ${windows} windows (the arrival curve of \`appliance/sample/arrivals.json\`, seed ${seed}), minutes:seconds`, '',
    '| | n | mean | p90 | worst | first come: mean | p90 | worst |', '|---|---|---|---|---|---|---|---|',
    ...['all', 'normal', 'priority'].map((who) => `| ${who} | ${hall[who].count} | ${cells(hall[who])} | ${cells(plain[who])} |`), '',
    `Passed over after ${CAP_MINUTES} minutes of waiting: ${hall.passed} (first come: ${plain.passed}). No-shows ${hall.missed}.`,
    `Estimate against what then was, ${hall.estimate.count} numbers: off by ${minutes(hall.estimate.mean)} on average (promised ${minutes(BOUND_MEAN_S)}), by at most ${minutes(hall.estimate.p90)} in nine of ten (promised ${minutes(BOUND_P90_S)}), waits ${minutes(Math.abs(hall.estimate.bias))} ${hall.estimate.bias >= 0 ? 'longer' : 'shorter'} than said. Played in ${hall.took.toFixed(1)} s.`,
  ].join('\n')
  console.log(text)
  writeFileSync(join(top, 'build/bench-day.md'), `${text}\n`)
  if (hall.passed || hall.estimate.mean > BOUND_MEAN_S || hall.estimate.p90 > BOUND_P90_S) process.exitCode = 1
}
