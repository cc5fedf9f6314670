// The browser stories on Debian's Chromium, each with a browser and nodes of its own; names given
// (a story's, or a folder's for all in it) run only those.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { report } from '../lib/runner.mjs'
import { named, told } from '../lib/stories.mjs'

const here = dirname(fileURLToPath(import.meta.url))

/** The stories as a part for the runner. */
export function browsed(name, words = []) {
  const files = words.length ? named(here, words) : told(here)
  const tasks = files.map((file) => ({
    name: file,
    argv: [process.execPath, join(here, file)],
    cwd: here,
    patience: 1200,
    load: 2, // a browser and two nodes keep a small machine busy, and the pages' patience is short
  }))
  return { name, tasks }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await report(browsed('browser', process.argv.slice(2)))
}
