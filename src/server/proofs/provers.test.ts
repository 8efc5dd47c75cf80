import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countingIds, virtualClock, type Instant, type PersonId } from '#base'
import type { Fact } from '#ledger'
import type { Publishing } from '../publishing.ts'
import type { System } from '../system.ts'
import { feedProver } from './feed-prover.ts'
import type { OwnDoor } from './own-door.http.ts'
import { streamProver } from './stream-prover.ts'

const clock = virtualClock('2026-11-23T02:40:00.000Z' as Instant)
const { signal } = new AbortController()
const by = { by: 'ann' as PersonId, via: 'key:ann' }
const board = { event: 'board', data: '{}', lastEventId: '1' }

function systemWith(note: () => Promise<Fact | undefined>): System {
  const authority = { areas: ['RU-LIP'], languages: ['en'] }
  return { clock, ids: countingIds(), authority, config: { mode: 'drill' }, note } as unknown as System
}
const fact = { seq: 7, at: clock.now() } as Fact
const codes = (steps: readonly { code: string; outcome: string }[]) =>
  steps.map(({ code, outcome }) => `${code} ${outcome}`)

describe('a proof of the live stream', () => {
  const prove = async (door: Partial<OwnDoor>, note = async (): Promise<Fact | undefined> => fact) =>
    codes(await streamProver(systemWith(note), door as OwnDoor, by).prove(['own-port'], signal))

  test('fails where no stream is opened', async () =>
    assert.deepEqual(await prove({ readUntil: () => Promise.reject(new Error('it was answered 503')) }), [
      'stream-not-opened failed',
    ]))

  test('fails where the ledger takes nothing, whatever the stream does', async () => {
    const readUntil: OwnDoor['readUntil'] = (_, wanted) => {
      wanted(board)
      return new Promise(() => {})
    }
    assert.deepEqual(await prove({ readUntil }, async () => undefined), [
      'stream-opened passed',
      'fact-not-written failed',
    ])
  })

  test('fails where the fact is not seen, and by the probe of another test', async () => {
    const readUntil: OwnDoor['readUntil'] = async (_, wanted) => {
      assert.equal(wanted(board), false)
      const other = { event: 'probe', data: '{"probe":"another"}', lastEventId: '7' }
      assert.equal(wanted(other), false)
      assert.equal(wanted({ ...other, event: 'notice', data: '{"probe":"probe-000001"}' }), false)
      throw new Error('the stream ended')
    }
    assert.deepEqual((await prove({ readUntil })).at(-1), 'reader-saw-nothing failed')
  })

  test('is one where the reader sees the very probe', async () => {
    const readUntil: OwnDoor['readUntil'] = async (_, wanted) => {
      wanted(board)
      await Promise.resolve()
      assert.ok(wanted({ event: 'probe', data: '{"probe":"probe-000001"}', lastEventId: '7' }))
    }
    assert.deepEqual((await prove({ readUntil })).at(-1), 'reader-saw-it passed')
  })
})

describe('a proof of the feed', () => {
  const publishing = {
    now: async () => [{ kind: 'own', id: 'alert-1.1' }],
  } as unknown as Publishing
  const prove = async (answers: readonly [number, string][]) => {
    let asked = 0
    const door = {
      fetch: async () => {
        const [status, body] = answers[asked++]!
        return { status, body }
      },
    } as unknown as OwnDoor
    const prover = feedProver(
      systemWith(async () => fact),
      publishing,
      door,
    )
    return codes(await prover.prove(['own-feed'], signal)).at(-1)
  }

  test('fails where the feed, its newest message, or what is behind the link is not there', async () => {
    const feed = '<feed><link href="http://x/v1/notices/alert-1.1.cap"/></feed>'
    assert.equal(await prove([[500, '']]), 'feed-not-answered failed')
    assert.equal(await prove([[200, '<html>']]), 'feed-not-answered failed')
    assert.equal(await prove([[200, '<feed></feed>']]), 'newest-missing failed')
    assert.equal(
      await prove([
        [200, feed],
        [404, ''],
      ]),
      'message-missing failed',
    )
    assert.equal(
      await prove([
        [200, feed],
        [200, '<alert></alert>'],
      ]),
      'message-answered passed',
    )
  })
})
