// The people of the hall: the register and who leaves it, attendance out of sign-ons, leave with
// its stand-in, conduct, training down to the villages, scores frozen at the close of a month, the
// year's grades. The clock stands at a Tuesday morning of a published calendar.
import { tell } from '../../lib/chapters.mjs'
import { accounts } from './people/accounts.mjs'
import { attendance } from './people/attendance.mjs'
import { conduct } from './people/conduct.mjs'
import { nodes, open } from './people/day.mjs'
import { organisation } from './people/organisation.mjs'
import { register } from './people/register.mjs'
import { scores } from './people/scores.mjs'
import { training } from './people/training.mjs'
import { year } from './people/year.mjs'

await tell(nodes, open, [
  register,
  accounts,
  organisation,
  attendance,
  conduct,
  training,
  scores,
  year,
  () => nodes.proven(),
  () => nodes.noErrorsLogged(),
])
