// Where a line of a template ends at a full-width mark there is no space, as CSS rules for East
// Asian text: the form of the source must not open gaps before a comma or behind a colon. A space
// that is meant stands within a line, or as {{ ' ' }}.
import type { NodeTransform } from '@vue/compiler-core'

const TEXT = 2 // NodeTypes.TEXT
const MARKS = '，。、：；？！（）《》“”…'
const BEFORE = new RegExp(`^\\s*\\n\\s*(?=[${MARKS}])`)
const AFTER = new RegExp(`(?<=[${MARKS}])\\s*\\n\\s*$`)

export const joinLines: NodeTransform = (node) => {
  if (node.type !== TEXT) return
  if (BEFORE.test(node.loc.source)) node.content = node.content.trimStart()
  if (AFTER.test(node.loc.source)) node.content = node.content.trimEnd()
}
