// The pages of screens.ts, as Vite sees them: no file lies behind an entry's HTML and its first
// module.
import type { Plugin } from 'vite'
import { resolve } from 'node:path'
import { DOORS, SCREENS, type Screen } from '../screens'

const DOOR_LIST = 'virtual:doors'
const ENTRY = '/virtual:entry/'

const html = (screen: Screen) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${screen.title}</title>
<link rel="icon" href="/icon.svg">
</head>
<body${headed(screen) ? ` data-roles="${screen.roles?.join(' ')}"` : ''}>
<div id="app"></div>
<noscript>这个页面需要浏览器允许运行脚本。</noscript>
<script type="module" src="${ENTRY}${screen.name}"></script>
</body>
</html>
`

/** A page that somebody signs in to has a head, and what stands under it. */
const headed = (screen: Screen) => screen.audience !== 'citizen'

const entry = (screen: Screen) => `
import '@/kit/kit.css'
${screen.touch ? "import '@/kit/citizen.css'" : ''}
import { mount } from '@/lib/mount'
import App from '@/screens/${screen.audience}/${screen.name}/App.vue'
${headed(screen) ? "import '@/parts/place/notices'" : ''}

mount(App)
`

export function pages(): Plugin {
  const root = process.cwd()
  const byFile = new Map(SCREENS.map((s) => [resolve(root, `${s.name}.html`), s]))
  const byEntry = new Map(SCREENS.map((s) => [ENTRY + s.name, s]))
  return {
    name: 'minihall-pages',
    config: () => ({ build: { rollupOptions: { input: [...byFile.keys()].sort() } } }),
    resolveId: (id) => {
      if (id === DOOR_LIST) return `\0${DOOR_LIST}`
      if (byEntry.has(id) || byFile.has(id)) return id
    },
    load(id) {
      if (id === `\0${DOOR_LIST}`) return `export const DOORS = ${JSON.stringify(DOORS)}`
      const page = byFile.get(id)
      if (page) return html(page)
      const main = byEntry.get(id)
      if (main) return entry(main)
    },
    configureServer: (server) => {
      server.middlewares.use(async (request, reply, next) => {
        const path = request.url === '/' ? '/index.html' : (request.url ?? '').split('?')[0]
        const screen = SCREENS.find((s) => path === `/${s.name}.html`)
        if (!screen) return next()
        reply.setHeader('Content-Type', 'text/html')
        reply.end(await server.transformIndexHtml(path, html(screen)))
      })
    },
  }
}
