/** How many of what: each number with the noun or the fate it counts, one where a single thing is named, none where it is denied. */
import { quoteOf } from '../text/quote.ts'
import type { Word } from '../text/text-words.ts'
import type { ClaimEvent, Quantity } from './claim.ts'
import { type Counted, countedBy, isBare } from './counted.ts'
import type { Cue } from './cues.ts'
import type { ClaimsGround } from './ground.ts'
import type { SaidNumber } from './numbers.ts'
import { singles } from './single-things.ts'
import { type Span, inside } from './spans.ts'
import type { SaidWeapon } from './weapons.ts'
import { fates, things } from './words/all-words.ts'

const generic =
  /^(?:person|people|persons|человек|человека|людей|люди|осіб|особи|людина|людини|жителя|жителей|мешканців|мешканці|residents|civilians|citizens|граждан)$/

/** Those of a claim. `weapon`: what is counted where a number stands alone. */
export function quantitiesOf(
  ground: ClaimsGround,
  span: Span,
  event: ClaimEvent,
  cues: readonly Cue[],
  weapon: SaidWeapon | undefined,
): Quantity[] {
  const { words } = ground
  const said: { quantity: Quantity; from: number; to: number; noun: string | null; system: string | null }[] =
    []
  const add = (number: SaidNumber, counted: Counted) => {
    const end = Math.max(counted.to, number.to)
    const quote = quoteOf(ground.text, startOf(ground, number), words[end - 1]!.end)
    const base = { from: number.from, to: counted.nounTo ?? end, noun: counted.noun, system: counted.system }
    const { unit } = counted
    if (number.high === null)
      return void said.push({ ...base, quantity: { value: number.value, unit, bound: number.bound, quote } })
    said.push({ ...base, quantity: { value: number.value, unit, bound: 'at-least', quote } })
    said.push({ ...base, quantity: { value: number.high, unit, bound: 'up-to', quote } })
  }
  const numbers = inside(ground.numbers, span).slice(0, mostCounted)
  const taken = new Set<SaidNumber>()
  for (const [index, number] of numbers.entries()) {
    // “57 of 72 drones”: the second tells how many there were, not how many were shot down.
    const before = numbers[index - 1]
    if (before !== undefined && isOutOf(words, before, number)) continue
    const next = numbers[index + 1]
    if (next !== undefined && isOutOf(words, number, next)) {
      const whole = countedBy(ground, next, span, event, weapon)
      if (whole !== undefined) add(number, whole)
      continue
    }
    const counted = countedBy(ground, number, span, event, weapon)
    // “Of ten missiles seven were shot down”: the first tells how many there were.
    if (counted !== undefined && next !== undefined && isWholeOf(words, number, next, counted.to)) {
      add(next, { ...counted, to: next.to })
      taken.add(next)
      continue
    }
    const again = counted ?? countedAgain(ground, number, span, said.at(-1))
    if (again !== undefined && !taken.has(number)) add(number, again)
  }
  for (const single of singles(ground, span, event, cues, said)) add(single, { ...single, unit: single.unit })
  const quantities = [...summed(words, said, ground.text), ...denied(ground, span, cues, said)]
  return told(quantities, said)
}

/** A number that counts what was counted before. */
export function likeThose({ words, text }: ClaimsGround, number: SaidNumber, unit: string): Quantity[] {
  const quote = quoteOf(text, words[number.from]!.start, words[number.to - 1]!.end)
  if (number.high === null) return [{ value: number.value, unit, bound: number.bound, quote }]
  return [
    { value: number.value, unit, bound: 'at-least', quote },
    { value: number.high, unit, bound: 'up-to', quote },
  ]
}

function isOutOf(words: readonly Word[], part: SaidNumber, whole: SaidNumber): boolean {
  const between = words.slice(part.to, whole.at).map(({ folded }) => folded)
  return (
    between.length > 0 &&
    between.length <= 3 &&
    /^(?:of|out|из|з|із)$/.test(between[0]!) &&
    !/[.;:]/.test(words[part.to]!.before)
  )
}

/** “Three houses were destroyed and another 25 damaged”: of the same kind. */
function countedAgain(
  { words }: ClaimsGround,
  number: SaidNumber,
  span: Span,
  last: { readonly quantity: Quantity } | undefined,
): Counted | undefined {
  const more = /^(?:another|more|еще|ще)$/
  const isMore = more.test(words[number.from - 1]?.folded ?? '') || more.test(words[number.to]?.folded ?? '')
  if (!isMore || last === undefined || !isBare(words, number, span)) return undefined
  const { unit } = last.quantity
  return /^(?:percent|USD|EUR|RUB|UAH|km|metres|square metres|hectares|killed)$/.test(unit)
    ? undefined
    : { unit, noun: null, to: number.to, system: null }
}

function isWholeOf(words: readonly Word[], whole: SaidNumber, part: SaidNumber, to: number): boolean {
  if (!/^(?:of|из|з|із)$/.test(words[whole.from - 1]?.folded ?? '') || part.value > whole.value) return false
  if (part.from < to || part.from - to > 4 || things.at(words, part.to) !== undefined) return false
  for (let i = to; i <= part.from; i++) if (/[.;:!?\n(]/.test(words[i]!.before)) return false
  return !/[.;:]/.test(words[whole.from - 1]!.before) || words[whole.from - 1]!.capital === 'yes'
}

function startOf({ words, text }: ClaimsGround, { from }: SaidNumber): number {
  const { start } = words[from]!
  const mark = /[$€£~≈]\s?$/u.exec(text.slice(Math.max(0, start - 2), start))
  return mark === null ? start : start - mark[0].length
}

/** No assertion counts more things; a table of numbers is none. */
const mostCounted = 60

/** “Two women and a man were injured”: people listed for one fate are counted together, if nobody counted them before. */
function summed(
  words: readonly Word[],
  said: readonly { quantity: Quantity; from: number; to: number; noun: string | null }[],
  text: string,
): Quantity[] {
  const ordered = [...said].sort((a, b) => a.from - b.from)
  const sums: { quantity: Quantity; to: number; people: 'yes' | 'no'; isTotal: 'yes' | 'no' }[] = []
  for (const { quantity, from, to, noun } of ordered) {
    const people = noun === 'people' || noun === 'children' ? 'yes' : 'no'
    const last = sums.at(-1)
    if (
      last !== undefined &&
      people === 'yes' &&
      last.quantity.unit === quantity.unit &&
      quantity.bound === 'exactly'
    ) {
      // “Two people, a man and a woman”, “one injured, a man of 39”: told again.
      const isGeneric = words.slice(from, to).some(({ folded }) => generic.test(folded))
      if (last.isTotal === 'yes' && !isGeneric && from - last.to < 14) continue
      if (
        last.people === 'yes' &&
        last.quantity.bound === 'exactly' &&
        isListed(words, Math.min(last.to, from), from)
      ) {
        const { start } = last.quantity.quote
        const { end } = quantity.quote
        sums[sums.length - 1] = {
          ...last,
          quantity: {
            ...last.quantity,
            value: last.quantity.value + quantity.value,
            quote: quoteOf(
              text,
              Math.min(start, quantity.quote.start),
              Math.max(end, last.quantity.quote.end),
            ),
          },
          to: Math.max(to, last.to),
        }
        continue
      }
    }
    const isGeneric = words.slice(from, to).some(({ folded }) => generic.test(folded))
    sums.push({ quantity, to, people, isTotal: noun === null || isGeneric ? 'yes' : 'no' })
  }
  return sums.map(({ quantity }) => quantity)
}

function isListed(words: readonly Word[], from: number, to: number): boolean {
  if (to - from > 10) return false
  for (let i = from; i < to; i++)
    if (
      !/^(?:and|и|та|і|й|also|также|еще|ще|of|\d{1,3}|одна|один|a|an|another|лет|год|года|років|рік|роки|річн\p{L}*|летн\p{L}*)$/u.test(
        words[i]!.folded,
      )
    )
      return false
  return true
}

/** “Никто не пострадал” counts none: what denies it and what is denied are its words. */
function denied(
  { words, text }: ClaimsGround,
  span: Span,
  cues: readonly Cue[],
  said: readonly { quantity: Quantity }[],
): Quantity[] {
  return cues.flatMap((cue) => {
    if (cue.event !== 'casualties' || cue.happened === 'yes') return []
    const unit = fates.at(words, cue.from)?.value ?? 'casualties'
    if (said.some(({ quantity }) => quantity.unit === unit)) return []
    return [
      {
        value: 0,
        unit,
        bound: 'exactly',
        quote: quoteOf(text, words[span.from]!.start, words[span.to - 1]!.end),
      },
    ]
  })
}

/** Kinds told apart where one list has several: “3 Geran-2 drones, 1 FPV drone”. */
export function told(
  quantities: readonly Quantity[],
  said: readonly { quantity: Quantity; system: string | null }[],
): Quantity[] {
  const systems = new Map(said.map(({ quantity, system }) => [quantity.quote.start, system]))
  const kinds = new Map<string, Set<string>>()
  for (const { unit, quote } of quantities) {
    const system = systems.get(quote.start)
    if (system === null || system === undefined) continue
    kinds.set(unit, (kinds.get(unit) ?? new Set()).add(system))
  }
  return quantities.map((quantity) => {
    const system = systems.get(quantity.quote.start)
    const several = (kinds.get(quantity.unit)?.size ?? 0) > 1
    return several && system !== null && system !== undefined
      ? { ...quantity, unit: `${system} ${quantity.unit}` }
      : quantity
  })
}
