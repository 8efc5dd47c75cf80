import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { allFindings } from './all-findings.ts'

describe('the findings', () => {
  const codes = allFindings.flatMap(({ findings }) => Object.keys(findings))

  test('have one meaning each', () =>
    assert.deepEqual(
      codes.filter((code, i) => codes.indexOf(code) !== i),
      [],
    ))

  test('are all in the list that the documentation is made of', () => {
    const listed = readFileSync(join(import.meta.dirname, 'all-findings.ts'), 'utf8')
    const tables = globSync('**/*-findings.ts', { cwd: import.meta.dirname })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => readFileSync(join(import.meta.dirname, file), 'utf8').includes('defineFindings({'))
    assert.ok(tables.length > 5)
    for (const file of tables) assert.ok(listed.includes(`'./${file}'`), file)
  })

  test('say what is wrong and what to do about it', () => {
    for (const { findings } of allFindings)
      for (const [code, { says, advice }] of Object.entries(findings)) {
        assert.match(code, /^cap\/[a-z0-9]+(-[a-z0-9]+)*$/)
        assert.match(says, /[.”?]$/, code)
        assert.match(advice, /[.)”]$/, code)
      }
  })
})
