import { ref } from 'vue'

/** True while the browser waits for a touch before it lets the page make a sound. */
export const silent = ref(false)

/** "A012", "通用综合受理3" -> names of clips. */
export function clipsFor(number: string, windowName: string): string[] {
  const name = /^(公安集成综合受理|公共服务综合受理|通用综合受理|出件)(\d*)$/.exec(windowName)
  const digits = (text: string) => text.split('')
  const where = name ? [{ 公安集成综合受理: 'security', 公共服务综合受理: 'utility', 通用综合受理: 'general', 出件: 'issue' }[name[1]] as string, ...digits(name[2])] : []
  return ['chime', 'please', ...number.split(''), 'to', ...where, 'window']
}

/** Calls are played one after another, each twice, and never cut each other off. */
export class VoiceQueue {
  private line: string[][] = []
  private playing = false
  constructor(private readonly play: (clip: string) => Promise<void>) {}

  add(clips: string[], times = 2) {
    for (let i = 0; i < times; i++) this.line.push(clips)
    void this.run()
  }
  get waiting() { return this.line.length }
  private async run() {
    if (this.playing) return
    this.playing = true
    for (let call = this.line.shift(); call; call = this.line.shift()) for (const clip of call) await this.play(clip)
    this.playing = false
  }
}

const decoded = new Map<string, Promise<AudioBuffer>>()
let context: AudioContext | null = null

function audio(): AudioContext {
  context ??= new AudioContext()
  silent.value = context.state === 'suspended'
  context.onstatechange = () => { silent.value = context?.state === 'suspended' }
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

async function playClip(clip: string) {
  if (audio().state === 'suspended') return // the board says so on the screen; the text is there all the same
  if (!decoded.has(clip)) decoded.set(clip, load(clip))
  try {
    const buffer = await (decoded.get(clip) as Promise<AudioBuffer>)
    await new Promise<void>((done) => {
      const source = audio().createBufferSource()
      source.buffer = buffer
      source.connect(audio().destination)
      source.onended = () => done()
      source.start()
    })
  } catch {
    decoded.delete(clip) // a clip that could not be had now may be had for the next call
  }
}

export const voice = new VoiceQueue(playClip)
export function listenForSound() { audio() }
