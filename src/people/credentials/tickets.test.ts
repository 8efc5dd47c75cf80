import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { minute, plus, second, type Instant } from '#base'
import { openTickets } from './tickets.ts'

const start = '2026-11-22T02:40:00.000Z' as Instant

function booth(rules: { most?: number; mostFromOne?: number } = {}) {
  const clock = { at: start }
  let count = 0
  const tickets = openTickets<string>({ now: () => clock.at, random: () => `t${++count}`, ...rules })
  return { clock, tickets }
}

describe('a ticket', () => {
  test('is taken once', () => {
    const { tickets } = booth()
    const ticket = tickets.open('challenge')
    assert.equal(tickets.take(ticket), 'challenge')
    assert.equal(tickets.take(ticket), undefined)
    assert.equal(tickets.size, 0)
  })

  test('can be looked at without being taken, while it is good', () => {
    const { clock, tickets } = booth()
    const ticket = tickets.open('a')
    assert.equal(tickets.look(ticket), 'a')
    assert.equal(tickets.take(ticket), 'a')
    assert.equal(tickets.look(ticket), undefined)
    const old = tickets.open('b')
    clock.at = plus(start, 5 * minute)
    assert.equal(tickets.look(old), undefined)
  })

  test('lives five minutes', () => {
    const { clock, tickets } = booth()
    const [first, second_] = [tickets.open('a'), tickets.open('b')]
    clock.at = plus(start, 5 * minute - second)
    assert.equal(tickets.take(first), 'a')
    clock.at = plus(start, 5 * minute)
    assert.equal(tickets.take(second_), undefined)
  })

  test('that never was is undefined', () => {
    const { tickets } = booth()
    for (const odd of ['', 't1', '__proto__', 'constructor']) assert.equal(tickets.take(odd), undefined)
  })
})

describe('tickets', () => {
  test('of one address push out that address’s own, and nobody else’s', () => {
    const { tickets } = booth({ mostFromOne: 3 })
    const olenas = tickets.open('olena', '192.0.2.1')
    const flood = Array.from({ length: 50 }, () => tickets.open('flood', '203.0.113.9'))
    assert.equal(tickets.size, 4)
    assert.equal(tickets.take(olenas), 'olena')
    assert.deepEqual(flood.map((ticket) => tickets.take(ticket)).filter((one) => one !== undefined).length, 3)
  })

  test('never take more memory than was said, and the newest is there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 120 })), {
          maxLength: 200,
        }),
        (asks) => {
          const { clock, tickets } = booth({ most: 10, mostFromOne: 4 })
          for (const [from, seconds] of asks) {
            clock.at = plus(clock.at, seconds * second)
            const ticket = tickets.open('x', `${from}`)
            assert.ok(tickets.size <= 10)
            if (seconds % 3 === 0) assert.equal(tickets.take(ticket), 'x')
          }
          clock.at = plus(clock.at, 5 * minute)
          assert.equal(tickets.take('none'), undefined)
          assert.equal(tickets.size, 0)
        },
      ),
    )
  })
})
