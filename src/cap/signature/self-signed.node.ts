/** A fresh key with a certificate that it signed itself, for an authority that has none: X.509 v3 (RFC 5280), valid for signing only. */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'
import type { Instant } from '#base'
import { encode, objectIdentifier, positiveInteger, sequence, tags, text, time } from './der.ts'

export interface CertificateWish {
  /** `Town of Elets, warnings` */
  readonly name: string
  readonly organisation?: string
  /** Two letters, ISO 3166-1. */
  readonly country?: string
  readonly notBefore: Instant
  readonly notAfter: Instant
}

export interface MadeKey {
  /** PKCS #8, unencrypted. */
  readonly keyPem: string
  readonly certificatePem: string
}

const oids = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  subjectKeyIdentifier: '2.5.29.14',
}

/** A P-256 key and its certificate. The key leaves in clear: whoever writes it to a file guards the file. */
export function makeSelfSigned(wish: CertificateWish): MadeKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = selfSignedCertificate(privateKey, wish)
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

function selfSignedCertificate(
  key: KeyObject,
  { name, organisation, country, notBefore, notAfter }: CertificateWish,
) {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const algorithm = sequence(objectIdentifier(oids.ecdsaWithSha256))
  const subject = sequence(
    ...(country === undefined ? [] : [attribute(oids.country, encode(0x13, Buffer.from(country, 'ascii')))]),
    ...(organisation === undefined ? [] : [attribute(oids.organisation, text(organisation))]),
    attribute(oids.commonName, text(name)),
  )
  // The identifier is the usual one: SHA-1 of the bits of the key (§4.2.1.2); it names and proves nothing.
  const identifier = createHash('sha1').update(spki.subarray(-65)).digest()
  const extensions = sequence(
    extension(oids.basicConstraints, 'critical', sequence()),
    // Bit 0, digitalSignature, and nothing else; seven bits unused.
    extension(oids.keyUsage, 'critical', encode(tags.bitString, Uint8Array.of(7, 0x80))),
    extension(oids.subjectKeyIdentifier, 'optional', encode(tags.octetString, identifier)),
  )
  const tbs = sequence(
    encode(0xa0, positiveInteger(Uint8Array.of(2))),
    // Twenty octets at most, and positive (§4.1.2.2).
    positiveInteger(Buffer.concat([Uint8Array.of(0x40), randomBytes(15)])),
    algorithm,
    subject,
    sequence(time(notBefore), time(notAfter)),
    subject,
    spki,
    encode(0xa3, extensions),
  )
  const signature = sign('sha256', tbs, { key, dsaEncoding: 'der' })
  return sequence(tbs, algorithm, encode(tags.bitString, Uint8Array.of(0), signature))
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return encode(tags.set, sequence(objectIdentifier(type), value))
}

function extension(id: string, importance: 'critical' | 'optional', value: Uint8Array): Uint8Array {
  const mark = importance === 'critical' ? [encode(tags.boolean, Uint8Array.of(0xff))] : []
  return sequence(objectIdentifier(id), ...mark, encode(tags.octetString, value))
}
