// What a screen loads first, JavaScript, style and HTML in brotli, must stay within its budget.
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { SCREENS } from './screens.mjs'

const LINKED = /(?:src|href)="(\/assets\/[^"]+)"/g
const IMPORTED = /(?:import|from)\s*"\.\/([^"]+)"/g
const LATE = /import\("\.\/([^"]+)"\)/g

/** The files that are fetched for one that is opened. */
function fetched(path, late, seen = new Set()) {
  if (seen.has(path)) return seen
  seen.add(path)
  const text = readFileSync(`dist${path}`, 'utf8')
  for (const [, href] of text.matchAll(LINKED)) fetched(href, late, seen)
  if (!path.endsWith('.js')) return seen
  for (const [, name] of text.matchAll(IMPORTED)) fetched(`/assets/${name}`, late, seen)
  if (late) for (const [, name] of text.matchAll(LATE)) fetched(`/assets/${name}`, late, seen)
  return seen
}

let over = 0
for (const { name, budget, late } of SCREENS) {
  let bytes = 0
  for (const path of fetched(`/${name}.html`, late)) {
    bytes += brotliCompressSync(readFileSync(`dist${path}`)).length
  }
  const size = bytes / 1024
  console.log(`${name}: ${size.toFixed(1)} KB of ${budget}`)
  if (size > budget) over++
}
process.exit(over ? 1 : 0)
