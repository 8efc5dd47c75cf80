import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import Fastify from 'fastify'
import { second, virtualClock, type AlertId, type Instant } from '#base'
import type { DutyKind } from './duty.ts'
import {
  mostReaders,
  mostReadersOfOne,
  openDutyNews,
  tickEvery,
  toldEvery,
  type DutyEvent,
  type DutyOver,
  type DutyReader,
} from './duty-news.ts'
import { openDutyLine } from './duty-reader.http.ts'

const start = '2026-11-23T02:00:00.000Z' as Instant

function world(more: Partial<Parameters<typeof openDutyNews>[0]> = {}) {
  const clock = virtualClock(start)
  const news = openDutyNews({ clock, seq: () => 7, ...more })
  return { clock, news }
}
interface Told extends DutyReader {
  readonly events: DutyEvent[]
  over: DutyOver | undefined
  stalls: 'sent' | 'stalled'
  closed: 'open' | 'closed'
}
function reader(via = 'session:a', may: readonly DutyKind[] | 'all' = 'all'): Told {
  const told: Told = {
    ...{ via, events: [], over: undefined, stalls: 'sent', closed: 'open' },
    mayBeTold: (kind) => may === 'all' || may.includes(kind),
    send(event) {
      told.events.push(event)
      return told.stalls
    },
    isOver: async () => told.over,
    close() {
      told.closed = 'closed'
    },
  }
  return told
}
const of = (...kinds: DutyKind[]) => ({ kinds: new Set(kinds) })
const movedIn = ({ events }: Told) =>
  events.flatMap((event) => (event.event === 'moved' ? [event.kinds.join()] : []))
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a console', () => {
  test('is told at once what moved, and then at most four times a second, everything in between together', () => {
    const { clock, news } = world()
    const one = reader()
    news.open(one)
    news.moved({ ...of('alerts'), alerts: new Set(['a' as AlertId]) })
    clock.advance(0)
    assert.deepEqual(movedIn(one), ['alerts'])
    news.moved({ ...of('board'), alerts: new Set(['a' as AlertId]) })
    news.moved({ ...of('reach', 'board'), alerts: new Set(['b' as AlertId]) })
    clock.advance(toldEvery - 1)
    assert.deepEqual(movedIn(one), ['alerts'], 'too early')
    clock.advance(1)
    assert.deepEqual(movedIn(one), ['alerts', 'board,reach'])
    const last = one.events.at(-1)
    assert.ok(last?.event === 'moved' && last.seq === 7)
    assert.deepEqual(last.alerts, ['a', 'b'])
    clock.advance(10 * second)
    assert.equal(movedIn(one).length, 2)
    news.moved(of('areas'))
    clock.advance(0)
    assert.deepEqual(movedIn(one).at(-1), 'areas', 'after a rest at once again')
    news.close()
  })
  test('is told nothing of what it may not read, nor that anything moved when that was all', () => {
    const { clock, news } = world()
    const [all, blind] = [reader('session:a'), reader('session:b', ['board', 'areas'])]
    news.open(all)
    news.open(blind)
    news.moved({ ...of('reports'), alerts: new Set(['a' as AlertId]) })
    clock.advance(toldEvery)
    news.moved({ ...of('reports', 'board'), alerts: new Set(['a' as AlertId]) })
    clock.advance(toldEvery)
    assert.deepEqual(movedIn(all), ['reports', 'reports,board'])
    assert.deepEqual(movedIn(blind), ['board'])
    const last = blind.events.at(-1)
    assert.ok(last?.event === 'moved')
    assert.deepEqual(last.alerts, [], 'which alerts there are is not theirs to know')
    news.close()
  })
  test('hears every five seconds that the line still stands', () => {
    const { clock, news } = world()
    const one = reader()
    news.open(one)
    clock.advance(3 * tickEvery)
    assert.deepEqual(
      one.events.map(({ event }) => event),
      ['hello', 'tick', 'tick', 'tick'],
    )
    news.close()
  })
  test('is told what has no fact when it differs, and not when it does not', () => {
    let sirens = 'all ready'
    const { clock, news } = world({ watched: [{ kind: 'sirens', state: () => sirens }] })
    const one = reader()
    sirens = 'as it was before anybody looked'
    news.open(one)
    clock.advance(3 * second)
    assert.deepEqual(movedIn(one), [])
    sirens = 'one is silent'
    clock.advance(2 * second)
    assert.deepEqual(movedIn(one), ['sirens'])
    news.close()
  })
  test('of a server that does not decide looks again with each tick while something is in force', () => {
    let unseen: DutyKind[] = []
    const { clock, news } = world({ unseen: () => unseen })
    const one = reader()
    news.open(one)
    clock.advance(tickEvery + toldEvery)
    assert.deepEqual(movedIn(one), [])
    unseen = ['reach', 'sirens']
    clock.advance(tickEvery)
    assert.deepEqual(movedIn(one), ['reach,sirens'])
    news.close()
  })
  test('of whom nobody can say for a while whether it is over stays, and harms nobody', async () => {
    const { clock, news } = world()
    const one = reader()
    one.isOver = () => Promise.reject(new Error('the database is away'))
    news.open(one)
    clock.advance(tickEvery)
    await settled()
    assert.equal(one.closed, 'open')
    one.isOver = async () => 'ended'
    clock.advance(tickEvery)
    await settled()
    assert.equal(one.closed, 'closed')
    news.close()
  })
  test('is told why before it is let go, and nothing after', async () => {
    const { clock, news } = world()
    const [gone, stays] = [reader('session:a'), reader('session:b')]
    news.open(gone)
    news.open(stays)
    news.end(({ via }) => (via === 'session:a' ? 'signed-out' : undefined))
    news.moved(of('board'))
    clock.advance(toldEvery)
    assert.deepEqual(gone.events.at(-1), { event: 'over', why: 'signed-out' })
    assert.equal(gone.closed, 'closed')
    assert.deepEqual(movedIn(stays), ['board'])
    stays.over = 'ended'
    clock.advance(tickEvery)
    await settled()
    assert.deepEqual(stays.events.at(-1), { event: 'over', why: 'ended' })
    assert.equal(news.readers, 0)
  })
  test('that takes nothing is let go, and holds up no other', () => {
    const { clock, news } = world()
    const [stalled, good] = [reader('session:a'), reader('session:b')]
    news.open(stalled)
    news.open(good)
    stalled.stalls = 'stalled'
    news.moved(of('board'))
    clock.advance(0)
    assert.equal(stalled.closed, 'closed')
    assert.equal(news.readers, 1)
    assert.deepEqual(movedIn(good), ['board'])
    news.close()
  })
  test('of the same session beyond six takes the place of its oldest', () => {
    const { news } = world()
    const own = Array.from({ length: mostReadersOfOne + 1 }, () => reader('session:a'))
    const other = reader('session:b')
    news.open(other)
    for (const one of own) assert.equal(news.open(one), 'open')
    assert.deepEqual(
      own.map(({ closed }) => closed),
      ['closed', ...own.slice(1).map(() => 'open')],
    )
    assert.deepEqual(own[0]!.events.at(-1), { event: 'over', why: 'too-many' })
    assert.equal(other.closed, 'open')
    news.close()
  })
  test('finds no room beyond two hundred, until somebody leaves', () => {
    const { news } = world()
    const all = Array.from({ length: mostReaders }, (_, i) => reader(`session:${i}`))
    for (const one of all) assert.equal(news.open(one), 'open')
    assert.equal(news.open(reader('session:late')), 'full')
    news.left(all[0]!)
    assert.equal(news.open(reader('session:late')), 'open')
    news.close()
    assert.equal(news.readers, 0)
  })
  test('costs nothing once nobody reads', () => {
    let looked = 0
    const { clock, news } = world({ watched: [{ kind: 'sirens', state: () => String(looked++) }] })
    const one = reader()
    news.open(one)
    news.left(one)
    const before = looked
    news.moved(of('board'))
    clock.advance(10 * tickEvery)
    assert.equal(looked, before)
    assert.deepEqual(movedIn(one), [])
  })
})

describe('a console’s line', () => {
  test('is cut when it takes nothing, with no more kept for it than a few hundred events', async () => {
    const { clock, news } = world()
    const app = Fastify({ forceCloseConnections: true })
    app.get('/live', (_, reply) => {
      const told = { ...reader(), isOver: async () => undefined }
      const line = openDutyLine(reply, { hello: () => ({}), onGone: () => news.left(told) })
      news.open({ ...told, send: line.send, close: line.close })
      return reply
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const asked = get({ port, path: '/live', agent: false })
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    response.on('error', () => {})
    response.pause()
    assert.equal(news.readers, 1)
    const alerts = new Set(Array.from({ length: 2_000 }, (_, i) => `alert-${i}-of-a-long-night` as AlertId))
    let sent = 0
    // The system takes some megabytes for it; then nothing moves any more.
    for (; news.readers > 0 && sent < 5_000; sent++) {
      news.moved({ ...of('alerts'), alerts })
      clock.advance(toldEvery)
      await settled()
    }
    assert.equal(news.readers, 0, `${sent} events were taken from it`)
    const cut = new Promise<void>((resolve) => response.once('close', () => resolve()))
    response.resume()
    await cut
    await app.close()
  })
})
