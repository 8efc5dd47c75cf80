/** Where a map looks: Web Mercator, the whole world a square from 0 to 1; zoom 0 shows it on 512 pixels, as map libraries count. */

export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Of the world's square; `y` grows to the south. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

const farthestLat = 85.051129
export const nearestZoom = 14
export const farthestZoom = 1

export function worldOf({ lon, lat }: { readonly lon: number; readonly lat: number }): Point {
  const sine = Math.sin((Math.min(farthestLat, Math.max(-farthestLat, lat)) * Math.PI) / 180)
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) }
}

export function lonLatOf({ x, y }: Point): { readonly lon: number; readonly lat: number } {
  return { lon: (x - 0.5) * 360, lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI }
}

/** Pixels that the whole world is wide. */
export function scaleOf({ zoom }: { readonly zoom: number }): number {
  return 512 * 2 ** zoom
}

export function toPixels(view: View, { width, height }: Size, world: Point): Point {
  const scale = scaleOf(view)
  return { x: (world.x - view.x) * scale + width / 2, y: (world.y - view.y) * scale + height / 2 }
}

export function toWorld(view: View, { width, height }: Size, pixel: Point): Point {
  const scale = scaleOf(view)
  return { x: view.x + (pixel.x - width / 2) / scale, y: view.y + (pixel.y - height / 2) / scale }
}

/** The nearest view that shows all of the box, with a margin in pixels around it. */
export function viewOf(box: Box, { width, height }: Size, margin = 16): View {
  const across = Math.max(box.right - box.left, 1e-7)
  const down = Math.max(box.bottom - box.top, 1e-7)
  const scale = Math.min(Math.max(width - 2 * margin, 32) / across, Math.max(height - 2 * margin, 32) / down)
  return {
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2,
    zoom: inReach(Math.log2(scale / 512)),
  }
}

/** Nearer or farther, while what is under the pixel stays there. */
export function zoomed(view: View, size: Size, by: number, around: Point): View {
  const zoom = inReach(view.zoom + by)
  const under = toWorld(view, size, around)
  const scale = scaleOf({ zoom })
  return {
    x: under.x - (around.x - size.width / 2) / scale,
    y: under.y - (around.y - size.height / 2) / scale,
    zoom,
  }
}

/** The picture goes with the finger. */
export function dragged(view: View, { x, y }: Point): View {
  const scale = scaleOf(view)
  return { ...view, x: view.x - x / scale, y: Math.min(1, Math.max(0, view.y - y / scale)) }
}

export function united(boxes: Iterable<Box>): Box | undefined {
  let whole: Box | undefined
  for (const box of boxes)
    whole =
      whole === undefined
        ? box
        : {
            left: Math.min(whole.left, box.left),
            top: Math.min(whole.top, box.top),
            right: Math.max(whole.right, box.right),
            bottom: Math.max(whole.bottom, box.bottom),
          }
  return whole
}

function inReach(zoom: number): number {
  return Math.min(nearestZoom, Math.max(farthestZoom, zoom))
}
