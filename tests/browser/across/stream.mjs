// Many pages in one browser: one event stream for all of them, so requests are not stuck behind it;
// all hear, all notice a lost server, all recover.
import { Client, check, equal } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { screen, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
// Connections that the hall has open, from the kernel's own table.
const connections = () => {
  const inodes = new Set(
    readdirSync(`/proc/${nodes.children.hall.pid}/fd`).map((fd) => {
      try {
        return /socket:\[(\d+)\]/.exec(
          readlinkSync(`/proc/${nodes.children.hall.pid}/fd/${fd}`),
        )?.[1]
      } catch {
        return undefined
      }
    }),
  )
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .filter((line) => {
      const part = line.trim().split(/\s+/)
      return part[3] === '01' && inodes.has(part[9])
    }).length
}

await story('stream', nodes, async () => {
  await nodes.start('hall')
  const first = await screen(nodes.hallUrl, '/board.html')
  const pages = [first]
  for (let i = 0; i < 9; i++) {
    const page = await first.context().newPage()
    await page.goto(`${nodes.hallUrl}/board.html`)
    pages.push(page)
  }
  const lost = (page) => page.locator('.lost').count()
  for (const page of pages) await page.locator('header').waitFor()
  const took = await pages[9].evaluate(async () => {
    const began = performance.now()
    await (await fetch('/api/version')).json()
    return performance.now() - began
  })
  check(`with ten pages open a request is answered at once (${took.toFixed(0)} ms)`, took < 2000)
  check(`ten pages do not hold ten connections (${connections()})`, connections() <= 6)

  const heard = Promise.all(
    pages.map((page) =>
      page.waitForResponse((r) => r.url().includes('/api/board'), { timeout: 20000 }),
    ),
  )
  const desk = new Client(nodes.hallUrl)
  await desk.signIn('clerk')
  await desk.post('/api/windows/1/sign-on')
  await heard
  check('an event reaches every page', true)

  await nodes.stop('hall', 'SIGKILL')
  for (const page of pages) await page.locator('.lost').waitFor({ timeout: 20000 })
  check('every page says that the server is lost', true)
  await nodes.start('hall')
  for (const page of pages)
    await page.waitForFunction(() => !document.querySelector('.lost'), null, { timeout: 40000 })
  equal('every page recovers', await Promise.all(pages.map(lost)), Array(10).fill(0))
  await pages[0].close()
  const still = Promise.all(
    pages
      .slice(1)
      .map((page) =>
        page.waitForResponse((r) => r.url().includes('/api/board'), { timeout: 20000 }),
      ),
  )
  await desk.post('/api/windows/1/pause', { paused: true })
  await still
  check('the others go on when one closes', true)
})
