// The whole life of a ticket at two windows.
import { check, equal } from '../../../lib/client.mjs'
import { verb } from './day.mjs'

async function called(day) {
  const { clerk, clerk2, state } = day
  await clerk2.post('/api/windows/2/sign-on')
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
  day.one = one
}

async function held(day) {
  const { kiosk, clerk, state, one } = day
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
  day.two = two
}

/** Transfer keeps the place and what was waited. */
async function transferred(day) {
  const { guide, clerk, clerk2, one, two } = day
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
}

export async function life(day) {
  await called(day)
  await held(day)
  await transferred(day)
}
