// The hall's clock: behind the record, vouched for, and over midnight.
import { check, equal, until } from '../../../lib/client.mjs'
import { nodes, sql, HOUR } from './day.mjs'

const received = {
  item_id: 'SR-047',
  materials: [
    { no: 1, taken: 'original_seen' },
    { no: 2, taken: 'copy' },
  ],
  applicant: {
    name: '王五',
    id_kind: 'identity_card',
    id_no: '11010119900307109X',
    phone: '13800138000',
  },
}

async function inOrder(day) {
  await nodes.start('hub')
  nodes.ahead(2 * HOUR)
  await nodes.start('hall')
  const clerk = await nodes.person('clerk'),
    counter = await nodes.device('kiosk')
  await until(
    'the catalogue is here',
    async () => (await clerk.get('/api/items?q=SR-047')).items.length > 0,
  )
  await clerk.call('POST', '/api/windows/1/sign-on')
  const early = await counter.ticket({ zone: 'general', priority: 'none' })
  const first = await clerk.post('/api/cases', received)
  equal(
    'a clock in order is trusted',
    [(await clerk.get('/api/version')).clock_trusted, first.clock_uncertain],
    [true, false],
  )
  Object.assign(day, { early, first })
}

/** An hour back behind the record: not trusted until it has passed it. */
async function behind(day) {
  const { early, first } = day
  await nodes.stop('hall')
  nodes.ahead(HOUR)
  await nodes.start('hall')
  const clerk = await nodes.person('clerk')
  const version = await clerk.get('/api/version')
  check(
    'a clock behind the last record is not',
    !version.clock_trusted && version.clock_behind_s > 3000,
    () => JSON.stringify(version),
  )
  await clerk.call('POST', '/api/windows/1/sign-on')
  for (let called = {}; called.id !== early.id;) {
    called = await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${called.id}/serve`, { window: 1 })
    await clerk.post(`/api/tickets/${called.id}/finish`)
  }
  const second = await clerk.post('/api/cases', received)
  equal('a case received then says so', second.clock_uncertain, true)
  const taken = await clerk.post(`/api/cases/${first.id}/accept`, {})
  equal('so does one accepted then', taken.clock_uncertain, true)
  const boss = await nodes.person('director'),
    today = (await boss.get('/api/version')).at.slice(0, 10)
  const report = await boss.get(`/api/reports/day?day=${today}`)
  check(
    'a wait below nothing is in no figure',
    report.waits.every((w) => w.mean_s >= 0),
    () => JSON.stringify(report.waits),
  )
  equal('and is counted', report.totals.doubtful, 1)
}

/** Or until somebody with a watch vouched for it. */
async function vouchedFor() {
  await nodes.stop('hall')
  await nodes.start('hall')
  const again = await nodes.person('director'),
    clerk = nodes.someone()
  equal(
    'it is still not trusted after a restart, though the last record is earlier',
    (await again.get('/api/version')).clock_trusted,
    false,
  )
  const now = () => again.get('/api/version').then((v) => v.at.slice(0, 16))
  equal(
    'a clerk may not vouch',
    await clerk
      .signIn('clerk')
      .then(() => clerk.refused('/api/clock', { time: '2026-11-24T10:00' }, 'ROLE')),
    true,
  )
  equal(
    'nor anybody with no time',
    await again.refused('/api/clock', { time: '2026-11-31T10:00' }, 'CLOCK_TIME'),
    true,
  )
  equal(
    'a director with a watch may',
    (await again.post('/api/clock', { time: await now() })).clock_trusted,
    true,
  )
  await clerk.signIn('clerk')
  equal(
    'then dates are dates again',
    (await clerk.post('/api/cases', received)).clock_uncertain,
    false,
  )
  const half = new Date(Date.parse(`${await now()}:00Z`) + HOUR / 2).toISOString().slice(0, 16)
  equal(
    'a watch that differs is followed',
    (await again.post('/api/clock', { time: half })).at.slice(0, 16),
    half,
  )
  equal(
    'both are on record',
    sql(
      "SELECT count(*), sum(body ->> 'shift_ms' > 1700000) FROM event WHERE kind = 'clock.vouched'",
    ),
    '2|1',
  )
  await nodes.stop('hall')
  await nodes.stop('hub')
}

/** Over midnight: who is being served is served to his end. */
async function overMidnight() {
  nodes.ahead(7.5 * HOUR)
  await nodes.start('hall')
  const clerk = await nodes.person('clerk'),
    boss = await nodes.person('director')
  await clerk.call('POST', '/api/windows/1/sign-on')
  const number = await (await nodes.device('kiosk')).ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${number.id}/serve`, { window: 1 })
  const day = (await boss.get('/api/version')).at.slice(0, 10)
  await boss.post('/api/clock', {
    time: `${new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10)}T00:00`,
  })
  equal(
    'yesterday’s number at the window is finished after midnight',
    (await clerk.post(`/api/tickets/${number.id}/finish`)).state,
    'finished',
  )
  await nodes.stop('hall')
}

export async function clock() {
  const day = {}
  await inOrder(day)
  await behind(day)
  await vouchedFor()
  await overMidnight()
}
