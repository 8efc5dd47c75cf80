/** Times of one text that can't both be so: a clock against its part of the day, against “minutes later”, against how long it lasted. */
import { hoursAhead } from '../claim/clocks.ts'
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { clocksOf, fits, type SaidClock } from './said-clocks.ts'
import { partOfDayOf, type PartOfDay } from './words/calendar.ts'
import { elapsed, happening, lasted, otherTime } from './words/elapsed.ts'

export const timesThatFail: DoubtRule = (examined) => {
  const clocks = clocksOf(examined.words)
  if (clocks.length === 0) return []
  return [
    ...clocks.flatMap((clock) => againstItsOwnPart(examined, clock)),
    ...againstElapsed(examined, clocks),
    ...againstLasting(examined, clocks),
    ...againstPartOfDay(examined, clocks),
    ...againstZones(examined, clocks),
  ]
}

const quoteClock = ({ text }: Examined, { start, end }: SaidClock) => quoteIn(text, start, end)

/** “At 22:15 in the morning”. */
function againstItsOwnPart(examined: Examined, clock: SaidClock): TextDoubt[] {
  if (clock.partOfDay === null || fits(clock, clock.partOfDay, 60)) return []
  const after = examined.words
    .slice(clock.to, clock.to + 3)
    .find(({ folded }) => clock.partOfDay!.said.test(folded))!
  const quote = quoteIn(examined.text, clock.start, after.end)
  return [
    doubt(
      'contradiction-in-text',
      `The hour and the part of the day do not go together in “${quote.text}”.`,
      quote,
    ),
  ]
}

/** “06:58 … a few minutes later, at 06:59”. */
function againstElapsed(examined: Examined, clocks: readonly SaidClock[]): TextDoubt[] {
  return clocks.flatMap((clock, index): TextDoubt[] => {
    const before = clocks[index - 1]
    if (before === undefined) return []
    // The phrase stands between the two times, just before the second.
    const from = Math.max(before.to, clock.from - 7)
    const between = ` ${examined.words
      .slice(from, clock.from)
      .map(({ folded }) => folded)
      .join(' ')} `
    const met = elapsed.find(({ said }) => said.test(between))
    if (met === undefined || clock.from - before.to > 60) return []
    const gone = difference(before, clock)
    const match = met.said.exec(between)!
    const [least, most] = met.minutes(match)
    if (gone.some((minutes) => minutes >= least && minutes <= most)) return []
    const first = from + between.slice(0, match.index + 1).split(' ').length - 2
    const said = quoteIn(examined.text, examined.words[first]!.start, clock.end)
    return [
      doubt(
        met.vague === 'yes' ? 'implausible' : 'contradiction-in-text',
        `“${said.text}” does not go with ${quoteClock(examined, before).text}: between the two lies ${gone[0]} min.`,
        quoteClock(examined, before),
        said,
      ),
    ]
  })
}

/** “Lasted two hours, from 22:10 to 23:00”. */
function againstLasting(examined: Examined, clocks: readonly SaidClock[]): TextDoubt[] {
  return examined.sentences.flatMap((sentence): TextDoubt[] => {
    const own = clocks.filter(({ from }) => from >= sentence.from && from < sentence.to)
    if (own.length !== 2) return []
    const met = lasted.said.exec(sentence.folded)
    if (met === null) return []
    const span = lasted.minutes(met)
    const between = ` ${examined.words
      .slice(own[0]!.to, own[1]!.from)
      .map(({ folded }) => folded)
      .join(' ')} `
    if (span === undefined || !/^ (?:to|until|till|and|до|по|и|та) $/u.test(between)) return []
    const gone = difference(own[0]!, own[1]!)
    if (gone.some((minutes) => Math.abs(minutes - span) <= Math.max(5, span * 0.25))) return []
    return [
      doubt(
        'contradiction-in-text',
        `It is said to have lasted ${span} min, but between the two times lie ${gone[0]}.`,
        quoteIn(examined.text, own[0]!.start, own[1]!.end),
        quoteIn(examined.text, sentence.start, sentence.end),
      ),
    ]
  })
}

/** “On the evening of 18 April a drone struck … At 10:35 the staff heard an explosion.” */
function againstPartOfDay(examined: Examined, clocks: readonly SaidClock[]): TextDoubt[] {
  const told: { readonly sentence: Sentence; readonly part: PartOfDay; readonly at: number }[] = []
  for (const sentence of examined.sentences) {
    if (!happening.test(sentence.folded)) continue
    for (let at = sentence.from; at < sentence.to; at++) {
      const part = partOfDayOf(examined.words[at]!.folded)
      if (part !== undefined) told.push({ sentence, part, at })
    }
  }
  // Only where one event is told at one time of the day is it sure that the clock is about it.
  const [only] = told
  if (only === undefined || told.some(({ part }) => part !== only.part)) return []
  if (clocks.some(({ from }) => from >= only.sentence.from && from < only.sentence.to)) return []
  const other = examined.sentences.filter(
    ({ folded, index, from, to }) =>
      index > only.sentence.index &&
      happening.test(folded) &&
      !otherTime.test(folded) &&
      clocks.filter((clock) => clock.from >= from && clock.from < to).length === 1,
  )
  if (other.length !== 1 || clocks.length > 2) return []
  const clock = clocks.find(({ from }) => from >= other[0]!.from && from < other[0]!.to)!
  const plain = { ...clock, half: 'sure' } as const
  if (clock.partOfDay !== null || fits(plain, only.part, 120)) return []
  const end = examined.words[Math.min(only.sentence.to, only.at + 4) - 1]!.end
  return [
    doubt(
      'contradiction-in-text',
      'The event is told at one time of the day and a clock time of another is given; they may be two events.',
      quoteIn(examined.text, examined.words[only.at]!.start, end),
      quoteIn(
        examined.text,
        clock.start,
        examined.words[Math.min(other[0]!.to, clock.to + (clock.zone === null ? 0 : 2)) - 1]!.end,
      ),
    ),
  ]
}

/** “15:00 Moscow time (13:00 Kyiv)”: in summer the two are one, in winter an hour apart; to UTC it is three, and two or three. */
function againstZones(examined: Examined, clocks: readonly SaidClock[]): TextDoubt[] {
  return clocks.flatMap((clock, index): TextDoubt[] => {
    const before = clocks[index - 1]
    if (before === undefined || clock.from - before.to > 5 || before.zone === null || clock.zone === null)
      return []
    if (before.zone === clock.zone || before.zone === 'local' || clock.zone === 'local') return []
    if (!/[(/]/.test(examined.text.slice(before.end, clock.start))) return []
    const [one, other] = [hoursAhead(before.zone), hoursAhead(clock.zone)]
    const allowed = one.flatMap((a) => other.map((b) => (b - a) * 60))
    const real = ((clock.minutes - before.minutes + 720 + 1_440) % 1_440) - 720
    if (allowed.includes(real)) return []
    return [
      doubt(
        'timezone',
        'The two clock times are not the same moment in their zones.',
        quoteClock(examined, before),
        quoteClock(examined, clock),
      ),
    ]
  })
}

/** Minutes from one to the other, over midnight where needed; twice where a time may be twelve hours later. */
function difference(before: SaidClock, after: SaidClock): number[] {
  const plain = (after.minutes - before.minutes + 1_440) % 1_440
  return before.half === after.half ? [plain] : [plain, (plain + 720) % 1_440]
}
