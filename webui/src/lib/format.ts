// How times, sizes and numbers are written. Apart from words.ts, which carries every list of words:
// pages of citizens do without those.
import { today } from './clock'
import type { Sets, Word } from './sets'

/** "2026-11-24T15:30:01.123+08:00" -> "11-24 15:30" (today: "15:30"). */
export function shortTime(at: string | null | undefined): string {
  if (!at) return ''
  return at.slice(0, 10) === today() ? at.slice(11, 16) : `${at.slice(5, 10)} ${at.slice(11, 16)}`
}
export function bytes(n: number): string {
  return n >= 1 << 20
    ? `${(n / (1 << 20)).toFixed(1)} MB`
    : n >= 1024
      ? `${(n / 1024).toFixed(1)} KB`
      : `${n} B`
}
/**
 * How long something may take: none named is not "at once", the catalogue just does not say. unit:
 * the word for it, 工作日.
 */
export function promise(days: number | null | undefined, unit: string): string {
  if (days === null || days === undefined) return '按规定'
  return days === 0 ? '当场办结' : `${days}个${unit}`
}
/** First three and last four digits. */
export function maskId(id: string): string {
  return id.length > 8 ? `${id.slice(0, 3)}${'*'.repeat(id.length - 7)}${id.slice(-4)}` : id
}
/** "2026-09-20", 7 -> "9月20日（星期日）" */
export function dayWords(date: string, weekday?: number): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日${weekday ? `（星期${' 一二三四五六日'[weekday]}）` : ''}`
}

/**
 * Look-ups in closed lists of words: the Chinese of one, the word itself when a newer server knows
 * more than this page; and all of a list.
 */
export function lookups<Known extends keyof Sets>(sets: Record<Known, Record<string, string>>) {
  return {
    word: (set: Known, value: string | null | undefined): string =>
      value ? (sets[set][value] ?? value) : '',
    wordsOf: <S extends Known>(set: S): { value: Word<S>; label: string }[] =>
      Object.entries(sets[set]).map(([value, label]) => ({ value: value as Word<S>, label })),
  }
}
