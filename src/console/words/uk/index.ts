/** The console in Ukrainian, gathered from its screens. */
import type { ConsoleWords } from '../../words.ts'
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

export const uk: ConsoleWords = {
  approve,
  compose,
  drills,
  inForce,
  map,
  reach,
  setUp,
  shell,
  state,
  timeline,
  watch,
}
