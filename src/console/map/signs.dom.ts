/** Draws what stands on the ground, over whichever map is beneath: circles of places without a shape, signs and names, what is chosen, sirens, tracks, what is being drawn. */
import type { TrackView } from '../duty.ts'
import { crowd, family, sheetOf, spriteOf, urgencyOf } from './badges.dom.ts'
import { patternImage, type Colours } from './colours.dom.ts'
import { edgeColour, fit } from './drawn.dom.ts'
import { circleRadius, type Ground, type Tile } from './ground.ts'
import { edgeOf, patternOf, signOf, sirenSigns, type AreaMark, type SirenOnMap } from './mark.ts'
import { toPixels, worldOf, type Point, type Size, type View } from './view.ts'

export interface Signs {
  readonly ground: Ground
  readonly marks: ReadonlyMap<string, AreaMark>
  readonly nameOf: (code: string) => string
  readonly sirens: readonly SirenOnMap[]
  readonly tracks: readonly TrackView[]
  /** Where the keyboard is. */
  readonly at: string | undefined
  /** World points of what is being drawn; closed when it has three. */
  readonly drawing: readonly Point[]
}

export function paintSigns(
  canvas: HTMLCanvasElement,
  view: View,
  size: Size,
  ratio: number,
  colours: Colours,
  signs: Signs,
): void {
  fit(canvas, size, ratio)
  const context = canvas.getContext('2d')!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  context.direction = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  const place = (world: Point) => toPixels(view, size, world)
  const { ground, marks } = signs
  const sheet = sheetOf(colours, ratio)
  const seen = ground.tiles.filter((tile) => isSeen(tile, place, size))

  for (const tile of seen) if (tile.outline === 'circle') circle(tile)
  for (const tile of seen) if (marks.get(tile.code)?.chosen === 'yes') chosen(tile)
  const taken: { x: number; y: number; across: number; down: number }[] = []
  for (const track of signs.tracks) paintTrack(track)
  for (const siren of signs.sirens) paintSiren(siren)
  const isCrowd = seen.length > crowd
  if (isCrowd) seen.sort((a, b) => urgencyOf(marks.get(b.code)) - urgencyOf(marks.get(a.code)))
  // All signs first: a name gives way to them, none lies over it.
  const signed = seen.map((tile) => ({ tile, below: sign(tile) }))
  for (const { tile, below } of signed) name(tile, below)
  paintDrawing()
  const at = signs.at === undefined ? undefined : ground.tileOf.get(signs.at)
  if (at !== undefined)
    outlined(at, [
      [6, colours.ground],
      [3, colours.focus],
    ])

  function follow(tile: Tile): void {
    context.beginPath()
    if (tile.outline === 'circle') {
      const { x, y } = place(tile.anchor)
      context.arc(x, y, circleRadius, 0, 2 * Math.PI)
      return
    }
    for (const ring of tile.shape) {
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const { x, y } = place({ x: ring[i]!, y: ring[i + 1]! })
        if (i === 0) context.moveTo(x, y)
        else context.lineTo(x, y)
      }
      context.closePath()
    }
  }

  function outlined(tile: Tile, lines: readonly (readonly [number, string])[], dashes: number[] = []): void {
    follow(tile)
    for (const [width, colour] of lines) {
      context.lineWidth = width
      context.strokeStyle = colour
      context.setLineDash(dashes)
      context.stroke()
    }
    context.setLineDash([])
  }

  function circle(tile: Tile): void {
    const mark = marks.get(tile.code)
    follow(tile)
    const pattern = mark === undefined ? 'plain' : patternOf(mark)
    context.fillStyle =
      pattern === 'plain' ? colours.land : context.createPattern(patternImage(pattern, colours, 1), 'repeat')!
    context.fill()
    const edge = mark === undefined ? 'plain' : edgeOf(mark)
    outlined(tile, [[edge === 'plain' ? 1 : 2, edgeColour(edge, colours)]], [3, 2])
  }

  function chosen(tile: Tile): void {
    const unsure = marks.get(tile.code)?.unsure === 'yes'
    outlined(tile, [[5, colours.ground]])
    outlined(tile, [[3, colours.ink]], unsure ? [4, 4] : [])
  }

  /** How high its sign is; undefined where there is none. */
  function sign(tile: Tile): number | undefined {
    const { x, y } = place(tile.anchor)
    const mark = marks.get(tile.code)
    const letter = mark === undefined ? '' : signOf(mark)
    const tick = mark?.chosen === 'yes' ? (mark.unsure === 'yes' ? '☐ ?' : '☑') : ''
    const { scale, shape } = roomOf(tile)
    const text = [tick, letter].filter((part) => part !== '').join(' ')
    // On a crowd of small areas the patterns speak.
    const fits = scale.across > 22 && scale.down > 14 && (!isCrowd || !overlaps(x, y, 34, 18))
    if (text === '' || (!fits && shape !== 'circle') || mark === undefined) return undefined
    badge(x, y, text, mark)
    return 18
  }

  /** Beneath its sign, above it where that is taken; in as many lines as it needs, and not at all where it has no room. */
  function name(tile: Tile, signHeight: number | undefined): void {
    const { x, y } = place(tile.anchor)
    const { scale, shape } = roomOf(tile)
    // A town without a shape has its name as soon as there is room among the others.
    if (shape === 'circle' ? isCrowd : scale.across < 30 || scale.down < 35) return
    const from = shape === 'circle' ? circleRadius + 7 : (signHeight ?? 0)
    const found = roomsOf(shape === 'circle' ? 110 : scale.across, shape)
      .flatMap((room) => {
        const lines = linesOf(signs.nameOf(tile.code), room)
        if (lines === undefined || (shape !== 'circle' && scale.down < 22 + 13 * lines.length)) return []
        const across = Math.max(...lines.map((line) => context.measureText(line).width))
        const down = 13 * lines.length
        const away = from + (down - 13) / 2
        // Where there is no sign it stands in the middle.
        return (from === 0 ? [y] : [y + away, y - away]).map((middle) => ({ lines, middle, across, down }))
      })
      .find(({ middle, across, down }) => !overlaps(x, middle, across, down))
    if (found === undefined) return
    const { lines, middle, across, down } = found
    taken.push({ x, y: middle, across, down })
    context.lineWidth = 3
    context.strokeStyle = signHeight === undefined ? colours.land : colours.ground
    context.fillStyle = colours.ink
    for (const [i, line] of lines.entries()) {
      const at = middle + (i - (lines.length - 1) / 2) * 13
      context.strokeText(line, x, at)
      context.fillText(line, x, at)
    }
  }

  /** The widths to try for a name: as wide as its area, in more lines, and last a little over its edges; of a crowd only the first. */
  function roomsOf(across: number, shape: Tile['outline']): readonly number[] {
    if (shape === 'circle') return [across]
    return isCrowd ? [across * 1.05] : [across * 1.05, across * 0.8, across * 1.25]
  }

  /** A name in as few lines as it needs, three at most; undefined where it has no room. */
  function linesOf(name: string, room: number): readonly string[] | undefined {
    context.font = `500 11px ${family}`
    const lines: string[] = []
    for (const word of name.split(' ')) {
      const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
      if (lines.length > 0 && context.measureText(longer).width <= room) lines[lines.length - 1] = longer
      else lines.push(word)
    }
    return lines.length <= 3 && lines.every((line) => context.measureText(line).width <= room)
      ? lines
      : undefined
  }

  function roomOf({ box, outline }: Tile) {
    const a = place({ x: box.left, y: box.top })
    const b = place({ x: box.right, y: box.bottom })
    return { scale: { across: b.x - a.x, down: b.y - a.y }, shape: outline }
  }

  function overlaps(x: number, y: number, across: number, down: number): boolean {
    return taken.some(
      (other) =>
        Math.abs(other.x - x) < (other.across + across) / 2 + 2 &&
        Math.abs(other.y - y) < (other.down + down) / 2,
    )
  }

  function badge(x: number, y: number, text: string, mark: AreaMark): void {
    const { image, across } = spriteOf(sheet, text, mark, colours, ratio)
    context.drawImage(image, x - across / 2, y - 10, across, 20)
    taken.push({ x, y, across, down: 18 })
  }

  function paintSiren({ lon, lat, status }: SirenOnMap): void {
    const { x, y } = place(worldOf({ lon, lat }))
    if (x < -10 || y < -10 || x > size.width + 10 || y > size.height + 10) return
    context.beginPath()
    context.arc(x, y, 7, 0, 2 * Math.PI)
    context.fillStyle = colours.panel
    context.fill()
    context.lineWidth = status === 'failed' || status === 'silent' ? 2 : 1
    context.strokeStyle = colours.ink
    context.stroke()
    context.font = `700 11px ${family}`
    context.fillStyle = colours.ink
    context.fillText(sirenSigns[status], x, y + 0.5)
  }

  function paintTrack({ seen: points, headingDegrees }: TrackView): void {
    const line = points.map((point) => place(worldOf(point)))
    const last = line.at(-1)
    if (last === undefined) return
    const strokes = [
      [5, colours.ground],
      [2, colours.ink],
    ] as const
    for (const [width, colour] of strokes) {
      context.beginPath()
      for (const { x, y } of line) context.lineTo(x, y)
      context.lineWidth = width
      context.strokeStyle = colour
      context.setLineDash([])
      context.stroke()
      if (headingDegrees === null) continue
      const angle = ((headingDegrees - 90) * Math.PI) / 180
      context.beginPath()
      context.moveTo(last.x, last.y)
      context.lineTo(last.x + Math.cos(angle) * 60, last.y + Math.sin(angle) * 60)
      context.setLineDash([6, 4])
      context.stroke()
    }
    context.setLineDash([])
    context.save()
    context.translate(last.x, last.y)
    context.rotate(((headingDegrees ?? 0) * Math.PI) / 180)
    context.beginPath()
    context.moveTo(0, -9)
    context.lineTo(6, 7)
    context.lineTo(0, 3)
    context.lineTo(-6, 7)
    context.closePath()
    context.fillStyle = colours.ink
    context.strokeStyle = colours.ground
    context.lineWidth = 2
    context.stroke()
    context.fill()
    context.restore()
  }

  function paintDrawing(): void {
    const line = signs.drawing.map(place)
    if (line.length === 0) return
    context.beginPath()
    for (const { x, y } of line) context.lineTo(x, y)
    if (line.length > 2) context.closePath()
    context.lineWidth = 4
    context.strokeStyle = colours.ground
    context.stroke()
    context.lineWidth = 2
    context.strokeStyle = colours.ink
    context.setLineDash([8, 4])
    context.stroke()
    context.setLineDash([])
    if (line.length > 40) return
    for (const { x, y } of line) {
      context.fillStyle = colours.ink
      context.fillRect(x - 3, y - 3, 6, 6)
    }
  }
}

function isSeen({ box }: Tile, place: (world: Point) => Point, { width, height }: Size): boolean {
  const a = place({ x: box.left, y: box.top })
  const b = place({ x: box.right, y: box.bottom })
  const margin = circleRadius + 2
  return b.x > -margin && b.y > -margin && a.x < width + margin && a.y < height + margin
}
