import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  choices,
  declarationOf,
  encoded,
  plainTree,
  spell,
  xmlEncodings,
  xmlTrees,
} from '../../../test/support/xml-arbitraries.ts'
import { judge, plain } from '../../../test/support/xml-judge.ts'
import { findingsIn } from '../finding.ts'
import { decodeXml, reportDecoding } from './decode.ts'
import { readXml } from './read-xml.ts'

describe('a tree', () => {
  for (const encoding of xmlEncodings)
    test(`however it is spelled in ${encoding} is read as the same tree, and without a finding`, () => {
      let tried = 0
      fc.assert(
        fc.property(xmlTrees, choices, (tree, choose) => {
          const text = spell(tree, choose, declarationOf(encoding))
          const bytes = encoded(text, encoding)
          // A character that the encoding lacks; the count below sees to it that these are not all.
          if (bytes === undefined) return
          tried += 1
          const decoded = decodeXml(bytes)
          assert.equal(decoded.text, text)
          const found = findingsIn(decoded.text)
          reportDecoding(decoded, found)
          const root = readXml(decoded.text, found)
          // Letters that would be UTF-8 as well are doubtful; that is advice about the bytes, not about the tree.
          assert.deepEqual(
            found.all().filter((one) => one.code !== 'cap/xml-encoding-doubtful'),
            [],
          )
          assert.deepEqual(plain(root!), plainTree(tree))
        }),
        { numRuns: 150 },
      )
      assert.ok(tried > 15, `${tried} of 150 fitted`)
    })

  test('as we spell it is what libxml2 reads too, so that the spelling is no mistake we share', () => {
    fc.assert(
      fc.property(xmlTrees, choices, (tree, choose) => {
        const judged = judge(new TextEncoder().encode(spell(tree, choose)))
        assert.deepEqual(judged, { wellFormed: true, root: plainTree(tree) })
      }),
      { numRuns: 100 },
    )
  })
})
