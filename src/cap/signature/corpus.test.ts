/** Every signed message of the reference material, with what its signature is worth today, and why. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { absent } from '../../../test/support/absent.ts'
import { readTrustList } from './trust.ts'
import { forArchives, forFresh, verifyEachCap } from './verify.node.ts'

const corpus = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'cap')
const at = '2026-11-22T18:00:00.000Z' as Instant

interface Expected {
  /** The digest and the value are right, for each signature in turn. */
  readonly intact: readonly boolean[]
  readonly strict: string
  /** With historic algorithms allowed and nobody trusted. */
  readonly historic: string
  readonly why: string
}

const sha1 = { strict: 'cap/signature-weak', historic: 'cap/signature-untrusted' }
const canada: Expected = {
  ...sha1,
  intact: [true, true],
  why: 'Environment Canada’s signature and the national aggregator’s beside it, neither over the other; SHA-1',
}
const quake: Expected = {
  ...sha1,
  intact: [true],
  why: 'Latin-1 by declaration, SignedInfo with comments kept, a bare RSA key; SHA-1',
}
const philippines: Expected = {
  ...sha1,
  intact: [true],
  why: 'no canonicalization named, so 1.0 is meant; a bare RSA key; SHA-1',
}

const expected: { readonly [file: string]: Expected } = {
  'dec112+cap-ts/test/jest/mock_data/mockXML.test.xml': {
    intact: [false],
    strict: 'cap/signature-forbidden',
    historic: 'cap/signature-forbidden',
    why: 'a tsunami centre’s message, signed with DSA and SHA-1',
  },
  'google+cap-library/testdata/canada_signed.atom': canada,
  'google+cap-library/testdata/canada_signed.cap': canada,
  'google+cap-library/testdata/earthquake-iso8859-1.cap': quake,
  'google+cap-library/testdata/earthquake_signed.cap': quake,
  'kelvinn+capparselib/tests/resources/CanadaNaad.xml': {
    intact: [true, true],
    strict: 'cap/signature-untrusted',
    historic: 'cap/signature-untrusted',
    why: 'RSA-SHA256, twice, with an Object of remarks in no namespace; nobody of the empty list signed it',
  },
  'kelvinn+capparselib/tests/resources/canada_signed.atom': canada,
  'kelvinn+capparselib/tests/resources/canada_signed.cap': canada,
  'kelvinn+capparselib/tests/resources/earthquake-iso8859-1.cap': quake,
  'kelvinn+capparselib/tests/resources/earthquake_signed.cap': quake,
  'kelvinn+capparselib/tests/resources/no_info_tag.cap': {
    ...sha1,
    intact: [true],
    why: 'AtHoc through IPAWS: RSA-SHA256 over a SHA-1 digest, so the weaker counts',
  },
  'kelvinn+capparselib/tests/resources/ph.cap': philippines,
  'sahana+eden/modules/templates/SAMBRO/Demo/TropicalCyclone20150806.xml': philippines,
  'sahana+eden/modules/templates/SAMBRO/Demo/TropicalCyclone20150808.xml': philippines,
}

const skip = absent('shared')

describe('signed messages from the world', { skip }, () => {
  const archive = { use: 'archive', historicAlgorithms: 'refused' } as const
  for (const [file, { intact, strict, historic, why }] of Object.entries(expected))
    test(`${file}: ${why}`, async () => {
      const bytes = readFileSync(join(corpus, file))
      const [first] = await verifyEachCap(bytes, { entries: [] }, at, archive)
      assert.equal(first?.code, strict, first?.why)
      assert.deepEqual(
        first?.signatures.map((one) => one.intact),
        intact,
      )
      const [lenient] = await verifyEachCap(bytes, { entries: [] }, at, forArchives)
      assert.equal(lenient?.code, historic, lenient?.why)
    })

  test('are all in the table', () => {
    const found = readdirSync(corpus, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.xsd'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => /<(\w+:)?Signature[\s>]/.test(readFileSync(file, 'latin1')))
      .map((file) => file.slice(corpus.length + 1))
    assert.deepEqual(found.toSorted(), Object.keys(expected).toSorted())
  })

  test('are valid for an archive that knows the signer, and refused once a byte changes', async () => {
    const bytes = readFileSync(join(corpus, 'kelvinn+capparselib/tests/resources/CanadaNaad.xml'))
    const [stranger] = await verifyEachCap(bytes, { entries: [] }, at, forArchives)
    const trust = (position: number) => {
      const list = readTrustList({
        trust: [
          {
            signer: 'Signer',
            senders: ['*@canada.ca'],
            publicKeySha256: stranger?.signatures[position]?.publicKeySha256,
          },
        ],
      })
      assert.ok(list.ok)
      return list.value
    }
    const [byAggregator] = await verifyEachCap(bytes, trust(0), at, forArchives)
    assert.deepEqual([byAggregator?.valid, byAggregator?.signer], [true, 'Signer'])
    // The first signer's certificate had been out of date for nine months when this message was signed with it.
    const [bySource] = await verifyEachCap(bytes, trust(1), at, forArchives)
    assert.match(
      bySource?.signatures[1]?.why ?? '',
      /was valid until 2018-09-29.*the message is of 2019-07-12/,
    )
    const [fresh] = await verifyEachCap(bytes, trust(0), at, forFresh)
    assert.equal(fresh?.code, 'cap/signature-expired')
    const changed = Buffer.from(bytes)
    changed[changed.indexOf('<headline>') + 12]! ^= 1
    const [altered] = await verifyEachCap(changed, trust(0), at, forArchives)
    assert.equal(altered?.code, 'cap/signature-altered')
  })
})
