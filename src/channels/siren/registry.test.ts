import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { memoryShelf } from '#base'
import { sirenIn } from '../../../test/support/sirens.ts'
import { readSirenList, shelfSirens } from './registry.ts'
import type { SirenId } from './siren.ts'
import { parseTopic, topicOf } from './topics.ts'

const entry = {
  id: 'zadonsk-1',
  name: 'Zadonsk 1',
  area: 'gn:467120',
  lon: 38.93,
  lat: 52.39,
  operator: 'Zadonsky EDDS',
}
const read = (list: unknown) => readSirenList(JSON.stringify(list), ['drill', 'test'])

describe('a list of sirens', () => {
  test('is read with positions and the usual modes', () => {
    const list = read([entry])
    assert.ok(list.ok)
    assert.deepEqual(list.value[0]?.position, { lon: 38.93, lat: 52.39 })
    assert.deepEqual(list.value[0]?.modes, ['drill', 'test'])
  })
  test('gives a plain siren no drills unless it says so', () => {
    const list = read([{ ...entry, kind: 'plain' }])
    assert.deepEqual(list.ok && list.value[0]?.modes, [])
  })
  test('is refused whole, with the place, for each kind of fault', () => {
    const faults: readonly (readonly [unknown, string])[] = [
      [[{ ...entry, id: 'a/b' }], 'siren/bad-list'],
      [[{ ...entry, id: '+' }], 'siren/bad-list'],
      [[{ ...entry, lat: 91 }], 'siren/bad-list'],
      [[{ ...entry, lat: undefined }], 'siren/bad-list'],
      [[{ ...entry, surprise: 1 }], 'siren/bad-list'],
      [[entry, entry], 'siren/duplicate-id'],
      [{ entry }, 'siren/bad-list'],
    ]
    for (const [list, code] of faults) {
      const result = read(list)
      assert.ok(!result.ok && result.problem.code === code, JSON.stringify(list))
    }
    assert.ok(!readSirenList('[', []).ok)
  })
})

describe('the siren registry', () => {
  test('keeps sirens over a restart, in the order of their ids, and forgets those removed', async () => {
    const shelf = memoryShelf()
    const registry = await shelfSirens(shelf)
    await registry.put([sirenIn('b', 'b-1'), sirenIn('a', 'a-1')])
    await registry.remove(['b-1' as SirenId])
    await registry.put([sirenIn('c', 'c-1')])
    const again = await shelfSirens(shelf)
    assert.deepEqual(
      again.all().map(({ id }) => id),
      ['a-1', 'c-1'],
    )
    assert.equal(again.get('b-1' as SirenId), undefined)
  })
  test('tells of an entry it can’t read and serves the others', async () => {
    const shelf = memoryShelf()
    await (await shelfSirens(shelf)).put([sirenIn('a', 'a-1')])
    await shelf.put('sirens', [{ key: 'broken', document: { id: 'broken' } }])
    const unreadable: string[] = []
    const registry = await shelfSirens(shelf, (key) => unreadable.push(key))
    assert.deepEqual(unreadable, ['broken'])
    assert.equal(registry.all().length, 1)
  })
})

describe('a siren’s topic', () => {
  test('is found again from what was made of the id', () => {
    const id = 'zadonsk-1' as SirenId
    for (const part of [
      'command',
      'state',
      'heartbeat',
      'plain/set',
      'plain/state',
      'plain/availability',
    ] as const)
      assert.deepEqual(parseTopic(topicOf(id, part)), { siren: id, part })
  })
  test('is nothing else', () => {
    for (const topic of [
      'tocsin/v1/sirens/+/command',
      'tocsin/v1/sirens/a/b',
      'tocsin/v1/sirens//state',
      'x',
      'tocsin/v1/sirens/a/state/x',
    ])
      assert.equal(parseTopic(topic), undefined, topic)
  })
})
