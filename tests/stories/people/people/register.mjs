// The register: what each is, where, and who stands in for him.
import { check, equal } from '../../../lib/client.mjs'
import { profile } from './day.mjs'

/** Stations and their accounts; employment, post and stand-in of each. */
async function whoIsWhat(day) {
  const { S, director, list } = day
  equal(
    'village accounts hang on their stations',
    (await list())
      .filter((p) => p.login.startsWith('village'))
      .map((p) => [p.unit, p.unit_name, p.employment]),
    [
      ['361127102201', '样例甲村便民服务站', 'village_cadre'],
      ['361127102202', '样例乙村便民服务站', 'village_cadre'],
    ],
  )
  equal(
    'who signed in today was seen today',
    (await list()).find((p) => p.login === 'clerk').last_seen,
    '2026-11-24',
  )
  const described = await director.post(
    `/api/staff/${S.clerk}/profile`,
    profile({
      employment: 'purchased',
      employer: '县行政审批局',
      supplier: '样例人力公司',
      contract_no: 'HT-2026-8',
      post_grade: '二岗',
      to: '2027-03-31',
      stand_in: S.clerk2,
      skill_level: 'level4',
      certificate_no: 'ZS-001',
      certificate_on: '2025-06-01',
    }),
  )
  equal(
    'what he is, where, and who stands in',
    [
      described.staff.employment,
      described.staff.supplier,
      described.staff.stand_in_name,
      described.staff.skill_level,
      described.staff.unit_name,
    ],
    ['purchased', '样例人力公司', '陈志强', 'level4', '黄金埠镇政务服务中心'],
  )
  await director.post(`/api/staff/${S.clerk2}/profile`, profile())
  await director.post(
    `/api/staff/${S.approver}/profile`,
    profile({ employment: 'posted', employer: '镇农业农村办', post: 'approver' }),
  )
  await director.post(
    `/api/staff/${S.guide}/profile`,
    profile({ employment: 'volunteer', employer: '团委', post: 'guide', attends: false }),
  )
}

async function profilesThatAreNone(day) {
  const { S, director } = day
  check(
    'purchased without a supplier',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ employment: 'purchased' }),
      'SUPPLIER_MISSING',
    ),
  )
  check(
    'nobody stands in for himself',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ stand_in: S.clerk2 }),
      'STAND_IN',
    ),
  )
  check(
    'a unit that is none',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ unit: '361127102999' }),
      'UNIT_UNKNOWN',
    ),
  )
  check(
    'a village account does not hang on the township',
    await director.refused(
      `/api/staff/${S.village}/profile`,
      profile({ employment: 'village_cadre' }),
      'UNIT_UNKNOWN',
    ),
  )
  check(
    'a date that is none',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ from: '2026-13-01' }),
      'SHAPE',
    ),
  )
  check(
    'an end before the beginning',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ to: '2026-10-01' }),
      'SHAPE',
    ),
  )
  check(
    'a certificate without its level',
    await director.refused(
      `/api/staff/${S.clerk2}/profile`,
      profile({ certificate_no: 'Z' }),
      'SHAPE',
    ),
  )
}

async function whatIsPersonal(day) {
  const { S, director, clerk } = day
  equal(
    'phone and identity number',
    (({ phone, id_no }) => [phone, id_no])(
      await director.post(`/api/staff/${S.clerk}/contact`, {
        phone: '13900001111',
        id_no: '361123198001010032',
      }),
    ),
    ['13900001111', '361123198001010032'],
  )
  check(
    'a phone that is none',
    await director.refused(`/api/staff/${S.clerk}/contact`, { phone: '12' }, 'PHONE'),
  )
  check(
    'a number that is none',
    await director.refused(
      `/api/staff/${S.clerk}/contact`,
      { id_no: '361123198001010033' },
      'ID_NUMBER',
    ),
  )
  check(
    'what is personal is in no list',
    !JSON.stringify(await director.get('/api/staff')).includes('13900001111'),
  )
  check(
    'and only the director may ask',
    (await clerk.call('GET', `/api/staff/${S.clerk}`)).value.error.code === 'ROLE',
  )
  equal(
    'nobody of that name',
    (await director.call('GET', '/api/staff/P000')).value.error.code,
    'NOT_FOUND',
  )
}

async function suppliersAndRoles(day) {
  const { S, director } = day
  equal('the suppliers', (await director.get('/api/suppliers')).suppliers, [
    {
      supplier: '样例人力公司',
      contracts: 'HT-2026-8',
      people: 1,
      left: 0,
      names: '李秀英',
      first_end: '2027-03-31',
    },
  ])
  equal(
    'roles are changed',
    (await director.post(`/api/staff/${S.guide}/roles`, { roles: ['guide', 'issuer'] })).staff
      .roles,
    ['guide', 'issuer'],
  )
  check(
    'to roles that exist',
    await director.refused(`/api/staff/${S.guide}/roles`, { roles: ['king'] }, 'ROLE_UNKNOWN'),
  )
  check(
    'a director stays one by his own hand',
    await director.refused(`/api/staff/${S.director}/roles`, { roles: ['clerk'] }, 'STAFF_SELF'),
  )
  await director.post(`/api/staff/${S.guide}/roles`, { roles: ['guide'] })
}

export async function register(day) {
  await whoIsWhat(day)
  await profilesThatAreNone(day)
  await whatIsPersonal(day)
  await suppliersAndRoles(day)
}
