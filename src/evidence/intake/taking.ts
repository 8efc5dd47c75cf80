/**
 * Takes originals in: kept first, then read, then put to the desk as documents; the same bytes again are the same original.
 * Long because keeping, reading and putting on the desk are steps of one thing that may be cut off between any two of them.
 */
import {
  ok,
  refuse,
  sha256 as hashOf,
  type ActorId,
  type Clock,
  type Log,
  type Problem,
  type Result,
  type Sha256,
} from '#base'
import {
  longestTitle,
  type DocumentKind,
  type EvidenceBook,
  type NamedSource,
  type NewDocument,
} from '../desk/document.ts'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { kindOf, tooLarge, type OriginalKind } from './kind.ts'
import type { InnerRecord, OriginalRecord, Originals, PartRecord, ToldOfOriginal } from './originals.ts'
import { textVersion } from './plain-text.ts'
import type { InnerOriginal, ReadBatch, ReadEnd, ReadOriginal, ReadPart } from './reading.ts'
import { saidAtOf } from './said-times.ts'

export interface TakeAsk {
  readonly bytes: Uint8Array
  readonly way: DocumentKind
  readonly name?: string
  /** The media type that came along. */
  readonly type?: string
  readonly told: ToldOfOriginal
  readonly by: ActorId
  readonly via?: string
}

export interface TakingPorts {
  readonly originals: Originals
  readonly book: EvidenceBook
  readonly read: ReadOriginal
  readonly clock: Clock
  readonly log: Log
  /** Writes down that an original came, durably. */
  readonly tell: (record: OriginalRecord) => Promise<unknown>
}

export interface TakenOriginal {
  readonly record: OriginalRecord
  /** `again`: the same bytes had been taken before. */
  readonly how: 'new' | 'again'
}

export interface Taking {
  /**
   * Durable when it resolves. Resolves when it was read, or after `patience`: a long one is then read on, and its record tells
   * how far it is. Refused where the bytes are of no kind that is read, too large, or hold no text; the last are kept all the same.
   */
  take(ask: TakeAsk, patience?: number): Promise<Result<TakenOriginal>>
  /** Whether it holds anything that gives a document which is not there yet. Nothing is kept. */
  hasNews(ask: TakeAsk): Promise<Result<'news' | 'nothing-new'>>
  /** Goes on with what was kept and not read to the end, as after a crash. */
  goOn(): Promise<void>
  /** Reads an original once more, and compares what comes out with the texts that are kept. */
  compare(sha256: string): Promise<Result<Compared>>
  /** What is under way has ended, or was given up, to be gone on with at the next start. */
  close(): Promise<void>
}

export interface Compared {
  readonly sha256: string
  readonly textVersion: number
  readonly same: number
  /** Parts whose text is another now, or that are not there any more. */
  readonly different: readonly string[]
}

/** An attachment of an attachment of an attachment is looked into, and nothing deeper. */
const deepestInner = 3
/** Documents that are put at the same time share what the disk costs. */
const putAtOnce = 20

/** Characters from the beginning by which a text's language is told. */
const enoughForLanguage = 4_000

const unnamed: NamedSource = { key: 'unnamed', name: 'unnamed' }

export function openTaking(ports: TakingPorts): Taking {
  const { originals, clock, log } = ports
  const underWay = new Map<string, Promise<Result<TakenOriginal>>>()
  let closed = false

  /** Keeps and reads; what of it was done before is not done again. */
  const work = async (
    ask: TakeAsk,
    kind: OriginalKind,
    sha256: Sha256,
    inside: Inside,
  ): Promise<Result<TakenOriginal>> => {
    const before = await originals.get(sha256)
    if (before?.state === 'read' && before.forgottenAt === null) return ok({ record: before, how: 'again' })
    const record = before?.state === 'kept' ? before : newRecord(ask, kind, sha256, inside, clock)
    if (record !== before) await originals.keep(record, ask.bytes, () => ports.tell(record))
    return readOn(record, ask.bytes, inside?.depth ?? 0)
  }

  const workOn = async (sha256: Sha256): Promise<Result<TakenOriginal>> => {
    const record = await originals.get(sha256)
    const bytes = record?.state === 'kept' ? await originals.bytes(record) : undefined
    if (record !== undefined && bytes !== undefined) return readOn(record, bytes, 0)
    await originals.clear(sha256)
    return record === undefined
      ? refuse('evidence/unknown-original', { sha256 })
      : ok({ record, how: 'again' })
  }

  const readOn = async (
    first: OriginalRecord,
    bytes: Uint8Array,
    depth: number,
  ): Promise<Result<TakenOriginal>> => {
    let record = first
    const inner: InnerOriginal[] = []
    const has = await partsDone(originals, record.sha256)
    let index = 0
    const read = await ports.read(bytes, askOf(record), async (batch: ReadBatch) => {
      if (closed) throw new Closed()
      inner.push(...batch.inner)
      const numberedParts = batch.parts.map((part) => [index++, part] as const)
      const fresh = numberedParts.filter(([number]) => !has.has(number))
      const put = await putParts(ports, record, fresh)
      if (batch.parts.length === 0) return
      record = {
        ...{ ...record, done: index, documents: index, of: batch.of ?? record.of },
        fresh: record.fresh + put.filter(({ how }) => how !== 'known').length,
      }
      await originals.put(record)
    })
    if (!read.ok) return refused(record, read.problem)
    const innerRecords: InnerRecord[] = []
    for (const one of inner) innerRecords.push(await takeInner(one, record, depth))
    const only = innerRecords.length > 0 && record.documents === 0 ? innerRecords[0]!.problem : null
    if (only !== null && innerRecords.every(({ problem }) => problem !== null)) return refused(record, only)
    record = endOf(record, read.value, innerRecords)
    await originals.put(record)
    return ok({ record, how: 'new' })
  }

  const refused = async (record: OriginalRecord, problem: Problem): Promise<Result<never>> => {
    // Too busy is said of the server: it is tried again with the next start, or when it comes again.
    if (problem.code !== 'server/busy') await originals.put({ ...record, state: 'refused', problem })
    return { ok: false, problem }
  }

  const takeInner = async (
    one: InnerOriginal,
    outer: OriginalRecord,
    depth: number,
  ): Promise<InnerRecord> => {
    const { part, name, type, bytes } = one
    const sha256 = hashOf(bytes)
    const shown = { part, name: name ?? null, type, bytes: bytes.length, sha256 }
    const kind = kindOf(bytes, one)
    const problem = kind.ok ? tooLarge(kind.value, bytes.length)?.problem : kind.problem
    if (!kind.ok || problem !== undefined) return { ...shown, problem: problem ?? null }
    if (depth >= deepestInner)
      return { ...shown, problem: refuse('evidence/nested-too-deep', { levels: deepestInner }).problem }
    const ask: TakeAsk = {
      ...{ bytes, type, way: outer.way, told: outer.told, by: outer.by },
      ...(name === undefined ? {} : { name }),
      ...(outer.via === null ? {} : { via: outer.via }),
    }
    const inside = { sha256: outer.sha256, part, depth: depth + 1 }
    const taken = await inTurn(sha256, () => work(ask, kind.value, sha256, inside))
    return { ...shown, problem: taken.ok ? null : taken.problem }
  }

  /** The same bytes that come twice at once are dealt with once. */
  const inTurn = (sha256: string, act: () => Promise<Result<TakenOriginal>>) => {
    const going = underWay.get(sha256)
    if (going !== undefined)
      return going.then((taken) => (taken.ok ? ok({ ...taken.value, how: 'again' as const }) : taken))
    const doing = act().finally(() => underWay.delete(sha256))
    underWay.set(sha256, doing)
    return doing
  }

  return {
    async take(ask, patience) {
      const kind = kindOf(ask.bytes, ask)
      if (!kind.ok) return kind
      const large = tooLarge(kind.value, ask.bytes.length)
      if (large !== undefined) return large
      if (closed) return refuse('server/busy')
      const sha256 = hashOf(ask.bytes)
      const done = inTurn(sha256, () => work(ask, kind.value, sha256, undefined))
      if (patience === undefined) return done
      const soon = await withPatience(done, patience, clock)
      if (soon !== 'not-yet') return soon
      done.catch((error: Error) =>
        log.error('An original could not be read on', { sha256, why: error.message }),
      )
      const record = await originals.get(sha256)
      return record === undefined ? done : ok({ record, how: 'new' })
    },
    async hasNews(ask) {
      const kind = kindOf(ask.bytes, ask)
      if (!kind.ok) return kind
      const large = tooLarge(kind.value, ask.bytes.length)
      if (large !== undefined) return large
      const record = newRecord(ask, kind.value, hashOf(ask.bytes), undefined, clock)
      let news: 'news' | 'nothing-new' = 'nothing-new'
      const read = await ports.read(ask.bytes, askOf(record), async ({ parts, inner }) => {
        if (inner.length > 0) news = 'news'
        for (const part of parts) {
          if (news === 'news') return
          if ((await ports.book.findByHash(hashOfDocument(part, record))) === undefined) news = 'news'
        }
      })
      return read.ok ? ok(news) : read
    },
    async goOn() {
      for (const sha256 of await originals.unread()) {
        if (closed) return
        // Who is taking it now reads it.
        if (underWay.has(sha256)) continue
        try {
          const done = await inTurn(sha256, () => workOn(sha256))
          if (!done.ok) log.warn('An original can’t be read', { sha256, why: done.problem.code })
        } catch (error) {
          if (error instanceof Closed) return
          log.error('An original could not be read on', { sha256, why: (error as Error).message })
        }
      }
    },
    async compare(sha256) {
      const record = await originals.get(sha256)
      if (record === undefined) return refuse('evidence/unknown-original', { sha256 })
      const bytes = await originals.bytes(record)
      if (bytes === undefined)
        return refuse('evidence/original-forgotten', { sha256, at: record.forgottenAt ?? record.seenAt })
      const now: string[] = []
      const read = await ports.read(bytes, askOf(record), async ({ parts }) => {
        for (const { text } of parts) now.push(hashOf(text))
      })
      if (!read.ok) return read
      const different: string[] = []
      let same = 0
      for await (const [index, { part, textSha256 }] of eachPart(originals, sha256))
        if (now[index] === textSha256) same++
        else different.push(part)
      return ok({ sha256, textVersion, same, different })
    },
    async close() {
      closed = true
      await Promise.allSettled(underWay.values())
    },
  }
}

type Inside = { readonly sha256: Sha256; readonly part: string; readonly depth: number } | undefined
class Closed extends Error {}

async function putParts(
  { originals, book }: TakingPorts,
  record: OriginalRecord,
  parts: readonly (readonly [index: number, part: ReadPart])[],
): Promise<readonly PartRecord[]> {
  const done: (readonly [number, PartRecord])[] = []
  for (let i = 0; i < parts.length; i += putAtOnce)
    done.push(
      ...(await Promise.all(
        parts.slice(i, i + putAtOnce).map(async ([index, part]) => {
          const by = { by: record.by, ...(record.via === null ? {} : { via: record.via }) }
          const taken = await book.put(documentOf(part, record), by)
          if (!taken.ok) throw new Error(`the desk did not take it: ${taken.problem.code}`)
          return [index, partRecordOf(part, taken.value)] as const
        }),
      )),
    )
  if (done.length > 0) await originals.addParts(record.sha256, done)
  return done.map(([, part]) => part)
}

function documentOf(part: ReadPart, record: OriginalRecord): NewDocument {
  const { told } = record
  const times = told.saidAt === null ? part.times : [personSaid(told), ...part.times]
  return {
    hash: hashOfDocument(part, record),
    kind: record.way,
    source: sourceOf(part, told),
    url: part.url ?? told.url,
    title: titleOf(part, told),
    text: part.text,
    language: languageIn(part.text.slice(0, enoughForLanguage)),
    seenAt: record.seenAt,
    saidAt: saidAtOf(times),
    family: null,
    within: told.within as NewDocument['within'],
  }
}

/** A title that somebody gives is that of the whole, not of each message in it. */
function titleOf({ title, identity }: ReadPart, told: ToldOfOriginal): string | null {
  const said = identity === undefined ? (told.title ?? title) : title
  return said?.slice(0, longestTitle).trim() || null
}

function languageIn(text: string) {
  return languageOf(wordsOf(text), text)
}

/** The whole original is known by its bytes; a message or an entry of one by who it is and what it says, wherever it stands. */
function hashOfDocument({ part, identity, text }: ReadPart, { sha256 }: OriginalRecord): Sha256 {
  if (identity !== undefined) return hashOf(`${identity}\n${text}`)
  return part === 'whole' ? sha256 : hashOf(`${sha256}\n${part}`)
}

/** Whoever brings it knows best where it is from; a name that nobody gave stands for nobody, and never for two. */
function sourceOf({ publisher }: ReadPart, { source, url }: ToldOfOriginal): NamedSource {
  if (source !== null) return source
  if (publisher !== undefined) return { key: publisher.key.slice(0, 300), name: publisher.name.slice(0, 300) }
  const host = url === null ? undefined : URL.parse(url)?.hostname.replace(/^www\./, '')
  return host === undefined ? unnamed : { key: host, name: host }
}

function personSaid({ saidAt }: ToldOfOriginal) {
  return { by: 'person', field: 'saidAt', text: saidAt ?? '', at: saidAt } as const
}

function partRecordOf(
  part: ReadPart,
  taken: { readonly document: PartRecord['document']; readonly how: PartRecord['how'] },
): PartRecord {
  return {
    ...{ part: part.part, document: taken.document, how: taken.how },
    ...{ textSha256: hashOf(part.text), characters: part.text.length },
    ...{ encoding: part.encoding ?? null, author: part.author ?? null },
    ...{ times: part.times, marks: part.marks ?? {} },
  }
}

function newRecord(
  ask: TakeAsk,
  kind: OriginalKind,
  sha256: Sha256,
  inside: Inside,
  clock: Clock,
): OriginalRecord {
  return {
    ...{ sha256, bytes: ask.bytes.length, kind, way: wayOf(ask.way, kind), seenAt: clock.now(), by: ask.by },
    ...{ name: ask.name?.slice(0, 200) ?? null, type: ask.type?.slice(0, 200) ?? null, via: ask.via ?? null },
    told: ask.told,
    inside: inside === undefined ? null : { sha256: inside.sha256, part: inside.part },
    ...{
      state: 'kept',
      problem: null,
      done: 0,
      of: null,
      documents: 0,
      fresh: 0,
      empty: 0,
      passedOver: 0,
      inner: [],
    },
    ...{ textVersion, forgottenAt: null },
  }
}

/** A file that is an e-mail came as one, whoever saved it. */
function wayOf(way: DocumentKind, kind: OriginalKind): DocumentKind {
  if (way !== 'file') return way
  return kind === 'mail' ? 'e-mail' : kind === 'telegram' || kind === 'feed' ? kind : 'file'
}

function endOf(
  record: OriginalRecord,
  { empty, passedOver }: ReadEnd,
  inner: readonly InnerRecord[],
): OriginalRecord {
  return {
    ...record,
    ...{ state: 'read', problem: null, empty, passedOver, inner },
    of: record.of ?? record.done,
  }
}

function askOf({ kind, type, name, told: { url } }: OriginalRecord) {
  return {
    kind,
    ...(type === null ? {} : { type }),
    ...(name === null ? {} : { name }),
    ...(url === null ? {} : { url }),
  }
}

async function partsDone(originals: Originals, sha256: string): Promise<ReadonlySet<number>> {
  const done = new Set<number>()
  for await (const [index] of eachPart(originals, sha256)) done.add(index)
  return done
}

async function* eachPart(originals: Originals, sha256: string) {
  let after: number | undefined
  do {
    const page = await originals.parts(sha256, { ...(after === undefined ? {} : { after }), limit: 1_000 })
    yield* page
    after = page.length < 1_000 ? undefined : page.at(-1)![0]
  } while (after !== undefined)
}

function withPatience<Value>(
  doing: Promise<Value>,
  patience: number,
  clock: Clock,
): Promise<Value | 'not-yet'> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(patience, () => resolve('not-yet'))
    doing.then(resolve, reject).finally(callOff)
  })
}
