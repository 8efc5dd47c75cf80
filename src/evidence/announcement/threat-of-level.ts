/** “Red is declared for Yelets”: which danger that is, the name of the level says on the ladder of whoever warns there. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Ladder } from '#threats'
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
    // What a lowering is about is the danger that was stood down, not the one that stays.
    const colour = event.action === 'lower' ? event.stoodDown : event.colour
    if (event.threat !== null || colour === null) return false
    const used = ladders.find(({ areas }) => isWithin(event, areas, hierarchy))
    const threat = used === undefined ? undefined : threatOf(used.ladder, colour)
    if (threat === undefined) return false
    event.threat = threat
    return true
  })
}

function isWithin({ areas }: Event, outer: readonly AreaCode[], hierarchy: Hierarchy): boolean {
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
