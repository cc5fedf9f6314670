import { ApiError, type Shape } from './api'
import { printEnd } from './printing'

/**
 * A paper's size can only be said in a style sheet; the policy allows no inline one, so the rule
 * is added to a sheet that is there, for as long as it prints.
 */
export function printOn(page: string) {
  const sheets = document.styleSheets
  const sheet = sheets[sheets.length - 1]
  const at = sheet.insertRule(`@page { ${page} }`, sheet.cssRules.length)
  window.addEventListener('afterprint', () => sheet.deleteRule(at), { once: true })
  window.print()
}

/** A paper from the machine's own printer of slips, and what to tell who waits for it. */
export async function fromRoll(asked: () => Promise<Shape['PrintJob']>): Promise<string> {
  try {
    const job = await printEnd(await asked())
    return job.state === 'done'
      ? '打好了，请取走'
      : `没有打出来：${job.reason_text ?? '不知道为什么'}。请拍下屏幕，或到咨询引导台。`
  } catch (problem) {
    return problem instanceof ApiError
      ? problem.message
      : '没有打出来。请拍下屏幕，或到咨询引导台。'
  }
}
