/** The evidence desk as files, written while it is read: claims for a spreadsheet, or all of it as linked data with where it comes from. */
import { canonicalJson, type Instant } from '#base'
import {
  claimColumns,
  claimRef,
  claimRows,
  confirmationOf,
  documentNodes,
  eventNode,
  gradeNow,
  numberedClaims,
  partsOf,
  provContext,
  readingAgent,
  unjudgedReliability,
  type DeskDocument,
  type DocumentId,
  type EvidenceEvent,
  type ExportedDocument,
} from '#evidence'
import { csvLine } from '#people'
import type { EvidenceCore } from './evidence-core.ts'
import { documentList, eventList, eventOf } from './evidence-kinds.ts'
import { newestFirst, pageOf } from './evidence-lists.ts'
import { evidenceOrigins } from './evidence-origins.ts'
import type { System } from './system.ts'
import { byteOrderMark } from './timeline-csv.ts'

export interface ExportAsked {
  /** Seen from, and before; all when left out. */
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
  /** Only the documents of this event. */
  readonly event?: EvidenceEvent | undefined
}

export interface EvidenceExport {
  csv(asked: ExportAsked): AsyncGenerator<string>
  jsonLd(asked: ExportAsked): AsyncGenerator<string>
}

const pageOfExport = 50

export function openEvidenceExport(core: EvidenceCore, { shelf }: Pick<System, 'shelf'>): EvidenceExport {
  const { rows, texts } = core

  const exported = async (document: DeskDocument): Promise<ExportedDocument> => {
    const { id, source } = document
    const [head, reading, name, rated] = await Promise.all([
      texts.head(id),
      texts.reading(id),
      texts.source(source),
      rows.sources.get(source),
    ])
    const claims = reading === undefined ? [] : numberedClaims(reading, reading.added)
    return {
      ...{ document, title: head?.title ?? null, url: head?.url ?? null, language: head?.language ?? null },
      source: {
        ...{ id: source, name: name?.name ?? null },
        reliability: gradeNow(rated?.ratings ?? [], unjudgedReliability),
      },
      claims: await Promise.all(
        claims.map(async (one) => {
          const statement = one.statement === null ? undefined : reading?.statements[one.statement]
          const event = await eventOf(shelf, rows, claimRef(id, one.claim))
          return {
            ...{ ...one, speaker: statement?.speaker ?? null, role: statement?.role ?? null },
            event: event?.id ?? null,
          }
        }),
      ),
    }
  }

  async function* documents({ from, until, event }: ExportAsked): AsyncGenerator<DeskDocument> {
    if (event !== undefined) {
      const ids = new Set(event.members.map(({ claim }) => partsOf(claim).document))
      for (const id of ids) {
        const document = await rows.documents.get(id)
        if (document !== undefined) yield document
      }
      return
    }
    let after = until === undefined ? undefined : newestFirst(until, '')
    for (;;) {
      const find = (id: string) => rows.documents.get(id as DocumentId)
      const page = await pageOf(shelf, documentList.all, find, { after, limit: pageOfExport })
      for (const document of page.rows) {
        if (from !== undefined && document.seenAt < from) return
        yield document
      }
      if (page.next === null) return
      after = page.next
    }
  }

  async function* events({ event }: ExportAsked): AsyncGenerator<EvidenceEvent> {
    if (event !== undefined) return yield event
    let after: string | undefined
    for (;;) {
      const page = await pageOf(shelf, eventList.all, (id) => rows.events.get(id), {
        ...{ after, limit: pageOfExport },
      })
      yield* page.rows.filter(({ members }) => members.length > 0)
      if (page.next === null) return
      after = page.next
    }
  }

  return {
    async *csv(asked) {
      yield byteOrderMark + csvLine([...claimColumns])
      for await (const document of documents(asked)) {
        let lines = ''
        for (const row of claimRows(await exported(document))) lines += csvLine([...row])
        if (lines !== '') yield lines
      }
    },
    async *jsonLd(asked) {
      yield `{"@context":${canonicalJson(provContext)},"@graph":[${canonicalJson(readingAgent)}`
      const known = new Set<string>()
      for await (const document of documents(asked)) {
        known.add(document.id)
        const nodes = documentNodes(await exported(document))
        yield nodes.map((node) => `,\n${canonicalJson(node)}`).join('')
      }
      for await (const event of events(asked)) {
        // Of what lies outside the time that was asked for, nothing is exported.
        if (!event.members.some(({ claim }) => known.has(partsOf(claim).document))) continue
        const origins = await evidenceOrigins(core).of(event.members)
        yield `,\n${canonicalJson(eventNode(event, confirmationOf(event, origins)))}`
      }
      yield ']}\n'
    },
  }
}
