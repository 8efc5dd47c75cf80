import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { memoryShelf, virtualClock, type Instant } from '#base'
import { isProven } from '../prover.ts'
import { shelfSirens } from './registry.ts'
import { sirenProver } from './siren-prover.ts'
import type { Siren, SirenId } from './siren.ts'
import { neverHeard, type SirenState, type SirenStatus } from './siren-state.ts'

const clock = virtualClock('2026-11-23T02:40:00.000Z' as Instant)

/** Sirens whose quiet test ends so; `left-alone` was tested before and isn't now. */
async function proverOf(ends: { readonly [siren: string]: SirenStatus | 'left-alone' | 'plain' }) {
  const registry = await shelfSirens(memoryShelf(), () => assert.fail('unreadable'))
  const ids = Object.keys(ends) as SirenId[]
  await registry.put(
    ids.map((id): Siren => ({
      ...{ id, name: id, area: 'gn:1' as AreaCode, operator: 'o', modes: ['test'] },
      kind: ends[id] === 'plain' ? 'plain' : 'signed',
    })),
  )
  const states = new Map<SirenId, SirenState>()
  const order = (id: SirenId, counter: number) => {
    const command = { action: 'quiet-test', siren: id, counter } as never
    const state = {
      ...neverHeard(id),
      order: { command, openAlerts: [], answerBy: clock.now(), finishesWithin: 1 },
    }
    states.set(id, state)
  }
  for (const id of ids) if (ends[id] === 'left-alone') order(id, 1)
  const channel = {
    states: () => states,
    async quietTest(asked: readonly SirenId[]) {
      for (const id of asked) if (ends[id] !== 'left-alone' && ends[id] !== 'plain') order(id, 2)
      return new Map(
        asked.map((id): [SirenId, SirenStatus] => {
          const end = ends[id] as string
          return [id, end === 'left-alone' || end === 'plain' ? 'passed' : (end as SirenStatus)]
        }),
      )
    },
  }
  return sirenProver(channel, registry, clock)
}

describe('a proof of sirens', () => {
  test('says of each what this very test brought, and of what was left alone that it is not known', async () => {
    const prover = await proverOf({
      ...{ a: 'passed', b: 'failed', c: 'silent', d: 'unknown' },
      ...{ e: 'left-alone', f: 'plain' },
    })
    const steps = await prover.prove(
      prover.targets().map(({ id }) => id),
      new AbortController().signal,
    )
    assert.deepEqual(
      steps.map(({ target, code, outcome }) => [target, code, outcome]),
      [
        ['a', 'quiet-test-passed', 'passed'],
        ['b', 'siren/fault', 'failed'],
        ['c', 'siren/no-answer', 'unknown'],
        ['d', 'siren/no-answer', 'unknown'],
        ['e', 'left-alone', 'unknown'],
        ['f', 'cannot-be-asked', 'unknown'],
      ],
    )
    for (const { says } of steps) assert.doesNotMatch(says, /undefined|\{|“”/)
    assert.equal(isProven(steps), 'no')
  })

  test('stands where every siren passed, and nowhere where there is none', async () => {
    const prover = await proverOf({ a: 'passed', b: 'passed' })
    const { signal } = new AbortController()
    assert.equal(isProven(await prover.prove(['a', 'b'], signal)), 'yes')
    assert.equal(isProven(await prover.prove(['a', 'gone'], signal)), 'no')
    assert.equal(isProven([]), 'no')
  })
})
