/** The few things a profile can ask of a message as data, and the one function that holds a message against them. */
import type { CapLevel, CapPlace } from '../finding.ts'
import type { CapArea, CapInfo, CapMessage, CapMsgType, CapStatus, CapValue } from '../message.ts'
import type { CapReading } from '../reading.ts'

export interface CapRequirement {
  /** Short: `no-expires`. */
  readonly code: string
  readonly level: CapLevel
  /** One sentence; `{value}` is what was found. */
  readonly says: string
  readonly advice: string
  readonly clause?: string
  /** What is looked at: the message once, or each `info`, or each `area`. */
  readonly of: 'alert' | 'info' | 'area'
  readonly only?: CapOnly
  readonly needs: CapNeed
}

/** Where a requirement applies; each one given has to hold. */
export interface CapOnly {
  readonly msgType?: readonly CapMsgType[]
  readonly status?: readonly CapStatus[]
  /** Primary subtag, lower case: `en` is also `en-CA`. An `info` without one speaks English (CAP 1.2 §3.2.2). */
  readonly language?: string
}

/**
 * Patterns are regular expressions that have to fit the whole value, without spaces at its ends. A value of more than ten
 * thousand characters fits none: what a profile fixes by a pattern is short, and a hostile text must not cost time.
 */
export type CapNeed =
  /** There is such an element, with something in it. */
  | { readonly has: string }
  | { readonly hasNo: string }
  /** Every such element that is there fits. */
  | { readonly every: string; readonly matches: string }
  | { readonly every: string; readonly atMostCharacters: number }
  /** At least one fits. */
  | { readonly some: string; readonly matches: string }
  | CapValueNeed
  /** Two texts that are there are not the same. */
  | { readonly differ: readonly [string, string] }
  /** Every `info` says the same as the first. */
  | { readonly sameInAll: 'category' | 'eventCode' | 'urgency' | 'severity' | 'certainty' }
  /** The message, if it says anything, speaks each of these, by primary subtag. */
  | { readonly speaks: readonly string[] }
  | { readonly anyOf: readonly CapNeed[] }

/** Pairs of name and value. */
export interface CapValueNeed {
  readonly pair: 'eventCode' | 'parameter' | 'geocode'
  /** A pattern for its name. */
  readonly named: string
  /** A pattern for its value: then only those count. */
  readonly valued?: string
  /** How often it stands there; `[1, 1]` is exactly once, `[0, 9]` is not asked for. Once or more where absent. */
  readonly times?: readonly [least: number, most: number]
  /** What every value of that name looks like. */
  readonly matches?: string
  readonly atMostCharacters?: number
}

export interface CapMiss {
  readonly place: CapPlace
  readonly value?: string
}

type Looked = CapMessage | CapInfo | CapArea
type Reading = CapReading & { readonly message: CapMessage }

/** Where a message falls short of a requirement: at what is wrong, or at what lacks it. */
export function missesOf(requirement: CapRequirement, reading: Reading): CapMiss[] {
  const { of, only, needs } = requirement
  const { message } = reading
  if (only?.msgType?.includes(message.msgType) === false) return []
  if (only?.status?.includes(message.status) === false) return []
  if (of === 'alert') return missing(needs, message, reading)
  const infos = message.info.filter(
    (info) => only?.language === undefined || languageOf(info) === only.language,
  )
  const looked: readonly Looked[] = of === 'info' ? infos : infos.flatMap((info) => info.area ?? [])
  return looked.flatMap((one) => missing(needs, one, reading))
}

function missing(need: CapNeed, looked: Looked, reading: Reading): CapMiss[] {
  const here = reading.where(looked)
  const at = (name: string, nth = 0) => reading.where(looked, name, nth)
  if ('has' in need) return isThere(looked, need.has) ? [] : [{ place: here }]
  if ('hasNo' in need) return isThere(looked, need.hasNo) ? [{ place: at(need.hasNo) }] : []
  if ('every' in need) {
    const fits = 'matches' in need ? fitting(need.matches) : noLonger(need.atMostCharacters)
    return textsIn(looked, need.every).flatMap((value, nth) =>
      fits(value) ? [] : [{ place: at(need.every, nth), value }],
    )
  }
  if ('some' in need) return textsIn(looked, need.some).some(fitting(need.matches)) ? [] : [{ place: here }]
  if ('pair' in need) return missingPairs(need, looked, reading)
  if ('differ' in need) {
    const [one, other] = need.differ.map((name) => textsIn(looked, name)[0]?.trim())
    return one !== undefined && one !== '' && one === other ? [{ place: at(need.differ[0]), value: one }] : []
  }
  if ('sameInAll' in need) {
    const said = (info: CapInfo) => JSON.stringify([...sayAll(info, need.sameInAll)].sort())
    const [first, ...others] = reading.message.info
    return others
      .filter((info) => said(info) !== said(first!))
      .map((info) => ({ place: reading.where(info, need.sameInAll) }))
  }
  if ('speaks' in need) {
    const spoken = reading.message.info.map(languageOf)
    return need.speaks
      .filter((language) => spoken.length > 0 && !spoken.includes(language))
      .map((value) => ({ place: here, value }))
  }
  return need.anyOf.some((one) => missing(one, looked, reading).length === 0) ? [] : [{ place: here }]
}

function missingPairs(need: CapValueNeed, looked: Looked, reading: Reading): CapMiss[] {
  const [least, most] = need.times ?? [1, Infinity]
  const isNamed = fitting(need.named)
  const isMeant = need.valued === undefined ? () => true : fitting(need.valued)
  const named = pairsIn(looked, need.pair).filter(
    ({ valueName, value }) => isNamed(valueName) && isMeant(value),
  )
  if (named.length < least) return [{ place: reading.where(looked) }]
  if (named.length > most) return [{ place: reading.where(named[most]!), value: named[most]!.value }]
  const fits = need.matches === undefined ? () => true : fitting(need.matches)
  const isShort = noLonger(need.atMostCharacters ?? Infinity)
  return named
    .filter(({ value }) => !fits(value) || !isShort(value))
    .map((pair) => ({ place: reading.where(pair), value: pair.value }))
}

/** The primary subtag in lower case. */
export function languageOf(info: CapInfo): string {
  return (info.language?.trim() || 'en-US').split('-')[0]!.toLowerCase()
}

function pairsIn(looked: Looked, name: CapValueNeed['pair']): readonly CapValue[] {
  return (looked as unknown as { readonly [name: string]: readonly CapValue[] | undefined })[name] ?? []
}

/** The texts of the elements of this name, in their order; those that hold elements count as there and have no text. */
function textsIn(looked: Looked, name: string): string[] {
  const held = (looked as unknown as { readonly [name: string]: unknown })[name]
  const list: readonly unknown[] = Array.isArray(held) ? held : held === undefined ? [] : [held]
  return list.map((one) => (typeof one === 'object' ? '(elements)' : String(one)))
}

function isThere(looked: Looked, name: string): boolean {
  return textsIn(looked, name).some((text) => text.trim() !== '')
}

function sayAll(info: CapInfo, name: 'category' | 'eventCode' | 'urgency' | 'severity' | 'certainty') {
  if (name !== 'eventCode') return textsIn(info, name)
  return pairsIn(info, name).map(({ valueName, value }) => `${valueName}=${value}`)
}

const longestFitted = 10_000
const compiled = new Map<string, RegExp>()

function fitting(pattern: string): (value: string) => boolean {
  let expression = compiled.get(pattern)
  if (expression === undefined) {
    expression = patternOf(pattern)
    compiled.set(pattern, expression)
  }
  const whole = expression
  return (value) => value.length <= longestFitted && whole.test(value.trim())
}

/** Throws a SyntaxError on what is no regular expression. */
export function patternOf(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u')
}

function noLonger(characters: number): (value: string) => boolean {
  return (value) => value.length <= characters || [...value].length <= characters
}
