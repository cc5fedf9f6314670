// What a director sets, and what a county publishes.
import { readFileSync } from 'node:fs'
import { agrees, check, Client, equal, until } from '../../../lib/client.mjs'
import { nodes } from './day.mjs'

async function colleague(day) {
  const { director } = day
  equal(
    'a director adds a colleague',
    (
      await director.post('/api/staff', {
        name: '新同事',
        login: 'newcomer',
        password: 'longenough',
        roles: ['guide'],
      })
    ).roles,
    ['guide'],
  )
  check(
    'an account is taken once',
    await director.refused(
      '/api/staff',
      { name: '新同事', login: 'newcomer', password: 'longenough', roles: ['guide'] },
      'STAFF_TAKEN',
    ),
  )
  check(
    'a role that is none',
    await director.refused(
      '/api/staff',
      { name: '某', login: 'other', password: 'longenough', roles: ['king'] },
      'ROLE_UNKNOWN',
    ),
  )
  check(
    'the list has him',
    (await director.get('/api/staff')).staff.some((p) => p.login === 'newcomer'),
  )
}

async function settings(day) {
  const { director } = day
  equal(
    'a setting is changed',
    (
      await director.post('/api/settings/ticket_starved_minutes', { value: '30', reason: '试行' })
    ).settings.find((s) => s.name === 'ticket_starved_minutes').value,
    '30',
  )
  check(
    'a setting has its bounds',
    await director.refused(
      '/api/settings/ticket_starved_minutes',
      { value: '3000' },
      'SETTING_RANGE',
    ),
  )
  check(
    'and no other exists',
    await director.refused('/api/settings/nonsense', { value: '1' }, 'SETTING_UNKNOWN'),
  )
  equal(
    'who changed it is on record',
    (await director.get('/api/settings')).settings
      .filter((s) => s.changed_by)
      .map((s) => [s.name, s.changed_by]),
    [
      ['ticket_starved_minutes', '张国庆'],
      ['ticket_miss_seconds', '张国庆'],
    ],
  )
  equal(
    'a contact can be asked for',
    (await director.post('/api/link/contact')).node,
    '361127102-1',
  )
}

async function wrongRequests(day) {
  const { clerk } = day
  const wrongLogin = new Client(nodes.hallUrl)
  for (let i = 0; i < 4; i++)
    check(
      'a wrong password is refused',
      await wrongLogin.refused(
        '/api/login',
        { login: 'newcomer', password: 'nonsense1' },
        'LOGIN_WRONG',
      ),
    )
  check(
    'an unknown field is said',
    await clerk.refused('/api/tickets', { zone: 'general', priority: 'none', extra: 1 }, 'SHAPE'),
  )
}

async function catalogue(day) {
  const { clerk, anyone, countyAdmin, offline } = day
  const card2 = await countyAdmin.get('/api/hub/catalogue')
  equal(
    'the county knows who has its catalogue',
    card2.halls.map((h) => h.commit === card2.commit),
    [true],
  )
  const items = JSON.parse(
    readFileSync(
      new URL('../../../../appliance/sample/catalogue/items.json', import.meta.url),
      'utf8',
    ),
  )
  check(
    'a damaged catalogue is not published',
    await countyAdmin.refused(
      '/api/hub/catalogue',
      { items: { name: '坏', items: [{ id: 'x' }] }, message: '坏' },
      'SHAPE',
    ),
  )
  items.items = items.items.slice(0, 129)
  await countyAdmin.post('/api/hub/catalogue', { items, message: '删去一项' })
  await until(
    'a new catalogue reaches the hall by fast-forward',
    async () => (await anyone.get('/api/items?limit=500')).total === 129,
  )
  equal(
    'a running case keeps the version it began under',
    (await clerk.get(`/api/cases/${offline.id}`)).catalogue,
    offline.catalogue,
  )
}

async function signedOut(day) {
  const { director, countyAdmin } = day
  const leaver = new Client(nodes.hallUrl)
  await leaver.signIn('guide')
  await leaver.post('/api/logout')
  equal('signed out is signed out', (await leaver.get('/api/me')).signed_in, false)
  await until('both sides agree again', agrees(director), 60000)

  await countyAdmin.raw('GET', '/api/hub/batches/361127102-1/1/1/sig')
}

export async function director(day) {
  await colleague(day)
  await settings(day)
  await wrongRequests(day)
  await catalogue(day)
  await signedOut(day)
}
