/** What a signature covers, as canonical bytes, and who those bytes say is speaking. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { ok, parseInstant, refuse, type Instant, type Result } from '#base'
import { openXml, type OpenXml } from './canonical.node.ts'
import type { Outline } from './outline.ts'
import type { SignatureSays } from './read-signature.ts'
import type { SignatureCode } from './signature-findings.ts'

export interface Signed {
  /** What the digest covers. */
  readonly bytes: Uint8Array
  readonly signedInfo: Uint8Array
}

/**
 * The canonical alert whose digest the signature bears, or undefined where no reading of it has that digest. The transform takes
 * out the signature itself; of an alert signed twice the others stay, and yet senders differ: Canada's national aggregator signs
 * beside the first signature and over neither. Trying without those that follow, then without any, is safe: a signature is no
 * content, and what was digested is what the caller gets to read.
 */
export async function signedContent(
  { text, outline }: { readonly text: string; readonly outline: Outline },
  count: number,
  says: SignatureSays,
  number: number,
): Promise<Signed | undefined> {
  const following = Array.from({ length: count - number - 1 }, (_, step) => number + 1 + step)
  const before = Array.from({ length: number }, (_, step) => step)
  const rounds = [[number], following, before].filter((round) => round.length > 0)
  // An id names the element alone; '' the document, with instructions that stand before and after its root.
  const xml = await reopened(says.uri === '' ? text : text.slice(outline.rootFrom, outline.rootTo))
  let bytes: Uint8Array | undefined
  try {
    for (const round of rounds) {
      xml.removeSignatures(round)
      // Comments are no part of what '' and '#id' refer to, whatever the canonicalization keeps (XML-DSig 1.1 §4.4.3.3).
      const { form, prefixes } = says.referenceForm
      const canonical = xml.canonical({ name: form.name, comments: 'dropped' }, prefixes)
      if (isSame(createHash(says.hash).update(canonical).digest(), says.digest)) {
        bytes = canonical
        break
      }
    }
  } finally {
    xml.close()
  }
  if (bytes === undefined) return undefined
  const context = await reopened(text)
  try {
    const { form, prefixes } = says.signedInfoForm
    return { bytes, signedInfo: context.canonicalSignedInfo(number, form, prefixes) }
  } finally {
    context.close()
  }
}

async function reopened(text: string): Promise<OpenXml> {
  const opening = await openXml(text)
  if ('reason' in opening) throw new Error(`a document that was well-formed no longer is: ${opening.reason}`)
  return opening.xml
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Who the signed bytes say is speaking, and when; read from them and from nothing else. */
export async function authorOf(
  bytes: Uint8Array,
): Promise<Result<{ readonly sender: string; readonly sent: Instant }, SignatureCode>> {
  const xml = await reopened(new TextDecoder().decode(bytes))
  try {
    const [sender, ...moreSenders] = xml.childTexts('sender')
    const [time, ...moreTimes] = xml.childTexts('sent')
    const unclear = (what: string) => refuse('cap/signature-sender-unclear', { what })
    if (sender === undefined || sender.trim() === '' || moreSenders.length > 0) return unclear('who sends it')
    const sent = time === undefined || moreTimes.length > 0 ? undefined : parseInstant(time.trim())
    if (sent === undefined || !sent.ok) return unclear('when it was sent')
    return ok({ sender: sender.trim(), sent: sent.value })
  } finally {
    xml.close()
  }
}
