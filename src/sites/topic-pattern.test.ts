import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { topicPattern } from './topic-pattern.ts'

const pattern = (text: string) => {
  const read = topicPattern(text)
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

describe('a pattern of topics', () => {
  test('is subscribed to with a plus for each place, and says what stands there', () => {
    const plants = pattern('plants/{site}/stations/{station}')
    assert.equal(plants.filter, 'plants/+/stations/+')
    assert.deepEqual(plants.match('plants/north/stations/np-1'), { site: 'north', station: 'np-1' })
  })
  test('matches nothing else', () => {
    const plants = pattern('plants/{site}/stations/{station}')
    for (const topic of ['plants/north/stations', 'plants/north/stations/np-1/x', 'dams/north/stations/np-1'])
      assert.equal(plants.match(topic), undefined, topic)
  })
  test('may have levels that say nothing, and an open end', () => {
    const open = pattern('eu/+/{station}/#')
    assert.deepEqual(open.match('eu/de/1'), { station: '1' })
    assert.deepEqual(open.match('eu/de/1/raw/now'), { station: '1' })
    assert.equal(open.match('eu/de'), undefined)
  })
  test('is refused where it could never be subscribed to, or says a thing twice', () => {
    for (const text of [
      '',
      '$SYS/x',
      'a/#/b',
      'a/b+',
      'a/{city}',
      '{site}/{site}',
      'a/{site',
      'x'.repeat(501),
    ])
      assert.equal(topicPattern(text).ok, false, text)
  })
})
