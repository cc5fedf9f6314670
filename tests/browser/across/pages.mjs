// Every page there is, by whoever may see it: axe finds nothing by any of its rules, at the usual
// size and in large print; at 200 % nothing runs off the side, on a desk and on a phone. A page
// that this table does not name fails the story, so a new one cannot be forgotten.
import { readdirSync } from 'node:fs'
import { check, equal, Client, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, screen, signIn, story, test } from '../lib.mjs'

// page -> who signs in: '' nobody, a device's token, or an account. `at`: what follows the page's
// name.
const PAGES = {
  index: {},
  progress: {},
  board: {},
  kiosk: { token: 'kiosk' },
  rate: { token: 'rater1' },
  desk: { login: 'clerk' },
  office: { login: 'approver' },
  issue: { login: 'issuer' },
  status: { login: 'director' },
  appointments: { login: 'guide' },
  roster: { login: 'director' },
  village: { login: 'village' },
  lists: {},
  orders: { login: 'supervisor' },
  cases: { login: 'supervisor' },
  backstop: { login: 'supervisor' },
  help: { login: 'director' },
  guide: { login: 'guide' },
  setup: { login: 'director' },
  self: {},
  sign: {},
  slip: {},
  hub: { login: 'county', county: true },
  people: { login: 'director' },
  me: { login: 'clerk' },
  honours: {},
  director: { login: 'director' },
  facilities: { login: 'director' },
}
const files = readdirSync(new URL('../../../webui/dist', import.meta.url))
  .filter((f) => f.endsWith('.html'))
  .map((f) => f.replace('.html', ''))
const nodes = await Nodes.make()

async function overflow(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - window.innerWidth
    if (wide <= 1) return ''
    const guilty = [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(-1)[0]
    return `${wide} px: ${guilty?.outerHTML.slice(0, 120)}`
  })
}

await story('pages', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  equal(
    'every page is in the table',
    files.filter((f) => !PAGES[f]),
    [],
  )
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until(
    'the catalogue is there',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  for (let i = 0; i < 6; i++) {
    const ticket = await kiosk.post('/api/tickets', {
      zone: i % 2 ? 'general' : 'public_security',
      priority: i === 3 ? 'elder' : 'none',
      items: [],
    })
    await kiosk.post(`/api/tickets/${ticket.id}/confirm`, { by: 'screen' })
  }
  for (const name of files) {
    const how = PAGES[name] ?? {}
    const page = await screen(
      how.county ? nodes.hubUrl : nodes.hallUrl,
      `/${name}.html${how.at ?? ''}${how.token ? `#token=${nodes.token(how.token)}` : ''}`,
      { width: 1280, height: 900 },
    )
    if (how.login) await signIn(page, how.login)
    await page.waitForTimeout(700)
    await accessible(page, name, { every: true })
    await page.evaluate(() => {
      document.documentElement.dataset.elder = '1'
    })
    await accessible(page, `${name} in large print`, { every: true })
    await page.evaluate(() => {
      document.documentElement.dataset.elder = '0'
    })
    // 200 % on a 1280 px desk is a window of 640 px; a phone is 360 px wide, and text twice as
    // large on it is asked of the citizens' own pages
    await page.setViewportSize({ width: 640, height: 450 })
    await page.waitForTimeout(150)
    const desk = await overflow(page)
    check(`${name} at 200 %`, desk === '', desk)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.waitForTimeout(150)
    const phone = await overflow(page)
    check(`${name} on a phone`, phone === '', phone)
    await page.context().close()
  }
  const fresh = await screen(nodes.hallUrl, '/desk.html')
  await test(fresh, 'login').waitFor()
  await accessible(fresh, 'a page before signing in', { every: true })
})
