/** A place said to lie where it does not: in another district, region or country than the gazetteer has it in. */
import { nameOf, rootOf, type Area, type Hierarchy } from '#areas'
import type { Language } from '#base'
import type { PlaceMention } from '../place/places-in-text.ts'
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { besides, fromThere, placedAt } from './words/placing.ts'
import { disputed, sideNames, sideOf, type Side } from './words/sides.ts'

/** Of a sentence made of places no more pairs are looked at. */
const mostFound = 6

export const placesMisplaced: DoubtRule = (examined) => {
  const { places = [], hierarchy } = examined.context
  if (hierarchy === undefined || places.length === 0) return []
  const found: TextDoubt[] = []
  let at = 0
  for (const [index, place] of places.entries()) {
    if (found.length >= mostFound) break
    while (at < examined.sentences.length - 1 && examined.sentences[at]!.to <= place.from) at++
    const sentence = examined.sentences[at]!
    if (besides.test(sentence.folded)) continue
    const said =
      inOther(examined, sentence, places, index, hierarchy) ?? inOtherCountry(examined, place, hierarchy)
    if (said !== undefined) found.push(said)
  }
  return found
}

const english = ['en', 'ru', 'uk'] as Language[]
const nameIn = (area: Area) => nameOf(area, ...english)

/** “Kharkiv in Sumy Oblast”, “в Тербунском районе Тамбовской области”. */
function inOther(
  examined: Examined,
  sentence: Sentence,
  places: readonly PlaceMention[],
  index: number,
  hierarchy: Hierarchy,
): TextDoubt | undefined {
  const inner = places[index]!
  const outer = places[index + 1]
  if (outer === undefined || outer.to > sentence.to || outer.decision !== 'one') return undefined
  if (outer.unit !== 'region' && outer.unit !== 'district') return undefined
  if (!isSaidToLieIn(examined, places, index)) return undefined
  const around = outer.candidates[0]?.area
  const first = inner.candidates[0]
  if (around === undefined || first === undefined || first.score < 0.9) return undefined
  if (around.kind !== 'region' && around.kind !== 'district') return undefined
  // “Lipetsk of Lipetsk Oblast”, and a region in a district, are said of something else.
  if (inner.candidates.some(({ area }) => touches(hierarchy, area, around))) return undefined
  if (first.area.kind === 'region' && inner.unit === 'region') return undefined
  if (!wouldKnow(inner, first.area, around, hierarchy)) return undefined
  return say(examined, inner, outer.end, first.area, nameIn(around), hierarchy)
}

const touches = (hierarchy: Hierarchy, one: Area, other: Area) =>
  hierarchy.contains(other.code, one.code) || hierarchy.contains(one.code, other.code)

/** Whether the areas that are known would hold such a place: villages of one name are many, and not everywhere are all of them known. */
function wouldKnow(inner: PlaceMention, area: Area, around: Area, hierarchy: Hierarchy): boolean {
  const below = hierarchy.descendants(around.code)
  if (inner.unit === 'district') return below.filter(({ kind }) => kind === 'district').length >= 5
  // So many settlements of a region are all of them.
  if (below.filter(({ kind }) => kind === 'settlement').length >= (around.kind === 'region' ? 100 : 20))
    return true
  if (inner.unit === 'settlement') return false
  return isCentre(inner, area, hierarchy) || area.kind === 'municipality'
}

/** A city that its region is called after. */
function isCentre(inner: PlaceMention, area: Area, hierarchy: Hierarchy): boolean {
  if (inner.candidates.some((one) => one.area.kind === 'region')) return true
  const region = hierarchy.ancestors(area.code).find(({ kind }) => kind === 'region')
  if (region === undefined) return false
  const own = new Set(Object.values(area.names).map((name) => rootOf(name.toLowerCase())))
  return Object.values(region.names).some((name) => own.has(rootOf(name.toLowerCase().split(' ')[0]!)))
}

/** By the words and signs between the two names, and what stands before them. */
function isSaidToLieIn(
  { words, text, context }: Examined,
  places: readonly PlaceMention[],
  index: number,
): boolean {
  const inner = places[index]!
  const outer = places[index + 1]!
  const next = places[index + 2]
  const before = words[inner.from - 1]?.folded ?? ''
  const [sign] = words.slice(inner.to, outer.from + 1).map((word) => word.before)
  const between = words.slice(inner.to, outer.from).map(({ folded }) => folded)
  const stopped = /^\s*(?:[,.;!?)\n]|$)/u.test(
    words[outer.to]?.before ?? text.slice(outer.end, outer.end + 2),
  )
  const isListed = inner.linked === 'yes' || next?.linked === 'yes'
  if (between.length === 0) {
    // “В Рыльске Курской области”; of an English pair one is an adjective.
    if (sign === ' ')
      return !isListed && context.language !== 'en' && /^\p{Script=Cyrillic}/u.test(outerWord(words, outer))
    if (/^\s?\($/.test(sign!)) return (words[outer.to]?.before ?? text.slice(outer.end)).startsWith(')')
    return sign === ', ' && context.language === 'en' && inner.unit !== undefined && stopped && !isListed
  }
  if (words.slice(inner.to, outer.from + 1).some((word) => !/^\s$/.test(word.before))) return false
  if (!/^(?:in|of|in the|of the|в|во|у)$/.test(between.join(' '))) return false
  return !isListed && !fromThere.test(before) && (inner.unit !== undefined || placedAt.test(before))
}

const outerWord = (words: Examined['words'], { from }: PlaceMention) => words[from]!.text

const noun = /^(?:Russia|Ukraine|Россия|России|Украина|Украины|Україна|України|Росія|Росії)$/u

/** “The Ukrainian city of Belgorod”, “Lipetsk, Ukraine”; only cities that regions are called after, for towns share their names. */
function inOtherCountry(
  examined: Examined,
  place: PlaceMention,
  hierarchy: Hierarchy,
): TextDoubt | undefined {
  const { words } = examined
  const first = place.candidates[0]
  if (place.decision === 'ask' || first === undefined || first.score < 0.95) return undefined
  const own = countryOf(first.area)
  if (own === undefined || !isCentre(place, first.area, hierarchy)) return undefined
  if (place.candidates.some(({ area }) => countryOf(area) !== own)) return undefined
  if (disputed.test(words[place.to - 1]!.folded) || disputed.test(words[place.from]!.folded)) return undefined
  const said = saidCountry(examined, place)
  if (said === undefined || said.side === own) return undefined
  return say(
    examined,
    { ...place, start: Math.min(place.start, words[said.at]!.start) },
    Math.max(place.end, words[said.at]!.end),
    first.area,
    sideNames[said.side],
    hierarchy,
  )
}

function countryOf({ code }: Area): Side | undefined {
  if (code.startsWith('UA')) return 'UA'
  return code.startsWith('RU') || code.startsWith('gn:') ? 'RU' : undefined
}

function saidCountry(
  { words, text }: Examined,
  { from, to, unit, linked }: PlaceMention,
): { readonly side: Side; readonly at: number } | undefined {
  const before = words[from - 1]
  const after = words[to]
  // “The Russian city of …”, “в российском городе …”.
  if (
    unit !== undefined &&
    before !== undefined &&
    /^\s$/.test(words[from]!.before) &&
    !noun.test(before.text)
  ) {
    const side = sideOf(before.folded)
    if (side !== undefined) return { side, at: from - 1 }
  }
  const rest = after === undefined ? '' : (words[to + 1]?.before ?? text.slice(after.end, after.end + 2))
  if (after === undefined || linked === 'yes') return undefined
  const inside = /^(?:in|в|во|у)$/.test(after.folded) && /^\s$/.test(after.before)
  const country = inside ? words[to + 1] : after
  if (country === undefined || !noun.test(country.text)) return undefined
  const side = sideOf(country.folded)
  if (side === undefined) return undefined
  if (inside) return placedAt.test(before?.folded ?? '') ? { side, at: to + 1 } : undefined
  const closed = /^\s?\($/.test(after.before)
    ? rest.startsWith(')')
    : after.before === ', ' && /^[,.;]/.test(rest)
  return closed && !fromThere.test(before?.folded ?? '') ? { side, at: to } : undefined
}

function say(
  { text, words }: Examined,
  inner: PlaceMention,
  end: number,
  area: Area,
  around: string,
  hierarchy: Hierarchy,
): TextDoubt {
  const above = hierarchy.ancestors(area.code).filter(({ kind }) => kind !== 'municipality')
  const known = above.length === 0 ? nameIn(area) : `${nameIn(area)} in ${nameIn(above[0]!)}`
  const quote = quoteIn(text, Math.min(inner.start, words[inner.from]!.start), end)
  return doubt(
    'place-error',
    `“${quote.text}”: the areas known here have ${known}, and none of that name in ${around}.`,
    quote,
  )
}
