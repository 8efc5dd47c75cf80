/** Who can help when a siren stays silent: the nearest other sirens, and the operators next door. */
import type { AreaCode, LonLat } from '#areas'
import type { Siren, SirenId } from './siren.ts'

export interface Escalation {
  readonly siren: Siren
  readonly notice: string
  readonly status: 'failed' | 'silent' | 'unknown'
  /** The siren's own operator, then those of its area and of the neighbouring ones, each once. */
  readonly operators: readonly string[]
  /** The nearest other sirens first; empty where positions are not known. */
  readonly nearest: readonly { readonly siren: SirenId; readonly metres: number }[]
}

/** At most three sirens; those of which we know that they fail are passed over. */
export function helpFor(
  silent: Siren,
  sirens: readonly Siren[],
  neighbours: (area: AreaCode) => readonly AreaCode[],
  fails: (siren: SirenId) => boolean,
): Pick<Escalation, 'operators' | 'nearest'> {
  const near = new Set([silent.area, ...neighbours(silent.area)])
  const operators = new Set([silent.operator])
  const nearest: { siren: SirenId; metres: number }[] = []
  for (const other of sirens) {
    if (other.id === silent.id) continue
    if (near.has(other.area)) operators.add(other.operator)
    if (silent.position !== undefined && other.position !== undefined && !fails(other.id))
      nearest.push({ siren: other.id, metres: Math.round(metresBetween(silent.position, other.position)) })
  }
  nearest.sort((a, b) => a.metres - b.metres)
  return { operators: [...operators], nearest: nearest.slice(0, 3) }
}

const earthRadiusMetres = 6_371_008.8 // mean radius, IUGG 1980

/** Great-circle distance by the haversine formula. */
export function metresBetween(a: LonLat, b: LonLat): number {
  const radians = Math.PI / 180
  const dLat = (b.lat - a.lat) * radians
  const dLon = (b.lon - a.lon) * radians
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h)))
}
