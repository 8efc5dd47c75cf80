/** The places of a document as claims need them: lists, “the village of X in Y District”, plants called after towns, and names that no gazetteer has. */
import { type Area, type Hierarchy, nameOf } from '#areas'
import { english, russian, ukrainian } from '#base'
import { clockOfArea } from './clocks.ts'
import type { PlaceMention } from '../place/places-in-text.ts'
import { facility, ofFacility } from './facilities.ts'
import { isNoPlace } from './no-places.ts'
import type { TextLanguage } from '../text/text-language.ts'
import type { Word } from '../text/text-words.ts'
import { unitOf } from '../text/unit-words.ts'
import { isNoName } from '../text/words-no-name.ts'
import {
  type SaidPlace,
  countries,
  isStreet,
  isWater,
  noPlaces,
  sizes,
  spotUnknown,
  titles,
} from './unknown-places.ts'

const kindSizes = { settlement: 1, municipality: 3, district: 4, region: 5, country: 6 } as const

const nested = /^(?:in|of|a|an|the|village|town|city|settlement|located|at|в|во|у|на|что|що|который)$/

export function placesOf(
  words: readonly Word[],
  mentions: readonly PlaceMention[],
  language: TextLanguage,
  isTaken: (index: number) => boolean,
  hierarchy: Hierarchy | null,
): SaidPlace[] {
  const known = mentions.flatMap((mention) =>
    isTaken(mention.from) || isStreet(words, mention.to) || isNoPlace(words, mention)
      ? []
      : [placeOf(words, mention, language)],
  )
  const covered = new Set<number>()
  for (const { from, to } of known) for (let i = from; i < to; i++) covered.add(i)
  const unknown = spotUnknown(words, (i) => covered.has(i) || isTaken(i))
  const all = [...known, ...unknown].sort((a, b) => a.from - b.from)
  return nest(words, relink(words, all), hierarchy)
}

const tongues = { en: english, ru: russian, uk: ukrainian }

function nameIn(area: Area, language: TextLanguage): string {
  return nameOf(area, tongues[language], english)
}

function placeOf(words: readonly Word[], mention: PlaceMention, language: TextLanguage): SaidPlace {
  const [first, second] = mention.candidates
  const clear =
    first !== undefined && first.score >= 0.75 && (second === undefined || first.score - second.score >= 0.05)
  const sure =
    first !== undefined && (mention.decision === 'one' || (mention.decision === 'outside' && clear))
      ? first.area
      : undefined
  const size =
    sure !== undefined ? kindSizes[sure.kind] : mention.unit !== undefined ? sizes[mention.unit] : 2
  const { from } = mention
  // “Krasnaya Yaruga”, of which the gazetteer knows another Krasnaya: the name goes on, and is not known.
  const sea = /^(?:морем|море|моря|морю|sea)$/.test(words[mention.to]?.folded ?? '')
  const goesOn = sea || (size <= 2 && mention.unit === undefined && isNameGoingOn(words, mention))
  const water = mention.unit === undefined && isWater(words, mention.to)
  const to = goesOn || water ? mention.to + 1 : mention.to
  const speaks = isTitled(words, to) || isWhereTheySpeak(words, from)
  // “Launched from over Belgorod Oblast”.
  const isLeft =
    /^(?:over|above|near|inside|within|around)$/.test(words[from - 1]?.folded ?? '') &&
    words[from - 2]?.folded === 'from'
  const role = speaks ? 'speaker' : isLeft ? 'launch' : mention.role
  const place: SaidPlace = {
    ...{ from, to, role, size, linked: 'no', within: null },
    code: goesOn || water ? null : (sure?.code ?? null),
    name: sure === undefined || goesOn || water ? null : nameIn(sure, language),
    parent: sure?.parent ?? null,
    clock: goesOn ? 'unknown' : clockOfArea(first?.area.code, first?.area.parent ?? null),
  }
  return asFacility(words, place, role)
}

/** “Tula Oblast's governor, Dmitry Milyaev”: in whose name somebody speaks. */
function isTitled(words: readonly Word[], to: number): boolean {
  const next = words[to]
  return next !== undefined && /^[\s\u00a0]*$/u.test(next.before) && titles.test(next.folded)
}

/** “Officials in Moscow”: where those who speak are. */
function isWhereTheySpeak(words: readonly Word[], from: number): boolean {
  const link = words[from - 1]?.folded ?? ''
  return (
    /^(?:in|of|from|at|в|у)$/.test(link) &&
    /^(?:officials?|authorities|spokesman|spokeswoman|spokesperson|experts?|analysts?|sources?|diplomats?|journalists?|correspondents?|embassy|власти|чиновники|источники|эксперты|влада|посадовці|джерела)$/.test(
      words[from - 2]?.folded ?? '',
    )
  )
}

function isNameGoingOn(words: readonly Word[], { to }: PlaceMention): boolean {
  const next = words[to]
  if (next === undefined || next.before !== ' ' || next.capital === 'no' || next.text.length < 4) return false
  if (next.text === next.text.toUpperCase() || unitOf(next.folded) !== undefined) return false
  if (isNoName(next.folded) && !next.folded.startsWith('москв')) return false
  return (
    !titles.test(next.folded) &&
    !noPlaces.test(next.folded) &&
    !countries.test(next.folded) &&
    !/[-’']/u.test(next.text)
  )
}

/** A plant is not the town that it is called after. */
function asFacility(words: readonly Word[], place: SaidPlace, role: PlaceMention['role']): SaidPlace {
  let { to } = place
  while (to < place.to + 3 && ofFacility.test(words[to]?.folded ?? '') && /^[\s-]*$/.test(words[to]!.before))
    to++
  const after = words[to]
  const isAfter = after !== undefined && facility.test(after.folded) && /^[\s-]*$/.test(after.before)
  const before = words[place.from - 1]
  const isBefore =
    before !== undefined && facility.test(before.folded) && /^[\s«“"]*$/u.test(words[place.from]!.before)
  if (!isAfter && !isBefore) return role === 'facility' ? { ...place, role: 'warned' } : place
  // “Airport of Volgograd”, “завод в Туле” stand there; what bears the name may stand elsewhere.
  const from = isBefore && !isAfter ? place.from - 1 : place.from
  // “From Savasleyka airfield”: there it took off.
  const link = words[from - 1]?.folded === 'the' ? from - 2 : from - 1
  const isLeft = /^(?:from|с|со|из|з|із|зі)$/.test(words[link]?.folded ?? '')
  return {
    ...place,
    from,
    to: isAfter ? to + 1 : place.to,
    code: null,
    name: null,
    within: null,
    role: isLeft ? 'launch' : 'warned',
    size: 0,
  }
}

function relink(words: readonly Word[], places: readonly SaidPlace[]): SaidPlace[] {
  const linkedPlaces: SaidPlace[] = []
  for (const place of places) {
    const last = linkedPlaces.at(-1)
    const linked =
      last !== undefined && last.to <= place.from && isListed(words, last.to, place.from) ? 'yes' : 'no'
    // A list keeps its role: “from Kursk, Oryol and Shatalovo”.
    const launched = linked === 'yes' && last?.role === 'launch' && !isPlaced(words, last.to, place.from)
    linkedPlaces.push({ ...place, linked, role: launched ? 'launch' : place.role })
  }
  return linkedPlaces
}

function isPlaced(words: readonly Word[], from: number, to: number): boolean {
  return words.slice(from, to).some(({ folded }) => /^(?:in|on|в|во|у|на)$/.test(folded))
}

function isListed(words: readonly Word[], from: number, to: number): boolean {
  if (to - from > 2) return false
  let joined = false
  for (let i = from; i <= to; i++) {
    const { before, folded } = words[i]!
    if (!/^[\s,/«»“”"]*$/u.test(before)) return false
    if (/[,/]/.test(before)) joined = true
    if (i === to) break
    if (/^(?:and|и|та|і|й|also|также|також)$/.test(folded)) joined = true
    else if (!/^(?:в|у|the|in|на|во|as|well)$/.test(folded)) return false
  }
  return joined
}

/** “Staryi Saltiv in the Kharkiv region”, “у селі X Y району”: the finer place, said with what it lies in. */
function nest(
  words: readonly Word[],
  places: readonly SaidPlace[],
  hierarchy: Hierarchy | null,
): SaidPlace[] {
  const nestedPlaces: SaidPlace[] = []
  for (const place of places) {
    const last = nestedPlaces.at(-1)
    if (
      last !== undefined &&
      last.size < place.size &&
      last.role === place.role &&
      isInside(words, last, place)
    ) {
      const outer = place.code === null ? place.within : { code: place.code, name: place.name! }
      // A village of that name elsewhere is not the one in Y District.
      const strays =
        outer !== null &&
        last.code !== null &&
        hierarchy !== null &&
        !hierarchy.contains(outer.code, last.code)
      nestedPlaces[nestedPlaces.length - 1] = {
        ...last,
        ...(strays ? { code: null, name: null } : {}),
        to: place.to,
        within: last.code === null || strays ? (outer ?? last.within) : last.within,
        size: last.size,
        clock: last.clock === 'unknown' ? place.clock : last.clock,
      }
    } else nestedPlaces.push(place)
  }
  return nestedPlaces
}

function isInside(words: readonly Word[], inner: SaidPlace, outer: SaidPlace): boolean {
  if (outer.from < inner.to || outer.from - inner.to > 4) return false
  let said = outer.from === inner.to && outer.size < 6 && !/[,(]/.test(words[outer.from]!.before)
  for (let i = inner.to; i <= outer.from; i++) {
    const { before, folded } = words[i]!
    if (!/^[\s,(]*$/u.test(before)) return false
    if (/\(/.test(before) || /^(?:in|of|в|во|у)$/.test(folded)) said = true
    if (i < outer.from && !nested.test(folded)) return false
  }
  // “In Lviv and the Lviv region” are two, and so may be “Lipetsk, Lipetsky District” in a list.
  const unlisted = inner.code === null && inner.size <= 2 && inner.linked === 'no'
  return said || (inner.parent !== null && inner.parent === outer.code) || unlisted
}
