/** Which areas of this installation a CAP area means: by its codes where we know them, by its shapes where we don't. */
import { areasMeantBy, type Area, type AreaCode, type Hierarchy, type Ring } from '#areas'
import type { CapArea, CapCircle, CapPoint, CapValue } from '#cap'

export interface Codes {
  /** The area that a public scheme knows by this code. */
  find(scheme: string, code: string): AreaCode | undefined
}

/** Indexes the codes that areas have in other schemes; a map changes seldom, so this is made once for each. */
export function codesOn(hierarchy: Hierarchy): Codes {
  const bySchemes = new Map<string, Map<string, AreaCode>>()
  const note = (scheme: string, code: string, area: Area) => {
    const known = bySchemes.get(scheme) ?? new Map<string, AreaCode>()
    bySchemes.set(scheme, known)
    known.set(plain(code), area.code)
  }
  for (const area of hierarchy.all())
    for (const [scheme, code] of Object.entries(area.codes ?? {})) note(plain(scheme), code, area)
  return {
    find(scheme, code) {
      if (plain(scheme) === 'tocsinarea') return hierarchy.get(code as AreaCode)?.code
      // Codes as long as KATOTTH's or those of ISO 3166-2 are nobody else's, whatever the scheme is called there.
      const own = /^([A-Z]{2}-[A-Z0-9]{1,3}|UA\d{17})$/.test(code)
        ? hierarchy.get(code as AreaCode)
        : undefined
      return bySchemes.get(plain(scheme))?.get(plain(code)) ?? own?.code
    },
  }
}

/** `ISO3166-2` and `iso3166-2` are one scheme. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** The areas meant; empty where none of ours is, which is an answer: it isn't for us, or we can't tell. */
export function areasOf(area: CapArea, hierarchy: Hierarchy, codes: Codes): AreaCode[] {
  const coded = (area.geocode ?? []).flatMap(({ valueName, value }: CapValue) =>
    value.split(/[\s,;]+/).flatMap((one) => codes.find(valueName, one) ?? []),
  )
  if (coded.length > 0) return [...new Set(coded)]
  const rings = [...(area.polygon ?? []).map(closed), ...(area.circle ?? []).flatMap(around)]
  return [...new Set(rings.flatMap((ring) => areasMeantBy([[ring]], hierarchy)))]
}

function closed(ring: readonly CapPoint[]): Ring {
  const [first, last] = [ring[0], ring.at(-1)]
  return first === undefined || (first.lat === last?.lat && first.lon === last.lon) ? ring : [...ring, first]
}

const corners = 48
const kilometresPerDegree = 111.195

/** A ring drawn around the circle, so that nobody within it is left out; a circle of no size is a spot of a hundred metres. */
function around({ centre, radiusKilometres }: CapCircle): Ring[] {
  const reach = Math.max(radiusKilometres, 0.1) / kilometresPerDegree / Math.cos(Math.PI / corners)
  // Where a degree of longitude has no length, a circle is no ring on a map of degrees.
  if (Math.abs(centre.lat) + reach >= 89) return []
  const stretch = 1 / Math.cos((centre.lat * Math.PI) / 180)
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    return {
      lon: centre.lon + reach * stretch * Math.cos(angle),
      lat: centre.lat + reach * Math.sin(angle),
    }
  })
  return [[...ring, ring[0]!]]
}
