// The chain is looked at beside the work, and the end of the record is lost in several ways.
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { agrees, equal, sleep, until } from '../../../lib/client.mjs'
import { nodes, run, says, database, sql, take } from './day.mjs'

async function chainWatched() {
  await nodes.start('hub')
  await nodes.start('hall')
  const boss = await nodes.person('director')
  await take()
  await until('both sides agree', agrees(boss))
  await until('the chain was looked at and is whole', async () => {
    const s = await boss.get('/api/status')
    return s.record === 'whole' && s.record_checked > 20 && s.record_at ? true : s.record
  })
  await nodes.stop('hall')
  const body = sql("SELECT body FROM event WHERE node = '361127102-1' AND seq = 4")
  sql(
    "UPDATE event SET body = replace(body, '大厅', '别处') WHERE node = '361127102-1' AND seq = 4",
  )
  await nodes.start('hall')
  const again = await nodes.person('director')
  await until('a changed event is found beside the work and shown', async () => {
    const s = await again.get('/api/status')
    return s.record === 'broken' && s.record_text === '361127102-1 第4条'
      ? true
      : [s.record, s.record_text]
  })
  equal(
    'and logged once',
    nodes
      .log('hall')
      .split('\n')
      .filter((l) => l.includes('the chain is broken at 361127102-1')).length,
    1,
  )
  await nodes.stop('hall')
  sql(`UPDATE event SET body = '${body}' WHERE node = '361127102-1' AND seq = 4`)
}

const SEALED = "SELECT max(seq) FROM batch_out WHERE lane = 1 AND state <> 'sealing'"

// While the county is away the hall gives numbers until it has sealed so many batches.
const goesOn = (batches) =>
  until('the hall goes on without its county', async () => {
    if (Number(sql(SEALED)) >= batches) return true
    await take()
    await sleep(800)
    return sql(SEALED)
  })

// An older file without its spool: only the county can tell, whatever the hall does before it
// speaks with it.
async function heldByCounty(name, meanwhile) {
  copyFileSync(join(nodes.run, 'older.db'), database())
  rmSync(join(nodes.hall, 'spool'), { recursive: true })
  const known = Number(sql(SEALED))
  await nodes.start('hall')
  const boss = await nodes.person('director')
  await meanwhile()
  await until(name, async () => {
    const s = await boss.get('/api/status')
    return s.record === 'cut' && /县级 361127000-1 已收到/.test(s.record_text)
      ? true
      : [s.record, s.record_text, s.link_text]
  })
  equal(
    `${name}: nothing is written any more`,
    await boss.refused('/api/link', { cut: true }, 'RECORD_CUT'),
    true,
  )
  await nodes.stop('hall')
  const received = sql(
    `SELECT count(*) FROM batch_out WHERE lane = 1 AND seq > ${known} AND (stored_at IS NOT NULL OR state = 'applied')`,
  )
  equal(`${name}: nothing of it counts as received`, received, '0')
  says(
    `${name}: nor after the next start`,
    run('serve', '--home', nodes.hall),
    1,
    /RECORD_CUT.*县级/,
  )
}

// What a hall sent that went on beside its record is not the county's either.
async function countyAsBefore() {
  await nodes.stop('hub')
  rmSync(nodes.hub, { recursive: true })
  cpSync(join(nodes.run, 'hub'), nodes.hub, { recursive: true })
}

// The end of the record is lost in several ways; none is written on.
async function tailCut() {
  copyFileSync(database(), join(nodes.run, 'older.db'))
  await nodes.start('hall')
  const boss = await nodes.person('director')
  await take()
  await take()
  await until('what came after was sealed and sent', agrees(boss))
  await nodes.stop('hall')
  const lost = Number(sql(SEALED))
  copyFileSync(database(), join(nodes.run, 'whole.db'))
  sql(
    "DELETE FROM event WHERE node = '361127102-1' AND seq > (SELECT max(seq) - 2 FROM event WHERE node = '361127102-1')",
  )
  says(
    'a journal without its last records is not served',
    run('serve', '--home', nodes.hall),
    1,
    /RECORD_CUT.*minihall restore.*只到第/,
  )
  copyFileSync(join(nodes.run, 'older.db'), database())
  says(
    'nor is an older file beside a spool that knows more',
    run('serve', '--home', nodes.hall),
    1,
    /RECORD_CUT.*记录库是旧的/,
  )
  cpSync(join(nodes.hall, 'spool'), join(nodes.run, 'spool'), { recursive: true })
  await heldByCounty('without a spool the county says that it holds more', () => {})
  await nodes.stop('hub')
  cpSync(nodes.hub, join(nodes.run, 'hub'), { recursive: true })
  await heldByCounty('as many batches that are others are no receipt', async () => {
    await goesOn(lost)
    await nodes.start('hub')
  })
  await countyAsBefore()
  await heldByCounty('a seal that never succeeds does not hide it', async () => {
    await goesOn(lost - 1)
    const place = join(nodes.hall, 'spool/out/361127000-1/1')
    rmSync(place, { recursive: true, force: true })
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, 'no folder')
    await take()
    await until(
      'a batch is not sealed',
      async () =>
        sql("SELECT count(*) FROM batch_out WHERE lane = 1 AND state = 'sealing'") === '1',
    )
    await nodes.start('hub')
  })
  await countyAsBefore()
  await nodes.start('hub')
  copyFileSync(join(nodes.run, 'whole.db'), database())
  rmSync(join(nodes.hall, 'spool'), { recursive: true })
  cpSync(join(nodes.run, 'spool'), join(nodes.hall, 'spool'), { recursive: true })
  await nodes.start('hall')
  await until('with its record back it goes on', agrees(await nodes.person('director')))
  await nodes.stop('hall')
  await nodes.stop('hub')
}

export async function tail() {
  await chainWatched()
  await tailCut()
}
