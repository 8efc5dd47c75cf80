/** The evidence desk as it is shown: rows with their words beside them, events with what follows from their claims. */
import type { AreaCode } from '#areas'
import { english, type ActorId, type Instant, type PersonId, type Sha256 } from '#base'
import {
  aboutOf,
  areasOf,
  claimOn,
  claimRef,
  confirmationOf,
  credibilityWords,
  figuresOf,
  gradeNow,
  holderOf,
  mergedInto,
  numberedClaims,
  offersOf,
  partsOf,
  reliabilityWords,
  standingHint,
  stateOf,
  unjudgedCredibility,
  unjudgedReliability,
  verdictNow,
  type ContainsArea,
  type DeskDocument,
  type DocumentId,
  type EvidenceEvent,
  type Rated,
} from '#evidence'
import type { EvidenceCore, EvidenceSystem } from './evidence-core.ts'
import { eventOf } from './evidence-kinds.ts'
import { evidenceOrigins } from './evidence-origins.ts'
import type { EvidenceJudging } from './evidence-judging.ts'
import type { SiteLink } from './site-evidence.ts'
import type { System } from './system.ts'

/** Where a document, or a claim in it, is attached as a visit or a statement. */
export type SitesOf = (document: DocumentId) => readonly SiteLink[]
export type ViewSystem = EvidenceSystem & Pick<System, 'particulars'>

export function evidenceViews(
  core: EvidenceCore,
  system: ViewSystem,
  judging: Pick<EvidenceJudging, 'fitting'>,
  sitesOf: SitesOf = () => [],
) {
  const { rows, texts } = core
  const { areas, shelf } = system
  const contains: ContainsArea = (outer, inner) => areas.hierarchy().contains(outer, inner)
  const nameOf = (person: ActorId | null) =>
    person === null ? null : (system.particulars.of(person as PersonId)?.name ?? null)
  const areaNames = (codes: readonly AreaCode[]) =>
    codes.map((code) => areas.hierarchy().get(code)?.names[english] ?? code).join(', ') || null
  const said = async (why: Sha256 | null) =>
    why === null ? null : { hash: why, words: (await texts.wordsOf(why)) ?? null }
  const leaseOf = (document: DeskDocument) => {
    const lease = holderOf(document, core.now())
    return lease === undefined ? null : { ...lease, name: nameOf(lease.by) }
  }
  const rated = async <Grade>(history: readonly Rated<Grade>[], words: (grade: Grade) => string) =>
    Promise.all(
      history.map(async ({ from, to, at, by, why }) => ({
        ...{ from, to, says: words(to), at, by, name: nameOf(by), why: await said(why) },
      })),
    )
  const sourceView = async (id: string) => {
    const [named, row] = [await texts.source(id), await rows.sources.get(id)]
    const reliability = gradeNow(row?.ratings ?? [], unjudgedReliability)
    return {
      ...{ id, name: named?.name ?? null, key: named?.key ?? null, firstSeenAt: named?.firstSeenAt ?? null },
      ...{ reliability, says: reliabilityWords[reliability] },
    }
  }

  const row = async (document: DeskDocument) => {
    const { id, version, kind, seenAt, saidAt, claims, assigned, family, source } = document
    const head = await texts.head(id)
    let judged = 0
    for (let n = 0; n < claims; n++) if (verdictNow(document, n) !== undefined) judged++
    return {
      ...{ id, version, kind, seenAt, saidAt, claims, judged, family },
      ...{ state: stateOf(document), title: head?.title ?? null, url: head?.url ?? null },
      ...{ language: head?.language ?? null, doubts: head?.doubts ?? 0 },
      text: head === undefined ? ('erased' as const) : ('kept' as const),
      source: await sourceView(source),
      assigned: assigned === null ? null : { id: assigned, name: nameOf(assigned) },
      lease: leaseOf(document),
    }
  }

  const claimsOf = async (document: DeskDocument) => {
    const reading = await texts.reading(document.id)
    if (reading === undefined) return []
    const at = { now: core.now(), saidAt: document.saidAt }
    const origins = evidenceOrigins(core)
    return Promise.all(
      numberedClaims(reading, reading.added).map(async ({ claim, statement, quote, coded }) => {
        const ref = claimRef(document.id, claim)
        const { verdicts, ratings } = claimOn(document, claim)
        const verdict = verdicts.at(-1)
        const stands = verdict === undefined ? coded : verdict.coded
        const credibility = gradeNow(ratings, unjudgedCredibility)
        const role = statement === null ? null : (reading.statements[statement]?.role ?? null)
        const event = await eventOf(shelf, rows, ref)
        return {
          ...{ claim, ref, statement, quote },
          read: coded,
          stands: stands === null ? null : { ...stands, place: areaNames(areasOf(stands)) },
          ...{ credibility, says: credibilityWords[credibility] },
          ratings: await rated(ratings, (grade) => credibilityWords[grade]),
          verdict: verdict?.verdict ?? null,
          basis: verdict?.basis ?? null,
          basisHint: standingHint(role),
          verdicts: await Promise.all(
            verdicts.map(async (one) => ({ ...one, name: nameOf(one.by), why: await said(one.why) })),
          ),
          offers: stands === null ? [] : offersOf(stands, at),
          event: event?.id ?? null,
          standing:
            event === undefined ? null : confirmationOf(event, await origins.of(event.members)).standing,
          fits: stands === null || event !== undefined ? [] : await judging.fitting(stands, document),
        }
      }),
    )
  }

  const whole = async (document: DeskDocument) => {
    const { id, hash, closed, drafted } = document
    const [text, reading] = [await texts.text(id), await texts.reading(id)]
    return {
      ...(await row(document)),
      hash,
      content: text === undefined ? null : { text: text.text, title: text.title, within: text.within },
      statements: (reading?.statements ?? []).map((statement) => {
        const { claims: _, ...one } = statement
        return one
      }),
      doubts: reading?.doubts ?? [],
      claimList: await claimsOf(document),
      closed: closed === null ? null : { ...closed, name: nameOf(closed.by), why: await said(closed.why) },
      drafted,
      sites: [...sitesOf(id)],
    }
  }

  const memberView = async (ref: EvidenceEvent['members'][number]) => {
    const { document: id, claim } = partsOf(ref.claim)
    const [document, reading, head] = [
      await rows.documents.get(id),
      await texts.reading(id),
      await texts.head(id),
    ]
    const one = reading && numberedClaims(reading, reading.added)[claim]
    const statement =
      one === undefined || one.statement === null ? undefined : reading?.statements[one.statement]
    return {
      ...{ claim: ref.claim, document: id, number: claim, coded: ref.coded, basis: ref.basis },
      ...{ place: areaNames(areasOf(ref.coded)), saidAt: ref.saidAt, seenAt: document?.seenAt ?? null },
      ...{ title: head?.title ?? null, url: head?.url ?? null },
      ...{ speaker: statement?.speaker ?? null, role: statement?.role ?? null },
      words: one?.quote.text ?? null,
      source: document === undefined ? null : await sourceView(document.source),
      family: document?.family ?? null,
    }
  }

  const eventRow = async (event: EvidenceEvent, origins = evidenceOrigins(core)) => {
    const about = aboutOf(event.members, contains)
    const where = about?.areas ?? []
    const provenance = await origins.of(event.members)
    const confirmation = confirmationOf(event, provenance)
    const families = new Set(event.members.map(({ claim }) => provenance(claim).family))
    return {
      ...{ id: event.id, version: event.version, openedAt: event.openedAt, changedAt: event.changedAt },
      kind: about?.event ?? null,
      area: where.length === 1 ? where[0]! : null,
      areas: [...where],
      place: areaNames(where),
      from: about?.span.from ?? null,
      to: about?.span.to ?? null,
      weapons: [...(about?.weapons ?? [])].toSorted(),
      ...{ claims: event.members.length, families: families.size },
      documents: new Set(event.members.map(({ claim }) => partsOf(claim).document)).size,
      standing: confirmation.standing,
      figures: figuresOf(event.members),
      mergedInto: mergedInto(event),
    }
  }

  const eventWhole = async (event: EvidenceEvent) => {
    const origins = evidenceOrigins(core)
    const provenance = await origins.of(event.members)
    return {
      ...(await eventRow(event, origins)),
      confirmation: confirmationOf(event, provenance),
      members: await Promise.all(event.members.map(memberView)),
      sites: event.members.flatMap(({ claim }) => {
        const { document, claim: number } = partsOf(claim)
        return sitesOf(document).filter((link) => link.claim === null || link.claim === number)
      }),
      acts: event.acts.map(({ act, type, ...more }) => ({ act, type, ...more })),
      setAside: await Promise.all(
        event.setAside.map(async (one) => ({ ...one, name: nameOf(one.by), why: await said(one.why) })),
      ),
    }
  }

  /** What happened to it, the latest last: from the ledger, so that nothing can be missing. */
  const history = async (stream: string) => {
    const facts = await system.ledger.readStream(stream)
    return Promise.all(
      facts.map(async ({ seq, type, at, by, data }) => ({
        ...{ seq, type, at: at as Instant, by, name: nameOf(by), data },
        why: await said((data['why'] ?? null) as Sha256 | null),
      })),
    )
  }
  const sourceWhole = async (id: string) => ({
    ...(await sourceView(id)),
    ratings: await rated((await rows.sources.current(id))?.ratings ?? [], (grade) => reliabilityWords[grade]),
  })

  return { row, whole, eventRow, eventWhole, sourceView, sourceWhole, history, nameOf }
}

export type EvidenceViews = ReturnType<typeof evidenceViews>
