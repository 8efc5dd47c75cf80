/** What the duty room told the public in a drill, one after the other, with where each alert stood afterwards: what a score is made of. */
import { alertOf, asAlertFact, codesOf, isEnd, noticesOf, type Notice, type NoticeReason } from '#alerts'
import type { AreaCode } from '#areas'
import type { ActorId, AlertId, Instant } from '#base'
import type { Fact } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'

export interface Publication {
  readonly seq: number
  readonly at: Instant
  readonly by: ActorId
  readonly alert: AlertId
  readonly reason: NoticeReason
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  /** Where this alert stands from then on; empty when it is over. */
  readonly standing: readonly AreaCode[]
  /** Whom it told that it is over. */
  readonly over: readonly AreaCode[]
  /** Why it was taken back or ended, where that was said. */
  readonly why?: string
}

/** Those of mode drill within a span, from the facts of the ledger in their order. Nothing of another mode is ever counted. */
export function publicationsOf(
  facts: Iterable<Fact>,
  within: { readonly from: Instant; readonly to: Instant },
): Publication[] {
  const found: Publication[] = []
  for (const fact of facts) {
    const alert = alertOf(fact)
    const [first, ...more] = noticesOf(fact)
    if (alert === undefined || first === undefined || fact.mode !== 'drill') continue
    if (fact.at < within.from || fact.at > within.to) continue
    const all = [first, ...more]
    const codes = (notices: readonly Notice[]) => notices.flatMap((notice) => codesOf(notice.areas))
    const { seq, at, by } = fact
    const { reason, threat, ladder, level } = first
    const { data } = asAlertFact(fact)
    found.push({
      ...{ seq, at, by, alert, reason, threat, ladder, level },
      standing: codes(all.filter((notice) => !isEnd(notice))),
      over: codes(all.filter(isEnd)),
      ...('reason' in data && data.reason !== undefined ? { why: data.reason } : {}),
    })
  }
  return found
}
