/**
 * What travels between installation and siren: a body and the signature over its canonical text (RFC 8785) behind the
 * name of its kind, so that a signed report can never be passed off as a signed command.
 */
import { canonicalJson, misfitOf, ok, parseJson, refuse, type JsonObject, type Result } from '#base'
import { z } from 'zod'

/** Signs a text with Ed25519 (RFC 8032); base64url without padding. */
export type Sign = (text: string) => string
/** Whether a signature over a text was made by a key in base64url. Never throws, whatever it is given. */
export type Verify = (text: string, signature: string, publicKey: string) => boolean

/** The same, on another thread where there is one: a thousand answers at once must not hold up the orders behind them. */
export type VerifyLater = (text: string, signature: string, publicKey: string) => boolean | Promise<boolean>

export type BodyKind = 'command' | 'report' | 'heartbeat'

/** Nothing on these topics is longer; what is longer was not sent by us. */
export const longestPayloadBytes = 4_096

export function signedText(kind: BodyKind, body: JsonObject): string {
  return `tocsin/v1/${kind}\n${canonicalJson(body)}`
}

/** The bytes for the wire; without `sign` the envelope has no signature and is believed only where that is configured. */
export function sealed(kind: BodyKind, body: JsonObject, sign?: Sign): string {
  return canonicalJson(sign === undefined ? { body } : { body, signature: sign(signedText(kind, body)) })
}

const envelope = z.strictObject({
  body: z.record(z.string().max(32), z.unknown()),
  signature: z.string().max(128).optional(),
})

export interface Opened<Body> {
  readonly body: Body
  readonly signature: string | undefined
  /** What the signature must cover: the body as it came, before any reading. */
  readonly text: string
}

/** Reads an envelope of one kind. It doesn't judge the signature: only the caller knows whose it should be. */
export function opened<Body>(
  kind: BodyKind,
  schema: z.ZodType<Body>,
  payload: Uint8Array,
): Result<Opened<Body>, 'siren/garbled'> {
  if (payload.byteLength > longestPayloadBytes) return refuse('siren/garbled', { bytes: payload.byteLength })
  const json = parseJson(new TextDecoder().decode(payload))
  if (!json.ok) return refuse('siren/garbled', json.problem.details)
  const outer = envelope.safeParse(json.value)
  if (!outer.success) return refuse('siren/garbled', { why: 'not an envelope' })
  const body = schema.safeParse(outer.data.body)
  if (!body.success) {
    return refuse('siren/garbled', { ...misfitOf(body.error.issues) })
  }
  let text: string
  try {
    text = signedText(kind, outer.data.body as JsonObject)
  } catch {
    // A lone surrogate parses as JSON and has no canonical text.
    return refuse('siren/garbled', { why: 'no canonical text' })
  }
  return ok({ body: body.data, signature: outer.data.signature, text })
}
