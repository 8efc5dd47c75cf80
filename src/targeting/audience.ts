/** Everybody who asked to be warned, by row number, with their places: who of them must be told. It may add people, and never loses one. */
import type { AreaCode, Hierarchy } from '#areas'
import { ok, refuse, type Result } from '#base'
import { areasMet, groundOf, smallest, withoutGaps } from './ground.ts'
import {
  bytesOfLevel,
  gatherBox,
  gatherNamed,
  makeLevel,
  markShape,
  markWide,
  markZones,
  mergeLevels,
  rezone,
  startGathering,
  strikeOut,
  type Gathering,
  type Level,
} from './level.ts'
import { boxesOf, checkPlaces, eachBox, type Place } from './place.ts'
import { addValid, emptyRowSet, rowsOf, type RowSet } from './row-set.ts'
import type { ShapeIndex } from './shape-index.ts'
import { namedByShape, toldByAreas } from './told-zones.ts'
import { namedZone, openZones, zoneOnNewMap, type ZoneBook } from './zones.ts'

export interface Audience {
  /** Rows that have a place. */
  readonly size: number
  /** What the audience holds in memory, without the map's own index. */
  readonly bytes: number
  /**
   * Sets all places of a row, instead of those it had. Rows are whole numbers that the owner chose, from 0 and dense:
   * memory goes with the greatest. A place in no area of the map is kept, and found by drawn shapes alone.
   */
  put(
    row: number,
    places: readonly Place[],
  ): Result<void, 'targeting/bad-place' | 'targeting/no-place' | 'targeting/unknown-area'>
  /**
   * Puts many rows at once, as at the start; each row once. Refuses nobody for an area that is not on the map any more:
   * such a row is told of everything, and the codes are answered. A row whose places are broken is answered and left out.
   */
  load(rows: Iterable<readonly [row: number, places: readonly Place[]]>): Loaded
  remove(row: number): void
  /** Who must be told about these areas: each row once, ascending. A code that nobody knows tells everybody. */
  inAreas(codes: readonly AreaCode[]): Uint32Array
  /** Who must be told about a drawn shape: each row once, ascending. */
  inShape(shape: ShapeIndex): Uint32Array
  /** The smallest areas that the places lie in or are: empty where no warning for areas would ever come. */
  areasOf(places: readonly Place[]): AreaCode[]
  /** Another map. An area that is not on it becomes the nearest one above it that is, or is told of everything. */
  useMap(map: Hierarchy): void
}

export interface Loaded {
  /** How many were taken. */
  readonly rows: number
  readonly unknownAreas: readonly AreaCode[]
  readonly broken: readonly { readonly row: number; readonly why: string }[]
}

/** So many changes are looked at one by one before they are packed; a look takes about a third of a millisecond. */
const mostChanges = 4096
/** A generation takes up the one before it when that is less than so many times as large. */
const growth = 4
const mostRows = 2 ** 28

/** An audience without anybody. */
export function openAudience(map: Hierarchy): Audience {
  let zones: ZoneBook = openZones(groundOf(map))
  let levels: Level[] = []
  let changes = new Map<number, readonly Place[]>()
  /** The changes once they are packed, made when somebody asks and thrown away with the next change. */
  let packed: Level | undefined
  let greatest = -1

  const gather = (gathering: Gathering, row: number, places: readonly Place[], unknown: Set<AreaCode>) => {
    for (const place of places) {
      if (place.kind === 'area') {
        if (!zones.ground.idOf.has(place.area)) unknown.add(place.area)
        gatherNamed(gathering, row, namedZone(zones, place.area))
      } else eachBox(place, (west, south, east, north) => gatherBox(gathering, row, west, south, east, north))
    }
  }
  const pack = (): Level | undefined => {
    if (packed !== undefined || changes.size === 0) return packed
    const gathering = startGathering()
    for (const [row, places] of changes) gather(gathering, row, places, new Set())
    return (packed = makeLevel(gathering, zones))
  }
  const settle = () => {
    const newest = pack()
    changes = new Map()
    packed = undefined
    if (newest !== undefined) levels.push(newest)
    levels = levels.filter((level) => level.count > 0)
    while (levels.length > 1 && levels.at(-2)!.count < growth * levels.at(-1)!.count) {
      const [older, newer] = levels.splice(-2)
      levels.push(mergeLevels(older!, newer!))
    }
    // What was struck out still takes room and time.
    levels = levels.map((level) =>
      level.count * 2 < level.countAtFirst ? mergeLevels(level, makeLevel(startGathering(), zones)) : level,
    )
  }
  const strike = (row: number) => {
    for (const level of levels) strikeOut(level, row)
    if (changes.delete(row)) packed = undefined
  }
  /** Asked after packing, because a zone that nobody was in yet may come with the changes. */
  const find = (mark: (level: Level, found: RowSet) => void): Uint32Array => {
    const newest = packed
    const sum = emptyRowSet(greatest + 1)
    const found = emptyRowSet(greatest + 1)
    for (const level of newest === undefined ? levels : [...levels, newest]) {
      mark(level, found)
      addValid(sum, found, level.valid)
    }
    return rowsOf(sum)
  }
  const take = (row: number) => {
    if (!Number.isInteger(row) || row < 0 || row >= mostRows) throw new RangeError(`${row} is no row`)
    greatest = Math.max(greatest, row)
  }

  return {
    get size() {
      return levels.reduce((sum, level) => sum + level.count, changes.size)
    },
    get bytes() {
      // A change that waits is an entry of a map, an array and an object a place.
      return levels.reduce((sum, level) => sum + bytesOfLevel(level), changes.size * 300)
    },
    put(row, places) {
      const checked = checkPlaces(places)
      if (!checked.ok) return checked
      if (places.length === 0) return refuse('targeting/no-place')
      for (const [index, place] of places.entries())
        if (place.kind === 'area' && !zones.ground.idOf.has(place.area))
          return refuse('targeting/unknown-area', { at: `places[${index}]`, area: place.area })
      take(row)
      strike(row)
      changes.set(row, places)
      packed = undefined
      if (changes.size >= mostChanges) settle()
      return ok()
    },
    load(rows) {
      const unknown = new Set<AreaCode>()
      const broken: { row: number; why: string }[] = []
      const gathering = startGathering()
      let taken = 0
      for (const [row, places] of rows) {
        const checked = checkPlaces(places)
        if (!checked.ok) broken.push({ row, why: `${checked.problem.at}: ${checked.problem.details['why']}` })
        else {
          take(row)
          if (taken > 0 || levels.length > 0 || changes.size > 0) strike(row)
          gather(gathering, row, places, unknown)
          if (places.length > 0) taken++
        }
      }
      settle()
      levels.push(makeLevel(gathering, zones))
      settle()
      return { rows: taken, unknownAreas: [...unknown], broken }
    },
    remove: strike,
    inAreas(codes) {
      pack()
      const told = toldByAreas(zones, codes)
      return find((level, found) => {
        markZones(level, told.zones, found)
        markWide(level, zones.ground, told.wide, found)
      })
    },
    inShape(shape) {
      pack()
      const named = namedByShape(zones, shape)
      return find((level, found) => {
        markZones(level, named, found)
        markShape(level, shape, found)
      })
    },
    areasOf(places) {
      const { ground } = zones
      const ids = places.flatMap((place) => {
        if (place.kind === 'area') return ground.idOf.get(place.area) ?? []
        return boxesOf(place).flatMap((box) =>
          withoutGaps(ground, smallest(ground, areasMet(ground, box)), box),
        )
      })
      return [...new Set(ids)].sort((a, b) => a - b).map((id) => ground.codes[id]!)
    },
    useMap(next) {
      if (next === zones.ground.map) return
      settle()
      const before = zones
      zones = openZones(groundOf(next))
      for (const level of levels) rezone(level, zones, (zone) => zoneOnNewMap(before, zone, zones))
    },
  }
}
