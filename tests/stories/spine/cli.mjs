// What people type. Every command says how it is used, and refuses what it does not know before it
// does anything: an unknown option or word, a value that does not fit, a value forgotten, what must
// be there and is not. The manual page and the completion are made of the same rows as the help,
// which is read here for the list.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, equal, finish } from '../../lib/client.mjs'
import { binary } from '../../lib/nodes.mjs'

const run = mkdtempSync(join(tmpdir(), 'minihall-cli-')),
  home = join(run, 'home')
const env = { ...process.env, MINIHALL_HOME: home }
const options = { env, cwd: run, encoding: 'utf8', timeout: 20000, input: '', maxBuffer: 1 << 26 }
const type = (...words) => spawnSync(binary, words, options)
const shell = (script) => spawnSync('bash', ['-c', script, 'bash', binary], options)
// Words refused: status 2, the word named, the usage line shown, nothing printed or written.
function refused(name, reply, word) {
  const { status, stdout, stderr } = reply
  const named = stderr.includes(word) && /^用法：minihall /m.test(stderr)
  check(name, status === 2 && stdout === '' && named, [status, stdout, stderr])
  equal(`${name}: nothing is written`, readdirSync(run), [])
}

/** A command's options and words as its help tells them. */
function rows(command) {
  const found = [...type('help', command).stdout.matchAll(/^ {2}(--)?(\S+)(?: (.+))?\n {6}(.*)$/gm)]
  return found
    .filter(([, , name]) => name !== 'help')
    .map(([, dashes, name, value, help]) => ({
      word: !dashes,
      name: dashes ? `--${name}` : name,
      value: value ?? '',
      help,
      must: help.startsWith('必填'),
      many: help.includes('可以写多次'),
      range: /（(-?\d+)…(-?\d+)）/.exec(help),
    }))
}
const choices = (row) => {
  const text = row.word ? row.name : row.value
  return (row.word ? /^[\w|]+$/ : /^\w+(\|[\w…]+)+$/).test(text) ? text.split('|') : null
}
// Something that fits each row, so that only one thing is wrong at a time.
const SAMPLE = { '--site': '361127102', '--pin': 'sha256//AAAA', '--login': 'clerk' }
const BY_VALUE = { 日期: '2026-11-24', 月份: '2026-11', 代码: '361127102' }
function fit(row) {
  if (choices(row)) return choices(row)[0]
  if (row.range) return row.range[1] === '-1' ? '1' : row.range[1]
  return SAMPLE[row.name] ?? BY_VALUE[row.value] ?? 'xxxx'
}
const typed = (row) => (row.word ? [fit(row)] : [row.name, fit(row)])
function misfits(row) {
  if (row.range) {
    const [, least, most] = row.range.map(Number)
    return ['abc', '', '1x', ' 1', '0x10', '9'.repeat(20), String(least - 1), String(most + 1)]
  }
  if (choices(row)) return ['nonsense', '', `${fit(row)}x`]
  if (row.value === '日期') return ['2026-02-30', '24.11.2026', 'x']
  if (row.value === '月份') return ['2026-13', '2026-11-24', '2026']
  return ['一行\n两行', 'x'.repeat(5000)]
}

function tryAll(command) {
  const list = rows(command),
    must = list.filter((row) => row.must)
  const without = (row) => must.filter((other) => other !== row).flatMap(typed)
  const bare = without(null)
  const wrong = (name, word, ...all) => refused(`${command}: ${name}`, type(command, ...all), word)
  wrong('an unknown option', '--no-such-thing', ...bare, '--no-such-thing', '1')
  wrong('a short option', '-z', ...bare, '-z')
  const words = list.filter((row) => row.word || row.must).flatMap(typed)
  wrong('a word too many', 'surplus', ...words, 'surplus')
  for (const row of must) wrong(`without ${row.name}`, row.name, ...without(row))
  for (const row of list.filter((one) => !one.word && one.value)) {
    const { name } = row,
      others = without(row)
    wrong(`${name} without its value`, name, ...others, name)
    wrong(`${name} before another option`, name, ...others, name, '--help')
    wrong(`${name} cut short`, name.slice(0, -1), ...others, name.slice(0, -1), fit(row))
    if (!row.many) wrong(`${name} twice`, name, ...others, ...typed(row), ...typed(row))
    for (const value of misfits(row)) {
      wrong(`${name} ${JSON.stringify(value).slice(0, 24)}`, name, ...others, name, value)
    }
  }
}

// What bash offers after these words; the last one is being typed.
function completed(...words) {
  const reply = shell(`set -e; "$1" completion bash >../completion.$$; bash -n ../completion.$$
    source ../completion.$$; rm ../completion.$$
    COMP_WORDS=(minihall ${words.map((w) => `'${w}'`).join(' ')}); COMP_CWORD=${words.length}
    _minihall
    printf '%s\\n' "\${COMPREPLY[@]}"`)
  return reply.status === 0 ? reply.stdout.trim().split('\n') : [reply.status, reply.stderr]
}

try {
  const all = type('help')
  const commands = [...all.stdout.matchAll(/^ {2}(\S+) +\S/gm)].map((m) => m[1])
  const known = ['init', 'serve', 'verify', 'help', 'completion'].every((c) => commands.includes(c))
  check('the list has the commands', all.status === 0 && known, () => all.stdout)
  equal('--help is the list', type('--help').stdout, all.stdout)
  const nothing = type('nothing')
  equal('a command that is none', [nothing.status, nothing.stderr.includes('“nothing”')], [2, true])
  refused('help of a command that is none', type('help', 'nothing'), 'nothing')

  for (const command of [...commands, 'sync-worker', 'print-worker']) {
    const { status, stdout, stderr } = type(command, '--help')
    const codes = [0, 1, 2, 3].every((n) => stdout.includes(`\n  ${n}  `))
    const whole = status === 0 && !stderr && codes && stdout.includes(`例：minihall ${command}`)
    check(`${command}: --help tells the use, an example, the exit codes`, whole, stdout)
    equal(`${command}: help says the same`, type('help', command).stdout, stdout)
    equal(`${command}: --help does nothing`, readdirSync(run), [])
    tryAll(command)
  }
  refused('a code that is none', type('init', '--site', '36112710x'), '36112710x')
  refused('a choice of words that is none', type('link', 'sever'), 'sever')
  refused('one of two', type('report'), '--day')
  refused('not both of two', type('report', '--day', '2026-11-24', '--month', '2026-11'), '--day')
  const bytes = shell('"$1" init --site 361127102 --place $\'\\xff\\xfe\'')
  refused('bytes that are no text', bytes, '--place')
  const none = type('verify')
  equal(
    'a home without a node is a fault',
    [none.status, none.stderr.includes('还没有节点')],
    [3, true],
  )
  const made = type('init', '--site=361127102', `--home=${home}`, '--port', '0')
  equal('both ways of a value', [made.status, existsSync(join(home, 'config.json'))], [0, true])
  equal('with a home of its own', type('verify', '--home', home).status, 0)
  equal('in any order', type('link', '--home', home, 'cut').status, 0)

  const { stdout } = shell('"$1" manual | groff -Kutf8 -man -Tutf8 -ww 2>&1')
  const page = stdout.replace(/\x1b\[[0-9;]*m/g, '').replaceAll('‐', '-')
  const named = (command) =>
    rows(command)
      .filter((row) => !row.word)
      .map((row) => row.name)
  const missing = commands.flatMap(named).filter((name) => !page.includes(name))
  equal('the manual page has every option', missing, [])
  equal(
    'and is good roff',
    page.split('\n').filter((line) => /troff|warning|error/.test(line)),
    [],
  )

  equal('a command is completed', completed('rest'), ['restore'])
  equal('an option', completed('init', '--seal'), ['--seal-age-ms'])
  equal('the words of an option', completed('device', '--kind', ''), ['kiosk', 'board', 'rater'])
  equal('the words of a set', completed('printer', '--place', 'k'), ['kiosk'])
  equal('the words of a command', completed('link', 'c'), ['cut'])
  equal('help of a command', completed('help', 'reb'), ['rebuild'])
  equal('a directory', completed('backup', '--to', 'ho'), ['home'])
  for (const command of commands) {
    const offered = completed(command, '--')
    equal(
      `${command}: its options`,
      named(command).filter((name) => !offered.includes(name)),
      [],
    )
  }
} finally {
  rmSync(run, { recursive: true, force: true })
}
finish()
