/** At which levels an alert stood, and until when: a list is for what was warned of, however short it stood. */
import { alertOf, asAlertFact, evolve, type Alert, type AlertContent } from '#alerts'
import type { AlertId, Instant } from '#base'
import type { Fact } from '#ledger'

type Issued = Extract<Alert, { readonly status: 'issued' }>

/** An alert as it stood before it was changed to another threat or level, or ended. */
export interface Stood {
  readonly alert: Issued
  readonly until: Instant
}

/** What one step left behind; undefined where the alert stands as it did, or did not stand before. */
export function leftBy(before: Alert, after: Alert, at: Instant): Stood | undefined {
  if (before.status !== 'issued') return undefined
  const isSame = after.status === 'issued' && whatOf(before.content) === whatOf(after.content)
  return isSame ? undefined : { alert: before, until: at }
}

/** All that an alert left behind, and what it is now, by its own stream. */
export function lifeOf(
  id: AlertId,
  facts: readonly Fact[],
): { readonly now: Alert; readonly stood: readonly Stood[] } {
  let now: Alert = { status: 'none' }
  const stood: Stood[] = []
  for (const fact of facts) {
    if (alertOf(fact) !== id) continue
    const after = evolve(now, id, asAlertFact(fact))
    const left = leftBy(now, after, fact.at)
    if (left !== undefined) stood.push(left)
    now = after
  }
  return { now, stood }
}

function whatOf({ threat, ladder, level }: AlertContent): string {
  return `${threat} ${ladder} ${level}`
}
