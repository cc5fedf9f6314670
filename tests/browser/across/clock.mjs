// The clock against the record, seen: the notice on every staff page, who may answer for the time, the county's press for a hall, its own page, and the report that leaves impossible times out.
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { accessible, picture, screen, signIn, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const HOUR = 3600000,
  HALL = '361127102-1'
const whole = (page) =>
  page.waitForFunction(() =>
    document.querySelector('[data-test="record"]')?.textContent.includes('完好'),
  )
async function again(ms) {
  await nodes.stop('hall')
  nodes.ahead(ms)
  await nodes.start('hall')
}

// A number given at eleven is called at ten: the wait is below nothing.
async function numberBehind() {
  const counter = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl)
  await counter.post('/api/enrol', { token: nodes.token('kiosk') })
  const number = await counter.ticket({ zone: 'general', priority: 'none' })
  await again(HOUR)
  await clerk.signIn('clerk')
  await clerk.call('POST', '/api/windows/1/sign-on')
  const called = await clerk.post('/api/windows/1/call-next')
  equal('the number from before is called', called.id, number.id)
  await clerk.post(`/api/tickets/${called.id}/serve`, { window: 1 })
  await clerk.post(`/api/tickets/${called.id}/finish`)
}

async function hallSees(desk, director) {
  await signIn(desk, 'clerk')
  await test(desk, 'clock').waitFor()
  check(
    'the desk says that its time is to be verified',
    (await test(desk, 'clock').innerText()).includes('时间待核实'),
  )
  check(
    'and how far it is behind',
    /早 (\d+ 分钟|1\.0 小时)/.test(await test(desk, 'clock').innerText())
      ? true
      : await test(desk, 'clock').innerText(),
  )
  equal('a clerk may not answer for it', await test(desk, 'clock-vouch').count(), 0)
  await signIn(director, 'director')
  await test(director, 'clock-vouch').waitFor()
  await picture(director, 'clock-notice')
  await accessible(director, 'the notice of the clock')
  await test(director, 'tab-day').click()
  await test(director, 'doubtful').waitFor()
  check(
    'the report says what it left out',
    (await test(director, 'doubtful').innerText()).startsWith('1 项时间不可信'),
  )
  equal(
    'and counts the number all the same',
    await test(director, 'report-tickets').innerText(),
    '1',
  )
  await accessible(director, 'a report with impossible times')
}

async function countyVouches(county) {
  await test(county, 'tab-halls').click()
  const clock = test(county, `clock-${HALL}`)
  await clock.getByText('比县级快 1.0 小时').waitFor()
  await picture(county, 'county-hall-clock')
  await accessible(county, 'a hall whose clock is to be verified')
  await test(county, 'hall-clock').click()
  await county.getByText('随大厅下一次联系送到').waitFor()
  await clock.waitFor({ state: 'hidden' })
  check('the county’s press has made the hall’s time the county’s', true)
}

async function hallAfterwards(director) {
  await director.reload()
  await test(director, 'who').waitFor()
  const at = async () =>
    Date.parse((await (await director.request.get(`${nodes.hallUrl}/api/version`)).json()).at)
  const there = async () =>
    Date.parse((await (await director.request.get(`${nodes.hubUrl}/api/version`)).json()).at)
  const apart = Math.abs((await at()) - (await there()))
  check('it is the county’s to the minute', apart < 60000, apart)
  equal('and no notice is left', await test(director, 'clock').count(), 0)
  const status = await screen(nodes.hallUrl, '/status.html')
  await signIn(status, 'director')
  await whole(status)
  check(
    'the hall’s status says that its chain is whole, and when it looked',
    /核对 \d+ 条/.test(await test(status, 'record').innerText()),
  )
  await accessible(status, 'the hall’s status')
}

// A notice that somebody with a watch answers on the page itself.
async function answered(director) {
  await again(-HOUR)
  nodes.ahead(0)
  await director.reload()
  await test(director, 'clock-vouch').waitFor()
  const now = new Date(nodes.now() + 8 * HOUR).toISOString().slice(0, 16)
  await test(director, 'clock-time').fill(now)
  await test(director, 'clock-vouch').click()
  await test(director, 'clock').waitFor({ state: 'hidden' })
  check('the notice is gone when it is answered', true)
}

async function countyItself(county) {
  await test(county, 'tab-status').click()
  await whole(county)
  check(
    'the county’s page says that its own chain is whole',
    /核对 \d+ 条/.test(await test(county, 'record').innerText()),
  )
  await picture(county, 'county-status')
  await accessible(county, 'the county’s own status')
  await test(county, 'county-clock').fill(
    new Date(nodes.now() + 8 * HOUR + 600000).toISOString().slice(0, 16),
  )
  await test(county, 'county-vouch').click()
  await county.getByText('时间已核对').waitFor()
  const { at } = await (await county.request.get(`${nodes.hubUrl}/api/version`)).json()
  check(
    'the county goes by the watch that was read to it',
    Math.abs(Date.parse(at) - nodes.now() - 600000) < 90000,
    at,
  )
  await nodes.stop('hub')
  nodes.ahead(-HOUR)
  await nodes.start('hub')
  await county.reload()
  await test(county, 'clock').waitFor()
  await test(county, 'tab-status').click()
  await test(county, 'county-time').getByText('待核实').waitFor()
  check('behind its record the county says so on every page', true)
}

await story('clock', nodes, async () => {
  await nodes.start('hub')
  nodes.ahead(2 * HOUR)
  await nodes.start('hall')
  await numberBehind()
  const county = await screen(nodes.hubUrl, '/hub.html', { width: 1440, height: 900 })
  await signIn(county, 'county')
  const desk = await screen(nodes.hallUrl, '/desk.html'),
    director = await screen(nodes.hallUrl, '/director.html')
  await hallSees(desk, director)
  await countyVouches(county)
  await hallAfterwards(director)
  await answered(director)
  await countyItself(county)
})
