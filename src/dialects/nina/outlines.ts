/** Where a warning holds, as GeoJSON: one feature for each of its areas whose outline is known. */
import type { Notice } from '#alerts'
import type { Shape } from '#areas'
import type { JsonObject } from '#base'
import type { Picture } from '../dialect.ts'
import { warningId } from './warning-id.ts'

/** `areaId` is the one among the geocodes of the warning's area. */
export function outlines({ alert, areas }: Notice, { hierarchy }: Picture): JsonObject {
  return {
    type: 'FeatureCollection',
    features: areas.flatMap(({ code }, index) => {
      const shape = hierarchy.get(code)?.shape
      if (shape === undefined) return []
      return [
        {
          type: 'Feature',
          geometry: geometryOf(shape),
          properties: { warnId: warningId(alert), areaId: index },
        },
      ]
    }),
  }
}

function geometryOf(shape: Shape): JsonObject {
  const polygons = shape.map((polygon) =>
    polygon.map((ring) => ring.map(({ lon, lat }) => [toMetres(lon), toMetres(lat)])),
  )
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons }
}

/** To 0.00001°, 1.1 m. */
function toMetres(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
