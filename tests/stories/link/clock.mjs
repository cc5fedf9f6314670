// The county's word about a hall's clock: it comes with the next exchange, it is on record, and one that speaks of a clock that is no more has no effect.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const HOUR = 3600000,
  HALL = '361127102-1'
const county = new Client(nodes.hubUrl),
  boss = new Client(nodes.hallUrl)
const version = () => boss.get('/api/version')
/** How much the hall's clock is ahead of the county's, in whole minutes. */
const ahead = async () => {
  const [here, there] = [await version(), await county.get('/api/version')]
  return Math.round((Date.parse(here.at) - Date.parse(there.at)) / 60000)
}
const shown = async () => (await county.get('/api/hub/halls')).halls.find((h) => h.node === HALL)
const press = () => county.post(`/api/hub/halls/${HALL}/clock`)
const hears = (name, minutes) =>
  until(name, async () => {
    const hall = await shown()
    return Math.abs((hall.clock_ahead_s ?? 1e9) - minutes * 60) < 60
      ? true
      : [hall.clock_ahead_s, hall.clock_trusted]
  })
function heeded() {
  const query = `SELECT body ->> 'by', body ->> 'from', round(body ->> 'shift_ms' / 60000.0) || ''
    FROM event WHERE kind = 'clock.vouched' AND body ->> 'from' IS NOT NULL ORDER BY arrived`
  return spawnSync('sqlite3', [join(nodes.hall, 'minihall.db'), query], { encoding: 'utf8' })
    .stdout.trim()
    .replaceAll('.0', '')
}
const noEffect = () =>
  nodes
    .log('hall')
    .split('\n')
    .filter((l) => l.includes('a clock that is no more')).length
async function again(ms) {
  await nodes.stop('hall')
  nodes.ahead(ms)
  await nodes.start('hall')
}
// The link is cut, the county speaks of the clock as it is, and its word waits; then `meanwhile`, and the link is there again.
async function late(name, minutes, meanwhile, then) {
  const before = noEffect()
  await hears(`${name}: the county hears the clock`, minutes)
  await boss.post('/api/link', { cut: true, reason: '演练' })
  await press()
  await meanwhile()
  await boss.post('/api/link', { cut: false })
  await until(`${name}: the word comes`, async () => noEffect() === before + 1)
  const now = await ahead()
  check(`${name}: and has no effect`, Math.abs(now - then) < 2, now)
}

async function vouched() {
  nodes.ahead(2 * HOUR)
  await nodes.start('hall')
  await boss.signIn('director')
  await hears('a clock that runs ahead is seen at the county', 120)
  equal('which the hall itself cannot know', (await version()).clock_trusted, true)
  await again(HOUR)
  equal('behind its record a clock is not trusted', (await version()).clock_trusted, false)
  await until('the county is told', async () => (await shown()).clock_trusted === false)
  await press()
  await until(
    'the county’s word comes with the next exchange',
    async () => (await version()).clock_trusted,
  )
  equal('and the hall goes by the county’s time', await ahead(), 0)
  equal('on record: who, which county, by how much', heeded(), '县级管理员|361127000-1|-60')
  await hears('the county hears that it does', 0)
  equal('and that it is trusted', (await shown()).clock_trusted, true)
  await press()
  await until('a word that changes nothing is on record too', async () =>
    heeded().endsWith('\n县级管理员|361127000-1|0'),
  )
  equal('and changes nothing', await ahead(), 0)
}

async function notLate() {
  await again(HOUR)
  await late('after a start', 60, () => again(HOUR), 60)
  const watch = async () => {
    const wish = new Date(Date.parse((await version()).at) + 8.5 * HOUR).toISOString().slice(0, 16)
    await boss.post('/api/clock', { time: wish })
  }
  await late('after another vouching', 60, watch, 90)
  await until('the link is up', async () => (await boss.get('/api/status')).link === 'up')
}

async function unsure() {
  await nodes.stop('hall')
  await nodes.stop('hub')
  nodes.ahead(-HOUR)
  await nodes.start('hub')
  await county.signIn('county')
  equal(
    'a county behind its own record is told so',
    (await county.get('/api/hub/status')).clock_trusted,
    false,
  )
  check(
    'and vouches for nobody',
    await county.refused(`/api/hub/halls/${HALL}/clock`, {}, 'CLOCK_UNSURE'),
  )
  const told = await county.post('/api/clock', {
    time: new Date(nodes.now() + 9 * HOUR).toISOString().slice(0, 16),
  })
  equal('until somebody with a watch vouched for it', told.clock_trusted, true)
  check(
    'nor for a hall that it has not heard by that clock',
    await county.refused(`/api/hub/halls/${HALL}/clock`, {}, 'CLOCK_UNHEARD'),
  )
  equal(
    'nor for one that nobody admitted',
    (await county.call('POST', '/api/hub/halls/361127199-1/clock', {})).status,
    404,
  )
  nodes.ahead(HOUR)
  await nodes.start('hall')
  await hears('it hears it', 60)
  await press()
  await until('and is heeded', async () => (await ahead()) === 0)
}

try {
  await nodes.start('hub')
  await county.signIn('county')
  await vouched()
  await notLate()
  await unsure()
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
