// What the guide gathers before a number is given out, and giving it out: taken, what was found
// noted on it, then confirmed when it is on the screen.
import { computed, nextTick, reactive, ref } from 'vue'
import { useAction, type Shape } from '@/lib/api'
import * as api from '@/lib/calls'
import { EARLIER, intention } from '@/lib/press'
import type { Word } from '@/lib/sets'
import { toast } from '@/lib/toast'

export interface Looked {
  item: Shape['Item']
  brought: number[]
  notNeeded: number[]
  note: string
}
export const missingOf = (l: Looked) =>
  l.item.materials.filter(
    (m) => m.required && !l.brought.includes(m.no) && !l.notNeeded.includes(m.no),
  )

/** What was found of an item stands on the number. */
const note = (ticket: string, l: Looked) =>
  api.ticketPrecheck(ticket, {
    item_id: l.item.id,
    brought: l.brought,
    not_needed: l.notNeeded,
    ...(l.note.trim() ? { note: l.note.trim() } : {}),
  })

export function useIssue() {
  const chosen = ref<Looked[]>([])
  const form = reactive({ category: '', priority: 'none' as Word<'priority'>, note: '' })
  const ticket = ref<Shape['Ticket'] | null>(null)
  const act = useAction()
  // taken, but not all noted on it yet: a second try goes on with it
  let half: Shape['Ticket'] | null = null
  const intent = intention('guide ticket')

  const missing = computed(() =>
    chosen.value.flatMap((l) => missingOf(l).map((m) => ({ item: l.item.name, ...m }))),
  )
  const ready = computed(() => chosen.value.length > 0 || !!form.category)

  const pick = (id: string) =>
    act(async () => {
      if (chosen.value.some((l) => l.item.id === id)) return
      const item = await api.itemGet(id)
      chosen.value.push({ item, brought: [], notNeeded: [], note: '' })
    }, `pick-${id}`)
  const drop = (id: string) => {
    chosen.value = chosen.value.filter((l) => l.item.id !== id)
  }
  function clear() {
    chosen.value = []
    Object.assign(form, { category: '', priority: 'none', note: '' })
    ticket.value = null
    half = null
    intent.end()
  }

  const issue = () =>
    act(async () => {
      const first = chosen.value[0]
      const place = form.category ? { category: form.category } : { zone: first.item.zone }
      const body = {
        ...place,
        priority: form.priority,
        items: chosen.value.map((l) => l.item.id),
        ...(form.note.trim() ? { note: form.note.trim() } : {}),
      }
      if (!half) {
        const answer = await intent.press(body, api.ticketTake)
        if (answer.earlier) toast(EARLIER, 'warn')
        half = answer.made
      }
      const made = half
      for (const l of chosen.value) await note(made.id, l)
      ticket.value = made
      await nextTick()
      ticket.value = await api.ticketConfirm(made.id, { by: 'desk' })
    }, 'issue')

  const log = (kind: Word<'guide_kind'>, text: string, item?: string) =>
    act(async () => {
      await api.guideLogAdd({ kind: kind, text, ...(item ? { item_id: item } : {}) })
    }, 'log')

  return { chosen, form, ticket, missing, ready, pick, drop, clear, issue, log }
}
