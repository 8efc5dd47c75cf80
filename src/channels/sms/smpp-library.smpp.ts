/**
 * The part of the library for SMPP that is used here, with its types. Alphabets stay ours: what it makes of a text depends on
 * half of `data_coding`, so its readings are switched off and a text arrives as the octets that were sent.
 */
import { createRequire } from 'node:module'
import type { Duplex } from 'node:stream'

export interface SmppPdu {
  readonly command: string
  readonly command_status: number
  readonly sequence_number: number
  readonly [field: string]: unknown
  response(fields?: { readonly [field: string]: unknown }): SmppPdu
}

export interface SmppSession {
  readonly socket: Duplex
  on(event: 'pdu', hear: (pdu: SmppPdu) => void): void
  on(event: 'error', hear: (error: Error) => void): void
  on(event: 'close', hear: () => void): void
  /** False where the socket takes no more. */
  send(pdu: SmppPdu, answered?: (pdu: SmppPdu) => void): boolean
}

export interface SmppLibrary {
  readonly Session: new (options: { readonly socket: Duplex }) => SmppSession
  readonly PDU: new (command: string, fields: { readonly [field: string]: unknown }) => SmppPdu
  readonly encodings: { [name: string]: { decode: (octets: Uint8Array) => unknown } | string }
}

let library: SmppLibrary | undefined

/** Loaded with the first connection: who sends no short messages pays nothing for it. */
export function smppLibrary(): SmppLibrary {
  if (library !== undefined) return library
  const require = createRequire(import.meta.url)
  const loaded = require('smpp') as SmppLibrary
  for (const encoding of Object.values(loaded.encodings))
    if (typeof encoding === 'object') encoding.decode = (octets) => octets
  library = loaded
  return loaded
}
