// What grants power is the journal: a role written into the views has no effect, and is said.
import { Client, check, equal } from '../../../lib/client.mjs'
import { nodes, run, says, sql } from './day.mjs'

export async function roleRaised() {
  await nodes.start('hall')
  const boss = await nodes.person('director'),
    clerk = new Client(nodes.hallUrl),
    counter = await nodes.device('kiosk')
  await clerk.signIn('clerk')
  const id = (await clerk.get('/api/me')).id
  sql(`UPDATE staff SET roles = '["clerk","director"]' WHERE id = '${id}'`)
  equal(
    'a raised role opens nothing in a session',
    (await clerk.call('GET', '/api/staff')).status,
    401,
  )
  equal('not even what was allowed before', (await clerk.call('GET', '/api/queue')).status, 401)
  check(
    'nor at sign-in, with words',
    await new Client(nodes.hallUrl).refused(
      '/api/login',
      { login: 'clerk', password: 'minihall2026' },
      'GRANT_UNPROVEN',
    ),
  )
  sql("UPDATE device SET kind = 'board' WHERE kind = 'kiosk'")
  equal(
    'nor for a device',
    (await counter.call('POST', '/api/tickets', { zone: 'general', priority: 'none' })).status,
    401,
  )
  sql("UPDATE device SET kind = 'kiosk' WHERE name = '一号取号机'")
  equal(
    'the status page names the account',
    (await boss.get('/api/status')).unproven !== null,
    true,
  )
  check(
    'and the log says it once',
    nodes
      .log('hall')
      .split('\n')
      .filter((l) => l.includes(`${id} has rights in the views`)).length === 1,
  )
  await nodes.stop('hall')
  says('a rebuild finds it and changes nothing', run('rebuild', '--home', nodes.hall), 1, /--mend/)
  says('unless the record is to hold', run('rebuild', '--home', nodes.hall, '--mend'), 0, /不一致/)
  await nodes.start('hall')
  await clerk.signIn('clerk')
  equal('then the clerk is a clerk again', (await clerk.get('/api/me')).roles, ['clerk'])
  equal(
    'and no account is named any more',
    (await (await nodes.person('director')).get('/api/status')).unproven ?? null,
    null,
  )
  await nodes.stop('hall')
}
