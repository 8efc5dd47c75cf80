import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import type { Instant } from '#base'
import {
  observationStatuses,
  subjects,
  tallyOf,
  type AssetId,
  type CountRange,
  type Observation,
  type ObservationId,
  type OccurrenceId,
} from '#damage'

const area = (code: string, parent: string | null, kind: string): Area =>
  ({ code, parent, kind, names: { en: code }, codes: {} }) as unknown as Area
const built = buildHierarchy([
  area('oblast', null, 'region'),
  area('city', 'oblast', 'municipality'),
  area('district', 'oblast', 'district'),
  area('village', 'district', 'settlement'),
])
assert.ok(built.ok)
const hierarchy = built.value

interface Said {
  readonly in?: string
  readonly of?: string
  readonly count?: CountRange
  readonly status?: Observation['status']
  readonly source?: string
  readonly subject?: Observation['subject']
  readonly at?: string
  readonly id?: string
}

let ids = 0
function said(said: Said): Observation {
  return {
    id: (said.id ?? `observation-${String(++ids).padStart(4, '0')}`) as ObservationId,
    occurrence: 'night-1' as OccurrenceId,
    mode: 'drill',
    area: (said.in ?? 'city') as AreaCode,
    subject: said.subject ?? 'dwellings',
    asset: (said.of ?? null) as AssetId | null,
    count: said.count ?? { atLeast: 1, atMost: 1 },
    grade: null,
    cause: 'glass',
    status: said.status ?? 'reported',
    source: { kind: 'resident', ref: said.source ?? `source-${ids}` },
    at: (said.at ?? '2026-11-22T00:40:00.000Z') as Instant,
  }
}

const exactly = (count: number): CountRange => ({ atLeast: count, atMost: count })
const about = (area: string, observations: readonly Observation[], merged?: [string, string][]) =>
  tallyOf(
    { hierarchy, observations, standsFor: new Map(merged as [AssetId, AssetId][] | undefined) },
    area as AreaCode,
    observations[0]?.subject ?? 'dwellings',
  )
const lineOf = (tally: ReturnType<typeof about>, standing: string) => {
  const line = tally.lines.find((one) => one.standing === standing)
  return line === undefined ? undefined : [line.atLeast, line.atMost]
}

describe('a tally', () => {
  test('keeps 1,400 homes that an administration speaks of apart from what an assessor saw', () => {
    const tally = about('city', [
      said({ count: exactly(1_400), source: 'administration' }),
      ...['a', 'b', 'c'].map((of) => said({ of, status: 'seen', source: 'assessor' })),
    ])
    assert.deepEqual(lineOf(tally, 'confirmed'), undefined)
    assert.deepEqual(lineOf(tally, 'seen'), [3, null])
    assert.deepEqual(lineOf(tally, 'reported'), [1_400, 1_400])
    assert.equal(tally.assets, 3)
    assert.deepEqual(
      tally.saidOfAll.map(({ range, status }) => [range.atLeast, status]),
      [[1_400, 'reported']],
    )
  })

  test('counts a house that five people tell of once', () => {
    const five = Array.from({ length: 5 }, () => said({ of: 'house 7' }))
    assert.deepEqual(lineOf(about('city', five), 'reported'), [1, null])
  })

  test('gives a range where sources count the same hurt people differently, and never their sum', () => {
    const hurt = [
      said({ subject: 'injured', count: exactly(11) }),
      said({ subject: 'injured', count: exactly(13) }),
    ]
    assert.deepEqual(lineOf(about('city', hurt), 'reported'), [11, 13])
  })

  test('does not add the hurt at one house to those of the whole town', () => {
    const hurt = [
      said({ subject: 'injured', count: { atLeast: 20, atMost: null } }),
      said({ subject: 'injured', of: 'house 7', count: exactly(4), status: 'seen' }),
    ]
    assert.deepEqual(lineOf(about('city', hurt), 'reported'), [20, null])
    assert.deepEqual(lineOf(about('city', hurt), 'seen'), [4, null])
  })

  test('adds areas that lie beside one another, and takes what is said of both together as another count of the same', () => {
    const parts = [said({ in: 'city', count: exactly(10) }), said({ in: 'village', count: exactly(5) })]
    assert.deepEqual(lineOf(about('oblast', parts), 'reported'), [15, null])
    const all = [...parts, said({ in: 'oblast', count: exactly(12) })]
    assert.deepEqual(lineOf(about('oblast', all), 'reported'), [15, null])
    const more = [...parts, said({ in: 'oblast', count: exactly(40) })]
    assert.deepEqual(lineOf(about('oblast', more), 'reported'), [40, 40])
  })

  test('counts an asset that one source puts into a district and another into its village once, in the village', () => {
    const both = [said({ in: 'district', of: 'school' }), said({ in: 'village', of: 'school' })]
    assert.deepEqual(lineOf(about('district', both), 'reported'), [1, null])
    assert.deepEqual(lineOf(about('village', both), 'reported'), [1, null])
  })

  test('takes a source’s later word for its earlier one', () => {
    const twice = [
      said({ count: exactly(6), source: 'ministry', at: '2026-11-22T01:00:00.000Z' }),
      said({ count: exactly(7), source: 'ministry', at: '2026-11-22T05:00:00.000Z' }),
    ]
    assert.deepEqual(lineOf(about('city', twice), 'reported'), [7, 7])
    const takenBack = [twice[0]!, { ...twice[1]!, status: 'withdrawn' as const }]
    assert.deepEqual(lineOf(about('city', takenBack), 'reported'), [6, 6])
  })

  test('leaves out what is disputed and names it, and what was withdrawn altogether', () => {
    const tally = about('city', [
      said({ of: 'a' }),
      said({ of: 'b', status: 'disputed', id: 'observation-x' }),
      said({ of: 'c', status: 'withdrawn' }),
    ])
    assert.deepEqual(lineOf(tally, 'reported'), [1, null])
    assert.deepEqual(tally.disputed, ['observation-x'])
    assert.equal(tally.assets, 2)
  })

  test('says nothing where nothing was observed', () => {
    assert.deepEqual(about('village', [said({ in: 'city' })]).lines, [])
  })
})

const anything: fc.Arbitrary<Observation> = fc
  .record({
    in: fc.constantFrom('oblast', 'city', 'district', 'village'),
    of: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }),
    low: fc.nat(30),
    more: fc.option(fc.nat(9), { nil: undefined }),
    status: fc.constantFrom(...observationStatuses),
    source: fc.constantFrom('one', 'two', 'three'),
    subject: fc.constantFrom(...subjects.slice(0, 1), 'injured' as const),
    hour: fc.nat(9),
  })
  .map(({ in: where, of, low, more, status, source, subject, hour }) =>
    said({
      ...{ in: where, status, source, subject, at: `2026-11-22T0${hour}:00:00.000Z` },
      ...(of === undefined ? {} : { of }),
      count: { atLeast: low, atMost: more === undefined ? null : low + more },
    }),
  )
const many = fc.array(anything, { maxLength: 20 })
const everyTally = (observations: readonly Observation[], standsFor?: ReadonlyMap<AssetId, AssetId>) =>
  ['oblast', 'city', 'district', 'village'].map((code) =>
    tallyOf(
      { hierarchy, observations, ...(standsFor === undefined ? {} : { standsFor }) },
      code as AreaCode,
      'dwellings',
    ),
  )

describe('whatever is observed', () => {
  test('the order in which it arrives changes nothing', () => {
    fc.assert(
      fc.property(many, fc.nat(), (observations, turn) => {
        const turned = observations
          .map((_, at) => observations[(at + turn) % observations.length]!)
          .toReversed()
        assert.deepEqual(everyTally(turned), everyTally(observations))
      }),
    )
  })

  test('a copy of it by somebody else changes no number', () => {
    fc.assert(
      fc.property(many, (observations) => {
        // A copy is made of each source’s last words, after all of them.
        const copies = observations.map((one) => ({
          ...one,
          id: `${one.id}-copy` as ObservationId,
          source: { ...one.source, ref: `${one.source.ref} copied` },
        }))
        const numbers = (tallies: ReturnType<typeof everyTally>) =>
          tallies.map(({ lines, assets }) => [
            assets,
            lines.map(({ standing, atLeast, atMost }) => [standing, atLeast, atMost]),
          ])
        assert.deepEqual(numbers(everyTally([...observations, ...copies])), numbers(everyTally(observations)))
      }),
    )
  })

  test('an area is never said to hold less than what lies in it, nor a line more than its end', () => {
    fc.assert(
      fc.property(many, (observations) => {
        const [oblast, city, district, village] = everyTally(observations)
        for (const standing of ['confirmed', 'seen', 'reported']) {
          const least = (tally: ReturnType<typeof about> | undefined) =>
            (tally && lineOf(tally, standing)?.[0]) ?? 0
          assert.ok(least(oblast) >= least(city) + least(district))
          assert.ok(least(district) >= least(village))
        }
        for (const { lines } of [oblast!, city!, district!, village!])
          for (const { atLeast, atMost } of lines) assert.ok(atMost === null || atLeast <= atMost)
      }),
    )
  })

  test('merging two assets and splitting them again gives back what was, and there are never more of them', () => {
    fc.assert(
      fc.property(many, (observations) => {
        const apart = everyTally(observations)
        const merged = everyTally(observations, new Map([['b', 'a']] as [AssetId, AssetId][]))
        assert.ok(merged[0]!.assets <= apart[0]!.assets)
        assert.deepEqual(everyTally(observations, new Map()), apart)
      }),
    )
  })

  // Of one source the later word counts: merged, its word of one asset takes the place of that of the other, and may be larger.
  // An asset that was put into another area’s number comes out of it.
  test('merging two assets of one area, of which each source spoke once, never makes anything more', () => {
    fc.assert(
      fc.property(many, (those) => {
        const observations = those.map((one, at) => ({
          ...one,
          area: one.asset === null ? one.area : ('city' as AreaCode),
          source: { ...one.source, ref: `source ${at}` },
        }))
        const apart = everyTally(observations)
        const merged = everyTally(observations, new Map([['b', 'a']] as [AssetId, AssetId][]))
        for (const { standing, atLeast } of merged[0]!.lines)
          assert.ok(atLeast <= lineOf(apart[0]!, standing)![0]!)
      }),
    )
  })

  test('every line rests on observations that are there', () => {
    fc.assert(
      fc.property(many, (observations) => {
        for (const { lines } of everyTally(observations))
          for (const { by } of lines)
            for (const id of by)
              assert.ok(observations.some((one) => one.id === id && one.status !== 'withdrawn'))
      }),
    )
  })
})
