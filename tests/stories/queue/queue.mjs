// The queue: a number counts when it is out, comes back when it was missed, moves with its holder,
// and nothing is done twice.
import { tell } from '../../lib/chapters.mjs'
import { acts } from './queue/acts.mjs'
import { categories } from './queue/categories.mjs'
import { nodes, open } from './queue/day.mjs'
import { desk } from './queue/desk.mjs'
import { issue } from './queue/issue.mjs'
import { life } from './queue/life.mjs'
import { night } from './queue/night.mjs'
import { presses } from './queue/presses.mjs'
import { slip } from './queue/slip.mjs'

await tell(nodes, open, [
  issue,
  life,
  slip,
  desk,
  presses,
  categories,
  night,
  acts,
  () => nodes.proven(),
])
