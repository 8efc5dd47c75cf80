import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { difference } from 'polyclip-ts'
import { absent } from '../../../test/support/absent.ts'
import type { CapPoint } from '../message.ts'
import { isSimple, latticeOf, signedArea } from './lattice.ts'
import { ringsWithin, type CornerBudget } from './within-budget.ts'

const seed = 20261122
type Ring = readonly CapPoint[]

/** Independent of what it judges: the area of the originals that lies outside of what was drawn, in square degrees. */
function leftOut(originals: readonly Ring[], drawn: readonly Ring[]): number {
  const polygons = (rings: readonly Ring[]) =>
    rings.map((ring) => [ring.map(({ lon, lat }): [number, number] => [lon, lat])])
  const rest = difference(polygons(originals), ...polygons(drawn).map((polygon) => [polygon]))
  return rest.flat().reduce((sum, ring) => {
    let twice = 0
    for (let i = 0; i < ring.length; i++) {
      const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!]
      twice += (a[0] - ring[0]![0]) * (b[1] - ring[0]![1]) - (b[0] - ring[0]![0]) * (a[1] - ring[0]![1])
    }
    return sum + Math.abs(twice) / 2
  }, 0)
}

/** A square millimetre or so: what is left of an edge that a judge cut in binary fractions. */
const nothing = 1e-15

test('the judge sees what is left out', () => {
  const square = island(0, 50, [1, 1, 1, 1])
  assert.ok(leftOut([square], [island(0, 50, [1, 1, 1, 0.999])]) > 1e-4)
})

function check(areas: readonly (readonly Ring[])[], budget: CornerBudget) {
  const drawn = ringsWithin(areas, budget)
  let corners = 0
  for (const rings of drawn)
    for (const ring of rings) {
      corners += ring.length
      assert.ok(ring.length <= Math.max(5, budget.ring), `${ring.length} corners`)
      assert.deepEqual(ring[0], ring.at(-1))
      assert.ok(isSimple(latticeOf(ring)), 'crosses itself, or runs clockwise')
      for (const { lon, lat } of ring)
        assert.ok(Math.abs(lon) <= 180 && Math.abs(lat) <= 90, `${lat},${lon} is off the map`)
    }
  assert.ok(corners <= Math.max(budget.message, 5 * areas.length), `${corners} corners in all`)
  return drawn
}

const island = (lon: number, lat: number, radii: readonly number[]): Ring =>
  [...radii, radii[0]!].map((radius, i) => {
    const angle = (2 * Math.PI * (i % radii.length)) / radii.length
    return { lon: lon + radius * Math.cos(angle), lat: lat + radius * Math.sin(angle) }
  })

const islands = fc.array(
  fc
    .tuple(
      fc.double({ min: -4, max: 4, noNaN: true }),
      fc.double({ min: 50, max: 55, noNaN: true }),
      fc.array(fc.double({ min: 0.01, max: 0.4, noNaN: true }), { minLength: 3, maxLength: 40 }),
      fc.boolean(),
    )
    .map(([lon, lat, radii, backwards]) => {
      const ring = island(lon, lat, radii)
      return backwards ? ring.toReversed() : ring
    }),
  { minLength: 1, maxLength: 30 },
)

describe('the shapes of a message', () => {
  test('keep their budget, are simple, closed and counter-clockwise, and leave nothing out', () => {
    fc.assert(
      fc.property(
        fc.array(islands, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 5, max: 40 }),
        fc.integer({ min: 20, max: 800 }),
        (areas, ring, message) => {
          const drawn = check(areas, { ring, message })
          for (const [i, rings] of areas.entries()) assert.ok(leftOut(rings, drawn[i]!) < nothing)
        },
      ),
      { seed, numRuns: 25 },
    )
  })

  test('of 500 islands become fewer, without sea between the coasts that lie far apart', () => {
    const many = Array.from({ length: 500 }, (_, i) => {
      const [lon, lat] = [20 + (i % 25) * 0.4, 58 + Math.floor(i / 25) * 0.2]
      return island(
        lon,
        lat,
        Array.from({ length: 40 }, (_, j) => 0.03 + 0.02 * Math.sin(i * 7.1 + j * 3.3)),
      )
    })
    const far = island(60, 70, [0.1, 0.2, 0.1, 0.2])
    const began = performance.now()
    const [drawn] = check([[...many, far]], { ring: 100, message: 1_000 })
    const took = performance.now() - began
    assert.ok(leftOut([...many, far], drawn!) < nothing)
    assert.ok(took < 3_000, `${took.toFixed(0)} ms`)
    const alone = drawn!.find((ring) => ring.every(({ lon }) => lon > 55))
    assert.ok(alone !== undefined, 'the far island was drawn into the others')
  })

  test('of 20,000 islets are drawn in bounded time', () => {
    const islets = Array.from({ length: 20_000 }, (_, i) =>
      island(20 + (i % 200) * 0.05, 55 + Math.floor(i / 200) * 0.05, [0.01, 0.012, 0.011, 0.01]),
    )
    const began = performance.now()
    check([islets], { ring: 100, message: 2_000 })
    const took = performance.now() - began
    assert.ok(took < 5_000, `${took.toFixed(0)} ms`)
  })

  test('give every area at least a box, even where the budget has none left for it', () => {
    const areas = Array.from({ length: 40 }, (_, i) => [island(i, 50, [0.3, 0.4, 0.3, 0.2, 0.4, 0.3])])
    const drawn = check(areas, { ring: 100, message: 60 })
    assert.ok(drawn.every((rings) => rings.length === 1))
  })

  test('that fit stay as they are, but wound and closed', () => {
    const square = [
      { lon: 0, lat: 0 },
      { lon: 0, lat: 1 },
      { lon: 1, lat: 1 },
      { lon: 1, lat: 0 },
    ]
    const [[drawn]] = check([[square]], { ring: 100, message: 1_000 }) as [[Ring]]
    assert.deepEqual(drawn, [square[0], ...square.toReversed()])
  })

  test('draw a hull around what crosses itself', () => {
    const bow = [
      { lon: 0, lat: 0 },
      { lon: 2, lat: 2 },
      { lon: 2, lat: 0 },
      { lon: 0, lat: 1.5 },
    ]
    const [[drawn]] = check([[bow]], { ring: 100, message: 1_000 }) as [[Ring]]
    assert.ok(signedArea(latticeOf(drawn)) > 0)
    assert.ok(leftOut([[...bow, bow[0]!]], [drawn]) < nothing)
  })
})

describe('a shape at the antimeridian', () => {
  const span = (rings: readonly Ring[]) => rings.map((ring) => ring.map(({ lon }) => lon))
  test('is cut there, whether it jumps over it or runs beyond 180°', () => {
    const fiji = [176, 178, -178, -178, 178, 176].map((lon, i) => ({ lon, lat: i < 3 ? -20 : -15 }))
    const beyond = fiji.map(({ lon, lat }) => ({ lon: lon < 0 ? lon + 360 : lon, lat }))
    for (const ring of [fiji, fiji.toReversed(), beyond]) {
      const [drawn] = check([[ring]], { ring: 100, message: 1_000 })
      assert.deepEqual(
        span(drawn!).map((lons) => [Math.min(...lons), Math.max(...lons)]),
        [
          [176, 180],
          [-180, -178],
        ],
      )
    }
  })
  test('stays on the map when it is drawn around with fewer corners', () => {
    const coast = Array.from({ length: 60 }, (_, i) => ({
      lon: 179.5 + 0.5 * Math.sin(i),
      lat: 65 + i * 0.01,
    }))
    const ring = [...coast, { lon: 180, lat: 66 }, { lon: 180, lat: 64 }]
    const [drawn] = check([[ring]], { ring: 12, message: 1_000 })
    assert.ok(drawn!.length > 0)
  })
  test('around a pole becomes everything up to it', () => {
    const polar = [0, 90, 180, -90].map((lon) => ({ lon, lat: 80 }))
    const [drawn] = check([[polar]], { ring: 100, message: 1_000 })
    assert.deepEqual(
      drawn![0]!.map(({ lon, lat }) => `${lat},${lon}`),
      ['80,-180', '80,180', '90,180', '90,-180', '80,-180'],
    )
  })
  test('that was already cut, as a map of the Antarctic is, is left alone', () => {
    const south = [
      [-180, -90],
      [180, -90],
      [180, -70],
      [0, -65],
      [-180, -70],
    ].map(([lon, lat]) => ({ lon: lon!, lat: lat! }))
    const [drawn] = check([[south]], { ring: 100, message: 1_000 })
    assert.equal(drawn![0]!.length, 6)
  })
})

interface Feature {
  readonly geometry: {
    readonly type: string
    readonly coordinates: readonly (readonly (readonly unknown[])[])[]
  }
}

function outerRings({ geometry }: Feature): Ring[] {
  const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as [
    number,
    number,
  ][][][]
  return polygons.map((polygon) => polygon[0]!.map(([lon, lat]) => ({ lon, lat })))
}

describe('real districts', { skip: absent('shared') }, () => {
  const folder = '../shared/areas'
  const files = absent('shared') ? [] : readdirSync(folder).filter((file) => /lipetsk.*\.geojson$/.test(file))
  test('are there', () => assert.ok(files.length > 0))
  for (const file of files)
    test(`of ${file} lie wholly in what is drawn for a message of 2,000 corners`, () => {
      const { features } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as {
        features: readonly Feature[]
      }
      const areas = features.filter(({ geometry }) => /Polygon/.test(geometry?.type)).map(outerRings)
      const drawn = check(areas, { ring: 100, message: 2_000 })
      // The originals as they are written elsewhere: to a metre.
      const rounded = (ring: Ring) =>
        ring.map(({ lon, lat }) => ({ lon: +lon.toFixed(5), lat: +lat.toFixed(5) }))
      for (const [i, rings] of areas.entries())
        assert.ok(leftOut(rings.map(rounded), drawn[i]!) < 1e-10, `area ${i}: ${leftOut(rings, drawn[i]!)}`)
    })
})
