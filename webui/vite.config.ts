import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { joinLines } from './scripts/chinese'
import { ownCalls } from './scripts/own'
import { pages } from './scripts/pages'

// What every page needs is one file: a request costs an old tablet more than the few bytes that one
// page would not use.
const BASE_LIB = 'again api clock format keep link live mount press session stream toast view who'
const BASE = [
  'node_modules/vue/',
  'node_modules/@vue/',
  'vite/preload-helper',
  'plugin-vue:export-helper',
  'kit/kit.css',
  'kit/citizen.css',
  'kit/Button.vue',
  'kit/controls.ts',
  'kit/Select.vue',
  'kit/Table.vue',
  'kit/Toasts.vue',
  ...BASE_LIB.split(' ').map((name) => `src/lib/${name}.ts`),
]
const chunk = (id: string) => (BASE.some((part) => id.includes(part)) ? 'base' : undefined)

// A page names every file that it loads: no name is longer than it must be.
const short = ({ name }: { name: string }) => `assets/${name.split('.')[0]}-[hash].js`

export default defineConfig({
  plugins: [
    vue({ template: { compilerOptions: { nodeTransforms: [joinLines] } } }),
    ownCalls(),
    pages(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    target: 'chrome87', // the oldest browser that halls still have
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { output: { manualChunks: chunk, chunkFileNames: short } },
  },
  test: { environment: 'node', include: ['test/unit/**/*.test.ts'] },
})
