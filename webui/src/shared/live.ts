import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { me } from './session'

/** True while the server is heard; pages show a banner when it is not and keep what they last knew. */
export const connected = ref(true)
const SILENCE_MS = 35000

/**
 * Calls `refresh` at once, after signing in, whenever an event of a wanted kind was committed, after every reconnect, and when the page is looked at again.
 * The stream resumes by itself (Last-Event-ID); silence of 35 s reopens it, because a half-open connection looks healthy.
 */
export function live(kinds: string[], refresh: (kind?: string, subject?: string) => Promise<void> | void, every = 0) {
  let source: EventSource | null = null
  let heard = Date.now()
  let timer = 0
  let pending = false
  let version = ''

  const run = async (kind?: string, subject?: string) => {
    if (pending) return
    pending = true
    await new Promise((resolve) => setTimeout(resolve, 30)) // several events of one turn make one refresh
    pending = false
    try {
      await refresh(kind, subject)
    } catch {
      /* the page shows its own error; the next event tries again */
    }
  }
  const open = () => {
    source?.close()
    heard = Date.now()
    source = new EventSource('/api/events')
    source.addEventListener('open', () => { connected.value = true; heard = Date.now(); void run() })
    source.addEventListener('change', (message) => {
      heard = Date.now()
      const { kind, subject } = JSON.parse((message as MessageEvent<string>).data) as { kind: string; subject: string }
      if (kinds.some((k) => kind.startsWith(k))) void run(kind, subject)
    })
    source.addEventListener('version', (message) => {
      heard = Date.now()
      const now = (JSON.parse((message as MessageEvent<string>).data) as { assets: string }).assets
      if (version && now !== version && ['/kiosk.html', '/board.html', '/rate.html'].includes(location.pathname)) location.reload()
      version = now
    })
    source.onerror = () => { connected.value = false }
  }
  const look = () => {
    // the server's heartbeat is a comment, which scripts do not see: an open stream counts as heard
    if (source?.readyState === EventSource.OPEN) { connected.value = true; heard = Date.now() }
    if (source?.readyState === EventSource.CLOSED || Date.now() - heard > SILENCE_MS) open()
    if (every) void run()
  }
  const seen = () => { if (document.visibilityState === 'visible') { void run(); if (source?.readyState !== EventSource.OPEN) open() } }
  watch(me, () => { open(); void run() }) // another account may see other events
  onMounted(() => {
    open()
    void run()
    timer = window.setInterval(look, every || 3000)
    document.addEventListener('visibilitychange', seen)
  })
  onBeforeUnmount(() => {
    source?.close()
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
  })
}
