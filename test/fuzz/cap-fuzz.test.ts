// runs alone: it takes seconds of both reading and judging
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fuzz } from './cap-fuzz.ts'

const seconds = Number(process.env['FUZZ_SECONDS'] ?? 5)
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000)

describe('the check of CAP', () => {
  test(`keeps its promises on whatever comes (${seconds} s, FUZZ_SEED=${seed})`, () => {
    const { broken, inputs, valid } = fuzz({ seconds, seed })
    assert.equal(broken, undefined, broken === undefined ? '' : `${broken.why}\n${broken.file}`)
    // A fuzzer that only makes rubbish proves nothing.
    assert.ok(inputs > 20 && valid > 0, `${inputs} inputs, ${valid} valid`)
  })
})
