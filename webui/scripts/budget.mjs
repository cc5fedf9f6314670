// What a screen loads first, JavaScript, style and HTML in brotli, must stay within its budget.
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

const BUDGET = {
  kiosk: 40, board: 40, rate: 40, progress: 40, self: 40, slip: 40, index: 40, sign: 40,
  desk: 70, guide: 70, office: 70, issue: 70, status: 70, hub: 70, setup: 70, cases: 70,
  appointments: 70, roster: 70, village: 70, lists: 40, orders: 70, backstop: 70, help: 70,
  people: 70, me: 70, honours: 40, director: 75, facilities: 70,
}
const WITH_LATE = ['director'] // its charts come late and count
let over = 0
for (const [screen, limit] of Object.entries(BUDGET)) {
  const seen = new Set()
  const add = (path) => {
    if (seen.has(path)) return
    seen.add(path)
    const text = readFileSync(`dist${path}`, 'utf8')
    for (const [, href] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) add(href)
    if (path.endsWith('.js')) for (const [, name] of text.matchAll(/(?:import|from)\s*"\.\/([^"]+)"/g)) add(`/assets/${name}`)
    if (path.endsWith('.js') && WITH_LATE.includes(screen)) for (const [, name] of text.matchAll(/import\("\.\/([^"]+)"\)/g)) add(`/assets/${name}`)
  }
  add(`/${screen}.html`)
  const size = [...seen].reduce((sum, path) => sum + brotliCompressSync(readFileSync(`dist${path}`)).length, 0) / 1024
  console.log(`${screen}: ${size.toFixed(1)} KB of ${limit}`)
  if (size > limit) over++
}
process.exit(over ? 1 : 0)
