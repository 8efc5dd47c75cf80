/** The map as ground: which areas a place lies in, and what stands for an area that has no shape of its own. */
import { type Area, type AreaCode, type Bounds, type Hierarchy } from '#areas'
import { meetsBox } from './meets.ts'
import { indexShape, type ShapeIndex } from './shape-index.ts'

/** An area's position in the depth-first order of the map: all below it stand in [id, end). */
export type AreaId = number

export interface Ground {
  readonly map: Hierarchy
  readonly codes: readonly AreaCode[]
  readonly idOf: ReadonlyMap<AreaCode, AreaId>
  readonly parents: Int32Array
  readonly ends: Uint32Array
  /** `undefined` where an area has no shape, or one that can't be read. */
  readonly shapes: readonly (ShapeIndex | undefined)[]
  /** Those with a shape, ascending. */
  readonly shaped: Uint32Array
  /** Degrees around a shape that may be its ground too; four numbers an area: its extent with them. */
  readonly margins: Float64Array
  readonly extents: Float64Array
  /** Whether its parts make up all of it, and some part has a shape: who is in it is in a part. */
  readonly divided: Uint8Array
  /** The area whose ground stands for each: itself with a shape or with parts that have, else the nearest above, else -1. */
  readonly standsFor: Int32Array
}

/**
 * A shape that was derived from centres is off by kilometres, so places near it count as in it. A twentieth of a degree is
 * 5.6 km north and south, 3 to 4 km east and west in middle latitudes.
 */
const marginOfApproximate = 0.05

const grounds = new WeakMap<Hierarchy, Ground>()

/** Made once for each map; about half a second for Ukraine's 1,600 shapes. */
export function groundOf(map: Hierarchy): Ground {
  let ground = grounds.get(map)
  if (ground === undefined) grounds.set(map, (ground = makeGround(map)))
  return ground
}

function makeGround(map: Hierarchy): Ground {
  const areas: Area[] = map.roots().flatMap((root) => [root, ...map.descendants(root.code)])
  const codes = areas.map((area) => area.code)
  const idOf = new Map(codes.map((code, id) => [code, id]))
  const parents = Int32Array.from(areas, ({ parent }) => (parent === null ? -1 : idOf.get(parent)!))
  const ends = Uint32Array.from(areas.keys(), (id) => id + 1)
  // Parents stand before their children, so from the end every child is settled before its parent.
  for (let id = areas.length - 1; id >= 0; id--)
    if (parents[id]! >= 0) ends[parents[id]!] = Math.max(ends[parents[id]!]!, ends[id]!)
  const shapes = areas.map(({ shape }) => {
    const index = shape === undefined || shape.length === 0 ? undefined : indexShape(shape)
    return index?.ok === true ? index.value : undefined
  })
  const margins = Float64Array.from(areas, ({ shapeQuality }) =>
    shapeQuality === 'approximate' ? marginOfApproximate : 0,
  )
  const extents = new Float64Array(areas.length * 4)
  for (const [id, index] of shapes.entries()) {
    if (index === undefined) continue
    const { west, south, east, north } = index.bounds
    const margin = margins[id]!
    extents.set([west - margin, south - margin, east + margin, north + margin], id * 4)
  }
  const { divided, standsFor } = standIns(areas, parents, shapes)
  const shaped = Uint32Array.from([...shapes.keys()].filter((id) => shapes[id] !== undefined))
  return { map, codes, idOf, parents, ends, shapes, shaped, margins, extents, divided, standsFor }
}

function standIns(areas: readonly Area[], parents: Int32Array, shapes: Ground['shapes']) {
  const count = areas.length
  const anyBelow = new Uint8Array(count)
  const wholeBelow = new Uint8Array(count).fill(1)
  const children = new Uint32Array(count)
  const own = new Uint8Array(count)
  for (let id = count - 1; id >= 0; id--) {
    const wholly = areas[id]!.divided === 'wholly'
    own[id] = shapes[id] !== undefined || (wholly && children[id]! > 0 && wholeBelow[id] === 1) ? 1 : 0
    const parent = parents[id]!
    if (parent < 0) continue
    children[parent]!++
    if (shapes[id] !== undefined || anyBelow[id] === 1) anyBelow[parent] = 1
    if (own[id] === 0) wholeBelow[parent] = 0
  }
  const divided = Uint8Array.from(areas, ({ divided: how }, id) =>
    how === 'wholly' && anyBelow[id] === 1 ? 1 : 0,
  )
  const standsFor = new Int32Array(count)
  for (let id = 0; id < count; id++)
    standsFor[id] = own[id] === 1 ? id : parents[id]! < 0 ? -1 : standsFor[parents[id]!]!
  return { divided, standsFor }
}

/** Whether the area's ground, with the margin it needs, meets the box. */
export function meetsGround(ground: Ground, id: AreaId, { west, south, east, north }: Bounds): boolean {
  const margin = ground.margins[id]!
  return meetsBox(ground.shapes[id]!, west - margin, south - margin, east + margin, north + margin)
}

/** All areas that a box meets, ascending. */
export function areasMet(ground: Ground, box: Bounds): AreaId[] {
  const met: AreaId[] = []
  for (const id of ground.shaped) if (inExtent(ground, id, box) && meetsGround(ground, id, box)) met.push(id)
  return met
}

function inExtent({ extents }: Ground, id: AreaId, box: Bounds): boolean {
  const at = id * 4
  return (
    box.west <= extents[at + 2]! &&
    box.east >= extents[at]! &&
    box.south <= extents[at + 3]! &&
    box.north >= extents[at + 1]!
  )
}

/** Of areas in ascending order, those that have none of the others below them. */
export function smallest({ ends }: Ground, found: readonly AreaId[]): AreaId[] {
  return found.filter((id, i) => (found[i + 1] ?? Infinity) >= ends[id]!)
}

export function hasGap({ divided }: Ground, found: readonly AreaId[]): boolean {
  return found.some((id) => divided[id] === 1)
}

/**
 * A place in an area whose parts make up all of it lies in one of the parts, even where their shapes leave a gap between
 * them: then the nearest parts are its own, and those nearly as near, because the true border may run anywhere in the gap.
 */
export function withoutGaps(ground: Ground, found: readonly AreaId[], box: Bounds): AreaId[] {
  if (!hasGap(ground, found)) return [...found]
  const all = new Set(found)
  for (const id of found)
    if (ground.divided[id] === 1) for (const part of nearestParts(ground, id, box)) all.add(part)
  return smallest(
    ground,
    [...all].sort((a, b) => a - b),
  )
}

function nearestParts(ground: Ground, id: AreaId, { west, south, east, north }: Bounds): AreaId[] {
  const near = (reach: number) => {
    const grown = { west: west - reach, south: south - reach, east: east + reach, north: north + reach }
    const parts: AreaId[] = []
    for (let part = id + 1; part < ground.ends[id]!; part++)
      if (
        ground.shapes[part] !== undefined &&
        inExtent(ground, part, grown) &&
        meetsGround(ground, part, grown)
      )
        parts.push(part)
    return parts
  }
  for (let reach = 0.001; reach < 360; reach *= 2) if (near(reach).length > 0) return near(reach * 2)
  return []
}
