import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '#areas'
import type { AlertId, Instant } from '#base'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import type { BoardLine } from './board.ts'
import { inForceGeoJson } from './to-geojson.ts'

const at = '2025-11-01T21:41:00.000Z' as Instant
const book = shippedThreatBook()
const triangle = [
  { lon: 39.1234567, lat: 52 },
  { lon: 40, lat: 52 },
  { lon: 40, lat: 53 },
  { lon: 39.1234567, lat: 52 },
]
const area = (code: string, more: Partial<Area>): Area => ({
  code: code as AreaCode,
  kind: 'district',
  parent: null,
  names: { en: code },
  ...more,
})
const areas = [
  area('drawn', { shape: [[triangle]], shapeQuality: 'approximate' }),
  area('surveyed', { shape: [[triangle], [triangle]], shapeQuality: 'surveyed' }),
  area('nameless', {}),
]
const line = (code: string, mode: BoardLine['mode'] = 'drill'): BoardLine => ({
  mode,
  area: code as AreaCode,
  threat: 'drone' as ThreatId,
  ladder: 'lipetsk' as LadderId,
  level: 'red' as LevelId,
  gravity: 'danger',
  height: 2,
  alerts: [
    {
      alert: 'b' as AlertId,
      since: '2025-11-01T21:37:00.000Z' as Instant,
      renewBy: '2025-11-01T22:37:00.000Z' as Instant,
      flagged: 'in-time',
    },
    {
      alert: 'a' as AlertId,
      since: '2025-11-01T21:14:00.000Z' as Instant,
      renewBy: '2025-11-01T22:14:00.000Z' as Instant,
      flagged: 'in-time',
    },
  ],
})
const collect = (...lines: BoardLine[]) =>
  inForceGeoJson({
    lines,
    mode: 'drill',
    at,
    book,
    areas: { get: (code) => areas.find((one) => one.code === code) },
  })

describe('what is in force as GeoJSON', () => {
  test('is an empty collection that still says which mode and when', () => {
    assert.deepEqual(collect(), { type: 'FeatureCollection', mode: 'drill', generatedAt: at, features: [] })
  })
  test('marks a derived shape as approximate and a surveyed one as not', () => {
    const [drawn, surveyed] = collect(line('drawn'), line('surveyed')).features
    assert.equal(drawn!.properties['approximate'], true)
    assert.equal(surveyed!.properties['approximate'], false)
    assert.deepEqual([drawn!.properties['colour'], drawn!.properties['gravity']], ['red', 'danger'])
    assert.deepEqual(drawn!.geometry, {
      type: 'Polygon',
      coordinates: [
        [
          [39.12346, 52],
          [40, 52],
          [40, 53],
          [39.12346, 52],
        ],
      ],
    })
    assert.equal(surveyed!.geometry!['type'], 'MultiPolygon')
  })
  test('has no geometry where none is known, and still names the place', () => {
    const [feature] = collect(line('nameless')).features
    assert.equal(feature!.geometry, null)
    assert.equal(feature!.properties['name'], 'nameless')
    assert.equal(collect(line('gone from the map')).features[0]!.properties['name'], 'gone from the map')
  })
  test('never mixes modes', () => {
    assert.deepEqual(collect(line('drawn', 'live'), line('surveyed', 'test')).features, [])
  })
  test('lasts from the first of its alerts to the last', () => {
    const { since, renewBy } = collect(line('drawn')).features[0]!.properties
    assert.deepEqual([since, renewBy], ['2025-11-01T21:14:00.000Z', '2025-11-01T22:37:00.000Z'])
  })
  test('comes in the same order whatever the order of the lines', () => {
    assert.deepEqual(collect(line('surveyed'), line('drawn')), collect(line('drawn'), line('surveyed')))
  })

  test('bears CAP’s names where CAP has them, and an id that outlives its alerts', () => {
    const before = collect(line('drawn')).features[0]!
    const { status, event, category, urgency, severity, certainty, areaDesc, onset, expires, incidents } =
      before.properties
    assert.deepEqual(
      { status, event, category, urgency, severity, certainty, areaDesc, onset, expires, incidents },
      {
        ...{ status: 'Exercise', event: 'Drone attack threat', category: 'Security' },
        ...{ urgency: 'Immediate', severity: 'Extreme', certainty: 'Likely', areaDesc: 'drawn' },
        ...{ onset: '2025-11-01T21:14:00.000Z', expires: '2025-11-01T22:37:00.000Z', incidents: 'a b' },
      },
    )
    const [one] = line('drawn').alerts
    const after = collect({ ...line('drawn'), alerts: [{ ...one!, alert: 'c' as AlertId }] }).features[0]!
    assert.equal(after.id, before.id)
  })
})
