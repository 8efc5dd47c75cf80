/** Rules about polygons and circles: whether everybody who reads them sees the same inside, and in the right place (CAP 1.2 §3.2.4). */
import type { CapPoint } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { areaFindings } from './area-findings.ts'
import { orientation } from './orientation.ts'
import { ringContacts } from './ring-contacts.ts'
import { isPlainlySimple } from './small-rings.ts'

/** More than this a telephone draws slowly, and many readers refuse. */
const manyCorners = 5_000

export const polygonsAreClear: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const area of info.area ?? [])
      for (const ring of area.polygon ?? []) {
        const place = where(ring)
        if (ring.length - 1 > manyCorners)
          found.report(areaFindings, 'cap/large-polygon', place, { corners: ring.length - 1 })
        const { turns, unrolled, leap } = unroll(ring)
        if (turns !== 0) {
          found.report(areaFindings, 'cap/polygon-around-pole', place)
          continue
        }
        if (leap === undefined && isPlainlySimple(unrolled)) continue
        if (isFlat(unrolled)) {
          found.report(areaFindings, 'cap/flat-polygon', place)
          continue
        }
        if (leap !== undefined) {
          const [from, to] = leap
          found.report(areaFindings, 'cap/polygon-antimeridian', place, { from: from.lon, to: to.lon })
        }
        const { crossing, touch } = ringContacts(unrolled)
        if (crossing !== undefined)
          found.report(areaFindings, 'cap/polygon-crosses-itself', place, placed(crossing))
        else if (touch !== undefined)
          found.report(areaFindings, 'cap/polygon-touches-itself', place, placed(touch))
      }
}

function placed({ lat, lon }: CapPoint): { readonly lat: number; readonly lon: number } {
  return { lat, lon: lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon }
}

function isFlat(ring: readonly CapPoint[]): boolean {
  const first = ring[0]!
  const second = ring.find((point) => point.lon !== first.lon || point.lat !== first.lat)
  if (second === undefined) return true
  return ring.every(
    (point) => orientation(first.lon, first.lat, second.lon, second.lat, point.lon, point.lat) === 0,
  )
}

interface Unrolled {
  /** How often it goes round the axis, eastwards positive. */
  readonly turns: number
  /** The same ring with longitudes beyond ±180°, so that no edge goes more than half round. */
  readonly unrolled: readonly CapPoint[]
  /** The first edge that is wider than half the Earth. */
  readonly leap: readonly [CapPoint, CapPoint] | undefined
}

function unroll(ring: readonly CapPoint[]): Unrolled {
  let leap: Unrolled['leap']
  let around = 0
  let unrolled: CapPoint[] | undefined
  for (let i = 1; i < ring.length; i++) {
    const step = ring[i]!.lon - ring[i - 1]!.lon
    if (Math.abs(step) > 180) {
      // A whole way round along a parallel, as boxes around the world have it, can’t be mistaken.
      if (Math.abs(step) === 360) continue
      leap ??= [ring[i - 1]!, ring[i]!]
      unrolled ??= ring.slice(0, i)
      around += step > 0 ? -360 : 360
    }
    unrolled?.push(around === 0 ? ring[i]! : { lon: ring[i]!.lon + around, lat: ring[i]!.lat })
  }
  const closes = ring.length > 0 && isSamePlace(ring[0]!, ring.at(-1)!)
  return { turns: closes ? around / 360 : 0, unrolled: unrolled ?? ring, leap }
}

function isSamePlace(a: CapPoint, b: CapPoint): boolean {
  return a.lon === b.lon && a.lat === b.lat
}

/** Half way round the Earth, in kilometres. */
const halfWayRound = 20_037

export const circlesAreClear: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const area of info.area ?? []) {
      const { polygon, circle = [], geocode } = area
      const widest = circle.find(({ radiusKilometres }) => radiusKilometres > halfWayRound)
      if (widest !== undefined) {
        const details = { radius: widest.radiusKilometres }
        found.report(areaFindings, 'cap/circle-too-large', where(widest), details)
      }
      // Beside a real shape it marks the place of the event, and the area is the union of all of them.
      const first = circle[0]
      if (first === undefined || polygon !== undefined || geocode !== undefined) continue
      if (circle.every(({ radiusKilometres }) => radiusKilometres === 0))
        found.report(areaFindings, 'cap/circle-without-radius', where(first))
    }
}

export const shapesAreSomewhere: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const area of info.area ?? []) {
      for (const ring of area.polygon ?? [])
        if (ring.some(isNullIsland))
          found.report(areaFindings, 'cap/null-island', where(ring), { element: 'polygon' })
      for (const circle of area.circle ?? [])
        if (isNullIsland(circle.centre))
          found.report(areaFindings, 'cap/null-island', where(circle), { element: 'circle' })
    }
}

function isNullIsland({ lon, lat }: CapPoint): boolean {
  return lon === 0 && lat === 0
}

interface Box {
  west: number
  east: number
  south: number
  north: number
}

interface Shape {
  readonly of: object
  readonly box: Box
  /** Some point of it, which the finding names. */
  readonly point: CapPoint
}

/** Shapes of one message lie within this many degrees of each other, or nothing can be told. */
const near = 2
const far = 20

/** A shape far from all the others that would lie among them with latitude and longitude exchanged. */
export const latitudeComesFirst: CapRule = ({ message, where }, found) => {
  let count = 0
  for (const info of message.info)
    for (const { polygon, circle } of info.area ?? []) count += (polygon?.length ?? 0) + (circle?.length ?? 0)
  if (count < 2) return
  const shapes: Shape[] = []
  for (const info of message.info)
    for (const area of info.area ?? []) {
      for (const ring of area.polygon ?? []) shapes.push({ of: ring, box: boxAround(ring), point: ring[0]! })
      for (const circle of area.circle ?? [])
        shapes.push({ of: circle, box: boxAround([circle.centre]), point: circle.centre })
    }
  const before: Box[] = []
  let box = boxAround([])
  for (const shape of shapes) {
    before.push(box)
    box = both(box, shape.box)
  }
  let after = boxAround([])
  for (let i = shapes.length - 1; i >= 0; i--) {
    const { of, box: own, point } = shapes[i]!
    const others = both(before[i]!, after)
    after = both(after, own)
    const exchanged = { west: own.south, east: own.north, south: own.west, north: own.east }
    if (gap(own, others) < far || gap(exchanged, others) > near) continue
    found.report(areaFindings, 'cap/swapped-coordinates', where(of), { lat: point.lat, lon: point.lon })
    // Of two shapes either may be the wrong one.
    if (shapes.length === 2) return
  }
}

function boxAround(points: readonly CapPoint[]): Box {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  for (const { lon, lat } of points) {
    if (lon < box.west) box.west = lon
    if (lon > box.east) box.east = lon
    if (lat < box.south) box.south = lat
    if (lat > box.north) box.north = lat
  }
  return box
}

function both(a: Box, b: Box): Box {
  return {
    west: Math.min(a.west, b.west),
    east: Math.max(a.east, b.east),
    south: Math.min(a.south, b.south),
    north: Math.max(a.north, b.north),
  }
}

/** Degrees between two boxes along the axis on which they are further apart; 0 or less when they meet. */
function gap(a: Box, b: Box): number {
  return Math.max(b.west - a.east, a.west - b.east, b.south - a.north, a.south - b.north)
}
