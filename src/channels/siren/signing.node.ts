/** Ed25519 signatures (RFC 8032) and keys as 32 bytes in base64url, as JWK writes them (RFC 8037 §2). */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import type { Sign, Verify, VerifyLater } from './envelope.ts'

export interface SigningKey {
  /** Base64url; safe to hand out. */
  readonly publicKey: string
  /** Base64url; a secret. */
  readonly privateKey: string
  readonly sign: Sign
}

/** A new key from the machine's randomness. */
export function newSigningKey(): SigningKey {
  return keyFrom(generateKeyPairSync('ed25519').privateKey)
}

// RFC 8410 §7: what stands before the 32 bytes in a PKCS #8 Ed25519 key.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key that was written down; throws where the text isn't 32 bytes in base64url, for then the configuration is wrong. */
export function signingKey(privateKey: string): SigningKey {
  const seed = Buffer.from(privateKey, 'base64url')
  if (seed.length !== 32) throw new TypeError('an Ed25519 private key is 32 bytes in base64url')
  return keyFrom(createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' }))
}

function keyFrom(key: KeyObject): SigningKey {
  const { d, x } = key.export({ format: 'jwk' })
  return {
    privateKey: d ?? '',
    publicKey: x ?? '',
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}

/** Checks signatures where it is called. Anything malformed is simply not valid. */
export function ed25519Verifier(): Verify {
  const keyOf = parsedKeys()
  return (text, signature, publicKey) => {
    try {
      return verify(null, Buffer.from(text), keyOf(publicKey), Buffer.from(signature, 'base64url'))
    } catch {
      return false
    }
  }
}

/** Checks signatures on libuv's threads, four at a time unless UV_THREADPOOL_SIZE says otherwise. */
export function ed25519PoolVerifier(): VerifyLater {
  const keyOf = parsedKeys()
  return (text, signature, publicKey) =>
    new Promise((resolve) => {
      try {
        const bytes = Buffer.from(signature, 'base64url')
        verify(null, Buffer.from(text), keyOf(publicKey), bytes, (error, fits) =>
          resolve(error === null && fits),
        )
      } catch {
        resolve(false)
      }
    })
}

/** Parsing a key costs as much as checking with it, so parsed ones are kept; throws on what is no key. */
function parsedKeys(): (publicKey: string) => KeyObject {
  const keys = new Map<string, KeyObject>()
  return (publicKey) => {
    let key = keys.get(publicKey)
    if (key === undefined) {
      key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
      keys.set(publicKey, key)
    }
    return key
  }
}
