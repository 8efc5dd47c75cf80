/** Which alerts a console that stays open for weeks keeps at hand: the same that it would be given if it were opened anew. Pure. */
import type { AlertView } from './duty.ts'

const day = 86_400_000
/** Whoever looks at a draft that another discards is told so; nobody looks at older ones. */
const mostDiscarded = 20

/** With an alert as it was told last; without those that ended more than a day before `at`. Milliseconds since 1970. */
export function keptWith(
  known: ReadonlyMap<string, AlertView>,
  told: AlertView,
  at: number,
): ReadonlyMap<string, AlertView> {
  const all = new Map([...known, [told.id, told]])
  const discarded = [...all.values()].filter(({ status }) => status === 'discarded')
  const forgotten = new Set(discarded.slice(0, -mostDiscarded).map(({ id }) => id))
  for (const [id, { status, endedAt }] of all) {
    const isOld = status === 'ended' && endedAt !== undefined && at - Date.parse(endedAt) > day
    if ((isOld || forgotten.has(id)) && id !== told.id) all.delete(id)
  }
  return all
}
