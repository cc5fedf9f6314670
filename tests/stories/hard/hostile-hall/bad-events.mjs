// Bad events in a good archive. A bad batch is what it is called, the archive (made when its turn
// comes) and the words that the reason must hold.
import { HUB, VICTIM, archive, enemy, events, kinds, member, window } from './day.mjs'

export function* inAnothersName() {
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
}

export function* brokenEvents() {
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
}

/** What a manifest says of its events, its number and what was before, and is not so. */
export function* falseClaims() {
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
