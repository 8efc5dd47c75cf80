import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { csvOf } from '../csv.ts'
import {
  bodyOf,
  draftOf,
  emptySite,
  emptyStation,
  mergedStations,
  stationColumns,
  stationsOf,
  type SiteDraft,
} from './site-draft.ts'
import { tableOf } from './table.ts'

const whole: SiteDraft = {
  ...{ ...emptySite, id: 'north-plant', name: 'North plant', lon: '38,9', lat: '52.4' },
  rings: [{ name: 'inner', radiusKm: '5' }],
  hotlines: [{ name: 'Shift lead', number: '+7 000 000-00-01' }],
  stations: [{ ...emptyStation, id: 'np-1', name: 'Gate', lon: '38.91', lat: '52.4', threshold: '1000' }],
}

describe('a site in its form', () => {
  test('is what the server takes, and comes back as it was typed', () => {
    const read = bodyOf(whole)
    assert.ok(read.ok)
    const { lon, rings, stations } = read.body
    assert.deepEqual([lon, rings[0]?.radiusKm], [38.9, 5])
    assert.deepEqual(
      [stations[0]?.everySeconds, stations[0]?.link, stations[0]?.threshold],
      [600, null, 1_000],
    )
    assert.deepEqual(draftOf('north-plant', read.body), { ...whole, lon: '38.9' })
  })

  for (const [what, changed, lack] of [
    ['without a name', { name: ' ' }, { field: 'name', found: ' ' }],
    ['with an id that is none', { id: 'a b' }, { field: 'id', found: 'a b' }],
    ['off the globe', { lat: '91' }, { field: 'place', found: '91' }],
    [
      'with a ring of nothing',
      { rings: [{ name: 'x', radiusKm: '0' }] },
      { field: 'radius', found: '0', ring: 0 },
    ],
    [
      'with a number nobody can dial',
      { hotlines: [{ name: 'x', number: 'ask' }] },
      { field: 'number', found: 'ask', hotline: 0 },
    ],
    [
      'with a station that has no place',
      { stations: [{ ...whole.stations[0]!, lon: '' }] },
      { field: 'place', found: '', station: 0 },
    ],
    [
      'with a station that stands twice',
      { stations: [whole.stations[0]!, whole.stations[0]!] },
      { field: 'twice', found: 'np-1', station: 1 },
    ],
    [
      'with a threshold that is no number',
      { stations: [{ ...whole.stations[0]!, threshold: 'high' }] },
      { field: 'threshold', found: 'high', station: 0 },
    ],
    [
      'with a station that never speaks',
      { stations: [{ ...whole.stations[0]!, everySeconds: '0' }] },
      { field: 'every', found: '0', station: 0 },
    ],
  ] as const)
    test(`${what} is told where`, () => {
      const read = bodyOf({ ...whole, ...changed })
      assert.deepEqual(read, { ok: false, lacks: [lack] })
    })
})

describe('a list of stations', () => {
  test('is read in any order of columns, with semicolons, quotes and the mark of UTF-8', () => {
    const listed = stationsOf(
      '\uFEFFname;id;lat;lon;everySeconds\r\n"Gate; ""north""";np-1;52,4;38,91;60\r\n\r\n',
    )
    assert.deepEqual(listed, [
      { ...emptyStation, id: 'np-1', name: 'Gate; "north"', lat: '52,4', lon: '38,91', everySeconds: '60' },
    ])
  })

  test('without its columns says which', () => {
    assert.deepEqual(stationsOf('id,name\n1,a'), { missing: ['lon', 'lat'] })
    assert.deepEqual(stationsOf(''), { missing: ['id', 'name', 'lon', 'lat'] })
  })

  test('written by this console is read again as it was', () => {
    const text = csvOf([
      [...stationColumns],
      ...whole.stations.map((one) => stationColumns.map((name) => one[name])),
    ])
    assert.deepEqual(stationsOf(text), whole.stations)
  })

  test('takes the place of what has its id, and comes after the rest', () => {
    const other = { ...emptyStation, id: 'np-2', name: 'Weir' }
    const changed = { ...whole.stations[0]!, name: 'Gate, new' }
    assert.deepEqual(
      mergedStations(whole.stations, [other, changed]).map(({ id, name }) => `${id} ${name}`),
      ['np-1 Gate, new', 'np-2 Weir'],
    )
  })

  test('may have line breaks in its cells and lack the last line’s end', () => {
    assert.deepEqual(tableOf('a\tb\n"x\ny"\tz'), [
      ['a', 'b'],
      ['x\ny', 'z'],
    ])
  })
})
