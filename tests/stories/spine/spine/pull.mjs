// County staff pull what there is; and what is in no row of the table of access is refused.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, Client } from '../../../lib/client.mjs'
import { binary } from '../../../lib/nodes.mjs'
import { nodes } from './day.mjs'

/** County staff pull what there is and check it without the server. */
function pulled() {
  const card = JSON.parse(readFileSync(join(nodes.run, 'run/hub.card'), 'utf8'))
  const pull = () =>
    spawnSync(
      binary,
      [
        'pull',
        '--from',
        nodes.hubUrl,
        '--login',
        'county',
        '--pin',
        card.tls_pin,
        '--to',
        join(nodes.run, 'pulled'),
      ],
      { input: 'minihall2026\n', encoding: 'utf8' },
    )
  const pulled = pull()
  check(
    'pull fetches and checks every batch',
    pulled.status === 0 && /新取 [1-9]\d* 批，原有 0 批，损坏 0 批/.test(pulled.stdout),
    () => pulled.stdout + pulled.stderr,
  )
  check('a second pull fetches nothing again', /新取 0 批/.test(pull().stdout))
  const wrongPin = spawnSync(
    binary,
    [
      'pull',
      '--from',
      nodes.hubUrl,
      '--login',
      'county',
      '--pin',
      'sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      '--to',
      join(nodes.run, 'pulled2'),
    ],
    { input: 'minihall2026\n', encoding: 'utf8' },
  )
  check(
    'another server is not believed',
    wrongPin.status !== 0 && wrongPin.stderr.includes('密钥'),
    () => wrongPin.stderr,
  )
}

/** Access: what is in no row of the table is refused. */
async function access(day) {
  const { clerk, anyone, taken } = day
  check(
    'a hall account has no power at the county',
    (await (async () => {
      const c = new Client(nodes.hubUrl)
      return (await c.call('POST', '/api/login', { login: 'director', password: 'minihall2026' }))
        .status
    })()) === 401,
  )
  check(
    'nobody reads cases without signing in',
    (await anyone.call('GET', '/api/cases')).value.error.code === 'SIGN_IN',
  )
  const foreign = await clerk.raw(
    'POST',
    `/api/tickets/${taken.id}/miss`,
    { origin: 'https://evil.example', 'content-type': 'application/json' },
    '{}',
  )
  check('a foreign page cannot act with the cookie', foreign.status === 403)
}

export async function pull(day) {
  pulled()
  await access(day)
}
