/** Who attacked whom, and from where, as two documents tell it of one place within two days. */
import { rootOf } from '#areas'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { doubt, examine, quoteIn, wordsMet, type Examined } from './examined.ts'
import type { QuoteIn, TextDoubt } from './doubt.ts'
import { attacksOf, struckIn } from './who-attacked.ts'
import { disputed, sideNames, sideOf, type Side } from './words/sides.ts'
import { launching } from './words/launching.ts'

export interface DocumentToTell {
  readonly id: string
  readonly text: string
  /** RFC 3339. */
  readonly saidAt: string | null
}

interface Hit {
  readonly by: Side
  readonly quote: QuoteIn
}
interface Told {
  readonly document: DocumentToTell
  readonly attacked: ReadonlyMap<string, Hit>
  readonly struck: ReadonlyMap<string, QuoteIn>
  readonly launched: ReadonlyMap<string, QuoteIn>
}

const twoDays = 48 * 3_600_000
/** More documents than this are compared with the first ones only. */
const mostDocuments = 100
const mostDoubts = 60
/** So much of a text tells what happened. */
const mostRead = 12_000

export function toldApart(
  documents: readonly DocumentToTell[],
  copies: (one: string, other: string) => boolean,
): TextDoubt[] {
  const found: TextDoubt[] = []
  const seen = new Set<string>()
  const before = new Map<string, Told[]>()
  for (const document of documents.slice(0, mostDocuments)) {
    const told = toldBy(document)
    const places = new Set([...told.attacked.keys(), ...told.struck.keys(), ...told.launched.keys()])
    for (const place of places) {
      const earlier = before.get(place) ?? []
      for (const other of earlier) {
        if (found.length >= mostDoubts || seen.has(place) || isLongApart(other, told)) continue
        const said =
          byOthers(place, other, told) ??
          (copies(other.document.id, document.id)
            ? (launchedAndStruck(place, other, told) ?? launchedAndStruck(place, told, other))
            : undefined)
        if (said === undefined) continue
        seen.add(place)
        found.push(said)
      }
      if (earlier.length < 8) before.set(place, [...earlier, told])
    }
  }
  return found
}

function isLongApart(one: Told, other: Told): boolean {
  const [a, b] = [one, other].map(({ document: { saidAt } }) =>
    saidAt === null ? Number.NaN : Date.parse(saidAt),
  )
  return Math.abs(a! - b!) > twoDays
}

function toldBy(document: DocumentToTell): Told {
  const text = document.text.slice(0, mostRead)
  const words = wordsOf(text)
  const examined = examine(text, words, [], {
    language: languageOf(words, text),
    saidAt: null,
    numbers: [],
    whens: [],
  })
  const attacked = new Map<string, Hit>()
  const struck = new Map<string, QuoteIn>()
  for (const { target, by, quote, name } of attacksOf(examined))
    if (!attacked.has(target) && !disputed.test(name.toLowerCase()))
      attacked.set(target, { by, quote: { ...quote, document: document.id } })
  for (const { target, quote } of struckIn(examined))
    if (!struck.has(target)) struck.set(target, { ...quote, document: document.id })
  return { document, attacked, struck, launched: launchPlaces(examined, document.id) }
}

const from = /^(?:from|из|с|со|із|зі|з)$/

/** “Missiles were launched from Kursk Oblast”. */
function launchPlaces(examined: Examined, document: string): Map<string, QuoteIn> {
  const { words, sentences, text } = examined
  const found = new Map<string, QuoteIn>()
  for (const sentence of sentences) {
    const launched = wordsMet(sentence, launching)
    if (launched === null) continue
    for (let i = launched.from; i < Math.min(sentence.to - 1, launched.to + 6); i++) {
      const name = words[i + 1]!
      if (!from.test(words[i]!.folded) || name.capital === 'no' || sideOf(name.folded) !== undefined) continue
      const root = rootOf(name.folded)
      if (!found.has(root)) found.set(root, quoteIn(text, words[launched.from]!.start, name.end, document))
    }
  }
  return found
}

function byOthers(place: string, one: Told, other: Told): TextDoubt | undefined {
  const [a, b] = [one.attacked.get(place), other.attacked.get(place)]
  if (a === undefined || b === undefined || a.by === b.by) return undefined
  return doubt(
    'conflict-with-other-source',
    `One document has the place attacked by ${sideNames[a.by]}, the other by ${sideNames[b.by]}.`,
    a.quote,
    b.quote,
  )
}

/** What is the launch site in one text of a family is the target in the other. */
function launchedAndStruck(place: string, one: Told, other: Told): TextDoubt | undefined {
  const [launched, struck] = [one.launched.get(place), other.struck.get(place)]
  if (launched === undefined || struck === undefined || one.struck.has(place) || other.launched.has(place))
    return undefined
  return doubt(
    'conflict-with-other-source',
    'One text has something launched from there, and the other has it hit: launch site and target are mixed up.',
    launched,
    struck,
  )
}
