// A month's work to be scored: cases, ratings, discipline, praise.
import { check, Client, equal } from '../../../lib/client.mjs'
import { nodes, person } from './day.mjs'

/** One case in time, a praised rating and one that nobody has proved. */
async function work(day) {
  const { clerk, approver } = day
  const kiosk = new Client(nodes.hallUrl),
    rater = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await rater.post('/api/enrol', { token: nodes.token('rater1') })
  const serve = async (item, materials, level) => {
    const taken = await kiosk.ticket({ zone: 'general', priority: 'none' })
    await clerk.post('/api/windows/1/call-next')
    await clerk.post(`/api/tickets/${taken.id}/serve`, {})
    const made = await clerk.post('/api/cases', {
      ticket_id: taken.id,
      item_id: item,
      applicant: person,
      materials,
    })
    await clerk.post(`/api/cases/${made.id}/accept`)
    await clerk.post(`/api/tickets/${taken.id}/finish`, {})
    if (level)
      await rater.post('/api/rating', {
        ticket_id: taken.id,
        level,
        text: level.includes('dis') ? '等得太久' : '',
      })
    return { ...made, ticket: taken.id }
  }
  const instant = await serve(
    'SR-047',
    [
      { no: 1, taken: 'original_seen' },
      { no: 2, taken: 'photo' },
    ],
    'very_satisfied',
  )
  const badlyRated = await serve(
    'SR-047',
    [
      { no: 1, taken: 'original_seen' },
      { no: 2, taken: 'photo' },
    ],
    'dissatisfied',
  )
  await approver.post(`/api/cases/${instant.id}/decide`, {
    outcome: 'approved',
    opinion: '符合条件',
  })
  day.badlyRated = badlyRated
}

async function discipline(day) {
  const { S, director } = day
  const conduct = await director.post('/api/disciplines', {
    staff: S.clerk,
    kind: 'late',
    measure: 'reminder',
    on: '2026-11-24',
    text: '迟到半小时',
  })
  equal('points come from the settings', conduct.disciplines[0].points, 2)
  const wrong = (
    await director.post('/api/disciplines', {
      staff: S.clerk,
      kind: 'attitude',
      measure: 'serious',
      on: '2026-11-24',
      text: '记错了人',
    })
  ).disciplines[0]
  equal(
    'revoked with a reason, not deleted',
    (
      await director.post(`/api/disciplines/${wrong.id}/revoke`, { reason: '记错了人' })
    ).disciplines.find((d) => d.id === wrong.id).revoked,
    '记错了人',
  )
  check(
    'once',
    await director.refused(
      `/api/disciplines/${wrong.id}/revoke`,
      { reason: '再撤' },
      'DISCIPLINE_STATE',
    ),
  )
  check(
    'nothing of tomorrow',
    await director.refused(
      '/api/disciplines',
      { staff: S.clerk, kind: 'late', measure: 'reminder', on: '2026-11-25', text: '早了' },
      'SHAPE',
    ),
  )
  await director.post('/api/disciplines', {
    staff: S.approver,
    kind: 'charging',
    measure: 'serious',
    on: '2026-11-24',
    text: '收受购物卡，已退',
  })
}

async function praise(day) {
  const { S, director, anyone } = day
  const praise = (
    await director.post('/api/commendations', {
      staff: S.clerk2,
      kind: 'service_star',
      title: '十一月服务之星',
      on: '2026-11-24',
      text: '帮老人代填表格',
      published: false,
    })
  ).commendations[0]
  equal('nothing hangs out before it is published', (await anyone.get('/api/honours')).honours, [])
  await director.post(`/api/commendations/${praise.id}/show`, { published: true })
  equal(
    'then it does',
    (await anyone.get('/api/honours')).honours.map((h) => [h.name, h.title]),
    [['陈志强', '十一月服务之星']],
  )
  equal(
    'both lists',
    (({ disciplines, commendations }) => [disciplines.length, commendations.length])(
      await director.get('/api/conduct'),
    ),
    [3, 1],
  )
}

export async function conduct(day) {
  await work(day)
  await discipline(day)
  await praise(day)
}
