import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'
import { readdirSync } from 'node:fs'

// One HTML entry per screen; chrome87 is the oldest browser that halls still have.
const screens = readdirSync(__dirname).filter((name) => name.endsWith('.html'))

export default defineConfig({
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    target: 'chrome87',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: screens },
  },
  test: { environment: 'happy-dom', include: ['test/unit/**/*.test.ts'] },
} as never)
