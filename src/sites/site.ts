/** A site is a place whose failure is itself a danger; it has rings around it, stations that measure, and numbers to call. */
import type { LonLat } from '#areas'
import { ok, refuse, type Brand, type Instant, type Milliseconds, type Result } from '#base'
import type { Quantity } from './quantity.ts'

export type SiteId = Brand<string, 'SiteId'>
/** As its network calls it: `065320010`. */
export type StationId = Brand<string, 'StationId'>

export const siteKinds = ['nuclear-plant', 'dam', 'chemical-works', 'measuring-network'] as const
export type SiteKind = (typeof siteKinds)[number]

export interface Ring {
  readonly name: string
  readonly radiusKm: number
}

export interface Hotline {
  readonly name: string
  /** As it is dialled. */
  readonly number: string
}

export interface Station {
  readonly id: StationId
  readonly name: string
  readonly at: LonLat
  readonly quantity: Quantity
  /** How often it speaks when all is well. */
  readonly every: Milliseconds
  /** What it speaks through: a modem, a mast, a concentrator. Stations that share one fall silent together when it goes. */
  readonly link: string | null
  /** Its owner's line from which a value is danger whatever its past was, in the quantity's unit; none where null. */
  readonly threshold: number | null
}

/** What somebody who may judge said or saw there: evidence, with the document or the claim it rests on. */
export interface Statement {
  readonly id: string
  readonly at: Instant
  readonly kind: 'visit' | 'statement'
  /** A document or a claim of the evidence desk. */
  readonly evidence: string
}

export interface Site {
  readonly id: SiteId
  readonly name: string
  readonly kind: SiteKind
  readonly at: LonLat
  /** From the smallest to the largest. */
  readonly rings: readonly Ring[]
  readonly hotlines: readonly Hotline[]
  readonly stations: readonly Station[]
}

export type SiteRefusal = 'sites/bad-site'

/** The site with its rings in order, or what is wrong with it: radii, doubled stations, places off the globe. */
export function checkSite(site: Site): Result<Site, SiteRefusal> {
  const bad = (at: string, why: string) => refuse('sites/bad-site', { at, why })
  if (!isOnGlobe(site.at)) return bad('at', 'the place is not on the globe')
  const rings = [...site.rings].sort((a, b) => a.radiusKm - b.radiusKm)
  for (const [index, { radiusKm }] of rings.entries()) {
    if (!(radiusKm > 0 && radiusKm <= 1_000)) return bad('rings', 'a radius is over 0 and at most 1,000 km')
    if (rings[index - 1]?.radiusKm === radiusKm) return bad('rings', 'two rings have one radius')
  }
  const ids = new Set<string>()
  for (const [index, station] of site.stations.entries()) {
    const at = `stations[${index}]`
    if (ids.has(station.id)) return bad(at, `the station ${station.id} stands twice`)
    ids.add(station.id)
    if (!isOnGlobe(station.at)) return bad(at, 'the place is not on the globe')
    if (!(station.every >= 1_000 && station.every <= 86_400_000))
      return bad(at, 'it speaks every second at most and once a day at least')
    if (station.threshold !== null && !Number.isFinite(station.threshold))
      return bad(at, 'the threshold is no number')
  }
  return ok({ ...site, rings })
}

function isOnGlobe({ lon, lat }: LonLat): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}
