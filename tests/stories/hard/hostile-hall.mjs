// One admitted hall is an enemy with a good key. Whatever it signs and sends, the county's record
// stays as it is, the other halls go on, and a revoked hall is a stranger at once.
import { tell } from '../../lib/chapters.mjs'
import { admission } from './hostile-hall/admission.mjs'
import { aftermath } from './hostile-hall/aftermath.mjs'
import { attack } from './hostile-hall/attack.mjs'
import { nodes } from './hostile-hall/day.mjs'
import { revocation } from './hostile-hall/revocation.mjs'

await tell(nodes, () => ({}), [
  admission,
  attack,
  aftermath,
  revocation,
  () => nodes.proven(['hub']),
])
