/** Days that do not exist, weekdays that are not theirs, what is to come told as past, and old news under a new date. */
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { dayNumber, dayNumberAt, datesOf, daysIn, yearMeant, type SaidDate } from './said-dates.ts'
import { weekdayNames } from './words/calendar.ts'
import { eventsSince } from './words/firsts.ts'

/** So many days after what it tells a text is no news any more. */
const staleAfterDays = 60
/** What lies longer back is history. */
const historyAfterDays = 5 * 365

export const datesThatFail: DoubtRule = (examined) => {
  const dates = datesOf(examined.words)
  const today = examined.context.saidAt === null ? undefined : dayNumberAt(examined.context.saidAt)
  const real = dates.filter(
    (date) =>
      date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysIn(date.month, date.year),
  )
  return [
    ...dates.filter((date) => !real.includes(date)).flatMap((date) => impossible(examined, date)),
    ...real.flatMap((date) => wrongWeekday(examined, date, today)),
    ...(today === undefined ? [] : [...told(examined, real, today), ...stale(examined, real, today)]),
    ...impossibleClocks(examined),
  ]
}

const quoteDate = ({ text }: Examined, { start, end }: SaidDate) => quoteIn(text, start, end)

function impossible(examined: Examined, date: SaidDate): TextDoubt[] {
  // “11.30.2025” is the American order.
  if (date.month > 12 && date.month <= 31 && date.day <= 12 && date.day >= 1) return []
  const quote = quoteDate(examined, date)
  return [doubt('date-error', `There is no such day as “${quote.text}”.`, quote)]
}

function wrongWeekday(examined: Examined, date: SaidDate, today: number | undefined): TextDoubt[] {
  if (date.weekday === null) return []
  const year = date.year ?? (today === undefined ? undefined : yearMeant(date, today))
  if (year === undefined) return []
  const real = (((dayNumber(date, year) + 4) % 7) + 7) % 7
  if (real === date.weekday) return []
  const quote = quoteDate(examined, date)
  return [
    doubt(
      'date-error',
      `“${quote.text}” was a ${weekdayNames[real]} in ${year}, not a ${weekdayNames[date.weekday]}.`,
      quote,
    ),
  ]
}

const past =
  / (?:was|were|had|struck|hit|killed|injured|wounded|destroyed|damaged|attacked|launched|shot|fell|began|happened|occurred|said|took|left|burned|flooded|collapsed|intercepted|reported) | \S{2,}(?:ил|ал|ел|ыл|ял)(?:а|о|и)?(?:сь|ся)? | (?:был|была|были|было|произошл\S+|погибл\S+|ранен\S+|сбит\S*|поврежден\S*) | \S{2,}(?:ив|ав|ила|ала|или|али|ило|ало)(?:ся)? | (?:був|була|були|було|загину\S+|поранен\S+|збит\S*|пошкоджен\S*) /u
const toCome =
  / (?:will|would|until|till|by|before|scheduled|planned|plans?|due|expected|forecast|may|from|through|deadline|expires?) | (?:будет|будут|до|к|планиру\S+|запланирован\S*|ожида\S+|намечен\S*|прогноз\S*|срок\S*|состоится|пройдет|с) | (?:буде|будуть|до|планує\S*|заплановано|очіку\S+|прогноз\S*|строк\S*|відбудеться|з) /u

/** “On 12 March 2027 a drone struck …”, said in 2026. */
function told(examined: Examined, dates: readonly SaidDate[], today: number): TextDoubt[] {
  return dates.flatMap((date): TextDoubt[] => {
    if (date.year === null || dayNumber(date, date.year) <= today + 1) return []
    const sentence = sentenceOf(examined, date)
    if (sentence === undefined || !past.test(sentence.folded) || toCome.test(sentence.folded)) return []
    return [
      doubt(
        'date-error',
        'A day that was still to come when this was said is told as past.',
        quoteDate(examined, date),
      ),
    ]
  })
}

const now =
  / (?:today|yesterday|tonight|overnight|last night|this (?:morning|evening|night|afternoon)|just now|breaking) | (?:сегодня|вчера|этой ночью|прошлой ночью|минувшей ночью|только что|срочно) | (?:сьогодні|вчора|учора|цієї ночі|минулої ночі|щойно|терміново) /u

const remembering =
  / (?:anniversary|anniversaries|commemorat\S*|since then|until then|for the first time|was first|history|memorial) | (?:годовщин\S*|памят\S*|истори\S*|с тех пор|до того|впервые) | (?:річниц\S*|роковин\S*|пам’ят\S*|памят\S*|істор\S*|відтоді|до того|до цього|вперше|уперше) /u

const eventDays = new Set(eventsSince.map(({ since }) => dayNumberAt(since)))

function stale(examined: Examined, dates: readonly SaidDate[], today: number): TextDoubt[] {
  const dated = dates.map((date) => ({ date, day: dayNumber(date, date.year ?? yearMeant(date, today)) }))
  const said: TextDoubt[] = []
  for (const { date, day } of dated) {
    const sentence = sentenceOf(examined, date)
    if (sentence === undefined || today - day <= 3) continue
    // “Today, 15 November 2023” in what was published two years later.
    const beside = ` ${examined.words
      .slice(Math.max(sentence.from, date.from - 2), Math.min(sentence.to, date.to + 2))
      .map(({ folded }) => folded)
      .join(' ')} `
    if (/ (?:today|tonight|this morning|сегодня|сьогодні) /u.test(beside))
      said.push(
        doubt(
          'stale-date',
          `“Today” is a day ${today - day} days before this was published.`,
          quoteDate(examined, date),
        ),
      )
  }
  if (said.length > 0) return said
  // “The blast on 1 May 2023 … On Tuesday …”: who gives the year tells of what was before the news.
  const hasNearer = examined.whens.some(
    ({ begins }) =>
      begins.day === undefined && (begins.weekday !== undefined || begins.relative !== undefined),
  )
  if (hasNearer && dated.every(({ date }) => date.year !== null)) return []
  // The day of the invasion or of Chornobyl is named as history.
  if (dated.some(({ day }) => eventDays.has(day))) return []
  const newest = Math.max(...dated.map(({ day }) => day))
  const age = today - newest
  if (dated.length === 0 || age <= staleAfterDays || age > historyAfterDays) return []
  if (examined.sentences.some(({ folded }) => remembering.test(folded))) return []
  const first = dated[0]!
  // “In 1986 … on 27 April”: of that year.
  if (
    dated.some(({ date }) => date.year === null) &&
    examined.whens.some(({ begins }) => begins.year !== undefined && begins.day === undefined)
  )
    return []
  const sentence = sentenceOf(examined, first.date)
  const isNews =
    sentence !== undefined &&
    (sentence.index <= 2 || examined.sentences.some(({ folded }) => now.test(folded)))
  if (!isNews) return []
  const year = first.date.year === null ? ' if this year or the last is meant' : ''
  return [
    doubt(
      'stale-date',
      `The latest day that the text names lies ${today - newest} days before it was published${year}; it may be old news.`,
      quoteDate(examined, dated.find(({ day }) => day === newest)!.date),
    ),
  ]
}

function sentenceOf({ sentences }: Examined, { from }: SaidDate): Sentence | undefined {
  return sentences.find((sentence) => sentence.from <= from && from < sentence.to)
}

/** “At 25:70”. A score of a match is no time: only after a word that asks for one. */
function impossibleClocks({ text }: Examined): TextDoubt[] {
  const found: TextDoubt[] = []
  for (const match of text.matchAll(
    /(?<=(?:^|[\s(])(?:at|about|around|since|until|from|в|о|об|около|с|до|з|після|после|біля|близько) )(\d{2}):(\d{2})(?![\d:])/giu,
  )) {
    const [hours, minutes] = [Number(match[1]), Number(match[2])]
    if (hours < 24 && minutes < 60) continue
    if (hours === 24 && minutes === 0) continue
    found.push(
      doubt(
        'date-error',
        `There is no such time as “${match[0]}”.`,
        quoteIn(text, match.index, match.index + match[0].length),
      ),
    )
    if (found.length > 5) break
  }
  return found
}
