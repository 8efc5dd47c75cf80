/** Takes documents in: the same original once, copies and retellings into the family they belong to, each read, kept, and then written down. */
import { between, day, ok, refuse, type IdSource, type Instant, type Json, type Shelf } from '#base'
import {
  copyBandsOf,
  copyPrintOf,
  likenessOf,
  numberedClaims,
  type CopyPrint,
  type DeskDocument,
  type DocumentFact,
  type DocumentId,
  type EvidenceBook,
  type FamilyId,
  type NewDocument,
  type ReadDocument,
  type SourceId,
} from '#evidence'
import type { EvidenceCore } from './evidence-core.ts'
import { newestFirst } from './evidence-lists.ts'
import { changeOf } from './evidence-rows.ts'

const hashes = 'evidence-hashes'
/** Where copies and retellings meet, the newest first. */
const meetings = 'evidence-meetings'
const prints = 'evidence-prints'
/** So many of the newest that have something in common with it are looked at; what more have is a phrase or a name of many. */
const mostOfMeeting = 12
const mostCompared = 48
/** Names, numbers and times of a text that are looked up; a retelling keeps most of them. */
const mostAnchors = 32

/** Reads a text: who says what in it, and what doesn't fit. */
export type ReadText = (
  document: Pick<NewDocument, 'text' | 'within' | 'saidAt' | 'seenAt'>,
) => Promise<ReadDocument>

interface KeptPrint {
  readonly print: CopyPrint
  readonly said: Instant
}

export function openEvidenceBook(
  core: EvidenceCore,
  { shelf, ids, read }: { readonly shelf: Shelf; readonly ids: IdSource; readonly read: ReadText },
): EvidenceBook {
  const { rows, texts, inTurn } = core

  const takenAs = async (hash: NewDocument['hash']): Promise<DeskDocument | undefined> => {
    const found = (await shelf.get(hashes, hash)) as DocumentId | undefined
    return found === undefined ? undefined : rows.documents.current(found)
  }
  /** Of the nearest document that it goes back to, or that goes back to the same. */
  const familyAlike = async (own: DocumentId, { print, said }: KeptPrint): Promise<FamilyId | undefined> => {
    const met = new Map<string, number>()
    const lists = await Promise.all(
      meetingsOf(print).map(async ({ at, weight }) => {
        const some = await shelf.list(meetings, { after: `${at}|`, limit: mostOfMeeting })
        return some.flatMap(({ key }) => (key.startsWith(`${at}|`) ? { id: idAt(key), weight } : []))
      }),
    )
    for (const { id, weight } of lists.flat()) if (id !== own) met.set(id, (met.get(id) ?? 0) + weight)
    const nearest = [...met].sort((a, b) => b[1] - a[1]).slice(0, mostCompared)
    for (const [id] of nearest) {
      const other = (await shelf.get(prints, id)) as unknown as KeptPrint | undefined
      if (other === undefined) continue
      const within = Math.abs(between(other.said, said)) <= 2 * day ? 'two-days' : 'longer'
      if (likenessOf(print, other.print, within) === 'apart') continue
      const document = await rows.documents.current(id)
      if (document !== undefined) return document.family
    }
    return undefined
  }

  return {
    put: (document, { by, via }) =>
      inTurn(async () => {
        const { hash, kind, url, title, text, language, seenAt, saidAt, within } = document
        const known = await takenAs(hash)
        if (known !== undefined)
          return ok({ document: known.id, family: known.family, how: 'known' as const })
        // A try that was cut off left its id: it is the same document still.
        await shelf.add(hashes, [{ key: hash, document: ids.next('evidence') }])
        const id = (await shelf.get(hashes, hash)) as DocumentId
        const reading = { ...(await read(document)), added: [] }
        const print = copyPrintOf(text)
        let family = document.family
        if (print !== undefined) {
          const kept: KeptPrint = { print, said: saidAt ?? seenAt }
          family ??= (await familyAlike(id, kept)) ?? null
          await shelf.put(prints, [{ key: id, document: kept as unknown as Json }])
          const keys = meetingsOf(print).map(({ at }) => `${at}|${newestFirst(seenAt, id)}`)
          await shelf.put(
            meetings,
            keys.map((key) => ({ key, document: null })),
          )
        }
        family ??= id as string as FamilyId
        const source = await texts.sourceNamed(document.source, () => ids.next('source') as SourceId)
        await texts.keep(id, { text, title, url, language, within }, reading, seenAt)
        const claims = numberedClaims(reading).length
        const fact: DocumentFact = {
          ...{ type: 'evidence-taken', document: id, at: core.now(), by },
          data: { hash, kind, source, family, seenAt, saidAt, claims },
        }
        const written = await core.commit([changeOf(rows.documents, id, undefined, [fact])], { via })
        if (!written.ok) return written
        return ok({ document: id, family, how: family === (id as string) ? 'new' : 'copy' })
      }),
    async find(id) {
      const document = await rows.documents.current(id)
      const text = await texts.text(id)
      if (document === undefined || text === undefined)
        return refuse('evidence/unknown-document', { document: id })
      const { hash, kind, source, family, seenAt, saidAt } = document
      return ok({ id, hash, kind, source, family, seenAt, saidAt, ...text })
    },
    findByHash: async (hash) => (await takenAs(hash))?.id,
  }
}

/** What two texts may meet by: runs of words that copies share, and times, numbers and names that retellings share. */
function meetingsOf(print: CopyPrint): readonly { readonly at: string; readonly weight: number }[] {
  const anchors = [
    ...print.clocks.map((clock) => `:${clock.toString(36)}`),
    ...print.names.map((name) => `n${name.toString(36)}`),
    ...print.numbers.map((number) => `#${number.toString(36)}`),
  ]
  return [
    ...copyBandsOf(print).map((band) => ({ at: band, weight: 4 })),
    ...anchors.slice(0, mostAnchors).map((at) => ({ at, weight: 1 })),
  ]
}

function idAt(key: string): string {
  return key.slice(key.indexOf(':', key.indexOf('|')) + 1)
}
