// The desk's state and what may be done with it. One place, so that a key, a button and a scan do
// the same thing.
import { computed, ref } from 'vue'
import { useAction, type Shape } from '@/lib/api'
import * as api from '@/lib/calls'
import { forgetBut } from '@/lib/keep'
import { live } from '@/lib/live'
import { me } from '@/lib/session'
import { toast } from '@/lib/toast'

export type Ticket = Shape['Ticket']
export type Line = Shape['QueueTicket']

/** `role`: whose page it is; who has it not sees nothing. */
export function useDesk(role: 'clerk' | 'issuer') {
  const windows = ref<Shape['Window'][]>([])
  const queue = ref<Shape['Queue'] | null>(null)
  const ticket = ref<Ticket | null>(null)
  const unknown = ref(false)
  const undoUntil = ref(0)
  const missFrom = ref(0) // before that nobody is passed over by hand
  const act = useAction()
  const mine = computed(() => windows.value.find((w) => w.clerk_id === me.value?.id) ?? null)

  async function refresh() {
    if (!me.value?.roles.includes(role)) return
    try {
      windows.value = (await api.windowList()).windows
      const fresh = await api.queueGet({ window: String(mine.value?.no ?? 0) })
      const current = fresh.mine ? await api.ticketGet(fresh.mine.id) : null
      queue.value = fresh
      ticket.value = current
      undoUntil.value = current?.undo_ms ? Date.now() + current.undo_ms : 0
      missFrom.value = current?.miss_ms ? Date.now() + current.miss_ms : 0
      unknown.value = false
      if (role === 'clerk') {
        // a draft lives as long as its number is at this window: served or held
        const here = [...fresh.held.map((l) => l.id), ...(current ? [current.id] : [])]
        for (const beginning of ['intake ', 'key intake ']) forgetBut(beginning, here)
      }
    } catch {
      unknown.value = true // the last queue stays on the screen: an error is not an empty queue
    }
  }
  live(['ticket.', 'window.', 'case.', 'material.'], refresh, 20000)

  const run = (name: string, work: () => Promise<unknown>) =>
    act(async () => {
      await work()
      await refresh()
    }, name)
  const signOn = (no: number) => run('sign-on', () => api.windowSignOn(no))
  const pause = () =>
    run('pause', async () => {
      if (mine.value)
        await api.windowPause(mine.value.no, { paused: mine.value.state !== 'paused' })
    })
  const callNext = () =>
    run('next', async () => {
      if (mine.value) await api.ticketCallNext(mine.value.no)
    })
  /** Somebody without a number, when nobody waits: a hall may have no ticket machine. */
  const walkUp = () =>
    run('next', async () => {
      if (mine.value) await api.ticketWalkUp(mine.value.no)
    })

  const verbs = {
    call: api.ticketCall,
    undo: api.ticketUndo,
    serve: api.ticketServe,
    resume: api.ticketResume,
    return: api.ticketReturn,
    miss: api.ticketMiss,
    requeue: api.ticketRequeue,
  }
  /**
   * Without an id the number at this window when its turn comes: F7 pressed while F2 is on its way
   * is for whom F2 calls.
   */
  const verb = (name: keyof typeof verbs, id?: string) =>
    run(name, async () => {
      const whom = id ?? ticket.value?.id
      if (whom) await verbs[name](whom)
    })
  /** The number ends; `note` is why what was only received with it waits. */
  const finish = (note: string) =>
    run('finish', async () => {
      if (ticket.value) await api.ticketFinish(ticket.value.id, note ? { note } : {})
    })
  const hold = (note: string) =>
    run('hold', async () => {
      if (ticket.value) await api.ticketHold(ticket.value.id, note ? { note } : {})
    })
  const transfer = (id: string, to: { category?: string; window?: number; note?: string }) =>
    run('transfer', () => api.ticketTransfer(id, to))

  /**
   * A number that was typed, or a slip that was scanned: whatever its state lets this window do
   * with it. `otherwise`: what else it may be.
   */
  const bring = (text: string, otherwise?: (text: string) => Promise<boolean>) =>
    act(async () => {
      const wanted = text.trim().toUpperCase()
      const lines = [
        ...(queue.value?.held ?? []),
        ...(queue.value?.waiting ?? []),
        ...(queue.value?.missed ?? []),
      ]
      const line = lines.find((l) => l.number === wanted || l.id === wanted)
      if (ticket.value && [ticket.value.id, ticket.value.number].includes(wanted)) {
        if (ticket.value.state === 'called') await verbs.serve(ticket.value.id)
      } else if (!line) {
        if (!(await otherwise?.(wanted)))
          toast(`${wanted} 不在等候、挂起或过号的号里${otherwise ? '，也不是办件' : ''}`, 'warn')
      } else await verbs[line.state === 'held' ? 'resume' : 'call'](line.id)
      await refresh()
    }, 'bring')

  return {
    windows,
    queue,
    ticket,
    unknown,
    undoUntil,
    missFrom,
    mine,
    refresh,
    signOn,
    pause,
    callNext,
    walkUp,
    verb,
    finish,
    hold,
    transfer,
    bring,
  }
}
