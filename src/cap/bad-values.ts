/** Values that the types of a message let through and the schema does not: times, tags, addresses and numbers, found before anything is written. */
import { refuse, type Result } from '#base'
import type { CapInfo, CapMessage } from './message.ts'
import { whyNoUri } from './rules/addresses.ts'

export type CapValueRefusal = 'cap/bad-time' | 'cap/bad-language' | 'cap/bad-address' | 'cap/bad-number'

type Refusal = Result<never, CapValueRefusal>

/** The first value that can't stand in a valid document; `at` is its path. */
export function badValue(message: CapMessage): Refusal | undefined {
  return (
    badTime(message.sent, '/alert/sent[1]') ??
    first(message.references, (reference, i) => badTime(reference.sent, `/alert/references[1]#${i}`)) ??
    first(message.info, (info, i) => badIn(info, `/alert/info[${i}]`))
  )
}

function badIn(info: CapInfo, path: string): Refusal | undefined {
  return (
    (info.language === undefined || languageTag.test(info.language)
      ? undefined
      : refuse('cap/bad-language', { at: `${path}/language[1]`, text: info.language })) ??
    badTime(info.effective, `${path}/effective[1]`) ??
    badTime(info.onset, `${path}/onset[1]`) ??
    badTime(info.expires, `${path}/expires[1]`) ??
    badAddress(info.web, `${path}/web[1]`, 'whole') ??
    first(
      info.resource,
      (resource, i) =>
        badSize(resource.size, `${path}/resource[${i}]/size[1]`) ??
        badAddress(
          resource.uri,
          `${path}/resource[${i}]/uri[1]`,
          resource.derefUri === undefined ? 'whole' : 'any',
        ),
    ) ??
    first(info.area, (area, i) => {
      const at = `${path}/area[${i}]`
      return (
        first(area.circle, ({ radiusKilometres }, j) =>
          isDecimal(radiusKilometres) && radiusKilometres >= 0
            ? undefined
            : badNumber(radiusKilometres, `${at}/circle[${j}]`),
        ) ??
        badDecimal(area.altitude, `${at}/altitude[1]`) ??
        badDecimal(area.ceiling, `${at}/ceiling[1]`)
      )
    })
  )
}

/** Counted from 1. */
function first<One>(
  list: readonly One[] | undefined,
  problem: (one: One, place: number) => Refusal | undefined,
): Refusal | undefined {
  for (const [i, one] of (list ?? []).entries()) {
    const found = problem(one, i + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** xs:language, as the schema has it. */
const languageTag = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/
/** CAP 1.2 §3.3.2, and a day that is in the calendar. */
const timePattern =
  /^\d{4}-\d\d-\d\dT(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00)[-+](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/

function badTime(time: string | undefined, at: string): Refusal | undefined {
  if (time === undefined || (timePattern.test(time) && isDay(time.slice(0, 10)))) return undefined
  return refuse('cap/bad-time', { at, text: time })
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && !day.startsWith('0000')
}

/** The schema's anyURI lets other characters stand, as if they were escaped (XML Schema 1.0 §3.2.17). */
const escapable = /[^\u0021-\u007e]|[<>"{}|\\^`]/gu
const character = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
/** RFC 3986 §4.1, without the finer points of what a host is; a first part with a colon needs a scheme before it. */
const scheme = '[A-Za-z][A-Za-z0-9+.-]*:'
const host = `(?:${character}*|\\[[0-9A-Fa-f:.]+\\](?::\\d*)?)(?=[/?#]|$)`
const reference = new RegExp(
  `^(?:(?:${scheme})?//${host}|${scheme}(?!//)|(?![^/?#]*:)(?!//))` +
    `(?:${character}|/)*(?:\\?(?:${character}|[/?])*)?(?:#(?:${character}|[/?])*)?$`,
  'u',
)

/** §3.2.2 and §3.2.3: only what stands for content that is here may be relative. */
function badAddress(address: string | undefined, at: string, must: 'whole' | 'any'): Refusal | undefined {
  if (address === undefined) return undefined
  const isOne = reference.test(address.replace(escapable, '_')) && whyNoUri(address) === undefined
  if (isOne && (must === 'any' || /^(?!www\.)[a-z][a-z0-9+.-]*:/i.test(address))) return undefined
  return refuse('cap/bad-address', { at, text: address })
}

function badSize(size: number | undefined, at: string): Refusal | undefined {
  return size === undefined || (Number.isSafeInteger(size) && size >= 0) ? undefined : badNumber(size, at)
}

function badDecimal(number: number | undefined, at: string): Refusal | undefined {
  return number === undefined || isDecimal(number) ? undefined : badNumber(number, at)
}

/** Beyond this, JavaScript writes powers of ten, which CAP's decimals don't have. */
function isDecimal(number: number): boolean {
  return Math.abs(number) < 1e21
}

function badNumber(number: number, at: string): Refusal {
  return refuse('cap/bad-number', { at, number: String(number) })
}
