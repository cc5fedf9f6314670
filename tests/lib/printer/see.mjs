// A slip as somebody sees it: its texts, its code, its picture in build/pictures.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joined } from './escpos.mjs'

const here = dirname(fileURLToPath(import.meta.url))
export const pictures = resolve(here, '../../../build/pictures')

export const texts = (ops) => ops.filter((op) => op.kind === 'text').map((op) => op.text)

/** Draws the slip and returns the file's name. */
export function see(ops, paper, name) {
  mkdirSync(pictures, { recursive: true })
  const file = join(pictures, `${name}.png`)
  const plain = joined(ops).map((op) => ({
    ...op,
    bytes: undefined,
    dots: op.dots instanceof Buffer ? op.dots.toString('base64') : op.dots,
  }))
  const drawn = spawnSync('/usr/bin/python3', [join(here, 'draw.py'), 'slip', file], {
    input: JSON.stringify({ paper, ops: plain }),
    encoding: 'utf8',
  })
  if (drawn.status !== 0) throw new Error(`draw: ${drawn.stderr}`)
  return file
}

/** What a scanner reads off the paper. */
export function qrOf(ops, paper) {
  const read = spawnSync(
    'zbarimg',
    ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', see(ops, paper, 'slip-scanned')],
    { encoding: 'utf8' },
  )
  return read.stdout.trim()
}

/** How characters look when another library draws them: {character: 24 rows of 0 and 1}. */
export function drawn(characters) {
  const run = spawnSync('/usr/bin/python3', [join(here, 'draw.py'), 'cells'], {
    input: JSON.stringify({ characters }),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (run.status !== 0) throw new Error(`draw: ${run.stderr}`)
  return JSON.parse(run.stdout)
}
