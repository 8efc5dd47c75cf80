/** Times as a reader of the page says them: the authority's clock, how long ago, and the zone by its distance from UTC. */
import { between, minute, type Instant } from '#base'
import { html, type Html } from './html.ts'
import type { PageView } from './page-view.ts'
import { fill } from './speech.ts'
import type { Words } from './words.ts'

/** “23 min”, “1 h 38 min”. */
export function ageSaid(since: Instant, at: Instant, words: Words): string {
  const minutes = Math.max(0, Math.floor(between(since, at) / minute))
  if (minutes < 60) return fill(words.minutes, { count: minutes })
  const rest = minutes % 60
  const hours = fill(words.hours, { count: Math.floor(minutes / 60) })
  return rest === 0 ? hours : `${hours} ${fill(words.minutes, { count: rest })}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The time in the authority's zone, 24 hours; with the day where it isn't the page's own day. */
export function clockTime(
  at: Instant,
  view: Pick<PageView, 'at' | 'language' | 'timeZone'>,
  precision: 'minutes' | 'seconds' = 'minutes',
): string {
  const format = (name: string, language: string, options: Intl.DateTimeFormatOptions) => {
    const key = `${name} ${language} ${view.timeZone}`
    let found = formats.get(key)
    if (found === undefined)
      formats.set(key, (found = new Intl.DateTimeFormat(language, { ...options, timeZone: view.timeZone })))
    return found
  }
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = format(precision, 'en-GB', precision === 'seconds' ? { ...clock, second: '2-digit' } : clock)
  const day = format('day', view.language === 'en' ? 'en-GB' : view.language, {
    day: 'numeric',
    month: 'short',
  })
  const said = time.format(new Date(at))
  const date = day.format(new Date(at))
  return date === day.format(new Date(view.at)) ? said : `${date} ${said}`
}

/** “UTC+3”. */
export function zoneOffset(at: Instant, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' })
  const name = format.formatToParts(new Date(at)).find((part) => part.type === 'timeZoneName')?.value ?? ''
  return name.replace('GMT', 'UTC')
}

export function timeTag(at: Instant, view: PageView): Html {
  return html`<time datetime="${at}">${clockTime(at, view)}</time>`
}
