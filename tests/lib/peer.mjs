// A hall played by a script, with a key of its own: it says hello, seals and sends batches exactly
// as the product does, or as an enemy would.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { connect } from 'node:tls'
import { Client } from './client.mjs'

const sha256 = (data) => createHash('sha256').update(data).digest('hex')
const text = (data) => {
  const bytes = Buffer.from(data),
    length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

export class Key {
  constructor() {
    const pair = generateKeyPairSync('ed25519')
    this.private = pair.privateKey
    this.blob = Buffer.concat([
      text('ssh-ed25519'),
      text(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
    ])
    this.public = `ssh-ed25519 ${this.blob.toString('base64')}`
  }

  /** OpenSSH's SSHSIG, armoured. */
  sign(space, data) {
    const digest = createHash('sha512').update(data).digest()
    const tail = (last) => Buffer.concat([text(space), text(''), text('sha512'), text(last)])
    const signature = Buffer.concat([
      text('ssh-ed25519'),
      text(sign(null, Buffer.concat([Buffer.from('SSHSIG'), tail(digest)]), this.private)),
    ])
    const whole = Buffer.concat([
      Buffer.from('SSHSIG'),
      Buffer.from([0, 0, 0, 1]),
      text(this.blob),
      tail(signature),
    ])
    const lines = whole
      .toString('base64')
      .match(/.{1,70}/g)
      .join('\n')
    return `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`
  }
}

/** One entry of a tar, with whatever name, kind and size it claims. */
export function entry(name, data = '', { type = '0', link = '', claim = null } = {}) {
  const bytes = Buffer.from(data),
    head = Buffer.alloc(512)
  head.write(name, 0, 100)
  head.write('0000644\0' + '0000000\0' + '0000000\0', 100)
  head.write(`${(claim ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124)
  head.write('00000000000\0', 136)
  head.write('        ', 148)
  head.write(type, 156)
  head.write(link, 157, 100)
  head.write('ustar\0' + '00', 257)
  head.write(
    `${head
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return Buffer.concat([head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
}
export const tar = (...entries) => Buffer.concat([...entries, Buffer.alloc(1024)])

/** A zstd frame made by hand: stored blocks, then `zeros` bytes of zero in four bytes for each 128 KiB; window: its logarithm. */
export function zstd(data, { window = 20, zeros = 0, after = '' } = {}) {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (window - 10) << 3])]
  const block = (last, kind, size) => {
    const head = Buffer.alloc(3)
    head.writeUIntLE((last ? 1 : 0) | (kind << 1) | (size << 3), 0, 3)
    parts.push(head)
  }
  for (let at = 0; at < data.length; at += 131072) {
    const piece = data.subarray(at, at + 131072)
    block(false, 0, piece.length)
    parts.push(piece)
  }
  for (let left = zeros; left > 0; left -= 131072) {
    block(false, 1, Math.min(left, 131072))
    parts.push(Buffer.from([0]))
  }
  block(true, 0, 0)
  return Buffer.concat([...parts, Buffer.from(after)])
}

// Git's objects, as much as a ledger needs.
const object = (kind, data) =>
  createHash('sha1').update(`${kind} ${data.length}\0`).update(data).digest()
const tree = (entries) =>
  object(
    'tree',
    Buffer.concat(
      entries.map(([mode, name, id]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), id])),
    ),
  )

export class Peer {
  constructor(hubUrl, hub, node, name = node) {
    Object.assign(this, {
      hub,
      node,
      name,
      key: new Key(),
      counter: 0,
      seq: 0,
      head: '',
      batch: 0,
      previous: '',
      ledger: '',
      blobs: [],
    })
    this.client = new Client(hubUrl)
  }

  get card() {
    return JSON.stringify({
      node: this.node,
      name: this.name,
      public: this.key.public,
      hub: false,
      url: '',
      tls_pin: '',
    })
  }

  helloBody(more = {}) {
    return JSON.stringify({
      node: this.node,
      hub: this.hub,
      protocol: 2,
      counter: ++this.counter,
      heads: { seq: this.seq, hash: this.head },
      digest: { hall_seq: this.seq, hub_seq: 0, value: '' },
      have: { 0: 0 },
      sealed: { 1: this.batch },
      ledger: { up: '' },
      version: 'story',
      ...more,
    })
  }

  async sayHello(body = this.helloBody()) {
    this.said = body
    const signature = Buffer.from(this.key.sign('minihall-link', body)).toString('base64')
    const reply = await this.client.raw(
      'POST',
      '/link/hello',
      { 'content-type': 'application/json', 'minihall-signature': signature },
      body,
    )
    const value = JSON.parse(reply.body.toString('utf8'))
    if (reply.status === 200) this.token = value.token
    return { status: reply.status, code: value.error?.code, detail: value.error?.detail, value }
  }

  /** Lines of events.ndjson; each as this hall's next, unless it says otherwise. Nothing is remembered until keep(). */
  lines(events) {
    let { seq, head } = this
    const out = events.map((e) => {
      const form = {
        node: this.node,
        seq: ++seq,
        at: '2026-11-24T09:00:00.000+08:00',
        actor: 'x',
        subject: '1',
        prev: head,
        ...e,
      }
      const body = typeof form.body === 'string' ? form.body : JSON.stringify(form.body ?? {})
      head = sha256(
        JSON.stringify([
          form.node,
          form.seq,
          form.at,
          form.actor,
          form.kind,
          form.subject,
          body,
          form.prev,
        ]),
      )
      return JSON.stringify({
        actor: form.actor,
        at: form.at,
        body,
        hash: form.hash ?? head,
        kind: form.kind,
        node: form.node,
        prev: form.prev,
        seq: form.seq,
        subject: form.subject,
      })
    })
    this.next = { seq, head }
    return `${out.join('\n')}\n`
  }

  manifest(members, more = {}) {
    return JSON.stringify({
      format: 1,
      sender: this.node,
      stream: this.node,
      recipient: this.hub,
      lane: 1,
      seq: this.batch + 1,
      previous: this.previous,
      ledger: this.ledger,
      claimed_at: '2026-11-24T09:00:00.000+08:00',
      events: { first: this.seq + 1, last: this.seq + 1, head: '' },
      members: members.map(([name, data, claim]) => ({
        name,
        size: claim?.size ?? data.length,
        sha256: claim?.sha256 ?? sha256(data),
      })),
      ...more,
    })
  }

  /** The signed ledger entry that names this batch, and its id. */
  commit(lane, seq, manifest) {
    const blob = object('blob', Buffer.from(manifest))
    const entries = [...this.blobs, [`${String(seq).padStart(8, '0')}.json`, blob]]
    const top = tree([
      [
        '40000',
        String(lane),
        tree([['40000', '000000', tree(entries.map(([name, id]) => ['100644', name, id]))]]),
      ],
    ])
    const who = `${this.node} <${this.node}@minihall> ${Date.parse('2026-11-24T09:00:00+08:00') / 1000} +0800`
    const head = `tree ${top.toString('hex')}\n${this.ledger ? `parent ${this.ledger}\n` : ''}author ${who}\ncommitter ${who}\n`
    const message = `\nbatch ${lane}/${seq} ${sha256(manifest)}\n`
    const signature = this.key
      .sign('git', head + message)
      .trimEnd()
      .split('\n')
      .join('\n ')
    const raw = `${head}gpgsig ${signature}\n${message}`
    return { raw, id: object('commit', Buffer.from(raw)).toString('hex'), entries }
  }

  /** Sends an archive under a number; the status and the refusal's code. */
  async send(
    archive,
    { lane = 1, seq = this.batch + 1, commit, key = this.key, stop = false } = {},
  ) {
    const b64 = (value) => Buffer.from(String(value)).toString('base64')
    const metadata = {
      lane,
      seq,
      sha256: sha256(archive),
      sig: key.sign('minihall-batch', archive),
      commit: commit ?? this.commit(lane, seq, '{}').raw,
    }
    const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${this.token}` }
    const made = await this.client.raw(
      'POST',
      '/link/uploads',
      {
        ...headers,
        'upload-length': archive.length,
        'upload-metadata': Object.entries(metadata)
          .map(([name, value]) => `${name} ${b64(value)}`)
          .join(','),
      },
      '',
    )
    const code = (reply) => /"code":"(\w+)"/.exec(reply.body.toString('utf8'))?.[1]
    const detail = /"detail":"([^"]*)"/.exec(made.body.toString('utf8'))?.[1]
    if (made.status !== 201 || stop)
      return {
        status: made.status,
        code: code(made),
        detail,
        retry: made.headers['retry-after'],
        location: made.headers.location,
        headers,
      }
    const sent = await this.client.raw(
      'PATCH',
      made.headers.location,
      { ...headers, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
      archive,
    )
    return { status: sent.status, code: code(sent), location: made.headers.location, headers }
  }

  /** A PATCH that stays under way: half of its body is sent. Ends with what was answered and how long after cut() nothing more is taken. */
  half(location, headers, length) {
    const { hostname, port } = new URL(this.client.base)
    const socket = connect({ host: hostname, port, rejectUnauthorized: false })
    const upload = { answer: '', closed: null }
    const lines = {
      ...headers,
      host: `${hostname}:${port}`,
      'upload-offset': 0,
      'content-type': 'application/offset+octet-stream',
      'content-length': length,
    }
    const head = Object.entries(lines)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
    upload.open = new Promise((done) =>
      socket.on('secureConnect', () => {
        socket.write(`PATCH ${location} HTTP/1.1\r\n${head}\r\n`)
        socket.write(Buffer.alloc(length >> 1), () => setTimeout(done, 200))
      }),
    )
    socket.on('data', (part) => {
      upload.answer += part
    })
    socket.on('error', () => {})
    upload.ended = new Promise((done) =>
      socket.on('close', () => {
        upload.closed = Date.now()
        done()
      }),
    )
    upload.end = () => socket.destroy()
    return upload
  }

  /** An honest batch: sealed, entered into the ledger, sent and remembered. */
  async report(events) {
    const data = this.lines(events),
      members = [['events.ndjson', Buffer.from(data)]]
    const manifest = this.manifest(members, {
      events: { first: this.seq + 1, last: this.next.seq, head: this.next.head },
    })
    const entry_ = this.commit(1, this.batch + 1, manifest)
    const sent = await this.send(
      zstd(tar(entry('manifest.json', manifest), entry('events.ndjson', data))),
      { commit: entry_.raw },
    )
    if (sent.status !== 204) throw new Error(`${this.node}: ${sent.status} ${sent.code}`)
    Object.assign(this, this.next, {
      batch: this.batch + 1,
      previous: sha256(manifest),
      ledger: entry_.id,
      blobs: entry_.entries,
    })
  }
}
