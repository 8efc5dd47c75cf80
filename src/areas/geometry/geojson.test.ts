import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '../area.ts'
import { readFeatures, readGeometry, toGeoJson, toGeometry } from './geojson.ts'

const polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
}
const multi = {
  type: 'MultiPolygon',
  coordinates: [
    polygon.coordinates,
    [
      [
        [5, 5],
        [6, 5],
        [6, 6],
        [5, 5],
      ],
    ],
  ],
}
const faultOf = (geometry: unknown) => {
  const result = readGeometry(geometry)
  assert.ok(!result.ok)
  return result.problem.details['fault']
}

describe('GeoJSON', () => {
  test('comes in and goes out the same, one part or many', () => {
    for (const geometry of [polygon, multi]) {
      const result = readGeometry(geometry)
      assert.ok(result.ok)
      assert.deepEqual(toGeometry(result.value.shape), geometry)
    }
  })
  test('of an area says how far its shape can be trusted, and is null without one', () => {
    const shape = readGeometry(polygon)
    assert.ok(shape.ok)
    const area: Area = { code: 'a' as AreaCode, kind: 'district', parent: null, names: { en: 'A' } }
    assert.equal(toGeoJson(area)['geometry'], null)
    const feature = toGeoJson({ ...area, shape: shape.value.shape, shapeQuality: 'approximate' })
    assert.deepEqual(feature['geometry'], polygon)
    assert.equal((feature['properties'] as Record<string, unknown>)['shapeQuality'], 'approximate')
  })
  test('that has no inside is no area', () => {
    for (const geometry of [
      null,
      undefined,
      'x',
      { type: 'Point', coordinates: [0, 0] },
      { type: 'Polygon' },
    ])
      assert.equal(faultOf(geometry), 'not-a-polygon')
    assert.equal(faultOf({ type: 'Polygon', coordinates: [7] }), 'not-numbers')
    assert.equal(faultOf({ type: 'MultiPolygon', coordinates: [7] }), 'not-numbers')
  })
  test('may be a collection or a lone feature, and anything else holds none', () => {
    const feature = { type: 'Feature', properties: { name: 'A' }, geometry: null }
    assert.equal(readFeatures({ type: 'FeatureCollection', features: [feature, feature] })?.length, 2)
    assert.equal(readFeatures(feature)?.length, 1)
    assert.equal(readFeatures({ type: 'Topology' }), undefined)
    assert.equal(readFeatures(null), undefined)
  })
})
