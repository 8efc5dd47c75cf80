/** What others have sent for approval where this alert would be: it may be the same danger, seen by two. */
import type { AreaCode, Hierarchy } from '#areas'
import type { AlertView } from '../duty.ts'

export function waitingOf(
  alerts: Iterable<AlertView>,
  areas: readonly string[],
  own: string | null,
  hierarchy: Hierarchy,
): readonly AlertView[] {
  const touches = (one: AreaCode, other: AreaCode) =>
    hierarchy.contains(one, other) || hierarchy.contains(other, one)
  return [...alerts].filter(
    ({ id, status, content }) =>
      id !== own &&
      (status === 'submitted' || status === 'approved') &&
      content.areas.some(({ code }) => areas.some((area) => touches(code, area as AreaCode))),
  )
}
