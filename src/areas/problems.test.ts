import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { areaProblems } from './problems.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const sources = globSync('**/*.ts', { cwd: here }).filter(
  (name) => !name.includes('.test.') && name !== 'problems.ts',
)
const used = new Set(
  sources
    .flatMap((name) => readFileSync(`${here}/${name}`, 'utf8').match(/'areas\/[a-z-]+'/g) ?? [])
    .map((code) => code.slice(1, -1)),
)

test('every problem of areas is declared, and every declared one can happen', () => {
  assert.deepEqual([...used].sort(), Object.keys(areaProblems).sort())
})
