/** What a copy has otherwise than the text it goes back to: names, numbers, days, levels, and quotations that are not there. */
import { fold, resemblance, rootOf } from '#areas'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { doubt, quoteIn } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import type { FamilyDocument } from './families.ts'
import { linesOf, pairsOf, type Line, type Slot } from './sentence-pairs.ts'
import { monthOf } from './words/calendar.ts'
import { colourOf } from './words/colours.ts'

/** More differences than this make it another text. */
const mostDoubts = 12

export function doubtsInFamily(original: FamilyDocument, copy: FamilyDocument): TextDoubt[] {
  const [from, to] = [linesOf(original.text), linesOf(copy.text)]
  const side = (document: FamilyDocument) => (start: number, end: number) =>
    quoteIn(document.text, start, end, document.id)
  const sides = { original: side(original), copy: side(copy) }
  const changed = pairsOf(to, from).flatMap((pair) => [
    ...swapped(pair.original, pair.copied, sides),
    ...levelSwapped(pair.original, pair.copied, sides),
  ])
  const found = [
    ...quotationsNotThere(original, copy),
    ...(changed.length > 0 ? changed : levelsOfLists(from, to, sides)),
  ]
  return found.slice(0, mostDoubts)
}

type Side = (start: number, end: number) => ReturnType<typeof quoteIn>
interface Sides {
  readonly original: Side
  readonly copy: Side
}

/** Places of names and numbers filled otherwise, where as many stand in both sentences. */
function swapped(original: Line, copied: Line, sides: Sides): TextDoubt[] {
  return (['name', 'number'] as const).flatMap((kind) => {
    const [one, other] = [original, copied].map(({ slots }) =>
      slots.filter((slot) => slot.kind === kind),
    ) as [Slot[], Slot[]]
    if (one.length !== other.length) return []
    // The same ones in another order are the same.
    const keys = new Set(one.map(({ key }) => key))
    const own = new Set(other.map(({ key }) => key))
    return other.flatMap((slot, index): TextDoubt[] => {
      const was = one[index]!
      if (slot.key === was.key || keys.has(slot.key) || own.has(was.key)) return []
      const quotes = [sides.original(was.start, was.end), sides.copy(slot.start, slot.end)] as const
      if (kind === 'number') {
        const isDay = [slot, was].some(
          ({ words, around }) =>
            monthOf(words[0]!.folded) !== undefined ||
            around.split(' ').some((word) => monthOf(word) !== undefined),
        )
        const days = [wholeDay(original, was, sides.original), wholeDay(copied, slot, sides.copy)] as const
        return isDay
          ? [
              doubt(
                'stale-date',
                `The copy tells the same under another day: “${days[0].text}” became “${days[1].text}”.`,
                ...days,
              ),
            ]
          : [
              doubt(
                'conflict-with-other-source',
                `The copy has ${quotes[1].text} where the text it goes back to has ${quotes[0].text}.`,
                ...quotes,
              ),
            ]
      }
      // The titles and first names before it may be the same.
      const alike = resemblance(lastOf(slot.key), lastOf(was.key), 0.5)
      if (alike > 0.92) return []
      return alike >= 0.6
        ? [
            doubt(
              'name-error',
              `“${quotes[0].text}” became “${quotes[1].text}” in the copy; probably one name.`,
              ...quotes,
            ),
          ]
        : [
            doubt(
              'changed-copy',
              `The copy puts “${quotes[1].text}” where the text it goes back to has “${quotes[0].text}”.`,
              ...quotes,
            ),
          ]
    })
  })
}

/** The number with the month and the year beside it. */
function wholeDay({ slots }: Line, slot: Slot, side: Side): ReturnType<Side> {
  let [start, end] = [slot.start, slot.end]
  const dated = slots.filter(({ kind }) => kind === 'number')
  for (let steps = 0; steps < 2; steps++)
    for (const near of dated) {
      if (near.start - end === 1) end = near.end
      if (start - near.end === 1) start = near.start
    }
  return side(start, end)
}

const lastOf = (key: string) => key.slice(key.lastIndexOf(' ') + 1)

function coloursIn({ words }: Line) {
  return words.flatMap((word) => {
    const colour = colourOf(word.folded)
    return colour === undefined ? [] : [{ colour, word }]
  })
}

function levelSwapped(original: Line, copied: Line, sides: Sides): TextDoubt[] {
  const [was, is] = [coloursIn(original), coloursIn(copied)]
  const [one, other] = [was[0], is[0]]
  if (
    was.length !== 1 ||
    is.length !== 1 ||
    one === undefined ||
    other === undefined ||
    one.colour === other.colour
  )
    return []
  return [levelDoubt(one, other, sides)]
}

type Coloured = ReturnType<typeof coloursIn>[number]

function levelDoubt(one: Coloured, other: Coloured, sides: Sides): TextDoubt {
  return doubt(
    'conflict-with-other-source',
    `One text says ${one.colour}, the other ${other.colour}; which level was declared is to be looked up.`,
    sides.original(one.word.start, one.word.end),
    sides.copy(other.word.start, other.word.end),
  )
}

/** In a retelling no sentences meet, but lists of places do: the level in force where they are named. */
function levelsOfLists(original: readonly Line[], copied: readonly Line[], sides: Sides): TextDoubt[] {
  const [one, other] = [original, copied].map(listsWithLevel) as [ListWithLevel[], ListWithLevel[]]
  for (const list of other)
    for (const was of one) {
      let shared = 0
      for (const name of list.names) if (was.names.has(name)) shared++
      if (shared >= 3 && was.level.colour !== list.level.colour)
        return [levelDoubt(was.level, list.level, sides)]
    }
  return []
}

interface ListWithLevel {
  readonly level: Coloured
  readonly names: ReadonlySet<string>
}

function listsWithLevel(lines: readonly Line[]): ListWithLevel[] {
  let level: Coloured | undefined
  const lists: ListWithLevel[] = []
  for (const line of lines) {
    level = coloursIn(line).at(-1) ?? level
    const names = new Set(
      line.slots.flatMap(({ kind, words }) =>
        kind === 'name' ? words.map(({ folded }) => rootOf(folded)) : [],
      ),
    )
    if (level !== undefined && names.size >= 3 && lists.length < 20) lists.push({ level, names })
  }
  return lists
}

const quoted = /[“"«„‘]([^“”"«»„‘’\n]{12,400})[”"»“’]/gu

/** Words in quotation marks that the original does not have; where it is in another language, only when it quotes nothing at all. */
function quotationsNotThere(original: FamilyDocument, copy: FamilyDocument): TextDoubt[] {
  const language = (text: string) => languageOf(wordsOf(text.slice(0, 2_000)), text.slice(0, 2_000))
  const known = fold(original.text)
  const sameLanguage = language(original.text) === language(copy.text)
  const quotesAtAll = [...original.text.matchAll(quoted)].some(
    (match) => match[1]!.trim().split(/\s+/u).length >= 4,
  )
  if (!sameLanguage && quotesAtAll) return []
  return [...copy.text.matchAll(quoted)].slice(0, 50).flatMap((match): TextDoubt[] => {
    const said = fold(match[1]!)
    if (said.split(' ').length < 3 || known.includes(said)) return []
    const quote = quoteIn(copy.text, match.index, match.index + match[0].length, copy.id)
    return [
      doubt(
        'invented-quote',
        'These words are quoted here, and the text this goes back to does not have them.',
        quote,
        quoteIn(original.text, 0, Math.min(original.text.length, 120), original.id),
      ),
    ]
  })
}
