/** Times as screens say them: the authority's clock, with the day where the hour alone would leave it in doubt. */
import { between, hour, type Instant } from '#base'

export interface ScreenClock {
  readonly timeZone: string
  /** “00:37”. */
  time(at: Instant): string
  /** “00:37 (Europe/Moscow)”. */
  zoned(at: Instant): string
  /** “since 00:37 (Europe/Moscow)”. */
  since(at: Instant): string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${timeZone} ${options.day ?? ''}`
  let found = formats.get(key)
  if (found === undefined)
    formats.set(key, (found = new Intl.DateTimeFormat(language, { ...options, timeZone })))
  return found
}

/** `now` decides whether the day is said; `since` is the words with a place for `{time}`. */
export function clockOf(
  {
    timeZone,
    language,
    since,
  }: { readonly timeZone: string; readonly language: string; readonly since: string },
  now: Instant,
): ScreenClock {
  const minutes = format('en-GB', timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const days = format(language === 'en' ? 'en-GB' : language, timeZone, { day: 'numeric', month: 'short' })
  const said = new Map<string, string>()
  const time = (at: Instant) => {
    // The same for everything that began in one minute.
    const key = at.slice(0, 16)
    let found = said.get(key)
    if (found === undefined) {
      const clock = minutes.format(Date.parse(at))
      const isNear = Math.abs(between(at, now)) <= 12 * hour
      said.set(key, (found = isNear ? clock : `${days.format(Date.parse(at))} ${clock}`))
    }
    return found
  }
  const zoned = (at: Instant) => `${time(at)} (${timeZone})`
  return { timeZone, time, zoned, since: (at) => since.replace('{time}', () => zoned(at)) }
}
