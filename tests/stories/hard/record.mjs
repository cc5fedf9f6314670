// The record's own guard: a home is one process's, whole or absent, never an empty hall where there
// was one; what was cut, changed or damaged is said.
import { tell } from '../../lib/chapters.mjs'
import { clock } from './record/clock.mjs'
import { damages } from './record/damages.mjs'
import { nodes } from './record/day.mjs'
import { roleRaised } from './record/grants.mjs'
import { home } from './record/home.mjs'
import { tail } from './record/tail.mjs'

await tell(nodes, () => ({}), [home, tail, roleRaised, clock, damages])
