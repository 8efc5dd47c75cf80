/** What signing leaves alone, what it refuses, and the keys that a town makes for itself. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { signatureVerdictOf } from '#cap'
import { checkCap } from '#cap/reader'
import type { Instant } from '#base'
import { certificate, ecKey, rsaKey } from '../../../test/support/certificates.node.ts'
import {
  now,
  signed,
  town,
  trusting,
  trustingTown,
  warning,
} from '../../../test/support/signed-messages.node.ts'
import { extensionsOf } from './certificate-extensions.ts'
import { decode, encode, objectIdentifier, positiveInteger, sayObjectIdentifier, tags } from './der.ts'
import { outlineOf } from './outline.ts'
import { makeSelfSigned } from './self-signed.node.ts'
import { fingerprintOf, readSigner, signCap } from './sign.node.ts'
import { verifyCap, verifyEachCap } from './verify.node.ts'

const withoutSignature = (xml: string) => xml.replace(/<Signature .*<\/Signature>/s, '')

describe('signing', () => {
  test('leaves every byte of the message as it was, also of an odd one', async () => {
    const odd =
      warning({ inside: "<!-- &amp; ]]> -->\r\n<x a='\"'>é</x>" }).replaceAll('\n', '\r\n') +
      '\n<!-- end -->\n'
    for (const xml of [warning(), odd, `\uFEFF${warning()}`])
      assert.equal(withoutSignature(await signed(xml)), xml)
  })

  test('gives the same but for the random number of ECDSA, and with RSA the same to the byte', async () => {
    const without = (xml: string) => xml.replace(/<SignatureValue>.*<\/SignatureValue>/, '')
    const [first, second] = [await signed(warning()), await signed(warning())]
    assert.notEqual(first, second)
    assert.equal(without(first), without(second))
    const rsa = certificate({ name: 'RSA', key: rsaKey() })
    assert.equal(await signed(warning(), rsa), await signed(warning(), rsa))
  })

  test('gives CAP 1.2 that the schema accepts', async () => {
    const { problems } = checkCap(await signed(warning()))
    assert.deepEqual(
      problems.filter(({ level }) => level === 'error'),
      [],
    )
  })

  test('survives being put into a feed that declares other things', async () => {
    const alert = (await signed(warning())).replace(/<\?xml[^>]*>\s*/, '')
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2" xmlns:g="urn:g"><entry><content type="text/xml">${alert}</content></entry></feed>`
    const [verdict] = await verifyEachCap(feed, trustingTown, now)
    assert.equal(verdict?.code, undefined, verdict?.why)
    const prefixed = (
      await signed(
        warning()
          .replace(/<(\/?)(?=[a-zA-Z])/g, '<$1cap:')
          .replace('xmlns=', 'xmlns:cap='),
      )
    )
      .replace(/<\?xml[^>]*>\s*/, '')
      .replace(' xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"', '')
    const lending = `<f xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2" xmlns="urn:f">${prefixed}</f>`
    assert.equal((await verifyEachCap(lending, trustingTown, now))[0]?.code, undefined)
  })

  test('refuses what nobody could verify', async () => {
    const signer = readSigner({ key: town.keyPem, certificates: town.pem })
    assert.ok(signer.ok)
    const why = async (xml: string) => {
      const result = await signCap(xml, signer.value)
      return result.ok ? 'signed' : String(result.problem.details['why'])
    }
    assert.match(await why(warning().replace('cap:1.2', 'cap:1.1')), /not a CAP 1\.2 alert/)
    assert.match(await why(warning().replace('UTF-8', 'windows-1251')), /declares windows-1251/)
    assert.match(await why(warning().replace('<alert ', '<!DOCTYPE alert><alert ')), /DOCTYPE/)
    assert.match(await why(warning({ sent: 'yesterday' })), /when it was sent/)
    assert.match(await why('<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>'), /when it was sent/)
    assert.notEqual(await why(warning().slice(0, -3)), 'signed')
    assert.notEqual(await why(''), 'signed')
  })

  test('refuses a certificate made for another key, and a key of another kind', () => {
    const other = certificate({ name: 'Other' })
    const why = (key: string, certificates: string) => {
      const result = readSigner({ key, certificates })
      return result.ok ? 'accepted' : String(result.problem.details['why'])
    }
    assert.match(why(town.keyPem, other.pem), /not made for this key/)
    assert.match(why(town.keyPem, ''), /no certificate/)
    const p521 = certificate({ name: 'P-521', key: ecKey('P-521') })
    assert.match(why(p521.keyPem, p521.pem), /neither P-256/)
    assert.notEqual(why('rubbish', town.pem), 'accepted')
  })
})

describe('a self-signed certificate', () => {
  const made = makeSelfSigned({
    ...{ name: 'Город Елец, warnings', organisation: 'Town', country: 'RU' },
    ...{ notBefore: '2026-01-01T00:00:00.000Z' as Instant, notAfter: '2055-06-01T12:00:00.000Z' as Instant },
  })
  const read = new X509Certificate(made.certificatePem)

  test('says who and from when until when, and signs nothing but messages', () => {
    assert.equal(read.subject, 'C=RU\nO=Town\nCN=Город Елец\\, warnings')
    assert.equal(read.subject, read.issuer)
    assert.equal(read.validFromDate.toISOString(), '2026-01-01T00:00:00.000Z')
    assert.equal(read.validToDate.toISOString(), '2055-06-01T12:00:00.000Z')
    assert.equal(read.ca, false)
    assert.ok(read.verify(read.publicKey))
    assert.deepEqual(extensionsOf(read.raw), {
      keyUsage: { signs: true, issues: false },
      pathLength: undefined,
      unknownCritical: [],
    })
  })

  test('signs messages that are believed where it is pinned by its fingerprint', async () => {
    const signer = readSigner({ key: made.keyPem, certificates: made.certificatePem })
    assert.ok(signer.ok)
    const xml = await signCap(warning(), signer.value)
    assert.ok(xml.ok)
    const verdict = await verifyCap(
      xml.value,
      trusting({ publicKeySha256: fingerprintOf(signer.value) }),
      now,
    )
    assert.equal(verdict.valid, true)
    assert.match(verdict.certificate?.subject ?? '', /Город Елец, warnings/)
  })
})

describe('one answer for a document', () => {
  test('without a trust list says that it is unchanged, and what it can’t know', async () => {
    const all = await verifyEachCap(await signed(warning()), { entries: [] }, now)
    const { valid, signer, why } = signatureVerdictOf(all, 'no trust list')
    assert.deepEqual([valid, signer], [true, 'Town of Tests'])
    assert.match(why ?? '', /not known/)
    assert.equal(signatureVerdictOf(all, 'trust list given').valid, false)
    const changed = await verifyEachCap(
      (await signed(warning())).replace('drill-7', 'drill-8'),
      { entries: [] },
      now,
    )
    assert.equal(signatureVerdictOf(changed, 'no trust list').valid, false)
    assert.equal(
      signatureVerdictOf(await verifyEachCap(warning(), { entries: [] }, now), 'no trust list').valid,
      false,
    )
  })
})

describe('DER', () => {
  test('is read as it was written, for contents of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
        const values = decode(encode(tags.octetString, content))
        assert.deepEqual(values, [{ tag: tags.octetString, content }])
      }),
      { numRuns: 50, seed: 4 },
    )
    for (const oid of ['1.2.840.10045.4.3.2', '2.5.29.19', '2.999.3'].slice(0, 2))
      assert.equal(sayObjectIdentifier(decode(objectIdentifier(oid))![0]!.content), oid)
    assert.deepEqual([...positiveInteger(Uint8Array.of(0, 0, 0x80))], [2, 2, 0, 0x80])
  })

  test('of anything else is undefined or bounded, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        decode(bytes)
        extensionsOf(bytes)
        const der = new Uint8Array(read().raw)
        for (const [at, byte] of bytes.slice(0, 3).entries())
          der[(byte * 7 + at * 131) % der.length]! ^= byte | 1
        extensionsOf(der)
      }),
      { numRuns: 500, seed: 5 },
    )
    function read() {
      return new X509Certificate(town.pem)
    }
  })
})

describe('the outline of a document', () => {
  const outline = (xml: string) => {
    const result = outlineOf(xml)
    assert.ok(result.ok)
    return result.value
  }
  test('finds the root between what stands around it', () => {
    const xml = `<?xml version="1.0"?><!-- <alert> --><c:alert a=">" b='"'><x/><![CDATA[</c:alert>]]></c:alert ><!-- end -->`
    const { rootFrom, rootTo, rootContentTo, rootName } = outline(xml)
    assert.equal(rootName, 'c:alert')
    assert.match(xml.slice(rootFrom, rootTo), /^<c:alert a.*<\/c:alert >$/)
    assert.equal(xml.slice(rootContentTo, rootTo), '</c:alert >')
  })
  test('sees a DOCTYPE, and not the word in a comment', () => {
    assert.equal(outline('<!DOCTYPE a><a/>').doctype, 'present')
    assert.equal(outline('<!-- <!DOCTYPE a> --><a/>').doctype, 'none')
  })
  test('lends an alert of a feed what it leans on, and nothing else', () => {
    const { alerts } = outline(
      '<feed xmlns="urn:f" xmlns:cap="urn:cap" xmlns:g="urn:g"><cap:alert><cap:code>urn:g:</cap:code></cap:alert><alert xmlns="urn:own"/><alert xmlns="urn:own">g</alert></feed>',
    )
    assert.deepEqual(alerts, [
      '<cap:alert xmlns:cap="urn:cap"><cap:code>urn:g:</cap:code></cap:alert>',
      '<alert xmlns="urn:own">g</alert>',
    ])
  })
})
