/** Who gives an announcement: a person with an office, or a body, as far as the text says; its name in one English form, beside the words. */
import { nameOf, type Area } from '#areas'
import { english, type Language } from '#base'
import type { PlaceMention } from '../place/places-in-text.ts'
import { quoteOf, type Quote } from '../text/quote.ts'
import { languageOf, type TextLanguage } from '../text/text-language.ts'
import type { Word } from '../text/text-words.ts'
import { announces, bodies, offices, type Office } from './words/issuers.ts'
import { normalName } from './person-name.ts'

export interface Issuer {
  /** “Igor Artamonov (governor of Lipetsk Oblast)”; “Air Force of the Armed Forces of Ukraine”. */
  readonly name: string
  /** As it stands in the text. */
  readonly quote: Quote
}

interface Found {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly score: number
}

/** So far from an office its holder’s name may stand. */
const farthestName = 7
const wordsOfBody = 6

/** The one who most clearly speaks; null where nobody does. Of two alike the later, who went further. */
export function issuerOf(
  text: string,
  words: readonly Word[],
  places: readonly PlaceMention[],
): Issuer | null {
  const placeAt = new Map<number, PlaceMention>()
  for (const place of places) for (let i = place.from; i < place.to; i++) placeAt.set(i, place)
  const here = { words, places, placeAt, language: languageOf(words, text) }
  let best: Found | undefined
  for (let i = 0; i < words.length; i++) {
    const found = bodyAt(here, i) ?? officeAt(here, i) ?? surnameAt(here, i)
    if (found === undefined) continue
    const score = found.score + attribution(words, found)
    if (best === undefined || score >= best.score) best = { ...found, score }
    i = found.to - 1
  }
  if (best === undefined) return null
  return { name: best.name, quote: quoteOf(text, words[best.from]!.start, words[best.to - 1]!.end) }
}

interface Here {
  readonly words: readonly Word[]
  readonly places: readonly PlaceMention[]
  readonly placeAt: ReadonlyMap<number, PlaceMention>
  readonly language: TextLanguage
}

function bodyAt(here: Here, at: number): Found | undefined {
  const { words } = here
  // “Пресс-служба губернатора Олега Мельниченко” is a body that a person names.
  if (/^(?:пресс|прес)$/.test(words[at]!.folded) && words[at + 1]?.folded.startsWith('служб') === true) {
    const holder = officeAt(here, at + 2)
    return holder === undefined ? undefined : { ...holder, name: `press service of ${holder.name}`, from: at }
  }
  let joined = words[at]!.folded
  for (let i = at + 1; i < Math.min(words.length, at + wordsOfBody); i++) {
    if (/[.,;:!?«»“”\n]/u.test(words[i]!.before)) break
    joined += ` ${words[i]!.folded}`
  }
  for (const { words: pattern, english: called, of } of bodies) {
    const said = pattern.exec(joined)?.[0]
    if (said === undefined) continue
    const to = at + said.split(' ').length
    const place = of === 'none' ? undefined : placeOf(here, of, at, to + 3)
    if (of !== 'none' && place === undefined && called.startsWith('{')) return undefined
    const name = called.replace(/, \{region\} directorate$|^\{region\} | of \{(?:region|city)\}/, (part) =>
      place === undefined ? '' : part.replace(/\{\w+\}/, nameIn(place)),
    )
    return { name, from: at, to, score: 2 }
  }
  return undefined
}

function officeAt(here: Here, at: number): Found | undefined {
  const { words, placeAt } = here
  const word = words[at]
  if (word === undefined) return undefined
  const office = offices.find((one) => one.words.test(word.folded))
  if (office === undefined) return undefined
  const genitive = office.genitive?.test(word.folded) === true ? 'genitive' : 'nominative'
  for (let i = at + 1; i < Math.min(words.length, at + farthestName); i++) {
    if (/[.;:!?«»“”()\n]|,/u.test(words[i]!.before)) break
    if (placeAt.has(i) || words[i]!.capital === 'no') continue
    const to = nameFrom(here, i)
    if (to === undefined) continue
    const name = normalName(
      words.slice(i, to).map(({ text }) => text),
      genitive,
      here.language,
    )
    return { name: `${name}${officeOf(here, office, at, to)}`, from: at, to, score: 3 }
  }
  // “Ігор Терехов, мер Харкова”.
  if (at >= 2 && /^,\s*$/.test(word.before) && nameFrom(here, at - 2) === at) {
    const name = normalName([words[at - 2]!.text, words[at - 1]!.text], 'nominative', here.language)
    return { name: `${name}${officeOf(here, office, at, at + 3)}`, from: at - 2, to: at + 1, score: 3 }
  }
  const role = officeOf(here, office, at, at + 3)
  const city = /^(?:города|міста)$/.test(words[at + 1]?.folded ?? '') ? ' of the city' : ''
  if (genitive === 'genitive' || (role.endsWith(`${office.english})`) && city === '')) return undefined
  return {
    name: city === '' ? role.slice(2, -1) : `${office.english}${city}`,
    ...{ from: at, to: city === '' ? at + 1 : at + 2, score: 1.5 },
  }
}

/** “Гладков: «…»” at the head of a text. */
function surnameAt({ words, placeAt, language }: Here, at: number): Found | undefined {
  const word = words[at]!
  if (at > 1 || word.capital === 'no' || placeAt.has(at) || word.text === word.text.toUpperCase())
    return undefined
  if (!/^\s*[:–—]\s*[«“"„]/u.test(words[at + 1]?.before ?? '')) return undefined
  return { name: normalName([word.text], 'nominative', language), from: at, to: at + 1, score: 2.5 }
}

/** Two or three words with a capital that are no place: the one after the last; undefined where none begins there. */
function nameFrom({ words, placeAt }: Here, at: number): number | undefined {
  let to = at
  while (
    to < at + 3 &&
    words[to]?.capital === 'yes' &&
    (!placeAt.has(to) || to > at) &&
    !/^\p{Lu}{2,}$/u.test(words[to]!.text) &&
    (to === at || /^[\s-]+$/.test(words[to]!.before))
  )
    to++
  return to - at >= 2 ? to : undefined
}

function officeOf(here: Here, office: Office, from: number, to: number): string {
  const of = office.of === 'country' ? undefined : office.of
  const place = of === undefined ? undefined : placeOf(here, of, from, to)
  return ` (${office.english}${place === undefined ? '' : ` of ${nameIn(place)}`})`
}

/** The place named with an office, else the one region that the text speaks of. */
function placeOf(
  { places }: Here,
  of: 'region' | 'city' | 'place',
  from: number,
  to: number,
): Area | undefined {
  const sure = places.filter(({ decision, candidates }) => decision === 'one' && candidates.length > 0)
  const beside = places.find((place) => place.from >= from - 1 && place.to <= to + 2)
  // “Сумська ОВА” is the oblast’s, whatever else is called so.
  const candidates = beside?.candidates.map(({ area }) => area) ?? []
  const area =
    of === 'region'
      ? candidates.find(({ kind }) => kind === 'region')
      : beside?.decision === 'one'
        ? candidates[0]
        : undefined
  if (area !== undefined) return area
  if (of === 'city') return undefined
  const regions = new Set(
    sure.flatMap(({ candidates }) => (candidates[0]!.area.kind === 'region' ? [candidates[0]!.area] : [])),
  )
  return of === 'region' && regions.size === 1 ? [...regions][0] : undefined
}

function nameIn(area: Area): string {
  return nameOf(area, english as Language)
}

/** More for a verb of announcing beside it, and for words in quotation marks that it ends or opens. */
function attribution(words: readonly Word[], { from, to }: Found): number {
  let score = 0
  for (let i = Math.max(0, from - 3); i < Math.min(words.length, to + 3); i++)
    if ((i < from || i >= to) && announces.test(words[i]!.folded)) {
      score += 1
      break
    }
  for (let i = Math.max(0, from - 5); i <= Math.min(words.length - 1, to + 1); i++)
    if ((i <= from ? /[»”"][,\s]*[–—-]?\s*$|[»”"],?\s/u : /:\s*[«“"„]/u).test(words[i]!.before)) {
      score += 2
      break
    }
  return score
}
