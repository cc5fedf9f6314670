// A county that is no sample begins: its first catalogue by command, in a hall that has none until
// then, up to the first case that somebody carries home. What the county's files have wrong is told
// before anybody works by them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, agrees, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes, REAL_PASSWORD } from '../../lib/nodes.mjs'

const nodes = await Nodes.real()
const here = (name) => join(nodes.run, name)
const person = {
  name: '周桂英',
  id_kind: 'identity_card',
  id_no: '361102194903070026',
  phone: '13800000000',
}
const as = async (base, login) => {
  const c = new Client(base)
  await c.signIn(login, REAL_PASSWORD)
  return c
}
const publish = (...words) =>
  nodes.command('publish', '--home', nodes.hub, '--message', '铅山县2026年目录', ...words)

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const county = await as(nodes.hubUrl, 'county')
  const director = await as(nodes.hallUrl, 'director')
  const clerk = await as(nodes.hallUrl, 'clerk')
  await clerk.post('/api/windows/1/sign-on')

  // Before: both sides say what is missing and what to do.
  equal(
    'nothing is published',
    (({ commit, items, waiting }) => [commit, items, waiting])(
      await county.get('/api/hub/catalogue'),
    ),
    ['', 0, false],
  )
  const missing = (await director.get('/api/setup')).findings.find((f) => f.code === 'no_catalogue')
  check(
    'the hall is told what to do',
    missing?.severity === 'error' && missing.advice.includes('县级'),
    () => JSON.stringify(missing),
  )
  const early = await clerk.call('POST', '/api/cases', { item_id: 'QS-001', applicant: person })
  equal('a case without a catalogue is refused', early.value.error.code, 'NO_CATALOGUE')
  check(
    'in words that lead on',
    /大厅状态|minihall pair/.test(early.value.error.advice),
    () => early.value.error.advice,
  )
  check(
    'and no stick is promised',
    !/U盘/.test(early.value.error.advice),
    () => early.value.error.advice,
  )

  // The files: the sample to write by, and what is wrong in them by its place.
  for (const [part, words] of [
    ['items', ['example', 'items']],
    ['calendar', ['example', 'calendar']],
  ]) {
    const told = nodes.command(...words)
    equal(`an example of ${part}`, told.status, 0)
    equal(
      `the page gives the same (${part})`,
      (await county.raw('GET', `/api/hub/catalogue/${part}`)).body.toString(),
      told.stdout,
    )
    writeFileSync(here(`${part}.json`), told.stdout)
  }
  equal('no other part', (await county.raw('GET', '/api/hub/catalogue/keys')).status, 404)
  const items = JSON.parse(readFileSync(here('items.json'), 'utf8'))
  const calendar = JSON.parse(readFileSync(here('calendar.json'), 'utf8'))
  check(
    'the first needs both',
    await county.refused('/api/hub/catalogue', { message: 'x', items }, 'CATALOGUE_FIRST'),
  )
  equal('by command too', publish('--items', here('items.json')).status, 1)
  const own = {
    name: '铅山县乡镇事项目录（2026年）',
    items: items.items
      .slice(0, 60)
      .map((item, i) => ({ ...item, id: `QS-${String(i + 1).padStart(3, '0')}` })),
  }
  const spoiled = structuredClone(own)
  spoiled.items[3].id = spoiled.items[2].id
  spoiled.items[5].materials = [
    { no: 2, name: '身份证' },
    { no: 1, name: '' },
  ]
  spoiled.items[7].zone = 'moon'
  writeFileSync(here('spoiled.json'), JSON.stringify(spoiled))
  const told = publish('--items', here('spoiled.json'), '--calendar', here('calendar.json'))
  equal('a spoiled catalogue is refused', told.status, 1)
  for (const part of ['第6个事项', 'no 应为 1', '没有名称', '第8个事项', 'moon', '同一个 id'])
    check(`and says: ${part}`, told.stderr.includes(part), () => told.stderr)
  check(
    'the page says the same',
    await county.refused('/api/hub/catalogue', { message: 'x', items: spoiled, calendar }, 'SHAPE'),
  )
  check(
    'a calendar without this year',
    await county.refused(
      '/api/hub/catalogue',
      {
        message: 'x',
        items: own,
        calendar: { days: calendar.days.filter((d) => d.date < '2026') },
      },
      'SHAPE',
    ),
  )
  equal('nothing of it was kept', (await county.get('/api/hub/catalogue')).commit, '')

  // Published by command, beside the running county; a hall publishes nothing.
  writeFileSync(here('own.json'), JSON.stringify(own))
  equal(
    'not by a hall',
    nodes.command(
      'publish',
      '--home',
      nodes.hall,
      '--items',
      here('own.json'),
      '--calendar',
      here('calendar.json'),
      '--message',
      'x',
    ).status,
    1,
  )
  const said = publish('--items', here('own.json'), '--calendar', here('calendar.json'))
  equal('published by command', [said.status, said.stderr], [0, ''])
  await until(
    'the hall has it',
    async () => (await director.get('/api/items?limit=500')).total === 60,
  )
  await until(
    'the gap is mended',
    async () => !(await director.get('/api/setup')).findings.some((f) => f.code === 'no_catalogue'),
  )
  equal(
    'the page gives what is in force',
    JSON.parse((await county.raw('GET', '/api/hub/catalogue/items')).body.toString()).name,
    own.name,
  )

  // The first case of a hall that is no sample, from the number to the paper in hand.
  const item =
    own.items.find(
      (i) => i.decided_by === 'hall' && i.zone === 'general' && i.kind !== 'instant',
    ) ?? own.items.find((i) => i.decided_by === 'hall')
  const ticket = await clerk.ticket({ zone: 'general', priority: 'none' })
  await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${ticket.id}/serve`, {})
  const materials = item.materials.map((m) => ({ no: m.no, taken: 'copy' }))
  const made = await clerk.post('/api/cases', {
    ticket_id: ticket.id,
    item_id: item.id,
    applicant: person,
    materials,
  })
  await clerk.post(`/api/cases/${made.id}/accept`)
  await clerk.post(`/api/tickets/${ticket.id}/finish`, {})
  const approver = await as(nodes.hallUrl, 'approver')
  await approver.post(`/api/cases/${made.id}/decide`, { outcome: 'approved', opinion: '符合条件' })
  const issuer = await as(nodes.hallUrl, 'issuer')
  await issuer.post('/api/windows/2/sign-on')
  await issuer.post(`/api/cases/${made.id}/result`, { kind: 'paper', shelf: 'A-1' })
  const issued = await issuer.post(`/api/cases/${made.id}/issue`, {
    collector_name: person.name,
    collector_id_no: person.id_no,
    relation: 'self',
  })
  equal('carried home', issued.state, 'issued')
  await until('the county has the case', async () =>
    (await county.get('/api/hub/cases')).cases.some(
      (c) => c.id === made.id && c.state === 'issued',
    ),
  )
  await until('both sides agree', agrees(director))

  // The next version: what is left out stays.
  own.items.push({ ...own.items[0], id: 'QS-061', seq: 61, name: '新增的一项' })
  writeFileSync(here('own.json'), JSON.stringify(own))
  equal('the items alone', publish('--items', here('own.json')).status, 0)
  await until(
    'one more item',
    async () => (await director.get('/api/items?limit=500')).total === 61,
  )
  await nodes.proven()
} catch (error) {
  check(
    'the story runs to its end',
    `${error.stack}\n${nodes.log('hall').slice(-1500)}\n${nodes.log('hub').slice(-800)}`,
  )
} finally {
  await nodes.end()
}
finish()
