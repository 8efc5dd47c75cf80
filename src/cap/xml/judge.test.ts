import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { absent } from '../../../test/support/absent.ts'
import { chance } from '../../../test/support/chance.ts'
import { compareXml } from '../../../test/support/xml-comparison.ts'
import { mutated } from '../../../test/support/xml-mutations.ts'

const messages = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'cap')

describe('libxml2 and our reader', { skip: absent('shared') }, () => {
  const files = globSync('**/*.{cap,xml,atom,edxlde}', { cwd: messages })
    .toSorted()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(messages, name))) }))

  test('call the same real documents well-formed, and read the same from them', () => {
    assert.ok(files.length > 100, `${files.length} files`)
    const results = files.map(({ name, bytes }) => ({ name, ...compareXml(bytes) }))
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
      const result = compareXml(mutated(bytes, by))
      assert.equal(result.differs, undefined, `mutation ${nth} of seed “${seed}”, of ${name}`)
      if (result.wellFormed) wellFormed += 1
    }
    // Else the trees would hardly have been compared.
    assert.ok(wellFormed > 200, `${wellFormed} of 3,000 stayed well-formed`)
  })
})
