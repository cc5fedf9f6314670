// The printer's side of the wire: a real TCP listener, or a pseudo-terminal as a device file. It
// prints what it is sent (into `slips`) and answers as a printer in its state would.
import net from 'node:net'
import { spawn } from 'node:child_process'
import { Reader } from './escpos.mjs'

export class Printer {
  constructor() {
    Object.assign(this, {
      paperOut: false,
      paperLow: false,
      coverOpen: false,
      offline: false,
      error: false,
      mute: false,
      holdDone: false,
      deafAfter: 0,
      slips: [],
      connections: 0,
      printing: new Set(),
      most: 0,
      held: [],
    })
  }
  async listen(port = 0) {
    this.server = net.createServer((socket) => {
      this.connections++
      socket.on('close', () => this.ends(socket))
      socket.on('error', () => {})
      this.attach(socket, (bytes) => {
        if (!socket.destroyed) socket.write(bytes)
      })
    })
    await new Promise((done) => this.server.listen(port, '127.0.0.1', done))
    this.port = this.server.address().port
    this.target = `127.0.0.1:${this.port}`
    return this
  }
  /** The same printer behind a device file. */
  async device() {
    this.helper = spawn('/usr/bin/python3', [new URL('pty.py', import.meta.url).pathname], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.target = await new Promise((done) =>
      this.helper.stdout.once('data', (first) => {
        const end = first.indexOf(10)
        this.attach(this.helper.stdout, (bytes) => this.helper.stdin.write(bytes))
        done(first.subarray(0, end).toString())
      }),
    )
    return this
  }
  attach(source, answer) {
    const reader = new Reader()
    let seen = 0
    source.on('data', (bytes) => {
      const ops = reader.feed(bytes)
      for (; seen < ops.length; seen++) {
        if (ops[seen].kind === 'begin') this.begins(source)
        if (ops[seen].kind === 'cut') this.ends(source)
        this.does(ops[seen], ops.slice(0, seen + 1), answer)
      }
      const current = ops.slice(ops.findLastIndex((op) => op.kind === 'begin'))
      if (this.deafAfter && current.length > this.deafAfter) source.destroy() // the plug is pulled
    })
  }
  /** A slip is begun by whoever sends: `most` is how many were under way at once. */
  begins(source) {
    this.printing.add(source)
    this.most = Math.max(this.most, this.printing.size)
  }
  ends(source) {
    this.printing.delete(source)
  }
  does(op, ops, answer) {
    if (op.kind === 'cut')
      this.slips.push(
        ops.slice(ops.findLastIndex((o) => o.kind === 'begin')).filter((o) => o.kind !== 'ask'),
      )
    if (op.kind !== 'ask' || this.mute) return
    if (op.query === 'done') {
      const give = () =>
        answer(Buffer.from([(this.paperLow ? 0x03 : 0) | (this.paperOut ? 0x0c : 0)]))
      if (this.holdDone) this.held.push(give)
      else give()
      return
    }
    const stopped = this.paperOut || this.coverOpen || this.offline || this.error
    const byte = {
      1: 0x12 | (stopped ? 0x08 : 0),
      2: 0x12 | (this.coverOpen ? 0x04 : 0) | (this.paperOut ? 0x20 : 0) | (this.error ? 0x40 : 0),
      3: 0x12 | (this.error ? 0x08 : 0),
      4: 0x12 | (this.paperLow || this.paperOut ? 0x0c : 0) | (this.paperOut ? 0x60 : 0),
    }[op.query]
    answer(Buffer.from([byte]))
  }
  release() {
    this.holdDone = false
    for (const give of this.held.splice(0)) give()
  }
  async close() {
    if (this.server)
      await new Promise((done) => {
        this.server.close(done)
        setTimeout(done, 500)
      })
    if (this.helper) this.helper.kill()
  }
}
