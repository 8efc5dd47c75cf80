import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildHierarchy, type Area, type AreaCode, type Hierarchy, type LonLat, type Shape } from '#areas'
import { boxShape, plainlyMeet } from '../../test/support/plain-ground.ts'
import { coarsely, corners, shapes } from '../../test/support/plain-shapes.ts'
import { openAudience, type Audience } from './audience.ts'
import { boxesOf, type Place } from './place.ts'
import { indexShape, type ShapeIndex } from './shape-index.ts'

const code = (text: string) => text as AreaCode
type Rest = Partial<Pick<Area, 'shape' | 'shapeQuality' | 'divided'>>
const area = (name: string, parent: string | null, rest: Rest = {}): Area => ({
  ...{ code: code(name), kind: 'district', parent: parent as AreaCode | null, names: { en: name } },
  ...rest,
})
const mapOf = (...areas: Area[]): Hierarchy => {
  const map = buildHierarchy(areas)
  assert.ok(map.ok)
  return map.value
}
const square = (west: number, south: number, east: number, north: number): Shape =>
  boxShape({ west, south, east, north })
const drawn = (shape: Shape): ShapeIndex => {
  const index = indexShape(shape)
  assert.ok(index.ok)
  return index.value
}
const point = (lon: number, lat: number): Place => ({ kind: 'point', at: { lon, lat } })
const box = (west: number, south: number, east: number, north: number): Place => ({
  ...{ kind: 'box', west, south, east, north },
})
const named = (name: string): Place => ({ kind: 'area', area: code(name) })
const told = (rows: Uint32Array) => [...rows]
/** Rows 0, 1, 2, … with one place each. */
const audienceOf = (map: Hierarchy, ...places: Place[]): Audience => {
  const audience = openAudience(map)
  for (const [row, place] of places.entries()) assert.ok(audience.put(row, [place]).ok)
  return audience
}

/** A land of four by four tiles whose inner corners are moved: neighbours share their borders to the last bit. */
function tiles(moves: readonly number[]): Hierarchy {
  const at = (column: number, row: number): LonLat => {
    const i = row * 5 + column
    const inner = column > 0 && column < 4 && row > 0 && row < 4
    return {
      lon: coarsely(column * 3 + (inner ? moves[i]! : 0)),
      lat: coarsely(row * 3 + (inner ? moves[i + 25]! : 0)),
    }
  }
  const quarters = [0, 1, 2, 3].map((quarter) => area(`q${quarter}`, 'land', { divided: 'wholly' }))
  const all = Array.from({ length: 16 }, (_, i) => {
    const [column, row] = [i % 4, i >> 2]
    const corner = at(column, row)
    const shape: Shape = [
      [[corner, at(column + 1, row), at(column + 1, row + 1), at(column, row + 1), corner]],
    ]
    return area(`t${i}`, `q${(column >> 1) + 2 * (row >> 1)}`, { shape, shapeQuality: 'surveyed' })
  })
  return mapOf(area('land', null, { divided: 'wholly' }), ...quarters, ...all)
}

const moves = fc.array(fc.double({ min: -1.2, max: 1.2, noNaN: true }), { minLength: 50, maxLength: 50 })
const codes = fc.constantFrom(
  ...['land', 'q0', 'q1', 'q2', 'q3', ...Array.from({ length: 16 }, (_, i) => `t${i}`)].map(code),
)
const place: fc.Arbitrary<Place> = fc.oneof(
  codes.map((one): Place => ({ kind: 'area', area: one })),
  corners.map((at): Place => ({ kind: 'point', at })),
  fc
    .tuple(corners, fc.constantFrom(0.01, 0.25, 3), fc.constantFrom(0.01, 0.5, 2))
    .map(([{ lon, lat }, width, height]) => box(lon, lat, coarsely(lon + width), coarsely(lat + height))),
)

/** Who must be told, by looking at every place and every edge. */
function plainly(map: Hierarchy, places: readonly Place[], meets: (shape: Shape) => boolean): boolean {
  return places.some((one) =>
    one.kind === 'area'
      ? [map.get(one.area)!, ...map.descendants(one.area)].some(
          ({ shape }) => shape !== undefined && meets(shape),
        )
      : boxesOf(one).some((bounds) => meets(boxShape(bounds))),
  )
}
function plainlyInAreas(map: Hierarchy, places: readonly Place[], asked: readonly AreaCode[]): boolean {
  const ground = asked
    .flatMap((one) => [map.get(one)!, ...map.descendants(one)])
    .flatMap(({ shape }) => (shape === undefined ? [] : [shape]))
  return places.some((one) =>
    one.kind === 'area'
      ? asked.some((other) => map.contains(other, one.area) || map.contains(one.area, other))
      : plainly(map, [one], (shape) => ground.some((other) => plainlyMeet(shape, other))),
  )
}

describe('an audience', () => {
  test('is exactly those whose places meet the areas or the drawn shape, after any changes', () => {
    const row = fc.nat(40)
    const change = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(row, fc.array(place, { minLength: 1, maxLength: 3 })) },
      { weight: 1, arbitrary: row },
    )
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
    fc.assert(
      fc.property(
        moves,
        fc.array(fc.tuple(row, fc.array(place, { maxLength: 2 })), { maxLength: 40 }),
        fc.array(change, { maxLength: 30 }),
        fc.array(codes, { minLength: 1, maxLength: 4 }),
        shapes,
        (moved, first, changes, asked, shape) => {
          const map = tiles(moved)
          const audience = openAudience(map)
          const model = new Map<number, readonly Place[]>(first)
          audience.load(model)
          for (const [each, places] of model) if (places.length === 0) model.delete(each)
          for (const one of changes)
            if (typeof one === 'number') {
              model.delete(one)
              audience.remove(one)
            } else {
              model.set(...one)
              assert.ok(audience.put(...one).ok)
            }
          const rows = [...model].sort(([a], [b]) => a - b)
          const wanted = (has: (places: readonly Place[]) => boolean) =>
            rows.filter(([, places]) => has(places)).map(([each]) => each)
          assert.equal(audience.size, model.size)
          assert.deepEqual(
            told(audience.inAreas(asked)),
            wanted((places) => plainlyInAreas(map, places, asked)),
          )
          assert.deepEqual(
            told(audience.inShape(drawn(shape))),
            wanted((places) => plainly(map, places, (other) => plainlyMeet(other, shape))),
          )
        },
      ),
      { numRuns: 120, seed },
    )
  })

  test('stays the same through thousands of changes and what merges of them', () => {
    const map = tiles(Array.from({ length: 50 }, (_, i) => Math.sin(i)))
    const audience = openAudience(map)
    const model = new Map<number, Place>()
    const shape = drawn([[[[1, 1], [9, 2], [7, 10], [2, 7], [1, 1]].map(([lon, lat]) => ({ lon: lon!, lat: lat! }))]]) // prettier-ignore
    // The same in every run: a linear congruential generator (Numerical Recipes).
    let state = 20261123
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
    for (let i = 0; i < 30_000; i++) {
      const row = Math.floor(random() * 9000)
      if (random() < 0.2) {
        audience.remove(row)
        model.delete(row)
      } else {
        const one = random() < 0.1 ? named(`t${row % 16}`) : point(random() * 12, random() * 12)
        assert.ok(audience.put(row, [one]).ok)
        model.set(row, one)
      }
      if (i % 7000 !== 6999) continue
      const fresh = openAudience(map)
      fresh.load([...model].map(([each, one]) => [each, [one]] as const))
      assert.equal(audience.size, model.size)
      assert.deepEqual(audience.inAreas([code('q1'), code('t0')]), fresh.inAreas([code('q1'), code('t0')]))
      assert.deepEqual(audience.inShape(shape), fresh.inShape(shape))
    }
    for (const row of model.keys()) audience.remove(row)
    assert.equal(audience.size, 0)
    assert.deepEqual(told(audience.inAreas([code('land')])), [])
  })

  test('refuses a place that is none, and says which', () => {
    const audience = openAudience(mapOf(area('land', null)))
    const refusal = (places: Place[]) => {
      const put = audience.put(0, places)
      return put.ok ? undefined : `${put.problem.code} ${put.problem.at ?? ''}`.trim()
    }
    assert.equal(refusal([]), 'targeting/no-place')
    assert.equal(refusal([named('sea')]), 'targeting/unknown-area places[0]')
    assert.equal(refusal([named('land'), point(181, 0)]), 'targeting/bad-place places[1]')
    assert.equal(refusal([point(0, Number.NaN)]), 'targeting/bad-place places[0]')
    assert.equal(refusal([box(0, 2, 1, 1)]), 'targeting/bad-place places[0]')
    assert.equal(audience.size, 0)
    assert.throws(() => audience.put(-1, [named('land')]), RangeError)
    assert.throws(() => audience.put(0.5, [named('land')]), RangeError)
  })

  test('is the nearest parts in a gap between the shapes of parts that make up all of it', () => {
    const whole = area('whole', null, {
      shape: square(0, 0, 10, 10),
      shapeQuality: 'surveyed',
      divided: 'wholly',
    })
    const parts = [
      area('west', 'whole', { shape: square(0, 0, 4, 10), shapeQuality: 'surveyed' }),
      area('east', 'whole', { shape: square(4.1, 0, 9, 10), shapeQuality: 'surveyed' }),
    ]
    const places = [point(4.04, 5), point(9.9, 5), point(2, 5), box(4.03, 5, 4.04, 5.01)]
    const audience = audienceOf(mapOf(whole, ...parts), ...places)
    assert.deepEqual(told(audience.inAreas([code('west')])), [0, 2, 3])
    assert.deepEqual(told(audience.inAreas([code('east')])), [0, 1, 3])
    // Together they are the whole, so the gap is in it too.
    assert.deepEqual(told(audience.inAreas([code('west'), code('east')])), [0, 1, 2, 3])
    // Where more parts may exist, nobody says whose the gap is.
    const open = audienceOf(mapOf({ ...whole, divided: 'partly' }, ...parts), ...places)
    assert.deepEqual(told(open.inAreas([code('west')])), [2])
  })

  test('is everybody in the nearest area above with a shape, where an area has none', () => {
    const map = mapOf(
      area('land', null, { shape: square(0, 0, 10, 10), shapeQuality: 'surveyed' }),
      area('part', 'land', { shape: square(0, 0, 5, 10), shapeQuality: 'surveyed' }),
      area('village', 'part'),
      area('hamlet', 'land'),
      area('elsewhere', null),
    )
    const audience = audienceOf(
      map,
      point(1, 1),
      point(9, 9),
      point(50, 50),
      named('village'),
      named('elsewhere'),
    )
    assert.deepEqual(told(audience.inAreas([code('village')])), [0, 3])
    assert.deepEqual(told(audience.inAreas([code('hamlet')])), [0, 1])
    assert.deepEqual(told(audience.inAreas([code('elsewhere')])), [0, 1, 2, 4])
    assert.deepEqual(told(audience.inShape(drawn(square(4, 4, 4.5, 4.5)))), [3, 4])
    assert.deepEqual(told(audience.inShape(drawn(square(8, 8, 9, 9)))), [1, 4])
    // Nobody knows where it is, so nobody is left out.
    assert.equal(audience.inAreas([code('nowhere')]).length, 5)
  })

  test('is a little more where a shape is only approximate', () => {
    const rough = area('rough', null, { shape: square(0, 0, 1, 1), shapeQuality: 'approximate' })
    const audience = audienceOf(mapOf(rough), point(1.04, 0.5), point(1.06, 0.5), named('rough'))
    assert.deepEqual(told(audience.inAreas([code('rough')])), [0, 2])
    assert.deepEqual(told(audience.inShape(drawn(square(1.03, 0, 1.05, 1)))), [0, 2])
  })

  test('knows the antimeridian by both its longitudes, and a pole by all of them', () => {
    const map = mapOf(
      area('east', null, { shape: square(170, -20, 180, -10), shapeQuality: 'surveyed' }),
      area('west', null, { shape: square(-180, -20, -170, -10), shapeQuality: 'surveyed' }),
      area('north', null, { shape: square(10, 80, 20, 90), shapeQuality: 'surveyed' }),
    )
    const places = [point(180, -15), point(-180, -15), box(179.99, -15, -179.99, -14.99), point(100, 90)]
    const audience = audienceOf(map, ...places, box(179, -15, 180, -14))
    assert.deepEqual(told(audience.inAreas([code('east')])), [0, 1, 2, 4])
    assert.deepEqual(told(audience.inAreas([code('west')])), [0, 1, 2, 4])
    assert.deepEqual(told(audience.inAreas([code('north')])), [3])
    assert.deepEqual(told(audience.inShape(drawn(square(-180, -16, -179.995, -12)))), [0, 1, 2, 4])
  })

  test('tells boxes over very many areas by where they lie', () => {
    const cells = Array.from({ length: 100 }, (_, i) =>
      area(`c${i}`, null, {
        shape: square(i % 10, Math.floor(i / 10), (i % 10) + 1, Math.floor(i / 10) + 1),
        shapeQuality: i === 99 ? 'approximate' : 'surveyed',
      }),
    )
    const audience = audienceOf(
      mapOf(...cells, area('off', null)),
      box(0.5, 0.5, 9.5, 9.5),
      box(0.5, 0.5, 9.5, 8.97),
    )
    assert.deepEqual(told(audience.inAreas([code('c55')])), [0, 1])
    assert.deepEqual(told(audience.inAreas([code('c99')])), [0, 1])
    assert.deepEqual(told(audience.inAreas([code('c90')])), [0])
    assert.deepEqual(told(audience.inAreas([code('off')])), [0, 1])
  })

  test('says in which of the smallest areas places lie, and nothing where there is none', () => {
    const audience = openAudience(tiles(Array.from({ length: 50 }, () => 0)))
    assert.deepEqual(audience.areasOf([point(1, 1)]), ['t0'])
    assert.deepEqual(audience.areasOf([point(3, 1), named('q2')]), ['t0', 't1', 'q2'])
    assert.deepEqual(audience.areasOf([point(50, 50)]), [])
  })

  test('at the start leaves nobody out for an area that is gone, and names what is broken', () => {
    const audience = openAudience(mapOf(area('land', null)))
    const loaded = audience.load([
      [0, [named('land')]],
      [1, [named('gone')]],
      [2, [point(0, 99)]],
    ])
    assert.deepEqual(loaded, {
      rows: 2,
      unknownAreas: ['gone'],
      broken: [{ row: 2, why: 'places[0]: the point is not on Earth' }],
    })
    assert.deepEqual(told(audience.inAreas([code('land')])), [0, 1])
    assert.deepEqual(told(audience.inShape(drawn(square(0, 0, 1, 1)))), [0, 1])
  })

  test('follows another map: what is gone is what was above it, and places are found anew', () => {
    const land = area('land', null, { shape: square(0, 0, 10, 10), shapeQuality: 'surveyed' })
    const left = area('left', 'land', { shape: square(0, 0, 5, 10), shapeQuality: 'surveyed' })
    const right = area('right', 'land', { shape: square(5, 0, 10, 10), shapeQuality: 'surveyed' })
    const audience = audienceOf(mapOf(land, left, right), point(6, 5), named('right'), named('left'))
    const moved = { ...left, shape: square(0, 0, 7, 10) }
    audience.useMap(mapOf(land, moved))
    assert.deepEqual(told(audience.inAreas([code('left')])), [0, 1, 2])
    audience.useMap(mapOf(area('other', null)))
    assert.deepEqual(told(audience.inAreas([code('other')])), [0, 1, 2], 'nobody knows where these are')
    audience.useMap(mapOf(land, left, right))
    assert.deepEqual(told(audience.inAreas([code('right')])), [0, 1], 'the land it became holds it')
    assert.deepEqual(told(audience.inAreas([code('left')])), [1, 2])
  })
})
