// Categories within a zone, a window's own numbers, and who does not answer.
import { check, equal, until } from '../../../lib/client.mjs'
import { MINUTE, verb } from './day.mjs'

async function ofTheHall(day) {
  const { kiosk, director } = day
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
  Object.assign(day, { defined, social })
}

async function ofAWindow(day) {
  const { kiosk, guide, clerk, anyone, director, defined, social } = day
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
}

/** What nobody answers is missed by rule; nothing stays called for ever. */
async function silence(day) {
  const { shift, clerk, clerk2, state } = day
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
}

export async function categories(day) {
  await ofTheHall(day)
  await ofAWindow(day)
  await silence(day)
}
