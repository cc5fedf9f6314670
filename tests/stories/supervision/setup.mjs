// The set-up check: what is missing, since when, who confirmed; a silent device; the county sees
// the same.
import { Client, agrees, check, equal, until, finish } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

// Wednesday morning within opening hours, whatever day it is.
const clock = (at) => String(Date.parse(at) - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: clock('2026-11-25T09:30:00+08:00') })

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const at = async (login, base = nodes.hallUrl) => {
    const c = new Client(base)
    await c.signIn(login)
    return c
  }
  const director = await at('director'),
    tech = await at('tech'),
    clerk = await at('clerk'),
    county = await at('county', nodes.hubUrl)
  const codes = (check) =>
    check.findings.map((f) => `${f.code}${f.window ?? ''}${f.what ? `:${f.what}` : ''}`).sort()
  await until(
    'the catalogue is there',
    async () => (await director.get('/api/items?limit=500')).total === 130,
  )

  const first = await director.get('/api/setup')
  equal(
    'the sample hall: nobody is there yet, and two windows have no rating device',
    codes(first),
    ['feature_closed:assistance', 'feature_closed:unresolved', 'rater_missing4', 'rater_missing5'],
  )
  equal('it is open', [first.open_now, first.errors, first.warnings], [true, 2, 2])
  check(
    'each finding says what to do',
    first.findings.every((f) => f.text && f.advice),
  )
  check(
    'an incomplete hall is not confirmed',
    await director.refused('/api/setup/confirm', {}, 'SETUP_INCOMPLETE'),
  )
  check('and a technician confirms none', await tech.refused('/api/setup/confirm', {}, 'ROLE'))
  check(
    'the director reads it among the warnings of the day',
    (await director.get('/api/reports/now')).warnings.includes('4号窗口没有评价器') ||
      JSON.stringify((await director.get('/api/reports/now')).warnings),
  )
  await clerk.post('/api/windows/1/sign-on')
  equal(
    'with somebody at window 1 both features are open; its device was never heard',
    codes(await director.get('/api/setup')),
    ['rater_missing4', 'rater_missing5', 'rater_silent1'],
  )

  equal(
    'a device by the command line',
    nodes.command(
      'device',
      '--home',
      nodes.hall,
      '--kind',
      'rater',
      '--window',
      '4',
      '--name',
      '4号窗口评价器',
    ).status,
    0,
  )

  // A device by the page: its address is told once, works once enrolled, and ends when it is put
  // out of use.
  check(
    'a rating device belongs to a window that there is',
    await tech.refused('/api/devices', { kind: 'rater', window: 99, name: '错' }, 'WINDOW_UNKNOWN'),
  )
  check(
    'a board shows zones that there are',
    await tech.refused(
      '/api/devices',
      { kind: 'board', name: '错', zones: 'nowhere' },
      'ZONE_UNKNOWN',
    ),
  )
  const wish = { kind: 'rater', window: 5, name: '5号窗口评价器' }
  const card = await tech.post('/api/devices', wish, 'one-press')
  const again = await tech.post('/api/devices', wish, 'one-press')
  equal(
    'a double press registers one device and tells its token once',
    [again.id, again.path ?? null],
    [card.id, null],
  )
  const token = card.path?.split('#token=')[1] ?? ''
  const tablet = new Client(nodes.hallUrl)
  equal(
    'the address signs the tablet in at its window',
    (await tablet.post('/api/enrol', { token })).window,
    5,
  )
  const listed = async (id) => (await director.get('/api/devices')).devices.find((d) => d.id === id)
  await tablet.get('/api/rating')
  check('it is heard', !!(await listed(card.id)).seen_at)
  const board = await tech.post('/api/devices', {
    kind: 'board',
    name: '公安区叫号屏',
    zones: 'public_security',
  })
  equal(
    'a board of one zone',
    [(await listed(board.id)).zones, board.path?.startsWith('/board.html#token=')],
    ['public_security', true],
  )
  equal('a clerk registers nothing', await clerk.refused('/api/devices', wish, 'ROLE'), true)
  const spare = await tech.post('/api/devices', { kind: 'rater', window: 5, name: '备用评价器' })
  const lost = new Client(nodes.hallUrl)
  await lost.post('/api/enrol', { token: spare.path?.split('#token=')[1] })
  check(
    'put out of use it is gone from the list',
    !(await director.post(`/api/devices/${spare.id}/retire`)).devices.some(
      (d) => d.id === spare.id,
    ),
  )
  equal(
    'its session has ended',
    (await lost.call('GET', '/api/rating')).value.error.code,
    'SIGN_IN',
  )
  check(
    'and its address',
    await lost.refused('/api/enrol', { token: spare.path?.split('#token=')[1] }, 'DEVICE_UNKNOWN'),
  )
  await director.post('/api/windows/3/change', {
    zone: 'public_security',
    place: '市场监管窗口',
    issues: false,
    spare: false,
    features: [],
  })
  equal('a department window is told', codes(await director.get('/api/setup')), [
    'market_window3:市场监管',
    'rater_silent1',
  ])
  equal(
    'a warning does not keep the director from confirming',
    (await director.post('/api/setup/confirm')).confirmed_by,
    '张国庆',
  )

  const day = { date: '2026-11-25', reason: '停电' }
  await director.post('/api/openings', { ...day, what: 'closed' })
  equal(
    'on a day the hall is closed nobody need be there',
    [(await director.get('/api/setup')).open_now],
    [false],
  )
  await director.post('/api/openings', { ...day, what: 'restored' })

  // The minute's look records what it finds, once; a device that was never heard is silent.
  await nodes.stop('hall')
  await nodes.start('hall')
  await until('the gap has a beginning', async () => {
    const c = await tech.get('/api/setup')
    return c.findings.find((f) => f.code === 'market_window')?.since?.length > 0 &&
      c.findings.some((f) => f.code === 'rater_silent' && f.window === 1)
      ? true
      : codes(c)
  })
  await until(
    'the county sees hall, gap and since when',
    async () => {
      const all = await county.get('/api/hub/setup')
      const hall = all.halls.find((h) => h.node === '361127102-1')
      return hall?.kind === 'developed_town' &&
        hall.general === 2 &&
        hall.check.confirmed_by === '张国庆' &&
        codes(hall.check).includes('market_window3:市场监管') &&
        !!hall.check.findings.find((f) => f.code === 'market_window').since &&
        all.with_general === 1 &&
        all.without_general === 0
        ? true
        : all
    },
    60000,
  )
  const rater = new Client(nodes.hallUrl)
  await rater.post('/api/enrol', { token: nodes.token('rater1') })
  await rater.get('/api/rating')
  await director.post('/api/windows/3/change', {
    zone: 'public_security',
    place: '大厅中间',
    issues: false,
    spare: false,
    features: [],
  })
  await nodes.stop('hall')
  await nodes.start('hall')
  await until(
    'mended and heard again, at the county too',
    async () => {
      const [h] = (await county.get('/api/hub/setup')).halls
      return codes(h.check).length === 0 ? true : codes(h.check)
    },
    60000,
  )
  equal(
    'the hall has a rating device on record as heard',
    codes(await director.get('/api/setup')),
    [],
  )

  for (const which of ['hall', 'hub'])
    check(`no error in the ${which}'s log`, !/ error /.test(nodes.log(which)), () =>
      nodes
        .log(which)
        .split('\n')
        .filter((l) => / error /.test(l))
        .slice(0, 5),
    )
  await until('hall and county agree', agrees(director), 60000)
  await nodes.proven(['hall'])
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${['hall', 'hub']
      .map((w) => {
        try {
          return nodes.log(w).slice(-1500)
        } catch {
          return ''
        }
      })
      .join('\n')}`,
  )
} finally {
  await nodes.end()
}
finish()
