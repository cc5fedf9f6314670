// Whether the server is there. Only a question of its own that found no answer says that it is not:
// a stream that closes, a component that ends or a reply that was cut are reasons to ask, not
// answers.
import { ref } from 'vue'

/** False while the server does not answer; pages then say so and keep what they last knew. */
export const connected = ref(true)
const PATIENCE_MS = 5000
const AGAIN_MS = 2000
let asking: Promise<boolean> | null = null
let again: ReturnType<typeof setTimeout> | undefined

/** Any answer of the server, on whatever way. */
export function heardServer() {
  clearTimeout(again)
  connected.value = true
}
type Answer = 'here' | 'nobody' | 'slow'
async function ask(): Promise<Answer> {
  const control = new AbortController()
  const late = setTimeout(() => control.abort(), PATIENCE_MS)
  try {
    await fetch('/api/version', { cache: 'no-store', signal: control.signal })
    return 'here'
  } catch {
    return control.signal.aborted ? 'slow' : 'nobody'
  } finally {
    clearTimeout(late)
  }
}
async function decide(): Promise<boolean> {
  // a browser has six connections: with many pages opening, one slow answer is not yet a silence
  const there = (await ask()) === 'here' || (await ask()) === 'here'
  if (there) heardServer()
  else {
    connected.value = false
    clearTimeout(again)
    again = setTimeout(() => void doubt(), AGAIN_MS)
  }
  return there
}
/** Asks now; whoever doubts meanwhile waits for the same answer. */
export function doubt(): Promise<boolean> {
  asking ??= decide().finally(() => {
    asking = null
  })
  return asking
}
