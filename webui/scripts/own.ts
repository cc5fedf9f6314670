// A page carries the calls and limits that it uses and no others: each module that imports them
// gets a copy of its own, of which only what it names is left. A shared one would be a file more to
// fetch, with everything in it that any page needs.
import type { Plugin } from 'vite'
import { relative, resolve } from 'node:path'

const SHARED = /(?:\/lib|^\.)\/(calls|limits)$/

export function ownCalls(): Plugin {
  const root = process.cwd()
  return {
    name: 'minihall-own-calls',
    enforce: 'pre',
    resolveId(source, importer) {
      const name = SHARED.exec(source)?.[1]
      if (!name || !importer) return
      return `${resolve(root, 'src/lib', `${name}.ts`)}?of=${relative(root, importer)}`
    },
  }
}
