// Opening hours, roster, service lists and appointments, on real dates of the published calendar: a
// made-up Sunday, 中秋 and its half day, weekends, and the year that nobody has published yet. The
// hall's clock is set by restarting it.
import { tell } from '../../lib/chapters.mjs'
import { arrival } from './appointment/arrival.mjs'
import { booking } from './appointment/booking.mjs'
import { dates } from './appointment/dates.mjs'
import { nodes, open } from './appointment/day.mjs'
import { hours } from './appointment/hours.mjs'
import { lists } from './appointment/lists.mjs'
import { roster } from './appointment/roster.mjs'
import { slots } from './appointment/slots.mjs'

await tell(nodes, open, [
  hours,
  roster,
  lists,
  slots,
  booking,
  arrival,
  dates,
  () => nodes.proven(['hall']),
])
