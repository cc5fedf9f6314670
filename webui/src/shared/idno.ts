import { hallNow } from './clock'

/** The check of an 18-digit identity number (GB 11643) while typing; the server decides. Returns what is wrong, or ''. */
export function identityCardFault(text: string): string {
  const number = text.trim().toUpperCase()
  if (!/^\d{17}[\dX]$/.test(number)) return number.length < 18 ? `还差${18 - number.length}位` : '应为18位数字，最后一位可为X'
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  if ('10X98765432'[sum % 11] !== number[17]) return '校验位不对，请对照证件逐位核对'
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const parsed = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date || parsed.getTime() > hallNow()) return '出生日期不对'
  return ''
}
