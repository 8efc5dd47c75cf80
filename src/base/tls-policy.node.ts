/** What TLS here means, in every place that speaks it: RFC 9325 (BCP 195), its recommendations for versions, suites and keys. */
import { constants, type KeyObject } from 'node:crypto'
import type { TlsOptions } from 'node:tls'

/** RFC 9325 §4.2 for TLS 1.2, with the suites of RFC 7905; the suites of TLS 1.3 are all as good and stay its own. */
const suites = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':')

/** For clients: §3.1.1 leaves 1.0 and 1.1 out. */
export const tlsAsClient = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers: suites } as const

/** For servers: §3.5 forbids that a client begins anew in the middle, which TLS 1.3 no longer knows. */
export const tlsAsServer = {
  ...tlsAsClient,
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_COMPRESSION,
} as const satisfies TlsOptions

/** Why a key is not enough (RFC 9325 §4.5); undefined for one that is. */
export function weaknessOf(key: KeyObject): string | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = key
  if (type === 'rsa' || type === 'rsa-pss') {
    const bits = details.modulusLength ?? 0
    return bits < 2_048 ? `RSA with ${bits} bits` : undefined
  }
  if (type === 'ec')
    return ['prime256v1', 'secp384r1', 'secp521r1'].includes(details.namedCurve ?? '')
      ? undefined
      : `the curve ${details.namedCurve ?? 'nobody knows'}`
  return type === 'ed25519' || type === 'ed448' ? undefined : `a key of kind ${type ?? 'unknown'}`
}
