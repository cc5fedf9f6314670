// The whole suite as one list of programs, as many at a time as the machine has room for: a story
// waits for the other's processor and not for the other's end. Words given name the parts to run.
// Full output of each part: build/test-<part>.log; the last line is `N passed, N failed`.
import { mkdirSync, writeFileSync, appendFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browsed } from './browser/all.mjs'
import { runAll } from './lib/runner.mjs'
import { stories } from './stories/all.mjs'
import { units } from './unit/all.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const top = resolve(here, '..')
const SHOWN = 40

/** A part of one program. */
const one = (name, patience, argv, more = {}) => ({
  name,
  tasks: [{ name, argv, cwd: top, patience, ...more }],
})
const story = (name, patience, file) =>
  one(name, patience, [process.execPath, join(here, 'stories', file)])

// What takes longest begins first, so that nothing long is left when all else is done.
const PARTS = {
  browser: () => browsed('browser'),
  'story-asan': () => stories('story-asan', join(top, 'build/asan/minihall')),
  fuzz: () => one('fuzz', 600, ['tests/fuzz/run.sh'], { load: 2 }),
  kill: () => story('kill', 600, 'hard/kill.mjs'),
  full: () => story('full', 240, 'hard/full.mjs'),
  unit: () => units('unit', ['musl', 'asan']),
  'story-musl': () => stories('story-musl', join(top, 'build/minihall')),
  repeat: () => one('repeat', 300, ['tests/repeat.sh'], { load: 2 }),
  web: () => one('web', 200, ['webui/test/run.sh']),
  postgres: () => one('postgres', 60, ['tests/postgres/run.py']),
  lint: () => one('lint', 120, ['tests/lint/run.sh']),
}

const words = process.argv.slice(2)
const unknown = words.filter((word) => !PARTS[word])
if (unknown.length) throw new Error(`no part is called ${unknown.join(' or ')}`)
const total = { passed: 0, failed: 0 }
mkdirSync(join(top, 'build'), { recursive: true })

/** A part while it runs: its log, its sum, and when its first program began. */
function begun(name) {
  const part = PARTS[name]()
  const log = join(top, `build/test-${name}.log`)
  writeFileSync(log, '')
  const state = { part, log, left: part.tasks.length, passed: 0, failed: 0, seconds: 0, wrong: [] }
  return { state, tasks: part.tasks.map((task) => ({ ...task, state })) }
}

function tell(state, line) {
  appendFileSync(state.log, `${line}\n`)
  if (line.startsWith('not ok')) state.wrong.push(line)
}

function add(state, { passed, failed }) {
  state.passed += passed
  state.failed += failed
}

/** The part's line, and what it had to complain of. */
function finished(state) {
  if (state.part.after)
    add(
      state,
      state.part.after((line) => tell(state, line)),
    )
  const { passed, failed, seconds, part } = state
  const sum = `${String(passed).padStart(6)} passed, ${failed} failed`
  console.log(`${part.name.padEnd(12)} ${sum}  (${Math.round(seconds)} s)`)
  for (const line of state.wrong.slice(0, SHOWN)) console.log(line)
  add(total, state)
}

const parts = (words.length ? words : Object.keys(PARTS)).map(begun)
await runAll(
  parts.flatMap(({ tasks }) => tasks),
  (result) => {
    const { state } = result.task
    for (const line of result.text.trimEnd().split('\n')) tell(state, line)
    tell(state, `# ${result.task.name} ${result.seconds.toFixed(1)} s`)
    add(state, result)
    state.seconds += result.seconds
    if (--state.left === 0) finished(state)
  },
)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed ? 1 : 0
