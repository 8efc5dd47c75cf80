/** A ring that crosses the line where 180° east meets 180° west, cut into rings that stay on their side of it (RFC 7946 §3.1.9). */
import type { CapPoint } from '../message.ts'

/**
 * The ring as rings within -180…180°; most come back as they are. An edge of more than half the world is taken for one
 * that goes the short way round; only from -180 to 180 itself it is an edge of the map. A ring around a pole becomes
 * everything from its lowest latitude up to the pole.
 */
export function cutAtAntimeridian(ring: readonly CapPoint[]): readonly (readonly CapPoint[])[] {
  const crosses = ring.some((point, i) => {
    const span = Math.abs(point.lon - ring.at(i - 1)!.lon)
    return Math.abs(point.lon) > 180 || (span > 180 && span < 360)
  })
  if (!crosses) return [ring]
  const open = isClosed(ring) ? ring.slice(0, -1) : ring
  const path = unwound(open)
  if (path === undefined) return [capOf(open)]
  const band = (lon: number) => Math.floor((lon + 180) / 360)
  const lons = path.map(({ lon }) => lon)
  const [first, last] = [band(least(lons)), band(-least(lons.map((lon) => -lon)))]
  const cut: CapPoint[][] = []
  for (let k = first; k <= last && k - first < 3; k++) {
    const middle = 360 * k
    const part = clip(clip(path, middle - 180, 1), middle + 180, -1).map(({ lon, lat }) => ({
      lon: lon - middle,
      lat,
    }))
    if (part.length >= 3) cut.push([...part, part[0]!])
  }
  return cut
}

function isClosed(ring: readonly CapPoint[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)]
  return ring.length > 1 && first!.lon === last!.lon && first!.lat === last!.lat
}

/** Longitudes that go on without a jump; undefined where they don't come back to where they began. */
function unwound(open: readonly CapPoint[]): CapPoint[] | undefined {
  let lon = open[0]!.lon
  const path = open.map((point, i) => {
    if (i > 0) lon += shortWay(point.lon - open[i - 1]!.lon)
    return { lon, lat: point.lat }
  })
  const back = lon + shortWay(open[0]!.lon - open.at(-1)!.lon)
  return Math.abs(back - open[0]!.lon) < 1 ? path : undefined
}

function shortWay(span: number): number {
  return span - 360 * Math.round(span / 360)
}

function capOf(open: readonly CapPoint[]): CapPoint[] {
  const lats = open.map(({ lat }) => lat)
  const isNorth = lats.reduce((sum, lat) => sum + lat, 0) >= 0
  const [south, north] = isNorth ? [least(lats), 90] : [-90, -least(lats.map((lat) => -lat))]
  return [
    { lon: -180, lat: south },
    { lon: 180, lat: south },
    { lon: 180, lat: north },
    { lon: -180, lat: north },
    { lon: -180, lat: south },
  ]
}

/** What lies east (`side` 1) or west (-1) of a meridian. */
function clip(path: readonly CapPoint[], meridian: number, side: 1 | -1): CapPoint[] {
  const isIn = ({ lon }: CapPoint) => (lon - meridian) * side >= 0
  return path.flatMap((b, i) => {
    const a = path.at(i - 1)!
    const kept: CapPoint[] = []
    if (isIn(a) !== isIn(b)) {
      const along = (meridian - a.lon) / (b.lon - a.lon)
      kept.push({ lon: meridian, lat: a.lat + (b.lat - a.lat) * along })
    }
    if (isIn(b)) kept.push(b)
    return kept
  })
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((low, number) => Math.min(low, number), Infinity)
}
