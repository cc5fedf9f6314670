import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { joinLines } from './scripts/chinese'
import { ownCalls } from './scripts/own'
import { pages } from './scripts/pages'

// What every page needs is one file: a request costs an old tablet more than the few bytes that one
// page would not use.
const BASE_LIB = 'again api clock format keep link live mount press session stream toast who'
const BASE = [
  'node_modules/vue/',
  'node_modules/@vue/',
  'vite/preload-helper',
  'plugin-vue:export-helper',
  'kit/kit.css',
  'kit/citizen.css',
  'kit/Field.vue',
  'kit/Input.vue',
  'kit/Select.vue',
  'kit/TextArea.vue',
  'kit/model.ts',
  'kit/Toasts.vue',
  ...BASE_LIB.split(' ').map((name) => `src/lib/${name}.ts`),
]
const chunk = (id: string) => (BASE.some((part) => id.includes(part)) ? 'base' : undefined)

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
    rollupOptions: { output: { manualChunks: chunk } },
  },
  test: { environment: 'node', include: ['test/unit/**/*.test.ts'] },
})
