/** What the residents' pages say of themselves; the compiler names a text that is missing in a language. */
import type { Mode } from '#base'

export interface NowWords {
  /** The language's own name, and how it is written where there is room for two letters. */
  readonly name: string
  readonly short: string
  readonly mode: { readonly [mode in Mode]: string }
  readonly modeMeans: { readonly [mode in Mode]: string }
  readonly demonstration: string
  readonly drill: { readonly [state in 'announced' | 'running']: string }
  readonly drillMeans: string
  readonly nothing: string
  readonly nothingMeans: string
  readonly lastEnded: string
  readonly colours: { readonly [colour in 'yellow' | 'orange' | 'red' | 'purple']: string }
  readonly since: string
  readonly partOf: string
  readonly more: string
  readonly doNow: string
  readonly doReady: string
  readonly doIfThere: string
  readonly wait: string
  readonly stayLapsed: string
  readonly moreAdvice: string
  readonly arrivesIn: string
  readonly arrivesAt: string
  readonly arrivesNow: string
  readonly arrivesUnknown: string
  readonly shelter: string
  readonly shelterAway: string
  readonly sheltersHere: string
  readonly findShelter: string
  readonly shelterStatus: { readonly [status in 'open' | 'full' | 'closed' | 'no-power' | 'unknown']: string }
  readonly shelterReach: { readonly [reach in 'in-time' | 'too-far']: string }
  readonly noShelter: string
  readonly remnant: { readonly where: string; readonly todo: string; readonly all: string }
  readonly zone: { readonly [state in 'order' | 'warning' | 'shelter-in-place' | 'lifted']: string }
  readonly zoneMeans: { readonly [state in 'order' | 'warning' | 'shelter-in-place' | 'lifted']: string }
  readonly assembly: string
  readonly routes: string
  readonly transport: string
  readonly issuedBy: string
  readonly relayedBy: string
  readonly relayedUntil: string
  readonly allClear: string
  readonly allClearMeans: string
  readonly stillHolds: string
  readonly noDanger: string
  readonly retractedMeans: string
  readonly lapsed: string
  readonly lapsedMeans: string
  readonly nearby: string
  readonly nearbyIn: string
  readonly region: string
  readonly regionState: string
  readonly myPlaces: string
  readonly choose: string
  readonly chooseWhy: string
  readonly change: string
  readonly search: string
  readonly find: string
  readonly found: string
  readonly foundNothing: string
  readonly add: string
  readonly remove: string
  readonly chosen: string
  readonly noneChosen: string
  readonly showNow: string
  readonly mostPlaces: string
  readonly bookmark: string
  readonly share: string
  readonly shared: string
  readonly kiosk: string
  readonly notHere: string
  readonly language: string
  readonly soundsOn: string
  readonly soundsOff: string
  readonly checked: string
  readonly live: string
  readonly still: string
  readonly lost: string
  readonly lostMeans: string
  readonly times: string
  readonly minutes: string
  readonly hours: string
  readonly seconds: string
  readonly metres: string
  readonly kilometres: string
}
