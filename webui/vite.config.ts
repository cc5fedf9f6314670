import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'
import { readdirSync } from 'node:fs'

// One HTML entry per screen; chrome87 is the oldest browser that halls still have.
const screens = readdirSync(__dirname).filter((name) => name.endsWith('.html'))

const BASE = ['node_modules/vue/', 'node_modules/@vue/', 'node_modules/openapi-fetch/', 'vite/preload-helper', 'plugin-vue:export-helper', 'kit/kit.css', 'kit/Toasts.vue', 'kit/citizen.css',
  ...['again', 'api', 'clock', 'format', 'keep', 'link', 'live', 'mount', 'press', 'session', 'stream', 'toast', 'who'].map((name) => `src/lib/${name}.ts`)]

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    target: 'chrome87',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What every page needs is one file: a request costs an old tablet more than the few bytes that one page would not use.
    rollupOptions: { input: screens, output: { manualChunks: (id) => (BASE.some((part) => id.includes(part)) ? 'base' : undefined) } },
  },
  test: { environment: 'node', include: ['test/unit/**/*.test.ts'] },
} as never)
