import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { plus, second, virtualClock, type Instant } from '#base'
import type { Channel, ChannelStanding, Outcome } from '#channels'
import type { Attempt } from '#delivery'
import { openChannelBook } from './channel-health.ts'
import type { System } from './system.ts'

const start = '2026-11-23T02:00:00.000Z' as Instant

function world(channels: readonly Partial<Channel>[], decides: 'me' | 'other' = 'me') {
  const clock = virtualClock(start)
  let heard: (attempt: Attempt) => void = () => {}
  let applied: (facts: readonly object[]) => void = () => {}
  const open: Partial<Attempt>[] = []
  let counted = 0
  const system = {
    clock,
    decides: () => decides,
    channels: () => channels,
    onAttempt: (listen: typeof heard) => void (heard = listen),
    onApplied: (listen: typeof applied) => void (applied = listen),
    attempts: {
      async open({ after, limit }: { after?: string; limit: number }) {
        counted++
        const from = after === undefined ? 0 : open.findIndex(({ id }) => id === after) + 1
        return open.slice(from, from + limit)
      },
    },
  } as unknown as System
  const book = openChannelBook(system, ['siren', 'webhook'])
  return {
    ...{ clock, book, open },
    counted: () => counted,
    tried(channel: string, outcome: Outcome) {
      const at = clock.now()
      heard({ channel, state: outcome.kind, history: [{ at, outcome }], changedAt: at } as unknown as Attempt)
    },
    planned(channel: string) {
      heard({ channel, state: 'waiting', history: [], changedAt: clock.now() } as unknown as Attempt)
    },
    tested(channel: string, proven: 'yes' | 'no', failed: number) {
      applied([{ fact: { type: 'channel-tested', at: clock.now(), data: { channel, proven, failed } } }])
    },
    state: (name: string) => book.states().find((one) => one.name === name)!,
  }
}
const refused = { kind: 'refused', problem: 'webhook/timeout', retry: 'later' } as const

describe('a channel’s health', () => {
  test('is unknown until something was tried, and off where the installation has it not', () => {
    const { state } = world([{ name: 'webhook' }])
    assert.deepEqual(state('webhook'), { name: 'webhook', state: 'unknown', since: null, says: null })
    assert.equal(state('siren').state, 'off')
  })
  test('is unknown for all of them on a server that does not decide', () => {
    const { book } = world([], 'other')
    assert.deepEqual(
      book.states().map(({ name, state }) => [name, state]),
      ['siren', 'webhook', 'stream', 'feed'].map((name) => [name, 'unknown']),
    )
  })
  test('is what the last try taught, since it first did; planning teaches nothing', () => {
    const { clock, state, tried, planned } = world([{ name: 'webhook' }])
    planned('webhook')
    assert.equal(state('webhook').state, 'unknown')
    tried('webhook', { kind: 'accepted', reference: 'r' })
    assert.deepEqual(state('webhook'), { name: 'webhook', state: 'working', since: start, says: null })
    clock.advance(second)
    tried('webhook', refused)
    clock.advance(second)
    tried('webhook', { kind: 'unknown', problem: 'webhook/broke-off' })
    const failing = { state: 'failing', since: plus(start, second), says: { code: 'webhook/broke-off' } }
    assert.deepEqual(state('webhook'), { name: 'webhook', ...failing })
  })
  test('is what it says of itself, where it can', () => {
    let standing: ChannelStanding = { state: 'working', since: start }
    const { state, tried } = world([{ name: 'siren', standing: () => standing }])
    tried('siren', refused)
    assert.equal(state('siren').state, 'working', 'one siren that refuses is no broken line')
    standing = { state: 'failing', since: start, problem: 'siren/broker-unreachable' }
    assert.deepEqual(state('siren').says, { code: 'siren/broker-unreachable' })
  })
  test('of what the public reads is what its last test proved', () => {
    const { state, tested } = world([])
    tested('feed', 'no', 0)
    assert.equal(state('feed').state, 'unknown', 'there was nothing to try')
    tested('feed', 'yes', 0)
    assert.equal(state('feed').state, 'working')
    tested('feed', 'no', 1)
    assert.equal(state('feed').state, 'failing')
  })
  test('comes with what still waits on it, counted at most once a second', async () => {
    const { book, open, counted, clock } = world([{ name: 'webhook' }])
    for (let i = 0; i < 1_200; i++)
      open.push({ id: `a${i}` as Attempt['id'], channel: i < 1_000 ? 'webhook' : 'siren' })
    const waiting = async () => (await book.health()).map((one) => [one.name, one.waiting])
    const both = [
      ['siren', 200],
      ['webhook', 1_000],
      ['stream', 0],
      ['feed', 0],
    ]
    assert.deepEqual(await waiting(), both)
    const pages = counted()
    open.length = 0
    assert.deepEqual(await waiting(), both)
    assert.equal(counted(), pages)
    clock.advance(second)
    assert.deepEqual((await waiting())[1], ['webhook', 0])
  })
})
