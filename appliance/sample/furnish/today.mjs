// The day the sample opens, after the rehearsed week: appointments, a report of 办不成事 under way,
// requests for help, what the director said of his people, and the county's answers to the older
// half of what was handed to it.
import { day, signedIn, until } from './client.mjs'

// People who do not exist: the sequence digits of their numbers (000) are given to nobody.
function person(name, birth, more = {}) {
  const digits = `362329${birth}000`,
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const check = '10X98765432'[weights.reduce((sum, w, i) => sum + w * Number(digits[i]), 0) % 11]
  return { name, id_kind: 'identity_card', id_no: digits + check, ...more }
}
const VISITORS = [
  person('吴金水', '19470312'),
  person('张细妹', '19520608'),
  person('陈国平', '19850921'),
  person('刘雅琴', '19931105'),
  person('艾明辉', '19780417'),
  person('洪桂英', '19550129'),
]

async function appointments(guide, village) {
  const items = ['SR-042', 'SR-052', 'SR-087', 'SR-067', 'SR-112', 'SR-088']
  let made = 0
  for (const wanted of [2, 3, 1]) {
    // today, the next days that are open
    const day = (await guide.get(`/api/booking?item=${items[made]}`)).days.filter(
      (d) => d.free > 0,
    )[made ? (made < 3 ? 1 : 2) : 0]
    for (let i = 0; day && i < wanted; i++, made++) {
      const open =
        (await guide.get(`/api/booking?item=${items[made]}`)).days
          .find((d) => d.date === day.date)
          ?.slots.filter((s) => s.free > 0 && !s.why) ?? []
      const slot = open[Math.min(open.length - 1, i * 3)]
      if (!slot) continue
      const who = made === 4 ? village : guide
      const held = await who.post('/api/appointments/hold', {
        item: items[made],
        date: day.date,
        from: slot.from,
      })
      await who.post(`/api/appointments/${held.id}/book`, {
        ...VISITORS[made],
        phone: `0793-55504${String(made).padStart(2, '0')}`,
        ...(who === guide &&
          (made % 2 ? { channel: 'phone', caller: VISITORS[made].name } : { channel: 'counter' })),
      })
    }
  }
}

async function backstop(guide, supervisor, today) {
  const first = await guide.post('/api/backstop', {
    item_id: 'SR-044',
    reason: 'passed_around',
    text: '残联说找民政，民政说找残联，跑了三趟没有办成。',
    name: '洪桂英',
    phone: '0793-5550405',
    window: 2,
  })
  await supervisor.post(`/api/backstop/${first.id}/accept`, { text: '已登记' })
  await supervisor.post(`/api/backstop/${first.id}/contact`, {
    text: '已电话联系，说明办理步骤，约定三日内答复',
  })
  await supervisor.post(`/api/backstop/${first.id}/classify`, {
    class: 'complex',
    text: '涉及两个部门',
  })
  await supervisor.post(`/api/backstop/${first.id}/assign`, {
    to: '镇社会事务办 王海燕',
    text: `请与县残联对接，${day(today, 3)}前反馈`,
  })
  await guide.post('/api/backstop', {
    want: '补开 1998 年的独生子女证明',
    reason: 'history',
    text: '原始档案查不到，不知道找谁。',
    name: '艾明辉',
    phone: '0793-5550404',
  })
}

async function help(guide, clerk) {
  const helper = (await guide.get('/api/help/helpers')).helpers.find((h) => h.badge === 'XGS-001')
  const old = {
    name: '吴金水',
    phone: '0793-5550400',
    village: '样例甲村',
    address: '样例甲村3组8号',
  }
  const one = await guide.post('/api/help/requests', {
    kind: 'agent',
    principal: old,
    item_id: 'SR-047',
    need: 'elder',
    home_visit: true,
    note: '腿脚不便，家里没有年轻人',
  })
  await guide.post(`/api/help/requests/${one.id}/assign`, { helper_id: helper.id })
  await guide.post(`/api/help/requests/${one.id}/agree`, {
    scope: '代为申请、领取老年人优待证',
    papers: [
      { name: '居民身份证', copies: 1, original: true },
      { name: '一寸照片', copies: 2, original: false },
    ],
  })
  await clerk.post('/api/help/requests', {
    kind: 'helped',
    principal: { name: '陈国平', phone: '0793-5550402', village: '样例乙村', address: '在外务工' },
    item_id: 'SR-087',
    need: 'far',
    home_visit: false,
  })
  for (const [kind, item_id, text] of [
    ['consult', 'SR-074', '问城乡居民医保几号停缴，已告知截止日期'],
    ['refer', 'SR-100', '不动产登记引导到综合窗口收件'],
    ['help', '', '帮老人在自助机上查办件进度'],
  ])
    await guide.post('/api/guide/log', { kind, ...(item_id && { item_id }), text })
}

async function praise(director, base, password, today) {
  const staff = Object.fromEntries(
    (await director.get('/api/staff')).staff.map((s) => [s.login, s.id]),
  )
  await director.post('/api/commendations', {
    staff: staff.clerk2,
    kind: 'service_star',
    title: '本月服务之星',
    on: today,
    text: '为外出务工群众延时办理，三次上门',
    published: true,
  })
  await director.post('/api/commendations', {
    staff: staff.guide,
    kind: 'thanks',
    title: '群众感谢信',
    on: today,
    text: '帮走失老人联系家属',
    published: true,
  })
  await director.post('/api/disciplines', {
    staff: staff.clerk4,
    kind: 'late',
    measure: 'reminder',
    on: today,
    text: '本周两次迟到，提醒谈话',
  })
  const days = (await director.get(`/api/openings?from=${day(today, 7)}&days=10`)).days
  const from = days.find((d) => d.works).date
  await (
    await signedIn(base, 'clerk4', password)
  ).post('/api/leaves', {
    kind: 'annual',
    from,
    from_half: 'am',
    to: from,
    to_half: 'pm',
    reason: '年休假',
  })
}

async function meetings(director, approver, today) {
  const room = (await director.get('/api/facilities')).facilities.find(
    (f) => f.kind === 'meeting_room',
  ).id
  const open = (await director.get(`/api/openings?from=${day(today, 1)}&days=10`)).days
    .filter((d) => d.works)
    .map((d) => d.date)
  await approver.post('/api/rooms', {
    room,
    date: open[0],
    from: '09:00',
    to: '10:30',
    purpose: 'joint_review',
    title: '宅基地联合审查（3 户）',
    people: 7,
  })
  await director.post('/api/rooms', {
    room,
    date: open[0],
    from: '14:30',
    to: '15:30',
    purpose: 'video',
    title: '与县行政审批局视频会商',
    people: 4,
  })
  await director.post('/api/rooms', {
    room,
    date: open[2],
    from: '08:30',
    to: '09:00',
    purpose: 'meeting',
    title: '窗口人员周例会',
    people: 11,
  })
}

/** One bad rating on paper when the week left none open. */
async function complaint(supervisor, today) {
  if ((await supervisor.get('/api/orders')).orders.length) return
  for (let back = 0; back < 4; back++)
    for (let no = 1; no < 40; no++) {
      const reply = await supervisor.ask('POST', '/api/ratings/paper', {
        day: day(today, -back),
        number: `A${String(no).padStart(3, '0')}`,
        paper_no: 'ZZ-001',
        level: 'dissatisfied',
        text: '等了很久，材料问了两遍。',
      })
      if (reply.status === 200) return
    }
}

async function county(hubBase, password, waits) {
  const approver = await signedIn(hubBase, 'county-approver', password)
  let cases = []
  await until(
    'the cases reach the county',
    async () =>
      (cases = (await approver.get('/api/hub/cases?state=forwarded&limit=500')).cases).length >=
      waits,
  )
  cases.sort((a, b) => (a.accepted_at < b.accepted_at ? -1 : 1))
  for (const [i, c] of cases.slice(0, Math.floor(cases.length / 2)).entries())
    await approver.post(
      `/api/hub/cases/${c.id}/decide`,
      i % 12 === 7
        ? {
            outcome: 'rejected',
            opinion: '经比对，家庭人均收入超过规定标准。可在六十日内申请行政复议。',
          }
        : { outcome: 'approved', opinion: '经审核，符合条件，同意。' },
    )
}

export async function today(base, hubBase, password) {
  const [director, supervisor, guide, clerk, village] = await Promise.all(
    ['director', 'supervisor', 'guide', 'clerk', 'village'].map((login) =>
      signedIn(base, login, password),
    ),
  )
  const date = (await director.get('/api/openings?days=1')).days[0].date
  await appointments(guide, village)
  await backstop(guide, supervisor, date)
  await help(guide, clerk)
  await praise(director, base, password, date)
  await meetings(director, await signedIn(base, 'approver', password), date)
  await complaint(supervisor, date)
  const waits = (await director.get('/api/cases?state=forwarded&limit=500')).cases.length
  await county(hubBase, password, waits)
  await until(
    'the county’s decisions reach the hall',
    async () =>
      (await director.get('/api/cases?state=forwarded&limit=500')).cases.length <=
      Math.ceil(waits / 2),
  )
}
