import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { eventStreamReader } from '../../src/channels/stream/event-stream-reader.ts'
import { absent } from '../support/absent.ts'
import { invite } from '../support/people.node.ts'
import { done, issueAlert, refused, zadonsky } from '../support/server.node.ts'
import { startTwoServers } from '../support/two-test-servers.node.ts'

test(
  'a server that does not decide serves the duty room too: what moves, the picture, and the end of a session',
  { skip: absent('postgres') },
  async () => {
    const servers = await startTwoServers()
    const { deciding, beside } = servers
    try {
      const officer = await invite(deciding, deciding.admin, 'Nina', {
        ...{ roles: ['officer'], areas: 'everywhere', modes: ['drill'] },
      })
      const events: { event: string; data: { kinds?: string[]; alerts?: string[]; why?: string } }[] = []
      const reader = eventStreamReader()
      let wake = () => {}
      const headers = { cookie: officer.cookie, 'user-agent': 'Tests/1' }
      const url = `http://localhost:${beside.port}/v1/duty/live`
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        get(url, { headers, agent: false }, resolve).once('error', reject)
      })
      assert.equal(response.statusCode, 200)
      const ended = new Promise<void>((resolve) => response.once('close', () => resolve()))
      response.on('data', (bytes: Buffer) => {
        for (const { event, data } of reader.read(bytes)) events.push({ event, data: JSON.parse(data) })
        wake()
      })
      const until = async (fits: (event: (typeof events)[number]) => boolean) => {
        for (;;) {
          const found = events.find(fits)
          if (found !== undefined) return found
          await new Promise<void>((resolve) => (wake = resolve))
        }
      }
      await until(({ event }) => event === 'hello')
      const { id } = await issueAlert(deciding)
      const moved = await until(({ data }) => data.kinds?.includes('board') === true)
      assert.ok(moved.data.alerts?.includes(id))
      const client = beside.withCookie(officer.cookie)
      const picture = done<{ alerts: { id: string }[]; sirens: null; channels: { state: string }[] }>(
        await client.get('/v1/duty'),
      )
      assert.ok(picture.alerts.some((alert) => alert.id === id))
      // It holds no channel, and says so instead of guessing.
      assert.equal(picture.sirens, null)
      assert.deepEqual([...new Set(picture.channels.map(({ state }) => state))], ['unknown'])
      // What the courier of the other one does is no fact: as long as something is in force it is looked at again.
      await until(({ data }) => data.kinds?.join() === 'reach,sirens')
      const set = { name: 'River', areas: [zadonsky] }
      refused(await client.ask('PUT', '/v1/area-sets/river', { body: set }), 'server/not-the-writer')
      done(await deciding.olena.ask('PUT', '/v1/area-sets/river', { body: set }))
      await until(({ data }) => data.kinds?.includes('area-sets') === true)
      assert.equal(done<{ sets: object[] }>(await client.get('/v1/area-sets')).sets.length, 1)
      done(await officer.client.post('/v1/sign-out', {}))
      assert.equal((await until(({ event }) => event === 'over')).data.why, 'signed-out')
      await ended
    } finally {
      await servers.close()
    }
  },
)
