import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Area, AreaCode } from '#areas'
import { areaFilter, concernOf, concerns, everything, mostAreas } from './area-filter.ts'
import { eventStreamReader } from './event-stream-reader.ts'
import { encodeEvent, liveBatch, liveFact, messagesAfter } from './live-event.ts'
import { eventId, newestNeeded, parseEventId } from './position.ts'

/** country ▸ north (▸ n1, n2), south (▸ s1) */
const parents: { readonly [code: string]: string | null } = {
  country: null,
  north: 'country',
  south: 'country',
  n1: 'north',
  n2: 'north',
  s1: 'south',
}
const area = (code: string) =>
  ({
    code: code as AreaCode,
    kind: 'district',
    parent: parents[code] as AreaCode | null,
    names: { en: code },
  }) as Area
const map = {
  get: (code: AreaCode) => (code in parents ? area(code) : undefined),
  ancestors(code: AreaCode): readonly Area[] {
    const parent = parents[code]
    return typeof parent === 'string' ? [area(parent), ...map.ancestors(parent as AreaCode)] : []
  },
}
const filterFor = (...codes: string[]) => {
  const filter = areaFilter(map, codes)
  assert(filter.ok)
  return filter.value
}
const about = (...codes: string[]) => concernOf(map, codes as AreaCode[])

describe('an area filter', () => {
  test('lets through what concerns the area, what it lies in and what lies in it', () => {
    assert(concerns(filterFor('north'), about('north')))
    assert(concerns(filterFor('north'), about('country')))
    assert(concerns(filterFor('north'), about('n2')))
    assert(concerns(filterFor('n1'), about('s1', 'n1')))
    assert(concerns(filterFor('n1', 's1'), about('south')))
    assert(concerns(filterFor('country'), about('s1')))
  })

  test('keeps out what concerns only neighbours', () => {
    assert(!concerns(filterFor('north'), about('south')))
    assert(!concerns(filterFor('n1'), about('n2')))
    assert(!concerns(filterFor('n1'), about('n2', 's1')))
    assert(!concerns(filterFor('n1', 'n2'), about('south')))
  })

  test('without areas lets everything through, even codes the map has lost', () => {
    assert(concerns(everything, about('gone')))
    assert(!concerns(filterFor('country'), about('gone')))
  })

  test('is the same for the same areas in any order', () => {
    assert.equal(filterFor('n2', 'n1', 'n2').key, filterFor('n1', 'n2').key)
  })

  test('names every code the map doesn’t have', () => {
    const filter = areaFilter(map, ['n1', 'nowhere', 'North'])
    assert(!filter.ok)
    assert.equal(filter.problem.code, 'channels/unknown-area')
    assert.deepEqual(filter.problem.details, { codes: ['North', 'nowhere'] })
  })

  test('is bounded', () => {
    const filter = areaFilter(
      map,
      Array.from({ length: mostAreas + 1 }, () => 'n1'),
    )
    assert(!filter.ok && filter.problem.code === 'channels/too-many-areas')
  })
})

describe('an event', () => {
  test('is read back by a browser’s rules as it was written, whatever line breaks its text has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'ж', '👋', ':', ' ', '\n', '\r', '\r\n', '\0', 'data: x', 'id: 9')),
        fc.nat({ max: 9 }),
        (parts, cut) => {
          const data = parts.join('')
          const bytes = encodeEvent({ event: 'notice', id: '7', data })
          const reader = eventStreamReader()
          const events = [...reader.read(bytes.subarray(0, cut)), ...reader.read(bytes.subarray(cut))]
          // Three kinds of line break arrive as one.
          assert.deepEqual(events, [
            { event: 'notice', data: data.replace(/\r\n|\r/g, '\n'), lastEventId: '7' },
          ])
          assert.equal(reader.lastEventId, '7')
        },
      ),
      { seed: 20251102 },
    )
  })

  test('may not smuggle a line through its name or its id', () => {
    assert.throws(() => encodeEvent({ event: 'a\nid: 5', data: 1 }), TypeError)
    assert.throws(() => encodeEvent({ id: '1\r', data: 1 }), TypeError)
  })
})

describe('an event’s id', () => {
  test('is the ledger’s seq on the last message of a fact, and tells how many were told on those before', () => {
    assert.deepEqual(
      [0, 1, 2].map((index) => eventId(123, index, 3)),
      ['122.1', '122.2', '123'],
    )
    assert.equal(eventId(123, 0, 1), '123')
  })

  test('leads back to exactly the messages that are missing', () => {
    const fact = liveFact(
      map,
      123,
      ['n1', 'n2', 's1'].map((code) => ({ event: 'notice', data: code, areas: [code as AreaCode] })),
    )
    const after = (id: string) => {
      const position = parseEventId(id)
      assert(position.ok)
      return messagesAfter(fact, everything, position.value).map((message) => fact.messages.indexOf(message))
    }
    assert.deepEqual(after('121'), [0, 1, 2])
    assert.deepEqual(after('122'), [0, 1, 2])
    assert.deepEqual(after('122.1'), [1, 2])
    assert.deepEqual(after('122.2'), [2])
    assert.deepEqual(after('123'), [])
    assert.deepEqual(messagesAfter(fact, filterFor('south'), { seq: 122, part: 1 }), [fact.messages[2]])
  })

  test('needs the fact it is a part of', () => {
    assert.equal(newestNeeded({ seq: 122, part: 0 }), 122)
    assert.equal(newestNeeded({ seq: 122, part: 1 }), 123)
  })

  for (const text of [
    '',
    '-1',
    '+1',
    '1e3',
    '007',
    '1.',
    '1.0',
    '.5',
    '1.2.3',
    ' 1',
    '0x1',
    '1234567890123456',
    'NaN',
    '12a',
  ])
    test(`is refused when it reads “${text}”`, () => {
      const position = parseEventId(text)
      assert(!position.ok && position.problem.code === 'channels/not-a-position')
    })
})

test('a batch with a hole in it can’t be made', () => {
  const fact = (seq: number) => liveFact(map, seq, [])
  assert.throws(() => liveBatch([fact(4), fact(6)]), RangeError)
  assert.deepEqual(liveBatch([fact(4), fact(5)]), { after: 3, through: 5, facts: [] })
})
