import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { me } from './session'
import { sharedStream, type Stream, type StreamMessage } from './stream'

/** True while the server is heard; pages show a banner when it is not and keep what they last knew. */
export const connected = ref(true)
const SILENCE_MS = 35000 // the server beats every 10 s
/** Screens nobody sits at take a new version by themselves. */
const UNATTENDED = ['/kiosk.html', '/board.html', '/rate.html', '/sign.html']

/**
 * Calls `refresh` at once, after signing in, whenever an event of a wanted kind was committed, after every reconnect, and when the page is looked at again.
 * The stream resumes by itself (Last-Event-ID); silence of 35 s reopens it, because a half-open connection looks healthy.
 */
export function live(kinds: string[], refresh: (kind?: string, subject?: string) => Promise<void> | void, every = 0) {
  let stream: Stream | null = null
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
  const told = (message: StreamMessage) => {
    if (message.type === 'lost') { connected.value = false; return }
    heard = Date.now()
    connected.value = true
    if (message.type === 'open') void run()
    if (message.type === 'change') {
      const { kind, subject } = JSON.parse(message.data) as { kind: string; subject: string }
      if (kinds.some((k) => kind.startsWith(k))) void run(kind, subject)
    }
    if (message.type === 'version') {
      const now = (JSON.parse(message.data) as { assets: string }).assets
      if (version && now !== version && UNATTENDED.includes(location.pathname)) location.reload()
      version = now
    }
  }
  const reopen = () => { heard = Date.now(); stream?.reopen() }
  const look = () => {
    if (Date.now() - heard > SILENCE_MS) { connected.value = false; reopen() }
    if (every) void run()
  }
  const seen = () => { if (document.visibilityState === 'visible') { void run(); if (!connected.value) reopen() } }
  watch(me, () => { reopen(); void run() }) // another account may see other events
  onMounted(() => {
    stream = sharedStream(told)
    void run()
    timer = window.setInterval(look, every || 3000)
    document.addEventListener('visibilitychange', seen)
  })
  onBeforeUnmount(() => {
    stream?.close()
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
  })
}
