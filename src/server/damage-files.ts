/** Damage as files: CSV and GeoJSON by area for whoever reads the tally; exact points for those alone who may see them. */
import { nameOf, toGeometry, type AreaCode } from '#areas'
import { english, type JsonObject } from '#base'
import { csvLine } from '#people'
import { plainly } from './damage-desk.ts'
import type { DamageViews } from './damage-views.ts'
import type { System } from './system.ts'
import { byteOrderMark } from './timeline-csv.ts'

type Tallies = Awaited<ReturnType<DamageViews['tallies']>>
type Assets = Awaited<ReturnType<DamageViews['assets']>>

/** A line for each standing; who says it stands beside, each with its own number, and so do the facts. */
export function tallyCsv(occurrence: string, tallies: Tallies): string {
  const head = csvLine([
    ...['occurrence', 'area', 'name', 'subject', 'standing', 'at least', 'at most', 'by', 'facts'],
  ])
  const lines = tallies.flatMap(({ area, names, subject, lines: those, disputed }) => {
    const row = (standing: string, least: number | string, most: number | null | string, by: Said) =>
      csvLine([
        ...[occurrence, area, names[english] ?? Object.values(names)[0] ?? area, subject, standing],
        ...[String(least), most === null ? 'unknown' : String(most)],
        by
          .map(({ kind, name, ref, status, atLeast, atMost }) => {
            const count = atMost === atLeast ? `${atLeast}` : `${atLeast}–${atMost ?? '?'}`
            return `${name ?? `${kind} ${ref}`}: ${count} (${status})`
          })
          .join('; '),
        by.flatMap(({ facts }) => facts).join(' '),
      ])
    return [
      ...those.map(({ standing, atLeast, atMost, by }) => row(standing, atLeast, atMost, by)),
      ...disputed.map((one) => row('disputed', one.atLeast, one.atMost, [one, ...one.against])),
    ]
  })
  return byteOrderMark + head + lines.join('')
}
type Said = Tallies[number]['saidOfAll']

/** A feature for each area and subject, in the area's own shape: nothing in it is nearer than the area. */
export function tallyGeoJson({ areas }: Pick<System, 'areas'>, tallies: Tallies): JsonObject {
  return {
    type: 'FeatureCollection',
    features: tallies.map(({ area, names, subject, lines, assets }) => {
      const shape = areas.hierarchy().get(area as AreaCode)?.shape
      return {
        type: 'Feature',
        geometry: shape === undefined ? null : toGeometry(shape),
        properties: {
          ...{ area, name: nameOf({ names }, english), subject, assets },
          lines: plainly(lines.map(({ standing, atLeast, atMost }) => ({ standing, atLeast, atMost }))),
        },
      }
    }),
  }
}

/** Exact points: never for the public. */
export function assetsGeoJson({ assets }: Assets): JsonObject {
  return {
    type: 'FeatureCollection',
    features: assets.map(({ id, area, subject, address, lon, lat, into, observations }) => ({
      ...{ type: 'Feature', id },
      geometry: lon === null || lat === null ? null : { type: 'Point', coordinates: [lon, lat] },
      properties: { area, subject, address, into: into?.asset ?? null, observations },
    })),
  }
}
