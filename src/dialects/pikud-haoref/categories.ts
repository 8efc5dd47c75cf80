/** How our threats and levels become the numbers of Pikud HaOref and of tzevaadom: data, and the questions asked of it. */
import type { Mode } from '#base'
import type { Gravity, ThreatId } from '#threats'
import { mapped, type DialectMapping } from '../mapping.ts'

/** The same danger in each of the three numberings. */
export interface Category {
  /** `cat` of what is in force. */
  readonly live: number
  /** `category` of the history, which counts otherwise. */
  readonly history: number
  /** `threat` of the socket. */
  readonly socket: number
}

const categories: readonly Category[] = [
  { live: 1, history: 1, socket: 0 },
  { live: 2, history: 4, socket: 8 },
  { live: 3, history: 7, socket: 3 },
  { live: 4, history: 9, socket: 6 },
  { live: 5, history: 11, socket: 4 },
  { live: 6, history: 2, socket: 5 },
  { live: 7, history: 12, socket: 1 },
  { live: 13, history: 10, socket: 2 },
]
/** Pre-alerts and ends share a number in what is in force; clients tell them apart by the title. */
const flash = { live: 10, preAlert: 14, end: 13 } as const
const drillAdds = { live: 100, history: 14 } as const

export const pikudHaorefMapping: DialectMapping = {
  threats: [
    {
      ours: ['cruise-missile', 'ballistic-missile', 'aeroballistic-missile', 'guided-bomb'],
      theirs: '1',
      because: 'rockets and missiles: history 1, threat 0',
    },
    { ours: ['rocket-artillery', 'artillery'], theirs: '1', because: 'it has no category of its own' },
    {
      ours: ['air-raid'],
      theirs: '1',
      because: 'what comes is not said, and this is the category that leaves the least time',
    },
    { ours: ['drone', 'aircraft'], theirs: '6', because: 'hostile aircraft: history 2, threat 5' },
    { ours: ['earthquake'], theirs: '3', because: 'history 7, threat 3' },
    { ours: ['radiation'], theirs: '4', because: 'history 9, threat 6' },
    { ours: ['tsunami'], theirs: '5', because: 'history 11, threat 4' },
    { ours: ['chemical'], theirs: '7', because: 'hazardous material: history 12, threat 1' },
    { ours: ['*'], theirs: '2', because: 'general: history 4, threat 8; the text says what it is' },
  ],
  levels: [
    { ours: ['danger'], theirs: 'the category of its threat' },
    {
      ours: ['advisory'],
      theirs: '10',
      because:
        'a pre-alert, the only step below an alert: history 14; it makes clients watch, and wakes nobody',
    },
  ],
  areas:
    'the Hebrew name of an area, else its name in the authority’s first language; with it everything that lies in it',
  unsaid: [
    'Any advisory is a pre-alert, whose title says that alerts are expected in the coming minutes: it errs towards warning. Clients tell a pre-alert from an end by that title, so that the alert’s own words stand in desc.',
    'A lapse is not told as an end: nobody said that it is over.',
    'An end is not told for a place that stays under a danger; where a pre-alert stays, it is told again a second after the end.',
    'Alerts.json shows one category at a time. What is new comes first, then dangers that stand, then pre-alerts that stand; live ones always before drills. The history has them all.',
    'The socket can mark only an alert as a drill, so that of drills neither pre-alerts (they are told as alerts marked isDrill) nor ends are told by it. Tests never appear.',
    'A local time is ambiguous in the hour that a change of clocks repeats.',
    'Places of the same name are one place.',
    '13 (terrorists) is never said.',
  ],
}

export function categoryOf(threat: ThreatId): Category {
  const live = Number(mapped(pikudHaorefMapping.threats, threat))
  return categories.find((one) => one.live === live)!
}

export type What = 'alert' | 'pre-alert' | 'end'

export function whatIs(gravity: Gravity): What {
  return gravity === 'danger' ? 'alert' : 'pre-alert'
}

export function liveNumber(what: What, threat: ThreatId, mode: Mode): number {
  const number = what === 'alert' ? categoryOf(threat).live : flash.live
  return mode === 'live' ? number : number + drillAdds.live
}

export function historyNumber(what: What, threat: ThreatId, mode: Mode): number {
  const number =
    what === 'alert' ? categoryOf(threat).history : what === 'pre-alert' ? flash.preAlert : flash.end
  return mode === 'live' ? number : number + drillAdds.history
}
