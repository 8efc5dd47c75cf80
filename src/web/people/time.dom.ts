/** Times as people here say them: the authority’s clock, with the day where it isn’t today, and how long ago. */
import { serverNow } from './ask.dom.ts'
import { el } from './element.dom.ts'
import { locale, say, words } from './words.dom.ts'

const timeZone = document.body.dataset['zone'] || 'UTC'
const clock = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone,
})
const seconds = new Intl.DateTimeFormat(locale, {
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  ...{ hourCycle: 'h23', timeZone },
})
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone })
const year = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone })

/** “00:37”, “2 Nov 00:37”, “2 Nov 2024 00:37”. */
export function timeSaid(instant: string): string {
  const at = new Date(instant)
  const now = serverNow()
  const parts = [clock.format(at)]
  if (day.format(at) !== day.format(now) || year.format(at) !== year.format(now))
    parts.unshift(day.format(at))
  if (year.format(at) !== year.format(now)) parts.splice(1, 0, year.format(at))
  return parts.join(' ')
}

/** “00:37:05”. */
export function clockSaid(at: number): string {
  return seconds.format(at)
}

export function dateSaid(at: number): string {
  return `${day.format(at)} ${year.format(at)}`
}

/** “3 min”, “2 h 5 min”, “4 d”; never negative. */
export function lengthSaid(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  if (minutes < 60) return say(words.minutes, { count: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return say(words.days, { count: Math.floor(hours / 24) })
  const rest = minutes % 60
  const said = say(words.hours, { count: hours })
  return rest === 0 ? said : `${said} ${say(words.minutes, { count: rest })}`
}

/** Its age is kept true by `keepAges`. */
export function timeTag(instant: string | null | undefined, otherwise = words.never): HTMLElement {
  if (instant === null || instant === undefined) return el('span', {}, otherwise)
  return el('time', { datetime: instant, title: instant }, timeSaid(instant))
}

/** “23 min”, counted on while the page is open. */
export function ageTag(instant: string): HTMLElement {
  return el('span', { 'data-age': instant }, lengthSaid(serverNow() - Date.parse(instant)))
}

export function keepAges(): void {
  setInterval(() => {
    for (const age of document.querySelectorAll<HTMLElement>('[data-age]')) {
      const said = lengthSaid(serverNow() - Date.parse(age.dataset['age'] ?? ''))
      if (age.textContent !== said) age.textContent = said
    }
  }, 10_000)
}

/** A sentence with the time in its place, or with any other element. */
export function withTime(sentence: string, element: HTMLElement): (string | HTMLElement)[] {
  const [before = '', after = ''] = sentence.split('{time}')
  return [before, element, after]
}

/** “1:05”: what is left of a countdown. */
export function leftSaid(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export function zoneSaid(): string {
  return say(words.timesIn, { zone: timeZone })
}

/** The instant of a time typed without a zone: that of the authority’s clock, wherever this device believes to be. */
export function instantTyped(local: string): string {
  const asUtc = Date.parse(`${local}Z`)
  const shown = (at: number) => {
    const parts = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]))
    const { year = '', month = '', day = '', hour = '', minute = '' } = parts
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`)
  }
  const guess = asUtc - (shown(asUtc) - asUtc)
  // Once more, for the hours around a change of the clocks.
  return new Date(guess - (shown(guess) - asUtc)).toISOString()
}

/** Read by a program: always the same digits and names. */
const wall = new Intl.DateTimeFormat('en-GB', {
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  ...{ hourCycle: 'h23', timeZone },
})
