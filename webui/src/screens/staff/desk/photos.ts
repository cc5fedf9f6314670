// The photographs of a case's materials, as they are sent.
import { reactive } from 'vue'
import { ApiError, type Shape, type useAction } from '@/lib/api'
import * as api from '@/lib/calls'
import type { Choice, Word } from '@/lib/sets'
import { toast } from '@/lib/toast'
import { sendPhoto } from '@/lib/upload'
import type { View } from '@/lib/view'

/** A photograph is a way of taking it: what the server and the voucher say, the page says too. */
export const takenOf = (m: Shape['CaseMaterial']): Choice<'material_taken'> =>
  (m.taken as Word<'material_taken'> | null) ?? (m.photos.length ? 'photo' : '')

export function usePhotos(
  opened: View<Shape['Case'] | null>,
  draft: { taken: Record<number, Choice<'material_taken'>> },
  act: ReturnType<typeof useAction>,
) {
  /** By material: how much of a file is sent, and what was not stored. */
  const sending = reactive<Record<number, number>>({})
  const unsent = reactive<Record<number, string[]>>({})
  /**
   * Each file ends for itself: what is wrong with one is said at its material, and the others are
   * stored.
   */
  async function photograph(no: number, event: Event) {
    const chosen = event.target as HTMLInputElement
    const files = Array.from(chosen.files ?? [])
    const id = opened.value?.id
    if (!id || !files.length) return
    chosen.value = '' // the same file may be chosen again
    unsent[no] = []
    await act(async () => {
      for (const file of files) {
        sending[no] = 0
        try {
          await sendPhoto(id, no, file, (part) => {
            sending[no] = part
          })
        } catch (error) {
          unsent[no].push(
            `${file.name}：${error instanceof ApiError ? error.message : '没有传上去。请再传一次这一张'}`,
          )
        }
      }
      await opened.ask(() => api.caseGet(id))
      const now = opened.value?.materials.find((m) => m.no === no)
      if (now && !draft.taken[no]) draft.taken[no] = takenOf(now)
      const stored = files.length - unsent[no].length
      if (stored) toast(`${stored}张照片已存好`)
    }, `photo-${no}`)
    delete sending[no]
  }
  return { sending, unsent, photograph }
}
