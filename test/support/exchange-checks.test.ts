import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { plus, second, type Instant } from '#base'
import { messageStream } from '#exchange'
import type { Fact } from '#ledger'
import { messageKey, type Seen, type SeenKey } from '../../src/exchange/dedupe.ts'
import { newState } from '../../src/exchange/source-state.ts'
import {
  askedNeedlessly,
  doneTooEarly,
  dueTooSoon,
  impatient,
  movedTwice,
  neverMoved,
  neverTaken,
  takenWrongly,
  windowsOf,
  type Kept,
} from './exchange-checks.ts'
import { inCap, warning } from './outside-world.ts'

const at = '2026-11-22T06:00:00.000Z' as Instant
const message = { ...warning('one', at), sender: 'town.example' }
const href = 'http://127.0.0.1:1/town/one.cap'
const publisher = {
  ...{ name: 'town', feed: '/town/feed', messages: [message], hrefOf: () => href },
  shownAt: (etag: string) => (etag === '"2"' ? ['one'] : []),
} as const
const key = messageKey(message)
const link: Seen = { kind: 'link', seenAt: at, url: href, tries: 0, nextAt: null }
const mark: Seen = { kind: 'message', seenAt: at, how: 'taken', digest: 'd' as never }

const fact = (seq: number, stream: string, type: string, data: object) =>
  ({ seq, stream, type, data }) as unknown as Fact
const named = { sender: message.sender, identifier: 'one', sent: inCap(at) }
const stream = messageStream(named)
const received = (seq: number, more: object = {}) =>
  fact(seq, stream, 'message-received', {
    ...{ ...named, bytes: 'b', acts: [{ what: 'relay', alert: 'a' }] },
    ...more,
  })
const moved = (seq: number) => fact(seq, 'alert:a', 'alert-issued', { order: { key: `${stream}:0` } })
const kept = (more: {
  seen?: [SeenKey, Seen][]
  etag?: string
  bytes?: string[]
  movedThrough?: number
}): Kept => ({
  seen: new Map([['town', new Map(more.seen)]]),
  states: new Map([
    [
      'town',
      {
        ...newState({ address: href }, plus(at, 5 * second)),
        ...(more.etag === undefined ? {} : { validators: { etag: more.etag } }),
      },
    ],
  ]),
  bytes: new Set(more.bytes ?? ['b']),
  movedThrough: more.movedThrough ?? 0,
})
const whole = kept({
  seen: [
    [key, mark],
    ['l' as SeenKey, link],
  ],
  ...{ etag: '"2"', movedThrough: 2 },
})

describe('the checks of what was taken in', () => {
  test('are content with what was taken once and put up once', () => {
    const facts = [received(1), moved(2)]
    assert.deepEqual(takenWrongly(facts, [publisher], whole), [])
    assert.deepEqual(neverTaken(facts, [publisher]), [])
    assert.deepEqual(doneTooEarly(facts, [publisher], whole), [])
    assert.deepEqual([...movedTwice(facts), ...neverMoved(facts, whole)], [])
    assert.deepEqual(windowsOf(facts, [publisher], whole), [])
    assert.deepEqual(dueTooSoon(publisher, at, whole, 5), [])
  })

  test('name a message that was taken twice, that nobody sent, whose bytes are gone, or that never came', () => {
    assert.match(takenWrongly([received(1), received(3)], [publisher], whole).join(), /facts 1 and 3/)
    const other = received(1, { identifier: 'other' })
    assert.match(takenWrongly([other], [publisher], whole).join(), /nobody sent/)
    assert.match(takenWrongly([received(1)], [publisher], kept({ bytes: [] })).join(), /are gone/)
    assert.match(neverTaken([], [publisher]).join(), /never taken/)
  })

  test('name what is held to be done before it was', () => {
    const marked = kept({ seen: [[key, mark]] })
    assert.match(doneTooEarly([], [publisher], marked).join(), /is marked as seen/)
    assert.match(doneTooEarly([], [publisher], kept({ seen: [['l' as SeenKey, link]] })).join(), /is done/)
    assert.match(doneTooEarly([], [publisher], kept({ etag: '"2"' })).join(), /held to be read/)
    assert.deepEqual(doneTooEarly([], [publisher], kept({ etag: '"1"' })), [])
    assert.match(neverMoved([received(1)], kept({ movedThrough: 1 })).join(), /passed over/)
    assert.deepEqual(neverMoved([received(1)], kept({})), [])
    assert.match(movedTwice([moved(2), moved(4)]).join(), /facts 2 and 4/)
  })

  test('name what was asked for in vain, and too soon', () => {
    assert.match(askedNeedlessly(['/town/one.cap'], [publisher], whole).join(), /asked for again/)
    assert.deepEqual(askedNeedlessly(['/town/feed'], [publisher], whole), [])
    const asked = (atMs: number, told: 'told' | 'by-itself') => ({ atMs, told })
    assert.match(
      impatient('f', [asked(0, 'by-itself'), asked(1_000, 'by-itself')], 5).join(),
      /after 1000 ms/,
    )
    assert.deepEqual(
      impatient('f', [asked(0, 'by-itself'), asked(1_000, 'told'), asked(6_000, 'by-itself')], 5),
      [],
    )
    assert.match(dueTooSoon(publisher, plus(at, 4 * second), whole, 5).join(), /is to be again/)
  })

  test('know between which two writes a life ended', () => {
    assert.deepEqual(windowsOf([], [publisher], kept({})), ['between the bytes and the fact'])
    assert.deepEqual(windowsOf([received(1)], [publisher], kept({})), [
      'between the fact and the board',
      'between the fact and its mark',
    ])
  })
})
