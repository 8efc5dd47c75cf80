import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readPoints, scanNumber } from './numbers.ts'

const rounds = { numRuns: 500, seed: 1884 }

function scanned(text: string): { number: number; rest: string } {
  const cursor = { text, at: 0 }
  return { number: scanNumber(cursor), rest: text.slice(cursor.at) }
}

const decimal = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.stringMatching(/^\d{1,12}$/),
    fc.option(fc.stringMatching(/^\d{0,18}$/), { nil: undefined }),
  )
  .map(([sign, whole, decimals]) => `${sign}${whole}${decimals === undefined ? '' : `.${decimals}`}`)

describe('a number', () => {
  test('is the one that the language reads, to the last bit, and zero has no sign', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const { number, rest } = scanned(text)
        assert.ok(Object.is(number, Number(text) + 0), text)
        assert.equal(rest, '')
        const pair = readPoints(`${text},${text}`)
        assert.ok('points' in pair)
        assert.deepEqual(pair, { points: [{ lat: number, lon: number }] })
      }),
      rounds,
    )
  })

  test('may begin with its point, and ends where it ends', () => {
    assert.deepEqual(scanned('.5,1'), { number: 0.5, rest: ',1' })
    assert.deepEqual(scanned('-5.x'), { number: -5, rest: 'x' })
    for (const text of ['', '-', '.', '-.', 'x1', 'N1', '–1'])
      assert.ok(Number.isNaN(scanned(text).number), text)
  })
})

describe('pairs', () => {
  const points = [
    { lat: 1, lon: 2 },
    { lat: -3.5, lon: 4 },
  ]

  test('are latitudes and longitudes with white space between them', () => {
    for (const text of ['1,2 -3.5,4', ' 1,2\n\t-3.50,+4\r\n', '01,2.  -3.5,4'])
      assert.deepEqual(readPoints(text), { points })
    assert.deepEqual(readPoints(''), { points: [] })
  })

  test('are known by other separators, where one pairing alone can be meant', () => {
    for (const text of [
      '1,2,-3.5,4',
      '1 2 -3.5 4',
      '1, 2 -3.5, 4',
      '1 2;-3.5 4',
      '1 2, -3.5 4',
      '1,2;-3.5,4',
      '1,2, -3.5,4,',
    ]) {
      const read = readPoints(text)
      assert.ok('points' in read && read.oddAt !== undefined, text)
      assert.deepEqual(read.points, points, text)
    }
  })

  test('are not guessed', () => {
    for (const text of [
      '1',
      '1,2 3',
      '1,2 3 4',
      '1 2,3',
      '1;2;3;4',
      '1e5,2 3,4',
      '1,2 3,4N',
      '1,,2 x',
      '1,2-3,4',
      'east',
    ])
      assert.ok('failedAt' in readPoints(text), text)
  })

  test('without number take time in proportion', () => {
    const text = '52.123456,39.123456 '.repeat(100_000)
    const from = performance.now()
    const read = readPoints(text)
    assert.ok('points' in read)
    assert.equal(read.points.length, 100_000)
    // Thirty times what it takes, so that only a wrong way of doing it fails.
    assert.ok(performance.now() - from < 1_000)
  })
})
