/** When a page, a mail or a file says that it was said. A time without a zone is kept as it is written, and is no instant. */
import { instantOf, parseInstant, type Instant } from '#base'
import type { SaidTime } from './reading.ts'

/** RFC 3339, ISO 8601 with `+03:00` or `Z`, or RFC 5322 with its zone; undefined for everything else. */
export function instantSaid(text: string): Instant | null {
  const trimmed = text.trim().slice(0, 100)
  const iso = parseInstant(trimmed)
  if (iso.ok) return sensible(iso.value)
  const mail = mailTime.exec(trimmed)
  if (mail === null) return null
  const milliseconds = Date.parse(mail[0])
  return Number.isNaN(milliseconds) ? null : sensible(instantOf(milliseconds))
}

// RFC 5322 §3.3, and the names of zones that mean one thing only (§4.3).
const mailTime =
  /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC?|Z)/

/** A clock that was never set says 1970; no text that we read was said before the telegraph, or will be in a thousand years. */
function sensible(at: Instant): Instant | null {
  return at > '1990' && at < '2200' ? at : null
}

/** `D:20251102003700+03'00'` (ISO 32000-1 §7.9.4). */
export function pdfTime(text: string): Instant | null {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)/.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minute, second = '00', sign = '+', hours = '00', minutes = '00'] = match
  return instantSaid(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`)
}

/** Fields of a page that say when it was published, those that say it best first. */
const pageFields = [
  ...['article:published_time', 'datepublished', 'og:article:published_time', 'pubdate', 'publish-date'],
  ...['dc.date.issued', 'dcterms.created', 'dc.date', 'date', 'sailthru.date', 'parsely-pub-date', 'time'],
] as const

export function pageTimes(
  fields: ReadonlyMap<string, string>,
  structured: readonly string[],
): readonly SaidTime[] {
  const times: SaidTime[] = []
  for (const text of structured) {
    const [, published] = /"datePublished"\s*:\s*"([^"\\]{8,40})"/.exec(text) ?? []
    if (published !== undefined)
      times.push({
        by: 'page',
        field: 'datePublished (JSON-LD)',
        text: published,
        at: instantSaid(published),
      })
  }
  for (const field of pageFields) {
    const text = fields.get(field)
    if (text !== undefined) times.push({ by: 'page', field, text: text.slice(0, 100), at: instantSaid(text) })
  }
  return times
}

/** The time to go by: a person's word, else the first that is an instant. */
export function saidAtOf(times: readonly SaidTime[]): Instant | null {
  const known = times.filter(({ at }) => at !== null)
  return (known.find(({ by }) => by === 'person') ?? known[0])?.at ?? null
}
