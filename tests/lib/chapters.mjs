// A story that is longer than a file: its chapters are functions of one day, told in order. They
// lie in a folder of the story's name, with `day.mjs`: the nodes, and what every chapter has.
import { check, finish } from './client.mjs'

const TAIL = 1500

/** The end of what each node wrote; a node that never started wrote nothing. */
function tails(nodes) {
  return ['hall', 'hub'].map((which) => {
    try {
      return nodes.log(which).slice(-TAIL)
    } catch {
      return ''
    }
  })
}

/** Opens the day, tells the chapters on it, and ends: the nodes, and what `close` ends besides. */
export async function tell(nodes, open, chapters, close = () => {}) {
  try {
    const day = await open()
    for (const chapter of chapters) await chapter(day)
  } catch (error) {
    check('the story runs to its end', [error.stack, ...tails(nodes)].join('\n'))
  } finally {
    await close()
    await nodes.end()
  }
  finish()
}
