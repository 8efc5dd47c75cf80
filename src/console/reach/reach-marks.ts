/** The marks of what is known of a target, as SCREENS.md draws sirens on the map. */
import type { SirenOnMap } from '../map/mark.ts'
import type { ReachState } from './rows.ts'

export const reachMarks: { readonly [state in ReachState]: string } = {
  ...{ pending: '○', sounding: '●', confirmed: '✓', failed: '✕', unknown: '?' },
  ...{ 'handed-over': '◑', overtaken: '↷' },
}

/** How a row's siren stands on the map. */
export const onMap: { readonly [state in ReachState]: SirenOnMap['status'] } = {
  ...{ pending: 'pending', sounding: 'sounding', confirmed: 'passed', failed: 'failed', unknown: 'unknown' },
  ...{ 'handed-over': 'pending', overtaken: 'unknown' },
}
