// 办不成事反映 at the kiosk: three presses, no keyboard; a number and a code come back, on the screen and
// on paper; and how far it is can be asked there.
import { Client, check, equal, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { Printer } from '../../lib/printer/printer.mjs'
import { texts } from '../../lib/printer/see.mjs'
import { accessible, picture, screen, story, test } from '../lib.mjs'

const nodes = await Nodes.make()
const wire = await new Printer().listen()

await story('unsolved', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const supervisor = new Client(nodes.hallUrl),
    tech = new Client(nodes.hallUrl)
  await supervisor.signIn('supervisor')
  await tech.signIn('tech')
  await until(
    'the catalogue is there',
    async () => (await supervisor.get('/api/items?limit=500')).total === 130,
  )
  const kiosk = await screen(nodes.hallUrl, `/kiosk.html#token=${nodes.token('kiosk')}`, {
    width: 1280,
    height: 900,
  })
  await test(kiosk, 'zone-general').waitFor()
  const begin = async () => {
    await test(kiosk, 'kiosk-self').click()
    await test(kiosk, 'self-unsolved').click()
  }
  const small = (least) =>
    kiosk.evaluate(
      (px) =>
        [...document.querySelectorAll('button, input, textarea')]
          .filter((e) => e.getBoundingClientRect().height < px && e.offsetParent)
          .map((e) => e.outerHTML.slice(0, 80)),
      least,
    )

  await begin()
  await accessible(kiosk, 'why it could not be done')
  await picture(kiosk, 'unsolved-why')
  equal('every target is large', await small(44), [])
  await test(kiosk, 'unsolved-passed_around').click()
  await accessible(kiosk, 'about what')
  await test(kiosk, 'unsolved-skip').click()
  await accessible(kiosk, 'a telephone if one likes')
  await test(kiosk, 'unsolved-send').click()
  await test(kiosk, 'unsolved-receipt').waitFor()
  const id = await test(kiosk, 'unsolved-id').innerText(),
    code = await test(kiosk, 'unsolved-code').innerText()
  equal('a number and a code', [/^F\d+$/.test(id), /^\d{6}$/.test(code)], [true, true])
  const first = await supervisor.get(`/api/backstop/${id}`)
  equal(
    'the office has it',
    [first.source, first.reason, first.want, first.text],
    ['kiosk', 'passed_around', '没有说是哪件事', '在取号机上反映：推来推去（没有写别的话）'],
  )
  await accessible(kiosk, 'the receipt')
  await test(kiosk, 'unsolved-done').click()
  await test(kiosk, 'self-progress').click()
  await test(kiosk, 'progress-report').check()
  await test(kiosk, 'progress-id').fill(id)
  await test(kiosk, 'progress-code').fill(code)
  await test(kiosk, 'progress-ask').click()
  await test(kiosk, 'report-progress').waitFor()
  check(
    'and how far it is can be asked here',
    (await test(kiosk, 'report-progress').innerText()).includes('待受理'),
  )
  await test(kiosk, 'kiosk-home').click()

  // ---- large print, an item, a telephone by the pad, on paper
  await tech.post('/api/printers', {
    name: '一号取号机打印机',
    kind: 'tcp',
    target: wire.target,
    paper: 80,
    repertoire: 'gbk',
    answers: true,
    place: 'kiosk',
    place_id: '一号取号机',
  })
  await test(kiosk, 'elder').click()
  await begin()
  equal('every target is larger', await small(60), [])
  await test(kiosk, 'unsolved-materials').click()
  for (const key of 'GLBT') await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'item-SR-042').click()
  for (const key of '138') await test(kiosk, `key-${key}`).click()
  await test(kiosk, 'unsolved-send').click()
  await test(kiosk, 'unsolved-wrong').waitFor()
  check(
    'half a telephone number is said',
    (await test(kiosk, 'unsolved-wrong').innerText()).includes('电话'),
  )
  for (const key of '00001111') await test(kiosk, `key-${key}`).click()
  await picture(kiosk, 'unsolved-phone')
  await accessible(kiosk, 'the number pad in large print')
  await test(kiosk, 'unsolved-send').click()
  await kiosk.getByText('打好了，请取走').waitFor()
  const second = await test(kiosk, 'unsolved-id').innerText(),
    lines = texts(wire.slips[0])
  check(
    'the receipt is on paper',
    [
      '办不成事反映',
      '高龄津贴申请',
      `反映编号：${second}`,
      `查询码：${await test(kiosk, 'unsolved-code').innerText()}`,
    ].every((t) => lines.includes(t)),
    () => JSON.stringify(lines),
  )
  equal(
    'with the telephone for the office',
    (await supervisor.get(`/api/backstop/${second}`)).phone,
    '13800001111',
  )
  await picture(kiosk, 'unsolved-receipt')
  equal(
    'nothing runs off the side',
    await kiosk.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    0,
  )
  equal(
    'three reports were not made of two',
    (await supervisor.get('/api/backstop')).reports.length,
    2,
  )
  await wire.close()
})
