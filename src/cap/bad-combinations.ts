/** Values that are each right and together wrong, or that no list of the standard has: found before anything is written. */
import { refuse, type Result } from '#base'
import type { CapArea, CapInfo, CapMessage, CapResource } from './message.ts'
import { measureBase64 } from './rules/base-64.ts'

export type CapCombinationRefusal =
  | 'cap/bad-value'
  | 'cap/bad-list-item'
  | 'cap/bad-heights'
  | 'cap/bad-resource'
  | 'cap/missing-text'
  | 'cap/scope-mismatch'
  | 'cap/self-reference'

type Refusal = Result<never, CapCombinationRefusal>

const listed: { readonly [element: string]: RegExp } = {
  status: /^(Actual|Exercise|System|Test|Draft)$/,
  msgType: /^(Alert|Update|Cancel|Ack|Error)$/,
  scope: /^(Public|Restricted|Private)$/,
  category: /^(Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other)$/,
  responseType: /^(Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None)$/,
  urgency: /^(Immediate|Expected|Future|Past|Unknown)$/,
  severity: /^(Extreme|Severe|Moderate|Minor|Unknown)$/,
  certainty: /^(Observed|Likely|Possible|Unlikely|Unknown)$/,
}

/** The first of them; `at` is its path. */
export function badCombination(message: CapMessage): Refusal | undefined {
  const { scope, restriction } = message
  const scopeAt = { at: '/alert/scope[1]', scope }
  return (
    notListed(message, ['status', 'msgType', 'scope'], '/alert') ??
    badItem(message.addresses, '/alert/addresses[1]', 'addresses') ??
    badItem(message.incidents, '/alert/incidents[1]', 'incidents') ??
    ((message.code ?? []).some((code) => code.trim() === '')
      ? refuse('cap/missing-text', { at: '/alert/code', element: 'code' })
      : undefined) ??
    (scope !== 'Restricted' && restriction !== undefined
      ? refuse('cap/scope-mismatch', { ...scopeAt, element: 'restriction' })
      : undefined) ??
    selfReference(message) ??
    first(message.info, (info, i) => badIn(info, `/alert/info[${i}]`))
  )
}

/** A program that isn't checked by types may say anything. */
function notListed(of: object, elements: readonly string[], path: string): Refusal | undefined {
  for (const element of elements) {
    const said = (of as { readonly [name: string]: string | readonly string[] | undefined })[element] ?? []
    for (const [i, text] of (typeof said === 'string' ? [said] : said).entries())
      if (!listed[element]!.test(text))
        return refuse('cap/bad-value', { at: `${path}/${element}[${i + 1}]`, element, text })
  }
  return undefined
}

/** An item with a space in it is quoted, and §3.2.1 has no way to quote a quotation mark. */
function badItem(items: readonly string[] | undefined, at: string, element: string): Refusal | undefined {
  const text = items?.find((item) => item.trim() === '' || item.includes('"'))
  return text === undefined ? undefined : refuse('cap/bad-list-item', { at, element, text })
}

function selfReference({ identifier, sender, sent, references }: CapMessage): Refusal | undefined {
  const nth = (references ?? []).findIndex(
    (one) => one.identifier === identifier && one.sender === sender && one.sent === sent,
  )
  return nth === -1
    ? undefined
    : refuse('cap/self-reference', { at: `/alert/references[1]#${nth + 1}`, text: identifier })
}

function badIn(info: CapInfo, path: string): Refusal | undefined {
  return (
    notListed(info, ['category', 'responseType', 'urgency', 'severity', 'certainty'], path) ??
    first(info.resource, (resource, i) => badResource(resource, `${path}/resource[${i}]`)) ??
    first(info.area, (area, i) => badHeights(area, `${path}/area[${i}]`))
  )
}

const mimeType = /^[\w!#$&.+^-]+\/[\w!#$&.+^-]+(\s*;.*)?$/

function badResource(resource: CapResource, path: string): Refusal | undefined {
  for (const element of ['resourceDesc', 'mimeType'] as const)
    if (resource[element].trim() === '')
      return refuse('cap/missing-text', { at: `${path}/${element}[1]`, element })
  const { mimeType: type, derefUri } = resource
  if (!mimeType.test(type))
    return refuse('cap/bad-resource', { at: `${path}/mimeType[1]`, why: `“${type}” is no MIME type` })
  const why = derefUri === undefined ? undefined : measureBase64(derefUri).why
  return why === undefined
    ? undefined
    : refuse('cap/bad-resource', { at: `${path}/derefUri[1]`, why: `its content is not base 64: ${why}` })
}

/** §3.2.4: no ceiling without an altitude, which is the lower of the two. */
function badHeights({ altitude, ceiling }: CapArea, path: string): Refusal | undefined {
  if (ceiling === undefined || (altitude !== undefined && ceiling >= altitude)) return undefined
  return refuse('cap/bad-heights', { at: `${path}/ceiling[1]`, ceiling, altitude: altitude ?? 'not said' })
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
