/** GeoJSON (RFC 7946) in and out; the only place where longitude and latitude travel as a pair. */
import { refuse, type Json, type JsonObject, type Result } from '#base'
import type { Area, Shape } from '../area.ts'
import { isObject } from '../json-object.ts'
import { repairShape, type RawPolygons, type Repaired } from './repair.ts'

/** A Polygon or MultiPolygon of the shape; a single part is written as a Polygon. */
export function toGeometry(shape: Shape): JsonObject {
  const polygons = shape.map((polygon) => polygon.map((ring) => ring.map(({ lon, lat }) => [lon, lat])))
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons }
}

/** A Feature with what a map needs: code, names, kind, how far the shape can be trusted; `geometry` is null without a shape. */
export function toGeoJson(area: Area): JsonObject {
  return {
    type: 'Feature',
    id: area.code,
    properties: {
      code: area.code,
      kind: area.kind,
      parent: area.parent,
      names: area.names,
      ...(area.population === undefined ? {} : { population: area.population }),
      ...(area.centre === undefined ? {} : { centre: [area.centre.lon, area.centre.lat] }),
      ...(area.shapeQuality === undefined ? {} : { shapeQuality: area.shapeQuality }),
    },
    geometry: area.shape === undefined ? null : toGeometry(area.shape),
  }
}

/** Reads and repairs a Polygon or MultiPolygon (RFC 7946 §3.1.6, §3.1.7); other geometries are no areas. */
export function readGeometry(geometry: unknown): Result<Repaired, 'areas/bad-shape'> {
  if (isObject(geometry) && Array.isArray(geometry.coordinates)) {
    const { type, coordinates } = geometry
    if (type === 'Polygon') return readPolygons([coordinates])
    if (type === 'MultiPolygon') return readPolygons(coordinates)
  }
  const type = isObject(geometry) ? String(geometry.type) : String(geometry)
  return refuse('areas/bad-shape', { fault: 'not-a-polygon', why: `a ${type} has no inside` })
}

function readPolygons(polygons: readonly unknown[]): Result<Repaired, 'areas/bad-shape'> {
  for (const [index, polygon] of polygons.entries())
    if (!Array.isArray(polygon) || !polygon.every(Array.isArray))
      return refuse('areas/bad-shape', { fault: 'not-numbers', why: `polygon ${index} is no list of rings` })
  return repairShape(polygons as unknown as RawPolygons)
}

export interface Feature {
  readonly properties: JsonObject
  readonly geometry: Json
}

/** The features of a FeatureCollection, or of a lone Feature; geometries are not looked into yet. */
export function readFeatures(json: Json): readonly Feature[] | undefined {
  if (!isObject(json)) return undefined
  const raw = json.type === 'FeatureCollection' ? json.features : json.type === 'Feature' ? [json] : undefined
  if (!Array.isArray(raw)) return undefined
  return raw.map((feature: Json) => ({
    properties: isObject(feature) && isObject(feature.properties) ? feature.properties : {},
    geometry: isObject(feature) ? (feature.geometry ?? null) : null,
  }))
}
