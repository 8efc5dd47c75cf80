/** What people do with events: merge, split, undo, and open again what a denial closed; and how far they believe a source. */
import { ok, refuse, type Result } from '#base'
import {
  confirmationOf,
  decideEvents,
  decideRating,
  type ActId,
  type ClaimRef,
  type DeskSource,
  type EventCommand,
  type EvidenceEvent,
  type EvidenceEventId,
  type Reliability,
  type SourceId,
} from '#evidence'
import type { By, EvidenceCore, EvidenceSystem } from './evidence-core.ts'
import { evidenceOrigins } from './evidence-origins.ts'
import { changeOf } from './evidence-rows.ts'

export interface EvidenceEventsDesk {
  merge(
    into: EvidenceEventId,
    from: readonly EvidenceEventId[],
    reason: string,
    by: By,
  ): Promise<Result<EvidenceEvent>>
  /** Gives the new event. */
  split(
    id: EvidenceEventId,
    claims: readonly ClaimRef[],
    reason: string,
    by: By,
  ): Promise<Result<EvidenceEvent>>
  undo(id: EvidenceEventId, act: ActId, reason: string, by: By): Promise<Result<EvidenceEvent>>
  /** The denial counts no more. */
  setAside(id: EvidenceEventId, denial: ClaimRef, reason: string, by: By): Promise<Result<EvidenceEvent>>
  rateSource(id: SourceId, to: Reliability, reason: string, by: By): Promise<Result<DeskSource>>
}

export function openEvidenceEvents(
  core: EvidenceCore,
  { ids }: Pick<EvidenceSystem, 'ids'>,
): EvidenceEventsDesk {
  const { rows, texts, inTurn } = core

  const order = async (
    concerned: readonly EvidenceEventId[],
    command: EventCommand,
    by: By,
    shown: EvidenceEventId,
  ): Promise<Result<EvidenceEvent>> => {
    const events = new Map<EvidenceEventId, EvidenceEvent>()
    for (const id of concerned) {
      const event = await rows.events.current(id)
      if (event !== undefined) events.set(id, event)
    }
    const facts = decideEvents(events, command, { at: core.now(), by: by.by })
    if (!facts.ok) return facts
    const written = await core.commitEvents(events, facts.value, [], by)
    return written.ok ? core.event(shown) : written
  }

  return {
    merge: (into, from, reason, by) =>
      inTurn(async () => {
        const act = ids.next('act') as ActId
        const why = await texts.reason(reason)
        return order([into, ...from], { type: 'merge', act, into, from, why }, by, into)
      }),
    split: (id, claims, reason, by) =>
      inTurn(async () => {
        const act = ids.next('act') as ActId
        const into = ids.next('event') as EvidenceEventId
        const why = await texts.reason(reason)
        return order([id], { type: 'split', act, event: id, claims, into, why }, by, into)
      }),
    undo: (id, act, reason, by) =>
      inTurn(async () => {
        const named = await core.event(id)
        if (!named.ok) return named
        const why = await texts.reason(reason)
        const concerned = await touched(named.value, act)
        return order([...concerned], { type: 'undo', event: id, act, why }, by, id)
      }),
    setAside: (id, denial, reason, by) =>
      inTurn(async () => {
        const event = await core.event(id)
        if (!event.ok) return event
        const origins = await evidenceOrigins(core).of(event.value.members)
        const { closedBy } = confirmationOf(event.value, origins)
        const isAside = event.value.setAside.some((one) => one.denial === denial)
        if (!isAside && !closedBy.includes(denial))
          return refuse('evidence/not-a-denial', { claim: denial, event: id })
        const why = await texts.reason(reason)
        return order([id], { type: 'set-aside', event: id, denial, why }, by, id)
      }),
    rateSource: (id, to, reason, by) =>
      inTurn(async () => {
        if ((await texts.source(id)) === undefined) return refuse('evidence/unknown-source', { source: id })
        const before = await rows.sources.current(id)
        const source = before ?? { id, version: 0, ratings: [] }
        const why = await texts.reason(reason)
        const facts = decideRating(source, to, why, { at: core.now(), by: by.by })
        if (!facts.ok) return facts
        const written = await core.commit([changeOf(rows.sources, id, before, facts.value)], by)
        return written.ok ? ok((await rows.sources.current(id))!) : written
      }),
  }

  /** Everything that an act concerns, from whichever side it is named. */
  async function touched(event: EvidenceEvent, act: ActId): Promise<ReadonlySet<EvidenceEventId>> {
    const all = new Set([event.id])
    const one = event.acts.find((done) => done.act === act)
    if (one?.type === 'merged-away' || one?.type === 'split-off') {
      const main = one.type === 'merged-away' ? one.into : one.from
      const other = await rows.events.current(main)
      if (other !== undefined) for (const id of await touched(other, act)) all.add(id)
    }
    if (one?.type === 'merged-in') for (const { event: from } of one.from) all.add(from)
    if (one?.type === 'split') all.add(one.into)
    return all
  }
}
