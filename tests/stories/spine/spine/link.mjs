// What goes over the link, and what happens while it is cut.
import { check, equal, until } from '../../../lib/client.mjs'
import { person } from './day.mjs'

/** Live pages: a stream resumes from the journal, and the public one tells nothing about cases. */
async function streams(day) {
  const { clerk, anyone } = day
  const all = await clerk.hear('0', 700)
  check(
    'a stream resumes from any number',
    all.includes('"kind":"case.received"') &&
      /^id: \d+$/m.test(all) &&
      all.includes('event: version'),
    () => all.slice(0, 300),
  )
  const open = await anyone.hear('0', 700)
  check(
    'the public stream tells of numbers, not of cases',
    open.includes('ticket.called') && !open.includes('case.') && !open.includes('staff.'),
    () => open.slice(0, 300),
  )
}

/** The county sees it. */
async function arrives(day) {
  const { county, forwarded } = day
  await until('the case arrives at the county', async () =>
    (await county.get('/api/hub/cases?state=forwarded')).cases.some((c) => c.id === forwarded.id),
  )
  await until('its photo arrives in a pack', async () =>
    (await county.get(`/api/hub/cases/${forwarded.id}`)).materials.some((m) =>
      m.photos.some((p) => p.here),
    ),
  )
}

/** The link is cut; work goes on; nothing arrives. */
async function cut(day) {
  const { kiosk, clerk, director, county, countyAdmin, forwarded } = day
  equal(
    'the link is cut by the director',
    (await director.post('/api/link', { cut: true, reason: '演练' })).link,
    'cut',
  )
  const whileCut = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${whileCut.id}/serve`, {})
  const offline = await clerk.post('/api/cases', {
    ticket_id: whileCut.id,
    item_id: 'SR-043',
    applicant: person,
    materials: [1, 2, 3, 4].map((no) => ({ no, taken: 'copy' })),
  })
  await clerk.post(`/api/cases/${offline.id}/accept`)
  await new Promise((done) => setTimeout(done, 2500))
  const status = await director.get('/api/status')
  check('what waits is shown', status.link === 'cut' && status.unsent > 0, () =>
    JSON.stringify(status).slice(0, 300),
  )
  check(
    'nothing leaks over a cut link',
    (await county.get('/api/hub/cases')).cases.every((c) => c.id !== offline.id),
  )
  const decided = await county.post(`/api/hub/cases/${forwarded.id}/decide`, {
    outcome: 'approved',
    opinion: '县级审核通过',
    document_no: 'SR-2026-1',
  })
  equal('the county decides meanwhile', decided.state, 'decided')
  equal(
    'who decides sees the number, who administers does not',
    [
      decided.applicant.id_no,
      (await countyAdmin.get(`/api/hub/cases/${forwarded.id}`)).applicant.id_no.includes('*'),
    ],
    [(await clerk.get(`/api/cases/${forwarded.id}`)).applicant.id_no, true],
  )
  equal(
    'the hall does not know yet',
    (await clerk.get(`/api/cases/${forwarded.id}`)).state,
    'forwarded',
  )
  Object.assign(day, { whileCut, offline })
}

async function mended(day) {
  const { clerk, issuer, director, county, forwarded, offline } = day
  await director.post('/api/link', { cut: false })
  await until('after the cut the new case arrives', async () =>
    (await county.get('/api/hub/cases')).cases.some((c) => c.id === offline.id),
  )
  await until(
    'and the decision comes back',
    async () => (await clerk.get(`/api/cases/${forwarded.id}`)).state === 'decided',
  )
  const back = await clerk.get(`/api/cases/${forwarded.id}`)
  equal(
    'decided at the county, by name',
    [back.decided_at_hub, back.decided_name, back.opinion],
    [true, '赵明', '县级审核通过'],
  )
  await issuer.post(`/api/cases/${forwarded.id}/result`, {
    kind: 'paper',
    document_no: 'SR-2026-1',
    shelf: 'A-4',
  })
  equal(
    'the county result is issued by the hall',
    (
      await issuer.post(`/api/cases/${forwarded.id}/issue`, {
        collector_name: '张小丰',
        collector_id_no: '361123198001010032',
        relation: 'family',
      })
    ).state,
    'issued',
  )
}

async function agreed(day) {
  const { director, countyAdmin } = day
  await until(
    'everything is receipted and both sides agree',
    async () => {
      const s = await director.get('/api/status')
      return s.unsent === 0 &&
        s.unsent_files === 0 &&
        s.agreed === 'equal' &&
        s.ledger !== '' &&
        s.ledger === s.hub_ledger
        ? true
        : {
            unsent: s.unsent,
            files: s.unsent_files,
            agreed: s.agreed,
            link: s.link,
            text: s.link_text,
            ledgers: [s.ledger, s.hub_ledger],
          }
    },
    60000,
  )
  const halls = (await countyAdmin.get('/api/hub/halls')).halls
  equal(
    'the county shows the hall as equal',
    [halls[0].agreed, halls[0].parked, halls[0].missing_files],
    ['equal', 0, 0],
  )
  equal('no gaps', (await countyAdmin.get('/api/hub/batches')).gaps, [])
}

export async function link(day) {
  await streams(day)
  await arrives(day)
  await cut(day)
  await mended(day)
  await agreed(day)
}
