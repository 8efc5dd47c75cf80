/** The console in Hebrew: what the frame and the Watch say, and what comes with the screen that says it. */
import type { SpokenWords } from '../../words.ts'
import { inForce } from './in-force.ts'
import { map } from './map.ts'
import { shell } from './shell.ts'
import { state } from './state.ts'
import { timeline } from './timeline.ts'
import { watch } from './watch.ts'

export const he: SpokenWords = {
  first: { inForce, map, shell, state, timeline, watch },
  later: {
    approve: async () => (await import('./approve.ts')).approve,
    callOuts: async () => (await import('./call-outs.ts')).callOuts,
    cases: async () => (await import('./cases.ts')).cases,
    checklists: async () => (await import('./checklists.ts')).checklists,
    compose: async () => (await import('./compose.ts')).compose,
    damage: async () => (await import('./damage.ts')).damage,
    drills: async () => (await import('./drills.ts')).drills,
    evidence: async () => (await import('./evidence.ts')).evidence,
    reach: async () => (await import('./reach.ts')).reach,
    report: async () => (await import('./report.ts')).report,
    setUp: async () => (await import('./set-up.ts')).setUp,
    sites: async () => (await import('./sites.ts')).sites,
  },
}
