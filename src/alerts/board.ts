/** What is in force, where, right now: one line per mode, area, threat and level; kept up to date alert by alert. */
import type { AreaCode } from '#areas'
import type { AlertId, Instant, Mode } from '#base'
import type { Gravity, LadderId, LevelId, ThreatId } from '#threats'
import type { Alert, Ending, Issued } from './alert.ts'

export interface LineAlert {
  readonly alert: AlertId
  readonly since: Instant
  readonly renewBy: Instant
  /** Whether its coming lapse has been flagged. */
  readonly flagged: 'flagged' | 'in-time'
}

export interface BoardLine {
  readonly mode: Mode
  readonly area: AreaCode
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly gravity: Gravity
  readonly height: number
  /** Every alert that keeps this line in force; the line ends with the last of them. */
  readonly alerts: readonly LineAlert[]
}

/** How a line last ended. The board keeps it for about a day, a lapse until it is cleared; how long to show it is the screen's. */
export interface EndedLine {
  readonly mode: Mode
  readonly area: AreaCode
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly alert: AlertId
  readonly how: Ending
  readonly at: Instant
}

export interface Board {
  /** Lines in force, in no particular order. */
  lines(): Iterable<BoardLine>
  linesAt(area: AreaCode): readonly BoardLine[]
  /** The last ending of each line that is not in force now. */
  endings(): Iterable<EndedLine>
  endingsAt(area: AreaCode): readonly EndedLine[]
  /** Replaces what one alert contributes by what it contributes after a step. */
  move(before: Alert, after: Alert): void
  /** Takes back endings that a snapshot kept. */
  recall(endings: Iterable<EndedLine>): void
  /** Drops endings older than `at`, except lapses, which stay until they are cleared. */
  forgetEndingsBefore(at: Instant): void
}

/** For whoever only looks; what is in it may be less than the whole. */
export type BoardView = Pick<Board, 'lines' | 'linesAt' | 'endings' | 'endingsAt'>

type LineKey = string

interface Held {
  readonly line: Omit<BoardLine, 'alerts'>
  readonly alerts: Map<AlertId, LineAlert>
}

export function emptyBoard(): Board {
  const byArea = new Map<AreaCode, Map<LineKey, Held>>()
  const ended = new Map<AreaCode, Map<LineKey, EndedLine>>()

  const add = (alert: Issued) => {
    const { content, mode, issuedAt: since, renewBy } = alert
    const { threat, ladder, level, step } = content
    const key = keyOf(alert)
    const entry: LineAlert = {
      alert: alert.id,
      since,
      renewBy,
      flagged: alert.flaggedAt === undefined ? 'in-time' : 'flagged',
    }
    for (const { code: area } of content.areas) {
      const lines = within(byArea, area)
      let held = lines.get(key)
      if (held === undefined) {
        const line = { mode, area, threat, ladder, level, gravity: step.gravity, height: step.height }
        lines.set(key, (held = { line, alerts: new Map() }))
      }
      held.alerts.set(alert.id, entry)
      drop(ended, area, key)
    }
  }

  const remove = (alert: Issued) => {
    const key = keyOf(alert)
    for (const { code: area } of alert.content.areas) {
      const held = byArea.get(area)?.get(key)
      if (held === undefined) continue
      held.alerts.delete(alert.id)
      if (held.alerts.size === 0) drop(byArea, area, key)
    }
  }

  const noteEndings = (before: Issued, after: Alert) => {
    const { mode, content } = before
    const { threat, ladder, level } = content
    const key = keyOf(before)
    const how: Ending = after.status === 'ended' ? after.how : 'all-clear'
    const at = 'revisedAt' in after ? after.revisedAt : before.revisedAt
    for (const { code: area } of content.areas) {
      if (byArea.get(area)?.has(key)) continue
      // Raising or lowering leaves the old level, but nothing has ended there.
      if (after.status === 'issued' && after.content.areas.some((still) => still.code === area)) continue
      within(ended, area).set(key, { mode, area, threat, ladder, level, alert: before.id, how, at })
    }
  }

  return {
    *lines() {
      for (const lines of byArea.values()) for (const held of lines.values()) yield lineOf(held)
    },
    linesAt: (area) => [...(byArea.get(area)?.values() ?? [])].map(lineOf),
    *endings() {
      for (const lines of ended.values()) yield* lines.values()
    },
    endingsAt: (area) => [...(ended.get(area)?.values() ?? [])],
    move(before, after) {
      if (before.status === 'issued') remove(before)
      if (after.status === 'issued') add(after)
      if (before.status === 'issued') noteEndings(before, after)
      else if (before.status === 'ended' && after.status === 'ended') noteClearedLapse(ended, after)
    },
    recall(endings) {
      for (const line of endings) within(ended, line.area).set(lineKey(line), line)
    },
    forgetEndingsBefore(at) {
      for (const [area, lines] of ended)
        for (const [key, line] of lines) if (line.how !== 'lapsed' && line.at < at) drop(ended, area, key)
    },
  }
}

function noteClearedLapse(
  ended: Map<AreaCode, Map<LineKey, EndedLine>>,
  after: Extract<Alert, { status: 'ended' }>,
): void {
  const key = keyOf(after)
  for (const { code: area } of after.content.areas) {
    const line = ended.get(area)?.get(key)
    if (line?.alert === after.id) ended.get(area)!.set(key, { ...line, how: after.how, at: after.endedAt })
  }
}

function keyOf(alert: Extract<Alert, { revision: number }>): LineKey {
  return lineKey({ mode: alert.mode, ...alert.content })
}

/** What makes two lines of one area the same line. */
export function lineKey(line: Pick<EndedLine, 'mode' | 'threat' | 'ladder' | 'level'>): string {
  return `${line.mode} ${line.threat} ${line.ladder} ${line.level}`
}

function lineOf({ line, alerts }: Held): BoardLine {
  return { ...line, alerts: [...alerts.values()] }
}

function within<Value>(map: Map<AreaCode, Map<LineKey, Value>>, area: AreaCode): Map<LineKey, Value> {
  let inner = map.get(area)
  if (inner === undefined) map.set(area, (inner = new Map()))
  return inner
}

function drop<Value>(map: Map<AreaCode, Map<LineKey, Value>>, area: AreaCode, key: LineKey): void {
  const inner = map.get(area)
  if (inner === undefined) return
  inner.delete(key)
  if (inner.size === 0) map.delete(area)
}
