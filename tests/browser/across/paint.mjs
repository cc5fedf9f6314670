// The pages that citizens wait for, opened cold: few requests, and nothing jumps under a finger.
// Times are in `make bench` (tests/bench/paint.mjs).
import { check, Client, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { opening, story } from '../lib.mjs'

const MOST_REQUESTS = 12
const MOST_SHIFT = 0.02
const nodes = await Nodes.make()
await story('paint', nodes, async () => {
  await nodes.start('hub')
  await nodes.start('hall')
  const anyone = new Client(nodes.hallUrl),
    guide = new Client(nodes.hallUrl)
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  await guide.signIn('guide')
  for (let i = 0; i < 12; i++) {
    const t = await guide.post('/api/tickets', { zone: 'general', priority: 'none' })
    await guide.post(`/api/tickets/${t.id}/confirm`, { by: 'screen' })
  }
  for (const [name, path, ready, token] of [
    ['kiosk', '/kiosk.html', '[data-test="zone-general"]', nodes.token('kiosk')],
    ['board', '/board.html', '[data-test="board-waiting"]', ''],
    ['rate', '/rate.html', 'main', nodes.token('rater1')],
    ['self', '/self.html', '[data-test="self-guides"]', ''],
    ['progress', '/progress.html', '[data-test="progress-id"]', ''],
  ]) {
    const seen = await opening(nodes.hallUrl, path, ready, { token })
    check(
      `${name}: at most ${MOST_REQUESTS} requests`,
      seen.requests <= MOST_REQUESTS,
      () => `${seen.requests}`,
    )
    check(`${name}: nothing jumps`, seen.cls <= MOST_SHIFT, () => `layout shift ${seen.cls}`)
    console.log(
      `# ${name}: first paint ${seen.fcp} ms, ready ${seen.ready} ms, ${seen.requests} requests, layout shift ${seen.cls}`,
    )
  }
})
