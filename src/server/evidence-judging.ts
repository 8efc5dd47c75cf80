/** What people do with documents: who works on one, what they let stand of it, how far they believe it, and which event that tells of. */
import { ok, plus, refuse, type PersonId, type Result } from '#base'
import {
  claimRef,
  confirmationOf,
  decideDocument,
  evolveDocument,
  holderOf,
  leaseFor,
  mendedClaim,
  numberedClaims,
  quoteOf,
  type Basis,
  type CodedClaim,
  type Credibility,
  type DeskDocument,
  type DocumentCommand,
  type DocumentFact,
  type DocumentId,
  type EvidenceEventId,
  type FamilyId,
  type MendedClaim,
  type VerdictKind,
} from '#evidence'
import type { By, EvidenceCore, EvidenceSystem } from './evidence-core.ts'
import { evidenceGathering, type WantedEvent } from './evidence-gathering.ts'
import { eventOf } from './evidence-kinds.ts'
import { evidenceOrigins } from './evidence-origins.ts'
import type { KeptReading } from './evidence-texts.ts'

export interface Asks extends By {
  readonly readVersion?: number | undefined
}

export interface Judgement {
  readonly verdict: VerdictKind
  readonly basis: Basis
  readonly reason?: string | undefined
  /** What is other than it was read; of a mended claim. */
  readonly mended?: MendedClaim | undefined
  readonly event: WantedEvent
}

export interface EvidenceJudging {
  assign(id: DocumentId, to: PersonId | null, asks: Asks): Promise<Result<DeskDocument>>
  lock(id: DocumentId, takeOver: string | undefined, asks: Asks): Promise<Result<DeskDocument>>
  release(id: DocumentId, asks: Asks): Promise<Result<DeskDocument>>
  close(id: DocumentId, reason: string, asks: Asks): Promise<Result<DeskDocument>>
  reopen(id: DocumentId, reason: string, asks: Asks): Promise<Result<DeskDocument>>
  /** Into the family of another document, or one of its own. */
  setFamily(
    id: DocumentId,
    like: DocumentId | null,
    reason: string,
    asks: Asks,
  ): Promise<Result<DeskDocument>>
  judge(id: DocumentId, claim: number, judgement: Judgement, asks: Asks): Promise<Result<DeskDocument>>
  /** A claim that the rules did not find, at its exact words; it stands accepted by whoever adds it. */
  addClaim(
    id: DocumentId,
    added: { readonly start: number; readonly end: number; readonly coded: CodedClaim },
    judgement: Pick<Judgement, 'basis' | 'reason' | 'event'>,
    asks: Asks,
  ): Promise<Result<DeskDocument>>
  rate(
    id: DocumentId,
    claim: number,
    to: Credibility,
    reason: string,
    asks: Asks,
  ): Promise<Result<DeskDocument>>
  /** The events that a claim would fit into. */
  fitting(claim: CodedClaim, document: DeskDocument): Promise<readonly EvidenceEventId[]>
}

export function openEvidenceJudging(
  core: EvidenceCore,
  { shelf, ids, areas }: Pick<EvidenceSystem, 'shelf' | 'ids' | 'areas'>,
): EvidenceJudging {
  const { rows, texts, inTurn } = core
  const { candidates, gathered } = evidenceGathering(rows, { shelf, ids }, (outer, inner) =>
    areas.hierarchy().contains(outer, inner),
  )

  const asked = ({ by, readVersion }: Asks) => ({
    ...{ at: core.now(), by },
    ...(readVersion === undefined ? {} : { readVersion }),
  })
  /** Whoever works on it keeps it: that is worth no fact. */
  const heldLonger = async (document: DeskDocument, { by }: Asks): Promise<DeskDocument> => {
    const { lease } = document
    if (lease === null || holderOf(document, core.now())?.by !== by) return document
    const until = plus(core.now(), leaseFor)
    if (until <= lease.until) return document
    const longer = { ...document, lease: { ...lease, until } }
    await rows.documents.save(document, longer)
    return longer
  }
  const done = async (id: DocumentId, asks: Asks): Promise<Result<DeskDocument>> => {
    const document = await core.document(id)
    return document.ok ? ok(await heldLonger(document.value, asks)) : document
  }
  const order = (
    id: DocumentId,
    commandOf: (document: DeskDocument) => Promise<Result<DocumentCommand>>,
    asks: Asks,
  ) =>
    inTurn(async () => {
      const document = await core.document(id)
      if (!document.ok) return document
      const command = await commandOf(document.value)
      if (!command.ok) return command
      const facts = decideDocument(document.value, command.value, asked(asks))
      if (!facts.ok) return facts
      const written = await core.commit([core.changeOfDocument(document.value, facts.value)], asks)
      return written.ok ? done(id, asks) : written
    })

  const readingOf = async (id: DocumentId): Promise<Result<KeptReading>> => {
    const reading = await texts.reading(id)
    return reading === undefined ? refuse('evidence/text-erased', { document: id }) : ok(reading)
  }

  const judgeOne = async (
    document: DeskDocument,
    before: readonly DocumentFact[],
    claim: number,
    stands: CodedClaim | null,
    { verdict, basis, reason, event }: Judgement,
    asks: Asks,
  ): Promise<Result<DeskDocument>> => {
    const at = before.reduce((row: DeskDocument, fact) => evolveDocument(row, fact)!, document)
    const command = { type: 'judge', claim, verdict, coded: stands, basis } as const
    const why = reason === undefined ? null : await texts.reason(reason)
    const { readVersion: _, ...now } = asked(asks)
    // Before anything else is looked at: whoever may not judge it is told so.
    const may = decideDocument(at, { ...command, why, joined: null }, before.length > 0 ? now : asked(asks))
    if (!may.ok) return may
    const member = stands === null ? undefined : { coded: stands, basis }
    const gather = await gathered(document, claimRef(document.id, claim), member, event, now)
    if (!gather.ok) return gather
    const facts = decideDocument(at, { ...command, why, joined: gather.value.joined }, now)
    if (!facts.ok) return facts
    const change = core.changeOfDocument(document, [...before, ...facts.value])
    const written = await core.commitEvents(gather.value.before, gather.value.facts, [change], asks)
    return written.ok ? done(document.id, asks) : written
  }

  return {
    assign: (id, to, asks) => order(id, async () => ok({ type: 'assign', to }), asks),
    lock: (id, takeOver, asks) =>
      order(
        id,
        async () =>
          ok({ type: 'lock', ...(takeOver === undefined ? {} : { takeOver: await texts.reason(takeOver) }) }),
        asks,
      ),
    release: (id, asks) => order(id, async () => ok({ type: 'release' }), asks),
    close: (id, reason, asks) =>
      order(id, async () => ok({ type: 'close', why: await texts.reason(reason) }), asks),
    reopen: (id, reason, asks) =>
      order(id, async () => ok({ type: 'reopen', why: await texts.reason(reason) }), asks),
    setFamily: (id, like, reason, asks) =>
      order(
        id,
        async () => {
          const other = like === null ? undefined : await core.document(like)
          if (other !== undefined && !other.ok) return other
          const to = other === undefined ? (id as string as FamilyId) : other.value.family
          return ok({ type: 'set-family', to, why: await texts.reason(reason) })
        },
        asks,
      ),
    judge: (id, claim, judgement, asks) =>
      inTurn(async () => {
        const document = await core.document(id)
        if (!document.ok) return document
        const reading = await readingOf(id)
        if (!reading.ok) return reading
        const read = numberedClaims(reading.value, reading.value.added)[claim]
        if (read === undefined) return refuse('evidence/unknown-claim', { document: id, claim })
        const stands =
          judgement.verdict === 'rejected' ? null : mendedClaim(read.coded, judgement.mended ?? {})
        return judgeOne(document.value, [], claim, stands, judgement, asks)
      }),
    addClaim: (id, { start, end, coded }, judgement, asks) =>
      inTurn(async () => {
        const document = await core.document(id)
        if (!document.ok) return document
        const [reading, text] = [await readingOf(id), await texts.text(id)]
        if (!reading.ok) return reading
        if (text === undefined || start >= end || end > text.text.length)
          return refuse('evidence/words-not-there', { at: 'start', start, end })
        const facts = decideDocument(document.value, { type: 'add-claim' }, asked(asks))
        if (!facts.ok) return facts
        const { claims } = document.value
        // As many as were read stand before it; a try that was cut off is written over.
        const kept = reading.value.added.slice(0, claims - numberedClaims(reading.value).length)
        const added = [...kept, { quote: quoteOf(text.text, start, end), coded }]
        await texts.keepReading(id, { ...reading.value, added })
        const accepted = { verdict: 'accepted', ...judgement } as const
        return judgeOne(document.value, facts.value, claims, coded, accepted, asks)
      }),
    rate: (id, claim, to, reason, asks) =>
      order(
        id,
        async () => {
          const event = await eventOf(shelf, rows, claimRef(id, claim))
          const confirmation =
            event === undefined
              ? undefined
              : confirmationOf(event, await evidenceOrigins(core).of(event.members))
          return ok({ type: 'rate', claim, to, confirmation, why: await texts.reason(reason) })
        },
        asks,
      ),
    fitting: async (claim, document) => (await candidates(claim, document)).map(({ candidate }) => candidate),
  }
}
