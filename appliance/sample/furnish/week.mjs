// A week before the sample opens: who works here, since when and as what; the roster of four weeks
// with B角; the lists on the wall; training; helpers; rooms and equipment.
import { day, signedIn, until } from './client.mjs'

const HALL = '361127102'
// login, name, roles, employment, employer, post, B角; those without roles have accounts already.
// All made up.
const PEOPLE = [
  [
    'clerk',
    '',
    null,
    'purchased',
    '县行政审批局',
    'window_clerk',
    'clerk5',
    {
      supplier: '样例人力资源公司',
      contract_no: 'HT-2026-08',
      skill_level: 'level4',
      certificate_no: 'XZBSY-2024-0117',
      certificate_on: '2024-09-20',
    },
  ],
  [
    'clerk2',
    '',
    null,
    'unified',
    '黄金埠镇便民服务中心',
    'window_clerk',
    'clerk5',
    { skill_level: 'level5', certificate_no: 'XZBSY-2025-0342', certificate_on: '2025-06-18' },
  ],
  [
    'clerk5',
    '徐丽',
    ['clerk'],
    'purchased',
    '县行政审批局',
    'window_clerk',
    'clerk',
    { supplier: '样例人力资源公司', contract_no: 'HT-2026-08' },
  ],
  ['clerk3', '黄晓燕', ['clerk'], 'posted', '黄金埠派出所', 'window_clerk', '', {}],
  ['clerk4', '汪俊', ['clerk'], 'posted', '样例供电公司', 'window_clerk', '', {}],
  ['approver', '', null, 'administrative', '镇社会事务办', 'approver', 'approver2', {}],
  ['approver2', '何立新', ['approver'], 'institution', '镇农业农村办', 'approver', 'approver', {}],
  ['issuer', '', null, 'unified', '黄金埠镇便民服务中心', 'issuer', 'guide2', {}],
  ['guide', '', null, 'volunteer', '镇团委', 'guide', 'guide2', {}],
  ['guide2', '江小燕', ['guide', 'issuer'], 'institution', '黄金埠镇便民服务中心', 'guide', '', {}],
  ['director', '', null, 'administrative', '黄金埠镇人民政府', 'director', '', {}],
  ['supervisor', '', null, 'administrative', '镇纪委', 'other', '', {}],
  ['tech', '', null, 'institution', '黄金埠镇便民服务中心', 'technician', '', {}],
]

async function people(director, base, password, today) {
  for (const [login, name, roles] of PEOPLE)
    if (roles) await director.post('/api/staff', { name, login, password, roles })
  const staff = Object.fromEntries(
    (await director.get('/api/staff')).staff.map((s) => [s.login, s.id]),
  )
  // attendance asks for every day from here on; the first that is rehearsed
  const from = day(today, 1)
  for (const [i, [login, , , employment, employer, post, standIn, more]] of PEOPLE.entries()) {
    await director.post(`/api/staff/${staff[login]}/profile`, {
      employment,
      employer,
      post,
      unit: HALL,
      from,
      stand_in: standIn ? staff[standIn] : '',
      attends: true,
      ...more,
    })
    await director.post(`/api/staff/${staff[login]}/contact`, {
      phone: `0793-55502${String(i).padStart(2, '0')}`,
    })
  }
  for (const [kind, name, title, phone] of [
    ['head', '徐志远', '镇党委副书记、镇长', '0793-5550101'],
    ['in_charge', '程向东', '副镇长', '0793-5550102'],
  ])
    await director.post('/api/leaders', { kind, name, title, phone, from: '2025-01-01' })
  await director.post('/api/settings/hall_phone', { value: '0793-5550100' })
  await director.post('/api/settings/today_after_close', {
    value: '1',
    reason: '样例：几点钟打开都能试着取号',
  })
  const away = (await director.get(`/api/openings?from=${day(today, 1)}&days=7`)).days.filter(
    (d) => d.works,
  )[2].date // a rehearsed day: the B角 sits at his window
  const clerk2 = await signedIn(base, 'clerk2', password)
  const asked = await clerk2.post('/api/leaves', {
    kind: 'personal',
    from: away,
    from_half: 'am',
    to: away,
    to_half: 'pm',
    reason: '家中有事',
  })
  await director.post(
    `/api/leaves/${asked.leaves.find((l) => l.state === 'requested').id}/approve`,
    {},
  )
  return staff
}

// session → who: duty, A角, zone, B角
const ORDINARY = [
  ['clerk', 'clerk', 'general', 'clerk5'],
  ['clerk', 'clerk2', 'general', 'clerk5'],
  ['clerk', 'clerk3', 'public_security', ''],
  ['clerk', 'clerk4', 'public_utility', ''],
  ['approver', 'approver', 'general', 'approver2'],
  ['issuer', 'issuer', 'general', 'guide2'],
  ['guide', 'guide', 'general', 'guide2'],
]
const SHORT = [
  ['clerk', 'clerk5', 'general', 'clerk'],
  ['approver', 'approver2', 'general', 'approver'],
]
const postsOf = (session) => (session.kind === 'normal' ? ORDINARY : SHORT)

async function roster(director, staff, today) {
  // the first is whole and is copied; holidays and what is half over are filled in by hand
  const weeks = [7, 0, 14, 21].map((days) => day(today, days))
  for (const week of weeks) {
    if (week !== weeks[0]) await director.post('/api/roster/copy', { from: weeks[0], to: week })
    for (const date of (await director.get(`/api/roster?week=${week}`)).days) {
      if (date.date < today) continue
      for (const session of date.sessions) {
        const there = new Set(session.posts.map((p) => p.duty + p.staff))
        for (const [duty, a, zone, b] of postsOf(session)) {
          if (!there.has(duty + staff[a]))
            await director.post('/api/roster', {
              date: date.date,
              session: session.session,
              duty,
              staff: staff[a],
              zone,
              stand_in: b ? staff[b] : '',
            })
        }
      }
    }
  }
}

/** Every item has its place: frequent ones that are done at once in the extended hours, the others by appointment, the rest with a reason. */
function placed(e) {
  if (/宅基地|验收|危房|施工许可|占道|户外广告|林木/.test(e.name))
    return { list: 'none', reason: 'field_work' }
  if (/补贴面积申报|冬春生活救助/.test(e.name)) return { list: 'none', reason: 'season' }
  if (e.zone !== 'general')
    return e.frequent && e.zone === 'public_security'
      ? { list: 'appointment', hours: ['normal'] }
      : { list: 'none', reason: 'other_office' }
  if (e.frequent && e.kind === 'instant')
    return { list: 'extended', hours: ['noon', 'rest_day', 'festival'] }
  return { list: 'appointment', hours: ['normal', 'rest_day'] }
}
async function lists(director) {
  for (const e of (await director.get('/api/lists')).entries)
    await director.post('/api/lists/draft', { item: e.item, ...placed(e) })
  await director.post('/api/lists/publish', {
    note: '高频、即办的个人事项延时错时办理，其余一般事项可以预约',
  })
}

async function training(director, staff, today) {
  const from = `${today.slice(0, 4)}-01-01`,
    to = `${today.slice(0, 4)}-12-31`
  const after = day(today, 10) <= to ? day(today, 10) : to
  const all = ['style', 'basics', 'law', 'procedure', 'etiquette', 'mental_health', 'ethics']
  const county = (
    await director.post('/api/training/plans', {
      title: `${today.slice(0, 4)}年窗口人员常态化培训`,
      giver: 'county',
      from,
      to,
      subjects: all,
      minutes: 1440,
    })
  ).plans.find((p) => p.giver === 'county')
  const village = (
    await director.post('/api/training/plans', {
      title: `${today.slice(0, 4)}年村站人员培训`,
      giver: 'township',
      from,
      to,
      subjects: ['basics', 'procedure'],
      minutes: 480,
    })
  ).plans.find((p) => p.giver === 'township')
  const sessions = [
    [
      county,
      'basics',
      '综合窗口受理规范',
      '县行政审批局 王老师',
      -60,
      ['clerk', 'clerk2', 'clerk3', 'clerk5', 'guide'],
      ['clerk4'],
    ],
    [
      county,
      'etiquette',
      '窗口服务礼仪',
      '县政务服务中心 刘老师',
      -21,
      ['clerk', 'clerk2', 'clerk4', 'issuer', 'guide2'],
      ['guide'],
    ],
    [village, 'procedure', '帮办代办流程', '张国庆', -12, ['village'], []],
    [county, 'law', '行政许可法与一次性告知', '县司法局 赵老师', null, [], []],
  ]
  for (const [plan, subject, title, teacher, ago, came, absent] of sessions) {
    const on = ago === null ? after : day(today, ago) < from ? from : day(today, ago)
    const held = (
      await director.post('/api/training/sessions', {
        plan: plan.id,
        subject,
        title,
        giver: plan.giver,
        teacher,
        on,
        minutes: 120,
      })
    ).sessions.find((s) => s.title === title)
    if (came.length)
      await director.post(`/api/training/sessions/${held.id}/attendance`, {
        people: [
          ...came.map((login, i) => ({
            staff: staff[login],
            present: true,
            mark: 82 + ((i * 7) % 17),
          })),
          ...absent.map((login) => ({ staff: staff[login], present: false })),
        ],
      })
  }
}

async function facilities(director) {
  const have = [
    ['self_service', '24小时自助服务区', '东门外侧', 1, '可查进度、看指南、取次日号'],
    ['waiting', '休息等候区', '大厅中间', 1, '有饮水、充电'],
    ['nursing_room', '母婴室', '二楼东侧', 1, '向导办员拿钥匙'],
    ['wheelchair', '轮椅', '咨询引导台旁', 2, '向导办员借用'],
    ['reading_glasses', '老花镜', '填单台', 6, ''],
    ['copying', '免费复印', '2号窗口旁', 1, '办事材料免费'],
    ['first_aid', '急救药箱', '咨询引导台', 1, ''],
    ['charging', '手机充电', '休息等候区', 4, ''],
  ]
  for (const [kind, name, place, count, note] of have)
    await director.post('/api/facilities', { kind, name, place, count, note })
  await director.post('/api/facilities', {
    kind: 'meeting_room',
    name: '审批会议室',
    place: '二楼西侧',
    seats: 12,
    note: '投影、视频会议',
  })
}

async function helpers(director) {
  for (const [name, village, phone, badge] of [
    ['余小芳', '样例甲村', '0793-5550301', 'XGS-001'],
    ['吴志明', '样例乙村', '0793-5550302', 'XGS-002'],
    ['周建华', '镇便民服务中心', '0793-5550303', 'XGS-003'],
  ])
    await director.post('/api/help/helpers', {
      name,
      village,
      phone,
      badge,
      items: [],
      active: true,
    })
  await director.post('/api/help/items/SR-015', {
    helped: false,
    agent: false,
    reason: '须本人到场采集人像和指纹',
  })
  await director.post('/api/help/items/SR-047', {
    helped: true,
    agent: true,
    reason: '老人行动不便的可以代办',
  })
}

export async function week(base, password) {
  const director = await signedIn(base, 'director', password)
  await until(
    'the catalogue comes from the county',
    async () => (await director.get('/api/items?limit=1')).total > 0,
  )
  const today = (await director.get('/api/openings?days=1')).days[0].date
  const staff = await people(director, base, password, today)
  await roster(director, staff, today)
  await lists(director)
  await training(director, staff, today)
  await helpers(director)
  await facilities(director)
}
