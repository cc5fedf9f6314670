import type { Shape } from './api'
import { itemsLike } from './items'
import { sameCode } from './scan'

/**
 * The item that a scanned form names by its code (formOf), null when the catalogue has none of it.
 */
export async function itemOfForm(code: string): Promise<Shape['ItemBrief'] | null> {
  const items = await itemsLike(code, 5)
  return items.find((item) => sameCode(item.id, code)) ?? null
}
