/** Writes a message as strict CAP 1.2 XML: elements in the schema's order, the same bytes for the same message, or a named refusal. */
import { ok, refuse, type Result } from '#base'
import { badCombination, type CapCombinationRefusal } from './bad-combinations.ts'
import { badValue, type CapValueRefusal } from './bad-values.ts'
import type {
  CapArea,
  CapInfo,
  CapMessage,
  CapPoint,
  CapReference,
  CapResource,
  CapValue,
} from './message.ts'
import { element, optional, writeXml, type Element } from './xml/write-xml.ts'

export const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2'
export const capMediaType = 'application/cap+xml'

export type CapWriteRefusal =
  | CapValueRefusal
  | CapCombinationRefusal
  | 'cap/forbidden-character'
  | 'cap/bad-identifier'
  | 'cap/missing-references'
  | 'cap/bad-coordinates'
  | 'cap/degenerate-polygon'

/** Decimals of a degree that are written: 0.00001° is 1.1 m. */
export const writtenDecimals = 5

export interface CapWriting {
  /**
   * Of coordinates; heights and radii have fewer. `as given` keeps every digit and every corner, for messages that are
   * passed on rather than made here.
   */
  readonly decimals?: 'as given'
}

/** The message as an XML document; the refusal's `at` is the element's path, counted from 1 as XPath does. */
export function writeCap(message: CapMessage, writing: CapWriting = {}): Result<string, CapWriteRefusal> {
  const alert = alertElement(message, writing)
  return alert.ok ? writeXml(alert.value) : alert
}

/** The message as elements, for whoever writes them in another way than XML's. */
export function alertElement(
  message: CapMessage,
  writing: CapWriting = {},
): Result<Element, CapWriteRefusal> {
  const problem = firstProblem(message) ?? badCombination(message) ?? badValue(message)
  if (problem !== undefined) return problem
  return ok({
    name: 'alert',
    attributes: { xmlns: capNamespace },
    content: [
      element('identifier', message.identifier),
      element('sender', message.sender),
      element('sent', message.sent),
      element('status', message.status),
      element('msgType', message.msgType),
      optional('source', message.source),
      element('scope', message.scope),
      optional('restriction', message.restriction),
      optional('addresses', spaced(message.addresses)),
      ...(message.code ?? []).map((code) => element('code', code)),
      optional('note', message.note),
      optional('references', spaced(message.references?.map(sayReference))),
      optional('incidents', spaced(message.incidents)),
      ...message.info.map((info) => infoElement(info, writing)),
    ],
  })
}

/** §3.2.1 `references`: `sender,identifier,sent`. */
export function sayReference(reference: CapReference): string {
  return `${reference.sender},${reference.identifier},${reference.sent}`
}

function infoElement(info: CapInfo, writing: CapWriting): Element {
  return element('info', [
    optional('language', info.language),
    ...info.category.map((category) => element('category', category)),
    element('event', info.event),
    ...(info.responseType ?? []).map((type) => element('responseType', type)),
    element('urgency', info.urgency),
    element('severity', info.severity),
    element('certainty', info.certainty),
    optional('audience', info.audience),
    ...values('eventCode', info.eventCode),
    optional('effective', info.effective),
    optional('onset', info.onset),
    optional('expires', info.expires),
    optional('senderName', info.senderName),
    optional('headline', info.headline),
    optional('description', info.description),
    optional('instruction', info.instruction),
    optional('web', info.web),
    optional('contact', info.contact),
    ...values('parameter', info.parameter),
    ...(info.resource ?? []).map(resourceElement),
    ...(info.area ?? []).map((area) => areaElement(area, writing)),
  ])
}

function resourceElement(resource: CapResource): Element {
  return element('resource', [
    element('resourceDesc', resource.resourceDesc),
    element('mimeType', resource.mimeType),
    optional('size', resource.size?.toFixed(0)),
    optional('uri', resource.uri),
    optional('derefUri', resource.derefUri),
    optional('digest', resource.digest),
  ])
}

function areaElement(area: CapArea, { decimals }: CapWriting): Element {
  const number = (value: number, usual: number) => sayNumber(value, decimals ?? usual)
  const point = ({ lon, lat }: CapPoint) => `${number(lat, writtenDecimals)},${number(lon, writtenDecimals)}`
  const ring = decimals === 'as given' ? sayWholeRing : sayRing
  return element('area', [
    element('areaDesc', area.areaDesc),
    ...(area.polygon ?? []).map((points) => element('polygon', ring(points))),
    ...(area.circle ?? []).map((circle) =>
      element('circle', `${point(circle.centre)} ${number(circle.radiusKilometres, 3)}`),
    ),
    ...values('geocode', area.geocode),
    optional('altitude', area.altitude === undefined ? undefined : number(area.altitude, 1)),
    optional('ceiling', area.ceiling === undefined ? undefined : number(area.ceiling, 1)),
  ])
}

function values(name: string, list: readonly CapValue[] | undefined): Element[] {
  return (list ?? []).map(({ valueName, value }) =>
    element(name, [element('valueName', valueName), element('value', value)]),
  )
}

/** Corners as they are written, neighbours that rounding made equal said once, the first again at the end (§3.2.4). */
function corners(ring: readonly CapPoint[]): string[] {
  const written: string[] = []
  for (const point of ring) {
    const text = sayPoint(point)
    if (text !== written.at(-1)) written.push(text)
  }
  if (written.length > 1 && written[0] === written.at(-1)) written.pop()
  return written
}

function sayRing(ring: readonly CapPoint[]): string {
  const written = corners(ring)
  return [...written, written[0]].join(' ')
}

/** Every corner as it was given, even one said twice; the first again at the end where it isn't. */
function sayWholeRing(ring: readonly CapPoint[]): string {
  const [first] = ring
  const last = ring.at(-1)
  const closed = first?.lat === last?.lat && first?.lon === last?.lon
  return [...ring, ...(closed || first === undefined ? [] : [first])]
    .map(({ lon, lat }) => `${sayNumber(lat, 'as given')},${sayNumber(lon, 'as given')}`)
    .join(' ')
}

function sayPoint(point: CapPoint): string {
  return `${sayNumber(point.lat, writtenDecimals)},${sayNumber(point.lon, writtenDecimals)}`
}

function sayNumber(number: number, decimals: number | 'as given'): string {
  if (decimals === 'as given') return sayWhole(number)
  const text = number.toFixed(decimals).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}

/** Every digit it takes to read the same number again, and never a power of ten, which CAP's decimals don't have. */
function sayWhole(number: number): string {
  const text = String(number)
  const [, sign = '', whole = '', decimals = '', power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  if (power === undefined) return text
  const at = whole.length + Number(power)
  const digits = whole + decimals
  return at <= 0
    ? `${sign}0.${'0'.repeat(-at)}${digits}`
    : `${sign}${digits.slice(0, at).padEnd(at, '0')}${digits.length > at ? `.${digits.slice(at)}` : ''}`
}

/** A list in one element is separated by spaces; an item with a space in it stands in quotation marks (§3.2.1). */
function spaced(items: readonly string[] | undefined): string | undefined {
  if (items === undefined || items.length === 0) return undefined
  return items.map((item) => (/\s/.test(item) ? `"${item}"` : item)).join(' ')
}

type Refusal = Result<never, CapWriteRefusal>

function firstProblem(message: CapMessage): Refusal | undefined {
  for (const name of ['identifier', 'sender'] as const)
    if (!isName(message[name]))
      return refuse('cap/bad-identifier', { at: `/alert/${name}[1]`, text: message[name] })
  if (message.scope === 'Restricted' && !message.restriction?.trim())
    return refuse('cap/scope-mismatch', {
      at: '/alert/scope[1]',
      scope: 'Restricted',
      element: 'restriction',
    })
  if (message.scope === 'Private' && !message.addresses?.length)
    return refuse('cap/scope-mismatch', { at: '/alert/scope[1]', scope: 'Private', element: 'addresses' })
  if (message.msgType !== 'Alert' && !message.references?.length)
    return refuse('cap/missing-references', { at: '/alert/msgType[1]', msgType: message.msgType })
  for (const [i, reference] of (message.references ?? []).entries())
    if (!isName(reference.identifier) || !isName(reference.sender))
      return refuse('cap/bad-identifier', {
        at: `/alert/references[1]#${i + 1}`,
        text: sayReference(reference),
      })
  for (const name of ['source', 'note'] as const)
    if (message[name]?.trim() === '')
      return refuse('cap/missing-text', { at: `/alert/${name}[1]`, element: name })
  for (const [i, info] of message.info.entries()) {
    const problem = infoProblem(info, `/alert/info[${i + 1}]`)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** What is there has to say something: readers show an empty line, or stop. */
const said = ['event', 'audience', 'senderName', 'headline', 'description', 'instruction', 'contact'] as const

function infoProblem(info: CapInfo, path: string): Refusal | undefined {
  for (const name of said)
    if (info[name]?.trim() === '')
      return refuse('cap/missing-text', { at: `${path}/${name}[1]`, element: name })
  if (info.category.length === 0)
    return refuse('cap/missing-text', { at: `${path}/category[1]`, element: 'category' })
  for (const [i, area] of (info.area ?? []).entries()) {
    const at = `${path}/area[${i + 1}]`
    if (area.areaDesc.trim() === '')
      return refuse('cap/missing-text', { at: `${at}/areaDesc[1]`, element: 'areaDesc' })
    for (const [j, ring] of (area.polygon ?? []).entries()) {
      const problem = ringProblem(ring, `${at}/polygon[${j + 1}]`)
      if (problem !== undefined) return problem
    }
    for (const [j, circle] of (area.circle ?? []).entries())
      if (!isPlace(circle.centre)) return badPlace(circle.centre, `${at}/circle[${j + 1}]`)
  }
  return undefined
}

function ringProblem(ring: readonly CapPoint[], at: string): Refusal | undefined {
  for (const point of ring) if (!isPlace(point)) return badPlace(point, at)
  return corners(ring).length < 3 ? refuse('cap/degenerate-polygon', { at }) : undefined
}

function badPlace(point: CapPoint, at: string): Refusal {
  return refuse('cap/bad-coordinates', { at, lat: String(point.lat), lon: String(point.lon) })
}

function isPlace({ lon, lat }: CapPoint): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180
}

/** §3.2.1: names must not include spaces, commas or the restricted characters < and &. */
function isName(text: string): boolean {
  return /^[^\s,<&]+$/.test(text)
}
