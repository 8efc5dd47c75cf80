import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { CapPoint } from '../message.ts'
import { orientation } from './orientation.ts'
import { ringContacts, type RingContacts } from './ring-contacts.ts'

const seed = 20_251_102

function ring(...corners: readonly (readonly [number, number])[]): CapPoint[] {
  return corners.map(([lon, lat]) => ({ lon, lat }))
}

const circle = (corners: number, radius: (angle: number) => number) =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI
    const far = radius(angle)
    return { lon: 30 + far * Math.cos(angle), lat: 50 + far * Math.sin(angle) }
  })

describe('a ring', () => {
  test('that is simple neither crosses nor touches itself, open or closed', () => {
    const square = ring([0, 0], [2, 0], [2, 2], [0, 2])
    for (const one of [square, [...square, square[0]!], square.toReversed(), [...square, ...square.slice(3)]])
      assert.deepEqual(ringContacts(one), { crossing: undefined, touch: undefined, complete: true })
  })

  test('drawn as a bow tie crosses itself', () => {
    assert.ok(ringContacts(ring([0, 0], [2, 2], [2, 0], [0, 2])).crossing)
  })

  test('drawn as a figure of eight crosses itself in the corner where its loops meet', () => {
    const eight = ring([0, 0], [1, 1], [2, 2], [2, 0], [1, 1], [0, 2])
    assert.deepEqual(ringContacts(eight).crossing, { lon: 1, lat: 1 })
  })

  test('with two lobes that meet in a corner, but do not change sides, touches itself', () => {
    const lobes = ring([0, 0], [1, 1], [2, 0], [2, 2], [1, 1], [0, 2])
    const { crossing, touch } = ringContacts(lobes)
    assert.deepEqual([crossing, touch], [undefined, { lon: 1, lat: 1 }])
  })

  test('with a hole that is reached by a bridge touches itself, and does not cross', () => {
    const bridged = ring([0, 0], [9, 0], [9, 9], [0, 9], [0, 0], [3, 3], [3, 6], [6, 6], [6, 3], [3, 3])
    const { crossing, touch } = ringContacts(bridged)
    assert.deepEqual([crossing, touch !== undefined], [undefined, true])
  })

  test('with a spike touches itself where the spike turns back', () => {
    const { crossing, touch } = ringContacts(ring([0, 0], [2, 0], [2, 2], [2, 5], [2, 2], [0, 2]))
    assert.deepEqual([crossing, touch !== undefined], [undefined, true])
  })

  test('passing exactly through one of its corners crosses itself there', () => {
    assert.deepEqual(ringContacts(ring([0, 0], [4, 0], [4, 2], [2, 0], [2, -2], [0, -2])).touch, {
      lon: 2,
      lat: 0,
    })
    assert.ok(ringContacts(ring([0, 0], [4, 0], [4, 2], [2, 0], [1, -2], [5, -2], [5, 5])).crossing)
  })

  test('is judged exactly where rounding would decide otherwise', () => {
    // (0.1, 0.3), (0.2, 0.6), (0.3, 0.9) are not on one line as doubles; the sign is that of the exact sum.
    assert.equal(
      Math.sign(orientation(0.1, 0.3, 0.2, 0.6, 0.3, 0.9)),
      exactSign(0.1, 0.3, 0.2, 0.6, 0.3, 0.9),
    )
    assert.equal(orientation(12, 12, 24, 24, 0.5, 0.5), 0)
    assert.ok(orientation(12, 12, 24, 24, 0.5, 0.500_000_000_000_001) > 0)
  })
})

/** The sign in whole numbers: every double is one, times a power of two. */
function exactSign(...numbers: readonly [number, number, number, number, number, number]): number {
  const [ax, ay, bx, by, cx, cy] = numbers.map((number) => BigInt(number * 2 ** 60)) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  const twice = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx)
  return twice > 0n ? 1 : twice < 0n ? -1 : 0
}

test(`the side of a line is exact (seed ${seed})`, () => {
  const near = fc.integer({ min: -40, max: 40 }).map((steps) => 0.5 + steps * 2 ** -53)
  const any = fc.oneof(near, fc.constantFrom(12, 24, 0.1, 0.2, 0.3, -179.999_999, 57.123_456_7))
  fc.assert(
    fc.property(any, any, any, any, any, any, (ax, ay, bx, by, cx, cy) => {
      const expected = exactSign(ax, ay, bx, by, cx, cy)
      assert.equal(Math.sign(orientation(ax, ay, bx, by, cx, cy)) + 0, expected)
    }),
    { seed, numRuns: 2_000 },
  )
})

/** What the sweep should find, asked of every pair of edges. */
function everyPair(points: readonly CapPoint[]): { readonly crosses: boolean; readonly meets: boolean } {
  const corners = points.filter((point, i) => {
    const next = points[(i + 1) % points.length]!
    return point.lon !== next.lon || point.lat !== next.lat
  })
  const n = corners.length
  const side = (a: CapPoint, b: CapPoint, c: CapPoint) =>
    Math.sign(orientation(a.lon, a.lat, b.lon, b.lat, c.lon, c.lat))
  const isOn = (a: CapPoint, b: CapPoint, c: CapPoint) =>
    side(a, b, c) === 0 &&
    Math.min(a.lon, b.lon) <= c.lon &&
    c.lon <= Math.max(a.lon, b.lon) &&
    Math.min(a.lat, b.lat) <= c.lat &&
    c.lat <= Math.max(a.lat, b.lat)
  let [crosses, meets] = [false, false]
  if (n < 3) return { crosses, meets }
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const [a, b, c, d] = [corners[i]!, corners[(i + 1) % n]!, corners[j]!, corners[(j + 1) % n]!]
      const [c1, d1, a1, b1] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
      if (c1 * d1 < 0 && a1 * b1 < 0) crosses = true
      if (j === i + 1) meets ||= isOn(a, b, d) || isOn(b, d, a)
      else if (i === 0 && j === n - 1) meets ||= isOn(a, b, c) || isOn(c, d, b)
      else meets ||= isOn(a, b, c) || isOn(a, b, d) || isOn(c, d, a) || isOn(c, d, b)
    }
  }
  return { crosses, meets }
}

test(`the sweep finds what every pair of edges shows (seed ${seed})`, () => {
  const place = (most: number) =>
    fc.record({ lon: fc.integer({ min: 0, max: most }), lat: fc.integer({ min: 0, max: most }) })
  // Few places make every kind of coincidence; many make rings as people draw them.
  const rings = fc.oneof(
    fc.array(place(3), { minLength: 3, maxLength: 9 }),
    fc.array(place(6), { minLength: 3, maxLength: 14 }),
    fc.array(place(1_000), { minLength: 3, maxLength: 30 }),
  )
  fc.assert(
    fc.property(rings, (points) => {
      const expected = everyPair(points)
      const found = ringContacts(points)
      const contact = found.crossing !== undefined || found.touch !== undefined
      assert.equal(contact, expected.crosses || expected.meets, 'whether it meets itself at all')
      // Two edges that cross properly are a crossing; in a corner, ways in and out decide.
      if (expected.crosses) assert.ok(found.crossing, 'two edges cross')
      if (!expected.meets) assert.equal(found.crossing !== undefined, expected.crosses)
    }),
    { seed, numRuns: 4_000 },
  )
})

/** Processor time, which others on the machine hardly change. */
function millisecondsFor(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

describe('a ring of 100,000 corners takes no longer than it should', () => {
  const n = 100_000
  let state = seed
  const chance = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
  type Kind = 'is clear' | 'touches itself' | 'crosses itself'
  const rings: { readonly [name: string]: readonly [Kind, () => CapPoint[]] } = {
    'a coast': [
      'is clear',
      () => circle(n, (angle) => 3 + 0.3 * Math.sin(angle * 50) + 0.02 * Math.sin(angle * 997)),
    ],
    'a star': ['is clear', () => circle(n, () => 3 + chance())],
    'a comb': [
      'is clear',
      () => [
        ...Array.from({ length: n }, (_, i) => ({ lon: i / 1_000, lat: (i % 2) * 80 })),
        { lon: 100, lat: -5 },
        { lon: 0, lat: -5 },
      ],
    ],
    'a slanted comb': [
      'is clear',
      () => [
        ...Array.from({ length: n }, (_, i) => ({ lon: i / 10_000 + (i % 2) * 70, lat: (i % 2) * 70 })),
        { lon: 10, lat: -5 },
        { lon: 0, lat: -5 },
      ],
    ],
    'a zigzag on one meridian': [
      'touches itself',
      () => Array.from({ length: n }, () => ({ lon: 7, lat: chance() * 80 })),
    ],
    'a zigzag on one parallel': [
      'touches itself',
      () => Array.from({ length: n }, () => ({ lon: chance() * 80, lat: 7 })),
    ],
    'a flower, all petals in one corner': [
      'touches itself',
      () =>
        Array.from({ length: n }, (_, i) => {
          const angle = ((Math.floor(i / 3) + ((i % 3) - 1) * 0.4) / (n / 3)) * 2 * Math.PI
          return i % 3 === 0 ? { lon: 0, lat: 0 } : { lon: 50 * Math.cos(angle), lat: 50 * Math.sin(angle) }
        }),
    ],
    'two places in turn': [
      'touches itself',
      () => Array.from({ length: n }, (_, i) => ({ lon: i % 2, lat: i % 2 })),
    ],
    'a dot in a corner of the world': [
      'crosses itself',
      () => [
        { lon: -180, lat: -80 },
        { lon: 180, lat: -80 },
        { lon: 180, lat: 80 },
        ...circle(n, () => 1e-7),
      ],
    ],
    'a way out and back': [
      'touches itself',
      () => {
        const out = circle(n / 2, (angle) => 3 + 0.1 * Math.sin(angle * 99)).slice(1)
        return [...out, ...out.toReversed()]
      },
    ],
    'random places': [
      'crosses itself',
      () => Array.from({ length: n }, () => ({ lon: chance() * 100, lat: chance() * 80 })),
    ],
  }
  for (const [name, [kind, make]] of Object.entries(rings))
    test(`${name}, which ${kind}`, () => {
      const points = make()
      let found: RingContacts | undefined
      // Many times what it takes would still be far from the square of it, which is minutes.
      assert.ok(millisecondsFor(() => (found = ringContacts(points))) < 10_000)
      const crossed = found?.crossing !== undefined
      assert.equal(crossed ? 'crosses itself' : found?.touch ? 'touches itself' : 'is clear', kind)
    })
})
