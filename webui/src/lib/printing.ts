// Paper: by the box on a receipt printer, or by the browser on whatever it has.
import { ApiError, type Shape } from './api'
import * as api from './calls'
import { laySheet } from './sheet'

/** The printer of this kiosk, desk or window; null where there is none. */
export async function ownPrinter(): Promise<Shape['Printer'] | null> {
  const list = await api.printerList()
  return list.printers.find((p) => p.id === list.mine) ?? null
}

/** Waits for a print's end: done, failed, or unknown, which only a look at the printer can tell. */
export async function printEnd(job: Shape['PrintJob']): Promise<Shape['PrintJob']> {
  while (job.state === 'requested' && job.printer_kind !== 'browser') {
    await new Promise((resolve) => setTimeout(resolve, 400))
    try {
      job = await api.printJobGet(job.id)
    } catch (problem) {
      // no answer is not an end: the print goes on without us
      if (problem instanceof ApiError && problem.status > 0) throw problem
    }
  }
  return job
}
/**
 * Asks for a ticket's slip and waits for its end. `begun` is told the job's id at once. `printer`:
 * another than the asker's own.
 */
export async function printTicket(
  ticket: string,
  begun: (job: string) => void,
  printer?: string,
): Promise<Shape['PrintJob']> {
  const job = await api.ticketPrint(ticket, printer ? { printer } : {})
  begun(job.id)
  return printEnd(job)
}
export function answerPrint(job: string, printed: boolean) {
  return api.printJobAnswer(job, { printed })
}

const MM = 25.4 / 96
/** A page exactly as long as the slip: browsers cut `80mm auto` into pages of their own. */
export function printSlip(element: HTMLElement, width = 80) {
  const sheet = laySheet(element)
  // measured as it will lie on paper
  sheet.style.cssText = `display: block; position: absolute; left: -9999px; width: ${width - 8}mm; font-size: 3.6mm`
  const height = Math.ceil(sheet.getBoundingClientRect().height * MM) + 6
  sheet.style.cssText = `width: ${width - 8}mm; margin: 2mm auto; font-size: 3.6mm`
  const page = document.createElement('style')
  page.textContent = `@media print { @page { size: ${width}mm ${height}mm; margin: 0 } body { margin: 0 } }`
  sheet.append(page)
  window.print()
}
