// The disk fills up: from 80 % on each level says what still works and holds to it, in the same
// words on every way; the county is told of its hall's disk and keeps room for its own records.
// Full, the hall says so, refuses what it cannot keep, goes on answering what it can, and takes
// records again when there is room. Needs the right to mount a small file system; without it the
// story says so and counts nothing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SIZE_MB = 100
const place = mkdtempSync(join(tmpdir(), 'minihall-full-'))
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', place]).status === 0
if (!mounted) {
  rmdirSync(place)
  console.log('# no right to mount: not run\n0 passed, 0 failed, 1 skipped')
  process.exit(0)
}
process.env.TMPDIR = place // the nodes of this story live there
const { Client, check, equal, finish, photo, sleep, until } = await import('../../lib/client.mjs')
const { Peer } = await import('../../lib/peer.mjs')
const { Nodes } = await import('../../lib/nodes.mjs')
const nodes = await Nodes.make({ CONTACT_MS: '600000', SEAL_AGE_MS: '600000' })
const b64 = (text) => Buffer.from(String(text)).toString('base64')
const tus = { 'tus-resumable': '1.0.0' }
const error = (reply) => JSON.parse(String(reply.body) || '{}').error
const filler = join(place, 'fill')

/** Leaves the disk half a percent beyond this. */
function fill(percent) {
  rmSync(filler, { force: true })
  const { blocks, bavail, bsize } = statfsSync(place)
  const wanted = Math.round((blocks * (percent + 0.5)) / 100) - (blocks - bavail)
  const made = spawnSync('fallocate', ['-l', String(wanted * bsize), filler], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`fallocate: ${made.stderr}`)
}
function fillWhole() {
  let full = ''
  rmSync(filler, { force: true })
  try {
    writeFileSync(filler, Buffer.alloc((SIZE_MB + 20) << 20))
  } catch (problem) {
    full = problem.code
  }
  equal('the disk is full', full, 'ENOSPC')
}
const free = () => rmSync(filler, { force: true })

try {
  await nodes.start('hall')
  await nodes.plenty()
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const ticket = () => kiosk.call('POST', '/api/tickets', { zone: 'general', priority: 'none' })
  const kept = [(await ticket()).value.id]

  // Photos never take the last room.
  await nodes.start('hub')
  const director = new Client(nodes.hallUrl),
    clerk = new Client(nodes.hallUrl),
    county = new Client(nodes.hubUrl)
  await director.signIn('director')
  await clerk.signIn('clerk')
  await county.signIn('county')
  const set = (name, value) =>
    director.post(`/api/settings/${name}`, { value: String(value), reason: '核对' })
  await until(
    'the catalogue is there',
    async () => (await clerk.get('/api/items?limit=500')).total === 130,
  )
  await clerk.post('/api/windows/1/sign-on')
  const person = {
    name: '张三丰',
    id_kind: 'identity_card',
    id_no: '361102194903070026',
    phone: '13800000000',
  }
  const receive = () =>
    clerk.post('/api/cases', {
      item_id: 'SR-047',
      applicant: person,
      materials: [{ no: 1, taken: 'copy' }],
    })
  const begin = (made, size, material = 1) =>
    clerk.raw(
      'POST',
      '/api/uploads',
      {
        ...tus,
        'upload-length': size,
        'upload-metadata': `case ${b64(made.id)},material ${b64(material)},name ${b64('a.png')}`,
      },
      '',
    )
  const patch = (address, bytes) =>
    clerk.raw(
      'PATCH',
      address,
      { ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
      bytes,
    )
  /** 204, or the words of the refusal. */
  async function put(made, bytes, material = 1) {
    const begun = await begin(made, bytes.length, material)
    if (begun.status !== 201) return `${error(begun).code} ${error(begun).detail}`
    return (await patch(begun.headers.location, bytes)).status
  }
  const made = await receive()
  const reserved = error(await begin(made, 1000))
  const pages = async (client) => client.get('/api/version')
  check(
    'below the reserve photos stop',
    reserved?.code === 'DISK' && reserved.detail.includes('文字照常'),
    reserved,
  )
  equal('in the words of every page', reserved.detail, (await pages(clerk)).disk_words)
  kept.push((await ticket()).value.id)
  equal('numbers go on', kept.every(Boolean), true)
  await set('disk_reserve_percent', 0)
  await set('disk_reserve_mb', SIZE_MB - 15)
  equal('nor may one reach into the reserve', error(await begin(made, 20 << 20))?.code, 'DISK')
  await set('disk_reserve_mb', 1)
  const bytes = photo(1, 300)
  const one = await begin(made, bytes.length)
  equal('above it they come', (await patch(one.headers.location, bytes)).status, 204)

  // Each level holds to what it says, and says it in one wording: the pages, the status, the
  // refusal, the county about this hall.
  const seen = []
  const atCounty = async () => (await county.get('/api/hub/halls')).halls[0]
  for (const [percent, word, single, more] of [
    [0, 'easy', 204, 204],
    [80, 'watch', 204, 204],
    [90, 'no_bulk', 204, 'DISK'],
    [95, 'no_photos', 'DISK', 'DISK'],
    [98, 'paper', 'DISK', 'DISK'],
  ]) {
    const about = await receive()
    if (percent) fill(percent)
    else free()
    const told = await pages(clerk),
      status = await director.get('/api/status')
    equal(`at ${percent} % the pages have its word`, told.disk, word)
    equal('the same words as the status', [status.disk, status.disk_words], [word, told.disk_words])
    equal('something is said from 80 % on', !!told.disk_words, percent >= 80)
    const expected = (what) => (what === 'DISK' ? `DISK ${told.disk_words}` : what)
    equal(
      `at ${percent} % the one photo of a material`,
      await put(about, photo(percent + 2)),
      expected(single),
    )
    equal(
      `at ${percent} % a second one of it`,
      await put(about, photo(percent + 3)),
      expected(more),
    )
    const large = await begin(about, 6 << 20, 2)
    equal(
      `at ${percent} % a file larger than a photo`,
      large.status === 201 ? 204 : `${error(large).code} ${error(large).detail}`,
      expected(more),
    )
    if (large.status === 201) await clerk.raw('DELETE', large.headers.location, tus)
    kept.push((await ticket()).value.id)
    check(`at ${percent} % numbers and cases go on`, kept.at(-1) && about.id, () => kept.at(-1))
    seen.push(told.disk_words)
    if (percent === 98) continue // nothing of a hall is taken there: below
    await director.post('/api/link/contact', {})
    await until(`the county is told at ${percent} %`, async () => (await atCounty()).disk === word)
    const hall = await atCounty()
    equal('with the words that stand there', hall.disk_words, told.disk_words)
    check(
      'and how full it is',
      Math.abs(hall.disk_used_percent - told.disk_used_percent) <= 2,
      () => [hall.disk_used_percent, told.disk_used_percent],
    )
  }
  equal('each level has words of its own', new Set(seen).size, 5)
  free()

  // What was begun while there was room is taken; it is not packed a second time before there is
  // room again.
  const packs = async () =>
    (await director.get('/api/status')).batches.filter((b) => b.lane === 2).length
  let before = -1
  await until('what came so far is packed', async () => {
    const now = await packs(),
      still = now === before
    before = now
    await sleep(1200)
    return still && now === (await packs())
  })
  const late = await receive(),
    lateBytes = photo(50)
  const promised = await begin(late, lateBytes.length)
  fill(95)
  equal(
    'what was promised is kept',
    (await patch(promised.headers.location, lateBytes)).status,
    204,
  )
  await sleep(1500)
  equal('no second copy of it is made', await packs(), before)
  free()
  await until('it is, when there is room', async () => (await packs()) === before + 1)

  // The county's disk: packs leave its reserve, records the room for its own; the hall keeps what
  // is not taken, says so, and sends it later.
  await set('disk_reserve_mb', 512)
  const peer = new Peer(nodes.hubUrl, '361127000-1', '361127200-1')
  writeFileSync(join(nodes.run, 'card'), peer.card)
  equal(
    'admitted',
    nodes.command('admit', '--home', nodes.hub, '--hall-card', join(nodes.run, 'card')).status,
    0,
  )
  await nodes.stop('hub')
  await nodes.start('hub')
  await county.signIn('county')
  equal('known', (await peer.sayHello()).status, 200)
  const window = (no) => ({
    kind: 'window.opened',
    subject: String(no),
    body: { no, zone: 'general', place: '', issues: false, features: [], spare: false },
  })
  const pack = await peer.send(Buffer.alloc(1000, 'x'), { lane: 2, seq: 1 })
  equal(
    'a pack is refused before a byte of it came',
    [pack.status, pack.code, pack.detail, Number(pack.retry) > 0],
    [503, 'DISK', (await pages(county)).disk_words, true],
  )
  check('in the words of the county', pack.detail.includes('附件不收，记录照收'), () => pack.detail)
  await peer.report([window(1)])
  await until('records are taken', async () =>
    (await county.get('/api/hub/batches?hall=361127200-1')).batches.some(
      (b) => b.state === 'applied',
    ),
  )
  fill(98)
  const records = await peer.send(Buffer.alloc(1000, 'x'))
  equal(
    'nothing is taken into the last room',
    [records.status, records.code, records.detail],
    [503, 'DISK', (await pages(county)).disk_words],
  )
  check(
    "which is the county's own",
    records.detail.includes('余下的留给县级决定'),
    () => records.detail,
  )
  kept.push((await ticket()).value.id)
  const status = () => director.get('/api/status')
  await director.post('/api/link/contact', {})
  await until("the hall says that the county takes nothing, in the county's words", async () => {
    const now = await status()
    return now.link === 'held' && now.link_text.includes(records.detail) ? true : now.link_text
  })
  const held = await status()
  check(
    'at the batch too, which is kept',
    held.batches.some(
      (b) => b.lane === 1 && b.state === 'sealed' && b.reason?.includes(records.detail),
    ) && held.unsent > 0,
    () => JSON.stringify(held.batches.slice(0, 3)),
  )
  equal('no failure of the county is in its log', nodes.log('hub').includes('[error]'), false)
  free()
  await until('and goes by itself when there is room', async () => (await status()).unsent === 0)
  equal(
    'with nothing held against it',
    (await status()).batches.filter((b) => b.lane === 1 && b.reason).length,
    0,
  )
  check(
    'packs still wait for more room, and say so',
    (await status()).batches.some(
      (b) => b.lane === 2 && b.state === 'sealed' && b.reason?.includes(pack.detail),
    )
      ? true
      : (await status()).link_text,
  )

  // One hall cannot fill the county's disk with what is never applied.
  let quota
  for (let seq = 3; seq < 12 && !quota?.code; seq++)
    quota = await peer.send(Buffer.alloc(1 << 20, 'x'), { seq })
  equal(
    "a hall has its share of the county's disk",
    [quota.status, quota.code, Number(quota.retry) > 0],
    [503, 'BATCH_QUOTA', true],
  )
  kept.push((await ticket()).value.id)
  await director.post('/api/link/contact', {})
  await until('the others send on', async () => (await status()).unsent === 0)
  await nodes.stop('hub')

  // Full to the last byte.
  await set('disk_reserve_mb', 1)
  const whole = await receive()
  const first = await begin(whole, bytes.length)
  fillWhole()
  const underWay = error(await patch(first.headers.location, bytes)),
    fresh = error(await begin(whole, 1000, 2))
  equal(
    'a photo under way is told that it is the disk',
    [underWay?.code, fresh?.code],
    ['DISK', 'DISK'],
  )
  equal('in the same words', [underWay.detail, fresh.detail], [seen[4], seen[4]])
  equal('the status says what still works', (await director.get('/api/status')).disk_words, seen[4])
  const answers = new Set()
  for (let i = 0, refused = 0; i < 4000 && refused < 20; i++) {
    const reply = await ticket()
    refused += reply.status === 200 ? 0 : 1
    answers.add(
      reply.status === 200
        ? '200'
        : `${reply.status} ${reply.value?.error?.code} ${reply.value?.error?.detail}`,
    )
    if (reply.status === 200) kept.push(reply.value.id)
  }
  check(
    'a number that cannot be kept is told the same',
    answers.has(`503 DISK ${seen[4]}`) &&
      [...answers].every((a) => a === '200' || a === `503 DISK ${seen[4]}`),
    () => [...answers],
  )
  equal('the board is still answered', (await kiosk.call('GET', '/api/board')).status, 200)
  free()
  const start = Date.now()
  let reply
  do {
    reply = await ticket()
  } while (reply.status !== 200 && Date.now() - start < 30000)
  check('records are taken again when there is room', reply.status === 200, () => reply.value)
  kept.push(reply.value.id)
  for (const id of kept) await kiosk.post(`/api/tickets/${id}/confirm`, { by: 'screen' })
  const guide = new Client(nodes.hallUrl)
  await guide.signIn('guide')
  const waiting = (await guide.get('/api/queue')).waiting.map((w) => w.id)
  equal('what was acknowledged is there, and nothing else', waiting.toSorted(), kept.toSorted())
  await nodes.stop('hall')
  equal('the chain is whole', nodes.command('verify', '--home', nodes.hall).status, 0)

  // Views of another version need room for themselves twice: without it nothing is begun.
  const sql = (text) =>
    spawnSync('sqlite3', [join(nodes.hall, 'minihall.db'), text], {
      encoding: 'utf8',
    }).stdout.trim()
  const numbers = sql('PRAGMA user_version = 7; SELECT count(*) FROM ticket')
  const ahead = nodes.command('prepare', '--home', nodes.hall)
  check(
    'views are not prepared of what is kept for records',
    ahead.status === 3 && /空地方不够.*另给登记留 512 MB/.test(ahead.stderr),
    () => ahead.stderr,
  )
  const { bavail, bsize } = statfsSync(place)
  writeFileSync(join(place, 'fill'), Buffer.alloc(bavail * bsize - 300_000))
  const served = nodes.command('serve', '--home', nodes.hall, '--port', String(nodes.hallPort))
  check(
    'nor does a server begin what it has no room for',
    served.status === 3 && /空地方不够.*照样能用/.test(served.stderr),
    () => served.stderr,
  )
  equal(
    'the old views are there',
    [sql('PRAGMA user_version'), sql('SELECT count(*) FROM ticket')],
    ['7', numbers],
  )
  equal(
    'and nothing is beside them',
    readdirSync(nodes.hall).filter((name) => name.includes('.next')),
    [],
  )
  rmSync(join(place, 'fill'))
  await nodes.start('hall')
  await kiosk.post(`/api/tickets/${kept[0]}/confirm`, { by: 'screen' })
  await nodes.stop('hall')
  equal(
    'with room they are made anew',
    [sql('PRAGMA user_version') !== '7', sql('SELECT count(*) FROM ticket')],
    [true, numbers],
  )

  // The county's disk full to the last byte: a hall is told DISK, nothing is parked for it, the log
  // stays small, and it goes on by itself.
  const other = new Peer(nodes.hubUrl, '361127000-1', '361127201-1')
  writeFileSync(join(nodes.run, 'card'), other.card)
  equal(
    'admitted',
    nodes.command('admit', '--home', nodes.hub, '--hall-card', join(nodes.run, 'card')).status,
    0,
  )
  await nodes.start('hub')
  await county.signIn('county')
  equal('known', (await other.sayHello()).status, 200)
  await other.report([window(1)])
  const logged = nodes.log('hub').length
  fillWhole()
  const told = new Set()
  const noise = Buffer.alloc(100000, 'x')
  for (let i = 0; i < 20; i++) {
    const sent = await other.send(noise)
    told.add(`${sent.status} ${sent.code ?? ''}`)
    await sleep(200)
  }
  equal('the hall is told so', [...told], ['503 DISK'])
  check(
    'the log stays small',
    nodes.log('hub').length - logged < 30000,
    () => nodes.log('hub').length,
  )
  free()
  await until('a batch is taken in again when there is room', async () => {
    await other.report([window(2)])
    return true
  })
  await until('and applied', async () => {
    const { batches } = await county.get('/api/hub/batches?hall=361127201-1')
    return batches.filter((b) => b.state === 'applied').length === 2
      ? true
      : batches.map((b) => b.state)
  })
} catch (problem) {
  check('the story runs to its end', problem.stack)
} finally {
  await nodes.end()
  spawnSync('umount', ['-l', place]) // lazily: the nodes' log is still open in this process
  rmdirSync(place)
}
finish()
