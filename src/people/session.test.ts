import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute, plus, type Instant } from '#base'
import { isFreshlyProved, isSameBrowser, provedForMinutes } from './session.ts'

const noon = '2026-11-22T12:00:00.000Z' as Instant
const proved = { provedAt: noon }

describe('a proof of who one is', () => {
  test('is fresh for a quarter of an hour', () => {
    assert.equal(provedForMinutes, 15)
    assert.ok(isFreshlyProved(proved, noon))
    assert.ok(isFreshlyProved(proved, plus(noon, 15 * minute - 1)))
    assert.ok(!isFreshlyProved(proved, plus(noon, 15 * minute)))
  })

  test('from the future is none, but clocks of two servers may differ by a little', () => {
    assert.ok(isFreshlyProved(proved, plus(noon, -minute)))
    assert.ok(!isFreshlyProved(proved, plus(noon, -minute - 1)))
  })
})

test('a browser stays the same when only its numbers change', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'
  assert.ok(isSameBrowser(firefox, firefox.replaceAll('143.0', '144.0.1')))
  assert.ok(!isSameBrowser(firefox, firefox.replace('Linux', 'Windows')))
  assert.ok(!isSameBrowser(firefox, ''))
})
