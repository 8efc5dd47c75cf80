import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  countsOf,
  isNews,
  stationSigns,
  stationStates,
  stationUnder,
  type StationOnMap,
  type StationState,
} from './stations.ts'
import { toPixels, worldOf } from './view.ts'

const size = { width: 400, height: 300 }
const view = { ...worldOf({ lon: 39, lat: 52 }), zoom: 8 }
const station = (id: string, lon: number, state: StationState): StationOnMap => ({
  ...{ id, name: id, site: 's', at: worldOf({ lon, lat: 52 }), state, value: '', unit: 'nSv/h' },
  ...{ latest: null, dark: null, darkSince: null, excess: null, since: null },
})

describe('stations on the map', () => {
  test('are told apart without colour: no two states have one picture', () => {
    const pictures = stationStates.map((state) => {
      const { body, glyph, look } = stationSigns[state]
      return `${body} ${glyph} ${look}`
    })
    assert.equal(new Set(pictures).size, stationStates.length)
  })

  test('of which nothing is known stand as large and as full as a high value', () => {
    const [dark, alarm] = [stationSigns.dark, stationSigns.alarm]
    assert.ok(isNews('dark') && isNews('alarm') && !isNews('usual'))
    assert.deepEqual([dark.fill, dark.look, alarm.fill, alarm.look], ['blind', 'full', 'danger', 'full'])
    assert.equal(Object.values(stationSigns).filter(({ fill }) => fill === 'blind').length, 1)
  })

  test('that lie over one another are found by the gravest, which is drawn last', () => {
    const stations = [
      station('as always', 39.001, 'usual'),
      station('blind', 39.02, 'dark'),
      station('high', 39, 'alarm'),
    ]
    const at = toPixels(view, size, worldOf({ lon: 39.001, lat: 52 }))
    assert.equal(stationUnder(at, { stations }, view, size)?.id, 'high')
    assert.equal(stationUnder({ x: at.x, y: at.y - 60 }, { stations }, view, size), undefined)
  })

  test('of one state are found by which is nearest', () => {
    const stations = [station('a', 39, 'usual'), station('b', 39.005, 'usual')]
    const at = toPixels(view, size, worldOf({ lon: 39.004, lat: 52 }))
    assert.equal(stationUnder(at, { stations }, view, size)?.id, 'b')
  })

  test('are counted by state', () => {
    const counts = countsOf([station('a', 0, 'dark'), station('b', 0, 'dark'), station('c', 0, 'usual')])
    assert.deepEqual(
      [...counts],
      [
        ['dark', 2],
        ['usual', 1],
      ],
    )
  })
})
