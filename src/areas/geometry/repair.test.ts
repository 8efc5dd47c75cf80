import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { containsPoint, signedAreaOf, squareKilometresOf } from './shape.ts'
import { findContact } from './contacts.ts'
import { repairShape, type RawPolygons } from './repair.ts'

type Pairs = number[][]
const square: Pairs = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
]
const hole: Pairs = [
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 1],
  [1, 1],
]

function repaired(raw: RawPolygons) {
  const result = repairShape(raw)
  assert.ok(result.ok, JSON.stringify(result))
  return { shape: result.value.shape, repairs: result.value.repairs.map(({ what }) => what) }
}
function refused(raw: RawPolygons) {
  const result = repairShape(raw)
  assert.ok(!result.ok)
  assert.equal(result.problem.code, 'areas/bad-shape')
  return result.problem.details['fault']
}

describe('a shape is taken as it is', () => {
  test('when nothing is wrong with it, and nothing is reported', () => {
    const { shape, repairs } = repaired([[square, hole]])
    assert.deepEqual(repairs, [])
    assert.deepEqual(
      shape[0]!.map((ring) => ring.map(({ lon, lat }) => [lon, lat])),
      [square, hole],
    )
  })
  test('when two rings only touch in a point', () => {
    const touching: Pairs = [
      [0, 0],
      [1, 2],
      [2, 1],
      [0, 0],
    ]
    assert.deepEqual(repaired([[square, touching]]).repairs, [])
  })
})

describe('a shape is repaired, and what was done is told', () => {
  test('when a ring is not closed', () => {
    const { shape, repairs } = repaired([[square.slice(0, -1)]])
    assert.deepEqual(repairs, ['ring-closed'])
    assert.equal(shape[0]![0]!.length, 5)
  })
  test('when points are repeated', () => {
    const { shape, repairs } = repaired([
      [
        [
          [0, 0],
          [0, 0],
          [4, 0],
          [4, 4],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    ])
    assert.deepEqual(repairs, ['repeated-points-removed'])
    assert.equal(shape[0]![0]!.length, 5)
  })
  test('when a ring has spikes, also at its seam', () => {
    const inside = repaired([
      [
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [9, 4],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    ])
    assert.deepEqual(inside.repairs, ['repeated-points-removed', 'spikes-removed'])
    const seam = repaired([
      [
        [
          [0, -5],
          [0, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, -5],
        ],
      ],
    ])
    assert.deepEqual(seam.repairs, ['spikes-removed'])
    assert.equal(containsPoint(seam.shape, { lon: 1, lat: 1 }), true)
    assert.equal(signedAreaOf(seam.shape[0]![0]!), 16)
  })
  test('when rings run the wrong way round', () => {
    const { shape, repairs } = repaired([[[...square].reverse(), [...hole].reverse()]])
    assert.deepEqual(repairs, ['ring-turned'])
    assert.ok(signedAreaOf(shape[0]![0]!) > 0 && signedAreaOf(shape[0]![1]!) < 0)
  })
  test('when a ring crosses itself', () => {
    const { shape, repairs } = repaired([
      [
        [
          [0, 0],
          [4, 4],
          [4, 0],
          [0, 4],
          [0, 0],
        ],
      ],
    ])
    assert.ok(repairs.includes('crossing-resolved'))
    assert.equal(shape.length, 2)
    assert.equal(containsPoint(shape, { lon: 0.5, lat: 2 }), true)
    assert.equal(containsPoint(shape, { lon: 2, lat: 0.5 }), false)
  })
  test('when its parts overlap, so that no ground is counted out', () => {
    const { shape, repairs } = repaired([
      [square],
      [
        [
          [2, 2],
          [6, 2],
          [6, 6],
          [2, 6],
          [2, 2],
        ],
      ],
    ])
    assert.ok(repairs.includes('crossing-resolved'))
    assert.equal(containsPoint(shape, { lon: 3, lat: 3 }), true)
  })
  test('when one part lies wholly in another', () => {
    const { shape } = repaired([[square], [hole]])
    assert.equal(containsPoint(shape, { lon: 1.5, lat: 1.5 }), true)
  })
  test('when one of several rings encloses nothing', () => {
    const { shape, repairs } = repaired([
      [square],
      [
        [
          [9, 9],
          [9, 9],
          [9, 9],
          [9, 9],
        ],
      ],
    ])
    assert.ok(repairs.includes('empty-ring-removed'))
    assert.equal(shape.length, 1)
  })
  test('when it runs over the antimeridian, written with a jump or beyond 180°', () => {
    const jump: Pairs = [
      [170, 60],
      [-170, 60],
      [-170, 70],
      [170, 70],
      [170, 60],
    ]
    const beyond: Pairs = [
      [170, 60],
      [190, 60],
      [190, 70],
      [170, 70],
      [170, 60],
    ]
    for (const ring of [jump, beyond]) {
      const { shape, repairs } = repaired([[ring]])
      assert.deepEqual(repairs, ['cut-at-antimeridian'])
      assert.equal(shape.length, 2)
      for (const lon of [175, -175, -180])
        assert.equal(containsPoint(shape, { lon, lat: 65 }), true, `${lon}°`)
      assert.equal(containsPoint(shape, { lon: 0, lat: 65 }), false)
      assert.ok(shape.flat(2).every((point) => Math.abs(point.lon) <= 180))
    }
  })
  test('when it has a hole on both sides of the antimeridian', () => {
    const outer: Pairs = [
      [160, 50],
      [-160, 50],
      [-160, 70],
      [160, 70],
      [160, 50],
    ]
    const inner: Pairs = [
      [175, 58],
      [175, 62],
      [-175, 62],
      [-175, 58],
      [175, 58],
    ]
    const elsewhere = inner.map(([lon, lat]) => [lon! < 0 ? lon! : lon! - 360, lat!])
    assert.deepEqual(repaired([[outer, elsewhere]]), repaired([[outer, inner]]))
    const { shape } = repaired([[outer, inner]])
    assert.equal(containsPoint(shape, { lon: 179, lat: 60 }), false)
    assert.equal(containsPoint(shape, { lon: -179, lat: 60 }), false)
    assert.equal(containsPoint(shape, { lon: -165, lat: 60 }), true)
  })
})

describe('a shape is refused', () => {
  test('when a position is no pair of numbers', () => {
    assert.equal(
      refused([
        [
          [
            [0, 0],
            [1, Number.NaN],
            [1, 1],
            [0, 0],
          ],
        ],
      ]),
      'not-numbers',
    )
    assert.equal(refused([[[[0, 0], ['1', 0] as never, [1, 1], [0, 0]]]]), 'not-numbers')
  })
  test('when it is not on Earth', () =>
    assert.equal(
      refused([
        [
          [
            [500, 0],
            [501, 0],
            [501, 1],
            [500, 0],
          ],
        ],
      ]),
      'out-of-range',
    ))
  test('when latitude and longitude are certainly swapped, saying so', () =>
    assert.equal(
      refused([
        [
          [
            [52, 131],
            [53, 131],
            [53, 132],
            [52, 131],
          ],
        ],
      ]),
      'swapped',
    ))
  test('when nothing is enclosed', () => {
    assert.equal(
      refused([
        [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ]),
      'too-few-points',
    )
    assert.equal(refused([]), 'too-few-points')
    assert.equal(refused([[[]]]), 'too-few-points')
  })
  test('when it runs around a pole', () =>
    assert.equal(
      refused([
        [
          [
            [0, 80],
            [120, 80],
            [-120, 80],
            [0, 80],
          ],
        ],
      ]),
      'around-a-pole',
    ))
  test('when a hole lies outside', () =>
    assert.equal(
      refused([
        [
          square,
          [
            [8, 8],
            [8, 9],
            [9, 9],
            [9, 8],
            [8, 8],
          ],
        ],
      ]),
      'hole-outside',
    ))
})

test('whatever the ring, the repaired shape has no crossings, keeps to RFC 7946, and repairing it again changes nothing', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }))
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 9 }), (points) => {
      const result = repairShape([[[...points, points[0]!]]])
      // A needle such as 0 9, 6 2, 2 18, 6 3, 5 6, 6 6 may be refused; what is taken is never wrong.
      if (!result.ok)
        return assert.match(String(result.problem.details['fault']), /^(too-few-points|hole-outside)$/)
      const { shape } = result.value
      assert.notEqual(findContact(shape.flat()), 'crossing')
      for (const polygon of shape)
        for (const [index, ring] of polygon.entries()) {
          assert.ok(ring.length >= 4)
          assert.deepEqual(ring[0], ring[ring.length - 1])
          assert.equal(signedAreaOf(ring) > 0, index === 0)
        }
      const again = repairShape(
        shape.map((polygon) => polygon.map((ring) => ring.map(({ lon, lat }) => [lon, lat]))),
      )
      assert.ok(again.ok)
      // Where an edge runs through a point of its own ring, cutting it there measures the globe in smaller pieces.
      const before = squareKilometresOf(shape)
      assert.ok(Math.abs(squareKilometresOf(again.value.shape) - before) < 1e-3 + before / 1_000)
    }),
    {
      numRuns: 120,
      examples: [
        // It touches itself once it is repaired, where the clipping stumbles a second time.
        [
          [
            [2, 9],
            [2, 10],
            [7, 4],
            [6, 17],
            [1, 1],
            [9, 2],
          ],
        ],
      ],
    },
  )
})
