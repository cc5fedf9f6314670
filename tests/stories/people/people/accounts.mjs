// Accounts: a password that was forgotten, and a colleague who leaves and comes back.
import { check, Client, equal } from '../../../lib/client.mjs'
import { nodes, profile } from './day.mjs'

const issuer = new Client(nodes.hallUrl),
  issuerElsewhere = new Client(nodes.hallUrl)

async function passwords(day) {
  const { S, director, list, rogue } = day
  for (let i = 0; i < 6; i++)
    await rogue.call('POST', '/api/login', { login: 'issuer', password: 'nonsense1' })
  equal(
    'six wrong passwords show in the list',
    (await list()).find((p) => p.login === 'issuer').locked,
    true,
  )
  equal(
    'the director clears it',
    (await director.post(`/api/staff/${S.issuer}/unlock`)).staff.locked,
    false,
  )
  await issuer.signIn('issuer')
  await issuerElsewhere.signIn('issuer')
  check(
    'the old one must be known',
    await issuer.refused(
      '/api/me/password',
      { old: 'wrongwrong', password: 'a-new-secret' },
      'PASSWORD_WRONG',
    ),
  )
  await issuer.post('/api/me/password', { old: 'minihall2026', password: 'a-new-secret' })
  equal(
    'he stays signed in here and nowhere else',
    [(await issuer.get('/api/me')).signed_in, (await issuerElsewhere.get('/api/me')).signed_in],
    [true, false],
  )
  await director.post(`/api/staff/${S.issuer}/password`, { password: 'minihall2026' })
  equal('a reset ends what was open', (await issuer.get('/api/me')).signed_in, false)
  await issuer.signIn('issuer')
  check(
    'what happened to him is on record',
    (await director.get(`/api/staff/${S.issuer}`)).history.map((h) => h.kind).join() ===
      'staff.password_reset,staff.password_changed,staff.unlocked,staff.added',
  )
}

/** A leaver is out at once; his records stay. */
async function leaving(day) {
  const { S, director, attended, rogue } = day
  await issuer.post('/api/windows/5/sign-on')
  const gone = await director.post(`/api/staff/${S.issuer}/leave-service`, {
    on: '2026-11-24',
    reason: '调回原单位',
  })
  equal(
    'he has left',
    [gone.staff.active, gone.staff.left_on, gone.staff.left_reason],
    [false, '2026-11-24', '调回原单位'],
  )
  equal(
    'his session is closed, his window too',
    [
      (await issuer.get('/api/me')).signed_in,
      (await director.get('/api/windows')).windows.find((w) => w.no === 5).state,
    ],
    [false, 'closed'],
  )
  check(
    'he cannot sign in',
    await rogue.refused('/api/login', { login: 'issuer', password: 'minihall2026' }, 'LOGIN_WRONG'),
  )
  check(
    'nor be changed',
    await director.refused(`/api/staff/${S.issuer}/profile`, profile(), 'STAFF_LEFT'),
  )
  check(
    'nor stand in',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ stand_in: S.issuer }),
      'STAND_IN',
    ),
  )
  check(
    'nobody leaves by his own hand',
    await director.refused(
      `/api/staff/${S.director}/leave-service`,
      { on: '2026-11-24', reason: '走了' },
      'STAFF_SELF',
    ),
  )
  check(
    'his presence is still told',
    (await attended()).刘小梅?.last_off === (await attended()).刘小梅?.first_on,
  )
}

async function comingBack(day) {
  const { S, director } = day
  equal(
    'he comes back with a new password',
    (await director.post(`/api/staff/${S.issuer}/return`, { password: 'minihall2026' })).staff
      .active,
    true,
  )
  check(
    'who is here does not come back',
    await director.refused(
      `/api/staff/${S.issuer}/return`,
      { password: 'minihall2026' },
      'STAFF_HERE',
    ),
  )
  await director.post(`/api/staff/${S.issuer}/leave-service`, {
    on: '2026-11-24',
    reason: '调回原单位',
  })
  await director.post('/api/staff', {
    name: '新出件员',
    login: 'issuer',
    password: 'minihall2026',
    roles: ['issuer'],
  })
  check(
    'unless his login was given away',
    await director.refused(
      `/api/staff/${S.issuer}/return`,
      { password: 'minihall2026' },
      'STAFF_TAKEN',
    ),
  )
}

export async function accounts(day) {
  await passwords(day)
  await leaving(day)
  await comingBack(day)
}
