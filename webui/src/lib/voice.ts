// The board's voice: clips made at build time, one AudioContext for the life of the page.
import { ref } from 'vue'
import { CallQueue } from './call'

/** True while the browser waits for a touch before it lets the page make a sound. */
export const silent = ref(false)

const decoded = new Map<string, Promise<AudioBuffer>>()
let context: AudioContext | null = null
let gain: GainNode | null = null

/** The one context; a new one only when the old was closed under us (a sound card pulled out). */
function audio(): AudioContext {
  if (!context || context.state === 'closed') {
    context = new AudioContext()
    gain = context.createGain()
    gain.connect(context.destination)
    decoded.clear()
    const mine = context
    mine.onstatechange = () => {
      silent.value = mine.state !== 'running'
    }
  }
  silent.value = context.state !== 'running'
  return context
}

export async function wake() {
  await audio().resume()
}

async function load(clip: string): Promise<AudioBuffer> {
  const reply = await fetch(`/voice/zh-CN/${clip}.mp3`)
  if (!reply.ok) throw new Error(clip)
  return audio().decodeAudioData(await reply.arrayBuffer())
}

function bufferOf(clip: string): Promise<AudioBuffer> {
  let buffer = decoded.get(clip)
  if (!buffer) {
    buffer = load(clip)
    decoded.set(clip, buffer)
    // what could not be had now may be had for the next call
    buffer.catch(() => decoded.delete(clip))
  }
  return buffer
}

export async function playClip(clip: string, volume: number) {
  const now = audio()
  // the board says so on the screen; the number is there all the same
  if (now.state !== 'running') return
  const buffer = await bufferOf(clip)
  await new Promise<void>((done) => {
    const source = now.createBufferSource()
    let over = false
    const end = () => {
      if (over) return
      over = true
      clearTimeout(limit)
      source.disconnect()
      done()
    }
    // a sound that never says it ended (device gone, context frozen) must not silence the rest of
    // the day
    const limit = setTimeout(end, buffer.duration * 1000 + 1500)
    if (gain) gain.gain.value = volume / 100
    source.buffer = buffer
    source.connect(gain ?? now.destination)
    source.onended = end
    source.start()
  })
}

export const voice = new CallQueue(playClip)
export function listenForSound() {
  audio()
}
