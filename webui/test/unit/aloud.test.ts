import { describe, expect, it } from 'vitest'
import clips from '../../scripts/clips.txt?raw'
import { clipsOf } from '@/screens/citizen/kiosk/aloud'

const made = new Set(
  clips
    .split('\n')
    .map((line) => line.split('\t')[0])
    .filter(Boolean),
)
const screens = import.meta.glob('../../src/screens/citizen/kiosk/*.vue', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>
const said = Object.values(screens).flatMap((text) =>
  [...text.matchAll(/data-say="`?([^"`]+)/g)].map((m) => m[1]),
)

describe('the ticket machine read aloud', () => {
  it('spells numbers, counts and names from clips', () => {
    expect(clipsOf('say-number|number:A012|say-ahead|count:12|people')).toEqual([
      'say-number',
      'A',
      '0',
      '1',
      '2',
      'say-ahead',
      'ten',
      '2',
      'people',
    ])
    expect(['name:公安集成:2', 'name:通用综合:1'].map(clipsOf)).toEqual([['police'], ['general']])
    expect(clipsOf('name:茶油产业:3')).toEqual(['ordinal', '3', 'entry'])
  })
  it('says only what the build records, and all of it', () => {
    const wanted = new Set(
      said.flatMap((say) => say.split('|')).filter((part) => !part.includes(':')),
    )
    expect(said.length).toBeGreaterThan(15)
    expect([...wanted].filter((clip) => !made.has(clip))).toEqual([])
    expect([...made].filter((clip) => clip.startsWith('say-') && !wanted.has(clip))).toEqual([])
  })
})
