// A small HTTPS client for stories: cookies, JSON, tus. TLS certificates are the node's own, so
// they are not checked here.
import { appendFileSync } from 'node:fs'
import https from 'node:https'
import { createHash, randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'

// Longer than any answer takes on a machine that does much else.
const ANSWER_MS = 60_000

// What this story exercised: routes asked for, refusals met. all.mjs compares the sum of all
// stories with the product's own lists.
const asked = new Set()
const refusals = new Set()
/** A refusal that a story read by itself. */
export const met = (code) => refusals.add(code)

const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})
const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type), data]),
    out = Buffer.alloc(body.length + 8)
  let crc = 0xffffffff
  for (const byte of body) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)
  return out
}
/** A real PNG, of rows of 3 bytes a point. */
export function png(width, rows) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(rows.length, 4)
  head[8] = 8
  head[9] = 2
  const lines = Buffer.concat(rows.flatMap((row) => [Buffer.from([0]), row]))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
/** A photo of noise, which does not compress: about 3 * side * side bytes, another for each n. */
export function photo(n, side = 8) {
  let x = (n * 2654435761 + 1) >>> 0
  const noise = () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    return x >>> 24
  }
  return png(
    side,
    Array.from({ length: side }, () => Buffer.from(Array.from({ length: side * 3 }, noise))),
  )
}

/** The smallest PDF that readers open. */
export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n' +
    'xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n96\n%%EOF\n',
)

export class Client {
  /** from: this machine's address to ask from, another of the loopback network's for somebody elsewhere. */
  constructor(base, from) {
    this.base = base
    this.cookie = ''
    this.agent = new https.Agent({ rejectUnauthorized: false, keepAlive: true, localAddress: from })
  }

  raw(method, path, headers = {}, body = null) {
    return new Promise((resolve, reject) => {
      const url = new URL(path, this.base)
      asked.add(`${method} ${url.pathname}`)
      const all = { ...headers }
      if (this.cookie) all.cookie = this.cookie
      if (body !== null) all['content-length'] = Buffer.byteLength(body)
      const request = https.request(
        url,
        { method, headers: all, agent: this.agent },
        (response) => {
          const parts = []
          response.on('data', (part) => parts.push(part))
          response.on('end', () => {
            const set = response.headers['set-cookie']
            if (set) this.cookie = set[0].split(';')[0]
            const refused =
              response.statusCode >= 400
                ? /"error":\{"code":"(\w+)"/.exec(Buffer.concat(parts).toString('utf8'))
                : null
            if (refused) refusals.add(refused[1])
            resolve({
              status: response.statusCode,
              headers: response.headers,
              body: Buffer.concat(parts),
            })
          })
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.setTimeout(ANSWER_MS, () => request.destroy(new Error('timeout')))
      if (body !== null) request.write(body)
      request.end()
    })
  }

  /** Announces a body and sends none of it; the refusal's code. */
  announce(method, path, length) {
    return new Promise((resolve, reject) => {
      asked.add(`${method} ${path}`)
      const request = https.request(
        new URL(path, this.base),
        {
          method,
          headers: { 'content-type': 'application/json', 'content-length': length },
          agent: false,
          rejectUnauthorized: false,
        },
        (response) => {
          let text = ''
          response.on('data', (part) => {
            text += part
          })
          response.on('end', () => {
            const { code } = JSON.parse(text).error
            refusals.add(code)
            request.destroy()
            resolve(code)
          })
        },
      )
      request.on('error', reject)
      request.setTimeout(ANSWER_MS, () => request.destroy(new Error('timeout')))
      request.flushHeaders()
    })
  }

  async call(method, path, value, key) {
    const headers = {}
    let body = null
    if (value !== undefined) {
      body = JSON.stringify(value)
      headers['content-type'] = 'application/json'
    }
    if (method === 'POST') headers['idempotency-key'] = key ?? randomUUID()
    const reply = await this.raw(method, path, headers, body)
    let parsed = null
    try {
      parsed = JSON.parse(reply.body.toString('utf8'))
    } catch {
      /* not JSON: status tells */
    }
    return { status: reply.status, value: parsed }
  }

  async must(method, path, value, key) {
    const reply = await this.call(method, path, value, key)
    if (reply.status !== 200)
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.value)}`)
    return reply.value
  }

  get(path) {
    return this.must('GET', path)
  }
  post(path, value = {}, key) {
    return this.must('POST', path, value, key)
  }
  async refused(path, value, code) {
    const reply = await this.call('POST', path, value)
    return reply.value?.error?.code === code
      ? true
      : `${path}: wanted ${code}, got ${reply.status} ${JSON.stringify(reply.value)}`
  }

  /** What the stream of events tells in this time, after the event of that number. */
  hear(last = '0', ms = 900) {
    return new Promise((done) => {
      const headers = { ...(this.cookie ? { cookie: this.cookie } : {}), 'last-event-id': last }
      const options = { headers, rejectUnauthorized: false, agent: false }
      const request = https.get(new URL('/api/events', this.base), options, (reply) => {
        let got = ''
        reply.on('data', (piece) => {
          got += piece
        })
        setTimeout(() => {
          request.destroy()
          done(got)
        }, ms)
      })
      request.on('error', () => {})
    })
  }

  // A ticket whose number is on the screen: taken and confirmed.
  async ticket(wish, key) {
    const taken = await this.post('/api/tickets', wish, key)
    return this.post(`/api/tickets/${taken.id}/confirm`, { by: 'screen' })
  }

  signIn(login, password = 'minihall2026') {
    return this.post('/api/login', { login, password })
  }

  // One photo, in two PATCHes, as a page on a poor link would.
  async upload(caseId, material, name, bytes) {
    const b64 = (text) => Buffer.from(String(text)).toString('base64')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const made = await this.raw(
      'POST',
      '/api/uploads',
      {
        'tus-resumable': '1.0.0',
        'upload-length': bytes.length,
        'upload-metadata': `case ${b64(caseId)},material ${b64(material)},name ${b64(name)},sha256 ${b64(sha256)}`,
      },
      '',
    )
    if (made.status !== 201) throw new Error(`upload: ${made.status} ${made.body}`)
    const place = made.headers.location
    for (const [from, to] of [
      [0, bytes.length >> 1],
      [bytes.length >> 1, bytes.length],
    ]) {
      const head = await this.raw('HEAD', place, { 'tus-resumable': '1.0.0' })
      if (Number(head.headers['upload-offset']) !== from)
        throw new Error(`offset ${head.headers['upload-offset']}, wanted ${from}`)
      const part = await this.raw(
        'PATCH',
        place,
        {
          'tus-resumable': '1.0.0',
          'upload-offset': from,
          'content-type': 'application/offset+octet-stream',
          'upload-checksum': `sha256 ${createHash('sha256').update(bytes.subarray(from, to)).digest('base64')}`,
        },
        bytes.subarray(from, to),
      )
      if (part.status !== 204) throw new Error(`patch: ${part.status} ${part.body}`)
    }
    return sha256
  }
}

let passed = 0
let failed = 0
/** A fact with its name; `got` (or what it gives when called) is what is said when it does not hold.
 * With two words `good` is true or what was wrong instead, as `refused()` answers. */
export function check(name, good, ...got) {
  if (got.length ? good : good === true) {
    passed++
    console.log(`ok ${name}`)
    return
  }
  failed++
  const [what] = got.length ? got : [good]
  const said = typeof what === 'function' ? what() : what
  console.log(`not ok ${name}: ${typeof said === 'string' ? said : JSON.stringify(said)}`)
}
export function equal(name, got, want) {
  check(
    name,
    JSON.stringify(got) === JSON.stringify(want),
    () => `got ${JSON.stringify(got)}, wanted ${JSON.stringify(want)}`,
  )
}
export function finish() {
  if (process.env.STORY_SEEN)
    appendFileSync(
      process.env.STORY_SEEN,
      [...asked].map((a) => `route ${a}\n`).join('') +
        [...refusals].map((r) => `refusal ${r}\n`).join(''),
    )
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
}
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
/** For until(): the hall has sent everything, and both sides count the same. */
export const agrees = (director) => async () => {
  const s = await director.get('/api/status')
  return s.unsent === 0 && s.agreed === 'equal' ? true : [s.unsent, s.agreed, s.link_text]
}
export async function until(name, ask, ms = 30000) {
  const end = Date.now() + ms
  let last = ''
  while (Date.now() < end) {
    try {
      const answer = await ask()
      if (answer === true) return check(name, true)
      last = answer
    } catch (error) {
      last = error.message
    }
    await sleep(200)
  }
  check(name, `not within ${ms} ms: ${JSON.stringify(last)}`)
}
