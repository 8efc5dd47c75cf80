import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildHierarchy } from '#areas'
import type { Instant } from '#base'
import { shippedThreatBook } from '#threats'
import { readPosted, type Posted, type PostedAlert } from './posted.ts'
import { reportOf } from './to-report.ts'

const now = '2026-11-22T17:00:00.000Z' as Instant
const read = (body: unknown) =>
  readPosted(new TextEncoder().encode(JSON.stringify(body)), 'application/json; charset=utf-8', now)
const taken = (body: unknown): readonly PostedAlert[] => {
  const { alerts, refused } = read(body) as Posted
  assert.deepEqual(refused, [])
  return alerts
}
const built = buildHierarchy([])
assert.ok(built.ok)
const known = { book: shippedThreatBook(), hierarchy: built.value }
const labels = { alertname: 'WaterRises' }

describe('what is posted to Alertmanager', () => {
  test('may have nanoseconds, a zone, or Go’s time of nothing', () => {
    const [first, second, third] = taken([
      { labels, startsAt: '2026-11-22T16:59:58.123456789Z' },
      { labels, startsAt: '2026-11-22T18:59:58+02:00', endsAt: '2026-11-22T17:00:00Z' },
      { labels, startsAt: '0001-01-01T00:00:00.000Z', endsAt: '0001-01-01T00:00:00.000Z' },
    ])
    assert.equal(first?.startsAt, '2026-11-22T16:59:58.123Z')
    assert.equal(second?.startsAt, '2026-11-22T16:59:58.000Z')
    assert.equal(third?.startsAt, undefined)
    assert.deepEqual(
      [first, second, third].map((one) => reportOf(one!, now, known).goesOn),
      ['yes', 'over', 'yes'],
    )
  })

  test('is the same by its labels alone, in whatever order', () => {
    const [a, b, c, d] = taken([
      { labels: { x: '1', y: '2' } },
      { labels: { y: '2', x: '1', z: '' }, annotations: { summary: 'other' } },
      { labels: { x: '1', y: '3' } },
      { labels: { x: '1","y":"2' } },
    ]).map((one) => reportOf(one, now, known).name)
    assert.equal(a, b)
    assert.equal(new Set([a, c, d]).size, 3)
  })

  test('is refused with a reason, and what stands beside it is not', () => {
    const { alerts, refused } = read([{ labels }, { labels: { 'a b': 'x' } }, { labels: {} }]) as Posted
    assert.equal(alerts.length, 1)
    assert.deepEqual(refused, ['invalid label set: invalid name "a b"', 'at least one label pair required'])
  })

  test('is no body at all where it is none', () => {
    for (const [body, status] of [
      [null, 400],
      [{}, 400],
      [[null], 400],
      [[[]], 400],
      [[{}], 422],
      [[{ labels: 'x' }], 400],
      [[{ labels, generatorURL: 5 }], 400],
      [[{ labels, endsAt: '2026-13-22T17:00:00Z' }], 400],
    ] as const)
      assert.equal((read(body) as { status?: number }).status, status, JSON.stringify(body))
    assert.equal((readPosted(Uint8Array.of(0xff), 'application/json', now) as { status: number }).status, 400)
    assert.equal((readPosted(new Uint8Array(), undefined, now) as { status: number }).status, 415)
  })

  test('becomes plain text, with links to the web alone', () => {
    const [posted] = taken([
      {
        labels: { ...labels, a: '\u001B[31mred\r\n\u202Eleft' },
        annotations: { summary: '' },
        generatorURL: 'javascript:alert(1)',
      },
    ])
    const report = reportOf(posted!, now, known)
    assert.equal(report.text, 'summary: \na: [31mred left\nalertname: WaterRises')
    assert.equal(report.headline, 'WaterRises')
    assert.equal(report.link, undefined)
    assert.equal(report.severity, 'Unknown')
  })
})
