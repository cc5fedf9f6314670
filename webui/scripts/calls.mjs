// The calls of the interface as TypeScript, one a route under its handler's name; the closed sets
// as types; and how many letters a text of a request may have.

const JSON_TYPE = 'application/json'
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
const shapeOf = (content) => content?.[JSON_TYPE]?.schema?.$ref?.split('/').pop()
const head = (text) => `// Made by scripts/calls.mjs from the server's tables.\n${text}`

/** Nothing in it is asked for: then it may be left out. */
const optional = (document, shape) => !document.components.schemas[shape].required.length

function given(document, method, operation) {
  const named = (place) => (operation.parameters ?? []).filter((p) => p.in === place)
  const places = named('path').map((p) => `${p.name}: Part`)
  if (method === 'get') {
    const query = named('query').map((p) => `'${p.name}'`)
    const asked = `query?: Query<${query.join(' | ')}>`
    return query.length ? [...places, asked, 'signal?: AbortSignal'] : places
  }
  const body = shapeOf(operation.requestBody?.content)
  const mark = !body || optional(document, body) ? '?' : ''
  return [...places, `body${mark}: ${body ? `Draft<Shape['${body}']>` : 'object'}`, 'key?: string']
}

export function callsOf(document) {
  let text =
    "import { get, post, type Draft, type Part, type Query, type Shape } from '@/lib/api'\n"
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const reply = shapeOf(operation.responses['200'].content)
      if (!reply) continue // a file: its address is enough
      const types = `[${given(document, method, operation).join(', ')}], Shape['${reply}']`
      const call = `/* @__PURE__ */ ${method}<${types}>('${path}')`
      text += `\n/** ${operation.summary} */\n`
      text += `export const ${camel(operation.operationId)} = ${call}\n`
    }
  return head(text)
}

export function setsOf(document) {
  let text = '\nexport interface Sets {\n'
  for (const [name, words] of Object.entries(document['x-sets']))
    text += `  ${name}: ${Object.keys(words)
      .map((word) => `'${word}'`)
      .join(' | ')}\n`
  text += '}\n/** A word of a closed set. */\nexport type Word<S extends keyof Sets> = Sets[S]\n'
  text += '/** One that may not have been chosen yet. */\n'
  text += "export type Choice<S extends keyof Sets> = Sets[S] | ''\n"
  return head(text)
}

/** Of the bodies of requests alone: what is typed into them is held to it while it is typed. */
export function limitsOf(document) {
  const bodies = new Set()
  const add = (shape) => {
    if (!shape || bodies.has(shape)) return
    bodies.add(shape)
    for (const field of Object.values(document.components.schemas[shape].properties))
      for (const ref of JSON.stringify(field).matchAll(/"#\/components\/schemas\/(\w+)"/g))
        add(ref[1])
  }
  for (const methods of Object.values(document.paths))
    add(shapeOf(methods.post?.requestBody?.content))
  let text = ''
  for (const shape of [...bodies].sort()) {
    const fields = Object.entries(document.components.schemas[shape].properties)
    const texts = fields.filter(([, field]) => field.maxLength)
    if (!texts.length) continue
    const most = texts.map(([name, field]) => `${name}: ${field.maxLength}`).join(', ')
    text += `\nexport const ${shape} = { ${most} }\n`
  }
  return head(text)
}
