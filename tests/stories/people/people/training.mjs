// Training: planned, held, who came; what is not reached is said by name.
import { check, equal } from '../../../lib/client.mjs'

async function planned(day) {
  const { director } = day
  const plan = (
    await director.post('/api/training/plans', {
      title: '2026年下半年培训',
      giver: 'county',
      from: '2026-07-01',
      to: '2026-12-31',
      subjects: ['law', 'etiquette'],
      minutes: 600,
    })
  ).plans[0]
  check(
    'a plan that ends before it begins',
    await director.refused(
      '/api/training/plans',
      {
        title: '坏计划',
        giver: 'county',
        from: '2026-07-01',
        to: '2026-06-01',
        subjects: ['law'],
        minutes: 60,
      },
      'TRAINING_DATES',
    ),
  )
  check(
    'a subject that is none',
    await director.refused(
      '/api/training/plans',
      {
        title: '坏计划',
        giver: 'county',
        from: '2026-07-01',
        to: '2026-12-01',
        subjects: ['magic'],
        minutes: 60,
      },
      'SHAPE',
    ),
  )
  day.plan = plan
}

/** What was held, who came; what was called off has no attendance. */
async function held(day) {
  const { S, director, plan } = day
  const session = {
    plan: plan.id,
    subject: 'law',
    title: '行政许可法要点',
    giver: 'county',
    teacher: '县行政审批局 李科长',
    on: '2026-11-20',
    minutes: 180,
  }
  const held = (await director.post('/api/training/sessions', session)).sessions[0]
  check(
    'outside its plan',
    await director.refused(
      '/api/training/sessions',
      { ...session, on: '2027-01-04' },
      'TRAINING_DATES',
    ),
  )
  const came = await director.post(`/api/training/sessions/${held.id}/attendance`, {
    people: [
      { staff: S.clerk, present: true, mark: 92, certificate: 'PX-1' },
      { staff: S.clerk2, present: true },
      { staff: S.approver, present: false },
    ],
  })
  equal(
    'who came, with marks',
    came.sessions[0].people.map((p) => [p.present, p.mark, p.certificate]),
    [
      [true, 92, 'PX-1'],
      [true, null, null],
      [false, null, null],
    ],
  )
  const void_ = (
    await director.post('/api/training/sessions', {
      ...session,
      plan: '',
      subject: 'ethics',
      title: '没开成',
    })
  ).sessions.find((s) => s.title === '没开成')
  await director.post(`/api/training/sessions/${void_.id}/cancel`, { reason: '老师没来' })
  check(
    'a cancelled one has no attendance',
    await director.refused(
      `/api/training/sessions/${void_.id}/attendance`,
      { people: [{ staff: S.clerk, present: true }] },
      'TRAINING_STATE',
    ),
  )
  day.session = session
}

/** How far it reaches, down to the villages. */
async function reached(day) {
  const { S, director, session } = day
  const down = (
    await director.post('/api/training/sessions', {
      ...session,
      plan: '',
      subject: 'procedure',
      title: '村站办事流程',
      giver: 'township',
      teacher: '张国庆',
    })
  ).sessions.find((s) => s.title === '村站办事流程')
  await director.post(`/api/training/sessions/${down.id}/attendance`, {
    people: [{ staff: S.village, present: true, mark: 80 }],
  })
  const cover = await director.get('/api/training/coverage')
  equal(
    'two of the township by the county, one of two villages',
    [cover.from, cover.to, cover.township_covered, cover.village_covered, cover.village_people],
    ['2026-01-01', '2026-12-31', 2, 1, 2],
  )
  check(
    'the gaps by name, a station without an account among them',
    ['吴志明', ''].every((name) =>
      cover.gaps.some((g) => g.kind === 'village' && g.name === name),
    ) && cover.gaps.some((g) => g.name === '王海燕'),
    () => JSON.stringify(cover.gaps),
  )
  equal(
    'by subject',
    cover.subjects.filter((s) => s.people).map((s) => [s.subject, s.sessions, s.people]),
    [
      ['law', 1, 2],
      ['procedure', 1, 1],
    ],
  )
  equal(
    'another period knows nothing',
    (await director.get('/api/training/coverage?from=2026-01-01&to=2026-06-30')).village_covered,
    0,
  )
  equal(
    'plans and sessions',
    (({ plans, sessions }) => [plans[0].held_minutes, plans[0].held_subjects, sessions.length])(
      await director.get('/api/training'),
    ),
    [180, ['law'], 3],
  )
}

export async function training(day) {
  await planned(day)
  await held(day)
  await reached(day)
}
