/** Where somebody wants to be warned: an area they named, a point, or a box that says no more than roughly where. */
import { ok, refuse, type Result } from '#base'
import type { AreaCode, Bounds, LonLat } from '#areas'

/**
 * One place of a subscription. A box is for a coarse location: wherever in it the person may be, they must be told.
 * Degrees in WGS 84; a box whose `west` is greater than its `east` crosses the antimeridian (RFC 7946 §5.2).
 */
export type Place =
  | { readonly kind: 'area'; readonly area: AreaCode }
  | { readonly kind: 'point'; readonly at: LonLat }
  | ({ readonly kind: 'box' } & Bounds)

const sound = ok()

/** Refuses what lies nowhere on Earth, a box upside down, and a number that is none; `at` names the place in the list. */
export function checkPlaces(places: readonly Place[]): Result<void, 'targeting/bad-place'> {
  for (let index = 0; index < places.length; index++) {
    const why = faultOf(places[index]!)
    if (why !== undefined) return refuse('targeting/bad-place', { at: `places[${index}]`, why })
  }
  return sound
}

function faultOf(place: Place): string | undefined {
  if (place.kind === 'area') return undefined
  if (place.kind === 'point')
    return onEarth(place.at.lon, place.at.lat) ? undefined : 'the point is not on Earth'
  if (!onEarth(place.west, place.south) || !onEarth(place.east, place.north))
    return 'a corner of the box is not on Earth'
  return place.south > place.north ? 'the box’s south lies north of its north' : undefined
}

function onEarth(lon: number, lat: number): boolean {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90
}

/**
 * Tells the plane boxes that a point or a box is, one for each pair of coordinates under which the same ground is known:
 * the antimeridian has two longitudes, and a pole has all of them.
 */
export function eachBox(
  place: Exclude<Place, { kind: 'area' }>,
  tell: (west: number, south: number, east: number, north: number) => void,
): void {
  const point = place.kind === 'point'
  const west = point ? place.at.lon : place.west
  const south = point ? place.at.lat : place.south
  const east = point ? place.at.lon : place.east
  const north = point ? place.at.lat : place.north
  if (west <= east) {
    tell(west, south, east, north)
    if (west === -180 && east < 180) tell(180, south, 180, north)
    if (east === 180 && west > -180) tell(-180, south, -180, north)
  } else {
    tell(west, south, 180, north)
    tell(-180, south, east, north)
  }
  if (west === -180 && east === 180) return
  if (south === -90) tell(-180, -90, 180, -90)
  if (north === 90) tell(-180, 90, 180, 90)
}

export function boxesOf(place: Exclude<Place, { kind: 'area' }>): Bounds[] {
  const boxes: Bounds[] = []
  eachBox(place, (west, south, east, north) => void boxes.push({ west, south, east, north }))
  return boxes
}
