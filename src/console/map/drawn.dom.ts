/** Draws the ground and the state of every area on a canvas: what stands where WebGL is missing, and until it has come. */
import { coloursNow, patternImage, type Colours } from './colours.dom.ts'
import type { Ground, Tile, WorldShape } from './ground.ts'
import { edgeOf, patternOf, patterns, type AreaMark, type Edge, type Pattern } from './mark.ts'
import { scaleOf, type Point, type Size, type View } from './view.ts'

/** Paths are kept in these units around the ground's middle: canvases reckon in single precision. */
const unitsOfWorld = 512 * 2 ** 8

export interface Painter {
  paint(view: View, size: Size, ratio: number, marks: ReadonlyMap<string, AreaMark>): void
  lookChanged(): void
}

export function painterOf(canvas: HTMLCanvasElement, ground: Ground): Painter {
  const context = canvas.getContext('2d', { alpha: false })!
  const box = ground.box
  const middle: Point =
    box === undefined ? { x: 0.5, y: 0.5 } : { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
  const paths = new Map<Tile, Path2D>()
  const [surveyed, approximate, around] = [new Path2D(), new Path2D(), new Path2D()]
  const borders = { surveyed: new Path2D(), approximate: new Path2D() }
  for (const tile of ground.tiles) {
    if (tile.outline === 'circle') continue
    const path = new Path2D()
    trace(path, tile.shape, middle)
    paths.set(tile, path)
    ;(tile.outline === 'surveyed' ? surveyed : approximate).addPath(path)
  }
  for (const { shape, outline } of ground.borders) trace(borders[outline], shape, middle)
  for (const shape of ground.around) trace(around, shape, middle)

  let colours = coloursNow()
  let fills: { readonly ratio: number; readonly by: ReadonlyMap<Pattern, CanvasPattern | string> } | undefined

  return {
    lookChanged() {
      colours = coloursNow()
      fills = undefined
    },
    paint(view, { width, height }, ratio, marks) {
      fit(canvas, { width, height }, ratio)
      fills = fills?.ratio === ratio ? fills : { ratio, by: fillsOf(context, colours, ratio) }
      const k = (scaleOf(view) / unitsOfWorld) * ratio
      const x = (width / 2) * ratio - (view.x - middle.x) * unitsOfWorld * k
      const y = (height / 2) * ratio - (view.y - middle.y) * unitsOfWorld * k
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.fillStyle = colours.water
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.setTransform(k, 0, 0, k, x, y)
      const pixel = ratio / k

      context.globalAlpha = 0.45
      context.fillStyle = colours.land
      context.fill(around, 'evenodd')
      context.globalAlpha = 1
      stroke(context, around, colours.edge, pixel)

      const back = new DOMMatrix([1 / k, 0, 0, 1 / k, 0, 0])
      for (const fill of fills.by.values()) if (typeof fill !== 'string') fill.setTransform(back)
      const marked: { readonly path: Path2D; readonly tile: Tile; readonly edge: Edge }[] = []
      context.fillStyle = colours.land
      context.fill(surveyed)
      context.fill(approximate)
      for (const [tile, path] of paths) {
        const mark = marks.get(tile.code)
        if (mark === undefined) continue
        const pattern = patternOf(mark)
        if (pattern !== 'plain') {
          context.fillStyle = fills.by.get(pattern)!
          context.fill(path, 'evenodd')
        }
        const edge = edgeOf(mark)
        if (edge !== 'plain') marked.push({ path, tile, edge })
      }
      stroke(context, surveyed, colours['land-edge'], pixel)
      stroke(context, approximate, colours['land-edge'], pixel, [5, 3])
      for (const { path, tile, edge } of marked) {
        const dashes = edge === 'lapsed' ? [6, 4] : tile.outline === 'approximate' ? [9, 3] : []
        stroke(
          context,
          path,
          edgeColour(edge, colours),
          (edge === 'danger' || edge === 'ended' ? 3 : 2) * pixel,
          dashes,
        )
      }
      stroke(context, borders.surveyed, colours.soft, 2 * pixel)
      stroke(context, borders.approximate, colours.soft, 2 * pixel, [10, 4])
    },
  }

  function stroke(
    on: CanvasRenderingContext2D,
    path: Path2D,
    colour: string,
    width: number,
    dashes: readonly number[] = [],
  ) {
    on.strokeStyle = colour
    on.lineWidth = width
    // Dashes are as long on the screen whatever the zoom; their unit is the pixel, whichever width the line has.
    const { a } = on.getTransform()
    on.setLineDash(dashes.map((length) => (length * devicePixelRatio) / a))
    on.stroke(path)
  }
}

export function edgeColour(edge: Edge, colours: Colours): string {
  switch (edge) {
    case 'danger':
    case 'lapsed':
      return colours['danger-edge']
    case 'advisory':
      return colours['advisory-edge']
    case 'ended':
      return colours.good
    case 'plain':
      return colours['land-edge']
  }
}

function trace(path: Path2D, shape: WorldShape, middle: Point): void {
  for (const ring of shape) {
    path.moveTo((ring[0]! - middle.x) * unitsOfWorld, (ring[1]! - middle.y) * unitsOfWorld)
    for (let i = 2; i + 3 < ring.length; i += 2)
      path.lineTo((ring[i]! - middle.x) * unitsOfWorld, (ring[i + 1]! - middle.y) * unitsOfWorld)
    path.closePath()
  }
}

function fillsOf(
  context: CanvasRenderingContext2D,
  colours: Colours,
  ratio: number,
): ReadonlyMap<Pattern, CanvasPattern | string> {
  return new Map(
    patterns.map((pattern) => [
      pattern,
      pattern === 'plain'
        ? colours.land
        : pattern === 'solid'
          ? colours.danger
          : context.createPattern(patternImage(pattern, colours, ratio), 'repeat')!,
    ]),
  )
}

/** A canvas loses what is on it when it is given a size, even the one it has. */
export function fit(canvas: HTMLCanvasElement, { width, height }: Size, ratio: number): void {
  const [across, down] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))]
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
}
