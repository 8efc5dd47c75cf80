/** Who is believed, for whom, and when: pinned keys, authorities, dates, revocation, rotation. */
import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { certificate, ecKey, rsaKey, type MadeCertificate } from '../../../test/support/certificates.node.ts'
import {
  now,
  signed,
  town,
  trusting,
  trustingTown,
  warning,
} from '../../../test/support/signed-messages.node.ts'
import { publicKeySha256 } from './keys.node.ts'
import { maySignFor, readTrustList, type TrustList } from './trust.ts'
import type { VerificationPolicy } from './verification.ts'
import { verifyCap } from './verify.node.ts'

const archive: VerificationPolicy = { use: 'archive', historicAlgorithms: 'refused' }
const judge = async (
  xml: string,
  trust: TrustList,
  { at = now, policy }: { at?: string; policy?: VerificationPolicy } = {},
) => {
  const { code, why } = await verifyCap(xml, trust, at as Instant, policy)
  return code === undefined ? 'valid' : { code, why }
}
const codeOf = async (...given: Parameters<typeof judge>) => {
  const judged = await judge(...given)
  return judged === 'valid' ? judged : judged.code
}

describe('a pinned signer', () => {
  test('is known by its certificate, its public key or that key’s fingerprint', async () => {
    const xml = await signed(warning())
    const key = createPublicKey(town.key)
    const publicKey = key.export({ type: 'spki', format: 'pem' })
    const publicKeySha = publicKeySha256(key)
    for (const anchor of [
      { certificate: town.pem },
      { publicKey },
      { publicKeySha256: publicKeySha },
      { publicKeySha256: publicKeySha.toUpperCase().replace(/..(?!$)/g, '$&:') },
    ])
      assert.equal(await judge(xml, trusting(anchor)), 'valid', JSON.stringify(anchor))
  })

  test('is nobody else, even of the same name', async () => {
    const other = certificate({ name: 'Town of Tests' })
    assert.deepEqual(await judge(await signed(warning(), other), trustingTown), {
      code: 'cap/signature-untrusted',
      why: 'The alert is unchanged since Town of Tests signed it, and nobody in the trust list is that signer.',
    })
    assert.equal(await codeOf(await signed(warning()), { entries: [] }), 'cap/signature-untrusted')
  })

  test('is not vouched for by showing the trusted certificate beside another key’s signature', async () => {
    const other = certificate({ name: 'Thief' })
    const xml = await signed(warning(), other)
    const [, shown = ''] = /<X509Certificate>(.*?)<\/X509Certificate>/.exec(xml) ?? []
    const townText = town.pem.replace(/-----[^-]+-----|\s/g, '')
    assert.equal(await codeOf(xml.replace(shown, townText), trustingTown), 'cap/signature-forged')
    const both = xml.replace(
      '<X509Certificate>',
      `<X509Certificate>${townText}</X509Certificate><X509Certificate>`,
    )
    assert.equal(await codeOf(both, trustingTown), 'cap/signature-untrusted')
  })

  test('speaks for its senders only', async () => {
    const xml = await signed(warning({ sender: 'duty@capital.example' }))
    assert.deepEqual(await judge(xml, trustingTown), {
      code: 'cap/signature-wrong-sender',
      why: 'Town signed this, and may not speak for “duty@capital.example”.',
    })
    assert.equal(
      await judge(xml, trusting({ certificate: town.pem, senders: ['*@capital.example'] })),
      'valid',
    )
  })
})

describe('dates', () => {
  const short = certificate({
    name: 'Short',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2026-12-31T00:00:00Z',
  })
  const trust = trusting({ certificate: short.pem })

  test('a certificate that expired before the message was sent never counts', async () => {
    const xml = (await signed(warning({ sent: '2026-06-01T00:00:00Z' }), short)).replace('x', 'x')
    const expired = certificate({
      name: 'Expired',
      key: short.key,
      notBefore: '2025-01-01T00:00:00Z',
      notAfter: '2026-02-01T00:00:00Z',
    })
    const pinnedOld = trusting({ certificate: expired.pem })
    for (const policy of [undefined, archive])
      assert.equal(
        await codeOf(xml, pinnedOld, { at: '2026-06-01T00:05:00.000Z', ...(policy && { policy }) }),
        'cap/signature-expired',
      )
  })

  test('one that expired since is good for an archive, and not for acting upon now', async () => {
    const xml = await signed(warning(), short)
    const later = '2027-06-01T00:00:00.000Z'
    assert.deepEqual(await judge(xml, trust, { at: later }), {
      code: 'cap/signature-expired',
      why: 'The certificate of Town was valid until 2026-12-31T00:00:00.000Z, and it is now 2027-06-01T00:00:00.000Z.',
    })
    const kept = await verifyCap(xml, trust, later as Instant, archive)
    assert.equal(kept.valid, true)
    assert.match(kept.why, /has expired since, on 2026-12-31/)
  })

  test('one that is not valid yet doesn’t count, and we never sign with it', async () => {
    const future = certificate({ name: 'Future', key: short.key, notBefore: '2027-01-01T00:00:00Z' })
    const xml = await signed(warning(), short)
    assert.equal(await codeOf(xml, trusting({ certificate: future.pem })), 'cap/signature-not-yet-valid')
    await assert.rejects(signed(warning(), future), /doesn’t hold at/)
    await assert.rejects(signed(warning({ sent: '2031-01-01T00:00:00Z' }), short), /doesn’t hold at/)
  })

  test('an entry’s own dates narrow the certificate’s', async () => {
    const xml = await signed(warning(), short)
    const from = '2026-11-22T18:00:01Z'
    assert.equal(await codeOf(xml, trusting({ certificate: short.pem, from })), 'cap/signature-not-yet-valid')
    const until = '2026-11-22T17:59:59Z'
    assert.equal(await codeOf(xml, trusting({ certificate: short.pem, until })), 'cap/signature-expired')
  })

  test('a stranger’s expired certificate is said to be expired', async () => {
    const xml = await signed(warning(), short)
    assert.equal(await codeOf(xml, trustingTown, { at: '2027-06-01T00:00:00.000Z' }), 'cap/signature-expired')
  })
})

describe('a revoked key', () => {
  const xmlOf = () => signed(warning())

  test('is refused for whatever comes after, whatever date it bears', async () => {
    const revoked = trusting({ certificate: town.pem, revokedAt: '2026-11-22T18:03:00Z' })
    assert.equal(await codeOf(await xmlOf(), revoked), 'cap/signature-revoked')
    assert.equal(await judge(await xmlOf(), revoked, { at: '2026-11-22T18:02:00.000Z' }), 'valid')
  })

  test('leaves what an archive held before it good', async () => {
    const before = trusting({ certificate: town.pem, revokedAt: '2026-11-22T17:00:00Z' })
    const after = trusting({ certificate: town.pem, revokedAt: '2026-11-23T00:00:00Z' })
    assert.equal(await codeOf(await xmlOf(), before, { policy: archive }), 'cap/signature-revoked')
    assert.equal(await judge(await xmlOf(), after, { policy: archive }), 'valid')
  })

  test('is not saved by another entry that still trusts it', async () => {
    const list = trusting(
      { certificate: town.pem },
      { certificate: town.pem, revokedAt: '2026-01-01T00:00:00Z' },
    )
    assert.equal(await codeOf(await xmlOf(), list), 'cap/signature-revoked')
  })
})

test('while a key is replaced both entries of the signer hold, and later only the new one', async () => {
  const fresh = certificate({ name: 'Town of Tests', notBefore: '2026-11-01T00:00:00Z' })
  const list = trusting(
    { certificate: town.pem, until: '2026-12-01T00:00:00Z' },
    { certificate: fresh.pem, from: '2026-11-15T00:00:00Z' },
  )
  assert.equal(await judge(await signed(warning()), list), 'valid')
  assert.equal(await judge(await signed(warning(), fresh), list), 'valid')
  const later = warning({ sent: '2026-12-05T00:00:00Z' })
  const at = '2026-12-05T00:01:00.000Z'
  assert.equal(await codeOf(await signed(later), list, { at }), 'cap/signature-expired')
  assert.equal(await judge(await signed(later, fresh), list, { at }), 'valid')
})

describe('an authority', () => {
  const root = certificate({ name: 'Root', key: rsaKey(), authority: 'yes' })
  const middle = certificate({ name: 'Middle', by: root, authority: { pathLength: 0 } })
  const leaf = certificate({ name: 'Leaf', by: middle })
  const trust = (subject: readonly string[] | 'any' = ['CN=Leaf', 'O=Region of Tests']) =>
    trusting({ authority: root.pem, subject })
  const verdictOf = async (by: MadeCertificate, chain: readonly MadeCertificate[], list = trust('any')) =>
    judge(await signed(warning(), by, { chain }), list)

  test('vouches for whom it certified, through intermediates that came along', async () => {
    assert.equal(await verdictOf(leaf, [middle], trust()), 'valid')
    assert.equal(await verdictOf(certificate({ name: 'Leaf', by: root }), [], trust()), 'valid')
    // The root may come along too; it is believed for being in the list.
    assert.equal(await verdictOf(leaf, [root, middle], trust()), 'valid')
  })

  test('vouches for nobody when the chain is incomplete, another’s, or made by oneself', async () => {
    const untrusted = async (by: MadeCertificate, chain: readonly MadeCertificate[], list?: TrustList) =>
      assert.equal(((await verdictOf(by, chain, list)) as { code: string }).code, 'cap/signature-untrusted')
    await untrusted(leaf, [])
    const falseRoot = certificate({ name: 'Root', key: rsaKey(), authority: 'yes' })
    const falseMiddle = certificate({ name: 'Middle', by: falseRoot, authority: 'yes' })
    await untrusted(certificate({ name: 'Leaf', by: falseMiddle }), [falseMiddle, falseRoot])
    await untrusted(certificate({ name: 'Leaf', by: falseMiddle }), [middle])
    await untrusted(certificate({ name: 'Root' }), [])
    await untrusted(leaf, [middle], trust(['CN=Somebody else']))
    await untrusted(leaf, [middle], trust(['CN=Lea']))
  })

  const bad: readonly [string, () => readonly [MadeCertificate, ...MadeCertificate[]], RegExp][] = [
    [
      'somebody it certified certifies others',
      () => {
        const signer = certificate({ name: 'Signer', by: root, keyUsage: 0 })
        return [certificate({ name: 'Leaf', by: signer }), signer]
      },
      /Signer gave it, which is no certificate authority/,
    ],
    [
      'an intermediate’s key may not sign certificates',
      () => {
        const odd = certificate({ name: 'Odd', by: root, authority: 'yes', keyUsage: 0x80 })
        return [certificate({ name: 'Leaf', by: odd }), odd]
      },
      /key of Odd may not sign certificates/,
    ],
    [
      'there are more authorities than one of them allows',
      () => {
        const deeper = certificate({ name: 'Deeper', by: middle, authority: 'yes' })
        return [certificate({ name: 'Leaf', by: deeper }), deeper, middle]
      },
      /Middle may have 0 authorities below it, and here are 1/,
    ],
    [
      'the signer’s key is not for signing',
      () => [certificate({ name: 'Leaf', by: root, keyUsage: 0x20 })],
      /its key may not be used for signing/,
    ],
    [
      'the signer’s certificate has a critical extension that nobody knows',
      () => [certificate({ name: 'Leaf', by: root, critical: '1.3.6.1.4.1.99999.1' })],
      /critical extension \(1\.3\.6\.1\.4\.1\.99999\.1\)/,
    ],
    [
      'an intermediate’s RSA key is short',
      () => {
        const weak = certificate({ name: 'Weak', by: root, authority: 'yes', key: rsaKey(1_024) })
        return [certificate({ name: 'Leaf', by: weak }), weak]
      },
      /key of Weak has only 1024 bits/,
    ],
  ]
  for (const [what, make, why] of bad)
    test(`vouches for nobody when ${what}`, async () => {
      const [by, ...chain] = make()
      const verdict = await verdictOf(by, chain)
      assert.ok(verdict !== 'valid')
      assert.equal(verdict.code, 'cap/signature-certificate')
      assert.match(verdict.why, why)
    })

  test('vouches for nobody when a certificate of the chain has expired', async () => {
    const old = certificate({ name: 'Old', by: root, authority: 'yes', notAfter: '2026-01-01T00:00:00Z' })
    const verdict = await verdictOf(certificate({ name: 'Leaf', by: old, key: ecKey('P-384') }), [old])
    assert.ok(verdict !== 'valid')
    assert.match(verdict.why, /^The authority’s certificate \(Old\) of Town was valid until 2026-01-01/)
  })

  test('no longer vouches for a certificate that is revoked by its fingerprint', async () => {
    const list = trusting(
      { authority: root.pem, subject: 'any' },
      { publicKeySha256: publicKeySha256(createPublicKey(leaf.key)), revokedAt: '2026-01-01T00:00:00Z' },
    )
    const verdict = await verdictOf(leaf, [middle], list)
    assert.ok(verdict !== 'valid')
    assert.equal(verdict.code, 'cap/signature-revoked')
  })
})

describe('a trust list', () => {
  const entry = { signer: 'Town', senders: ['a@b'], certificate: town.pem }
  const refused: readonly [string, object, RegExp][] = [
    ['without an anchor', { signer: 'Town', senders: ['a@b'] }, /exactly one of/],
    ['with two anchors', { ...entry, publicKeySha256: 'ab'.repeat(32) }, /exactly one of/],
    [
      'with an authority for anybody',
      { ...entry, certificate: undefined, authority: town.pem },
      /needs a subject/,
    ],
    ['with a subject and no authority', { ...entry, subject: 'any' }, /needs a subject/],
    ['for nobody', { ...entry, senders: [] }, /it is empty/],
    ['with a star in the middle', { ...entry, senders: ['a*@b'] }, /\*@domain/],
    ['with a time without zone', { ...entry, until: '2026-01-01T00:00:00' }, /zone/],
    ['with a misspelt field', { ...entry, revoked: '2026-01-01T00:00:00Z' }, /nothing of that name/],
    ['with a short fingerprint', { signer: 'T', senders: ['*'], publicKeySha256: 'abcd' }, /64 hexadecimal/],
  ]
  for (const [what, one, why] of refused)
    test(`${what} is refused, and says where`, () => {
      const read = readTrustList({ trust: [JSON.parse(JSON.stringify(one))] })
      assert.ok(!read.ok)
      assert.match(read.problem.at ?? '', /^trust\[0\]/)
      assert.match(String(read.problem.details['why']), why)
    })

  test('names senders exactly, by domain, below a domain, or any', () => {
    const may = (pattern: string, sender: string) => maySignFor({ senders: [pattern] }, sender)
    assert.ok(may('a@b.example', 'a@b.example'))
    assert.ok(!may('a@b.example', 'A@b.example'))
    assert.ok(may('*@b.example', 'x@B.example'))
    assert.ok(!may('*@b.example', 'x@c.b.example'))
    assert.ok(!may('*@b.example', 'x@evilb.example'))
    assert.ok(!may('*@b.example', 'b.example'))
    assert.ok(!may('*@b.example', '@b.example'))
    assert.ok(may('*@*.b.example', 'x@c.b.example'))
    assert.ok(!may('*@*.b.example', 'x@b.example'))
    assert.ok(!may('*@*.b.example', 'x@evilb.example'))
    assert.ok(may('*', 'anything at all'))
  })
})
