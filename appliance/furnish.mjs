// Furnishes the sample hall of `make run` through the routes that its people use. Words: the hall's address, the password of all its accounts, a phase.
//   week   a week ago, before any visitor: waits for the county's catalogue.
import https from 'node:https'
import { randomUUID } from 'node:crypto'

const [base, password, phase] = process.argv.slice(2)
const agent = new https.Agent({ rejectUnauthorized: false, keepAlive: true }) // the certificate is the node's own
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

function ask(session, method, path, value) {
  return new Promise((resolve, reject) => {
    const body = value === undefined ? null : JSON.stringify(value)
    const headers = { ...(session.cookie && { cookie: session.cookie }), ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }), ...(method === 'POST' && { 'idempotency-key': randomUUID() }) }
    const request = https.request(new URL(path, base), { method, headers, agent }, (response) => {
      const parts = []
      response.on('data', (part) => parts.push(part))
      response.on('end', () => {
        const cookie = response.headers['set-cookie']
        if (cookie) session.cookie = cookie[0].split(';')[0]
        const text = Buffer.concat(parts).toString('utf8')
        if (response.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${method} ${path} ${body ?? ''}: ${response.statusCode} ${text}`))
      })
    })
    request.on('error', reject)
    if (body) request.write(body)
    request.end()
  })
}
const anyone = {}
async function catalogue() {
  for (let i = 0; i < 300; i++) {
    if ((await ask(anyone, 'GET', '/api/items?limit=1')).total > 0) return
    await sleep(100)
  }
  throw new Error('the catalogue did not come from the county within 30 seconds')
}

if (phase === 'week') await catalogue()
agent.destroy()
