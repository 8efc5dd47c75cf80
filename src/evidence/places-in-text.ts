/** Finds the areas that a text names, in any case and list, and says of each how sure it is. It asks rather than guesses. */
import {
  adjectiveForm,
  findAreas,
  isLandName,
  nameFormsOf,
  rootOf,
  stemOf,
  type Area,
  type AreaCode,
  type Gazetteer,
  type NamedArea,
  type Unit,
} from '#areas'
import { isCommonWord } from './common-words.ts'
import type { Word } from './text-words.ts'
import { finerOf, isBesideUnit, isUrban, unitOf } from './unit-words.ts'

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
  /** A place from which something comes, or in whose name somebody speaks, is not where people are warned. */
  readonly role: 'warned' | 'launch' | 'speaker'
}

interface Raw {
  from: number
  to: number
  /** Where the name itself stands, without its unit words. */
  readonly nameFrom: number
  readonly nameTo: number
  readonly entries: readonly NamedArea[]
  readonly kin: readonly NamedArea[]
  readonly form: 'yes' | 'maybe' | 'no'
  unit: Unit | undefined
  finer: string
  /** Which way the unit was found, to know what an elided one may be taken from. */
  unitFrom: 'own' | 'shared' | 'none'
}

const linked = /^[\s,/]*$/u
const sticks = /^[\s\u00a0]*[-‐‑–]?[\s\u00a0]*$/u

export function findPlaces(
  words: readonly Word[],
  gazetteer: Gazetteer,
  within: readonly AreaCode[],
): PlaceMention[] {
  const raws = rawMentions(words, gazetteer)
  giveUnits(words, raws)
  const joined = joinCompounds(words, raws)
  return decideAll(words, joined, gazetteer, within)
}

/** Names by their words alone: known ones in any case, and unknown ones that stand where a place's name would. */
function rawMentions(words: readonly Word[], gazetteer: Gazetteer): Raw[] {
  const forms = nameFormsOf(gazetteer.hierarchy)
  const raws: Raw[] = []
  for (let i = 0; i < words.length;) {
    const word = words[i]!
    const next = nameAt(words, i, forms)
    if (next === undefined) i++
    else {
      raws.push(next)
      i = Math.max(next.to, i + 1)
    }
    void word
  }
  return raws
}

function nameAt(words: readonly Word[], at: number, forms: ReturnType<typeof nameFormsOf>): Raw | undefined {
  const word = words[at]!
  if (word.folded.length < 2 || word.folded.length > 40 || /^\d/.test(word.folded)) return undefined
  if (unitOf(word.folded) !== undefined || isBesideUnit(word.folded) || isUrban(word.folded)) return undefined
  const besideUnit = unitBeside(words, at)
  if (word.capital === 'no' && besideUnit === 'no') return undefined
  if (isCommonWord(word.folded)) return undefined
  const stem = stemOf(word.folded)
  const most = Math.max(1, Math.min(5, forms.longest(stem)))
  for (let length = most; length >= 1; length--) {
    const parts = words.slice(at, at + length)
    if (parts.length < length || parts.slice(1).some((part) => !sticks.test(part.before))) continue
    const entries = forms.byStem(parts.map((part) => stemOf(part.folded)).join(' '))
    const kin =
      entries.length > 0 ||
      besideUnit === 'yes' ||
      isLandName(word.folded) ||
      adjectiveForm(word.folded) !== 'no'
        ? forms.byRoot(parts.map((part) => rootOf(part.folded)).join(' '))
        : []
    if (entries.length === 0 && kin.length === 0) continue
    if (word.capital === 'no' && length === 1 && entries.length === 0) continue
    return raw(at, at + length, entries, kin, adjectiveForm(parts[length - 1]!.folded))
  }
  // An unknown name is one only beside a unit word or among names; whether it is among names shows later.
  if (word.capital === 'no' || word.folded.length < 4) return undefined
  const form = adjectiveForm(word.folded)
  if (form === 'no' && besideUnit === 'no') return undefined
  let to = at + 1
  while (
    to < words.length &&
    to < at + 3 &&
    /^[-‐‑]$/u.test(words[to]!.before) &&
    words[to]!.capital === 'yes'
  )
    to++
  return raw(at, to, [], [], adjectiveForm(words[to - 1]!.folded))
}

function raw(
  from: number,
  to: number,
  entries: readonly NamedArea[],
  kin: readonly NamedArea[],
  form: Raw['form'],
): Raw {
  return {
    from,
    to,
    nameFrom: from,
    nameTo: to,
    entries,
    kin,
    form,
    unit: undefined,
    finer: '',
    unitFrom: 'none',
  }
}

function unitBeside(words: readonly Word[], at: number): 'yes' | 'no' {
  for (let i = at + 1; i < Math.min(words.length, at + 4) && sticks.test(words[i]!.before); i++) {
    const { folded } = words[i]!
    if (unitOf(folded) !== undefined) return 'yes'
    if (!isBesideUnit(folded) && !isUrban(folded) && finerOf(folded) === '' && words[i]!.capital === 'no')
      break
  }
  const before = words[at - 1]
  if (before !== undefined && /^[\s.]*$/u.test(words[at]!.before) && unitOf(before.folded) !== undefined)
    return 'yes'
  if (before?.folded === 'of' && unitOf(words[at - 2]?.folded ?? '') !== undefined) return 'yes'
  return 'no'
}

/** Unit words belong to the names they stand at, and to the names of the same list that have none. */
function giveUnits(words: readonly Word[], raws: readonly Raw[]): void {
  for (const one of raws) {
    takeFollowing(words, one)
    if (one.unit === undefined) takePreceding(words, one)
  }
  for (const [index, one] of raws.entries()) {
    if (one.unitFrom !== 'own') continue
    // “Елецком и Долгоруковском районе”: back over the adjectives that have none.
    if (one.to > one.nameTo)
      for (let i = index - 1; i >= 0; i--) {
        const earlier = raws[i]!
        if (earlier.unit !== undefined || !isLinked(words, earlier.to, raws[i + 1]!.from)) break
        const latin = /^[a-z]/.test(words[earlier.nameFrom]!.folded)
        if (!latin && earlier.form === 'no') break
        if (latin && !isManyAt(words, one.to - 1)) break
        earlier.unit = one.unit
        earlier.unitFrom = 'shared'
      }
    // “городов Елец и Липецк”, “муниципальных районов – Елецкий, Задонский”: on over the names that have none.
    if (one.from < one.nameFrom && isManyAt(words, one.from))
      for (let i = index + 1; i < raws.length; i++) {
        const later = raws[i]!
        if (later.unit !== undefined || !isLinked(words, raws[i - 1]!.to, later.from)) break
        later.unit = one.unit
        later.unitFrom = 'shared'
      }
  }
}

function isManyAt(words: readonly Word[], at: number): boolean {
  return unitOf(words[at]?.folded ?? '')?.number === 'many'
}

function isLinked(words: readonly Word[], from: number, to: number): boolean {
  if (to - from > 2) return false
  for (let i = from; i <= to; i++) {
    if (i >= words.length || !linked.test(words[i]!.before.replace(/[«»“”"()]/gu, ''))) return false
    if (i < to && !/^(?:и|та|і|й|and|а|также|також|в|у|во|на|the|of|or)$/.test(words[i]!.folded)) return false
  }
  return true
}

function takeFollowing(words: readonly Word[], one: Raw): void {
  let urban = false
  for (let i = one.nameTo; i < Math.min(words.length, one.nameTo + 4); i++) {
    if (!sticks.test(words[i]!.before)) return
    const { folded } = words[i]!
    const unit = unitOf(folded)
    if (isUrban(folded)) urban = true
    if (finerOf(folded) !== '' && unit?.unit !== 'settlement') one.finer = finerOf(folded)
    else if (unit !== undefined) {
      // “Липецк с …”, “Киев, м. Львов”: the short words stand before a name.
      if (/^(?:г|м|с|п)$/.test(folded)) return
      if (unit.unit === 'city' && words[i + 1]?.capital === 'yes' && one.form === 'no') return
      one.unit = urban && unit.unit === 'district' ? 'city' : unit.unit
      one.unitFrom = 'own'
      one.to = i + 1
      return
    } else if (!isBesideUnit(folded) && !isUrban(folded)) return
  }
}

function takePreceding(words: readonly Word[], one: Raw): void {
  for (let i = one.nameFrom - 1; i >= Math.max(0, one.nameFrom - 4); i--) {
    const between = words[i + 1]!.before
    const { folded } = words[i]!
    const unit = unitOf(folded)
    if (unit !== undefined) {
      const many = unit.number === 'many'
      if (!(many ? /^[\s.:–—-]*$/u : /^[\s.]*$/u).test(between)) return
      // “In the area of X”, “в районе X” says only that it is near.
      if (unit.unit === 'district' && !many && one.form !== 'yes') return
      if (unit.unit === 'region' && !many) return
      const urban = i > 0 && isUrban(words[i - 1]!.folded)
      one.unit = urban && unit.unit === 'district' ? 'city' : unit.unit
      one.unitFrom = 'own'
      one.from = urban ? i - 1 : i
      return
    }
    if (!/^[\s.:–—-]*$/u.test(between) || !/^(?:of|the)$/.test(folded)) return
  }
}

/** “м. Нікополь та Нікопольська територіальна громада” is one unit, whose centre is named for those who don't know it. */
function joinCompounds(words: readonly Word[], raws: readonly Raw[]): Raw[] {
  const kept: Raw[] = []
  for (const one of raws) {
    const city = kept[kept.length - 1]
    if (
      one.unit === 'hromada' &&
      city?.unit === 'city' &&
      one.nameFrom - city.to === 1 &&
      rootOf(words[city.nameFrom]!.folded) === rootOf(words[one.nameFrom]!.folded)
    ) {
      kept[kept.length - 1] = { ...one, from: city.from }
    } else kept.push(one)
  }
  return kept
}

const unitsOfKind: { readonly [kind in Area['kind']]: readonly Unit[] } = {
  country: ['country'],
  region: ['region', 'city'],
  district: ['district', 'city'],
  municipality: ['city', 'hromada', 'district'],
  settlement: ['settlement', 'city'],
}

/** How well a known name answers to a mention, from 0 to 1. */
function fit(one: Raw, { area, name, alias }: NamedArea, by: 'stem' | 'root'): number {
  let score = by === 'stem' ? 1 : 0.9
  if (alias === 'alias') score -= 0.02
  if (one.finer !== '' && name.finer !== '' && one.finer !== name.finer) return 0.3
  if (one.unit !== undefined) {
    const own = name.units.length > 0 ? name.units : unitsOfKind[area.kind]
    if (!own.includes(one.unit)) return 0
    return score
  }
  // Without a unit word a noun is the town, an adjective the district or the region.
  const isTown = name.units.length === 0 || name.units[0] === 'city' || name.units[0] === 'settlement'
  if (by === 'root') return one.form === 'yes' && !isTown ? score - 0.06 : 0
  if (one.form === 'yes') return isTown && area.kind === 'settlement' ? score - 0.2 : score
  return isTown ? score : score - (one.form === 'maybe' ? 0.06 : 0.12)
}

function decideAll(
  words: readonly Word[],
  raws: readonly Raw[],
  gazetteer: Gazetteer,
  within: readonly AreaCode[],
): PlaceMention[] {
  const { hierarchy } = gazetteer
  const inside = (area: Area) =>
    within.length === 0 || within.some((outer) => hierarchy.contains(outer, area.code))
  const rated = raws.map((one) => {
    const best = new Map<AreaCode, Candidate>()
    const consider = (entry: NamedArea, by: 'stem' | 'root') => {
      const score = fit(one, entry, by)
      if (score > (best.get(entry.area.code)?.score ?? 0.29))
        best.set(entry.area.code, { area: entry.area, score })
    }
    for (const entry of one.entries) consider(entry, 'stem')
    for (const entry of one.kin) consider(entry, 'root')
    const all = [...best.values()].sort((a, b) => b.score - a.score || (a.area.code < b.area.code ? -1 : 1))
    return { one, all, own: all.filter(({ area }) => inside(area)) }
  })
  const regions = spokenOf(
    rated.map(({ own }) => own),
    hierarchy,
  )
  const listed = rated.map(({ one, own }) => own.length > 0 || one.unit !== undefined)
  return rated.flatMap(({ one, all, own }, index): PlaceMention[] => {
    const place = {
      ...{ from: one.from, to: one.to, unit: one.unit },
      ...{ start: words[one.from]!.start, end: words[one.to - 1]!.end },
      role: roleOf(words, one),
    }
    if (own.length === 0 && all.length > 0)
      return [{ ...place, decision: 'outside', candidates: all.slice(0, 5) }]
    if (own.length === 0) {
      // Among names and beside unit words an unknown name is asked for; elsewhere it may be anything.
      const near =
        one.unit !== undefined ||
        (listed[index - 1] === true && isLinked(words, raws[index - 1]!.to, one.from)) ||
        (listed[index + 1] === true && isLinked(words, one.to, raws[index + 1]!.from))
      if (!near) return []
      listed[index] = true
      return [{ ...place, decision: 'ask', candidates: similar(words, one, gazetteer, within, inside) }]
    }
    const local = own.filter(({ area }) => regions.has(regionOf(area, hierarchy)))
    const pool = local.length > 0 ? local : own
    const [first, second] = pool as [Candidate, Candidate?]
    const sure = second === undefined || first.score - second.score >= 0.05
    const decision = sure && first.score >= 0.8 ? 'one' : 'ask'
    return [{ ...place, decision, candidates: pool.slice(0, 10) }]
  })
}

/** What the text is about: regions it names, and those in which names lie that only one place bears. */
function spokenOf(
  pools: readonly (readonly Candidate[])[],
  hierarchy: Gazetteer['hierarchy'],
): ReadonlySet<AreaCode> {
  const votes = new Map<AreaCode, number>()
  for (const pool of pools) {
    const first = pool[0]
    if (first === undefined) continue
    const top = pool.filter(({ score }) => score > first.score - 0.05)
    const regions = new Set(top.map(({ area }) => regionOf(area, hierarchy)))
    for (const region of regions)
      votes.set(region, (votes.get(region) ?? 0) + (first.area.kind === 'region' ? 3 : 1) / regions.size)
  }
  const most = Math.max(0, ...votes.values())
  return new Set([...votes].flatMap(([region, n]) => (n >= most / 2 || n >= 3 ? [region] : [])))
}

function regionOf(area: Area, hierarchy: Gazetteer['hierarchy']): AreaCode {
  if (area.kind === 'region' || area.kind === 'country') return area.code
  return hierarchy.ancestors(area.code).find(({ kind }) => kind === 'region')?.code ?? area.code
}

function similar(
  words: readonly Word[],
  one: Raw,
  gazetteer: Gazetteer,
  within: readonly AreaCode[],
  inside: (area: Area) => boolean,
): Candidate[] {
  const text = words
    .slice(one.nameFrom, one.nameTo)
    .map((word) => word.text)
    .join('-')
  const scopes = within.length === 0 ? [undefined] : within
  return scopes
    .flatMap((scope) => findAreas(gazetteer, text, scope === undefined ? {} : { within: scope }).matches)
    .filter(({ area }) => inside(area) && area.kind !== 'country')
    .map(({ area, score }) => ({ area, score: Math.min(score, 0.79) }))
    .slice(0, 5)
}

/** “Из Крыма”, “з Бєлгорода”: where it comes from. “Губернатор Липецкой области”: who speaks. */
function roleOf(words: readonly Word[], one: Raw): PlaceMention['role'] {
  const before = (steps: number) => words[one.from - steps]?.folded ?? ''
  if (/^(?:з|із|зі|из|с|со|from)$/.test(before(1))) return 'launch'
  if (
    /^(?:територ\p{L}*|террит\p{L}*|напрямк\p{L}*|направлени\p{L}*|боку|стороны)$/u.test(before(1)) &&
    /^(?:з|із|зі|из|с|со|from)$/.test(before(2))
  )
    return 'launch'
  for (let i = 1; i <= 3; i++) if (speakers.test(before(i))) return 'speaker'
  return 'warned'
}

const speakers =
  /^(?:губернатор\p{L}*|глав[аыеуо]\p{L}?|врио|мэр\p{L}*|мер|мера|начальник\p{L}*|мчс|оперштаб\p{L}*|штаб\p{L}*|правительств\p{L}*|администраци\p{L}*|власт\p{L}*|ова|ода|ва|мва|дснс|governor|mayor|head|ministry|administration|authorities)$/u
