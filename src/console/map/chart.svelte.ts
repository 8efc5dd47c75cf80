/** One map as its parts share it: what lies on it, where it looks, and what is said of each area. */
import { picture } from '../picture.svelte.ts'
import { named, words } from '../words.dom.ts'
import { groundOf, tileAt, circleRadius, type Tile, type WorldShape } from './ground.ts'
import type { AreaMark, SirenOnMap } from './mark.ts'
import { shapesOf } from './shapes.dom.ts'
import {
  scaleOf,
  toPixels,
  toWorld,
  united,
  viewOf,
  worldOf,
  type Point,
  type Size,
  type View,
} from './view.ts'

const wholeWorld = { left: 0, top: 0, right: 1, bottom: 1 }

export interface ChartGiven {
  readonly areas: ReadonlyMap<string, AreaMark>
  readonly within: readonly string[]
}

/** A place and kilometres around it. */
export interface Around {
  readonly lon: number
  readonly lat: number
  readonly km: number
}

export class Chart {
  readonly #given: ChartGiven
  #shapes = $state.raw<ReadonlyMap<string, WorldShape>>(new Map())
  shapesAre = $state<'loading' | 'there' | 'missing'>('loading')
  size = $state.raw<Size>({ width: 0, height: 0 })
  /** Undefined: everything is shown, whatever size the map has. */
  moved = $state.raw<View | undefined>()

  #frame = $derived.by(() => this.#given.within.join('\n'))
  readonly ground = $derived.by(() =>
    groundOf(picture.areas, this.#shapes, this.#frame === '' ? [] : this.#frame.split('\n')),
  )
  readonly view = $derived.by(() => this.moved ?? viewOf(this.ground.box ?? wholeWorld, this.size))
  /** By name: what is heard one after the other. */
  readonly ordered = $derived.by(() =>
    this.ground.tiles
      .map(({ code }) => ({ code, name: this.nameOf(code) }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ code }) => code),
  )

  /** `given` is read whenever it is needed: a component's own properties. */
  constructor(given: ChartGiven) {
    this.#given = given
  }

  /** Fetches the shapes of the map as it is now; to be called from an effect. */
  readonly keepShapes = (): void => {
    const version = picture.areasVersion
    if (version === '') return
    void shapesOf(version).then((found) => {
      if (version !== picture.areasVersion) return
      this.#shapes = found
      this.shapesAre = found.size > 0 ? 'there' : 'missing'
    })
  }

  /** Of everything that is filled: its own, or that of the nearest area it lies in. */
  readonly marks: ReadonlyMap<string, AreaMark> = $derived.by(() => {
    const { areas } = this.#given
    const { tiles, above } = this.ground
    const marks = new Map<string, AreaMark>()
    for (const { code } of tiles) {
      let mark = areas.get(code)
      for (const higher of mark === undefined ? (above.get(code) ?? []) : [])
        if ((mark = areas.get(higher))) break
      if (mark !== undefined) marks.set(code, mark)
    }
    return marks
  })

  readonly nameOf = (code: string): string => named(picture.areas.get(code)?.names) || code

  readonly said = (code: string): string => {
    const mark = this.marks.get(code)
    const outline = this.ground.tileOf.get(code)?.outline
    return [
      this.nameOf(code),
      mark?.said || words.state.nothing,
      mark?.chosen === 'yes' ? (mark.unsure === 'yes' ? words.map.unsure : words.map.chosen) : '',
      outline === 'approximate' ? words.state.approximate : outline === 'circle' ? words.map.placeOnly : '',
    ]
      .filter((part) => part !== '')
      .join(', ')
  }

  tileUnder(pixel: Point): Tile | undefined {
    return tileAt(this.ground, toWorld(this.view, this.size, pixel), (circleRadius + 2) / scaleOf(this.view))
  }

  sirenUnder({ x, y }: Point, sirens: readonly SirenOnMap[]): SirenOnMap | undefined {
    return sirens.find((siren) => {
      const at = toPixels(this.view, this.size, worldOf(siren))
      return Math.hypot(at.x - x, at.y - y) <= 9
    })
  }

  pixelsOf(code: string): Point {
    return toPixels(this.view, this.size, this.ground.tileOf.get(code)!.anchor)
  }

  /** Goes there, keeping what is around these areas in sight. */
  focusOn(codes: readonly string[]): void {
    const { tiles, tileOf, above } = this.ground
    const found = codes.flatMap(
      (code) => tileOf.get(code) ?? tiles.filter((tile) => above.get(tile.code)?.includes(code)),
    )
    const box = united(found.map((tile) => tile.box))
    if (box !== undefined && this.size.width > 0) this.moved = viewOf(box, this.size, 60)
  }

  /** Goes to a place, with so much around it in sight. */
  lookAround({ lon, lat, km }: Around): void {
    const { x, y } = worldOf({ lon, lat })
    const far = km / (40_075 * Math.cos((lat * Math.PI) / 180))
    this.moved = viewOf({ left: x - far, right: x + far, top: y - far, bottom: y + far }, this.size, 30)
  }

  /** Brings an area that is near the rim or beyond it to the middle. */
  bringInside(tile: Tile): void {
    const { x, y } = toPixels(this.view, this.size, tile.anchor)
    const { width, height } = this.size
    if (x < 24 || y < 24 || x > width - 24 || y > height - 24)
      this.moved = { ...this.view, x: tile.anchor.x, y: tile.anchor.y }
  }
}
