/** What is in force as Mapbox Vector Tiles 2.1, because the maps of apps read nothing else. */
import type { LonLat, Ring, Shape } from '#areas'

export interface TileFeature {
  readonly shape: Shape
  readonly properties: { readonly [name: string]: string }
}

export interface TilePlace {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** The name that styles of this protocol ask for. */
export const tileLayer = 'public.alertHandler_alert'
/** Beyond it a tile is drawn larger by whoever shows it: its grid is then finer than our shapes. */
export const deepestZoom = 12

const extent = 4_096
/** So far beyond its sides a tile is drawn, that no outline is seen along them. */
const beyond = 64

/** Empty where nothing of the features lies in the tile. */
export function alertTile(place: TilePlace, features: readonly TileFeature[]): Uint8Array<ArrayBuffer> {
  const [keys, values] = [new Map<string, number>(), new Map<string, number>()]
  const written: number[][] = []
  for (const { shape, properties } of features) {
    const geometry = geometryIn(place, shape)
    if (geometry.length === 0) continue
    const tags = Object.entries(properties).flatMap(([key, value]) => [
      numbered(keys, key),
      numbered(values, value),
    ])
    // Feature: tags, type POLYGON, geometry (§4.2–4.3).
    written.push([...packed(2, tags), ...number(3, 3), ...packed(4, geometry)])
  }
  if (written.length === 0) return new Uint8Array()
  const layer = [
    ...text(1, tileLayer),
    ...written.flatMap((feature) => bytes(2, feature)),
    ...[...keys.keys()].flatMap((key) => text(3, key)),
    ...[...values.keys()].flatMap((value) => bytes(4, text(1, value))),
    ...number(5, extent),
    ...number(15, 2),
  ]
  return Uint8Array.from(bytes(3, layer))
}

interface Flat {
  /** Each polygon's rings; each ring x, y, x, y, … in the unit square of the Web Mercator projection. */
  readonly polygons: readonly (readonly Float64Array[])[]
  readonly bounds: readonly [west: number, north: number, east: number, south: number]
}

const known = new WeakMap<Shape, Flat>()

function flat(shape: Shape): Flat {
  let made = known.get(shape)
  if (made === undefined) {
    const polygons = shape.map((polygon) => polygon.map(projected))
    const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const [outer = new Float64Array()] of polygons)
      for (let at = 0; at < outer.length; at += 2) {
        bounds[0] = Math.min(bounds[0], outer[at]!)
        bounds[1] = Math.min(bounds[1], outer[at + 1]!)
        bounds[2] = Math.max(bounds[2], outer[at]!)
        bounds[3] = Math.max(bounds[3], outer[at + 1]!)
      }
    known.set(shape, (made = { polygons, bounds }))
  }
  return made
}

function projected(ring: Ring): Float64Array {
  const flatRing = new Float64Array(ring.length * 2)
  for (const [at, { lon, lat }] of (ring as readonly LonLat[]).entries()) {
    const sine = Math.sin((Math.min(Math.max(lat, -85.051129), 85.051129) * Math.PI) / 180)
    flatRing[2 * at] = lon / 360 + 0.5
    flatRing[2 * at + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  }
  return flatRing
}

/** §4.3: MoveTo, LineTo, ClosePath with zigzag steps; outer rings run clockwise on the screen, holes the other way. */
function geometryIn({ z, x, y }: TilePlace, shape: Shape): number[] {
  const { polygons, bounds } = flat(shape)
  const tiles = 2 ** z
  const near = (side: number, tile: number) => (side * tiles - tile) * extent
  const isOutside =
    near(bounds[2], x) < -beyond ||
    near(bounds[0], x) > extent + beyond ||
    near(bounds[3], y) < -beyond ||
    near(bounds[1], y) > extent + beyond
  if (isOutside) return []
  const commands: number[] = []
  const pen = { x: 0, y: 0 }
  for (const rings of polygons)
    for (const [index, ring] of rings.entries()) {
      const drawn = onGrid(clipped(ring.map((side, at) => near(side, at % 2 === 0 ? x : y))))
      const area = drawn.length < 6 ? 0 : twiceAreaOf(drawn)
      if (area === 0) {
        // Without its outer ring a hole would be ground.
        if (index === 0) break
        continue
      }
      draw(commands, pen, area > 0 === (index === 0) ? drawn : turned(drawn))
    }
  return commands
}

/** Cut at each side in turn (Sutherland and Hodgman, 1974). */
function clipped(ring: Float64Array): readonly number[] {
  let points: readonly number[] = Array.from(ring)
  for (const [axis, limit, sign] of [
    [0, -beyond, 1],
    [0, extent + beyond, -1],
    [1, -beyond, 1],
    [1, extent + beyond, -1],
  ] as const) {
    const kept: number[] = []
    for (let at = 0; at < points.length; at += 2) {
      const before = at === 0 ? points.length - 2 : at - 2
      const [here, there] = [sign * (points[at + axis]! - limit), sign * (points[before + axis]! - limit)]
      if (here >= 0 !== there >= 0) {
        const share = there / (there - here)
        for (const one of [0, 1]) {
          const from = points[before + one]!
          kept.push(one === axis ? limit : from + share * (points[at + one]! - from))
        }
      }
      if (here >= 0) kept.push(points[at]!, points[at + 1]!)
    }
    points = kept
  }
  return points
}

/** Whole numbers, none twice in a row, the last not the first. */
function onGrid(points: readonly number[]): number[] {
  const grid: number[] = []
  for (let at = 0; at < points.length; at += 2) {
    const [px, py] = [Math.round(points[at]!), Math.round(points[at + 1]!)]
    if (grid.at(-2) !== px || grid.at(-1) !== py) grid.push(px, py)
  }
  while (grid.length > 2 && grid[0] === grid.at(-2) && grid[1] === grid.at(-1)) grid.length -= 2
  return grid
}

/** Above zero where the ring runs clockwise with y downwards. */
function twiceAreaOf(ring: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length
    sum += ring[at]! * ring[next + 1]! - ring[next]! * ring[at + 1]!
  }
  return sum
}

function turned(ring: readonly number[]): number[] {
  const back: number[] = []
  for (let at = ring.length - 2; at >= 0; at -= 2) back.push(ring[at]!, ring[at + 1]!)
  return back
}

function draw(commands: number[], pen: { x: number; y: number }, ring: readonly number[]): void {
  const zigzag = (step: number) => (step << 1) ^ (step >> 31)
  for (let at = 0; at < ring.length; at += 2) {
    if (at === 0) commands.push(1 | (1 << 3))
    if (at === 2) commands.push(2 | ((ring.length / 2 - 1) << 3))
    const [px, py] = [ring[at]!, ring[at + 1]!]
    commands.push(zigzag(px - pen.x), zigzag(py - pen.y))
    pen.x = px
    pen.y = py
  }
  commands.push(7 | (1 << 3))
}

function numbered(book: Map<string, number>, name: string): number {
  let found = book.get(name)
  if (found === undefined) book.set(name, (found = book.size))
  return found
}

// Protocol Buffers: a field's number and wire type, then its value.

function varint(value: number): number[] {
  const out: number[] = []
  for (let rest = value >>> 0; ; rest >>>= 7) {
    if (rest < 128) return [...out, rest]
    out.push((rest & 127) | 128)
  }
}

function number(field: number, value: number): number[] {
  return [...varint(field << 3), ...varint(value)]
}

function bytes(field: number, value: readonly number[]): number[] {
  return varint((field << 3) | 2).concat(varint(value.length), value)
}

function text(field: number, value: string): number[] {
  return bytes(field, [...new TextEncoder().encode(value)])
}

function packed(field: number, values: readonly number[]): number[] {
  return bytes(field, values.flatMap(varint))
}
