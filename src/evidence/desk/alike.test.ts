import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { hour, plus, type Instant } from '#base'
import { aboutOf, daysOf, likeness, theOneAlike, type ContainsArea } from './alike.ts'
import type { ClaimRef, CodedClaim } from './coded-claim.ts'
import type { Member } from './event.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const contains: ContainsArea = (outer, inner) => outer === inner || inner.startsWith(`${outer}.`)
const claim = (more: Partial<CodedClaim> = {}): CodedClaim => ({
  ...{ event: 'strike', happened: 'yes', stance: 'asserts', area: 'lip.north' as AreaCode, from: at, to: at },
  ...{ weapon: null, quantities: [], certainty: 'claimed' },
  ...more,
})
const members = (...claims: CodedClaim[]): Member[] =>
  claims.map((coded, i) => ({ claim: `doc-${i}/0` as ClaimRef, coded, basis: 'other', saidAt: at }))
const about = (...claims: CodedClaim[]) => aboutOf(members(...claims), contains)!
const area = (code: string) => ({ area: code as AreaCode })

describe('two claims are about one thing', () => {
  test('where the place is the same, holds the other, or lies in it; neighbours are apart', () => {
    const north = about(claim())
    assert.equal(likeness(claim(), at, north, contains), 'same')
    assert.equal(likeness(claim(area('lip')), at, north, contains), 'within')
    assert.equal(likeness(claim(area('lip.north.village')), at, north, contains), 'within')
    assert.equal(likeness(claim(area('lip.south')), at, north, contains), 'no')
    assert.equal(likeness(claim({ area: null }), at, north, contains), 'no')
  })
  test('where they name several places, if each has its own on the other side', () => {
    const places = (...codes: string[]) => claim({ area: null, areas: codes as AreaCode[] })
    const two = about(places('lip.north', 'lip.south'))
    assert.equal(likeness(places('lip.north', 'lip.south'), at, two, contains), 'same')
    assert.equal(likeness(places('lip.north.village', 'lip.south'), at, two, contains), 'within')
    assert.equal(likeness(claim(area('lip')), at, two, contains), 'within', 'the region holds both')
    assert.equal(likeness(claim(area('lip.north')), at, two, contains), 'no', 'nothing is said of the south')
    assert.equal(likeness(places('lip.north', 'lip.east'), at, two, contains), 'no')
    assert.equal(likeness(places('lip.north', 'lip.south'), at, about(claim()), contains), 'no')
    assert.deepEqual(about(claim(area('lip')), places('lip.north', 'lip.south')).areas, [
      'lip.north',
      'lip.south',
    ])
  })
  test('by the narrowest place of all: a region does not bring two of its districts together', () => {
    const both = about(claim(area('lip')), claim())
    assert.deepEqual(both.areas, ['lip.north'])
    assert.equal(likeness(claim(area('lip.south')), at, both, contains), 'no')
  })
  test('where their times meet, or are within an hour of one another', () => {
    const north = about(claim())
    const then = (hours: number) => claim({ from: plus(at, hours * hour), to: plus(at, hours * hour) })
    assert.equal(likeness(then(0.9), at, north, contains), 'same')
    assert.equal(likeness(then(1.1), at, north, contains), 'no')
    // Without a time it is of the day before it was said.
    const timeless = claim({ from: null, to: null })
    assert.equal(likeness(timeless, plus(at, 20 * hour), north, contains), 'same')
    assert.equal(likeness(timeless, plus(at, 30 * hour), north, contains), 'no')
    assert.equal(likeness(timeless, plus(at, -3 * hour), north, contains), 'no')
  })
  test('where kind and weapon do not speak against it', () => {
    const drone = about(claim({ weapon: 'drone' as never }))
    assert.equal(likeness(claim(), at, drone, contains), 'same')
    assert.equal(likeness(claim({ weapon: 'cruise-missile' as never }), at, drone, contains), 'no')
    assert.equal(likeness(claim({ event: 'outage' }), at, drone, contains), 'no')
    assert.equal(likeness(claim({ happened: 'no', stance: 'denies' }), at, drone, contains), 'same')
  })
})

test('one of the very place is taken before one that holds it, and of two alike none', () => {
  assert.equal(theOneAlike([{ candidate: 'a', likeness: 'within' }]), 'a')
  assert.equal(
    theOneAlike([
      { candidate: 'a', likeness: 'within' },
      { candidate: 'b', likeness: 'same' },
    ]),
    'b',
  )
  for (const likeness of ['within', 'same'] as const)
    assert.equal(
      theOneAlike([
        { candidate: 'a', likeness },
        { candidate: 'b', likeness },
      ]),
      undefined,
    )
  assert.equal(theOneAlike([]), undefined)
})

test('a span finds its days, and one without end finds none', () => {
  assert.deepEqual(daysOf({ from: at, to: plus(at, 23 * hour) }), ['2026-11-23', '2026-11-24'])
  assert.equal(daysOf({ from: at, to: plus(at, 60 * 24 * hour) }), undefined)
})
