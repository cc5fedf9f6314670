/** Of nobody there is no share. */
export const percent = (part: number, whole: number) =>
  whole ? `${Math.round((part * 100) / whole)}%` : '–'
