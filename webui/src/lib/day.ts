const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** "9月25日 周五 中秋节" */
export function dayLabel(day: { date: string; weekday: number; festival?: string }): string {
  return `${Number(day.date.slice(5, 7))}月${Number(day.date.slice(8, 10))}日 ${WEEKDAYS[day.weekday]}${day.festival ? ` ${day.festival}` : ''}`
}
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}
export function shiftDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86400e3).toISOString().slice(0, 10)
}
/** "20261123", "2026.11.23" and "2026-11-23" are the same day; '' for anything else. */
export function readDay(text: string): string {
  const found = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(text.trim())
  if (!found) return ''
  const date = `${found[1]}-${found[2].padStart(2, '0')}-${found[3].padStart(2, '0')}`
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ||
    new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date
    ? ''
    : date
}
