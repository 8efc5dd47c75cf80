import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { flagBits, take } from './reading.ts'
import { decodeBytes, readReadings, readTime, type ReadOptions } from './read-readings.ts'

const receivedAtMs = Date.parse('2026-11-23T12:00:00Z')
const options: ReadOptions = { zoneOffsetMinutes: null, receivedAtMs }
const inUtc: ReadOptions = { ...options, zoneOffsetMinutes: 0 }
const heardIn = (text: string, how = options) => {
  const read = readReadings(text, how)
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}
const real = (name: string) => new URL(`../../../shared/radiation/${name}`, import.meta.url)
const skip = existsSync(real('bfs_odl_stations_stamm.json.gz')) ? false : 'the real lists are not here'

describe('readings in CSV', () => {
  test('are read with either separator, with units made one', () => {
    const wanted = [
      { station: 'A', atMs: receivedAtMs, value: 92, quantity: 'gamma-dose-rate', flags: flagBits.battery },
    ]
    assert.deepEqual(
      heardIn('station,at,value,unit,flags\nA,2026-11-23T12:00Z,0.092,µSv/h,battery\n'),
      wanted,
    )
    const dirty = '\uFEFFkenn;time;mw;unit;flags\r\n"A";2026-11-23 14:00+02:00;0,092;uSv/h;battery\r\n\r\n'
    assert.deepEqual(heardIn(dirty), wanted)
  })
  for (const [what, text, code, at] of [
    ['a column is missing', 'station,at,value\nA,x,1', 'sites/unreadable-readings', 'line 1'],
    ['a line is short', 'station,at,value,unit\nA,x,1', 'sites/unreadable-readings', 'line 2'],
    ['a unit is unknown', 'station,at,value,unit\nA,x,1,rem', 'sites/unknown-unit', 'line 2'],
  ] as const)
    test(`are refused whole where ${what}`, () => {
      const read = readReadings(text, options)
      assert.ok(!read.ok)
      assert.deepEqual([read.problem.code, read.problem.at], [code, at])
    })
})

describe('readings in JSON', () => {
  test('are one, a list, or a list in an object', () => {
    const one = { station: 'A', at: '2026-11-23T12:00:00Z', value: 1.5, unit: 'm', flags: ['low-battery'] }
    const wanted = [
      {
        station: 'A',
        atMs: receivedAtMs,
        value: 1.5,
        quantity: 'water-level',
        flags: flagBits['low-battery'],
      },
    ]
    for (const form of [one, [one], { readings: [one] }])
      assert.deepEqual(heardIn(JSON.stringify(form)), wanted)
  })
  test('may say how a station is and no value, but no value without a unit', () => {
    const [heard] = heardIn('{"station":"A","at":"2026-11-23T12:00:00Z","flags":["battery"]}')
    assert.deepEqual([heard?.value, heard?.flags], [null, flagBits.battery])
    assert.equal(readReadings('{"station":"A","at":"2026-11-23T12:00:00Z","value":3}', options).ok, false)
  })
})

describe('a time', () => {
  for (const text of ['2012-00-00T00:00:00Z', '2026-02-31 00:00Z', '2026-01-01T24:00Z', '', 'yesterday'])
    test(`is none: “${text}”`, () => assert.equal(readTime(text, 0), null))
  test('without a zone is in the one that was named, or none', () => {
    assert.equal(readTime('2026-11-23 12:00', 0), receivedAtMs)
    assert.equal(readTime('2026-11-23 14:00', 120), receivedAtMs)
    assert.equal(readTime('2026-11-23 12:00', null), null)
  })
})

describe('what stations sent', () => {
  const heard = (atMs: number | null, value: number | null = 1) => ({
    ...{ station: 'A', atMs, value, quantity: null, flags: 1 },
  })
  const known = (station: string) => (station === 'A' ? ('water-level' as const) : undefined)
  test('is kept unless its clock can’t be right, which is told and counted', () => {
    const [ahead, old] = [receivedAtMs + 3_600_000, Date.parse('2012-01-01T00:00:00Z')]
    const taken = take(
      [heard(receivedAtMs), heard(ahead), heard(ahead + 1), heard(old), heard(null), heard(1, null)],
      known,
      receivedAtMs,
    )
    assert.deepEqual(taken.readings, [{ station: 'A', atMs: receivedAtMs, value: 1, flags: 1 }])
    assert.deepEqual(
      taken.told.map(({ why, times }) => `${why} ${times}`),
      ['future 2', 'long-past 2', 'no-date 1'],
    )
    assert.deepEqual([...taken.spoke], [['A', 1]])
  })
  test('of stations of nobody, or of another quantity, is told', () => {
    const taken = take(
      [
        { ...heard(receivedAtMs), station: 'B' },
        { ...heard(receivedAtMs), quantity: 'discharge' },
      ],
      known,
      receivedAtMs,
    )
    assert.deepEqual(
      taken.told.map(({ why }) => why),
      ['unknown-station', 'other-quantity'],
    )
  })
  test('before 31 days is believed where an import of the past says so', () => {
    assert.equal(take([heard(1_000)], known, receivedAtMs, 0).readings.length, 1)
  })
})

describe('the real lists', { skip }, () => {
  test('1,739 German stations in Latin-1: 1,695 measure, 36 are out of work, 8 are being tested', () => {
    const bytes = gunzipSync(readFileSync(real('bfs_odl_stations_stamm.json.gz')))
    const text = decodeBytes(bytes)
    assert.match(text, /Sprockhövel-Hiddinghausen/)
    assert.equal(Object.keys(JSON.parse(text) as object).length, 1_739)
    const heard = heardIn(text)
    assert.equal(heard.length, 1_739 - 36)
    assert.equal(heard.filter(({ flags }) => flags === flagBits.maintenance).length, 8)
    const values = heard.flatMap(({ value }) => value ?? [])
    assert.equal(values.length, 1_695)
    const middle = values.sort((a, b) => a - b)[values.length >> 1]!
    assert.ok(middle > 60 && middle < 150, 'in nSv/h')
  })
  test('a station’s series: 183 hours, in UTC where that is said, and no date where it isn’t', () => {
    const text = readFileSync(real('bfs_odl_065320010_series.json'), 'utf8')
    const heard = heardIn(text, inUtc)
    assert.deepEqual(heard[0], {
      ...{ station: '065320010', atMs: Date.parse('2017-11-07T00:00:00Z'), value: 94 },
      ...{ quantity: 'gamma-dose-rate', flags: 0 },
    })
    assert.equal(heard.length, 183)
    assert.ok(heardIn(text).every(({ atMs }) => atMs === null))
  })
  test('1,432 Safecast devices: their clocks of 2012 and 2044 and their years of silence are told, and poison nothing', () => {
    const text = decodeBytes(gunzipSync(readFileSync(real('safecast_realtime_devices.json.gz'))))
    const heard = heardIn(text)
    assert.equal(heard.length, 1_432)
    const taken = take(heard, () => 'gamma-dose-rate', Date.parse('2025-09-15T00:00:00Z'))
    const counts = Object.fromEntries(
      ['no-date', 'future', 'long-past', 'no-value'].map((why) => [
        why,
        taken.told.reduce((sum, one) => sum + (one.why === why ? one.times : 0), 0),
      ]),
    )
    console.log(JSON.stringify({ kept: taken.readings.length, ...counts }))
    const sum = Object.values(counts).reduce((a, b) => a + b, 0)
    assert.equal(taken.readings.length + sum, 1_432)
    // 2012-00-00 and 2044-00-00 are no dates at all, nor is an empty one.
    assert.ok(counts['no-date']! >= 4)
    assert.ok(taken.readings.every(({ atMs }) => atMs > Date.parse('2025-08-01T00:00:00Z')))
  })
})
