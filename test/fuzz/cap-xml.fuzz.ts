/**
 * Looks for documents that the XML reader reads otherwise than libxml2, for as long as one likes:
 * `npx node test/fuzz/cap-xml.fuzz.ts [SECONDS] [SEED]`. Prints the document in base 64 and ends with 1 when it finds one.
 */
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { chance } from '../support/chance.ts'
import { choices, declarationOf, encoded, spell, xmlEncodings, xmlTrees } from '../support/xml-arbitraries.ts'
import { compareXml } from '../support/xml-comparison.ts'
import { mutated } from '../support/xml-mutations.ts'

const seconds = Number(process.argv[2] ?? 60)
const seed = process.argv[3] ?? String(process.pid)
assert.ok(seconds > 0, 'SECONDS is a number above 0')
const by = chance(seed)
const until = performance.now() + seconds * 1_000
let [tried, wellFormed] = [0, 0]
for (let round = 1; performance.now() < until; round += 1) {
  const trees = fc.sample(fc.tuple(xmlTrees, choices), { numRuns: 50, seed: by.between(0, 2 ** 30) })
  for (const [tree, choose] of trees) {
    const encoding = by.pick(xmlEncodings)
    const bytes = encoded(spell(tree, choose, declarationOf(encoding)), encoding)
    if (bytes === undefined) continue
    // The proper document, and what can become of it.
    for (const document of [bytes, mutated(bytes, by), mutated(bytes, by), mutated(bytes, by, 10)]) {
      const result = compareXml(document)
      tried += 1
      if (result.wellFormed) wellFormed += 1
      if (result.differs === undefined) continue
      console.error(`seed ${seed}, round ${round}: ${result.differs}`)
      console.error(Buffer.from(document).toString('base64'))
      process.exit(1)
    }
  }
}
console.log(`seed ${seed}: ${tried} documents, ${wellFormed} of them well-formed, and no difference`)
