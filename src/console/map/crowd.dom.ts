/** Draws hundreds of areas on a canvas by their pixels: as good as drawing each, and quick enough for a whole country at once. */
import { coloursNow, patternImage, type Colours } from './colours.dom.ts'
import { mostShapes, paintCrowd, pixelsOf, type CrowdLook, type CrowdState, type Pixels } from './crowd.ts'
import { edgeColour, fit, type Painter } from './drawn.dom.ts'
import type { Ground } from './ground.ts'
import { edgeOf, patternOf, patterns, type AreaMark } from './mark.ts'
import type { Size, View } from './view.ts'

/** From so many areas on, pixels are quicker than paths. */
export const crowd = 250

export function crowdPainterOf(canvas: HTMLCanvasElement, ground: Ground): Painter {
  const context = canvas.getContext('2d', { alpha: false })!
  const tiles = ground.tiles.filter(({ outline }) => outline !== 'circle').slice(0, mostShapes)
  const tileShapes = tiles.map(({ shape }) => shape)
  const shapes = [...ground.around.slice(0, Math.max(0, mostShapes - tiles.length)), ...tileShapes]
  const offset = shapes.length - tiles.length
  const groups = groupsOf(ground, shapes.length)
  let colours = coloursNow()
  let look: (CrowdLook & { readonly ratio: number }) | undefined
  let seen: { readonly key: string; readonly pixels: Pixels; readonly image: ImageData } | undefined

  return {
    lookChanged() {
      colours = coloursNow()
      look = undefined
    },
    paint(view: View, size: Size, ratio: number, marks: ReadonlyMap<string, AreaMark>) {
      fit(canvas, size, ratio)
      const key = `${view.x} ${view.y} ${view.zoom} ${size.width} ${size.height} ${ratio}`
      if (seen?.key !== key) {
        const pixels = pixelsOf(shapes, view, size, ratio, groups)
        seen = { key, pixels, image: context.createImageData(pixels.width, pixels.height) }
      }
      if (look?.ratio !== ratio) look = { ratio, ...lookOf(colours, ratio) }
      const state = stateOf(tiles.map(({ code }) => marks.get(code)))
      paintCrowd(seen.pixels, state, look, new Uint32Array(seen.image.data.buffer))
      context.putImageData(seen.image, 0, 0)
    },
  }

  function stateOf(marks: readonly (AreaMark | undefined)[]): CrowdState {
    const state = {
      pattern: new Uint8Array(shapes.length).fill(0, offset).fill(patterns.length, 0, offset),
      edge: new Uint32Array(shapes.length),
      dashed: new Uint8Array(shapes.length),
    }
    for (const [i, mark] of marks.entries()) {
      if (mark === undefined) continue
      state.pattern[offset + i] = patterns.indexOf(patternOf(mark))
      const edge = edgeOf(mark)
      if (edge === 'plain') continue
      state.edge[offset + i] = numberOf(edgeColour(edge, colours))
      state.dashed[offset + i] = edge === 'lapsed' || tiles[i]!.outline === 'approximate' ? 1 : 0
    }
    return state
  }
}

/** A number for each of the highest areas that are not above them all: between these a border is drawn. */
function groupsOf({ tiles, above }: Ground, count: number): Uint16Array {
  const chains = tiles.map(({ code }) => [code, ...(above.get(code) ?? [])].toReversed())
  const [first = []] = chains
  const common = first.findIndex((code, i) => !chains.every((chain) => chain[i] === code))
  const numbers = new Map<string, number>()
  const groups = new Uint16Array(count)
  for (const [i, chain] of chains.entries()) {
    const name = chain[Math.max(0, common)] ?? ''
    if (!numbers.has(name)) numbers.set(name, numbers.size + 1)
    groups[count - tiles.length + i] = numbers.get(name)!
  }
  return groups
}

/** All patterns, and the land of others as one more. */
function lookOf(colours: Colours, ratio: number): CrowdLook {
  const images = patterns.map((pattern) =>
    pattern === 'plain' ? undefined : patternImage(pattern, colours, ratio),
  )
  const side = images.find((image) => image !== undefined)!.width
  const all = new Uint32Array((patterns.length + 1) * side * side)
  for (const [i, image] of images.entries()) {
    const from = i * side * side
    if (image === undefined) all.fill(numberOf(colours.land), from, from + side * side)
    else all.set(new Uint32Array(image.getContext('2d')!.getImageData(0, 0, side, side).data.buffer), from)
  }
  all.fill(numberOf(colours.land, 0.45, colours.water), patterns.length * side * side)
  return {
    patterns: all,
    side,
    nothing: numberOf(colours.water),
    line: numberOf(colours['land-edge'], 0.7, colours.land),
    border: numberOf(colours.soft),
  }
}

const known = new Map<string, number>()

/** The colour as a pixel; with an opacity, over another one. */
function numberOf(colour: string, opacity = 1, over = '#000000'): number {
  const key = `${colour} ${opacity} ${over}`
  const found = known.get(key)
  if (found !== undefined) return found
  const context = new OffscreenCanvas(1, 1).getContext('2d')!
  context.fillStyle = over
  context.fillRect(0, 0, 1, 1)
  context.globalAlpha = opacity
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [pixel = 0] = new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)
  known.set(key, pixel)
  return pixel
}
