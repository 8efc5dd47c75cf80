/** Reads an original by its kind. Each reader is loaded when the first original of its kind comes, and here alone. */
import { ok, refuse, type Result } from '#base'
import { charsetOfType, decodeBytes } from './charset.ts'
import { kindNames } from './kind.ts'
import { cutText, plainText } from './plain-text.ts'
import type { TakingProblem } from './problems.ts'
import {
  longestRead,
  Unreadable,
  type InnerOriginal,
  type OnBatch,
  type ReadAsk,
  type ReadEnd,
  type ReadPart,
} from './reading.ts'
import { readTelegram } from './telegram-parts.ts'

/** So many parts are handed over at once. */
const batchOf = 100

/** Never throws for what the bytes hold; only `onBatch` may make it reject. */
export async function readOriginal(
  bytes: Uint8Array,
  ask: ReadAsk,
  longestText: number,
  onBatch: OnBatch,
): Promise<Result<ReadEnd, TakingProblem>> {
  let read: Read
  try {
    read = await readAs(bytes, ask)
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem }
    const why = error instanceof Error ? error.message.slice(0, 120) : 'the reader does not know it'
    return refuse('evidence/garbled', { kind: kindNames[ask.kind], why })
  }
  let parts: ReadPart[] = []
  let given = 0
  for (const part of read.parts)
    for (const piece of inPieces(part, longestText)) {
      parts.push(piece)
      given++
      if (parts.length < batchOf) continue
      await onBatch({ parts, inner: [], of: read.of })
      parts = []
    }
  if (given === 0 && read.inner.length === 0) return refuse('evidence/empty')
  for (const inner of read.inner) await onBatch({ parts: [], inner: [inner] })
  if (parts.length > 0) await onBatch({ parts, inner: [], of: read.of })
  return ok({ empty: read.empty(), passedOver: read.passedOver() })
}

interface Read {
  readonly parts: Iterable<ReadPart>
  readonly of: number
  readonly inner: readonly InnerOriginal[]
  empty(): number
  passedOver(): number
}

async function readAs(bytes: Uint8Array, ask: ReadAsk): Promise<Read> {
  switch (ask.kind) {
    case 'text':
      return one(readText(bytes, ask))
    case 'html': {
      const { readPage } = await import('./page-part.node.ts')
      return one(readPage(bytes, ask))
    }
    case 'pdf': {
      const { readPdf } = await import('./pdf-part.node.ts')
      return one(await readPdf(bytes))
    }
    case 'mail': {
      const { readMail } = await import('./mail-parts.node.ts')
      const { part, inner, passedOver } = await readMail(bytes)
      return { ...one(part), inner, passedOver: () => passedOver }
    }
    case 'feed': {
      const { readFeed } = await import('./feed-parts.node.ts')
      const { parts, empty } = readFeed(bytes, ask)
      return { parts, of: parts.length, inner: [], empty: () => empty, passedOver: () => 0 }
    }
    case 'telegram': {
      const read = readTelegram(decodeBytes(bytes).text)
      if (!read.ok) throw new Unreadable(read.problem)
      const chats = read.value
      return {
        ...{ parts: chats.parts, of: chats.messages, inner: [] },
        ...{ empty: () => chats.empty, passedOver: () => chats.passedOver },
      }
    }
  }
}

function readText(bytes: Uint8Array, ask: Pick<ReadAsk, 'type'>): ReadPart {
  const { text, encoding } = decodeBytes(bytes, { wayIn: charsetOfType(ask.type) })
  return { part: 'whole', text: plainText(text), times: [], encoding }
}

function one(part: ReadPart | undefined): Read {
  const has = part !== undefined && part.text.trim() !== ''
  if (has && part.text.length > longestRead)
    throw new Unreadable(refuse('evidence/text-too-long', { limit: longestRead }).problem)
  return { parts: has ? [part] : [], of: 1, inner: [], empty: () => (has ? 0 : 1), passedOver: () => 0 }
}

/** A text that is too long for one document becomes several, each known by its number. */
function inPieces(part: ReadPart, longestText: number): readonly ReadPart[] {
  if (part.text.length <= longestText) return [part]
  const texts = cutText(part.text, longestText)
  return texts.map((text, i) => ({
    ...part,
    ...{ part: `${part.part}, ${i + 1} of ${texts.length}`, text },
    ...(part.identity === undefined ? {} : { identity: `${part.identity}, ${i + 1}` }),
  }))
}
