/** Reads a profile from JSON, as an authority writes one: everything in it is known and fits, or the first thing that doesn't is named. */
import { ok, refuse, type Result } from '#base'
import { profileFrom, type CapProfile, type CapProfileSheet } from './profile.ts'
import { patternOf } from './requirement.ts'

/** `profileJson` is what JSON.parse gave. The refusal's `at` is a path in it: `requires[2].needs.matches`. */
export function readProfileSheet(profileJson: unknown): Result<CapProfile, 'cap/bad-profile'> {
  const misfit = sheet(profileJson, '')
  if (misfit !== undefined)
    return refuse('cap/bad-profile', {
      ...placed(misfit.at.replace(/^\./, '') || 'profile'),
      why: misfit.why,
    })
  return ok(profileFrom(profileJson as CapProfileSheet))
}

/** For programs and for the sentence. */
function placed(where: string) {
  return { at: where, where }
}

interface Misfit {
  readonly at: string
  readonly why: string
}
/** Says what doesn't fit; undefined when all does. */
type Check = (value: unknown, at: string) => Misfit | undefined

const test =
  (passes: (value: unknown) => boolean, why: string): Check =>
  (value, at) =>
    passes(value) ? undefined : { at, why }

const text = test((value) => typeof value === 'string' && value.trim() !== '', 'must be a text')
const count = test((value) => Number.isInteger(value) && (value as number) >= 0, 'must be a whole number')
const fitting = (pattern: RegExp, why: string): Check =>
  test((value) => typeof value === 'string' && pattern.test(value), why)
const oneOf = (...words: readonly string[]): Check =>
  test((value) => words.includes(value as string), `must be one of ${words.join(', ')}`)

const pattern = test((value) => {
  if (typeof value !== 'string' || value.length > 1_000) return false
  try {
    patternOf(value)
    return true
  } catch {
    return false
  }
}, 'must be a regular expression')

const list =
  (check: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return { at, why: 'must be a list' }
    for (const [i, one] of value.entries()) {
      const misfit = check(one, `${at}[${i}]`)
      if (misfit !== undefined) return misfit
    }
    return undefined
  }

const textsByName: Check = (value, at) => {
  if (!isObject(value)) return { at, why: 'must be an object of texts' }
  for (const [name, one] of Object.entries(value)) {
    const misfit = text(one, `${at}.${name}`)
    if (misfit !== undefined) return misfit
  }
  return undefined
}

type Fields = { readonly [name: string]: Check }

/** All of `needed`, any of `allowed`, and nothing else: a misspelt name would be silently ignored. */
const object =
  (needed: Fields, allowed: Fields = {}): Check =>
  (value, at) => {
    if (!isObject(value)) return { at, why: 'must be an object' }
    for (const name of Object.keys(needed))
      if (value[name] === undefined) return { at: `${at}.${name}`, why: 'is missing' }
    for (const [name, one] of Object.entries(value)) {
      const check = Object.hasOwn(needed, name)
        ? needed[name]
        : Object.hasOwn(allowed, name)
          ? allowed[name]
          : undefined
      if (check === undefined) return { at: `${at}.${name}`, why: 'is not known' }
      const misfit = check(one, `${at}.${name}`)
      if (misfit !== undefined) return misfit
    }
    return undefined
  }

/** The kind that has the first of these names decides. */
const byName =
  (kinds: { readonly [name: string]: Check }): Check =>
  (value, at) => {
    const name = isObject(value) ? Object.keys(kinds).find((kind) => value[kind] !== undefined) : undefined
    if (name === undefined) return { at, why: `must have one of ${Object.keys(kinds).join(', ')}` }
    return kinds[name]!(value, at)
  }

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const msgTypes = list(oneOf('Alert', 'Update', 'Cancel', 'Ack', 'Error'))
const statuses = list(oneOf('Actual', 'Exercise', 'System', 'Test', 'Draft'))
const language = fitting(/^[a-z]{2,8}$/, 'must be a language in lower case, without a country')
const only = object({}, { msgType: msgTypes, status: statuses, language })

const elementsOf: { readonly [of: string]: readonly string[] } = {
  alert: [
    ...['identifier', 'sender', 'sent', 'status', 'msgType', 'source', 'scope', 'restriction', 'addresses'],
    ...['code', 'note', 'references', 'incidents', 'info'],
  ],
  info: [
    ...['language', 'category', 'event', 'responseType', 'urgency', 'severity', 'certainty', 'audience'],
    ...['eventCode', 'effective', 'onset', 'expires', 'senderName', 'headline', 'description', 'instruction'],
    ...['web', 'contact', 'parameter', 'resource', 'area'],
  ],
  area: ['areaDesc', 'polygon', 'circle', 'geocode', 'altitude', 'ceiling'],
}

const needsOf = (of: string): Check => {
  const element = oneOf(...(elementsOf[of] ?? []))
  const ofAlert =
    (check: Check): Check =>
    (value, at) =>
      of === 'alert' ? check(value, at) : { at, why: 'can only be asked of the alert' }
  const pairs = oneOf(...(of === 'info' ? ['eventCode', 'parameter'] : of === 'area' ? ['geocode'] : []))
  const need: Check = (value, at) =>
    byName({
      has: object({ has: element }),
      hasNo: object({ hasNo: element }),
      every: byName({
        matches: object({ every: element, matches: pattern }),
        atMostCharacters: object({ every: element, atMostCharacters: count }),
      }),
      some: object({ some: element, matches: pattern }),
      pair: object(
        { pair: pairs, named: pattern },
        { valued: pattern, times, matches: pattern, atMostCharacters: count },
      ),
      differ: object({ differ: (value, at) => pairOf(element)(value, at) }),
      sameInAll: ofAlert(
        object({ sameInAll: oneOf('category', 'eventCode', 'urgency', 'severity', 'certainty') }),
      ),
      speaks: ofAlert(object({ speaks: list(language) })),
      anyOf: object({ anyOf: list((value, at) => need(value, at)) }),
    })(value, at)
  return need
}

const pairOf =
  (check: Check): Check =>
  (value, at) =>
    Array.isArray(value) && value.length === 2 ? list(check)(value, at) : { at, why: 'must be a list of two' }
const times = pairOf(count)

const requirement: Check = (value, at) => {
  const of = isObject(value) ? String(value['of']) : ''
  return object(
    {
      code: fitting(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
      level: oneOf('error', 'warning', 'advice'),
      of: oneOf('alert', 'info', 'area'),
      says: text,
      advice: text,
      needs: needsOf(of),
    },
    { clause: text, only },
  )(value, at)
}

const dressing = object(
  {},
  {
    codes: list(text),
    allClear: oneOf('update', 'cancel'),
    languages: textsByName,
    eventCodes: list(
      object(
        { valueName: text, codes: textsByName },
        { otherwise: text, unlessActual: text, names: textsByName },
      ),
    ),
    parameters: list(
      byName({
        value: object({ valueName: text, value: text }, { only }),
        textOfAtMost: object({ valueName: text, textOfAtMost: count }, { only }),
        areasBy: object({ valueName: text, areasBy: text }, { only }),
      }),
    ),
    geocodes: list(object({ valueName: text, from: text }, { otherwise: text })),
    leavesOut: list(object({ element: oneOf('effective', 'onset') }, { only })),
    asks: object({}, { sender: pattern, settings: list(oneOf('web', 'contact')) }),
  },
)

const sheet = object(
  {
    name: fitting(/^[a-z][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and hyphens'),
    title: text,
    source: text,
    requires: list(requirement),
  },
  { writes: dressing },
)
