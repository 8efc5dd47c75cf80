import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  bandPath,
  linePath,
  nearestTo,
  runsOf,
  scaleOf,
  timeTicks,
  united,
  xOf,
  yOf,
  type Frame,
  type Measured,
} from './chart.ts'

const minute = 60_000
const hour = 60 * minute
const step = 10 * minute
const at = (minutes: number, mean = 80, spread = 5): Measured => ({
  ...{ atMs: minutes * minute, min: mean - spread, mean, max: mean + spread, count: 10 },
})
const frame: Frame = {
  fromMs: 0,
  untilMs: 100 * minute,
  scale: { low: 0, high: 100 },
  width: 100,
  height: 50,
}

describe('the values of a chart', () => {
  test('are one run while none is missing, also where one is a little late', () => {
    assert.equal(runsOf([at(0), at(10), at(24), at(34)], step).length, 1)
  })

  test('are two runs as soon as one is missing: a gap is never bridged', () => {
    const runs = runsOf([at(0), at(10), at(30), at(40)], step)
    assert.deepEqual(
      runs.map((run) => run.map(({ atMs }) => atMs / minute)),
      [
        [0, 10],
        [30, 40],
      ],
    )
    const lines = runs.map((run) => linePath(frame, run, step))
    assert.equal(lines.length, 2)
    // No line crosses what lies between 10 and 30 minutes.
    for (const line of lines) assert.ok(!/M0 .*L40 /.test(line), line)
  })
})

describe('the scale of a chart', () => {
  test('has round numbers and holds every smallest and largest', () => {
    const { low, high, ticks } = scaleOf([at(0, 80), at(10, 96)])
    assert.ok(low <= 75 && high >= 101, `${low} to ${high}`)
    assert.deepEqual(
      ticks,
      ticks.toSorted((a, b) => a - b),
    )
    assert.ok(ticks.length >= 3 && ticks.length <= 7, String(ticks))
  })

  test('takes a threshold in that is near, and leaves one out that would squeeze the values flat', () => {
    assert.ok(scaleOf([at(0, 80)], [300]).high >= 300)
    assert.ok(scaleOf([at(0, 80)], [10_000]).high < 1_000)
  })

  test('is there for values that are all alike, for none at all, and below zero', () => {
    for (const points of [[at(0, 80, 0)], [], [at(0, 0, 0)], [at(0, -3, 1), at(1, -2, 1)]]) {
      const { low, high } = scaleOf(points)
      assert.ok(Number.isFinite(low) && high > low, `${low} to ${high}`)
    }
  })

  test('is one for several when they are compared', () => {
    const { low, high } = united([scaleOf([at(0, 80)]), scaleOf([at(0, 900)])])!
    assert.ok(low <= 75 && high >= 905)
    assert.equal(united([]), undefined)
  })
})

describe('the time under a chart', () => {
  const moscow = () => 3 * hour
  test('is ticked on the full hours and days of the place', () => {
    const from = Date.parse('2026-01-22T00:17:00Z')
    const ticks = timeTicks(from, from + 24 * hour, 8, moscow)
    assert.ok(ticks.length >= 5 && ticks.length <= 9)
    for (const tick of ticks) assert.equal((tick + 3 * hour) % (4 * hour), 0)
    const days = timeTicks(from, from + 7 * 24 * hour, 8, moscow)
    for (const tick of days) assert.equal((tick + 3 * hour) % (24 * hour), 0)
  })

  test('follows a clock that is put back, to midnight on either side of it', () => {
    // Berlin, 25 October 2026: from two hours ahead to one at 01:00 UTC.
    const back = Date.parse('2026-10-25T01:00:00Z')
    const from = Date.parse('2026-10-23T10:00:00Z')
    const ticks = timeTicks(from, from + 4 * 24 * hour, 8, (ms) => (ms < back ? 2 : 1) * hour)
    const clocks = ticks.map((tick) => (tick + (tick < back ? 2 : 1) * hour) % (12 * hour))
    assert.deepEqual([...new Set(clocks)], [0])
  })
})

describe('the lines of a chart', () => {
  test('stand where the moment and the value say', () => {
    assert.deepEqual([xOf(frame, 50 * minute), yOf(frame, 100), yOf(frame, 0)], [50, 0, 50])
    assert.equal(linePath(frame, [at(0, 100), at(10, 0)], step), 'M0 0L10 50')
  })

  test('are a dash for one that stands alone, and a band from the smallest to the largest', () => {
    assert.equal(linePath(frame, [at(50, 100)], step), 'M45 0H55')
    assert.equal(bandPath(frame, [at(0, 50, 50), at(10, 50, 50)], step), 'M0 0L10 0L10 50L0 50Z')
    assert.equal(bandPath(frame, [at(50, 50, 50)], step), 'M45 0L55 0L55 50L45 50Z')
    assert.equal(bandPath(frame, [at(0, 50, 0)], step), '')
    assert.equal(linePath(frame, [], step), '')
  })

  test('are read at the nearest value, and not where there is none', () => {
    const runs = runsOf([at(0, 1), at(10, 2), at(60, 3)], step)
    assert.equal(nearestTo(runs, 8 * minute, step)?.mean, 2)
    assert.equal(nearestTo(runs, 35 * minute, step), undefined)
  })
})
