// One admitted hall is an enemy with a good key. Whatever it signs and sends, the county's record
// stays as it is, the other halls go on, and a revoked hall is a stranger at once.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, check, equal, finish, sleep, until } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'
import { Peer, entry, tar, zstd } from '../../lib/peer.mjs'
import { spawnSync } from 'node:child_process'

const nodes = await Nodes.make()
const HUB = '361127000-1',
  VICTIM = '361127102-1'
const kinds = JSON.parse(
  spawnSync(binary, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout,
)['x-event-writers']
const peers = Array.from(
  { length: 40 },
  (_, i) => new Peer(nodes.hubUrl, HUB, `361127${String(200 + i)}-1`, `第${i}厅`),
)
const [enemy, lost, ...others] = peers
const honest = others.slice(0, 14),
  forgers = others.slice(14)
const window = (no) => ({
  kind: 'window.opened',
  subject: String(no),
  body: { no, zone: 'general', place: '', issues: false, features: [], spare: false },
})
const digests = () => nodes.command('digest', '--home', nodes.hub).stdout
const digestOf = (site) =>
  digests()
    .split('\n')
    .find((line) => line.includes(site))

/** Batches of one hall at the county, by number. */
const county = new Client(nodes.hubUrl)
async function stateOf(peer, lane, seq) {
  const { batches } = await county.get(`/api/hub/batches?hall=${peer.node}`)
  return batches.find((b) => b.lane === lane && b.seq === seq)
}
async function settled(peer, lane, seq) {
  for (let i = 0; i < 250; i++) {
    const b = await stateOf(peer, lane, seq)
    if (b && b.state !== 'arrived') return b
    await sleep(40)
  }
  return { state: 'never' }
}
const member = (name, data, claim) => [name, Buffer.from(data), claim]
/** An archive whose manifest fits its members; more: what else its manifest says; wrap: how it is packed. */
function archive(peer, members, more = {}, wrap = {}) {
  const manifest = peer.manifest(members, more)
  return zstd(
    tar(entry('manifest.json', manifest), ...members.map(([name, data]) => entry(name, data))),
    wrap,
  )
}
function events(peer, list, more, wrap) {
  const lines = peer.lines(list)
  const claims = { first: peer.seq + 1, last: peer.next.seq, head: peer.next.head }
  return archive(peer, [member('events.ndjson', lines)], { events: claims, ...more }, wrap)
}

/** Every kind of bad batch: what it is called, the archive (made when its turn comes) and the words that the reason must hold. */
function* badBatches() {
  const forged = (name, node, kind, body, subject = '361127102-1-1') => [
    `${name}`,
    () => events(enemy, [{ node, seq: 1, prev: '', kind, subject, body }]),
    /EVENT_FOREIGN/,
  ]
  yield forged('another hall: its case decided', VICTIM, 'case.decided', {
    outcome: 'approved',
    opinion: 'forged',
    by: 'x',
  })
  yield forged('another hall: a further incarnation', '361127102-99', 'case.decided', {
    outcome: 'approved',
  })
  yield forged('another hall: staff', VICTIM, 'staff.added', {
    name: 'x',
    login: 'x',
    roles: ['director'],
  })
  yield forged('the county: an administrator', HUB, 'staff.added', {
    name: 'x',
    login: 'x',
    roles: ['county_admin'],
  })
  yield forged('the county: a further incarnation', '361127000-99', 'staff.added', {
    name: 'x',
    login: 'x',
    roles: ['county_admin'],
  })
  yield forged('the county: a catalogue', HUB, 'catalogue.published', {})
  yield forged('the county: an admission', HUB, 'hall.admitted', { name: 'x', key: 'x' })
  yield forged("the county's voice to another hall", `${HUB}>${VICTIM}`, 'case.decided', {
    outcome: 'approved',
  })
  yield forged("the county's voice to itself", `${HUB}>${enemy.node}`, 'rating.options_set', {
    options: [],
    by: 'x',
  })
  yield forged('a stream that is no node', '../../x', 'ticket.taken', {})
  yield forged('an empty stream', '', 'ticket.taken', {})
  yield forged('a stream like its own', `${enemy.node}1`, 'ticket.taken', {})
  yield forged('a kind nobody knows, of another hall', VICTIM, 'drone.landed', {})
  for (const [kind, by] of Object.entries(kinds))
    if (!by.includes('HALL'))
      yield [`its own stream: ${kind}`, () => events(enemy, [{ kind, body: {} }]), /EVENT_FOREIGN/]
  const broken = (name, list) => [name, () => events(enemy, list), /JOURNAL_/]
  yield [
    'a good event, then a forged one',
    () =>
      events(enemy, [window(1), { node: VICTIM, seq: 1, prev: '', kind: 'case.issued', body: {} }]),
    /EVENT_FOREIGN/,
  ]
  yield broken('a case without anything', [{ kind: 'case.received', body: {} }])
  yield broken('a ticket without its number', [
    { kind: 'ticket.taken', body: { day: '2026-11-24' } },
  ])
  yield broken('a number that is a text', [{ kind: 'ticket.called', body: { window: '1' } }])
  yield broken('a list where a text is wanted', [{ kind: 'site.configured', body: { code: [] } }])
  yield broken('a body that is no JSON', [{ kind: 'ticket.called', body: 'hello' }])
  yield broken('a body that is a list', [{ kind: 'drone.landed', body: '[]' }])
  yield broken('a body nested too deeply', [
    { kind: 'drone.landed', body: `${'{"a":'.repeat(40)}1${'}'.repeat(40)}` },
  ])
  yield broken('a member twice', [{ kind: 'drone.landed', body: '{"a":1,"a":2}' }])
  yield broken('a time that is none', [{ ...window(1), at: 'yesterday' }])
  yield broken('a time with a thirteenth month', [
    { ...window(1), at: '2026-13-24T09:00:00.000+08:00' },
  ])
  yield broken('a wrong hash', [{ ...window(1), hash: '0'.repeat(64) }])
  yield broken('a chain that begins elsewhere', [{ ...window(1), prev: 'a'.repeat(64) }])
  yield broken('a gap', [{ ...window(1), seq: 5 }])
  yield broken('a number below one', [{ ...window(1), seq: 0 }])
  yield broken('an event longer than any', [
    { kind: 'drone.landed', body: { text: 'x'.repeat(300000) } },
  ])
  yield [
    'a line that is no JSON',
    () => archive(enemy, [member('events.ndjson', 'hello\n')]),
    /JOURNAL_BROKEN/,
  ]
  yield [
    'a line that is not UTF-8',
    () => archive(enemy, [['events.ndjson', Buffer.from([0x7b, 0xff, 0x7d, 0x0a])]]),
    /JOURNAL_BROKEN/,
  ]
  yield [
    'a line without fields',
    () => archive(enemy, [member('events.ndjson', '{"node":1}\n')]),
    /JOURNAL_BROKEN/,
  ]
  yield ['no events at all', () => archive(enemy, []), /JOURNAL_BROKEN/]
  yield [
    '4.3 MB of good events',
    () =>
      events(
        enemy,
        Array.from({ length: 18 }, () => ({
          kind: 'drone.landed',
          body: { text: 'x'.repeat(240000) },
        })),
      ),
    /size/,
  ]
  yield [
    '250 MB of events in 8 kB',
    () =>
      zstd(
        tar(
          entry(
            'manifest.json',
            enemy.manifest([['events.ndjson', Buffer.alloc(0), { size: 250 << 20 }]]),
          ),
        ),
        { zeros: 250 << 20 },
      ),
    /size/,
  ]
  yield [
    '240 MB of blobs, declared',
    () =>
      zstd(
        tar(
          entry(
            'manifest.json',
            enemy.manifest([[`blobs/${'0'.repeat(64)}`, Buffer.alloc(0), { size: 240 << 20 }]]),
          ),
        ),
        { zeros: 240 << 20 },
      ),
    /size/,
  ]
  yield [
    'sizes whose sum overflows',
    () =>
      archive(enemy, [
        ['events.ndjson', Buffer.from('x'), { size: 2 ** 62 }],
        [`blobs/${'0'.repeat(64)}`, Buffer.from('x'), { size: 2 ** 62 }],
      ]),
    /size/,
  ]
  yield [
    'a negative size',
    () => archive(enemy, [['events.ndjson', Buffer.from('x'), { size: -1 }]]),
    /schema/,
  ]
  yield [
    'a bomb that nobody declared',
    () => events(enemy, [window(1)], {}, { zeros: 400 << 20 }),
    /format/,
  ]
  yield [
    'a window of 128 MiB',
    () => events(enemy, [window(1)], {}, { window: 27 }),
    /format.*窗口/,
  ]
  yield ['a window of 2 GiB', () => events(enemy, [window(1)], {}, { window: 31 }), /format/]
  yield [
    'a second frame',
    () => Buffer.concat([events(enemy, [window(1)]), events(enemy, [window(1)])]),
    /format/,
  ]
  yield [
    'something behind the frame',
    () => events(enemy, [window(1)], {}, { after: 'more' }),
    /format/,
  ]
  yield [
    'cut off',
    () => {
      const whole = events(enemy, [window(1)])
      return whole.subarray(0, whole.length - 9)
    },
    /format/,
  ]
  yield ['not compressed', () => tar(entry('manifest.json', enemy.manifest([]))), /format/]
  yield ['an empty file but for a letter', () => Buffer.from('x'), /format/]
  yield ['an empty archive', () => zstd(Buffer.alloc(1024)), /format/]
  const strange = (name, ...parts) => [
    name,
    () => zstd(tar(entry('manifest.json', enemy.manifest([])), ...parts)),
    /traversal|format|schema/,
  ]
  yield strange('a name that climbs', entry('../../../../tmp/minihall-climbed', 'x'))
  yield strange('an absolute name', entry('/tmp/minihall-climbed', 'x'))
  yield strange('a symbolic link', entry('events.ndjson', '', { type: '2', link: '/etc/passwd' }))
  yield strange(
    'a hard link',
    entry('events.ndjson', '', { type: '1', link: '../../keys/node.key' }),
  )
  yield strange('a device', entry('events.ndjson', '', { type: '3' }))
  yield strange('a named pipe', entry('events.ndjson', '', { type: '6' }))
  yield strange('a folder', entry('blobs/', '', { type: '5' }))
  yield strange(
    'a long name of a megabyte',
    entry('././@LongLink', 'x'.repeat(1 << 20), { type: 'L' }),
    entry('x', 'x'),
  )
  yield strange(
    'a header of 20 MB',
    entry('pax', Buffer.alloc(20 << 20, 0x20), { type: 'x' }),
    entry('events.ndjson', 'x'),
  )
  yield strange('a header that claims 8 GB', entry('pax', 'x', { type: 'x', claim: 8589934591 }))
  yield strange(
    '2,000 members that nobody declared',
    ...Array.from({ length: 2000 }, () => entry('events.ndjson', '')),
  )
  yield [
    '2,000 members, declared',
    () =>
      archive(
        enemy,
        Array.from({ length: 2000 }, (_, i) => member(`blobs/${String(i).padStart(64, '0')}`, '')),
      ),
    /size/,
  ]
  yield [
    'a member twice',
    () => archive(enemy, [member('events.ndjson', ''), member('events.ndjson', '')]),
    /schema/,
  ]
  yield ['a second manifest', () => archive(enemy, [member('manifest.json', '{}')]), /schema/]
  yield [
    'a member with another hash',
    () => archive(enemy, [['events.ndjson', Buffer.from('x'), { sha256: '0'.repeat(64) }]]),
    /hash/,
  ]
  yield [
    'a member larger than declared',
    () => archive(enemy, [['events.ndjson', Buffer.from('xx'), { size: 1 }]]),
    /size/,
  ]
  yield [
    'a member that is missing',
    () => zstd(tar(entry('manifest.json', enemy.manifest([member('events.ndjson', 'x')])))),
    /format/,
  ]
  yield ['a manifest that is no JSON', () => zstd(tar(entry('manifest.json', 'hello'))), /schema/]
  yield [
    'a manifest of 2 MB',
    () =>
      zstd(tar(entry('manifest.json', `{"format":1,"members":[],"x":"${'x'.repeat(2 << 20)}"}`))),
    /format/,
  ]
  yield ['a newer format', () => archive(enemy, [], { format: 2 }), /schema/]
  yield ['no manifest', () => zstd(tar(entry('events.ndjson', 'x'))), /format/]
  const claims = (name, change) => [
    `a manifest that claims another ${name}`,
    () => {
      const lines = enemy.lines([window(1), window(2)]),
        said = { first: enemy.seq + 1, last: enemy.next.seq, head: enemy.next.head, ...change }
      return archive(enemy, [member('events.ndjson', lines)], { events: said })
    },
    /BATCH_CLAIMS/,
  ]
  yield claims('first event', { first: 2 })
  yield claims('last event', { last: 3 })
  yield claims('head', { head: '0'.repeat(64) })
  yield claims('thing, having no head', { head: undefined })
  yield [
    'a manifest that claims nothing of its events',
    () => events(enemy, [window(1)], { events: undefined }),
    /BATCH_CLAIMS/,
  ]
  yield [
    'a first batch that names one before it',
    () => events(enemy, [window(1)], { previous: '0'.repeat(64) }),
    /BATCH_CLAIMS/,
  ]
  yield [
    'a batch that does not say what was before',
    () => events(enemy, [window(1)], { previous: undefined }),
    /BATCH_CLAIMS/,
  ]
  yield [
    'a pack of photos that names one before it',
    () => archive(enemy, [], { lane: 2, previous: '0'.repeat(64) }),
    /BATCH_CLAIMS/,
    2,
  ]
  for (const [what, more] of Object.entries({
    number: { seq: 7 },
    lane: { lane: 2 },
    sender: { sender: VICTIM },
    recipient: { recipient: VICTIM },
    stream: { stream: VICTIM },
  }))
    yield [`a manifest of another ${what}`, () => events(enemy, [window(1)], more), /order/]
}

const workers = () =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(
          `sync-worker\0archive\0--home\0${nodes.hub}`,
        )
          ? [pid]
          : []
      } catch {
        return []
      }
    })
const memory = () =>
  workers()
    .map((pid) =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
    )
    .reduce((a, b) => Math.max(a, b), 0)

try {
  // Forty halls are admitted while the county is away: it owes each a batch at the same moment.
  for (const peer of peers) {
    writeFileSync(join(nodes.run, 'card'), peer.card)
    if (
      nodes.command('admit', '--home', nodes.hub, '--hall-card', join(nodes.run, 'card')).status !==
      0
    )
      throw new Error('admit')
  }
  for (const node of [HUB, '361127000-2', '361127200', 'x>y', '../x-1']) {
    writeFileSync(join(nodes.run, 'card'), new Peer(nodes.hubUrl, HUB, node).card)
    check(
      `${node} cannot be a hall here`,
      /HALL_NODE/.test(
        nodes.command('admit', '--home', nodes.hub, '--hall-card', join(nodes.run, 'card')).stderr,
      ),
    )
  }
  await nodes.start('hub')
  await county.signIn('county')
  await until('forty halls owed a batch in one tick all get theirs', async () => {
    const sealed = peers.filter((peer) => {
      try {
        return readdirSync(join(nodes.hub, `spool/out/${peer.node}/0`)).includes(
          '00000001.tar.zst.commit',
        )
      } catch {
        return false
      }
    }).length
    return sealed === 40 ? true : sealed
  })
  for (const peer of peers) equal(`${peer.name} is known`, (await peer.sayHello()).status, 200)

  // A hello that somebody recorded opens nothing.
  const recorded = enemy.said
  equal('the same hello again', (await enemy.sayHello(recorded)).code, 'HELLO_STALE')
  equal(
    'an older one',
    (await enemy.sayHello(enemy.helloBody({ counter: 0 + 1 }))).code,
    'HELLO_STALE',
  )
  equal(
    'one for another county',
    (await enemy.sayHello(enemy.helloBody({ hub: '361128000-1' }))).code,
    'PEER_UNKNOWN',
  )
  equal('a new one is heard', (await enemy.sayHello()).status, 200)

  // The others work, and go on working: one of them is quiet after its first batch, and its record
  // must not change by a bit.
  for (const peer of honest) await peer.report([window(1)])
  await until('fourteen halls report', async () =>
    (await Promise.all(honest.map((peer) => stateOf(peer, 1, 1)))).every(
      (b) => b?.state === 'applied',
    ),
  )
  const quiet = honest[13].node.slice(0, 9)
  const before = {
    county: digestOf('361127000'),
    victim: digestOf(VICTIM.slice(0, 9)),
    quiet: digestOf(quiet),
  }

  let slowest = 0,
    going = true
  const others_ = (async () => {
    for (let round = 2; going; round++) {
      const began = Date.now()
      for (const peer of honest.slice(0, 13)) await peer.report([window(round)])
      for (const peer of honest.slice(0, 13)) await settled(peer, 1, round)
      slowest = Math.max(slowest, Date.now() - began)
      await sleep(500)
    }
  })()

  const phases = [Date.now()],
    phase = (what) => {
      phases.push(Date.now())
      console.log(`# ${what} ${((phases.at(-1) - phases.at(-2)) / 1000).toFixed(1)} s`)
    }
  let count = 0
  for (const [name, make, words, lane = 1] of badBatches()) {
    const sent = await enemy.send(make(), { lane })
    const b = sent.status === 204 ? await settled(enemy, lane, 1) : sent
    const good = ['parked', 'refused'].includes(b.state) && words.test(b.reason)
    check(name, good, () => JSON.stringify([sent.status, sent.code, b.state, b.reason]))
    count++
  }
  check('sixty kinds of bad batch and more', count >= 60, count)

  phase('bad batches')
  // Every kind there is, in another's name: by the forgers side by side.
  const all = Object.keys(kinds)
  await Promise.all(
    forgers.map(async (peer, i) => {
      for (let k = i; k < all.length; k += forgers.length) {
        await peer.send(
          events(peer, [
            { node: VICTIM, seq: 1, prev: '', kind: all[k], subject: '361127102-1-1', body: {} },
          ]),
        )
        const b = await settled(peer, 1, 1)
        check(
          `${all[k]} in another's name`,
          b.state === 'parked' && /EVENT_FOREIGN/.test(b.reason),
          () => JSON.stringify([b.state, b.reason]),
        )
      }
    }),
  )

  phase('forged kinds')
  // A wrong number takes no place.
  const data = lost.lines([window(1)]),
    manifest = lost.manifest([member('events.ndjson', data)])
  const right = zstd(tar(entry('manifest.json', manifest), entry('events.ndjson', data)))
  const entry_ = lost.commit(1, 1, manifest)
  equal(
    'a batch under another number is refused before a byte of it comes',
    (await lost.send(right, { seq: 8, commit: entry_.raw })).code,
    'BATCH_NUMBER',
  )
  equal(
    'somebody else signed for it',
    (await lost.send(right, { commit: enemy.commit(1, 1, manifest).raw })).code,
    'BATCH_NUMBER',
  )
  equal(
    'a batch that nobody signed is kept, and parked',
    (await lost.send(right, { key: enemy.key })).status,
    204,
  )
  check('with its reason', /signature/.test((await settled(lost, 1, 1)).reason))
  const other = events(lost, [window(1), window(2)], { seq: 9 })
  equal(
    'what says another number in itself',
    [(await lost.send(other)).status, (await settled(lost, 1, 1)).state],
    [204, 'refused'],
  )
  equal('is not taken twice', (await lost.send(other)).code, 'BATCH_NUMBER')
  await lost.sayHello()
  equal('its number is free again', (await lost.sayHello()).value.send_above['1'], 0)
  await lost.report([window(1)])
  equal('the right one is applied', (await settled(lost, 1, 1)).state, 'applied')
  going = false
  await others_

  equal("the county's own record is as it was", digestOf('361127000'), before.county)
  equal("the other hall's record too", digestOf(VICTIM.slice(0, 9)), before.victim)
  equal('and that of a quiet one', digestOf(quiet), before.quiet)
  check(
    'nothing was written outside',
    !readdirSync('/tmp').includes('minihall-climbed'),
    'minihall-climbed',
  )
  check('the halls that are not to blame were served all the while', slowest < 20000, slowest)
  const { halls } = await county.get('/api/hub/halls')
  equal(
    'each of them whole',
    honest.map((peer) => halls.find((h) => h.node === peer.node).records),
    honest.map((peer) => peer.seq),
  )
  await until('and in the ledger', async () => {
    const now = (await county.get('/api/hub/halls')).halls
    return honest.every((peer) => now.find((h) => h.node === peer.node).ledger === peer.ledger)
  })
  const most = memory()
  if (!binary.includes('asan'))
    check('the process that reads archives stays small', most > 0 && most < 24 << 10, `${most} kB`)
  const log = nodes.log('hub')
  check('the log stays small', log.length < 120000, () => log.length)

  // A batch that follows another than the one taken here is from another history, however well it
  // fits.
  const liar = honest[2],
    link = liar.previous
  liar.previous = '0'.repeat(64)
  await liar.send(events(liar, [window(93)]))
  check(
    'a batch that follows another one',
    /BATCH_CLAIMS/.test((await settled(liar, 1, liar.batch + 1)).reason),
  )
  liar.previous = link
  await liar.report([window(93)])
  equal('the right one takes its place', (await settled(liar, 1, liar.batch)).state, 'applied')

  // A worker that dies over a batch is started again, and the batch is not to blame for it.
  for (const pid of workers()) process.kill(Number(pid), 'SIGKILL')
  await honest[1].report([window(92)])
  equal(
    'a worker that was killed is started again',
    (await settled(honest[1], 1, honest[1].batch)).state,
    'applied',
  )

  phase('numbers and proofs')
  // Revoked means revoked now, whatever is under way; admitted again, what was parked comes alive.
  const friend = honest[0]
  const under = await friend.send(events(friend, [window(90)]), { stop: true })
  const half = friend.client
    .raw(
      'PATCH',
      under.location,
      { ...under.headers, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
      'x',
    )
    .catch(() => ({ status: 0 }))
  equal('an upload under way', (await half).status, 204)
  const long = await friend.send(Buffer.alloc(200000), { seq: friend.batch + 2, stop: true })
  const open = friend.half(long.location, long.headers, 200000)
  await open.open
  equal('an upload whose body is still coming', [open.closed, open.answer], [null, ''])
  const revoked = Date.now()
  await county.post(`/api/hub/halls/${friend.node}/revoke`, { reason: '设备被盗' })
  await Promise.race([open.ended, sleep(5000)])
  check(
    'is cut the moment its hall is revoked, not when it is whole',
    open.closed && open.closed - revoked < 2000 && !open.answer.includes(' 204 '),
    () => `${open.closed - revoked} ms ${open.answer}`,
  )
  open.end()
  check(
    'its session has ended',
    [401, 403].includes((await friend.client.raw('GET', '/link/receipt', under.headers)).status),
  )
  check(
    'its upload has ended',
    [401, 403].includes((await friend.client.raw('HEAD', under.location, under.headers)).status),
  )
  equal('its hello is a stranger’s', (await friend.sayHello()).code, 'PEER_UNKNOWN')
  check(
    'it says so on the list',
    (await county.get('/api/hub/halls')).halls.find((h) => h.node === friend.node).revoked,
  )
  await county.post(`/api/hub/halls/${friend.node}/readmit`)
  equal('admitted again', (await friend.sayHello()).status, 200)
  await friend.report([window(91)])
  equal('it goes on', (await settled(friend, 1, friend.batch)).state, 'applied')
  equal(
    'by the command line too',
    nodes.command('revoke', '--home', nodes.hub, '--hall', friend.node, '--reason', '查').status,
    0,
  )
  check(
    'at once',
    [401, 403].includes(
      (await friend.client.raw('GET', '/link/receipt', { authorization: `Bearer ${friend.token}` }))
        .status,
    ),
  )
  check(
    'what is parked is tried again when somebody asks',
    (await county.post(`/api/hub/halls/${forgers[0].node}/retry`)).batches.some(
      (b) => b.state === 'arrived',
    ),
  )
  equal('and parked again', (await settled(forgers[0], 1, 1)).state, 'parked')
  equal(
    'by the command line',
    nodes.command('retry', '--home', nodes.hub, '--from', forgers[1].node).status,
    0,
  )
  equal('and parked again too', (await settled(forgers[1], 1, 1)).state, 'parked')

  phase('revocation')
  await nodes.proven(['hub'])
} catch (error) {
  check('the story runs to its end', error.stack)
} finally {
  await nodes.end()
}
finish()
