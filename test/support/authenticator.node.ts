/**
 * A device with passkeys, and the browser around it, as software: it answers a server's options as WebAuthn Level 3 says
 * (§5.1.3, §5.1.4, §6), and can be made to answer wrongly in one way at a time.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { makersCertificate } from './makers-certificate.node.ts'

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256'

/** What is wrong with an answer. Everything left out is right. */
export interface Wrong {
  readonly origin?: string
  readonly challenge?: string
  readonly rpId?: string
  readonly type?: string
  /** The page stood in a frame of another one. */
  readonly framed?: 'in-another-origin'
  /** Nobody asked for finger, face or PIN. */
  readonly userVerified?: 'no'
  /** Nobody touched it. */
  readonly userPresent?: 'no'
  readonly counter?: number
  /** Signed by a key that isn't the passkey's. */
  readonly key?: 'another'
  /** Base64url; whose passkey the device says it is. */
  readonly userHandle?: string
  /** Base64url; which passkey it says it is. */
  readonly id?: string
  /** Of creation: a statement about the device, which wasn't asked for. */
  readonly attestation?: 'self' | 'with-certificate' | 'unknown-format'
}

export interface Device {
  /** At which page its browser stands. */
  readonly origin: string
  readonly algorithm?: Algorithm
  /** Copied to the owner's other devices, which then don't count. */
  readonly syncs?: 'yes'
}

export interface Authenticator {
  /** Makes a passkey, as navigator.credentials.create() would. Throws where a browser does: when it has one of the excluded ones. */
  create(options: PublicKeyCredentialCreationOptionsJSON, wrong?: Wrong): RegistrationResponseJSON
  /** Signs with a passkey for that site, as navigator.credentials.get() would. Throws when it has none. */
  get(options: PublicKeyCredentialRequestOptionsJSON, wrong?: Wrong): AuthenticationResponseJSON
  /** Another device with the same keys and the same counters: what a thief makes of a stolen one. */
  copy(): Authenticator
}

interface Kept {
  readonly id: string
  readonly rpId: string
  readonly userHandle: string
  readonly key: KeyObject
  counter: number
}

export function openAuthenticator(device: Device, kept: readonly Kept[] = []): Authenticator {
  const passkeys = kept.map((passkey) => ({ ...passkey }))
  const { algorithm = 'ES256' } = device
  const flags = (wrong: Wrong, more: number) =>
    (wrong.userPresent === 'no' ? 0 : 0x01) |
    (wrong.userVerified === 'no' ? 0 : 0x04) |
    (device.syncs === 'yes' ? 0x18 : 0) |
    more
  const clientData = (type: string, challenge: string, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? device.origin,
        crossOrigin: wrong.framed !== undefined,
        ...(wrong.framed === undefined ? {} : { topOrigin: 'https://frames.example' }),
      }),
    )
  const count = (passkey: Kept, wrong: Wrong) => {
    if (wrong.counter !== undefined) return wrong.counter
    return device.syncs === 'yes' ? 0 : ++passkey.counter
  }
  return {
    create(options, wrong = {}) {
      const rpId = options.rp.id ?? new URL(device.origin).hostname
      const excluded = new Set((options.excludeCredentials ?? []).map(({ id }) => id))
      if (passkeys.some(({ id }) => excluded.has(id)))
        throw new Error('InvalidStateError: this device has a passkey for the account')
      const { publicKey, privateKey } = keysOf(algorithm)
      const id = wrong.id ?? randomBytes(32).toString('base64url')
      const passkey: Kept = { id, rpId, userHandle: options.user.id, key: privateKey, counter: 0 }
      passkeys.push(passkey)
      const rawId = Buffer.from(id, 'base64url')
      const attested = Buffer.concat([Buffer.alloc(16), uint16(rawId.length), rawId, coseKey(publicKey)])
      const data = Buffer.concat([
        authenticatorData(wrong.rpId ?? rpId, flags(wrong, 0x40), count(passkey, wrong)),
        attested,
      ])
      const clientDataJSON = clientData('webauthn.create', options.challenge, wrong)
      const vouched = Buffer.concat([data, sha256(clientDataJSON)])
      const statement = statementOf(wrong.attestation, { algorithm, key: privateKey }, vouched)
      const attestationObject = cbor(new Map<CborKey, Cbor>([...statement, ['authData', data]]))
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        authenticatorAttachment: 'platform',
        response: {
          clientDataJSON: clientDataJSON.toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: device.syncs === 'yes' ? ['hybrid', 'internal'] : ['usb'],
        },
      }
    },
    get(options, wrong = {}) {
      const rpId = options.rpId ?? new URL(device.origin).hostname
      const allowed = options.allowCredentials?.map(({ id }) => id)
      const passkey = passkeys.find(
        (one) => one.rpId === rpId && (allowed === undefined || allowed.includes(one.id)),
      )
      if (passkey === undefined) throw new Error('NotAllowedError: this device has no passkey for the site')
      const data = authenticatorData(wrong.rpId ?? rpId, flags(wrong, 0), count(passkey, wrong))
      const clientDataJSON = clientData('webauthn.get', options.challenge, wrong)
      const key = wrong.key === 'another' ? keysOf(algorithm).privateKey : passkey.key
      const id = wrong.id ?? passkey.id
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        authenticatorAttachment: 'platform',
        response: {
          clientDataJSON: clientDataJSON.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signed(key, algorithm, Buffer.concat([data, sha256(clientDataJSON)])).toString(
            'base64url',
          ),
          userHandle: wrong.userHandle ?? passkey.userHandle,
        },
      }
    },
    copy: () => openAuthenticator(device, passkeys),
  }
}

/** WebAuthn §6.1: SHA-256 of the RP id, flags, counter. */
function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags, 0)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([sha256(Buffer.from(rpId)), tail])
}

/** WebAuthn §8: `none`, `packed` by the passkey itself (§8.2), and what nobody asked for. */
function statementOf(
  kind: Wrong['attestation'],
  own: { readonly algorithm: Algorithm; readonly key: KeyObject },
  vouched: Buffer,
): readonly (readonly [CborKey, Cbor])[] {
  const none = new Map<CborKey, Cbor>()
  if (kind === undefined)
    return [
      ['fmt', 'none'],
      ['attStmt', none],
    ] as const
  if (kind === 'unknown-format')
    return [
      ['fmt', 'tocsin-test'],
      ['attStmt', none],
    ] as const
  const packed = new Map<CborKey, Cbor>()
  if (kind === 'self') {
    packed.set('alg', coseAlgorithms[own.algorithm])
    packed.set('sig', signed(own.key, own.algorithm, vouched))
  } else {
    const { der, key } = makersCertificate()
    packed.set('alg', coseAlgorithms.ES256)
    packed.set('sig', signed(key, 'ES256', vouched))
    packed.set('x5c', [der])
  }
  return [
    ['fmt', 'packed'],
    ['attStmt', packed],
  ] as const
}

const coseAlgorithms: { readonly [algorithm in Algorithm]: number } = { ES256: -7, EdDSA: -8, RS256: -257 }

function keysOf(algorithm: Algorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function signed(key: KeyObject, algorithm: Algorithm, bytes: Buffer): Buffer {
  return sign(algorithm === 'EdDSA' ? null : 'sha256', bytes, key)
}

/** RFC 9053 §7.1, §7.2 and RFC 8230 §4. */
function coseKey(key: KeyObject): Buffer {
  const { kty, x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' })
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  if (kty === 'EC')
    return cbor(
      new Map<CborKey, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ]),
    )
  if (kty === 'OKP')
    return cbor(
      new Map<CborKey, Cbor>([
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, bytes(x)],
      ]),
    )
  return cbor(
    new Map<CborKey, Cbor>([
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ]),
  )
}

type CborKey = string | number
type Cbor = CborKey | Buffer | readonly Cbor[] | ReadonlyMap<CborKey, Cbor>

/** As much of CBOR (RFC 8949 §3) as WebAuthn needs: whole numbers, byte strings, texts, lists, maps. */
export function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map)
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one as Cbor)]),
    ])
  const list = value as readonly Cbor[]
  return Buffer.concat([head(4, list.length), ...list.map(cbor)])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 0x100) return Buffer.from([(major << 5) | 24, length])
  return Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(length)])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
