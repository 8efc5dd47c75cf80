import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { day, hour, minute, plus, second, type Instant, type Milliseconds } from '#base'
import { addressGrowth, loginUnderAttack, openBackOff, pairGrowth, waitAfter } from './back-off.ts'

const start = '2026-11-22T02:40:00.000Z' as Instant
const olena = { login: 'olena', address: '192.0.2.1' }
const thief = { login: 'olena', address: '203.0.113.9' }

/** Fails again and again, each time as soon as it may; how long it had to wait before each. */
function failing(backOff: ReturnType<typeof openBackOff>, who: typeof olena, tries: number, from = start) {
  const waits: Milliseconds[] = []
  let at = from
  for (let i = 0; i < tries; i++) {
    const wait = backOff.begin(who, at)
    waits.push(wait)
    at = plus(at, wait)
    if (wait > 0) assert.equal(backOff.begin(who, at), 0, 'it may try once the wait is over')
  }
  return { waits, at }
}

describe('who guesses', () => {
  test('has four failures free, then waits twice as long each time, up to a quarter of an hour', () => {
    const { waits } = failing(openBackOff(), olena, 16)
    assert.deepEqual(
      waits.map((wait) => wait / second),
      [0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900],
    )
  })

  test('gains nothing by trying many at once', () => {
    const backOff = openBackOff()
    const begun = Array.from({ length: 100 }, () => backOff.begin(olena, start)).filter((wait) => wait === 0)
    assert.equal(begun.length, 5)
  })

  test('gains nothing by writing the login or the address otherwise', () => {
    const backOff = openBackOff()
    const ways = [olena, { ...olena, login: 'OLENA ' }, { ...olena, login: 'ｏｌｅｎａ' }]
    for (let i = 0; i < 5; i++) backOff.begin(ways[i % 3]!, start)
    for (const way of ways) assert.ok(backOff.begin(way, start) > 0)
    const v6 = (last: string) => ({ login: 'olena', address: `2001:db8:1:2::${last}` })
    for (let i = 0; i < 5; i++) assert.equal(backOff.begin(v6(`${i}`), start), 0)
    assert.ok(backOff.begin(v6('ffff'), start) > 0)
    assert.equal(backOff.begin({ login: 'olena', address: '2001:db8:1:3::1' }, start), 0)
  })

  test('at one login after another is slowed at the address', () => {
    const backOff = openBackOff()
    let at = start
    let begun = 0
    for (let i = 0; i < 24 * 60 * 6; i++, at = plus(at, 10 * second))
      if (backOff.begin({ login: `login-${i}`, address: thief.address }, at) === 0) begun++
    assert.ok(begun < 30 + 7 + 24 * 60, `${begun} tries in a day`)
  })

  test('is forgotten after a day without a failure', () => {
    const backOff = openBackOff()
    const { at } = failing(backOff, olena, 12)
    assert.ok(backOff.begin(olena, plus(at, second)) > 0)
    assert.deepEqual(failing(backOff, olena, 5, plus(at, day)).waits, [0, 0, 0, 0, 0])
  })

  test('of nobody waits like everybody else: a login need not exist', () => {
    const one = failing(openBackOff(), olena, 9).waits
    assert.deepEqual(failing(openBackOff(), { ...olena, login: 'nobody' }, 9).waits, one)
  })
})

describe('an officer', () => {
  test('who mistyped starts anew after a success', () => {
    const backOff = openBackOff()
    for (let i = 0; i < 3; i++) backOff.begin(olena, start)
    backOff.begin(olena, start)
    backOff.succeeded(olena, start)
    assert.deepEqual(failing(backOff, olena, 5).waits, [0, 0, 0, 0, 0])
  })

  test('who came in from there before waits a minute at most', () => {
    const backOff = openBackOff()
    backOff.begin(olena, start)
    backOff.succeeded(olena, start)
    const { waits } = failing(backOff, olena, 20)
    assert.equal(Math.max(...waits), minute)
  })

  test('is not held up where they came in before, whatever others do to their login or at their address', () => {
    const backOff = openBackOff()
    backOff.begin(olena, start)
    backOff.succeeded(olena, start)
    for (let i = 0; i < 2_000; i++) {
      backOff.begin({ login: 'olena', address: `198.51.100.${i % 250}` }, plus(start, i * second))
      backOff.begin({ login: `login-${i}`, address: olena.address }, plus(start, i * second))
    }
    assert.equal(backOff.begin(olena, plus(start, hour)), 0)
  })

  test('at a new place has a free try at once, however many attack their login', () => {
    const backOff = openBackOff()
    let at = start
    for (let i = 0; i < 5_000; i++, at = plus(at, second))
      backOff.begin({ login: 'olena', address: `10.${i >> 8}.${i & 255}.1` }, at)
    assert.equal(backOff.begin(olena, at), 0)
  })

  test('under attack loses the other free tries at a new place, and only for a day', () => {
    const backOff = openBackOff()
    for (let i = 0; i < loginUnderAttack; i++)
      backOff.begin({ login: 'olena', address: `10.0.${i}.1` }, start)
    assert.deepEqual(
      failing(backOff, olena, 3).waits.map((wait) => wait / second),
      [0, 0, 5],
    )
    assert.deepEqual(failing(backOff, thief, 5, plus(start, day + hour)).waits, [0, 0, 0, 0, 0])
  })
})

describe('who has the password and guesses the code', () => {
  const from = (i: number) => ({ login: 'olena', address: `10.${i >> 8}.${i & 255}.1` })

  /** Guesses from a new address every ten seconds of a day; how many codes were looked at. */
  function guesses(backOff: ReturnType<typeof openBackOff>): number {
    let looked = 0
    for (let i = 0; i < 8_640; i++) {
      const at = plus(start, i * 10 * second)
      if (backOff.begin(from(i), at) > 0 || backOff.holdsCodes(from(i), at) === 'held') continue
      backOff.codeFailed(from(i), at)
      looked++
    }
    return looked
  }

  test('gets about a hundred of them looked at in a day, however many addresses they have', () => {
    const looked = guesses(openBackOff())
    assert.ok(looked > 90 && looked < 110, `${looked} codes`)
  })

  test('doesn’t hold up the owner where they came in before', () => {
    const backOff = openBackOff()
    backOff.begin(olena, start)
    backOff.succeeded(olena, start)
    guesses(backOff)
    const at = plus(start, day)
    assert.equal(backOff.begin(olena, at), 0)
    assert.equal(backOff.holdsCodes(olena, at), 'free')
    assert.equal(backOff.holdsCodes(thief, at), 'held')
  })

  test('sees nothing of it: the wait that is told is that of a wrong password', () => {
    const [hot, cold] = [openBackOff(), openBackOff()]
    for (let i = 0; i < 50; i++) hot.codeFailed(from(i), start)
    assert.deepEqual(failing(hot, thief, 9).waits, failing(cold, thief, 9).waits)
  })

  test('is forgotten once the owner has come in', () => {
    const backOff = openBackOff()
    for (let i = 0; i < 9; i++) backOff.codeFailed(from(i), start)
    assert.equal(backOff.holdsCodes(olena, start), 'held')
    backOff.begin(olena, start)
    backOff.succeeded(olena, start)
    assert.equal(backOff.holdsCodes(thief, start), 'free')
  })
})

test('a try that was never judged costs nothing', () => {
  const backOff = openBackOff()
  for (let i = 0; i < 100; i++) {
    assert.equal(backOff.begin(olena, start), 0)
    backOff.undecided(olena)
  }
})

describe('an account of one’s own', () => {
  test('doesn’t wipe out what one did to others', () => {
    const backOff = openBackOff()
    const own = { login: 'thief', address: thief.address }
    let begun = 0
    for (let i = 0; i < 500; i++) {
      if (backOff.begin({ login: `login-${i}`, address: thief.address }, start) === 0) begun++
      if (backOff.begin(own, start) === 0) backOff.succeeded(own, start)
    }
    assert.ok(begun <= addressGrowth.free + 1, `${begun} tries at once`)
  })
})

describe('waits', () => {
  test('never shrink with failures, and never pass their longest', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(pairGrowth, addressGrowth), (failures, growth) => {
        const wait = waitAfter(failures, growth)
        assert.ok(wait <= growth.longest)
        assert.ok(waitAfter(failures + 1, growth) >= wait)
        if (failures <= growth.free) assert.equal(wait, 0)
      }),
    )
  })

  const attempts = fc.array(
    fc.record({
      login: fc.constantFrom('a', 'b', 'c', 'd'),
      address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1'),
      after: fc.integer({ min: 0, max: 2 * hour }),
      ends: fc.constantFrom('well', 'badly'),
    }),
    { maxLength: 120 },
  )

  test('are true: who waits as long as they were told may try', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const backOff = openBackOff()
        let at = start
        for (const { after, ends, ...who } of all) {
          at = plus(at, after)
          const wait = backOff.begin(who, at)
          assert.ok(wait >= 0 && wait <= pairGrowth.longest)
          if (wait > 0) {
            at = plus(at, wait)
            assert.equal(backOff.begin(who, at), 0)
          }
          if (ends === 'well') backOff.succeeded(who, at)
        }
      }),
    )
  })

  test('take no more memory than was said', () => {
    const backOff = openBackOff({ mostEach: 50 })
    for (let i = 0; i < 5_000; i++) {
      const who = { login: `login-${i}`, address: `10.${i >> 8}.${i & 255}.1` }
      backOff.begin(who, plus(start, i * second))
      if (i % 3 === 0) backOff.succeeded(who, plus(start, i * second))
      backOff.codeFailed(who, plus(start, i * second))
      assert.ok(backOff.size <= 5 * 50)
    }
  })

  test('end by themselves: an hour later every pair may try', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const backOff = openBackOff()
        let at = start
        for (const { after, ...who } of all) backOff.begin(who, (at = plus(at, after)))
        for (const { login, address } of all)
          assert.equal(openAgain(backOff, { login, address }, plus(at, hour)), 0)
      }),
    )
  })
})

/** Whether it may begin, without the try of another of the list in between. */
function openAgain(backOff: ReturnType<typeof openBackOff>, who: typeof olena, at: Instant): Milliseconds {
  const wait = backOff.begin(who, at)
  if (wait === 0) backOff.succeeded(who, at)
  return wait
}
