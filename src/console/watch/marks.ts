/** The map of what is in force: each area by the gravest that holds in it, a part of it, or has just ended there. Pure. */
import type { BoardEnding, BoardLine, BoardView, MapArea } from '../duty.ts'
import type { AreaMark } from '../map/mark.ts'

export interface MarkWords {
  readonly line: (line: BoardLine) => string
  readonly letter: (line: BoardLine) => string
  readonly ending: (ending: BoardEnding) => string
  readonly partly: string
  readonly nothing: string
}

const shownFor = 3_600_000

export function marksOf(
  board: Pick<BoardView, 'lines' | 'endings'>,
  areas: ReadonlyMap<string, Pick<MapArea, 'parent' | 'shape'>>,
  now: number,
  words: MarkWords,
  chosen?: string,
): ReadonlyMap<string, AreaMark> {
  const marks = new Map<string, AreaMark>()
  for (const ending of board.endings.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    if (ending.how !== 'lapsed' && now - Date.parse(ending.at) >= shownFor) continue
    // A lapse must not hide behind an all-clear for something else.
    if (marks.get(ending.area)?.state === 'lapsed') continue
    const state = ending.how === 'lapsed' ? 'lapsed' : 'ended'
    marks.set(ending.area, { state, said: words.ending(ending) })
  }
  const gravest = board.lines.toSorted((a, b) => weight(a) - weight(b))
  // What holds where no shape is known holds in a part of what it lies in.
  for (const line of gravest) {
    const around = shapedAround(areas, line.area)
    if (around === undefined) continue
    const said = `${words.line(line)}, ${words.partly}`
    marks.set(around, { state: 'partly', gravity: line.gravity, letter: words.letter(line), said })
  }
  for (const line of gravest)
    // A lapse must not hide behind something milder that still stands.
    if (line.gravity === 'danger' || marks.get(line.area)?.state !== 'lapsed')
      marks.set(line.area, { state: line.gravity, letter: words.letter(line), said: words.line(line) })
  if (chosen !== undefined)
    marks.set(chosen, { ...(marks.get(chosen) ?? { state: 'nothing', said: words.nothing }), chosen: 'yes' })
  return marks
}

function weight({ gravity, height }: BoardLine): number {
  return (gravity === 'danger' ? 1_000 : 0) + height
}

function shapedAround(
  areas: ReadonlyMap<string, Pick<MapArea, 'parent' | 'shape'>>,
  code: string,
): string | undefined {
  if (areas.get(code)?.shape !== 'none') return undefined
  for (let at = areas.get(code)?.parent ?? null; at !== null; at = areas.get(at)?.parent ?? null)
    if (areas.get(at)?.shape !== 'none') return at
  return undefined
}
