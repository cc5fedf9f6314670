// How an item's facts are said to citizens, on its guide and on its form.
import { word } from '../shared/citizen'

const FORMS: Record<string, string> = { original: '原件', copy: '复印件', electronic: '电子证照' }
export const forms = (form: string) => form.split('+').filter(Boolean).map((f) => FORMS[f] ?? f).join('或')
export const days = (n: number | null | undefined, unit: string) => (n === null || n === undefined ? '按规定' : n === 0 ? '当场办结' : `${n}个${word('day_unit', unit)}`)
