/** Finds the event that a claim belongs to, and the facts by which it comes there or leaves. */
import { ok, refuse, type ActorId, type IdSource, type Instant, type Result, type Shelf } from '#base'
import {
  aboutOf,
  areasOf,
  aroundSpan,
  daysOf,
  decideEvents,
  likeness,
  spanOf,
  theOneAlike,
  type ClaimRef,
  type CodedClaim,
  type ContainsArea,
  type DeskDocument,
  type EventFact,
  type EvidenceEvent,
  type EvidenceEventId,
  type Member,
} from '#evidence'
import { eventList, eventOf, type EvidenceRows } from './evidence-kinds.ts'
import { pageOf } from './evidence-lists.ts'

/** `auto`: the one event that it fits, or a new one; `new`: one of its own; otherwise the one that is named. */
export type WantedEvent = 'auto' | 'new' | EvidenceEventId

interface Asked {
  readonly at: Instant
  readonly by: ActorId
}

export interface Gathered {
  readonly before: ReadonlyMap<EvidenceEventId, EvidenceEvent>
  readonly facts: readonly EventFact[]
  readonly joined: EvidenceEventId | null
}

const mostOfDay = 200

export function evidenceGathering(
  rows: EvidenceRows,
  { shelf, ids }: { readonly shelf: Shelf; readonly ids: IdSource },
  contains: ContainsArea,
) {
  const candidates = async (claim: CodedClaim, document: DeskDocument) => {
    const saidAt = document.saidAt ?? document.seenAt
    const days = daysOf(aroundSpan(spanOf(claim, saidAt))) ?? []
    const found = new Map<EvidenceEventId, EvidenceEvent>()
    for (const day of areasOf(claim).length === 0 ? [] : days) {
      const list = eventList.gather(claim.event, day)
      const page = await pageOf(shelf, list, (id) => rows.events.get(id), { limit: mostOfDay })
      for (const event of page.rows) found.set(event.id, event)
    }
    return [...found.values()].flatMap((candidate) => {
      const about = aboutOf(candidate.members, contains)
      const alike = about === undefined ? 'no' : likeness(claim, saidAt, about, contains)
      return alike === 'no' ? [] : [{ candidate: candidate.id, likeness: alike }]
    })
  }

  /** The facts by which a claim that stands comes into its event, or one that doesn't leaves it. */
  const gathered = async (
    document: DeskDocument,
    claim: ClaimRef,
    stands: Omit<Member, 'claim' | 'saidAt'> | undefined,
    wanted: WantedEvent,
    asked: Asked,
  ): Promise<Result<Gathered>> => {
    const now = await eventOf(shelf, rows, claim)
    const before = new Map(now === undefined ? [] : [[now.id, now]])
    const facts: EventFact[] = []
    let joined: EvidenceEventId | null = null
    if (stands !== undefined) {
      // Where people have put it, it stays until they say otherwise, unless it is about something else by now.
      const isStill =
        now !== undefined &&
        now.members.some((one) => one.claim !== claim && one.coded.event === stands.coded.event)
      const isAlone = now !== undefined && now.members.length === 1
      const fitting =
        wanted === 'auto' && !isStill
          ? theOneAlike((await candidates(stands.coded, document)).filter((one) => one.candidate !== now?.id))
          : undefined
      joined =
        wanted !== 'auto' && wanted !== 'new'
          ? wanted
          : wanted === 'new'
            ? (ids.next('event') as EvidenceEventId)
            : isStill
              ? now.id
              : (fitting ?? (isAlone ? now.id : (ids.next('event') as EvidenceEventId)))
    }
    if (now !== undefined && now.id !== joined) {
      const left = decideEvents(before, { type: 'leave', event: now.id, claim }, asked)
      if (!left.ok) return left
      facts.push(...left.value)
    }
    if (joined !== null && stands !== undefined) {
      const target = joined === now?.id ? now : await rows.events.current(joined)
      if (target === undefined && wanted === joined)
        return refuse('evidence/unknown-event', { event: joined })
      if (target !== undefined) before.set(joined, target)
      const member: Member = { claim, ...stands, saidAt: document.saidAt ?? document.seenAt }
      const join = decideEvents(before, { type: 'join', event: joined, member }, asked)
      if (!join.ok) return join
      facts.push(...join.value)
    }
    return ok({ before, facts, joined })
  }
  return { candidates, gathered }
}
