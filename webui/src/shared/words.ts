import generated from './words.gen.json'

const sets = generated.sets as Record<string, Record<string, string>>
const roles = generated.roles as Record<string, string>

/** The Chinese of a word from one of the closed lists; the word itself when a newer server knows more than this page. */
export function word(set: string, value: string | null | undefined): string {
  return value ? (sets[set]?.[value] ?? value) : ''
}
export function wordsOf(set: string): { value: string; label: string }[] {
  return Object.entries(sets[set] ?? {}).map(([value, label]) => ({ value, label }))
}
export function roleWord(code: string): string {
  return roles[code] ?? code
}

/** "2026-11-24T15:30:01.123+08:00" -> "11-24 15:30" (today: "15:30"). */
export function shortTime(at: string | null | undefined): string {
  if (!at) return ''
  const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)
  return at.slice(0, 10) === today ? at.slice(11, 16) : `${at.slice(5, 10)} ${at.slice(11, 16)}`
}
export function bytes(n: number): string {
  return n >= 1 << 20 ? `${(n / (1 << 20)).toFixed(1)} MB` : n >= 1024 ? `${(n / 1024).toFixed(1)} KB` : `${n} B`
}
/** First three and last four digits. */
export function maskId(id: string): string {
  return id.length > 8 ? `${id.slice(0, 3)}${'*'.repeat(id.length - 7)}${id.slice(-4)}` : id
}
const TONES: Record<string, string> = { received: 'info', correcting: 'warn', refused: 'danger', accepted: 'primary', forwarded: 'info', decided: 'primary', ready: 'ok', issued: 'ok', waiting: 'primary', called: 'warn', serving: 'info', missed: 'danger', finished: 'ok', cancelled: '', issuing: '', void: '', open: 'ok', paused: 'warn', closed: '', sealed: 'warn', sending: 'info', stored: 'info', applied: 'ok', parked: 'danger', arrived: 'info', sealing: 'warn', equal: 'ok', behind: 'warn', different: 'danger', unknown: '', up: 'ok', busy: 'info', cut: 'danger', failing: 'warn', never: '' }
export function tone(value: string): string {
  return TONES[value] ?? ''
}
