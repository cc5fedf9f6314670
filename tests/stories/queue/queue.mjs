// The queue: a number counts when it is out, comes back when it was missed, moves with its holder,
// and nothing is done twice.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const MINUTE = 60000
const shift = async (ms) => {
  // the hall's clock, moved by a restart
  await nodes.stop('hall')
  nodes.ahead(ms)
  await nodes.start('hall')
  await nodes.plenty()
  for (const [login, who] of staff) await who.signIn(login) // sessions end with the day
}
const staff = new Map()

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl),
    guide = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl)
  const clerk2 = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  for (const [login, who] of [
    ['guide', guide],
    ['clerk', clerk],
    ['clerk2', clerk2],
    ['director', director],
  ]) {
    staff.set(login, who)
    await who.signIn(login)
  }
  await until(
    'the county catalogue reaches the hall',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')

  // A number is issued when it was confirmed.
  const first = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  equal('a number is assigned', [first.number, first.state, first.ahead], ['A001', 'issuing', 0])
  check(
    'its slip has an address of its own',
    /^HTTPS:\/\/127\.0\.0\.1:\d+\/Q\/T3611271021\d{8}A001\/[A-HJ-NP-Z2-9]{6}$/.test(
      first.slip_url,
    ) && first.slip_url.endsWith(first.slip_code),
    () => first.slip_url,
  )
  equal('it is on no board', (await anyone.get('/api/board')).waiting, 0)
  equal('and not counted', (await kiosk.get('/api/kiosk')).zones[0].waiting, 0)
  const confirmed = await kiosk.post(`/api/tickets/${first.id}/confirm`, { by: 'printer' })
  equal('confirmed, it waits', [confirmed.state, confirmed.slip_url], ['waiting', first.slip_url])
  equal(
    'confirmed twice, it is one ticket',
    (await guide.post(`/api/tickets/${first.id}/confirm`, { by: 'desk' })).issued_at,
    confirmed.issued_at,
  )
  equal(
    'it is on the board',
    (await anyone.get('/api/board')).categories[0].next.map((w) => w.number),
    ['A001'],
  )
  const again = await kiosk.post(`/api/tickets/${first.id}/reprint`)
  equal(
    'printed again it has the same number',
    [again.number, again.reprints, again.slip_url],
    ['A001', 1, first.slip_url],
  )
  equal(
    'a clerk does not see the secret of a slip',
    (await clerk.get(`/api/tickets/${first.id}`)).slip_code ?? null,
    null,
  )
  const lost = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  await shift(4 * MINUTE)
  await until(
    'what nobody confirmed lapses',
    async () => (await clerk.get(`/api/tickets/${lost.id}`)).state === 'void',
  )
  check(
    'too late to confirm',
    await kiosk.refused(`/api/tickets/${lost.id}/confirm`, { by: 'screen' }, 'TICKET_LAPSED'),
  )
  check('or to print', await kiosk.refused(`/api/tickets/${lost.id}/reprint`, {}, 'TICKET_LAPSED'))
  equal(
    'its number is not used again',
    (await kiosk.ticket({ zone: 'general', priority: 'none' })).number,
    'A003',
  )
  equal(
    'the confirmed one still waits',
    (await clerk.get(`/api/tickets/${first.id}`)).state,
    'waiting',
  )
  await guide.post(`/api/tickets/${first.id}/cancel`, { note: '不办了' })
  check(
    'what has ended is not printed',
    await kiosk.refused(`/api/tickets/${first.id}/reprint`, {}, 'TICKET_ENDED'),
  )

  // Without a ticket machine: whoever stands at the window is served at once, but never before
  // those who hold a number.
  check(
    'not while others wait',
    await clerk.refused('/api/windows/1/walk-up', {}, 'WALK_UP_WAITING'),
  )
  await clerk2.post('/api/windows/4/sign-on')
  const walked = await clerk2.post('/api/windows/4/walk-up')
  equal(
    'served at once',
    [walked.state, walked.channel, walked.window_no, walked.zone],
    ['serving', 'window', 4, 'public_utility'],
  )
  check('one at a time', await clerk2.refused('/api/windows/4/walk-up', {}, 'TICKET_OPEN'))
  equal(
    'nothing is spoken for it',
    (await anyone.get('/api/board')).calls.find((c) => c.number === walked.number).state,
    'serving',
  )
  await clerk2.post(`/api/tickets/${walked.id}/finish`)
  await clerk2.post('/api/windows/4/sign-off')

  // The whole life of a ticket at two windows.
  await clerk2.post('/api/windows/2/sign-on')
  const verb = (who, id, name, body = {}) => who.post(`/api/tickets/${id}/${name}`, body)
  const state = async (id) => {
    const t = await clerk.get(`/api/tickets/${id}`)
    return [t.state, t.window_no ?? null]
  }
  const one = await clerk.post('/api/windows/1/call-next')
  equal('the first is called', one.number, 'A003')
  check('a call may be taken back at once', one.undo_ms > 5000, () => one.undo_ms)
  await verb(clerk, one.id, 'undo')
  equal(
    'and leaves no trace',
    [...(await state(one.id)), (await clerk.get(`/api/tickets/${one.id}`)).called_at ?? null],
    ['waiting', null, null],
  )
  equal(
    'it is still the first',
    (await clerk.get('/api/queue?window=1')).next.map((n) => n.number),
    ['A003'],
  )
  await clerk.post('/api/windows/1/call-next')
  for (let i = 0; i < 4; i++) await verb(clerk, one.id, 'call')
  check(
    'not announced for ever',
    await clerk.refused(`/api/tickets/${one.id}/call`, {}, 'TICKET_CALLED_OUT'),
  )
  check(
    'what was announced again was meant',
    await clerk.refused(`/api/tickets/${one.id}/undo`, {}, 'TICKET_UNDO_LATE'),
  )
  check(
    'another window does not take him',
    await clerk2.refused(`/api/tickets/${one.id}/call`, {}, 'TICKET_ELSEWHERE'),
  )
  check(
    'nor take back his call',
    await clerk2.refused(`/api/tickets/${one.id}/undo`, {}, 'TICKET_ELSEWHERE'),
  )
  await verb(clerk, one.id, 'serve')
  const served = await verb(clerk, one.id, 'serve')
  equal(
    'a second press is not a second act',
    [served.state, served.served_at],
    ['serving', (await clerk.get(`/api/tickets/${one.id}`)).served_at],
  )
  check(
    'who is being served is not missed',
    await clerk.refused(`/api/tickets/${one.id}/miss`, {}, 'TICKET_STATE'),
  )
  await verb(clerk, one.id, 'hold', { note: '去复印户口簿' })
  equal('on hold he is at this window', await state(one.id), ['held', 1])
  equal(
    'the desk lists him with the reason',
    (await clerk.get('/api/queue?window=1')).held.map((h) => [h.number, h.note]),
    [['A003', '去复印户口簿']],
  )
  const two = await kiosk.ticket({ zone: 'general', priority: 'none' })
  equal(
    'the window serves others meanwhile',
    (await clerk.post('/api/windows/1/call-next')).id,
    two.id,
  )
  check(
    "nobody comes off hold into another's turn",
    await clerk.refused(`/api/tickets/${one.id}/resume`, {}, 'TICKET_OPEN'),
  )
  check(
    'nor is called into it',
    await clerk.refused(`/api/tickets/${one.id}/call`, {}, 'TICKET_OPEN'),
  )
  await verb(clerk, two.id, 'return')
  await verb(clerk, one.id, 'resume')
  equal('he goes on', await state(one.id), ['serving', 1])

  // Transfer keeps the place and what was waited.
  check(
    'a transfer goes somewhere',
    await clerk.refused(`/api/tickets/${one.id}/transfer`, { note: 'x' }, 'TRANSFER_WHERE'),
  )
  const moved = await verb(clerk, one.id, 'transfer', { window: 2, note: '请核对残疾人证' })
  equal(
    'to a window, with a word',
    [moved.state, moved.bound_window, moved.transfer_note, moved.transfer_from, moved.taken_at],
    ['waiting', 2, '请核对残疾人证', 1, one.taken_at],
  )
  equal('only that window calls him', (await clerk.post('/api/windows/1/call-next')).id, two.id)
  equal('and first, for he came first', (await clerk2.post('/api/windows/2/call-next')).id, one.id)
  await verb(clerk2, one.id, 'serve')
  await verb(clerk2, one.id, 'finish')
  await verb(clerk2, one.id, 'finish')
  equal('finished once', (await clerk2.get('/api/queue?window=2')).served_today, 1)
  const other = await verb(guide, two.id, 'transfer', { zone: 'public_security' })
  equal(
    'the guide sends to another zone; the number stays',
    [other.number, other.zone, other.state],
    [two.number, 'public_security', 'waiting'],
  )
  await verb(guide, two.id, 'cancel')
  equal(
    'who cancelled is on record',
    (await guide.get(`/api/tickets/${two.id}`)).cancelled_by,
    'guide',
  )

  // The slip's holder sees his place without an account, and gives it up himself.
  const mine = await kiosk.ticket({ zone: 'general', priority: 'none', items: ['SR-047'] })
  const slip = (secret, id = mine.id) => anyone.call('GET', `/api/slip?id=${id}&secret=${secret}`)
  const seen = (await slip(mine.slip_code)).value
  equal(
    'his place',
    [seen.number, seen.state, seen.ahead, seen.may_cancel, seen.items],
    [mine.number, 'waiting', 0, true, ['老年人优待证办理']],
  )
  equal(
    'who was called last in his category',
    seen.last_called.number,
    two.number === seen.last_called.number ? two.number : 'A003',
  )
  equal(
    'the number of today will do, in small letters',
    (await slip(mine.slip_code.toLowerCase(), mine.number.toLowerCase())).value.ticket_id,
    mine.id,
  )
  const guess = [await slip('AAAAAA'), await slip(mine.slip_code, 'T0'), await slip('', '')].map(
    (r) => [r.status, r.value.error.code],
  )
  equal('a wrong code and an unknown number are one refusal', guess, [
    [404, 'SLIP_WRONG'],
    [404, 'SLIP_WRONG'],
    [404, 'SLIP_WRONG'],
  ])
  const page = await anyone.raw('GET', new URL(mine.slip_url).pathname)
  check(
    'the address on the slip opens a page',
    page.status === 200 && page.headers['content-type'].startsWith('text/html'),
    () => page.status,
  )
  check(
    'a stranger does not cancel it',
    await anyone.refused(
      '/api/slip/cancel',
      { ticket_id: mine.id, secret: 'AAAAAA' },
      'SLIP_WRONG',
    ),
  )
  const given = await anyone.post('/api/slip/cancel', {
    ticket_id: mine.id,
    secret: mine.slip_code,
  })
  equal(
    'the holder does',
    [given.state, given.cancelled_by, given.may_cancel],
    ['cancelled', 'citizen', false],
  )
  const here = await kiosk.ticket({ zone: 'general', priority: 'none' })
  equal(
    'and at a clerk’s screen it is still the holder',
    (await clerk.post('/api/slip/cancel', { ticket_id: here.id, secret: here.slip_code }))
      .cancelled_by,
    'citizen',
  )
  equal(
    'twice is once',
    (await anyone.post('/api/slip/cancel', { ticket_id: mine.id, secret: mine.slip_code }))
      .ended_at,
    given.ended_at,
  )

  // The guide looks through the papers; the window sees what was found. Who needs no ticket is in
  // the desk's log.
  const help = await guide.post('/api/tickets', {
    zone: 'general',
    priority: 'elder',
    items: ['SR-042'],
    note: '耳朵不好，请大声',
  })
  const looked = await guide.post(`/api/tickets/${help.id}/precheck`, {
    item_id: 'SR-042',
    brought: [1],
    not_needed: [3],
    note: '户口簿在家',
  })
  equal(
    'what is missing follows from the item',
    looked.prechecks.map((p) => [
      p.item_id,
      p.brought,
      p.missing.map((m) => m.no),
      p.note,
      p.by_name,
    ]),
    [['SR-042', [1], [2], '户口簿在家', '周建华']],
  )
  check(
    "a material that is not the item's",
    await guide.refused(
      `/api/tickets/${help.id}/precheck`,
      { item_id: 'SR-042', brought: [40] },
      'MATERIAL_UNKNOWN',
    ),
  )
  check(
    'an item that is not there',
    await guide.refused(
      `/api/tickets/${help.id}/precheck`,
      { item_id: 'SR-999', brought: [] },
      'ITEM_UNKNOWN',
    ),
  )
  await guide.post(`/api/tickets/${help.id}/confirm`, { by: 'desk' })
  const seenAtDesk = await clerk.get(`/api/tickets/${help.id}`)
  equal(
    'the clerk need not ask again',
    [seenAtDesk.channel, seenAtDesk.note, seenAtDesk.prechecks[0].missing[0].no],
    ['guide', '耳朵不好，请大声', 2],
  )
  await verb(guide, help.id, 'cancel')
  check(
    'nor is an ended one looked at',
    await guide.refused(
      `/api/tickets/${help.id}/precheck`,
      { item_id: 'SR-042', brought: [] },
      'TICKET_ENDED',
    ),
  )
  await guide.post('/api/guide/log', {
    kind: 'consult',
    item_id: 'SR-042',
    text: '问高龄津贴何时发放',
  })
  const log = await guide.post('/api/guide/log', { kind: 'refer', text: '去村站盖章' })
  equal(
    'the log, newest first',
    log.entries.map((e) => [e.kind, e.item ?? null, e.by_name]),
    [
      ['refer', null, '周建华'],
      ['consult', 'SR-042', '周建华'],
    ],
  )
  equal(
    'the director reads it',
    (await director.get(`/api/guide/log?day=${log.day}`)).entries.length,
    2,
  )

  // Nobody is passed over by hand before he could have come: since the last call, whoever asks.
  const patient = (value) =>
    director.post('/api/settings/ticket_miss_seconds', { value, reason: '试验' })
  await patient('30')
  const slow = await kiosk.ticket({ zone: 'general', priority: 'elder' })
  const justCalled = await clerk.post('/api/windows/1/call-next')
  check(
    'the desk knows how long',
    justCalled.miss_ms > 20000 && justCalled.miss_ms <= 30000,
    () => justCalled.miss_ms,
  )
  const hasty = await clerk.call('POST', `/api/tickets/${slow.id}/miss`, {})
  check(
    'too soon is refused in words, with what is left',
    hasty.status === 409 &&
      hasty.value.error.code === 'TICKET_MISS_EARLY' &&
      new RegExp(`^${slow.number}，还要等 (2\\d|30) 秒$`).test(hasty.value.error.detail),
    () => JSON.stringify(hasty.value),
  )
  await patient('2')
  await new Promise((done) => setTimeout(done, 2100))
  equal('after that it may be', (await clerk.get(`/api/tickets/${slow.id}`)).miss_ms, 0)
  const calledAgain = await verb(clerk, slow.id, 'call')
  check(
    'called again, it is waited for again',
    calledAgain.miss_ms > 0 &&
      (await clerk.refused(`/api/tickets/${slow.id}/miss`, {}, 'TICKET_MISS_EARLY')),
  )
  await until(
    'the time is over',
    async () => (await clerk.get(`/api/tickets/${slow.id}`)).miss_ms === 0,
  )
  equal('and he is passed over', (await verb(clerk, slow.id, 'miss')).state, 'missed')
  await verb(guide, slow.id, 'cancel')
  await patient('0')

  // A case whose progress is asked for in the evening.
  const matter = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await verb(clerk, matter.id, 'serve')
  const applicant = { name: '张秀丰', id_kind: 'identity_card', id_no: '361102194903070026' }
  const kept = await clerk.post('/api/cases', {
    ticket_id: matter.id,
    item_id: 'SR-047',
    applicant,
    materials: [{ no: 1, taken: 'original_seen' }],
  })
  await verb(clerk, matter.id, 'finish', { note: '还缺照片，明天补' })
  const progress = async () =>
    (await anyone.get(`/api/progress?id=${kept.id}&code=${kept.query_code}`)).notice
  equal(
    'while the hall is open nothing is said of its hours',
    [
      await progress(),
      (await slip(mine.slip_code)).value.notice,
      (await anyone.get('/api/board')).notice,
    ],
    ['', '', ''],
  )

  // Missed, and back behind three others.
  const line = []
  for (let i = 0; i < 5; i++) line.push(await kiosk.ticket({ zone: 'general', priority: 'none' }))
  await clerk.post('/api/windows/1/call-next')
  await verb(clerk, line[0].id, 'miss')
  await verb(guide, line[0].id, 'requeue')
  await verb(guide, line[0].id, 'requeue')
  const called = []
  for (let i = 0; i < 5; i++) {
    const c = await clerk.post('/api/windows/1/call-next')
    called.push(c.number)
    await verb(clerk, c.id, 'serve')
    await verb(clerk, c.id, 'finish')
  }
  equal(
    'a missed number comes back behind three',
    called,
    [line[1], line[2], line[3], line[0], line[4]].map((l) => l.number),
  )

  // Pressed twice, with the same key and with another: every verb happened once.
  const twice = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  const both = async (who, name, body = {}) => {
    for (const key of [`${name}-1`, `${name}-1`])
      await who.post(`/api/tickets/${twice.id}/${name}`, body, key)
  }
  await both(kiosk, 'confirm', { by: 'screen' })
  for (const name of ['call', 'serve', 'hold', 'resume', 'return']) await both(clerk, name)
  await both(guide, 'transfer', { window: 1 })
  await clerk.post(`/api/tickets/${twice.id}/call`, {}, 'again')
  await both(clerk, 'undo')
  await clerk.post(`/api/tickets/${twice.id}/call`, {}, 'once more')
  await both(clerk, 'miss')
  await both(guide, 'requeue')
  await clerk.post(`/api/tickets/${twice.id}/call`, {}, 'the last')
  await clerk.post(`/api/tickets/${twice.id}/serve`)
  await both(clerk, 'finish')

  // Two desks press at once, and never get one citizen.
  for (let i = 0; i < 20; i++)
    await kiosk.ticket({ zone: 'general', priority: i % 4 ? 'none' : 'appointment' })
  const got = []
  for (let i = 0; i < 10; i++) {
    const pair = await Promise.all([
      clerk.post('/api/windows/1/call-next'),
      clerk2.post('/api/windows/2/call-next'),
    ])
    got.push(...pair.map((p) => p.id))
    await Promise.all(
      [
        [clerk, pair[0]],
        [clerk2, pair[1]],
      ].map(async ([who, p]) => {
        await verb(who, p.id, 'serve')
        await verb(who, p.id, 'finish')
      }),
    )
  }
  equal('twenty citizens, twenty calls', new Set(got).size, 20)

  // By now services were measured: the wait is told, with bounds, and is never 0 for the unknown.
  const told = await kiosk.ticket({ zone: 'general', priority: 'none' })
  check(
    'a wait is told from what was measured',
    Number.isInteger(told.estimate_low) && told.estimate_high > told.estimate_low,
    told,
  )
  equal(
    'the kiosk tells it before',
    Object.keys((await kiosk.get('/api/kiosk')).zones[0].categories[0]).filter((k) =>
      k.startsWith('estimate'),
    ).length,
    2,
  )
  equal(
    'nobody sits at the police window: nothing is told',
    (await kiosk.ticket({ zone: 'public_security', priority: 'none' })).estimate_low ?? null,
    null,
  )
  await verb(guide, told.id, 'cancel')

  // Categories within a zone, and a window's own numbers.
  check(
    'a letter that reads like a digit is refused',
    await director.refused(
      '/api/categories',
      { zone: 'general', letter: 'O', label: '社保' },
      'CATEGORY_LETTER',
    ),
  )
  const defined = (
    await director.post('/api/categories', {
      zone: 'general',
      letter: 'S',
      label: '社保医保',
      items: ['SR-047'],
    })
  ).categories.find((c) => c.own)
  equal(
    "a category of the hall's own",
    [defined.letter, defined.zone, defined.items],
    ['S', 'general', ['SR-047']],
  )
  equal(
    'the kiosk groups it in its zone',
    (await kiosk.get('/api/kiosk')).zones[0].categories.map((c) => c.letter),
    ['A', 'S'],
  )
  const social = await kiosk.ticket({ category: defined.id, priority: 'none' })
  equal(
    'it counts for itself',
    [social.number, social.zone, social.category_label],
    ['S001', 'general', '社保医保'],
  )
  equal(
    'an item finds its category',
    (await kiosk.ticket({ zone: 'general', priority: 'none', items: ['SR-047'] })).number,
    'S002',
  )
  check(
    'a category that is not there',
    await kiosk.refused('/api/tickets', { category: 'K9', priority: 'none' }, 'CATEGORY_UNKNOWN'),
  )
  const own = await kiosk.ticket({ window: 2, priority: 'none' })
  equal(
    'a window has numbers of its own',
    [own.number, own.bound_window, own.zone],
    ['2-001', 2, 'general'],
  )
  equal(
    "one window calls the category's",
    (await clerk.post('/api/windows/1/call-next')).number,
    'S001',
  )
  const inHall = (await anyone.get('/api/board')).categories.find((c) => c.zone === 'general')
  equal(
    'the board says for each category who was called last',
    [
      inHall.last_called,
      inHall.lasts[0],
      inHall.lasts.length > 1,
      inHall.lasts.slice(1).every((l) => l.category !== '社保医保' && l.number[0] !== 'S'),
    ],
    ['S001', { category: '社保医保', number: 'S001' }, true, true],
  )
  await verb(clerk, social.id, 'transfer', { category: 'general' })
  equal(
    'the list of categories',
    (await guide.get('/api/categories')).categories.map((c) => c.letter),
    ['A', 'S', 'B', 'C', 'D'],
  )
  await director.post(`/api/categories/${defined.id}/retire`)
  await director.post(`/api/categories/${defined.id}/retire`)
  equal('retired, it is gone', (await guide.get('/api/categories')).categories.length, 4)

  // What nobody answers is missed by rule; nothing stays called for ever.
  const silent = await clerk.post('/api/windows/1/call-next')
  await verb(clerk, silent.id, 'call')
  const once = await clerk2.post('/api/windows/2/call-next')
  await shift(8 * MINUTE)
  await until('called twice and nobody came', async () => (await state(silent.id))[0] === 'missed')
  equal('called once is given longer', (await state(once.id))[0], 'called')
  await shift(20 * MINUTE)
  await until('but not for ever', async () => (await state(once.id))[0] === 'missed')
  check(
    'not taken back by then',
    await clerk2.refused(`/api/tickets/${once.id}/undo`, {}, 'TICKET_UNDO_LATE'),
  )

  // The day ends at local midnight, not at 16:00 of the day before by UTC. The hall's clock is put
  // to 23:58 and past it.
  const now = Date.now() + nodes.origin,
    local = (now + 8 * 3600000) % 86400000,
    day = (ms) => new Date(ms + 8 * 3600000).toISOString().slice(0, 10)
  let evening = null
  const tonight = 86400000 - local - 2 * MINUTE
  // 17:00 local is 09:00 by UTC
  const afternoon = 17 * 3600000 - local + (local > 17 * 3600000 - 30 * MINUTE ? 86400000 : 0)
  for (const [name, offset] of [
    ['at 17:00', afternoon],
    ['at 23:58', tonight + (afternoon > tonight ? 86400000 : 0)],
  ]) {
    await shift(offset)
    const today = day(now + offset)
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
  const utility = (await guide.get('/api/queue')).waiting.find((w) => w.zone === 'public_utility')
  const missedId = (await guide.get('/api/queue')).missed[0]?.id
  const night = tonight + (afternoon > tonight ? 86400000 : 0) + 5 * MINUTE,
    eve = day(now + night - 10 * MINUTE)
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

  await until('the county has the same records', agrees(director))
  await nodes.stop('hall')
  await nodes.stop('hub')
  const acts = spawnSync(
    'sqlite3',
    [
      '-readonly',
      join(nodes.hall, 'minihall.db'),
      `SELECT kind FROM event WHERE subject = '${twice.id}' ORDER BY seq`,
    ],
    { encoding: 'utf8' },
  )
    .stdout.trim()
    .split('\n')
    .map((k) => k.slice(7))
  equal('each press that was one act is one event', acts, [
    'taken',
    'issued',
    'called',
    'serving',
    'held',
    'resumed',
    'returned',
    'transferred',
    'called',
    'undone',
    'called',
    'missed',
    'requeued',
    'called',
    'serving',
    'finished',
  ])
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
