import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import type { ActorId, Instant, Sha256 } from '#base'
import {
  decide,
  evolve,
  keepTallies,
  noDamage,
  observationsOf,
  observationStatuses,
  standsForIn,
  subjects,
  type AssetId,
  type DamageCommand,
  type MergeId,
  type ObservationId,
  type OccurrenceId,
  type Tally,
} from '#damage'
import { plainTallyOf } from '../../test/support/plain-damage.ts'

const occurrence = 'night-1' as OccurrenceId
const why = 'why' as Sha256
const area = (code: string, parent: string | null, kind = 'district') =>
  ({ code, parent, kind, names: { en: code }, codes: {} }) as unknown as Area
const built = buildHierarchy([
  area('oblast', null, 'region'),
  area('city', 'oblast'),
  area('district', 'oblast'),
  area('village', 'district', 'settlement'),
])
assert.ok(built.ok)
const hierarchy = built.value
const codes = [...hierarchy.all()].map(({ code }) => code)
const at = '2026-11-22T03:00:00.000Z' as Instant

function desk() {
  const state = noDamage()
  let seq = 0
  const order = (command: DamageCommand) => {
    const decided = decide(state, command, { at, by: 'olena' as ActorId, mode: 'drill' })
    if (decided.ok) for (const fact of decided.value) evolve(state, fact, ++seq)
  }
  return { state, order }
}

const some = <Value>(...all: readonly Value[]) => fc.constantFrom(...all)
const oneOf = ['a', 'b', 'c'] as AssetId[]
const asks = ['asked', 'asked', 'not-asked'] as const
const commands = fc.oneof(
  fc.record({
    type: some('make' as const),
    observation: fc.integer({ min: 0, max: 9 }).map((n) => `o${n}` as ObservationId),
    said: fc.record({
      occurrence: some(occurrence),
      area: some(...codes),
      subject: some('dwellings' as const, 'dwellings' as const, 'injured' as const),
      asset: some(null, ...oneOf, ...oneOf),
      atLeast: fc.nat(5),
      atMost: some(null, 9),
      grade: some(null),
      cause: some('glass' as const),
      seenAt: some(at, '2026-11-22T02:00:00.000Z' as Instant),
    }),
    status: some('reported' as const, 'seen' as const),
    source: fc.record({ kind: some('assessor' as const), ref: some('x', 'y') }),
    authority: some('main'),
  }),
  fc.record({
    type: some('judge' as const),
    observation: fc.integer({ min: 0, max: 9 }).map((n) => `o${n}` as ObservationId),
    readVersion: some(undefined),
    to: some(...observationStatuses),
    against: some([]),
    why: some(why),
  }),
  fc.record({
    type: some('correct' as const),
    observation: fc.integer({ min: 0, max: 9 }).map((n) => `o${n}` as ObservationId),
    readVersion: some(undefined),
    change: fc.oneof(
      fc.record({ atLeast: fc.nat(9) }),
      fc.record({ area: some(...codes) }),
      fc.record({ subject: some('dwellings' as const, 'injured' as const) }),
    ),
    why: some(why),
  }),
  fc.record({
    type: some('merge' as const),
    merge: fc.nat(20).map((n) => `m${n}` as MergeId),
    into: some(...oneOf),
    from: some(...oneOf).map((one) => [one]),
    why: some(why),
  }),
  fc.record({
    type: some('split' as const),
    merge: fc.nat(20).map((n) => `m${n}` as MergeId),
    why: some(why),
  }),
  fc.record({
    type: some('lock' as const),
    observation: fc.integer({ min: 0, max: 9 }).map((n) => `o${n}` as ObservationId),
    from: some('anybody' as const),
  }),
)

describe('tallies that are kept', () => {
  test('are at every moment what adding everything up anew gives, for all areas and for some of them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(commands, some(...asks)), { minLength: 10, maxLength: 40 }), (all) => {
        const { state, order } = desk()
        for (const asset of oneOf)
          order({ type: 'keep-asset', asset, occurrence, area: 'city' as AreaCode, subject: null })
        const kept = keepTallies()
        const onlyDistrict = (code: AreaCode) => hierarchy.contains('district' as AreaCode, code)
        for (const [command, is] of all) {
          order(command as DamageCommand)
          // Not asked after every step: several moved since it was last added up.
          if (is === 'not-asked') continue
          for (const theirs of [() => true, onlyDistrict]) {
            const observations = observationsOf(state, occurrence).filter((one) => theirs(one.area))
            const ask = { hierarchy, observations, standsFor: standsForIn(state) }
            const anew = subjects.flatMap((subject) =>
              codes
                .map((code) => plainTallyOf(ask, code, subject))
                .filter(({ lines, disputed }) => lines.length > 0 || disputed.length > 0),
            )
            const shown = kept
              .of(state, hierarchy, { occurrence, theirs })
              .filter(({ lines, disputed }) => lines.length > 0 || disputed.length > 0)
            assert.deepEqual(sorted(shown), sorted(anew))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('are not added up again for what moves nothing of them', () => {
    const { state, order } = desk()
    const said = {
      ...{ occurrence, area: 'city' as AreaCode, subject: 'dwellings', asset: null, atLeast: 1, atMost: 1 },
      ...{ grade: null, cause: 'glass', seenAt: at },
    } as const
    const make = (id: string, subject: 'dwellings' | 'injured' = 'dwellings') =>
      ({
        ...{ type: 'make', observation: id as ObservationId, said: { ...said, subject } },
        ...{ status: 'reported', source: { kind: 'assessor', ref: id }, authority: 'main' },
      }) as DamageCommand
    order(make('a'))
    const kept = keepTallies()
    const asked = { occurrence, theirs: () => true }
    const first = kept.of(state, hierarchy, asked)
    assert.equal(kept.of(state, hierarchy, asked), first)
    order({ type: 'lock', observation: 'a' as ObservationId, from: 'nobody' })
    assert.equal(kept.of(state, hierarchy, asked), first)
    order(make('b', 'injured'))
    const second = kept.of(state, hierarchy, asked)
    const dwellings = (all: readonly Tally[]) => all.filter(({ subject }) => subject === 'dwellings')
    assert.deepEqual(dwellings(second), dwellings(first))
    assert.ok(
      dwellings(second).every((one, i) => one === dwellings(first)[i]),
      'what stood was added up again',
    )
  })
})

function sorted(tallies: readonly Tally[]): readonly Tally[] {
  return tallies.toSorted((a, b) => (`${a.area} ${a.subject}` < `${b.area} ${b.subject}` ? -1 : 1))
}
