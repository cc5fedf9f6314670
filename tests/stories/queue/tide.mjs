// The tide: many wait, a window is suggested, the guide opens it, it helps, it drains its own queue
// and closes; all of it on record.
import { Client, agrees, check, equal, sleep, until, finish } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const clock = (at) => String(Date.parse(at) - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: clock('2026-11-25T09:30:00+08:00') })
// The hall as it is some minutes later: the minute's work runs at once after a start.
const later = async (at) => {
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = clock(`2026-11-25T${at}+08:00`)
  await nodes.start('hall')
  await sleep(1000)
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const at = async (login) => {
    const c = new Client(nodes.hallUrl)
    await c.signIn(login)
    return c
  }
  const director = await at('director'),
    guide = await at('guide'),
    clerk = await at('clerk'),
    clerk2 = await at('clerk2')
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const window = async (no) => (await director.get('/api/windows')).windows.find((w) => w.no === no)
  await until(
    'the catalogue is there',
    async () => (await director.get('/api/items?limit=500')).total === 130,
  )
  await director.post('/api/settings/tide_waiting_over', { value: '2', reason: '演示' })
  await director.post('/api/settings/tide_lasting_minutes', { value: '2', reason: '演示' })
  await director.post('/api/windows', {
    no: 9,
    zone: 'general',
    place: '大厅右侧',
    issues: false,
    spare: true,
    features: [],
  })
  await clerk.post('/api/windows/1/sign-on')
  const waiting = []
  for (let i = 0; i < 5; i++)
    waiting.push((await kiosk.ticket({ zone: 'general', priority: 'none' })).id)
  equal(
    'five wait',
    (await guide.get('/api/tide')).zones.find((z) => z.zone === 'general'),
    { zone: 'general', waiting: 5, minutes: 0, helpers: 0 },
  )
  await later('09:31:00')
  equal('nothing is suggested before it lasted', (await guide.get('/api/tide')).suggestions, [])
  await later('09:33:30')
  const suggestion = (await guide.get('/api/tide')).suggestions[0]
  equal(
    'then the spare window',
    [
      suggestion?.zone,
      suggestion?.advice,
      suggestion?.window,
      suggestion?.sign,
      suggestion?.waiting,
    ],
    ['general', 'open', 9, '通用综合受理3', 5],
  )
  await later('09:40:00')
  equal('once an episode', (await guide.get('/api/tide')).suggestions[0]?.at, suggestion?.at)

  check(
    'not a zone that nobody serves',
    await guide.refused(
      '/api/windows/9/tide-open',
      { zone: 'tax', reason: '人多' },
      'ZONE_NOT_HELPED',
    ),
  )
  check(
    'nor a window for its own zone',
    await guide.refused(
      '/api/windows/2/tide-open',
      { zone: 'general', reason: '人多' },
      'ZONE_NOT_HELPED',
    ),
  )
  check(
    'a clerk does not open the tide',
    await clerk.refused('/api/windows/9/tide-open', { zone: 'general', reason: '人多' }, 'ROLE'),
  )
  const opened = await guide.post('/api/windows/9/tide-open', {
    zone: 'general',
    reason: '赶集日，人多',
  })
  equal(
    'the guide opens it: the name stays, the mark is added',
    [opened.name, opened.signs, opened.helps],
    ['通用综合受理3', ['潮汐'], 'general'],
  )
  check(
    'once',
    await guide.refused(
      '/api/windows/9/tide-open',
      { zone: 'general', reason: '人多' },
      'WINDOW_STATE',
    ),
  )
  equal('the suggestion has ended', (await guide.get('/api/tide')).suggestions, [])
  check(
    'it is not withdrawn meanwhile',
    await director.refused('/api/windows/9/retire', {}, 'WINDOW_TIDE'),
  )

  // A window with other work helps the general queue beside its own.
  await clerk2.post('/api/windows/3/sign-on')
  check(
    'it serves only its own zone',
    await clerk2.refused('/api/windows/3/call-next', {}, 'QUEUE_EMPTY'),
  )
  equal(
    'helping',
    (await director.post('/api/windows/3/tide-open', { zone: 'general', reason: '公安窗口空闲' }))
      .signs,
    ['潮汐'],
  )
  const helped = await clerk2.post('/api/windows/3/call-next')
  equal('it calls who waits for general', helped.number, 'A001')
  const closing = await director.post('/api/windows/3/tide-close', { reason: '回落' })
  equal(
    'closing drains: the sign still shows the tide',
    [closing.state, closing.signs],
    ['draining', ['潮汐']],
  )
  await clerk2.post(`/api/tickets/${helped.id}/serve`, {})
  await clerk2.post(`/api/tickets/${helped.id}/hold`, { note: '去复印' })
  check('no new ones', await clerk2.refused('/api/windows/3/call-next', {}, 'WINDOW_DRAINING'))
  equal('one on hold keeps it from closing', (await window(3)).state, 'draining')
  check(
    'not even by number',
    await clerk2.refused(`/api/tickets/${waiting[1]}/call`, {}, 'WINDOW_DRAINING'),
  )
  await clerk2.post(`/api/tickets/${helped.id}/resume`, {})
  check(
    'and no pause',
    await clerk2.refused('/api/windows/3/pause', { paused: true }, 'WINDOW_STATE'),
  )
  await clerk2.post(`/api/tickets/${helped.id}/finish`, {})
  equal(
    'its last ticket done, it is back at its own work',
    [(await window(3)).state, (await window(3)).helps ?? null, (await window(3)).clerk_name],
    ['open', null, '陈志强'],
  )
  await clerk2.post('/api/windows/3/sign-off')

  // The spare one goes dark by itself.
  await clerk2.post('/api/windows/9/sign-on')
  const two = await clerk2.post('/api/windows/9/call-next')
  await guide.post('/api/windows/9/tide-close', { reason: '人少了' })
  await clerk2.post(`/api/tickets/${two.id}/serve`, {})
  await clerk2.post(`/api/tickets/${two.id}/finish`, {})
  equal(
    'closed, and its clerk is free',
    [(await window(9)).state, (await window(9)).clerk_name ?? null],
    ['closed', null],
  )
  check(
    'what is closed is not closed again',
    await guide.refused('/api/windows/9/tide-close', { reason: '再关' }, 'WINDOW_STATE'),
  )
  equal(
    'the log says who, when and why',
    (await director.get('/api/tide')).log.map((l) => [
      l.window,
      l.zone,
      l.opened_by,
      l.open_reason,
      l.closed_by,
      l.close_reason,
      !!l.drained_at,
    ]),
    [
      [3, 'general', '张国庆', '公安窗口空闲', '张国庆', '回落', true],
      [9, 'general', '周建华', '赶集日，人多', '周建华', '人少了', true],
    ],
  )

  // Low water while one helps: closing is suggested; it passes when the water rises.
  await guide.post('/api/windows/9/tide-open', { zone: 'general', reason: '备着' })
  for (let i = 0; i < 3; i++) {
    const n = await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${n.id}/serve`, {})
    await clerk.post(`/api/tickets/${n.id}/finish`, {})
  }
  await later('09:50:00')
  await later('09:53:00')
  equal(
    'closing is suggested',
    (await guide.get('/api/tide')).suggestions.map((s) => [s.advice, s.window]),
    [['close', 9]],
  )
  equal(
    'an unmanned one closes at once',
    (await guide.post('/api/windows/9/tide-close', { reason: '建议' })).state,
    'closed',
  )

  // What nobody closed is closed by the next day.
  await guide.post('/api/windows/9/tide-open', { zone: 'general', reason: '下午赶集' })
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = clock('2026-11-26T08:00:00+08:00')
  await nodes.start('hall')
  await Promise.all([director, guide].map((c, i) => c.signIn(['director', 'guide'][i])))
  await until('the tide of yesterday is over', async () => {
    const [last] = (await director.get('/api/tide')).log
    return last.closed_by === '系统' &&
      last.close_reason === '日终自动关闭' &&
      !!last.drained_at &&
      (await window(9)).helps == null
      ? true
      : last
  })

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
