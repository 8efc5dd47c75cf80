import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dragged, lonLatOf, toPixels, toWorld, united, viewOf, worldOf, zoomed } from './view.ts'

const size = { width: 800, height: 600 }
const place = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
})
const view = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
  zoom: fc.double({ min: 1, max: 14, noNaN: true }),
})
const pixel = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) })
const near = (a: number, b: number, by: number) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`)

describe('the view of a map', () => {
  test('is Web Mercator: the middle of the world is where the equator meets Greenwich', () => {
    assert.deepEqual(worldOf({ lon: 0, lat: 0 }), { x: 0.5, y: 0.5 })
    const { x, y } = worldOf({ lon: 180, lat: 85.051129 })
    near(x, 1, 1e-12)
    near(y, 0, 1e-8)
  })

  test('gives a place back as it was', () =>
    fc.assert(
      fc.property(place, ({ lon, lat }) => {
        const back = lonLatOf(worldOf({ lon, lat }))
        near(back.lon, lon, 1e-9)
        near(back.lat, lat, 1e-9)
      }),
    ))

  test('finds the pixel of a place and the place of a pixel', () =>
    fc.assert(
      fc.property(view, pixel, (one, at) => {
        const back = toPixels(one, size, toWorld(one, size, at))
        near(back.x, at.x, 1e-3)
        near(back.y, at.y, 1e-3)
      }),
    ))

  test('zooms without moving what is under the pointer', () =>
    fc.assert(
      fc.property(view, pixel, fc.double({ min: -2, max: 2, noNaN: true }), (one, at, by) => {
        const before = toWorld(one, size, at)
        const after = toPixels(zoomed(one, size, by, at), size, before)
        near(after.x, at.x, 1e-2)
        near(after.y, at.y, 1e-2)
      }),
    ))

  test('goes with the hand', () => {
    const one = { x: 0.5, y: 0.5, zoom: 5 }
    const under = toWorld(one, size, { x: 100, y: 100 })
    const after = toPixels(dragged(one, { x: 30, y: -20 }), size, under)
    near(after.x, 130, 1e-6)
    near(after.y, 80, 1e-6)
  })

  test('shows all of a box, and fills the map in one direction', () => {
    const box = { left: 0.6, right: 0.62, top: 0.3, bottom: 0.31 }
    const one = viewOf(box, size, 20)
    const a = toPixels(one, size, { x: box.left, y: box.top })
    const b = toPixels(one, size, { x: box.right, y: box.bottom })
    near(a.x, 20, 1e-6)
    near(b.x, 780, 1e-6)
    assert.ok(a.y >= 20 && b.y <= 580)
  })

  test('is a sensible one even where nothing was measured yet', () => {
    const { x, y, zoom } = viewOf({ left: 0.5, right: 0.5, top: 0.5, bottom: 0.5 }, { width: 0, height: 0 })
    assert.ok(Number.isFinite(x) && Number.isFinite(y) && zoom <= 14)
  })

  test('unites boxes, and knows that none have no box', () => {
    assert.equal(united([]), undefined)
    const one = { left: 0, right: 1, top: 4, bottom: 5 }
    const other = { left: -1, right: 0, top: 6, bottom: 7 }
    assert.deepEqual(united([one, other]), { left: -1, right: 1, top: 4, bottom: 7 })
  })
})
