// A list that grows with the years ends somewhere, and says so: what was left out and how to see
// it, in one member of every such reply.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client, check, equal, finish, met, pdf, photo, until } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const nodes = await Nodes.make({ CONTACT_MS: '600000', SEAL_AGE_MS: '600000' })
const person = {
  name: '张三丰',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const b64 = (text) => Buffer.from(String(text)).toString('base64')
const tus = { 'tus-resumable': '1.0.0' }

try {
  // Every list of the interface says it, or has the number of all beside it, or is one that cannot
  // grow: the generator saw to that. Here they are asked.
  const document = JSON.parse(
    spawnSync(binary, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout,
  )
  const shapeOf = (op) =>
    op.responses['200'].content['application/json']?.schema.$ref.split('/').pop()
  const says = Object.entries(document.paths)
    .filter(
      ([path, { get }]) =>
        get && !path.includes('{') && document.components.schemas[shapeOf(get)]?.properties.cut,
    )
    .map(([path]) => path)
  check('many do', says.length > 25, says)

  await nodes.start('hub')
  await nodes.start('hall')
  const clerk = new Client(nodes.hallUrl),
    director = new Client(nodes.hallUrl),
    county = new Client(nodes.hubUrl),
    guide = new Client(nodes.hallUrl)
  await clerk.signIn('clerk')
  await director.signIn('director')
  await county.signIn('county')
  await guide.signIn('guide')
  await until(
    'the catalogue is there',
    async () => (await clerk.get('/api/items?limit=500')).total === 130,
  )
  const silent = []
  let asked = 0
  for (const path of says) {
    const askers = path.startsWith('/api/hub/') ? [county] : [director, clerk, guide, county]
    for (const who of askers) {
      const { status, value } = await who.call('GET', path)
      if (status !== 200) continue
      asked++
      if (value.cut !== '') silent.push(`${path}: ${value.cut}`)
      break
    }
  }
  equal('a list that is whole says so', silent, [])
  check('each could be asked', asked >= says.length - 2, [asked, says])

  // One material has as many photos as its list can show.
  await clerk.post('/api/windows/1/sign-on')
  await director.post('/api/settings/photos_most', { value: '2', reason: '核对' })
  const made = await clerk.post('/api/cases', {
    item_id: 'SR-047',
    applicant: person,
    materials: [{ no: 1, taken: 'copy' }],
  })
  async function put(bytes, material) {
    const begun = await clerk.raw(
      'POST',
      '/api/uploads',
      {
        ...tus,
        'upload-length': bytes.length,
        'upload-metadata': `case ${b64(made.id)},material ${b64(material)},name ${b64('a')}`,
      },
      '',
    )
    if (begun.status !== 201) return JSON.parse(begun.body).error
    return (
      await clerk.raw(
        'PATCH',
        begun.headers.location,
        { ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
        bytes,
      )
    ).status
  }
  equal('two photos of a material', [await put(photo(1), 1), await put(photo(2), 1)], [204, 204])
  const third = await put(pdf, 1)
  met(third.code)
  equal('a third one', [third.code, third.detail], ['PHOTOS_MOST', '2 张'])
  equal('another material has its own', await put(photo(3), 2), 204)

  // The county after some years.
  await nodes.stop('hub')
  const rows = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100)
    INSERT INTO batch_in (sender, lane, seq, sha256, size, state, at, ledger) SELECT '361127200-1', 1, i, printf('%064d', i), 10, 'applied', '2026-11-20T09:00:00.000+08:00', 'x' FROM n`
  equal('years of batches', spawnSync('sqlite3', [join(nodes.hub, 'minihall.db'), rows]).status, 0)
  await nodes.start('hub')
  await county.signIn('county')
  const all = await county.get('/api/hub/batches'),
    one = await county.get('/api/hub/batches?hall=361127102-1')
  equal('the list ends', all.batches.length, 2000)
  check(
    'and says after how many, and how to see the rest',
    all.cut.includes('批次只列出前 2000 条') && all.cut.includes('选一个大厅'),
    () => all.cut,
  )
  check('of one hall it is whole', one.cut === '' && one.batches.length < 100, () => one.cut)
} catch (problem) {
  check('the story runs to its end', problem.stack)
} finally {
  await nodes.end()
}
finish()
