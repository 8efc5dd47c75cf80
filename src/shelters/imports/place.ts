/** Where a row says a shelter is; swapped coordinates are mended where only that makes sense, everything else is refused. */
import { kilometresBetween, type LonLat } from '#areas'
import type { Json } from '#base'
import { clean, findText, readDegrees } from './cell.ts'
import type { RowNotes } from './finding.ts'
import type { Mapping, Rule } from './mapping.ts'
import type { Row } from './table.ts'

/** Where the shelters of a list should be. */
export interface Region {
  isInside(at: LonLat): boolean
  /** Not inside, but so near that a border drawn roughly may be why. */
  isBeside(at: LonLat): boolean
}

/** As written, on the globe or not; undefined when it was refused, and the note says why. */
export function readPlace(row: Row, mapping: Mapping, notes: RowNotes): LonLat | undefined {
  const { lon, lat, point } = mapping
  if (lon !== undefined && lat !== undefined) return fromTwo(row, lon, lat, notes)
  if (point === 'geometry') return fromGeometry(row.geometry, notes)
  if (point !== undefined) return fromOne(row, point, notes)
  notes('no-place')
  return undefined
}

function fromTwo(row: Row, lon: Rule, lat: Rule, notes: RowNotes): LonLat | undefined {
  const [east, north] = [findText(lon, row, notes), findText(lat, row, notes)]
  if (east.text === '' && north.text === '') {
    notes('no-place')
    return undefined
  }
  const at = {
    lon: readDegrees(east.text, east.field, notes),
    lat: readDegrees(north.text, north.field, notes),
  }
  if (at.lon !== undefined && at.lat !== undefined) return { lon: at.lon, lat: at.lat }
  const bad = at.lon === undefined ? east : north
  notes('place-unreadable', { field: bad.field, was: bad.text })
  return undefined
}

function fromOne(
  { cells }: Row,
  { from, order }: { readonly from: string; readonly order: 'lon-lat' | 'lat-lon' },
  notes: RowNotes,
): LonLat | undefined {
  const cell = cells.get(from)
  const text = cell === undefined ? '' : clean(cell, from, notes).replace(/^[([]|[)\]]$/g, '')
  if (text === '') {
    notes('no-place')
    return undefined
  }
  // `50,30753; 34,90269` has decimal commas, `50.30753, 34.90269` has not.
  const parts = /[;|]/.test(text)
    ? text.split(/[;|]/)
    : text.includes('.')
      ? text.split(/,|\s+/)
      : text.split(/\s+/)
  const numbers = parts
    .map((part) => part.trim().replace(/,$/, ''))
    .filter((part) => part !== '')
    .map((part) => readDegrees(part, from, notes))
  const [first, second] = numbers
  if (numbers.length !== 2 || first === undefined || second === undefined) {
    notes('place-unreadable', { field: from, was: text })
    return undefined
  }
  return order === 'lon-lat' ? { lon: first, lat: second } : { lon: second, lat: first }
}

function fromGeometry(geometry: Json | undefined, notes: RowNotes): LonLat | undefined {
  const { type, coordinates } = (geometry ?? {}) as { readonly type?: Json; readonly coordinates?: Json }
  if (coordinates === undefined || coordinates === null) {
    notes('no-place')
    return undefined
  }
  const points: LonLat[] = []
  collect(coordinates, points)
  if (points.length === 0) {
    notes('place-unreadable', { was: JSON.stringify(coordinates) })
    return undefined
  }
  if (type !== 'Point') notes('not-a-point', { was: String(type) })
  const [only] = points
  if (points.length === 1) return only
  // The middle of what it covers: of a house, a metre or two from the door’s own place.
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return { lon: middle(points.map((at) => at.lon)), lat: middle(points.map((at) => at.lat)) }
}

const mostPoints = 10_000

function collect(value: Json, points: LonLat[]): void {
  if (!Array.isArray(value) || points.length >= mostPoints) return
  const [lon, lat] = value as readonly Json[]
  if (typeof lon === 'number' && typeof lat === 'number') points.push({ lon, lat })
  else for (const inner of value as readonly Json[]) collect(inner, points)
}

const isOnGlobe = ({ lon, lat }: LonLat) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90

/** The middle of the list: half of its places lie east, half north of it. */
export function middleOf(places: readonly LonLat[]): LonLat | undefined {
  const onGlobe = places.filter(isOnGlobe)
  if (onGlobe.length < 3) return undefined
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!
  return { lon: median(onGlobe.map(({ lon }) => lon)), lat: median(onGlobe.map(({ lat }) => lat)) }
}

const farKilometres = 1_000
const nearKilometres = 200

/** The place as it is taken; undefined when it was refused. `middle` is that of the whole list. */
export function settlePlace(
  written: LonLat,
  { region, middle }: { readonly region: Region | undefined; readonly middle: LonLat | undefined },
  notes: RowNotes,
): LonLat | undefined {
  const swapped = { lon: written.lat, lat: written.lon }
  const was = `${written.lon}, ${written.lat}`
  if (written.lon === 0 && written.lat === 0) {
    notes('null-island', { was })
    return undefined
  }
  const isRight = isOnGlobe(written) && (region === undefined || region.isInside(written))
  const isFar = (at: LonLat) => middle !== undefined && kilometresBetween(at, middle) > farKilometres
  const isNear = (at: LonLat) => middle !== undefined && kilometresBetween(at, middle) < nearKilometres
  const isRightSwapped =
    isOnGlobe(swapped) &&
    (region === undefined ? !isOnGlobe(written) || isNear(swapped) : region.isInside(swapped))
  if ((!isRight || (region === undefined && isFar(written))) && isRightSwapped) {
    notes('swapped-mended', { was })
    return settled(swapped, notes)
  }
  if (!isOnGlobe(written)) {
    notes('not-on-globe', { was })
    return undefined
  }
  if (isRight) return settled(written, notes)
  if (!region!.isBeside(written)) {
    notes('outside-region', { was })
    return undefined
  }
  notes('beside-region', { was })
  return settled(written, notes)
}

/** Seven places of a degree are a centimetre; two are a kilometre, and no door. */
function settled({ lon, lat }: LonLat, notes: RowNotes): LonLat {
  const isRound = (degrees: number) => Math.abs(degrees * 100 - Math.round(degrees * 100)) < 1e-9
  if (isRound(lon) && isRound(lat)) notes('coarse-place', { was: `${lon}, ${lat}` })
  return { lon: Math.round(lon * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 }
}
