/** The information blocks of a message, one for each language or audience, and the files that go with them. */
import type { CapInfo, CapResource } from '../message.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readArea } from './read-area.ts'
import { readFindings } from './read-findings.ts'
import { childrenIn, type Reader } from './reader.ts'
import { infoShape, resourceShape } from './shapes.ts'
import { readLine, readProse, readToken } from './text.ts'
import { readTime } from './times.ts'
import { readPairs } from './value-pairs.ts'
import { categories, readCertainty, readValue, responseTypes, severities, urgencies } from './values.ts'
import { collect, type Writable } from './writable.ts'

export function readInfo(element: XmlElement, reader: Reader): CapInfo {
  const children = childrenIn(element, infoShape, reader)
  const info: Writable<CapInfo> = {
    category: collect(children.all('category'), readCategory, reader) ?? [],
    event: readLine(children.one('event'), reader, 'required') ?? '',
    urgency: readValue(children.one('urgency'), urgencies, reader, 'Unknown') ?? 'Unknown',
    severity: readValue(children.one('severity'), severities, reader, 'Unknown') ?? 'Unknown',
    certainty: readCertainty(children.one('certainty'), reader),
  }
  for (const name of lines) {
    const element = children.one(name)
    if (element === undefined) continue
    const text =
      name === 'language' || name === 'web' ? readToken(element, reader) : readLine(element, reader)
    if (text !== undefined) info[name] = text
  }
  for (const name of prose) {
    const text = readProse(children.one(name), reader)
    if (text !== undefined) info[name] = text
  }
  for (const name of times) {
    const at = readTime(children.one(name), reader)
    if (at !== undefined) info[name] = at
  }
  for (const name of pairs) {
    const list = readPairs(children.all(name), reader)
    if (list !== undefined) info[name] = list
  }
  const responseType = collect(children.all('responseType'), readResponseType, reader)
  if (responseType !== undefined) info.responseType = responseType
  const resource = collect(children.all('resource'), readResource, reader)
  if (resource !== undefined) info.resource = resource
  const area = collect(children.all('area'), readArea, reader)
  if (area !== undefined) info.area = area
  reader.places.set(info, element)
  return info
}

const lines = ['language', 'audience', 'senderName', 'headline', 'web', 'contact'] as const
const prose = ['description', 'instruction'] as const
const times = ['effective', 'onset', 'expires'] as const
const pairs = ['eventCode', 'parameter'] as const

function readCategory(element: XmlElement, reader: Reader) {
  return readValue(element, categories, reader, 'nothing')
}

function readResponseType(element: XmlElement, reader: Reader) {
  return readValue(element, responseTypes, reader, 'nothing', 'optional')
}

function readResource(element: XmlElement, reader: Reader): CapResource {
  const children = childrenIn(element, resourceShape, reader)
  const resource: Writable<CapResource> = {
    resourceDesc: readLine(children.one('resourceDesc'), reader, 'required') ?? '',
    // Before CAP 1.2 it could be left out; later versions of the message have nothing better to say.
    mimeType: readToken(children.one('mimeType'), reader, 'required') ?? '',
  }
  const size = readSize(children.one('size'), reader)
  if (size !== undefined) resource.size = size
  for (const name of ['uri', 'derefUri', 'digest'] as const) {
    const text = readToken(children.one(name), reader)
    if (text !== undefined) resource[name] = text
  }
  reader.places.set(resource, element)
  return resource
}

function readSize(element: XmlElement | undefined, reader: Reader): number | undefined {
  const text = readToken(element, reader)
  if (text === undefined) return undefined
  if (/^\+?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  reader.found.report(readFindings, 'cap/invalid-resource-size', element!, { text })
  return undefined
}
