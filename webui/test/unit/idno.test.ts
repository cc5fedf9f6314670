// The same vectors as tests/unit/base/person.c: what the server refuses, the page says while one
// types.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultOf, numberDoubt, numberFault } from '@/lib/idno'
import { phoneFault } from '@/lib/phone'
import papers from '@/lib/papers.gen.json'
import { spellNumber } from '@/lib/spell'
import vectors from '../../../tests/data/papers.json'

describe('numbers of papers', () => {
  it('are judged as the server judges them', () => {
    const wrong = vectors.numbers.filter(
      (v) => faultOf(v.kind, spellNumber(v.given), vectors.today) !== v.fault,
    )
    expect(wrong).toEqual([])
    expect(vectors.numbers.length).toBeGreaterThan(70)
  })
  it('know every kind and every fault', () => {
    expect(new Set(vectors.numbers.map((v) => v.kind))).toEqual(new Set(Object.keys(papers.kinds)))
    const faults = new Set(['good', ...Object.keys(papers.faults)])
    expect(new Set(vectors.numbers.map((v) => v.fault))).toEqual(faults)
  })
  it('say what is wrong, and what only may be', () => {
    expect(numberFault('identity_card', '361102194903070027')).toContain('校验位')
    expect(numberFault('identity_card', '36110219')).toBe('还差10位，应为18位，最后一位可以是X')
    expect(numberFault('military', '1234567')).toContain('例如军字第1234567号')
    expect(numberFault('credit_code', '91350211M0000XUF46')).toBe('')
    expect(numberDoubt('credit_code', '91350211M0000XUF46')).toContain('营业执照')
    expect(numberDoubt('credit_code', '91110000101623741K')).toBe('')
  })
})

describe('telephones', () => {
  it('are judged as the server judges them', () => {
    const wrong = vectors.phones.filter(
      (v) => (phoneFault(v.given) === '') !== (v.spelled !== null),
    )
    expect(wrong).toEqual([])
    expect(vectors.phones.length).toBeGreaterThan(40)
  })
  it('are taken in the spelling that the server makes of them', () => {
    expect(vectors.phones.filter((v) => v.spelled && phoneFault(v.spelled))).toEqual([])
  })
  it('may be left out, and say how much is missing while one types', () => {
    expect([phoneFault(''), phoneFault('  ')]).toEqual(['', ''])
    expect(phoneFault('138000')).toContain('还差5位')
  })
  it('are refused in the words of the server', () => {
    expect(readFileSync('../appliance/tbl/common/refusals.def', 'utf8')).toContain(
      `"${phoneFault('12')}"`,
    )
  })
})
