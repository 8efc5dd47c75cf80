/** A map style of warnings alone, to be laid over any map: MapLibre's style language, version 8. */
import type { JsonObject } from '#base'

/** What a drill or a test is drawn in, so that nobody takes it for a danger. */
const notLive = '#0e7490'
const colours = { Extreme: '#b91c1c', Severe: '#ea580c', Moderate: '#ca8a04', Minor: '#15803d' } as const
const otherwise = '#1d4ed8'

/** `source` and `layer` name where the shapes come from. */
export function alertsOnlyStyle(source: JsonObject, layer?: string): JsonObject {
  const status = ['get', 'status']
  const severities = Object.entries(colours).flatMap(([severity, colour]) => [severity, colour])
  const colour = [
    'case',
    ['in', status, ['literal', ['Exercise', 'Test']]],
    notLive,
    ['match', ['get', 'severity'], ...severities, otherwise],
  ]
  const from = { source: 'alerts', ...(layer === undefined ? {} : { 'source-layer': layer }) }
  return {
    version: 8,
    name: 'Warnings',
    sources: { alerts: source },
    layers: [
      {
        ...{ id: 'alert-areas', type: 'fill', ...from },
        paint: { 'fill-color': colour, 'fill-opacity': 0.25 },
      },
      {
        ...{ id: 'alert-outlines', type: 'line', ...from },
        paint: { 'line-color': colour, 'line-width': 2 },
      },
    ],
  } as JsonObject
}
