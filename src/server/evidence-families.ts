/** What a family of documents is made of, and what documents of one family or one event say against one another; worked out when it is asked for. */
import { ok, refuse, type Result } from '#base'
import {
  familiesOf,
  partsOf,
  type DeskDocument,
  type DocumentId,
  type EvidenceEvent,
  type TextDoubt,
} from '#evidence'
import type { EvidenceCore } from './evidence-core.ts'
import { documentList } from './evidence-kinds.ts'
import { pageOf } from './evidence-lists.ts'
import type { System } from './system.ts'

export interface FamilyShown {
  /** The member that the others go back to, as far as can be told; null where its words are erased. */
  readonly original: string | null
  readonly why: 'only-one' | 'cited' | 'earliest' | 'first-seen' | null
  readonly members: readonly DeskDocument[]
  readonly doubts: readonly TextDoubt[]
}

/** Comparing whole texts takes memory and time for each. */
const mostCompared = 20

export function openEvidenceFamilies({ rows, texts }: EvidenceCore, { shelf }: Pick<System, 'shelf'>) {
  const whole = async (documents: readonly DeskDocument[]) => {
    const some = await Promise.all(
      documents.slice(0, mostCompared).map(async ({ id, saidAt, seenAt }) => {
        const [text, reading] = [await texts.text(id), await texts.reading(id)]
        if (text === undefined) return []
        return {
          ...{ id: id as string, text: text.text, saidAt: saidAt ?? seenAt, url: text.url },
          statements: reading?.statements ?? [],
        }
      }),
    )
    return some.flat()
  }
  return {
    async family(id: DocumentId): Promise<Result<FamilyShown>> {
      const document = await rows.documents.get(id)
      if (document === undefined) return refuse('evidence/unknown-document', { document: id })
      const { family } = document
      const page = await pageOf(
        shelf,
        documentList.family(family),
        async (one) => {
          const row = await rows.documents.get(one)
          return row?.family === family ? row : undefined
        },
        { limit: mostCompared },
      )
      const compared = await whole(page.rows)
      const { doubtsAcross } = await import('#evidence/reader')
      // People may have put together what doesn't read alike: the largest part then names the original.
      const [largest] = familiesOf(compared).toSorted((a, b) => b.members.length - a.members.length)
      return ok({
        ...{ original: largest?.original ?? null, why: largest?.why ?? null },
        ...{ members: page.rows, doubts: doubtsAcross(compared) },
      })
    },
    /** What the documents of an event say against one another, with the words of both sides. */
    async doubtsOf(event: EvidenceEvent): Promise<readonly TextDoubt[]> {
      const ids = [...new Set(event.members.map(({ claim }) => partsOf(claim).document))]
      const documents = await Promise.all(ids.slice(0, mostCompared).map((id) => rows.documents.get(id)))
      const { doubtsAcross } = await import('#evidence/reader')
      return doubtsAcross(await whole(documents.flatMap((one) => one ?? [])))
    },
  }
}
