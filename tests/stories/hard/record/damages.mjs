// verify names what is damaged, part by part, and everything else is whole beside it.
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../../../lib/client.mjs'
import { nodes, run, says, database, sql } from './day.mjs'

const PARTS = ['文件', '记录链', '尾部', '结构', '视图', '附件', '台账']
const back = () => copyFileSync(join(nodes.run, 'good.db'), database())
const folder = (...at) => join(nodes.hall, ...at)

/** Spoils one part of the home, looks, and mends it: the others are whole, but for one that
 * follows. */
function spoiled(name, part, pattern, spoil, mend = back, follows = '') {
  spoil()
  const found = run('verify', '--home', nodes.hall)
  const others = PARTS.filter((p) => p !== part && p !== follows).every((p) =>
    new RegExp(`${p}\\s+完好`).test(found.stdout),
  )
  check(
    name,
    found.status === 1 && new RegExp(`${part}\\s+损坏：.*${pattern}`).test(found.stdout) && others,
    () => found.said,
  )
  mend()
}

function wholeHome() {
  const whole = run('verify', '--home', nodes.hall)
  says(
    'a whole home is whole in seven parts',
    whole,
    0,
    new RegExp(PARTS.map((part) => `${part}\\s+完好`).join('[^]*')),
  )
  check(
    'and nothing is left of the look',
    readdirSync(nodes.hall).every((f) => !f.startsWith('.verify')),
  )
  copyFileSync(database(), join(nodes.run, 'good.db'))
}

function records() {
  spoiled(
    'an event changed',
    '记录链',
    '361127102-1 第4条',
    () =>
      sql(
        "UPDATE event SET body = replace(body, '大厅', '别处') WHERE node = '361127102-1' AND seq = 4",
      ),
    back,
    '视图',
  )
  spoiled(
    'the last records cut',
    '尾部',
    '只到第',
    () =>
      sql(
        "DELETE FROM event WHERE node = '361127102-1' AND seq > (SELECT max(last) - 2 FROM batch_out WHERE lane = 1)",
      ),
    back,
    '视图',
  )
}

function structureAndViews() {
  spoiled('a trigger added', '结构', 'trigger helpful', () =>
    sql('CREATE TRIGGER helpful AFTER INSERT ON event BEGIN DELETE FROM session; END'),
  )
  spoiled('a table added', '结构', 'table extra', () => sql('CREATE TABLE extra (x)'))
  spoiled('an index gone', '结构', 'index event_subject', () => sql('DROP INDEX event_subject'))
  spoiled('a role raised', '视图', 'staff 里 361127102', () =>
    sql(`UPDATE staff SET roles = '["director"]' WHERE login = 'clerk'`),
  )
  spoiled('an applicant renamed', '视图', 'case_file 里 361127102', () =>
    sql("UPDATE case_file SET applicant = replace(applicant, '王五', '王六')"),
  )
  spoiled('numbers gone', '视图', 'ticket 里 361127102', () =>
    sql('DELETE FROM ticket WHERE id IN (SELECT id FROM ticket ORDER BY id LIMIT 2)'),
  )
}

function attachments() {
  const [half] = readdirSync(folder('blobs')),
    [file] = readdirSync(folder('blobs', half)),
    blob = folder('blobs', half, file)
  const bytes = readFileSync(blob),
    flipped = Buffer.from(bytes)
  flipped[bytes.length >> 1] ^= 1
  spoiled(
    'an attachment flipped',
    '附件',
    `${file} 的内容变了`,
    () => writeFileSync(blob, flipped),
    () => writeFileSync(blob, bytes),
    '视图',
  )
  spoiled(
    'an attachment gone',
    '附件',
    `${file}.*不见了`,
    () => rmSync(blob),
    () => writeFileSync(blob, bytes),
    '视图',
  )
}

function ledger() {
  const [repository] = readdirSync(folder('ledger')),
    objects = folder('ledger', repository, 'objects')
  const [two] = readdirSync(objects).filter((d) => d.length === 2),
    [name] = readdirSync(join(objects, two)),
    object = join(objects, two, name)
  const kept = readFileSync(object),
    bent = Buffer.from(kept)
  bent[kept.length - 3] ^= 1
  spoiled(
    'a ledger object flipped',
    '台账',
    `${repository}：对象 ${two}${name}`,
    () => {
      rmSync(object)
      writeFileSync(object, bent)
    },
    () => {
      rmSync(object)
      writeFileSync(object, kept)
    },
  )
}

/** Bytes of the file itself: every page from the tenth on, one after another, until SQLite's own
 * check has seen one. */
function spoiledFile(good) {
  const bad = Buffer.from(good)
  for (let at = 4096 * 9; at < 4096 * 60; at += 4096) bad.fill(0x41, at, at + 64)
  writeFileSync(database(), bad)
  const found = run('verify', '--home', nodes.hall)
  check(
    'pages of the file overwritten',
    (found.status === 1 && /文件\s+损坏/.test(found.stdout)) || found.status === 3,
    () => found.said,
  )
  writeFileSync(database(), good)
}

export function damages() {
  wholeHome()
  records()
  structureAndViews()
  attachments()
  ledger()
  spoiledFile(readFileSync(database()))
  says('and then it is whole again', run('verify', '--home', nodes.hall), 0, /台账\s+完好/)
}
