import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { agrees, equal, until } from '../../../lib/client.mjs'
import { nodes } from './day.mjs'

/** Each press that was one act is one event of the record, here and at the county. */
export async function acts(day) {
  const { director, twice } = day
  await until('the county has the same records', agrees(director))
  await nodes.stop('hall')
  await nodes.stop('hub')
  const acts = spawnSync(
    'sqlite3',
    [
      '-readonly',
      join(nodes.hall, 'minihall.db'),
      `SELECT kind FROM event WHERE subject = '${twice.id}' ORDER BY seq`,
    ],
    { encoding: 'utf8' },
  )
    .stdout.trim()
    .split('\n')
    .map((k) => k.slice(7))
  equal('each press that was one act is one event', acts, [
    'taken',
    'issued',
    'called',
    'serving',
    'held',
    'resumed',
    'returned',
    'transferred',
    'called',
    'undone',
    'called',
    'missed',
    'requeued',
    'called',
    'serving',
    'finished',
  ])
}
