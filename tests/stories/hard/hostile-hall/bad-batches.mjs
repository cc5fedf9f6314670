// Every kind of bad batch.
import { strangeEntries, wrongFrames, wrongMembers, wrongSizes } from './bad-archives.mjs'
import { brokenEvents, falseClaims, inAnothersName } from './bad-events.mjs'

export function* badBatches() {
  yield* inAnothersName()
  yield* brokenEvents()
  yield* wrongSizes()
  yield* wrongFrames()
  yield* strangeEntries()
  yield* wrongMembers()
  yield* falseClaims()
}
