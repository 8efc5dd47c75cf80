/** The signs of a text by the grammar: each with the clause it stands in, turned round by a “not”, and never one clause twice for one sign. */
import { quoteOf, type Quote } from '../text/quote.ts'
import type { Piece, Word } from '../text/text-words.ts'
import { clauseAround } from './clause.ts'
import type { Indicator, Sign } from './indicator.ts'
import type { KindAt, KindsFound } from './kinds-of-words.ts'
import { naturalGrammar, strikeGrammar, type SignRule } from './sign-grammar.ts'
import type { WordKind } from './words/sign-words.ts'

/** A text that is being read for signs. */
export interface SignScene {
  readonly text: string
  readonly words: readonly Word[]
  /** Each with the index of its first word. */
  readonly sentences: readonly Sentence[]
  readonly kinds: KindsFound
}

export interface Sentence {
  readonly piece: Piece
  readonly from: number
  readonly to: number
  /** A question says nothing. */
  readonly asks: 'yes' | 'no'
}

interface Core extends KindAt {
  /** The word that its rule names first. */
  readonly anchor: number
}

interface Found extends Indicator {
  readonly sentence: number
  readonly core: KindAt
  /** With a number or a place it is a piece of news; without, maybe only the heading of what follows. */
  readonly detailed: 'yes' | 'no'
}

const usualReach = 10
/** Words that may stand before and behind a sign and take it away. */
const besideReach = 6
/** Words between a “not” and what it denies. */
const notReach = 3
const farBehind = 7

export function signsIn(scene: SignScene, timing: 'before' | 'after'): Indicator[] {
  const natural = domainOf(scene.kinds) === 'natural' ? signsBy(naturalGrammar, scene, timing) : []
  // One word of water in a text of something else makes it no flood.
  return natural.length > 0 ? natural : signsBy(strikeGrammar, scene, timing)
}

function signsBy(grammar: readonly SignRule[], scene: SignScene, timing: 'before' | 'after'): Indicator[] {
  const found: Found[] = []
  for (const [index, sentence] of scene.sentences.entries()) {
    if (sentence.asks === 'yes') continue
    const before = found.length
    for (const rule of grammar) {
      if (rule.only === 'before' && timing === 'after') continue
      for (const core of coresOf(rule, scene, sentence)) {
        const sign = signOf(rule, scene, core, sentence)
        if (sign === undefined || isTakenAway(rule, scene, core, sentence)) continue
        const quote = quoteFor(rule, scene, sentence, core)
        if (found.slice(before).some((one) => one.type === rule.type && overlap(one.quote, quote))) continue
        if (speaksOfBefore(rule, scene, core, found)) continue
        if (rule.near !== undefined && !isNear(rule.near, scene, index)) continue
        found.push({
          ...{ type: rule.type, sign, quote, sentence: index, core },
          detailed: isDetailed(scene, sentence) ? 'yes' : 'no',
        })
      }
    }
  }
  return found
    .filter((one, i) => !isHeadingOf(one, found, i))
    .toSorted((a, b) => a.quote.start - b.quote.start || a.quote.end - b.quote.end)
    .map(({ type, sign, quote }) => ({ type, sign, quote }))
}

const warKinds = [
  'missile',
  'drone',
  'munition',
  'bomber',
  'attack',
  'airDefence',
  'troops',
  'aircraft',
  'ship',
] as const
const natureKinds = ['natural', 'reservoir', 'river', 'forecast', 'dam', 'rain', 'fireWeather'] as const

/** A text of weapons is not read for rain, and one of rivers not for troops. */
function domainOf(kinds: KindsFound): 'strike' | 'natural' {
  const count = (all: readonly WordKind[]) => all.reduce((sum, kind) => sum + kinds[kind].length, 0)
  return count(natureKinds) > count(warKinds) * 2 ? 'natural' : 'strike'
}

/** Where one of each kind stands close enough together, from left to right, none overlapping. */
function coresOf(rule: SignRule, { kinds, words }: SignScene, { from, to }: Sentence): Core[] {
  const groups = rule.needs.map((any) => any.flatMap((kind) => within(kinds[kind], from, to)))
  if (groups.some((group) => group.length === 0)) return []
  for (const group of groups) group.sort((a, b) => a.from - b.from)
  const [first, ...others] = groups
  const reach = rule.reach ?? usualReach
  const cores: Core[] = []
  for (const anchor of first!) {
    let core: KindAt = anchor
    const taken = [anchor]
    const isWhole = others.every((group) => {
      const next = nearest(group, core, taken)
      if (next === undefined) return false
      taken.push(next)
      core = { from: Math.min(core.from, next.from), to: Math.max(core.to, next.to) }
      return core.to - core.from <= reach + 1
    })
    if (isWhole && cores.at(-1)?.from !== core.from && (rule.over === 'colon' || !crosses(words, core)))
      cores.push({ ...core, anchor: anchor.from })
  }
  return cores
}

/** What stands on both sides of a colon or semicolon is two things. */
function crosses(words: readonly Word[], { from, to }: KindAt): boolean {
  for (let i = from + 1; i < to; i++) if (/[;:]/.test(words[i]!.before)) return true
  return false
}

function within(all: readonly KindAt[], from: number, to: number): KindAt[] {
  const found: KindAt[] = []
  for (let i = firstFrom(all, from); i < all.length && all[i]!.from < to; i++) found.push(all[i]!)
  return found
}

/** The index of the first that begins at `from` or later. */
function firstFrom(all: readonly KindAt[], from: number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (all[middle]!.from < from) low = middle + 1
    else high = middle
  }
  return low
}

/** The closest one that shares no word with what is taken; only the few on each side can be. */
function nearest(group: readonly KindAt[], core: KindAt, taken: readonly KindAt[]): KindAt | undefined {
  const at = firstFrom(group, core.from)
  let best: KindAt | undefined
  let bestAway = Infinity
  for (let i = Math.max(0, at - 4); i < Math.min(group.length, at + 12); i++) {
    const one = group[i]!
    if (taken.some((other) => one.from < other.to && other.from < one.to)) continue
    const away = one.from < core.from ? core.from - one.to : Math.max(0, one.from - core.to)
    if (away < bestAway) [best, bestAway] = [one, away]
  }
  return best
}

/** Undefined where a “not” leaves nothing to say. */
function signOf(rule: SignRule, scene: SignScene, core: Core, sentence: Sentence): Sign | undefined {
  const { sign, negated = 'turns' } = rule
  if (negated === 'same' || !isNegated(scene, core, sentence)) return sign
  if (negated === 'drops') return undefined
  return sign === '+' ? '-' : '+'
}

function isNegated({ kinds, words }: SignScene, core: Core, sentence: Sentence): boolean {
  const from = Math.max(sentence.from, core.from - notReach)
  const to = Math.min(sentence.to, core.to + 2)
  const nots = [
    ...within(kinds.not, from, to),
    ...within(kinds.none, from, to),
    // “Activity in the coming days is not expected”: it may stand far behind.
    ...within(kinds.not, to, Math.min(sentence.to, core.to + farBehind)).filter(
      (not) => within(kinds.expected, not.to, not.to + 1).length > 0,
    ),
  ]
  return nots.some((not) => {
    if (
      within(kinds.notReally, not.from - 1, not.to + 1).some(
        (one) => one.from <= not.from && not.from < one.to,
      )
    )
      return false
    if (deniesAnother({ kinds, words }, not, core)) return false
    // Another clause’s “not” denies nothing here.
    const [left, right] = not.from < core.from ? [not.to, core.from] : [core.to, not.from]
    for (let i = left; i <= right && i < words.length; i++)
      if (i > not.from && /[,;:—–]/.test(words[i]!.before) && (i <= core.from || i >= core.to)) return false
    return true
  })
}

const and = new Set(['and', 'but', 'и', 'а', 'но', 'і', 'й', 'та', 'але'])

/** “Does not use missiles and lays them up”: the “not” goes with the verb behind it, which ends at the “and”. */
function deniesAnother(
  { kinds, words }: Pick<SignScene, 'kinds' | 'words'>,
  not: KindAt,
  core: Core,
): boolean {
  if (within(kinds.notFired, not.to, not.to + 1).length === 0 || not.to >= core.anchor) return false
  for (let i = not.to + 1; i < core.anchor; i++) if (and.has(words[i]!.folded)) return true
  return false
}

function isTakenAway(rule: SignRule, { kinds, words }: SignScene, core: KindAt, sentence: Sentence): boolean {
  let from = Math.max(sentence.from, core.from - besideReach)
  let to = Math.min(sentence.to, core.to + besideReach)
  // What stands beyond a colon or semicolon is another thing.
  for (let i = from + 1; i <= core.from; i++) if (/[;:]/.test(words[i]!.before)) from = i
  for (let i = to - 1; i >= core.to; i--) if (/[;:]/.test(words[i]!.before)) to = i
  return (rule.without ?? []).some((kind) =>
    within(kinds[kind], from, to).some(({ from: at, to: end }) => at < to && end > from),
  )
}

/** “This lull …” speaks of what was said before. */
function speaksOfBefore(rule: SignRule, { kinds }: SignScene, core: Core, found: readonly Found[]): boolean {
  if (!found.some(({ type }) => type === rule.type)) return false
  return within(kinds.this, core.anchor - 1, core.anchor).length > 0
}

/** In its own sentence or the one before: a club lays up players, and an orchestra rehearses. */
function isNear(near: readonly WordKind[], { kinds, sentences }: SignScene, index: number): boolean {
  const { from } = sentences[Math.max(0, index - 1)]!
  return near.some((kind) => within(kinds[kind], from, sentences[index]!.to).length > 0)
}

/** What prepares the ground for more is said of the strike in the sentence before. */
function quoteFor(rule: SignRule, scene: SignScene, sentence: Sentence, core: KindAt): Quote {
  const { text, words, kinds, sentences } = scene
  if (rule.type === 'season_winter') return quoteOf(text, words[core.from]!.start, words[core.to - 1]!.end)
  if (rule.type === 'rehearsal_strike') {
    const before = sentences[sentences.indexOf(sentence) - 1]
    const points = within(kinds.this, sentence.from, core.from).length > 0
    const ownStrike = within(kinds.attack, sentence.from, core.from).length > 0
    if (points && !ownStrike && before !== undefined) {
      const strike = [
        ...within(kinds.attack, before.from, before.to),
        ...within(kinds.drone, before.from, before.to),
      ]
        .toSorted((a, b) => a.from - b.from)
        .at(0)
      if (strike !== undefined) {
        const { start, end } = clauseAround(scene, before, strike)
        return quoteOf(text, start, end)
      }
    }
  }
  const { start, end } = clauseAround(scene, sentence, core)
  return quoteOf(text, start, end)
}

function isDetailed({ kinds }: SignScene, { from, to }: Sentence): boolean {
  return within(kinds.number, from, to).length > 0 || within(kinds.airfield, from, to).length > 0
}

/** “Aviation is on the move.” and then, sentence by sentence, which: the same sign is not counted once more for its heading. */
function isHeadingOf(one: Found, found: readonly Found[], index: number): boolean {
  if (one.detailed === 'yes') return false
  const next = found.find(
    (other, i) =>
      i > index && other.type === one.type && other.sign === one.sign && other.sentence === one.sentence + 1,
  )
  return next?.detailed === 'yes'
}

function overlap(a: Quote, b: Quote): boolean {
  return a.start < b.end && b.start < a.end
}
