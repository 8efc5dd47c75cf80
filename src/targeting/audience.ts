/** Everybody who asked to be warned, by row number, with their places: who of them must be told. It may add people, and never loses one. */
import type { AreaCode, Hierarchy, Shape } from '#areas'
import { ok, refuse, type Result } from '#base'
import { meetsBox, meetsShape } from './meets.ts'
import { boxesOf, checkPlaces, type Place } from './place.ts'
import { indexShape, type ShapeIndex } from './shape-index.ts'

export interface Audience {
  /** Rows that have a place. */
  readonly size: number
  /** What the audience holds in memory, without the map's own shapes. */
  readonly bytes: number
  /**
   * Sets all places of a row, instead of those it had. Rows are whole numbers that the owner chose, from 0 and dense:
   * memory goes with the greatest. Places are told apart no finer than they were given.
   */
  put(
    row: number,
    places: readonly Place[],
  ): Result<void, 'targeting/bad-place' | 'targeting/no-place' | 'targeting/unknown-area'>
  /**
   * Puts many rows at once, as at the start; each row once. Refuses nobody for an area that is not on the map (any more):
   * such a row is told of everything, and the codes are answered. A row whose places are broken is answered and left out.
   */
  load(rows: Iterable<readonly [row: number, places: readonly Place[]]>): Loaded
  remove(row: number): void
  /** Who must be told about these areas: each row once, ascending. */
  inAreas(codes: readonly AreaCode[]): Uint32Array
  /** Who must be told about a drawn shape: each row once, ascending. */
  inShape(shape: ShapeIndex): Uint32Array
  /** The areas of the map that a warning must be for to reach these places: empty where no warning ever would. */
  areasOf(places: readonly Place[]): AreaCode[]
  /** Another map. An area that left it is from now on the nearest one above it that is still there. */
  useMap(map: Hierarchy): void
}

export interface Loaded {
  readonly rows: number
  readonly unknownAreas: readonly AreaCode[]
  readonly broken: readonly { readonly row: number; readonly why: string }[]
}

/** An audience without anybody. */
export function openAudience(map: Hierarchy): Audience {
  return plain(map)
}

function plain(first: Hierarchy): Audience {
  let map = first
  const shapes = new Map<Shape, ShapeIndex | undefined>()
  const rows = new Map<number, readonly Place[]>()
  const shapeOf = (code: AreaCode) => {
    const shape = map.get(code)?.shape
    if (shape === undefined || shape.length === 0) return undefined
    if (!shapes.has(shape)) {
      const index = indexShape(shape)
      shapes.set(shape, index.ok ? index.value : undefined)
    }
    return shapes.get(shape)
  }
  const meets = (place: Place, index: ShapeIndex): boolean => {
    if (place.kind !== 'area')
      return boxesOf(place).some((box) => meetsBox(index, box.west, box.south, box.east, box.north))
    for (let code: AreaCode | null = place.area; code !== null; code = map.get(code)?.parent ?? null) {
      const own = shapeOf(code)
      if (own !== undefined) return meetsShape(own, index)
    }
    return true
  }
  const found = (told: (place: Place) => boolean) =>
    Uint32Array.from([...rows].filter(([, places]) => places.some(told)).map(([row]) => row)).sort()
  const put: Audience['put'] = (row, places) => {
    const checked = checkPlaces(places)
    if (!checked.ok) return checked
    if (places.length === 0) return refuse('targeting/no-place')
    for (const place of places)
      if (place.kind === 'area' && map.get(place.area) === undefined)
        return refuse('targeting/unknown-area', { area: place.area })
    rows.set(row, places)
    return ok()
  }
  return {
    get size() {
      return rows.size
    },
    bytes: 0,
    put,
    load(all) {
      const broken: { row: number; why: string }[] = []
      for (const [row, places] of all) {
        const checked = put(row, places)
        if (!checked.ok) broken.push({ row, why: checked.problem.code })
      }
      return { rows: rows.size, unknownAreas: [], broken }
    },
    remove: (row) => void rows.delete(row),
    inAreas(codes) {
      const below = codes.flatMap((code) => [code, ...map.descendants(code).map((area) => area.code)])
      const indexes = below.map(shapeOf).filter((index) => index !== undefined)
      return found((place) =>
        place.kind === 'area'
          ? codes.some((code) => map.contains(code, place.area) || map.contains(place.area, code))
          : indexes.length < codes.length || indexes.some((index) => meets(place, index)),
      )
    },
    inShape: (index) => found((place) => meets(place, index)),
    areasOf: (places) =>
      [...map.all()]
        .filter(({ code }) =>
          places.some((place) => {
            const index = shapeOf(code)
            return place.kind === 'area'
              ? map.contains(code, place.area)
              : index === undefined || meets(place, index)
          }),
        )
        .map(({ code }) => code),
    useMap(next) {
      map = next
    },
  }
}
