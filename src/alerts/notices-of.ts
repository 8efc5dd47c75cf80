/** The notices a fact gave to the public: what was said, word for word, read back from the ledger alone. */
import type { NoticeId } from '#base'
import type { Fact } from '#ledger'
import { alertOf, asAlertFact, noticeReasonOf, type Published, type PublishedEnd } from './facts.ts'
import type { Notice } from './notice.ts'

type PublicData = (Published | PublishedEnd) & { readonly renewBy?: Notice['at'] }
const nothingSaid = { texts: {}, missing: [] }

/** Empty for a fact that told nobody anything. The same fact always gives the same notices, with the same ids. */
export function noticesOf(fact: Fact): readonly Notice[] {
  const alert = alertOf(fact)
  if (alert === undefined) return []
  const { type, data, at, mode } = asAlertFact(fact)
  const reason = noticeReasonOf(type)
  if (reason === null) return []
  const { revision, since, content, told, renewBy } = data as PublicData
  return told.map((audience, index) => ({
    id: `${alert}.${revision}${index === 0 ? '' : 'e'}` as NoticeId,
    alert,
    revision,
    seq: fact.seq,
    at,
    since,
    mode,
    kind: audience.kind,
    reason,
    issuer: content.issuer,
    threat: content.threat,
    ladder: content.ladder,
    level: content.level,
    gravity: content.step.gravity,
    ...(content.step.siren === undefined ? {} : { siren: content.step.siren }),
    areas: audience.areas,
    loudFor: audience.loudFor,
    ...(renewBy === undefined || audience.kind === 'all-clear' ? {} : { renewBy }),
    wording: audience.wording ?? ('wording' in content ? content.wording : nothingSaid),
    channels: content.channels,
    ...(content.relayed === undefined ? {} : { relayed: content.relayed }),
  }))
}
