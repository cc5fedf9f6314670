// The screens, one row each. Entries, titles, the front door's list, who may use a page and what it
// may weigh come from here; src/screens/<audience>/<name>/App.vue is what it shows.

export interface Screen {
  /** Its address is /name.html. */
  name: string
  title: string
  audience: 'citizen' | 'staff' | 'lead' | 'county'
  /** Brotli'd KB of JavaScript, style and HTML that its first load may weigh. */
  budget: number
  /** What it loads later counts too. */
  late?: true
  /** Who may use it; nobody named: everybody. A page with a head (kit/Shell.vue) holds to it. */
  roles?: string[]
  /** What the front door says of it; without it the page is not listed there. */
  door?: string
  /** What the front door calls it, and whom it names, where that is not the title and the roles. */
  doorTitle?: string
  doorRoles?: string[]
  /** It hangs or stands in the hall, on a device of its own. */
  device?: true
  /** Touched by citizens: kit/citizen.css. */
  touch?: true
}

const PEOPLE = [
  'guide',
  'clerk',
  'approver',
  'issuer',
  'director',
  'supervisor',
  'village',
  'technician',
]

// In the order in which the front door lists them.
export const SCREENS: Screen[] = [
  { name: 'index', title: 'minihall', audience: 'citizen', budget: 40 },
  {
    name: 'kiosk',
    title: '取号',
    audience: 'citizen',
    budget: 40,
    roles: ['kiosk', 'guide', 'clerk', 'director'],
    door: '选业务、取号排队',
    device: true,
    touch: true,
  },
  {
    name: 'board',
    title: '叫号屏',
    audience: 'citizen',
    budget: 40,
    door: '大厅屏幕，自动报号',
    device: true,
  },
  {
    name: 'guide',
    title: '咨询引导台',
    audience: 'staff',
    budget: 70,
    roles: ['guide'],
    door: '预审材料、发号、一次性告知',
  },
  {
    name: 'slip',
    title: '我的号票',
    audience: 'citizen',
    budget: 40,
    door: '前面几人、到哪个窗口、取消',
  },
  {
    name: 'self',
    title: '自助服务',
    audience: 'citizen',
    budget: 40,
    door: '办事指南、开放时间、怎样评价',
    touch: true,
  },
  {
    name: 'progress',
    title: '办件进度',
    audience: 'citizen',
    budget: 40,
    door: '凭办件编号和查询码查询',
  },
  {
    name: 'desk',
    title: '综合窗口',
    audience: 'staff',
    budget: 70,
    roles: ['clerk'],
    door: '叫号、收件、受理',
  },
  {
    name: 'office',
    title: '后台审批',
    audience: 'staff',
    budget: 70,
    roles: ['approver'],
    door: '审批办件',
  },
  {
    name: 'issue',
    title: '统一出件',
    audience: 'staff',
    budget: 70,
    roles: ['issuer'],
    door: '登记结果、核对领取',
  },
  {
    name: 'rate',
    title: '评价',
    audience: 'citizen',
    budget: 40,
    roles: ['rater'],
    door: '窗口前的评价平板',
    doorTitle: '评价器',
    device: true,
  },
  {
    name: 'setup',
    title: '大厅设置',
    audience: 'lead',
    budget: 70,
    roles: ['director', 'technician', 'guide'],
    door: '窗口、标识、潮汐、设置检查',
  },
  {
    name: 'sign',
    title: '窗口标识',
    audience: 'citizen',
    budget: 40,
    door: '挂在窗口上方的屏幕',
    doorTitle: '窗口标识屏',
    device: true,
  },
  {
    name: 'appointments',
    title: '预约',
    audience: 'staff',
    budget: 70,
    roles: ['guide', 'clerk', 'director'],
    door: '登记预约、签到、当天名单',
  },
  {
    name: 'village',
    title: '村站代约',
    audience: 'staff',
    budget: 70,
    roles: ['village'],
    door: '替村民预约',
  },
  {
    name: 'roster',
    title: '排班与服务清单',
    audience: 'lead',
    budget: 70,
    roles: ['director', 'guide', 'clerk', 'approver', 'issuer'],
    door: '值班、缺口、延时错时和预约清单',
    doorTitle: '排班与清单',
  },
  {
    name: 'lists',
    title: '延时错时和预约服务清单',
    audience: 'citizen',
    budget: 40,
    door: '公示：周末、节假日能办什么',
    doorTitle: '延时错时和预约清单',
  },
  {
    name: 'cases',
    title: '办件查看',
    audience: 'lead',
    budget: 70,
    roles: ['supervisor', 'director'],
    door: '红牌、黄牌、在办，只看不改',
  },
  {
    name: 'orders',
    title: '评价与整改',
    audience: 'lead',
    budget: 70,
    roles: ['supervisor', 'director'],
    door: '差评工单、纸质评价、汇总',
  },
  {
    name: 'backstop',
    title: '办不成事',
    audience: 'staff',
    budget: 70,
    roles: ['clerk', 'guide', 'supervisor', 'director'],
    door: '登记反映，限期办结',
  },
  {
    name: 'help',
    title: '帮办代办',
    audience: 'staff',
    budget: 70,
    roles: ['clerk', 'guide', 'director'],
    door: '委托、材料、帮办员',
  },
  {
    name: 'director',
    title: '主任看板',
    audience: 'lead',
    budget: 75,
    late: true,
    roles: ['director'],
    door: '此刻、日报、月报',
  },
  {
    name: 'status',
    title: '大厅状态',
    audience: 'lead',
    budget: 70,
    roles: ['director', 'technician', 'clerk'],
    door: '县级链路、批次、两边是否一致',
  },
  {
    name: 'people',
    title: '人员管理',
    audience: 'lead',
    budget: 70,
    roles: ['director'],
    door: '人员、考勤、请假、培训、考核、领导、机构',
  },
  {
    name: 'me',
    title: '我的',
    audience: 'staff',
    budget: 70,
    roles: PEOPLE,
    door: '自己的考勤、请假、培训、评分、密码',
  },
  {
    name: 'facilities',
    title: '场所与设施',
    audience: 'lead',
    budget: 70,
    roles: ['director', 'technician', 'guide', 'clerk', 'approver', 'issuer', 'supervisor'],
    door: '会议室预订、便民设施登记',
    doorRoles: ['director', 'technician', 'guide', 'approver', 'supervisor'],
  },
  { name: 'honours', title: '评优评先公布', audience: 'citizen', budget: 40, door: '公布的表扬' },
  {
    name: 'hub',
    title: '县级工作台',
    audience: 'county',
    budget: 70,
    roles: ['county_admin', 'county_approver', 'technician'],
    door: '各大厅、批次、联办决定、目录',
  },
]

/** What the front door needs to know of a screen. */
export interface Door {
  group: string
  href: string
  title: string
  text: string
  who: string[]
}
const GROUPS = { citizen: '群众', staff: '窗口与后台', lead: '管理', county: '县级' }

export const DOORS: Door[] = SCREENS.filter((s) => s.door).map((s) => ({
  group: s.device ? '大厅设备' : GROUPS[s.audience],
  href: `/${s.name}.html`,
  title: s.doorTitle ?? s.title,
  text: s.door ?? '',
  who: s.doorRoles ?? s.roles ?? [],
}))
