import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Mode } from '#base'
import { drillNotice } from '../../test/support/notices.ts'
import type { Channel } from './channel.ts'
import { channelRegistry } from './registry.ts'

function channel(name: string, modes: readonly Mode[] = ['live', 'drill', 'test']): Channel {
  return {
    name,
    abilities: { longestText: 'any', confirms: 'nothing', aims: 'everyone', carries: 'every-level', modes },
    patienceFor: 1,
    concurrency: 1,
    targets: async () => [],
    send: async () => ({ kind: 'accepted', reference: name }),
    close: async () => {},
  }
}

describe('the channel registry', () => {
  test('finds a channel by its name', () => {
    const made = channelRegistry([channel('siren'), channel('webhook')])
    assert.ok(made.ok)
    assert.equal(made.value.get('webhook')?.name, 'webhook')
    assert.equal(made.value.get('bell'), undefined)
  })
  test('refuses two of one name', () => {
    const made = channelRegistry([channel('siren'), channel('siren')])
    assert.ok(!made.ok && made.problem.code === 'channels/duplicate-name')
  })
  test('gives a notice those channels that it chose and that carry its mode', () => {
    const made = channelRegistry([channel('siren', ['live']), channel('webhook'), channel('push')])
    assert.ok(made.ok)
    const names = (chosen: readonly string[] | 'all') =>
      made.value.for(drillNotice({ channels: chosen })).map(({ name }) => name)
    assert.deepEqual(names('all'), ['webhook', 'push'])
    assert.deepEqual(names(['push', 'siren']), ['push'])
  })
})
