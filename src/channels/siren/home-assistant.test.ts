import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { sirenIn } from '../../../test/support/sirens.ts'
import { discovery, plainAvailability, plainCommand, plainReport, plainState } from './home-assistant.ts'
import { orderFor, quietTestOrder, usualTimes } from './order.ts'

const t0 = '2025-11-01T21:37:00.000Z' as Instant
const relay = sirenIn('zadonsk', 'relay:1', { kind: 'plain' })
const sound = orderFor(drillNotice(), relay.id, 1, t0, usualTimes).command
const stop = orderFor(drillNotice({ kind: 'all-clear' }), relay.id, 2, t0, usualTimes).command
const bytes = (text: string) => Buffer.from(text)

describe('a plain siren', () => {
  test('is told ON with tone and duration, and OFF', () => {
    assert.deepEqual(JSON.parse(plainCommand(sound) ?? ''), { state: 'ON', tone: 'danger', duration: 60 })
    assert.deepEqual(JSON.parse(plainCommand(stop) ?? ''), { state: 'OFF' })
  })
  test('can’t be tested quietly', () => {
    assert.equal(plainCommand(quietTestOrder(relay.id, 3, t0, usualTimes).command), undefined)
  })
  test('may answer with a word or with JSON; anything else is garbled', () => {
    assert.equal(plainState(bytes('ON')), 'on')
    assert.equal(plainState(bytes('{"state":"OFF","tone":"danger"}')), 'off')
    for (const text of ['', 'on', '{"state":1}', '{"state":', 'null', '[]', 'x'.repeat(5_000)])
      assert.equal(plainState(bytes(text)), undefined, text.slice(0, 20))
    assert.equal(plainAvailability(bytes('online')), 'here')
    assert.equal(plainAvailability(bytes('offline')), 'gone')
    assert.equal(plainAvailability(bytes('maybe')), undefined)
  })
  test('confirms only what fits the last order', () => {
    const meaning = (
      said: 'on' | 'off',
      last: typeof sound | undefined,
      was: 'was-sounding' | 'was-quiet' = 'was-quiet',
    ) => plainReport(relay, said, last, was, t0)?.condition
    assert.equal(meaning('on', sound), 'sounding')
    assert.equal(meaning('off', sound, 'was-sounding'), 'passed')
    assert.equal(meaning('off', stop), 'stopped')
    assert.equal(meaning('off', sound), undefined)
    assert.equal(meaning('on', stop), undefined)
    assert.equal(meaning('on', undefined), undefined)
  })
  test('is announced to Home Assistant under an id it allows', () => {
    const { topic, payload } = discovery(relay)
    assert.equal(topic, 'homeassistant/siren/relay_1/config')
    const config = JSON.parse(payload)
    assert.equal(config.command_topic, 'tocsin/v1/sirens/relay:1/plain/set')
    assert.equal(config.unique_id, 'tocsin_relay_1')
  })
})
