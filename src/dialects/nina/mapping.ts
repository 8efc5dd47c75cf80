/** How our words become NINA's: severities are CAP's own, kinds of danger are the codes that MoWaS gives its symbols by. */
import { mowasDressing } from '#cap'
import type { ThreatId } from '#threats'
import { mapped, type DialectMapping, type MappingRow } from '../mapping.ts'

/** The name under `codes` by which areas have their Amtlicher Regionalschlüssel, twelve digits. */
export const arsScheme = 'ars'

export const eventCodeScheme = 'profile:DE-BBK-EVENTCODE'

const because: { readonly [code: string]: string } = {
  'BBK-EVC-001': 'The list is not public; this is the symbol that apps show where they know no other.',
  'BBK-EVC-031': 'The symbol for weather in apps that read this API; the list itself is not public.',
  'BBK-EVC-038': 'The symbol for floods in apps that read this API; the list itself is not public.',
  'BBK-EVC-077': 'Certain: the code of German warnings of forest fires.',
}

const [{ codes, otherwise }] = mowasDressing.eventCodes

const threats: readonly MappingRow[] = [...new Set([...Object.values(codes), otherwise])].map((theirs) => ({
  ours:
    theirs === otherwise
      ? ['*']
      : Object.entries(codes).flatMap(([threat, code]) => (code === theirs ? threat : [])),
  theirs,
  ...(because[theirs] === undefined ? {} : { because: because[theirs] }),
}))

export const ninaMapping: DialectMapping = {
  threats,
  levels: [
    {
      ours: ['danger', 'advisory'],
      theirs: 'severity',
      because:
        'Each level of a ladder has a severity, an urgency and a certainty in CAP’s words, and these are CAP’s.',
    },
  ],
  areas: 'Amtlicher Regionalschlüssel (ARS), twelve digits: `ars` among an area’s codes',
  unsaid: [
    'Drills and tests: the dashboard, the map, the feed and the history have no place for them, so that they are not there; the warning itself has a status and says Exercise or Test.',
    'What to do is part of the description; there is no instruction and no instruction code of its own.',
    'An alert that nobody renewed is neither cleared nor cancelled: its warning answers with an Update that says so.',
    'Most of our threats have no event code that is publicly known, and get the general symbol.',
  ],
}

export function eventCodeOf(threat: ThreatId): string {
  return mapped(ninaMapping.threats, threat)
}

/** Every code that is given here. */
export const eventCodes: readonly string[] = ninaMapping.threats.map(({ theirs }) => theirs).toSorted()
