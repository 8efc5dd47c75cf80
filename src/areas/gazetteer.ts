/** Finds areas by what people call them, in any language and spelling. It says when it is not sure; it never guesses. */
import type { Brand } from '#base'
import type { Area, AreaCode, AreaKind } from './area.ts'
import type { Hierarchy } from './hierarchy.ts'
import { fold, readPlaceName, type PlaceName, type Unit } from './place-name.ts'
import { similarKeys, type SimilarKeys } from './similar-keys.ts'
import { soundKey } from './transliteration.ts'

/** How a match came about, from the surest to the least sure. */
export type MatchedBy = 'code' | 'name' | 'alias' | 'sound' | 'beginning' | 'similar'

export interface AreaMatch {
  readonly area: Area
  /** From 0 to 1; from `certain` on it is the same name, below it only resembles it. */
  readonly score: number
  readonly matched: { readonly by: MatchedBy; readonly text: string }
}

export interface AreaSearch {
  /** The best first. */
  readonly matches: readonly AreaMatch[]
  /** `one`: the first match is what was meant. `ask`: a person must choose. `none`: nothing comes near. */
  readonly decision: 'one' | 'ask' | 'none'
}

interface Entry {
  readonly area: Area
  readonly text: string
  readonly name: PlaceName
  readonly alias: boolean
}

/** An index of one hierarchy's names; make a new one when the hierarchy's version changes. */
export interface Gazetteer {
  readonly hierarchy: Hierarchy
  /** Internal: read it by `findAreas`. */
  readonly index: Brand<GazetteerIndex, 'GazetteerIndex'>
}

interface GazetteerIndex {
  readonly byCode: () => ReadonlyMap<string, readonly Area[]>
  readonly names: () => Names
}

interface Names {
  readonly byName: ReadonlyMap<string, readonly Entry[]>
  readonly bySound: ReadonlyMap<string, readonly Entry[]>
  /** Sorted, for beginnings. */
  readonly sounds: () => readonly string[]
  readonly similar: () => SimilarKeys
}

/** At this score and above two names are the same name. */
const certain = 0.85
/** A match this much better than the next one is what was meant. */
const clearly = 0.05

/** Each index is made when it is first asked for: codes need no names. */
export function buildGazetteer(hierarchy: Hierarchy): Gazetteer {
  const index = { byCode: once(() => codesOf(hierarchy)), names: once(() => namesOf(hierarchy)) }
  return { hierarchy, index: index as unknown as Gazetteer['index'] }
}

function codesOf(hierarchy: Hierarchy): ReadonlyMap<string, readonly Area[]> {
  const byCode = new Map<string, Area[]>()
  for (const area of hierarchy.all()) {
    add(byCode, area.code.toLowerCase(), area)
    for (const [scheme, code] of Object.entries(area.codes ?? {})) {
      // A bare number means something only with its scheme: `ukraine-alarm:31`.
      add(byCode, `${scheme}:${code}`.toLowerCase(), area)
      if (!/^\d+$/.test(code) && code !== area.code) add(byCode, code.toLowerCase(), area)
      // An area with a code of its own is known by GeoNames’ too, as those that have none but it.
      if (scheme === 'geonames' && area.code !== `gn:${code}`) add(byCode, `gn:${code}`, area)
    }
  }
  return byCode
}

function namesOf(hierarchy: Hierarchy): Names {
  const byName = new Map<string, Entry[]>()
  const bySound = new Map<string, Entry[]>()
  for (const area of hierarchy.all()) {
    const enter = (text: string, as: 'name' | 'alias') => {
      const name = readPlaceName(text)
      const entry = { area, text, name, alias: as === 'alias' }
      add(byName, name.plain, entry)
      add(bySound, soundKey(name.plain), entry)
    }
    for (const text of Object.values(area.names)) enter(text, 'name')
    for (const text of area.aliases ?? []) enter(text, 'alias')
  }
  const sounds = once(() => [...bySound.keys()].sort())
  return { byName, bySound, sounds, similar: once(() => similarKeys([...bySound.keys()])) }
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

/** What has this code, in any scheme: `RU-LIP`, `ru-lip`, `geonames:535120`, `gn:535120`; undefined where none has. */
export function findCoded(
  { hierarchy, index }: Gazetteer,
  text: string,
  { within, limit = 10 }: { readonly within?: AreaCode; readonly limit?: number } = {},
): AreaSearch | undefined {
  const coded = index
    .byCode()
    .get(text.trim().toLowerCase())
    ?.filter((area) => within === undefined || hierarchy.contains(within, area.code))
  if (coded === undefined || coded.length === 0) return undefined
  return decide(
    coded.map((area) => ({ area, score: 1, matched: { by: 'code', text: text.trim() } })),
    limit,
  )
}

/**
 * Finds areas by code, name, alias, another transliteration, beginning, or a slip of the pen, in this order of trust.
 * Unit words decide between places of one name: “Zadonsk” is the city, “Zadonsky District” the district around it.
 * `within` keeps to what lies in one area; `limit` is how many matches are told.
 */
export function findAreas(
  gazetteer: Gazetteer,
  text: string,
  options: { readonly within?: AreaCode; readonly limit?: number } = {},
): AreaSearch {
  const { hierarchy } = gazetteer
  const { within, limit = 10 } = options
  const inside = (area: Area) => within === undefined || hierarchy.contains(within, area.code)
  const trimmed = text.trim()
  const coded = findCoded(gazetteer, trimmed, options)
  if (coded !== undefined) return coded
  if (fold(trimmed) === '') return { matches: [], decision: 'none' }
  const index = gazetteer.index.names()
  const asked = readPlaceName(trimmed)
  const sound = soundKey(asked.plain)
  const best = new Map<AreaCode, AreaMatch>()
  const consider = (entry: Entry, by: MatchedBy, score: number) => {
    if (score <= (best.get(entry.area.code)?.score ?? 0) || !inside(entry.area)) return
    best.set(entry.area.code, { area: entry.area, score, matched: { by, text: entry.text } })
  }
  for (const entry of index.byName.get(asked.plain) ?? [])
    consider(entry, entry.alias ? 'alias' : 'name', agreement(asked, entry) - (entry.alias ? 0.02 : 0))
  for (const entry of index.bySound.get(sound) ?? [])
    consider(entry, 'sound', agreement(asked, entry) - 0.04 - (entry.alias ? 0.02 : 0))
  if (![...best.values()].some((match) => match.score >= certain)) {
    for (const key of beginningWith(index.sounds(), sound))
      for (const entry of index.bySound.get(key)!)
        consider(entry, 'beginning', (0.5 + (0.2 * sound.length) / key.length) * agreement(asked, entry))
    for (const { key, distance } of index.similar().find(sound))
      for (const entry of index.bySound.get(key)!)
        consider(
          entry,
          'similar',
          (0.8 - (0.8 * distance) / Math.max(4, sound.length)) * agreement(asked, entry),
        )
  }
  return decide([...best.values()], limit)
}

/** How well the unit words agree, for two names that are otherwise the same. */
function agreement(asked: PlaceName, { area, name }: Entry): number {
  if (asked.finer !== '' && name.finer !== '' && asked.finer !== name.finer) return 0.5
  if (asked.units.length === 0) {
    // “Lipetsk” is the city of that name before it is the oblast.
    return name.units.length === 0 || name.units[0] === 'city' ? 1 : 0.9
  }
  if (name.units.length > 0) return asked.units.some((unit) => name.units.includes(unit)) ? 1 : 0.5
  return asked.units.some((unit) => unitsOfKind[area.kind].includes(unit)) ? 0.97 : 0.5
}

/** What a place of this kind may be called when its own name doesn't say. */
const unitsOfKind: { readonly [Kind in AreaKind]: readonly Unit[] } = {
  country: ['country'],
  region: ['region', 'city'],
  district: ['district', 'city'],
  municipality: ['city', 'hromada'],
  settlement: ['settlement', 'city'],
}

const mostBeginnings = 200

function* beginningWith(sorted: readonly string[], beginning: string): Generator<string> {
  if (beginning.length < 2) return
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < beginning) low = middle + 1
    else high = middle
  }
  for (let i = low; i < sorted.length && i < low + mostBeginnings && sorted[i]!.startsWith(beginning); i++)
    yield sorted[i]!
}

function decide(found: readonly AreaMatch[], limit: number): AreaSearch {
  const matches = [...found].sort((a, b) => b.score - a.score || (a.area.code < b.area.code ? -1 : 1))
  const [first, second] = matches
  if (first === undefined) return { matches: [], decision: 'none' }
  const sure = first.score >= certain && (second === undefined || first.score - second.score >= clearly)
  return { matches: matches.slice(0, limit), decision: sure ? 'one' : 'ask' }
}
