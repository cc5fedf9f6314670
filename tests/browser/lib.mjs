// What every browser story needs: Chromium, a screen of its own per person, pictures in
// build/pictures, axe, and a list of page faults.
import { mkdirSync } from 'node:fs'
import { join, resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import AxeBuilder from '@axe-core/playwright'
import { check, equal, finish, png } from '../lib/client.mjs'

export const pictures = resolve(dirname(fileURLToPath(import.meta.url)), '../../build/pictures')
mkdirSync(pictures, { recursive: true })
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ],
})
export const faults = []
export const contexts = []

export async function screen(base, path, size = { width: 1280, height: 800 }) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(60000)
  page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`))
  page.on('response', (reply) => {
    if (reply.status() >= 500) faults.push(`${path}: ${reply.status()} ${reply.url()}`)
  })
  await page.goto(`${base}${path}`)
  return page
}
export const test = (page, name) => page.locator(`[data-test="${name}"]`)
export async function signIn(page, login, password = 'minihall2026') {
  await test(page, 'login').fill(login)
  await test(page, 'password').fill(password)
  await test(page, 'sign-in').click()
  await test(page, 'who').waitFor()
}
export async function picture(page, name) {
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}
/** `every`: best practice and WCAG 2.1 and 2.2 too, with the size of targets, which axe leaves out
 * unless it is asked for. `without`: what is like the rest, where it would be thousands. */
export async function accessible(page, name, { every = false, without = '' } = {}) {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((a) => a.effect.getComputedTiming().endTime < Infinity)
        .map((a) => a.finished.catch(() => {})),
    ),
  ) // half a transition has no colours of its own
  const axe = new AxeBuilder({ page })
  if (without) axe.exclude(without)
  const result = await (
    every
      ? axe.options({ rules: { 'target-size': { enabled: true } } })
      : axe.withTags(['wcag2a', 'wcag2aa'])
  ).analyze()
  equal(
    `axe finds nothing on ${name}`,
    result.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`),
    [],
  )
}

// A real PNG that looks like a sheet of paper with writing on it.
export function paper(seed) {
  return png(
    600,
    Array.from({ length: 420 }, (_, y) => {
      const row = Buffer.alloc(600 * 3, 250)
      for (let x = 0; x < 600; x++) {
        const ink =
          y % 36 > 12 &&
          y % 36 < 22 &&
          x > 50 &&
          x < 540 - ((y * seed) % 140) &&
          (x * 7 + y * seed) % 11 < 5
        if (ink) row.fill(60, x * 3, x * 3 + 3)
      }
      return row
    }),
  )
}

// Runs in the page before anything of it: when the first thing is painted, when `ready` is on the
// screen, and how far things jump.
const watchPaint = (ready) => {
  const seen = { fcp: 0, ready: 0, cls: 0 }
  window.__paint = seen
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime
  }).observe({ type: 'paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    if (document.querySelector(ready))
      requestAnimationFrame(() => {
        seen.ready = performance.now()
      })
    else requestAnimationFrame(look)
  }
  look()
}
/** One cold opening of a page: first paint and data on the screen in ms, layout shift, requests. `token`: a device's; `slower`: CPU throttling. */
export async function opening(base, path, ready, { token = '', slower = 1, settle = 600 } = {}) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  if (token) {
    // enrolled before: what is measured is a device's everyday start
    await page.goto(`${base}/ca.crt`).catch(() => null)
    await context.request.post(`${base}/api/enrol`, {
      data: { token },
      headers: { 'Idempotency-Key': String(Math.random()).slice(2).padEnd(16, '0') },
    })
  }
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (slower > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  let requests = 0
  page.on('request', () => {
    requests += 1
  })
  page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`))
  await page.addInitScript(watchPaint, ready)
  await page.goto(`${base}${path}`)
  await page.waitForFunction(() => window.__paint.ready > 0, null, { timeout: 60000 })
  await page.waitForTimeout(settle * Math.max(1, slower / 3)) // what comes late still moves things
  const seen = await page.evaluate(() => window.__paint)
  await context.close()
  return {
    fcp: Math.round(seen.fcp),
    ready: Math.round(seen.ready),
    cls: Number(seen.cls.toFixed(4)),
    requests,
  }
}

/** Runs a story on its nodes; whatever happens, the browser and the nodes end, and what a person would have seen at a failure is kept as pictures. */
export async function story(name, nodes, tell) {
  try {
    await tell()
    equal('no page fault', faults, [])
  } catch (error) {
    let i = 0
    for (const context of contexts)
      for (const page of context.pages())
        await page.screenshot({ path: join(pictures, `failed-${name}-${i++}.png`) }).catch(() => {})
    check(
      `the story ${name} runs to its end`,
      `${error.stack}\n${faults.join('\n')}\n${nodes.log('hall').slice(-1500)}`,
    )
  } finally {
    await browser.close()
    await nodes.end()
  }
  finish()
  // what a story that broke off left open (a socket, a wait) must not keep the suite
  setTimeout(() => process.exit(), 3000).unref()
}
