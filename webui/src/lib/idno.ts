import { today } from './clock'
import papers from './papers.gen.json'
import { spellNumber } from './spell'

/*
 * What is wrong with the number of a paper, while it is typed: the rules and the words are the
 * server's own table (tbl/common/papers.def), and both sides are tested with
 * tests/data/papers.json. The server decides.
 */
export type Fault = keyof typeof papers.faults | 'good'
type Paper = { check: string; forms: string; example: string; how: string }
const kinds = papers.kinds as Record<string, Paper>
const CARD = 18
const OLD_CARD = 15
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const CLASSES: Record<string, string> = {
  '#': '[0-9]',
  '@': '[A-Z]',
  '&': '[0-9A-Z]',
  '*': '[^0-9]',
}

const pattern = (form: string) =>
  new RegExp(
    `^${form.replace(/[#@&*]/g, (c) => CLASSES[c]).replace(/\{(\d+)-(\d+)\}/g, '{$1,$2}')}$`,
    'u',
  )
const fits = (forms: string, number: string) =>
  forms !== '' && forms.split('|').some((form) => pattern(form).test(number))
const sum = (number: string, weights: number[], digit: (c: string) => number) =>
  weights.reduce((total, weight, i) => total + weight * digit(number[i]), 0)
const length = (number: string, wanted: number): Fault => {
  const n = [...number].length
  return n < wanted ? 'short' : n > wanted ? 'long' : 'good'
}
const knownArea = (number: string) => papers.areas.split(' ').includes(number.slice(0, 2))

function birth(year: number, rest: string, on: string): Fault {
  if (year < 1900) return 'century'
  const date = `${year}-${rest.slice(0, 2)}-${rest.slice(2, 4)}`
  const parsed = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) return 'date'
  return date > on ? 'future' : 'good'
}

function card(number: string, check: string, on: string): Fault {
  if (check === 'CARD' && /^\d{15}$/.test(number)) return 'fifteen'
  if (!/^\d*$/.test(number) && !/^\d{17}X/.test(number)) return 'form'
  const fault = length(number, CARD)
  if (fault !== 'good') return fault
  if (check === 'STAR' && number[0] !== '9') return 'star'
  if (check === 'PERMIT' && !/^8[123]/.test(number)) return 'permit'
  if (check === 'CARD' && !knownArea(number)) return 'area'
  const born = birth(Number(number.slice(6, 10)), number.slice(10, 14), on)
  if (born !== 'good') return born
  return '10X98765432'[sum(number, WEIGHTS, Number) % 11] === number[CARD - 1] ? 'good' : 'digit'
}

function oldCard(number: string, on: string): Fault {
  if (!/^\d*$/.test(number)) return 'form'
  const fault = length(number, OLD_CARD)
  if (fault !== 'good') return fault
  if (!knownArea(number)) return 'area'
  return birth(1900 + Number(number.slice(6, 8)), number.slice(8, 12), on)
}

function credit(code: string): Fault {
  const stranger = [...code].find((c) => !CREDIT.includes(c))
  if (stranger) return /[A-Z]/.test(stranger) ? 'letter' : 'form'
  const fault = length(code, CARD)
  if (fault !== 'good') return fault
  const check = (31 - (sum(code, CREDIT_WEIGHTS, (c) => CREDIT.indexOf(c)) % 31)) % 31
  return CREDIT[check] === code[CARD - 1] ? 'good' : 'doubt'
}

/** number: as spellNumber() gives it; on: the hall's date. */
export function faultOf(kind: string, number: string, on: string): Fault {
  const paper = kinds[kind]
  if (!paper) return 'form'
  if (fits(paper.forms, number)) return 'good'
  switch (paper.check) {
    case 'CARD':
    case 'PERMIT':
    case 'STAR':
      return card(number, paper.check, on)
    case 'OLD_CARD':
      return oldCard(number, on)
    case 'CREDIT':
      return credit(number)
    case 'LOOSE':
      return /[0-9]/.test(number) && /^.{4,30}$/u.test(number) ? 'good' : 'form'
    default:
      return 'form'
  }
}

function words(kind: string, number: string, fault: Fault): string {
  if (fault === 'good') return ''
  const paper = kinds[kind]
  const off = Math.abs([...number].length - (paper?.check === 'OLD_CARD' ? OLD_CARD : CARD))
  const fills = { n: String(off), how: paper?.how ?? '', example: paper?.example ?? '' }
  const fill = (_: string, mark: keyof typeof fills) => fills[mark]
  return papers.faults[fault].replace(/\{(n|how|example)\}/g, fill)
}
function judge(kind: string, text: string): { fault: Fault; words: string } {
  const number = spellNumber(text)
  const fault = faultOf(kind, number, today())
  return { fault, words: words(kind, number, fault) }
}
/** What is wrong with it, '' for nothing that keeps it from being taken. */
export function numberFault(kind: string, text: string): string {
  const { fault, words: said } = judge(kind, text)
  return fault === 'doubt' ? '' : said
}
/** What may be wrong with it and need not be. */
export function numberDoubt(kind: string, text: string): string {
  const { fault, words: said } = judge(kind, text)
  return fault === 'doubt' ? said : ''
}
