import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Notice } from '#alerts'
import { readLive, type LiveReading } from '../support/live-reader.node.ts'
import {
  dankovsky,
  done,
  issueAlert,
  lipetskOblast,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Board,
  type TestServer,
} from '../support/server.node.ts'

describe('the live stream', () => {
  let server: TestServer
  const open: LiveReading[] = []
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())
  afterEach(() => open.splice(0).forEach((reader) => reader.close()))

  const reader = async (query?: Parameters<typeof readLive>[1]) => {
    const opened = await readLive(server.url, query)
    open.push(opened)
    return opened
  }
  const clear = async (id: string) => done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))

  test('begins with the board and goes on with each notice, byte for byte what the ledger holds', async () => {
    const live = await reader()
    assert.equal(live.response.statusCode, 200)
    assert.match(live.response.headers['content-type'] ?? '', /^text\/event-stream/)
    const board = await live.nextOf<Board>('board')
    assert.deepEqual(board, done(await server.stranger.get('/v1/board')))
    const { id } = await issueAlert(server)
    const warning = await live.nextOf<Notice>('notice')
    assert.deepEqual(
      [warning.id, warning.kind, warning.mode, warning.areas.map(({ code }) => code)],
      [`${id}.1`, 'warning', 'drill', [zadonsky]],
    )
    assert.match(warning.wording.texts['en' as never]?.['90'] ?? '', /^DRILL/)
    assert.equal(live.lastEventId, String(await server.head()))
    await clear(id)
    assert.equal((await live.nextOf<Notice>('notice')).kind, 'all-clear')
  })

  test('tells nothing of who decided and by which channels', async () => {
    const live = await reader()
    await live.next()
    const { id } = await issueAlert(server)
    const said = (await live.next()).data
    assert.doesNotMatch(said, /olena|taras|"channels"|"order"/)
    await clear(id)
  })

  test('tells a reader of one area what concerns it, and nothing else', async () => {
    const [dankov, zadonsk, oblast] = [
      await reader({ areas: dankovsky }),
      await reader({ areas: zadonsky }),
      await reader({ areas: lipetskOblast }),
    ]
    for (const one of [dankov, zadonsk, oblast]) await one.nextOf('board')
    const near = await issueAlert(server, red([zadonsky, terbunsky]))
    const wide = await issueAlert(server, { threat: 'drone', level: 'yellow', areas: [lipetskOblast] })
    assert.equal((await zadonsk.nextOf<Notice>('notice')).alert, near.id)
    assert.equal((await oblast.nextOf<Notice>('notice')).alert, near.id)
    // What is said of the region is said of every district; what is said of another district is not.
    for (const one of [dankov, zadonsk, oblast])
      assert.equal((await one.nextOf<Notice>('notice')).alert, wide.id)
    await clear(near.id)
    await clear(wide.id)
    const heard = dankov.events
      .filter(({ event }) => event === 'notice')
      .map(({ data }) => JSON.parse(data) as Notice)
    assert.ok(
      heard.every(({ alert }) => alert === wide.id),
      'Dankov heard of Zadonsk',
    )
  })

  test('goes on over a restart with nothing missed and nothing twice', async () => {
    const live = await reader({ areas: zadonsky })
    await live.nextOf('board')
    const { id } = await issueAlert(server)
    const heard = [(await live.nextOf<Notice>('notice')).id]
    const stoppedAt = live.lastEventId
    live.close()
    // Said while the reader was away, before and after the restart.
    done(await server.olena.post(`/v1/alerts/${id}/extend`, { areas: [terbunsky] }))
    await server.startAgain()
    done(await server.olena.post(`/v1/alerts/${id}/renew`, { renewForMinutes: 60 }))
    const back = await reader({ areas: zadonsky, lastEventId: stoppedAt })
    heard.push((await back.nextOf<Notice>('notice')).id, (await back.nextOf<Notice>('notice')).id)
    await clear(id)
    heard.push((await back.nextOf<Notice>('notice')).id)
    assert.deepEqual(
      heard,
      [1, 2, 3, 4].map((revision) => `${id}.${revision}`),
    )
    assert.equal(back.events.length, 3)
  })

  test('begins anew with the board for an id that this ledger never gave, and says so', async () => {
    const live = await reader({ lastEventId: '999999' })
    assert.deepEqual(await live.nextOf('reset'), { reason: 'unknown-position' })
    await live.nextOf('board')
    assert.equal(live.lastEventId, String(await server.head()))
  })

  test('ends when the map is replaced, so that whoever comes back is filtered by the new one and misses nothing', async () => {
    const live = await reader({ areas: zadonsky })
    await live.nextOf('board')
    const village = { code: 'x:village', kind: 'settlement', parent: zadonsky, names: { en: 'Tyunino' } }
    const pack = {
      pack: 'x',
      title: 'x',
      version: '1',
      source: [{ what: 'x', licence: 'x' }],
      areas: [village],
    }
    const base64 = Buffer.from(JSON.stringify(pack)).toString('base64')
    done(
      await server.admin.post('/v1/areas/import', {
        files: [{ name: 'pack.json', base64 }],
        unmatched: 'add',
      }),
    )
    await live.ended
    const { id } = await issueAlert(server, red(['x:village']))
    const back = await reader({ areas: zadonsky, lastEventId: live.lastEventId })
    assert.equal((await back.nextOf<Notice>('notice')).alert, id)
    await clear(id)
  })

  test('is refused with a problem document where it can’t be what was asked for', async () => {
    refused(await server.stranger.get('/v1/live?areas=unknown'), 'channels/unknown-area', 'areas')
    refused(await server.stranger.get('/v1/live?areas='), 'channels/no-areas', 'areas')
    refused(await server.stranger.get('/v1/live?area=RU-LIP'), 'channels/unknown-parameter')
    refused(await server.stranger.get('/v1/live?lastEventId=yesterday'), 'channels/not-a-position')
    refused(await server.stranger.ask('POST', '/v1/live'), 'server/wrong-method')
  })
})

describe('the live stream of a server with a process for its readers', () => {
  test('tells the same, over the same port', async () => {
    const server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none', TOCSIN_STREAM_PROCESSES: '1' },
    })
    const live = await readLive(server.url, { areas: zadonsky })
    await live.nextOf('board')
    const { id } = await issueAlert(server)
    assert.equal((await live.nextOf<Notice>('notice')).alert, id)
    done(await server.stranger.get('/v1/board'))
    refused(await server.stranger.get('/v1/live?areas=unknown'), 'channels/unknown-area', 'areas')
    const stoppedAt = live.lastEventId
    live.close()
    await server.startAgain()
    const back = await readLive(server.url, { areas: zadonsky, lastEventId: stoppedAt })
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
    assert.equal((await back.nextOf<Notice>('notice')).kind, 'all-clear')
    back.close()
    await server.close()
  })
})
