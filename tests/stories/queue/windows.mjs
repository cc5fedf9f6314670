// Windows: set up, named, changed and withdrawn; who sits there; the tide; what the set-up check
// says, at the hall and at the county.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Client, agrees, check, equal, until, finish } from '../../lib/client.mjs'
import { Nodes, binary, freePort } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const plain = { place: '大厅左侧', issues: false, spare: false, features: [] }

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const at = async (login) => {
    const c = new Client(nodes.hallUrl)
    await c.signIn(login)
    return c
  }
  const director = await at('director'),
    tech = await at('tech'),
    clerk = await at('clerk'),
    clerk2 = await at('clerk2'),
    guide = await at('guide'),
    issuer = await at('issuer')
  const anyone = new Client(nodes.hallUrl),
    kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const windows = async () =>
    Object.fromEntries((await director.get('/api/windows')).windows.map((w) => [w.no, w]))
  const names = async () => Object.values(await windows()).map((w) => w.name)
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )

  // Signs of a developed town: a centre. A zone's window says 综合受理 and its number; boards and calls
  // say which zone.
  equal('the hall is a 政务服务中心', (await anyone.get('/api/site')).name, '黄金埠镇政务服务中心')
  equal('names for calls', await names(), [
    '通用综合受理1',
    '通用综合受理2',
    '公安集成综合受理1',
    '公共服务综合受理1',
    '出件',
  ])
  equal(
    'displays and what hangs above them',
    Object.values(await windows()).map((w) => `${w.above}|${w.display}`),
    ['|通用综合受理1', '|通用综合受理2', '公安集成|综合受理1', '公共服务|综合受理1', '|出件'],
  )
  equal('added lines', (await windows())[1].signs, ['办不成事反映', '帮办代办'])
  await tech.post('/api/zones/public_security', { shown: 'zone' })
  equal('a zone may hang its name on the zone instead', (await windows())[3].above, '')
  check(
    'only zones that such a hall has',
    await director.refused('/api/zones/nowhere', { shown: 'zone' }, 'ZONE_NOT_HERE'),
  )

  const preview = (query) => director.get(`/api/windows/preview?${query}`)
  equal(
    'before setting up: how it would look and who would be renamed',
    await preview('no=7&zone=issue&issues=1&features=unresolved'),
    {
      name: '出件2',
      display: '出件2',
      above: '',
      signs: ['办不成事反映'],
      renamed: ['5号：出件 → 出件1'],
    },
  )
  equal(
    'a number in between shifts those behind it',
    (await preview('no=9&zone=general&features=')).name,
    '通用综合受理3',
  )
  equal('changing a window to another zone', (await preview('no=1&zone=tax')).renamed, [
    '2号：通用综合受理2 → 通用综合受理1',
  ])
  equal('withdrawing', await preview('no=1&zone='), {
    name: '',
    display: '',
    above: '',
    signs: [],
    renamed: ['2号：通用综合受理2 → 通用综合受理1'],
  })
  equal(
    'which zones this hall has and where their names hang',
    (await director.get('/api/windows')).zones
      .filter((z) => z.windows)
      .map((z) => [z.zone, z.classified, z.shown]),
    [
      ['general', false, 'display'],
      ['public_security', true, 'zone'],
      ['public_utility', true, 'display'],
      ['issue', false, 'display'],
    ],
  )

  // Setting up, changing, withdrawing; numbers follow at once, and only then.
  await tech.post('/api/windows', {
    ...plain,
    no: 6,
    zone: 'real_estate',
    issues: true,
    features: ['one_thing'],
  })
  const w6 = (await windows())[6]
  equal(
    'set up by a technician',
    [w6.name, w6.display, w6.above, w6.signs, w6.state],
    ['不动产登记综合受理1', '综合受理1', '不动产登记', ['出件', '一件事一次办'], 'closed'],
  )
  check(
    'a number is given once',
    await director.refused('/api/windows', { ...plain, no: 6, zone: 'general' }, 'WINDOW_EXISTS'),
  )
  check(
    'an unknown feature is refused',
    await director.refused(
      '/api/windows',
      { ...plain, no: 7, zone: 'general', features: ['karaoke'] },
      'FEATURE_UNKNOWN',
    ),
  )
  check(
    'a clerk sets nothing up',
    await clerk.refused('/api/windows', { ...plain, no: 7, zone: 'general' }, 'ROLE'),
  )
  await director.post('/api/windows', { ...plain, no: 7, zone: 'issue' })
  equal(
    'two issuing desks are numbered',
    [(await windows())[5].name, (await windows())[7].name],
    ['出件1', '出件2'],
  )
  check('an issuing desk issues, whatever was ticked', (await windows())[7].issues)
  await director.post('/api/windows/7/retire')
  equal('one withdrawn: the other loses its number', await names(), [
    '通用综合受理1',
    '通用综合受理2',
    '公安集成综合受理1',
    '公共服务综合受理1',
    '出件',
    '不动产登记综合受理1',
  ])
  await clerk.post('/api/windows/2/sign-on')
  check(
    'a window with somebody there is not withdrawn',
    await director.refused('/api/windows/2/retire', {}, 'WINDOW_STAFFED'),
  )
  check(
    'nor moved to another zone',
    await director.refused('/api/windows/2/change', { ...plain, zone: 'tax' }, 'WINDOW_STAFFED'),
  )
  equal(
    'its place and features may change',
    (
      await director.post('/api/windows/2/change', {
        ...plain,
        zone: 'general',
        place: '大厅门口',
        features: ['cross_region'],
      })
    ).windows[1].signs,
    ['异地通办'],
  )
  await clerk.post('/api/windows/2/pause', { paused: true, reason: '午休' })
  equal('a pause renames nothing', await names(), [
    '通用综合受理1',
    '通用综合受理2',
    '公安集成综合受理1',
    '公共服务综合受理1',
    '出件',
    '不动产登记综合受理1',
  ])
  await clerk.post('/api/windows/2/pause', { paused: false })
  check(
    'a clerk does not send another home',
    await clerk2.refused('/api/windows/2/sign-off', {}, 'WINDOW_NOT_YOURS'),
  )
  equal('he goes himself', (await clerk.post('/api/windows/2/sign-off')).state, 'closed')
  check(
    'nobody is there to go',
    await director.refused('/api/windows/2/sign-off', {}, 'WINDOW_STATE'),
  )
  await director.post('/api/windows/1/change', { ...plain, zone: 'tax', features: ['unresolved'] })
  check(
    'the last general window stays',
    await director.refused('/api/windows/2/retire', {}, 'WINDOW_LAST_GENERAL'),
  )
  check(
    'and stays general',
    await director.refused(
      '/api/windows/2/change',
      { ...plain, zone: 'tax' },
      'WINDOW_LAST_GENERAL',
    ),
  )
  await director.post('/api/windows/1/change', {
    ...plain,
    zone: 'general',
    features: ['unresolved', 'assistance'],
  })

  // A superior wants a feature by itself.
  await director.post('/api/features/express', { exclusive: true, document: '饶政务字〔2026〕8号' })
  const order = (await director.get('/api/windows')).features.find((f) => f.feature === 'express')
  equal(
    'the order names its document',
    [order.exclusive, order.document, order.windows],
    [true, '饶政务字〔2026〕8号', []],
  )
  check(
    'then it is not hung beside others',
    await director.refused(
      '/api/windows/6/change',
      { ...plain, zone: 'real_estate', features: ['express', 'one_thing'] },
      'FEATURE_ALONE',
    ),
  )
  await director.post('/api/windows', { ...plain, no: 8, zone: 'general', features: ['express'] })
  equal(
    'its own window says only that, and counts among no others',
    [(await windows())[8].name, (await windows())[8].signs, (await windows())[2].name],
    ['政务专递', [], '通用综合受理2'],
  )
  await director.post('/api/features/express', { exclusive: false })
  equal(
    'without the order it is a general window with a line',
    [(await windows())[8].name, (await windows())[8].signs],
    ['通用综合受理3', ['政务专递']],
  )
  check(
    'only known features',
    await director.refused('/api/features/karaoke', { exclusive: true }, 'FEATURE_UNKNOWN'),
  )

  // An open ticket keeps its clerk.
  await clerk.post('/api/windows/1/sign-on')
  await kiosk.ticket({ zone: 'general', priority: 'none' })
  const called = await clerk.post('/api/windows/1/call-next')
  check(
    'a clerk with a ticket does not leave',
    await clerk.refused('/api/windows/1/sign-off', {}, 'WINDOW_HAS_TICKET'),
  )
  check(
    'not by another window',
    await clerk.refused('/api/windows/2/sign-on', {}, 'WINDOW_HAS_TICKET'),
  )
  check('and not by signing out', await clerk.refused('/api/logout', {}, 'WINDOW_HAS_TICKET'))
  await clerk.post(`/api/tickets/${called.id}/serve`, {})
  await clerk.post(`/api/tickets/${called.id}/finish`, {})
  equal(
    'the director may, for who forgot',
    (await director.post('/api/windows/1/sign-off')).clerk_name ?? null,
    null,
  )

  // Routing: what no other zone takes is general's.
  const [utility] = (await anyone.get('/api/items?zone=public_utility&limit=1')).items
  equal(
    'an item goes to its zone',
    (await kiosk.ticket({ zone: utility.zone, priority: 'none', items: [utility.id] })).number,
    'C001',
  )
  await director.post('/api/windows/4/retire')
  equal(
    'without that zone to the general windows',
    (await kiosk.ticket({ zone: utility.zone, priority: 'none', items: [utility.id] })).zone,
    'general',
  )
  check(
    'a zone asked for by itself is said to be closed',
    await kiosk.refused(
      '/api/tickets',
      { zone: 'public_utility', priority: 'none' },
      'ZONE_CLOSED',
    ),
  )

  // Halls of other kinds: their names, their zones, their signs.
  const kinds = [
    [
      'township',
      '361127101',
      [],
      '便民服务中心',
      ['general', 'public_security', 'public_utility', 'issue'],
      ['通用综合受理1', '公安集成综合受理', '公共服务综合受理', '出件'],
    ],
    [
      'village',
      '361127102201',
      ['--place', '五星村'],
      '五星村便民服务站',
      ['general', 'public_security'],
      ['通用综合受理1', '公安集成综合受理'],
    ],
    [
      'county',
      '361127000',
      ['--kind', 'county'],
      '余干县政务服务中心',
      ['general', 'real_estate', 'tax', 'tax'],
      ['通用综合受理1', '不动产登记综合受理1', '税务集成综合受理1', '税务集成综合受理2'],
    ],
  ]
  for (const [kind, site, more, name, zones, signs] of kinds) {
    const home = join(nodes.run, kind)
    const port = await freePort()
    equal(
      `a ${kind} hall is made`,
      nodes.command(
        'init',
        '--home',
        home,
        '--role',
        'hall',
        '--site',
        site,
        '--address',
        '127.0.0.1',
        '--port',
        String(port),
        ...more,
      ).status,
      0,
    )
    zones.forEach((zone, i) =>
      equal(
        `${kind}: ${zone}`,
        nodes.command('window', '--home', home, '--no', String(i + 1), '--zone', zone).status,
        0,
      ),
    )
    const other = nodes.command('window', '--home', home, '--no', '9', '--zone', 'real_estate')
    check(
      `a zone of a county in a ${kind}`,
      kind === 'county'
        ? other.status === 0
        : other.status !== 0 && other.stderr.includes('不设这个专区')
          ? true
          : other.stderr,
    )
    const server = spawn(binary, ['serve', '--home', home, '--port', String(port)], {
      env: nodes.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await new Promise((ready, ended) => {
      server.stdout.on('data', (part) => {
        if (String(part).includes('ready ')) ready()
      })
      server.on('exit', () => ended(new Error(`the ${kind} hall ended`)))
    })
    const shown = await new Client(`https://127.0.0.1:${port}`).get('/api/site')
    check(`${kind}: its name is derived`, shown.name.endsWith(name) && shown.kind === kind, () => [
      shown.name,
      shown.kind,
    ])
    equal(
      `${kind}: its signs`,
      shown.windows.slice(0, signs.length).map((w) => w.name),
      signs,
    )
    server.removeAllListeners('exit')
    const over = new Promise((done) => server.on('exit', done))
    server.kill('SIGTERM')
    await over
  }

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
