// Ratings: one a service, by tablet, slip or paper; a bad one is followed up to its end; and no
// clerk learns who gave which.
import { tell } from '../../lib/chapters.mjs'
import { agrees, until } from '../../lib/client.mjs'
import { nodes, open } from './rating/day.mjs'
import { figures } from './rating/figures.mjs'
import { options } from './rating/options.mjs'
import { order } from './rating/order.mjs'
import { paper } from './rating/paper.mjs'
import { secret } from './rating/secret.mjs'
import { tablet } from './rating/tablet.mjs'
import { time } from './rating/time.mjs'

await tell(nodes, open, [
  tablet,
  secret,
  paper,
  order,
  figures,
  options,
  time,
  ({ director }) => until('the county has the same', agrees(director), 60000),
  () => nodes.proven(),
])
