/** What is in force as GeoJSON (RFC 7946): one feature for each line of the board, without geometry where none is known. */
import { nameOf, type Area, type AreaCode, type Shape } from '#areas'
import { english, type Instant, type Json, type JsonObject, type Mode } from '#base'
import { dangerSaid, type ThreatBook } from '#threats'
import type { BoardLine } from './board.ts'
import { statusOf } from './to-cap.ts'

export const geoJsonMediaType = 'application/geo+json'

export interface InForceGeoJson extends JsonObject {
  readonly type: 'FeatureCollection'
  /** Foreign member (RFC 7946 §6.1): none of the features may be taken for another mode's. */
  readonly mode: Mode
  readonly generatedAt: Instant
  readonly features: readonly LineFeature[]
}

export interface LineFeature extends JsonObject {
  readonly type: 'Feature'
  readonly id: string
  readonly geometry: JsonObject | null
  readonly properties: JsonObject
}

/**
 * The lines of one mode, in an order that depends on nothing but them. `approximate: true` marks a shape that was derived
 * and not surveyed; a line whose area has no shape has `geometry: null`, and still its names and codes.
 * An id is the line's own and stays the same as long as it stands; properties that CAP has elements for bear their names as well.
 * Coordinates are WGS 84 degrees, longitude first, to 0.00001° (1.1 m).
 */
export function inForceGeoJson(now: {
  readonly lines: Iterable<BoardLine>
  readonly mode: Mode
  readonly at: Instant
  readonly book: ThreatBook
  readonly areas: { get(code: AreaCode): Area | undefined }
}): InForceGeoJson {
  const { mode, at, book, areas } = now
  const features = [...now.lines]
    .filter((line) => line.mode === mode)
    .map((line) => featureOf(line, book, areas.get(line.area)))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return { type: 'FeatureCollection', mode, generatedAt: at, features }
}

function featureOf(line: BoardLine, book: ThreatBook, area: Area | undefined): LineFeature {
  const threat = book.threat(line.threat)
  const ladder = book.ladder(line.ladder)
  const level = book.level(line.ladder, line.level)
  const alerts = [...line.alerts].sort((a, b) => (a.alert < b.alert ? -1 : 1))
  const since = alerts.map((one) => one.since).sort()[0]
  // The line stands as long as the last of its alerts does.
  const renewBy = alerts
    .map((one) => one.renewBy)
    .sort()
    .at(-1)
  const said = ladder && level && threat && dangerSaid(ladder, level, threat, english)
  return {
    type: 'Feature',
    id: [line.area, line.threat, line.ladder, line.level].join('/'),
    geometry: area?.shape === undefined ? null : geometryOf(area.shape),
    properties: {
      // As CAP names them, for readers that know it (CAP 1.2 §3.2).
      status: statusOf(line.mode),
      event: said ?? threat?.names[english] ?? line.threat,
      category: threat?.category,
      urgency: level?.urgency ?? 'Unknown',
      severity: level?.severity ?? 'Unknown',
      certainty: level?.certainty ?? 'Unknown',
      areaDesc: area === undefined ? line.area : nameOf(area, english),
      onset: since,
      expires: renewBy,
      incidents: alerts.map(({ alert }) => alert).join(' '),
      mode: line.mode,
      area: line.area,
      name: area === undefined ? line.area : nameOf(area, english),
      names: area?.names,
      codes: area?.codes,
      approximate: area?.shape === undefined ? undefined : area.shapeQuality !== 'surveyed',
      threat: line.threat,
      threatNames: threat?.names,
      ladder: line.ladder,
      level: line.level,
      levelNames: level?.names,
      gravity: line.gravity,
      height: line.height,
      colour: level?.colour,
      since,
      renewBy,
      alerts: alerts.map(({ alert, since, renewBy, flagged }) => ({ alert, since, renewBy, flagged })),
    },
  }
}

function geometryOf(shape: Shape): JsonObject {
  const polygons = shape.map((polygon) =>
    polygon.map((ring) => ring.map(({ lon, lat }): Json => [rounded(lon), rounded(lat)])),
  )
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons }
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
