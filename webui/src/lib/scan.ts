/**
 * A USB scanner types like a keyboard, but faster: bursts of at least six keys less than 35 ms
 * apart, ended by Enter. Codes are read from `event.code`, because an active input method hides
 * `event.key`; signs do not come through, digits and capitals do.
 */
export function codeOf(code: string, shift: boolean): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)
  if (digit) return shift && code.startsWith('Digit') ? '' : digit[1]
  const letter = /^Key([A-Z])$/.exec(code)
  return letter ? letter[1] : ''
}

/**
 * What was scanned: a case's number as it is, a ticket's id out of the address on its slip
 * (HTTPS://…/Q/id/secret, typed without its signs). The secret stays out: it is the citizen's.
 */
export function meant(text: string): string {
  const slip = /^HTTPS?.*Q(T\d[0-9A-Z]+)[0-9A-Z]{6}$/.exec(text)
  return slip ? slip[1] : text
}

/**
 * The item's code on a blank form or a list of materials (HTTPS://…/I/code, …/F/code, typed
 * without its signs), null for anything else. An address ends in a digit, its port or its last
 * number; a name without a port is told apart by the last I or F.
 */
export function formOf(text: string): string | null {
  if (meant(text) !== text) return null
  const form = /^HTTPS?(?:.*?\d|.*)[IF]([0-9A-Z]+)$/.exec(text)
  return form && /\d/.test(form[1]) ? form[1] : null
}
/** Codes are the same when their digits and letters are: a scanner does not type signs. */
export const sameCode = (id: string, code: string) =>
  id.replace(/[^0-9A-Za-z]/g, '').toUpperCase() === code

/** An identity number or a credit code as a reader types it: what a field of a form waits for. */
const PERSONS = /^(?:\d{17}[\dX]|[0-9A-Z]{18})$/
/** Whether a burst is ours whatever has the focus: the code on a slip, a form, a voucher. */
export const ours = (text: string) =>
  meant(text) !== text ||
  formOf(text) !== null ||
  /^T\d[0-9A-Z]{15,}$/.test(text) ||
  /^\d{20,24}$/.test(text)

export class ScanReader {
  private text = ''
  private last = 0
  constructor(
    private readonly found: (text: string) => unknown,
    private readonly gap = 35,
    private readonly least = 6,
    private readonly read = meant,
  ) {}

  /** Whether a key at this time would begin a burst. */
  fresh(at: number): boolean {
    return !this.text || at - this.last > this.gap
  }

  /**
   * Feed every keydown; true when the key ended a scan that was understood and should go no
   * further.
   */
  key(code: string, shift: boolean, at: number): boolean {
    if (at - this.last > this.gap) this.text = ''
    this.last = at
    if (code === 'Enter' || code === 'NumpadEnter') {
      const text = this.text
      this.text = ''
      if (text.length < this.least) return false
      return this.found(this.read(text)) !== false
    }
    if (/^(Tab|Escape|Backspace|Delete|Arrow|Home|End|Page|F\d)/.test(code))
      this.text = '' // a hand on the keyboard, however quick
    else this.text += codeOf(code, shift)
    return false
  }
}

/**
 * The ticket and the secret on a scanned slip: for the kiosk, where the citizen himself holds it
 * to the glass.
 */
export function slipOf(text: string): { ticket: string; code: string } | null {
  const slip = /^HTTPS?.*Q(T\d[0-9A-Z]+)([0-9A-Z]{6})$/.exec(text)
  return slip ? { ticket: slip[1], code: slip[2] } : null
}

/**
 * A scanner types into whatever field has the focus. A code of ours is taken out of it again;
 * anything else that a reader types while a field has the focus is that field's (`own` tells them
 * apart): an identity number or a credit code is put in whole, whatever an input method made of
 * its keys, and Enter goes on to the next field.
 */
export function listenForScans(
  found: (text: string) => void,
  read = meant,
  own = ours,
): () => void {
  let field: HTMLInputElement | HTMLTextAreaElement | null = null
  let before = ''
  const put = (value: string) => {
    if (!field || field.value === value) return
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const reader = new ScanReader(
    (text) => {
      if (field && !own(text)) {
        if (PERSONS.test(text)) put(text)
        return false
      }
      put(before)
      found(read(text))
      return true
    },
    35,
    6,
    (text) => text,
  )
  const on = (event: KeyboardEvent) => {
    if (reader.fresh(event.timeStamp)) {
      const at = event.target
      field = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at : null
      before = field?.value ?? ''
    }
    if (!reader.key(event.code, event.shiftKey, event.timeStamp)) return
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('keydown', on, true)
  return () => window.removeEventListener('keydown', on, true)
}
