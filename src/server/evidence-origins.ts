/** Where claims come from, as it is known now: document, source with its grade, family. Each is read once for a view. */
import {
  claimOn,
  gradeNow,
  partsOf,
  unjudgedCredibility,
  unjudgedReliability,
  type ClaimRef,
  type DeskDocument,
  type DeskSource,
  type Provenance,
  type SourceId,
} from '#evidence'
import type { EvidenceCore } from './evidence-core.ts'

export interface EvidenceOrigins {
  /** For the claims that are named, and no others. */
  of(claims: readonly { readonly claim: ClaimRef }[]): Promise<(claim: ClaimRef) => Provenance>
}

/** What it has read it remembers: one for each view. */
export function evidenceOrigins({ rows }: Pick<EvidenceCore, 'rows'>): EvidenceOrigins {
  const documents = new Map<string, Promise<DeskDocument | undefined>>()
  const sources = new Map<string, Promise<DeskSource | undefined>>()
  const once = <Row>(known: Map<string, Promise<Row>>, id: string, read: () => Promise<Row>) => {
    let row = known.get(id)
    if (row === undefined) known.set(id, (row = read()))
    return row
  }
  return {
    async of(claims) {
      const found = await Promise.all(
        claims.map(async ({ claim: ref }): Promise<readonly [ClaimRef, Provenance]> => {
          const { document: id, claim } = partsOf(ref)
          const document = await once(documents, id, () => rows.documents.get(id))
          const source =
            document && (await once(sources, document.source, () => rows.sources.get(document.source)))
          return [
            ref,
            {
              ...{ document: id, source: document?.source ?? ('' as SourceId) },
              family: document?.family ?? (id as never),
              reliability: gradeNow(source?.ratings ?? [], unjudgedReliability),
              credibility:
                document === undefined
                  ? unjudgedCredibility
                  : gradeNow(claimOn(document, claim).ratings, unjudgedCredibility),
            },
          ]
        }),
      )
      const known = new Map(found)
      return (claim) => known.get(claim)!
    },
  }
}
