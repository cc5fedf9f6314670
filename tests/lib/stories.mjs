// Where stories lie: one file a story, in the folder of what it is about; no name is given twice.
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Every story in the folders of `folder`, as `wing/noun.mjs`. */
export function told(folder) {
  const wings = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => entry.name)
  return wings.flatMap((wing) =>
    readdirSync(join(folder, wing))
      .filter((file) => file.endsWith('.mjs'))
      .sort()
      .map((file) => `${wing}/${file}`),
  )
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
