import { lookups } from './format'
import generated from './words.gen.json'
export { bytes, maskId, promise, shortTime } from './format'
export { roleWord } from './roles'

export const { word, wordsOf } = lookups(generated)

const TONES: Record<string, string> = { opened: 'danger', verified: 'warn', acting: 'info', replied: 'primary', revisited: 'primary', reported: 'warn', classified: 'info', assigned: 'info', resolved: 'primary', answered: 'primary', checked: 'ok', filed: 'ok', requested: 'warn', agreed: 'info', visited: 'info', handed_in: 'primary', received: 'info', correcting: 'warn', refused: 'danger', accepted: 'primary', forwarded: 'info', decided: 'primary', ready: 'ok', issued: 'ok', waiting: 'primary', called: 'warn', serving: 'info', missed: 'danger', finished: 'ok', cancelled: '', issuing: '', void: '', open: 'ok', paused: 'warn', draining: 'info', closed: '', sealed: 'warn', sending: 'info', stored: 'info', applied: 'ok', parked: 'danger', arrived: 'info', sealing: 'warn', equal: 'ok', behind: 'warn', different: 'danger', unknown: '', whole: 'ok', broken: 'danger', unchecked: '', up: 'ok', busy: 'info', cut: 'danger', failing: 'warn', never: '', held: 'warn', easy: 'ok', watch: '', no_bulk: 'warn', no_photos: 'danger', paper: 'danger', present: 'ok', late: 'warn', early: 'warn', absent: 'danger', leave: 'info', approved: 'ok', returned: 'info', excellent: 'ok', competent: 'primary', basic: 'warn', incompetent: 'danger' }
export function tone(value: string): string {
  return TONES[value] ?? ''
}
