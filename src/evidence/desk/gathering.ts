/** Decides what happens to events: claims come and go, people merge, split and undo. No claim is lost, and none is in two events. */
import { ok, refuse, type ActorId, type Instant, type Result, type Sha256 } from '#base'
import type { ClaimRef } from './coded-claim.ts'
import { mergedInto, type ActId, type EvidenceEvent, type EvidenceEventId, type Member } from './event.ts'
import type { EventFact } from './event-facts.ts'

export type EventCommand =
  | { readonly type: 'join'; readonly event: EvidenceEventId; readonly member: Member }
  | { readonly type: 'leave'; readonly event: EvidenceEventId; readonly claim: ClaimRef }
  | {
      readonly type: 'merge'
      readonly act: ActId
      readonly into: EvidenceEventId
      readonly from: readonly EvidenceEventId[]
      readonly why: Sha256
    }
  | {
      readonly type: 'split'
      readonly act: ActId
      readonly event: EvidenceEventId
      readonly claims: readonly ClaimRef[]
      /** A new event. */
      readonly into: EvidenceEventId
      readonly why: Sha256
    }
  | { readonly type: 'undo'; readonly event: EvidenceEventId; readonly act: ActId; readonly why: Sha256 }
  | {
      readonly type: 'set-aside'
      readonly event: EvidenceEventId
      readonly denial: ClaimRef
      readonly why: Sha256
    }

/** The events that a command concerns, by id; one that isn’t there is new. */
export type Events = ReadonlyMap<EvidenceEventId, EvidenceEvent>

export interface Asked {
  readonly at: Instant
  readonly by: ActorId
}

type Made = <Type extends EventFact['type']>(
  type: Type,
  event: EvidenceEventId,
  data: Extract<EventFact, { type: Type }>['data'],
) => EventFact

/** In the order in which they are to be written; each says which event it is of. */
export function decideEvents(events: Events, command: EventCommand, asked: Asked): Result<EventFact[]> {
  const fact: Made = (type, event, data) =>
    ({ type, event, at: asked.at, by: asked.by, data }) as unknown as EventFact
  const known = (id: EvidenceEventId): Result<EvidenceEvent> => {
    const event = events.get(id)
    return event === undefined ? refuse('evidence/unknown-event', { event: id }) : ok(event)
  }
  const whole = (id: EvidenceEventId): Result<EvidenceEvent> => {
    const event = known(id)
    if (!event.ok || event.value.members.length > 0) return event
    const into = mergedInto(event.value)
    return refuse('evidence/event-is-over', { event: id, ...(into === null ? {} : { into }) })
  }

  switch (command.type) {
    case 'join': {
      const event = events.get(command.event)
      const into = event === undefined ? null : mergedInto(event)
      if (into !== null) return refuse('evidence/event-is-over', { event: command.event, into })
      return ok([fact('evidence-claim-joined', command.event, { ...command.member })])
    }
    case 'leave': {
      const event = known(command.event)
      if (!event.ok) return event
      const { claim } = command
      if (!event.value.members.some((one) => one.claim === claim))
        return refuse('evidence/not-in-event', { claim, event: command.event })
      return ok([fact('evidence-claim-left', command.event, { claim })])
    }
    case 'merge': {
      const { act, into, why } = command
      const from = [...new Set(command.from)].filter((id) => id !== into)
      const target = whole(into)
      if (!target.ok) return target
      if (from.length === 0) return refuse('evidence/nothing-to-merge')
      const parts: { event: EvidenceEventId; members: readonly Member[] }[] = []
      for (const id of from) {
        const part = whole(id)
        if (!part.ok) return part
        parts.push({ event: id, members: part.value.members })
      }
      return ok([
        fact('evidence-event-merged', into, { act, from: parts, why }),
        ...from.map((id) => fact('evidence-event-merged-away', id, { act, into, why })),
      ])
    }
    case 'split': {
      const { act, into, why } = command
      const event = whole(command.event)
      if (!event.ok) return event
      const claims = new Set(command.claims)
      const members = event.value.members.filter(({ claim }) => claims.has(claim))
      const missing = command.claims.find((claim) => !members.some((one) => one.claim === claim))
      if (missing !== undefined)
        return refuse('evidence/not-in-event', { claim: missing, event: command.event })
      if (members.length === 0 || members.length === event.value.members.length)
        return refuse('evidence/split-leaves-nothing', { event: command.event })
      if (events.has(into)) return refuse('evidence/unknown-event', { event: into })
      return ok([
        fact('evidence-event-split', command.event, {
          act,
          into,
          claims: members.map((one) => one.claim),
          why,
        }),
        fact('evidence-event-split-off', into, { act, from: command.event, members, why }),
      ])
    }
    case 'undo':
      return undo(events, command, fact)
    case 'set-aside': {
      const event = known(command.event)
      if (!event.ok) return event
      const { denial, why } = command
      if (!event.value.members.some((one) => one.claim === denial))
        return refuse('evidence/not-in-event', { claim: denial, event: command.event })
      if (event.value.setAside.some((one) => one.denial === denial))
        return refuse('evidence/set-aside-already', { claim: denial })
      return ok([fact('evidence-denial-set-aside', command.event, { denial, why })])
    }
  }
}

/**
 * Only the latest act of all events that it touched can be undone: an earlier one was built upon. Claims that came since stay
 * where the others of their side are.
 */
function undo(
  events: Events,
  { event: id, act: asked, why }: Extract<EventCommand, { type: 'undo' }>,
  fact: Made,
): Result<EventFact[]> {
  const named = events.get(id)
  if (named === undefined) return refuse('evidence/unknown-event', { event: id })
  const found = named.acts.find(({ act }) => act === asked)
  if (found === undefined) return refuse('evidence/unknown-act', { act: asked, event: id })
  // Undone from its main side, wherever it was asked for.
  const main = found.type === 'merged-away' ? found.into : found.type === 'split-off' ? found.from : id
  const event = events.get(main)
  const act = event?.acts.find((one) => one.act === asked)
  if (event === undefined || act === undefined)
    return refuse('evidence/unknown-act', { act: asked, event: main })
  const touched =
    act.type === 'merged-in' ? act.from.map((one) => one.event) : act.type === 'split' ? [act.into] : []
  for (const one of [main, ...touched]) {
    const last = events.get(one)?.acts.at(-1)
    if (last === undefined) return refuse('evidence/unknown-event', { event: one })
    if (last.act !== asked) return refuse('evidence/built-upon', { act: asked, by: last.act, event: one })
  }
  if (act.type === 'merged-in') {
    const back = act.from.map((one) => {
      const claims = new Set(one.claims)
      return { event: one.event, members: event.members.filter(({ claim }) => claims.has(claim)) }
    })
    const gone = back.flatMap(({ members }) => members.map(({ claim }) => claim))
    return ok([
      fact('evidence-act-undone', main, { act: asked, gone, back: [], why }),
      ...back.map((one) =>
        fact('evidence-act-undone', one.event, { act: asked, gone: [], back: one.members, why }),
      ),
    ])
  }
  const [other] = touched
  const part = events.get(other!)!
  return ok([
    fact('evidence-act-undone', main, { act: asked, gone: [], back: part.members, why }),
    fact('evidence-act-undone', other!, {
      ...{ act: asked, gone: part.members.map(({ claim }) => claim), back: [], why },
    }),
  ])
}
