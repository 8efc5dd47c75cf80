/** The hash chain: every fact carries the hash of the one before it, so that no fact can be altered, added or lost unseen. */
import {
  canonicalCopy,
  canonicalJson,
  parseJson,
  sha256,
  type Json,
  type JsonObject,
  type Sha256,
} from '#base'
import { beginning, type Fact, type NewFact, type Seq } from './fact.ts'
import type { Head } from './ledger.ts'

/** What stands before the first fact. */
export const genesis = '0'.repeat(64) as Sha256

export const emptyHead: Head = { seq: beginning, hash: genesis }

/** A fact as it is kept: the hashed text itself, and the columns to find it by. */
export interface FactRecord {
  readonly seq: Seq
  readonly stream: string
  readonly version: number
  readonly previous: Sha256
  readonly hash: Sha256
  /** Canonical JSON (RFC 8785) of `{ at, by, data, mode, seq, stream, type, version }`, and `via` where there is one. */
  readonly text: string
}

export interface Sealed {
  readonly fact: Fact
  readonly record: FactRecord
}

export type ChainCheck =
  | { readonly intact: true; readonly head: Head }
  | { readonly intact: false; readonly at: Seq; readonly why: string }

/** The text a fact's hash is taken over, in the order RFC 8785 §3.2.3 gives its members. */
export function factText(fact: NewFact, seq: Seq, version: number): string {
  return (
    `{"at":${canonicalJson(fact.at)},"by":${canonicalJson(fact.by)},"data":${canonicalJson(fact.data as Json)}` +
    `,"mode":${canonicalJson(fact.mode)},"seq":${canonicalJson(seq)},"stream":${canonicalJson(fact.stream)}` +
    `,"type":${canonicalJson(fact.type)},"version":${canonicalJson(version)}` +
    (fact.via === undefined ? '}' : `,"via":${canonicalJson(fact.via)}}`)
  )
}

/** SHA-256 over the previous hash's 64 hexadecimal digits followed by the text, in UTF-8. */
export function chainHash(previous: Sha256, text: string): Sha256 {
  return sha256(previous + text)
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

// Control characters have no place in a name, and not every database can keep them.
// oxlint-disable-next-line no-control-regex
const streamName = /^[^\u0000-\u001f\u007f]{1,200}$/

/**
 * Gives a fact its place and its hash. What comes back is what reading it later gives, not the caller's object; of that it
 * shares only what is settled.
 * Throws a TypeError on what no fact can hold (NaN, lone surrogates, a stream without a name): programming mistakes.
 */
export function sealFact(fact: NewFact, seq: Seq, version: number, previous: Sha256): Sealed {
  if (!streamName.test(fact.stream)) throw new TypeError(`${JSON.stringify(fact.stream)} can't name a stream`)
  const hashed = previous + factText(fact, seq, version)
  const hash = sha256(hashed)
  // Hashing joins what the text was put together from; a part of that is one string to keep, not dozens.
  const text = hashed.slice(previous.length)
  const record = { seq, stream: fact.stream, version, previous, hash, text }
  const { at, by, mode, type, via } = fact
  const data = canonicalCopy(fact.data as Json) as JsonObject
  // In the order in which reading the text gives them.
  const from = via === undefined ? {} : { via }
  const kept = { at, by, data, mode, seq, stream: fact.stream, type, version, ...from, previous, hash }
  return { fact: kept, record }
}

/** What is wrong with a kept fact by itself: its hash, or a column that contradicts its text. */
export function flawIn(record: FactRecord): string | undefined {
  if (chainHash(record.previous, record.text) !== record.hash) return 'its hash is not that of its content'
  const parsed = parseJson(record.text)
  const fact = (parsed.ok ? parsed.value : null) as Partial<Fact> | null
  if (fact === null) return 'it is not a fact at all'
  for (const name of ['seq', 'stream', 'version'] as const)
    if (fact[name] !== record[name])
      return `it is filed under ${name} ${record[name]}, but says ${fact[name]} itself`
  return undefined
}

/** Checks that kept facts continue the chain from `from`, each as it was sealed; names the first that doesn't, and how. */
export function verifyRecords(records: readonly FactRecord[], from: Head): ChainCheck {
  let { seq, hash } = from
  for (const record of records) {
    const next = (seq + 1) as Seq
    if (record.seq > next)
      return { intact: false, at: next, why: `it is missing; fact ${record.seq} comes next` }
    if (record.seq < next) return { intact: false, at: record.seq, why: 'it is there twice or out of order' }
    const flaw = flawIn(record)
    if (flaw !== undefined) return { intact: false, at: next, why: flaw }
    if (record.previous !== hash)
      return { intact: false, at: next, why: 'it does not follow the fact before it' }
    seq = next
    hash = record.hash
  }
  return { intact: true, head: { seq, hash } }
}

/** The same for facts as they are read. */
export function verifyChain(facts: readonly Fact[], from: Head): ChainCheck {
  return verifyRecords(facts.map(recordOf), from)
}

/** The record a fact comes from; its text is written anew, so a fact changed since then no longer matches its hash. */
export function recordOf(fact: Fact): FactRecord {
  const { seq, stream, version, previous, hash } = fact
  return { seq, stream, version, previous, hash, text: factText(fact, seq, version) }
}

/** A fact that is no longer what was written. Thrown when reading, because nobody may act on it. */
export class LedgerDamaged extends Error {
  readonly code = 'ledger/damaged'
  readonly seq: Seq
  readonly why: string
  constructor(seq: Seq, why: string) {
    super(`fact ${seq} is not as it was written: ${why}`)
    this.name = 'LedgerDamaged'
    this.seq = seq
    this.why = why
  }
}

/** The fact in a record, checked against its hash; throws {@link LedgerDamaged}. */
export function openRecord(record: FactRecord): Fact {
  const { seq, previous, hash, text } = record
  if (chainHash(previous, text) !== hash) throw new LedgerDamaged(seq, 'its hash is not that of its content')
  const fact = JSON.parse(text) as Writable<Fact>
  fact.previous = previous
  fact.hash = hash
  return fact
}
