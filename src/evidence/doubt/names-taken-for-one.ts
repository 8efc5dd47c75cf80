/** Two people taken for one: one office under two first names, one name in two offices, or who holds it under another first name. */
import { fold, resemblance, rootOf, soundKey, stemOf } from '#areas'
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { knownPeople } from './known-people.ts'
import { headOfRegion, isOneFirstName, namesakes, noName, officeOf, type Office } from './words/offices.ts'

interface Holder {
  readonly first: string
  readonly surname: string
  readonly office: Office
  /** The places beside the office, by their roots. */
  readonly places: ReadonlySet<string>
  /** Words of the name and of the office. */
  readonly from: number
  readonly to: number
}

const mostHolders = 60

export const namesTakenForOne: DoubtRule = (examined) => {
  const holders = examined.sentences
    .flatMap((sentence) => holdersIn(examined, sentence))
    .slice(0, mostHolders)
  if (holders.length === 0 || examined.sentences.some(({ folded }) => namesakes.test(folded))) return []
  const pairs = inPairs(examined, holders)
  return pairs.length > 0 ? pairs.slice(0, 5) : unlikeKnown(examined, holders).slice(0, 5)
}

/** “Governor Alexander Gusev of Voronezh Oblast”, “Михаил Фёдоров, начальник Запорожской ОВА”, “the mayor of Nikopol, Andrii Melnyk”. */
function holdersIn({ words }: Examined, { from, to }: Sentence): Holder[] {
  const found: Holder[] = []
  const isName = (at: number) => {
    const word = words[at]
    return (
      word !== undefined &&
      word.capital === 'yes' &&
      word.text.length >= 4 &&
      /^\p{L}[\p{Ll}'’-]+$/u.test(word.text) &&
      officeOf(word.folded) === undefined &&
      !noName.test(word.folded)
    )
  }
  for (let at = from + 1; at < to; at++) {
    if (!isName(at) || !isName(at - 1) || words[at]!.before !== ' ') continue
    if (isName(at + 1) && words[at + 1]!.before === ' ') continue
    if (isName(at - 2) && at - 2 >= from && words[at - 1]!.before === ' ') continue
    const read = officeBefore(words, from, at - 1) ?? officeAfter(words, at + 1, to)
    if (read === undefined) continue
    const behind = read.to <= at ? placesFrom(words, at + 1, to) : { places: new Set<string>(), to: at + 1 }
    const places = new Set([...read.places, ...behind.places])
    found.push({
      ...{
        first: soundKey(words[at - 1]!.folded),
        surname: stemOf(words[at]!.folded),
        office: read.office,
        places,
      },
      ...{ from: Math.min(read.from, at - 1), to: Math.max(read.to, behind.to, at + 1) },
    })
  }
  return found
}

interface Read {
  readonly office: Office
  readonly places: ReadonlySet<string>
  readonly from: number
  readonly to: number
}

/** Of one phrase: from its title on, with no sign in it. */
function officeBefore(words: Examined['words'], from: number, at: number): Read | undefined {
  if (!/^,? $/.test(words[at]!.before)) return undefined
  for (let i = at - 1; i >= Math.max(from, at - 7); i--) {
    if (i < at - 1 && words[i + 1]!.before !== ' ') return undefined
    const office = officeAt(words, i, at)
    if (office === undefined) continue
    // “Voronezh Governor …”, “липецкий губернатор …”.
    const start = i > from && words[i - 1]!.capital === 'yes' && words[i]!.before === ' ' ? i - 1 : i
    return { office, places: placesIn(words, start, at), from: start, to: at }
  }
  return undefined
}

/** “…, the mayor of Odesa,”. */
function officeAfter(words: Examined['words'], at: number, to: number): Read | undefined {
  if (!/^,? ?[–—(]? ?$/u.test(words[at]?.before ?? '.') || words[at]!.before === ' ') return undefined
  let end = at + 1
  while (end < Math.min(to, at + 9) && words[end]!.before === ' ') end++
  for (let i = at; i < Math.min(end, at + 3); i++) {
    const office = officeAt(words, i, end)
    if (office !== undefined) return { office, places: placesIn(words, at, end), from: at, to: end }
  }
  return undefined
}

/** A head is one of a region where a region stands in the phrase. */
function officeAt(words: Examined['words'], at: number, to: number): Office | undefined {
  const office = officeOf(words[at]!.folded)
  if (office !== 'head') return office
  return words.slice(at, to).some(({ folded }) => headOfRegion.test(folded)) ? 'governor' : 'head'
}

/** “… of Voronezh Oblast” right behind a name. */
function placesFrom(words: Examined['words'], at: number, to: number): { places: Set<string>; to: number } {
  let end = at
  if (words[at]?.folded === 'of' && words[at]!.before === ' ') {
    end = at + 1
    while (end < Math.min(to, at + 4) && words[end]!.before === ' ' && words[end]!.capital === 'yes') end++
  }
  return { places: placesIn(words, at, end), to: end }
}

function placesIn(words: Examined['words'], from: number, to: number): Set<string> {
  const places = new Set<string>()
  for (const { capital, folded, text } of words.slice(from, to))
    if (capital === 'yes' && text.length >= 3 && officeOf(folded) === undefined && !noName.test(folded))
      places.add(rootOf(folded))
  return places
}

const shares = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].some((place) => other.has(place))

function inPairs(examined: Examined, holders: readonly Holder[]): TextDoubt[] {
  const found: TextDoubt[] = []
  const seen = new Set<string>()
  for (const [index, holder] of holders.entries())
    for (const other of holders.slice(0, index)) {
      if (holder.surname !== other.surname || seen.has(holder.surname)) continue
      const isOne = isOneFirstName(holder.first, other.first)
      const [here, there] = [holder.places, other.places]
      const twoNames = !isOne && holder.office === other.office && shares(here, there)
      const twoOffices = isOne && here.size > 0 && there.size > 0 && !shares(here, there)
      if (!twoNames && !twoOffices) continue
      seen.add(holder.surname)
      found.push(
        doubt(
          'name-collision',
          twoNames
            ? 'One office is held under two first names; two people may be taken for one, or a name is wrong.'
            : 'One name stands in two offices of different places; two people may be taken for one.',
          ...[other, holder].map((one) => quoteOf(examined, one)),
        ),
      )
    }
  return found
}

const known = knownPeople.map((person) => {
  const [first, last] = person.name.split(' ') as [string, string]
  return {
    ...person,
    first: soundKey(fold(first)),
    stem: stemOf(fold(last)),
    held: person.office.startsWith('mayor') ? 'mayor' : 'governor',
  }
})

/** “Губернатор Брянской области Сергей Богомаз”: the surname of who holds it, with another first name. */
function unlikeKnown(examined: Examined, holders: readonly Holder[]): TextDoubt[] {
  const seen = new Set<string>()
  return holders.flatMap((holder): TextDoubt[] => {
    const person = known.find(
      ({ stem, held }) => held === holder.office && resemblance(stem, holder.surname, 0.8) >= 0.9,
    )
    if (person === undefined || seen.has(holder.surname) || isOneFirstName(person.first, holder.first))
      return []
    const phrase = ` ${examined.words
      .slice(holder.from, holder.to)
      .map(({ folded }) => folded)
      .join(' ')} `
    if (!person.beside.test(phrase)) return []
    seen.add(holder.surname)
    return [
      doubt(
        'name-collision',
        `The ${person.office} is known as ${person.name}; this may be somebody else of that surname, or a slip.`,
        quoteOf(examined, holder),
      ),
    ]
  })
}

const quoteOf = ({ text, words }: Examined, { from, to }: Holder) =>
  quoteIn(text, words[from]!.start, words[to - 1]!.end)
