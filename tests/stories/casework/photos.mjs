// Photos of materials: believed at their end and not before, told by their bytes and not by their
// names, each of a material there is.
import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { Client, check, equal, finish, met, pdf, photo, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make({ CONTACT_MS: '300', SEAL_AGE_MS: '600000' })
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const b64 = (text) => Buffer.from(String(text)).toString('base64')
const tus = { 'tus-resumable': '1.0.0' }
const said = (reply) => {
  try {
    return JSON.parse(reply.body).error
  } catch {
    return {}
  }
}

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const clerk = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl)
  await clerk.signIn('clerk')
  await director.signIn('director')
  await until(
    'the catalogue is there',
    async () => (await clerk.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  const made = await clerk.post('/api/cases', {
    item_id: 'SR-047',
    applicant: person,
    materials: [{ no: 1, taken: 'copy' }],
  })
  const begin = (bytes, name = 'a.jpg', material = 1) =>
    clerk.raw(
      'POST',
      '/api/uploads',
      {
        ...tus,
        'upload-length': bytes.length,
        'upload-metadata': `case ${b64(made.id)},material ${b64(material)},name ${b64(name)}`,
      },
      '',
    )
  const patch = (place, bytes) =>
    clerk.raw(
      'PATCH',
      place,
      { ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
      bytes,
    )
  const photos = async () =>
    (await clerk.get(`/api/cases/${made.id}`)).materials.flatMap((m) => m.photos)
  /** The refusal, or the status; `at` says when it came. */
  const put = async (bytes, ...about) => {
    const begun = await begin(bytes, ...about)
    const end = begun.status === 201 ? await patch(begun.headers.location, bytes) : begun
    const { code, text, detail, advice } = said(end)
    if (code) met(code)
    return {
      code: code ?? end.status,
      words: `${text}（${detail}）${advice}`,
      at: begun.status === 201 ? 'end' : 'beginning',
    }
  }
  const code = async (...what) => (await put(...what)).code
  const heic = Buffer.concat([
    Buffer.from('00000018667479706865696300000000', 'hex'),
    Buffer.alloc(5000, 3),
  ])
  const jpeg = (filler) =>
    Buffer.concat([
      Buffer.from('ffd8ffe000104a46494600', 'hex'),
      Buffer.alloc(900, filler),
      Buffer.from('ffd9', 'hex'),
    ])

  const empty = await put(Buffer.alloc(0))
  equal(
    'no byte at all is refused before it is sent',
    [empty.code, empty.at],
    ['UPLOAD_EMPTY', 'beginning'],
  )
  equal('four bytes of a JPEG', await code(Buffer.from('ffd8ffe0', 'hex')), 'UPLOAD_BROKEN')
  equal("a JPEG's head, filler and its end", await code(jpeg(7)), 'UPLOAD_BROKEN')
  equal('a PNG without its last bytes', await code(photo(1).subarray(0, -3)), 'UPLOAD_BROKEN')
  const turned = photo(1)
  turned[60] ^= 1
  equal('a PNG with one bit turned', await code(turned), 'UPLOAD_BROKEN')
  equal('a PDF cut in the middle', await code(pdf.subarray(0, 60)), 'UPLOAD_BROKEN')
  equal(
    '%PDF and no PDF behind it',
    await code(Buffer.from('%PDF<script>alert(1)</script>')),
    'UPLOAD_TYPE',
  )
  const phone = await put(heic, 'IMG_1.HEIC')
  check(
    'HEIC is told, with what helps',
    phone.code === 'UPLOAD_HEIC' && phone.words.includes('兼容性最佳'),
    phone,
  )
  const page = await put(
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'a.png',
  )
  check('another kind is named', page.code === 'UPLOAD_TYPE' && page.words.includes('SVG'), page)
  const nowhere = await put(photo(2), 'a.png', 99)
  equal(
    'a material that the item has not, before it is sent',
    [nowhere.code, nowhere.at],
    ['MATERIAL_UNKNOWN', 'beginning'],
  )
  equal('a material that is no number', await code(photo(2), 'a.png', '1x'), 'MATERIAL_UNKNOWN')
  equal('a name of 304 characters', await code(photo(2), `${'长'.repeat(300)}.jpg`), 'UPLOAD_NAME')
  equal('a name of two lines', await code(photo(2), 'a\nb.jpg'), 'UPLOAD_NAME')
  equal('nothing of all that is kept', await photos(), [])

  equal(
    'a photo, a second one, a document',
    [
      await code(photo(3), '  身份证.png '),
      await code(photo(4), '背面.JPG', 2),
      await code(pdf, '证明'),
    ],
    [204, 204, 204],
  )
  equal(
    'each is stored and shown, told by its bytes',
    (await photos()).map((p) => [p.name, p.mime]),
    [
      ['身份证.png', 'image/png'],
      ['证明', 'application/pdf'],
      ['背面.JPG', 'image/png'],
    ],
  )

  // What is begun and not ended has its number, its size and its time.
  const set = (name, value) =>
    director.post(`/api/settings/${name}`, { value: String(value), reason: '核对' })
  const lay = (size) => begin({ length: size })
  const end = (place) => clerk.raw('DELETE', place, tus)
  const refused = (reply) => {
    const { code } = said(reply)
    if (code) met(code)
    return code
  }
  await set('uploads_open_most', 2)
  const first = await lay(1000),
    second = await lay(1000)
  equal(
    'two may be begun and no third',
    [first.status, second.status, refused(await lay(1000))],
    [201, 201, 'UPLOAD_OPEN'],
  )
  await end(first.headers.location)
  const third = await lay(1000)
  equal('one that ended leaves its place', third.status, 201)
  const files = () =>
    readdirSync(join(nodes.hall, 'uploads')).filter((f) =>
      [second, third].some((b) => f.startsWith(b.headers.location.slice(-32))),
    )
  const old = (Date.now() - 25 * 3600000) / 1000
  for (const file of files())
    if (file.startsWith(second.headers.location.slice(-32)))
      utimesSync(join(nodes.hall, 'uploads', file), old, old)
  await nodes.stop('hall')
  await nodes.start('hall')
  await until(
    'a day without progress: both its files are gone',
    () => !files().some((f) => second.headers.location.endsWith(f.slice(0, 32))),
  )
  equal(
    'the young one goes on',
    (await clerk.raw('HEAD', third.headers.location, tus)).headers['upload-offset'],
    '0',
  )
  await end(third.headers.location)
  await set('uploads_open_most', 30)
  await set('uploads_open_mb', 20)
  const large = await lay(15 << 20)
  equal('their size counts too', [large.status, refused(await lay(15 << 20))], [201, 'UPLOAD_OPEN'])
  await end(large.headers.location)
  await set('uploads_per_day_mb', 50)
  let day
  for (let i = 0; i < 4 && (day = await lay(15 << 20)).status === 201; i++)
    await end(day.headers.location)
  equal('an account has its photos of a day', refused(day), 'UPLOAD_DAY')
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
