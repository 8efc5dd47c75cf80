import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Applied } from '#alerts'
import { minute, ok, refuse, virtualClock, type Instant, type PersonId } from '#base'
import {
  emptyRegistry,
  sessionLimits,
  type Caller,
  type Registry,
  type Session,
  type SessionId,
} from '#people'
import { standingOf } from './duty-over.ts'

const start = '2026-11-23T02:00:00.000Z' as Instant
const olena = 'olena' as PersonId
const session = (seenAt: Instant = start) =>
  ({
    ...{ id: 's-1' as SessionId, person: olena, screen: 'own', startedAt: start, provedAt: start, seenAt },
  }) as unknown as Session

function world() {
  const clock = virtualClock(start)
  const registry = emptyRegistry({
    names: { en: 'Main' },
    owns: { areas: ['RU-LIP'], threats: 'all', ladders: 'all', levels: 'all', channels: 'all' },
  })
  const people = registry.people as Map<PersonId, unknown>
  const put = (more: object) =>
    people.set(olena, {
      ...{ id: olena, kind: 'human', state: 'active', authority: 'main', roles: ['officer'] },
      ...{ areas: 'everywhere', modes: ['drill'] },
      ...more,
    })
  put({})
  const held: { now: Session | undefined } = { now: session() }
  const parts = { people: { registry: registry as Registry }, clock, sessions: { get: () => held.now } }
  const caller = { person: { id: olena }, via: { by: 'session', session: 's-1', proved: 'freshly' } }
  return { clock, put, people, held, standing: standingOf(caller as unknown as Caller, parts) }
}
const fact = (stream: string, type: string, data: object = {}) =>
  [{ fact: { stream, type, data } }] as unknown as Applied[]
const lives = async () => ok()
const isOver = async () => refuse('people/session-over')

describe('a console’s standing', () => {
  test('ends with its own session, and with no other', () => {
    const { standing } = world()
    const ended = (id: string, why: string) =>
      standing.after(fact('sessions', 'session-ended', { session: id, why }))
    assert.equal(ended('s-2', 'signed-out'), undefined)
    assert.equal(ended('s-1', 'signed-out'), 'signed-out')
    assert.equal(ended('s-1', 'ended-elsewhere'), 'ended')
  })
  test('outlives a fresh proof, by which the session has another token', async () => {
    const { standing } = world()
    assert.equal(standing.after(fact('sessions', 'session-renewed', { session: 's-1' })), undefined)
    // Its old token is worth nothing; the session goes on.
    assert.equal(await standing.now(isOver), undefined)
  })
  test('ends when rights change, either way, and not when somebody else’s do', () => {
    for (const more of [{ roles: ['watcher'] }, { roles: ['officer', 'approver'] }, { areas: ['gn:1'] }]) {
      const { standing, put } = world()
      assert.equal(standing.after(fact('people', 'person-changed')), undefined)
      put(more)
      assert.equal(standing.after(fact('people', 'person-changed')), 'rights-changed', JSON.stringify(more))
    }
  })
  test('ends with its officer', () => {
    const { standing, put, people } = world()
    put({ state: 'suspended' })
    assert.equal(standing.after(fact('people', 'person-suspended')), 'ended')
    people.delete(olena)
    assert.equal(standing.after(fact('people', 'person-removed')), 'ended')
  })
  test('ends by time alone, once nobody anywhere has seen the session in use', async () => {
    const { clock, standing, held } = world()
    clock.advance(sessionLimits.own.idleMinutes * minute - 1)
    assert.equal(await standing.now(isOver), undefined, 'it is not asked for while it holds')
    clock.advance(1)
    assert.equal(await standing.now(lives), undefined, 'another server has seen it')
    assert.equal(await standing.now(isOver), 'ended')
    held.now = undefined
    assert.equal(await standing.now(lives), 'ended')
  })
})
