// The figures, and how they leave the hall.
import { check, equal } from '../../../lib/client.mjs'

/** A mistaken one does not count and stays on record; unrated is not satisfied. */
async function counted(day) {
  const { director, ofBoth } = day
  const counted = await director.get('/api/ratings')
  equal(
    'unrated is in no rate',
    [counted.services, counted.unrated, counted.counted, counted.satisfied_per_mille],
    [6, 1, 5, 400],
  )
  await director.post(`/api/orders/W${ofBoth.id}/verify`, {
    verdict: 'mistaken',
    text: '群众说按错了',
  })
  const less = await director.get('/api/ratings')
  equal(
    'a mistaken one is not counted',
    [less.counted, less.excluded, less.satisfied_per_mille],
    [4, 1, 500],
  )
  equal('and stays on record', less.negatives.length, 3)
  day.counted = counted
}

/** Codes only at the border, with the scale's name in each line. */
async function codes(day) {
  const { director } = day
  const csv = async (scale) =>
    (await director.raw('GET', `/api/ratings/export?scale=${scale}`)).body
      .toString('utf8')
      .split('\r\n')
  const national = await csv('gbt39046'),
    provincial = await csv('provincial')
  check(
    'by the national standard 非常满意 is 1',
    national.some((l) =>
      l.startsWith('"GB/T 39046-2020 A.8（1 非常满意 … 5 非常不满意）",1,"非常满意"'),
    ),
    () => national[1],
  )
  check(
    'by the provincial interface it is 5',
    provincial.some((l) => l.startsWith('"省级接口（5 非常满意 … 1 非常不满意）",5,"非常满意"')),
    () => provincial[1],
  )
  check(
    'no formula slips into a spreadsheet',
    national.some((l) => l.includes('"\'=1+1"')),
    () => national.join('\n'),
  )
  equal(
    'no other scale',
    (await director.call('GET', '/api/ratings/export?scale=stars')).value.error.code,
    'RATING_SCALE',
  )
  equal(
    'nor day',
    (await director.call('GET', '/api/ratings/export?scale=gbt39046&from=heute')).value.error.code,
    'SHAPE',
  )
}

async function tablets(day) {
  const { director, counted } = day
  await director.post('/api/leaders', {
    kind: 'in_charge',
    name: '郑分管',
    title: '副镇长',
    phone: '13800000009',
    from: '2026-01-01',
  })

  equal(
    'a window without a live tablet is known',
    counted.devices.map((d) => [d.window_no, d.live]),
    [
      [1, true],
      [2, false],
      [3, false],
      [4, false],
      [5, false],
    ],
  )
}

export async function figures(day) {
  await counted(day)
  await codes(day)
  await tablets(day)
}
