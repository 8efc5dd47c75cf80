/** “The previously announced districts”: what the board has in force answers which these are. */
import type { AreaCode, Hierarchy } from '#areas'
import type { ThreatId } from '#threats'
import type { PlaceMention } from '../place/places-in-text.ts'
import type { Word } from '../text/text-words.ts'
import { cataloguedThreat } from './announced-on-ladder.ts'
import type { Event } from './events.ts'
import { is } from './words/words.ts'

/** One line of the board. */
export interface Standing {
  readonly area: AreaCode
  readonly threat: ThreatId
  /** The colour of its level, or its id. */
  readonly level: string
}

/**
 * The areas in force of the event’s threat and level, as mentions that stand on the words which refer to them; empty where the
 * board has none, and then they stay unknown.
 */
export function fromBoard(
  { threat, colour, action, start, end }: Event,
  standing: readonly Standing[],
  hierarchy: Hierarchy,
  words: readonly Word[],
): PlaceMention[] {
  const wanted = threat === null ? undefined : cataloguedThreat(threat)
  const codes = new Set(
    standing
      .filter((line) => wanted === undefined || line.threat === wanted)
      // What is lowered leaves the higher level, which its line does not keep.
      .filter(
        (line) => colour === null || (action === 'lower' ? line.level !== colour : line.level === colour),
      )
      .map(({ area }) => area),
  )
  const from = words.findIndex((word) => word.start >= start && (is(word, 'before') || is(word, 'rest')))
  if (from < 0 || words[from]!.start >= end) return []
  // “ранее введённым районам”: the words that refer to them, up to the noun.
  const last = Math.min(from + 2, words.length - 1)
  return [...codes].flatMap((code): PlaceMention[] => {
    const area = hierarchy.get(code)
    if (area === undefined) return []
    return [
      {
        ...{ from, to: last + 1, start: words[from]!.start, end: words[last]!.end },
        ...{
          unit: undefined,
          decision: 'one',
          candidates: [{ area, score: 1 }],
          role: 'warned',
          linked: 'no',
        },
      },
    ]
  })
}
