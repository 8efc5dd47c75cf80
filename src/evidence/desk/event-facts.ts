/** What happens to an event, as the ledger keeps it, and the event that follows from it. */
import type { ActorId, Instant, Sha256 } from '#base'
import type { ClaimRef } from './coded-claim.ts'
import type { Act, ActId, EvidenceEvent, EvidenceEventId, Member } from './event.ts'

interface Happened<Type extends string, Data> {
  readonly type: Type
  readonly event: EvidenceEventId
  readonly at: Instant
  readonly by: ActorId
  readonly data: Data
}

interface Reasoned {
  readonly act: ActId
  readonly why: Sha256
}

export type EventFact =
  | Happened<'evidence-claim-joined', Member>
  | Happened<'evidence-claim-left', { readonly claim: ClaimRef }>
  | Happened<
      'evidence-event-merged',
      Reasoned & {
        readonly from: readonly { readonly event: EvidenceEventId; readonly members: readonly Member[] }[]
      }
    >
  | Happened<'evidence-event-merged-away', Reasoned & { readonly into: EvidenceEventId }>
  | Happened<
      'evidence-event-split',
      Reasoned & { readonly into: EvidenceEventId; readonly claims: readonly ClaimRef[] }
    >
  | Happened<
      'evidence-event-split-off',
      Reasoned & { readonly from: EvidenceEventId; readonly members: readonly Member[] }
    >
  | Happened<
      'evidence-act-undone',
      Reasoned & { readonly gone: readonly ClaimRef[]; readonly back: readonly Member[] }
    >
  | Happened<'evidence-denial-set-aside', { readonly denial: ClaimRef; readonly why: Sha256 }>

/** The event after the fact; `before` is left out for one that nothing has happened to. Facts of kinds it does not know change nothing but its version. */
export function evolveEvent(before: EvidenceEvent | undefined, fact: EventFact): EvidenceEvent {
  const event: EvidenceEvent = before ?? {
    ...{ id: fact.event, version: 0, openedAt: fact.at, changedAt: fact.at },
    ...{ members: [], acts: [], setAside: [] },
  }
  const next = { ...event, version: event.version + 1, changedAt: fact.at }
  const done = (act: Act) => [...event.acts, act]
  switch (fact.type) {
    case 'evidence-claim-joined':
      return { ...next, members: withMembers(event.members, [fact.data]) }
    case 'evidence-claim-left':
      return { ...next, members: without(event.members, [fact.data.claim]) }
    case 'evidence-event-merged': {
      const { act, from } = fact.data
      return {
        ...next,
        members: withMembers(
          event.members,
          from.flatMap(({ members }) => members),
        ),
        acts: done({
          ...{ act, type: 'merged-in' },
          from: from.map((one) => ({ event: one.event, claims: one.members.map(({ claim }) => claim) })),
        }),
      }
    }
    case 'evidence-event-merged-away': {
      const { act, into } = fact.data
      return { ...next, members: [], acts: done({ act, type: 'merged-away', into }) }
    }
    case 'evidence-event-split': {
      const { act, into, claims } = fact.data
      return {
        ...next,
        members: without(event.members, claims),
        acts: done({ act, type: 'split', into, claims }),
      }
    }
    case 'evidence-event-split-off': {
      const { act, from, members } = fact.data
      return { ...next, members, acts: done({ act, type: 'split-off', from }) }
    }
    case 'evidence-act-undone': {
      const { act, gone, back } = fact.data
      return {
        ...next,
        members: withMembers(without(event.members, gone), back),
        acts: event.acts.filter((one) => one.act !== act),
      }
    }
    case 'evidence-denial-set-aside': {
      const { denial, why } = fact.data
      return { ...next, setAside: [...event.setAside, { denial, why, at: fact.at, by: fact.by }] }
    }
    default:
      return next
  }
}

/** What is there already is replaced. In one order whatever the way they came, so that an undo restores exactly. */
function withMembers(members: readonly Member[], more: readonly Member[]): readonly Member[] {
  const all = new Map(members.map((one) => [one.claim, one]))
  for (const one of more) all.set(one.claim, one)
  return [...all.values()].sort((a, b) => (a.claim < b.claim ? -1 : 1))
}

function without(members: readonly Member[], claims: readonly ClaimRef[]): readonly Member[] {
  const gone = new Set(claims)
  return members.filter(({ claim }) => !gone.has(claim))
}
