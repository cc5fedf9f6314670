import { describe, expect, it, vi } from 'vitest'
import { codeOf, listenForScans, meant, ours, ScanReader } from '@/lib/scan'
import { bytes, maskId, shortTime, tone, word, wordsOf } from '@/lib/words'
import { ApiError, post, useAction } from '@/lib/api'
import { newKey } from '@/lib/press'
import { dayLabel, readDay, shiftDay, weekdayOf } from '@/lib/day'
import { qrSvg } from '@/lib/qr'

describe('scanner', () => {
  const type = (reader: ScanReader, text: string, gap: number, from = 1000) => {
    let at = from
    for (const c of text) {
      reader.key(/\d/.test(c) ? `Digit${c}` : `Key${c}`, false, at)
      at += gap
    }
    return reader.key('Enter', false, at)
  }
  it('does not take a quick hand for a scanner', () => {
    const found: string[] = []
    const reader = new ScanReader((t) => found.push(t))
    for (const [i, code] of [...'361102194903070026'].entries())
      reader.key(`Digit${code}`, false, 1000 + i)
    reader.key('Tab', false, 1019)
    // Enter presses the button that has the focus
    expect(reader.key('Enter', false, 1020)).toBe(false)
    expect(found).toEqual([])
  })
  it('tells a scanner from a person', () => {
    const found: string[] = []
    const reader = new ScanReader((t) => found.push(t))
    expect(type(reader, '36112710212611240001', 5)).toBe(true)
    expect(type(reader, '36112710212611240001', 60, 5000)).toBe(false)
    expect(type(reader, 'A01', 5, 9000)).toBe(false)
    expect(found).toEqual(['36112710212611240001'])
  })
  it('finds the ticket in the address on a slip', () => {
    const found: string[] = []
    expect(
      type(
        new ScanReader((t) => found.push(t)),
        'HTTPS192168118443QT361127102120261124A007QT2345',
        5,
      ),
    ).toBe(true)
    expect(found).toEqual(['T361127102120261124A007'])
    expect(meant('361127102126112400014')).toBe('361127102126112400014')
    expect(meant('HTTPHALLQT8443QT3611271021202611243N012AB23CD')).toBe('T3611271021202611243N012')
  })
  it('tells a code of ours from what a reader types into a field', () => {
    for (const text of [
      'HTTPS192168118443QT361127102120261124A007QT2345',
      'HTTPHALL8443FSR038',
      'T361127102120261124A007',
      '36112710212611240001',
    ])
      expect(ours(text)).toBe(true)
    for (const text of [
      '361102194903070026',
      '11010119900307001X',
      '91350211M0000XUF46',
      '13800000000',
    ])
      expect(ours(text)).toBe(false)
  })
  it('leaves a card read into a field to that field, x included, and takes a slip out of it', () => {
    type Key = {
      code: string
      shiftKey: boolean
      timeStamp: number
      target: unknown
      preventDefault: () => void
      stopPropagation: () => void
    }
    class Field {
      value = ''
      dispatchEvent() {
        return true
      }
    }
    let press = (_: Key) => {}
    vi.stubGlobal('HTMLInputElement', Field)
    vi.stubGlobal('HTMLTextAreaElement', class {})
    vi.stubGlobal('window', {
      addEventListener: (_: string, on: (event: Key) => void) => {
        press = on
      },
      removeEventListener: () => {},
    })
    const found: string[] = []
    listenForScans((text) => found.push(text))
    let at = 1000
    const burst = (field: unknown, text: string, put: (c: string) => void) => {
      let stopped = false
      at += 1000
      for (const c of [...text, '\n']) {
        press({
          code: c === '\n' ? 'Enter' : /\d/.test(c) ? `Digit${c}` : `Key${c}`,
          shiftKey: false,
          timeStamp: (at += 5),
          target: field,
          preventDefault: () => {
            stopped = true
          },
          stopPropagation: () => {},
        })
        if (c !== '\n') put(c)
      }
      return stopped
    }
    const field = new Field()
    expect(
      burst(field, '11010119900307001X', (c) => {
        if (c !== 'X') field.value += c
      }),
    ).toBe(false) // an input method keeps the letter back
    expect([field.value, found]).toEqual(['11010119900307001X', []])
    expect(
      burst(field, 'T361127102120261124A007', (c) => {
        field.value += c
      }),
    ).toBe(true)
    expect([field.value, found]).toEqual(['11010119900307001X', ['T361127102120261124A007']])
    // with nothing to type into it is a scan as before
    expect(burst({}, '11010119900307001X', () => {})).toBe(true)
    expect(found.length).toBe(2)
    vi.unstubAllGlobals()
  })
  it('reads codes, not what an input method makes of them', () => {
    expect(codeOf('KeyT', false)).toBe('T')
    expect(codeOf('Numpad7', false)).toBe('7')
    expect(codeOf('Digit7', true)).toBe('')
  })
})

describe('words', () => {
  it('knows every list the pages use', () => {
    for (const set of [
      'zone',
      'priority',
      'id_kind',
      'material_taken',
      'refuse_reason',
      'outcome',
      'result_kind',
      'relation',
      'rating_level',
      'case_state',
      'ticket_state',
      'batch_state',
      'link_state',
      'agreement',
    ] as const)
      expect(wordsOf(set).length).toBeGreaterThan(1)
    expect(wordsOf('rating_level').map((w) => w.label)).toEqual([
      '非常满意',
      '满意',
      '基本满意',
      '不满意',
      '非常不满意',
    ])
  })
  it('keeps a word it does not know', () => {
    expect(word('case_state', 'teleported')).toBe('teleported')
    expect(tone('teleported')).toBe('')
  })
  it('masks, shortens and counts', () => {
    expect(maskId('361102194903070026')).toBe('361***********0026')
    expect(bytes(2048)).toBe('2.0 KB')
    expect(shortTime('2020-01-02T03:04:05.000+08:00')).toBe('01-02 03:04')
  })
})

describe('requests', () => {
  it('keys differ', () => {
    expect(newKey()).not.toBe(newKey())
  })
  it('turns no answer into words that say what to do', async () => {
    const call = post<[id: string], unknown>('/api/tickets/{id}/call')
    const sent: string[] = []
    const answers = [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => Promise.resolve(Response.json(refusal, { status: 409 })),
      () => Promise.resolve(new Response('<html>', { status: 502 })),
    ]
    const refusal = {
      error: { code: 'TICKET_OPEN', text: '还有没办完的号', advice: '请先办毕', detail: null },
    }
    vi.stubGlobal('location', { origin: 'http://hall' })
    vi.stubGlobal('fetch', (to: Request | string) => {
      if (typeof to === 'string') return Promise.resolve(Response.json({ signed_in: false }))
      sent.push(new URL(to.url).pathname)
      return answers[sent.length - 1]()
    })
    await expect(call('A 1/2')).rejects.toThrow('连不上')
    const failed = call('A1')
    await expect(failed).rejects.toBeInstanceOf(ApiError)
    await expect(failed).rejects.toThrow('请先办毕')
    await expect(call('A1')).rejects.toThrow('能看懂')
    expect(sent).toEqual([
      '/api/tickets/A%201%2F2/call',
      '/api/tickets/A1/call',
      '/api/tickets/A1/call',
    ])
    vi.unstubAllGlobals()
  })
  it('does one thing at a time', async () => {
    const act = useAction()
    let runs = 0
    const slow = (name: string) =>
      act(async () => {
        runs++
        await new Promise((r) => setTimeout(r, 5))
      }, name)
    await Promise.all([slow('a'), slow('a')])
    expect(runs).toBe(1)
    await Promise.all([slow('a'), slow('b')]) // another press waits its turn instead of being lost
    expect(runs).toBe(3)
    let found = 0
    await Promise.all([
      slow('a'),
      act(async () => {
        found++
      }, 'other'),
    ])
    const press = () =>
      act(async () => {
        found += 10
        await new Promise((r) => setTimeout(r, 5))
      }, 'press')
    await Promise.all([press(), press()]) // one name is one thing, whatever its code is called
    expect([runs, found]).toEqual([4, 11])
  })
})

it('draws a slip code', () => {
  expect(qrSvg('T361127102120261124A001')).toContain('<svg')
})

describe('days', () => {
  it('reads a typed day in any of its spellings, and no other', () => {
    for (const text of ['20261123', '2026-11-23', '2026.11.23', '2026/11/23', '2026年11月23日'])
      expect(readDay(text)).toBe('2026-11-23')
    for (const text of ['2026-02-30', '11-23', '', '2026-13-01']) expect(readDay(text)).toBe('')
  })
  it('goes over the end of a year and names weekdays', () => {
    expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01')
    expect(weekdayOf('2026-11-29')).toBe(7)
    expect(dayLabel({ date: '2026-09-25', weekday: 5, festival: '中秋节' })).toBe(
      '9月25日 周五 中秋节',
    )
  })
})
