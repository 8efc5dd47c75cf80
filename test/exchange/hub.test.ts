/** Our hub and our own subscriber, as two whole servers: what is issued here stands there without being asked for. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { done, issueAlert, red, refused, startTestServer, zadonsky } from '../support/server.node.ts'
import { reservablePort } from '../support/started.node.ts'

test('a server that reads a feed with a hub is told at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-hub-'))
  const shipped = readFileSync(join(import.meta.dirname, '../../packs/lipetsk/authority.json'), 'utf8')
  const authority = join(folder, 'reader.json')
  writeFileSync(authority, JSON.stringify({ ...JSON.parse(shipped), sender: 'reader@peers.example' }))
  const port = await reservablePort()
  const publisher = await startTestServer({
    settings: { TOCSIN_BROKER: 'none', TOCSIN_HUB: 'yes', TOCSIN_HUB_ALLOW: '127.0.0.1' },
  })
  const reader = await startTestServer({
    settings: {
      ...{ TOCSIN_BROKER: 'none', TOCSIN_AUTHORITY: authority, TOCSIN_SOURCE_ALLOW: '127.0.0.1,localhost' },
      ...{ TOCSIN_PORT: String(port), TOCSIN_PUBLIC_URL: `http://127.0.0.1:${port}` },
    },
    expects: /source|hub|message/i,
  })
  try {
    const until = async (is: () => Promise<boolean>, what: string) => {
      for (let tries = 0; tries < 200; tries++) {
        if (await is()) return
        await wait(50)
      }
      assert.fail(`it never came true that ${what}`)
    }
    const asked = await publisher.stranger.ask('POST', '/hub', {
      raw: 'hub.mode=subscribe&hub.topic=x&hub.callback=y',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    refused(asked, 'server/hub-topic')
    done(
      await reader.admin.ask('PUT', '/v1/sources/peer', {
        body: {
          ...{ address: `${publisher.url}/v1/feed.atom`, takes: 'relayed', mapping: 'lipetsk' },
          modes: { exercise: 'let-in' },
        },
      }),
    )
    await reader.admin.post('/v1/sources/peer/check', {})
    const { shelf } = publisher.running.system
    await until(
      async () => (await shelf.list('hub-subscriptions')).length === 1,
      'the subscription is confirmed',
    )
    const before = performance.now()
    const { id } = await issueAlert(publisher, red([zadonsky]))
    const lines = async () =>
      done<{ lines: unknown[] }>(await reader.stranger.get('/v1/board?mode=drill')).lines.length
    await until(async () => (await lines()) === 1, 'it stands on the reader’s board')
    done(await publisher.olena.post(`/v1/alerts/${id}/all-clear`, {}))
    await until(async () => (await lines()) === 0, 'and is over there')
    // Far less than the shortest time between two polls.
    assert.ok(performance.now() - before < 10_000)
  } finally {
    await reader.close()
    await publisher.close()
    rmSync(folder, { recursive: true })
  }
})
