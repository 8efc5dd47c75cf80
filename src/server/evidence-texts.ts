/** The words of the evidence desk: texts, readings, names of sources, reasons. Personal, so apart from everything else, and for a time only. */
import {
  day,
  hour,
  plus,
  sha256,
  type Clock,
  type Instant,
  type Json,
  type Log,
  type Sha256,
  type Shelf,
} from '#base'
import type { AddedClaim, DocumentId, NewDocument, ReadDocument, SourceId } from '#evidence'
import { newestFirst } from './evidence-lists.ts'
import { withoutWhoTold } from './names-somebody.ts'

const texts = 'evidence-texts'
const heads = 'evidence-heads'
const readings = 'evidence-readings'
const reasons = 'evidence-reasons'
const sourceNames = 'evidence-source-names'
const sourceKeys = 'evidence-source-keys'
/** What is kept for a time, the newest first. */
const keptTexts = 'evidence-kept-texts'
const keptReasons = 'evidence-kept-reasons'

/** What a list shows of a document, without its text. */
export interface TextHead {
  readonly title: string | null
  readonly url: string | null
  readonly language: NewDocument['language']
  readonly doubts: number
}

export type WholeText = Pick<NewDocument, 'text' | 'title' | 'url' | 'language' | 'within'>

export interface KeptReading extends ReadDocument {
  /** Claims that people read into it, after those that were read by rule. */
  readonly added: readonly AddedClaim[]
}

export interface SourceName {
  readonly id: SourceId
  readonly key: string
  readonly name: string
  readonly firstSeenAt: Instant
}

export interface EvidenceTexts {
  keep(id: DocumentId, text: WholeText, reading: KeptReading, seenAt: Instant): Promise<void>
  keepReading(id: DocumentId, reading: KeptReading): Promise<void>
  text(id: DocumentId): Promise<WholeText | undefined>
  head(id: DocumentId): Promise<TextHead | undefined>
  reading(id: DocumentId): Promise<KeptReading | undefined>
  /** Keeps the words of a reason and gives what the ledger knows of them. */
  reason(words: string): Promise<Sha256>
  wordsOf(why: Sha256): Promise<string | undefined>
  sourceNamed(named: NewDocument['source'], next: () => SourceId): Promise<SourceId>
  source(id: string): Promise<SourceName | undefined>
  sources(page: { readonly after?: string; readonly limit: number }): Promise<readonly SourceName[]>
  /** Erases what is older than it may be kept; gives how many texts. */
  sweep(): Promise<number>
}

const titleLength = 160
const sweptAtOnce = 200

export function openEvidenceTexts(
  { personal, clock }: { readonly personal: Shelf; readonly clock: Clock; readonly log: Log },
  keptForDays: number,
): EvidenceTexts {
  const put = (collection: string, key: string, document: unknown) =>
    personal.put(collection, [{ key, document: document as Json }])
  const get = async <Document>(collection: string, key: string) =>
    (await personal.get(collection, key)) as unknown as Document | undefined
  /** Beyond here lies what is over. */
  const over = () => newestFirst(plus(clock.now(), -keptForDays * day), '')
  const overIn = (collection: string) => personal.list(collection, { after: over(), limit: sweptAtOnce })
  const idOf = (key: string) => key.slice(key.indexOf(':') + 1)
  return {
    async keep(id, text, reading, seenAt) {
      // Entered to be forgotten before it is there to be kept.
      await put(keptTexts, newestFirst(seenAt, id), null)
      await put(texts, id, text)
      await put(readings, id, reading)
      const head: TextHead = {
        ...{ url: text.url, language: text.language, doubts: reading.doubts.length },
        title: headOf(text.title ?? firstLine(text.text)),
      }
      await put(heads, id, head)
    },
    keepReading: (id, reading) => put(readings, id, reading),
    text: (id) => get(texts, id),
    head: (id) => get(heads, id),
    reading: (id) => get(readings, id),
    async reason(words) {
      const kept = withoutWhoTold(words)
      const hash = sha256(kept)
      await put(keptReasons, newestFirst(clock.now(), hash), null)
      await put(reasons, hash, { words: kept, at: clock.now() })
      return hash
    },
    wordsOf: async (why) => (await get<{ readonly words: string }>(reasons, why))?.words,
    async sourceNamed({ key, name }, next) {
      const hash = sha256(key)
      const known = await get<{ readonly id: SourceId }>(sourceKeys, hash)
      if (known !== undefined) return known.id
      const id = next()
      await put(sourceNames, id, { id, key, name, firstSeenAt: clock.now() } satisfies SourceName)
      await personal.add(sourceKeys, [{ key: hash, document: { id } }])
      return (await get<{ readonly id: SourceId }>(sourceKeys, hash))!.id
    },
    source: (id) => get(sourceNames, id),
    async sources({ after, limit }) {
      const page = await personal.list(sourceNames, { ...(after === undefined ? {} : { after }), limit })
      return page.map(({ document }) => document as unknown as SourceName)
    },
    async sweep() {
      let erased = 0
      for (;;) {
        const some = await overIn(keptTexts)
        if (some.length === 0) break
        const ids = some.map(({ key }) => idOf(key))
        for (const collection of [texts, readings, heads]) await personal.remove(collection, ids)
        await personal.remove(
          keptTexts,
          some.map(({ key }) => key),
        )
        erased += ids.length
      }
      for (;;) {
        const some = await overIn(keptReasons)
        if (some.length === 0) return erased
        for (const { key } of some) {
          const kept = await get<{ readonly at: Instant }>(reasons, idOf(key))
          // The same words may have been given again since.
          if (kept !== undefined && kept.at <= plus(clock.now(), -keptForDays * day))
            await personal.remove(reasons, [idOf(key)])
        }
        await personal.remove(
          keptReasons,
          some.map(({ key }) => key),
        )
      }
    },
  }
}

/** Forgets once an hour what is over, on the server that decides; returns the way to stop. */
export function sweepTexts(
  texts: Pick<EvidenceTexts, 'sweep'>,
  { clock, log, decides }: { readonly clock: Clock; readonly log: Log; decides(): 'me' | 'other' },
  erased: (count: number) => Promise<void>,
): () => void {
  let callOff = () => {}
  const again = () => {
    callOff = clock.after(hour, () => {
      const sweeping = async () => {
        if (decides() === 'other') return
        const count = await texts.sweep()
        if (count > 0) await erased(count)
      }
      sweeping().catch((error: Error) =>
        log.warn('Evidence that is over could not be forgotten', { why: error.message }),
      )
      again()
    })
  }
  again()
  return () => callOff()
}

/** What is set apart at the top is what a text is called by; without that, how it begins. */
function firstLine(text: string): string {
  return /[^\s][^\n]*/.exec(text.slice(0, 10 * titleLength))?.[0] ?? ''
}

/** In one line, cut after a word and openly. */
function headOf(title: string): string {
  const line = title
    .slice(0, 10 * titleLength)
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (line.length <= titleLength) return line
  const cut = line.slice(0, titleLength)
  const end = cut.lastIndexOf(' ')
  return `${end > titleLength / 2 ? cut.slice(0, end) : cut}…`
}
