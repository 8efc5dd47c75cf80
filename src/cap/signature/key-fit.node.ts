/** Whether a key made a signature value, and whether what it rests on can still be relied on. */
import { constants, verify, type KeyObject } from 'node:crypto'
import type { SignatureSays } from './read-signature.ts'

const fieldOctets: { readonly [curve: string]: number } = { prime256v1: 32, secp384r1: 48, secp521r1: 66 }

/** The method must fit the kind of the key: an RSA key never checks anything else than RSA. */
export function holds(
  { method, value }: Pick<SignatureSays, 'method' | 'value'>,
  key: KeyObject,
  data: Uint8Array,
): boolean {
  if (key.asymmetricKeyType !== method.key) return false
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  try {
    if (method.key === 'rsa')
      return (
        modulusLength >= 1_024 &&
        modulusLength <= 8_192 &&
        verify(method.hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, value)
      )
    // r and s side by side, each as long as the curve's field (XML-DSig 1.1 §6.4.3).
    return (
      value.length === 2 * (fieldOctets[namedCurve] ?? Number.NaN) &&
      verify(method.hash, data, { key, dsaEncoding: 'ieee-p1363' }, value)
    )
  } catch {
    return false
  }
}

export function isDer(value: Uint8Array): boolean {
  return value[0] === 0x30 && value[1] === value.length - 2 && value.length % 32 !== 0
}

export function weaknessOf({ method, hash }: SignatureSays, key: KeyObject): string | undefined {
  if (method.hash === 'sha1' || hash === 'sha1') return 'SHA-1'
  const bits = key.asymmetricKeyDetails?.modulusLength ?? Number.POSITIVE_INFINITY
  return bits < 2_048 ? `an RSA key of ${bits} bits` : undefined
}
