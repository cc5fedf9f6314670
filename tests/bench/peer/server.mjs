// The named peer: Fastify + better-sqlite3 doing the same durable insert behind the same kind of
// TLS certificate. Arguments: directory, cert, key.
import Fastify from 'fastify'
import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'

const [dir, cert, key] = process.argv.slice(2)
const db = new Database(`${dir}/peer.db`)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(
  'CREATE TABLE ticket (id TEXT PRIMARY KEY, number TEXT, zone TEXT, priority TEXT, at TEXT) STRICT',
)
const insert = db.prepare('INSERT INTO ticket VALUES (?, ?, ?, ?, ?)')
let n = 0
const app = Fastify({ https: { cert: readFileSync(cert), key: readFileSync(key) } })
const schema = {
  body: {
    type: 'object',
    required: ['zone', 'priority'],
    properties: { zone: { type: 'string' }, priority: { type: 'string' } },
  },
}
app.post('/api/tickets', { schema }, async (request) => {
  const ticket = {
    id: randomUUID(),
    number: `A${String(++n).padStart(3, '0')}`,
    zone: request.body.zone,
    priority: request.body.priority,
    at: new Date().toISOString(),
  }
  insert.run(ticket.id, ticket.number, ticket.zone, ticket.priority, ticket.at)
  return ticket
})
await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`ready ${app.server.address().port}`)
process.on('SIGTERM', () => process.exit(0))
