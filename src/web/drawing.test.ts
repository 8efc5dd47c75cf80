import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode, LonLat } from '#areas'
import { drawAreas } from './drawing.ts'

const ring = (points: readonly (readonly [number, number])[]): LonLat[] =>
  points.map(([lon, lat]) => ({ lon, lat }))
const box = (lon: number, lat: number, size: number) =>
  ring([
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ])
const area = (code: string, shape?: Area['shape']): Area => ({
  code: code as AreaCode,
  kind: 'district',
  parent: null,
  names: { en: code },
  ...(shape === undefined ? {} : { shape }),
})

describe('a drawing', () => {
  test('has north up, and east-west narrowed as it is at that latitude', () => {
    const drawing = drawAreas([area('a', [[box(0, 60, 1)]])], 1000, 500)!
    assert.equal(drawing.height, 500)
    // At 60.5° north a degree of longitude is half as long as one of latitude.
    assert.ok(Math.abs((drawing.width - 8) / 492 - Math.cos((60.5 * Math.PI) / 180)) < 0.01)
    assert.match(drawing.areas[0]!.path, /^M4 496l/)
  })
  test('is not there when no area has a shape, and leaves out those without', () => {
    assert.equal(drawAreas([area('a')]), undefined)
    assert.deepEqual(
      drawAreas([area('a'), area('b', [[box(0, 0, 1)]])])!.areas.map((one) => one.code),
      ['b'],
    )
  })
  test('puts small areas on top of large ones', () => {
    const drawing = drawAreas([area('city', [[box(1, 1, 0.2)]]), area('district', [[box(0, 0, 3)]])])!
    assert.deepEqual(
      drawing.areas.map((one) => one.code),
      ['district', 'city'],
    )
  })
  test('puts the mark inside, also in a crescent whose middle is outside', () => {
    const crescent = ring([
      [0, 0],
      [10, 0],
      [10, 10],
      [8, 10],
      [8, 2],
      [2, 2],
      [2, 10],
      [0, 10],
      [0, 0],
    ])
    const { mark } = drawAreas([area('a', [[crescent]])], 108, 108)!.areas[0]!
    const inNotch = mark.x > 25 && mark.x < 85 && mark.y < 80
    assert.ok(!inNotch, JSON.stringify(mark))
  })
  test('keeps holes and islands, and drops points that nobody could see', () => {
    const coast = Array.from({ length: 5_000 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 5_000
      return { lon: Math.cos(angle), lat: Math.sin(angle) }
    })
    const drawing = drawAreas([
      area('a', [[[...coast, coast[0]!], box(-0.2, -0.2, 0.4).toReversed()], [box(2, 0, 0.5)]]),
    ])!
    assert.equal(drawing.areas[0]!.path.match(/M/g)?.length, 3)
    assert.ok(drawing.areas[0]!.path.length < 1_500, `${drawing.areas[0]!.path.length} characters`)
  })
})
