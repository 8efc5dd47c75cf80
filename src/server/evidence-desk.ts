/** Opens the evidence desk: where documents are put, what people decide on them, and how it is shown. */
import {
  type DeskDocument,
  type DocumentId,
  type EvidenceBook,
  type EvidenceEvent,
  type IndicatorReading,
  type TextDoubt,
} from '#evidence'
import { ok, refuse, type Result } from '#base'
import { openEvidenceBook, type ReadText } from './evidence-book.ts'
import { openEvidenceCore } from './evidence-core.ts'
import { openEvidenceEvents, type EvidenceEventsDesk } from './evidence-events.ts'
import { openEvidenceExport, type EvidenceExport } from './evidence-export.ts'
import { openEvidenceFamilies } from './evidence-families.ts'
import { openEvidenceJudging, type EvidenceJudging } from './evidence-judging.ts'
import { documentList, eventList } from './evidence-kinds.ts'
import { pageOf, type Page } from './evidence-lists.ts'
import { evidenceViews, type EvidenceViews, type SitesOf, type ViewSystem } from './evidence-views.ts'
import { sweepTexts, type SourceName } from './evidence-texts.ts'
import type { EvidenceCore } from './evidence-core.ts'
import type { System } from './system.ts'

export interface Asked {
  readonly after?: string | undefined
  readonly limit: number
}

/** Which documents: all, those that are still to be looked at, those of a person, of a source, of a family. */
export type WhichDocuments =
  | { readonly list: 'all' | 'open' | 'done' }
  | { readonly list: 'assigned' | 'source' | 'family'; readonly of: string }

/** So many documents’ doubts stand under one assessment. */
const mostDoubted = 50

export interface EvidenceDesk {
  readonly book: EvidenceBook
  readonly judging: EvidenceJudging
  readonly events: EvidenceEventsDesk
  readonly views: EvidenceViews
  readonly exports: EvidenceExport
  readonly families: ReturnType<typeof openEvidenceFamilies>
  /** The signs in a document that something is coming or is not; undefined where its words are erased. */
  signsOf(document: DocumentId): Promise<IndicatorReading | undefined>
  /** What is doubted in these documents, each doubt with the document it stands in. */
  doubtsOf(documents: readonly string[]): Promise<readonly TextDoubt[]>
  readonly core: Pick<EvidenceCore, 'document' | 'event' | 'commit' | 'changeOfDocument' | 'inTurn' | 'now'>
  documents(which: WhichDocuments, asked: Asked): Promise<Page<DeskDocument>>
  eventPage(asked: Asked): Promise<Page<EvidenceEvent>>
  sources(asked: Asked): Promise<Page<SourceName>>
  knownSource(id: string): Promise<Result<SourceName>>
  stop(): Promise<void>
}

export interface EvidenceDeskOptions {
  /** How long the words are kept. */
  readonly keptForDays: number
  /** By rule when left out. */
  readonly read?: ReadText
  readonly sitesOf?: SitesOf
}

export function openEvidenceDesk(
  system: ViewSystem & Pick<System, 'note'>,
  { keptForDays, read = readByRule(system), sitesOf }: EvidenceDeskOptions,
): EvidenceDesk {
  const { shelf } = system
  const core = openEvidenceCore(system, keptForDays)
  const { rows, texts } = core
  const judging = openEvidenceJudging(core, system)
  const stopSweeping = sweepTexts(texts, system, async (count) => {
    await system.note({
      ...{ stream: 'evidence-texts', type: 'evidence-texts-erased', mode: system.config.mode },
      data: { count, keptForDays },
    })
  })
  return {
    ...{ core, judging },
    book: openEvidenceBook(core, { shelf, ids: system.ids, read }),
    events: openEvidenceEvents(core, system),
    views: evidenceViews(core, system, judging, sitesOf),
    exports: openEvidenceExport(core, system),
    families: openEvidenceFamilies(core, system),
    async signsOf(id) {
      const [text, reading] = [await texts.text(id), await texts.reading(id)]
      if (text === undefined) return undefined
      const { readIndicators } = await import('#evidence/reader')
      // A model may have read other speakers; the words are the same.
      return readIndicators(text.text, reading ?? {})
    },
    async doubtsOf(documents) {
      const ids = [...new Set(documents)].slice(0, mostDoubted)
      const readings = await Promise.all(ids.map((id) => texts.reading(id as DocumentId)))
      return readings.flatMap((reading, i) =>
        (reading?.doubts ?? []).map((doubt) => ({
          ...doubt,
          quotes: doubt.quotes.map((quote) => ({ ...quote, document: quote.document ?? ids[i]! })),
        })),
      )
    },
    documents(which, asked) {
      const { list } = which
      const collection =
        'of' in which
          ? documentList[which.list](which.of)
          : list === 'open'
            ? documentList.open
            : documentList.all
      const belongs = (row: DeskDocument) => {
        const listed = rows.documents.kind.listed(row)
        return list === 'done' ? !listed.has(documentList.open) : listed.has(collection)
      }
      const find = async (id: string) => {
        const row = await rows.documents.get(id as DocumentId)
        return row !== undefined && belongs(row) ? row : undefined
      }
      return pageOf(shelf, collection, find, asked)
    },
    eventPage: (asked) =>
      pageOf(
        shelf,
        eventList.all,
        async (id) => {
          const event = await rows.events.get(id)
          return event === undefined || event.members.length === 0 ? undefined : event
        },
        asked,
      ),
    async sources({ after, limit }) {
      const some = await texts.sources({ ...(after === undefined ? {} : { after }), limit: limit + 1 })
      return { rows: some.slice(0, limit), next: some.length > limit ? some[limit - 1]!.id : null }
    },
    async knownSource(id) {
      const found = await texts.source(id)
      return found === undefined ? refuse('evidence/unknown-source', { source: id }) : ok(found)
    },
    async stop() {
      stopSweeping()
      await core.close()
    },
  }
}

function readByRule({ areas }: Pick<System, 'areas'>): ReadText {
  return async ({ text, within, saidAt, seenAt }) => {
    const { readDocument } = await import('#evidence/reader')
    return readDocument(text, areas.gazetteer(), { within, saidAt: saidAt ?? seenAt })
  }
}
