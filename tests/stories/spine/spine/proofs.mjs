// Proofs with stock tools only.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, equal } from '../../../lib/client.mjs'
import { nodes, tool } from './day.mjs'

const node = '361127102-1'

async function batch(day) {
  await nodes.stop('hall')
  await nodes.stop('hub')

  // Stock tools only.
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
  Object.assign(day, { first, id })
}

function commands(day) {
  const { first, id } = day
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
}

function ledgers() {
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
}

/** Digests, before and after a rebuild on both sides. */
function digests(day) {
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
  day.before = before
}

/** Backup and restore: a new incarnation with the same digest of the same hall. */
function backup(day) {
  const { before } = day
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
}

export async function proofs(day) {
  await batch(day)
  commands(day)
  ledgers()
  digests(day)
  backup(day)
}
