/** The state of one area: its own lines, what it inherits from above, and what only parts of it are under. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Instant, Mode } from '#base'
import type { Gravity, LadderId, LevelId, ThreatId } from '#threats'
import { lineKey, type BoardView, type BoardLine, type EndedLine, type LineAlert } from './board.ts'

/** `own`: said of this very area. `inherited`: said of an area around it. `whole`: said of every part of it. `partial`: of some parts. */
export type Via = 'own' | 'inherited' | 'whole' | 'partial'

export interface LineNow {
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly gravity: Gravity
  readonly height: number
  readonly via: Via
  /** The earliest of its alerts. */
  readonly since: Instant
  readonly alerts: readonly LineAlert[]
  /** The areas it was said of. */
  readonly of: readonly AreaCode[]
}

export interface AreaNow {
  readonly area: AreaCode
  readonly mode: Mode
  /** Per threat the highest first; danger before advisory. */
  readonly lines: readonly LineNow[]
  /** The line that decides what this area looks like and does: the gravest that holds for all of it, else the gravest in part. */
  readonly top: LineNow | null
  readonly endings: readonly EndedLine[]
}

export function areaNow(board: BoardView, hierarchy: Hierarchy, code: AreaCode, mode: Mode): AreaNow {
  const found = new Map<string, { line: BoardLine; via: Via; lines: BoardLine[] }>()
  const take = (line: BoardLine, via: Via) => {
    if (line.mode !== mode) return
    const key = lineKey(line)
    const known = found.get(key)
    if (known === undefined) found.set(key, { line, via, lines: [line] })
    else known.lines.push(line)
  }
  for (const line of board.linesAt(code)) take(line, 'own')
  const around = hierarchy.ancestors(code)
  for (const outer of around) for (const line of board.linesAt(outer.code)) take(line, 'inherited')
  for (const line of linesBelow(board, hierarchy, code, mode)) take(line, 'partial')
  const lines = [...found.values()].map(({ line, via, lines: all }): LineNow => {
    const { threat, ladder, level, gravity, height } = line
    const said =
      via === 'partial' && coversEveryPart(hierarchy, code, new Set(all.map((one) => one.area)))
        ? 'whole'
        : via
    // What holds for the whole area was not said of parts: those would only repeat it.
    const ofThis =
      via === 'partial'
        ? all
        : all.filter((one) => one.area === code || around.some((outer) => outer.code === one.area))
    const alerts = uniqueAlerts(ofThis)
    const since = (alerts[0] as LineAlert).since
    return {
      threat,
      ladder,
      level,
      gravity,
      height,
      via: said,
      since,
      alerts,
      of: ofThis.map((one) => one.area).sort(),
    }
  })
  lines.sort(gravestFirst)
  const endings = [code, ...around.map((outer) => outer.code)].flatMap((one) =>
    board.endingsAt(one).filter((line) => line.mode === mode && !found.has(lineKey(line))),
  )
  endings.sort(latestFirst)
  return {
    area: code,
    mode,
    lines,
    top: lines.find((line) => line.via !== 'partial') ?? lines[0] ?? null,
    endings,
  }
}

/** Danger before advisory, then the higher step, then the one that has lasted longer. */
export function gravestFirst(a: LineNow, b: LineNow): number {
  if (a.gravity !== b.gravity) return a.gravity === 'danger' ? -1 : 1
  return (
    b.height - a.height ||
    compare(a.since, b.since) ||
    compare(a.threat, b.threat) ||
    compare(a.ladder, b.ladder) ||
    compare(a.level, b.level)
  )
}

/** The same alerts in the same order wherever they are counted, so that one state of the ledger is one text. */
export function longestFirst(a: LineAlert, b: LineAlert): number {
  return compare(a.since, b.since) || compare(a.alert, b.alert)
}

export function latestFirst(a: EndedLine, b: EndedLine): number {
  return compare(b.at, a.at) || compare(a.area, b.area) || compare(lineKey(a), lineKey(b))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function* linesBelow(
  board: BoardView,
  hierarchy: Hierarchy,
  code: AreaCode,
  mode: Mode,
): Iterable<BoardLine> {
  if (hierarchy.children(code).length === 0) return
  // There are far fewer lines in force than areas in a country, so the lines are walked, not the descendants.
  for (const line of board.lines()) {
    if (line.mode === mode && line.area !== code && hierarchy.contains(code, line.area)) yield line
  }
}

function coversEveryPart(hierarchy: Hierarchy, code: AreaCode, under: ReadonlySet<AreaCode>): boolean {
  const parts = hierarchy.children(code)
  return (
    parts.length > 0 &&
    parts.every((part) => under.has(part.code) || coversEveryPart(hierarchy, part.code, under))
  )
}

function uniqueAlerts(lines: readonly BoardLine[]): LineAlert[] {
  const byId = new Map(lines.flatMap((line) => line.alerts.map((one) => [one.alert, one] as const)))
  return [...byId.values()].sort(longestFirst)
}
