// Printing: real printers' wires (TCP, a device file, a pipe), what comes out of them read back as
// a person would, and everything that goes wrong with them.
import { tell } from '../../lib/chapters.mjs'
import { agrees, check, until } from '../../lib/client.mjs'
import { again } from './print/again.mjs'
import { close, nodes, open } from './print/day.mjs'
import { lists } from './print/lists.mjs'
import { slip } from './print/slip.mjs'
import { trouble } from './print/trouble.mjs'
import { unknown } from './print/unknown.mjs'
import { window } from './print/window.mjs'
import { wires } from './print/wires.mjs'

async function end({ director }) {
  await until('the county agrees', agrees(director), 60000)
  const errors = nodes.errorsLogged('hall')
  check('no error in the log', errors.length === 0, errors)
  await nodes.proven(['hall'])
}

await tell(nodes, open, [slip, lists, again, trouble, unknown, wires, window, end], close)
