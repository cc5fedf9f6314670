// Decided, on its shelf, issued; and who sees what of it.
import { check, equal } from '../../../lib/client.mjs'
import { person } from './day.mjs'

async function decided(day) {
  const { clerk, approver, own, forwarded } = day
  check(
    'the clerk does not approve',
    await clerk.refused(
      `/api/cases/${own.id}/decide`,
      { outcome: 'approved', opinion: '同意' },
      'ROLE',
    ),
  )
  check(
    'the hall does not decide for the county',
    await approver.refused(
      `/api/cases/${forwarded.id}/decide`,
      { outcome: 'approved', opinion: '同意' },
      'NOT_DECIDED_HERE',
    ),
  )
  equal(
    'the approver decides',
    (
      await approver.post(`/api/cases/${own.id}/decide`, {
        outcome: 'approved',
        opinion: '符合条件',
      })
    ).state,
    'decided',
  )
}

async function issued(day) {
  const { issuer, own } = day
  await issuer.post('/api/windows/5/sign-on')
  equal(
    'the result waits on its shelf',
    (
      await issuer.post(`/api/cases/${own.id}/result`, {
        kind: 'paper',
        document_no: 'YD-1',
        shelf: 'A-3',
      })
    ).state,
    'ready',
  )
  check(
    'a stranger does not collect as the applicant',
    await issuer.refused(
      `/api/cases/${own.id}/issue`,
      { collector_name: '李四', collector_id_no: '362324198201010019', relation: 'self' },
      'SAME_NUMBER',
    ),
  )
  equal(
    'it is issued',
    (
      await issuer.post(`/api/cases/${own.id}/issue`, {
        collector_name: person.name,
        collector_id_no: person.id_no,
        relation: 'self',
      })
    ).state,
    'issued',
  )
  check(
    'and not twice',
    await issuer.refused(
      `/api/cases/${own.id}/issue`,
      { collector_name: person.name, collector_id_no: person.id_no, relation: 'self' },
      'ALREADY_ISSUED',
    ),
  )
}

async function masked(day) {
  const { clerk, director, anyone, own } = day
  const progress = await anyone.get(`/api/progress?id=${own.id}&code=${own.query_code}`)
  equal(
    'the citizen sees progress with the name masked',
    [progress.state, progress.applicant],
    ['issued', '张*丰'],
  )

  equal(
    'who only looks sees no whole number',
    (({ id_no, phone }) => [id_no, phone])((await director.get(`/api/cases/${own.id}`)).applicant),
    ['361***********0026', '138****0000'],
  )
  check(
    'nor is one in any list',
    !/361102194903070026|13800000000/.test(JSON.stringify(await clerk.get('/api/cases'))),
    'a number in the list',
  )
}

export async function issue(day) {
  await decided(day)
  await issued(day)
  await masked(day)
}
