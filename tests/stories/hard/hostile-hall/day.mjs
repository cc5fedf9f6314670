// A county with forty halls that a script plays: an enemy, one whose batches are lost, fourteen
// that are honest, and those that forge.
import { readFileSync, readdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { Client, sleep } from '../../../lib/client.mjs'
import { Nodes, binary } from '../../../lib/nodes.mjs'
import { Peer, entry, tar, zstd } from '../../../lib/peer.mjs'

export const nodes = await Nodes.make()
export const HUB = '361127000-1',
  VICTIM = '361127102-1'
export const kinds = JSON.parse(
  spawnSync(binary, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout,
)['x-event-writers']
export const peers = Array.from(
  { length: 40 },
  (_, i) => new Peer(nodes.hubUrl, HUB, `361127${String(200 + i)}-1`, `第${i}厅`),
)
export const [enemy, lost, ...others] = peers
export const honest = others.slice(0, 14),
  forgers = others.slice(14)
export const window = (no) => ({
  kind: 'window.opened',
  subject: String(no),
  body: { no, zone: 'general', place: '', issues: false, features: [], spare: false },
})
const digests = () => nodes.command('digest', '--home', nodes.hub).stdout
export const digestOf = (site) =>
  digests()
    .split('\n')
    .find((line) => line.includes(site))

/** Batches of one hall at the county, by number. */
export const county = new Client(nodes.hubUrl)
export async function stateOf(peer, lane, seq) {
  const { batches } = await county.get(`/api/hub/batches?hall=${peer.node}`)
  return batches.find((b) => b.lane === lane && b.seq === seq)
}
export async function settled(peer, lane, seq) {
  for (let i = 0; i < 250; i++) {
    const b = await stateOf(peer, lane, seq)
    if (b && b.state !== 'arrived') return b
    await sleep(40)
  }
  return { state: 'never' }
}
export const member = (name, data, claim) => [name, Buffer.from(data), claim]
/** An archive whose manifest fits its members; more: what else its manifest says; wrap: how it is
 * packed. */
export function archive(peer, members, more = {}, wrap = {}) {
  const manifest = peer.manifest(members, more)
  return zstd(
    tar(entry('manifest.json', manifest), ...members.map(([name, data]) => entry(name, data))),
    wrap,
  )
}
export function events(peer, list, more, wrap) {
  const lines = peer.lines(list)
  const claims = { first: peer.seq + 1, last: peer.next.seq, head: peer.next.head }
  return archive(peer, [member('events.ndjson', lines)], { events: claims, ...more }, wrap)
}

/** The processes that read archives for the county. */
export const workers = () =>
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
export const memory = () =>
  workers()
    .map((pid) =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
    )
    .reduce((a, b) => Math.max(a, b), 0)

const times = [Date.now()]
/** How long it took to come here since the last time. */
export function phase(what) {
  times.push(Date.now())
  console.log(`# ${what} ${((times.at(-1) - times.at(-2)) / 1000).toFixed(1)} s`)
}
