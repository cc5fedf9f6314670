// What goes wrong at the edges of the interface: addresses, keys, devices, uploads and persons that
// do not fit. Each is said in its own words, and nothing is half done.
import { createHash } from 'node:crypto'
import { Client, check, equal, finish, photo, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const b64 = (text) => Buffer.from(String(text)).toString('base64')
const code = (reply) => {
  try {
    return JSON.parse(reply.body).error.code
  } catch {
    return `${reply.status}`
  }
}
const signedIn = async (login, password) => {
  const c = new Client(nodes.hallUrl)
  await c.signIn(login, password)
  return c
}

try {
  // Before the county was ever heard: no catalogue, and no pretence of one.
  await nodes.start('hall')
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  check(
    'no catalogue yet is said',
    await kiosk.refused(
      '/api/tickets',
      { zone: 'general', priority: 'none', items: ['SR-047'] },
      'NO_CATALOGUE',
    ),
  )
  await nodes.start('hub')
  await until(
    'the catalogue arrives',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )

  const stranger = new Client(nodes.hallUrl)
  const asks = async (method, path, value) =>
    (await stranger.call(method, path, value)).value?.error?.code
  equal('an address that is none', await asks('GET', '/api/nowhere'), 'NOT_FOUND')
  equal('a method that is none', await asks('POST', '/api/board', {}), 'METHOD')
  equal(
    'a device nobody enrolled',
    await asks('POST', '/api/enrol', { token: 'x'.repeat(40) }),
    'DEVICE_UNKNOWN',
  )
  equal(
    'a body that is announced too large is refused before it is sent',
    await stranger.announce('POST', '/api/login', 3 << 20),
    'TOO_LARGE',
  )

  const clerk = await signedIn('clerk'),
    approver = await signedIn('approver'),
    issuer = await signedIn('issuer'),
    director = await signedIn('director')
  await clerk.post('/api/windows/1/sign-on')
  await issuer.post('/api/windows/5/sign-on')
  const receive = (client, value, key) =>
    client.call(
      'POST',
      '/api/cases',
      {
        item_id: 'SR-047',
        applicant: person,
        materials: [
          { no: 1, taken: 'original_seen' },
          { no: 2, taken: 'copy' },
        ],
        ...value,
      },
      key,
    )
  const second = await signedIn('clerk2')
  check(
    'a window has one clerk',
    await second.refused('/api/windows/1/sign-on', {}, 'WINDOW_TAKEN'),
  )
  const papers = { item_id: 'SR-047', applicant: person }
  const outside = await second.refused('/api/cases', papers, 'WINDOW_NOT_YOURS')
  check('who sits at no window takes no case', outside)
  const ticket = await kiosk.post('/api/tickets', { zone: 'general', priority: 'none' })
  await kiosk.post(`/api/tickets/${ticket.id}/confirm`, { by: 'screen' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${ticket.id}/serve`)
  await clerk.post(`/api/tickets/${ticket.id}/finish`)
  check(
    'who was served is not called',
    await clerk.refused(`/api/tickets/${ticket.id}/call`, {}, 'TICKET_NOT_WAITING'),
  )
  check(
    'an item of no list is not taken',
    await clerk.refused('/api/cases', { item_id: 'SR-999', applicant: person }, 'ITEM_UNKNOWN'),
  )
  check(
    'a telephone number with a hole',
    await clerk.refused(
      '/api/cases',
      { item_id: 'SR-047', applicant: { ...person, phone: '13x' } },
      'PHONE',
    ),
  )
  check(
    'a material the item does not ask for',
    await clerk.refused(
      '/api/cases',
      { item_id: 'SR-047', applicant: person, materials: [{ no: 40, taken: 'copy' }] },
      'MATERIAL_UNKNOWN',
    ),
  )
  const made = await receive(clerk, {}, 'one-intention')
  const blank = (
    await clerk.call('POST', '/api/cases', {
      item_id: 'SR-047',
      applicant: { ...person, name: '' },
    })
  ).value.error
  equal(
    'what is wrong is said by its label, for machines by its place',
    [blank.detail.includes('姓名或名称'), /Person/.test(blank.detail), blank.field],
    [true, false, 'Person.name'],
  )
  equal('a case is received', made.status, 200)
  equal(
    'the same key gives the same case',
    (await receive(clerk, {}, 'one-intention')).value.id,
    made.value.id,
  )
  equal(
    'the same key for another matter is refused',
    (await receive(clerk, { note: '另一件' }, 'one-intention')).value.error.code,
    'KEY_REUSED',
  )
  equal('nothing of it was kept', (await clerk.get('/api/cases')).total, 1)

  // A page says whom it shows; the cookie is the browser's.
  const ids = {
    clerk: (await clerk.get('/api/me')).id,
    approver: (await approver.get('/api/me')).id,
  }
  const pages = (who, client, path = '/api/cases', extra = {}) =>
    client.raw(
      'POST',
      path,
      { 'content-type': 'application/json', 'minihall-actor': who, ...extra },
      path === '/api/uploads'
        ? ''
        : JSON.stringify({ item_id: 'SR-047', applicant: { ...person, name: '页面上的人' } }),
    )
  equal(
    'a page that shows another than who is signed in',
    code(await pages(ids.approver, clerk)),
    'ACTOR_OTHER',
  )
  equal(
    'a page opened when nobody was signed in',
    code(await pages('nobody', clerk)),
    'ACTOR_OTHER',
  )
  equal(
    'an upload of such a page',
    code(
      await pages(ids.approver, clerk, '/api/uploads', {
        'tus-resumable': '1.0.0',
        'upload-length': '9',
        'upload-metadata': `case ${b64('x')}`,
      }),
    ),
    'ACTOR_OTHER',
  )
  equal(
    'signing out of such a page',
    code(await pages(ids.approver, clerk, '/api/logout')),
    'ACTOR_OTHER',
  )
  equal(
    'a page whose session has ended is asked to sign in',
    code(await pages(ids.clerk, stranger)),
    'SIGN_IN',
  )
  equal("nothing was done in the other one's name", (await clerk.get('/api/cases')).total, 1)

  // Separation of acceptance and approval holds for one person with both roles.
  await director.post('/api/staff', {
    name: '一身二职',
    login: 'both',
    password: 'longenough',
    roles: ['clerk', 'approver'],
  })
  const both = await signedIn('both', 'longenough')
  await both.post('/api/windows/2/sign-on')
  const own = (await receive(both, {})).value
  await both.post(`/api/cases/${own.id}/accept`)
  check(
    'who accepted does not approve',
    await both.refused(
      `/api/cases/${own.id}/decide`,
      { outcome: 'approved', opinion: '同意' },
      'SAME_PERSON',
    ),
  )
  await approver.post(`/api/cases/${own.id}/decide`, { outcome: 'approved', opinion: '同意' })
  await director.post('/api/staff', {
    name: '不在窗口',
    login: 'elsewhere',
    password: 'longenough',
    roles: ['clerk', 'issuer'],
  })
  const elsewhere = await signedIn('elsewhere', 'longenough')
  await elsewhere.post('/api/windows/3/sign-on')
  await elsewhere.post(`/api/cases/${own.id}/result`, { kind: 'paper', shelf: 'A-1' })
  check(
    'a window without 出件 issues nothing',
    await elsewhere.refused(
      `/api/cases/${own.id}/issue`,
      { collector_name: person.name, collector_id_no: person.id_no, relation: 'self' },
      'WINDOW_NOT_ISSUING',
    ),
  )

  // The county does not decide what the township decides.
  const county = new Client(nodes.hubUrl)
  await county.signIn('county-approver')
  const third = (await receive(clerk, {})).value
  await clerk.post(`/api/cases/${third.id}/accept`)
  await until('the case is at the county', async () =>
    (await county.get('/api/hub/cases')).cases.some(
      (c) => c.id === third.id && c.state === 'accepted',
    ),
  )
  check(
    "a township case is not the county's",
    await county.refused(
      `/api/hub/cases/${third.id}/decide`,
      { outcome: 'approved', opinion: '同意' },
      'NOT_DECIDED_AT_HUB',
    ),
  )

  // Codes are short, so guessing is slow.
  const progress = (code) => stranger.call('GET', `/api/progress?id=${third.id}&code=${code}`)
  for (let i = 0; i < 6; i++)
    equal('a wrong code finds nothing', (await progress(`00000${i}`)).status, 404)
  equal(
    'the next try is not looked at, right or wrong',
    [
      (await progress(third.query_code)).value.error.code,
      (await progress('000009')).value.error.code,
    ],
    ['GUESS_WAIT', 'GUESS_WAIT'],
  )
  equal(
    'another number is',
    (await stranger.get(`/api/progress?id=${made.value.id}&code=${made.value.query_code}`)).id,
    made.value.id,
  )

  // Uploads that do not fit.
  const tus = { 'tus-resumable': '1.0.0' }
  const begin = (length, metadata) =>
    clerk.raw(
      'POST',
      '/api/uploads',
      {
        ...tus,
        ...(length === null ? {} : { 'upload-length': String(length) }),
        'upload-metadata': Object.entries(metadata)
          .map(([k, v]) => `${k} ${b64(v)}`)
          .join(','),
      },
      '',
    )
  const patch = (place, offset, bytes) =>
    clerk.raw(
      'PATCH',
      place,
      {
        ...tus,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      bytes,
    )
  const png = photo(1)
  equal(
    'an upload says what it is for',
    code(await begin(10, { material: '1' })),
    'UPLOAD_METADATA',
  )
  const lied = await begin(png.length, {
    case: made.value.id,
    material: 1,
    name: 'a.png',
    sha256: createHash('sha256').update('other').digest('hex'),
  })
  equal(
    'bytes that are not those announced',
    code(await patch(lied.headers.location, 0, png)),
    'UPLOAD_HASH',
  )
  const honest = await begin(png.length, { case: made.value.id, material: 1, name: 'a.png' })
  equal(
    'a wrong place to go on',
    code(await patch(honest.headers.location, 5, png.subarray(5))),
    'UPLOAD_OFFSET',
  )
  const words = await begin(5, { case: made.value.id, material: 1, name: 'a.png' })
  equal(
    'words are no picture',
    code(await patch(words.headers.location, 0, Buffer.from('hello'))),
    'UPLOAD_TYPE',
  )
  equal('the honest upload goes on', (await patch(honest.headers.location, 0, png)).status, 204)

  // Five working days without a word: accepted by law, from the day of receipt (行政许可法 art. 32).
  await nodes.stop('hall')
  nodes.ahead(15 * 86400000)
  await nodes.start('hall')
  const later = await signedIn('approver')
  await until(
    'a case nobody answered is accepted by law',
    async () => (await later.get(`/api/cases/${made.value.id}`)).state === 'accepted',
  )
  equal(
    'from the day of receipt',
    (await later.get(`/api/cases/${made.value.id}`)).accepted_at.slice(0, 10),
    made.value.received_at.slice(0, 10),
  )
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
