// The guide's desk, and the patience of a window.
import { check, equal, until } from '../../../lib/client.mjs'
import { verb } from './day.mjs'

/** The guide looks through the papers; the window sees what was found. Who needs no ticket is
 * in the desk's log. */
async function papers(day) {
  const { guide, clerk } = day
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
}

async function log(day) {
  const { guide, director } = day
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
}

/** Nobody is passed over by hand before he could have come: since the last call, whoever asks. */
async function patience(day) {
  const { kiosk, guide, clerk, director } = day
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
}

export async function desk(day) {
  await papers(day)
  await log(day)
  await patience(day)
}
