/** Our reader and libxml2 on the same bytes: the same verdict and the same tree, but for what is named here. */
import assert from 'node:assert/strict'
import { findingsIn } from '../../src/cap/finding.ts'
import { decodeXml, reportDecoding } from '../../src/cap/xml/decode.ts'
import { readXml } from '../../src/cap/xml/read-xml.ts'
import { judge, plain } from './xml-judge.ts'

const aboutEncoding = ['cap/xml-encoding-contradicted', 'cap/xml-encoding-unknown', 'cap/xml-byte-order-mark']

/** Where we and libxml2 differ on purpose; each is a sentence, so that none is added without one. */
const exceptions = {
  'we refuse every document type declaration': ({ codes }) => codes.includes('cap/xml-doctype'),
  'libxml2 lets the byte order mark or the bytes win over the declaration, and reads UTF-16 without its mark (XML 1.0 §4.3.3), without a word':
    ({ codes, why }) => why === '' && codes.every((code) => aboutEncoding.includes(code)),
  'libxml2 takes a version number that ends with its point': ({ text, codes, why }) =>
    why === '' &&
    codes.every((code) => code === 'cap/xml-declaration-malformed') &&
    /^\uFEFF?<\?xml\s+version\s*=\s*(["'])1\.\1/.test(text),
  'libxml2 checks that a namespace is a URI; to us it is a name, which is then not one of CAP': ({
    codes,
    why,
  }) =>
    codes.length === 0 &&
    why.split(' ¶ ').every((one) => /^xmlns(:.*)?: '.*' is not a valid URI$/s.test(one)),
  'libxml2 reads 80 to 9F of ISO 8859-1 as control characters, and we as Windows does': ({ text, codes }) =>
    codes.length === 0 &&
    /^\uFEFF?<\?xml[^>]*iso-8859-(1|9|11)\b/i.test(text) &&
    /[\u0080-\u009F€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text),
} satisfies Record<string, (case_: Case) => boolean>

interface Case {
  readonly text: string
  /** Of our errors. */
  readonly codes: readonly string[]
  /** Of libxml2's, or nothing. */
  readonly why: string
}

/** How we differ from libxml2 on these bytes, or nothing; and whether both found them well-formed. */
export function compareXml(bytes: Uint8Array): { readonly differs?: string; readonly wellFormed: boolean } {
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
