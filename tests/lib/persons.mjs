// The desks of the stories about persons: everybody who asks one who he is, and persons with good
// numbers.
import { tell } from './chapters.mjs'
import { Client, until } from './client.mjs'
import { Nodes } from './nodes.mjs'

export const nodes = await Nodes.make({
  MINIHALL_CLOCK_OFFSET_MS: String(Date.parse('2026-11-27T09:40:00+08:00') - Date.now()),
})
export const FATHER = '361127194903070007'
export const person = (more = {}) => ({
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: FATHER,
  phone: '13800000000',
  ...more,
})
export const as = (login) => nodes.person(login)
export const device = (name) => nodes.device(name)
export const outcome = ({ status, value }) => (status === 200 ? 'taken' : value.error.code)

export const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
export const card = (seventeen) =>
  seventeen + '10X98765432'[WEIGHTS.reduce((n, w, i) => n + w * Number(seventeen[i]), 0) % 11]
export const wide = (text) =>
  [...text]
    .map((c) => (c >= '!' && c <= '~' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
    .join('') // as an input method types it
export const MOTHER = card('36112719500101000') // ends in X
export const SON = card('36112719750101001')
export const found = async (who, q) =>
  (await who.get(`/api/cases?q=${encodeURIComponent(q)}`)).cases.map((c) => c.id)

async function open() {
  await nodes.start('hub')
  await nodes.start('hall')
  const kiosk = await device('kiosk')
  await until(
    'the catalogue arrives',
    async () => (await kiosk.get('/api/items?limit=500')).total === 130,
  )
  const [clerk, guide, director] = await Promise.all(['clerk', 'guide', 'director'].map(as))
  await clerk.post('/api/windows/1/sign-on')
  const receive = (applicant, more = {}) =>
    clerk.call('POST', '/api/cases', {
      item_id: 'SR-047',
      applicant: person(applicant),
      materials: [
        { no: 1, taken: 'original_seen' },
        { no: 2, taken: 'copy' },
      ],
      ...more,
    })
  const [approver, issuer, village] = await Promise.all(['approver', 'issuer', 'village'].map(as))
  await issuer.post('/api/windows/5/sign-on')
  const slip = await kiosk.ticket({ zone: 'general', priority: 'none' })
  const countyDecider = new Client(nodes.hubUrl)
  await countyDecider.signIn('county-approver')
  const staff = (await clerk.get('/api/me')).id
  for (const session of ['am', 'pm'])
    await director.post('/api/roster', { date: '2026-11-30', session, duty: 'clerk', staff })
  const days = (await village.get('/api/booking?item=SR-047')).days.filter(
    (d) => d.free > 0 && d.date > '2026-11-27',
  )
  const free = days.flatMap((d) =>
    d.slots
      .filter((slot) => slot.free > 0)
      .map((slot) => ({ item: 'SR-047', date: d.date, from: slot.from })),
  )
  const hold = async () =>
    (
      await village.post(
        '/api/appointments/hold',
        free[(person.held = ((person.held ?? -1) + 1) % free.length)],
      )
    ).id
  return {
    clerk,
    guide,
    director,
    kiosk,
    approver,
    issuer,
    village,
    slip,
    hold,
    countyDecider,
    receive,
    anyone: new Client(nodes.hallUrl),
    staff,
  }
}

/** Plays the parts on one hall, one after another. */
export const play = (parts) => tell(nodes, open, parts)
