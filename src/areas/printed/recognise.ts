/**
 * Says which area a name means as others print it: misspelt, inflected, translated, shortened, in any script. It looks closer
 * than `findAreas`, which finds what people type and never guesses; this one says how sure it is, and abstains.
 * Long because every way to a name adds to one picture of candidates, and one place decides whether it is sure.
 */
import type { Area, AreaCode } from '../area.ts'
import { findCoded, type AreaMatch, type AreaSearch, type Gazetteer } from '../gazetteer.ts'
import type { Hierarchy } from '../hierarchy.ts'
import { coreOf, rootOf, stemOf } from '../inflection.ts'
import { resemblance } from '../resemblance.ts'
import { fold, type Unit } from '../place-name.ts'
import { soundKey } from '../transliteration.ts'
import { noBeside, readBeside, type Beside } from './beside.ts'
import { readCalque } from './calques.ts'
import { fitOf, type Asked } from './fit.ts'
import { joined, nameKeysOf, skeletonOf, type NameKeys } from './name-keys.ts'
import { preferTowns, vote, type Candidate } from './namesakes.ts'
import { nearEntries } from './near.ts'
import { sameNames, type Kind, type Range } from './same-names.ts'
import { readPrintedName, type PrintedPart } from './printed-name.ts'

export interface RecogniseOptions {
  /** Looks only in this area. */
  readonly within?: AreaCode
  /** Other names that stand with it, or the sentence it stands in. */
  readonly beside?: string
  readonly limit?: number
}

/** From here on it is that name. */
const certain = 0.86
/** So much better than the next one. */
const clearly = 0.05
/** A name that only resembles: how much it must, and how much more than any other. */
const alikeEnough = 0.7
const clearlyAlike = 0.11
/** Below it nothing is told. */
const leastAlike = 0.5
/** A noun without a unit word may be anybody’s name, and among so many villages there is always one that is a little like it. */
const leastBare = 0.58
const leastForVillage = 0.66
/** Also with a slip in it. */
const likeAdjective = /(?:[иыі]й|[ое]го|[ое]му|[иы]м|[иы]х|ом|ой|[iy][jy]?|ii)$/

export function recognise(gazetteer: Gazetteer, text: string, options: RecogniseOptions = {}): AreaSearch {
  const { hierarchy } = gazetteer
  const { within, limit = 10 } = options
  const keys = nameKeysOf(hierarchy)
  const range = within === undefined ? ([0, keys.entries.length] as const) : keys.range(within)
  const coded = byCode(gazetteer, text.trim(), within)
  if (coded !== undefined) return coded
  const printed = readPrintedName(text)
  if (printed.words.length === 0) return nothing
  // “Tambov Airport” is called after a place and is none, but where a place bears that whole name.
  if (printed.facility && !keys.byPlain.has(fold(text))) return nothing
  const beside = options.beside === undefined ? noBeside : readBeside(text, options.beside, keys)
  const sure = sameNames(keys, printed.words, range)
  const inside = (index: number) => index >= range[0] && index < range[1]
  // “У Тульчині” is a case of Тульчин, not the land of Туль.
  const isTown = (index: number) => inside(index) && keys.entries[index]!.area.kind === 'settlement'
  const isCase = printed.land && [...sure].some(([index, { kind }]) => kind === 'same' && isTown(index))
  // “In districts of Белгородчина”, “… of Бурятия” names no district.
  const entriesHere = [...sure].flatMap(([index]) => (inside(index) ? [keys.entries[index]!] : []))
  const isOf = (unit: Unit | undefined) =>
    !(printed.land && !isCase) &&
    (unit === undefined || entriesHere.length === 0 || entriesHere.some(({ units }) => isKindOf(unit, units)))
  const asked: Asked = {
    ...printed,
    ...(isCase ? { land: false, form: 'no' } : {}),
    unit: printed.unit ?? (isOf(beside.unit) ? beside.unit : undefined),
    in: [...printed.in, ...beside.in],
  }
  const around = placesAround(
    keys,
    asked.in,
    asked,
    (code) => within === undefined || overlaps(hierarchy, within, code),
  )
  if (around === 'elsewhere') return nothing
  const score = (index: number, quality: number) => {
    const fit = fitOf(asked, keys.entries[index]!, hierarchy, around)
    return { score: quality + fit, fit }
  }
  const here: Candidate[] = []
  let elsewhere = 0
  let sameElsewhere = 0
  for (const [index, { quality, kind, by }] of sure) {
    const rated = score(index, quality)
    if (inside(index)) here.push({ index, ...rated, kind, by })
    else if (quality >= 0.92) {
      elsewhere = Math.max(elsewhere, rated.score)
      const { area, seat } = keys.entries[index]!
      const isVillage = area.kind === 'settlement' && seat !== 'town'
      if (kind === 'same' && !isVillage) sameElsewhere = Math.max(sameElsewhere, rated.score)
    }
  }
  const best = () => here.reduce((most, candidate) => Math.max(most, candidate.score), 0)
  const isNamed = here.some(({ kind, score }) => kind === 'same' && score >= certain)
  const isClose = best() >= certain
  // “Korsun” is short for Korsun-Shevchenkivskyi as much as it is the root of Korsunka.
  if (!isNamed) addParts(keys, asked, range, score, here)
  if (!isClose) addAlike(keys, asked, range, score, here, beside)
  vote(here, beside, keys, gazetteer, range)
  if (asked.unit === undefined)
    preferTowns(here, keys, asked, options.beside === undefined ? 'alone' : 'in-a-sentence')
  return decide(here, keys, {
    elsewhere: elsewhere >= certain - 0.04,
    // “Kyiv” is that city, and in another region no village of Київське.
    itself: sameElsewhere >= certain && !asked.land,
    isBare: asked.unit === undefined && !likeAdjective.test(asked.words.at(-1)!),
    scoped: within !== undefined && hierarchy.get(within)?.kind !== 'country',
    limit,
  })
}

function isKindOf(unit: Unit, units: readonly Unit[]): boolean {
  return units.includes(unit) || ((unit === 'city' || unit === 'settlement') && !units.includes('region'))
}

/** A code of the hierarchy, or of another scheme: `RU-LIP`, `geonames:465724`, `UA-12`. */
function byCode(gazetteer: Gazetteer, text: string, within: AreaCode | undefined): AreaSearch | undefined {
  const { hierarchy } = gazetteer
  const area = hierarchy.get(text as AreaCode)
  if (area !== undefined && (within === undefined || hierarchy.contains(within, area.code)))
    return { matches: [{ area, score: 1, matched: { by: 'code', text } }], decision: 'one' }
  if (!/^(?:[\w-]+:[\w-]+|[A-Za-z]{2}-?\d[\w-]*|[A-Z]{2}-[A-Z\d]{1,3})$/u.test(text)) return undefined
  return findCoded(gazetteer, text, within === undefined ? {} : { within })
}

function overlaps(hierarchy: Hierarchy, one: AreaCode, other: AreaCode): boolean {
  return hierarchy.contains(one, other) || hierarchy.contains(other, one)
}

const nothing: AreaSearch = { matches: [], decision: 'none' }

/** Where the name is said to lie; `elsewhere` when a region is named that is not here. */
function placesAround(
  keys: NameKeys,
  parts: readonly PrintedPart[],
  asked: Asked,
  isHere: (code: AreaCode) => boolean,
): readonly AreaCode[] | 'elsewhere' | undefined {
  const codes = new Set<AreaCode>()
  for (const { words, unit } of parts) {
    const named = [...sameNames(keys, words)].filter(([index, { quality }]) => {
      const { units } = keys.entries[index]!
      const isUnit =
        unit === undefined || units.includes(unit) || (unit === 'city' && units.includes('settlement'))
      return quality > 0.9 && isUnit
    })
    // “… Астраханской области” is not looked for in Penza, whether that region is loaded or not.
    if (unit === 'region' && !named.some(([index]) => isHere(keys.entries[index]!.area.code)))
      return 'elsewhere'
    for (const [index] of named) {
      const { area, units } = keys.entries[index]!
      // “District of Y” asks for a city or a region, not for another district or a community.
      const isPart = units.includes('district') || units.includes('hromada')
      if (!(asked.unit === 'district' && unit === undefined && isPart)) codes.add(area.code)
    }
  }
  return codes.size === 0 ? undefined : [...codes]
}

type Score = (index: number, quality: number) => { readonly score: number; readonly fit: number }

const mostReadings = 24
/** Shortened words are looked for in a region, not in the world. */
const mostForShortened = 12_000

/** One part of a compound name, shortened words, and English words put back into roots. */
function addParts(keys: NameKeys, asked: Asked, range: Range, score: Score, here: Candidate[]): void {
  const [from, to] = range
  const { words, shortened } = asked
  const [single = ''] = words
  if (words.length === 1 && single.length >= 4) {
    const stem = stemOf(single)
    for (const index of keys.byPart.get(stem) ?? []) {
      if (index < from || index >= to) continue
      const first = stemOf(keys.entries[index]!.words[0]!) === stem
      here.push({ index, ...score(index, first ? 0.89 : 0.82), kind: 'part', by: 'beginning' })
    }
  }
  if (to - from <= mostForShortened && shortened.some((dot, index) => dot && words[index]!.length <= 8))
    for (let index = from; index < to; index++)
      if (fitsShortened(words, shortened, keys.entries[index]!.words))
        here.push({ index, ...score(index, 0.92), kind: 'part', by: 'beginning' })
  // A town of the name and a district: т before -ский sounds as ц.
  const readings = new Set(
    readCalque(words, soundKey)
      .slice(0, mostReadings)
      .flatMap((reading) => [coreOf(reading), coreOf(`${reading}ski`)]),
  )
  for (const reading of readings)
    if (to - from <= mostForShortened)
      for (const { index, alike } of nearEntries(keys, reading, range, 0.82))
        here.push({ index, ...score(index, 0.94 * alike), kind: 'part', by: 'similar' })
    else
      for (const index of keys.bySkeleton.get(skeletonOf(reading)) ?? [])
        if (index >= from && index < to)
          here.push({ index, ...score(index, 0.9), kind: 'part', by: 'similar' })
}

/** “Лев-Толст. р-н”, “Н. Оскол”: each word is the other’s beginning where a dot says so, else the same. */
function fitsShortened(
  words: readonly string[],
  shortened: readonly boolean[],
  whole: readonly string[],
): boolean {
  if (words.length !== whole.length) return false
  return words.every((word, index) =>
    shortened[index] === true
      ? soundKey(whole[index]!).startsWith(soundKey(word))
      : stemOf(word) === stemOf(whole[index]!) || rootOf(word) === rootOf(whole[index]!),
  )
}

function addAlike(
  keys: NameKeys,
  asked: Asked,
  range: Range,
  score: Score,
  here: Candidate[],
  { companions }: Beside,
): void {
  const sound = soundKey(asked.words.join(''))
  // What stands beside it under its own name is not meant once more.
  const beside = new Set(companions.flat().map((index) => keys.entries[index]!.area.code))
  // What bears the very name, but is another kind of place, is no slip for itself.
  const named = new Set(
    here.flatMap(({ index, kind }) => (isSure(kind) ? [keys.entries[index]!.area.code] : [])),
  )
  for (const { index, alike } of nearEntries(keys, joined(asked.words, coreOf), range, leastAlike)) {
    const entry = keys.entries[index]!
    if (named.has(entry.area.code)) continue
    // The endings count a little: “Rževekij” is the district more than the town.
    const whole = resemblance(sound, entry.sound)
    const quality = (0.85 * alike + 0.15 * whole) * 0.9 - (beside.has(entry.area.code) ? 0.12 : 0)
    const rated = score(index, quality)
    // A slip may be in the ending, so what the ending says counts for less.
    const ending = asked.unit === undefined && rated.fit > -0.3 ? rated.fit / 2 : 0
    here.push({ index, fit: rated.fit, score: rated.score - ending, kind: 'alike', by: 'similar' })
  }
}

/** The same name, not only one that could be. */
function isSure(kind: Kind): boolean {
  return kind === 'same' || kind === 'root'
}

function decide(
  here: readonly Candidate[],
  keys: NameKeys,
  {
    elsewhere,
    itself,
    isBare,
    scoped,
    limit,
  }: {
    readonly elsewhere: boolean
    readonly itself: boolean
    readonly isBare: boolean
    readonly scoped: boolean
    readonly limit: number
  },
): AreaSearch {
  const byArea = new Map<AreaCode, Candidate & { area: Area }>()
  for (const candidate of here) {
    const { area } = keys.entries[candidate.index]!
    if (candidate.score > (byArea.get(area.code)?.score ?? 0)) byArea.set(area.code, { ...candidate, area })
  }
  const ranked = [...byArea.values()]
    .filter(({ score }) => score >= leastAlike * 0.9)
    .sort((a, b) => b.score - a.score || (a.area.code < b.area.code ? -1 : 1))
  const [first, second] = ranked
  if (first === undefined) return nothing
  const least = first.area.kind === 'settlement' ? leastForVillage : isBare ? leastBare : 0
  if (first.kind === 'alike' && first.score < least) return nothing
  const matches = ranked.slice(0, limit).map(({ area, score, by, index }): AreaMatch => ({
    area,
    score: Math.max(0, Math.min(1, Math.round(score * 1e3) / 1e3)),
    matched: { by, text: keys.entries[index]!.text },
  }))
  const ahead = first.score - (second?.score ?? 0)
  const named = first.score >= certain && first.kind !== 'alike'
  if (itself && first.kind !== 'same')
    return first.area.kind === 'district' && first.score >= 0.68 ? { matches, decision: 'ask' } : nothing
  if (named && ahead >= clearly && (isSure(first.kind) || !elsewhere)) return { matches, decision: 'one' }
  if (named && (isSure(first.kind) || first.score >= 0.9 || !elsewhere)) return { matches, decision: 'ask' }
  // A name that is known elsewhere is more likely that one than a slip for one here.
  if (elsewhere) return first.score >= 0.68 ? { matches, decision: 'ask' } : nothing
  // The name itself is here, only as another kind of place: that is no reason for a third.
  const isHere = here.some(
    ({ kind, index }) => isSure(kind) && keys.entries[index]!.area.code !== first.area.code,
  )
  const isAlike =
    first.kind === 'alike' && !isHere && scoped && first.fit > -0.08 && first.score >= alikeEnough * 0.9
  return { matches, decision: isAlike && ahead >= clearlyAlike * 0.9 ? 'one' : 'ask' }
}
