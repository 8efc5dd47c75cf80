/**
 * Everything that the broker keeps for Home Assistant, as one state: what a topic says follows from the board alone, so that a
 * message which comes late says what is true then. Drills and tests never reach what says that a warning is in force.
 */
import type { AreaCode } from '#areas'
import type { Issued } from '#alerts'
import { alertsById, detailsOf, type Around, type Details, type Shown } from './details.ts'
import { announcementsOf, type Announced } from './entities.ts'
import { levelOptions, noLevel } from './levels.ts'
import { sirensOf, type SirenHere } from './sirens.ts'
import { stateTopic, statusTopic, type Place } from './topics.ts'

export interface Installation extends Place, Around {
  /** `exercises`: it warns of nothing, and can’t say that nothing is in force. */
  readonly service: 'live' | 'exercises'
  readonly issuer: string
  readonly publicUrl: string
  /** Those that a person chose. */
  readonly areas: readonly AreaCode[]
}

/** Home Assistant’s word for a state that nobody knows. */
const unknown = 'None'

/** By topic, in the order in which they are sent: that we are there comes last, when everything else is true. */
export function messagesOf(
  shown: Shown,
  sirens: readonly SirenHere[],
  of: Installation,
): ReadonlyMap<string, string> {
  const messages = new Map<string, string>()
  const announced: Announced = { ...of, options: levelOptions(of.book, of.ladder) }
  const byId = alertsById(shown)
  for (const code of of.areas) addArea(messages, { shown, byId, sirens, of, announced }, code)
  messages.set(statusTopic(of), 'online')
  return messages
}

/** Areas that were chosen and that the map doesn’t have. */
export function unknownAreas(
  { areas }: Installation,
  { hierarchy }: Pick<Shown, 'hierarchy'>,
): readonly AreaCode[] {
  return areas.filter((code) => hierarchy.get(code) === undefined)
}

interface Ground {
  readonly shown: Shown
  readonly byId: ReadonlyMap<string, Issued>
  readonly sirens: readonly SirenHere[]
  readonly of: Installation
  readonly announced: Announced
}

function addArea(messages: Map<string, string>, ground: Ground, code: AreaCode): void {
  const { shown, byId, of, announced } = ground
  const area = shown.hierarchy.get(code)
  if (area === undefined) return
  const heard = sirensOf(ground.sirens, shown.hierarchy, code)
  const say = (what: string, text: string) => void messages.set(stateTopic(of, code, what), text)

  for (const [topic, payload] of announcementsOf(announced, area))
    if (heard !== undefined || !topic.startsWith(`${of.prefix}/siren/`)) messages.set(topic, payload)
  const live = detailsOf(shown, byId, area, 'live', of)
  // Attributes come first: an automation that a state starts reads them.
  say('details', JSON.stringify(live))
  say('in_force', of.service === 'live' ? inForce(live) : unknown)
  say('level', of.service === 'live' ? level(live) : unknown)
  for (const mode of ['drill', 'test'] as const) {
    const details = detailsOf(shown, byId, area, mode, of)
    say(`${mode}_details`, JSON.stringify(details))
    say(mode, inForce(details))
  }
  if (heard === undefined) return
  say('sirens_details', JSON.stringify(heard))
  const isUnknown = of.service !== 'live' || (heard.sounding === 0 && heard.unknown > 0)
  say('sirens', isUnknown ? unknown : heard.sounding > 0 ? 'ON' : 'OFF')
}

/** What lapsed is not over: off would say that it is. */
function inForce({ warnings, lapsed }: Details): string {
  return warnings.length > 0 ? 'ON' : lapsed.length > 0 ? unknown : 'OFF'
}

function level({ warnings, lapsed, level: said }: Details): string {
  return warnings.length > 0 ? said : lapsed.length > 0 ? unknown : noLevel
}
