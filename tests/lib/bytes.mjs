// Bytes that nobody in his right mind sends, by kind: what a request to a route is made of. Drawn
// by the seed, so that a failure is met again.
export const SEED = Number(process.env.HOSTILE_SEED ?? 20261126)
const REQUESTS = 2000

function randomOf(seed) {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
const random = randomOf(SEED)
export const pick = (list) => list[Math.floor(random() * list.length)]

const NOT_TEXT = [
  '%ff',
  '%c0%80',
  '%ed%a0%80',
  '%00',
  'a%',
  '%f8%88%80%80%80',
  '\xff\xfe',
  '%e5%bc',
  '\x01',
]
export const bytes = (text) => Buffer.from(text, 'latin1')
const head = (method, path, lines = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines}`
export const whole = (method, path, lines = '') => bytes(`${head(method, path, lines)}\r\n`)
const carries = (route, body, lines = '') => {
  const data = Buffer.isBuffer(body) ? body : bytes(body)
  return Buffer.concat([
    bytes(`${head(route.method, route.plain, lines)}Content-Length: ${data.length}\r\n\r\n`),
    data,
  ])
}

const BODIES = [
  () => bytes('{"login":"\xff"}'),
  () => '{"login":"a\\u0000b"}',
  () => '{"login":"\\ud800"}',
  () => '{}\0{}',
  () => '{"a":1,"a":2}',
  () => `${'['.repeat(8000)}${']'.repeat(8000)}`,
  () => '{"a":'.repeat(1000),
  () => `{${Array.from({ length: 1500 }, (_, i) => `"${i}":1`).join(',')}}`,
  () => `[${'0,'.repeat(7000)}0]`,
  () => `{"x":"${'y'.repeat(15000)}"}`,
  () => '{"n":1e999999}',
  () => 'nul',
  () => '\0',
  () => '"',
  () => '[]',
  () => '{"":"\\',
]
const LARGE = [
  () => `{${Array.from({ length: 60000 }, (_, i) => `"${i.toString(36)}":1`).join(',')}}`,
  () => `{"login":5,"z":[${'0,'.repeat(185000)}0]}`,
  () => `{"x":"${'张'.repeat(100000)}"}`,
  () => 'x'.repeat(1200000),
]
const LINES = [
  'Idempotency-Key: \xff',
  `Idempotency-Key: ${'k'.repeat(80)}`,
  'Last-Event-ID: -1',
  `Last-Event-ID: ${'9'.repeat(30)}`,
  'Cookie: minihall=\xff',
  `Cookie: ${'c'.repeat(9000)}`,
  `Authorization: Bearer ${'t'.repeat(600)}`,
  'Content-Length: +28',
  'Content-Length: 28abc',
  'Content-Length: -1',
  'Content-Length: 0\r\nContent-Length: 0',
  'Content-Length : 0',
  'Host: b',
  'Transfer-Encoding: chunked',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Upgrade: h2c',
  'Expect: tea',
  'X',
  ': x',
  ' folded: x',
  `X: ${'x'.repeat(20000)}`,
  'X: \x01',
  'Upload-Offset: -1',
  `Range: ${'b'.repeat(200)}`,
  `Upload-Checksum: ${'c'.repeat(200)}`,
  `Origin: ${'o'.repeat(300)}`,
  `${'Y: y\r\n'.repeat(120)}Z: z`,
]
const FIRST = [
  'GET  / HTTP/1.1',
  'GET /',
  'GET / HTTP/3.0',
  '/ HTTP/1.1',
  'GET http://a/ HTTP/1.1',
  'GET * HTTP/1.1',
  'G\xffT / HTTP/1.1',
  `GET /${'a'.repeat(600)} HTTP/1.1`,
  `GET /?${'q'.repeat(3000)} HTTP/1.1`,
  '\0\0\0\0',
  `GET /${'a'.repeat(17000)}`,
]
const RANGES = [
  'bytes=5-2',
  'bytes=10--9223372036854775808',
  'bytes=-',
  'bytes=99999999999999999999-',
  'bytes=0-0,2-2',
  'bytes=a-b',
  'bytes=-0',
  'x',
]

export const ATTACKS = {
  path: (r) => ({
    pieces: [
      whole(
        r.method,
        r.path.includes('{')
          ? r.path.replace(/\{\w+\}/g, () => pick(NOT_TEXT))
          : `${r.plain}/${pick(NOT_TEXT)}`,
      ),
    ],
    only: [400],
  }),
  query: (r) => ({
    pieces: [
      whole(
        r.method,
        `${r.plain}?${pick(['q', 'zones', 'id', 'window', 'day'])}=${pick(NOT_TEXT)}`,
      ),
    ],
    only: [400],
  }),
  line: (r) => ({ pieces: [whole(r.method, r.plain, `${pick(LINES)}\r\n`)], only: [400] }),
  body: (r) => ({ pieces: [carries(r, pick(BODIES)())] }),
  large: (r) => ({ pieces: [carries(r, pick(LARGE)())], only: [400, 401, 403, 404, 405, 413] }),
  first: () => ({ pieces: [bytes(`${pick(FIRST)}\r\nHost: a\r\n\r\n`)], only: [400] }),
  bare: (r) => ({ pieces: [bytes(head('GET', r.plain).replaceAll('\r', '') + '\n')], only: [400] }),
  range: (r, site) => ({
    pieces: [whole('GET', pick([site.photo, r.plain]), `Range: ${pick(RANGES)}\r\n`)],
  }),
  several: (r) => ({
    pieces: [
      Buffer.concat([
        whole('GET', '/api/version'),
        whole('GET', r.plain),
        whole('GET', '/api/nowhere'),
      ]),
    ],
    answers: 3,
  }),
  split: (r) => {
    const all = whole('GET', r.plain, 'Accept: application/json\r\n')
    const cut = 1 + Math.floor(random() * (all.length - 2))
    return { pieces: [all.subarray(0, cut), all.subarray(cut)], gap: 1 + Math.floor(random() * 20) }
  },
  bodySplit: (r) => {
    const all = carries(r, '{"login":\xff}')
    return { pieces: [all.subarray(0, -3), all.subarray(-3)], gap: 5 }
  },
  upload: () => ({
    pieces: [
      whole(
        'POST',
        '/api/uploads',
        `Tus-Resumable: 1.0.0\r\nUpload-Length: 10\r\nUpload-Metadata: ${pick(['name /w==', 'name QQBC', 'name ?', 'case QTE', `name ${'QUJD'.repeat(3000)}`])}\r\n`,
      ),
    ],
  }),
  method: (r) => ({
    pieces: [
      whole(
        pick(['BREW', 'TRACE', 'PATCH', 'DELETE', 'CONNECT']),
        r.path.replace(/\{\w+\}/g, 'none'),
      ),
    ],
  }),
}
// Every route gets each of the first four; the rest is drawn.
export function plan(routes) {
  const list = routes.flatMap((route) =>
    ['path', 'query', 'line', 'body'].map((kind) => ({ route, kind })),
  )
  while (list.length < REQUESTS)
    list.push({ route: pick(routes), kind: pick(Object.keys(ATTACKS).slice(4)) })
  return list.slice(0, Math.max(REQUESTS, routes.length * 4)).sort(() => random() - 0.5)
}
