/** The certificate by which a maker of security keys would vouch for one (WebAuthn Level 3 §8.2.1), and the key it is of. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import {
  encode,
  objectIdentifier,
  positiveInteger,
  sequence,
  tags,
  text,
  time,
} from '../../src/cap/signature/der.ts'

export function makersCertificate(): { readonly der: Buffer; readonly key: KeyObject } {
  const { publicKey, privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsa = sequence(objectIdentifier('1.2.840.10045.4.3.2'))
  const part = (id: string, value: string) =>
    encode(tags.set, sequence(objectIdentifier(`2.5.4.${id}`), text(value)))
  const maker = sequence(
    part('6', 'SE'),
    part('10', 'Keys of Test'),
    part('11', 'Authenticator Attestation'),
    part('3', 'Key 1'),
  )
  const noAuthority = sequence(
    objectIdentifier('2.5.29.19'),
    encode(tags.boolean, Uint8Array.of(255)),
    encode(tags.octetString, sequence()),
  )
  const tbs = sequence(
    encode(0xa0, positiveInteger(Uint8Array.of(2))),
    positiveInteger(Uint8Array.of(1)),
    ecdsa,
    maker,
    sequence(time('2020-01-01T00:00:00Z'), time('2049-01-01T00:00:00Z')),
    maker,
    publicKey.export({ type: 'spki', format: 'der' }),
    encode(0xa3, sequence(noAuthority)),
  )
  const signature = encode(tags.bitString, Uint8Array.of(0), sign('sha256', tbs, key))
  return { der: Buffer.from(sequence(tbs, ecdsa, signature)), key }
}
