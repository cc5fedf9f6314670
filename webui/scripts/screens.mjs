// The table of screens for scripts that Node runs without a bundler.
import { readFileSync } from 'node:fs'
import { transformWithEsbuild } from 'vite'

const source = readFileSync(new URL('../screens.ts', import.meta.url), 'utf8')
const { code } = await transformWithEsbuild(source, 'screens.ts', { sourcemap: false })
export const { SCREENS } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
