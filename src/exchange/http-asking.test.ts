import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { freshSecondsOf, linksOf, retryAfterOf } from './http-asking.ts'

const at = '2026-11-22T06:00:00.000Z' as Instant

describe('the headers of an answer', () => {
  test('say when to come back, in seconds or as a date', () => {
    assert.equal(retryAfterOf('120', at), '2026-11-22T06:02:00.000Z')
    assert.equal(retryAfterOf(' Sun, 22 Nov 2026 07:00:00 GMT ', at), '2026-11-22T07:00:00.000Z')
    for (const text of [
      undefined,
      '',
      'soon',
      '-5',
      '0',
      '1.5',
      '2026-11-22',
      'Sun, 22 Nov 2026 05:00:00 GMT',
    ])
      assert.equal(retryAfterOf(text, at), undefined, text)
  })
  test('say for how long they are fresh', () => {
    assert.equal(freshSecondsOf({ 'cache-control': 'public, max-age=300' }), 300)
    assert.equal(freshSecondsOf({ 'cache-control': 'Max-Age="300"', age: '120' }), 180)
    assert.equal(freshSecondsOf({ 'cache-control': 'max-age=300', age: '900' }), 0)
    const date = 'Sun, 22 Nov 2026 06:00:00 GMT'
    assert.equal(freshSecondsOf({ expires: 'Sun, 22 Nov 2026 06:10:00 GMT', date }), 600)
    for (const headers of [
      {},
      { 'cache-control': 'no-store, max-age=300' },
      { 'cache-control': 'no-cache, max-age=300' },
      { 'cache-control': 's-maxage=300' },
      { 'cache-control': 'max-age=many' },
      { expires: '-1', date },
    ])
      assert.equal(freshSecondsOf(headers), undefined, JSON.stringify(headers))
  })
  test('name hubs and the feed’s own address', () => {
    const hub = { target: 'https://hub.example/', rels: ['hub'] }
    assert.deepEqual(linksOf('<https://hub.example/>; rel="hub"'), [hub])
    assert.deepEqual(
      linksOf(
        '<https://hub.example/>;rel=hub;type="a;b,c", <self>; title="x, <y>; rel=z"; rel="self ALTERNATE"',
      ),
      [hub, { target: 'self', rels: ['self', 'alternate'] }],
    )
    for (const text of [undefined, '', '<a>', 'rel=hub', '<a; rel=hub', '<a>; rel=""'])
      assert.deepEqual(linksOf(text), [], text)
  })
  test('take no time to read, however they are made', () => {
    const begun = performance.now()
    for (const piece of ['<', '<a>;', '<a>; x', '<a>;x="', ';rel=', '<a> ; x = "\\', ' '])
      linksOf(piece.repeat(100_000))
    assert.ok(performance.now() - begun < 1_000)
  })
})
