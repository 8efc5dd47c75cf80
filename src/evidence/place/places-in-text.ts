/**
 * Finds the areas that a text names, in any case and list, and says of each how sure it is. It asks rather than guesses.
 * Long because whether one name is certain depends on those beside it and on the region that all of them speak of.
 */
import {
  nameFormsOf,
  readPlaceName,
  recognise,
  rootOf,
  soundKey,
  type Area,
  type AreaCode,
  type Gazetteer,
  type Hierarchy,
  type NamedArea,
  type Unit,
} from '#areas'
import type { Language } from '#base'
import { unitOf } from '../text/unit-words.ts'
import { isNoName } from '../text/words-no-name.ts'
import { spotNames, type Spot } from './name-spotting.ts'
import { isOffice, roleOf } from './place-roles.ts'
import { isLinked, joinCompounds, shareUnits } from './shared-units.ts'
import type { Word } from '../text/text-words.ts'

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
  // A text repeats its names, and a common one stands for hundreds of villages: each is rated once.
  const once = new Map<string, { readonly all: readonly Candidate[]; readonly own: readonly Candidate[] }>()
  const rated = joined.map((spot) => {
    const key = keyOf(words, spot)
    let known = once.get(key)
    if (known === undefined) {
      const all = rate(spot, words, hierarchy)
      once.set(key, (known = { all, own: all.filter(({ area }) => inside(area)) }))
    }
    return { spot, ...known }
  })
  const regions = regionsSpokenOf(
    rated.map(({ own }) => own),
    hierarchy,
  )
  const pools = new Map<readonly Candidate[], readonly Candidate[]>()
  const poolOf = (own: readonly Candidate[]) => {
    let pool = pools.get(own)
    if (pool === undefined) {
      const local = own.filter(({ area }) => regions.has(regionOf(area, hierarchy)))
      pools.set(own, (pool = local.length > 0 ? local : own))
    }
    return pool
  }
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
  const scope = scopeOf(within, regions)
  const names = joined.map((spot) => nameOfSpot(words, spot))
  const resembled = new Map<string, Alike>()
  const alikes = (index: number): Alike => {
    const spot = joined[index]!
    const key = `${names[index]}/${spot.unit}`
    let found = resembled.get(key)
    // Bounded: a text made of unknown names would compare each with every area.
    if (found === undefined && scope !== undefined && resembled.size < mostResembled)
      resembled.set(key, (found = alike(gazetteer, names, index, spot.unit, scope)))
    return found ?? nothingAlike
  }
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
    if (own.length === 0) return [{ ...place, ...alikes(index) }]
    const pool = poolOf(own)
    const [first, second] = pool as [Candidate, Candidate?]
    const sure = first.score >= sureFrom && (second === undefined || first.score - second.score >= clearly)
    if (sure) return [{ ...place, decision: 'one', candidates: pool.slice(0, 10) }]
    // What only nearly is a name may be another one, too.
    const mayBeAnother = first.score < sureFrom && spot.unit !== undefined && regions.size === 1
    const others = mayBeAnother ? alikes(index) : nothingAlike
    const more = others.candidates.filter(({ area }) => pool.every((own) => own.area.code !== area.code))
    return [{ ...place, decision: 'ask', candidates: [...pool, ...more].slice(0, 10) }]
  })
}

const unitsOfKind: { readonly [kind in Area['kind']]: readonly Unit[] } = {
  country: ['country'],
  region: ['region', 'city'],
  district: ['district', 'city'],
  municipality: ['hromada', 'city', 'district'],
  settlement: ['settlement', 'city'],
}

/** What decides how a spot is rated: its words and what kind of place they are said to be. */
function keyOf(words: readonly Word[], { nameFrom, nameTo, unit, finer, form }: Spot): string {
  const name = words.slice(nameFrom, nameTo).map(({ folded }) => folded)
  return `${name.join(' ')}/${unit}/${finer}/${form}`
}

function rate(spot: Spot, words: readonly Word[], hierarchy: Hierarchy): Candidate[] {
  const best = new Map<AreaCode, Candidate>()
  const said = words.slice(spot.nameFrom, spot.nameTo).map(({ folded }) => folded)
  let town: AreaCode | undefined
  const consider = (entry: NamedArea, by: 'name' | 'root') => {
    const lesser = isLesserTown(entry, hierarchy) ? 0.08 : 0
    // Добривский may be Добровский or Добринский: a person chooses.
    const other = hasOtherVowel(said, entry) ? 0.2 : isOtherCase(said, entry) ? 0.3 : 0
    const isTown = isTownCalledSo(spot, said, entry, hierarchy)
    const score = (isTown ? 1 : fit(spot, entry, by)) - lesser - other
    if (isTown) town = entry.area.code
    if (score > (best.get(entry.area.code)?.score ?? 0.29))
      best.set(entry.area.code, { area: entry.area, score })
  }
  for (const entry of spot.named) consider(entry, 'name')
  for (const entry of spot.kin) consider(entry, 'root')
  const seats = [...best.values()].filter(({ area }) => isSeat(area, hierarchy))
  // “Миколаїв” is the city after which a region is called, before the villages of that name elsewhere.
  const seat = town ?? (seats.length === 1 ? seats[0]!.area.code : undefined)
  if (seat !== undefined)
    for (const [code, { area, score }] of best)
      if (code !== seat && (town !== undefined || area.kind === 'settlement'))
        best.set(code, { area, score: score - 0.06 })
  return [...best.values()].sort((a, b) => b.score - a.score || (a.area.code < b.area.code ? -1 : 1))
}

const changing = /([aeiou])([cklnrv])(sk)?$/

/**
 * Stems leave out the vowel that comes and goes (Елец, Ельца). Where both have one and it is another, the name is misspelt;
 * Ukrainian і and о (Харків, Харкова), and the letters of a transliteration, stand for one another.
 */
function hasOtherVowel(said: readonly string[], { name, area }: NamedArea): boolean {
  if (area.code.startsWith('UA') || said.some((word) => /[іїєґ]/.test(word))) return false
  // What its Ukrainian name is spelt with (Добрівський) excuses no Russian spelling.
  const russian = area.names['ru' as Language]
  const own = (russian === undefined ? name : readPlaceName(russian)).plain.split(' ')
  if (own.length !== said.length) return false
  return said.some((word, index) => {
    if (!/[а-я]/.test(word) || !/[а-я]/.test(own[index]!)) return false
    const [one, other] = [changing.exec(bareOf(word)), changing.exec(bareOf(own[index]!))]
    return one !== null && other !== null && one[2] === other[2] && one[3] === other[3] && one[1] !== other[1]
  })
}

/** “В Курске” is no Курське, which would be “в Курському”: a village called by an adjective is declined as one. */
function isOtherCase(said: readonly string[], { area }: NamedArea): boolean {
  const last = said.at(-1) ?? ''
  if (area.kind !== 'settlement' || !/[сцз]ь?к(?:е|у|а|ом)?$|sk$/.test(last)) return false
  const own = Object.values(area.names).map((text) => text.toLowerCase())
  return own.some((name) => /[сцз]ь?к(?:е|ое)$/.test(name)) && !own.includes(last)
}

/** As it sounds, without its ending: Добровский and Добровском are dobrovsk. */
function bareOf(word: string): string {
  const sound = soundKey(word)
  const adjective = sound.indexOf('sk', Math.max(1, sound.length - 6))
  return adjective > 0 ? sound.slice(0, adjective + 2) : sound.replace(/[aeiou]+[mgi]?$/, '')
}

/** “У Хмельницькому”, “Кропивницький”: towns that are called as districts are, and give their own the name. */
function isTownCalledSo(
  { unit, form }: Spot,
  said: readonly string[],
  { area }: NamedArea,
  hierarchy: Hierarchy,
): boolean {
  if (unit !== undefined || form !== 'yes' || said.length !== 1 || area.kind !== 'settlement') return false
  if (!isSeat(area, hierarchy, 'district')) return false
  const [word = ''] = said
  const own = Object.values(area.names).map((text) => text.toLowerCase())
  if (own.some((name) => soundKey(name) === soundKey(word))) return true
  return /(?:ому|ом)$/.test(word) && own.some((name) => /(?:ий|е)$/.test(name))
}

/** Whether a region, or a district, is called after it. */
function isSeat(area: Area, hierarchy: Hierarchy, of: Area['kind'] = 'region'): boolean {
  if (area.kind !== 'settlement') return false
  const holder = hierarchy.ancestors(area.code).find(({ kind }) => kind === of)
  if (holder === undefined) return false
  const roots = new Set(Object.values(area.names).map((text) => rootOf(readPlaceName(text).plain)))
  return Object.values(holder.names).some((text) => roots.has(rootOf(readPlaceName(text).plain)))
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
  // “Волинь”, “Татарстан”, “Севастополь”: what a region is called without a word for it is its own name.
  if (area.kind === 'region' && name.units.length === 0 && by === 'name') return score
  // “Полтавщина” is the oblast before the district, and no community.
  if (spot.land === 'yes' && by === 'root') {
    if (isTown) return 0
    // “Київщина” is the land around Kyiv, and not the city that is a region of its own.
    if (area.kind === 'region') return name.units.length === 0 ? score - 0.1 : score
    return score - (area.kind === 'district' ? 0.1 : 0.2)
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
  const next = words[spot.to]
  const goesOn = next?.capital === 'yes' && /^\s*$/u.test(next.before)
  if (word.text === word.text.toUpperCase() || goesOn) return false
  const before = words[spot.from - 1]?.folded ?? ''
  // “Новороссийску больше ничто не грозит”.
  if (/[ую]$/.test(word.folded))
    for (let i = spot.to; i < spot.to + 4 && /^\s*$/.test(words[i]?.before ?? '.'); i++)
      if (/^(?:грозит|угрожает|загрожує)$/.test(words[i]!.folded)) return true
  // The town of a district that is known: “по Шебекино”.
  if (spot.kin.length > 0 && prepositions.test(before)) return true
  return /^(?:в|у|во|жители|жителям|жителей|жителі|мешканці|гостям|місті|городе)$/.test(before)
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
    !isNoName(before.folded) &&
    // “Республика Татарстан”, “Жителі Одеси”.
    unitOf(before.folded) === undefined &&
    // “Мэр Харькова”, “Администрация Таганрога”.
    !isOffice(before.folded)
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
  return new Set([...votes].flatMap(([region, n]) => (n > most / 2 || n >= 3 ? [region] : [])))
}

export function regionOf(area: Area, hierarchy: Hierarchy): AreaCode {
  if (area.kind === 'region' || area.kind === 'country') return area.code
  return hierarchy.ancestors(area.code).find(({ kind }) => kind === 'region')?.code ?? area.code
}

/** Where a misspelt name is looked for: the region spoken of, or the only one that this is read for. */
function scopeOf(within: readonly AreaCode[], regions: ReadonlySet<AreaCode>): AreaCode | undefined {
  if (regions.size === 1) return [...regions][0]
  return within.length === 1 ? within[0] : undefined
}

/** As districts are called: Тербунский, Тербунском, Terbunsky. */
const adjective = /(?:[сc]к|[сц]ьк)\p{L}{0,3}$|sk(?:y|iy|ii|yi|yy|ij|i|yj)$/iu

type Alike = Pick<PlaceMention, 'decision' | 'candidates'>
const nothingAlike: Alike = { decision: 'ask', candidates: [] }
/** Names on both sides of one that decide what it means. */
const mostBeside = 12

function nameOfSpot(words: readonly Word[], { nameFrom, nameTo }: Spot): string {
  let name = ''
  for (let i = nameFrom; i < nameTo; i++)
    name += `${i > nameFrom ? (words[i]!.before.includes('-') ? '-' : ' ') : ''}${words[i]!.text}`
  return name
}

/** What an unknown name may mean; for certain only where nothing else comes near. */
function alike(
  gazetteer: Gazetteer,
  names: readonly string[],
  index: number,
  unit: Unit | undefined,
  within: AreaCode,
): Alike {
  const near = names.slice(Math.max(0, index - mostBeside), index + mostBeside + 1)
  const text = unit === undefined ? names[index]! : `${names[index]!} ${unit}`
  const { matches, decision } = recognise(gazetteer, text, {
    ...{ within, limit: 5 },
    beside: near.filter((name) => name !== names[index]).join('; '),
  })
  // “Шебекино” without its district's word is the town, which may not be on this map.
  const mayBeTown =
    unit === undefined && matches[0]?.area.kind === 'district' && !adjective.test(names[index]!)
  const isSure = decision === 'one' && !mayBeTown
  return {
    decision: isSure ? 'one' : 'ask',
    candidates: matches.map(({ area, score }) => ({
      area,
      score: isSure ? Math.max(sureFrom, score) : score * (sureFrom - 0.01),
    })),
  }
}
