// The state of one case at a window, and what may be done with it.
import { computed, reactive, ref, watch } from 'vue'
import { useAction, type Shape } from '@/lib/api'
import * as api from '@/lib/calls'
import { hallLocal } from '@/lib/clock'
import { numberFault } from '@/lib/idno'
import { itemsLike } from '@/lib/items'
import { phoneFault } from '@/lib/phone'
import { EARLIER, intention } from '@/lib/press'
import type { Word } from '@/lib/sets'
import { toast } from '@/lib/toast'
import { view } from '@/lib/view'
import { draftPlace, dropDraft, fresh, keepDraft } from '@/parts/queue/draft'
import { usePhotos } from './photos'

export interface IntakeProps {
  ticket: Shape['Ticket'] | null
  caseId: string | null
  wanted?: { id: string } | null
}

/** `ready`: where the hand goes next; `emit`: the case is open. */
export function useIntake(
  props: IntakeProps,
  ready: () => Promise<void>,
  emit: (kind: 'opened', id: string) => void,
) {
  const act = useAction()
  const item = view<Shape['Item'] | null>(null)
  const opened = view<Shape['Case'] | null>(null)
  const query = ref('')
  const found = view<Shape['ItemBrief'][]>([])
  const draft = reactive(fresh())
  const bound = ref(true)
  const saved = ref('')
  const touched = ref(false)
  const dialog = ref<'' | 'correct' | 'refuse' | 'print'>('')
  const unsaid = ref(false)
  const missing = reactive<Record<number, string>>({})
  const words = reactive({
    text: '',
    new_fact: '',
    reason: 'not_in_scope' as Word<'refuse_reason'>,
  })
  const idFault = computed(() => (draft.id_no ? numberFault(draft.id_kind, draft.id_no) : ''))
  const editable = computed(
    () =>
      !opened.value ||
      ['received', 'correcting', 'accepted', 'forwarded'].includes(opened.value.state),
  )
  const open = computed(
    () => !!opened.value && ['received', 'correcting'].includes(opened.value.state),
  )
  // What the guide found for this item: shown beside each material, so that nothing is asked twice.
  const looked = computed(() =>
    props.ticket?.prechecks.find((p) => p.item_id === (opened.value?.item_id ?? item.value?.id)),
  )
  // A case keeps the materials of the catalogue it began under.
  const materials = computed(() => opened.value?.materials ?? item.value?.materials ?? [])
  const subject = computed(() =>
    opened.value
      ? {
          id: opened.value.item_id,
          name: opened.value.item_name,
          kind: opened.value.kind,
          decided_by: opened.value.decided_by,
        }
      : item.value,
  )
  // The number this act belongs to: another one than it was received with, when somebody has come
  // again.
  const again = computed(
    () => !!props.ticket && !!opened.value && opened.value.ticket_id !== props.ticket.id,
  )
  const withTicket = () =>
    props.ticket && (!again.value || bound.value) ? { ticket_id: props.ticket.id } : {}
  const { sending, unsent, photograph } = usePhotos(opened, draft, act)
  const intent = intention(draftPlace(props.ticket?.id ?? ''))

  watch(draft, () => {
    if (opened.value || !props.ticket) return
    keepDraft(props.ticket.id, draft)
    saved.value = hallLocal().toISOString().slice(11, 16)
  })
  async function search() {
    await found.ask(() => itemsLike(query.value.trim(), 12))
  }
  async function pick(id: string) {
    // another was picked meanwhile
    if (!(await item.ask(() => api.itemGet(id))) || !item.value) return
    if (draft.item && draft.item !== id) draft.taken = {} // the ticks of another item's materials
    draft.item = id
    draft.item_name = item.value.name
    for (const m of item.value.materials) draft.taken[m.no] = draft.taken[m.no] ?? ''
    await ready()
  }
  const ticks = () =>
    (item.value?.materials ?? [])
      .filter((m) => draft.taken[m.no])
      .map((m) => ({ no: m.no, taken: draft.taken[m.no], copies: 1 }))
  const receive = () =>
    act(async () => {
      touched.value = true
      if (
        !props.ticket ||
        !item.value ||
        !draft.name.trim() ||
        !draft.id_no.trim() ||
        idFault.value ||
        phoneFault(draft.phone)
      ) {
        toast('请先补全申请人，证件号码和电话要核对无误', 'warn')
        return
      }
      const { name, id_kind, id_no, phone } = draft
      const applicant = { name: name.trim(), id_kind: id_kind, id_no, phone: phone.trim() }
      const body = {
        ticket_id: props.ticket.id,
        item_id: item.value.id,
        applicant,
        materials: ticks(),
      }
      const { made, earlier } = await intent.press(body, api.caseReceive)
      dropDraft(props.ticket.id)
      opened.value = made
      toast(`已收件，编号 ${made.id}`)
      if (earlier) toast(EARLIER, 'warn')
      emit('opened', made.id)
    }, 'receive')
  const setMaterial = (no: number) =>
    act(async () => {
      if (!opened.value || !draft.taken[no]) return
      opened.value = await api.caseMaterials(opened.value.id, {
        materials: [{ no, taken: draft.taken[no], copies: 1 }],
        ...withTicket(),
      })
      // by its own name: the next material does not wait for this one, and is not lost
    }, `material-${no}`)
  const accept = () =>
    act(async () => {
      if (!opened.value) return
      opened.value = await api.caseAccept(opened.value.id, withTicket())
      toast(opened.value.state === 'forwarded' ? '已受理，转县级决定' : '已受理')
      dialog.value = 'print'
    }, 'accept')
  const correct = () =>
    act(async () => {
      if (!opened.value) return
      const list = Object.entries(missing)
        .filter(([, what]) => what.trim())
        .map(([no, what]) => ({ no: Number(no), what: what.trim() }))
      opened.value = await api.caseCorrection(opened.value.id, {
        missing: list,
        text: words.text,
        new_fact: words.new_fact,
        ...withTicket(),
      })
      dialog.value = 'print'
    }, 'correct')
  const refuse = () =>
    act(async () => {
      unsaid.value = words.text.trim().length < 2
      if (!opened.value || unsaid.value) return
      opened.value = await api.caseRefuse(opened.value.id, {
        reason: words.reason,
        text: words.text,
        ...withTicket(),
      })
      dialog.value = 'print'
    }, 'refuse')
  function another() {
    item.value = null
    void search()
  }

  return {
    act,
    item,
    opened,
    query,
    found,
    draft,
    bound,
    saved,
    touched,
    dialog,
    unsaid,
    missing,
    words,
    editable,
    open,
    looked,
    materials,
    subject,
    again,
    sending,
    unsent,
    photograph,
    search,
    pick,
    receive,
    setMaterial,
    accept,
    correct,
    refuse,
    another,
  }
}
