/** Draws stations, sites and their rings over the map: each sign is drawn once and then copied, so that some thousands are no more than their copying. */
import { family } from './badges.dom.ts'
import type { Colours } from './colours.dom.ts'
import { fit } from './drawn.dom.ts'
import {
  isNews,
  signSize,
  stationSigns,
  type SiteOnMap,
  type StationLayer,
  type StationSign,
  type StationState,
} from './stations.ts'
import { toPixels, type Point, type Size, type View } from './view.ts'

/** A site: a house, whatever its kind. */
const siteBody = 'M8 .8L15.2 6.4V15.2H.8V6.4Z'
const margin = signSize

interface Sheet {
  readonly key: string
  readonly by: Map<StationState, OffscreenCanvas>
}
let sheet: Sheet = { key: '', by: new Map() }

export function paintStations(
  canvas: HTMLCanvasElement,
  view: View,
  size: Size,
  ratio: number,
  colours: Colours,
  { stations, sites }: StationLayer,
): void {
  fit(canvas, size, ratio)
  const context = canvas.getContext('2d')!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  context.direction = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  const key = `${ratio} ${Object.values(colours).join(' ')}`
  if (sheet.key !== key) sheet = { key, by: new Map() }

  for (const site of sites) for (const { ring } of site.rings) paintRing(ring)
  for (const site of sites) paintSite(site)
  const seen: { readonly at: Point; readonly value: string; readonly state: StationState }[] = []
  for (const { at, state, value } of stations) {
    const pixel = toPixels(view, size, at)
    if (pixel.x < -margin || pixel.y < -margin) continue
    if (pixel.x > size.width + margin || pixel.y > size.height + margin) continue
    seen.push({ at: pixel, value, state })
    const sprite = spriteOf(state)
    context.drawImage(sprite, pixel.x - signSize / 2, pixel.y - signSize / 2, signSize, signSize)
  }
  // Nothing is written over a sign that is news or over other words: what is raised first, then sites, then the other values.
  const taken: { readonly x: number; readonly y: number; readonly across: number }[] = []
  for (const { at, state } of seen) if (isNews(state)) taken.push({ ...at, across: signSize })
  let written = 0
  writeValues((state) => state === 'alarm')
  for (const site of sites) {
    const { x, y } = toPixels(view, size, site.at)
    if (beside(site.name, x, y, 700, 17) === 'no-room')
      for (const away of [-34, 34, -51, 51]) if (label(site.name, x, y + away, 700) === 'written') break
  }
  writeValues((state) => state !== 'alarm' && (seen.length <= mostWithValues || isNews(state)))
  for (const site of sites) {
    const { y } = toPixels(view, size, site.at)
    for (const ring of site.rings) {
      const top = toPixels(view, size, ring.top)
      // Beside its own house there is no room for it.
      if (y - top.y > 40) label(ring.name, top.x, top.y - 1, 500)
    }
  }

  function writeValues(of: (state: StationState) => boolean): void {
    for (const { at, value, state } of seen.toReversed()) {
      if (value === '' || !of(state) || written >= mostValues) continue
      if (beside(value, at.x, at.y, state === 'alarm' ? 700 : 500, -16) === 'written') written++
    }
  }

  function spriteOf(state: StationState): OffscreenCanvas {
    const known = sheet.by.get(state)
    if (known !== undefined) return known
    const side = Math.ceil(signSize * ratio)
    const sprite = new OffscreenCanvas(side, side)
    drawSign(sprite.getContext('2d')!, stationSigns[state], side / 16)
    sheet.by.set(state, sprite)
    return sprite
  }

  function drawSign(on: OffscreenCanvasRenderingContext2D, sign: StationSign, scale: number): void {
    on.scale(scale, scale)
    on.lineJoin = 'round'
    const body = new Path2D(sign.body)
    // Seen on any ground, and beside one that overlaps it.
    on.lineWidth = 3
    on.strokeStyle = colours.ground
    on.stroke(body)
    on.fillStyle = colours[sign.fill]
    on.fill(body)
    on.lineWidth = 1.4
    on.strokeStyle = colours[sign.edge]
    on.setLineDash(sign.look === 'dashed' ? [2.4, 1.8] : [])
    on.stroke(body)
    on.setLineDash([])
    on.lineWidth = 1.8
    on.strokeStyle = colours[sign.ink]
    on.stroke(new Path2D(sign.glyph))
  }

  function paintRing(ring: Float64Array): void {
    context.beginPath()
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const { x, y } = toPixels(view, size, { x: ring[i]!, y: ring[i + 1]! })
      if (i === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    }
    for (const [width, colour, dashes] of [
      [4, colours.ground, []],
      [1.5, colours.ink, [7, 5]],
    ] as const) {
      context.lineWidth = width
      context.strokeStyle = colour
      context.setLineDash([...dashes])
      context.stroke()
    }
    context.setLineDash([])
  }

  function paintSite({ at }: SiteOnMap): void {
    const { x, y } = toPixels(view, size, at)
    context.save()
    context.translate(x - 9, y - 9)
    context.scale(18 / 16, 18 / 16)
    const body = new Path2D(siteBody)
    context.fillStyle = colours.panel
    context.fill(body)
    context.lineWidth = 1.8
    context.strokeStyle = colours.ink
    context.stroke(body)
    context.restore()
  }

  /** Where there is room: over or under it as `above` says, on the other side, to its right, to its left. */
  function beside(text: string, x: number, y: number, weight: number, above: number) {
    context.font = `${weight} 11px ${family}`
    const away = (context.measureText(text).width + 6 + signSize) / 2 + 2
    const places = [
      [x, y - above],
      [x, y + above],
      [x + away, y],
      [x - away, y],
    ] as const
    return places.some(([atX, atY]) => label(text, atX, atY, weight) === 'written') ? 'written' : 'no-room'
  }

  function label(text: string, x: number, y: number, weight: number): 'written' | 'no-room' {
    if (x < -80 || y < -20 || x > size.width + 80 || y > size.height + 20) return 'no-room'
    context.font = `${weight} 11px ${family}`
    const across = context.measureText(text).width + 6
    const overlaps = taken.some(
      (other) => Math.abs(other.x - x) < (other.across + across) / 2 && Math.abs(other.y - y) < 14,
    )
    if (overlaps) return 'no-room'
    taken.push({ x, y, across })
    // On the names of areas it would not be read without a ground of its own.
    context.globalAlpha = 0.86
    context.fillStyle = colours.panel
    context.fillRect(x - across / 2, y - 7, across, 14)
    context.globalAlpha = 1
    context.fillStyle = colours.ink
    context.fillText(text, x, y)
    return 'written'
  }
}

/** Of more in sight only news has its value written beside it; the others have it under the pointer and in the list. */
const mostWithValues = 40
const mostValues = 200
