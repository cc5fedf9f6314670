import qrcode from 'qrcode-generator'

/**
 * An SVG of a slip's code. Digits, capitals and a few signs only: the alphanumeric mode is smaller
 * and a keyboard scanner reads it under any input method.
 */
export function qrSvg(text: string): string {
  const qr = qrcode(0, 'M')
  qr.addData(text, /^[0-9A-Z $%*+\-./:]+$/.test(text) ? 'Alphanumeric' : 'Byte')
  qr.make()
  return qr.createSvgTag({ cellSize: 4, margin: 8, scalable: true })
}
