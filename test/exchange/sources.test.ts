import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { writeCap, writeCapFeed, type CapMessage, type CapTime } from '#cap'
import { startFeedHost, type FeedHost } from '../support/feed-host.node.ts'
import { gale, messageOf } from '../support/reception-world.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

/** The server's own clock runs here: messages are of now. */
const now = (minutes = 0) =>
  `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}-00:00` as CapTime
const fresh = (more: Partial<CapMessage> = {}): CapMessage =>
  messageOf({ sent: now(), info: [{ ...gale, expires: now(300) }], ...more })

interface Shown {
  readonly source: { readonly id: string; readonly takes: string }
  readonly health?: {
    readonly condition: string
    readonly counts: { readonly [what: string]: number }
    readonly lastFailure?: { readonly says: string }
    readonly advice: readonly string[]
  }
}
interface ReportShown {
  readonly id: string
  readonly identifier: string
  readonly state: string
}

describe('a source', () => {
  let host: FeedHost
  let server: TestServer
  before(async () => {
    host = await startFeedHost()
    server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none', TOCSIN_SOURCE_ALLOW: host.name },
      expects: /source|signature|message/i,
    })
  })
  after(async () => {
    await server.close()
    await host.close()
  })
  let count = 0
  let path = ''
  beforeEach(() => (path = `/feed-${++count}`))

  /** What the publisher shows from now on: thin entries, each message at its own address. */
  const publish = (...messages: CapMessage[]) => {
    const entries = messages.map((message) => {
      const written = writeCap(message)
      assert.ok(written.ok)
      host.play(`/${message.identifier}.cap`, written.value)
      return { message, href: `${host.base}/${message.identifier}.cap` }
    })
    const self = `${host.base}${path}`
    const feed = writeCapFeed(
      {
        id: `tag:met.example,2026:${path}`,
        title: 'Weather',
        author: 'Weather',
        self,
        since: now(),
        entries,
      },
      'en',
    )
    assert.ok(feed.ok)
    host.play(path, feed.value)
  }
  const put = async (id: string, more: object = {}) =>
    done<Shown>(
      await server.admin.ask('PUT', `/v1/sources/${id}`, {
        body: { address: `${host.base}${path}`, modes: { exercise: 'let-in' }, ...more },
      }),
    )
  const check = async (id: string) => done<Shown>(await server.admin.post(`/v1/sources/${id}/check`, {}))
  const lines = async () =>
    done<{ lines: { threat: string; alerts: { alert: string }[] }[] }>(
      await server.stranger.get('/v1/board?mode=drill'),
    ).lines
  const until = async (is: () => Promise<boolean>) => {
    for (let tries = 0; tries < 200; tries++) {
      if (await is()) return
      await wait(50)
    }
    assert.fail('it never came true')
  }

  test('that may relay puts its messages on the board, and takes them off again', async () => {
    const message = fresh()
    publish(message)
    await put('met', { takes: 'relayed' })
    const { health } = await check('met')
    assert.equal(health?.condition, 'good')
    await until(async () => (await lines()).some(({ threat }) => threat === 'wind'))
    const { sender, identifier, sent } = message
    publish(fresh({ msgType: 'Cancel', references: [{ sender, identifier, sent }], info: [] }), message)
    await check('met')
    await until(async () => !(await lines()).some(({ threat }) => threat === 'wind'))
  })

  test('that may not brings reports, which are laid aside or drafted from', async () => {
    const [one, two] = [fresh(), fresh()]
    publish(one, two)
    await put('met-reports')
    await check('met-reports')
    const reports = async () =>
      done<{ reports: ReportShown[] }>(await server.olena.get('/v1/reports')).reports
    const found = (await reports()).filter(({ state }) => state === 'open')
    assert.deepEqual(
      found.map(({ identifier }) => identifier).sort(),
      [one.identifier, two.identifier].sort(),
    )
    const [first, second] = found
    const kept = await server.olena.get(`/v1/reports/${first!.id}/message`)
    assert.match(kept.text, new RegExp(first!.identifier))
    const aside = await server.olena.post(`/v1/reports/${first!.id}/dismiss`, {
      reason: 'an exercise of theirs',
    })
    assert.equal(done<ReportShown>(aside).state, 'dismissed')
    refused(await server.olena.post(`/v1/reports/${first!.id}/draft`, {}), 'exchange/report-judged')
    const drafted = done<{
      alert: { id: string; content: { threat: string; renewForMinutes: number; areas: { code: string }[] } }
    }>(await server.olena.post(`/v1/reports/${second!.id}/draft`, { ladder: 'all-hazards', words: 'theirs' }))
    const { threat, renewForMinutes } = drafted.alert.content
    assert.equal(threat, 'wind')
    // Their message stands for 300 minutes from when it was made; the authority's own time is 180.
    assert.ok(renewForMinutes > 290 && renewForMinutes <= 300, `${renewForMinutes} minutes`)
    assert.deepEqual(
      drafted.alert.content.areas.map(({ code }) => code),
      ['gn:465724'],
    )
    // Read again from the ledger, not from what the process remembers.
    await server.startAgain()
    const later = await reports()
    assert.deepEqual(later.map(({ state }) => state).sort(), ['dismissed', 'drafted'])
  })

  test('that fails says since when, what failed and what to do, and is well again by itself', async () => {
    await put('broken')
    const { health } = await check('broken')
    assert.equal(health?.condition, 'failing')
    assert.notEqual(health?.lastFailure?.says, undefined)
    assert.notDeepEqual(health?.advice, [])
    publish(fresh())
    assert.equal((await check('broken')).health?.condition, 'good')
  })

  test('is asked about by whoever may, and changed by an administrator alone', async () => {
    assert.ok(done<{ sources: Shown[] }>(await server.olena.get('/v1/sources')).sources.length > 0)
    refused(
      await server.olena.ask('PUT', '/v1/sources/x', { body: { address: 'https://a.example/' } }),
      'people/not-allowed',
    )
    refused(await server.stranger.get('/v1/sources'), 'people/unknown-key')
  })

  test('never reads a private address that nobody allowed by name, nor relays by a ladder that isn’t there', async () => {
    const answer = await server.admin.ask('PUT', '/v1/sources/inside', {
      body: { address: 'http://127.0.0.2/feed' },
    })
    refused(answer, 'exchange/settings-wrong')
    const ladder = { address: 'https://a.example/', mapping: 'nowhere' }
    refused(await server.admin.ask('PUT', '/v1/sources/x', { body: ladder }), 'alerts/unknown-ladder')
  })

  test('that requires signatures refuses what is unsigned, and says so', async () => {
    publish(fresh())
    await put('signed', { signature: { policy: 'required' } })
    const { health } = await check('signed')
    assert.equal(health?.condition, 'refused')
    assert.equal(health?.counts['refused'], 1)
  })

  test('is on a page for whoever has a key, with its state in words, and for nobody else', async () => {
    await put('angle', { name: '<b>Angle & sons</b>', paused: 'yes' })
    const ask = (headers: { readonly [name: string]: string }) =>
      fetch(`${server.url}/sources`, { headers, redirect: 'manual' })
    const locked = await ask({})
    assert.equal(locked.status, 303)
    assert.equal(locked.headers.get('location'), '/sign-in?next=%2Fsources&why=needed')
    const key = await server.keyOf('olena')
    const opened = await server.stranger.get('/sources', { authorization: `Bearer ${key}` })
    assert.equal(opened.status, 200)
    assert.match(opened.text, /&lt;b&gt;Angle &amp; sons&lt;\/b&gt;<\/bdi> · Paused/)
    assert.match(opened.text, /Nothing comes from it until it is resumed/)
    assert.match(opened.text, /DRILL<\/span> <bdi>Gale warning, Severe: Zadonsk/)
    assert.equal((await ask({ authorization: 'Bearer wrong' })).status, 401)
    const asked = { authorization: `Bearer ${key}`, 'accept-language': 'uk' }
    const { text } = await server.stranger.get('/sources', asked)
    assert.match(text, /<\/bdi> · Призупинено/)
    assert.match(text, /З нього нічого не надходить, доки його не відновлено/)
    assert.match(text, /не підписане, а це джерело має підписувати/)
    assert.match(text, /НАВЧАННЯ<\/span> <bdi>Gale warning, велика: Zadonsk/)
    assert.match(text, /<\/time> \(щойно\)/)
  })

  test('whose trust list is missing still tells what is unsigned from what is wrongly signed', async () => {
    publish(fresh())
    await put('listless', { signature: { policy: 'required', trust: 'no-such-list' } })
    const { health } = done<{ health: { notes: { code: string }[] } }>(
      await server.admin.post('/v1/sources/listless/check', {}),
    )
    assert.equal(health.notes[0]?.code, 'exchange/signature-missing')
  })

  test('is forgotten when it is removed; what came from it stays', async () => {
    assert.equal((await server.admin.ask('DELETE', '/v1/sources/signed')).status, 204)
    refused(await server.admin.get('/v1/sources/signed'), 'exchange/no-such-source')
  })
})
