import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { layerOf, statesIn, type SitesAsMap } from './site-layer.ts'
import type { StationState } from './stations.ts'
import { worldOf } from './view.ts'

const station = (id: string, state: StationState, value: number | null): SitesAsMap['features'][number] => ({
  geometry: { type: 'Point', coordinates: [38.9, 52.4] },
  properties: {
    ...{ is: 'station', id, name: id, site: 'plant', state, unit: 'nSv/h' },
    latest: value === null ? null : { at: '2026-01-22T02:00:00Z', value },
    ...{ dark: state === 'dark' ? 'silent' : null, darkSince: null, excess: null, since: null },
  },
})
const answer: SitesAsMap = {
  features: [
    {
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [39, 52],
            [38.9, 52.5],
            [38.8, 52],
            [39, 52],
          ],
        ],
      },
      properties: { is: 'ring', site: 'plant', name: 'inner' },
    },
    {
      geometry: { type: 'Point', coordinates: [38.9, 52.4] },
      properties: { is: 'site', id: 'plant', name: 'Plant' },
    },
    station('quiet', 'usual', 80),
    station('blind', 'dark', 81),
    station('high', 'alarm', 900),
  ],
}
const value = (number: number, unit: string) => `${number} ${unit}`

describe('sites as a layer of the map', () => {
  test('have their rings, each with its name at its north', () => {
    const [site] = layerOf(answer, 'all', value).sites
    assert.equal(site?.name, 'Plant')
    assert.deepEqual(site?.rings[0]?.top, worldOf({ lon: 38.9, lat: 52.5 }))
    assert.equal(site?.rings[0]?.ring.length, 8)
  })

  test('show every station or only what is news, the gravest last as they came', () => {
    const ids = (which: 'all' | 'news') => layerOf(answer, which, value).stations.map(({ id }) => id)
    assert.deepEqual(ids('all'), ['quiet', 'blind', 'high'])
    assert.deepEqual(ids('news'), ['blind', 'high'])
    assert.equal(statesIn(answer).length, 3)
  })

  test('never write an old value beside the sign that nothing is known', () => {
    const values = layerOf(answer, 'all', value).stations.map((one) => one.value)
    assert.deepEqual(values, ['80 nSv/h', '', '900 nSv/h'])
  })
})
