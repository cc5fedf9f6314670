// What is wrong with a telephone number, while it is typed: the server's own rule (base/person.c),
// and both are tested with tests/data/papers.json. The server decides.
import { spellNumber } from './spell'

const MOBILE = 11
const HOW = '手机号应为11位数字，座机请带区号，分机写“转”，例如 0793-6220000转8001'
// digits in groups, and behind a word an extension
const DIALLED = /^(\+?)([-()\d]*?)(?:(?:转分机|转|分机|EXT\.?|X|#)-?(\d{1,6}))?$/
const FIXED = /^(0(10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}|[48]00\d{7})$/

const domestic = (digits: string, extension: string) =>
  FIXED.test(digits) || (!extension && /^1[3-9]\d{9}$/.test(digits))

function good(number: string): boolean {
  const [, plus, dialled, extension = ''] = DIALLED.exec(number) ?? []
  const groups = (dialled ?? '').split(/[-()]+/).filter(Boolean)
  const digits = groups.join('')
  if (dialled === undefined || groups.length > 4 || digits.length > 32) return false
  const country = plus ? '86' : '0086'
  if (digits.startsWith(country)) {
    const home = digits.slice(country.length) // +86 793 … leaves the 0 of its area out
    return domestic(/^(0|1[3-9])/.test(home) ? home : `0${home}`, extension)
  }
  if (plus) return !extension && digits.length >= 8 && digits.length <= 15
  const [area = '', own = '', last = ''] = groups
  const hyphen =
    !extension &&
    digits[0] === '0' &&
    groups.length === 3 &&
    [3, 4].includes(area.length) &&
    last.length <= 6
  return hyphen ? domestic(area + own, last) : domestic(digits, extension)
}
/** '' for nothing, and for a number that is taken. */
export function phoneFault(text: string): string {
  const number = spellNumber(text)
  if (!number || good(number)) return ''
  const missing = /^1[3-9]\d*$/.test(number) ? MOBILE - number.length : 0
  return missing > 0 ? `还差${missing}位，${HOW}` : HOW
}
