// A home is one process's, whole or absent; without its journal it is no empty hall.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Client, check, equal } from '../../../lib/client.mjs'
import { binary } from '../../../lib/nodes.mjs'
import { nodes, run, says } from './day.mjs'

function initThatFails() {
  const home = join(nodes.run, 'new')
  const init = (name, words, pattern) => {
    says(name, run('init', '--home', home, ...words), 2, pattern)
    equal(`${name}: and nothing is left`, existsSync(home), false)
  }
  init(
    'init: a site that the table does not have, without a name',
    ['--site', '999999999'],
    /999999999.*--place/,
  )
  init('init: a site that is no code', ['--site', '36112'], /九位或十二位/)
  init('init: a kind that does not exist', ['--site', '361127102', '--kind', 'palace'], /palace/)
  init(
    'init: a hub that says it is a township',
    ['--role', 'hub', '--site', '361127000', '--kind', 'township'],
    /county/,
  )
  init('init: a port that is no number', ['--site', '361127102', '--port', '84x'], /--port.*84x/)
  init(
    'init: a port that does not exist',
    ['--site', '361127102', '--port', '70000'],
    /--port.*70000/,
  )
  init(
    'init: a time that is no number',
    ['--site', '361127102', '--seal-age-ms', '1s'],
    /--seal-age-ms/,
  )
  mkdirSync(home)
  writeFileSync(join(home, 'notes.txt'), 'x')
  says(
    'init: into a folder with something in it',
    run('init', '--home', home, '--site', '361127102'),
    2,
    /notes\.txt/,
  )
  equal('init: what was there is there', readdirSync(home), ['notes.txt'])
  rmSync(home, { recursive: true })
  // An attempt that was cut off before its end: the next one begins again.
  mkdirSync(join(home, '.making/keys'), { recursive: true })
  mkdirSync(join(home, 'keys'))
  writeFileSync(join(home, 'keys/node.key'), 'half')
  says(
    'init: after one that was cut off',
    run('init', '--home', home, '--site', '999999999', '--place', '某乡'),
    0,
    /某乡/,
  )
  says(
    'init: a second time',
    run('init', '--home', home, '--site', '999999999', '--place', '某乡'),
    2,
    /已经有一个节点/,
  )
  equal('init: and the home is whole', run('verify', '--home', home).status, 0)
}

async function oneProcess() {
  await nodes.start('hall')
  const second = spawnSync(binary, ['serve', '--home', nodes.hall, '--port', '0'], {
    env: nodes.env,
    encoding: 'utf8',
    timeout: 20000,
  })
  says(
    'a second server is refused and told who is there',
    { ...second, said: second.stdout + second.stderr },
    3,
    new RegExp(`minihall serve（进程 ${nodes.children.hall.pid}`),
  )
  says('so is a rebuild', run('rebuild', '--home', nodes.hall), 3, /minihall serve/)
  says('and a rehearsal', run('rehearse', '--home', nodes.hall, '--days', '1'), 3, /minihall serve/)
  says(
    'a home in use is no backup to restore from',
    run('restore', '--from', nodes.hall, '--home', join(nodes.run, 'stolen')),
    2,
    /minihall serve/,
  )
  equal('and nothing was made', existsSync(join(nodes.run, 'stolen')), false)
  says(
    'a small change goes beside the server',
    run('window', '--home', nodes.hall, '--no', '9', '--zone', 'general'),
    0,
    /^$/,
  )
  says('so does a look', run('digest', '--home', nodes.hall), 0, /361127102/)
  says(
    'and a backup',
    run('backup', '--home', nodes.hall, '--to', join(nodes.run, 'copy')),
    0,
    /已备份/,
  )
  const kiosk = new Client(nodes.hallUrl)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  const ticket = await kiosk.ticket({ zone: 'general', priority: 'none' })
  equal('and the server goes on', ticket.number, 'A001')
  await nodes.stop('hall', 'SIGKILL')
  await nodes.start('hall')
  await nodes.stop('hall')
  check('a server that was killed holds nothing', true)
}

function lostJournal() {
  const away = join(nodes.run, 'away')
  mkdirSync(away)
  const files = readdirSync(nodes.hall).filter((f) => f.startsWith('minihall.db'))
  for (const f of files) renameSync(join(nodes.hall, f), join(away, f))
  for (const command of ['serve', 'verify', 'digest', 'rebuild'])
    says(
      `${command} on a home without its journal names restore`,
      run(command, '--home', nodes.hall),
      3,
      /minihall restore/,
    )
  equal('and makes no empty one', existsSync(join(nodes.hall, 'minihall.db')), false)
  writeFileSync(join(nodes.hall, 'minihall.db'), '')
  says('an empty file is no journal', run('serve', '--home', nodes.hall), 3, /minihall restore/)
  rmSync(join(nodes.hall, 'minihall.db'))
  spawnSync('sqlite3', [join(nodes.hall, 'minihall.db')], {
    input:
      'CREATE TABLE event (arrived INTEGER PRIMARY KEY, node TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (node, seq)) STRICT;',
  })
  says(
    'nor are tables that no version made',
    run('serve', '--home', nodes.hall),
    3,
    /不是本程序认得的任何一版.*minihall restore/,
  )
  for (const f of readdirSync(nodes.hall).filter((f) => f.startsWith('minihall.db')))
    rmSync(join(nodes.hall, f))
  for (const f of files) copyFileSync(join(away, f), join(nodes.hall, f))
  spawnSync('sqlite3', [join(nodes.hall, 'minihall.db'), 'DELETE FROM event'])
  says(
    'nor is one without a record',
    run('serve', '--home', nodes.hall),
    3,
    /一条记录也没有.*minihall restore/,
  )
  rmSync(join(nodes.hall, 'minihall.db'))
  for (const f of files) renameSync(join(away, f), join(nodes.hall, f))
  says('with its journal back it is whole', run('verify', '--home', nodes.hall), 0, /完好/)
}

export async function home() {
  initThatFails()
  await oneProcess()
  lostJournal()
}
