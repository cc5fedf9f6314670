import generated from './citizen.gen.json'
import { lookups } from './format'
export { shortTime } from './format'

/** The words of citizens' pages, without the many lists that only staff read. */
export const { word, wordsOf } = lookups(generated)
