// Opening hours, roster, service lists and appointments, on real dates of the published calendar: a
// made-up Sunday, 中秋 and its half day, weekends, and the year that nobody has published yet. The
// hall's clock is set by restarting it.
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const offset = (local) => String(Date.parse(`${local}:00+08:00`) - Date.now())
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset('2026-09-18T08:00') })
const SR = 'SR-047' // 老年人优待证办理: general window, done at once, decided here
const ID = {
  zhang: '361102194903070026',
  li: '362324198201010019',
  wu: '361123198001010032',
  zhao: '361127199912314117',
  qian: '361125200802291236',
  sun: '361181196506150019',
}
const NAME = {
  zhang: '张三丰',
  li: '李四',
  wu: '吴玉兰',
  zhao: '赵大年',
  qian: '钱春生',
  sun: '孙桂花',
}
const person = (who, more = {}) => ({
  name: NAME[who],
  id_kind: 'identity_card',
  id_no: ID[who],
  ...more,
})
const clients = {}
async function signIn() {
  for (const login of ['guide', 'clerk', 'clerk2', 'director', 'village', 'approver']) {
    clients[login] ??= new Client(nodes.hallUrl)
    await clients[login].signIn(login)
  }
}
async function at(local) {
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = offset(local)
  await nodes.start('hall')
  await signIn()
}
const words = (d) => d.sessions.map((s) => `${s.kind} ${s.from}-${s.to}`)

try {
  await nodes.start('hub')
  await nodes.start('hall')
  await signIn()
  const { guide, clerk, clerk2, director, village } = clients
  const kiosk = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until(
    'the catalogue and the calendar are there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )

  // ---- opening hours
  const NORMAL = ['normal 08:30-12:00', 'noon 12:00-13:30', 'normal 13:30-17:00'],
    REST = ['rest_day 09:00-12:00', 'rest_day 13:30-17:00']
  const open = Object.fromEntries(
    (await anyone.get('/api/openings?from=2026-09-18&days=16')).days.map((d) => [d.date, d]),
  )
  equal('a Friday with 延时 at noon', words(open['2026-09-18']), NORMAL)
  equal('a Saturday is 错时', words(open['2026-09-19']), REST)
  equal(
    'a made-up Sunday works',
    [words(open['2026-09-20']), open['2026-09-20'].festival],
    [NORMAL, '调休上班'],
  )
  equal(
    '中秋 itself is half a day',
    [words(open['2026-09-25']), open['2026-09-25'].festival],
    [['festival 09:00-12:00'], '中秋节'],
  )
  equal('the day after it is a whole one', words(open['2026-09-26']), REST)
  equal('a holiday on a Thursday', words(open['2026-10-01']), REST)
  await director.post('/api/settings/after_open', { value: '1' })
  equal(
    '下班延时 when the hall has it',
    words((await anyone.get('/api/openings?from=2026-09-18')).days[0]),
    [...NORMAL, 'after 17:00-18:00'],
  )
  await director.post('/api/settings/after_open', { value: '0' })
  check(
    'a time is a time',
    await director.refused('/api/settings/hall_open_am', { value: '25:00' }, 'SETTING_RANGE'),
  )
  const closed = await director.post('/api/openings', {
    date: '2026-09-23',
    what: 'closed',
    reason: '停电检修',
  })
  equal(
    'a closed day',
    [closed.days[0].closed, closed.days[0].reason, closed.days[0].sessions],
    [true, '停电检修', []],
  )
  equal(
    'a one-off opening',
    words(
      (
        await director.post('/api/openings', {
          date: '2026-09-25',
          what: 'added',
          from: '14:00',
          to: '16:00',
          reason: '集中办理',
        })
      ).days[0],
    ),
    ['festival 09:00-12:00', 'extra 14:00-16:00'],
  )
  check(
    "a second stretch would take the first one's place",
    await director.refused(
      '/api/openings',
      { date: '2026-09-25', what: 'added', from: '09:00', to: '10:00', reason: '再加' },
      'OPENING_TWICE',
    ),
  )
  check(
    'what is open anyway is not added',
    await director.refused(
      '/api/openings',
      { date: '2026-09-24', what: 'added', from: '09:00', to: '11:00', reason: '多余' },
      'OPENING_TWICE',
    ),
  )
  equal(
    'back to the usual',
    words(
      (
        await director.post('/api/openings', {
          date: '2026-09-23',
          what: 'restored',
          reason: '供电恢复',
        })
      ).days[0],
    ),
    NORMAL,
  )
  await director.post('/api/openings', { date: '2026-09-25', what: 'restored', reason: '取消' })
  check(
    'a day that is over is over',
    await director.refused(
      '/api/openings',
      { date: '2026-09-17', what: 'closed', reason: '晚了' },
      'DAY_PAST',
    ),
  )
  check(
    'a one-off opening ends after it begins',
    await director.refused(
      '/api/openings',
      { date: '2026-09-25', what: 'added', from: '16:00', to: '14:00', reason: '反了' },
      'SHAPE',
    ),
  )

  // ---- roster
  const roster = await director.get('/api/roster?week=2026-09-18')
  equal(
    'the week begins on Monday and says what is missing',
    [roster.from, roster.days[4].sessions[0].gaps],
    ['2026-09-14', ['clerk', 'approver', 'issuer']],
  )
  const staff = Object.fromEntries(roster.staff.map((s) => [s.name, s.id]))
  const A = staff['李秀英'],
    B = staff['陈志强'],
    approver = staff['王海燕'],
    issuer = staff['刘小梅']
  const post = (date, session, duty, who, more = {}) => ({
    date,
    session,
    duty,
    staff: who,
    ...more,
  })
  check(
    'nobody serves without the role',
    await director.refused(
      '/api/roster',
      post('2026-09-18', 'am', 'clerk', approver),
      'ROSTER_ROLE',
    ),
  )
  check(
    'nobody serves when the hall is shut',
    await director.refused('/api/roster', post('2026-09-25', 'pm', 'clerk', A), 'ROSTER_CLOSED'),
  )
  check(
    'nor in the past',
    await director.refused('/api/roster', post('2026-09-17', 'am', 'clerk', A), 'DAY_PAST'),
  )
  check(
    'A角 and B角 are two people',
    await director.refused(
      '/api/roster',
      post('2026-09-18', 'am', 'clerk', A, { stand_in: A }),
      'SHAPE',
    ),
  )
  const filled = await director.post(
    '/api/roster',
    post('2026-09-18', 'am', 'clerk', A, { stand_in: B }),
  )
  equal(
    'the post has its stand-in',
    [
      filled.days[4].sessions[0].posts.map((p) => [p.name, p.stand_in_name, p.serving_name]),
      filled.days[4].sessions[0].gaps,
    ],
    [[['李秀英', '陈志强', '李秀英']], ['approver', 'issuer']],
  )
  check(
    'once is enough',
    await director.refused('/api/roster', post('2026-09-18', 'am', 'clerk', A), 'ROSTER_TAKEN'),
  )
  check(
    'only the director makes the roster',
    await clerk.refused('/api/roster', post('2026-09-18', 'pm', 'clerk', A), 'ROLE'),
  )
  const swapped = await director.post(
    '/api/roster/swap',
    post('2026-09-18', 'am', 'clerk', A, { with: B, reason: '开会' }),
  )
  equal(
    'swapped',
    swapped.days[4].sessions[0].posts.map((p) => [p.name, p.stand_in]),
    [['陈志强', null]],
  )
  await director.post('/api/roster/swap', post('2026-09-18', 'am', 'clerk', B, { with: A }))
  await director.post('/api/roster', post('2026-09-18', 'am', 'approver', approver))
  await director.post('/api/roster', post('2026-09-18', 'am', 'issuer', issuer))
  const busy = await director.post('/api/roster', post('2026-09-18', 'noon', 'clerk', A))
  equal('the morning is complete', busy.days[4].sessions[0].gaps, [])
  equal(
    'what is removed is gone',
    (await director.post('/api/roster/remove', post('2026-09-18', 'noon', 'clerk', A))).days[4]
      .sessions[1].posts,
    [],
  )
  await director.post('/api/roster', post('2026-09-18', 'pm', 'clerk', A))
  const copied = await director.post('/api/roster/copy', { from: '2026-09-18', to: '2026-09-25' })
  equal(
    'last week again, without what is shut on 中秋',
    [copied.copied, copied.skipped, copied.days[4].sessions.map((s) => s.posts.length)],
    [3, 1, [3]],
  )
  equal(
    'copying twice adds nothing',
    (await director.post('/api/roster/copy', { from: '2026-09-18', to: '2026-09-25' })).copied,
    0,
  )

  // ---- lists
  await director.post('/api/settings/list_check_days', { value: '7' })
  const draft = await director.get('/api/lists')
  equal(
    'every item waits for its place',
    [draft.version, draft.unplaced, draft.entries.length],
    [0, 130, 130],
  )
  check(
    'nothing is published half made',
    await director.refused('/api/lists/publish', {}, 'LIST_INCOMPLETE'),
  )
  check(
    'extended is not normal hours',
    await director.refused(
      '/api/lists/draft',
      { item: SR, list: 'extended', hours: ['normal'] },
      'LIST_HOURS',
    ),
  )
  check(
    'hours are words that exist',
    await director.refused(
      '/api/lists/draft',
      { item: SR, list: 'appointment', hours: ['midnight'] },
      'LIST_HOURS',
    ),
  )
  check(
    'neither list needs a reason',
    await director.refused('/api/lists/draft', { item: SR, list: 'none' }, 'LIST_INCOMPLETE'),
  )
  check(
    'no such item',
    await director.refused(
      '/api/lists/draft',
      { item: 'SR-999', list: 'none', reason: 'other' },
      'ITEM_UNKNOWN',
    ),
  )
  for (const e of draft.entries) {
    const place =
      e.item === SR
        ? { list: 'extended', hours: ['rest_day', 'festival'] }
        : e.zone === 'general'
          ? { list: 'appointment', hours: ['normal'] }
          : { list: 'none', reason: 'other_office', note: '' }
    await director.post('/api/lists/draft', { item: e.item, ...place })
  }
  const refusedPublish = await director.call('POST', '/api/lists/publish', {})
  check(
    'what the roster cannot keep is not published, and it says which slots and items',
    refusedPublish.value.error?.code === 'LIST_UNMANNED' &&
      /2026-09-19 上午（周末节假日错时）没有综合窗口和审批人员：老年人优待证办理/.test(
        refusedPublish.value.error.detail,
      ),
    () => JSON.stringify(refusedPublish.value),
  )
  const week = [
    '2026-09-19',
    '2026-09-20',
    '2026-09-21',
    '2026-09-22',
    '2026-09-23',
    '2026-09-24',
    '2026-09-25',
  ]
  for (const date of week)
    for (const session of date === '2026-09-25' ? ['am'] : ['am', 'pm'])
      for (const [duty, who] of [
        ['clerk', A],
        ['approver', approver],
      ]) {
        const reply = await director.call('POST', '/api/roster', post(date, session, duty, who))
        if (reply.status !== 200 && reply.value.error.code !== 'ROSTER_TAKEN')
          throw new Error(JSON.stringify(reply.value))
      }
  await director.post('/api/roster', post('2026-09-26', 'am', 'clerk', A))
  equal(
    'nothing stands in the way',
    [(await director.get('/api/lists')).problems, (await director.get('/api/lists')).unplaced],
    [[], 0],
  )
  const carried = draft.entries.filter((e) => e.zone === 'general' && e.item !== SR).length
  equal(
    'one clerk who carries too many items is told, and it may still be published',
    (await director.get('/api/lists')).warnings,
    [
      `正常时间（通用综合）：2026-09-20 上午等 10 个时段，1 名综合窗口人员要承担清单上的 ${carried} 项，每人至多 40 项`,
    ],
  )
  await director.post('/api/settings/list_items_per_clerk', { value: '130', reason: '测试' })
  equal('how many that is the director decides', (await director.get('/api/lists')).warnings, [])
  await director.post('/api/settings/list_items_per_clerk', { value: '40', reason: '测试' })
  await director.post('/api/lists/draft', {
    item: SR,
    list: 'extended',
    hours: ['after', 'rest_day', 'festival'],
  })
  check(
    'hours that the hall does not keep are not promised',
    (await director.get('/api/lists')).problems.join() ===
      '大厅没有开放“下班延时”：老年人优待证办理' || (await director.get('/api/lists')).problems,
  )
  await director.post('/api/lists/draft', {
    item: SR,
    list: 'extended',
    hours: ['rest_day', 'festival'],
  })
  equal('published', (await director.post('/api/lists/publish', { note: '第一版' })).version, 1)
  const shown = await anyone.get('/api/lists/published')
  equal(
    'and on the wall',
    [
      shown.version,
      shown.entries.filter((e) => e.list === 'extended').map((e) => [e.name, e.hours]),
    ],
    [1, [['老年人优待证办理', ['rest_day', 'festival']]]],
  )

  equal(
    'the guide says when else',
    [
      (await anyone.get(`/api/items/${SR}`)).service,
      (await anyone.get('/api/items/SR-001')).service ?? null,
    ],
    [{ list: 'extended', hours: ['rest_day', 'festival'] }, null],
  )

  // ---- A角 on leave: B角 steps in; both away: a gap, and no slots
  await director.post('/api/roster/remove', post('2026-09-22', 'am', 'clerk', A))
  await director.post('/api/roster', post('2026-09-22', 'am', 'clerk', A, { stand_in: B }))
  const onLeave = async (client) => {
    const id = (
      await client.post('/api/leaves', {
        kind: 'personal',
        from: '2026-09-22',
        from_half: 'am',
        to: '2026-09-22',
        to_half: 'am',
        reason: '家中有事',
      })
    ).leaves[0].id
    await director.post(`/api/leaves/${id}/approve`, {})
    return id
  }
  const morning = async () =>
    (await director.get('/api/roster?week=2026-09-22')).days[1].sessions[0]
  const leaveOfA = await onLeave(clerk)
  equal(
    'the B角 steps in',
    [
      (await morning()).posts
        .filter((p) => p.duty === 'clerk')
        .map((p) => [p.name, p.away, p.serving_name]),
      (await morning()).gaps,
    ],
    [[['李秀英', true, '陈志强']], ['issuer']],
  )
  equal(
    'and the slots stay',
    (await guide.get(`/api/booking?item=${SR}`)).days.find((d) => d.date === '2026-09-22').slots[0]
      .from,
    '08:30',
  )
  const leaveOfB = await onLeave(clerk2)
  equal(
    'both away: a gap, no slots in the morning',
    [
      (await morning()).gaps,
      (await guide.get(`/api/booking?item=${SR}`)).days.find((d) => d.date === '2026-09-22')
        .slots[0].from,
    ],
    [['clerk', 'issuer'], '13:30'],
  )
  check(
    'and the list can no longer be published',
    await director.refused('/api/lists/publish', {}, 'LIST_UNMANNED'),
  )
  await clerk.post(`/api/leaves/${leaveOfA}/cancel`, {})
  await clerk2.post(`/api/leaves/${leaveOfB}/cancel`, {})

  // ---- slots and holds
  await director.post('/api/settings/booking_per_clerk', { value: '10' })
  const booking = async (client = guide, item = SR) =>
    Object.fromEntries((await client.get(`/api/booking?item=${item}`)).days.map((d) => [d.date, d]))
  let days = await booking()
  equal(
    'slots are made from the roster',
    days['2026-09-18'].slots.map((s) => [s.from, s.capacity]).slice(0, 2),
    [
      ['08:30', 5],
      ['09:00', 5],
    ],
  )
  equal(
    'half an hour ahead is too near: walk in',
    [days['2026-09-18'].slots[0].why, days['2026-09-18'].slots[1].free],
    ['这个时段已经开始或马上开始', 5],
  )
  equal(
    'half a day on the festival',
    [
      days['2026-09-25'].slots.length,
      days['2026-09-25'].slots[0].from,
      days['2026-09-25'].slots.at(-1).to,
    ],
    [6, '09:00', '12:00'],
  )
  equal(
    'a made-up Sunday has normal slots',
    [days['2026-09-20'].slots[0].kind, days['2026-09-20'].slots[0].from],
    ['normal', '08:30'],
  )
  equal('nobody on duty, no slots', days['2026-09-27'].slots, [])
  const other = (await booking(guide, 'SR-043'))['2026-09-19'].slots[0]
  equal(
    'a rest day is for what the lists say',
    [other.free, other.why],
    [0, '这个事项在这个时段不办理'],
  )
  check(
    'and cannot be held',
    await guide.refused(
      '/api/appointments/hold',
      { item: 'SR-043', date: '2026-09-19', from: '09:00' },
      'BOOKING_NOT_LISTED',
    ),
  )
  const hold = (client, date, from, item = SR) =>
    client.post('/api/appointments/hold', { item, date, from })
  check(
    'no such slot',
    await guide.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-09-18', from: '08:45' },
      'BOOKING_NO_SLOT',
    ),
  )
  check(
    'beyond the horizon',
    await guide.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-11-18', from: '09:00' },
      'BOOKING_TOO_FAR',
    ),
  )
  await director.post('/api/settings/booking_lead_minutes', { value: '60' })
  check(
    'too near',
    await guide.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-09-18', from: '08:30' },
      'BOOKING_TOO_NEAR',
    ),
  )
  await director.post('/api/settings/booking_lead_minutes', { value: '0' })
  const rush = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      [guide, clerk, clerk2, kiosk, village][i % 5].call('POST', '/api/appointments/hold', {
        item: SR,
        date: '2026-09-21',
        from: '10:00',
      }),
    ),
  )
  equal(
    'twenty at once for five places: five',
    [
      rush.filter((r) => r.status === 200).length,
      rush.filter((r) => r.value.error?.code === 'BOOKING_FULL').length,
      new Set(rush.filter((r) => r.status === 200).map((r) => r.value.id)).size,
    ],
    [5, 15, 5],
  )
  equal(
    'the slot is full for everybody',
    (await booking())['2026-09-21'].slots.find((s) => s.from === '10:00').free,
    0,
  )
  const mineHeld = rush.find((r, i) => r.status === 200 && i % 5 === 3)
  if (mineHeld)
    equal(
      'a kiosk lets its hold go',
      (await kiosk.post(`/api/appointments/${mineHeld.value.id}/cancel`)).state,
      'cancelled',
    )

  // ---- booking at the kiosk, by the village station, by phone
  const first = await hold(kiosk, '2026-09-18', '09:00')
  equal(
    'held, with no name',
    [first.state, first.name, first.hold_until > first.date],
    ['held', null, true],
  )
  check(
    'a wrong number is said in words',
    await kiosk.refused(
      `/api/appointments/${first.id}/book`,
      person('zhang', { id_no: '361102194903070027' }),
      'ID_NUMBER',
    ),
  )
  check(
    'nobody books what another holds',
    await village.refused(
      `/api/appointments/${first.id}/book`,
      person('zhang'),
      'APPOINTMENT_OTHERS',
    ),
  )
  const booked = await kiosk.post(`/api/appointments/${first.id}/book`, person('zhang'))
  equal(
    'booked without a phone, shown masked',
    [
      booked.state,
      booked.name,
      booked.id_tail,
      booked.channel,
      booked.check_in_from,
      booked.check_in_until,
    ],
    ['booked', '张*丰', '0026', 'kiosk', '08:30', '09:15'],
  )
  const again = await hold(kiosk, '2026-09-18', '10:00')
  check(
    'one appointment a day',
    await kiosk.refused(`/api/appointments/${again.id}/book`, person('zhang'), 'BOOKING_DUPLICATE'),
  )
  equal(
    'the desk may, with a reason',
    (
      await (async () => {
        const h = await hold(guide, '2026-09-18', '10:00')
        return guide.post(
          `/api/appointments/${h.id}/book`,
          person('zhang', { override: '替老伴再办一件', channel: 'counter' }),
        )
      })()
    ).override,
    '替老伴再办一件',
  )
  const byPhone = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-18', '09:30')).id}/book`,
    person('li', { channel: 'phone', caller: '儿子李四', phone: '13800000000' }),
  )
  equal(
    'by phone, with who called',
    [byPhone.channel, byPhone.caller, byPhone.phone],
    ['phone', '儿子李四', '13800000000'],
  )
  equal(
    'the list masks the phone',
    (await guide.get('/api/appointments?date=2026-09-18')).appointments.find(
      (a) => a.id === byPhone.id,
    ).phone,
    '138****0000',
  )
  equal(
    'who opens it sees it',
    (await guide.get(`/api/appointments/${byPhone.id}`)).phone,
    '13800000000',
  )
  check(
    'a phone number is one or none',
    await guide.refused(
      `/api/appointments/${(await hold(guide, '2026-09-18', '11:00')).id}/book`,
      person('wu', { phone: 'abc' }),
      'PHONE',
    ),
  )
  const forVillager = await village.post(
    `/api/appointments/${(await hold(village, '2026-09-21', '09:00')).id}/book`,
    person('wu', { phone: '13900000000' }),
  )
  equal(
    'the village station books for a villager and sees its own only',
    [
      (await village.get('/api/appointments')).appointments.map((a) => [a.id, a.channel, a.phone]),
      (await village.get(`/api/appointments/${forVillager.id}`)).state,
    ],
    [[[forVillager.id, 'village', null]], 'booked'],
  )
  check(
    'not those of others',
    (await village.call('GET', `/api/appointments/${byPhone.id}`)).value.error.code ===
      'APPOINTMENT_OTHERS',
  )
  check(
    'nor may it move them',
    await village.refused(
      `/api/appointments/${byPhone.id}/move`,
      { date: '2026-09-21', from: '09:00' },
      'APPOINTMENT_OTHERS',
    ),
  )
  const moved = await village.post(`/api/appointments/${forVillager.id}/move`, {
    date: '2026-09-22',
    from: '09:30',
    reason: '下雨',
  })
  equal(
    'moved: the old one ends, the new one is booked',
    [
      moved.state,
      moved.date,
      moved.from,
      moved.moved_from,
      (await village.get(`/api/appointments/${forVillager.id}`)).state,
    ],
    ['booked', '2026-09-22', '09:30', forVillager.id, 'moved'],
  )
  equal(
    'the old one names the new',
    (await village.get(`/api/appointments/${forVillager.id}`)).moved_to,
    moved.id,
  )
  check(
    'what was moved is moved',
    await guide.refused(`/api/appointments/${forVillager.id}/cancel`, {}, 'APPOINTMENT_STATE'),
  )
  for (const [date, from] of [
    ['2026-09-23', '09:00'],
    ['2026-09-24', '09:00'],
  ])
    await kiosk.post(`/api/appointments/${(await hold(kiosk, date, from)).id}/book`, person('wu'))
  check(
    'three open ones are enough',
    await kiosk.refused(
      `/api/appointments/${(await hold(kiosk, '2026-09-21', '11:00')).id}/book`,
      person('wu'),
      'BOOKING_TOO_MANY',
    ),
  )
  const list = await guide.get('/api/appointments?date=2026-09-18')
  equal(
    'the day list',
    list.appointments.map((a) => [a.from, a.state]),
    [
      ['09:00', 'booked'],
      ['09:30', 'booked'],
      ['10:00', 'booked'],
    ],
  )
  const cancelMe = await kiosk.post(
    `/api/appointments/${(await hold(kiosk, '2026-09-22', '10:00')).id}/book`,
    person('qian'),
  )
  check(
    'a kiosk does not cancel for a stranger',
    await kiosk.refused(
      `/api/appointments/${cancelMe.id}/cancel`,
      { id_no: ID.sun },
      'APPOINTMENT_OTHERS',
    ),
  )
  equal(
    'but for whom the number belongs to',
    (await kiosk.post(`/api/appointments/${cancelMe.id}/cancel`, { id_no: ID.qian })).state,
    'cancelled',
  )
  const stop = await guide.post('/api/booking/stop', {
    stopped: true,
    message: '系统升级，明天恢复',
  })
  equal('booking stops with a message', [stop.stopped, stop.message], [true, '系统升级，明天恢复'])
  check(
    'nobody books',
    await kiosk.refused(
      '/api/appointments/hold',
      { item: SR, date: '2026-09-21', from: '09:00' },
      'BOOKING_STOPPED',
    ),
  )
  equal(
    'the page says why',
    (await kiosk.get(`/api/booking?item=${SR}`)).message,
    '系统升级，明天恢复',
  )
  equal(
    'and begins again',
    (await guide.post('/api/booking/stop', { stopped: false })).stopped,
    false,
  )

  // ---- arrival
  const early = await kiosk.post('/api/appointments/arrive', { id_no: ID.li })
  check(
    'too early is told when',
    early.arrival === 'early' && early.ticket === null && early.text.includes('09:00'),
    () => JSON.stringify(early),
  )
  check(
    'who has no appointment is told',
    await kiosk.refused('/api/appointments/arrive', { id_no: ID.sun }, 'NO_APPOINTMENT'),
  )
  const notToday = await kiosk.call('POST', '/api/appointments/arrive', { id_no: ID.wu })
  check(
    'of another day: the day is said to who knows the number',
    notToday.value.error.code === 'NO_APPOINTMENT' &&
      notToday.value.error.detail.includes('2026-09-22'),
  )
  const held = await hold(kiosk, '2026-09-21', '11:30')
  await at('2026-09-18T08:50')
  check(
    'a hold that ran out is free without any job',
    await kiosk.refused(`/api/appointments/${held.id}/book`, person('sun'), 'APPOINTMENT_LAPSED'),
  )
  equal('and was written down', (await guide.get(`/api/appointments/${held.id}`)).state, 'lapsed')
  const onTime = await kiosk.post('/api/appointments/arrive', { id_no: ID.zhang })
  equal(
    'on time: a number with its priority',
    [onTime.arrival, onTime.ticket.priority, onTime.ticket.appointment, onTime.appointment.state],
    ['on_time', 'appointment', first.id, 'checked_in'],
  )
  await kiosk.post(`/api/tickets/${onTime.ticket.id}/confirm`, { by: 'screen' })
  await guide.post(
    `/api/appointments/${(await guide.get('/api/appointments?date=2026-09-18')).appointments.find((a) => a.from === '10:00').id}/cancel`,
    { reason: '不用了' },
  )
  equal(
    'a second press is the same number',
    (await kiosk.post('/api/appointments/arrive', { id_no: ID.zhang })).ticket.id,
    onTime.ticket.id,
  )
  const soon = await guide.post(`/api/appointments/${byPhone.id}/check-in`, { walk_in: true })
  equal(
    'too early, but he may take a normal number',
    [soon.arrival, soon.ticket.priority],
    ['early', 'none'],
  )
  const late = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-18', '09:30')).id}/book`,
    person('qian'),
  )
  const gone = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-18', '11:30')).id}/book`,
    person('sun'),
  )
  await director.post('/api/settings/booking_no_show_minutes', { value: '60' })
  await at('2026-09-18T09:50')
  const lateNow = await kiosk.post('/api/appointments/arrive', { id_no: ID.qian })
  check(
    'late: a normal number, in words',
    lateNow.arrival === 'late' &&
      lateNow.ticket.priority === 'none' &&
      lateNow.appointment.state === 'checked_in' &&
      lateNow.text.includes('普通号'),
    () => JSON.stringify(lateNow),
  )
  equal('the list shows it', (await guide.get(`/api/appointments/${late.id}`)).arrival, 'late')
  await director.post('/api/settings/booking_no_show_minutes', { value: '15' })
  await director.post('/api/settings/no_show_most', { value: '1' })

  // ---- no-shows
  await at('2026-09-18T14:00')
  equal(
    'who did not come is a no-show',
    (await guide.get(`/api/appointments/${gone.id}`)).state,
    'no_show',
  )
  const tooLate = await kiosk.post('/api/appointments/arrive', { id_no: ID.sun })
  check(
    'and may still queue with a normal number',
    tooLate.ticket.priority === 'none' &&
      tooLate.text.includes('爽约') &&
      tooLate.appointment.state === 'no_show',
    () => JSON.stringify(tooLate),
  )
  equal(
    'once',
    (await kiosk.post('/api/appointments/arrive', { id_no: ID.sun })).ticket.id,
    tooLate.ticket.id,
  )
  check(
    'too many no-shows: not by oneself',
    await kiosk.refused(
      `/api/appointments/${(await hold(kiosk, '2026-09-21', '11:30')).id}/book`,
      person('sun'),
      'BOOKING_BLOCKED',
    ),
  )
  const excused = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-21', '11:30')).id}/book`,
    person('sun', { override: '住院，家属已说明' }),
  )
  equal(
    'the desk may, with a reason',
    [excused.state, excused.override],
    ['booked', '住院，家属已说明'],
  )
  check(
    'done is done',
    await guide.refused(
      `/api/appointments/${gone.id}/move`,
      { date: '2026-09-21', from: '09:00' },
      'APPOINTMENT_STATE',
    ),
  )

  // ---- the hall was not there: nobody's no-show
  const shut = await guide.post(
    `/api/appointments/${(await hold(guide, '2026-09-24', '10:00')).id}/book`,
    person('zhao'),
  )
  await director.post('/api/openings', { date: '2026-09-24', what: 'closed', reason: '暴雨' })
  equal(
    'the list of a closed day says so',
    (await guide.get('/api/appointments?date=2026-09-24')).closed,
    '暴雨',
  )

  // ---- a rest day: the case's clock starts on the next working day, unless it is done at once
  await at('2026-09-26T09:10')
  equal(
    'whoever had an appointment on a closed day is not blamed',
    [
      (await guide.get(`/api/appointments/${shut.id}`)).state,
      (await guide.get(`/api/appointments/${shut.id}`)).end_reason,
    ],
    ['cancelled', '大厅当天不开放：暴雨'],
  )
  await clients.clerk.post('/api/windows/1/sign-on')
  const receive = async (item, materials) => {
    const taken = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
    await kiosk.post(`/api/tickets/${taken.id}/confirm`, { by: 'screen' })
    const called = await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${called.id}/serve`, {})
    const made = await clerk.post('/api/cases', {
      ticket_id: called.id,
      item_id: item,
      applicant: { ...person('zhang'), phone: '' },
      materials: materials.map((no) => ({ no, taken: 'copy' })),
    })
    const accepted = await clerk.call('POST', `/api/cases/${made.id}/accept`, {})
    await clerk.post(`/api/tickets/${called.id}/finish`, {})
    return accepted.value
  }
  const promised = await anyone.get('/api/items/SR-043')
  const slow = await receive('SR-043', [1, 2, 3, 4])
  const workdays = [
    '2026-09-28',
    '2026-09-29',
    '2026-09-30',
    '2026-10-08',
    '2026-10-09',
    '2026-10-10',
    ...Array.from({ length: 15 }, (_, i) =>
      new Date(Date.UTC(2026, 9, 12 + i)).toISOString().slice(0, 10),
    ).filter((d) => ![0, 6].includes(new Date(d).getUTCDay())),
  ]
  equal(
    'taken on a holiday Saturday, the clock starts on Monday',
    [slow.clock_on, slow.due_on, promised.promised_unit],
    ['2026-09-28', workdays[promised.promised_days - 1], 'working'],
  )
  const atOnce = await receive(SR, [1, 2])
  equal('done at once: that day', [atOnce.clock_on, atOnce.due_on], ['2026-09-26', '2026-09-26'])

  const ranked = (await director.get('/api/lists')).entries
    .slice(0, 3)
    .map((e) => [e.item, e.cases, e.share, e.candidate])
  equal(
    'candidates come from what people did',
    [
      ranked
        .slice(0, 2)
        .map((r) => r[0])
        .sort(),
      ranked[0].slice(1),
      ranked[2][3],
    ],
    [['SR-043', 'SR-047'], [1, 50, true], false],
  )

  // ---- year end: the coming year's calendar is not published
  await at('2026-12-28T08:00')
  await director.post('/api/roster', post('2027-01-04', 'am', 'clerk', A))
  const over = (await booking())['2027-01-04']
  equal(
    'days of the unknown year are marked provisional',
    [over.provisional, over.slots[0].from],
    [true, '08:30'],
  )
  const nextYear = await guide.post(
    `/api/appointments/${(await hold(guide, '2027-01-04', '09:00')).id}/book`,
    person('li'),
  )
  equal('and so is the slip', [nextYear.provisional, nextYear.date], [true, '2027-01-04'])
  equal(
    'New Year is a holiday already published for its first year',
    (await anyone.get('/api/openings?from=2026-12-31&days=2')).days.map((d) => [
      d.works,
      d.provisional,
    ]),
    [
      [true, false],
      [true, true],
    ],
  )

  // ---- the county sees the lists; both sides agree
  const county = new Client(nodes.hubUrl)
  await county.signIn('county')
  await until(
    'the county sees the published lists',
    async () => (await county.get('/api/hub/lists?hall=361127102')).version === 1,
  )
  await until('both sides hold the same', async () => {
    await director.post('/api/link/contact')
    return (await director.get('/api/status')).agreed === 'equal'
  })
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-2000)}`)
} finally {
  await nodes.proven(['hall'])
  await nodes.end()
  finish()
}
