import assert from 'node:assert/strict'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { type CapReading, type TrustList } from '#cap'
import { checkCap } from '#cap/reader'
import { verifyEachCap } from '../../src/cap/signature/verify.node.ts'
import { isValidByLibxml2 } from '../support/cap-judge.ts'
import { absent } from '../support/absent.ts'
import { capVerdicts, noMessages } from './cap-verdicts.ts'

const folder = join(import.meta.dirname, '../../../shared/cap')
const trustNobody: TrustList = { entries: [] }
const at = '2026-11-22T20:00:00.000Z' as Instant

describe('the verdicts on real messages', { skip: absent('shared') }, () => {
  test('leave no file out, and name none that is not there', () => {
    const files = globSync('**/*', { cwd: folder }).filter((file) => statSync(join(folder, file)).isFile())
    assert.deepEqual(
      files.map((file) => file.replaceAll('\\', '/')).toSorted(),
      [...Object.keys(capVerdicts), ...Object.keys(noMessages)].toSorted(),
    )
  })

  for (const [file, expected] of Object.entries(capVerdicts))
    test(`${file} is ${expected.verdict}: ${expected.why}`, async () => {
      const bytes = readFileSync(join(folder, file))
      const { kind, valid, version, problems, readings } = checkCap(bytes)
      const errors = problems.filter(({ level }) => level === 'error').map(({ code }) => code)
      assert.deepEqual(
        {
          verdict: kind === 'unreadable' ? 'unreadable' : valid ? 'valid' : 'invalid',
          is: kind,
          version,
          messages: readings.filter(({ message }) => message !== undefined).length,
          errors: [...new Set(errors)].toSorted(),
        },
        {
          verdict: expected.verdict,
          is: expected.is,
          version: expected.version,
          messages: expected.messages,
          errors: expected.errors.toSorted(),
        },
      )
      assert.equal(readings.some(isSigned), expected.signature !== undefined)
      if (expected.signature !== undefined) {
        const [first] = await verifyEachCap(bytes, trustNobody, at)
        assert.deepEqual([first?.present, first?.valid, first?.code], [true, false, expected.signature])
      }
    })

  test('are never kinder than the schema, by another validator’s word', () => {
    for (const [file, { is, version, verdict }] of Object.entries(capVerdicts)) {
      if (is !== 'cap' || version === undefined || verdict !== 'valid') continue
      assert.ok(isValidByLibxml2(readFileSync(join(folder, file)), version), file)
    }
  })

  test('point at places that are in the document', () => {
    for (const file of Object.keys(capVerdicts)) {
      const { problems, marks, document } = checkCap(readFileSync(join(folder, file)))
      const lines = document.text.split('\n')
      for (const [i, { code, line, path, message }] of problems.entries()) {
        assert.match(path, /^\/([^/]+(\/[^/]+)*)?$/, `${file} ${code}`)
        assert.doesNotMatch(message, /undefined|\[object|\{\w+\}/, `${file} ${code}`)
        assert.equal(marks[i]!.line, line, `${file} ${code}`)
        assert.ok(marks[i]!.to <= lines[line - 1]!.length, `${file} ${code}`)
      }
    }
  })
})

function isSigned({ signatures }: CapReading): boolean {
  return signatures.length > 0
}
