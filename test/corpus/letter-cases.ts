/** One plain message, and how to say one part of it otherwise: what the collections of odd messages are made with. */
import type { CapVersion } from '#cap'

export interface LetterCase {
  readonly version: CapVersion
  readonly xml: string
}

export const namespaces: { readonly [version in CapVersion]: string } = {
  '1.0': 'http://www.incident.com/cap/1.0',
  '1.1': 'urn:oasis:names:tc:emergency:cap:1.1',
  '1.2': 'urn:oasis:names:tc:emergency:cap:1.2',
}

export const head = `<identifier>A-1</identifier>
<sender>duty@example.org</sender>
<sent>2025-11-02T00:37:00+03:00</sent>
<status>Actual</status>
<msgType>Alert</msgType>
<scope>Public</scope>`

export const infoHead = `<category>Met</category>
<event>Storm</event>
<urgency>Immediate</urgency>
<severity>Severe</severity>
<certainty>Likely</certainty>`

export const ring = '54.1,39.1 54.1,39.2 54.2,39.2 54.1,39.1'

export interface Parts {
  readonly head?: string
  /** After `scope`, before `info`. */
  readonly more?: string
  /** Instead of the one info block. */
  readonly info?: string
  readonly infoHead?: string
  /** After `certainty`. */
  readonly rest?: string
  /** What stands in `resource`. */
  readonly resource?: string
  /** What follows `areaDesc`. */
  readonly area?: string
  /** After the last info block. */
  readonly tail?: string
  readonly version?: CapVersion
}

export function message(parts: Parts = {}): LetterCase {
  const { more = '', rest = '', tail = '', version = '1.2' } = parts
  const resource = parts.resource === undefined ? '' : `<resource>${parts.resource}</resource>`
  const area = parts.area === undefined ? '' : `<area><areaDesc>Town</areaDesc>${parts.area}</area>`
  const info = parts.info ?? `<info>${parts.infoHead ?? infoHead}${rest}${resource}${area}</info>`
  const content = `${parts.head ?? head}${more}${info}${tail}`
  return { version, xml: `<alert xmlns="${namespaces[version]}">${content}</alert>` }
}

/** With one piece replaced; it has to be there. */
export function replaced(from: string | RegExp, to: string, of: LetterCase = message()): LetterCase {
  const xml = of.xml.replace(from, () => to)
  if (xml === of.xml) throw new Error(`nothing to replace: ${from}`)
  return { ...of, xml }
}

/** The head with another value of one of its elements. */
export function headWith(name: string, value: string, of: string = head): string {
  const changed = of.replace(new RegExp(`<${name}>[^<]*<`), () => `<${name}>${value}<`)
  if (changed === of) throw new Error(`nothing to replace: ${name}`)
  return changed
}
