// A hall whose kiosk gives numbers on paper, and printers that end with the story.
import { sleep, until } from '../../../lib/client.mjs'
import { Nodes } from '../../../lib/nodes.mjs'
import { Printer } from '../../../lib/printer/printer.mjs'

export const nodes = await Nodes.make()
const printers = []
export async function make(how = 'listen') {
  const p = await new Printer()[how]()
  printers.push(p)
  return p
}
export async function close() {
  for (const p of printers) await p.close()
}

/** What each chapter does again and again: a number taken, a print that ends, a look at either. */
function habits({ kiosk, guide }) {
  const ended = async (job) => {
    for (let i = 0; i < 300; i++) {
      const j = await kiosk.get(`/api/print-jobs/${job.id}`)
      if (j.state !== 'requested') return j
      await sleep(100)
    }
    return { state: 'still requested' }
  }
  return {
    ended,
    takeOne: (items = []) =>
      kiosk.post('/api/tickets', { zone: 'general', priority: 'none', items }),
    stateOf: async (id) => (await guide.get(`/api/tickets/${id}`)).state,
    print: async (ticket, body = {}) =>
      ended(await kiosk.post(`/api/tickets/${ticket.id}/print`, body)),
    printerNow: async (id) => (await kiosk.get('/api/printers')).printers.find((p) => p.id === id),
  }
}

export async function open() {
  await nodes.start('hub')
  await nodes.start('hall')
  const day = { kiosk: await nodes.device('kiosk') }
  for (const login of ['tech', 'director', 'guide', 'clerk']) day[login] = await nodes.person(login)
  const { director } = day,
    anyone = nodes.someone()
  await until(
    'the catalogue is there',
    async () => (await anyone.get('/api/items?limit=500')).total === 130,
  )
  await director.post('/api/settings/print_timeout_seconds', { value: '4', reason: '测试' })
  await director.post('/api/settings/printer_probe_seconds', { value: '1', reason: '测试' })
  return Object.assign(day, habits(day))
}
