/**
 * What remains of a text when its names and numbers are taken out, as a few numbers by which copies meet; and the names and
 * numbers themselves, by their sound, by which translations and retellings meet. Of one size, however long the text.
 */
import { rootOf } from '#areas'
import { monthOf, weekdayOf } from './words/calendar.ts'
import { wordsOf, type Word } from '../text/text-words.ts'

export interface CopyPrint {
  /** One number for each hash function, over runs of words without names and numbers (MinHash). */
  readonly runs: readonly number[]
  /** Names by their sound, without case and script; sorted hashes. */
  readonly names: readonly number[]
  /** Counts and days; sorted hashes. */
  readonly numbers: readonly number[]
  /** Clock times to the minute; sorted hashes. */
  readonly clocks: readonly number[]
  readonly length: number
}

const runOfWords = 3
const bands = 24
const rowsOfBand = 2
const hashes = bands * rowsOfBand
/** In a shorter text a run that both have is chance. */
const fewestRuns = 10
const mostWords = 6_000
const mostAnchors = 96

/** Names and numbers of an alert are what differs between two alerts of one wording: below it, texts of one mould are no copies. */
const leastKept = 0.5
const keptLater = 0.6
/** Of the runs that both have, in all that either has. */
const copiesShare = 0.4
/** Names that half the news has: sharing them tells nothing. */
const everywhere = new Set(
  (
    'russia russian ukraine ukrainian moscow kyiv kiev putin zelensky zelenskyy telegram pentagon nato us europe european china iran ' +
    'ministry defense defence emergency situations air force forces armed governor president minister region oblast district ' +
    'россия российский украина украинский москва киев путин зеленский телеграм мчс всу минобороны сша нато губернатор президент ' +
    'росія російський україна український київ зсу дснс повітряний сила міноборони'
  )
    .split(' ')
    .map(rootOf),
)

export function copyPrintOf(text: string): CopyPrint | undefined {
  const words = wordsOf(text).slice(0, mostWords)
  if (words.length < fewestRuns) return undefined
  const names = new Set<number>()
  const numbers = new Set<number>()
  const clocks = new Set<number>()
  const frame: number[] = []
  const [nameSlot, numberSlot] = [hashOf('*'), hashOf('#')]
  for (const [at, word] of words.entries()) {
    const kind = kindOf(words, at)
    const slot = kind === 'name' ? nameSlot : kind === 'number' ? numberSlot : undefined
    if (slot === undefined) {
      // The beginning of a word is the same in all cases.
      frame.push(hashOf(word.folded.slice(0, 6)))
      continue
    }
    if (kind === 'name') {
      const root = rootOf(word.folded)
      if (names.size < mostAnchors && !everywhere.has(root)) names.add(hashOf(root))
    } else if (/^\d{1,2}[:.]\d\d$/.test(word.text)) {
      if (clocks.size < mostAnchors) clocks.add(hashOf(word.text.replace('.', ':').padStart(5, '0')))
    } else if (numbers.size < mostAnchors && word.text.length >= 2) numbers.add(hashOf(numberKey(word)))
    // “Vasily Anokhin” and “Anokhin” fill one place.
    if (frame.at(-1) !== slot) frame.push(slot)
  }
  if (frame.length < fewestRuns + runOfWords - 1) return undefined
  const least = new Uint32Array(hashes).fill(0xffffffff)
  const seen = new Set<number>()
  for (let i = 0; i + runOfWords <= frame.length; i++) {
    let run = 0
    for (let j = i; j < i + runOfWords; j++) run = mixed(Math.imul(run, 31) + frame[j]!)
    if (seen.has(run)) continue
    seen.add(run)
    for (let k = 0; k < hashes; k++) {
      const value = mixed(run ^ Math.imul(k + 1, 0x9e3779b1))
      if (value < least[k]!) least[k] = value
    }
  }
  const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b)
  return {
    runs: [...least],
    names: sorted(names),
    numbers: sorted(numbers),
    clocks: sorted(clocks),
    length: words.length,
  }
}

const monthKeys = new Set(Array.from({ length: 12 }, (_, at) => hashOf(`month ${at + 1}`)))

/** A month is one in all languages. */
function numberKey({ text, folded }: Word): string {
  const month = monthOf(folded)
  return month === undefined ? text : `month ${month}`
}

export function kindOf(words: readonly Word[], at: number): 'name' | 'number' | 'word' {
  const { text, folded, capital, before } = words[at]!
  if (/^\d/.test(text)) return 'number'
  if (capital === 'no' || text.length < 2 || weekdayOf(folded) !== undefined) return 'word'
  if (monthOf(folded) !== undefined) return 'number'
  if (at > 0 && !/[.!?…\n:«“"•]/.test(before)) return 'name'
  // The first word of a sentence has a capital letter whatever it is; before another one it is a name.
  const next = words[at + 1]
  return next !== undefined && next.capital === 'yes' && next.before === ' ' ? 'name' : 'word'
}

/** Texts that share one of these are worth comparing as copies. */
export function copyBandsOf({ runs }: CopyPrint): readonly string[] {
  return Array.from({ length: bands }, (_, band) => {
    const rows = runs.slice(band * rowsOfBand, (band + 1) * rowsOfBand)
    return `${band.toString(36)}-${rows.map((row) => row.toString(36)).join('-')}`
  })
}

/**
 * `copy`: the same words but for names and numbers, whenever it came; `retold`: the same names and numbers in other words, maybe of
 * another language, at the same time.
 */
export function likenessOf(
  a: CopyPrint,
  b: CopyPrint,
  saidWithin: 'two-days' | 'longer' | 'unknown',
): 'copy' | 'retold' | 'apart' {
  let same = 0
  for (let k = 0; k < hashes; k++) if (a.runs[k] === b.runs[k]) same++
  const names = sharedOf(a.names, b.names)
  const numbers = sharedOf(a.numbers, b.numbers)
  const clocks = sharedOf(a.clocks, b.clocks)
  if (same / hashes >= copiesShare) {
    const figures = Math.max(a.numbers.length + a.clocks.length, b.numbers.length + b.clocks.length)
    // Each night’s bulletin has the words of the last one; old news under a new date keeps its figures.
    if (saidWithin === 'longer')
      return figures < 3 || (numbers + clocks) / figures >= keptLater ? 'copy' : 'apart'
    if (same / hashes >= 0.9 && a.length > 60) return 'copy'
    // The month of two nights is one.
    const counts = [a, b].map((one) => one.numbers.filter((number) => !monthKeys.has(number))) as [
      number[],
      number[],
    ]
    const [here, there] = [counts[0].length + a.clocks.length, counts[1].length + b.clocks.length]
    const kept = [
      [names, Math.max(a.names.length, b.names.length)],
      [sharedOf(...counts) + clocks, Math.max(here, there)],
    ].flatMap(([shared, most]) => (most! < 2 ? [] : [shared! / most!]))
    return kept.length === 0 || kept.some((share) => share >= leastKept) ? 'copy' : 'apart'
  }
  if (saidWithin === 'longer') return 'apart'
  // Each of these two independent texts do not have by chance: two times to the minute; one and most names; names and figures.
  const ofLess = (shared: number, one: number, other: number) => shared / Math.max(1, Math.min(one, other))
  const all = [a, b].map((one) => one.names.length + one.numbers.length + one.clocks.length) as [
    number,
    number,
  ]
  const most = ofLess(names + numbers + clocks, ...all) >= 0.6
  if (clocks >= 2 && names >= 2) return 'retold'
  if (clocks >= 1 && names >= 3 && most) return 'retold'
  if (names >= 4 && numbers + clocks >= 2 && names + numbers + clocks >= 8 && most) return 'retold'
  // The same districts are warned often: a list of names is one message only within its days.
  return saidWithin === 'two-days' && names >= 6 && ofLess(names, a.names.length, b.names.length) >= 0.5
    ? 'retold'
    : 'apart'
}

function sharedOf(a: readonly number[], b: readonly number[]): number {
  let [i, j, shared] = [0, 0, 0]
  while (i < a.length && j < b.length)
    if (a[i] === b[j]) [i, j, shared] = [i + 1, j + 1, shared + 1]
    else if (a[i]! < b[j]!) i++
    else j++
  return shared
}

/** FNV-1a. */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mixed(value: number): number {
  let h = value >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
