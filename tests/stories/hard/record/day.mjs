// A hall and its county, the commands that look at a home, and its database by SQLite's own hand.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { check } from '../../../lib/client.mjs'
import { Nodes } from '../../../lib/nodes.mjs'

export const nodes = await Nodes.make()
export const HOUR = 3600000
export const run = (...words) => {
  const made = nodes.command(...words)
  return { ...made, said: made.stdout + made.stderr }
}
export const says = (name, made, status, pattern) =>
  check(
    name,
    made.status === status && pattern.test(made.said),
    () => `${made.status} ${made.said}`,
  )

export const database = () => join(nodes.hall, 'minihall.db')
export function sql(text) {
  const done = spawnSync('sqlite3', [database()], { input: text, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stderr)
  return done.stdout.trim()
}
export const take = async () =>
  (await nodes.device('kiosk')).ticket({ zone: 'general', priority: 'none' })
