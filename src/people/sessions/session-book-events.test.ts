import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  countingIds,
  memoryShelf,
  minute,
  ok,
  silentLog,
  virtualClock,
  type Instant,
  type PersonId,
} from '#base'
import type { SessionId } from '../session.ts'
import { openSessionBook } from './session-book.ts'
import { newToken } from './token.node.ts'

const place = { address: '10.0.0.7', browser: 'Firefox' }
const people = ['olena', 'taras', 'petro'] as PersonId[]
const who = fc.nat({ max: people.length - 1 })
const which = fc.nat({ max: 30 })
const step = fc.oneof(
  fc.record({ do: fc.constant('start' as const), who }),
  fc.record({ do: fc.constant('use' as const), which }),
  fc.record({ do: fc.constant('use elsewhere' as const), which }),
  fc.record({ do: fc.constant('renew' as const), which }),
  fc.record({ do: fc.constant('end' as const), which }),
  fc.record({ do: fc.constant('end all' as const), who }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('sweep' as const) }),
  fc.record({ do: fc.constant('read again' as const) }),
)

test('whatever happens on two servers, a token that is worth nothing never is worth something again', async () => {
  const seed = Number(process.env['SEED'] ?? 20261122)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const shelf = memoryShelf()
      const clock = virtualClock('2026-11-22T02:00:00.000Z' as Instant)
      const around = { shelf, clock, ids: countingIds(), log: silentLog, newToken }
      const more = { stateOf: () => 'active' as const, note: async () => ok() }
      const decider = await openSessionBook({ ...around, ...more, decides: () => 'me' })
      const reader = await openSessionBook({ ...around, ...more, decides: () => 'other' })
      const tokens: { token: string; id: SessionId }[] = []
      const over = new Set<string>()
      /** What a client may still believe in: each with the session it was given for. */
      const check = async () => {
        for (const { token } of tokens) {
          const { ok: holds } = await decider.look(token, place)
          assert.ok(!(holds && over.has(token)), 'a token came back to life')
          if (!holds) over.add(token)
        }
      }
      const known = (at: number) => (tokens.length === 0 ? undefined : tokens[at % tokens.length])
      for (const one of steps) {
        if (one.do === 'start') {
          const begun = await decider.start({
            person: people[one.who]!,
            screen: 'own',
            method: 'passkey',
            place,
          })
          assert.ok(begun.ok)
          tokens.push({ token: begun.value.token, id: begun.value.session.id })
        } else if (one.do === 'use') {
          const chosen = known(one.which)
          if (chosen !== undefined)
            await Promise.all([reader.use(chosen.token, place), decider.use(chosen.token, place)])
        } else if (one.do === 'use elsewhere') {
          const chosen = known(one.which)
          if (chosen !== undefined) await reader.use(chosen.token, { ...place, browser: 'curl' })
        } else if (one.do === 'renew') {
          const chosen = known(one.which)
          const renewed = chosen === undefined ? undefined : await decider.renew(chosen.id, 'passkey')
          if (renewed?.ok === true) {
            const { id } = renewed.value.session
            for (const old of tokens) if (old.id === id) over.add(old.token)
            tokens.push({ token: renewed.value.token, id })
          }
        } else if (one.do === 'end') {
          const chosen = known(one.which)
          if (chosen !== undefined) {
            // At once with its use on the other server.
            await Promise.all([reader.use(chosen.token, place), decider.end(chosen.id, 'signed-out')])
            for (const { token, id } of tokens) if (id === chosen.id) over.add(token)
          }
        } else if (one.do === 'end all') await decider.endAllOf(people[one.who]!, 'credential-changed')
        else if (one.do === 'wait') clock.advance(one.minutes * minute)
        else if (one.do === 'sweep') await decider.sweep()
        else await reader.kept.reload()
        await check()
      }
      await reader.settled()
      await decider.settled()
      // Another server that begins to decide now believes the same.
      const next = await openSessionBook({ ...around, ...more, decides: () => 'me' })
      for (const { token } of tokens)
        assert.equal((await next.look(token, place)).ok, !over.has(token), 'the shelf says otherwise')
    }),
    { seed, numRuns: 150 },
  )
})
