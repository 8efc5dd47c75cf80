/** Originals as they came, byte for byte, with what is known of each and what was made of it; bytes are forgotten when their time is over. */
import {
  day,
  epochMilliseconds,
  plus,
  type ActorId,
  type Instant,
  type Json,
  type Problem,
  type Sha256,
  type Shelf,
  type Shelved,
} from '#base'
import type { DocumentId, DocumentKind, HowTaken, NamedSource } from '../desk/document.ts'
import { largestOfAll, type OriginalKind } from './kind.ts'
import type { PartMarks, SaidTime } from './reading.ts'

/** What whoever brings an original says of it. */
export interface ToldOfOriginal {
  readonly title: string | null
  readonly source: NamedSource | null
  readonly url: string | null
  readonly saidAt: Instant | null
  /** Codes of areas that it is most likely about. */
  readonly within: readonly string[]
}

export interface OriginalRecord {
  readonly sha256: Sha256
  readonly bytes: number
  readonly kind: OriginalKind
  readonly name: string | null
  /** The media type that came along. */
  readonly type: string | null
  readonly way: DocumentKind
  readonly seenAt: Instant
  readonly by: ActorId
  readonly via: string | null
  readonly told: ToldOfOriginal
  /** The original that it lay in, as an attachment. */
  readonly inside: { readonly sha256: Sha256; readonly part: string } | null
  /** `kept`: not read to the end yet. */
  readonly state: 'kept' | 'read' | 'refused'
  readonly problem: Problem | null
  /** Parts that were dealt with, and how many there are; null until the reader knows. */
  readonly done: number
  readonly of: number | null
  readonly documents: number
  /** Of these, those that the desk did not have before. */
  readonly fresh: number
  readonly empty: number
  readonly passedOver: number
  readonly inner: readonly InnerRecord[]
  /** The version of the text that was made of it. */
  readonly textVersion: number
  readonly forgottenAt: Instant | null
}

export interface InnerRecord {
  readonly part: string
  readonly name: string | null
  readonly type: string
  readonly bytes: number
  readonly sha256: Sha256
  /** Null where it was read; why not, otherwise. */
  readonly problem: Problem | null
}

/** What was made of one part. */
export interface PartRecord {
  readonly part: string
  readonly document: DocumentId
  readonly how: HowTaken
  /** Of the plain text that quotes stand in. */
  readonly textSha256: Sha256
  readonly characters: number
  readonly encoding: string | null
  readonly author: string | null
  readonly times: readonly SaidTime[]
  readonly marks: PartMarks
}

export interface OriginOfDocument {
  readonly original: Sha256
  readonly part: string
}

const records = 'evidence-originals'
const chunks = 'evidence-original-bytes'
const partsMade = 'evidence-original-parts'
const origins = 'evidence-document-origins'
const unread = 'evidence-originals-unread'
const newestFirst = 'evidence-originals-by-time'

/** A piece is written in a few milliseconds: nothing else waits longer for the disk. */
const chunkBytes = 512 * 1024
const end = '~'
const mostChunks = largestOfAll / chunkBytes

export interface Originals {
  get(sha256: string): Promise<OriginalRecord | undefined>
  /** Durable when it resolves, the record last: what has one is whole, and was told before. */
  keep(record: OriginalRecord, bytes: Uint8Array, tell: () => Promise<unknown>): Promise<void>
  put(record: OriginalRecord): Promise<void>
  /** Undefined when the bytes are forgotten. */
  bytes(record: OriginalRecord): Promise<Uint8Array | undefined>
  addParts(sha256: Sha256, parts: readonly (readonly [index: number, part: PartRecord])[]): Promise<void>
  parts(
    sha256: string,
    page: { readonly after?: number; readonly limit: number },
  ): Promise<readonly (readonly [index: number, part: PartRecord])[]>
  origin(document: string): Promise<OriginOfDocument | undefined>
  /** Those that were kept and not read to the end, or not even kept whole. */
  unread(): Promise<readonly Sha256[]>
  /** Takes away what a crash left of one that has no record, or that it is unread of one that is not. */
  clear(sha256: Sha256): Promise<void>
  /** Newest first. */
  list(page: { readonly after?: string; readonly limit: number }): Promise<{
    readonly originals: readonly OriginalRecord[]
    readonly next: string | null
  }>
  /** Forgets the bytes of those that came more than `keptDays` ago; returns how many. */
  forget(keptDays: number, at: Instant): Promise<number>
}

export function originalsOn(shelf: Shelf): Originals {
  const get = async (sha256: string) =>
    (await shelf.get(records, sha256)) as unknown as OriginalRecord | undefined
  const put = async (record: OriginalRecord) => {
    await shelf.put(records, [{ key: record.sha256, document: record as unknown as Json }])
    if (record.state !== 'kept') await shelf.remove(unread, [record.sha256])
  }
  return {
    get,
    put,
    async keep(record, bytes, tell) {
      // First that it is coming: what a crash leaves of it is then either read on or taken away.
      await shelf.put(unread, [{ key: record.sha256, document: null }])
      for (let n = 0; n * chunkBytes < bytes.length; n++) {
        const piece = bytes.subarray(n * chunkBytes, (n + 1) * chunkBytes)
        await shelf.put(chunks, [{ key: numbered(record.sha256, n), document: base64(piece) }])
      }
      const before = await get(record.sha256)
      if (before !== undefined && before.seenAt !== record.seenAt)
        await shelf.remove(newestFirst, [timeKey(before)])
      await shelf.put(newestFirst, [{ key: timeKey(record), document: record.sha256 }])
      // Told twice after a crash rather than never.
      await tell()
      await put(record)
    },
    async bytes({ sha256, bytes: length, forgottenAt }) {
      if (forgottenAt !== null) return undefined
      const whole = new Uint8Array(length)
      for (let n = 0; n * chunkBytes < length; n++) {
        const piece = (await shelf.get(chunks, numbered(sha256, n))) as string | undefined
        if (piece === undefined) return undefined
        whole.set(Buffer.from(piece, 'base64'), n * chunkBytes)
      }
      return whole
    },
    async addParts(sha256, parts) {
      const entries = parts.map(([index, part]): Shelved => ({
        key: numbered(sha256, index),
        document: part as unknown as Json,
      }))
      // The way back first: a part that is written down is done.
      await shelf.add(
        origins,
        parts.map(([, { document, part }]) => ({ key: document, document: { original: sha256, part } })),
      )
      await shelf.put(partsMade, entries)
    },
    async parts(sha256, { after, limit }) {
      const from = after === undefined ? `${sha256}/` : numbered(sha256, after)
      const page = await shelf.list(partsMade, { after: from, limit })
      return page
        .filter(({ key }) => key.startsWith(`${sha256}/`))
        .map(({ key, document }) => [Number(key.split('/')[1]), document as unknown as PartRecord] as const)
    },
    origin: async (document) =>
      (await shelf.get(origins, document)) as unknown as OriginOfDocument | undefined,
    async clear(sha256) {
      if ((await get(sha256)) === undefined) {
        const pieces = await shelf.list(chunks, { after: `${sha256}/`, limit: mostChunks })
        const own = pieces.map(({ key }) => key).filter((key) => key.startsWith(`${sha256}/`))
        await shelf.remove(chunks, own)
      }
      await shelf.remove(unread, [sha256])
    },
    unread: async () => (await shelf.list(unread)).map(({ key }) => key as Sha256),
    async list({ after, limit }) {
      const page = await shelf.list(newestFirst, { ...(after === undefined ? {} : { after }), limit })
      const found = await Promise.all(page.map(({ document }) => get(document as string)))
      const next = page.length < limit ? null : (page.at(-1)?.key ?? null)
      // A crash may have left a place in the list to which nothing came, or which it left since.
      const listed = found.filter((one, i) => one !== undefined && timeKey(one) === page[i]!.key)
      return { originals: listed as OriginalRecord[], next }
    },
    async forget(keptDays, at) {
      if (keptDays === 0) return 0
      let forgotten = 0
      let after = `${inverted(plus(at, -keptDays * day))}/${end}`
      for (;;) {
        const page = await shelf.list(newestFirst, { after, limit: 100 })
        for (const { document } of page) {
          const record = await get(document as string)
          if (record === undefined || record.forgottenAt !== null) continue
          const pieces = Math.ceil(record.bytes / chunkBytes)
          await put(withoutNames({ ...record, forgottenAt: at }))
          await forgetNames(shelf, record.sha256)
          await shelf.remove(
            chunks,
            Array.from({ length: pieces }, (_, n) => numbered(record.sha256, n)),
          )
          forgotten++
        }
        if (page.length < 100) return forgotten
        after = page.at(-1)!.key
      }
    },
  }
}

/** Names of files, people and places on the web that came along go with the bytes. */
function withoutNames(record: OriginalRecord): OriginalRecord {
  return {
    ...record,
    name: null,
    told: { ...record.told, title: null, source: null, url: null },
    inner: record.inner.map((inner) => ({ ...inner, name: null })),
  }
}

/** Parts may be named by an address or by somebody's words for it; their numbers and hashes stay. */
async function forgetNames(shelf: Shelf, sha256: Sha256): Promise<void> {
  let after = `${sha256}/`
  for (;;) {
    const page = await shelf.list(partsMade, { after, limit: 500 })
    const own = page.filter(({ key }) => key.startsWith(`${sha256}/`))
    await shelf.put(
      partsMade,
      own.map(({ key, document }) => {
        const part = document as unknown as PartRecord
        const { forwardedFrom: _, ...marks } = part.marks
        return { key, document: { ...part, author: null, marks } as unknown as Json }
      }),
    )
    if (own.length < 500) return
    after = own.at(-1)!.key
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

function numbered(sha256: string, index: number): string {
  return `${sha256}/${String(index).padStart(6, '0')}`
}

/** In the order of keys the newest come first, and those older than a time are those after it. */
function timeKey({ seenAt, sha256 }: Pick<OriginalRecord, 'seenAt' | 'sha256'>): string {
  return `${inverted(seenAt)}/${sha256}`
}

function inverted(at: Instant): string {
  return String(9_000_000_000_000_000 - epochMilliseconds(at)).padStart(16, '0')
}
