/** What a signature proves, and the ways in which it proves nothing. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readCap } from '#cap/reader'
import type { Instant } from '#base'
import { certificate, ecKey, rsaKey } from '../../../test/support/certificates.node.ts'
import {
  now,
  signed,
  signedWith,
  town,
  trusting,
  trustingTown,
  warning,
} from '../../../test/support/signed-messages.node.ts'
import { openXml } from './canonical.node.ts'
import { forArchives, verifyCap, verifyEachCap } from './verify.node.ts'

const bytes = (xml: string) => new TextEncoder().encode(xml)
const code = async (xml: string | Uint8Array, trust = trustingTown) => (await verifyCap(xml, trust, now)).code

describe('a signed alert', () => {
  test('is valid when nothing changed, and says by whom', async () => {
    const verdict = await verifyCap(bytes(await signed(warning())), trustingTown, now)
    assert.equal(verdict.code, undefined, verdict.why)
    const { valid, intact, present, signer, why, algorithm } = verdict
    assert.deepEqual(
      { valid, intact, present, signer },
      { valid: true, intact: true, present: true, signer: 'Town' },
    )
    assert.equal(why, 'Unchanged since Town signed it (ECDSA-SHA256).')
    assert.deepEqual(algorithm, {
      signature: 'ECDSA-SHA256',
      digest: 'sha256',
      canonicalization: 'exclusive',
    })
    assert.match(verdict.certificate?.subject ?? '', /CN=Town of Tests/)
  })

  test('gives its message from the signed bytes, the same as from the document', async () => {
    const xml = await signed(warning())
    const { signedBytes } = await verifyCap(xml, trustingTown, now)
    const [fromSigned] = readCap(signedBytes!).readings
    const [fromDocument] = readCap(xml).readings
    assert.notEqual(fromSigned?.message, undefined)
    assert.deepEqual(fromSigned?.message, fromDocument?.message)
    assert.equal(fromSigned?.signatures.length, 0)
  })

  test('stays valid with another white space inside its tags, a byte order mark or another encoding', async () => {
    const xml = await signed(warning())
    assert.equal(await code(xml.replace('<status>', '<status  >')), undefined)
    assert.equal(await code(`\uFEFF${xml}`), undefined)
    const utf16 = Buffer.from(`\uFEFF${xml.replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le')
    assert.equal(await code(utf16), undefined)
  })

  test('is refused when any byte of what is said was changed', async () => {
    const xml = bytes(await signed(warning()))
    const original = new TextDecoder().decode((await verifyCap(xml, trustingTown, now)).signedBytes)
    const end = Buffer.from(xml).indexOf('<Signature ')
    const start = Buffer.from(xml).indexOf('<alert')
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start, max: end - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = xml.slice()
          changed[at]! ^= by
          const verdict = await verifyCap(changed, trustingTown, now)
          // The one thing that may differ is how XML is written: then what is signed is still the same.
          if (verdict.valid) assert.equal(new TextDecoder().decode(verdict.signedBytes), original)
          else assert.notEqual(verdict.code, undefined)
        },
      ),
      { numRuns: 400, seed: 22 },
    )
  })

  test('is refused when any byte of the signature was changed, or never says anything else', async () => {
    const xml = bytes(await signed(warning()))
    const original = new TextDecoder().decode((await verifyCap(xml, trustingTown, now)).signedBytes)
    const start = Buffer.from(xml).indexOf('<Signature ')
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start, max: xml.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = xml.slice()
          changed[at]! ^= by
          const verdict = await verifyCap(changed, trustingTown, now)
          if (verdict.valid) assert.equal(new TextDecoder().decode(verdict.signedBytes), original)
        },
      ),
      { numRuns: 300, seed: 23 },
    )
  })

  test('is refused with white space added to what is signed, or the end cut off', async () => {
    const xml = await signed(warning())
    assert.equal(await code(xml.replace('<info>', '<info> ')), 'cap/signature-altered')
    assert.equal(await code(xml.replace('<Signature ', '\n<Signature ')), 'cap/signature-altered')
    assert.equal(await code(xml.slice(0, -20)), 'cap/signature-unreadable')
  })

  test('without a signature is said not to be signed', async () => {
    const verdict = await verifyCap(warning(), trustingTown, now)
    assert.deepEqual([verdict.present, verdict.code], [false, 'cap/signature-missing'])
  })
})

describe('what is signed', () => {
  test('leaves comments out, so that none can hide a part of a text', async () => {
    const xml = await signed(warning({ sender: 'duty@town.example<!-- -->.evil.example' }))
    const verdict = await verifyCap(xml, trustingTown, now)
    // The whole text is the sender; a reader that stops at the comment would see the town.
    assert.equal(verdict.code, 'cap/signature-wrong-sender')
    assert.match(verdict.why, /duty@town\.example\.evil\.example/)
    const later = (await signed(warning())).replace('duty@town.example<', 'duty@<!-- -->town.example<')
    const { signedBytes, valid } = await verifyCap(later, trustingTown, now)
    assert.equal(valid, true)
    assert.equal(readCap(signedBytes!).readings[0]?.message?.sender, 'duty@town.example')
  })

  test('is the root: an original moved into an Object of the signature is refused', async () => {
    const original = (await signed(warning({ attributes: ' Id="a"' }))).replace('URI=""', 'URI="#a"')
    const [, signature = ''] = /(<Signature .*<\/Signature>)/s.exec(original) ?? []
    const inner = original.replace(signature, '').replace(/<\?xml[^>]*>\s*/, '')
    const forged = warning({
      inside: signature.replace('</Signature>', `<Object>${inner}</Object></Signature>`),
    })
    assert.equal(await code(forged), 'cap/signature-forbidden')
    const asProperties = inner
      .replace('<alert ', '<SignatureProperties><alert ')
      .replace(/<\/alert>$/, '</alert></SignatureProperties>')
    const hidden = warning({
      inside: signature.replace('</Signature>', `<Object>${asProperties}</Object></Signature>`),
    })
    assert.equal(await code(hidden), 'cap/signature-of-something-else')
  })

  test('is the root: an original beside the forged content in a wrapper is refused', async () => {
    const original = (await signed(warning({ attributes: ' Id="a"' }))).replace('URI=""', 'URI="#a"')
    const [, signature = ''] = /(<Signature .*<\/Signature>)/s.exec(original) ?? []
    const inner = original.replace(/<\?xml[^>]*>\s*/, '')
    assert.equal(await code(warning({ inside: `<wrapper>${inner}</wrapper>` })), 'cap/signature-misplaced')
    const unsigned = inner.replace(signature, '')
    assert.equal(
      await code(warning({ inside: `<wrapper>${unsigned}</wrapper>${signature}` })),
      'cap/signature-of-something-else',
    )
    assert.equal(
      await code(warning({ attributes: ' Id="a"', inside: `<wrapper>${unsigned}</wrapper>${signature}` })),
      'cap/signature-ambiguous',
    )
    assert.equal(
      await code(warning({ attributes: ' id="a"', inside: `<wrapper>${unsigned}</wrapper>${signature}` })),
      'cap/signature-ambiguous',
    )
  })

  test('is not what stands around: a signed alert inside an unsigned one, or beside one in a feed', async () => {
    const inner = (await signed(warning())).replace(/<\?xml[^>]*>\s*/, '')
    assert.equal(await code(warning({ inside: inner })), 'cap/signature-misplaced')
    const unsigned = warning({ sender: 'evil@town.example' }).replace(/<\?xml[^>]*>\s*/, '')
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:x">${['', ''].map(() => '<entry/>').join('')}<entry><content>${unsigned}</content></entry><entry><content>${inner}</content></entry></feed>`
    assert.equal(await code(feed), 'cap/signature-not-an-alert')
    const each = await verifyEachCap(feed, trustingTown, now)
    assert.deepEqual(
      each.map((one) => one.code),
      ['cap/signature-missing', undefined],
    )
  })

  test('is refused when the reference goes elsewhere', async () => {
    const xml = await signed(warning())
    for (const uri of [
      'http://example.org/alert.xml',
      'file:///etc/passwd',
      '#xpointer(/)',
      "#xpointer(id('a'))",
      '#nowhere',
    ])
      assert.equal(await code(xml.replace('URI=""', `URI="${uri}"`)), 'cap/signature-of-something-else', uri)
    assert.equal(await code(xml.replace(' URI=""', '')), 'cap/signature-of-something-else')
  })
})

describe('the form of a signature', () => {
  const cases: readonly [string, RegExp | string, string, string][] = [
    ['no reference', /<Reference.*<\/Reference>/s, '', 'cap/signature-malformed'],
    ['two references', /(<Reference.*<\/Reference>)/s, '$1$1', 'cap/signature-forbidden'],
    [
      'an empty value',
      /<SignatureValue>.*<\/SignatureValue>/s,
      '<SignatureValue/>',
      'cap/signature-malformed',
    ],
    ['a value that is not base 64', /<SignatureValue>/, '<SignatureValue>!', 'cap/signature-malformed'],
    [
      'an empty digest',
      /<DigestValue>.*<\/DigestValue>/s,
      '<DigestValue></DigestValue>',
      'cap/signature-malformed',
    ],
    ['a comment in the digest', '<DigestValue>', '<DigestValue><!--AAAA-->', 'cap/signature-malformed'],
    ['two SignedInfo', /(<SignedInfo>.*<\/SignedInfo>)/s, '$1$1', 'cap/signature-malformed'],
    [
      'HMAC with the public key',
      /xmldsig-more#ecdsa-sha256/,
      'xmldsig-more#hmac-sha256',
      'cap/signature-forbidden',
    ],
    [
      'RSA over an ECDSA value',
      /xmldsig-more#ecdsa-sha256/,
      'xmldsig-more#rsa-sha256',
      'cap/signature-forged',
    ],
    ['a hash other than the signed one', /ecdsa-sha256/, 'ecdsa-sha384', 'cap/signature-forged'],
    ['a digest of another kind', /xmlenc#sha256/, 'xmlenc#sha512', 'cap/signature-altered'],
    [
      'an algorithm called constructor',
      /Algorithm="[^"]*sha256"/,
      'Algorithm="constructor"',
      'cap/signature-forbidden',
    ],
    [
      'MD5',
      /http:\/\/www.w3.org\/2001\/04\/xmlenc#sha256/,
      'http://www.w3.org/2001/04/xmldsig-more#md5',
      'cap/signature-forbidden',
    ],
    [
      'an XPath transform',
      '</Transforms>',
      '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>1</XPath></Transform></Transforms>',
      'cap/signature-forbidden',
    ],
    [
      'an XSLT transform',
      '</Transforms>',
      '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></Transforms>',
      'cap/signature-forbidden',
    ],
    [
      'no enveloped transform',
      /<Transform Algorithm="[^"]*enveloped-signature"\/>/,
      '',
      'cap/signature-malformed',
    ],
    ['a manifest', '</Signature>', '<Object><Manifest/></Object></Signature>', 'cap/signature-forbidden'],
    [
      'a hundred transforms',
      '</Transforms>',
      `${'<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>'.repeat(98)}</Transforms>`,
      'cap/signature-forbidden',
    ],
    ['no KeyInfo', /<KeyInfo>.*<\/KeyInfo>/s, '', 'valid'],
    [
      'a KeyInfo that names no key',
      /<KeyInfo>.*<\/KeyInfo>/s,
      '<KeyInfo><KeyName>Town</KeyName><RetrievalMethod URI="http://127.0.0.1:9/"/></KeyInfo>',
      'valid',
    ],
    [
      'rubbish for a certificate',
      /<X509Certificate>.*<\/X509Certificate>/s,
      '<X509Certificate>AAAA</X509Certificate>',
      'valid',
    ],
    [
      'remarks on the signing',
      '</Signature>',
      '<Object xmlns=""><SignatureProperties><x/></SignatureProperties></Object></Signature>',
      'valid',
    ],
  ]
  for (const [what, from, to, expected] of cases)
    test(`with ${what} is ${expected === 'valid' ? 'accepted' : `refused: ${expected}`}`, async () => {
      const xml = await signed(warning())
      const changed = xml.replace(from, to)
      assert.notEqual(changed, xml)
      assert.equal((await code(changed)) ?? 'valid', expected)
    })

  test('of an ECDSA value in DER is refused and says so', async () => {
    const xml = await signed(warning())
    const [, value = ''] = /<SignatureValue>(.*)<\/SignatureValue>/.exec(xml) ?? []
    const raw = Buffer.from(value, 'base64')
    const number = (part: Buffer) => {
      const trimmed = part.subarray(part.findIndex((byte) => byte !== 0))
      const positive = trimmed[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed
      return Buffer.concat([Buffer.of(2, positive.length), positive])
    }
    const both = Buffer.concat([number(raw.subarray(0, 32)), number(raw.subarray(32))])
    const der = Buffer.concat([Buffer.of(0x30, both.length), both]).toString('base64')
    const verdict = await verifyCap(xml.replace(value, der), trustingTown, now)
    assert.equal(verdict.code, 'cap/signature-forbidden')
    assert.match(verdict.why, /DER/)
  })
})

describe('a document that is not simply an alert', () => {
  test('with a DOCTYPE is refused before anything is read', async () => {
    const xml = await signed(warning())
    const withDoctype = xml.replace(
      '<alert ',
      '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert ',
    )
    assert.equal(await code(withDoctype), 'cap/signature-doctype')
    assert.equal(await code(xml.replace('drill-7', '&x;')), 'cap/signature-unreadable')
  })

  test('of another kind or namespace is refused', async () => {
    const xml = await signed(warning())
    assert.equal(await code(xml.replace('cap:1.2"', 'cap:9.9"')), 'cap/signature-not-an-alert')
    assert.equal(await code('not xml'), 'cap/signature-unreadable')
    assert.equal(await code(''), 'cap/signature-unreadable')
    assert.equal(await code(xml.replace('drill-7', 'drill\0-7')), 'cap/signature-unreadable')
  })

  test('with two senders, or no time, is refused', async () => {
    const twice = await signed(warning({ inside: '<sender>other@town.example</sender>' }))
    assert.equal(await code(twice), 'cap/signature-sender-unclear')
    const nested = await signed(warning({ sender: '<b>duty@town.example</b>' }))
    assert.equal(await code(nested), 'cap/signature-sender-unclear')
  })

  test('that would take long is refused at once', { timeout: 20_000 }, async () => {
    const many = Array.from({ length: 5_000 }, (_, number) => ` xmlns:p${number}="urn:${number}"`).join('')
    const bombs = {
      namespaces: warning({ attributes: many }),
      depth: warning({ inside: `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}` }),
      elements: warning({ inside: '<a/>'.repeat(300_000) }),
      length: warning({ inside: `<a>${'x'.repeat(9_000_000)}</a>` }),
    }
    for (const [what, xml] of Object.entries(bombs)) {
      const from = performance.now()
      assert.equal(await code(xml), 'cap/signature-too-costly', what)
      assert.ok(performance.now() - from < 1_500, what)
    }
    const sevenSignatures = (await signed(warning())).replace(/(<Signature .*<\/Signature>)/s, '$1'.repeat(7))
    assert.equal(await code(sevenSignatures), 'cap/signature-too-many')
    const fat = (await signed(warning())).replace(
      '<KeyInfo>',
      `<KeyInfo>${'<KeyName>x</KeyName>'.repeat(3_000)}`,
    )
    assert.equal(await code(fat), 'cap/signature-too-costly')
  })
})

describe('an alert with several signatures', () => {
  test('is valid when one trusted signer covers all of it, and every signature is judged', async () => {
    const aggregator = certificate({ name: 'Aggregator' })
    const twice = await signed(await signed(warning()), aggregator)
    const both = trusting(
      { certificate: town.pem },
      { signer: 'Aggregator', senders: ['*'], certificate: aggregator.pem },
    )
    const verdict = await verifyCap(twice, both, now)
    assert.deepEqual(
      verdict.signatures.map(({ valid, signer }) => [valid, signer]),
      [
        [true, 'Town'],
        [true, 'Aggregator'],
      ],
    )
    const onlyAggregator = await verifyCap(
      twice,
      trusting({ senders: ['*'], certificate: aggregator.pem }),
      now,
    )
    assert.deepEqual(
      [onlyAggregator.valid, onlyAggregator.signatures[0]?.code],
      [true, 'cap/signature-untrusted'],
    )
  })

  test('is not made valid by a stranger’s signature, nor broken by rubbish beside a good one', async () => {
    const stranger = certificate({ name: 'Town of Tests' })
    const forged = await signed((await signed(warning())).replace('drill-7', 'drill-8'), stranger)
    const verdict = await verifyCap(forged, trustingTown, now)
    assert.equal(verdict.valid, false)
    assert.deepEqual(
      verdict.signatures.map((one) => one.code),
      ['cap/signature-altered', 'cap/signature-untrusted'],
    )
    const rubbish = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
    const beside = (await signed(warning())).replace('<Signature ', `${rubbish}<Signature `)
    assert.equal((await verifyCap(beside, trustingTown, now)).valid, true)
  })
})

describe('weak algorithms', () => {
  test('hold for archives only where that is allowed, and short keys never sign', async () => {
    for (const [key, method] of [
      [rsaKey(1_024), 'xmldsig-more#rsa-sha256'],
      [rsaKey(), 'xmldsig#rsa-sha1'],
      [ecKey(), 'xmldsig-more#ecdsa-sha1'],
    ] as const) {
      const old = certificate({ name: 'Old', key })
      const xml = await signedWith(warning(), old, method)
      const trust = trusting({ certificate: old.pem })
      const strict = await verifyCap(xml, trust, now)
      assert.deepEqual([strict.code, strict.intact], ['cap/signature-weak', true], method)
      assert.equal((await verifyCap(xml, trust, now, forArchives)).valid, true)
      const changed = xml.replace('drill-7', 'drill-8')
      assert.equal((await verifyCap(changed, trust, now, forArchives)).code, 'cap/signature-altered')
    }
    await assert.rejects(signed(warning(), certificate({ name: 'Old', key: rsaKey(1_024) })), /2048 bits/)
  })
})

test('a document is closed after use, also a broken one', async () => {
  const opening = await openXml('<a')
  assert.ok('reason' in opening)
  assert.equal((await verifyCap('<a', trustingTown, '2026-01-01T00:00:00.000Z' as Instant)).valid, false)
})
