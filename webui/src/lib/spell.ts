/** One spelling of a number: half width, capitals, no blanks. */
export const spellNumber = (text: string) =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u2800\p{Zs}\p{Variation_Selector}]/gu, '')
    .replace(/[\u2010-\u2015\u2212\ufe63]/g, '-')
    .replace(/[a-z]/g, (c) => c.toUpperCase())
