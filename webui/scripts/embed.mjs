// embed.mjs DIST OUT.c: every file once raw, and gzip and brotli where they are smaller, as one C
// table sorted by path.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [dist, out] = process.argv.slice(2).map((p) => resolve(p))
const MIME = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
  '.json': 'application/json',
}
const walk = (dir) =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
const files = walk(dist)
  .map((path) => ({ path, url: `/${relative(dist, path)}` }))
  .filter((f) => !f.url.split('/').pop().startsWith('.'))
  .sort((a, b) => (a.url < b.url ? -1 : 1))
const store = join(dirname(out), 'assets')
mkdirSync(store, { recursive: true })
const everything = createHash('sha256')
let total = 0
let code = '/* Made by webui/scripts/embed.mjs. */\n#include "http/assets.h"\n\n'
const table = []
const put = (name, bytes) => {
  const path = join(store, name)
  writeFileSync(path, bytes)
  // relative to the directory the compiler runs in, so that two checkouts make the same bytes
  code += `__asm__(".section .rodata\\n.balign 16\\n.global ${name}\\n${name}:\\n.incbin \\"${relative(process.env.EMBED_BASE ?? resolve(dirname(out), '../..'), path)}\\"\\n.previous\\n");\nextern const unsigned char ${name}[];\n`
  total += bytes.length
  return `{ ${name}, ${bytes.length} }`
}
files.forEach(({ path, url }, i) => {
  const raw = readFileSync(path)
  const hash = createHash('sha256').update(raw).digest('hex')
  everything.update(url).update(hash)
  const extension = url.slice(url.lastIndexOf('.'))
  const packed =
    extension === '.mp3'
      ? []
      : [
          ['gz', gzipSync(raw, { level: 9 })],
          ['br', brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })],
        ]
  const bodies = { raw: put(`asset_${i}_raw`, raw) }
  for (const [kind, bytes] of packed)
    bodies[kind] = bytes.length < raw.length ? put(`asset_${i}_${kind}`, bytes) : '{ 0, 0 }'
  table.push(
    `\t{ "${url}", "${MIME[extension] ?? 'application/octet-stream'}", "\\"${hash.slice(0, 20)}\\"", ${url.startsWith('/assets/')}, ${bodies.raw}, ${bodies.gz ?? '{ 0, 0 }'}, ${bodies.br ?? '{ 0, 0 }'} },`,
  )
})
code += `\nconst struct asset assets[] = {\n${table.join('\n')}\n};\nconst size_t asset_count = sizeof assets / sizeof *assets;\nconst char assets_version[] = "${everything.digest('hex').slice(0, 16)}";\n`
writeFileSync(out, code)
console.log(`webui: ${files.length} files, ${total} bytes embedded in three encodings`)
