/** What stands behind a visit or a statement at a site: found at the evidence desk, never copied from it, so that what is erased there is erased here. */
import { ok, refuse, type Instant, type Result } from '#base'
import { partsOf, type ClaimRef, type DocumentId } from '#evidence'
import type { SiteId, Statement } from '#sites'
import type { EvidenceDesk } from './evidence-desk.ts'
import type { SiteBook } from './site-book.ts'

export interface SaidAtSite {
  readonly source: string | null
  readonly title: string | null
  readonly url: string | null
  readonly speaker: string | null
  readonly role: string | null
  readonly saidAt: Instant | null
  /** The words it rests on; null once they were erased. */
  readonly quote: string | null
  readonly stands: 'accepted' | 'mended' | 'rejected' | 'open' | 'closed'
  readonly event: string | null
}

export interface SiteSaid extends Statement {
  /** Null for who may not read evidence, and where it is known no more. */
  readonly said: SaidAtSite | null
}

/** A site as a document of the evidence desk shows it. */
export interface SiteLink {
  readonly site: SiteId
  readonly name: string
  readonly statement: string
  readonly kind: Statement['kind']
  readonly at: Instant
  /** Null: the whole document. */
  readonly claim: number | null
}

export interface SiteEvidence {
  /** Refused where the document or the claim is not there. */
  check(reference: string): Promise<Result<void>>
  said(statements: readonly Statement[], may: 'read' | 'not-read'): Promise<readonly SiteSaid[]>
}

/** The newest so many are shown with their words; a site collects few. */
const mostSaid = 50

export function siteEvidence(evidence: Pick<EvidenceDesk, 'core' | 'views'>): SiteEvidence {
  const { core, views } = evidence
  const find = async (reference: string): Promise<Result<SaidAtSite>> => {
    const { document: id, claim } = splitReference(reference)
    const document = await core.document(id)
    if (!document.ok) return document
    const whole = await views.whole(document.value)
    const head = { source: whole.source.name, title: whole.title, url: whole.url, saidAt: whole.saidAt }
    if (claim === null) {
      const [first] = whole.statements
      return ok({
        ...{ ...head, speaker: first?.speaker ?? null, role: first?.role ?? null },
        ...{ quote: first?.quote.text ?? null, event: null },
        stands: whole.state === 'open' ? ('open' as const) : ('closed' as const),
      })
    }
    if (claim >= whole.claims) return refuse('evidence/unknown-claim', { document: id, claim })
    const one = whole.claimList.find((shown) => shown.claim === claim)
    const statement =
      one === undefined || one.statement === null ? undefined : whole.statements[one.statement]
    return ok({
      ...{ ...head, speaker: statement?.speaker ?? null, role: statement?.role ?? null },
      ...{ quote: one?.quote.text ?? null, event: one?.event ?? null },
      stands: one?.verdict ?? ('open' as const),
    })
  }
  return {
    async check(reference) {
      const found = await find(reference)
      return found.ok ? ok() : found
    },
    said: (statements, may) =>
      Promise.all(
        statements.map(async (statement, index): Promise<SiteSaid> => {
          if (may === 'not-read' || index >= mostSaid) return { ...statement, said: null }
          const found = await find(statement.evidence)
          return { ...statement, said: found.ok ? found.value : null }
        }),
      ),
  }
}

/** The sites that a document, or a claim in it, is attached to. */
export function sitesOfDocument(book: Pick<SiteBook, 'all'>, document: string): readonly SiteLink[] {
  return book.all().flatMap(({ site, statements }) =>
    statements.flatMap(({ id, kind, at, evidence }): readonly SiteLink[] => {
      const { document: own, claim } = splitReference(evidence)
      return own === document ? [{ site: site.id, name: site.name, statement: id, kind, at, claim }] : []
    }),
  )
}

function splitReference(reference: string): { readonly document: DocumentId; readonly claim: number | null } {
  return reference.includes('/')
    ? partsOf(reference as ClaimRef)
    : { document: reference as DocumentId, claim: null }
}
