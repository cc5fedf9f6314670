// The spine: ticket to receipt at the hall, a cut link, a county decision, the result issued, and
// proofs with stock tools.
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { createHash } from 'node:crypto'
import https from 'node:https'
import { join } from 'node:path'
import { Client, agrees, check, equal, photo, until, finish } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const tool = (program, args, options = {}) =>
  spawnSync(program, args, { encoding: 'utf8', ...options })
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    approver = new Client(nodes.hallUrl),
    issuer = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    rater = new Client(nodes.hallUrl),
    anyone = new Client(nodes.hallUrl)
  const county = new Client(nodes.hubUrl),
    countyAdmin = new Client(nodes.hubUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await rater.post('/api/enrol', { token: nodes.token('rater1') })
  await clerk.signIn('clerk')
  await approver.signIn('approver')
  await issuer.signIn('issuer')
  await director.signIn('director')
  await county.signIn('county-approver')
  await countyAdmin.signIn('county')
  await until(
    'the county catalogue reaches the hall as git',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  equal(
    'items are found by pinyin initials',
    (await anyone.get('/api/items?q=LNRYDZ')).items.map((i) => i.name),
    ['老年人优待证办理'],
  )

  // The hall: several cases on one ticket.
  const taken = await kiosk.post(
    '/api/tickets',
    { zone: 'general', priority: 'elder', items: ['SR-047'] },
    'same-press',
  )
  equal(
    'a double press gives the same ticket',
    (
      await kiosk.post(
        '/api/tickets',
        { zone: 'general', priority: 'elder', items: ['SR-047'] },
        'same-press',
      )
    ).id,
    taken.id,
  )
  equal('the number begins with the zone letter', taken.number, 'A001')
  await clerk.post('/api/windows/1/sign-on')
  check(
    'a number nobody confirmed is not in the queue',
    await clerk.refused('/api/windows/1/call-next', {}, 'QUEUE_EMPTY'),
  )
  equal(
    'confirmed, it is',
    (await kiosk.post(`/api/tickets/${taken.id}/confirm`, { by: 'screen' })).state,
    'waiting',
  )
  check(
    'nobody calls at a window not his own',
    await approver.refused('/api/windows/1/call-next', {}, 'ROLE'),
  )
  const called = await clerk.post('/api/windows/1/call-next')
  equal(
    'the window calls it',
    [called.id, called.state, called.window_name],
    [taken.id, 'called', '通用综合受理1'],
  )
  equal('the board shows it', (await anyone.get('/api/board')).calls[0].number, 'A001')
  await clerk.post(`/api/tickets/${taken.id}/serve`, { window: 1 })
  check(
    'a wrong identity number is refused in words',
    await clerk.refused(
      '/api/cases',
      {
        ticket_id: taken.id,
        item_id: 'SR-047',
        applicant: { ...person, id_no: '361102194903070027' },
      },
      'ID_NUMBER',
    ),
  )
  const own = await clerk.post('/api/cases', {
    ticket_id: taken.id,
    item_id: 'SR-047',
    applicant: person,
    materials: [{ no: 1, taken: 'original_seen' }],
  })
  check(
    'acceptance waits for the materials',
    await clerk.refused(`/api/cases/${own.id}/accept`, {}, 'MATERIALS_MISSING'),
  )
  const sha = await clerk.upload(own.id, 2, '照片.png', photo(1, 115))
  equal(
    'the photo is there, byte for byte',
    createHash('sha256')
      .update((await clerk.raw('GET', `/api/cases/${own.id}/attachments/${sha}`)).body)
      .digest('hex'),
    sha,
  )
  const accepted = await clerk.post(`/api/cases/${own.id}/accept`)
  equal(
    'an instant item is due today',
    [accepted.state, accepted.due_on],
    ['accepted', own.received_at.slice(0, 10)],
  )
  const both = await clerk.post('/api/cases', {
    ticket_id: taken.id,
    item_id: 'SR-042',
    applicant: person,
    materials: [
      { no: 1, taken: 'original_seen' },
      { no: 2, taken: 'copy' },
      { no: 3, taken: 'copy' },
    ],
  })
  await clerk.upload(both.id, 2, '户口簿.png', photo(2, 115))
  equal(
    'a county item is forwarded on acceptance',
    (await clerk.post(`/api/cases/${both.id}/accept`)).state,
    'forwarded',
  )
  equal(
    'one ticket carries both cases',
    (await clerk.get(`/api/tickets/${taken.id}`)).cases.length,
    2,
  )
  await clerk.post(`/api/tickets/${taken.id}/finish`, {})
  equal('the tablet asks for a rating', (await rater.get('/api/rating')).pending?.number, 'A001')
  check(
    'a bad rating needs a reason',
    await rater.refused(
      '/api/rating',
      { ticket_id: taken.id, level: 'dissatisfied' },
      'RATING_REASON',
    ),
  )
  await rater.post('/api/rating', {
    ticket_id: taken.id,
    level: 'very_satisfied',
    options: ['kind'],
  })
  check(
    'one rating a service',
    await rater.refused(
      '/api/rating',
      { ticket_id: taken.id, level: 'satisfied' },
      'RATED_ALREADY',
    ),
  )
  check(
    'the clerk does not approve',
    await clerk.refused(
      `/api/cases/${own.id}/decide`,
      { outcome: 'approved', opinion: '同意' },
      'ROLE',
    ),
  )
  check(
    'the hall does not decide for the county',
    await approver.refused(
      `/api/cases/${both.id}/decide`,
      { outcome: 'approved', opinion: '同意' },
      'NOT_DECIDED_HERE',
    ),
  )
  equal(
    'the approver decides',
    (
      await approver.post(`/api/cases/${own.id}/decide`, {
        outcome: 'approved',
        opinion: '符合条件',
      })
    ).state,
    'decided',
  )
  await issuer.post('/api/windows/5/sign-on')
  equal(
    'the result waits on its shelf',
    (
      await issuer.post(`/api/cases/${own.id}/result`, {
        kind: 'paper',
        document_no: 'YD-1',
        shelf: 'A-3',
      })
    ).state,
    'ready',
  )
  check(
    'a stranger does not collect as the applicant',
    await issuer.refused(
      `/api/cases/${own.id}/issue`,
      { collector_name: '李四', collector_id_no: '362324198201010019', relation: 'self' },
      'SAME_NUMBER',
    ),
  )
  equal(
    'it is issued',
    (
      await issuer.post(`/api/cases/${own.id}/issue`, {
        collector_name: person.name,
        collector_id_no: person.id_no,
        relation: 'self',
      })
    ).state,
    'issued',
  )
  check(
    'and not twice',
    await issuer.refused(
      `/api/cases/${own.id}/issue`,
      { collector_name: person.name, collector_id_no: person.id_no, relation: 'self' },
      'ALREADY_ISSUED',
    ),
  )
  const progress = await anyone.get(`/api/progress?id=${own.id}&code=${own.query_code}`)
  equal(
    'the citizen sees progress with the name masked',
    [progress.state, progress.applicant],
    ['issued', '张*丰'],
  )

  equal(
    'who only looks sees no whole number',
    (({ id_no, phone }) => [id_no, phone])((await director.get(`/api/cases/${own.id}`)).applicant),
    ['361***********0026', '138****0000'],
  )
  check(
    'nor is one in any list',
    !/361102194903070026|13800000000/.test(JSON.stringify(await clerk.get('/api/cases'))),
    'a number in the list',
  )

  // Negative ends: told once, in words, and on paper; a missed number comes back.
  const second = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await director.post('/api/settings/ticket_miss_seconds', { value: '0', reason: '不必等人走过来' })
  await clerk.post(`/api/tickets/${second.id}/miss`, {})
  equal('a missed number is on the board', (await anyone.get('/api/board')).missed, [second.number])
  await clerk.post(`/api/tickets/${second.id}/requeue`, {})
  equal('and may queue again', (await clerk.post('/api/windows/1/call-next')).id, second.id)
  await clerk.post(`/api/tickets/${second.id}/serve`, {})
  const lacking = await clerk.post('/api/cases', {
    ticket_id: second.id,
    item_id: 'SR-043',
    applicant: { ...person, id_no: '362324198201010019', name: '李四' },
    materials: [{ no: 1, taken: 'copy' }],
  })
  const missing = { missing: [{ no: 2, what: '残疾人证原件' }], text: '' }
  equal(
    'what is missing is told once',
    (await clerk.post(`/api/cases/${lacking.id}/correction`, missing)).state,
    'correcting',
  )
  check(
    'a second time needs a new fact',
    await clerk.refused(`/api/cases/${lacking.id}/correction`, missing, 'CORRECTION_TWICE'),
  )
  const no = await clerk.post(`/api/cases/${lacking.id}/refuse`, {
    reason: 'no_standing',
    text: '不在本镇居住',
  })
  equal(
    'a refusal carries its reason',
    [no.state, no.refuse_reason, no.refuse_text],
    ['refused', 'no_standing', '不在本镇居住'],
  )
  check(
    'and ends the case',
    await clerk.refused(`/api/cases/${lacking.id}/accept`, {}, 'CASE_STATE'),
  )
  check(
    'a clerk pauses',
    (await clerk.post('/api/windows/1/pause', { paused: true })).state === 'paused',
  )
  check(
    'a paused window calls nobody',
    await clerk.refused('/api/windows/1/call-next', {}, 'WINDOW_PAUSED'),
  )
  equal(
    'the sign does not change in a pause',
    (await clerk.post('/api/windows/1/pause', { paused: false })).name,
    '通用综合受理1',
  )
  await clerk.post(`/api/tickets/${second.id}/finish`, {})

  // tus: a wrong checksum is not kept, an upload can be ended, another's upload is not there.
  const b64 = (text) => Buffer.from(text).toString('base64')
  const begun = await clerk.raw(
    'POST',
    '/api/uploads',
    {
      'tus-resumable': '1.0.0',
      'upload-length': '10',
      'upload-metadata': `case ${b64(both.id)},material ${b64('1')},name ${b64('x')}`,
    },
    '',
  )
  const part = (client, text, checksum) =>
    client.raw(
      'PATCH',
      begun.headers.location,
      {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        ...(checksum ? { 'upload-checksum': checksum } : {}),
      },
      text,
    )
  equal(
    'a wrong checksum is refused',
    (await part(clerk, 'hello', `sha256 ${b64('nonsense')}`)).status,
    460,
  )
  equal(
    'and its bytes are not kept',
    (await clerk.raw('HEAD', begun.headers.location, { 'tus-resumable': '1.0.0' })).headers[
      'upload-offset'
    ],
    '0',
  )
  equal(
    'a wrong offset is refused',
    (
      await clerk.raw(
        'PATCH',
        begun.headers.location,
        {
          'tus-resumable': '1.0.0',
          'upload-offset': '3',
          'content-type': 'application/offset+octet-stream',
        },
        'x',
      )
    ).status,
    409,
  )
  equal(
    'nobody else sees it',
    (await issuer.raw('HEAD', begun.headers.location, { 'tus-resumable': '1.0.0' })).status,
    403,
  )
  equal(
    'an upload can be ended',
    (await clerk.raw('DELETE', begun.headers.location, { 'tus-resumable': '1.0.0' })).status,
    204,
  )
  equal(
    'and is gone',
    (await clerk.raw('HEAD', begun.headers.location, { 'tus-resumable': '1.0.0' })).status,
    404,
  )
  const text = await clerk.raw(
    'POST',
    '/api/uploads',
    {
      'tus-resumable': '1.0.0',
      'upload-length': '5',
      'upload-metadata': `case ${b64(both.id)},material ${b64('1')},name ${b64('x.jpg')}`,
    },
    '',
  )
  equal(
    'only pictures are materials',
    JSON.parse(
      (
        await clerk.raw(
          'PATCH',
          text.headers.location,
          {
            'tus-resumable': '1.0.0',
            'upload-offset': '0',
            'content-type': 'application/offset+octet-stream',
          },
          'hello',
        )
      ).body,
    ).error.code,
    'UPLOAD_TYPE',
  )

  // Live pages: a stream resumes from the journal, and the public one tells nothing about cases.
  const stream = (client, last) =>
    new Promise((done) => {
      const request = https.get(
        new URL('/api/events', nodes.hallUrl),
        {
          headers: { ...(client.cookie ? { cookie: client.cookie } : {}), 'last-event-id': last },
          rejectUnauthorized: false,
          agent: false,
        },
        (reply) => {
          let got = ''
          reply.on('data', (piece) => {
            got += piece
          })
          setTimeout(() => {
            request.destroy()
            done(got)
          }, 700)
        },
      )
      request.on('error', () => {})
    })
  const all = await stream(clerk, '0')
  check(
    'a stream resumes from any number',
    all.includes('"kind":"case.received"') &&
      /^id: \d+$/m.test(all) &&
      all.includes('event: version'),
    () => all.slice(0, 300),
  )
  const open = await stream(anyone, '0')
  check(
    'the public stream tells of numbers, not of cases',
    open.includes('ticket.called') && !open.includes('case.') && !open.includes('staff.'),
    () => open.slice(0, 300),
  )

  // The county sees it.
  await until('the case arrives at the county', async () =>
    (await county.get('/api/hub/cases?state=forwarded')).cases.some((c) => c.id === both.id),
  )
  await until('its photo arrives in a pack', async () =>
    (await county.get(`/api/hub/cases/${both.id}`)).materials.some((m) =>
      m.photos.some((p) => p.here),
    ),
  )

  // The link is cut; work goes on; nothing arrives.
  equal(
    'the link is cut by the director',
    (await director.post('/api/link', { cut: true, reason: '演练' })).link,
    'cut',
  )
  const again = await kiosk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${again.id}/serve`, {})
  const offline = await clerk.post('/api/cases', {
    ticket_id: again.id,
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
  const decided = await county.post(`/api/hub/cases/${both.id}/decide`, {
    outcome: 'approved',
    opinion: '县级审核通过',
    document_no: 'SR-2026-1',
  })
  equal('the county decides meanwhile', decided.state, 'decided')
  equal(
    'who decides sees the number, who administers does not',
    [
      decided.applicant.id_no,
      (await countyAdmin.get(`/api/hub/cases/${both.id}`)).applicant.id_no.includes('*'),
    ],
    [(await clerk.get(`/api/cases/${both.id}`)).applicant.id_no, true],
  )
  equal('the hall does not know yet', (await clerk.get(`/api/cases/${both.id}`)).state, 'forwarded')

  await director.post('/api/link', { cut: false })
  await until('after the cut the new case arrives', async () =>
    (await county.get('/api/hub/cases')).cases.some((c) => c.id === offline.id),
  )
  await until(
    'and the decision comes back',
    async () => (await clerk.get(`/api/cases/${both.id}`)).state === 'decided',
  )
  const back = await clerk.get(`/api/cases/${both.id}`)
  equal(
    'decided at the county, by name',
    [back.decided_at_hub, back.decided_name, back.opinion],
    [true, '赵明', '县级审核通过'],
  )
  await issuer.post(`/api/cases/${both.id}/result`, {
    kind: 'paper',
    document_no: 'SR-2026-1',
    shelf: 'A-4',
  })
  equal(
    'the county result is issued by the hall',
    (
      await issuer.post(`/api/cases/${both.id}/issue`, {
        collector_name: '张小丰',
        collector_id_no: '361123198001010032',
        relation: 'family',
      })
    ).state,
    'issued',
  )

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

  // What the pages ask besides.
  equal(
    'the hall names itself by the rules',
    (await anyone.get('/api/site')).name,
    '黄金埠镇政务服务中心',
  )
  equal(
    'the version is told',
    [(await anyone.get('/api/version')).role, (await county.get('/api/version')).role],
    ['hall', 'hub'],
  )
  equal('who is signed in', (await clerk.get('/api/me')).roles, ['clerk'])
  equal('nobody', (await anyone.get('/api/me')).signed_in, false)
  equal('a guide to an item', (await anyone.get('/api/items/SR-042')).materials.length, 3)
  const month = await anyone.get('/api/workdays?month=2026-10')
  equal(
    'the calendar knows the national day',
    [month.known, month.days.find((d) => d.date === '2026-10-01').works, month.days.length],
    [true, false, 31],
  )
  equal(
    'a year that is not published is unknown',
    (await anyone.get('/api/workdays?month=2027-03')).known,
    false,
  )
  equal(
    'the kiosk lists its zones',
    (await kiosk.get('/api/kiosk')).zones.map((z) => z.letter),
    ['A', 'B', 'C', 'D'],
  )
  const third = await kiosk.ticket({ zone: 'general', priority: 'none' })
  equal(
    'the queue shows who waits',
    (await clerk.get('/api/queue?window=1')).waiting.map((w) => w.number),
    [third.number],
  )
  check(
    'not while another is at the window',
    await clerk.refused(`/api/tickets/${third.id}/call`, {}, 'TICKET_OPEN'),
  )
  await clerk.post(`/api/tickets/${again.id}/finish`, {})
  check(
    'a clerk calls a number by name',
    (await clerk.post(`/api/tickets/${third.id}/call`, {})).state === 'called',
  )
  equal('and again', (await clerk.post(`/api/tickets/${third.id}/call`, {})).calls, 2)
  equal(
    'a called number can be given up',
    (await clerk.post(`/api/tickets/${third.id}/cancel`, { note: '群众离开' })).state,
    'cancelled',
  )
  equal('the windows', (await director.get('/api/windows')).windows.length, 5)
  check(
    'cases are found by name',
    (await approver.get('/api/cases?q=' + encodeURIComponent('李四'))).cases.some(
      (c) => c.id === lacking.id,
    ),
  )
  equal(
    'a county case can still take a material',
    (
      await clerk.call('POST', `/api/cases/${offline.id}/materials`, {
        materials: [{ no: 1, taken: 'original_seen' }],
      })
    ).status,
    200,
  )
  check(
    'its course is told',
    (await clerk.get(`/api/cases/${both.id}/timeline`)).steps
      .map((s) => s.kind)
      .includes('case.decided'),
  )
  check(
    'at the county too',
    (await county.get(`/api/hub/cases/${both.id}/timeline`)).steps.some((s) =>
      s.node.includes('>'),
    ),
  )
  equal(
    'the county reads the photo',
    (await county.raw('GET', `/api/hub/cases/${own.id}/attachments/${sha}`)).body.length,
    photo(1, 115).length,
  )
  equal(
    'ratings are counted, unrated is not satisfied',
    (({ services, unrated }) => [services, unrated])(await director.get('/api/ratings')),
    [3, 2],
  )
  check(
    'the day is summed up',
    (({ today, cases, warnings }) =>
      today.totals.tickets >= 4 && cases.received >= 4 && Array.isArray(warnings))(
      await director.get('/api/reports/now'),
    ),
  )
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
  const card2 = await countyAdmin.get('/api/hub/catalogue')
  equal(
    'the county knows who has its catalogue',
    card2.halls.map((h) => h.commit === card2.commit),
    [true],
  )
  const items = JSON.parse(
    readFileSync(
      new URL('../../../appliance/sample/catalogue/items.json', import.meta.url),
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
  const leaver = new Client(nodes.hallUrl)
  await leaver.signIn('guide')
  await leaver.post('/api/logout')
  equal('signed out is signed out', (await leaver.get('/api/me')).signed_in, false)
  await until('both sides agree again', agrees(director), 60000)

  await countyAdmin.raw('GET', '/api/hub/batches/361127102-1/1/1/sig')

  // County staff pull what there is and check it without the server.
  const card = JSON.parse(readFileSync(join(nodes.run, 'run/hub.card'), 'utf8'))
  const pull = () =>
    spawnSync(
      binary,
      [
        'pull',
        '--from',
        nodes.hubUrl,
        '--login',
        'county',
        '--pin',
        card.tls_pin,
        '--to',
        join(nodes.run, 'pulled'),
      ],
      { input: 'minihall2026\n', encoding: 'utf8' },
    )
  const pulled = pull()
  check(
    'pull fetches and checks every batch',
    pulled.status === 0 && /新取 [1-9]\d* 批，原有 0 批，损坏 0 批/.test(pulled.stdout),
    () => pulled.stdout + pulled.stderr,
  )
  check('a second pull fetches nothing again', /新取 0 批/.test(pull().stdout))
  const wrongPin = spawnSync(
    binary,
    [
      'pull',
      '--from',
      nodes.hubUrl,
      '--login',
      'county',
      '--pin',
      'sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      '--to',
      join(nodes.run, 'pulled2'),
    ],
    { input: 'minihall2026\n', encoding: 'utf8' },
  )
  check(
    'another server is not believed',
    wrongPin.status !== 0 && wrongPin.stderr.includes('密钥'),
    () => wrongPin.stderr,
  )

  // Access: what is in no row of the table is refused.
  check(
    'a hall account has no power at the county',
    (await (async () => {
      const c = new Client(nodes.hubUrl)
      return (await c.call('POST', '/api/login', { login: 'director', password: 'minihall2026' }))
        .status
    })()) === 401,
  )
  check(
    'nobody reads cases without signing in',
    (await anyone.call('GET', '/api/cases')).value.error.code === 'SIGN_IN',
  )
  const foreign = await clerk.raw(
    'POST',
    `/api/tickets/${taken.id}/miss`,
    { origin: 'https://evil.example', 'content-type': 'application/json' },
    '{}',
  )
  check('a foreign page cannot act with the cookie', foreign.status === 403)

  await nodes.stop('hall')
  await nodes.stop('hub')

  // Stock tools only.
  const node = '361127102-1'
  const received = join(nodes.hub, 'spool/in', node, '1')
  const first = join(
    received,
    readdirSync(received)
      .filter((n) => n.endsWith('.tar.zst'))
      .sort()[0],
  )
  const verify = (bytes) =>
    tool(
      'ssh-keygen',
      [
        '-Y',
        'verify',
        '-f',
        join(nodes.hub, 'allowed_signers'),
        '-I',
        node,
        '-n',
        'minihall-batch',
        '-s',
        `${first}.sig`,
      ],
      { input: bytes },
    )
  const bytes = readFileSync(first)
  equal('ssh-keygen accepts a batch', verify(bytes).status, 0)
  const flipped = Buffer.from(bytes)
  flipped[flipped.length >> 1] ^= 1
  check('and refuses it with one byte changed', verify(flipped).status !== 0)
  const list = tool('tar', ['--zstd', '-tf', first])
  equal('tar lists it', list.stdout.trim().split('\n'), ['manifest.json', 'events.ndjson'])
  const manifest = tool('tar', ['--zstd', '-xOf', first, 'manifest.json'], {
    encoding: 'buffer',
  }).stdout
  const id = createHash('sha256').update(manifest).digest('hex')
  const listed = nodes.command('batch', 'list', first)
  check(
    'batch list says it is unproved',
    listed.stdout.includes('未核对签名') && listed.stdout.includes('events.ndjson'),
    () => listed.stdout + listed.stderr,
  )
  const extracted = nodes.command(
    'batch',
    'extract',
    first,
    '--trust',
    join(nodes.hub, 'allowed_signers'),
    '--to',
    join(nodes.run, 'extracted'),
  )
  check(
    'batch extract gives the members',
    extracted.status === 0 && existsSync(join(nodes.run, 'extracted/events.ndjson')),
    () => extracted.stderr,
  )
  const shown = nodes.command(
    'batch',
    'verify',
    first,
    '--trust',
    join(nodes.hub, 'allowed_signers'),
  )
  check(
    "the id is the manifest's SHA-256",
    shown.stdout.startsWith(id),
    () => `${shown.stdout}${shown.stderr}`,
  )
  for (const [ledger, lane] of [
    [node, 1],
    [node, 2],
    ['361127000-1_to_361127102-1', 0],
  ]) {
    const heads = [nodes.hall, nodes.hub].map((home) => {
      const repository = join(home, 'ledger', `${ledger}.git`)
      const git = (...args) => tool('git', ['-c', 'safe.directory=*', '-C', repository, ...args])
      equal(`git fsck ${home.split('/').pop()} ${ledger}`, git('fsck', '--strict').status, 0)
      const log = git('log', '--show-signature', `lane-${lane}`)
      check(
        `every commit of lane ${lane} is signed (${home.split('/').pop()})`,
        (log.stdout.match(/^commit /gm) ?? []).length > 0 &&
          (log.stdout + log.stderr).match(/Good "git" signature/g)?.length ===
            log.stdout.match(/^commit /gm).length,
        () => (log.stdout + log.stderr).slice(0, 400),
      )
      return git('rev-parse', `lane-${lane}`).stdout.trim()
    })
    check(
      `ledger heads of lane ${lane} are equal`,
      heads[0].length === 40 && heads[0] === heads[1],
      heads,
    )
  }

  // Digests, before and after a rebuild on both sides.
  const digest = (home) =>
    nodes
      .command('digest', '--home', home)
      .stdout.trim()
      .split('\n')
      .find((l) => l.startsWith('361127102 '))
  const before = [digest(nodes.hall), digest(nodes.hub)]
  check('the digests are equal', before[0] && before[0] === before[1], before)
  for (const home of [nodes.hall, nodes.hub]) {
    const rebuilt = nodes.command('rebuild', '--home', home)
    check(
      `rebuild proves the same digest (${home.split('/').pop()})`,
      rebuilt.status === 0 && !rebuilt.stdout.includes('不一致'),
      () => rebuilt.stdout + rebuilt.stderr,
    )
    const verified = nodes.command('verify', '--home', home)
    equal(`the chain is whole (${home.split('/').pop()})`, verified.status, 0)
  }
  equal(
    'and they are equal after it',
    digest(nodes.hall) === digest(nodes.hub) && digest(nodes.hall) === before[0],
    true,
  )

  // Backup and restore: a new incarnation with the same digest of the same hall.
  const backup = nodes.command('backup', '--home', nodes.hall, '--to', join(nodes.run, 'backup'))
  equal('a backup is made', backup.status, 0)
  const restored = nodes.command(
    'restore',
    '--from',
    join(nodes.run, 'backup'),
    '--home',
    join(nodes.run, 'restored'),
  )
  check(
    'a restore starts a new incarnation',
    restored.stdout.includes('361127102-2'),
    () => restored.stdout + restored.stderr,
  )
  equal(
    'with the same records',
    nodes.command('digest', '--home', join(nodes.run, 'restored')).stdout.trim().split(' ')[2],
    before[0].split(' ')[2],
  )
  for (const which of ['hall', 'hub'])
    check(`no error in the ${which}'s log`, !/ error /.test(nodes.log(which)), () =>
      nodes
        .log(which)
        .split('\n')
        .filter((l) => / error /.test(l))
        .slice(0, 5),
    )
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${['hall', 'hub']
      .map((w) => {
        try {
          return nodes.log(w).slice(-1500)
        } catch {
          return ''
        }
      })
      .join('\n')}`,
  )
} finally {
  await nodes.end()
}
finish()
