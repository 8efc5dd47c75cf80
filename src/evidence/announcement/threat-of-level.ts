/** “Red is declared for Yelets”: which danger that is, the name of the level says on the ladder of whoever warns there. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Ladder } from '#threats'
import type { PlaceMention } from '../place/places-in-text.ts'
import { wordsOf } from '../text/text-words.ts'
import type { Event } from './events.ts'
import { tagDangers, type SaidThreat } from './danger-words.ts'

export interface LadderOf {
  readonly ladder: Ladder
  /** Where it is used to warn. */
  readonly areas: readonly AreaCode[]
}

/** Gives events that name a level and no danger the one of the level’s name; returns those it gave one. */
export function threatsOfLevels(
  events: readonly Event[],
  ladders: readonly LadderOf[],
  hierarchy: Hierarchy,
): readonly Event[] {
  return events.filter((event) => {
    if (event.threat !== null || event.colour === null) return false
    // “In the rest”, “in the districts named before”: of the region that the same text speaks of.
    const where = event.areas.length > 0 ? event.areas : events.flatMap(({ areas }) => areas)
    const ladder = ladders.find(({ areas }) => isWithin(where, areas, hierarchy))?.ladder
    if (ladder === undefined) return false
    // What a lowering is about is the danger that was stood down, not the one that stays.
    const colour = event.action === 'lower' ? (event.stoodDown ?? above(ladder, event.colour)) : event.colour
    const threat = colour === undefined ? undefined : threatOf(ladder, colour)
    if (threat === undefined) return false
    event.threat = threat
    return true
  })
}

/** “Lowered to yellow”: from the only level there is above it. */
function above({ levels }: Ladder, colour: string): string | undefined {
  const own = levels.filter((level) => level.colour === colour).map(({ height }) => height)
  const higher = levels.filter(({ height }) => height > Math.max(...own))
  return own.length > 0 && higher.length === 1 ? higher[0]!.colour : undefined
}

function isWithin(areas: readonly PlaceMention[], outer: readonly AreaCode[], hierarchy: Hierarchy): boolean {
  return (
    areas.length > 0 &&
    areas.every(
      ({ decision, candidates }) =>
        decision === 'one' && outer.some((code) => hierarchy.contains(code, candidates[0]!.area.code)),
    )
  )
}

/** Undefined where the colour is that of several levels or the names say no danger, or not the same one. */
function threatOf({ levels }: Ladder, colour: string): SaidThreat | undefined {
  const ofColour = levels.filter((level) => level.colour === colour)
  if (ofColour.length !== 1) return undefined
  const said = new Set<SaidThreat>()
  for (const name of Object.values(ofColour[0]!.names))
    for (const tag of tagDangers(wordsOf(name)).values()) if (tag.kind === 'threat') said.add(tag.threat)
  return said.size === 1 ? [...said][0] : undefined
}
