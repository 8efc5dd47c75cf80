/** Shapes as TopoJSON: each border once, simplified with both its neighbours, so that no gap opens between them. */
import { quantize } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, quantile, simplify } from 'topojson-simplify'
import { bytesFor, type FlatShapes } from './map-shapes.ts'

type Topology = Parameters<typeof quantize>[0]
/** TopoJSON 1.0 with one object. */
export type MapTopology = Topology & {
  readonly objects: { readonly areas: { readonly geometries: readonly { readonly id?: string | number }[] } }
}

/** Degrees between two places that the drawing can tell apart: 55 metres from north to south. */
const finest = 0.0005
/** Steps across the whole map; a smaller one gets more than it needs, a continent is drawn more coarsely. */
const [fewestSteps, mostSteps] = [10_000, 50_000]
/** What an arc keeps whatever the budget, so that nothing collapses: an island is at least a quadrangle. */
const [keptOfOpen, keptOfClosed] = [1, 3]

/** Only as many points as the size allows are kept, those that matter most; the text of the TopoJSON. */
export function drawTopology(shapes: FlatShapes, budget: number = bytesFor(shapes.codes.length)): string {
  const exact = topology({ areas: featuresOf(shapes) }) as unknown as MapTopology
  const steps = stepsFor(exact.bbox)
  const write = (drawn: MapTopology) => JSON.stringify(steps === undefined ? drawn : quantize(drawn, steps))
  const whole = write(exact)
  if (whole.length <= budget) return whole
  const weighed = presimplify(exact as never)
  keepEveryArc(weighed.arcs as unknown as Weighed[][])
  // Bytes follow points closely enough that few tries are needed; the last is taken whatever it gives.
  let share = budget / whole.length
  let text = whole
  for (let tries = 0; tries < 6 && text.length > budget; tries++) {
    text = write(simplify(weighed, quantile(weighed, share)) as unknown as MapTopology)
    share *= 0.95 * Math.min(1, budget / text.length)
  }
  return text
}

function featuresOf({ codes, polygonsOf, ringsOf, pointsOf, degrees }: FlatShapes) {
  let [polygon, ring, at] = [0, 0, 0]
  const nextRing = () =>
    Array.from({ length: pointsOf[ring++]! }, () => [degrees[at++]!, degrees[at++]!] as [number, number])
  const nextPolygon = () => Array.from({ length: ringsOf[polygon++]! }, nextRing)
  return {
    type: 'FeatureCollection' as const,
    features: codes.map((id, area) => ({
      ...{ type: 'Feature' as const, id, properties: null },
      geometry: {
        type: 'MultiPolygon' as const,
        coordinates: Array.from({ length: polygonsOf[area]! }, nextPolygon),
      },
    })),
  }
}

function stepsFor(bbox: MapTopology['bbox']): number | undefined {
  const [west, south, east, north] = (bbox ?? []) as number[]
  const extent = Math.max((east ?? 0) - (west ?? 0), (north ?? 0) - (south ?? 0))
  if (!(extent > 0)) return undefined
  return Math.round(Math.min(mostSteps, Math.max(fewestSteps, extent / finest)))
}

/** Longitude, latitude, and the triangle that would be lost without it. */
type Weighed = [number, number, number]

function keepEveryArc(arcs: readonly Weighed[][]): void {
  for (const arc of arcs) {
    const [first, last] = [arc[0]!, arc.at(-1)!]
    const isClosed = first[0] === last[0] && first[1] === last[1]
    const heaviest = arc.slice(1, -1).sort((a, b) => b[2] - a[2])
    for (const point of heaviest.slice(0, isClosed ? keptOfClosed : keptOfOpen)) point[2] = Infinity
  }
}
