// An independent reading of ESC/POS: bytes in, what a printer would do out. It knows the commands
// of the public references and stops at any other.
const gb18030 = new TextDecoder('gb18030', { fatal: true })

/** Reads one stream from its beginning. `feed` may be called piece by piece; `ops` grows: text, picture, feed, cut, ask. */
export class Reader {
  constructor() {
    this.ops = []
    this.rest = Buffer.alloc(0)
    this.reset()
  }
  reset() {
    Object.assign(this, {
      align: 'left',
      bold: false,
      width: 1,
      height: 1,
      spacing: 30,
      chinese: true,
    })
    this.line = []
  }
  feed(bytes) {
    this.rest = Buffer.concat([this.rest, bytes])
    for (let used; (used = this.step(this.rest)) > 0;) this.rest = this.rest.subarray(used)
    return this.ops
  }
  flush(dots) {
    if (this.line.length)
      this.ops.push({
        kind: 'text',
        bytes: Buffer.from(this.line),
        text: gb18030.decode(Buffer.from(this.line)),
        align: this.align,
        bold: this.bold,
        width: this.width,
        height: this.height,
        spacing: this.spacing,
      })
    else if (dots) this.ops.push({ kind: 'feed', dots })
    this.line = []
  }
  /** How many bytes the next command took; 0 when not all of it is here. */
  step(b) {
    if (!b.length) return 0
    const need = (n) => b.length >= n
    const c = b[0]
    if (c === 0x0a) {
      this.flush(this.spacing)
      return 1
    }
    if (c === 0x10) {
      if (!need(3)) return 0
      if (b[1] !== 0x04) throw new Error(`DLE ${b[1]}`)
      this.ops.push({ kind: 'ask', query: b[2] })
      return 3
    }
    if (c === 0x1b) {
      if (!need(2)) return 0
      if (b[1] === 0x40) {
        this.reset()
        this.ops.push({ kind: 'begin' })
        return 2
      }
      if (!need(3)) return 0
      const n = b[2]
      if (b[1] === 0x61) this.align = ['left', 'centre', 'right'][n]
      else if (b[1] === 0x45) this.bold = (n & 1) === 1
      else if (b[1] === 0x33) this.spacing = n
      else if (b[1] === 0x4a) this.flush(n)
      else throw new Error(`ESC ${b[1].toString(16)}`)
      return 3
    }
    if (c === 0x1c) {
      if (!need(2)) return 0
      if (b[1] !== 0x26) throw new Error(`FS ${b[1].toString(16)}`)
      this.chinese = true
      return 2
    }
    if (c === 0x1d) {
      if (!need(3)) return 0
      if (b[1] === 0x21) {
        this.width = (b[2] >> 4) + 1
        this.height = (b[2] & 15) + 1
        return 3
      }
      if (b[1] === 0x72) {
        this.ops.push({ kind: 'ask', query: 'done' })
        return 3
      }
      if (b[1] === 0x56) {
        if (!need(4)) return 0
        this.ops.push({ kind: 'cut', feed: b[3] })
        return 4
      }
      if (b[1] === 0x76) {
        if (!need(8)) return 0
        const across = b[4] + 256 * b[5],
          down = b[6] + 256 * b[7]
        if (b[2] !== 0x30 || b[3] !== 0) throw new Error('GS v of another mode')
        if (!need(8 + across * down)) return 0
        this.flush(0)
        this.ops.push({
          kind: 'picture',
          across,
          down,
          dots: Buffer.from(b.subarray(8, 8 + across * down)),
        })
        return 8 + across * down
      }
      throw new Error(`GS ${b[1].toString(16)}`)
    }
    if (c < 0x20 || c === 0x7f) throw new Error(`control ${c.toString(16)}`)
    // one character: a wrong or cut one throws in the decoder when its line ends
    const n = c < 0x80 ? 1 : !need(2) ? 0 : b[1] >= 0x30 && b[1] <= 0x39 ? 4 : 2
    if (!n || !need(n)) return 0
    this.line.push(...b.subarray(0, n))
    return n
  }
}

/** Bands of one picture that was sent in pieces become one again: pieces with nothing between them, the same width, the earlier ones 255 high. */
export function joined(ops) {
  const out = []
  for (const op of ops) {
    const last = out[out.length - 1]
    if (
      op.kind === 'picture' &&
      last?.kind === 'picture' &&
      last.whole === false &&
      last.across === op.across
    ) {
      last.dots = Buffer.concat([last.dots, op.dots])
      last.down += op.down
      last.whole = op.down < 255
    } else out.push(op.kind === 'picture' ? { ...op, whole: op.down < 255 } : op)
  }
  return out
}

/** 24 rows of 24 dots at a column of 12 dots, as strings of 0 and 1. */
export function cell(picture, column, size = 1) {
  const rows = []
  for (let y = 0; y < 24; y++) {
    let row = ''
    for (let x = 0; x < 24; x++) {
      const at = column * 12 * size + x * size
      row += (picture.dots[y * size * picture.across + (at >> 3)] >> (7 - (at & 7))) & 1
    }
    rows.push(row)
  }
  return rows
}
