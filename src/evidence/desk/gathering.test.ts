import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { plus, sha256, type ActorId, type Instant } from '#base'
import type { ClaimRef, CodedClaim } from './coded-claim.ts'
import { evolveEvent } from './event-facts.ts'
import type { ActId, EvidenceEvent, EvidenceEventId, Member } from './event.ts'
import { figuresOf } from './figures.ts'
import { decideEvents, type EventCommand } from './gathering.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const why = sha256('because')
const asked = { at, by: 'olena' as ActorId }
const coded: CodedClaim = {
  ...{ event: 'strike', happened: 'yes', stance: 'asserts', area: null, from: null, to: null },
  ...{ weapon: null, quantities: [], certainty: 'claimed' },
}
const member = (claim: string, more: Partial<CodedClaim> = {}): Member => ({
  ...{ claim: claim as ClaimRef, coded: { ...coded, ...more }, basis: 'other', saidAt: at },
})
const E = (id: string | number) => `event-${id}` as EvidenceEventId

class World {
  events = new Map<EvidenceEventId, EvidenceEvent>()
  do(command: EventCommand) {
    const facts = decideEvents(this.events, command, { ...asked, at: plus(at, this.events.size) })
    if (!facts.ok) return facts.problem.code
    for (const fact of facts.value)
      this.events.set(fact.event, evolveEvent(this.events.get(fact.event), fact))
    return 'done'
  }
  claims() {
    return [...this.events.values()].flatMap(({ members }) => members.map(({ claim }) => claim)).toSorted()
  }
  /** What people see, without how often it was changed. */
  seen() {
    return [...this.events.values()]
      .filter(({ members }) => members.length > 0)
      .map(({ id, members, acts }) => ({ id, members, acts }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }
}

const step = fc.oneof(
  fc.record({
    type: fc.constant('merge' as const),
    into: fc.nat(9),
    from: fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    type: fc.constant('split' as const),
    event: fc.nat(14),
    take: fc.array(fc.nat(20), { maxLength: 6 }),
  }),
  fc.record({ type: fc.constant('undo' as const), event: fc.nat(14), which: fc.nat(3) }),
  fc.record({ type: fc.constant('join' as const), event: fc.nat(14) }),
  fc.record({ type: fc.constant('leave' as const), claim: fc.nat(20) }),
)

describe('events', () => {
  test('lose no claim and count none twice, whatever is merged, split and undone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const world = new World()
        let claims = 0
        let made = 10
        const there = new Set<string>()
        const join = (event: EvidenceEventId) => {
          const claim = `doc-${claims++}/0`
          if (world.do({ type: 'join', event, member: member(claim) }) === 'done') there.add(claim)
        }
        for (let i = 0; i < 10; i++) for (let k = 0; k <= i % 3; k++) join(E(i))
        for (const [n, one] of steps.entries()) {
          const before = JSON.stringify(world.seen())
          let answer = 'done'
          const act = `act-${n}` as ActId
          if (one.type === 'merge')
            answer = world.do({ type: 'merge', act, into: E(one.into), from: one.from.map(E), why })
          if (one.type === 'split') {
            const members = world.events.get(E(one.event))?.members ?? []
            const taken = one.take.flatMap((i) => members[i % (members.length || 1)]?.claim ?? [])
            answer = world.do({
              type: 'split',
              act,
              event: E(one.event),
              claims: taken,
              into: E(made++),
              why,
            })
          }
          if (one.type === 'undo') {
            const acts = world.events.get(E(one.event))?.acts ?? []
            const which = acts[acts.length - 1 - one.which]?.act
            if (which !== undefined) answer = world.do({ type: 'undo', event: E(one.event), act: which, why })
          }
          if (one.type === 'join') join(E(one.event))
          if (one.type === 'leave') {
            const claim = `doc-${one.claim}/0` as ClaimRef
            const event = [...world.events.values()].find(({ members }) =>
              members.some((m) => m.claim === claim),
            )
            if (event !== undefined) {
              world.do({ type: 'leave', event: event.id, claim })
              there.delete(claim)
            }
          }
          if (answer !== 'done') assert.equal(JSON.stringify(world.seen()), before, answer)
          // Each once: the list of all claims of all events is the list of those that are there.
          assert.deepEqual(world.claims(), [...there].toSorted())
          // And what was just merged or split is undone to the letter.
          if (answer === 'done' && (one.type === 'merge' || one.type === 'split')) {
            const again = new World()
            again.events = new Map(world.events)
            const event = one.type === 'merge' ? E(one.into) : E(one.event)
            assert.equal(again.do({ type: 'undo', event, act, why }), 'done')
            assert.equal(JSON.stringify(again.seen()), before)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  test('are undone in the order opposite to that in which it was done', () => {
    const world = new World()
    for (const id of [1, 2, 3]) world.do({ type: 'join', event: E(id), member: member(`doc-${id}/0`) })
    const merge = (act: string, into: number, from: number) =>
      world.do({ type: 'merge', act: act as ActId, into: E(into), from: [E(from)], why })
    assert.equal(merge('first', 1, 2), 'done')
    assert.equal(merge('second', 3, 1), 'done')
    const undo = (event: number, act: string) =>
      world.do({ type: 'undo', event: E(event), act: act as ActId, why })
    assert.equal(undo(1, 'first'), 'evidence/built-upon')
    assert.equal(undo(1, 'second'), 'done', 'also from the side that was merged away')
    assert.equal(undo(2, 'first'), 'done')
    assert.deepEqual(
      world.seen().map(({ id, members }) => [id, members.length]),
      [1, 2, 3].map((id) => [E(id), 1]),
    )
  })

  test('keep what came after a merge when it is undone', () => {
    const world = new World()
    for (const id of [1, 2]) world.do({ type: 'join', event: E(id), member: member(`doc-${id}/0`) })
    world.do({ type: 'merge', act: 'm' as ActId, into: E(1), from: [E(2)], why })
    world.do({ type: 'join', event: E(1), member: member('doc-3/0') })
    assert.equal(world.do({ type: 'join', event: E(2), member: member('doc-4/0') }), 'evidence/event-is-over')
    world.do({ type: 'undo', event: E(1), act: 'm' as ActId, why })
    assert.deepEqual(
      world.seen().map(({ members }) => members.map(({ claim }) => claim)),
      [['doc-1/0', 'doc-3/0'], ['doc-2/0']],
    )
  })

  test('refuse a merge with nothing, and a split that leaves one side empty', () => {
    const world = new World()
    world.do({ type: 'join', event: E(1), member: member('doc-1/0') })
    const split = (claims: string[]) =>
      world.do({
        type: 'split',
        act: 's' as ActId,
        event: E(1),
        into: E(9),
        claims: claims as ClaimRef[],
        why,
      })
    assert.equal(
      world.do({ type: 'merge', act: 'm' as ActId, into: E(1), from: [E(1)], why }),
      'evidence/nothing-to-merge',
    )
    assert.equal(split([]), 'evidence/split-leaves-nothing')
    assert.equal(split(['doc-1/0']), 'evidence/split-leaves-nothing')
    assert.equal(split(['doc-7/0']), 'evidence/not-in-event')
    assert.equal(
      world.do({ type: 'leave', event: E(1), claim: 'doc-7/0' as ClaimRef }),
      'evidence/not-in-event',
    )
  })
})

describe('the numbers of an event', () => {
  const count = (
    value: number,
    bound: 'exactly' | 'at-least' | 'about' | 'up-to' = 'exactly',
    unit = 'injured',
  ) => ({
    quantities: [{ value, bound, unit }],
  })
  test('are the lowest and the highest that anybody gave, never a sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 20 }), (values) => {
        const [figure] = figuresOf(values.map((value, i) => member(`doc-${i}/0`, count(value))))
        assert.deepEqual([figure!.lowest, figure!.highest], [Math.min(...values), Math.max(...values)])
        assert.equal(figure!.said.length, values.length)
      }),
    )
  })
  test('are open upwards where the highest is said to be the least, and kept apart by unit', () => {
    const figures = figuresOf([
      member('a/0', count(3)),
      member('b/0', count(5, 'at-least')),
      member('c/0', count(2, 'at-least', 'killed')),
      member('d/0', count(4, 'exactly', 'killed')),
      member('e/0', count(9, 'up-to', 'houses')),
      member('f/0', { happened: 'no', ...count(0, 'exactly', 'missing') }),
    ])
    assert.deepEqual(
      figures.map(({ unit, lowest, highest, upwards, downwards }) => [
        unit,
        lowest,
        highest,
        upwards,
        downwards,
      ]),
      [
        ['houses', 9, 9, 'closed', 'open'],
        ['injured', 3, 5, 'open', 'closed'],
        ['killed', 2, 4, 'closed', 'closed'],
        ['missing', 0, 0, 'closed', 'closed'],
      ],
    )
  })
})
