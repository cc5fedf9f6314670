// The items of the catalogue that a word, the initials or a code finds.
import { client, take } from './api'

/** zone: only those of its windows. */
export async function itemsLike(q: string, limit: number, zone?: string) {
  return (
    await take(client.GET('/api/items', { params: { query: { q, limit: String(limit), zone } } }))
  ).items
}
