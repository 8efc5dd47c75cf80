import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import type { Claim } from '../claim/claim.ts'
import { areasOf, coded, mendedClaim, type CodedClaim } from './coded-claim.ts'

const quote = { text: 'x', start: 0, end: 1 }
const place = (code: string | null, within?: string) => ({
  ...{ text: 'there', code, name: code, basis: 'named', quote },
  within: within === undefined ? null : { code: within, name: within },
})
const read = (...places: ReturnType<typeof place>[]): CodedClaim =>
  coded(
    {
      ...{ event: 'strike', happened: 'yes', place: places[0] ?? null, places, when: null, weapon: null },
      ...{ weapons: [], quantities: [], certainty: 'claimed', quote },
    } as unknown as Claim,
    { stance: 'asserts' },
  )

describe('a claim that was read', () => {
  test('is about its one area, or the sure area that its place lies in', () => {
    assert.equal(read(place('a')).area, 'a')
    assert.equal(read(place(null, 'a')).area, 'a')
    assert.deepEqual(areasOf(read()), [])
    assert.ok(!('areas' in read(place('a'), place('a'))))
  })
  test('is about all the areas of a list, in one order whatever the text says first', () => {
    assert.deepEqual(areasOf(read(place('b'), place('a'), place('b'))), ['a', 'b'])
    assert.equal(read(place('b'), place('a')).area, null)
  })
  test('is about none that is known where the list has a place that nobody knows', () => {
    assert.deepEqual(areasOf(read(place('a'), place(null))), [])
  })
})

describe('a claim that is mended', () => {
  const several = read(place('a'), place('b'))
  const code = (text: string) => text as AreaCode
  test('keeps its areas where something else is mended', () => {
    assert.deepEqual(areasOf(mendedClaim(several, { happened: 'no', area: null })), ['a', 'b'])
    assert.equal(mendedClaim(several, { happened: 'no' }).happened, 'no')
  })
  test('is about the area or the areas that are named instead', () => {
    assert.deepEqual(mendedClaim(several, { area: code('c') }), read(place('c')))
    assert.deepEqual(areasOf(mendedClaim(read(place('a')), { areas: [code('c'), code('b')] })), ['b', 'c'])
    assert.deepEqual(mendedClaim(several, { areas: [] }), read())
    assert.deepEqual(mendedClaim(read(place('a')), { area: null }), read())
  })
})
