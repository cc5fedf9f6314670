// The hall's clock. A tablet on a wall may have lost its own; every reply tells the server's time
// (Server-Timing), the page's own arrival included.
let ahead = 0

/** Takes the time out of a reply's header; a reply without it changes nothing. */
export function hearClock(header: string | null) {
  const told = Number(/\bnow;desc="(\d+)"/.exec(header ?? '')?.[1])
  if (told) ahead = told - Date.now()
}
const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
const arrival = page?.serverTiming?.find((t) => t.name === 'now')
if (arrival) ahead = Number(arrival.description) - (performance.timeOrigin + page.responseStart)

/** Milliseconds since 1970 by the hall's clock. */
export const hallNow = () => Date.now() + ahead
/** Shanghai's wall clock, read with the getUTC… methods. */
export const hallLocal = () => new Date(hallNow() + 8 * 3600e3)
/** Today in Shanghai, whatever the device's own zone: "2026-11-24". */
export const today = () => hallLocal().toISOString().slice(0, 10)
