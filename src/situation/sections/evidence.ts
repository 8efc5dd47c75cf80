/** What texts say of the night, what of it is confirmed, and where they contradict each other. */
import {
  areasOf,
  confirmationOf,
  evolveEvent,
  type Confirmation,
  type EventFact,
  type EvidenceEvent,
} from '#evidence'
import type { Fact } from '#ledger'
import { areaNames, concerns, type Material } from '../ground.ts'
import { count, figure, inOrder, term, time, type Row, type Section } from '../report.ts'

const prefix = 'evidence-event:'

export interface EventStood {
  readonly event: EvidenceEvent
  readonly facts: readonly Fact[]
  readonly confirmation: Confirmation
}

/** Those with a claim that speaks of the period. */
export function eventsIn(material: Material): readonly EventStood[] {
  const own = material.facts.filter(({ stream }) => stream.startsWith(prefix))
  return [...Map.groupBy(own, ({ stream }) => stream)].flatMap(([stream, facts]) => {
    let event: EvidenceEvent | undefined
    for (const { type, at, by, data } of facts)
      event = evolveEvent(event, {
        ...{ type, at, by, data, event: stream.slice(prefix.length) },
      } as unknown as EventFact)
    if (event === undefined || event.members.length === 0) return []
    const areas = event.members.flatMap(({ coded }) => areasOf(coded))
    const { asked } = material
    const isOfPeriod = event.members.some(({ saidAt }) => saidAt < asked.to && saidAt >= asked.from)
    if (!isOfPeriod || !concerns(material, areas)) return []
    return [{ event, facts, confirmation: confirmationOf(event, material.ground.provenanceOf) }]
  })
}

export function evidenceSection(material: Material): Section {
  const events = eventsIn(material)
  const doubtful = events.filter(({ confirmation }) => confirmation.standing !== 'confirmed')
  const disputed = events.filter(({ confirmation }) => confirmation.standing === 'disputed')
  const seqs = (those: readonly EventStood[]) => those.flatMap(({ facts }) => facts.map(({ seq }) => seq))
  const see = '/console/evidence'
  return {
    id: 'evidence',
    figures: [
      figure('evidence.events', events.length, seqs(events), see),
      figure('evidence.not-confirmed', doubtful.length, seqs(doubtful), see),
      figure('evidence.disputed', disputed.length, seqs(disputed), see),
    ],
    columns: ['event', 'area', 'said', 'standing', 'claims', 'for', 'against'],
    rows: events.map(({ event, facts, confirmation }): Row => {
      const areas = [...new Set(event.members.flatMap(({ coded }) => areasOf(coded)))]
      return {
        id: `event ${event.id}`,
        cells: {
          ...{ event: term(`event-${event.members[0]!.coded.event}`), area: areaNames(material, areas) },
          said: time(event.members.map(({ saidAt }) => saidAt).toSorted()[0]),
          standing: term(`evidence-${confirmation.standing}`),
          claims: count(event.members.length),
          ...{ for: count(confirmation.familiesFor), against: count(confirmation.familiesAgainst) },
        },
        rests: inOrder(facts.map(({ seq }) => seq)),
        see: `/console/evidence/${encodeURIComponent(event.id)}?part=events`,
      }
    }),
  }
}
