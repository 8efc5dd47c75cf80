/** What has ended for an area and is still told of: each danger once, and what lapsed in a part of it, which is not over. */
import { lineKey, type AreaNow, type Board, type EndedLine } from '#alerts'
import type { AreaCode, Hierarchy } from '#areas'
import { hour, plus, type Instant } from '#base'

export interface EndedHere {
  readonly ending: EndedLine
  /** Where, if it was said of parts of the area only. */
  readonly parts: readonly AreaCode[]
}

/** An all-clear and a retraction are told of for so long; a lapse until somebody clears it. */
const toldFor = hour

/** The latest first; lapses in parts last. */
export function endedHere(board: Board, hierarchy: Hierarchy, now: AreaNow, at: Instant): EndedHere[] {
  const oldest = plus(at, -toldFor)
  const found = new Map<string, { ending: EndedLine; parts: AreaCode[] }>()
  for (const ending of now.endings) {
    const isTold = ending.how === 'lapsed' || ending.at > oldest
    // Said of the area and of one around it: one danger, of which the latest ending counts.
    if (isTold && !found.has(lineKey(ending))) found.set(lineKey(ending), { ending, parts: [] })
  }
  const whole = new Set(
    now.lines.flatMap((line) => (line.via === 'partial' ? [] : lineKey({ ...line, mode: now.mode }))),
  )
  if (hierarchy.children(now.area).length > 0)
    for (const ending of board.endings()) {
      const key = lineKey(ending)
      if (ending.how !== 'lapsed' || ending.mode !== now.mode || whole.has(key)) continue
      if (ending.area === now.area || !hierarchy.contains(now.area, ending.area)) continue
      const known = found.get(key)
      if (known === undefined || known.ending.how !== 'lapsed')
        found.set(key, { ending, parts: [ending.area] })
      else if (known.parts.length > 0) known.parts.push(ending.area)
    }
  return [...found.values()].map(({ ending, parts }) => ({ ending, parts: parts.sort() }))
}

export function lastEndedAt({ endings }: AreaNow): Instant | undefined {
  return endings.find(({ how }) => how === 'all-clear')?.at
}
