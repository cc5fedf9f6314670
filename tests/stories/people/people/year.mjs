// The year's grades, and what the county sees.
import { agrees, check, Client, equal, until } from '../../../lib/client.mjs'
import { nodes } from './day.mjs'

/** The year: proposed by the rule, confirmed or changed with a reason, within the share. */
async function grades(day) {
  const { S, director } = day
  const year = await director.get('/api/grades?year=2026')
  const grade = (name) => year.people.find((p) => p.name === name)
  equal(
    'a serious breach is basic at best',
    [grade('王海燕').serious, ['basic', 'incompetent'].includes(grade('王海燕').proposed)],
    [true, true],
  )
  const star = grade('陈志强')
  check(
    'another grade needs a reason',
    await director.refused(
      `/api/grades/2026/${S.clerk2}`,
      { grade: star.proposed === 'basic' ? 'competent' : 'basic' },
      'GRADE_REASON',
    ),
  )
  const [one, two] = [S.clerk, S.clerk2]
  equal(
    'places by the share',
    year.places,
    Math.floor(year.people.filter((p) => p.months).length / 5),
  )
  for (let i = 0; i < year.places; i++)
    await director.post(`/api/grades/2026/${[one, two][i]}`, {
      grade: 'excellent',
      reason: '民主测评第一',
    })
  check(
    'no more than the share',
    await director.refused(
      `/api/grades/2026/${[one, two][year.places]}`,
      { grade: 'excellent', reason: '也很好' },
      'GRADE_SHARE',
    ),
  )
  const after = await director.post(`/api/grades/2026/${S.approver}`, {
    grade: grade('王海燕').proposed,
  })
  equal(
    'confirmed as proposed',
    (({ grade: g, by }) => [g, by])(after.people.find((p) => p.staff === S.approver)),
    [grade('王海燕').proposed, '张国庆'],
  )
  check(
    'a year nobody was scored in',
    await director.refused(
      `/api/grades/2025/${S.clerk}`,
      { grade: 'competent', reason: '补评' },
      'GRADE_EMPTY',
    ),
  )
  check(
    'a year that is none',
    (await director.call('GET', '/api/grades?year=26')).value.error.code === 'SHAPE',
  )
}

/** The county sees how far training reaches, and the whole tree. */
async function county(day) {
  const { director } = day
  await until('everything is at the county', agrees(director), 60000)
  const county = new Client(nodes.hubUrl)
  await county.signIn('county')
  const seen = (await county.get('/api/hub/training?from=2026-01-01&to=2026-12-31')).halls
  equal(
    'the same figures',
    seen.map((h) => [h.hall, h.name, h.township_covered, h.village_covered, h.village_people]),
    [['361127102', '黄金埠镇政务服务中心', 2, 1, 2]],
  )
  const whole = (await county.get('/api/organisation')).nodes
  equal(
    "the county's tree has all its townships, one of them joined",
    [
      whole.filter((n) => n.kind === 'township').length,
      whole.filter((n) => n.kind === 'township' && n.here).map((n) => n.accounts.length > 5),
      whole.filter((n) => n.kind === 'village').length,
    ],
    [28, [true], 3],
  )
  equal(
    'a county account changes its own password',
    (await county.post('/api/me/password', { old: 'minihall2026', password: 'another-secret' }))
      .done,
    true,
  )
}

export async function year(day) {
  await grades(day)
  await county(day)
}
