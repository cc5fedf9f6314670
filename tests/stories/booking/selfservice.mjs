// The self-service area after hours: guides, hours and phones, items by what people call them, and
// a number for the next working day, which on a Friday in September 2026 is a made-up Sunday.
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const offset = (local) => String(Date.parse(`${local}:00+08:00`) - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset('2026-09-18T15:00') })
async function at(local) {
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = offset(local)
  await nodes.start('hall')
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl),
    guide = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await director.signIn('director')
  await until(
    'the catalogue and the calendar are there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )

  // ---- guides
  const names = async (q) =>
    (await anyone.get(`/api/items?limit=5&q=${encodeURIComponent(q)}`)).items.map((i) => i.name)
  equal('by what people call it', (await names('低保'))[0], '最低生活保障审核确认')
  equal(
    'by the initials of that',
    [(await names('GLBT'))[0], (await names('dbh'))[0]],
    ['高龄津贴申请', '最低生活保障审核确认'],
  )
  equal('by its name as before', (await names('高龄津贴'))[0], '高龄津贴申请')
  equal(
    'by its code, as it is, as typed, as a scanner types it',
    [
      (await names('SR-042'))[0],
      (await names('sr042'))[0],
      (await names('SR042'))[0],
      (await names('SR-04')).length,
    ],
    ['高龄津贴申请', '高龄津贴申请', '高龄津贴申请', 5],
  )
  equal('and nothing for nonsense', await names('火星移民'), [])
  const guideSheet = await anyone.get('/api/items/SR-042')
  equal(
    'a guide has conditions, steps and materials',
    [guideSheet.conditions.length > 5, guideSheet.steps.length, guideSheet.materials.length > 1],
    [true, 4, true],
  )
  await director.post('/api/settings/hall_phone', { value: '0793-7770001', reason: '' })
  const info = await anyone.get('/api/selfservice')
  equal(
    'who to ask and who to complain to',
    [info.phone, info.complaint_phone],
    ['0793-7770001', '12345'],
  )
  for (const kind of ['I', 'F'])
    equal(`/${kind}/ on paper is a page`, (await anyone.raw('GET', `/${kind}/SR-042`)).status, 200)
  equal(
    'where a phone finds it, and no A4 at the machine',
    [info.address, info.kiosk_a4],
    ['', false],
  )
  equal('hours in words', info.hours[0], '工作日上午 08:30–12:00')
  equal('where what is done', info.zones.find((z) => z.zone === 'general').windows, [
    '1号窗口 通用综合受理1，大厅左侧',
    '2号窗口 通用综合受理2，大厅左侧',
  ])

  // ---- the next working day's number
  equal('not while the hall is open', info.next_day ?? null, null)
  check(
    'and not by asking either',
    await kiosk.refused(
      '/api/tickets',
      { zone: 'general', priority: 'none', day: 'next' },
      'NEXT_DAY_OPEN',
    ),
  )
  await at('2026-09-18T18:30')
  equal(
    'after hours on a Friday: the made-up Sunday',
    (await anyone.get('/api/selfservice')).next_day,
    { date: '2026-09-20', weekday: 7, festival: '调休上班', provisional: false },
  )
  check(
    'today’s numbers are over, in plain words',
    await kiosk.refused('/api/tickets', { zone: 'general', priority: 'none' }, 'TODAY_OVER'),
  )
  await guide.signIn('guide')
  const late = await guide.post('/api/tickets', { zone: 'general', priority: 'none' })
  equal('at the desk somebody knows better', [late.number, late.day], ['A001', '2026-09-18'])
  equal('the machine knows before it is asked', (await anyone.get('/api/selfservice')).over, true)
  await director.post('/api/settings/today_after_close', { value: '1', reason: '值班' })
  equal(
    'a hall may decide otherwise',
    [
      (await anyone.get('/api/selfservice')).over,
      (await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })).day,
    ],
    [false, '2026-09-18'],
  )
  await director.post('/api/settings/today_after_close', { value: '0', reason: '' })
  await director.post('/api/settings/next_day_most', { value: '2', reason: '' })
  const take = async (zone) => {
    const t = await kiosk.post('/api/tickets', { zone, priority: 'none', day: 'next' })
    return kiosk.post(`/api/tickets/${t.id}/confirm`, { by: 'screen' })
  }
  const first = await take('general'),
    second = await take('general')
  equal(
    'it is reserved for that day',
    [first.day, first.number, first.state, first.channel, second.number],
    ['2026-09-20', 'A001', 'reserved', 'self_service', 'A002'],
  )
  check(
    'a zone keeps numbers for those who come on the day',
    await kiosk.refused(
      '/api/tickets',
      { zone: 'general', priority: 'none', day: 'next' },
      'NEXT_DAY_FULL',
    ),
  )
  equal('another zone has its own', (await take('public_security')).number, 'B001')
  check(
    'no checking in before the day',
    await kiosk.refused(
      '/api/tickets/check-in',
      { ticket: first.id, code: first.slip_code },
      'NOT_ITS_DAY',
    ),
  )
  equal('nobody waits today for it', (await kiosk.get('/api/kiosk')).zones[0].waiting, 0)

  await at('2026-09-20T08:05')
  equal('nobody waits before he checked in', (await kiosk.get('/api/kiosk')).zones[0].waiting, 0)
  await guide.signIn('guide')
  const walkIn = await guide.post('/api/tickets', { zone: 'general', priority: 'none' })
  await guide.post(`/api/tickets/${walkIn.id}/confirm`, { by: 'screen' })
  equal('whoever comes in the morning is behind', walkIn.number, 'A003')
  check(
    'a wrong code is refused',
    await kiosk.refused(
      '/api/tickets/check-in',
      { number: second.number, code: 'AAAAAA' },
      'SLIP_WRONG',
    ),
  )
  equal(
    'by number and code',
    (await kiosk.post('/api/tickets/check-in', { number: second.number, code: second.slip_code }))
      .state,
    'waiting',
  )
  const again = await kiosk.post('/api/tickets/check-in', {
    ticket: second.id,
    code: second.slip_code,
  })
  equal('by scanning, and twice is once', [again.state, again.number], ['waiting', second.number])
  await clerk.signIn('clerk')
  await clerk.post('/api/windows/1/sign-on')
  equal(
    'the evening’s number is called before the morning’s',
    (await clerk.post('/api/windows/1/call-next')).number,
    second.number,
  )
  await at('2026-09-21T09:00')
  await guide.signIn('guide')
  await director.signIn('director')
  await until(
    'who did not come is closed with the day',
    async () => (await guide.get(`/api/tickets/${first.id}`)).state === 'cancelled',
    90000,
  )

  // ---- a day that the hall closes: its numbers move, and everybody is told
  await at('2026-09-21T18:30')
  await director.signIn('director')
  await director.post('/api/settings/next_day_most', { value: '9', reason: '' })
  const x = await take('general'),
    y = await take('general')
  equal('for Tuesday', [x.day, x.number, y.number], ['2026-09-22', 'A001', 'A002'])
  await director.post('/api/openings', { date: '2026-09-22', what: 'closed', reason: '停电检修' })
  const moved = await anyone.get(`/api/slip?id=${y.id}&secret=${y.slip_code}`)
  equal(
    'the slip says where its number went',
    [moved.day, moved.number, moved.state, moved.moved_from],
    ['2026-09-23', 'A002', 'reserved', '2026-09-22'],
  )
  const told = await anyone.get('/api/selfservice')
  equal(
    'and which day is shut',
    [told.open, told.changes, told.next_day.date],
    [false, ['9月22日（星期二）不开放（停电检修）'], '2026-09-23'],
  )
  equal(
    'the next opening steps over it',
    told.notice,
    '大厅今天已经关门（17:00）。9月23日（星期三） 08:30 开门',
  )
  const z = await take('general')
  equal('no number for a day that is shut', [z.day, z.number], ['2026-09-23', 'A003'])
  await director.post('/api/openings', { date: '2026-09-22', what: 'restored', reason: '来电了' })
  const w = await take('general')
  equal(
    'opened again, its numbers go on where they were',
    [w.day, w.number],
    ['2026-09-22', 'A003'],
  )
  await director.post('/api/openings', { date: '2026-09-22', what: 'closed', reason: '停电检修' })
  await at('2026-09-22T10:00')
  equal(
    'the day itself says why',
    (await anyone.get('/api/selfservice')).notice,
    '大厅今天不开放（停电检修）。9月23日（星期三） 08:30 开门',
  )
  const early = await kiosk.call('POST', '/api/tickets/check-in', {
    number: 'A003',
    code: w.slip_code,
  })
  check(
    'whoever comes all the same hears where his number is',
    early.value.error.code === 'SLIP_WRONG' || early.value.error.code === 'NOT_ITS_DAY',
  )
  const scanned = await kiosk.call('POST', '/api/tickets/check-in', {
    ticket: w.id,
    code: w.slip_code,
  })
  equal(
    'by its code in full',
    [scanned.value.error.code, scanned.value.error.detail],
    ['NOT_ITS_DAY', '2026-09-22 不开放，号改成了 2026-09-23 的 A004'],
  )
  await at('2026-09-23T08:05')
  await guide.signIn('guide')
  await director.signIn('director')
  const back = await kiosk.post('/api/tickets/check-in', { number: 'A003', code: w.slip_code })
  equal(
    'by the number on the paper, though another has it today',
    [back.id, back.number, back.state],
    [w.id, 'A004', 'waiting'],
  )
  equal(
    'and the other by his',
    (await kiosk.post('/api/tickets/check-in', { number: 'A003', code: z.slip_code })).number,
    'A003',
  )
  equal(
    'the moved ones by theirs',
    (await kiosk.post('/api/tickets/check-in', { ticket: x.id, code: x.slip_code })).number,
    'A001',
  )
  await director.post('/api/openings', {
    date: '2026-09-23',
    what: 'added',
    from: '18:00',
    to: '20:00',
    reason: '高考报名',
  })
  await at('2026-09-23T17:30')
  const evening = await anyone.get('/api/selfservice')
  equal(
    'an extra opening is an opening',
    [evening.open, evening.notice, evening.next_day ?? null, evening.changes],
    [
      false,
      '大厅现在没有开放。今天 18:00 开门',
      null,
      ['9月23日（星期三）加开 18:00–20:00（高考报名）'],
    ],
  )
  await at('2026-09-23T18:30')
  equal(
    'and a number is today’s',
    (await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })).day,
    '2026-09-23',
  )
  equal(
    'while it runs the hall is open',
    (({ open, notice }) => [open, notice])(await anyone.get('/api/selfservice')),
    [true, ''],
  )
  await director.signIn('director')

  await until(
    'the county has the same',
    async () => (await director.get('/api/status')).agreed === 'equal',
  )
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
