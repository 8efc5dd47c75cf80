/** Since when what is in force is in force, when a region last changed, and the number that grows with every change of any. */
import type { AreaCode, Hierarchy } from '#areas'
import { day, epochMilliseconds, instantOf, type Instant } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { beginningOfHistory, type Span } from '../spans.ts'
import { regionsOf } from './regions.ts'

export interface Times {
  /** Undefined for what is older than the history. */
  since(of: Line): Instant | undefined
  /** The last beginning or end of anything said of this very area. */
  changed(area: AreaCode): Instant | undefined
}

interface Line {
  readonly area: AreaCode
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
}

const known = new WeakMap<readonly Span[], Times>()

/** Made once for each state of the history. */
export function timesOf(history: readonly Span[]): Times {
  let times = known.get(history)
  if (times === undefined) known.set(history, (times = read(history)))
  return times
}

function read(history: readonly Span[]): Times {
  const open = new Map<AreaCode, Span[]>()
  const changed = new Map<AreaCode, Instant>()
  for (const span of history) {
    const { area, since, until = since } = span
    const before = changed.get(area)
    if (before === undefined || before < until) changed.set(area, until)
    if (span.until !== undefined) continue
    const here = open.get(area)
    if (here === undefined) open.set(area, [span])
    else here.push(span)
  }
  return {
    // The history is oldest first: of several alerts on one line the first is the one since when.
    since: ({ area, threat, ladder, level }) =>
      open.get(area)?.find((span) => span.level === level && span.threat === threat && span.ladder === ladder)
        ?.since,
    changed: (area) => changed.get(area),
  }
}

const mostTold = 999

interface Shown {
  readonly hierarchy: Hierarchy
  readonly importedAt: Instant | undefined
  readonly now: Instant
}

/**
 * The moment of the last change that is shown, in microseconds: milliseconds since 1970, and how many things began or ended in that
 * very one. An import of areas is one too: regions have other ids then, and others are told for what went on before. It comes from the ledger alone, so that every server of an installation says the same before and after a restart.
 * What is older than the history stands at the end of its first day, from where it can only grow.
 */
export function lastActionIndex(history: readonly Span[], { hierarchy, importedAt, now }: Shown): number {
  const { toldFor } = regionsOf(hierarchy)
  let [latest, count] = importedAt === undefined ? ['' as Instant, 0] : [importedAt, 1]
  for (const { area, since, until } of history) {
    if ((until ?? since) < latest || toldFor(area).length === 0) continue
    for (const at of [since, until])
      if (at !== undefined && at > latest) [latest, count] = [at, 1]
      else if (at === latest) count += 1
  }
  const floor = (Math.floor(epochMilliseconds(beginningOfHistory(now)) / day) + 1) * day
  return Math.max(
    floor * 1_000,
    latest === '' ? 0 : epochMilliseconds(latest) * 1_000 + Math.min(count, mostTold),
  )
}

/** Whole seconds, as some clients read nothing finer. */
export function toldAt(at: Instant): string {
  return `${at.slice(0, 19)}Z`
}

/** What has never changed, as far as anybody knows. */
export const never = instantOf(0)
