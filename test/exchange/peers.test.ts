/** Two whole servers that read each other: what one says stands on the other's board and in its feed as it was said, and never comes home. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { readCap } from '#cap/reader'
import { readFileSync } from 'node:fs'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../packs/lipetsk/authority.json'), 'utf8'),
) as { readonly [name: string]: unknown }

describe('two servers that read each other', () => {
  let folder: string
  let one: TestServer
  let other: TestServer
  const start = (name: string) => {
    const authority = join(folder, `${name}.json`)
    writeFileSync(authority, JSON.stringify({ ...shipped, sender: `${name}@peers.example` }))
    return startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_AUTHORITY: authority, TOCSIN_SOURCE_ALLOW: '127.0.0.1,localhost' },
      },
      expects: /source|message/i,
    })
  }
  const peers = async (at: TestServer, from: TestServer) =>
    done(
      await at.admin.ask('PUT', '/v1/sources/peer', {
        body: {
          ...{ address: `${from.url}/v1/feed.atom?mode=drill&lang=en`, takes: 'relayed', mapping: 'lipetsk' },
          modes: { exercise: 'let-in' },
        },
      }),
    )
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tocsin-peers-'))
    one = await start('one')
    other = await start('other')
    await peers(other, one)
    await peers(one, other)
  })
  after(async () => {
    await one.close()
    await other.close()
    rmSync(folder, { recursive: true })
  })

  interface Shown {
    readonly health?: { readonly counts: { readonly [what: string]: number } }
  }
  const check = async (at: TestServer) =>
    done<Shown>(await at.admin.post('/v1/sources/peer/check', {})).health!
  const alerts = async (at: TestServer) =>
    done<{ lines: { alerts: { alert: string }[] }[] }>(
      await at.stranger.get('/v1/board?mode=drill'),
    ).lines.flatMap((line) => line.alerts.map(({ alert }) => alert))
  const until = async (is: () => Promise<boolean>, what: string) => {
    for (let tries = 0; tries < 200; tries++) {
      if (await is()) return
      await wait(50)
    }
    assert.fail(`it never came true that ${what}`)
  }
  const feedOf = async (at: TestServer) => {
    const { text } = await at.stranger.get('/v1/feed.atom')
    const read = readCap(text)
    assert.deepEqual(read.problems, [])
    return read.feed!.entries
  }
  const path = (address: string) => address.replace(/^https?:\/\/[^/]+/, '')

  test('pass on what the other says unchanged, and take nothing of their own back', async () => {
    const { id } = await issueAlert(one, red([zadonsky]))
    await check(other)
    await until(async () => (await alerts(other)).length > 0, 'the other’s board shows it')
    const [relayed] = await alerts(other)
    assert.match(relayed!, /^relay-/)
    const [entry, ...more] = await feedOf(other)
    assert.deepEqual(more, [], 'it stands in the feed once, and not in our name')
    const original = (await one.stranger.get(`/v1/notices/${id}.1.cap`)).text
    assert.match(entry!.capHref!, /\/v1\/relayed\/[0-9a-f]{32}\.cap$/)
    assert.equal((await other.stranger.get(path(entry!.capHref!))).text, original)
    assert.equal(entry!.hints['identifier'], `${id}.1`)
    refused(await other.stranger.get(`/v1/notices/${relayed}.1.cap`), 'alerts/unknown')
    // And back: what it knows as its own stays as it is.
    const before = await one.head()
    await check(one)
    assert.equal((await alerts(one)).length, 1)
    assert.equal(await one.head(), before, 'nothing was even written down')
    assert.deepEqual(done<{ reports: [] }>(await one.olena.get('/v1/reports')).reports, [])
  })

  test('pass on its end, and stay still afterwards', async () => {
    const [alert] = await alerts(one)
    done(await one.olena.post(`/v1/alerts/${alert}/all-clear`, {}))
    await check(other)
    await until(async () => (await alerts(other)).length === 0, 'it is over there, too')
    const entries = await feedOf(other)
    assert.deepEqual(
      entries.map(({ hints }) => hints['identifier']),
      [`${alert}.2`, `${alert}.1`],
    )
    const heads = [await one.head(), await other.head()]
    for (let round = 0; round < 3; round++) for (const at of [one, other]) await check(at)
    assert.deepEqual([await one.head(), await other.head()], heads)
  })

  test('have what was relayed in the archive, in its own order, also after a restart', async () => {
    await other.startAgain()
    await other.running.system.quiet()
    const page = readCap((await other.stranger.get('/v1/feed/archive/atom/1')).text)
    assert.deepEqual(page.problems, [])
    const links = page.feed!.entries.map(({ capHref }) => capHref!)
    assert.equal(links.length, 2)
    for (const link of links)
      assert.match((await other.stranger.get(path(link))).text, /<sender>one@peers.example/)
  })
})
