// Runs the unit programs that were built, each with a scratch directory of its own.
import { readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { report } from '../lib/runner.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const top = resolve(here, '../..')
// They take longest, so they begin first.
const LONG = ['hall/size', 'hall/crowd', 'store/refill']

/** The programs of these flavours as a part for the runner. */
export function units(name, flavours) {
  const programs = readdirSync(here, { recursive: true })
    .filter((file) => file.endsWith('.c'))
    .map((file) => file.slice(0, -2))
    .sort((a, b) => LONG.includes(b) - LONG.includes(a) || (a < b ? -1 : 1))
  const task = (flavour, program) => ({
    name: `${flavour} ${program}`,
    argv: [join(top, 'build', flavour, 'unit', program)],
    cwd: top,
    patience: 300,
    scratch: true,
  })
  return { name, tasks: programs.flatMap((program) => flavours.map((f) => task(f, program))) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await report(units('unit', process.argv.slice(2)))
}
