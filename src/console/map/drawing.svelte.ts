/** What is being drawn on a map: corner after corner or in one pull, until it is a shape, and then the areas it touches. */
import { counted, words } from '../words.dom.ts'
import type { Tile } from './ground.ts'
import { kilometresBetween, outlineOf, touchedBy, type DrawnShape, type Place } from './touched.ts'
import { lonLatOf, type Point } from './view.ts'

export type DrawMode = 'off' | 'polygon' | 'circle'

export interface DrawingGiven {
  readonly mode: DrawMode
  readonly tiles: readonly Tile[]
  readonly drawn:
    | ((codes: readonly string[], shape: DrawnShape, unsure: readonly string[]) => void)
    | undefined
}

export class Drawing {
  readonly #given: DrawingGiven
  /** Of the world's square. */
  corners = $state.raw<readonly Point[]>([])
  /** What came of the last one, for who listens. */
  told = $state('')

  /** `given` is read whenever it is needed: a component's own properties. */
  constructor(given: DrawingGiven) {
    this.#given = given
  }

  readonly corner = (world: Point): void => {
    this.corners = [...this.corners, world]
    const [centre, edge] = this.corners.map(lonLatOf)
    if (this.#given.mode === 'circle' && centre !== undefined && edge !== undefined)
      this.around(centre, kilometresBetween(centre, edge))
  }

  /** Pulled from one place to the next: a line around what is meant, or a circle’s edge from its middle. */
  readonly pull = (from: Point, to: Point): void => {
    if (this.#given.mode === 'circle') this.corners = [this.corners[0] ?? from, to]
    else this.corners = this.corners.length === 0 ? [from, to] : [...this.corners, to]
  }

  readonly letGo = (): void => {
    const [centre, edge] = this.corners.map(lonLatOf)
    if (this.#given.mode === 'polygon') this.close()
    else if (centre !== undefined && edge !== undefined) this.around(centre, kilometresBetween(centre, edge))
  }

  /** The line as it is to be shown: that of a circle goes around its middle. */
  readonly line: readonly Point[] = $derived.by(() => {
    const [centre, edge] = this.corners.map(lonLatOf)
    if (this.#given.mode !== 'circle' || centre === undefined || edge === undefined) return this.corners
    const ring = outlineOf({ kind: 'circle', centre, radiusKilometres: kilometresBetween(centre, edge) })
    return Array.from({ length: ring.length / 2 }, (_, i) => ({ x: ring[i * 2]!, y: ring[i * 2 + 1]! }))
  })

  readonly back = (): void => {
    this.corners = this.corners.slice(0, -1)
  }

  readonly drop = (): void => {
    this.corners = []
  }

  readonly close = (): void => {
    if (this.#given.mode === 'polygon' && this.corners.length >= 3)
      this.finish({ kind: 'polygon', ring: this.corners.map(lonLatOf) })
  }

  readonly around = (centre: Place, radiusKilometres: number): void =>
    this.finish({ kind: 'circle', centre, radiusKilometres })

  readonly finish = (shape: DrawnShape): void => {
    this.drop()
    const touched = touchedBy(shape, this.#given.tiles)
    const unsure = touched.filter(({ certainty }) => certainty === 'unsure')
    this.told =
      touched.length === 0 ? words.map.draw.nothing : counted(words.map.draw.touched, touched.length)
    this.#given.drawn?.(
      touched.map(({ code }) => code),
      shape,
      unsure.map(({ code }) => code),
    )
  }
}
