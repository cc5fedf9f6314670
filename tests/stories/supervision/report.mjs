// Reports: a rehearsed day counted again from its own lines, a day made by hand whose figures are
// computed here, months over local midnight, CSV read back, and the county's figures.
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const civil = (ms) => new Date(ms + 8 * 3600000).toISOString().slice(0, 10)
const DAY = 86400000
const seconds = (ms) => Math.round(ms / 1000)
// The exact order statistic: the least value that nine tenths do not exceed.
const p90 = (values) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.9) - 1]
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length
const times = (values) => ({
  count: values.length,
  mean_s: seconds(mean(values)),
  p90_s: seconds(p90(values)),
  worst_s: seconds(Math.max(...values)),
})
const group = (list, grouping, name = '') => {
  const { count, mean_s, p90_s, worst_s } =
    list.find((w) => w.grouping === grouping && w.name === name) ?? {}
  return { count, mean_s, p90_s, worst_s }
}

// RFC 4180, strictly: quoted cells, doubled quotes, CRLF.
function parse(bytes) {
  const text = bytes.toString('utf8')
  if (text[0] !== '\ufeff') throw new Error('no byte order mark')
  const rows = [[]]
  for (let i = 1; i < text.length;) {
    let cell = ''
    if (text[i] === '"') {
      for (i++; ; i++) {
        if (text[i] !== '"') cell += text[i]
        else if (text[i + 1] === '"') {
          cell += '"'
          i++
        } else break
      }
      i++
    } else while (i < text.length && text[i] !== ',' && text[i] !== '\r') cell += text[i++]
    rows[rows.length - 1].push(cell)
    if (text[i] === ',') {
      i++
      if (text[i] === '\r') rows[rows.length - 1].push('')
    }
    if (text[i] === '\r') {
      if (text[i + 1] !== '\n') throw new Error('no CRLF')
      rows.push([])
      i += 2
    }
  }
  rows.pop()
  const [head, ...lines] = rows
  return lines.map((line) => Object.fromEntries(head.map((name, c) => [name, line[c]])))
}

const kiosk = new Client(nodes.hallUrl),
  clerk = new Client(nodes.hallUrl),
  director = new Client(nodes.hallUrl)
// The hall's clock from now on, as local time; everybody signs in again.
async function at(ms) {
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = String(ms === null ? nodes.origin : ms - Date.now())
  await nodes.start('hall')
  await clerk.signIn('clerk')
  await director.signIn('director')
}
async function take(priority = 'none') {
  const { id } = await kiosk.post('/api/tickets', { zone: 'general', priority })
  await kiosk.post(`/api/tickets/${id}/confirm`, { by: 'screen' })
  return id
}
const act = (id, verb) => clerk.post(`/api/tickets/${id}/${verb}`, {})

try {
  // A rehearsal is for samples only, and for days that are empty and over.
  equal(
    'a real hall is not rehearsed',
    [
      nodes.command('init', '--home', `${nodes.run}/real`, '--role', 'hall', '--site', '361127102')
        .status,
      nodes.command('rehearse', '--home', `${nodes.run}/real`).status,
    ],
    [0, 2],
  )
  const today = civil(nodes.now())
  const rehearsed = civil(nodes.now() - 2 * DAY)
  const rehearse = (...words) =>
    nodes.command('rehearse', '--home', nodes.hall, '--curve', 'bank', '--seed', '7', ...words)
  const played = rehearse('--from', rehearsed, '--days', '1', '--tickets', '260')
  check(
    'a day is rehearsed',
    played.status === 0 && played.stdout.includes('取号 260'),
    () => played.stdout + played.stderr,
  )
  equal('not twice', rehearse('--from', rehearsed, '--days', '1').status, 1)
  equal('not tomorrow', rehearse('--from', civil(nodes.now() + DAY), '--days', '1').status, 2)
  equal('by a known rule', rehearse('--policy', 'lottery').status, 2)
  await nodes.start('hub')
  await nodes.start('hall')
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await director.signIn('director')
  await until(
    'the catalogue is there',
    async () => (await director.get('/api/items?limit=500')).total === 130,
  )
  const csv = async (table, first, last = first) =>
    parse((await director.raw('GET', `/api/reports/csv/${table}?first=${first}&last=${last}`)).body)
  const report = await director.get(`/api/reports/day?day=${rehearsed}`)
  equal(
    'the command prints the same',
    JSON.parse(nodes.command('report', '--home', nodes.hall, '--day', rehearsed).stdout).waits,
    report.waits,
  )
  const lines = await csv('visits', rehearsed)
  equal(
    'one line a number',
    [lines.length, report.totals.tickets, new Set(lines.map((l) => l.号码)).size],
    [260, 260, 260],
  )
  const wide = await csv('visits', civil(nodes.now() - 3 * DAY), today)
  equal(
    'a stretch of days gives all of their lines',
    [wide.length, new Set(wide.map((l) => l.日期)).size],
    [260 + (await csv('visits', today)).length, 1 + ((await csv('visits', today)).length > 0)],
  )
  const missed = lines.filter((l) => l.过号次数 !== '0')
  equal(
    'no-shows',
    [report.totals.no_shows, report.load.reduce((n, l) => n + l.no_shows, 0)],
    [missed.length, missed.length],
  )
  // nobody is called twice in a rehearsal
  const waited = (l) => Date.parse(l.最后呼叫) - Date.parse(l.出票)
  equal('waits of all', group(report.waits, 'all'), times(lines.map(waited)))
  equal(
    'waits of the priority class',
    group(report.waits, 'class', 'priority'),
    times(lines.filter((l) => l.优先 !== '普通').map(waited)),
  )
  equal(
    'waits of 通用综合',
    group(report.waits, 'zone', 'general'),
    times(lines.filter((l) => l.专区 === '通用综合').map(waited)),
  )
  equal(
    'waits by half hour',
    report.waits.filter((w) => w.grouping === 'slot').reduce((n, w) => n + w.count, 0),
    260,
  )
  const served = lines.filter((l) => l.状态 === '办毕'),
    took = (l) => Date.parse(l.结束) - Date.parse(l.开始办理)
  equal('service times', group(report.services, 'all'), times(served.map(took)))
  equal(
    'at a window',
    group(report.services, 'window', '1'),
    times(served.filter((l) => l.窗口号 === '1').map(took)),
  )
  equal(
    'load by hour and window adds up',
    report.load.reduce((n, l) => n + l.services, 0),
    260,
  )
  const rated = parse(
    (await director.raw('GET', `/api/reports/csv/ratings?first=${rehearsed}&last=${rehearsed}`))
      .body,
  )
  equal(
    'ratings as a table',
    rated.map((r) => Number(r.次数)),
    report.ratings.levels.map((l) => l.count),
  )
  equal(
    'unrated is beside them',
    report.ratings.rated + report.ratings.unrated,
    report.totals.served,
  )
  for (const table of ['waits', 'services', 'load', 'days', 'windows', 'staffing', 'coverage']) {
    const rows = await csv(table, rehearsed)
    equal(`${table} as CSV has every row`, rows.length, report[table].length)
  }
  equal(
    'no such table',
    (await director.raw('GET', `/api/reports/csv/secrets?first=${today}&last=${today}`)).status,
    404,
  )
  const busiest = report.staffing.reduce((a, b) =>
    a.zone === 'general' && a.per_hour > b.per_hour ? a : b.zone === 'general' ? b : a,
  )
  check(
    'the busiest hour asks for more windows than there are',
    busiest.suggested > Math.round(busiest.staffed),
    busiest,
  )

  // Dates are said when they are wrong, and only the director reads.
  for (const path of [
    '/api/reports/day?day=2026-02-30',
    '/api/reports/month?month=2026',
    `/api/reports/range?first=${today}&last=2020-01-01`,
    '/api/reports/csv/waits?first=x&last=y',
  ])
    equal(
      `refused: ${path.slice(13)}`,
      (await director.call('GET', path)).value?.error?.code,
      'SHAPE',
    )
  await clerk.signIn('clerk')
  equal(
    'a clerk reads no report',
    (await clerk.call('GET', `/api/reports/day?day=${today}`)).value?.error?.code,
    'ROLE',
  )

  // A day by hand: the last of next month; its evening and the first minutes of the month after are
  // another civil day, though in UTC they are not.
  const [year, month] = today.split('-').map(Number)
  // the first of the month after next, local midnight
  const midnight = Date.UTC(year, month + 1, 1) - 8 * 3600000
  const last = civil(midnight - 1),
    first = civil(midnight)
  const clock = (hour, minute) => midnight - DAY + (hour * 60 + minute) * 60000
  await at(clock(9, 0))
  await clerk.post('/api/windows/1/sign-on')
  const a = await take(),
    b = await take('elder')
  await at(clock(9, 10))
  equal(
    'the first is called after ten minutes',
    (await clerk.post('/api/windows/1/call-next')).id,
    a,
  )
  await act(a, 'serve')
  const now = await director.get('/api/reports/now')
  equal(
    'now: one waits',
    [now.waiting.map((w) => [w.zone, w.waiting]), Math.round(now.longest_s / 60)],
    [[['general', 1]], 10],
  )
  equal(
    'now: today so far',
    [
      now.today.totals.tickets,
      now.today.totals.served,
      now.windows.find((w) => w.no === 1).clerk_name,
    ],
    [2, 0, '李秀英'],
  )
  await at(clock(9, 20))
  await act(a, 'finish')
  await clerk.post('/api/windows/1/call-next')
  await act(b, 'serve')
  await at(clock(9, 50))
  await act(b, 'finish')
  const c = await take('disabled')
  await clerk.post('/api/windows/1/call-next')
  await director.post('/api/settings/ticket_miss_seconds', { value: '0', reason: '不必等人走过来' })
  await act(c, 'miss')
  await clerk.post('/api/logout')
  await at(clock(23, 50))
  await director.post('/api/settings/today_after_close', { value: '1', reason: '值班' })
  const late = await take()
  equal('the evening is the same day', (await director.get(`/api/tickets/${late}`)).day, last)
  await at(midnight + 10 * 60000)
  const early = await take()
  await clerk.post('/api/windows/1/sign-on')
  await at(midnight + 40 * 60000)
  await clerk.post('/api/windows/1/call-next')
  await act(early, 'serve')
  await act(early, 'finish')
  const tickets = Object.fromEntries(
    await Promise.all(
      Object.entries({ a, b, c, late, early }).map(async ([name, id]) => [
        name,
        await director.get(`/api/tickets/${id}`),
      ]),
    ),
  )
  const wait = (t) => Date.parse(t.called_at) - Date.parse(t.issued_at),
    service = (t) => Date.parse(t.ended_at) - Date.parse(t.served_at)
  const hand = await director.get(`/api/reports/day?day=${last}`)
  equal(
    'the day: numbers',
    [hand.totals.tickets, hand.totals.called, hand.totals.served, hand.totals.no_shows],
    [4, 3, 2, 1],
  )
  equal(
    'the day: waits of 10, 20 and 0 minutes',
    group(hand.waits, 'all'),
    times([tickets.a, tickets.b, tickets.c].map(wait)),
  )
  check(
    'which they were',
    Math.abs(group(hand.waits, 'all').mean_s - 600) < 5 &&
      Math.abs(group(hand.waits, 'all').worst_s - 1200) < 5,
    () => group(hand.waits, 'all'),
  )
  equal(
    'the day: by class',
    [group(hand.waits, 'class', 'normal'), group(hand.waits, 'class', 'priority')],
    [times([wait(tickets.a)]), times([tickets.b, tickets.c].map(wait))],
  )
  equal(
    'the day: services of 10 and 30 minutes',
    group(hand.services, 'all'),
    times([tickets.a, tickets.b].map(service)),
  )
  equal(
    'the day: load at nine',
    hand.load.map((l) => [l.hour, l.window_no, l.services, l.no_shows]),
    [[9, 1, 3, 1]],
  )
  equal(
    'the day: uncalled',
    hand.days.map((d) => [d.day, d.tickets, d.uncalled]),
    [[last, 4, 1]],
  )
  const window1 = hand.windows.find((w) => w.window_no === 1)
  check(
    'the day: the window was staffed for fifty minutes',
    Math.abs(window1.staffed_s - 3000) < 5,
    window1,
  )
  equal('by whom nobody is told', JSON.stringify(hand).includes('李秀英'), false)
  const after = await director.get(`/api/reports/day?day=${first}`)
  equal(
    'ten past midnight is the next day',
    [after.totals.tickets, group(after.waits, 'all').count, after.load[0].hour],
    [1, 1, 0],
  )
  const monthOf = (day) => director.get(`/api/reports/month?month=${day.slice(0, 7)}`)
  const [ending, beginning] = [await monthOf(last), await monthOf(first)]
  equal(
    'months part at local midnight',
    [ending.totals.tickets, ending.last, beginning.totals.tickets, beginning.first],
    [4, last, 1, first],
  )
  equal(
    'a range joins them',
    (await director.get(`/api/reports/range?first=${last}&last=${first}`)).days.map((d) => [
      d.day,
      d.tickets,
    ]),
    [
      [last, 4],
      [first, 1],
    ],
  )
  // the missed and the late number were still open at midnight, and ended with their day
  equal(
    'the line of a missed number',
    (await csv('visits', last))
      .filter((l) => l.过号次数 === '1')
      .map((l) => [l.优先, l.状态, l.开始办理]),
    [['残疾人', '取消', '']],
  )
  equal(
    'what the night closed is told',
    (await director.get(`/api/reports/day?day=${last}`)).totals.closed,
    2,
  )

  // The county computes the same from what it was sent.
  await at(null)
  const county = new Client(nodes.hubUrl)
  await county.signIn('county')
  await until('both sides agree', agrees(director), 60000)
  const atCounty = (await county.get(`/api/hub/reports?month=${last.slice(0, 7)}`)).halls
  // each side speaks of its own clock
  const plain = ({ generated_at: _, clock_trusted: __, ...rest }) => rest
  equal('the county has the same month', atCounty.map(plain), [plain(await monthOf(last))])
  equal(
    'a month is asked for',
    (await county.call('GET', '/api/hub/reports')).value?.error?.code,
    'SHAPE',
  )
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
