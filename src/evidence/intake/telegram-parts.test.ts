import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readTelegram } from './telegram-parts.ts'

const message = {
  ...{ id: 7, type: 'message', date: '2025-11-02T00:37:00', date_unixtime: '1762033020' },
  ...{ from: 'Канал', from_id: 'channel12', text: 'Отбой' },
}
const chat = (...messages: unknown[]) => ({ name: 'Канал', type: 'public_channel', id: 12, messages })
function read(root: unknown) {
  const chats = readTelegram(JSON.stringify(root))
  assert.ok(chats.ok)
  const parts = [...chats.value.parts]
  return {
    parts,
    empty: chats.value.empty,
    passedOver: chats.value.passedOver,
    messages: chats.value.messages,
  }
}
const first = (changes: object) => read(chat({ ...message, ...changes })).parts[0]

describe('a message of an export', () => {
  test('is a part with its channel, its time and its identity', () => {
    assert.deepEqual(read(chat(message)).parts, [
      {
        ...{ part: 'message 7', text: 'Отбой', publisher: { key: 'telegram:12', name: 'Канал' } },
        times: [
          { by: 'telegram', field: 'date_unixtime', text: '1762033020', at: '2025-11-01T21:37:00.000Z' },
        ],
        ...{ identity: 'telegram:12 7', marks: {} },
      },
    ])
  })
  test('is put together of its pieces', () => {
    const pieces = [
      '🔴 ',
      { type: 'bold', text: 'Угроза' },
      '\n',
      { type: 'link', text: 'https://t.example' },
    ]
    assert.equal(first({ text: pieces })?.text, '🔴 Угроза\nhttps://t.example')
  })
  test('keeps the marks of what was forwarded, edited and replied to', () => {
    const part = first({
      ...{ forwarded_from: 'Другой канал', reply_to_message_id: 3, edited_unixtime: '1762033080' },
      ...{ author: 'Дежурный' },
    })
    assert.deepEqual(part?.marks, {
      ...{ forwardedFrom: 'Другой канал', replyTo: 'message 3', editedAt: '2025-11-01T21:38:00.000Z' },
    })
    assert.equal(part?.author, 'Дежурный')
    // Edited, it says something else.
    assert.notEqual(part?.identity, first({})?.identity)
  })
  test('without date_unixtime has a time as it is written, and no instant', () => {
    const { date_unixtime: _, ...older } = message
    assert.deepEqual(read(chat(older)).parts[0]?.times, [
      { by: 'telegram', field: 'date', text: '2025-11-02T00:37:00', at: null },
    ])
    assert.equal(first({ date_unixtime: '-5' })?.times[0]?.at, null)
  })
  test('that is a picture, or somebody who joined, gives none, and is counted', () => {
    const some = read(chat({ ...message, text: '' }, { ...message, type: 'service', text: 'x' }, message))
    assert.deepEqual([some.parts.length, some.empty, some.passedOver, some.messages], [1, 2, 0, 3])
  })
  test('of wrong types is passed over and counted', () => {
    const strange = [
      null,
      7,
      'x',
      [],
      { ...message, id: {} },
      { ...message, text: 7 },
      { ...message, text: [{ text: [] }] },
    ]
    const some = read(chat(...strange, message))
    assert.deepEqual([some.parts.length, some.passedOver], [1, strange.length])
  })
})

describe('an export', () => {
  test('of everything holds several chats', () => {
    const all = {
      about: '…',
      chats: { list: [chat(message), { ...chat({ ...message, id: 8 }), id: 13, name: 'Б' }] },
    }
    assert.deepEqual(
      read(all).parts.map(({ identity }) => identity),
      ['telegram:12 7', 'telegram:13 8'],
    )
  })
  for (const [what, json, why] of [
    ['cut short', '{"messages":[{"id":1', 'it is no JSON, or was cut short'],
    ['without messages', '{"name":"x"}', 'it has no list of messages'],
    ['that is a list', '[]', 'it has no list of messages'],
    ['whose messages are none', '{"messages":{}}', 'it has no list of messages'],
  ] as const)
    test(`${what} is refused`, () => {
      const refused = readTelegram(json)
      assert.deepEqual(!refused.ok && refused.problem, {
        ...{ code: 'evidence/garbled', details: { kind: 'a Telegram export', why } },
      })
    })
  test('never throws, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        const chats = readTelegram(json)
        if (chats.ok) assert.ok([...chats.value.parts].every(({ text }) => text !== ''))
      }),
      { seed: 19, numRuns: 300 },
    )
    const loose = fc.record({
      id: fc.anything(),
      text: fc.anything(),
      date_unixtime: fc.anything(),
      from: fc.anything(),
    })
    fc.assert(
      fc.property(fc.array(loose), (messages) => {
        const json = JSON.stringify({ messages }, (_, value) => (typeof value === 'bigint' ? 1 : value))
        const chats = readTelegram(json)
        if (chats.ok) void [...chats.value.parts]
      }),
      { seed: 23, numRuns: 300 },
    )
  })
})
