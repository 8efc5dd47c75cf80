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

/** Refuses what lies nowhere on Earth, a box upside down, and a number that is none; `at` names the place in the list. */
export function checkPlaces(places: readonly Place[]): Result<void, 'targeting/bad-place'> {
  for (const [index, place] of places.entries()) {
    const why = faultOf(place)
    if (why !== undefined) return refuse('targeting/bad-place', { at: `places[${index}]`, why })
  }
  return ok()
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
 * The plane boxes that a point or a box is, told once for each pair of coordinates under which the same ground is known:
 * the antimeridian has two longitudes, and a pole has all of them.
 */
export function boxesOf(place: Exclude<Place, { kind: 'area' }>): Bounds[] {
  const box: Bounds =
    place.kind === 'box'
      ? place
      : { west: place.at.lon, south: place.at.lat, east: place.at.lon, north: place.at.lat }
  const { west, south, east, north } = box
  const boxes: Bounds[] =
    west <= east
      ? [{ west, south, east, north }]
      : [
          { west, south, east: 180, north },
          { west: -180, south, east, north },
        ]
  if (west === -180 && east < 180) boxes.push({ west: 180, south, east: 180, north })
  if (east === 180 && west > -180 && west <= east) boxes.push({ west: -180, south, east: -180, north })
  for (const pole of [-90, 90])
    if ((south === pole || north === pole) && !(west === -180 && east === 180))
      boxes.push({ west: -180, south: pole, east: 180, north: pole })
  return boxes
}
