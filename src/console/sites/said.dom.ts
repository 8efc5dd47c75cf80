/** Values, times, spans and reasons of sites in the reader’s words. */
import { lengthSaid, serverNow, timeSaid, timeZone } from '../time.dom.ts'
import { language, say, words } from '../words.dom.ts'
import type { DarkReason } from '../map/stations.ts'
import type { Window } from './periods.ts'

export { measureSaid as valueSaid } from '../map/site-map.svelte.ts'

/** Why nothing is known; also where nobody knows why. */
export function whySaid(why: DarkReason | null): string {
  return why === null ? words.sites.whyUnknown : words.map.stations.dark[why]
}

/** “We are blind here”, or that we were: a gap that is over is no news of now. */
export function blindSaid({ untilMs }: Pick<Window, 'untilMs'>): string {
  return untilMs >= serverNow() - 150_000 ? words.sites.blind : words.sites.wasBlind
}

/** “00:10 – 01:20 (1 h 10 min)”. */
export function spanSaid({ fromMs, untilMs }: Window): string {
  return say(words.sites.span, {
    from: timeSaid(fromMs),
    until: timeSaid(untilMs),
    length: lengthSaid(untilMs - fromMs),
  })
}

const formats = new Map<string, Intl.DateTimeFormat>()
function format(zone: string, what: 'clock' | 'day' | 'parts'): Intl.DateTimeFormat {
  const key = `${zone} ${what}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const locale = language === 'en' ? 'en-GB' : language
  const made =
    what === 'clock'
      ? new Intl.DateTimeFormat(locale, { ...clock, timeZone: zone })
      : what === 'day'
        ? new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: zone })
        : new Intl.DateTimeFormat('en-GB', {
            ...{ ...clock, second: '2-digit', year: 'numeric', month: '2-digit', day: '2-digit' },
            timeZone: zone,
          })
  formats.set(key, made)
  return made
}

/** “02:00”; where the day begins, optionally the day. */
export function clockIn(atMs: number, zone: string, at: 'clock' | 'day-at-midnight' = 'clock'): string {
  const isMidnight = at === 'day-at-midnight' && (atMs + offsetAt(atMs, zone)) % 86_400_000 === 0
  return format(zone, isMidnight ? 'day' : 'clock').format(atMs)
}

/** Milliseconds that the place’s clock is ahead of UTC then. */
export function offsetAt(atMs: number, zone = timeZone): number {
  const whole = Math.floor(atMs / 1_000) * 1_000
  const part = Object.fromEntries(
    format(zone, 'parts')
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}
