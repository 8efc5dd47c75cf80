/** Values that the standard lists: exact, of other capitals, of another version, or unknown; the last three always said. */
import type {
  CapCategory,
  CapCertainty,
  CapMsgType,
  CapResponseType,
  CapScope,
  CapSeverity,
  CapStatus,
  CapUrgency,
} from '../message.ts'
import type { CapVersion } from '../reading.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readFindings } from './read-findings.ts'
import type { Reader } from './reader.ts'
import { readToken, type Need } from './text.ts'

export interface Values<Value extends string> {
  /** With the first version that has each. */
  readonly since: ReadonlyMap<string, CapVersion>
  readonly byLowerCase: ReadonlyMap<string, Value>
}

function values<Value extends string>(list: { readonly [value in Value]: CapVersion }): Values<Value> {
  const names = Object.keys(list) as Value[]
  return {
    since: new Map(names.map((name) => [name, list[name]])),
    byLowerCase: new Map(names.map((name) => [name.toLowerCase(), name])),
  }
}

export const statuses = values<CapStatus>({
  Actual: '1.0',
  Exercise: '1.0',
  System: '1.0',
  Test: '1.0',
  Draft: '1.1',
})
export const msgTypes = values<CapMsgType>({
  Alert: '1.0',
  Update: '1.0',
  Cancel: '1.0',
  Ack: '1.0',
  Error: '1.0',
})
export const scopes = values<CapScope>({ Public: '1.0', Restricted: '1.0', Private: '1.0' })
export const categories = values<CapCategory>({
  Geo: '1.0',
  Met: '1.0',
  Safety: '1.0',
  Security: '1.0',
  Rescue: '1.0',
  Fire: '1.0',
  Health: '1.0',
  Env: '1.0',
  Transport: '1.0',
  Infra: '1.0',
  CBRNE: '1.1',
  Other: '1.0',
})
export const responseTypes = values<CapResponseType>({
  Shelter: '1.0',
  Evacuate: '1.0',
  Prepare: '1.0',
  Execute: '1.0',
  Avoid: '1.2',
  Monitor: '1.0',
  Assess: '1.0',
  AllClear: '1.2',
  None: '1.0',
})
export const urgencies = values<CapUrgency>({
  Immediate: '1.0',
  Expected: '1.0',
  Future: '1.0',
  Past: '1.0',
  Unknown: '1.0',
})
export const severities = values<CapSeverity>({
  Extreme: '1.0',
  Severe: '1.0',
  Moderate: '1.0',
  Minor: '1.0',
  Unknown: '1.0',
})
export const certainties = values<CapCertainty>({
  Observed: '1.1',
  Likely: '1.0',
  Possible: '1.0',
  Unlikely: '1.0',
  Unknown: '1.0',
})

/** Undefined, and said, where it is none of the values; `otherwise` says what the message holds then. */
export function readValue<Value extends string>(
  element: XmlElement | undefined,
  list: Values<Value>,
  reader: Reader,
  otherwise: string,
  need: Need = 'required',
): Value | undefined {
  const text = readToken(element, reader, need)
  if (text === undefined) return undefined
  const { found, version } = reader
  const { name } = element!
  const since = list.since.get(text)
  if (since !== undefined) {
    if (since > version)
      found.report(readFindings, 'cap/value-of-another-version', element!, { element: name, text, version })
    return text as Value
  }
  const meant = list.byLowerCase.get(text.toLowerCase())
  if (meant !== undefined)
    found.report(readFindings, 'cap/value-spelling', element!, { element: name, text, meant })
  else
    found.report(readFindings, 'cap/unknown-value', element!, {
      element: name,
      text,
      meant: otherwise,
    })
  return meant
}

/** CAP 1.2 §3.2.2: for the sake of CAP 1.0, `Very Likely` means `Likely`. */
export function readCertainty(element: XmlElement | undefined, reader: Reader): CapCertainty {
  if (element !== undefined && /^\s*very\s*likely\s*$/i.test(textOfOne(element))) {
    reader.found.report(readFindings, 'cap/certainty-very-likely', element)
    return 'Likely'
  }
  return readValue(element, certainties, reader, 'Unknown') ?? 'Unknown'
}

function textOfOne(element: XmlElement): string {
  const [only] = element.content
  return typeof only === 'string' ? only : ''
}
