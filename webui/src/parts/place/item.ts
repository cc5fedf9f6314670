// How an item's facts are said to citizens, on its guide and on its form.
import { word } from '@/lib/citizen'
import { promise } from '@/lib/format'

const FORMS: Record<string, string> = { original: '原件', copy: '复印件', electronic: '电子证照' }
export const forms = (form: string) =>
  form
    .split('+')
    .filter(Boolean)
    .map((f) => FORMS[f] ?? f)
    .join('或')
export const days = (n: number | null | undefined, unit: string) =>
  promise(n, word('day_unit', unit))
