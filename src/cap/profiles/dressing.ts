/** What a message written for a profile carries beyond the standard, as data; and the one function that puts it on. */
import type { CapInfo, CapMessage, CapValue } from '../message.ts'
import { languageOf, patternOf, type CapOnly } from './requirement.ts'

export interface CapDressing {
  /** Values of `code`, which say what profile the message follows. */
  readonly codes?: readonly string[]
  /** How the end of all of it is said: an Update with `responseType` AllClear unless told otherwise; or a Cancel with it. */
  readonly allClear?: 'update' | 'cancel'
  /** Tags for bare languages: `{ "en": "en-CA" }`. */
  readonly languages?: { readonly [language: string]: string }
  readonly eventCodes?: readonly CapCodeList[]
  readonly parameters?: readonly CapDressedParameter[]
  readonly geocodes?: readonly CapDressedGeocode[]
  readonly leavesOut?: readonly CapLeftOut[]
  /** What the authority has to bring along, because nobody can make it up. */
  readonly asks?: CapAsked
}

/** A list of codes for kinds of danger. */
export interface CapCodeList {
  readonly valueName: string
  /** By the sender's own names for kinds of danger: `{ "flood": "FLW" }`. */
  readonly codes: { readonly [event: string]: string }
  /** For every other danger; without it none is said. */
  readonly otherwise?: string
  /** In place of all of them where the status is not Actual, so that no machine takes a drill for real. */
  readonly unlessActual?: string
  /** The list's English names, where it asks that `event` says one of them. */
  readonly names?: { readonly [code: string]: string }
}

export type CapDressedParameter = { readonly valueName: string; readonly only?: CapOnly } & (
  | { readonly value: string }
  /** The message's own text in the language of the `info`, the longest that has at most so many characters. */
  | { readonly textOfAtMost: number }
  /** The codes of all areas in a scheme, separated by commas; left out where an area has none. */
  | { readonly areasBy: string }
)

export interface CapDressedGeocode {
  readonly valueName: string
  /** The scheme's name among the geocodes the area already has. */
  readonly from: string
  /** For an area without a code in the scheme; without it none is said, because a wrong place is worse than none. */
  readonly otherwise?: string
}

export interface CapLeftOut {
  readonly element: 'effective' | 'onset'
  readonly only?: CapOnly
}

export interface CapAsked {
  /** A pattern for the sender. */
  readonly sender?: string
  /** Elements that every `info` must have, and for which the authority's settings are the only source. */
  readonly settings?: readonly ('web' | 'contact')[]
}

/** What a message does not say of itself. */
export interface CapOccasion {
  /** The sender's own name for the kind of danger, by which lists of codes are sorted. */
  readonly event: string
  /** Whether it says that all of it, a part of it or nothing is over. */
  readonly over: 'all' | 'part' | 'nothing'
  /** The longest wording of at most so many characters, in a language of the message as it was written. */
  text(language: string | undefined, characters: number): string | undefined
}

/**
 * The message as each of these wants it. They add to one another; of two tags for a language, the first wins. One that
 * wants a Cancel at the end gets it, because the others take a Cancel as well.
 */
export function dress(
  message: CapMessage,
  dressings: readonly CapDressing[],
  occasion: CapOccasion,
): CapMessage {
  const cancels =
    message.msgType === 'Update' &&
    occasion.over === 'all' &&
    dressings.some((dressing) => dressing.allClear === 'cancel')
  const typed: CapMessage = cancels ? { ...message, msgType: 'Cancel' } : message
  const codes = [
    ...new Set([...(typed.code ?? []), ...dressings.flatMap((dressing) => dressing.codes ?? [])]),
  ]
  return {
    ...typed,
    ...(codes.length === 0 ? {} : { code: codes }),
    info: typed.info.map((info) => {
      const dressed = dressings.reduce(
        (before, dressing) => dressInfo(before, info, dressing, typed, occasion),
        info,
      )
      const tag = dressings
        .map((dressing) => info.language !== undefined && dressing.languages?.[info.language])
        .find(Boolean)
      return tag ? { ...dressed, language: tag } : dressed
    }),
  }
}

/** What the settings lack for these dressings, in words: `sender`, `web`. Empty when messages can be written for all of them. */
export function lackingFor(
  dressing: CapDressing | undefined,
  settings: { readonly sender: string; readonly web?: string; readonly contact?: string },
): readonly ('sender' | 'web' | 'contact')[] {
  const { sender, settings: asked = [] } = dressing?.asks ?? {}
  return [
    ...(sender === undefined || patternOf(sender).test(settings.sender) ? [] : (['sender'] as const)),
    ...asked.filter((name) => (settings[name] ?? '') === ''),
  ]
}

function dressInfo(
  before: CapInfo,
  written: CapInfo,
  dressing: CapDressing,
  message: CapMessage,
  occasion: CapOccasion,
): CapInfo {
  const applies = (only: CapOnly | undefined) =>
    only?.msgType?.includes(message.msgType) !== false &&
    only?.status?.includes(message.status) !== false &&
    (only?.language === undefined || only.language === languageOf(written))
  const area = before.area?.map((one) => ({
    ...one,
    geocode: united(one.geocode, geocodesOf(one.geocode ?? [], dressing)),
  }))
  const parameters = (dressing.parameters ?? [])
    .filter(({ only }) => applies(only))
    .flatMap((parameter) => {
      const value = parameterValue(parameter, written, occasion)
      return value === undefined ? [] : [{ valueName: parameter.valueName, value }]
    })
  const lists = (dressing.eventCodes ?? []).map((list) => ({
    list,
    code:
      (message.status === 'Actual' ? undefined : list.unlessActual) ??
      list.codes[occasion.event] ??
      list.otherwise,
  }))
  const named =
    languageOf(written) === 'en' && lists.map(({ list, code }) => list.names?.[code ?? '']).find(Boolean)
  const left = (dressing.leavesOut ?? []).filter(({ only }) => applies(only)).map(({ element }) => element)
  const kept = Object.fromEntries(
    Object.entries(before).filter(([name]) => !left.some((element) => element === name)),
  ) as unknown as CapInfo
  const eventCodes = lists.flatMap(({ list, code }) =>
    code === undefined ? [] : [{ valueName: list.valueName, value: code }],
  )
  return {
    ...kept,
    ...(named ? { event: named } : {}),
    ...(eventCodes.length === 0 ? {} : { eventCode: united(kept.eventCode, eventCodes) }),
    ...(parameters.length === 0 ? {} : { parameter: united(kept.parameter, parameters) }),
    ...(area === undefined ? {} : { area }),
  }
}

function geocodesOf(present: readonly CapValue[], { geocodes = [] }: CapDressing): CapValue[] {
  return geocodes.flatMap(({ valueName, from, otherwise }) => {
    const values = present.filter((one) => one.valueName === from).map(({ value }) => value)
    if (values.length === 0 && otherwise !== undefined) values.push(otherwise)
    return values.map((value) => ({ valueName, value }))
  })
}

function parameterValue(
  parameter: CapDressedParameter,
  info: CapInfo,
  occasion: CapOccasion,
): string | undefined {
  if ('value' in parameter) return parameter.value
  if ('textOfAtMost' in parameter) return occasion.text(info.language, parameter.textOfAtMost)
  const codes = (info.area ?? []).map(
    (area) => area.geocode?.find(({ valueName }) => valueName === parameter.areasBy)?.value,
  )
  return codes.length === 0 || codes.includes(undefined) ? undefined : codes.join(',')
}

/** Nothing is said twice. */
function united(present: readonly CapValue[] | undefined, added: readonly CapValue[]): readonly CapValue[] {
  const all = [...(present ?? [])]
  for (const one of added)
    if (!all.some(({ valueName, value }) => valueName === one.valueName && value === one.value)) all.push(one)
  return all
}
