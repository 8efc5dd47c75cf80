import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { absent } from '../../../test/support/absent.ts'
import { chance } from '../../../test/support/chance.ts'
import { judge, plain } from '../../../test/support/xml-judge.ts'
import { mutated } from '../../../test/support/xml-mutations.ts'
import { findingsIn } from '../finding.ts'
import { decodeXml, reportDecoding } from './decode.ts'
import { readXml } from './read-xml.ts'

const messages = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'cap')

/** Where we and libxml2 differ on purpose; each is a sentence, so that none is added without one. */
const exceptions = {
  'we refuse every document type declaration': ({ codes }) => codes.includes('cap/xml-doctype'),
  'libxml2 lets the byte order mark or the bytes win over the declaration without a word': ({ codes, why }) =>
    why === '' &&
    codes.every((code) => code === 'cap/xml-encoding-contradicted' || code === 'cap/xml-encoding-unknown'),
  'libxml2 checks that a namespace is a URI; to us it is a name, which is then not one of CAP': ({
    codes,
    why,
  }) => codes.length === 0 && /^xmlns(:[^:]*)?: '[^']*' is not a valid URI$/.test(why),
  'libxml2 reads 80 to 9F of ISO 8859-1 as control characters, and we as Windows does': ({
    text,
    codes,
    why,
  }) => codes.length === 0 && why === '' && /^\uFEFF?<\?xml[^>]*iso-8859-(1|9|11)\b/i.test(text),
} satisfies Record<string, (case_: Case) => boolean>

interface Case {
  readonly text: string
  /** Of our errors. */
  readonly codes: readonly string[]
  /** Of libxml2's, or nothing. */
  readonly why: string
}

/** How we differ from libxml2 on these bytes, or nothing; and whether both found them well-formed. */
function difference(bytes: Uint8Array): { readonly differs?: string; readonly wellFormed: boolean } {
  const decoded = decodeXml(bytes)
  const found = findingsIn(decoded.text)
  reportDecoding(decoded, found)
  const root = readXml(decoded.text, found)
  const errors = found.all().filter((one) => one.level === 'error')
  const judged = judge(bytes)
  const codes = errors.map((one) => one.code)
  const why = judged.wellFormed ? '' : judged.why
  const wellFormed = judged.wellFormed && errors.length === 0
  if (judged.wellFormed === (errors.length === 0)) {
    if (!judged.wellFormed) return { wellFormed }
    try {
      assert.deepEqual(plain(root!), judged.root)
      return { wellFormed }
    } catch (thrown) {
      if (isException({ text: decoded.text, codes, why })) return { wellFormed }
      return { wellFormed, differs: `the trees differ: ${String(thrown)}` }
    }
  }
  if (isException({ text: decoded.text, codes, why })) return { wellFormed }
  return {
    wellFormed,
    differs: judged.wellFormed
      ? `only we object: ${JSON.stringify(errors[0])}`
      : `only libxml2 objects: ${why}`,
  }
}

function isException(of: Case): boolean {
  return Object.values(exceptions).some((holds) => holds(of))
}

describe('libxml2 and our reader', { skip: absent('shared') }, () => {
  const files = globSync('**/*.{cap,xml,atom,edxlde}', { cwd: messages })
    .toSorted()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(messages, name))) }))

  test('call the same real documents well-formed, and read the same from them', () => {
    assert.ok(files.length > 100, `${files.length} files`)
    const results = files.map(({ name, bytes }) => ({ name, ...difference(bytes) }))
    assert.deepEqual(
      results.filter((one) => one.differs !== undefined),
      [],
    )
    assert.ok(results.filter((one) => one.wellFormed).length > 90)
  })

  test('call the same damaged documents well-formed, and read the same from them', (t) => {
    const seed = process.env['FUZZ_SEED'] ?? 'a page with coffee on it'
    t.diagnostic(`FUZZ_SEED=${seed}`)
    const by = chance(seed)
    const small = files.filter(({ bytes }) => bytes.length < 8_000)
    let wellFormed = 0
    for (let nth = 1; nth <= 3_000; nth += 1) {
      const { name, bytes } = by.pick(small)
      const result = difference(mutated(bytes, by))
      assert.equal(result.differs, undefined, `mutation ${nth} of seed “${seed}”, of ${name}`)
      if (result.wellFormed) wellFormed += 1
    }
    // Else the trees would hardly have been compared.
    assert.ok(wellFormed > 200, `${wellFormed} of 3,000 stayed well-formed`)
  })
})
