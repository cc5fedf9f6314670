// Receipts at the window.
import { check, equal } from '../../../lib/client.mjs'
import { see, texts } from '../../../lib/printer/see.mjs'
import { make } from './day.mjs'

async function receipts(day) {
  const { director, clerk, ended } = day
  const desk = await make()
  const p2 = await director.post('/api/printers', {
    name: '窗口打印机',
    kind: 'tcp',
    target: desk.target,
    paper: 80,
    repertoire: 'gb2312',
    answers: true,
    place: 'window',
    place_id: '1',
  })
  await clerk.post('/api/windows/1/sign-on')
  equal('the clerk has the printer of the window', (await clerk.get('/api/printers')).mine, p2.id)
  const called = await clerk.post('/api/windows/1/call-next')
  await clerk.post(`/api/tickets/${called.id}/serve`, { window: 1 })
  const made = await clerk.post('/api/cases', {
    ticket_id: called.id,
    item_id: 'SR-047',
    applicant: {
      name: '昄䶮𠅤',
      id_kind: 'identity_card',
      id_no: '361102194903070026',
      phone: '13800000000',
    },
    materials: [{ no: 1, taken: 'original_seen' }],
  })
  equal(
    'a receipt for papers prints',
    (await ended(await clerk.post(`/api/cases/${made.id}/print`, {}))).state,
    'done',
  )
  check(
    'it says what it is',
    texts(desk.slips[0]).includes('材料接收清单') &&
      texts(desk.slips[0]).includes(`编号：${made.id}`),
  )
  check(
    'the name, which no printer has, is a picture',
    !texts(desk.slips[0]).some((t) => t.includes('申请人')) &&
      desk.slips[0].some((op) => op.kind === 'picture' && op.down === 30),
  )
  await see(desk.slips[0], 576, 'slip-receipt')
  Object.assign(day, { p2, made })
}

async function outOfUse(day) {
  const { tech, director, clerk, ended, p1, p2, made } = day
  equal(
    'a test page is printed',
    (await ended(await director.post(`/api/printers/${p2.id}/test`))).state,
    'done',
  )
  equal(
    'a printer is taken out of use',
    (await tech.post(`/api/printers/${p2.id}/remove`)).printers.map((p) => p.id),
    [p1.id],
  )
  check(
    'and prints no more',
    await clerk.refused(`/api/cases/${made.id}/print`, { printer: p2.id }, 'PRINTER_UNKNOWN'),
  )
}

export async function window(day) {
  await receipts(day)
  await outOfUse(day)
}
