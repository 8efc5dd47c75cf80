/** A CAP 1.2 message as data: one field for each element of §3.2, under the element's own name, in the order of the schema. */
import type { CapTime } from './time.ts'

/** §3.2.1: `Exercise` only for those taking part, `Test` for technicians only, both never to be acted upon by others. */
export type CapStatus = 'Actual' | 'Exercise' | 'System' | 'Test' | 'Draft'
export type CapMsgType = 'Alert' | 'Update' | 'Cancel' | 'Ack' | 'Error'
export type CapScope = 'Public' | 'Restricted' | 'Private'
/** §3.2.2. */
export type CapCategory =
  | 'Geo'
  | 'Met'
  | 'Safety'
  | 'Security'
  | 'Rescue'
  | 'Fire'
  | 'Health'
  | 'Env'
  | 'Transport'
  | 'Infra'
  | 'CBRNE'
  | 'Other'
export type CapResponseType =
  | 'Shelter'
  | 'Evacuate'
  | 'Prepare'
  | 'Execute'
  | 'Avoid'
  | 'Monitor'
  | 'Assess'
  | 'AllClear'
  | 'None'
export type CapUrgency = 'Immediate' | 'Expected' | 'Future' | 'Past' | 'Unknown'
export type CapSeverity = 'Extreme' | 'Severe' | 'Moderate' | 'Minor' | 'Unknown'
export type CapCertainty = 'Observed' | 'Likely' | 'Possible' | 'Unlikely' | 'Unknown'

/** WGS 84 degrees; CAP writes latitude first (§3.2.4), which happens in the writer and nowhere else. */
export interface CapPoint {
  readonly lon: number
  readonly lat: number
}

/** `eventCode`, `parameter` and `geocode`: what the value means, then the value. */
export interface CapValue {
  readonly valueName: string
  readonly value: string
}

/** One earlier message, named so that it can't be mistaken (§3.2.1 `references`). */
export interface CapReference {
  readonly sender: string
  readonly identifier: string
  readonly sent: CapTime
}

export interface CapCircle {
  readonly centre: CapPoint
  readonly radiusKilometres: number
}

export interface CapResource {
  readonly resourceDesc: string
  readonly mimeType: string
  /** Bytes. */
  readonly size?: number
  readonly uri?: string
  /** Base 64. */
  readonly derefUri?: string
  /** SHA-1 by FIPS 180-2, as the standard has it. */
  readonly digest?: string
}

export interface CapArea {
  readonly areaDesc: string
  /** Rings without holes, which CAP can't say; a ring left open is closed by the writer. */
  readonly polygon?: readonly (readonly CapPoint[])[]
  readonly circle?: readonly CapCircle[]
  readonly geocode?: readonly CapValue[]
  /** Feet above mean sea level. */
  readonly altitude?: number
  readonly ceiling?: number
}

export interface CapInfo {
  /** RFC 3066 tag; en-US where absent. */
  readonly language?: string
  readonly category: readonly CapCategory[]
  readonly event: string
  readonly responseType?: readonly CapResponseType[]
  readonly urgency: CapUrgency
  readonly severity: CapSeverity
  readonly certainty: CapCertainty
  readonly audience?: string
  readonly eventCode?: readonly CapValue[]
  readonly effective?: CapTime
  readonly onset?: CapTime
  readonly expires?: CapTime
  readonly senderName?: string
  readonly headline?: string
  readonly description?: string
  readonly instruction?: string
  readonly web?: string
  readonly contact?: string
  readonly parameter?: readonly CapValue[]
  readonly resource?: readonly CapResource[]
  readonly area?: readonly CapArea[]
}

export interface CapMessage {
  readonly identifier: string
  readonly sender: string
  readonly sent: CapTime
  readonly status: CapStatus
  readonly msgType: CapMsgType
  readonly source?: string
  readonly scope: CapScope
  /** Required when the scope is `Restricted`. */
  readonly restriction?: string
  /** Required when the scope is `Private`. */
  readonly addresses?: readonly string[]
  readonly code?: readonly string[]
  readonly note?: string
  readonly references?: readonly CapReference[]
  readonly incidents?: readonly string[]
  readonly info: readonly CapInfo[]
}

/** How later messages name this one. */
export function referenceTo(message: CapMessage): CapReference {
  return { sender: message.sender, identifier: message.identifier, sent: message.sent }
}
