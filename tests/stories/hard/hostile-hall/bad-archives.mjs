// Bad archives: bombs, frames, what a tar may hold and what a manifest may say. A bad batch is what
// it is called, the archive (made when its turn comes) and the words that the reason must hold.
import { entry, tar, zstd } from '../../../lib/peer.mjs'
import { archive, enemy, events, member, window } from './day.mjs'

export function* wrongSizes() {
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
}

export function* wrongFrames() {
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
}

export function* strangeEntries() {
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
}

export function* wrongMembers() {
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
}
