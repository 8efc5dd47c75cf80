import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Shape } from '#areas'
import { alertTile, tileLayer, type TilePlace } from './tile.ts'

/** As MapLibre reads tiles: by the packages that it brings along. */
const besideMapLibre = createRequire(import.meta.resolve('maplibre-gl'))
const load = async (name: string) =>
  (await import(pathToFileURL(besideMapLibre.resolve(name)).href)) as Record<string, unknown>
type Polygons = { readonly type: string; readonly coordinates: unknown }
interface Feature {
  readonly type: number
  readonly properties: Record<string, unknown>
  toGeoJSON(x: number, y: number, z: number): { readonly geometry: Polygons }
}
interface Layer {
  readonly length: number
  readonly extent: number
  readonly version: number
  feature(at: number): Feature
}
const read = async (bytes: Uint8Array): Promise<Record<string, Layer>> => {
  const { VectorTile } = (await load('@mapbox/vector-tile')) as {
    VectorTile: new (from: unknown) => { readonly layers: Record<string, Layer> }
  }
  const pbf = await load('pbf')
  const Reader = (pbf['PbfReader'] ?? pbf['Pbf'] ?? pbf['default']) as new (from: Uint8Array) => unknown
  return new VectorTile(new Reader(bytes)).layers
}

const ring = (...corners: readonly (readonly [number, number])[]) =>
  corners.map(([lon, lat]) => ({ lon, lat }))
const square = (west: number, south: number, size: number) =>
  ring([west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south])
const withHole: Shape = [[square(38, 52, 2), square(38.5, 52.5, 1)]]
const properties = { severity: 'Severe', status: 'Exercise' }
const whole: TilePlace = { z: 0, x: 0, y: 0 }

describe('a tile of warnings', () => {
  test('is read by a map’s own reader, with what it says and where', async () => {
    const layers = await read(alertTile({ z: 5, x: 19, y: 10 }, [{ shape: withHole, properties }]))
    const layer = layers[tileLayer]!
    assert.deepEqual([layer.version, layer.extent, layer.length], [2, 4_096, 1])
    const feature = layer.feature(0)
    assert.deepEqual({ ...feature.properties }, properties)
    const { type, coordinates } = feature.toGeoJSON(19, 10, 5).geometry
    assert.equal(type, 'Polygon')
    const rings = coordinates as [number, number][][]
    assert.equal(rings.length, 2)
    for (const [index, corners] of [
      [38, 40, 52, 54],
      [38.5, 39.5, 52.5, 53.5],
    ].entries()) {
      const [west, east, south, north] = corners as [number, number, number, number]
      const [lons, lats] = [rings[index]!.map(([lon]) => lon), rings[index]!.map(([, lat]) => lat)]
      for (const [got, meant] of [
        [Math.min(...lons), west],
        [Math.max(...lons), east],
        [Math.min(...lats), south],
        [Math.max(...lats), north],
      ] as const)
        assert.ok(Math.abs(got - meant) < 0.005, `${got} instead of ${meant}`)
    }
  })

  test('is cut a little beyond its sides', async () => {
    const world: Shape = [[ring([-180, -85], [180, -85], [180, 85], [-180, 85], [-180, -85])]]
    const layers = await read(alertTile({ z: 3, x: 4, y: 3 }, [{ shape: world, properties }]))
    const { coordinates } = layers[tileLayer]!.feature(0).toGeoJSON(4, 3, 3).geometry
    const lons = (coordinates as [number, number][][])[0]!.map(([lon]) => lon)
    assert.ok(Math.min(...lons) < 0 && Math.min(...lons) > -1, String(Math.min(...lons)))
    assert.ok(Math.max(...lons) > 45 && Math.max(...lons) < 46, String(Math.max(...lons)))
  })

  test('is empty where nothing lies in it, or what does is smaller than its grid', async () => {
    assert.equal(alertTile({ z: 5, x: 3, y: 3 }, [{ shape: withHole, properties }]).length, 0)
    assert.equal(alertTile(whole, [{ shape: [[square(38, 52, 0.001)]], properties }]).length, 0)
    assert.equal(alertTile(whole, []).length, 0)
    assert.deepEqual(Object.keys(await read(new Uint8Array())), [])
  })
})
