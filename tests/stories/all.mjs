// Runs every story, each in its own process on its own nodes, and then compares what they exercised with the product's own lists: a route, an event or a
// refusal that no story meets fails the suite. Names given (a story's, or a folder's for all in it) run only those, without the comparison.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { named, told } from '../lib/stories.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const top = resolve(here, '../..')
const binary = resolve(process.env.MINIHALL_BIN ?? join(top, 'build/minihall'))
// Stories that tests/run.sh starts as parts of their own.
const APART = ['hard/kill.mjs', 'hard/full.mjs']
// Refusals that no story can meet without breaking the machine under it, and where they are tested instead.
const ELSEWHERE = {
  FAULT: 'only a fault of the program or the disk', DISK: 'hard/full.mjs', BATCH_QUOTA: 'hard/full.mjs', JOURNAL_GAP: 'tests/unit/store/store.c', JOURNAL_FORK: 'tests/unit/store/store.c',
  JOURNAL_BROKEN: 'tests/unit/store/store.c', EVENT_FOREIGN: 'hard/hostile-hall.mjs, in a parked batch', BATCH_CLAIMS: 'the same', PEER_UNKNOWN: 'between workers', BATCH_NUMBER: 'hard/hostile-hall.mjs, by a scripted hall',
  HALL_NODE: 'hard/hostile-hall.mjs, by the command', PLAIN_SIGN_IN: 'tests/unit/http/head.c: it needs another machine',
}

const wanted = process.argv.slice(2)
const stories = wanted.length ? named(here, wanted) : told(here).filter((f) => !APART.includes(f))
const work = mkdtempSync(join(tmpdir(), 'minihall-stories-'))
const seenFile = join(work, 'seen')
let passed = 0
let failed = 0
function run(story) {
  const began = Date.now()
  return new Promise((done) => {
    let stdout = ''
    let stderr = ''
    const child = spawn(process.execPath, [join(here, story)], { env: { ...process.env, STORY_SEEN: seenFile }, timeout: 400000 })
    child.stdout.on('data', (part) => { stdout += part })
    child.stderr.on('data', (part) => { stderr += part })
    child.on('close', () => {
      const sum = /(\d+) passed, (\d+) failed\s*$/.exec(stdout)
      process.stdout.write(stdout + stderr)
      if (sum) { passed += Number(sum[1]); failed += Number(sum[2]) } else { failed++; console.log(`not ok story ${story} ended without its sum`) }
      console.log(`# ${story} ${((Date.now() - began) / 1000).toFixed(1)} s`)
      done()
    })
  })
}
// Each has its own nodes, ports and directory, so as many run at once as there are processors.
const waiting = [...stories]
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, async () => { while (waiting.length) await run(waiting.shift()) }))
if (!wanted.length) {
  const seen = { route: [], event: [], refusal: [] }
  for (const line of readFileSync(seenFile, 'utf8').split('\n')) { const at = line.indexOf(' '); if (at > 0) seen[line.slice(0, at)].push(line.slice(at + 1)) }
  const document = JSON.parse(spawnSync(binary, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout)
  const compare = (what, silent) => { if (silent.length) { failed++; console.log(`not ok every ${what} is exercised by a story: ${silent.join(', ')}`) } else { passed++; console.log(`ok every ${what} is exercised by a story`) } }
  const routes = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/')).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`))
  const asked = new Set(seen.route)
  compare('route', routes.filter((route) => { const pattern = new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`); return ![...asked].some((a) => pattern.test(a)) }))
  compare('event', document['x-events'].filter((kind) => !seen.event.includes(kind)))
  compare('refusal', document['x-refusals'].filter((code) => !seen.refusal.includes(code) && !ELSEWHERE[code]))
}
rmSync(work, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
