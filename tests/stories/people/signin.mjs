// Signing in, passwords, codes: nobody waits for another's hashing, who guesses waits, and nobody
// can make another wait for long.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client, check, equal, finish, sleep } from '../../lib/client.mjs'
import { Nodes, binary } from '../../lib/nodes.mjs'

const PASSWORD = 'minihall2026'
const CLIENTS = 16
const nodes = await Nodes.make({ CONTACT_MS: '600000', SEAL_AGE_MS: '600000' })
const from = (n) => new Client(nodes.hallUrl, `127.0.0.${n}`)
const code = (reply) => reply.value?.error?.code ?? reply.status
const login = (client, name, password) =>
  client.call('POST', '/api/login', { login: name, password })
const many = async (n, what) => {
  const out = []
  for (let i = 0; i < n; i++) out.push(await what(i))
  return out
}
const again = (n, word) => Array(n).fill(word)
try {
  await nodes.start('hall')
  const [director, clerk, kiosk, issuer] = await many(4, () => from(1))
  for (const [client, name] of [
    [director, 'director'],
    [clerk, 'clerk'],
    [issuer, 'issuer'],
  ]) {
    await client.signIn(name)
  }
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const set = (name, value) =>
    director.post(`/api/settings/${name}`, { value: String(value), reason: '核对' })
  const staff = async () =>
    Object.fromEntries((await director.get('/api/staff')).staff.map((p) => [p.login, p]))
  const S = await staff()

  // Sixteen sign in for ever from one place: the others' requests are answered meanwhile, and from
  // elsewhere one still signs in.
  let going = true
  const outcomes = {}
  const loops = Array.from({ length: CLIENTS }, async () => {
    const client = from(1)
    while (going) {
      const how = code(await login(client, 'clerk2', PASSWORD))
      outcomes[how] = (outcomes[how] ?? 0) + 1
      client.cookie = ''
    }
  })
  const times = []
  let elsewhere = 0
  const began = Date.now()
  while (times.length < 60 && Date.now() - began < 240_000) {
    const at = performance.now()
    await clerk.get('/api/windows')
    times.push(performance.now() - at)
    if (times.length % 20 === 1)
      elsewhere += code(await login(from(9), 'approver', PASSWORD)) === 200
  }
  going = false
  await Promise.all(loops)
  const worst = Math.max(...times)
  check(
    `others are answered while ${CLIENTS} sign in: worst ${Math.round(worst)} ms`,
    worst < 1000 && times.length === 60,
    times,
  )
  check(
    'some of the sixteen come in, the others are told that it is busy',
    outcomes[200] > 0 && outcomes.BUSY > 0 && Object.keys(outcomes).length === 2,
    outcomes,
  )
  check('their queue is not theirs alone: from elsewhere one signs in', elsewhere > 0)

  // Wrong passwords: slower and slower, in the same words and the same time for names that nobody
  // has.
  const two = [
    ['issuer', from(2)],
    ['nobody-here', from(3)],
  ].map(([name, client]) => ({ name, client, said: [], took: [] }))
  for (let i = 0; i < 14; i++) {
    const { name, client, said, took } = two[i % 2]
    const at = performance.now()
    said.push(code(await login(client, name, 'nonsense1')))
    if (i < 12) took.push(performance.now() - at)
  }
  const [wrong, unknown] = two
  equal('five are free, the sixth makes the next wait', wrong.said, [
    ...again(6, 'LOGIN_WRONG'),
    'LOGIN_WAIT',
  ])
  equal('a name that nobody has is answered alike', unknown.said, wrong.said)
  const ratio = Math.min(...unknown.took) / Math.min(...wrong.took)
  check('and in the same time, the quickest beside the quickest', ratio > 0.3 && ratio < 3, ratio)
  const waits = await login(from(2), 'issuer', PASSWORD)
  check(
    'who waits is told how long',
    /还要等 [1-5] 秒/.test(waits.value.error.detail),
    () => waits.value,
  )
  equal(
    'where the account was at home before, it still is',
    code(await login(from(1), 'issuer', PASSWORD)),
    200,
  )
  equal(
    'where it never was, strangers make it wait',
    code(await login(from(4), 'issuer', PASSWORD)),
    'LOGIN_WAIT',
  )
  equal('the director sees it', (await staff()).issuer.locked, true)
  equal(
    'and clears it',
    (await director.post(`/api/staff/${S.issuer.id}/unlock`)).staff.locked,
    false,
  )
  equal('then it comes in from there', code(await login(from(4), 'issuer', PASSWORD)), 200)
  await many(6, () => login(from(5), 'supervisor', 'nonsense1'))
  equal(
    'the right one waits as well',
    code(await login(from(5), 'supervisor', PASSWORD)),
    'LOGIN_WAIT',
  )
  await sleep(5500)
  equal('until the wait is over', code(await login(from(5), 'supervisor', PASSWORD)), 200)
  await set('login_address_tries', 5)
  const names = await many(7, async (i) => code(await login(from(6), `made-up-${i}`, 'nonsense1')))
  equal('an address that goes from name to name waits too', names.at(-1), 'LOGIN_WAIT')
  const change = (old, password) => issuer.call('POST', '/api/me/password', { old, password })
  const changes = await many(7, async () => code(await change('nonsense1', 'a-new-secret')))
  equal('a wrong old password counts as one at the door', changes.slice(-2), [
    'PASSWORD_WRONG',
    'LOGIN_WAIT',
  ])
  await director.post(`/api/staff/${S.issuer.id}/unlock`)
  const log = nodes.log('hall')
  check(
    'each is in the log: who, from where, how many',
    log.includes(`a wrong password for ${S.issuer.id} from`) &&
      /for a name that nobody has from \S*127\.0\.0\.3, 6 in a row/.test(log),
    () => log.slice(-2000),
  )
  check('but nothing that was typed', !/nonsense1|nobody-here|made-up/.test(log))

  // Passwords that everybody tries first are refused wherever one is set.
  const weak = [
    '12345678',
    '88888888',
    'aaaaaaaa',
    'a123456789',
    'woaini1314',
    '1qaz2wsx',
    'qwertyui',
    'password1',
    'abcd1234',
    '19850412',
    '13812345678',
    'minihall2027',
    'xiaofang9k',
  ]
  const add = async (password) =>
    code(
      await director.call('POST', '/api/staff', {
        name: '新人',
        login: 'xiaofang',
        password,
        roles: ['guide'],
      }),
    )
  equal(
    'no guessable password for a new account',
    await many(weak.length, (i) => add(weak[i])),
    again(weak.length, 'PASSWORD_WEAK'),
  )
  equal('a better one', await add('kapok-river-9'), 200)
  const fang = `/api/staff/${(await staff()).xiaofang.id}`
  check(
    'nor by a reset',
    await director.refused(`${fang}/password`, { password: 'woaini1314' }, 'PASSWORD_WEAK'),
  )
  await director.post(`${fang}/leave-service`, { on: '2026-11-24', reason: '核对' })
  check(
    'nor on coming back',
    await director.refused(`${fang}/return`, { password: 'qwer1234' }, 'PASSWORD_WEAK'),
  )
  equal("nor by one's own change", code(await change(PASSWORD, '88888888')), 'PASSWORD_WEAK')
  equal('a good one is taken', code(await change(PASSWORD, 'kapok-river-9')), 200)
  const real = join(nodes.run, 'real')
  nodes.command('init', '--home', real, '--role', 'hall', '--site', '361127102')
  const refused = spawnSync(
    binary,
    ['staff', '--home', real, '--name', '某', '--login', 'newguide', '--roles', 'guide'],
    { input: `${PASSWORD}\n`, encoding: 'utf8', env: nodes.env },
  )
  check(
    "a real hall refuses the sample's published password",
    refused.status === 1 && refused.stderr.includes('PASSWORD_WEAK'),
    () => refused.stderr,
  )

  // Codes: for one number from one address, for one address over all numbers, and over all.
  const report = (client) =>
    client.call('POST', '/api/backstop', { want: '开证明', reason: 'other', text: '反映核对' })
  const wide = (text) =>
    [...text].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
  const ask = (client, id, given) =>
    client.call(
      'GET',
      `/api/backstop-progress?id=${encodeURIComponent(id)}&code=${encodeURIComponent(given)}`,
    )
  const mine = (await report(clerk)).value
  const otherThan = String((Number(mine.query_code) + 1) % 1000000).padStart(6, '0')
  const stranger = from(10)
  equal(
    'six wrong codes find nothing',
    await many(6, async () => code(await ask(stranger, mine.id, otherThan))),
    again(6, 'NOT_FOUND'),
  )
  equal(
    'then one waits, whatever is given',
    code(await ask(stranger, mine.id, mine.query_code)),
    'GUESS_WAIT',
  )
  equal(
    'the citizen elsewhere is not locked out',
    (await ask(from(11), mine.id, mine.query_code)).value.id,
    mine.id,
  )
  const typed = `${wide(mine.query_code.slice(0, 3))}　${mine.query_code.slice(3)}`
  equal(
    'a code typed wide is the code, as often as it is typed',
    (await many(7, async () => (await ask(from(11), wide(mine.id), typed)).value.id)).at(-1),
    mine.id,
  )
  await set('code_address_tries', 5)
  equal(
    'spread over numbers they are not free',
    (
      await many(7, async (i) => code(await ask(from(12), `F36112710212026112490${i}`, '000000')))
    ).at(-1),
    'GUESS_WAIT',
  )
  await set('code_wrong_per_minute', 10)
  equal(
    'nor over addresses: in a minute of many, who was wrong once waits',
    [
      code(await ask(from(13), mine.id, otherThan)),
      code(await ask(from(13), mine.id, mine.query_code)),
    ],
    ['NOT_FOUND', 'GUESS_WAIT'],
  )
  equal('and who never was is heard', code(await ask(from(14), mine.id, mine.query_code)), 200)
  await set('code_wrong_per_minute', 6000)
  const slip = await kiosk.ticket({ zone: 'general', priority: 'none' })
  const holder = (client, secret) => client.call('GET', `/api/slip?id=${slip.id}&secret=${secret}`)
  const slips = from(15)
  equal(
    "a slip's code is counted as well",
    await many(6, async () => code(await holder(slips, 'AAAAAA'))),
    again(6, 'SLIP_WRONG'),
  )
  equal('and makes wait', code(await holder(slips, slip.slip_code)), 'GUESS_WAIT')
  equal(
    'but not its holder',
    (await holder(from(16), wide(slip.slip_code))).value.ticket_id,
    slip.id,
  )

  // What one token may ask for in a minute.
  await set('tickets_per_minute', 5)
  const take = (client) =>
    client.call('POST', '/api/tickets', { zone: 'general', priority: 'none' })
  const taken = await many(6, () => take(kiosk))
  equal('a kiosk has its numbers of the minute', taken.map(code), [
    ...again(4, 200),
    'TOO_OFTEN',
    'TOO_OFTEN',
  ])
  check(
    'and is told when there are more',
    /还要等 \d+ 秒/.test(taken.at(-1).value.error.detail),
    () => taken.at(-1).value,
  )
  const guide = from(1)
  await guide.signIn('guide')
  equal('others take theirs', code(await take(guide)), 200)
  await set('reports_per_minute', 3)
  equal('reports', (await many(4, () => report(guide))).map(code), [...again(3, 200), 'TOO_OFTEN'])
  await set('uploads_per_minute', 10)
  const begin = () =>
    clerk.raw(
      'POST',
      '/api/uploads',
      {
        'tus-resumable': '1.0.0',
        'upload-length': '10',
        'upload-metadata': 'case Q1gx,material MQ==,name YS5wbmc=',
      },
      '',
    )
  check('photos', (await many(11, begin)).at(-1).body.toString().includes('TOO_OFTEN'))
  await nodes.proven(['hall'])
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
  finish()
}
