/** How well an area answers to the kind of place that a printed name asks for: by its unit word, its gender, and what it lies in. */
import type { Area, AreaCode } from '../area.ts'
import { adjectiveForm } from '../inflection.ts'
import type { Hierarchy } from '../hierarchy.ts'
import type { Unit } from '../place-name.ts'
import type { NameEntry } from './name-keys.ts'
import type { PrintedName } from './printed-name.ts'

export type Asked = PrintedName

/** Not this kind of place. */
const other = -0.45

/** What is taken off a name's score, from 0 down. */
export function fitOf(
  asked: Asked,
  entry: NameEntry,
  hierarchy: Hierarchy,
  around: readonly AreaCode[] | undefined,
): number {
  const byUnit = asked.unit === undefined ? withoutUnit(asked, entry) : withUnit(asked.unit, asked, entry)
  const finer = asked.finer !== '' && entry.finer !== '' && asked.finer !== entry.finer ? other : 0
  return byUnit + finer + bySeat(asked, entry) + byPlace(asked, entry, hierarchy, around)
}

/** A town before the villages of its name; of two villages neither. */
function bySeat(asked: Asked, { seat }: NameEntry): number {
  if (asked.unit === 'settlement' || seat === undefined || seat === 'town') return 0
  return seat === 'seat' ? -0.02 : -0.055
}

function byPlace(
  asked: Asked,
  { area, inCity }: NameEntry,
  hierarchy: Hierarchy,
  around: readonly AreaCode[] | undefined,
): number {
  const holding = around?.filter((code) => code !== area.code && hierarchy.contains(code, area.code)) ?? []
  if (inCity) {
    const inTown = holding.some((code) => isTown(code, hierarchy))
    return inTown ? 0.05 : around !== undefined && holding.length === 0 ? other : asked.ofCity ? 0 : -0.08
  }
  if (around === undefined) return 0
  return holding.length === 0 ? other : 0
}

/** Districts of a city lie in it; districts around it lie in the region that has its name. */
function isTown(code: AreaCode, hierarchy: Hierarchy): boolean {
  const area = hierarchy.get(code)
  return area?.kind === 'settlement' || (area?.kind === 'region' && isCityRegion(area))
}

function withUnit(unit: Unit, asked: Asked, { units, area, inCity }: NameEntry): number {
  if (units.includes(unit)) {
    if (unit === 'city' && area.kind === 'region' && units.length > 1) return -0.01
    return unit === 'region' && area.kind === 'region' && units[0] === 'region' && isCityRegion(area)
      ? -0.1
      : 0
  }
  const has = (one: Unit) => units.includes(one)
  if (unit === 'city') {
    if (has('settlement')) return -0.02
    return has('hromada') ? -0.12 : other
  }
  if (unit === 'settlement') return has('city') ? -0.03 : has('hromada') ? -0.15 : other
  if (unit === 'hromada') {
    if (has('district')) return asked.loose && !inCity ? -0.06 : -0.17
    return has('settlement') || has('city') ? (asked.loose ? -0.09 : -0.13) : other
  }
  if (unit === 'region')
    return asked.loose && has('district') && asked.form === 'yes' && !inCity ? -0.04 : other
  if (unit === 'district') {
    if (has('hromada')) return -0.17
    if (has('region') && asked.loose) return -0.1
    return area.kind === 'municipality' ? -0.2 : other
  }
  return other
}

/** Kyiv, Moscow: a city that is a region. */
function isCityRegion({ names }: Area): boolean {
  return !Object.values(names).some((name) =>
    /област|област|край|республ|oblast|krai|republic|okrug|округ/iu.test(name),
  )
}

const feminine =
  /(?:[сзц]ьк|ск|цк)(?:а|ої|ій|у|ою|ая|ую)$|[оеіиєї][вн]н?(?:ська|ської|ській)$|sk(?:a|aya|aia|aja)$/
const masculine =
  /(?:[сзц]ьк|ск|цк)(?:ий|ый|ого|ому|им|ом|ім)$|(?:[сц]?sk|ck|zk)(?:y|iy|ij|yi|yy|ii|i|yj|yj)$/

const landLike = /ь(?:е|я|ю|ем|и)$|[lr]ye$|([жлтсндзш])\1(?:я|ю|і|ям)$/
/** Cases of towns in -ськ, -ське, -ове and -не, of which the land around has -ський. */
const nounOnly = /[сзц]ьку$|[сзц]ьке$|ское$|[внл]о(?:го|му)$/
/** “Северный район”: a district’s name can be such an adjective too. */
const plainAdjective = /[внл](?:ый|ий|yy|yi|iy|y)$/

function withoutUnit(
  { words, form, land }: Asked,
  { units, area, words: own, inCity, bare }: NameEntry,
): number {
  const last = words[words.length - 1]!
  const ownLast = own[own.length - 1]!
  const townRegion = isTownRegion(area, units)
  const town = units[0] === 'city' || units[0] === 'settlement' || townRegion
  const has = (unit: Unit) => units.includes(unit)
  // “Харківщина” is the oblast before the raion of its name, “Синельниківщина” the raion before the community.
  if (land)
    return townRegion
      ? -0.15
      : has('region')
        ? 0.04
        : has('district')
          ? -0.02
          : has('hromada')
            ? -0.09
            : -0.25
  if (has('country')) return 0
  // “Прикарпаття”, “Kuban”: a region’s everyday name has no unit either.
  if (area.kind === 'region' && bare) return 0
  if (form === 'no') {
    // “Ставрополье” is no case of Ставрополь.
    if (town) return landLike.test(last) && !landLike.test(ownLast) ? -0.1 : 0
    // “Криворіжжя” is the land around Кривий Ріг.
    if (landLike.test(last) && !inCity) return has('region') ? 0 : has('district') ? -0.02 : -0.1
    return has('hromada') ? -0.1 : has('region') ? -0.14 : inCity ? -0.2 : -0.14
  }
  // “Краматорську”, “Синельниковому”: a town’s cases, where the adjective of the land around has others.
  if (nounOnly.test(last)) {
    if (!town && !plainAdjective.test(ownLast)) return inCity ? -0.2 : -0.1
    return /[сзц]ьку$/.test(last) && /[сзц]ьке$|ske$/.test(ownLast) ? -0.08 : 0
  }
  // “Хмельницький”, “Жуковский” are towns with an adjective’s form.
  if (town && adjectiveForm(ownLast) === 'yes') return 0
  if (form === 'maybe') return town ? -0.01 : -0.03
  if (town) return -0.16
  if (inCity) return masculine.test(last) ? -0.02 : -0.12
  // Where a town has the same adjective for its name, that is named without a unit more often.
  if (masculine.test(last))
    return has('district') ? (/[йy]$/.test(last) ? -0.01 : 0) : has('hromada') ? -0.16 : -0.12
  if (feminine.test(last)) return has('hromada') ? 0 : has('region') ? -0.03 : -0.13
  return has('district') ? 0 : has('region') ? -0.04 : -0.04
}

function isTownRegion(area: Area, units: readonly Unit[]): boolean {
  return area.kind === 'region' && units.includes('city') && isCityRegion(area)
}
