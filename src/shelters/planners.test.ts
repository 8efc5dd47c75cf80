import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildHierarchy, containsPoint, type Area, type AreaCode } from '#areas'
import { buildNearestIndex } from './nearest-index.ts'
import { placesPerArea } from './planners.ts'
import { bareFields, fieldsOf, type Shelter, type ShelterFields, type ShelterId } from './shelter.ts'

/** A tenth of a degree: about 6.7 by 11.1 km. */
function square(code: string, west: number, more: Partial<Area> = {}): Area {
  const [lon, lat, side] = [west, 52, 0.1]
  const corners = [
    { lon, lat },
    { lon: lon + side, lat },
    { lon: lon + side, lat: lat + side },
    { lon, lat: lat + side },
    { lon, lat },
  ]
  return {
    code: code as AreaCode,
    kind: 'district',
    parent: null,
    names: { en: code },
    shape: [[corners]],
    ...more,
  }
}

const town = { kind: 'settlement', parent: 'A' as AreaCode, names: { en: 'x' } } as const
const areas: readonly Area[] = [
  square('A', 39, { population: 1_030 }),
  square('B', 39.2),
  { ...town, code: 'A1' as AreaCode, centre: { lon: 39.05, lat: 52.05 }, population: 700 },
  { ...town, code: 'A2' as AreaCode, centre: { lon: 39.09, lat: 52.09 }, population: 200 },
  { ...town, code: 'A3' as AreaCode, centre: { lon: 39.01, lat: 52.01 } },
]

function shelter(id: string, fields: Partial<ShelterFields>): Shelter {
  const listed = { ...bareFields, at: { lon: 39.05, lat: 52.05 }, ...fields }
  return { id: id as ShelterId, origin: null, listed, edited: {}, photo: null }
}

const shelters = [
  shelter('1', { capacity: { places: 70, bound: 'stated' }, wheelchair: 'yes' }),
  shelter('2', { capacity: { places: 50, bound: 'at-least' }, visibility: 'hidden' }),
  shelter('3', {}),
]

describe('places per area', () => {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  const hierarchy = built.value
  const reckon = (minutes: number) =>
    placesPerArea({
      ...{ hierarchy, shelters, minutes, areas: [areas[0]!, areas[1]!] },
      index: buildNearestIndex(shelters.map((one) => fieldsOf(one).at)),
      isIn: (code) => (one) => containsPoint(hierarchy.get(code)!.shape!, fieldsOf(one).at),
    })

  test('are at least what is known, rounded down; what is unknown is counted as unknown', () => {
    const [a, b] = reckon(10)
    assert.deepEqual(
      { ...a, beyond: undefined },
      {
        ...{ area: 'A', shelters: 3, places: 120, capacityUnknown: 1, wheelchair: 1, hidden: 1 },
        // 11.65 of them.
        ...{ population: 1_030, placesPer100People: 11.6, beyond: undefined },
      },
    )
    assert.deepEqual([b!.population, b!.placesPer100People, b!.places], [null, null, 0])
  })

  test('leave open how many people live too far away, but for settlements small enough to be one point', () => {
    const [a, b] = reckon(10)
    // A circle of 339 m in 74 square kilometres.
    assert.deepEqual(a!.beyond, { surfacePercent: 99, people: { beyond: 200, counted: 900 } })
    assert.deepEqual(b!.beyond, { surfacePercent: 100, people: null })
    // 4.07 km, of which the square’s sides cut some off: 48.2 of its 76.1 square kilometres lie within.
    const far = reckon(120)[0]!.beyond.surfacePercent!
    assert.ok(Math.abs(far - 36) <= 1, String(far))
  })
})
