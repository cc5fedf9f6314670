// Other papers at the kiosk.
import { check, equal } from '../../../lib/client.mjs'
import { texts } from '../../../lib/printer/see.mjs'

/** What an item asks for, on the roll: every press is a paper. */
async function materials(day) {
  const { kiosk, ended, wire } = day
  const wanted = await kiosk.post('/api/items/SR-042/print', {})
  const list = await ended(wanted)
  equal(
    'a list of materials is printed',
    [list.what, list.subject, list.state, list.copy],
    ['item', 'SR-042', 'done', 1],
  )
  const listed = texts(wire.slips.pop())
  check(
    'with its materials to tick, limits, place',
    [
      '材料清单',
      '高龄津贴申请',
      '编号：SR-042',
      '承诺时限：10个工作日',
      '收费：目录没有列收费',
      '交到：通用综合窗口，大厅左侧',
    ].every((t) => listed.includes(t)) && listed.some((t) => t.startsWith('□ 1. ')),
    () => JSON.stringify(listed),
  )
  check(
    'an item that is none is refused',
    await kiosk.refused('/api/items/SR-999/print', {}, 'ITEM_UNKNOWN'),
  )
}

/** The receipt of a report of 办不成事, for whoever knows its code. */
async function reportReceipt(day) {
  const { kiosk, ended, wire } = day
  const report = await kiosk.post('/api/backstop', {
    reason: 'passed_around',
    item_id: 'SR-042',
    text: '在取号机上反映：推来推去（没有写别的话）',
  })
  const receipt = await ended(
    await kiosk.post(`/api/backstop/${report.id}/print`, { code: report.query_code }),
  )
  const said = texts(wire.slips.pop())
  equal(
    'a receipt of a report',
    [receipt.what, receipt.subject, receipt.state],
    ['report', report.id, 'done'],
  )
  check(
    'with its number, code and reason',
    [
      '办不成事反映',
      '高龄津贴申请',
      `反映编号：${report.id}`,
      `查询码：${report.query_code}`,
      '原因：推来推去',
      '您没有留电话，请凭编号和查询码来问结果。',
    ].every((t) => said.includes(t)),
    () => JSON.stringify(said),
  )
  check(
    'not with another code',
    await kiosk.refused(
      `/api/backstop/${report.id}/print`,
      { code: report.query_code === '000000' ? '000001' : '000000' },
      'NOT_FOUND',
    ),
  )
}

export async function lists(day) {
  await materials(day)
  await reportReceipt(day)
}
