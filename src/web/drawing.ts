/** Areas as SVG paths: equirectangular around the middle latitude, so that shapes look as they do on a paper map; to scale, north up. */
import type { Area, LonLat, Ring } from '#areas'
import type { AreaDrawing, Drawing } from './page-view.ts'

interface Pixel {
  readonly x: number
  readonly y: number
}

/** Areas without a shape are left out; undefined when none has one. `width` and `height` are the most it may take. */
export function drawAreas(areas: readonly Area[], width = 640, height = 560): Drawing | undefined {
  const shaped = areas.filter((area) => area.shape !== undefined && area.shape.length > 0)
  const points = shaped.flatMap((area) => area.shape!.flatMap((polygon) => polygon.flat()))
  if (points.length === 0) return undefined
  const [west, east] = extent(points, (point) => point.lon)
  const [south, north] = extent(points, (point) => point.lat)
  const narrowing = Math.cos(((south + north) / 2) * (Math.PI / 180))
  const margin = 4
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1e-9, (east - west) * narrowing),
    (height - 2 * margin) / Math.max(1e-9, north - south),
  )
  const place = ({ lon, lat }: LonLat): Pixel => ({
    x: (lon - west) * narrowing * scale + margin,
    y: (north - lat) * scale + margin,
  })
  return {
    width: Math.ceil((east - west) * narrowing * scale + 2 * margin),
    height: Math.ceil((north - south) * scale + 2 * margin),
    // The large ones first, so that a city lies on its district and not under it.
    areas: shaped
      .map((area) => drawArea(area, place))
      .sort((a, b) => b.width * b.height - a.width * a.height),
  }
}

function drawArea(area: Area, place: (point: LonLat) => Pixel): AreaDrawing {
  const rings = area.shape!.flatMap((polygon) => polygon.map((ring) => pixels(ring, place)))
  const outer = area.shape!.map((polygon) => polygon[0]!.map(place))
  const widest = outer.reduce(
    (best, ring) => (boxOf(ring).width > boxOf(best).width ? ring : best),
    outer[0]!,
  )
  const box = boxOf(widest)
  return {
    code: area.code,
    path: rings.map(sayRing).join(''),
    mark: roundedPixel(roomiest(rings, box, area.centre === undefined ? undefined : place(area.centre))),
    width: Math.round(box.width),
    height: Math.round(box.height),
    quality: area.shapeQuality === 'surveyed' ? 'surveyed' : 'approximate',
  }
}

/** Half a pixel is the finest that is drawn: points nearer to the line than that are left out (Ramer, Douglas, Peucker). */
function pixels(ring: Ring, place: (point: LonLat) => Pixel): Pixel[] {
  const all = ring.map(place)
  const keep = new Uint8Array(all.length)
  keep[0] = keep[all.length - 1] = 1
  const stretches: [number, number][] = [[0, all.length - 1]]
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const [from, to] = stretch
    let farthest = 0.5
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const away = distance(all[i]!, all[from]!, all[to]!)
      if (away > farthest) [farthest, at] = [away, i]
    }
    if (at < 0) continue
    keep[at] = 1
    stretches.push([from, at], [at, to])
  }
  return all.filter((_, i) => keep[i] === 1)
}

function sayRing(ring: readonly Pixel[]): string {
  let path = ''
  let last: Pixel | undefined
  for (const pixel of ring.slice(0, -1)) {
    const here = roundedPixel(pixel)
    if (last === undefined) path = `M${say(here.x)} ${say(here.y)}`
    else if (here.x !== last.x || here.y !== last.y) {
      const [dx, dy] = [say(here.x - last.x), say(here.y - last.y)]
      path +=
        (path.includes('l') ? (dx.startsWith('-') ? '' : ' ') : 'l') +
        dx +
        (dy.startsWith('-') ? '' : ' ') +
        dy
    }
    last = here
  }
  return path + 'z'
}

function say(number: number): string {
  return String(Math.round(number * 10) / 10)
}

function roundedPixel({ x, y }: Pixel): Pixel {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }
}

function distance(point: Pixel, a: Pixel, b: Pixel): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  // A closed ring begins and ends on the same spot.
  if (length === 0) return Math.hypot(point.x - a.x, point.y - a.y)
  const along = Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length))
  return Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy)
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function boxOf(ring: readonly Pixel[]): Box {
  const [left, right] = extent(ring, (pixel) => pixel.x)
  const [top, bottom] = extent(ring, (pixel) => pixel.y)
  return { left, top, width: right - left, height: bottom - top }
}

/** Of a grid of places in the box, the one inside that is farthest from every edge: where a mark and a name have most room. */
function roomiest(rings: readonly (readonly Pixel[])[], box: Box, centre: Pixel | undefined): Pixel {
  let best = centre ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  let most = 0
  const steps = 24
  for (let i = 1; i < steps; i++) {
    for (let j = 1; j < steps; j++) {
      const spot = { x: box.left + (box.width * i) / steps, y: box.top + (box.height * j) / steps }
      if (!isInside(rings, spot)) continue
      const room = Math.min(...rings.map((ring) => roomIn(ring, spot)))
      if (room > most) [most, best] = [room, spot]
    }
  }
  return best
}

/** Names are wider than they are high, so room to the sides counts less than room above and below. */
function roomIn(ring: readonly Pixel[], { x, y }: Pixel): number {
  let least = Infinity
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[i + 1]!]
    const away = distance({ x: x / 2.2, y }, { x: a.x / 2.2, y: a.y }, { x: b.x / 2.2, y: b.y })
    if (away < least) least = away
  }
  return least
}

function isInside(rings: readonly (readonly Pixel[])[], { x, y }: Pixel): boolean {
  let inside = false
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [a, b] = [ring[i]!, ring[i + 1]!]
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
    }
  return inside
}

function extent<Item>(items: readonly Item[], measure: (item: Item) => number): [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const item of items) {
    const size = measure(item)
    if (size < least) least = size
    if (size > most) most = size
  }
  return [least, most]
}
