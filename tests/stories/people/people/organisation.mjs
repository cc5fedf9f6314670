// Leaders, stations, the tree.
import { check, equal } from '../../../lib/client.mjs'

async function leaders(day) {
  const { director } = day
  await director.post('/api/leaders', {
    kind: 'in_charge',
    name: '程副镇长',
    title: '副镇长',
    phone: '13700000001',
    from: '2026-01-01',
  })
  const inCharge = await director.post('/api/leaders', {
    kind: 'in_charge',
    name: '胡副镇长',
    title: '副镇长',
    phone: '13700000002',
    from: '2026-11-01',
  })
  equal(
    'who led before ended the day before',
    inCharge.leaders.map((l) => [l.name, l.from, l.to, l.current]),
    [
      ['胡副镇长', '2026-11-01', null, true],
      ['程副镇长', '2026-01-01', '2026-10-31', false],
    ],
  )
  check(
    'an earlier one cannot follow',
    await director.refused(
      '/api/leaders',
      { kind: 'in_charge', name: '某', title: '副镇长', phone: '13700000003', from: '2026-10-01' },
      'LEADER_DATES',
    ),
  )
  check(
    'a leader is reached by phone',
    await director.refused(
      '/api/leaders',
      { kind: 'head', name: '某', title: '镇长', phone: '1', from: '2026-10-01' },
      'PHONE',
    ),
  )
  day.inCharge = inCharge
}

async function endsOfOffice(day) {
  const { director, inCharge } = day
  equal(
    'an office ends',
    (
      await director.post(`/api/leaders/${inCharge.leaders[0].id}/end`, { to: '2026-11-23' })
    ).leaders.filter((l) => l.current),
    [],
  )
  check(
    'once',
    await director.refused(
      `/api/leaders/${inCharge.leaders[0].id}/end`,
      { to: '2026-11-24' },
      'LEADER_DATES',
    ),
  )
  await director.post('/api/leaders', {
    kind: 'head',
    name: '徐镇长',
    title: '镇长',
    phone: '13700000009',
    from: '2026-11-24',
  })
  equal(
    'the register',
    (await director.get('/api/leaders')).leaders.map((l) => l.name),
    ['徐镇长', '胡副镇长', '程副镇长'],
  )
}

async function stations(day) {
  const { director, list } = day
  const tree = await director.post('/api/stations', {
    code: '361127102203',
    name: '样例丙村便民服务站',
  })
  equal(
    'city, county, township, stations',
    tree.nodes.map((n) => [n.kind, n.name]),
    [
      ['city', '上饶市'],
      ['county', '余干县'],
      ['township', '黄金埠镇政务服务中心'],
      ['village', '样例甲村便民服务站'],
      ['village', '样例乙村便民服务站'],
      ['village', '样例丙村便民服务站'],
    ],
  )
  check(
    'every account that is here hangs on a node',
    tree.nodes.reduce((sum, n) => sum + n.accounts.length, 0) ===
      (await list()).filter((p) => p.active).length,
  )
  check(
    'a code of another place',
    await director.refused('/api/stations', { code: '361126100203', name: '某村' }, 'STATION_CODE'),
  )
  check(
    'a station once',
    await director.refused(
      '/api/stations',
      { code: '361127102203', name: '某村' },
      'STATION_TAKEN',
    ),
  )
  check(
    'not closed while accounts hang on it',
    await director.refused('/api/stations/361127102201/close', {}, 'STATION_IN_USE'),
  )
  await director.post('/api/stations', { code: '361127102204', name: '样例丁村便民服务站' })
  equal(
    'an empty one is',
    (await director.post('/api/stations/361127102204/close')).nodes.length,
    6,
  )
  equal('the tree', (await director.get('/api/organisation')).nodes.length, 6)
  const csv = (await director.raw('GET', '/api/organisation/csv')).body.toString('utf8')
  check(
    'as a sheet',
    csv.startsWith('\uFEFF机构代码,') &&
      csv.includes(
        '"361127102201","361127102","村（社区）","样例甲村便民服务站","是","余小芳","village","村站办事员","2026-11-24"',
      ),
    csv,
  )
}

export async function organisation(day) {
  await leaders(day)
  await endsOfOffice(day)
  await stations(day)
}
