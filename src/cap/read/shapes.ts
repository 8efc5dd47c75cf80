/** What may stand in each container of CAP, in which order, how often, and from which version to which. */
import type { CapVersion } from '../reading.ts'

export interface ShapePart {
  readonly name: string
  readonly often: 'once' | 'many'
  /** The first version in which it must be there; undefined where it never must. */
  readonly requiredFrom?: CapVersion
  /** The first and the last version that know it. */
  readonly since?: CapVersion
  readonly until?: CapVersion
}

export interface Shape {
  readonly parts: readonly ShapePart[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly indexOfLowerCase: ReadonlyMap<string, number>
}

function shape(...parts: readonly ShapePart[]): Shape {
  return {
    parts,
    indexOf: new Map(parts.map((part, i) => [part.name, i])),
    indexOfLowerCase: new Map(parts.map((part, i) => [part.name.toLowerCase(), i])),
  }
}

function one(name: string, more: Omit<ShapePart, 'name' | 'often'> = {}): ShapePart {
  return { name, often: 'once', ...more }
}

function many(name: string, more: Omit<ShapePart, 'name' | 'often'> = {}): ShapePart {
  return { name, often: 'many', ...more }
}

/** CAP 1.2 §3.2.1; `password` is CAP 1.0's. */
export const alertShape = shape(
  one('identifier', { requiredFrom: '1.0' }),
  one('sender', { requiredFrom: '1.0' }),
  one('sent', { requiredFrom: '1.0' }),
  one('status', { requiredFrom: '1.0' }),
  one('msgType', { requiredFrom: '1.0' }),
  one('password', { until: '1.0' }),
  one('source'),
  one('scope', { requiredFrom: '1.1' }),
  one('restriction'),
  one('addresses'),
  many('code'),
  one('note'),
  one('references'),
  one('incidents'),
  many('info'),
)

/** CAP 1.2 §3.2.2. */
export const infoShape = shape(
  one('language'),
  many('category', { requiredFrom: '1.1' }),
  one('event', { requiredFrom: '1.0' }),
  many('responseType', { since: '1.1' }),
  one('urgency', { requiredFrom: '1.0' }),
  one('severity', { requiredFrom: '1.0' }),
  one('certainty', { requiredFrom: '1.0' }),
  one('audience'),
  many('eventCode'),
  one('effective'),
  one('onset'),
  one('expires'),
  one('senderName'),
  one('headline'),
  one('description'),
  one('instruction'),
  one('web'),
  one('contact'),
  many('parameter'),
  many('resource'),
  many('area'),
)

/** CAP 1.2 §3.2.3. */
export const resourceShape = shape(
  one('resourceDesc', { requiredFrom: '1.0' }),
  one('mimeType', { requiredFrom: '1.2' }),
  one('size'),
  one('uri'),
  one('derefUri', { since: '1.1' }),
  one('digest'),
)

/** CAP 1.2 §3.2.4. */
export const areaShape = shape(
  one('areaDesc', { requiredFrom: '1.0' }),
  many('polygon'),
  many('circle'),
  many('geocode'),
  one('altitude'),
  one('ceiling'),
)

/** `eventCode`, `parameter` and `geocode` since CAP 1.1. */
export const valueShape = shape(
  one('valueName', { requiredFrom: '1.0' }),
  one('value', { requiredFrom: '1.0' }),
)
