/** Two counts of the same thing in one text, and “nobody” beside somebody; a later count, another place or a part is no contradiction. */
import { rootOf } from '#areas'
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence, type SaidNumber } from './examined.ts'
import type { QuoteIn, TextDoubt } from './doubt.ts'
import { monthOf, weekdayOf } from './words/calendar.ts'
import { harmCounted } from './harm-counted.ts'
import { clocksOf } from './said-clocks.ts'
import { nobody, otherCount } from './words/harm.ts'
import { fateOf, thingOf } from './words/tallies.ts'

interface Count {
  /** “injured”, “drones shot”. */
  readonly of: string
  readonly value: number
  readonly bound: SaidNumber['bound']
  readonly sentence: Sentence
  readonly quote: QuoteIn
}

export const countsThatDiffer: DoubtRule = (examined) => {
  const places = placesInForce(examined)
  const counts = countsOf(examined, 'all')
  return [...differing(examined, counts, places), ...denied(examined, places)]
}

/** A report names every count only a few times; a list of hundreds is compared with its first ones. */
const mostCompared = 12

function differing(
  examined: Examined,
  counts: readonly Count[],
  places: readonly ReadonlySet<string>[],
): TextDoubt[] {
  const found: TextDoubt[] = []
  const byThing = Map.groupBy(counts, ({ of }) => of)
  for (const [of, all] of byThing) {
    const own = all.slice(0, mostCompared)
    for (let j = 1; j < own.length; j++)
      for (let i = 0; i < j; i++) {
        const [one, other] = [own[i]!, own[j]!]
        if (one.sentence === other.sentence || !excludes(one, other)) continue
        const windows = of.includes(' ') ? windowsOf(examined, one, other) : undefined
        if (windows !== undefined) {
          found.push(windows)
          continue
        }
        if (!shareOne(places, one, other)) continue
        if (otherCount.test(other.sentence.folded) || isPartOf(own, one, other)) continue
        if (otherCount.test(one.sentence.folded)) continue
        const [speaker, speakerOfOther] = [speakerAt(examined, one), speakerAt(examined, other)]
        const differ = speaker !== null && speakerOfOther !== null && speaker !== speakerOfOther
        found.push(
          doubt(
            differ ? 'contradiction-between-speakers' : 'contradiction-in-text',
            differ
              ? `${speaker} and ${speakerOfOther} count differently: ${one.value} and ${other.value} ${of}.`
              : `The text counts both ${one.value} and ${other.value} ${of}, and does not say that anything changed in between.`,
            one.quote,
            other.quote,
          ),
        )
      }
  }
  return found.slice(0, 8)
}

function excludes(one: Count, other: Count): boolean {
  if (one.value === other.value) return false
  const [less, greater] = one.value < other.value ? [one, other] : [other, one]
  if (less.bound === 'about' || greater.bound === 'about') return greater.value > less.value * 1.5
  return less.bound !== 'at-least' && greater.bound !== 'up-to'
}

/** Two of the counts make the third. */
function isPartOf(counts: readonly Count[], one: Count, other: Count): boolean {
  const values = counts.map(({ value }) => value)
  const [less, greater] = [Math.min(one.value, other.value), Math.max(one.value, other.value)]
  const rest = greater - less
  return values.includes(rest) && (rest !== less || values.filter((value) => value === less).length > 1)
}

/** “26 shot down in the evening … between 15:00 and 16:30, 25”: nearly the same number for two windows. */
function windowsOf(examined: Examined, one: Count, other: Count): TextDoubt | undefined {
  const [less, greater] = [Math.min(one.value, other.value), Math.max(one.value, other.value)]
  if (less < 10 || greater > less * 1.1 || !hasWindow(examined, one) || !hasWindow(examined, other))
    return undefined
  if (/ (?:more|another|additional|еще|ещё|ще|додатково) $/u.test(` ${wordBefore(examined, other)} `))
    return undefined
  return doubt(
    'different-window',
    `${one.value} and ${other.value} are nearly the same number, told for two windows of time; they may be one count or two.`,
    one.quote,
    quoteIn(examined.text, other.sentence.start, Math.max(other.quote.end, other.quote.start)),
  )
}

const wordBefore = ({ words }: Examined, { quote }: Count) =>
  words.findLast(({ end }) => end < quote.start)?.folded ?? ''

function hasWindow(examined: Examined, { sentence }: Count): boolean {
  if (
    / (?:morning|evening|night|afternoon|overnight|утр\S*|вечер\S*|ноч\S*|ранк\S*|вечор\S*|увечері|ввечері|ніч|ночі|вночі|уночі|day|сутки|добу) /u.test(
      sentence.folded,
    )
  )
    return true
  return clocksOf(examined.words.slice(sentence.from, sentence.to)).length > 0
}

/** “There were no casualties” and “two were injured” of one place. */
function denied(examined: Examined, places: readonly ReadonlySet<string>[]): TextDoubt[] {
  const found: TextDoubt[] = []
  let counts: readonly Count[] | undefined
  for (const sentence of examined.sentences) {
    const none = nobody.find(([, said]) => said.test(sentence.folded))
    if (none === undefined || otherCount.test(sentence.folded)) continue
    const [of] = none
    counts ??= countsOf(examined, 'some')
    const somebody = counts.find(
      (count) =>
        count.value > 0 &&
        count.sentence !== sentence &&
        (of === 'any' ? count.of === 'killed' || count.of === 'injured' : count.of === of) &&
        !otherCount.test(count.sentence.folded) &&
        !nobody.some(([, said]) => said.test(count.sentence.folded)) &&
        shareOne(places, count, { sentence }),
    )
    if (somebody === undefined) continue
    const met = none[1].exec(sentence.folded)!
    const start =
      examined.words[sentence.from + sentence.folded.slice(0, met.index + 1).split(' ').length - 2]!.start
    found.push(
      doubt(
        'contradiction-in-text',
        `The text says both that nobody was harmed and that ${somebody.value} were ${somebody.of}.`,
        ...[quoteIn(examined.text, start, sentence.end), somebody.quote].sort((a, b) => a.start - b.start),
      ),
    )
  }
  return found.slice(0, 4)
}

function countsOf(examined: Examined, whom: 'all' | 'some'): Count[] {
  const { words, numbers, sentences, text } = examined
  const counts: Count[] = []
  let at = 0
  for (const number of numbers) {
    while (at < sentences.length - 1 && sentences[at]!.to <= number.from) at++
    const sentence = sentences[at]!
    if (number.from < sentence.from) continue
    const { value, bound } = number
    if (!Number.isInteger(value)) continue
    const harm = harmCounted(examined, number, sentence.from, sentence.to, whom)
    const thing = harm === undefined ? shotDown(examined, sentence, number) : undefined
    const of = harm?.harm ?? thing?.of
    const end = harm?.end ?? thing?.end
    if (of === undefined || end === undefined) continue
    counts.push({
      of,
      value,
      bound,
      sentence,
      quote: quoteIn(text, Math.min(words[number.from]!.start, harm?.start ?? Infinity), end),
    })
  }
  return counts
}

/** Drones or missiles that were shot down, as a total. */
function shotDown(
  { words }: Examined,
  sentence: Sentence,
  number: SaidNumber,
): { of: string; end: number } | undefined {
  let thing: string | undefined
  let end = 0
  for (let i = number.to; i < Math.min(sentence.to, number.to + 8); i++) {
    if (/[,;:()\n—–]/u.test(words[i]!.before)) break
    thing ??= thingOf(words[i]!.folded)
    if (thing !== undefined && fateOf(words[i]!.folded) === 'shot')
      return { of: `${thing} shot down`, end: words[i]!.end }
    if (/^\d/.test(words[i]!.text)) break
    end = words[i]!.end
  }
  if (thing === undefined) return undefined
  for (let i = number.from - 1; i >= Math.max(sentence.from, number.from - 4); i--) {
    if (/[,;:()\n—–]/u.test(words[i + 1]!.before)) break
    if (fateOf(words[i]!.folded) === 'shot') return { of: `${thing} shot down`, end }
  }
  return undefined
}

/** The names in force at each sentence: its own, or those of the sentence before. */
function placesInForce({ words, sentences }: Examined): ReadonlySet<string>[] {
  const inForce: Set<string>[] = []
  for (const { from, to, paragraph, index } of sentences) {
    const own = new Set<string>()
    for (let i = from; i < to; i++) {
      const { capital, folded, text } = words[i]!
      if (
        capital === 'no' ||
        text.length < 3 ||
        monthOf(folded) !== undefined ||
        weekdayOf(folded) !== undefined
      )
        continue
      const first = i === from || /["«“:]\s*$/u.test(words[i]!.before)
      if (
        first &&
        words[i + 1]?.capital !== 'yes' &&
        !/^(?:region|oblast|district|область|области|област[іию]|район\S*)$/u.test(words[i + 1]?.folded ?? '')
      )
        continue
      own.add(rootOf(folded))
    }
    const before = inForce[index - 1]
    inForce.push(
      own.size > 0 || before === undefined || sentences[index - 1]!.paragraph < paragraph - 1 ? own : before,
    )
  }
  return inForce
}

function shareOne(
  places: readonly ReadonlySet<string>[],
  one: { sentence: Sentence },
  other: { sentence: Sentence },
): boolean {
  const [a, b] = [places[one.sentence.index]!, places[other.sentence.index]!]
  if (a.size === 0 || b.size === 0) return a.size === b.size
  for (const name of a) if (b.has(name)) return true
  return false
}

function speakerAt({ statements }: Examined, { quote }: Count): string | null {
  const said = statements.findLast(
    ({ quote: { start, end }, form }) => form !== 'own' && start <= quote.start && end >= quote.end,
  )
  return said?.speaker ?? null
}
