/** Gives what a text declares the threat, ladder and level of the authority that would warn of it. */
import type { Ladder, LadderId, LevelId, ThreatId } from '#threats'
import type { ReadLine } from './announcement.ts'
import type { SaidThreat } from './danger-words.ts'

export interface OnLadder {
  readonly threat: ThreatId | null
  readonly ladder: LadderId | null
  readonly level: LevelId | null
}

const catalogued: { readonly [said in SaidThreat]: string } = {
  'air-raid': 'air-raid',
  drone: 'drone',
  missile: 'cruise-missile',
  ballistic: 'ballistic-missile',
  aeroballistic: 'aeroballistic-missile',
  'guided-bomb': 'guided-bomb',
  aircraft: 'aircraft',
  artillery: 'artillery',
  chemical: 'chemical',
  radiation: 'radiation',
  other: 'other',
}

/** Null where the text leaves it open, or the ladder has no such step: then a person chooses. */
export function onLadder(line: Pick<ReadLine, 'threat' | 'colour' | 'action'>, ladder: Ladder): OnLadder {
  const named = line.threat === null ? null : (catalogued[line.threat] as ThreatId)
  const only = ladder.threats?.length === 1 ? ladder.threats[0]! : null
  const lowest = ladder.levels[0]
  // “Air danger” is the name of a ladder's first step before it is a threat of its own.
  const isStep = named === 'air-raid' && lowest?.names['en']?.toLowerCase() === 'air danger'
  const byColour = ladder.levels.filter((level) => level.colour === line.colour)
  const threat = isStep || (named === null && line.colour !== null) ? only : named
  if (threat === null) return { threat, ladder: ladder.id, level: null }
  if (ladder.threats !== undefined && !ladder.threats.includes(threat))
    return { threat, ladder: null, level: null }
  const level =
    byColour.length === 1
      ? byColour[0]!
      : isStep
        ? lowest
        : ladder.levels.length === 1
          ? lowest
          : ladder.speaks === 'the-danger' && line.action !== 'info' && only === threat
            ? ladder.levels[ladder.levels.length - 1]
            : undefined
  return { threat, ladder: ladder.id, level: level?.id ?? null }
}
