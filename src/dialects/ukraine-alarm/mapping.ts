/** How our threats, levels and areas become UkraineAlarm's: data, and the two words that everything else here uses. */
import type { Gravity, ThreatId } from '#threats'
import { mapped, type DialectMapping } from '../mapping.ts'

export const alarmTypes = ['AIR', 'ARTILLERY', 'CHEMICAL', 'NUCLEAR', 'UNKNOWN'] as const
export type AlarmType = (typeof alarmTypes)[number]
export type AlarmLevel = 'Red' | 'Yellow'

export const mapping: DialectMapping = {
  threats: [
    {
      ours: [
        ...['air-raid', 'drone', 'aircraft', 'cruise-missile'],
        ...['ballistic-missile', 'aeroballistic-missile', 'guided-bomb'],
      ],
      theirs: 'AIR',
      because: 'whatever comes from the air; which of them it is stands in the reason of the level',
    },
    { ours: ['artillery', 'rocket-artillery'], theirs: 'ARTILLERY' },
    { ours: ['chemical'], theirs: 'CHEMICAL' },
    { ours: ['radiation'], theirs: 'NUCLEAR' },
    {
      ours: ['*'],
      theirs: 'UNKNOWN',
      because:
        'clients pass INFO over, and Home Assistant has no sensor for it; UNKNOWN it shows, and others take it for an alarm',
    },
  ],
  levels: [
    { ours: ['advisory'], theirs: 'Yellow' },
    { ours: ['danger'], theirs: 'Red' },
  ],
  areas: 'ids of UkraineAlarm’s own tree, from `codes["ukraine-alarm"]`: as `tocsin areas import` joins them',
  unsaid: [
    'Drills and tests: there is no word for them, so they do not appear.',
    'URBAN_FIGHTS and INFO: nothing of ours becomes one of them.',
    'What to do, until when, and who warns: there is no field for it.',
    'More than two levels: a higher step of a ladder is told by its name in the reason alone.',
    'A withdrawn alert: it is not there any more, like one that ended.',
    'Areas without an id: an alert of one that is divided is told for its parts, one of a part is left out and counted.',
  ],
}

const types = new Map<ThreatId, AlarmType>()

export function alarmType(threat: ThreatId): AlarmType {
  let type = types.get(threat)
  if (type === undefined) types.set(threat, (type = mapped(mapping.threats, threat) as AlarmType))
  return type
}

export function alarmLevel(gravity: Gravity): AlarmLevel {
  return mapped(mapping.levels, gravity) as AlarmLevel
}
