// The items of the catalogue that a word, the initials or a code finds.
import * as api from './calls'

/** zone: only those of its windows. */
export async function itemsLike(q: string, limit: number, zone?: string) {
  return (await api.itemList({ q, limit: String(limit), zone })).items
}
