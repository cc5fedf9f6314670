// Missed, pressed twice, pressed by two at once.
import { check, equal } from '../../../lib/client.mjs'
import { verb } from './day.mjs'

/** A case whose progress is asked for in the evening. */
async function matter(day) {
  const { kiosk, clerk, anyone, mine, slip } = day
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
  day.progress = progress
}

/** Missed, and back behind three others. */
async function missed(day) {
  const { kiosk, guide, clerk } = day
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
}

/** Pressed twice, with the same key and with another: every verb happened once. */
async function pressedTwice(day) {
  const { kiosk, guide, clerk } = day
  const twice = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  const bothTimes = async (who, name, body = {}) => {
    for (const key of [`${name}-1`, `${name}-1`])
      await who.post(`/api/tickets/${twice.id}/${name}`, body, key)
  }
  await bothTimes(kiosk, 'confirm', { by: 'screen' })
  for (const name of ['call', 'serve', 'hold', 'resume', 'return']) await bothTimes(clerk, name)
  await bothTimes(guide, 'transfer', { window: 1 })
  await clerk.post(`/api/tickets/${twice.id}/call`, {}, 'again')
  await bothTimes(clerk, 'undo')
  await clerk.post(`/api/tickets/${twice.id}/call`, {}, 'once more')
  await bothTimes(clerk, 'miss')
  await bothTimes(guide, 'requeue')
  await clerk.post(`/api/tickets/${twice.id}/call`, {}, 'the last')
  await clerk.post(`/api/tickets/${twice.id}/serve`)
  await bothTimes(clerk, 'finish')
  day.twice = twice
}

/** Two desks press at once, and never get one citizen. */
async function twoDesks(day) {
  const { kiosk, clerk, clerk2 } = day
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
}

/** By now services were measured: the wait is told, with bounds, and is never 0 for the
 * unknown. */
async function estimates(day) {
  const { kiosk, guide } = day
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
}

export async function presses(day) {
  await matter(day)
  await missed(day)
  await pressedTwice(day)
  await twoDesks(day)
  await estimates(day)
}
