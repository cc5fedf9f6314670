import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { me, renewed } from './session'
import { sharedStream, type Stream, type StreamMessage } from './stream'

/** True while the server is heard; pages show a banner when it is not and keep what they last knew. */
export const connected = ref(true)
/** True once the server has other pages than this one. */
export const outdated = ref(false)
const SILENCE_MS = 12000 // the server beats every 5 s
const START_MS = 3000
const CATCH_UP_MS = 1500

/**
 * Calls `refresh` at once, after signing in, whenever an event of a wanted kind was committed, after every reconnect, and when the page is looked at again.
 * The stream resumes by itself (Last-Event-ID); silence reopens it, because a half-open connection looks healthy for minutes.
 */
export function live(kinds: string[], refresh: (kind?: string, subject?: string) => Promise<void> | void, every = 0) {
  let stream: Stream | null = null
  let heard = Date.now()
  const began = Date.now()
  let timers: number[] = []
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
    // what happened between the first look and the stream's beginning is caught up with, after the page has drawn itself
    if (message.type === 'open') { if (Date.now() - began < START_MS) setTimeout(() => void run(), CATCH_UP_MS); else void run() }
    if (message.type === 'change') {
      const { kind, subject } = JSON.parse(message.data) as { kind: string; subject: string }
      if (kinds.some((k) => kind.startsWith(k))) void run(kind, subject)
    }
    if (message.type === 'version') {
      const now = (JSON.parse(message.data) as { assets: string }).assets
      if (version && now !== version) outdated.value = true
      version = now
    }
  }
  const reopen = () => { heard = Date.now(); stream?.reopen() }
  const look = () => {
    if (Date.now() - heard > SILENCE_MS) { connected.value = false; reopen() }
  }
  const seen = () => { if (document.visibilityState === 'visible') { void run(); if (!connected.value) reopen() } }
  watch(me, (_, was) => { if (was || renewed.yes) reopen(); void run() }) // another account may see other events
  onMounted(() => {
    stream = sharedStream(told)
    void run()
    timers = [window.setInterval(look, 3000)]
    if (every) timers.push(window.setInterval(() => void run(), every))
    document.addEventListener('visibilitychange', seen)
  })
  onBeforeUnmount(() => {
    stream?.close()
    timers.forEach((timer) => clearInterval(timer))
    document.removeEventListener('visibilitychange', seen)
  })
}

/** For screens nobody sits at: takes the new pages as soon as `idle` says that it disturbs no one. */
export function reloadWhenIdle(idle: () => boolean) {
  let timer = 0
  onMounted(() => { timer = window.setInterval(() => { if (outdated.value && connected.value && idle()) location.reload() }, 2000) })
  onBeforeUnmount(() => clearInterval(timer))
}
