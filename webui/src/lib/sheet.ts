// What is printed when only a part of the page is meant: a copy of it at the end of the page, the
// only thing that paper sees. A dialog that is open when printing begins is such a part by itself,
// whoever called for the print.

export function laySheet(element: HTMLElement): HTMLElement {
  document.querySelector('.print-sheet')?.remove()
  const sheet = document.createElement('div')
  const copy = element.cloneNode(true) as HTMLElement
  const typed = element.querySelectorAll<HTMLInputElement>('input, textarea, select')
  copy.querySelectorAll<HTMLInputElement>('input, textarea, select').forEach((field, i) => {
    field.value = typed[i].value
  }) // a copy does not take along what was typed
  sheet.className = 'print-sheet'
  sheet.append(copy)
  document.body.append(sheet)
  document.body.classList.add('sheet')
  return sheet
}
export function printDialogsAlone() {
  window.addEventListener('beforeprint', () => {
    const open = Array.from(document.querySelectorAll<HTMLElement>('dialog[open]')).pop()
    if (open && !document.body.classList.contains('sheet'))
      laySheet(open.querySelector<HTMLElement>('.inside') ?? open)
  })
  window.addEventListener('afterprint', () => {
    document.body.classList.remove('sheet')
    document.querySelector('.print-sheet')?.remove()
  })
}
