import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sha256, type ActorId, type Instant } from '#base'
import type { ClaimRef } from './coded-claim.ts'
import { confirmationOf, type Provenance } from './confirmation.ts'
import type { Basis, Member } from './event.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant

interface Said {
  readonly family?: string
  readonly happened?: 'yes' | 'no'
  readonly basis?: Basis
  readonly stance?: Member['coded']['stance']
  readonly reliability?: Provenance['reliability']
  readonly credibility?: Provenance['credibility']
}

function of(said: { readonly [claim: string]: Said }, aside: readonly string[] = []) {
  const members = Object.entries(said).map(([claim, one]): Member => {
    const happened = one.happened ?? 'yes'
    return {
      ...{ claim: claim as ClaimRef, basis: one.basis ?? 'other', saidAt: at },
      coded: {
        ...{ event: 'strike', happened, area: null, from: null, to: null, weapon: null, quantities: [] },
        ...{ certainty: 'claimed', stance: one.stance ?? (happened === 'yes' ? 'asserts' : 'denies') },
      },
    }
  })
  const setAside = aside.map((denial) => ({
    ...{ denial: denial as ClaimRef, at, by: 'olena' as ActorId, why: sha256('because') },
  }))
  return confirmationOf({ members, setAside }, (claim) => {
    const one = said[claim]!
    return {
      ...{ document: claim as never, source: `source-${claim}` as never },
      family: (one.family ?? claim) as never,
      ...{ reliability: one.reliability ?? 'F', credibility: one.credibility ?? 6 },
    }
  })
}

describe('an event is confirmed', () => {
  test('by two families that do not copy one another, and not by any number of copies', () => {
    const copies = of({ a: { family: 'x' }, b: { family: 'x' }, c: { family: 'x' } })
    assert.deepEqual([copies.standing, copies.familiesFor], ['unconfirmed', 1])
    assert.deepEqual(
      copies.discounted.map(({ claim, why }) => [claim, why]),
      [
        ['b', 'same-family'],
        ['c', 'same-family'],
      ],
    )
    const two = of({ a: { family: 'x' }, b: { family: 'x' }, c: { family: 'y' } })
    assert.deepEqual([two.standing, two.by, two.familiesFor], ['confirmed', ['two-families'], 2])
  })

  test('by an official in charge alone, and by physical evidence alone, with the rule named', () => {
    assert.deepEqual(of({ a: { basis: 'responsible-official' } }).by, ['responsible-official'])
    assert.deepEqual(of({ a: { basis: 'physical-evidence' } }).by, ['physical-evidence'])
    assert.deepEqual(of({ a: {} }).by, [])
  })

  test('not by who is graded unreliable, what is graded improbable, nor by guesses and threats', () => {
    const { standing, discounted } = of({
      a: {},
      b: { reliability: 'E' },
      c: { credibility: 5 },
      d: { stance: 'speculates' },
      e: { stance: 'threatens' },
    })
    assert.equal(standing, 'unconfirmed')
    assert.deepEqual(
      discounted.map(({ claim, why }) => [claim, why]),
      [
        ['b', 'source-unreliable'],
        ['c', 'claim-improbable'],
        ['d', 'not-asserted'],
        ['e', 'not-asserted'],
      ],
    )
  })

  test('by the claim of a family that rests on most, whichever came first', () => {
    const one = of({ a: { family: 'x' }, b: { family: 'x', basis: 'responsible-official' } })
    assert.deepEqual([one.standing, one.grounds.map(({ claim }) => claim)], ['confirmed', ['b']])
  })
})

describe('a denial', () => {
  test('by who is in charge closes what only others say, also where two families say it', () => {
    const said = of({ a: {}, b: {}, c: { happened: 'no', basis: 'responsible-official' } })
    assert.deepEqual([said.standing, said.closedBy], ['denied', ['c']])
  })
  test('by anybody else closes nothing', () => {
    assert.equal(of({ a: {}, b: { happened: 'no' } }).standing, 'denied-unconfirmed')
    assert.equal(of({ a: {}, b: {}, c: { happened: 'no' } }).standing, 'confirmed')
  })
  test('against another official in charge, or against evidence, leaves it disputed: neither side is picked', () => {
    const no = { happened: 'no', basis: 'responsible-official' } as const
    assert.equal(of({ a: { basis: 'responsible-official' }, b: no }).standing, 'disputed')
    assert.equal(of({ a: { basis: 'physical-evidence' }, b: no }).standing, 'disputed')
  })
  test('that was set aside closes nothing, and is shown as set aside', () => {
    const said = of({ a: {}, b: {}, c: { happened: 'no', basis: 'responsible-official' } }, ['c'])
    assert.deepEqual([said.standing, said.closedBy], ['confirmed', []])
    assert.deepEqual(said.discounted, [{ claim: 'c', why: 'set-aside' }])
  })
  test('of a family that also says so counts on both sides', () => {
    const said = of({ a: { family: 'x' }, b: { family: 'x', happened: 'no' } })
    assert.deepEqual([said.familiesFor, said.familiesAgainst], [1, 1])
  })
})
