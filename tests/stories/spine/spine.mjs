// The spine: ticket to receipt at the hall, a cut link, a county decision, the result issued, and
// proofs with stock tools.
import { tell } from '../../lib/chapters.mjs'
import { nodes, open } from './spine/day.mjs'
import { director } from './spine/director.mjs'
import { ends } from './spine/ends.mjs'
import { issue } from './spine/issue.mjs'
import { link } from './spine/link.mjs'
import { pages } from './spine/pages.mjs'
import { proofs } from './spine/proofs.mjs'
import { pull } from './spine/pull.mjs'
import { ticket } from './spine/ticket.mjs'
import { uploads } from './spine/uploads.mjs'

await tell(nodes, open, [
  ticket,
  issue,
  ends,
  uploads,
  link,
  pages,
  director,
  pull,
  proofs,
  () => nodes.noErrorsLogged(),
])
