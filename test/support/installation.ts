/** An installation's people in memory, with orders given as somebody and what came of them checked. */
import assert from 'node:assert/strict'
import { countingIds, virtualClock, type Instant, type Mode, type PersonId } from '#base'
import {
  hashOfKey,
  mainAuthority,
  memoryJournal,
  openPeople,
  type KeyId,
  type Orderer,
  type PeopleOrder,
  type RoleId,
} from '#people'

const contains = (outer: string, inner: string) =>
  outer === inner || (outer === 'RU-LIP' && inner.startsWith('gn:'))
export const everywhere = {
  authority: mainAuthority,
  areas: 'everywhere',
  modes: ['drill', 'test'] as Mode[],
} as const

export async function installation() {
  const journal = memoryJournal()
  const clock = virtualClock('2026-11-22T00:00:00.000Z' as Instant)
  const ids = countingIds()
  const open = (service: 'drills-only' | 'live-possible' = 'live-possible') =>
    openPeople({
      ...{ journal, clock, ids, contains, mode: 'live', service },
      main: {
        names: {},
        owns: { areas: ['RU-LIP'], threats: 'all', ladders: 'all', levels: 'all', channels: 'all' },
      },
    })
  const people = await open()
  const machine: Orderer = { id: 'admin' as PersonId, kind: 'machine' }
  const as = (id: string): Orderer => ({
    ...{ id: id as PersonId, kind: 'human' },
    permitted: people.permitted(id as PersonId)!,
  })
  const add = (id: string, role: string, more: { modes?: Mode[]; areas?: string[] } = {}): PeopleOrder => ({
    ...{ type: 'add-person', person: id as PersonId, kind: 'human', ...everywhere, ...more },
    roles: [role as RoleId],
  })
  const done = async (order: PeopleOrder, by: Orderer = machine) => {
    const answer = await people.order(order, by)
    assert.ok(answer.ok, JSON.stringify(answer))
    assert.equal(answer.value.outcome, 'done', JSON.stringify(answer.value))
  }
  const waits = async (order: PeopleOrder, by: Orderer = machine) => {
    const answer = await people.order(order, by)
    assert.ok(answer.ok && answer.value.outcome === 'waits', JSON.stringify(answer))
    return answer.value.proposal
  }
  const refusedAs = async (code: string, answer: Promise<{ ok: boolean; problem?: { code: string } }>) =>
    assert.equal((await answer).problem?.code, code)
  const join = (id: string) => done({ type: 'join', person: id as PersonId })
  const twoAdministrators = async () => {
    for (const id of ['ann', 'bo']) {
      await done(add(id, 'administrator'))
      await join(id)
    }
  }
  const key = (owner: string, id: string, more: object = {}): PeopleOrder => ({
    ...{ type: 'make-key', owner: owner as PersonId, key: id as KeyId, hash: hashOfKey(`text of ${id}`) },
    ...{ actions: 'all', areas: 'everywhere', modes: ['drill'], perMinute: null, expiresAt: null },
    ...{ certificate: null, ...more },
  })
  return {
    journal,
    clock,
    open,
    people,
    machine,
    as,
    add,
    done,
    waits,
    refusedAs,
    join,
    twoAdministrators,
    key,
  }
}
