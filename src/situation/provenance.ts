/** Where claims come from, as it was known at a place of the ledger: document, family and grades, folded from their own facts. */
import {
  claimOn,
  evolveDocument,
  evolveSource,
  gradeNow,
  partsOf,
  unjudgedCredibility,
  unjudgedReliability,
  type ClaimRef,
  type DeskDocument,
  type DeskSource,
  type DocumentFact,
  type Provenance,
  type SourceFact,
} from '#evidence'
import type { Fact } from '#ledger'

const ofDocument = 'evidence:'
const ofSource = 'evidence-source:'

export interface Provenances {
  provenanceOf(claim: ClaimRef): Provenance
  /** The source of a document; undefined for one that the facts don't have. */
  sourceOf(document: string): string | undefined
}

export function provenancesFrom(facts: readonly Fact[]): Provenances {
  const documents = new Map<string, DeskDocument>()
  const sources = new Map<string, DeskSource>()
  for (const { stream, type, at, by, data } of facts) {
    if (stream.startsWith(ofDocument)) {
      const document = stream.slice(ofDocument.length)
      const fact = { type, at, by, data, document } as unknown as DocumentFact
      const after = evolveDocument(documents.get(document), fact)
      if (after !== undefined) documents.set(document, after)
    }
    if (stream.startsWith(ofSource)) {
      const source = stream.slice(ofSource.length)
      const fact = { type, at, by, data, source } as unknown as SourceFact
      sources.set(source, evolveSource(sources.get(source), fact))
    }
  }
  return {
    sourceOf: (document) => documents.get(document)?.source,
    provenanceOf(ref) {
      const { document: id, claim } = partsOf(ref)
      const document = documents.get(id)
      return {
        document: id,
        source: document?.source ?? ('' as never),
        family: document?.family ?? (id as never),
        reliability: gradeNow(sources.get(document?.source ?? '')?.ratings ?? [], unjudgedReliability),
        credibility: gradeNow(
          document === undefined ? [] : claimOn(document, claim).ratings,
          unjudgedCredibility,
        ),
      }
    },
  }
}
