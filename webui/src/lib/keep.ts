// All that a page keeps in the browser between two looks: what is being typed, and the keys of
// presses whose answer did not come. One place, so that it also ends in one place: with its record,
// with its owner's sign-out, and at the latest with its day. Nobody finds what another one typed.
import { today } from './clock'
import { acting } from './who'

interface Kept {
  until: string
  value: unknown
}
const MARK = 'kept'
const store = (): Storage | null => {
  try {
    return localStorage
  } catch {
    return null
  } // a browser that forbids it: the page works, a reload forgets
}
const owned = () => `${MARK} ${acting()} `
const places = () => Object.keys(store() ?? {})
const inDays = (days: number) =>
  new Date(Date.parse(today()) + days * 86400e3).toISOString().slice(0, 10)

export function kept<T>(place: string): T | null {
  try {
    return (
      ((JSON.parse(store()?.getItem(owned() + place) ?? 'null') as Kept | null)?.value as T) ?? null
    )
  } catch {
    return null
  }
}
/** `days`: how long, today included. What is about a person stays for today alone. */
export function keep(place: string, value: unknown, days = 1) {
  try {
    store()?.setItem(
      owned() + place,
      JSON.stringify({ until: inDays(days - 1), value } satisfies Kept),
    )
  } catch {
    /* full: what is on the screen is still there */
  }
}
export function forget(place: string) {
  store()?.removeItem(owned() + place)
}
/** Of all places that begin so, those alone stay that are still about something. */
export function forgetBut(beginning: string, still: string[]) {
  for (const name of places()) {
    const at = owned() + beginning
    if (name.startsWith(at) && !still.includes(name.slice(at.length).split(' ')[0]))
      store()?.removeItem(name)
  }
}
/** How this machine was left, whoever is at it: large print. */
export const machineHas = (name: string) => store()?.getItem(name) ?? ''
export function machineKeeps(name: string, value: string) {
  try {
    store()?.setItem(name, value)
  } catch {
    /* full: until the next reload */
  }
}
/** Signing out leaves nothing of one's own. */
export function forgetMine() {
  for (const name of places()) if (name.startsWith(owned())) store()?.removeItem(name)
}
/**
 * At every start: what is of an earlier day, whoever's, and what older pages kept under names of
 * their own.
 */
export function sweep() {
  for (const name of places()) {
    if (name.startsWith('draft-')) {
      store()?.removeItem(name)
      continue
    }
    if (!name.startsWith(`${MARK} `)) continue
    let until = ''
    try {
      until = (JSON.parse(store()?.getItem(name) ?? '') as Kept).until
    } catch {
      /* not readable: not kept */
    }
    if (until < today()) store()?.removeItem(name)
  }
}
