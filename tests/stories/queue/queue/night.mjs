// The day ends at local midnight, not at 16:00 of the day before by UTC.
import { check, equal, until } from '../../../lib/client.mjs'
import { MINUTE, nodes } from './day.mjs'

/** The hall's clock is put to 17:00 and to 23:58. */
async function evening(day) {
  const { shift, kiosk, guide, anyone, slip, progress } = day
  const now = Date.now() + nodes.origin,
    local = (now + 8 * 3600000) % 86400000,
    dateOf = (ms) => new Date(ms + 8 * 3600000).toISOString().slice(0, 10)
  let evening = null
  const tonight = 86400000 - local - 2 * MINUTE
  // 17:00 local is 09:00 by UTC
  const afternoon = 17 * 3600000 - local + (local > 17 * 3600000 - 30 * MINUTE ? 86400000 : 0)
  for (const [name, offset] of [
    ['at 17:00', afternoon],
    ['at 23:58', tonight + (afternoon > tonight ? 86400000 : 0)],
  ]) {
    await shift(offset)
    const today = dateOf(now + offset)
    const before = (await kiosk.get('/api/kiosk')).zones[0].waiting
    const ticket = await guide.ticket({ zone: 'public_utility', priority: 'none' })
    equal(`a ticket ${name} is of the local day`, ticket.day, today)
    check(
      `and the queue is as it was ${name}`,
      (await kiosk.get('/api/kiosk')).zones[0].waiting === before,
    )
    evening = ticket
    const seen = (await slip(ticket.slip_code, ticket.id)).value
    const words =
      /^大厅今天已经关门（17:00）。叫到号的会办完；今天没有叫到的号，半夜12点作废。\d+月\d+日（星期.） 08:30 开门，请再来取号$/
    check(
      `whoever waits ${name} is told that the hall has closed, and what becomes of his number`,
      seen.fate === 'closing' && words.test(seen.notice),
      seen,
    )
    equal(
      `on the paper, on the board alike ${name}`,
      [ticket.notice, (await anyone.get('/api/board')).notice],
      [seen.notice, seen.notice],
    )
    check(
      `and whoever asks for his case ${name} when it opens`,
      /^大厅今天已经关门（17:00）。\d+月\d+日（星期.） 08:30 开门$/.test(await progress())
        ? true
        : await progress(),
    )
  }
  Object.assign(day, { now, dateOf, evening, tonight, afternoon })
}

async function midnight(day) {
  const { shift, guide, director, state, now, dateOf, tonight, afternoon } = day
  const utility = (await guide.get('/api/queue')).waiting.find((w) => w.zone === 'public_utility')
  const missedId = (await guide.get('/api/queue')).missed[0]?.id
  const night = tonight + (afternoon > tonight ? 86400000 : 0) + 5 * MINUTE,
    eve = dateOf(now + night - 10 * MINUTE)
  await shift(night)
  await until(
    'midnight closes what was left',
    async () => (await state(utility.id))[0] === 'cancelled',
  )
  const closed = await director.get(`/api/queue/closed?day=${eve}`)
  check(
    'and reports it',
    closed.tickets.some((c) => c.id === utility.id && c.was === 'waiting') &&
      closed.tickets.every((c) => c.state === 'cancelled'),
    closed,
  )
  if (missedId)
    check(
      'missed ones are closed too',
      (await state(missedId))[0] === 'cancelled' ? true : await state(missedId),
    )
  day.utility = utility
}

async function nextDay(day) {
  const { kiosk, guide, anyone, director, mine, slip, evening, utility } = day
  const over = (await slip(evening.slip_code, evening.id)).value
  check(
    'its page says that it is void, and what to do',
    over.fate === 'over' &&
      /^这是\d+月\d+日（星期.）的号，那天没有办成，已经作废。今天 08:30 开门，请重新取号$/.test(
        over.notice,
      ),
    over,
  )
  equal(
    'by the number on the paper too, though it begins anew',
    (await slip(evening.slip_code, evening.number)).value.ticket_id,
    evening.id,
  )
  equal(
    'what was done is done',
    [(await slip(mine.slip_code)).value.fate, (await anyone.get('/api/board')).notice],
    ['open', ''],
  )
  check(
    'a date is a date',
    (await director.call('GET', '/api/queue/closed?day=x')).value.error.code === 'SHAPE',
  )
  equal(
    'numbers begin anew',
    (await kiosk.ticket({ zone: 'general', priority: 'none' })).number,
    'A001',
  )
  check(
    "yesterday's are left alone",
    await guide.refused(`/api/tickets/${utility.id}/requeue`, {}, 'TICKET_STATE'),
  )
}

export async function night(day) {
  await evening(day)
  await midnight(day)
  await nextDay(day)
}
