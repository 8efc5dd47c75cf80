/** What stands on the evidence desk: documents, events and sources, each with its stream and the lists it is found in. */
import { type Json, type Shelf } from '#base'
import {
  aboutOf,
  daysOf,
  evolveDocument,
  evolveEvent,
  evolveSource,
  stateOf,
  type ClaimRef,
  type ContainsArea,
  type DeskDocument,
  type DeskSource,
  type DocumentFact,
  type EventFact,
  type EvidenceEvent,
  type SourceFact,
} from '#evidence'
import type { Ledger } from '#ledger'
import { newestFirst, type Listed } from './evidence-lists.ts'
import { openRows, type Rows } from './evidence-rows.ts'

export const documentList = {
  all: 'evidence-documents-all',
  open: 'evidence-documents-open',
  assigned: (person: string) => `evidence-documents-of:${person}`,
  source: (source: string) => `evidence-documents-from:${source}`,
  family: (family: string) => `evidence-documents-like:${family}`,
} as const
export const eventList = {
  all: 'evidence-events-all',
  /** Where the claims of one kind and day look for their event. */
  gather: (kind: string, day: string) => `evidence-events-on:${kind}:${day}`,
} as const
/** Which event a claim is in. */
export const claimEvents = 'evidence-claim-events'

export interface EvidenceRows {
  readonly documents: Rows<DeskDocument, DocumentFact>
  readonly events: Rows<EvidenceEvent, EventFact>
  readonly sources: Rows<DeskSource, SourceFact>
}

export function openEvidenceRows(
  keeping: { readonly shelf: Shelf; readonly ledger: Ledger },
  contains: ContainsArea,
): EvidenceRows {
  const { shelf } = keeping
  const events = openRows<EvidenceEvent, EventFact>(keeping, {
    ...{ collection: 'evidence-events', stream: 'evidence-event:', named: 'event' },
    evolve: evolveEvent,
    listed: (event) => eventLists(event, contains),
  })
  return {
    documents: openRows<DeskDocument, DocumentFact>(keeping, {
      ...{ collection: 'evidence-documents', stream: 'evidence:', named: 'document' },
      evolve: evolveDocument,
      listed: documentLists,
    }),
    events: {
      ...events,
      async save(before, event) {
        const known = new Set(before?.members.map(({ claim }) => claim))
        const more = event.members.filter(({ claim }) => !known.has(claim))
        await shelf.put(
          claimEvents,
          more.map(({ claim }) => ({ key: claim, document: event.id as Json })),
        )
        await events.save(before, event)
      },
    },
    sources: openRows<DeskSource, SourceFact>(keeping, {
      ...{ collection: 'evidence-sources', stream: 'evidence-source:', named: 'source' },
      evolve: evolveSource,
      listed: () => new Map(),
    }),
  }
}

function documentLists(document: DeskDocument): Listed {
  const { id, seenAt, assigned, source, family } = document
  const key = newestFirst(seenAt, id)
  return new Map([
    [documentList.all, key],
    [documentList.source(source), key],
    [documentList.family(family), key],
    ...(stateOf(document) === 'open' ? [[documentList.open, key] as const] : []),
    ...(assigned === null ? [] : [[documentList.assigned(assigned), key] as const]),
  ])
}

function eventLists(event: EvidenceEvent, contains: ContainsArea): Listed {
  const about = aboutOf(event.members, contains)
  if (about === undefined) return new Map()
  const days = daysOf(about.span) ?? []
  const key = newestFirst(event.openedAt, event.id)
  return new Map([
    [eventList.all, key],
    ...days.map((day) => [eventList.gather(about.event, day), key] as const),
  ])
}

/** The event that a claim is in now; what the shelf says is believed only where the event has it. */
export async function eventOf(
  shelf: Shelf,
  { events }: EvidenceRows,
  claim: ClaimRef,
): Promise<EvidenceEvent | undefined> {
  const id = (await shelf.get(claimEvents, claim)) as string | undefined
  const event = id === undefined ? undefined : await events.current(id)
  return event?.members.some((one) => one.claim === claim) ? event : undefined
}
