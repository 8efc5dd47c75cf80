import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { ActorId, Instant, PersonId } from '#base'
import { fillingOf, fits, wouldFill, type Asked, type Quota, type Skill } from '#response'

const at = '2026-11-22T00:40:00.000Z' as Instant
const coming = (name: string, skills: readonly string[]): Asked => ({
  ...{ person: name as PersonId, skills: skills as readonly Skill[], circle: 0, askedAt: at },
  answers: [{ answer: 'coming', at, over: 'sms', by: name as ActorId, arrivingAt: null }],
})
const quota = (wanted: number, ...skills: string[]): Quota => ({ wanted, skills: skills as Skill[] })

/** As many places as any way of seating fills, by trying all of them. */
function mostSeated(places: readonly Quota[], people: readonly Asked[]): number {
  const [place, ...others] = places
  if (place === undefined) return 0
  let most = mostSeated(others, people)
  for (const [index, one] of people.entries())
    if (fits(place, one)) most = Math.max(most, 1 + mostSeated(others, people.toSpliced(index, 1)))
  return most
}
const placesOf = (quotas: readonly Quota[]) =>
  quotas.flatMap((one) => Array.from({ length: one.wanted }, () => one))

describe('places of several kinds', () => {
  test('are filled by who has both skills wherever only they can, in whichever order people answer', () => {
    const quotas = [quota(4, 'apparatus'), quota(1, 'driver')]
    const people = [
      coming('ann', ['apparatus', 'driver']),
      coming('bob', ['apparatus', 'driver']),
      coming('cyd', ['apparatus']),
      coming('dan', ['apparatus']),
      coming('eve', ['apparatus']),
    ]
    for (let turned = 0; turned < people.length; turned++) {
      const asked = [...people.slice(turned), ...people.slice(0, turned)]
      const filled = fillingOf({ quotas, asked })
      assert.equal(filled.missing, 0, `${turned}`)
      assert.ok(['ann', 'bob'].includes(filled.quotas[1]!.by[0]!))
      // The other way round nobody may be taken who can only do the one.
      assert.equal(fillingOf({ quotas: quotas.toReversed(), asked }).missing, 0)
    }
    // Of the four without Eve, one with both drives: one with the apparatus is missing, and no second driver is wanted.
    const four = people.slice(0, 4)
    assert.equal(fillingOf({ quotas, asked: four }).missing, 1)
    const callee = (name: string, ...skills: string[]) => ({
      person: name as PersonId,
      skills: skills as Skill[],
    })
    assert.ok(wouldFill({ quotas, asked: four }, callee('fay', 'apparatus')))
    // A driver frees Ann or Bob for the apparatus.
    assert.ok(wouldFill({ quotas, asked: four }, callee('gil', 'driver')))
    assert.ok(!wouldFill({ quotas, asked: four }, callee('hal', 'cook')))
    assert.ok(!wouldFill({ quotas, asked: people }, callee('gil', 'driver')))
  })

  test('are filled as far as any way of seating people fills them', () => {
    const skills = ['a', 'b', 'c']
    const nights = fc.record({
      people: fc.array(fc.subarray(skills), { maxLength: 6 }),
      quotas: fc.array(fc.record({ skills: fc.subarray(skills), wanted: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    fc.assert(
      fc.property(nights, (night) => {
        const quotas = night.quotas.map(({ wanted, skills: wants }) => quota(wanted, ...wants))
        const asked = night.people.map((has, index) => coming(`person-${index}`, has))
        const filled = fillingOf({ quotas, asked })
        const seated = filled.quotas.reduce((sum, { by }) => sum + by.length, 0)
        assert.equal(seated, mostSeated(placesOf(quotas), asked))
        assert.equal(filled.beyond.length, asked.length - seated)
      }),
      { numRuns: 300 },
    )
  })
})
