/** The residents' words in use: what is said in whose language, and times as a reader says them. */
import type { Instant } from '#base'
import { fill, html, type Html } from '#web/html'
import { directionOf, type ResidentLanguage } from './languages.ts'
import type { NowView, Said } from './now-view.ts'
import { en } from './words/en.ts'
import { he } from './words/he.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'
import type { NowWords } from './words.ts'

export const nowWords: { readonly [language in ResidentLanguage]: NowWords } = { en, uk, ru, he }

/** In an element of its own where it is in another language, which then says so and runs its own way. */
export function said({ text, lang }: Said): Html {
  return lang === undefined
    ? html`${text}`
    : html`<span lang="${lang}" dir="${directionOf(lang)}">${text}</span>`
}

/** A sentence of ours with what is said put in its `{place}`; each keeps its language. */
export function saidIn(sentence: string, values: { readonly [name: string]: Html | string }): Html {
  const parts = sentence.split(/\{(\w+)\}/)
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : (values[part] ?? '')))}`
}

/** “A, B, C and 4 more”. */
export function listed(all: readonly Said[], words: NowWords, most = 6): Html {
  const shown = all.slice(0, most).map((one, i) => html`${i > 0 && ', '}${said(one)}`)
  if (all.length <= most) return html`${shown}`
  return saidIn(words.more, { places: html`${shown}`, count: String(all.length - most) })
}

type Clocked = Pick<NowView, 'at' | 'language' | 'timeZone'>

const halfADay = 12 * 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, language: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${name} ${language} ${timeZone}`
  let found = formats.get(key)
  if (found === undefined)
    formats.set(key, (found = new Intl.DateTimeFormat(language, { ...options, timeZone })))
  return found
}

/** In the authority's zone, 24 hours; with the day where the hour alone would leave it in doubt. */
export function clockTime(at: Instant, view: Clocked, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time =
    precision === 'seconds'
      ? format('seconds', 'en-GB', view.timeZone, { ...clock, second: '2-digit' })
      : format('minutes', 'en-GB', view.timeZone, clock)
  const text = time.format(Date.parse(at))
  if (Math.abs(Date.parse(view.at) - Date.parse(at)) <= halfADay) return text
  const day = format('day', view.language === 'en' ? 'en-GB' : view.language, view.timeZone, {
    day: 'numeric',
    month: 'short',
  })
  const date = day.format(Date.parse(at))
  return date === day.format(Date.parse(view.at)) ? text : `${date} ${text}`
}

export function timeTag(at: Instant, view: Clocked): Html {
  return html`<time datetime="${at}">${clockTime(at, view)}</time>`
}

/** “UTC+3”. */
export function zoneOffset({ at, timeZone }: Clocked): string {
  const parts = format('zone', 'en-US', timeZone, { timeZoneName: 'shortOffset' }).formatToParts(
    Date.parse(at),
  )
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC')
}

/** “23 min”, “1 h 38 min”; whole minutes that have passed. */
export function minutesSaid(minutes: number, words: NowWords): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const texts = [
    ...(hours > 0 ? [fill(words.hours, { count: hours })] : []),
    ...(hours === 0 || rest > 0 ? [fill(words.minutes, { count: rest })] : []),
  ]
  return texts.join(' ')
}

export function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000))
}

/** “350 m”, “1.4 km”. */
export function distanceSaid(metres: number, words: NowWords): string {
  return metres < 1_000
    ? fill(words.metres, { count: Math.max(10, Math.round(metres / 10) * 10) })
    : fill(words.kilometres, { count: (metres / 1_000).toFixed(1) })
}
