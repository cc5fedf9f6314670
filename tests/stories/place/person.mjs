// Who people are, at every door: one spelling of a number and a name, and nobody is taken for
// another.
import { check, equal, until } from '../../lib/client.mjs'
import { as, card, found, MOTHER, outcome, person, play, SON, wide } from '../../lib/persons.mjs'

async function numbers({ clerk, receive }) {
  equal('the mother’s number ends in X', MOTHER.at(-1), 'X')
  for (const typed of [
    MOTHER.toLowerCase(),
    wide(MOTHER),
    wide(MOTHER.toLowerCase()),
    ` ${MOTHER.slice(0, 6)} ${MOTHER.slice(6)}　`,
  ]) {
    const made = await receive({ name: '李桂香', id_no: typed })
    equal(`taken with its one spelling: “${typed}”`, made.value.applicant?.id_no, MOTHER)
    check(
      'and found by every other',
      (
        await Promise.all([MOTHER, MOTHER.toLowerCase(), wide(MOTHER)].map((q) => found(clerk, q)))
      ).every((ids) => ids.includes(made.value.id)),
    )
  }
  const refused = async (applicant) => {
    const { status, value } = await receive(applicant)
    return [status, value.error?.code, value.error?.detail]
  }
  const says = {
    '361127194903070008': '校验位',
    [card('00000019490307002')]: '省份',
    [card('99999919490307002')]: '省份',
    [card('36110218000307002')]: '1900',
    [card('36110220261128002')]: '今天以后',
    [card('36110219000229002')]: '没有这个出生日期',
    361102490307002: '15位旧证',
    36110219490307: '还差4位',
  }
  for (const [id_no, words] of Object.entries(says)) {
    const [status, code, detail] = await refused({ id_no, name: '不该说的名字' })
    equal(
      `${id_no} is refused for what is wrong with it`,
      [status, code, detail?.includes(words), detail?.includes('不该说的名字')],
      [422, 'ID_NUMBER', true, false],
    )
  }
}

async function kinds({ receive }) {
  const papers = {
    old_card: '361102490307002',
    household: MOTHER,
    birth_certificate: 'q360000123',
    military: '军字第1234567号',
    resident_permit_hmt: card('81000019940823002'),
    hm_pass: 'h12345678',
    tw_pass: '12345678',
    passport: 'e12345678',
    foreigner_permit: 'USA310112345678',
    credit_code: '91110000101623741k',
    other: '军字第1234567号',
  }
  for (const [id_kind, id_no] of Object.entries(papers))
    equal(
      `a paper of its own kind: ${id_kind}`,
      (await receive({ id_kind, id_no })).value.applicant?.id_no,
      id_no.toUpperCase(),
    )
  for (const [id_kind, id_no] of Object.entries({
    old_card: '361102491307002',
    birth_certificate: '360000123',
    military: '1234567',
    hm_pass: '12345678',
    tw_pass: '123',
    passport: 'E1',
    credit_code: '9135021IM0000XUF46',
    other: '没有',
  })) {
    equal(
      `and a check of its own: ${id_kind}`,
      outcome(await receive({ id_kind, id_no })),
      'ID_NUMBER',
    )
  }
}

async function doubts({ clerk, countyDecider, receive }) {
  const firm = await receive({
    name: '样例合作社',
    id_kind: 'credit_code',
    id_no: '91350211M0000XUF46',
  })
  check(
    'a credit code that may be right is taken, with a warning',
    firm.value.doubt?.includes('校验位'),
  )
  check(
    'which stays with the case',
    (await clerk.get(`/api/cases/${firm.value.id}`)).doubt === firm.value.doubt,
  )
  await until(
    'and goes to the county with it',
    async () =>
      (await countyDecider.call('GET', `/api/hub/cases/${firm.value.id}`)).value?.doubt ===
      firm.value.doubt,
  )
  equal(
    'a good one has none',
    (await receive({ name: '样例合作社', id_kind: 'credit_code', id_no: '91110000101623741K' }))
      .value.doubt ?? null,
    null,
  )
}

async function help({ guide }) {
  const ask = (principal) =>
    guide.call('POST', '/api/help/requests', {
      kind: 'helped',
      item_id: 'SR-042',
      need: 'elder',
      home_visit: false,
      principal: { name: '王桂花', ...principal },
    })
  for (const id_no of ['36110219490307002', '361127194903070008', card('36110220261128002')])
    equal(`委托 checks as the window does: ${id_no}`, outcome(await ask({ id_no })), 'ID_NUMBER')
  const made = (await ask({ id_no: wide(MOTHER.toLowerCase()) })).value
  equal(
    'and spells as it',
    (await guide.get(`/api/help/requests/${made.id}`)).principal.id_no,
    MOTHER,
  )
  equal(
    'another paper is named',
    outcome(await ask({ id_kind: 'military', id_no: '军字第1234567号' })),
    'taken',
  )
}

/** A case of this applicant whose result is on the shelf; its number. */
async function shelved({ clerk, approver, issuer, receive }, applicant) {
  const c = (await receive(applicant)).value
  await clerk.post(`/api/cases/${c.id}/accept`)
  await approver.post(`/api/cases/${c.id}/decide`, { outcome: 'approved', opinion: '同意' })
  await issuer.post(`/api/cases/${c.id}/result`, { kind: 'paper', shelf: 'A' })
  return c.id
}
const collected = async ({ issuer }, id, more) =>
  outcome(
    await issuer.call('POST', `/api/cases/${id}/issue`, {
      relation: 'self',
      collector_name: '李桂香',
      collector_id_no: MOTHER,
      ...more,
    }),
  )

async function collecting(desks) {
  const ready = (applicant) => shelved(desks, applicant)
  const collect = (id, more) => collected(desks, id, more)
  const id = await ready({ name: '李桂香', id_no: MOTHER })
  equal(
    'himself is the applicant’s number',
    await collect(id, { collector_id_no: SON }),
    'SAME_NUMBER',
  )
  equal('and the applicant’s name', await collect(id, { collector_name: '别人' }), 'SAME_NAME')
  equal(
    'a son has a number of his own',
    await collect(id, {
      relation: 'family',
      collector_name: '张小丰',
      collector_id_no: MOTHER.toLowerCase(),
    }),
    'OTHER_PERSON',
  )
  equal(
    'which is checked',
    await collect(id, {
      relation: 'family',
      collector_name: '张小丰',
      collector_id_no: '361127194903070008',
    }),
    'ID_NUMBER',
  )
  equal(
    'the card read with x, the name with a wide space',
    await collect(id, { collector_name: '李　桂香', collector_id_no: MOTHER.toLowerCase() }),
    'taken',
  )
  equal(
    'a son with his own',
    await collect(await ready({ name: '李桂香', id_no: MOTHER }), {
      relation: 'family',
      collector_name: '张小丰',
      collector_id_no: SON,
    }),
    'taken',
  )
}

async function collectingWithAnotherPaper(desks) {
  const { receive } = desks
  const abroad = { name: 'Anna Müller', id_kind: 'passport', id_no: 'C01X00T47' }
  equal(
    'whoever has another paper says which',
    await collected(desks, await shelved(desks, abroad), {
      collector_name: 'ANNA MÜLLER'.replace('Ü', 'ü'),
      collector_id_kind: 'passport',
      collector_id_no: 'c01x00t47',
    }),
    'taken',
  )
  equal(
    'nobody brings his own papers for himself',
    outcome(await receive({ id_no: MOTHER }, { agent: person({ id_no: MOTHER.toLowerCase() }) })),
    'OTHER_PERSON',
  )
}

async function arriving({ kiosk, village, hold, anyone, receive }) {
  const booked = await village.post(`/api/appointments/${await hold()}/book`, {
    name: '李桂香',
    id_kind: 'identity_card',
    id_no: wide(MOTHER.toLowerCase()),
    phone: '',
  })
  equal('booked with one spelling', booked.id_tail, '000X')
  equal(
    'and checked in by any: it is another day',
    outcome(
      await kiosk.call('POST', '/api/appointments/arrive', { id_no: ` ${MOTHER.toLowerCase()}` }),
    ),
    'NO_APPOINTMENT',
  )
  const { value } = await kiosk.call('POST', '/api/appointments/arrive', { id_no: wide(MOTHER) })
  check('which names the day', value.error.detail?.includes('2026-') || value.error.text)
  equal(
    'cancelled by any',
    (
      await kiosk.post(`/api/appointments/${booked.id}/cancel`, {
        id_no: wide(MOTHER.toLowerCase()),
      })
    ).state,
    'cancelled',
  )
  const made = (await receive()).value
  for (let i = 0; i < 7; i++)
    equal(
      'a code typed wide is the code',
      (
        await anyone.get(
          `/api/progress?id=${encodeURIComponent(wide(made.id))}&code=${encodeURIComponent(wide(made.query_code))}`,
        )
      ).id,
      made.id,
    )
}

await play([numbers, kinds, doubts, help, collecting, collectingWithAnotherPaper, arriving])
