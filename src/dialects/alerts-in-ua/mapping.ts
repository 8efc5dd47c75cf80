/** How our threats and levels become those of alerts.in.ua: data, and the two questions that are asked of it. */
import type { Gravity, ThreatId } from '#threats'
import { mapped, type DialectMapping } from '../mapping.ts'

/** What its clients sort alerts by; fighting in the streets has no counterpart here. */
export type AlertType = 'air_raid' | 'artillery_shelling' | 'chemical' | 'nuclear'
export type AlertLevel = 'red' | 'yellow'

const notSaid = 'not said'

export const alertsInUaMapping: DialectMapping = {
  threats: [
    { ours: ['drone'], theirs: 'air_raid/drones' },
    { ours: ['air-raid'], theirs: 'air_raid/unknown', because: 'what comes is not said' },
    {
      ours: ['aircraft'],
      theirs: 'air_raid/tactic_aircraft_activity',
      because: 'ours does not say which aircraft; its word for strategic ones means that missiles may follow',
    },
    { ours: ['cruise-missile'], theirs: 'air_raid/cruise_missiles' },
    {
      ours: ['ballistic-missile', 'aeroballistic-missile'],
      theirs: 'air_raid/ballistic_missiles',
      because: 'both leave minutes; its word for the second is the take-off of the aircraft that carries it',
    },
    { ours: ['guided-bomb'], theirs: 'air_raid/guided_aerial_bombs' },
    { ours: ['rocket-artillery', 'artillery'], theirs: 'artillery_shelling' },
    { ours: ['chemical'], theirs: 'chemical' },
    { ours: ['radiation'], theirs: 'nuclear' },
    {
      ours: ['*'],
      theirs: notSaid,
      because: 'a siren for an air raid would send people to the wrong place in a flood or a fire',
    },
  ],
  levels: [
    { ours: ['danger'], theirs: 'red' },
    {
      ours: ['advisory'],
      theirs: 'yellow',
      because: 'in the one-letter answers it is A all the same, and notes says that it is an advisory',
    },
  ],
  areas: 'uid: the code `alerts-in-ua` of an area, a whole number up to 99999',
  unsaid: [
    'Threats of nature, unexploded ordnance and other dangers are left out and counted.',
    'Drills and tests never appear: it has no word for them.',
    'The one-letter answers don’t tell an advisory from a danger: both are A, or P in part.',
    'An area without a uid is left out and counted, unless parts of it have one: then it is said of those.',
    'urban_fights is never sent.',
  ],
}

interface Kind {
  readonly type: AlertType
  /** Of a threat line; absent where the type says it all. */
  readonly threat: string | undefined
}

const kinds = new Map<ThreatId, Kind | undefined>()

/** Undefined where nothing may be said of it. */
export function kindOf(threat: ThreatId): Kind | undefined {
  if (!kinds.has(threat)) {
    const theirs = mapped(alertsInUaMapping.threats, threat)
    const [type, line] = theirs.split('/') as [AlertType, string?]
    kinds.set(threat, theirs === notSaid ? undefined : { type, threat: line })
  }
  return kinds.get(threat)
}

export function levelOf(gravity: Gravity): AlertLevel {
  return mapped(alertsInUaMapping.levels, gravity) as AlertLevel
}
