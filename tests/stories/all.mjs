// Runs every story, each in its own process on its own nodes, and then compares what they exercised
// with the product's own lists: a route, an event or a refusal that no story meets fails the suite.
// Names given (a story's, or a folder's for all in it) run only those, without the comparison.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { report } from '../lib/runner.mjs'
import { named, told } from '../lib/stories.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const top = resolve(here, '../..')
// Stories that tests/run.mjs starts as parts of their own.
const APART = ['hard/kill.mjs', 'hard/full.mjs']
// Those that count all the time take longest, so they begin first.
const BUSY = [
  'spine/simulation.mjs',
  'hard/refill.mjs',
  'hard/hostile.mjs',
  'hard/hostile-hall.mjs',
]
// Refusals that no story can meet without breaking the machine under it, and where they are tested
// instead.
const ELSEWHERE = {
  FAULT: 'only a fault of the program or the disk',
  DISK: 'hard/full.mjs',
  BATCH_QUOTA: 'hard/full.mjs',
  JOURNAL_GAP: 'tests/unit/store/journal.c',
  JOURNAL_FORK: 'tests/unit/store/journal.c',
  JOURNAL_BROKEN: 'tests/unit/store/journal.c',
  EVENT_FOREIGN: 'hard/hostile-hall.mjs, in a parked batch',
  BATCH_CLAIMS: 'the same',
  PEER_UNKNOWN: 'between workers',
  BATCH_NUMBER: 'hard/hostile-hall.mjs, by a scripted hall',
  HALL_NODE: 'hard/hostile-hall.mjs, by the command',
  PLAIN_SIGN_IN: 'tests/unit/http/head.c: it needs another machine',
}

/** Everything that the stories said they had met: { route: […], event: […], refusal: […] }. */
function seenIn(file) {
  const seen = { route: [], event: [], refusal: [] }
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [what, ...words] = line.split(' ')
    seen[what]?.push(words.join(' '))
  }
  return seen
}

/** What the product has and nobody met, said through `tell`; how many of the three were complete. */
function compare(program, seen, tell) {
  const openapi = spawnSync(program, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  const product = JSON.parse(openapi.stdout)
  const sum = { passed: 0, failed: 0 }
  const complete = (what, silent) => {
    sum[silent.length ? 'failed' : 'passed']++
    const left = silent.length ? `: ${silent.join(', ')}` : ''
    tell(`${silent.length ? 'not ok' : 'ok'} every ${what} is exercised by a story${left}`)
  }
  const asked = [...new Set(seen.route)]
  const met = (route) => {
    const pattern = new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`)
    return asked.some((one) => pattern.test(one))
  }
  const routes = Object.entries(product.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`))
  complete(
    'route',
    routes.filter((route) => !met(route)),
  )
  complete(
    'event',
    product['x-events'].filter((kind) => !seen.event.includes(kind)),
  )
  const refusals = product['x-refusals'].filter((code) => !seen.refusal.includes(code))
  complete(
    'refusal',
    refusals.filter((code) => !ELSEWHERE[code]),
  )
  return sum
}

/** The stories as a part for the runner. */
export function stories(name, binary = join(top, 'build/minihall'), words = []) {
  const program = resolve(binary)
  const files = (
    words.length ? named(here, words) : told(here).filter((f) => !APART.includes(f))
  ).toSorted((a, b) => BUSY.includes(b) - BUSY.includes(a))
  const work = mkdtempSync(join(tmpdir(), 'minihall-stories-'))
  const seen = join(work, 'seen')
  process.on('exit', () => rmSync(work, { recursive: true, force: true }))
  const env = { STORY_SEEN: seen, MINIHALL_BIN: program }
  return {
    name,
    tasks: files.map((file) => ({
      name: file,
      argv: [process.execPath, join(here, file)],
      env,
      patience: 900,
    })),
    after: words.length ? undefined : (tell) => compare(program, seenIn(seen), tell),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await report(stories('stories', process.env.MINIHALL_BIN, process.argv.slice(2)))
}
