import { effectScope, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { connected, doubt, heardServer } from './link'
import { me, renewed } from './session'
import { sharedStream, type Stream, type StreamMessage } from './stream'

export { connected }
/** True once the server has other pages than this one. */
export const outdated = ref(false)
const SILENCE_MS = 12000 // the server beats every 5 s
const GATHER_MS = 30
const LOOK_MS = 3000
const START_MS = 3000
const CATCH_UP_MS = 1500

type Read = (kind?: string, subject?: string) => Promise<void> | void

/**
 * A view's reading. Several reasons of one moment make one reading; a reason that comes while one
 * is under way makes another after it, for what is being read may be older than the reason. A
 * reading that hangs keeps the next waiting no longer than `patience`.
 */
export class Reading {
  private under = false
  private reason: [string?, string?] | null = null
  constructor(
    private readonly read: Read,
    private readonly patience = 20000,
  ) {}

  ask(kind?: string, subject?: string) {
    const before = this.reason
    // reasons of several subjects are nobody's alone
    this.reason = before && before[1] !== subject ? [] : [kind, subject]
    if (!before && !this.under) this.plan()
  }
  private plan() {
    setTimeout(() => void this.run(), GATHER_MS)
  }
  private async run() {
    const [kind, subject] = this.reason ?? []
    let late: ReturnType<typeof setTimeout> | undefined
    this.reason = null
    this.under = true
    try {
      await Promise.race([
        this.read(kind, subject),
        new Promise((resolve) => {
          late = setTimeout(resolve, this.patience)
        }),
      ])
    } catch {
      /* the page shows its own error; the next reason tries again */
    }
    clearTimeout(late)
    this.under = false
    if (this.reason) this.plan()
  }
}

// ---- one stream a page, from its first view to its end: a tab that ends takes nothing away from
// the next ----

const views = new Set<(message: StreamMessage) => void>()
let stream: Stream | null = null
let open = false
let heard = 0
let version = ''

function told(message: StreamMessage) {
  if (message.type === 'lost') {
    open = false
    void doubt() // a stream may end for other reasons: a role that changed, a session that ended
  } else {
    heard = Date.now()
    open = true
    heardServer()
  }
  if (message.type === 'version') {
    const now = (JSON.parse(message.data) as { assets: string }).assets
    if (version && now !== version) outdated.value = true
    version = now
  }
  for (const view of views) view(message)
}
function reopen() {
  heard = Date.now()
  stream?.reopen()
}
/**
 * Silence reopens the stream, because a half-open connection looks healthy for minutes; meanwhile
 * views read by themselves.
 */
async function look() {
  if (Date.now() - heard <= SILENCE_MS) return
  reopen()
  if (await doubt()) for (const view of views) view({ type: 'open' })
}
function join(view: (message: StreamMessage) => void): () => void {
  views.add(view)
  if (!stream) {
    heard = Date.now()
    stream = sharedStream(told)
    setInterval(() => void look(), LOOK_MS)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && !connected.value) void doubt()
    })
    effectScope(true).run(() => {
      // outlives the view that was the first
      watch(connected, (now) => {
        if (now && !open) reopen()
      })
      watch(me, (_, was) => {
        if (was || renewed.yes) reopen()
      }) // another account may see other events
    })
  }
  return () => views.delete(view)
}

/**
 * Calls `refresh` at once, after signing in, whenever an event of a wanted kind was committed,
 * whenever the stream begins (what happened before that was not told), and when the page is looked
 * at again. The stream resumes by itself (Last-Event-ID).
 */
export function live(kinds: string[], refresh: Read, every = 0) {
  const reading = new Reading(refresh)
  const began = Date.now()
  let timer = 0
  let leave = () => {}
  const hear = (message: StreamMessage) => {
    // what happened between the first reading and the stream's beginning is caught up with, after
    // the page has drawn itself
    if (message.type === 'open') {
      if (Date.now() - began < START_MS) setTimeout(() => reading.ask(), CATCH_UP_MS)
      else reading.ask()
    }
    if (message.type !== 'change') return
    const { kind, subject } = JSON.parse(message.data) as { kind: string; subject: string }
    if (kinds.some((k) => kind.startsWith(k))) reading.ask(kind, subject)
  }
  const seen = () => {
    if (document.visibilityState === 'visible') reading.ask()
  }
  watch([me, connected], ([, now]) => {
    if (now) reading.ask()
  })
  onMounted(() => {
    leave = join(hear) // heard first, read then: nothing falls between
    reading.ask()
    if (every) timer = window.setInterval(() => reading.ask(), every)
    document.addEventListener('visibilitychange', seen)
  })
  onBeforeUnmount(() => {
    leave()
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
  })
}

/**
 * For screens nobody sits at: takes the new pages as soon as `idle` says that it disturbs no one.
 */
export function reloadWhenIdle(idle: () => boolean) {
  let timer = 0
  onMounted(() => {
    timer = window.setInterval(() => {
      if (outdated.value && connected.value && idle()) location.reload()
    }, 2000)
  })
  onBeforeUnmount(() => clearInterval(timer))
}
