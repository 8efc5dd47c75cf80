/** Finds the areas that a text names, in any case and list, and says of each how sure it is. It asks rather than guesses. */
import {
  nameFormsOf,
  readPlaceName,
  resemblance,
  rootOf,
  soundKey,
  type Area,
  type AreaCode,
  type Gazetteer,
  type Hierarchy,
  type NamedArea,
  type Unit,
} from '#areas'
import { isNoName } from './words-no-name.ts'
import { spotNames, type Spot } from './name-spotting.ts'
import { roleOf } from './place-roles.ts'
import { isLinked, joinCompounds, shareUnits } from './shared-units.ts'
import type { Word } from './text-words.ts'

export interface Candidate {
  readonly area: Area
  readonly score: number
}

export interface PlaceMention {
  /** First word and the one after the last, in the text's words. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  readonly unit: Unit | undefined
  /** `outside`: a place that is known and is not where this is read for. */
  readonly decision: 'one' | 'ask' | 'outside'
  readonly candidates: readonly Candidate[]
  /** A place from which something comes, in whose name somebody speaks, or after which a plant is called is not warned. */
  readonly role: 'warned' | 'launch' | 'speaker' | 'except' | 'facility'
  /** Whether only “and” or a comma stands between it and the mention before. */
  readonly linked: 'yes' | 'no'
}

/** At this score and above it is the name itself. */
const sureFrom = 0.75
/** A candidate this much better than the next is what was meant. */
const clearly = 0.05
/** So many different unknown names are compared with what is known. */
const mostResembled = 40
/** Below it a name resembles nothing. */
const resembling = 0.6

/** `taken`: words known to mean something else; `within`: where people are warned from here, everywhere when empty. */
export function findPlaces(
  words: readonly Word[],
  gazetteer: Gazetteer,
  within: readonly AreaCode[],
  taken: ReadonlySet<number>,
): PlaceMention[] {
  const { hierarchy } = gazetteer
  const spots = spotNames(words, nameFormsOf(hierarchy), taken)
  shareUnits(words, spots)
  const joined = joinCompounds(words, spots)
  const inside = (area: Area) =>
    within.length === 0 || within.some((outer) => hierarchy.contains(outer, area.code))
  const rated = joined.map((spot) => {
    const all = rate(spot, hierarchy)
    return { spot, all, own: all.filter(({ area }) => inside(area)) }
  })
  const regions = regionsSpokenOf(
    rated.map(({ own }) => own),
    hierarchy,
  )
  const certain = rated.map(({ spot, all }) => all.length > 0 && isPlaceAlone(words, spot, all))
  const beside = (index: number, spot: Spot) => {
    const before = joined[index - 1]
    const after = joined[index + 1]
    return (
      (before !== undefined && certain[index - 1] === true && isLinked(words, before.to, spot.from)) ||
      (after !== undefined && certain[index + 1] === true && isLinked(words, spot.to, after.from))
    )
  }
  // Along a list from both ends: what stands among places is one.
  const order = [...rated.keys()]
  for (const index of [...order, ...order.toReversed()]) {
    const { spot, all } = rated[index]!
    if (certain[index] || isSurname(words, spot)) continue
    certain[index] = beside(index, spot) || (all.length === 0 && isWhereAPlaceStands(words, spot))
  }
  const resembled = new Map<string, readonly Candidate[]>()
  const alikes = (spot: Spot) => {
    const key = `${words
      .slice(spot.nameFrom, spot.nameTo)
      .map(({ folded }) => folded)
      .join(' ')}/${spot.unit}`
    let found = resembled.get(key)
    // Bounded: a text made of unknown names would compare each with every area.
    if (found === undefined && resembled.size < mostResembled)
      resembled.set(key, (found = alike(words, spot, (reach ??= scopeOf(hierarchy, within, regions)))))
    return found ?? []
  }
  let reach: readonly Area[] | undefined
  let last: Spot | undefined
  let lastRole: PlaceMention['role'] = 'warned'
  return rated.flatMap(({ spot, all, own }, index): PlaceMention[] => {
    if (certain[index] !== true) return []
    const linked = last !== undefined && isLinked(words, last.to, spot.from) ? 'yes' : 'no'
    last = spot
    const role = roleOf(words, spot.from, spot.to)
    // “Кроме Липецка, Ельца и Задонского района”: a list keeps its role.
    lastRole = role === 'warned' && linked === 'yes' ? lastRole : role
    const place = {
      ...({ from: spot.from, to: spot.to, unit: spot.unit, linked } as const),
      ...{ start: words[spot.from]!.start, end: words[spot.to - 1]!.end },
      role: lastRole,
    }
    if (own.length === 0 && all.length > 0)
      return [{ ...place, decision: 'outside', candidates: all.slice(0, 5) }]
    if (own.length === 0) return [{ ...place, decision: 'ask', candidates: alikes(spot) }]
    const local = own.filter(({ area }) => regions.has(regionOf(area, hierarchy)))
    const pool = local.length > 0 ? local : own
    const [first, second] = pool as [Candidate, Candidate?]
    const sure = first.score >= sureFrom && (second === undefined || first.score - second.score >= clearly)
    return [{ ...place, decision: sure ? 'one' : 'ask', candidates: pool.slice(0, 10) }]
  })
}

const unitsOfKind: { readonly [kind in Area['kind']]: readonly Unit[] } = {
  country: ['country'],
  region: ['region', 'city'],
  district: ['district', 'city'],
  municipality: ['hromada', 'city', 'district'],
  settlement: ['settlement', 'city'],
}

function rate(spot: Spot, hierarchy: Hierarchy): Candidate[] {
  const best = new Map<AreaCode, Candidate>()
  const consider = (entry: NamedArea, by: 'name' | 'root') => {
    const score = fit(spot, entry, by) - (isLesserTown(entry, hierarchy) ? 0.08 : 0)
    if (score > (best.get(entry.area.code)?.score ?? 0.29))
      best.set(entry.area.code, { area: entry.area, score })
  }
  for (const entry of spot.named) consider(entry, 'name')
  for (const entry of spot.kin) consider(entry, 'root')
  return [...best.values()].sort((a, b) => b.score - a.score || (a.area.code < b.area.code ? -1 : 1))
}

/** Of two towns of one name the centre of the community is meant, which bears its name. */
function isLesserTown({ area, name }: NamedArea, hierarchy: Hierarchy): boolean {
  if (area.kind !== 'settlement' || area.parent === null || name.units.includes('district')) return false
  const parent = hierarchy.get(area.parent)!
  if (parent.kind === 'country') return false
  const own = name.plain.split(' ').map(rootOf).join(' ')
  return !Object.values(parent.names).some(
    (text) => readPlaceName(text).plain.split(' ').map(rootOf).join(' ') === own,
  )
}

/** How well a known name answers to what is written, from 0 to 1. */
function fit(spot: Spot, { area, name, alias }: NamedArea, by: 'name' | 'root'): number {
  let score = by === 'name' ? 1 : 0.9
  if (alias === 'alias') score -= 0.02
  if (spot.finer !== '' && name.finer !== '' && spot.finer !== name.finer) return 0.3
  // A district of a city is called so only beside its city.
  if (area.kind === 'settlement' && name.units.includes('district')) score -= 0.15
  const isTown =
    name.units.length === 0
      ? area.kind !== 'region'
      : name.units[0] === 'city' || name.units[0] === 'settlement'
  if (spot.unit !== undefined) {
    const own = name.units.length > 0 ? name.units : unitsOfKind[area.kind]
    if (!own.includes(spot.unit)) return 0
    // A pack may leave the unit word out; a name that says it comes first: “Kyiv region” is not the city, which is one too.
    if (name.units.length > 0) return score
    return spot.unit === 'region' ? score - 0.15 : spot.unit === 'district' ? score - 0.2 : score
  }
  if (by === 'root') return spot.form === 'yes' && !isTown ? score - 0.06 : 0
  if (spot.form === 'yes') return isTown ? score - 0.2 : area.kind === 'region' ? score - 0.08 : score
  return isTown ? score : score - (spot.form === 'maybe' ? 0.06 : 0.12)
}

/** Among thousands of villages nearly every surname is one: such a name counts only where a place would stand. */
function isPlaceAlone(words: readonly Word[], spot: Spot, all: readonly Candidate[]): boolean {
  if (spot.unit !== undefined) return true
  if (isSurname(words, spot)) return false
  if (all.some(({ area, score }) => area.kind !== 'settlement' && score >= 0.8)) return true
  // “Гладков: «…»” is who speaks.
  if (/^["»”]?\s*:/u.test(words[spot.to]?.before ?? '')) return false
  return /[:(—–\n•#]/u.test(words[spot.from]!.before) || prepositions.test(words[spot.from - 1]?.folded ?? '')
}

/** An unknown name is taken for a place only beside a unit word, or after a word that asks for one. */
function isWhereAPlaceStands(words: readonly Word[], spot: Spot): boolean {
  if (spot.unit !== undefined) return true
  const word = words[spot.from]!
  if (word.text === word.text.toUpperCase() || words[spot.to]?.capital === 'yes') return false
  return /^(?:в|у|во|жителям|жителей|жителі|гостям|місті|городе)$/.test(words[spot.from - 1]?.folded ?? '')
}

const prepositions =
  /^(?:в|у|во|на|по|під|под|над|для|до|біля|около|возле|город|in|at|for|near|over|on|around|across|to|of|жителям|гостям|жители|жителі)$/u

function isSurname(words: readonly Word[], spot: Spot): boolean {
  const before = words[spot.from - 1]
  const word = words[spot.from]!
  return (
    before !== undefined &&
    before.capital === 'yes' &&
    /^\s$/u.test(word.before) &&
    before.text.length > 1 &&
    before.text !== before.text.toUpperCase() &&
    spot.form === 'no' &&
    !prepositions.test(before.folded) &&
    !isNoName(before.folded)
  )
}

/** What the text is about: regions it names, and those in which names lie that no other region has. */
function regionsSpokenOf(
  pools: readonly (readonly Candidate[])[],
  hierarchy: Hierarchy,
): ReadonlySet<AreaCode> {
  const votes = new Map<AreaCode, number>()
  for (const pool of pools) {
    const first = pool[0]
    if (first === undefined) continue
    const top = pool.filter(({ score }) => score > first.score - clearly)
    const regions = new Set(top.map(({ area }) => regionOf(area, hierarchy)))
    for (const region of regions)
      votes.set(region, (votes.get(region) ?? 0) + (first.area.kind === 'region' ? 3 : 1) / regions.size)
  }
  const most = Math.max(0, ...votes.values())
  return new Set([...votes].flatMap(([region, n]) => (n >= most / 2 || n >= 3 ? [region] : [])))
}

export function regionOf(area: Area, hierarchy: Hierarchy): AreaCode {
  if (area.kind === 'region' || area.kind === 'country') return area.code
  return hierarchy.ancestors(area.code).find(({ kind }) => kind === 'region')?.code ?? area.code
}

/** The areas that a misspelt name may stand for: those of the regions spoken of, or where this is read for. */
function scopeOf(hierarchy: Hierarchy, within: readonly AreaCode[], regions: ReadonlySet<AreaCode>): Area[] {
  const scope = regions.size > 0 && regions.size <= 3 ? [...regions] : within
  const areas = scope.flatMap((code) => [hierarchy.get(code)!, ...hierarchy.descendants(code)])
  return areas.length <= 5_000 ? areas : areas.filter(({ kind }) => kind !== 'settlement')
}

function alike(words: readonly Word[], spot: Spot, scope: readonly Area[]): Candidate[] {
  const sound = soundKey(
    words
      .slice(spot.nameFrom, spot.nameTo)
      .map(({ folded }) => folded)
      .join(' '),
  )
  const found: Candidate[] = []
  for (const area of scope) {
    const { sounds, units } = soundOf(area)
    if (spot.unit !== undefined && !units.includes(spot.unit)) continue
    const score = Math.max(...sounds.map((own) => resemblance(sound, own, resembling)))
    if (score >= resembling) found.push({ area, score: score * (sureFrom - 0.01) })
  }
  return found.sort((a, b) => b.score - a.score || (a.area.code < b.area.code ? -1 : 1)).slice(0, 5)
}

interface Sounding {
  readonly sounds: readonly string[]
  readonly units: readonly Unit[]
}
/** Areas don't change once they are made. */
const soundings = new WeakMap<Area, Sounding>()

function soundOf(area: Area): Sounding {
  let sounding = soundings.get(area)
  if (sounding === undefined) {
    const own = [...Object.values(area.names), ...(area.aliases ?? [])].map(readPlaceName)
    const units = own.flatMap((name) => name.units)
    sounding = {
      sounds: [...new Set(own.map(({ plain }) => soundKey(plain)))],
      units: units.length > 0 ? [...new Set(units)] : unitsOfKind[area.kind],
    }
    soundings.set(area, sounding)
  }
  return sounding
}
