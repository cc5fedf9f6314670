// What is said when a number is called, in which order, and how loud. No sound here: tests run it
// on a fake clock.

/**
 * Words of signs, longest first where one begins another, and their clips
 * (webui/scripts/clips.txt).
 */
const SIGNS: [string, string][] = [
  ['公安集成综合受理', 'security'],
  ['公共服务综合受理', 'utility'],
  ['通用综合受理', 'general'],
  ['综合受理', 'handle'],
  ['出件', 'issue'],
  ['不动产登记', 'real-estate'],
  ['市场准入', 'market'],
  ['工程建设项目', 'construction'],
  ['人社医保', 'social'],
  ['公安集成', 'police'],
  ['税务集成', 'tax'],
  ['公积金', 'fund'],
  ['公共服务', 'public'],
  ['婚姻登记', 'marriage'],
  ['法律服务', 'law'],
  ['企业服务', 'enterprise'],
  ['金融普惠', 'finance'],
  ['乡村振兴', 'village'],
  ['办不成事反映', 'unsolved'],
  ['帮办代办', 'help'],
  ['一件事一次办', 'one-thing'],
  ['惠企政策兑现', 'policy'],
  ['异地通办', 'elsewhere'],
  ['政务专递', 'parcel'],
]

/**
 * 12 → 十二, 20 → 二十, 105 → 一百零五: a window's number is read as a number, a ticket's digit by digit.
 */
export function numeralClips(n: number): string[] {
  const tens = Math.floor(n / 10) % 10,
    ones = n % 10
  const clips: string[] = []
  if (n >= 100) clips.push(String(Math.floor(n / 100)), 'hundred')
  if (tens) clips.push(...(tens > 1 || n >= 100 ? [String(tens)] : []), 'ten')
  else if (n >= 100 && ones) clips.push('0')
  if (ones || n === 0) clips.push(String(ones))
  return clips
}

/** "A012" → A 零 一 二, "3-012" → 三 杠 零 一 二. What has no clip is left out: the screen shows it. */
export function ticketClips(number: string): string[] {
  return number
    .toUpperCase()
    .split('')
    .map((c) => (c === '-' ? 'dash' : c))
    .filter((c) => c === 'dash' || /^[A-Z0-9]$/.test(c))
}

/**
 * The sign as it hangs over the window; a sign with words that nobody recorded is called by the
 * window's number.
 */
export function windowClips(sign: string, no: number): string[] {
  const clips: string[] = []
  let rest = sign
  while (rest) {
    const known = SIGNS.find(([words]) => rest.startsWith(words))
    const digits = /^\d+/.exec(rest)?.[0]
    if (known) clips.push(known[1])
    else if (digits) clips.push(...numeralClips(Number(digits)))
    else return [...numeralClips(no), 'window-number']
    rest = rest.slice((known ? known[0] : (digits as string)).length)
  }
  return clips.length ? [...clips, 'window'] : [...numeralClips(no), 'window-number']
}

/** A name in words that were recorded, 公安集成, or else by its place on the screen: 第三项. */
export function nameClips(name: string, place: number): string[] {
  const known = SIGNS.find(([words]) => words === name || words === `${name}受理`)
  return known ? [known[1]] : ['ordinal', ...numeralClips(place), 'entry']
}

/** 请A零一二号到通用综合受理三窗口办理 */
export function callClips(number: string, sign: string, no: number): string[] {
  return ['please', ...ticketClips(number), 'to', ...windowClips(sign, no)]
}

export interface Loudness {
  speaks: boolean
  chimes: boolean
  times: number
  volume: number
  hours: { from: number; to: number; volume: number }[]
}

/** Percent at a minute of the day. */
export function volumeAt(voice: Loudness, minute: number): number {
  return voice.hours.find((span) => minute >= span.from && minute < span.to)?.volume ?? voice.volume
}

/** What one call sounds like now: nothing in silence, a chime where only words are switched off. */
export function soundOf(
  voice: Loudness,
  minute: number,
  clips: string[],
): { clips: string[]; volume: number; times: number } {
  const volume = volumeAt(voice, minute)
  if (!volume) return { clips: [], volume, times: 0 }
  const chime = voice.chimes ? ['chime'] : []
  return voice.speaks
    ? { clips: [...chime, ...clips], volume, times: voice.times }
    : { clips: chime, volume, times: chime.length }
}

interface Waiting {
  id: string
  clips: string[]
  volume: number
  times: number
}
// so many calls waiting are each said once, so that words do not fall minutes behind the hall
const CROWD = 3

/**
 * Calls are played one after another and never cut each other off; each is repeated; one that is
 * answered meanwhile is not said.
 */
export class CallQueue {
  private line: Waiting[] = []
  private playing = ''
  constructor(private readonly play: (clip: string, volume: number) => Promise<void>) {}

  add(id: string, sound: { clips: string[]; volume: number; times: number }) {
    if (!sound.clips.length) return
    // called again before it was said: said once
    this.line = this.line.filter((call) => call.id !== id)
    this.line.push({ id, ...sound })
    void this.run()
  }
  /** The person came, or the call was taken back: what was not said yet stays unsaid. */
  drop(id: string) {
    this.line = this.line.filter((call) => call.id !== id)
  }
  get waiting() {
    return this.line.length
  }
  get busy() {
    return this.playing !== ''
  }

  private async run() {
    if (this.playing) return
    for (let call = this.line.shift(); call; call = this.line.shift()) {
      this.playing = call.id
      for (let time = 0; time < call.times && (time === 0 || this.line.length < CROWD); time++)
        // a clip that fails must not end the voice of the day
        for (const clip of call.clips) await this.play(clip, call.volume).catch(() => {})
    }
    this.playing = ''
  }
}
