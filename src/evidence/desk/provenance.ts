/**
 * Documents, claims and events as linked data in the terms of W3C PROV-O (https://www.w3.org/TR/prov-o/): what was made of what, by
 * whom, by which activity. Readers need fetch nothing: the context stands in the document.
 */
import type { ActorId, Instant, Json, JsonObject, Sha256 } from '#base'
import type { Confirmation } from './confirmation.ts'
import { claimOn } from './document-facts.ts'
import { areasOf, claimRef, type ClaimRef, type CodedClaim } from './coded-claim.ts'
import type { EvidenceEvent } from './event.ts'
import type { ExportedDocument } from './exported.ts'
import { figuresOf } from './figures.ts'
import { credibilityWords, gradeNow, reliabilityWords, unjudgedCredibility } from './rating.ts'

const own = 'urn:tocsin:evidence:'
const link = (term: string): JsonObject => ({ '@id': term, '@type': '@id' })
const time = (term: string): JsonObject => ({ '@id': term, '@type': 'xsd:dateTime' })

/** Given with every export; PROV-O’s own names keep their meaning, ours are in a namespace of ours. */
export const provContext: JsonObject = {
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcterms: 'http://purl.org/dc/terms/',
  tocsin: `${own}terms#`,
  '@vocab': `${own}terms#`,
  id: '@id',
  type: '@type',
  wasDerivedFrom: link('prov:wasDerivedFrom'),
  hadPrimarySource: link('prov:hadPrimarySource'),
  wasQuotedFrom: link('prov:wasQuotedFrom'),
  wasRevisionOf: link('prov:wasRevisionOf'),
  wasAttributedTo: link('prov:wasAttributedTo'),
  wasGeneratedBy: link('prov:wasGeneratedBy'),
  wasAssociatedWith: link('prov:wasAssociatedWith'),
  used: link('prov:used'),
  generatedAtTime: time('prov:generatedAtTime'),
  endedAtTime: time('prov:endedAtTime'),
  value: 'prov:value',
  title: 'dcterms:title',
  language: 'dcterms:language',
  url: link('dcterms:source'),
  area: link('tocsin:area'),
  event: link('tocsin:event'),
  counts: { '@id': 'tocsin:counts', '@container': '@set' },
  from: time('tocsin:from'),
  to: time('tocsin:to'),
}

const documentIri = (id: string) => `${own}document:${id}`
const claimIri = (ref: ClaimRef) => `${own}claim:${ref}`
const standingIri = (ref: ClaimRef) => `${own}claim:${ref}#stands`
const eventIri = (id: string) => `${own}event:${id}`
const sourceIri = (id: string) => `${own}source:${id}`
const actorIri = (id: ActorId) => `${own}actor:${id}`
const hashIri = (hash: Sha256) => `ni:///sha-256;${hash}`
const reader = `${own}software:reading`

export const readingAgent: JsonObject = {
  id: reader,
  type: ['prov:Agent', 'prov:SoftwareAgent'],
  title: 'Tocsin, reading by rule',
}

/** A node for each thing; what has no value is left out. The same agent may come more than once: it is the same node. */
export function documentNodes({
  document,
  title,
  url,
  language,
  source,
  claims,
}: ExportedDocument): readonly JsonObject[] {
  const { id, hash, kind, seenAt, saidAt, family } = document
  const nodes: JsonObject[] = [
    node(
      { id: sourceIri(source.id), type: ['prov:Agent', 'Source'], title: source.name },
      {
        reliability: source.reliability,
        reliabilitySays: reliabilityWords[source.reliability],
      },
    ),
    node(
      { id: documentIri(id), type: ['prov:Entity', 'Document'] },
      {
        ...{ title, language, url, family, intake: kind, sha256: hash, seenAt },
        generatedAtTime: saidAt,
        wasAttributedTo: sourceIri(source.id),
        wasDerivedFrom: hashIri(hash),
      },
    ),
    node({ id: hashIri(hash), type: ['prov:Entity', 'Original'] }, {}),
  ]
  const actors = new Set<ActorId>()
  for (const { claim, quote, coded, speaker, role, event, statement } of claims) {
    const ref = claimRef(id, claim)
    const { verdicts, ratings } = claimOn(document, claim)
    const activity = `${own}activity:reading:${id}`
    nodes.push(
      node(
        { id: claimIri(ref), type: ['prov:Entity', 'Claim'] },
        {
          ...{ value: quote.text, start: quote.start, end: quote.end, speaker, speakerRole: role },
          ...codedNode(coded),
          wasQuotedFrom: documentIri(id),
          wasDerivedFrom: documentIri(id),
          // Of a claim that a person read into it, the first verdict is the reading.
          ...(statement === null ? {} : { wasGeneratedBy: activity }),
          wasAttributedTo: sourceIri(source.id),
          credibility: gradeNow(ratings, unjudgedCredibility),
          credibilitySays: credibilityWords[gradeNow(ratings, unjudgedCredibility)],
          event: event === null ? null : eventIri(event),
        },
      ),
    )
    for (const [n, { verdict, at, by, coded: stands, basis, why }] of verdicts.entries()) {
      actors.add(by)
      const judging = `${own}activity:judging:${ref}:${n}`
      nodes.push(
        node(
          { id: judging, type: ['prov:Activity', 'Judging'] },
          {
            ...{ verdict, basis, reasonSha256: why, endedAtTime: at },
            used: claimIri(ref),
            wasAssociatedWith: actorIri(by),
          },
        ),
      )
      if (n === verdicts.length - 1 && stands !== null)
        nodes.push(
          node(
            { id: standingIri(ref), type: ['prov:Entity', 'StandingClaim'] },
            {
              ...codedNode(stands),
              ...{ wasDerivedFrom: claimIri(ref), wasRevisionOf: claimIri(ref), wasGeneratedBy: judging },
              ...{ wasAttributedTo: actorIri(by), generatedAtTime: at },
            },
          ),
        )
    }
    for (const [n, { from, to, at, by, why }] of ratings.entries()) {
      actors.add(by)
      nodes.push(
        node(
          { id: `${own}rating:${ref}:${n}`, type: ['prov:Entity', 'Rating'] },
          {
            ...{ gradeBefore: from, grade: to, reasonSha256: why, generatedAtTime: at },
            ...{ wasDerivedFrom: claimIri(ref), wasAttributedTo: actorIri(by) },
          },
        ),
      )
    }
  }
  if (claims.some(({ statement }) => statement !== null))
    nodes.push(
      node(
        { id: `${own}activity:reading:${id}`, type: ['prov:Activity', 'Reading'] },
        {
          ...{ used: documentIri(id), wasAssociatedWith: reader, endedAtTime: seenAt },
        },
      ),
    )
  for (const by of actors) nodes.push({ id: actorIri(by), type: ['prov:Agent'] })
  return nodes
}

export function eventNode(
  event: EvidenceEvent,
  { standing, by, familiesFor, closedBy }: Confirmation,
): JsonObject {
  return node(
    { id: eventIri(event.id), type: ['prov:Entity', 'Event'] },
    {
      wasDerivedFrom: event.members.map(({ claim }) => standingIri(claim)),
      generatedAtTime: event.changedAt,
      ...{ standing, confirmedBy: [...by], independentFamilies: familiesFor },
      closedBy: closedBy.map(standingIri),
      counts: figuresOf(event.members).map(({ unit, lowest, highest, upwards, downwards }) => ({
        ...{ type: 'Range', unit, lowest, highest, upwards, downwards },
      })),
    },
  )
}

function codedNode(claim: CodedClaim) {
  const { event, happened, stance, from, to, weapon, quantities, certainty } = claim
  const areas = areasOf(claim).map((area) => `${own}area:${encodeURIComponent(area)}`)
  return {
    ...{ eventKind: event, happened, stance, certainty, weapon, from, to },
    area: areas.length > 1 ? areas : (areas[0] ?? null),
    counts: quantities.map(({ value, unit, bound }) => ({ type: 'Count', amount: value, unit, bound })),
  }
}

function node(
  head: { readonly id: string; readonly type: string[]; readonly title?: string | null },
  members: { readonly [name: string]: Json | Instant | undefined },
): JsonObject {
  const some = Object.entries({ ...head, ...members }).filter(
    ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(some) as JsonObject
}
