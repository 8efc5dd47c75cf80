/** The map while an alert is composed: what is in force, and what is chosen on top of it. */
import type { AreaCode, Hierarchy } from '#areas'
import type { BoardLine } from '../duty.ts'
import type { AreaMark } from '../map/mark.ts'

/** `said` names a line: “red, drone attack threat”. `letter` is the one that stands on the area. */
export interface Saying {
  readonly said: (line: BoardLine) => string
  readonly letter: (line: BoardLine) => string
}

export function marksOf(
  lines: readonly BoardLine[],
  chosen: readonly string[],
  hierarchy: Hierarchy,
  { said, letter }: Saying,
): ReadonlyMap<string, AreaMark> {
  const marks = new Map<string, AreaMark>()
  // The gravest line of an area decides how it looks; the board tells the highest first.
  const top = new Map<string, BoardLine>()
  for (const line of lines) if (!top.has(line.area)) top.set(line.area, line)
  const markOf = (code: string): AreaMark => {
    const above = hierarchy.ancestors(code as AreaCode).map((area) => area.code)
    const line = [code, ...above].map((one) => top.get(one)).find((one) => one !== undefined)
    return line === undefined
      ? { state: 'nothing', said: '' }
      : { state: line.gravity, letter: letter(line), said: said(line) }
  }
  for (const code of top.keys()) marks.set(code, markOf(code))
  for (const code of chosen) {
    marks.set(code, { ...markOf(code), chosen: 'yes' })
    // What lies in a chosen area and has a state of its own is chosen with it.
    for (const { code: below } of hierarchy.descendants(code as AreaCode))
      if (top.has(below)) marks.set(below, { ...markOf(below), chosen: 'yes' })
  }
  return marks
}
