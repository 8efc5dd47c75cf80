/** Whether a change is the one it says it is, and no other: a raise that also moves the border is two decisions. */
import type { AreaCode } from '#areas'
import { ok, refuse, type Result } from '#base'
import type { AlertContent, ChangeKind, FrozenArea } from './alert.ts'
import { codesOf } from './content.ts'

/** Whether `inner` is `outer` or lies in it. */
export type Contains = (outer: AreaCode, inner: AreaCode) => boolean

type ChangeRefusal =
  | 'alerts/not-higher'
  | 'alerts/not-lower'
  | 'alerts/not-wider'
  | 'alerts/not-narrower'
  | 'alerts/nothing-changed'
  | 'alerts/more-than-one-change'
  | 'alerts/relayed'

export function checkChange(
  change: ChangeKind,
  before: AlertContent,
  after: AlertContent,
  contains: Contains,
): Result<void, ChangeRefusal> {
  if (change === 'updated') return checkUpdate(before, after)
  const moved = whatMoved(before, after)
  const allowed: readonly string[] =
    change === 'raised' || change === 'lowered' ? ['level'] : areaChange(change) ? ['areas'] : []
  const also = moved.filter((what) => !allowed.includes(what))
  if (also.length > 0) return refuse('alerts/more-than-one-change', { change, what: also })
  const levels = { level: after.level, now: before.level }
  switch (change) {
    case 'raised':
      return after.step.height > before.step.height ? ok() : refuse('alerts/not-higher', levels)
    case 'lowered':
      return after.step.height < before.step.height ? ok() : refuse('alerts/not-lower', levels)
    case 'extended':
      return liesIn(before.areas, after.areas, contains) && !liesIn(after.areas, before.areas, contains)
        ? ok()
        : refuse('alerts/not-wider')
    case 'reduced':
      return isNarrower(before.areas, after.areas, contains) ? ok() : refuse('alerts/not-narrower')
    case 'corrected':
      return JSON.stringify(before.wording) !== JSON.stringify(after.wording)
        ? ok()
        : refuse('alerts/nothing-changed')
    case 'renewed':
      return ok()
  }
}

/** A sender elsewhere changes level, areas and words in one message; only what was theirs before can become something else so. */
function checkUpdate(before: AlertContent, after: AlertContent): Result<void, ChangeRefusal> {
  const [was, is] = [before.relayed, after.relayed]
  if (was === undefined || is === undefined || was.source !== is.source || was.sender !== is.sender)
    return refuse('alerts/relayed', { source: was?.name ?? is?.name ?? '' })
  const isOlder = Date.parse(is.sent) < Date.parse(was.sent)
  return isOlder || (was.identifier === is.identifier && was.sent === is.sent)
    ? refuse('alerts/nothing-changed', { at: 'relayed' })
    : ok()
}

/** Whether some, but not all, of `before` remains in `after`, and nothing is added. */
export function isNarrower(
  before: readonly FrozenArea[],
  after: readonly FrozenArea[],
  contains: Contains,
): boolean {
  return after.length > 0 && liesIn(after, before, contains) && !liesIn(before, after, contains)
}

/** The areas of `after` that were not warned before: there it is new. */
export function newlyWarned(
  before: readonly FrozenArea[],
  after: readonly FrozenArea[],
  contains: Contains,
): AreaCode[] {
  return codesOf(after).filter((code) => !before.some((old) => contains(old.code, code)))
}

function liesIn(inner: readonly FrozenArea[], outer: readonly FrozenArea[], contains: Contains): boolean {
  return inner.every((one) => outer.some((other) => contains(other.code, one.code)))
}

function areaChange(change: ChangeKind): boolean {
  return change === 'extended' || change === 'reduced'
}

function whatMoved(before: AlertContent, after: AlertContent): string[] {
  const moved: string[] = []
  if (before.threat !== after.threat) moved.push('threat')
  if (before.ladder !== after.ladder) moved.push('ladder')
  if (before.level !== after.level) moved.push('level')
  if (codesOf(before.areas).sort().join() !== codesOf(after.areas).sort().join()) moved.push('areas')
  if (JSON.stringify(before.channels) !== JSON.stringify(after.channels)) moved.push('channels')
  return moved
}
