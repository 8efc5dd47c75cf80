/** Passkeys in the browser (WebAuthn Level 3): the API's JSON forms of options and answers to the browser's bytes and back. */
import type { Answer } from './ask.dom.ts'
import { words } from './words.dom.ts'

type Json = { readonly [name: string]: unknown }

export interface PasskeyQuestion {
  readonly ticket: string
  readonly options: Json
}

/** Why none can be used here; undefined where they can. */
export function whyNoPasskeys(): string | undefined {
  if (!isSecureContext) return words.noPasskeyHere
  return 'PublicKeyCredential' in globalThis ? undefined : words.noPasskeyBrowser
}

/** Asks for a passkey that is there; the answer is what the API takes as `response`. */
export function usePasskey(options: Json): Promise<Answer<Json>> {
  return answered(() =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options['challenge']),
        allowCredentials: descriptors(options['allowCredentials']),
      } as unknown as PublicKeyCredentialRequestOptions,
    }),
  )
}

/** Makes a new one. */
export function makePasskey(options: Json): Promise<Answer<Json>> {
  const user = options['user'] as Json
  return answered(() =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options['challenge']),
        user: { ...user, id: bytes(user['id']) },
        excludeCredentials: descriptors(options['excludeCredentials']),
      } as unknown as PublicKeyCredentialCreationOptions,
    }),
  )
}

async function answered(credential: () => Promise<Credential | null>): Promise<Answer<Json>> {
  try {
    const made = await credential()
    if (made !== null) return { ok: true, value: toJson(made as PublicKeyCredential) }
  } catch (error) {
    // Whatever it is, it is the browser that said it to the person already; the page says only that nothing came of it.
    const known = (error as Error).name === 'InvalidStateError' ? words.passkeyThere : words.passkeyGivenUp
    return givenUp(known)
  }
  return givenUp(words.passkeyGivenUp)
}

function givenUp(detail: string): Answer<never> {
  const advice = words.passkeyGivenUpAdvice
  return { ok: false, problem: { code: 'web/no-passkey', detail, advice, status: 0 } }
}

/** WebAuthn Level 3 §5.1, RegistrationResponseJSON and AuthenticationResponseJSON; older browsers have no toJSON. */
function toJson(credential: PublicKeyCredential): Json {
  const { response } = credential
  const text = (buffer: ArrayBuffer | null) => (buffer === null ? undefined : base64url(buffer))
  const told =
    response instanceof AuthenticatorAttestationResponse
      ? {
          clientDataJSON: text(response.clientDataJSON),
          attestationObject: text(response.attestationObject),
          transports: response.getTransports?.() ?? [],
        }
      : assertion(response as AuthenticatorAssertionResponse, text)
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: told,
    ...(credential.authenticatorAttachment === null
      ? {}
      : { authenticatorAttachment: credential.authenticatorAttachment }),
    clientExtensionResults: credential.getClientExtensionResults(),
  }
}

function assertion(
  response: AuthenticatorAssertionResponse,
  text: (buffer: ArrayBuffer | null) => string | undefined,
): Json {
  return {
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    ...(response.userHandle === null ? {} : { userHandle: text(response.userHandle) }),
  }
}

function descriptors(listed: unknown): readonly object[] {
  if (!Array.isArray(listed)) return []
  return (listed as readonly Json[]).map((one) => ({ ...one, id: bytes(one['id']) }))
}

/** RFC 4648 §5, without padding. */
function bytes(text: unknown): Uint8Array<ArrayBuffer> {
  const binary = atob(String(text).replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

function base64url(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
