// The self-service area after hours: guides, hours and phones, items by what people call them, and a number for the next working day, which on a Friday in
// September 2026 is a made-up Sunday.
import { Client, check, equal, finish, until } from './client.mjs'
import { Nodes } from './nodes.mjs'

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
  const kiosk = new Client(nodes.hallUrl), anyone = new Client(nodes.hallUrl), guide = new Client(nodes.hallUrl), director = new Client(nodes.hallUrl), clerk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await director.signIn('director')
  await until('the catalogue and the calendar are there', async () => (await anyone.get('/api/items?limit=500')).total === 130)

  // ---- guides
  const names = async (q) => (await anyone.get(`/api/items?limit=5&q=${encodeURIComponent(q)}`)).items.map((i) => i.name)
  equal('by what people call it', (await names('低保'))[0], '最低生活保障审核确认')
  equal('by the initials of that', [(await names('GLBT'))[0], (await names('dbh'))[0]], ['高龄津贴申请', '最低生活保障审核确认'])
  equal('by its name as before', (await names('高龄津贴'))[0], '高龄津贴申请')
  equal('by its code, as it is, as typed, as a scanner types it', [(await names('SR-042'))[0], (await names('sr042'))[0], (await names('SR042'))[0], (await names('SR-04')).length], ['高龄津贴申请', '高龄津贴申请', '高龄津贴申请', 5])
  equal('and nothing for nonsense', await names('火星移民'), [])
  const guideSheet = await anyone.get('/api/items/SR-042')
  equal('a guide has conditions, steps and materials', [guideSheet.conditions.length > 5, guideSheet.steps.length, guideSheet.materials.length > 1], [true, 4, true])
  await director.post('/api/settings/hall_phone', { value: '0793-7770001', reason: '' })
  const info = await anyone.get('/api/selfservice')
  equal('who to ask and who to complain to', [info.phone, info.complaint_phone], ['0793-7770001', '12345'])
  for (const kind of ['I', 'F']) equal(`/${kind}/ on paper is a page`, (await anyone.raw('GET', `/${kind}/SR-042`)).status, 200)
  equal('where a phone finds it, and no A4 at the machine', [info.address, info.kiosk_a4], ['', false])
  equal('hours in words', info.hours[0], '工作日上午 08:30–12:00')
  equal('where what is done', info.zones.find((z) => z.zone === 'general').windows, ['1号窗口 通用综合受理1，大厅左侧', '2号窗口 通用综合受理2，大厅左侧'])

  // ---- the next working day's number
  equal('not while the hall is open', info.next_day ?? null, null)
  check('and not by asking either', await kiosk.refused('/api/tickets', { zone: 'general', priority: 'none', day: 'next' }, 'NEXT_DAY_OPEN'))
  await at('2026-09-18T18:30')
  equal('after hours on a Friday: the made-up Sunday', (await anyone.get('/api/selfservice')).next_day, { date: '2026-09-20', weekday: 7, festival: '调休上班', provisional: false })
  await director.post('/api/settings/next_day_most', { value: '2', reason: '' })
  const take = async (zone) => { const t = await kiosk.post('/api/tickets', { zone, priority: 'none', day: 'next' }); return kiosk.post(`/api/tickets/${t.id}/confirm`, { by: 'screen' }) }
  const first = await take('general'), second = await take('general')
  equal('it is reserved for that day', [first.day, first.number, first.state, first.channel, second.number], ['2026-09-20', 'A001', 'reserved', 'self_service', 'A002'])
  check('a zone keeps numbers for those who come on the day', await kiosk.refused('/api/tickets', { zone: 'general', priority: 'none', day: 'next' }, 'NEXT_DAY_FULL'))
  equal('another zone has its own', (await take('public_security')).number, 'B001')
  check('no checking in before the day', await kiosk.refused('/api/tickets/check-in', { ticket: first.id, code: first.slip_code }, 'NOT_ITS_DAY'))
  equal('nobody waits today for it', (await kiosk.get('/api/kiosk')).zones[0].waiting, 0)

  await at('2026-09-20T08:05')
  equal('nobody waits before he checked in', (await kiosk.get('/api/kiosk')).zones[0].waiting, 0)
  await guide.signIn('guide')
  const walkIn = await guide.post('/api/tickets', { zone: 'general', priority: 'none' })
  await guide.post(`/api/tickets/${walkIn.id}/confirm`, { by: 'screen' })
  equal('whoever comes in the morning is behind', walkIn.number, 'A003')
  check('a wrong code is refused', await kiosk.refused('/api/tickets/check-in', { number: second.number, code: 'AAAAAA' }, 'SLIP_WRONG'))
  equal('by number and code', (await kiosk.post('/api/tickets/check-in', { number: second.number, code: second.slip_code })).state, 'waiting')
  const again = await kiosk.post('/api/tickets/check-in', { ticket: second.id, code: second.slip_code })
  equal('by scanning, and twice is once', [again.state, again.number], ['waiting', second.number])
  await clerk.signIn('clerk')
  await clerk.post('/api/windows/1/sign-on')
  equal('the evening’s number is called before the morning’s', (await clerk.post('/api/windows/1/call-next')).number, second.number)
  await at('2026-09-21T09:00')
  await guide.signIn('guide')
  await director.signIn('director')
  await until('who did not come is closed with the day', async () => (await guide.get(`/api/tickets/${first.id}`)).state === 'cancelled', 90000)

  await until('the county has the same', async () => (await director.get('/api/status')).agreed === 'equal')
  await nodes.stop('hall')
  equal('the chain is whole', nodes.command('verify', '--home', nodes.hall).status, 0)
  equal('the views are what the journal says', nodes.command('rebuild', '--home', nodes.hall).status, 0)
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
