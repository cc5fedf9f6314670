// What was typed at a number and not sent: one name, for who types it and for who asks before the
// number leaves.
import { forget, keep, kept } from '@/lib/keep'
import type { Choice, Word } from '@/lib/sets'

export interface Draft {
  item: string
  item_name: string
  name: string
  id_kind: Word<'id_kind'>
  id_no: string
  phone: string
  taken: Record<number, Choice<'material_taken'>>
}

export const fresh = (): Draft => ({
  item: '',
  item_name: '',
  name: '',
  id_kind: 'identity_card',
  id_no: '',
  phone: '',
  taken: {},
})
/** Where it is kept; its press's key lies beside it (lib/press.ts). */
export const draftPlace = (ticket: string) => `intake ${ticket}`
export function draftOf(ticket: string): Draft | null {
  const held = kept<Partial<Draft>>(draftPlace(ticket))
  return held && { ...fresh(), ...held }
}
export const keepDraft = (ticket: string, draft: Draft) => keep(draftPlace(ticket), draft)
export const dropDraft = (ticket: string) => forget(draftPlace(ticket))

/**
 * In words, '' for a draft that nobody typed anything into: choosing an item is not work that is
 * lost.
 */
export function draftWords(ticket: string): string {
  const draft = draftOf(ticket)
  if (
    !draft ||
    !(draft.name || draft.id_no || draft.phone || Object.values(draft.taken).some(Boolean))
  )
    return ''
  return [draft.name || '没有填姓名', draft.item_name].filter(Boolean).join(' · ')
}
