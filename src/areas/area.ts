/** A named piece of territory. It always has a code and a name; a shape it may gain later. */
import type { Brand, InLanguages, Language } from '#base'

/**
 * An area's code, unique in the whole installation and taken from a public scheme:
 * `RU-LIP` (ISO 3166-2), `gn:535121` (GeoNames), `UA05020030000031457` (KATOTTH).
 */
export type AreaCode = Brand<string, 'AreaCode'>

/** From the largest to the smallest; a parent stands above its children. */
export const areaKinds = ['country', 'region', 'district', 'municipality', 'settlement'] as const
export type AreaKind = (typeof areaKinds)[number]

/** WGS 84 degrees. */
export interface LonLat {
  readonly lon: number
  readonly lat: number
}

/** One ring: first and last point are the same; outer rings run counter-clockwise, holes clockwise (RFC 7946 §3.1.6). */
export type Ring = readonly LonLat[]
/** An outer ring, then its holes. */
export type Polygon = readonly Ring[]
export type Shape = readonly Polygon[]

/** How far a shape can be trusted: `surveyed` came from a boundary data set, `approximate` was derived from centres. */
export type ShapeQuality = 'surveyed' | 'approximate'

export interface Area {
  readonly code: AreaCode
  readonly kind: AreaKind
  readonly parent: AreaCode | null
  /** The official name in each language it is known in; at least one. */
  readonly names: InLanguages<string>
  /** Other spellings that people use, in any language. */
  readonly aliases?: readonly string[]
  /** Codes in other schemes: `{ geonames: '535121', 'iso3166-2': 'RU-LIP', 'ukraine-alarm': '31' }`. */
  readonly codes?: { readonly [scheme: string]: string }
  readonly centre?: LonLat
  /** People living there, by the pack's source. */
  readonly population?: number
  readonly shape?: Shape
  readonly shapeQuality?: ShapeQuality
  /**
   * Whether the areas below it make up all of it. Only what is wholly divided is ever said for the sum of its parts
   * or taken apart for an exception: a country of which one region is loaded is not that region.
   */
  readonly divided?: 'wholly' | 'partly'
}

/** The name in a language, or the first language of `fallbacks` that has one, or any: a name is never missing, its language may differ. */
export function nameOf(
  area: { readonly names: InLanguages<string> },
  ...languages: readonly Language[]
): string {
  for (const language of languages) {
    const name = area.names[language]
    if (name !== undefined) return name
  }
  return Object.values(area.names)[0] ?? ''
}
