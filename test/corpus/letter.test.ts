import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkCap } from '../../src/cap/check.ts'
import { absent } from '../support/absent.ts'
import { isValidByLibxml2 } from '../support/cap-judge.ts'
import { legalMessages } from './legal-messages.ts'
import { wrongMessages } from './wrong-messages.ts'

const bytesOf = (xml: string) => new TextEncoder().encode(xml)

/** The codes of the errors, once each. */
function errorsOf(xml: string): string[] {
  const errors = checkCap(bytesOf(xml)).problems.filter(({ level }) => level === 'error')
  return [...new Set(errors.map(({ code }) => code))]
}

describe('a message that is legal by the letter', () => {
  for (const [name, { xml, version }] of Object.entries(legalMessages))
    test(`is valid: ${name}`, () => {
      const check = checkCap(bytesOf(xml))
      assert.deepEqual([errorsOf(xml), check.version], [[], version])
      assert.ok(check.readings[0]?.message)
    })

  test('is so by another validator’s word', { skip: absent('shared') }, () => {
    for (const [name, { xml, version }] of Object.entries(legalMessages))
      assert.ok(isValidByLibxml2(bytesOf(xml), version), name)
  })
})

describe('a message that only looks right', () => {
  for (const [name, { xml, code }] of Object.entries(wrongMessages))
    test(`is an error: ${name}`, () => {
      const errors = errorsOf(xml)
      assert.ok(errors.includes(code), `${code} is not among ${errors.join(', ')}`)
    })

  test(
    'is refused by the schema, or by the prose alone where that is said',
    { skip: absent('shared') },
    () => {
      for (const [name, { xml, version, schema }] of Object.entries(wrongMessages))
        assert.equal(isValidByLibxml2(bytesOf(xml), version), schema === 'silent', name)
    },
  )
})
