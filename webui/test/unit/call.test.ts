import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import clips from '../../scripts/clips.txt?raw'
import {
  callClips,
  CallQueue,
  numeralClips,
  soundOf,
  ticketClips,
  volumeAt,
  windowClips,
  type Loudness,
} from '@/lib/call'

const voice: Loudness = {
  speaks: true,
  chimes: true,
  times: 2,
  volume: 80,
  hours: [
    { from: 480, to: 720, volume: 90 },
    { from: 720, to: 840, volume: 0 },
  ],
}

describe('what a call says', () => {
  it('reads a window as a number', () => {
    expect(
      [0, 3, 10, 12, 20, 23, 100, 105, 110, 123, 200].map((n) => numeralClips(n).join(' ')),
    ).toEqual([
      '0',
      '3',
      'ten',
      'ten 2',
      '2 ten',
      '2 ten 3',
      '1 hundred',
      '1 hundred 0 5',
      '1 hundred 1 ten',
      '1 hundred 2 ten 3',
      '2 hundred',
    ])
  })
  it('reads a ticket digit by digit, whatever form it has', () => {
    expect(ticketClips('A012')).toEqual(['A', '0', '1', '2'])
    expect(ticketClips('A1000')).toEqual(['A', '1', '0', '0', '0'])
    expect(ticketClips('3-012')).toEqual(['3', 'dash', '0', '1', '2'])
    expect(ticketClips('z9')).toEqual(['Z', '9'])
  })
  it('says the sign that hangs over the window', () => {
    expect(windowClips('通用综合受理3', 3)).toEqual(['general', '3', 'window'])
    expect(windowClips('通用综合受理12', 15)).toEqual(['general', 'ten', '2', 'window'])
    expect(windowClips('公安集成综合受理', 3)).toEqual(['security', 'window'])
    expect(windowClips('公共服务综合受理2', 4)).toEqual(['utility', '2', 'window'])
    expect(windowClips('出件', 5)).toEqual(['issue', 'window'])
    expect(windowClips('综合受理7', 7)).toEqual(['handle', '7', 'window'])
    expect(windowClips('不动产登记综合受理2', 9)).toEqual(['real-estate', 'handle', '2', 'window'])
    expect(windowClips('办不成事反映', 6)).toEqual(['unsolved', 'window'])
  })
  it('calls a window with an unknown sign by its number', () => {
    expect(windowClips('茶油产业专窗', 12)).toEqual(['ten', '2', 'window-number'])
    expect(windowClips('', 4)).toEqual(['4', 'window-number'])
  })
  it('asks only for clips that the build makes', () => {
    const made = new Set(clips.split('\n').map((line) => line.split('\t')[0]))
    made.add('chime') // two tones, not words
    const signs = [
      '通用综合受理',
      '公安集成综合受理',
      '公共服务综合受理',
      '出件',
      '综合受理',
      '不动产登记',
      '市场准入',
      '工程建设项目',
      '人社医保',
      '公安集成',
      '税务集成',
      '公积金',
      '公共服务',
      '婚姻登记',
      '法律服务',
      '企业服务',
      '金融普惠',
      '乡村振兴',
      '办不成事反映',
      '帮办代办',
      '一件事一次办',
      '惠企政策兑现',
      '异地通办',
      '政务专递',
      '别的',
    ]
    const wanted = new Set(['chime'])
    for (let no = 1; no <= 200; no++)
      for (const sign of signs)
        for (const clip of callClips('ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789', `${sign}${no}`, no))
          wanted.add(clip)
    expect([...wanted].filter((clip) => !made.has(clip))).toEqual([])
    expect(
      [...made].filter(
        (clip) => clip && !wanted.has(clip) && !/^say-|^ordinal$|^entry$|^people$/.test(clip),
      ),
    ).toEqual([]) // those are the ticket machine's
  })
})

describe('how loud', () => {
  it('follows the hours, the end not included', () => {
    expect([479, 480, 719, 720, 839, 840].map((m) => volumeAt(voice, m))).toEqual([
      80, 90, 90, 0, 0, 80,
    ])
  })
  it('is silent, only rings, or speaks', () => {
    expect(soundOf(voice, 730, ['x'])).toEqual({ clips: [], volume: 0, times: 0 })
    expect(soundOf({ ...voice, speaks: false }, 500, ['x'])).toEqual({
      clips: ['chime'],
      volume: 90,
      times: 1,
    })
    expect(soundOf({ ...voice, speaks: false, chimes: false }, 500, ['x'])).toEqual({
      clips: [],
      volume: 90,
      times: 0,
    })
    expect(soundOf({ ...voice, chimes: false }, 500, ['x'])).toEqual({
      clips: ['x'],
      volume: 90,
      times: 2,
    })
    expect(soundOf(voice, 500, ['x'])).toEqual({ clips: ['chime', 'x'], volume: 90, times: 2 })
  })
})

describe('the line of calls', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** Every clip lasts a second; says which were heard and how many at once at most. */
  function listener() {
    const said: string[] = []
    let at = 0,
      most = 0
    const queue = new CallQueue(async (clip, volume) => {
      at++
      most = Math.max(most, at)
      said.push(volume === 50 ? `${clip}~` : clip)
      await new Promise((done) => setTimeout(done, 1000))
      at--
      if (clip === 'broken') throw new Error('no such clip')
    })
    return { queue, said, most: () => most }
  }
  const call = (clips: string[], times = 2, volume = 80) => ({ clips, times, volume })

  it('says one after another, in order, each as often as asked', async () => {
    const { queue, said, most } = listener()
    queue.add('A001', call(['a', 'b']))
    await vi.advanceTimersByTimeAsync(1500)
    queue.add('A002', call(['c', 'd']))
    queue.add('A003', call(['e'], 3, 50))
    await vi.advanceTimersByTimeAsync(60000)
    expect(said).toEqual(['a', 'b', 'a', 'b', 'c', 'd', 'c', 'd', 'e~', 'e~', 'e~'])
    expect(most()).toBe(1)
    expect([queue.waiting, queue.busy]).toEqual([0, false])
  })
  it('says each once while many wait', async () => {
    const { queue, said } = listener()
    for (const n of ['1', '2', '3', '4', '5']) queue.add(n, call([n]))
    await vi.advanceTimersByTimeAsync(60000)
    expect(said).toEqual(['1', '2', '3', '3', '4', '4', '5', '5'])
  })
  it('a second call of one number waiting is said once, in its newer place', async () => {
    const { queue, said } = listener()
    queue.add('A001', call(['a'], 1))
    queue.add('A002', call(['b'], 1))
    queue.add('A003', call(['c'], 1))
    queue.add('A002', call(['B'], 1))
    await vi.advanceTimersByTimeAsync(60000)
    expect(said).toEqual(['a', 'c', 'B'])
  })
  it('says nothing of a person who came meanwhile, and never stops in the middle', async () => {
    const { queue, said } = listener()
    queue.add('A001', call(['a', 'b'], 1))
    queue.add('A002', call(['c'], 1))
    queue.drop('A001')
    queue.drop('A002')
    await vi.advanceTimersByTimeAsync(60000)
    expect(said).toEqual(['a', 'b'])
  })
  it('speaks on after a clip that fails, and after ten hours', async () => {
    const { queue, said } = listener()
    queue.add('A001', call(['broken', 'b'], 1))
    await vi.advanceTimersByTimeAsync(60000)
    for (let i = 0; i < 600; i++) {
      queue.add(`B${i}`, call(['x'], 1))
      await vi.advanceTimersByTimeAsync(60000)
    }
    expect(said.length).toBe(602)
    expect(queue.busy).toBe(false)
  })
})
