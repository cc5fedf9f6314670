// Boards by zone: what hangs on the wall, what it may say and how loud, and that it shows no
// person.
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
try {
  const device = nodes.command(
    'device',
    '--home',
    nodes.hall,
    '--kind',
    'board',
    '--zones',
    'public_utility,issue',
    '--name',
    '公共服务区叫号屏',
  )
  equal('a board is set up for two zones', device.status, 0)
  equal(
    'not for a zone that is none',
    nodes.command('device', '--home', nodes.hall, '--kind', 'board', '--zones', 'general,kitchen')
      .status === 0,
    false,
  )
  await nodes.start('hub')
  await nodes.start('hall')
  const anyone = new Client(nodes.hallUrl),
    guide = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    clerk2 = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    sideBoard = new Client(nodes.hallUrl)
  await guide.signIn('guide')
  await clerk.signIn('clerk')
  await clerk2.signIn('clerk2')
  await director.signIn('director')
  await sideBoard.post('/api/enrol', { token: device.stdout.trim() })
  await until(
    'the hall has its catalogue',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  const take = async (zone, priority = 'none') => {
    const ticket = await guide.post('/api/tickets', { zone, priority })
    return guide.post(`/api/tickets/${ticket.id}/confirm`, { by: 'screen' })
  }
  await guide.post('/api/tickets', { zone: 'issue', priority: 'none' })
  equal(
    'a number that nobody confirmed is on no board',
    (await anyone.get('/api/board')).waiting,
    0,
  )
  const first = await take('general'),
    elder = await take('general', 'elder'),
    water = await take('public_utility')
  await clerk.post('/api/windows/1/sign-on')
  await clerk2.post('/api/windows/4/sign-on')
  const called = await clerk.post('/api/windows/1/call-next')
  await clerk2.post('/api/windows/4/call-next')

  const board = await anyone.get('/api/board')
  equal(
    'the newest call is first, with its window and where that is',
    [
      board.calls[0].number,
      board.calls[0].window_name,
      board.calls[0].window_no,
      board.calls[0].window_place,
    ],
    [water.number, '公共服务综合受理1', 4, '大厅右侧'],
  )
  const general = board.categories.find((c) => c.zone === 'general')
  equal(
    'a category says who waits and who was called last',
    [general.waiting, general.next.map((w) => w.number), general.last_called],
    [1, [first.number, elder.number].filter((n) => n !== called.number), called.number],
  )
  equal(
    'a zone with windows and nobody in it is there too',
    board.categories.map((c) => c.zone),
    ['general', 'public_security', 'public_utility', 'issue'],
  )
  equal(
    'the whole is the sum',
    board.waiting,
    board.categories.reduce((sum, c) => sum + c.waiting, 0),
  )
  check(
    'no person and no ticket id on the wall',
    !/T361127|姓名|name":"[^"]*(李秀英|陈志强)/.test(JSON.stringify(board)),
  )

  const asked = await anyone.get('/api/board?zones=public_utility,issue')
  equal(
    'a board of two zones shows theirs only',
    [
      asked.zones,
      asked.calls.map((c) => c.number),
      asked.categories.map((c) => c.zone),
      asked.waiting,
    ],
    [['public_utility', 'issue'], [water.number], ['public_utility', 'issue'], 0],
  )
  equal(
    'one zone’s name inside another’s is not that zone',
    (await anyone.get('/api/board?zones=issue')).categories.map((c) => c.zone),
    ['issue'],
  )
  const mine = await sideBoard.get('/api/board')
  equal(
    'a board’s own zones need no asking',
    [mine.zones, mine.calls.length],
    [['public_utility', 'issue'], 1],
  )
  equal(
    'a zone that is none is refused in words',
    (await anyone.call('GET', '/api/board?zones=kitchen')).value.error.code,
    'ZONE_UNKNOWN',
  )

  const set = (name, value) => director.post(`/api/settings/${name}`, { value, reason: '试验' })
  equal('how a board sounds from the start', board.voice, {
    speaks: true,
    chimes: true,
    times: 2,
    volume: 80,
    hours: [{ from: 720, to: 840, volume: 40 }],
  })
  await set('board_volume_hours', '08:00-12:00=90, 12:00-14:00=0')
  await set('board_call_times', '3')
  await set('board_voice', '0')
  await set('board_chime', '0')
  await set('board_volume', '55')
  equal('the director changes it', (await anyone.get('/api/board')).voice, {
    speaks: false,
    chimes: false,
    times: 3,
    volume: 55,
    hours: [
      { from: 480, to: 720, volume: 90 },
      { from: 720, to: 840, volume: 0 },
    ],
  })
  for (const wrong of ['08:00-12:00=101', '8点到12点', '08:00-12:00=80,11:00-13:00=20'])
    check(
      `volume by hour ${wrong} is refused in words`,
      await director.refused(
        '/api/settings/board_volume_hours',
        { value: wrong, reason: '' },
        'SETTING_RANGE',
      ),
    )
  equal('and the last good one stays', (await anyone.get('/api/board')).voice.hours.length, 2)

  await set('ticket_miss_seconds', '0')
  await clerk.post(`/api/tickets/${called.id}/miss`, {})
  const after = await anyone.get('/api/board')
  equal(
    'a missed number leaves the calls',
    [after.missed, after.calls.map((c) => c.number)],
    [[called.number], [water.number]],
  )
  equal(
    'and is missed on its own board only',
    (await anyone.get('/api/board?zones=issue')).missed,
    [],
  )

  const status = async () => (await director.get('/api/status')).agreed
  await until('the county has the same', async () => (await status()) === 'equal')
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
