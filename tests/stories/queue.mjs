// The queue: a number counts when it is out, comes back when it was missed, moves with its holder, and nothing is done twice.
import { Client, check, equal, finish, until } from './client.mjs'
import { Nodes } from './nodes.mjs'

const nodes = await Nodes.make()
const MINUTE = 60000
const shift = async (ms) => { // the hall's clock, moved by a restart
  await nodes.stop('hall')
  nodes.env.MINIHALL_CLOCK_OFFSET_MS = String(ms)
  await nodes.start('hall')
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl), guide = new Client(nodes.hallUrl), clerk = new Client(nodes.hallUrl), anyone = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await guide.signIn('guide')
  await clerk.signIn('clerk')
  await until('the county catalogue reaches the hall', async () => (await anyone.get('/api/items?limit=500')).total === 130)
  await clerk.post('/api/windows/1/sign-on')

  // A number is issued when it was confirmed.
  const first = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  equal('a number is assigned', [first.number, first.state, first.ahead], ['A001', 'issuing', 0])
  check('its slip has an address of its own', /^HTTPS:\/\/127\.0\.0\.1:\d+\/Q\/T3611271021\d{8}A001\/[A-HJ-NP-Z2-9]{6}$/.test(first.slip_url) && first.slip_url.endsWith(first.slip_code) ? true : first.slip_url)
  equal('it is on no board', (await anyone.get('/api/board')).waiting, [])
  equal('and not counted', (await kiosk.get('/api/kiosk')).zones[0].waiting, 0)
  const confirmed = await kiosk.post(`/api/tickets/${first.id}/confirm`, { by: 'printer' })
  equal('confirmed, it waits', [confirmed.state, confirmed.slip_url], ['waiting', first.slip_url])
  equal('confirmed twice, it is one ticket', (await guide.post(`/api/tickets/${first.id}/confirm`, { by: 'desk' })).issued_at, confirmed.issued_at)
  equal('it is on the board', (await anyone.get('/api/board')).waiting.map((w) => w.number), ['A001'])
  const again = await kiosk.post(`/api/tickets/${first.id}/reprint`)
  equal('printed again it has the same number', [again.number, again.reprints, again.slip_url], ['A001', 1, first.slip_url])
  equal('a clerk does not see the secret of a slip', (await clerk.get(`/api/tickets/${first.id}`)).slip_code ?? null, null)
  const lost = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  await shift(4 * MINUTE)
  await until('what nobody confirmed lapses', async () => (await clerk.get(`/api/tickets/${lost.id}`)).state === 'void')
  check('too late to confirm', await kiosk.refused(`/api/tickets/${lost.id}/confirm`, { by: 'screen' }, 'TICKET_LAPSED'))
  check('or to print', await kiosk.refused(`/api/tickets/${lost.id}/reprint`, {}, 'TICKET_LAPSED'))
  equal('its number is not used again', (await kiosk.ticket({ zone: 'general', priority: 'none' })).number, 'A003')
  equal('the confirmed one still waits', (await clerk.get(`/api/tickets/${first.id}`)).state, 'waiting')
  await guide.post(`/api/tickets/${first.id}/cancel`, { note: '不办了' })
  check('what has ended is not printed', await kiosk.refused(`/api/tickets/${first.id}/reprint`, {}, 'TICKET_ENDED'))

  await nodes.stop('hall')
  await nodes.stop('hub')
  for (const home of [nodes.hall, nodes.hub]) {
    equal(`the chain is whole (${home.split('/').pop()})`, nodes.command('verify', '--home', home).status, 0)
    equal(`the views are a function of it (${home.split('/').pop()})`, nodes.command('rebuild', '--home', home).status, 0)
  }
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
