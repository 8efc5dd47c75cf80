/** One, without a number: “a woman died”, “сбит беспилотник”, “пуск ракети”. */
import type { Word } from '../text/text-words.ts'
import type { ClaimEvent } from './claim.ts'
import { stops } from './counted.ts'
import type { Cue } from './cues.ts'
import { fateOf } from './fates.ts'
import type { ClaimsGround } from './ground.ts'
import type { SaidNumber } from './numbers.ts'
import { type Span, firstAt } from './spans.ts'
import { fates, things } from './words/all-words.ts'

interface Single extends SaidNumber {
  readonly unit: string
  readonly noun: string | null
  readonly system: string | null
}

const launch = /^(?:пуск|пуску|запуск|запуску)$/

const articles = /^(?:a|an|another|single)$/

const countedIn: { readonly [event in ClaimEvent]?: RegExp } = {
  casualties: /^(?:people|children)$/,
  interception:
    /^(?:drones|missiles|cruise missiles|ballistic missiles|guided bombs|rockets|sea drones|unmanned boats|helicopters|aircraft|decoy drones)$/,
  strike:
    /^(?:drones|missiles|cruise missiles|ballistic missiles|guided bombs|rockets|sea drones|unmanned boats|bombs|shells)$/,
  damage:
    /^(?:houses|apartment buildings|high-rise buildings|gas pipelines|residential buildings|buildings|outbuildings|cars|vehicles|trucks|buses|tractors|schools|kindergartens|hospitals|shops|garages|warehouses|substations|bridges|trains|apartments|transformers|dams|power lines)$/,
  outage:
    /^(?:houses|apartment buildings|high-rise buildings|gas pipelines|residential buildings|buildings|outbuildings|cars|vehicles|trucks|buses|tractors|schools|kindergartens|hospitals|shops|garages|warehouses|substations|bridges|trains|apartments|transformers|dams|power lines)$/,
  other: /^(?:explosions|fires)$/,
}

/** “A woman died”, “сбит беспилотник”, “пуск ракети”: one, without a number. */
export function singles(
  { words, numbers }: ClaimsGround,
  span: Span,
  event: ClaimEvent,
  cues: readonly Cue[],
  said: readonly Span[],
): Single[] {
  const wanted = countedIn[event]
  if (wanted === undefined || cues.every(({ happened }) => happened === 'no')) return []
  const found: Single[] = []
  for (let i = span.from; i < span.to; i++) {
    const thing = things.at(words, i)
    // “Пуск ракети” is of one, whatever that form may be elsewhere.
    const launched = launch.test(words[i - 1]?.folded ?? '') && !/(?:ів|ов|ракет)$/.test(words[i]!.folded)
    if (
      thing === undefined ||
      (thing.value.number !== 'one' && !launched) ||
      !wanted.test(thing.value.unit) ||
      thing.to > span.to
    )
      continue
    const covered =
      said.some(({ from, to }) => from <= i && i < to) || numbers[firstAt(numbers, i - 4)]?.to === i
    const begin = phraseStart(words, i, span)
    const counted = numbers[firstAt(numbers, begin - 1)]
    if (covered || (counted !== undefined && counted.from < i && counted.to > begin - 2)) continue
    if (!isSingle(words, begin, i, thing.to, event)) continue
    const number = {
      from: begin,
      to: thing.to,
      at: begin,
      value: 1,
      high: null,
      bound: 'exactly',
      money: null,
    } as const
    const fate =
      event === 'casualties' ? fateOf(words, { ...number, to: thing.to }, thing.to, span) : undefined
    if (event === 'casualties' && fate === undefined) continue
    found.push({ ...number, unit: fate?.unit ?? thing.value.unit, noun: thing.value.unit, system: null })
    i = thing.to - 1
  }
  return found
}

/** Back over “a 43-year-old local”. */
function phraseStart(words: readonly Word[], at: number, span: Span): number {
  for (let i = at - 1; i >= Math.max(span.from, at - 6); i--) {
    if (/[.,;:!?\n(]/.test(words[i + 1]!.before)) return i + 1
    if (articles.test(words[i]!.folded) || words[i]!.folded === 'the') return i
    if (!/^\p{Ll}/u.test(words[i]!.text) && !/^\d/.test(words[i]!.text) && words[i]!.capital === 'no') break
    if (stops.test(words[i]!.folded) || fates.at(words, i) !== undefined) return i + 1
  }
  return at
}

function isSingle(words: readonly Word[], begin: number, at: number, to: number, event: ClaimEvent): boolean {
  const opened = words[begin]!.folded
  const latin = /^[a-z]/.test(words[at]!.folded)
  // “A drone attack”, “the drone debris”: part of another name.
  const next = words[to]
  const isPartOfName =
    next !== undefined &&
    /^[\s-]*$/.test(next.before) &&
    /^(?:attack|attacks|strike|strikes|debris|wreckage|production|threat|threats|alert|danger|fragments|launch|operators?|swarm|raid|type|facility|infrastructure|launcher|defen[cs]e|site|sites|block|plant|cabin)$/.test(
      next.folded,
    )
  if (isPartOfName) return false
  if (latin) {
    if (articles.test(opened)) return true
    return opened === 'the' && event === 'interception'
  }
  const before = words[at - 1]?.folded ?? ''
  if (launch.test(before)) return true
  // “Обломки дрона”, “атака беспилотника”: whose, not how many.
  if (
    /^(?:обломк\p{L}*|уламк\p{L}*|атак\p{L}*|удар\p{L}*|угроз\p{L}*|загроз\p{L}*|фрагмент\p{L}*|падени\p{L}*|падінн\p{L}*|из|вдоль|каждый|кожен|ни|жоден|жодн\p{L}*|любой)$/u.test(
      before,
    )
  )
    return false
  if (
    /^(?:после|після|из-за|через|внаслідок|результате|рамках|без|для|до|от|від|в|у|на|к|по|над|с|з|о|об|про)$/.test(
      before,
    ) &&
    event !== 'casualties'
  )
    return false
  return !/(?:ом|ой|ою|ами|ями|ем|єм)$/.test(words[to - 1]!.folded) || event === 'damage'
}
