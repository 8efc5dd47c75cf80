/** What an alarm proposes to warn of and how far around: a starting point for a person, never a decision. */
import { kilometresBetween, type LonLat, type Shape } from '#areas'
import type { Quantity } from './quantity.ts'
import type { Site, SiteKind, Station } from './site.ts'

/** Ids of the catalogue of threats. */
export type SiteThreat = 'radiation' | 'chemical' | 'dam-failure' | 'flood'

const threatOfKind: { readonly [kind in SiteKind]: SiteThreat | null } = {
  ...{ 'nuclear-plant': 'radiation', 'chemical-works': 'chemical', dam: 'dam-failure' },
  // It watches a country, not a place that fails: what is raised says what it is.
  'measuring-network': null,
}
const threatOfQuantity: { readonly [quantity in Quantity]: SiteThreat | null } = {
  ...{ 'gamma-dose-rate': 'radiation', 'gas-concentration': 'chemical' },
  ...{ 'water-level': 'flood', discharge: 'flood', rain: null },
}

/** Null where what is raised is no danger of its own. */
export function threatOf(kind: SiteKind, raised: readonly Pick<Station, 'quantity'>[]): SiteThreat | null {
  const measured = raised.map(({ quantity }) => threatOfQuantity[quantity]).find((threat) => threat !== null)
  return threatOfKind[kind] ?? measured ?? null
}

/** Around what and how far: the smallest ring that holds every raised station; beyond the last ring, that one. */
export function ringMeant(
  { at, rings }: Pick<Site, 'at' | 'rings'>,
  raised: readonly Pick<Station, 'at'>[],
): { readonly name: string; readonly radiusKm: number } | undefined {
  const farthest = Math.max(0, ...raised.map((station) => kilometresBetween(at, station.at)))
  return rings.find(({ radiusKm }) => radiusKm >= farthest) ?? rings.at(-1)
}

const earthKm = 6_371.0088
const corners = 72

/** All points so far from a place, as a shape: counter-clockwise, closed. */
export function circleAround({ lon, lat }: LonLat, radiusKm: number): Shape {
  const [far, radians] = [radiusKm / earthKm, Math.PI / 180]
  const [sin, cos] = [Math.sin(lat * radians), Math.cos(lat * radians)]
  const ring = Array.from({ length: corners }, (_, index): LonLat => {
    const heading = -(index / corners) * 2 * Math.PI
    const there = Math.asin(sin * Math.cos(far) + cos * Math.sin(far) * Math.cos(heading))
    const east = Math.atan2(Math.sin(heading) * Math.sin(far) * cos, Math.cos(far) - sin * Math.sin(there))
    return { lon: Number((lon + east / radians).toFixed(5)), lat: Number((there / radians).toFixed(5)) }
  })
  return [[[...ring, ring[0]!]]]
}
