/** The console in English, gathered from its screens. */
import { approve } from './approve.ts'
import { compose } from './compose.ts'
import { drills } from './drills.ts'
import { inForce } from './in-force.ts'
import { map } from './map.ts'
import { reach } from './reach.ts'
import { setUp } from './set-up.ts'
import { shell } from './shell.ts'
import { state } from './state.ts'
import { timeline } from './timeline.ts'
import { watch } from './watch.ts'

export const en = { approve, compose, drills, inForce, map, reach, setUp, shell, state, timeline, watch }
