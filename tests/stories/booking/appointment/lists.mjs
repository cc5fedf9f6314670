// The lists of items: drafted, manned, published; and what leave does to them.
import { check, equal } from '../../../lib/client.mjs'
import { post, SR } from './day.mjs'

async function draft(day) {
  const { director } = day
  await director.post('/api/settings/list_check_days', { value: '7' })
  const draft = await director.get('/api/lists')
  equal(
    'every item waits for its place',
    [draft.version, draft.unplaced, draft.entries.length],
    [0, 130, 130],
  )
  check(
    'nothing is published half made',
    await director.refused('/api/lists/publish', {}, 'LIST_INCOMPLETE'),
  )
  check(
    'extended is not normal hours',
    await director.refused(
      '/api/lists/draft',
      { item: SR, list: 'extended', hours: ['normal'] },
      'LIST_HOURS',
    ),
  )
  check(
    'hours are words that exist',
    await director.refused(
      '/api/lists/draft',
      { item: SR, list: 'appointment', hours: ['midnight'] },
      'LIST_HOURS',
    ),
  )
  check(
    'neither list needs a reason',
    await director.refused('/api/lists/draft', { item: SR, list: 'none' }, 'LIST_INCOMPLETE'),
  )
  check(
    'no such item',
    await director.refused(
      '/api/lists/draft',
      { item: 'SR-999', list: 'none', reason: 'other' },
      'ITEM_UNKNOWN',
    ),
  )
  day.draft = draft
}

/** Only what the roster can keep is published. */
async function manned(day) {
  const { director, first, approves, draft } = day
  for (const e of draft.entries) {
    const place =
      e.item === SR
        ? { list: 'extended', hours: ['rest_day', 'festival'] }
        : e.zone === 'general'
          ? { list: 'appointment', hours: ['normal'] }
          : { list: 'none', reason: 'other_office', note: '' }
    await director.post('/api/lists/draft', { item: e.item, ...place })
  }
  const refusedPublish = await director.call('POST', '/api/lists/publish', {})
  check(
    'what the roster cannot keep is not published, and it says which slots and items',
    refusedPublish.value.error?.code === 'LIST_UNMANNED' &&
      /2026-09-19 上午（周末节假日错时）没有综合窗口和审批人员：老年人优待证办理/.test(
        refusedPublish.value.error.detail,
      ),
    () => JSON.stringify(refusedPublish.value),
  )
  const week = [
    '2026-09-19',
    '2026-09-20',
    '2026-09-21',
    '2026-09-22',
    '2026-09-23',
    '2026-09-24',
    '2026-09-25',
  ]
  for (const date of week)
    for (const session of date === '2026-09-25' ? ['am'] : ['am', 'pm'])
      for (const [duty, who] of [
        ['clerk', first],
        ['approver', approves],
      ]) {
        const reply = await director.call('POST', '/api/roster', post(date, session, duty, who))
        if (reply.status !== 200 && reply.value.error.code !== 'ROSTER_TAKEN')
          throw new Error(JSON.stringify(reply.value))
      }
  await director.post('/api/roster', post('2026-09-26', 'am', 'clerk', first))
  equal(
    'nothing stands in the way',
    [(await director.get('/api/lists')).problems, (await director.get('/api/lists')).unplaced],
    [[], 0],
  )
}

async function published(day) {
  const { director, anyone, draft } = day
  const carried = draft.entries.filter((e) => e.zone === 'general' && e.item !== SR).length
  equal(
    'one clerk who carries too many items is told, and it may still be published',
    (await director.get('/api/lists')).warnings,
    [
      `正常时间（通用综合）：2026-09-20 上午等 10 个时段，1 名综合窗口人员要承担清单上的 ${carried} 项，每人至多 40 项`,
    ],
  )
  await director.post('/api/settings/list_items_per_clerk', { value: '130', reason: '测试' })
  equal('how many that is the director decides', (await director.get('/api/lists')).warnings, [])
  await director.post('/api/settings/list_items_per_clerk', { value: '40', reason: '测试' })
  await director.post('/api/lists/draft', {
    item: SR,
    list: 'extended',
    hours: ['after', 'rest_day', 'festival'],
  })
  check(
    'hours that the hall does not keep are not promised',
    (await director.get('/api/lists')).problems.join() ===
      '大厅没有开放“下班延时”：老年人优待证办理' || (await director.get('/api/lists')).problems,
  )
  await director.post('/api/lists/draft', {
    item: SR,
    list: 'extended',
    hours: ['rest_day', 'festival'],
  })
  equal('published', (await director.post('/api/lists/publish', { note: '第一版' })).version, 1)
  const shown = await anyone.get('/api/lists/published')
  equal(
    'and on the wall',
    [
      shown.version,
      shown.entries.filter((e) => e.list === 'extended').map((e) => [e.name, e.hours]),
    ],
    [1, [['老年人优待证办理', ['rest_day', 'festival']]]],
  )

  equal(
    'the guide says when else',
    [
      (await anyone.get(`/api/items/${SR}`)).service,
      (await anyone.get('/api/items/SR-001')).service ?? null,
    ],
    [{ list: 'extended', hours: ['rest_day', 'festival'] }, null],
  )
}

/** A角 on leave: B角 steps in; both away: a gap, and no slots. */
async function onLeave(day) {
  const { guide, clerk, clerk2, director, first, second } = day
  await director.post('/api/roster/remove', post('2026-09-22', 'am', 'clerk', first))
  await director.post('/api/roster', post('2026-09-22', 'am', 'clerk', first, { stand_in: second }))
  const onLeave = async (client) => {
    const id = (
      await client.post('/api/leaves', {
        kind: 'personal',
        from: '2026-09-22',
        from_half: 'am',
        to: '2026-09-22',
        to_half: 'am',
        reason: '家中有事',
      })
    ).leaves[0].id
    await director.post(`/api/leaves/${id}/approve`, {})
    return id
  }
  const morning = async () =>
    (await director.get('/api/roster?week=2026-09-22')).days[1].sessions[0]
  const leaveOfA = await onLeave(clerk)
  equal(
    'the B角 steps in',
    [
      (await morning()).posts
        .filter((p) => p.duty === 'clerk')
        .map((p) => [p.name, p.away, p.serving_name]),
      (await morning()).gaps,
    ],
    [[['李秀英', true, '陈志强']], ['issuer']],
  )
  equal(
    'and the slots stay',
    (await guide.get(`/api/booking?item=${SR}`)).days.find((d) => d.date === '2026-09-22').slots[0]
      .from,
    '08:30',
  )
  const leaveOfB = await onLeave(clerk2)
  equal(
    'both away: a gap, no slots in the morning',
    [
      (await morning()).gaps,
      (await guide.get(`/api/booking?item=${SR}`)).days.find((d) => d.date === '2026-09-22')
        .slots[0].from,
    ],
    [['clerk', 'issuer'], '13:30'],
  )
  check(
    'and the list can no longer be published',
    await director.refused('/api/lists/publish', {}, 'LIST_UNMANNED'),
  )
  await clerk.post(`/api/leaves/${leaveOfA}/cancel`, {})
  await clerk2.post(`/api/leaves/${leaveOfB}/cancel`, {})
}

export async function lists(day) {
  await draft(day)
  await manned(day)
  await published(day)
  await onLeave(day)
}
