/** Of what a number counts: the noun after it, what became of those counted, or the weapon that is spoken of. */
import type { Word } from '../text/text-words.ts'
import type { ClaimEvent } from './claim.ts'
import { fateOf } from './fates.ts'
import type { ClaimsGround } from './ground.ts'
import type { SaidNumber } from './numbers.ts'
import { rateAfter, rateAt } from './rates.ts'
import { type Span, firstAt } from './spans.ts'
import type { SaidWeapon } from './weapons.ts'
import { fates, partsOf, tellings, things } from './words/all-words.ts'
import { isShortened } from './words/lexicon.ts'

/** A number's unit while it is still told which words gave it. */
export interface Counted {
  readonly unit: string
  /** `people` that died are `killed`: whom the noun names is in `noun`. */
  readonly noun: string | null
  readonly to: number
  /** Where the noun ends, if what tells the fate stands further on. */
  readonly nounTo?: number
  readonly system: string | null
}

export const stops =
  /^(?:in|on|over|at|by|from|with|for|near|above|across|during|after|before|against|to|and|or|which|that|who|were|was|are|is|have|has|had|в|во|на|над|из|изо|от|по|у|и|к|с|со|за|при|под|который|которые|которых|что|а|но|із|з|зі|від|під|і|й|та|до|що|які|яких|але)$/

const landmark =
  /^(?:from|away|off|north|south|east|west|northeast|northwest|southeast|southwest|northern|outside|inland|offshore|от|від|к|на|севернее|южнее|восточнее|западнее|північніше|південніше|східніше|західніше|до)$/

const priced =
  /^(?:cost|costs|costing|price|priced|стоит|стоил\p{L}*|стоимость\p{L}*|цена|ценой|коштує|коштува\p{L}*|вартість|вартістю|ціна|себестоимость|собівартість)$/u

export function countedBy(
  ground: ClaimsGround,
  number: SaidNumber,
  span: Span,
  event: ClaimEvent,
  weapon: SaidWeapon | undefined,
): Counted | undefined {
  const { words } = ground
  if (number.money !== null) {
    const isPrice = words
      .slice(Math.max(span.from, number.from - 8), number.from)
      .some(({ folded }) => priced.test(folded))
    const rate = rateAt(words, number.to)
    const unit =
      rate?.name === 'each' || isPrice
        ? `${number.money} each`
        : rate === undefined
          ? number.money
          : `${number.money} ${rate.name}`
    return { unit, noun: null, to: rate?.to ?? number.to, system: null }
  }
  const last = words[number.to - 1]!
  if (
    ground.text
      .slice(last.end, last.end + 2)
      .trimStart()
      .startsWith('%')
  )
    return { unit: 'percent', noun: null, to: number.to, system: null }
  const magnitude = magnitudeTo(words, number)
  if (magnitude !== undefined) return { unit: 'magnitude', noun: null, to: magnitude, system: null }
  // “One drone costs”: of what, not how many.
  if (event === 'production' && number.value === 1) return undefined
  // “Attacked 30 times”.
  const times = words[number.to]?.folded ?? ''
  if (event === 'strike' && /^(?:раз|раза|разів|рази|times)$/.test(times) && number.to < span.to)
    return { unit: 'attacks', noun: null, to: number.to + 1, system: null }
  const noun = nounAfter(ground, number, span)
  if (noun === 'none') return undefined
  if (noun === 'unknown') {
    // “Поранено двоє поліцейських”: whoever they are, they are counted with their fate beside them.
    const beside = event === 'casualties' ? fateOf(words, number, number.to, span, 'beside') : undefined
    return beside === undefined
      ? undefined
      : { unit: beside.unit, noun: 'people', to: number.to + 1, system: null }
  }
  if (noun !== undefined && noun.unit !== 'people' && noun.unit !== 'children') {
    const joint = jointUnit(words, noun)
    if (joint !== undefined) return joint
    if (
      /^(?:km|miles|metres)$/.test(noun.unit) &&
      (isDistance(words, noun.to) || isRadius(words, number.from))
    )
      return undefined
    const rate =
      rateAt(words, noun.to) ?? (event === 'production' ? rateAfter(words, noun.to, span.to) : undefined)
    const isPrice =
      /^(?:USD|EUR|RUB|UAH)$/.test(noun.unit) &&
      words.slice(Math.max(span.from, number.from - 8), number.from).some(({ folded }) => priced.test(folded))
    if (event === 'outage' && noun.unit === 'families') return { ...noun, unit: 'households' }
    const suffix = rate === undefined ? (isPrice ? ' each' : '') : ` ${rate.name}`
    return { ...noun, unit: `${noun.unit}${suffix}`, to: rate?.to ?? noun.to }
  }
  const who = noun?.unit ?? null
  // “Including two children”: part of those counted before.
  if (who === 'children' && isPart(words, number.from))
    return { unit: 'children', noun: 'part', to: noun!.to, system: null }
  const fate = fateOf(
    words,
    number,
    noun?.to ?? number.to,
    span,
    isOfThem(words, number.to) ? 'after' : 'any',
  )
  // “Ранены 13, из них пятеро тяжело”: counted already.
  if (fate?.to === 0 && who === null && partsOf.at(words, number.from - 2)?.to === number.from)
    return undefined
  if (fate !== undefined) {
    const isOutage = fate.unit.startsWith('people without')
    if (isOutage && who === null) {
      const before = countedBefore(words, number, span)
      return before === undefined ? undefined : { ...before, to: number.to }
    }
    const to = Math.max(noun?.to ?? 0, fate.to)
    return { unit: fate.unit, noun: who, to, nounTo: noun?.to ?? number.to, system: null }
  }
  // “One of them a woman”: counted already.
  if (who === 'people' && isOfThem(words, number.to)) return undefined
  if (noun !== undefined) {
    if (event === 'evacuation') return { unit: 'evacuated', noun: who, to: noun.to, system: null }
    // “12 rescuers were working”: nobody that came to harm.
    const apart = event === 'damage' || event === 'strike' || event === 'interception'
    return apart ? undefined : { unit: noun.unit, noun: who, to: noun.to, system: null }
  }
  const first = countedBefore(words, number, span)
  if (first !== undefined) return { ...first, to: number.to }
  // “57 вдалося збити”, “14 above the Bryansk Region”: the weapon spoken of.
  const counts = event === 'interception' || event === 'strike'
  if (!counts || weapon === undefined) return undefined
  return isBare(words, number, span)
    ? { unit: weapon.name.unit, noun: null, to: number.to, system: weapon.name.system }
    : undefined
}

const strength = /^(?:magnitude|магнитуд\p{L}*|магнітуд\p{L}*|m)$/u
const quake = /^(?:quakes?|earthquakes?|tremors?|aftershocks?|землетрясени\p{L}*|землетрус\p{L}*)$/u

/** “Magnitude 5.4”, “a 6.1-magnitude quake”, “measured the quake at 7.0”: how strong, and no number of quakes. */
function magnitudeTo(words: readonly Word[], { from, to, value }: SaidNumber): number | undefined {
  if (value > 10) return undefined
  const [last, before] = [words[from - 1]?.folded ?? '', words[from - 2]?.folded ?? '']
  if (strength.test(last) || (/^(?:of|в|у)$/.test(last) && strength.test(before))) return to
  if (/^[\s-]?$/.test(words[to]?.before ?? '.') && words[to]?.folded === 'magnitude') return to + 1
  if (!/^(?:at|of|measuring|measured)$/.test(last) || things.at(words, to) !== undefined) return undefined
  const near = words.slice(Math.max(0, from - 4), from - 1).some(({ folded }) => quake.test(folded))
  return near ? to : undefined
}

const total = /^(?:number|total|число|числа|количество|кількість|числом)$/

/** “The number of customers without power stands at 430,000”: what is counted comes first. */
function countedBefore(words: readonly Word[], { from }: SaidNumber, span: Span): Counted | undefined {
  for (let i = from - 1; i >= Math.max(span.from, from - 10); i--) {
    if (/[.;:!?\n]/.test(words[i + 1]!.before)) return undefined
    if (!total.test(words[i]!.folded)) continue
    for (let k = i + 1; k < from; k++) {
      const thing = things.at(words, k)?.value
      if (thing !== undefined) return { unit: thing.unit, noun: null, to: from, system: null }
    }
    return undefined
  }
  return undefined
}

/** The first noun after a number that is known to be counted; `unknown` where it counts something else. */
function nounAfter(
  { words, weapons }: ClaimsGround,
  number: SaidNumber,
  span: Span,
): (Counted & { readonly noun: null }) | 'unknown' | 'none' | undefined {
  let system: string | null = null
  let found: (Counted & { readonly noun: null }) | undefined
  // “3 more above”, “ще два в Одесі”.
  const more = /^(?:more|others?|further|еще|ще)$/
  const begin = more.test(words[number.to]?.folded ?? '') ? number.to + 1 : number.to
  for (let i = begin; i < Math.min(span.to, number.to + 8); i++) {
    const { before, folded } = words[i]!
    if (!/^[\s\u00a0-]*[«“"‘'’”»]?[\s\u00a0]*[«“"‘'’]?$/u.test(before) && !isShortened(words, i)) break
    const weapon = weapons[firstAt(weapons, i)]
    if (weapon?.from === i && weapon.to <= span.to && weapon.name.system !== null) {
      system = weapon.name.system
      found ??= { unit: weapon.name.unit, noun: null, to: weapon.to, system }
    }
    const thing = things.at(words, i)
    if (thing !== undefined && thing.to <= span.to)
      return { unit: thing.value.unit, noun: null, to: Math.max(thing.to, found?.to ?? 0), system }
    if (weapon?.from === i && weapon.to <= span.to && weapon.name.threat !== 'artillery') {
      const next = things.at(words, weapon.to)
      if (next !== undefined && /^\s$/.test(words[weapon.to]!.before))
        return { unit: next.value.unit, noun: null, to: next.to, system }
      return { unit: weapon.name.unit, noun: null, to: weapon.to, system: weapon.name.system }
    }
    if (found !== undefined) continue
    if (fates.at(words, i) !== undefined || tellings.at(words, i)?.value.by === 'verb') return undefined
    if (stops.test(folded)) return i === begin || isStopOk(folded) ? undefined : 'unknown'
    if (/^\d/.test(folded)) return undefined
    // “Three times”, “24 hours”, “five minutes”: nothing that is counted.
    if (
      /^(?:times|time|hours|hour|minutes|minute|seconds|days|day|weeks|week|months|month|раз|раза|часов|часа|час|минут\p{L}*|секунд\p{L}*|дней|дня|день|недел\p{L}*|месяц\p{L}*|сут\p{L}*|годин\p{L}*|хвилин\p{L}*|днів|дні|тижн\p{L}*|місяц\p{L}*|доб\p{L}*|разів|рази|sides|parties|факторов|factors|reasons|countries|стран|країн|level|levels|storeys?|stor(?:y|ies)|floors?|этаж\p{L}*|поверх\p{L}*|калибр\p{L}*|калібр\p{L}*)$/u.test(
        folded,
      )
    )
      return 'none'
  }
  if (found !== undefined) return found
  const next = words[number.to]
  if (next === undefined || number.to >= span.to || !/^[\s\u00a0]*[«“"]?$/u.test(next.before))
    return undefined
  return isBareWord(words, number.to) ? undefined : 'unknown'
}

function isStopOk(folded: string): boolean {
  return /^(?:of|were|was|are|is|have|has|had|of|who|in|over|near|at)$/.test(folded)
}

function isBareWord(words: readonly Word[], at: number): boolean {
  const { folded } = words[at]!
  return (
    stops.test(folded) ||
    (folded === 'of' && /^(?:them|these|those|which)$/.test(words[at + 1]?.folded ?? '')) ||
    fates.at(words, at) !== undefined ||
    tellings.at(words, at) !== undefined ||
    /^(?:more|others|other|еще|ще|удалось|вдалося|удалося|ворожих|вражеских|enemy|others|people|из|них|another)$/.test(
      folded,
    )
  )
}

/** A number beside which nothing stands that it could count. */
export function isBare(words: readonly Word[], number: SaidNumber, span: Span): boolean {
  const next = words[number.to]
  if (next === undefined || number.to >= span.to || /[.,;:)–—]/.test(next.before)) return true
  return isBareWord(words, number.to)
}

/** “500 drones and missiles”: counted together. */
function jointUnit(words: readonly Word[], noun: Counted): Counted | undefined {
  const flying = /^(?:drones|missiles|cruise missiles|ballistic missiles|guided bombs|bombs|rockets)$/
  if (!flying.test(noun.unit) || !/^(?:and|и|та|і|й)$/.test(words[noun.to]?.folded ?? '')) return undefined
  const other = things.at(words, noun.to + 1)
  if (other === undefined || !flying.test(other.value.unit) || other.value.number === 'one') return undefined
  return { ...noun, unit: `${noun.unit} and ${other.value.unit}`, to: other.to }
}

/** “Within two miles of the plant”, «в радиусе 3 км». */
function isRadius(words: readonly Word[], from: number): boolean {
  return [1, 2].some((back) =>
    /^(?:within|радиусе|радіусі|ближе|ближче|closer)$/.test(words[from - back]?.folded ?? ''),
  )
}

/** “2 km from the border” is where; “2 km to the north” as well. */
function isDistance(words: readonly Word[], at: number): boolean {
  for (let i = at; i < Math.min(words.length, at + 3); i++) {
    if (/[.;:!?,\n]/.test(words[i]!.before)) return false
    if (landmark.test(words[i]!.folded) && !(words[i]!.folded === 'на' && i > at)) return true
    if (i === at && !/^(?:to|southeast|further|deep)$/.test(words[i]!.folded)) return false
  }
  return false
}

/** “Один из них ребёнок”: one of those that were counted before. */
function isOfThem(words: readonly Word[], at: number): boolean {
  return /^\s$/.test(words[at]?.before ?? '') && partsOf.at(words, at) !== undefined
}

function isPart(words: readonly Word[], from: number): boolean {
  for (let i = Math.max(0, from - 4); i < from; i++) if (partsOf.at(words, i) !== undefined) return true
  return false
}
