// Negative ends: told once, in words, and on paper; a missed number comes back.
import { check, equal } from '../../../lib/client.mjs'
import { person } from './day.mjs'

async function missedNumber(day) {
  const { kiosk, clerk, director, anyone } = day
  const missed = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await director.post('/api/settings/ticket_miss_seconds', { value: '0', reason: '不必等人走过来' })
  await clerk.post(`/api/tickets/${missed.id}/miss`, {})
  equal('a missed number is on the board', (await anyone.get('/api/board')).missed, [missed.number])
  await clerk.post(`/api/tickets/${missed.id}/requeue`, {})
  equal('and may queue again', (await clerk.post('/api/windows/1/call-next')).id, missed.id)
  await clerk.post(`/api/tickets/${missed.id}/serve`, {})
  day.missed = missed
}

async function refused(day) {
  const { clerk, missed } = day
  const lacking = await clerk.post('/api/cases', {
    ticket_id: missed.id,
    item_id: 'SR-043',
    applicant: { ...person, id_no: '362324198201010019', name: '李四' },
    materials: [{ no: 1, taken: 'copy' }],
  })
  const missing = { missing: [{ no: 2, what: '残疾人证原件' }], text: '' }
  equal(
    'what is missing is told once',
    (await clerk.post(`/api/cases/${lacking.id}/correction`, missing)).state,
    'correcting',
  )
  check(
    'a second time needs a new fact',
    await clerk.refused(`/api/cases/${lacking.id}/correction`, missing, 'CORRECTION_TWICE'),
  )
  const no = await clerk.post(`/api/cases/${lacking.id}/refuse`, {
    reason: 'no_standing',
    text: '不在本镇居住',
  })
  equal(
    'a refusal carries its reason',
    [no.state, no.refuse_reason, no.refuse_text],
    ['refused', 'no_standing', '不在本镇居住'],
  )
  check(
    'and ends the case',
    await clerk.refused(`/api/cases/${lacking.id}/accept`, {}, 'CASE_STATE'),
  )
  day.lacking = lacking
}

async function paused(day) {
  const { clerk, missed } = day
  check(
    'a clerk pauses',
    (await clerk.post('/api/windows/1/pause', { paused: true })).state === 'paused',
  )
  check(
    'a paused window calls nobody',
    await clerk.refused('/api/windows/1/call-next', {}, 'WINDOW_PAUSED'),
  )
  equal(
    'the sign does not change in a pause',
    (await clerk.post('/api/windows/1/pause', { paused: false })).name,
    '通用综合受理1',
  )
  await clerk.post(`/api/tickets/${missed.id}/finish`, {})
}

export async function ends(day) {
  await missedNumber(day)
  await refused(day)
  await paused(day)
}
