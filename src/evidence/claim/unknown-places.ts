/** Names in the shape of a place that no gazetteer has: after a preposition or a unit word, with a capital letter. */
import type { AreaCode, Unit } from '#areas'
import type { WallClock } from './clocks.ts'
import { facilityAfter, isInstitution, plantAt } from './facilities.ts'
import type { PlaceMention } from '../place/places-in-text.ts'
import type { Word } from '../text/text-words.ts'
import { isBesideUnit, isUrban, unitOf } from '../text/unit-words.ts'
import { isNoName } from '../text/words-no-name.ts'
import { tellings } from './words/all-words.ts'

export interface SaidPlace {
  /** First word and the one after the last. */
  readonly from: number
  readonly to: number
  readonly code: AreaCode | null
  readonly name: string | null
  readonly within: { readonly code: AreaCode; readonly name: string } | null
  readonly role: PlaceMention['role']
  /** The smaller, the finer. */
  readonly size: number
  /** Whether only a comma or “and” stands between it and the one before. */
  readonly linked: 'yes' | 'no'
  readonly clock: WallClock
  readonly parent: AreaCode | null
}

export const sizes: { readonly [unit in Unit]: number } = {
  settlement: 1,
  city: 2,
  hromada: 3,
  district: 4,
  region: 5,
  country: 6,
}

export const asksForPlace =
  /^(?:in|near|over|above|at|around|off|outside|towards|toward|across|into|on|to|against|в|во|на|под|над|у|около|возле|вблизи|біля|поблизу|під|поблизу|до|по)$/

export const countries =
  /^(?:ukraine|russia|belarus|poland|romania|moldova|iran|israel|japan|turkey|georgia|украин[аыеу]|украиной|росси[яию]|рф|беларус[ьи]|белорусси[яию]|україн[аиіу]|україною|росі[яїю]|рф|білорус[ьі])$/

export const noPlaces =
  /^(?:winter|summer|spring|autumn|telegram|facebook|twitter|x|i|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|moscows|interfax|english|russian|ukrainian|god|телеграм\p{L}*|телеграмме|фейсбук\p{L}*|интерфакс\p{L}*|мчс|мвд|фсб|дснс|зсу|всу|вс|оп|ова|рсчс|дтп|сми|смі|нато|nato|оон|un|eu|ес|єс|сша|us|usa|u|uk|пво|ппо|бпла|гур|сбу|минобороны|міноборони|кремл\p{L}*|совбез\p{L}*|минэнерго|минздрав\p{L}*|минтранс\p{L}*|минстро\p{L}*|минсельхоз\p{L}*|минприроды|минпромторг\p{L}*|міненерго|мінздоров\p{L}*|мінцифри|міндовкілля|міноборони|мінекономіки|мінреінтеграції|мінрозвитку|енергоатом\p{L}*|укренерго|укргідроенерго|укрзалізниц\p{L}*|укргідрометцентр\p{L}*|гидрометцентр\p{L}*|нафтогаз\p{L}*|росатом\p{L}*|росавиаци\p{L}*|росгварди\p{L}*|росгидромет\p{L}*|роспотребнадзор\p{L}*|генштаб\p{L}*|держприкордонслужб\p{L}*|нацполіц\p{L}*|обленерго|облэнерго|\p{L}+[еэ]нерго)$/u

/** Nuclear plants by their initials, and by what name. */
const plants: { readonly [initials: string]: string } = {
  ...{ ZNPP: 'Zaporizhzhia NPP', KhNPP: 'Khmelnytskyi NPP', RNPP: 'Rivne NPP', SUNPP: 'South Ukraine NPP' },
  ...{ ChNPP: 'Chornobyl NPP', KNPP: 'Kursk NPP', ЗАЭС: 'Запорожская АЭС', ЗАЕС: 'Запорізька АЕС' },
  ...{ ХАЭС: 'Хмельницкая АЭС', ХАЕС: 'Хмельницька АЕС', РАЭС: 'Ровенская АЭС', РАЕС: 'Рівненська АЕС' },
  ...{ ЮУАЭС: 'Южно-Украинская АЭС', ПАЕС: 'Південноукраїнська АЕС', ПУАЕС: 'Південноукраїнська АЕС' },
  ...{
    ЧАЭС: 'Чернобыльская АЭС',
    ЧАЕС: 'Чорнобильська АЕС',
    КАЭС: 'Курская АЭС',
    НВАЭС: 'Нововоронежская АЭС',
  },
}

export const capitals = /^(?:moscow|kyiv|kiev|beijing|tehran|washington|pyongyang|minsk|london|brussels)$/

/** “На Ленинском проспекте”: a street is called after a place, or after nothing. */
export function isStreet(words: readonly Word[], at: number): boolean {
  const next = words[at]
  return (
    next !== undefined &&
    /^[\s\u00a0]*$/u.test(next.before) &&
    /^(?:проспект\p{L}*|улиц\p{L}*|шоссе|площад\p{L}*|переул\p{L}*|бульвар\p{L}*|вулиц\p{L}*|площ\p{L}*|провул\p{L}*|street|avenue|square|road|highway|boulevard)$/u.test(
      next.folded,
    )
  )
}

export const titles =
  /^(?:governors?|mayors?|head|prosecutor|administration|authorities|officials?|emergency|police|ministry|governments?|regional|ova|губернатор\p{L}*|мэр\p{L}*|глав[аыеуо]\p{L}?|ова|ода|мва|полици\p{L}*|поліці\p{L}*|прокуратур\p{L}*|начальник\p{L}*|очільник\p{L}*)$/u

/** Names in the shape of a place that the gazetteer has not: after a preposition or a unit word, with a capital letter. */
export function spotUnknown(words: readonly Word[], isTaken: (index: number) => boolean): SaidPlace[] {
  const found: SaidPlace[] = []
  for (let i = 0; i < words.length; i++) {
    const { folded } = words[i]!
    const plant = Object.hasOwn(plants, words[i]!.text) ? plants[words[i]!.text]! : undefined
    if (plant !== undefined && !isTaken(i)) {
      found.push({ ...unknownPlace(i, i + 1, 0), name: plant })
      continue
    }
    const plantEnd =
      words[i]!.capital === 'yes' && !isTaken(i) && words[i - 1]?.capital !== 'yes'
        ? plantAt(words, i)
        : undefined
    if (plantEnd !== undefined && !tookAny(i, plantEnd, isTaken)) {
      found.push(unknownPlace(i, plantEnd, 0))
      i = plantEnd - 1
      continue
    }
    if (countries.test(folded) && !isTaken(i) && words[i]!.capital === 'yes') {
      const asking = words[i - 1]?.folded ?? ''
      const all =
        /^(?:all|всей|всю|всій|всю|усій|территори\p{L}*|території|територією)$/u.test(asking) &&
        asksForPlace.test(words[i - 2]?.folded ?? '')
      if (all || asksForPlace.test(asking) || /^(?:против|проти)$/.test(asking) || isObject(folded))
        found.push(unknownPlace(i, i + 1, 6))
      continue
    }
    if (!isNameWord(words, i, isTaken)) continue
    // “Уражено нафтопереробний завод”: what was done to it.
    const isTold = tellings.at(words, i)?.value.by === 'verb'
    const bearer = isTold ? undefined : facilityAfter(words, i + 1)
    if (bearer !== undefined && (words[i - 1]?.capital ?? 'no') === 'no') {
      found.push(unknownPlace(i, bearer, 0))
      i = bearer - 1
      continue
    }
    const asks = asksBefore(words, i)
    if (asks === undefined) continue
    // “The level of the water in the Ural”: a river.
    if (/^(?:воды|води|water)$/.test(words[asks.from - 2]?.folded ?? '')) continue
    let to = i + 1
    while (
      to < words.length &&
      to < i + 4 &&
      /^(?:\s|[-‐‑])$/u.test(words[to]!.before) &&
      isNameWord(words, to, isTaken)
    )
      to++
    let size = asks.size
    if (isWater(words, to)) [size, to] = [5, to + 1]
    for (let j = to; j < Math.min(words.length, to + 3) && /^\s+$/u.test(words[j]!.before); j++) {
      const unit = unitOf(words[j]!.folded)
      if (unit !== undefined && words[j]!.folded.length > 2) {
        size = sizes[unit.unit]
        to = j + 1
        break
      }
      if (!isBesideUnit(words[j]!.folded) && !isUrban(words[j]!.folded)) break
    }
    if (!isStreet(words, to) && !isInstitution(words, i, to)) found.push(unknownPlace(asks.from, to, size))
    i = to - 1
  }
  return found
}

/** “Над Таганрогским заливом”: the name of a water goes on in a small letter. */
export function isWater(words: readonly Word[], at: number): boolean {
  return (
    words[at]?.before === ' ' &&
    /^(?:мор[еяюі]|морем|залив\p{L}*|пролив\p{L}*|водохранилищ\p{L}*|лиман\p{L}*|коса|косу|косой|косы|затоц[иіу]|затокою|затоки|проток\p{L}*|водосховищ\p{L}*)$/u.test(
      words[at]!.folded,
    )
  )
}

/** “Атаковали Украину”: the accusative of a country needs no preposition. */
function isObject(folded: string): boolean {
  return /^(?:украину|україну)$/.test(folded)
}

function tookAny(from: number, to: number, isTaken: (index: number) => boolean): boolean {
  for (let i = from; i < to; i++) if (isTaken(i)) return true
  return false
}

function unknownPlace(from: number, to: number, size: number): SaidPlace {
  return {
    from,
    to,
    code: null,
    name: null,
    within: null,
    role: 'warned',
    size,
    linked: 'no',
    clock: 'unknown',
    parent: null,
  }
}

function isNameWord(words: readonly Word[], at: number, isTaken: (index: number) => boolean): boolean {
  const { folded, text, capital } = words[at]!
  if (capital === 'no' || isTaken(at) || /['’]s$/u.test(text) || folded.length > 30) return false
  // “La Ronge”, “St Helens”.
  const next = words[at + 1]
  if (/^(?:la|le|el|al|los|las|st|mt|san)$/.test(folded))
    return next !== undefined && next.before === ' ' && next.capital === 'yes'
  if (folded.length < 3) return false
  if (
    text === text.toUpperCase() ||
    unitOf(folded) !== undefined ||
    isNoName(folded) ||
    noPlaces.test(folded)
  )
    return false
  return !countries.test(folded)
}

/** From where the place is quoted: with its unit word, without its preposition. */
function asksBefore(
  words: readonly Word[],
  at: number,
): { readonly from: number; readonly size: number } | undefined {
  const { before } = words[at]!
  if (!/^[\s\u00a0]*[«“"]?$|^\.\s$/u.test(before)) return undefined
  const previous = words[at - 1]
  if (previous === undefined) return undefined
  const of = previous.folded === 'of' || previous.folded === 'the' ? 1 : 0
  const unitAt = at - 1 - of
  const unit = unitOf(words[unitAt]?.folded ?? '')
  // “м. Київ” needs its full stop; “the town of Dolgoye” its “of”.
  if (
    unit !== undefined &&
    unit.number === 'one' &&
    unit.unit !== 'region' &&
    (unit.unit !== 'district' || of === 1)
  ) {
    const letter = words[unitAt]!.folded.length <= 2
    if (letter ? /^\.\s?$/.test(before) : /^\s$/.test(before)) {
      let from = unitAt
      if (/^(?:the|a)$/.test(words[from - 1]?.folded ?? '')) from--
      return { from, size: sizes[unit.unit] }
    }
  }
  if (!/^[\s\u00a0]*[«“"]?$/u.test(before)) return undefined
  // “Into the central Philippines”.
  const part =
    /^(?:central|northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern|south-?western)$/.test(
      previous.folded,
    )
      ? 1
      : 0
  const article = part + (words[at - 1 - part]?.folded === 'the' ? 1 : 0)
  const asking = words[at - 1 - article]?.folded ?? ''
  if (/^(?:at|on|against|from)$/.test(asking))
    return isAimed(words, at - 1 - article, asking) ? { from: at, size: 2 } : undefined
  // “Над акваторией Чёрного моря”.
  if (previous.folded.startsWith('акватор') && asksForPlace.test(words[at - 2]?.folded ?? ''))
    return { from: at - 1, size: 5 }
  if (isPartOfPlace(words, at)) return { from: at, size: 2 }
  return asksForPlace.test(asking) && !/^(?:to|до)$/.test(asking) ? { from: at, size: 2 } : undefined
}

/** “Launched at Haifa”, “an attack on Sderot”, “evacuated from La Ronge”. */
function isAimed(words: readonly Word[], at: number, link: string): boolean {
  const verbs =
    link === 'from'
      ? /^(?:evacuat\p{L}+|relocat\p{L}+|displaced|fled|flee|fleeing)$/u
      : /^(?:attacks?|strikes?|raids?|assaults?|launch\p{L}*|fired|firing|aimed|shelling|bombardment|salvos?|barrages?|missiles?|drones?|rockets?|hits?|crash\p{L}*|fell|landed|exploded|struck)$/u
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    if (/[.,;:!?\n]/.test(words[i + 1]!.before)) return false
    if (verbs.test(words[i]!.folded)) return true
  }
  return false
}

/** “65 km northwest of Yakutat”, “in the centre of Mykolaiv”, “в центре Николаева”. */
export function isPartOfPlace(words: readonly Word[], at: number): boolean {
  const of = words[at - 1]?.folded === 'of' ? 1 : 0
  const part = words[at - 1 - of]?.folded ?? ''
  return of === 1
    ? /^(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|northeast|northwest|southeast|southwest|centre|center|outskirts|suburbs?|coast|port|north|vicinity|area)$/.test(
        part,
      )
    : /^(?:центр[еіу]|околиц[іяю]|околицях|окраин[еу]|окраинах|пригород[еы]|пригородах|передмісті|передмістях|півночі|півдні|заході|сході|севере|юге|западе|востоке|районі|районе|побережье|узбережжі)$/.test(
        part,
      )
}
