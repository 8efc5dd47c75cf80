/** Certificates of every kind a stranger may send: from authorities, expired, for the wrong use, with extensions nobody knows. */
import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import {
  encode,
  objectIdentifier,
  positiveInteger,
  sequence,
  tags,
  text,
  time,
} from '../../src/cap/signature/der.ts'

export interface MadeCertificate {
  readonly name: string
  readonly key: KeyObject
  readonly keyPem: string
  readonly pem: string
}

export interface CertificateOrder {
  readonly name: string
  /** Itself where there is none. */
  readonly by?: MadeCertificate
  readonly key?: KeyObject
  readonly notBefore?: string
  readonly notAfter?: string
  readonly authority?: 'no' | 'yes' | { readonly pathLength: number }
  /** Bits of the key usage from the left, as one octet: 0x80 signs, 0x04 issues; 0 leaves the extension out. */
  readonly keyUsage?: number
  readonly critical?: string
  /** DNS names and IPv4 addresses it is for. */
  readonly names?: readonly string[]
  /** For TLS; for anything unless given. */
  readonly purpose?: 'server' | 'client'
}

let serial = 1

export function ecKey(curve = 'P-256'): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: curve }).privateKey
}

export function rsaKey(bits = 2_048): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey
}

export function certificate(order: CertificateOrder): MadeCertificate {
  const { name, by, authority = 'no', critical } = order
  const key = order.key ?? ecKey()
  const usage = order.keyUsage ?? (authority === 'no' ? 0x80 : 0x04)
  const issuerKey = by?.key ?? key
  const algorithm = sequence(
    ...(issuerKey.asymmetricKeyType === 'rsa'
      ? [objectIdentifier('1.2.840.113549.1.1.11'), encode(0x05)]
      : [objectIdentifier('1.2.840.10045.4.3.2')]),
  )
  const extension = (id: string, value: Uint8Array) =>
    sequence(objectIdentifier(id), encode(tags.boolean, Uint8Array.of(255)), encode(tags.octetString, value))
  const isAuthority = encode(tags.boolean, Uint8Array.of(255))
  const constraints =
    authority === 'no'
      ? sequence()
      : authority === 'yes'
        ? sequence(isAuthority)
        : sequence(isAuthority, encode(tags.integer, Uint8Array.of(authority.pathLength)))
  const tbs = sequence(
    encode(0xa0, positiveInteger(Uint8Array.of(2))),
    positiveInteger(Uint8Array.of(serial++)),
    algorithm,
    nameOf(by?.name ?? name),
    sequence(time(order.notBefore ?? '2020-01-01T00:00:00Z'), time(order.notAfter ?? '2040-01-01T00:00:00Z')),
    nameOf(name),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    encode(
      0xa3,
      sequence(
        extension('2.5.29.19', constraints),
        ...(usage === 0 ? [] : [extension('2.5.29.15', encode(tags.bitString, Uint8Array.of(0, usage)))]),
        ...(critical === undefined ? [] : [extension(critical, text('?'))]),
        ...(order.names === undefined ? [] : [extension('2.5.29.17', sequence(...order.names.map(nameFor)))]),
        ...(order.purpose === undefined
          ? []
          : [
              extension(
                '2.5.29.37',
                sequence(objectIdentifier(`1.3.6.1.5.5.7.3.${order.purpose === 'server' ? 1 : 2}`)),
              ),
            ]),
      ),
    ),
  )
  const der = sequence(
    tbs,
    algorithm,
    encode(tags.bitString, Uint8Array.of(0), sign('sha256', tbs, issuerKey)),
  )
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    ...{ name, key },
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

/** RFC 5280 §4.2.1.6: dNSName and iPAddress. */
function nameFor(name: string): Uint8Array {
  return /^[\d.]+$/.test(name)
    ? encode(0x87, Uint8Array.from(name.split('.').map(Number)))
    : encode(0x82, Buffer.from(name, 'latin1'))
}

function nameOf(name: string): Uint8Array {
  const attribute = (type: string, value: string) =>
    encode(tags.set, sequence(objectIdentifier(type), text(value)))
  return sequence(attribute('2.5.4.10', 'Region of Tests'), attribute('2.5.4.3', name))
}
