/** The shapes of all areas, fetched and decoded once for each version of the map and shared by every map on the screen. */
import { feature } from 'topojson-client'
import { ask } from '../../web/people/ask.dom.ts'
import type { WorldShape } from './ground.ts'
import { worldOf } from './view.ts'

/** The types of TopoJSON have no package that could be imported; the reader of it knows them. */
type Topology = Parameters<typeof feature>[0]
type Collection = Extract<Topology['objects'][string], { readonly type: 'GeometryCollection' }>

export type Shapes = ReadonlyMap<string, WorldShape>

type Geometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] }
  | {
      readonly type: 'MultiPolygon'
      readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[]
    }

let kept: { readonly version: string; readonly shapes: Promise<Shapes> } | undefined

/** Where they cannot be fetched there are none, and they are asked for again by the next map. */
export function shapesOf(version: string): Promise<Shapes> {
  if (kept?.version === version) return kept.shapes
  const shapes = fetchShapes().catch(() => {
    kept = undefined
    return new Map<string, WorldShape>()
  })
  kept = { version, shapes }
  return shapes
}

async function fetchShapes(): Promise<Shapes> {
  const answer = await ask<Topology>('GET', '/v1/map/shapes', undefined, {
    ...{ prompt: 'alone', by: 'unattended' },
  })
  if (!answer.ok) throw new Error(answer.problem.detail)
  const topology = answer.value
  const shapes = new Map<string, WorldShape>()
  for (const { id, geometry } of feature(topology, topology.objects['areas'] as Collection).features) {
    const shape = worldShapeOf(geometry as Geometry | null)
    if (id !== undefined && shape !== undefined) shapes.set(String(id), shape)
  }
  return shapes
}

function worldShapeOf(geometry: Geometry | null): WorldShape | undefined {
  if (geometry === null) return undefined
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.flatMap((polygon) =>
    polygon.map((ring) => {
      const points = new Float64Array(ring.length * 2)
      for (const [i, [lon = 0, lat = 0]] of ring.entries()) {
        const { x, y } = worldOf({ lon, lat })
        points[i * 2] = x
        points[i * 2 + 1] = y
      }
      return points
    }),
  )
}
