// The county alone sets the options; what was given keeps its version.
import { check, Client, equal, until } from '../../../lib/client.mjs'
import { nodes } from './day.mjs'

const county = new Client(nodes.hubUrl)

async function setByTheCounty() {
  await county.signIn('county')
  const everywhere = [
    'very_satisfied',
    'satisfied',
    'fairly_satisfied',
    'dissatisfied',
    'very_dissatisfied',
  ]
  const next = {
    version: '2027-1',
    options: [{ code: 'whole', text: '整体情况', levels: everywhere }],
  }
  const untouched = await county.get('/api/hub/rating-options')
  equal(
    'until the county has set a list the sample is in force',
    [untouched.sample, untouched.version, untouched.halls.map((h) => [h.version, h.sent])],
    [true, '2026-sample-1', [['', '']]],
  )
  const approver = new Client(nodes.hubUrl)
  await approver.signIn('county-approver')
  check(
    'who decides cases sets no options',
    await approver.refused('/api/hub/rating-options', next, 'ROLE'),
  )
  check(
    'a list that leaves a level out is refused',
    await county.refused(
      '/api/hub/rating-options',
      { ...next, options: [{ code: 'x', text: '甲', levels: ['satisfied'] }] },
      'OPTIONS_LEVEL',
    ),
  )
  await county.post('/api/hub/rating-options', next)
  equal(
    'the approver sees what is in force',
    (({ version, sample, used }) => [version, sample, used])(
      await approver.get('/api/hub/rating-options'),
    ),
    ['2027-1', false, ['2027-1']],
  )
  check(
    'a version is used once',
    await county.refused('/api/hub/rating-options', next, 'OPTIONS_VERSION'),
  )
}

async function atTheHall(day) {
  const { supervisor, anyone, late, bySlip, sheet } = day
  await until(
    'the new list reaches the hall',
    async () => (await anyone.get('/api/rating/options')).version === '2027-1',
  )
  await until('the county knows that the hall has it', async () => {
    const [h] = (await county.get('/api/hub/rating-options')).halls
    return h.version === '2027-1' && h.sent === '2027-1' && !!h.at ? true : h
  })
  check(
    'what is not on it any more is refused',
    await supervisor.refused(
      '/api/ratings/paper',
      { ...sheet, paper_no: 'PJ-009', number: late.number },
      'RATING_OPTION',
    ),
  )
  equal(
    'an order keeps the version it was given under',
    (await supervisor.get(`/api/orders/W${bySlip.id}`)).options_version,
    '2026-sample-1',
  )
}

export async function options(day) {
  await setByTheCounty()
  await atTheHall(day)
}
