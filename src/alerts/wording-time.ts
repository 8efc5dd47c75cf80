/** Says an instant as the clocks of a place show it. */
import { epochMilliseconds, type Instant } from '#base'

export interface ClockTime {
  /** `00:37`. */
  readonly time: string
  /** The day in the language's words, when it was asked for. */
  readonly date?: string
  /** IANA name. */
  readonly zone: string
  /** `+03:00`; asked for only where a book has no words for the zone. */
  offset(): string
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Formats are slow to make and never change. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let made = formats.get(key)
  if (made === undefined) formats.set(key, (made = new Intl.DateTimeFormat(language, options)))
  return made
}

/** Throws a RangeError on a zone nobody knows: the configuration is checked where it is read. */
export function clockTime(
  at: Instant,
  timeZone: string,
  language: string,
  day: 'named' | 'plain',
): ClockTime {
  const when = epochMilliseconds(at)
  // Plain `en` is American and would put the month first.
  const calendar = language === 'en' ? 'en-GB' : language
  const said = {
    time: format('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(when),
    zone: timeZone,
    offset() {
      const name = format('en-GB', { timeZone, timeZoneName: 'longOffset' }).format(when)
      return name.match(/[+-]\d\d:\d\d/)?.[0] ?? '+00:00'
    },
  }
  return day === 'named'
    ? { ...said, date: format(calendar, { timeZone, day: 'numeric', month: 'long' }).format(when) }
    : said
}
