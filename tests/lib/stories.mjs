// Where stories lie: one file a story, in the folder of what it is about; no name is given twice.
// A long story's chapters lie in a folder of its name beside it, and are no stories.
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A wing's stories. Chapters that no story has would never be told. */
function toldIn(folder, wing) {
  const entries = readdirSync(join(folder, wing), { withFileTypes: true })
  const names = (kind) => entries.filter((entry) => entry[kind]()).map((entry) => entry.name)
  const stories = names('isFile').filter((name) => name.endsWith('.mjs'))
  const lost = names('isDirectory').find((name) => !stories.includes(`${name}.mjs`))
  if (lost) throw new Error(`${wing}/${lost}: chapters of no story`)
  return stories.sort().map((name) => `${wing}/${name}`)
}

/** Every story in the folders of `folder`, as `wing/noun.mjs`. */
export function told(folder) {
  const wings = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => entry.name)
  return wings.flatMap((wing) => toldIn(folder, wing))
}

/** The stories that somebody means by `queue`, `queue/queue`, `queue.mjs` or, with all in it,
 * `queue/`. A folder's name alone is enough where no story has it. */
export function named(folder, words) {
  const all = told(folder)
  return words.flatMap((word) => {
    const plain = word.replace(/\.mjs$/, '')
    const story = all.filter((f) => f === `${plain}.mjs` || basename(f, '.mjs') === plain)
    const wing = all.filter((f) => dirname(f) === plain.replace(/\/$/, ''))
    if (!story.length && !wing.length) throw new Error(`no story or folder is called ${word}`)
    return story.length ? story : wing
  })
}
