// The client's calls, types and words come from the document that the server's own tables make.
import { readFileSync, writeFileSync, existsSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { callsOf, limitsOf, setsOf } from './calls.mjs'

const document = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const put = (path, text) => {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
}
put('src/lib/words.gen.json', JSON.stringify(document['x-sets'], null, 1) + '\n')
put('src/lib/papers.gen.json', JSON.stringify(document['x-papers']) + '\n')
put('src/lib/roles.gen.json', JSON.stringify(document['x-roles'], null, 1) + '\n')
// Pages of citizens are opened on phones: they carry only the lists they show.
const CITIZEN = [
  'case_kind',
  'day_unit',
  'priority',
  'ticket_state',
  'case_state',
  'order_state',
  'backstop_reason',
  'rating_level',
  'backstop_state',
  'backstop_result',
  'id_kind',
  'relation',
  'opening_kind',
  'rating_indicator',
]
put(
  'src/lib/citizen.gen.json',
  JSON.stringify(
    Object.fromEntries(CITIZEN.map((name) => [name, document['x-sets'][name]])),
    null,
    1,
  ) + '\n',
)
put('src/lib/schema.d.ts', astToString(await openapiTS(document)))
put('src/lib/calls.ts', callsOf(document))
put('src/lib/sets.d.ts', setsOf(document))
put('src/lib/limits.ts', limitsOf(document))
