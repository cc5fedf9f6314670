// A busy morning: eight windows and two kiosks in real pages, 300 tickets, and the hall killed with
// SIGKILL in the middle. Every number that a citizen saw on a kiosk is served exactly once at
// exactly one window, none is lost, none is doubled, and boards and desks recover by themselves.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client, check, equal, sleep } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const TICKETS = Number(process.env.TICKETS ?? 300)
const WINDOWS = 8
// the county has a quiet morning
const nodes = await Nodes.make({ CONTACT_MS: '600000', SEAL_AGE_MS: '600000' })
// Windows 1 to 5 are the sample hall's; three more general ones make eight.
for (const no of [6, 7, 8])
  nodes.command(
    'window',
    '--home',
    nodes.hall,
    '--no',
    String(no),
    '--zone',
    'general',
    '--place',
    '大厅后侧',
    ...(no === 6 ? ['--issues'] : []),
  )
const secondKiosk = nodes
  .command('device', '--home', nodes.hall, '--kind', 'kiosk', '--name', '二号取号机')
  .stdout.trim()

const seen = new Set() // numbers that a citizen held in his hand
const served = new Map() // number -> window
let taking = true
let restarts = 0

// One visitor after another at one kiosk: what for, priority or not, read the number, go. When the
// page says that it is not sure, the visitor presses again, as it asks him to; a number counts for
// him when the page says that it is out.
async function kiosk(page, which, share) {
  const kinds = [
    'zone-general',
    'zone-general',
    'zone-issue',
    'zone-general',
    'zone-public_security',
    'zone-public_utility',
    'zone-general',
    'zone-general',
  ]
  const shows = (name) => test(page, name).first().isVisible()
  for (let i = 0; i < share; i++) {
    const began = Date.now()
    for (let number = ''; !number;) {
      if (Date.now() - began > 60000)
        throw new Error(
          `kiosk ${which}: no number within a minute: ${(await page.locator('body').innerText()).slice(0, 300)}`,
        )
      try {
        if (await shows('kiosk-done')) {
          const shown = (await test(page, 'ticket-number').innerText({ timeout: 1000 })).trim()
          const pressed = await test(page, 'kiosk-done')
            .click({ timeout: 2000 })
            .then(
              () => true,
              () => false,
            )
          if (!pressed) await page.waitForTimeout(300)
          // a press that did not arrive is made again
          if (pressed || !(await shows('kiosk-done'))) number = shown
        } else if (await shows('slip-retry'))
          await test(page, 'slip-retry').click({ timeout: 2000 })
        else if (await shows('priority-none'))
          await test(page, i % 9 === 0 ? 'priority-declared' : 'priority-none').click({
            timeout: 2000,
          })
        else if (await shows('zone-general'))
          await test(page, kinds[(i + which) % kinds.length])
            .first()
            .click({ timeout: 2000 })
      } catch {
        /* the page moved on while the hand was on its way: look again */
      }
      if (!number) await page.waitForTimeout(60)
      else if (seen.has(number)) throw new Error(`the kiosk gave ${number} twice`)
      else seen.add(number)
    }
  }
}

// A clerk with a keyboard and no mouse: F2, F7, F8, by what the screen shows, until nobody comes
// and nobody waits.
async function desk(page, no) {
  let idle = 0
  let last = ''
  // looks at an empty queue after the last visitor came: long enough for a call that was under way
  // to be seen
  let quiet = 0
  while (quiet < 8) {
    const now = await page.evaluate(() => {
      const text = (name) =>
        document.querySelector(`[data-test="${name}"]`)?.textContent?.trim() ?? ''
      return {
        number: text('current-number'),
        call: !!document.querySelector('[data-test="call-next"]'),
        serve: !!document.querySelector('[data-test="serve"]'),
        finish: !!document.querySelector('[data-test="finish"]'),
        here: text('here'),
      }
    })
    quiet = !taking && now.here === '0' && now.call ? quiet + 1 : 0
    if (now.finish) {
      await page.keyboard.press('F8')
      if (now.number !== last) {
        if (served.has(now.number) && served.get(now.number) !== no)
          throw new Error(`${now.number} is served at ${served.get(now.number)} and at ${no}`)
        served.set(now.number, no)
        last = now.number
      }
      idle = 0
    } else if (now.serve) {
      await page.keyboard.press('F7')
      idle = 0
    } else if (now.call && !quiet) {
      await page.keyboard.press('F2')
      idle++
    }
    await page.waitForTimeout(quiet || idle > 1 ? 700 : 180)
  }
}

await story('morning', nodes, async () => {
  await nodes.start('hall')
  await nodes.plenty() // no citizen presses as quickly as these two
  const director = new Client(nodes.hallUrl)
  await director.signIn('director')
  const logins = ['clerk', 'clerk2']
  for (let i = 3; i <= WINDOWS; i++) {
    await director.post('/api/staff', {
      name: `办事员${i}`,
      login: `clerk${i}`,
      password: 'minihall2026',
      roles: ['clerk', 'issuer'],
    })
    logins.push(`clerk${i}`)
  }
  const board = await screen(nodes.hallUrl, '/board.html', { width: 1600, height: 900 })
  const kiosks = [
    await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
      width: 1280,
      height: 900,
    }),
    await screen(nodes.hallUrl, `/kiosk.html#token=${secondKiosk}`, { width: 1280, height: 900 }),
  ]
  const desks = []
  for (const [i, no] of [1, 2, 6, 7, 8, 3, 4, 5].entries()) {
    // the fifth issues results and calls from the issuing page
    const page = await screen(nodes.hallUrl, no === 5 ? '/issue.html' : '/desk.html', {
      width: 1280,
      height: 850,
    })
    await signIn(page, logins[i])
    await test(page, `sign-on-${no}`).click()
    await test(page, 'call-next').waitFor()
    desks.push([page, no])
  }
  const began = Date.now()
  const clerks = desks.map(([page, no]) => desk(page, no))
  const visitors = kiosks.map((page, which) => kiosk(page, which, TICKETS / 2))
  const everybody = Promise.all(visitors).finally(() => {
    taking = false
  })
  const fall = (async () => {
    while (seen.size < TICKETS * 0.4) await sleep(100)
    await picture(board, 'morning-board')
    await picture(desks[0][0], 'morning-desk')
    await picture(desks[7][0], 'morning-issue')
    await nodes.stop('hall', 'SIGKILL')
    await board.locator('.lost').waitFor({ timeout: 15000 })
    await picture(board, 'morning-board-lost')
    await picture(kiosks[0], 'morning-kiosk-lost')
    check('the board says that the server is away', true)
    await sleep(1500)
    await nodes.start('hall')
    restarts++
    await board.waitForFunction(() => !document.querySelector('.lost'), null, { timeout: 40000 })
    check('and recovers by itself', true)
  })()
  await Promise.all([everybody, fall])
  await Promise.all(clerks)
  console.log(
    `# ${seen.size} numbers, ${((Date.now() - began) / 1000).toFixed(0)} s, ${restarts} restart`,
  )

  equal('the server fell once', restarts, 1)
  equal('every visitor got a number', seen.size, TICKETS)
  equal(
    'all eight windows called and ended',
    [...new Set(served.values())].sort((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8],
  )
  await picture(board, 'morning-board-end')
  await picture(desks[7][0], 'morning-issue-end')
  await accessible(board, 'the board after a busy morning')
  await nodes.stop('hall')
  const rows = spawnSync(
    'sqlite3',
    ['-readonly', join(nodes.hall, 'minihall.db'), 'SELECT number, state, window_no FROM ticket'],
    { encoding: 'utf8' },
  )
    .stdout.trim()
    .split('\n')
    .map((line) => line.split('|'))
  const held = rows.filter(([number]) => seen.has(number))
  equal(
    'every number that was seen is in the record, once',
    [held.length, new Set(held.map((r) => r[0])).size],
    [TICKETS, TICKETS],
  )
  equal(
    'and was served',
    held.filter((r) => r[1] !== 'finished'),
    [],
  )
  equal(
    'what was not confirmed was never called',
    rows.filter(([number, state]) => !seen.has(number) && !['issuing', 'void'].includes(state)),
    [],
  )
  equal(
    'each at the window that the clerk saw',
    held.filter(
      ([number, , window]) => served.has(number) && served.get(number) !== Number(window),
    ),
    [],
  )
  const calls = spawnSync(
    'sqlite3',
    [
      '-readonly',
      join(nodes.hall, 'minihall.db'),
      "SELECT subject, count(*) FROM event WHERE kind = 'ticket.finished' GROUP BY subject HAVING count(*) > 1",
    ],
    { encoding: 'utf8' },
  ).stdout.trim()
  equal('nobody was finished twice', calls, '')
  equal('the chain is whole', nodes.command('verify', '--home', nodes.hall).status, 0)
  equal(
    'the views follow from the journal',
    nodes.command('rebuild', '--home', nodes.hall).status,
    0,
  )
})
