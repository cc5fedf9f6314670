// The hall's rooms and equipment: the register and what the policy asks for, out of order and
// mended; the meeting room, never twice at once; what citizens and the county see of it.
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const offset = (local) => String(Date.parse(`${local}:00+08:00`) - Date.now())
// a Tuesday
const nodes = await Nodes.make({ MINIHALL_CLOCK_OFFSET_MS: offset('2026-11-24T09:00') })
try {
  await nodes.start('hub')
  await nodes.start('hall')
  const [director, tech, guide, clerk, approver, supervisor, county] = await Promise.all(
    ['director', 'tech', 'guide', 'clerk', 'approver', 'supervisor', 'county'].map(
      async (login) => {
        const c = new Client(login === 'county' ? nodes.hubUrl : nodes.hallUrl)
        await c.signIn(login)
        return c
      },
    ),
  )
  const anyone = new Client(nodes.hallUrl)
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  const list = async () => await anyone.get('/api/facilities')
  const named = async (name) => (await list()).facilities.find((f) => f.name === name)

  // ---- the register
  const first = await list()
  equal(
    'what the command line registered',
    first.facilities.map((f) => [f.kind, f.name, f.place, f.count, f.usable]),
    [
      ['guide_desk', '咨询引导台', '大厅入口', 1, true],
      ['accessible', '无障碍通道', '东门坡道，低位受理台在2号窗口', 1, true],
    ],
  )
  equal(
    'what else is asked for where conditions allow',
    first.wanted.map((w) => [w.kind, w.must]),
    [
      ['self_service', false],
      ['meeting_room', false],
      ['waiting', false],
      ['nursing_room', false],
    ],
  )
  equal(
    'a kind that is none',
    nodes.command('facility', '--home', nodes.hall, '--kind', 'pool', '--place', '楼顶').status !==
      0,
    true,
  )
  check(
    'a guide registers nothing',
    await guide.refused(
      '/api/facilities',
      { kind: 'wheelchair', name: '轮椅', place: '门口' },
      'ROLE',
    ),
  )
  await tech.post('/api/facilities', {
    kind: 'wheelchair',
    name: '轮椅',
    place: '咨询引导台旁',
    count: 2,
    note: '向导办员借用',
  })
  await director.post('/api/facilities', {
    kind: 'nursing_room',
    name: '母婴室',
    place: '二楼东侧',
  })
  await director.post('/api/facilities', {
    kind: 'meeting_room',
    name: '审批会议室',
    place: '二楼西侧',
    seats: 12,
  })
  equal(
    'what is there is not asked for',
    (await list()).wanted.map((w) => w.kind),
    ['self_service', 'waiting'],
  )
  const wheelchair = (await named('轮椅')).id,
    nursing = (await named('母婴室')).id,
    room = (await named('审批会议室')).id,
    desk = (await named('咨询引导台')).id
  equal(
    'citizens read where it is; a meeting room is nothing for them',
    (await anyone.get('/api/selfservice')).facilities,
    [
      '咨询引导台：大厅入口',
      '无障碍通道：东门坡道，低位受理台在2号窗口',
      '轮椅（2）：咨询引导台旁，向导办员借用',
      '母婴室：二楼东侧',
    ],
  )
  equal(
    'changed',
    (
      await director.post(`/api/facilities/${wheelchair}`, {
        kind: 'wheelchair',
        name: '轮椅',
        place: '大厅入口右侧',
        count: 3,
      })
    ).facilities.find((f) => f.id === wheelchair).place,
    '大厅入口右侧',
  )
  check(
    'out of order needs a reason',
    await guide.refused(`/api/facilities/${nursing}/state`, { usable: false }, 'SHAPE'),
  )
  const broken = (
    await guide.post(`/api/facilities/${nursing}/state`, { usable: false, reason: '漏水' })
  ).facilities.find((f) => f.id === nursing)
  equal(
    'the guide says that it is out of order',
    [broken.usable, broken.reason, broken.since?.slice(0, 10)],
    [false, '漏水', '2026-11-24'],
  )
  check(
    'then citizens are not sent there, and it is missing',
    !(await anyone.get('/api/selfservice')).facilities.some((f) => f.startsWith('母婴室')) &&
      (await list()).wanted.some((w) => w.kind === 'nursing_room'),
  )
  check(
    'once',
    await guide.refused(
      `/api/facilities/${nursing}/state`,
      { usable: false, reason: '漏水' },
      'FACILITY_STATE',
    ),
  )
  equal(
    'mended',
    (await guide.post(`/api/facilities/${nursing}/state`, { usable: true })).facilities.find(
      (f) => f.id === nursing,
    ).reason,
    null,
  )
  equal(
    'no such thing',
    (await director.call('POST', '/api/facilities/F0/withdraw', { reason: '没有' })).value.error
      .code,
    'NOT_FOUND',
  )

  // ---- the set-up check, at the hall and at the county
  const found = (c) =>
    c.findings.filter((f) => f.code === 'facility_missing').map((f) => [f.severity, f.what])
  equal('nothing that must be there is missing', found(await director.get('/api/setup')), [])
  await director.post(`/api/facilities/${desk}/withdraw`, { reason: '改造' })
  equal('without a guide’s desk the check says so', found(await director.get('/api/setup')), [
    ['warning', 'guide_desk'],
  ])
  await until(
    'the county sees it',
    async () =>
      JSON.stringify(found((await county.get('/api/hub/setup')).halls[0].check)) ===
      '[["warning","guide_desk"]]',
    60000,
  )
  await director.post('/api/facilities', {
    kind: 'guide_desk',
    name: '咨询引导台',
    place: '大厅中央',
  })

  // ---- the meeting room
  const wish = (more = {}) => ({
    room,
    date: '2026-11-25',
    from: '09:00',
    to: '10:00',
    purpose: 'joint_review',
    title: '宅基地联合审查',
    people: 8,
    ...more,
  })
  const week = await approver.post('/api/rooms', wish())
  const wednesday = (w) =>
    w.days[2].bookings.map((b) => [b.from, b.to, b.title, b.by, b.may_cancel])
  equal(
    'booked',
    [week.from, wednesday(week)],
    ['2026-11-23', [['09:00', '10:00', '宅基地联合审查', '王海燕', true]]],
  )
  const busy = await guide.call(
    'POST',
    '/api/rooms',
    wish({ from: '09:30', to: '09:45', title: '调解' }),
  )
  equal(
    'never twice at once, and it says whose it is',
    [busy.value.error?.code, busy.value.error?.detail],
    ['ROOM_BUSY', '09:00–10:00 宅基地联合审查（王海燕）'],
  )
  const rush = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      [guide, director, supervisor, approver][i % 4].call(
        'POST',
        '/api/rooms',
        wish({ from: '14:00', to: '15:00', title: `抢订${i}` }),
      ),
    ),
  )
  equal(
    'eight at once: one',
    [
      rush.filter((r) => r.status === 200).length,
      rush.filter((r) => r.value.error?.code === 'ROOM_BUSY').length,
    ],
    [1, 7],
  )
  equal(
    'end to end is no conflict',
    wednesday(
      await guide.post(
        '/api/rooms',
        wish({ from: '10:00', to: '11:00', purpose: 'mediation', title: '土地纠纷调解' }),
      ),
    ).map((b) => b[0]),
    ['09:00', '10:00', '14:00'],
  )
  for (const [why, more, code] of [
    ['too many people', { people: 13, from: '11:00', to: '12:00' }, 'ROOM_SMALL'],
    ['the end before the beginning', { from: '12:00', to: '11:00' }, 'ROOM_TIME'],
    ['before the room opens', { from: '07:00', to: '09:00' }, 'ROOM_TIME'],
    ['too far', { date: '2027-02-01' }, 'ROOM_TIME'],
    ['yesterday', { date: '2026-11-23' }, 'DAY_PAST'],
    ['this morning', { date: '2026-11-24', from: '08:00', to: '08:30' }, 'DAY_PAST'],
    ['a day that is none', { date: '2026-13-01' }, 'SHAPE'],
    ['what is no room', { room: wheelchair }, 'NOT_FOUND'],
    ['a case that is none', { case_id: '1', from: '11:00', to: '12:00' }, 'NOT_FOUND'],
  ])
    check(`not booked: ${why}`, await director.refused('/api/rooms', wish(more), code))
  await director.post('/api/settings/room_from', { value: '19:00', reason: '试行' })
  check(
    'hours that cross book nothing, and the hall goes on',
    await director.refused('/api/rooms', wish({ from: '16:00', to: '17:00' }), 'ROOM_TIME'),
  )
  await director.post('/api/settings/room_from', { value: '08:00', reason: '试行' })
  check(
    'clerks look only',
    await clerk.refused('/api/rooms', wish({ from: '16:00', to: '17:00' }), 'ROLE'),
  )
  equal(
    'and see who has it',
    (await clerk.get('/api/rooms?week=2026-11-26')).days[2].bookings.map((b) => b.may_cancel),
    [false, false, false],
  )
  await clerk.post('/api/windows/1/sign-on')
  const ticket = await guide.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
  const opened = await clerk.post('/api/cases', {
    ticket_id: ticket.id,
    item_id: 'SR-097',
    applicant: { name: '张三丰', id_kind: 'identity_card', id_no: '361102194903070026' },
  })
  const about = (
    await supervisor.post(
      '/api/rooms',
      wish({
        date: '2026-11-26',
        purpose: 'video',
        title: '与县自然资源局会商',
        case_id: opened.id,
      }),
    )
  ).days[3].bookings[0]
  equal(
    'about a case',
    [about.case_id, about.case_name],
    [opened.id, '农村村民住宅建设用地（宅基地）审批'],
  )
  const mine = wednesdayId(await approver.get('/api/rooms?week=2026-11-25'), '宅基地联合审查')
  function wednesdayId(w, title) {
    return w.days[2].bookings.find((b) => b.title === title).id
  }
  check(
    'nobody cancels what another booked',
    await supervisor.refused(`/api/rooms/${mine}/cancel`, { reason: '我要用' }, 'ROOM_OTHERS'),
  )
  equal(
    'he who booked does',
    wednesday(await approver.post(`/api/rooms/${mine}/cancel`, { reason: '改期' })).map(
      (b) => b[0],
    ),
    ['10:00', '14:00'],
  )
  check(
    'once',
    await approver.refused(`/api/rooms/${mine}/cancel`, { reason: '改期' }, 'ROOM_STATE'),
  )
  equal(
    'its time is free again',
    wednesday(
      await director.post(
        '/api/rooms',
        wish({ from: '09:30', to: '10:00', title: '例会', purpose: 'meeting' }),
      ),
    ).length,
    3,
  )
  equal(
    'the desk cancels for others',
    wednesday(await guide.post(`/api/rooms/${about.id}/cancel`, { reason: '县里改到下周' })).length,
    3,
  )
  check(
    'a room with bookings stays',
    await director.refused(
      `/api/facilities/${room}/withdraw`,
      { reason: '改仓库' },
      'FACILITY_IN_USE',
    ),
  )
  check(
    'and stays a room',
    await director.refused(
      `/api/facilities/${room}`,
      { kind: 'other', name: '仓库', place: '二楼西侧' },
      'FACILITY_IN_USE',
    ),
  )
  await guide.post(`/api/facilities/${room}/state`, { usable: false, reason: '投影仪坏了' })
  check(
    'none is booked that is out of order',
    await director.refused('/api/rooms', wish({ date: '2026-11-27' }), 'ROOM_CLOSED'),
  )
  equal(
    'what was booked still shows',
    [
      (await director.get('/api/rooms')).rooms[0].reason,
      wednesday(await director.get('/api/rooms')).length,
    ],
    ['投影仪坏了', 3],
  )

  await until('both sides agree', agrees(director), 60000)
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', error.stack)
}
await nodes.end()
finish()
