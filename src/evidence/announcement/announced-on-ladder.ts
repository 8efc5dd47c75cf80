/** Gives what a text declares the threat, ladder and level of the authority that would warn of it. */
import { fold, stemOf } from '#areas'
import type { Ladder, LadderId, Level, LevelId, ThreatId } from '#threats'
import type { ReadLine } from './announcement.ts'
import type { SaidThreat } from './danger-words.ts'
import { doubtAt, type Doubt } from './doubts.ts'

export interface OnLadder {
  readonly threat: ThreatId | null
  readonly ladder: LadderId | null
  readonly level: LevelId | null
}

/** The catalogue's threat for what texts call a danger; broad words stand for what is meant most often, and are doubted; the others are its own. */
const catalogued: { readonly [said in SaidThreat]?: string } = {
  'air-raid': 'air-raid',
  missile: 'cruise-missile',
  ballistic: 'ballistic-missile',
  aeroballistic: 'aeroballistic-missile',
}

export function cataloguedThreat(threat: SaidThreat): ThreatId {
  return (catalogued[threat] ?? threat) as ThreatId
}

type Declared = Pick<ReadLine, 'action' | 'threat' | 'colour' | 'quote'>

/** Null where the text leaves it open, or the ladder has no such step: then a person chooses. */
export function onLadder(line: Declared, ladder: Ladder): OnLadder {
  const only = ladder.threats?.length === 1 ? ladder.threats[0]! : null
  const level = levelOf(line, ladder)
  const named = line.threat === null ? null : cataloguedThreat(line.threat)
  // “Air danger” is the name of a ladder's step, and what the ladder warns of, before it is a threat of its own.
  const isStep = level !== undefined && only !== null && (named === null || named === 'air-raid')
  const threat = isStep ? only : named
  if (threat === null) return { threat, ladder: ladder.id, level: level?.id ?? null }
  if (ladder.threats !== undefined && !ladder.threats.includes(threat))
    return { threat, ladder: null, level: null }
  return { threat, ladder: ladder.id, level: level?.id ?? null }
}

/** The step that a line names, by its colour or by its name; the only one where there is but one. */
function levelOf({ action, colour, quote }: Declared, ladder: Ladder): Level | undefined {
  if (colour !== null) {
    const ofColour = ladder.levels.filter((level) => level.colour === colour)
    return ofColour.length === 1 ? ofColour[0] : undefined
  }
  if (ladder.levels.length === 1) return ladder.levels[0]
  // What is lowered names the step that it leaves.
  if (action === 'lower') return undefined
  const said = stemsOf(quote.text)
  const named = ladder.levels.filter(({ names }) =>
    Object.values(names).some((name) => [...stemsOf(name)].every((stem) => said.has(stem))),
  )
  return named.length === 1 ? named[0] : undefined
}

/** What people call drones in announcements stands in no ladder's names. */
const sameWords: { readonly [word: string]: string } = {
  бпла: 'дрон',
  беспилотников: 'дрон',
  безпілотників: 'дрон',
  uav: 'drone',
  uavs: 'drone',
  drones: 'drone',
  дронов: 'дрон',
  дронів: 'дрон',
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(
    fold(text)
      .split(' ')
      .map((word) => stemOf(sameWords[word] ?? word)),
  )
}

/** The reading's doubts as they stand once the ladder has spoken: what it answers is none, what it has no step for is one. */
export function doubtsOnLadder(
  lines: readonly Declared[],
  doubts: readonly Doubt[],
  ladder: Ladder,
): readonly Doubt[] {
  const placed = lines.map((line) => ({ line, on: onLadder(line, ladder) }))
  const answered = (doubt: Doubt) =>
    doubt.code === 'no-threat' &&
    placed.some(({ line, on }) => line.quote.start === doubt.quote.start && on.threat !== null)
  return [
    ...doubts.filter((doubt) => !answered(doubt)),
    ...placed.flatMap(({ line, on }) =>
      on.threat !== null && on.ladder === null
        ? [doubtAt('threat-off-ladder', line.quote)]
        : on.level === null && line.action !== 'lower' && line.action !== 'info'
          ? [doubtAt('no-level', line.quote)]
          : [],
    ),
  ]
}
