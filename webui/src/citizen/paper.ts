/** A paper's size can only be said in a style sheet; the policy allows no inline one, so the rule is added to a sheet that is there, for as long as it prints. */
export function printOn(page: string) {
  const sheets = document.styleSheets
  const sheet = sheets[sheets.length - 1]
  const at = sheet.insertRule(`@page { ${page} }`, sheet.cssRules.length)
  window.addEventListener('afterprint', () => sheet.deleteRule(at), { once: true })
  window.print()
}
