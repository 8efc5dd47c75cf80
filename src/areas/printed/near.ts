/** Names that sound nearly like one: all of a region compared, or those of the world that share enough pairs of letters. */
import { resemblance } from '../resemblance.ts'
import { lettersOf, type NameKeys } from './name-keys.ts'

export interface Near {
  readonly index: number
  /** From 0 to 1. */
  readonly alike: number
}

/** So many entries are compared one by one. */
const mostScanned = 4_000
/** So many of those that share pairs of letters are compared. */
const mostCompared = 40
/** From so many letters on, names that share less than this of their pairs of letters are not compared. */
const isLong = 9
const leastShared = 0.34

/** Entries from `from` up to `to` that resemble a core by at least `least`; far below the best ones may be left out. */
export function nearEntries(
  keys: NameKeys,
  core: string,
  [from, to]: readonly [number, number],
  least: number,
): Near[] {
  if (core.length < 3 || core.length > 36) return []
  // Half of a long name is by far too much to be a slip.
  const enough = Math.max(least, core.length > 12 ? 0.7 : core.length > 8 ? 0.6 : 0)
  return to - from <= mostScanned ? scan(keys, core, from, to, enough) : byPairs(keys, core, from, to, enough)
}

function scan(keys: NameKeys, core: string, from: number, to: number, least: number): Near[] {
  const { entries, masks } = keys
  const mask = lettersOf(core)
  const apart = 1 + Math.floor(core.length * (1 - least) * 0.9)
  const longer = 1 + Math.floor(core.length * (1 - least))
  const asked = core.length >= isLong ? [...pairsIn(core)] : []
  const shared = Math.floor(asked.length * leastShared)
  const marks = shared === 0 ? undefined : marksOf(asked)
  const enoughBits = marks === undefined ? 0 : bitsLeft(marks, asked.length - shared)
  const found: Near[] = []
  let enough = least
  for (let index = from; index < to; index++) {
    const own = masks[index]!
    if (bitCount(own & ~mask) > apart || bitCount(mask & ~own) > apart) continue
    const { core: other } = entries[index]!
    if (Math.abs(other.length - core.length) > longer) continue
    if (marks !== undefined && inCommon(pairsFor(keys).marks, index, marks) < enoughBits) continue
    const alike = resemblance(core, other, enough)
    if (alike < enough || alike === 0) continue
    found.push({ index, alike })
    if (alike - 0.3 > enough) enough = alike - 0.3
  }
  return found
}

interface Pairs {
  /** By pair and length of the core. */
  readonly lists: ReadonlyMap<number, Uint32Array>
  /** For each entry its pairs as bits of a few words: two that share a pair share its bit. */
  readonly marks: Uint32Array
  /** Which entries were met; zero between two questions. */
  readonly met: Uint8Array
}
const pairsOf = new WeakMap<NameKeys, Pairs>()
const none = new Uint32Array()
const wordsOfMarks = 4

function pairsFor(keys: NameKeys): Pairs {
  let pairs = pairsOf.get(keys)
  if (pairs === undefined) pairsOf.set(keys, (pairs = makePairs(keys)))
  return pairs
}

/** A slip takes two pairs at most. What shares enough has one at least of the rarest, so the lists of the others need not be read. */
function byPairs(keys: NameKeys, core: string, from: number, to: number, least: number): Near[] {
  const { lists, marks, met } = pairsFor(keys)
  const asked = [...pairsIn(core)]
  const own = marksOf(asked)
  const enough = Math.max(2, Math.floor(asked.length * 0.55), asked.length - 5)
  const enoughBits = bitsLeft(own, asked.length - enough)
  const slips = core.length <= 6 ? 1 : 2
  const close: number[] = []
  for (let length = core.length - slips; length <= core.length + slips; length++) {
    const posted = asked
      .map((pair) => lists.get(pair * 64 + Math.min(length, 63)) ?? none)
      .sort((a, b) => a.length - b.length)
    const touched: number[] = []
    for (const list of posted.slice(0, posted.length - enough + 1))
      for (const index of list)
        if (index >= from && index < to && met[index] === 0) {
          met[index] = 1
          touched.push(index)
        }
    for (const index of touched) {
      met[index] = 0
      const shared = inCommon(marks, index, own)
      if (shared >= enoughBits) close.push(index * 64 + Math.min(63, shared))
    }
  }
  if (close.length > mostCompared) close.sort((a, b) => (b % 64) - (a % 64)).splice(mostCompared)
  return close.flatMap((packed) => {
    const index = Math.floor(packed / 64)
    const alike = resemblance(core, keys.entries[index]!.core, Math.max(least, 0.72))
    return alike > 0 ? [{ index, alike }] : []
  })
}

function makePairs({ entries }: NameKeys): Pairs {
  const lists = new Map<number, number[]>()
  const marks = new Uint32Array(entries.length * wordsOfMarks)
  for (const [index, { core, again }] of entries.entries()) {
    if (again) continue
    const pairs = pairsIn(core)
    marks.set(marksOf(pairs), index * wordsOfMarks)
    for (const pair of pairs) {
      const key = pair * 64 + Math.min(core.length, 63)
      const list = lists.get(key)
      if (list === undefined) lists.set(key, [index])
      else list.push(index)
    }
  }
  return {
    lists: new Map([...lists].map(([pair, list]) => [pair, Uint32Array.from(list)])),
    marks,
    met: new Uint8Array(entries.length),
  }
}

function marksOf(pairs: Iterable<number>): Uint32Array {
  const marks = new Uint32Array(wordsOfMarks)
  for (const pair of pairs) {
    // Knuth’s multiplicative hash: the upper bits are the well mixed ones.
    const bit = Math.imul(pair, 2_654_435_761) >>> 25
    marks[bit >>> 5]! |= 1 << (bit & 31)
  }
  return marks
}

/** How many bits there are at least when so many pairs are missing: two pairs may have one bit. */
function bitsLeft(marks: Uint32Array, missing: number): number {
  return inCommon(marks, 0, marks) - missing
}

function inCommon(marks: Uint32Array, index: number, own: Uint32Array): number {
  const at = index * wordsOfMarks
  return (
    bitCount(marks[at]! & own[0]!) +
    bitCount(marks[at + 1]! & own[1]!) +
    bitCount(marks[at + 2]! & own[2]!) +
    bitCount(marks[at + 3]! & own[3]!)
  )
}

/** Each pair of letters once, as a number. */
function pairsIn(core: string): Set<number> {
  const pairs = new Set<number>()
  for (let i = 1; i < core.length; i++)
    pairs.add((core.charCodeAt(i - 1) & 0x3ff) * 1_024 + (core.charCodeAt(i) & 0x3ff))
  return pairs
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
