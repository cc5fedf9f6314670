// The homes of a sample county and its hall, made once for a program and a morning and copied for
// each story: `appliance/run.sh --setup-only` runs some thirty commands.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const script = join(top, 'appliance/run.sh')
// Where the homes that are copied believe to listen: nobody does.
const HALL_PORT = 65001
const HUB_PORT = 65002
// A home is older than the story: no record of its making lies ahead of the story's clock.
const BEFORE_MS = 600_000

/** Another program, another script: other homes. */
function version(program) {
  const hash = createHash('sha256')
  for (const file of [program, script]) {
    const { mtimeMs, size } = statSync(file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}

function makeHomes(program, env, place) {
  const settings = {
    ...env,
    MINIHALL_BIN: program,
    MINIHALL_RUN: place,
    HALL_PORT,
    HUB_PORT,
    MINIHALL_CLOCK_OFFSET_MS: String(Number(env.MINIHALL_CLOCK_OFFSET_MS) - BEFORE_MS),
  }
  const made = spawnSync(script, ['--setup-only'], { env: settings, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`setup: ${made.stdout}${made.stderr}`)
}

/** The directory of the homes for this program and the minute that the story begins at. Two stories
 * that look at once may both make it: the second's is dropped. */
function homesFor(program, env) {
  const minute = Math.round((Date.now() + Number(env.MINIHALL_CLOCK_OFFSET_MS)) / 60_000)
  const flavour = basename(dirname(program))
  const mine = `${flavour}-${version(program)}-`
  const all = join(top, 'build/prepared')
  const place = join(all, `${mine}${minute}`)
  if (existsSync(place)) return place
  mkdirSync(all, { recursive: true })
  for (const old of readdirSync(all)) {
    const outdated = old.startsWith(`${flavour}-`) && !old.startsWith(mine)
    if (outdated) rmSync(join(all, old), { recursive: true, force: true })
  }
  const work = mkdtempSync(join(all, 'making-'))
  makeHomes(program, env, join(work, 'run'))
  try {
    renameSync(join(work, 'run'), place)
  } catch (error) {
    if (!existsSync(place)) throw error
  }
  rmSync(work, { recursive: true, force: true })
  return place
}

/** Copies the homes to `run`, with the ports and the intervals of env. */
export function copyHomes(program, env, run) {
  cpSync(homesFor(program, env), run, { recursive: true })
  const ports = { [HALL_PORT]: env.HALL_PORT, [HUB_PORT]: env.HUB_PORT }
  for (const file of ['hub.card', 'hall/trust.json', 'hall/config.json', 'hub/config.json']) {
    const path = join(run, file)
    const text = readFileSync(path, 'utf8')
      .replace(/\b6500[12]\b/g, (port) => ports[port])
      .replace(/"seal_age_ms":\d+/, `"seal_age_ms":${env.SEAL_AGE_MS}`)
      .replace(/"contact_ms":\d+/, `"contact_ms":${env.CONTACT_MS}`)
    writeFileSync(path, text)
  }
}
