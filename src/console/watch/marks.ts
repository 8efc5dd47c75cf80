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
  const weights = new Map<string, number>()
  /** Nothing milder takes the place of something graver. */
  const put = (code: string, weighs: number, mark: AreaMark) => {
    if (weighs < (weights.get(code) ?? 0)) return
    weights.set(code, weighs)
    marks.set(code, mark)
  }
  for (const ending of board.endings.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const { area, how } = ending
    if (how === 'lapsed') put(area, lapse, { state: 'lapsed', said: words.ending(ending) })
    else if (now - Date.parse(ending.at) < shownFor)
      put(area, 0, { state: 'ended', said: words.ending(ending) })
  }
  const gravest = board.lines.toSorted((a, b) => weight(a) - weight(b))
  // What holds where no shape is known holds in a part of what it lies in.
  for (const line of gravest) {
    const around = shapedAround(areas, line.area)
    if (around === undefined) continue
    const said = `${words.line(line)}, ${words.partly}`
    const letter = words.letter(line)
    put(around, weight(line), { state: 'partly', gravity: line.gravity, letter, said })
  }
  const standing = new Map<string, BoardLine>()
  const markOf = (line: BoardLine): AreaMark => ({
    ...{ state: line.gravity, letter: words.letter(line), said: words.line(line) },
  })
  for (const line of gravest) {
    standing.set(line.area, line)
    put(line.area, weight(line), markOf(line))
  }
  if (chosen !== undefined && !marks.has(chosen)) marks.set(chosen, { state: 'nothing', said: words.nothing })
  // What holds around an area holds in it: an ending of its own does not hide it, nor anything milder.
  for (const code of marks.keys())
    for (let at = areas.get(code)?.parent ?? null; at !== null; at = areas.get(at)?.parent ?? null) {
      const line = standing.get(at)
      if (line !== undefined) put(code, weight(line), markOf(line))
    }
  if (chosen !== undefined) marks.set(chosen, { ...marks.get(chosen)!, chosen: 'yes' })
  return marks
}

/** A lapse hides neither behind an all-clear for something else nor behind something milder than danger. */
const lapse = 1_000

function weight({ gravity, height }: BoardLine): number {
  return (gravity === 'danger' ? lapse : 0) + height
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
