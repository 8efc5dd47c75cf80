import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { boundsOf, buildHierarchy, containsPoint, type Area, type Hierarchy, type LonLat } from '#areas'
import { importFiles } from '../areas/imports/import-file.node.ts'
import { openAudience } from './audience.ts'
import { coveringShape } from './covering-shape.ts'
import { indexShape } from './shape-index.ts'

const shared = new URL('../../../shared/', import.meta.url)
const files = ['katotth-2025-05-16.csv.gz', 'ukraine-raions.geojson.gz', 'ukraine-hromadas.geojson.gz'].map(
  (name) => `areas/${name}`,
)
const absent = files.some((name) => !existsSync(new URL(name, shared)))
const options = absent ? { skip: 'the reference data of ../shared is not there' } : {}

let read: Hierarchy | undefined
const ukraine = (): Hierarchy => {
  if (read !== undefined) return read
  const imported = importFiles(
    files.map((name) => ({ name, bytes: readFileSync(new URL(name, shared)) })),
    [],
  )
  assert.ok(imported.ok)
  const built = buildHierarchy(imported.value.areas)
  assert.ok(built.ok)
  return (read = built.value)
}
const key = ({ lon, lat }: LonLat) => `${lon},${lat}`
const shapedParts = (map: Hierarchy, area: Area) =>
  map.children(area.code).filter(({ shape }) => shape !== undefined)
/** Every twelfth of the raions all of whose hromadas have shapes. */
const raions = (map: Hierarchy) =>
  [...map.all()]
    .filter(
      (area) => area.kind === 'district' && area.shape !== undefined && map.children(area.code).length > 3,
    )
    .filter((area) => shapedParts(map, area).length === map.children(area.code).length)
    .filter((_, i) => i % 12 === 0)

describe('among Ukraine’s hromadas', () => {
  test('a point on a border is told for both sides', options, () => {
    const map = ukraine()
    let borders = 0
    for (const raion of raions(map)) {
      const owners = new Map<string, Set<Area>>()
      for (const part of shapedParts(map, raion))
        for (const spot of part.shape!.flat(2))
          owners.set(key(spot), (owners.get(key(spot)) ?? new Set()).add(part))
      const spots = [...owners].filter(([, of]) => of.size > 1)
      const audience = openAudience(map)
      for (const [row, [at]] of spots.entries()) {
        const [lon, lat] = at.split(',').map(Number)
        assert.ok(audience.put(row, [{ kind: 'point', at: { lon: lon!, lat: lat! } }]).ok)
      }
      for (const part of shapedParts(map, raion)) {
        const told = new Set(audience.inAreas([part.code]))
        for (const [row, [at, of]] of spots.entries())
          if (of.has(part)) {
            borders++
            assert.ok(told.has(row), `${part.code} at ${at}`)
          }
      }
    }
    assert.ok(borders > 200, `${borders} shared corners were tried`)
  })

  test('every point of a raion is told when all its hromadas are', options, () => {
    const map = ukraine()
    for (const raion of raions(map)) {
      const audience = openAudience(map)
      const bounds = boundsOf(raion.shape!)
      const spots = [
        ...raion.shape!.flat(2),
        ...shapedParts(map, raion).flatMap(({ shape }) => shape!.flat(2)),
      ]
      for (let i = 0; i < 400; i++) {
        const spot = {
          lon: bounds.west + ((i * 0.618034) % 1) * (bounds.east - bounds.west),
          lat: bounds.south + ((i * 0.414214) % 1) * (bounds.north - bounds.south),
        }
        if (containsPoint(raion.shape!, spot)) spots.push(spot)
      }
      for (const [row, at] of spots.entries()) assert.ok(audience.put(row, [{ kind: 'point', at }]).ok)
      const parts = map.children(raion.code).map((part) => part.code)
      assert.equal(audience.inAreas(parts).length, spots.length)
      // And each of them is told for at least one hromada alone, whatever gaps the shapes leave.
      const alone = new Set(parts.flatMap((part) => [...audience.inAreas([part])]))
      assert.equal(alone.size, spots.length)
    }
  })

  test('nobody is lost when a shape is covered by a simpler one', options, () => {
    const map = ukraine()
    for (const raion of raions(map)) {
      const audience = openAudience(map)
      const spots = raion.shape!.flat(2)
      for (const [row, at] of spots.entries()) assert.ok(audience.put(row, [{ kind: 'point', at }]).ok)
      for (const most of [100, 12, 4]) {
        const covering = indexShape(coveringShape(raion.shape!, most))
        assert.ok(covering.ok)
        assert.ok(covering.value.edges.count <= most)
        assert.equal(audience.inShape(covering.value).length, spots.length)
      }
    }
  })
})
