/** What all of the evidence desk shares: its rows and words, one order of acts, and the ledger that comes first. */
import { oneAfterAnother, refuse, type ActorId, type Instant, type Result, type Sha256 } from '#base'
import type {
  DeskDocument,
  DocumentFact,
  DocumentId,
  EventFact,
  EvidenceEvent,
  EvidenceEventId,
} from '#evidence'
import { beginning, type Fact, type Seq } from '#ledger'
import { openEvidenceRows, type EvidenceRows } from './evidence-kinds.ts'
import { changeOf, commit, type Change } from './evidence-rows.ts'
import { openEvidenceTexts, type EvidenceTexts } from './evidence-texts.ts'
import type { System } from './system.ts'

export type EvidenceSystem = Pick<
  System,
  'ledger' | 'shelf' | 'personal' | 'clock' | 'ids' | 'log' | 'areas' | 'decides'
> & { readonly config: Pick<System['config'], 'mode'> }

export interface By {
  readonly by: ActorId
  readonly via?: string
}

export interface EvidenceCore {
  readonly rows: EvidenceRows
  readonly texts: EvidenceTexts
  now(): Instant
  /** One after the other: two who take the same document in at once would have two. */
  inTurn<Value>(act: () => Promise<Value>): Promise<Value>
  commit(
    changes: readonly Change[],
    by: { readonly via?: string | undefined },
  ): Promise<Result<readonly Fact[]>>
  document(id: DocumentId): Promise<Result<DeskDocument>>
  event(id: EvidenceEventId): Promise<Result<EvidenceEvent>>
  /** Writes what was decided about several events at once, with what else belongs to it. */
  commitEvents(
    before: ReadonlyMap<EvidenceEventId, EvidenceEvent>,
    facts: readonly EventFact[],
    more: readonly Change[],
    by: By,
  ): Promise<Result<readonly Fact[]>>
  changeOfDocument(before: DeskDocument, facts: readonly DocumentFact[]): Change
  reason(words: string | undefined): Promise<Sha256 | null>
  /** Keeps how far the shelf has what the ledger has: the next start looks from there. */
  close(): Promise<void>
}

const place = 'evidence-place'
const readAtOnce = 5_000
/** Facts that a start may read again, so that not each act costs one more write. */
const mostReadAgain = 500

export function openEvidenceCore(system: EvidenceSystem, keptForDays: number): EvidenceCore {
  const { ledger, shelf, clock, areas, config } = system
  const rows = openEvidenceRows(system, (outer, inner) => areas.hierarchy().contains(outer, inner))
  const texts = openEvidenceTexts(system, keptForDays)
  let placed = -1

  const putPlace = async (seq: number) => {
    await shelf.put(place, [{ key: 'seq', document: { seq } }])
    placed = seq
  }
  const bring = async <Row extends { readonly id: string; readonly version: number }>(
    kind: {
      get(id: string): Promise<Row | undefined>
      current(id: string): Promise<Row | undefined>
      again(id: string): Promise<Row | undefined>
      save(before: Row | undefined, row: Row): Promise<void>
    },
    id: string,
    version: number,
  ) => {
    const before = await kind.get(id)
    const now = before === undefined || before.version <= version ? await kind.current(id) : before
    // Saved although it has all: a crash may have come between the row and its lists.
    if (now !== undefined) await kind.save(before?.version === now.version ? undefined : before, now)
  }
  /** What was written down and never came onto the shelf, because the machine stopped in between. */
  const heal = async () => {
    const kept = (await shelf.get(place, 'seq')) as { readonly seq: number } | undefined
    const { seq: head } = await ledger.head()
    // A ledger that was restored beside newer tables ends before the place.
    let from = kept === undefined || kept.seq > head ? beginning : (kept.seq as Seq)
    const last = new Map<string, number>()
    for (;;) {
      const facts = await ledger.read(from, readAtOnce)
      for (const { stream, version } of facts) if (stream.startsWith('evidence')) last.set(stream, version)
      const end = facts.at(-1)
      if (end === undefined) break
      from = end.seq
    }
    for (const [stream, version] of last) {
      const id = stream.slice(stream.indexOf(':') + 1)
      if (stream.startsWith(rows.documents.kind.stream)) await bring(rows.documents, id, version)
      else if (stream.startsWith(rows.events.kind.stream)) await bring(rows.events, id, version)
      else if (stream.startsWith(rows.sources.kind.stream)) await bring(rows.sources, id, version)
    }
    await putPlace(from)
  }
  let healed: Promise<void> | undefined
  /** Under which reign it was healed: what another server wrote since may be half on the shelf. */
  let healedAs: 'me' | 'other' = 'other'
  const whole = () => {
    const decides = system.decides()
    if (decides === 'me' && (healed === undefined || healedAs !== 'me')) {
      healed = heal().catch((error: unknown) => {
        healed = undefined
        throw error
      })
    }
    healedAs = decides
    return healed
  }

  const turn = oneAfterAnother()
  const core: EvidenceCore = {
    ...{ rows, texts },
    now: () => clock.now(),
    inTurn: (act) =>
      turn(async () => {
        await whole()
        return act()
      }),
    async commit(changes, { via }) {
      const written = await commit({ ledger }, changes, { mode: config.mode, via })
      const seq = written.ok ? written.value.at(-1)?.seq : undefined
      // Nothing else of ours is under way: acts come one after the other.
      if (seq !== undefined && seq - placed > mostReadAgain) await putPlace(seq)
      if (!written.ok && written.problem.code === 'evidence/changed-meanwhile') await readAgain(changes)
      return written
    },
    async document(id) {
      const row = await rows.documents.current(id)
      return row === undefined
        ? refuse('evidence/unknown-document', { document: id })
        : { ok: true, value: row }
    },
    async event(id) {
      const row = await rows.events.current(id)
      return row === undefined ? refuse('evidence/unknown-event', { event: id }) : { ok: true, value: row }
    },
    commitEvents(before, facts, more, { via }) {
      const ids = [...new Set(facts.map(({ event }) => event))]
      const changes = ids.map((id) =>
        changeOf(
          rows.events,
          id,
          before.get(id),
          facts.filter(({ event }) => event === id),
        ),
      )
      return core.commit([...more, ...changes], { via })
    },
    changeOfDocument: (before, facts) => changeOf(rows.documents, before.id, before, facts),
    reason: async (words) => (words === undefined ? null : texts.reason(words)),
    async close() {
      await turn(async () => {})
      if (system.decides() === 'me' && healed !== undefined) await putPlace((await ledger.head()).seq)
    },
  }
  /** The shelf was ahead of a restored ledger, or behind another server: the ledger is right. */
  const readAgain = async (changes: readonly Change[]) => {
    for (const { stream } of changes) {
      const id = stream.slice(stream.indexOf(':') + 1)
      for (const kind of [rows.documents, rows.events, rows.sources])
        if (stream.startsWith(kind.kind.stream)) {
          const row = await kind.again(id)
          if (row !== undefined) await kind.save(undefined, row as never)
        }
    }
  }
  return core
}
