/** A bounding box as apps send it: numbers or their texts, and in some versions the wrong way round. */
import type { Bounds } from '#areas'
import { ok, refuse, type Result } from '#base'

type Refusal = 'fpas/missing' | 'fpas/bad-box'

/** The names they have now, and those of older apps. */
const sides = {
  south: ['min_lat', 'minlat'],
  north: ['max_lat', 'maxlat'],
  west: ['min_lon', 'minlon'],
  east: ['max_lon', 'maxlon'],
} as const

/** Whether any side is there at all. */
export function hasBox(from: Readonly<Record<string, unknown>>): boolean {
  return Object.values(sides).some((names) => names.some((name) => isThere(from[name])))
}

/**
 * Degrees, WGS 84. A south above its north is turned round: FOSS Warn asks so when somebody taps the map. A west beyond its
 * east is over the antimeridian if that way round is the shorter one, and turned round otherwise. A point and the whole world
 * are boxes too.
 */
export function readBox(from: Readonly<Record<string, unknown>>): Result<Bounds, Refusal> {
  const read: { -readonly [side in keyof Bounds]?: number } = {}
  for (const side of ['south', 'north', 'west', 'east'] as const) {
    const [name] = sides[side]
    const value = from[sides[side].find((one) => isThere(from[one])) ?? name]
    if (!isThere(value) || value === '') return refuse('fpas/missing', { at: name, what: name })
    const degrees = degreesIn(value)
    const most = side === 'south' || side === 'north' ? 90 : 180
    if (degrees === undefined || Math.abs(degrees) > most)
      return refuse('fpas/bad-box', { at: name, value: String(value).slice(0, 40), most })
    read[side] = degrees
  }
  const { south, north, west, east } = read as Bounds
  const [low, high] = south <= north ? [south, north] : [north, south]
  const turned = west > east && west - east <= 180
  return ok({ south: low, north: high, west: turned ? east : west, east: turned ? west : east })
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}

function degreesIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value))
    return undefined
  return Number(value)
}
