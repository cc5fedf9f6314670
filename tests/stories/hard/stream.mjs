// A stream tells what its opener may hear, and only while he is who opened it: signing out, other
// roles and leaving end it before it says another word.
import https from 'node:https'
import { Client, check, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'

const nodes = await Nodes.make()
const listen = (client) =>
  new Promise((done) => {
    const heard = { text: '', ended: false }
    const request = https.get(
      new URL('/api/events', nodes.hallUrl),
      { headers: { cookie: client.cookie }, rejectUnauthorized: false, agent: false },
      (reply) => {
        reply.on('data', (piece) => {
          heard.text += piece
        })
        reply.on('close', () => {
          heard.ended = true
        })
        done(heard)
      },
    )
    request.on('error', () => {
      heard.ended = true
    })
    heard.close = () => request.destroy()
  })

try {
  await nodes.start('hub')
  await nodes.start('hall')
  const [director, supervisor, clerk, guide, kiosk, anyone] = Array.from(
    { length: 6 },
    () => new Client(nodes.hallUrl),
  )
  for (const [who, login] of [
    [director, 'director'],
    [supervisor, 'supervisor'],
    [clerk, 'clerk'],
    [guide, 'guide'],
  ])
    await who.signIn(login)
  await kiosk.post('/api/enrol', { token: nodes.token('kiosk') })
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  const report = (text) => kiosk.post('/api/backstop', { want: '开证明', reason: 'other', text })
  const [his, hers, wall] = [await listen(supervisor), await listen(clerk), await listen(anyone)]
  await report('第一件')
  await until('the supervisor hears of a report', () => his.text.includes('backstop.reported'))
  check(
    'the clerk and the wall do not',
    !hers.text.includes('backstop.') && !wall.text.includes('backstop.'),
  )

  await supervisor.post('/api/logout')
  const before = his.text.length
  await report('第二件')
  await until('signing out ends the stream', () => his.ended, 10000)
  check('before it said another word', !his.text.slice(before).includes('backstop.reported'), () =>
    his.text.slice(before),
  )

  const id = (await director.get('/api/staff')).staff.find((s) => s.login === 'clerk').id
  await director.post(`/api/staff/${id}/roles`, { roles: ['clerk', 'issuer'] })
  await until('other roles end it too', () => hers.ended, 10000)
  const again = await listen(clerk)
  await kiosk.ticket({ zone: 'general', priority: 'none' })
  await until('a new one is of who he is now', () => again.text.includes('ticket.'))
  check(
    'what hangs on the wall hangs there for everybody, all the while',
    !wall.ended && wall.text.includes('ticket.taken'),
    () => wall.text,
  )
  const his2 = await listen(guide)
  const guideId = (await director.get('/api/staff')).staff.find((s) => s.login === 'guide').id
  await director.post(`/api/staff/${guideId}/leave-service`, { on: '2026-11-24', reason: '离职' })
  await until('who left hears nothing', () => his2.ended, 10000)
  again.close()
  wall.close()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hall').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
