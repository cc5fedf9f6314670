// What the furnishing of the sample asks over HTTPS: as each of its people, through the same routes
// as their pages.
import https from 'node:https'
import { randomUUID } from 'node:crypto'

const agent = new https.Agent({ rejectUnauthorized: false, keepAlive: true }) // the certificate is the node's own
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
export const done = () => agent.destroy()

export class Person {
  constructor(base) {
    this.base = base
    this.cookie = ''
  }

  /** { status, value } of any reply. */
  ask(method, path, value) {
    return new Promise((resolve, reject) => {
      const body = value === undefined ? '' : JSON.stringify(value)
      const headers = {
        ...(this.cookie && { cookie: this.cookie }),
        ...(method === 'POST' && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': randomUUID(),
        }),
      }
      const request = https.request(
        new URL(path, this.base),
        { method, headers, agent },
        (response) => {
          const parts = []
          response.on('data', (part) => parts.push(part))
          response.on('error', reject)
          response.on('end', () => {
            const set = response.headers['set-cookie']
            if (set) this.cookie = set[0].split(';')[0]
            try {
              resolve({
                status: response.statusCode,
                value: JSON.parse(Buffer.concat(parts).toString('utf8')),
              })
            } catch (error) {
              reject(error)
            }
          })
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  async must(method, path, value) {
    const reply = await this.ask(method, path, value)
    if (reply.status !== 200)
      throw new Error(
        `${method} ${path} ${JSON.stringify(value ?? null)}: ${reply.status} ${JSON.stringify(reply.value)}`,
      )
    return reply.value
  }
  get(path) {
    return this.must('GET', path)
  }
  post(path, value = {}) {
    return this.must('POST', path, value)
  }
}
export async function signedIn(base, login, password) {
  const person = new Person(base)
  await person.post('/api/login', { login, password })
  return person
}
export async function until(what, ask, ms = 20000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) if (await ask()) return
  throw new Error(`${what}: not within ${ms / 1000} seconds`)
}
export const day = (text, days) =>
  new Date(Date.parse(`${text}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10)
