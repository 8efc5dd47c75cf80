import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import {
  minute,
  modes,
  second,
  recordingLog,
  virtualClock,
  type AlertId,
  type Instant,
  type Mode,
  type PersonId,
} from '#base'
import type { AreaCode } from '#areas'
import { asJson, type Dialect } from '#dialects'
import { hashOfKey, mainAuthority, type KeyId, type PeopleEvent } from '#people'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../areas/pack.fs.ts'
import { parseAuthority } from './authority.ts'
import { closedDialectPorts } from './dialect-ports.ts'
import { openDialectDesk, type DialectDesk } from './dialect-desk.ts'
import { openDialectDoor } from './dialect-door.http.ts'
import { openInMemory } from './in-memory.ts'
import { memoryLimiter } from './limiter.node.ts'
import type { System } from './system.ts'

const root = join(import.meta.dirname, '..', '..')
const zadonsky = 'gn:465724' as AreaCode
const begins = '2025-11-02T00:37:00.250Z' as Instant

let built = 0
/** Says which areas are under alert, and repeats what it was asked. */
const town: Dialect = {
  ...{ id: 'town', title: 'Town', modes: ['live'], keys: 'none' },
  mapping: { threats: [], levels: [], areas: 'ours', unsaid: [] },
  routes: [
    {
      ...{ method: 'GET', path: '/list.json', says: 'areas under alert', lasts: 'the-board' },
      answer(_, { alerts }) {
        built += 1
        return asJson(alerts.flatMap(({ content }) => content.areas.map(({ code }) => code)))
      },
    },
    {
      ...{ method: 'GET', path: '/areas/{code}.json', says: 'one area', lasts: 'the-board', query: ['as'] },
      answer: ({ params, query }, { hierarchy }) =>
        hierarchy.get(params['code'] as AreaCode) === undefined
          ? asJson({ message: 'no such area' }, 404)
          : asJson({ ...params, ...query }),
    },
    {
      ...{ method: 'GET', path: '/long', says: 'worth packing', lasts: 'the-board' },
      answer: () => ({ status: 200, type: 'text/plain', body: 'again '.repeat(2_000) }),
    },
    {
      ...{ method: 'POST', path: '/said', says: 'what was sent', lasts: 'once', bodyLimit: 20 },
      needs: 'board.read',
      answer: ({ body, caller }) => asJson({ said: Buffer.from(body).toString(), by: caller?.person }),
    },
    {
      ...{ method: 'GET', path: '/clock', says: 'the hour', lasts: 'a-minute' },
      answer: (_, __, { now }) => asJson(now().slice(0, 13)),
    },
    {
      ...{ method: 'GET', path: '/past', says: 'what was', lasts: 'a-minute' },
      answer: async (_, __, { history }) =>
        asJson((await history()).map(({ area, since, until, how }) => ({ area, since, until, how }))),
    },
  ],
  refused: ({ status, why }) => asJson({ message: why }, status),
}
const keyed: Dialect = { ...town, id: 'keyed', keys: 'bearer-or-token' }
const drills: Dialect = { ...town, id: 'drills', modes: ['live', 'drill'] }
/** `board.read` and nothing else, as an administrator would make it for an app. */
const appKey = 'tocsin_app_0123456789abcdef0123456789abcdef'

interface Heard {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

describe('the door of the dialects', () => {
  const clock = virtualClock(begins)
  const log = recordingLog()
  let system: System
  let desk: DialectDesk
  const servers: Server[] = []
  let open: number
  let own: number

  before(async () => {
    const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
    const authority = parseAuthority(
      JSON.parse(readFileSync(join(root, 'packs', 'lipetsk', 'authority.json'), 'utf8')),
    )
    assert.ok(pack.ok && authority.ok)
    system = await openInMemory({
      ...{ authority: authority.value, areas: pack.value.areas, clock, log, mode: 'live' },
      channels: () => [],
    })
    await system.people.asInstallation(() => appAndItsKey())
    desk = openDialectDesk(system, {
      ...{ dialects: [town, keyed, drills], ports: closedDialectPorts },
      ...{ publicUrl: () => 'http://localhost', baseUrl: (id) => `http://localhost/dialects/${id}` },
    })
    const door = openDialectDoor(system, {
      ...{ desk, limiter: memoryLimiter(), rates: { ratePublic: 0, rateKey: 100, rateSignIn: 5 } },
      settings: {
        ...{ dialectHosts: [['town', 'town.example']], dialectRates: [['drills', '3']] },
        ...{ dialectKeys: 'as-the-original', proxies: [] },
      },
      ...{ keyUsed() {}, publicBy: () => 'http' },
    })
    const listen = async (listener: ReturnType<typeof door.before>) => {
      const server = createServer(listener)
      servers.push(server)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return (server.address() as { port: number }).port
    }
    open = await listen(door.before((_, response) => void response.writeHead(418).end('not mine')))
    own = await listen(door.only(desk.face('town')!))
  })
  after(async () => {
    for (const server of servers) server.close()
    await desk.close()
    await system.close()
  })

  const ask = (
    path: string,
    {
      port = open,
      method = 'GET',
      headers = {},
      body = '',
    }: {
      port?: number
      method?: string
      headers?: { [name: string]: string }
      body?: string
    } = {},
  ) =>
    new Promise<Heard>((resolve, reject) => {
      const asking = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => void parts.push(part))
        answer.on('end', () => {
          const bytes = Buffer.concat(parts)
          resolve({ status: answer.statusCode!, headers: answer.headers, bytes, text: bytes.toString() })
        })
      })
      asking.on('error', reject)
      asking.end(body)
    })
  const issue = async (mode: Mode, area: AreaCode, name: string) => {
    const by = (id: string) => id as PersonId
    const alert = name as AlertId
    const [threat, ladder, level] = ['drone' as ThreatId, 'lipetsk' as LadderId, 'red' as LevelId]
    const done = async (answer: ReturnType<System['desk']['order']>) => {
      const it = await answer
      assert.ok(it.ok, JSON.stringify(it))
      return it.value.alert
    }
    const drafted = await done(
      system.desk.order({ type: 'draft', alert, mode, threat, ladder, level, areas: [area] }, by('olena')),
    )
    await done(system.desk.order({ type: 'submit', alert }, by('olena')))
    await done(system.desk.order({ type: 'approve', alert, contentHash: drafted.contentHash }, by('taras')))
    await done(system.desk.order({ type: 'issue', alert }, by('olena')))
  }
  const end = async (alert: string) => {
    const ended = await system.desk.order({ type: 'all-clear', alert: alert as AlertId }, 'olena' as PersonId)
    assert.ok(ended.ok, JSON.stringify(ended))
  }

  test('finds a dialect by its prefix, its host and its port, and hands everything else on', async () => {
    for (const [path, how] of [
      ['/dialects/town/list.json', {}],
      ['/dialects/town/list.json?odd=1', {}],
      ['/list.json', { headers: { host: 'Town.Example:8080' } }],
      ['/list.json', { port: own }],
    ] as const) {
      const { status, text, headers } = await ask(path, how)
      assert.deepEqual([status, text], [200, '[]'], path)
      assert.equal(headers['tocsin-mode'], 'live')
      assert.equal(headers['x-content-type-options'], 'nosniff')
    }
    for (const path of ['/list.json', '/dialects/', '/dialects/other/list.json', '/dialects', '/'])
      assert.equal((await ask(path)).status, 418, path)
  })

  test('makes the bytes once for each state of the board, whatever odd parameters come along', async () => {
    await ask('/dialects/town/list.json')
    const before = built
    for (const path of ['list.json', 'list.json?x=1', 'list.json?x=2', 'list.json'])
      await ask(`/dialects/town/${path}`)
    assert.equal(built, before)
    await issue('live', zadonsky, 'first')
    assert.equal((await ask('/dialects/town/list.json?x=1')).text, `["${zadonsky}"]`)
    assert.equal((await ask('/dialects/town/list.json')).text, `["${zadonsky}"]`)
    assert.equal(built, before + 1)
    await end('first')
    assert.equal((await ask('/dialects/town/list.json')).text, '[]')
  })

  test('never answers “not modified” to a date before a change, also of two changes in one second', async () => {
    clock.advance(10 * second)
    const read = (since?: string) =>
      ask('/dialects/town/list.json', {
        headers: since === undefined ? {} : { 'if-modified-since': since },
      })
    await issue('live', zadonsky, 'one')
    const one = await read()
    await end('one')
    const two = await read(one.headers['last-modified'])
    assert.deepEqual([two.status, two.text], [200, '[]'])
    // The second change has the next second for its own, and that must be over too.
    clock.advance(2 * second)
    const later = await read(two.headers['last-modified'])
    assert.equal(later.status, 200)
    const still = await read(later.headers['last-modified'])
    assert.deepEqual([still.status, still.text], [304, ''])
    assert.equal(still.headers['last-modified'], later.headers['last-modified'])
    const byTag = await ask('/dialects/town/list.json', { headers: { 'if-none-match': later.headers.etag! } })
    assert.equal(byTag.status, 304)
    await issue('live', zadonsky, 'two')
    assert.equal((await read(still.headers['last-modified'])).status, 200)
    await end('two')
  })

  test('gives the date that the ledger has for it, as a server that starts later does', async () => {
    clock.advance(5 * minute)
    await issue('live', zadonsky, 'three')
    const at = clock.now()
    clock.advance(5 * minute)
    await issue('drill', zadonsky, 'beside')
    await end('beside')
    clock.advance(5 * minute)
    const asked = await ask('/dialects/town/list.json')
    const whole = Math.floor(Date.parse(at) / 1_000) * 1_000
    assert.equal(asked.headers['last-modified'], new Date(whole).toUTCString())
    const later = openDialectDesk(system, {
      ...{ dialects: [town, drills], ports: closedDialectPorts },
      ...{ publicUrl: () => 'http://localhost', baseUrl: () => 'http://localhost' },
    })
    await later.dated
    for (const id of ['town', 'drills'])
      assert.equal(later.face(id)!.picture().shownAt, desk.face(id)!.picture().shownAt, id)
    assert.equal(later.face('town')!.picture().shownAt, at)
    await later.close()
    await end('three')
    clock.advance(minute)
  })

  test('shows alerts of a dialect’s own modes alone', async () => {
    await issue('drill', zadonsky, 'exercise')
    await issue('test', zadonsky, 'try')
    assert.equal((await ask('/dialects/town/list.json')).text, '[]')
    assert.equal((await ask('/dialects/drills/list.json')).text, `["${zadonsky}"]`)
    await end('exercise')
    await end('try')
    assert.doesNotMatch((await ask('/dialects/town/past')).text, /exercise/)
  })

  test('refuses in the dialect’s own shape what is not there, by other methods, and too large', async () => {
    const message = async (path: string, how: Parameters<typeof ask>[1], status: number) => {
      const answer = await ask(path, how)
      assert.equal(answer.status, status, answer.text)
      assert.equal(typeof (JSON.parse(answer.text) as { message: unknown }).message, 'string')
      return answer
    }
    await message('/dialects/town/nothing', {}, 404)
    await message('/dialects/town/areas/xx.json', {}, 404)
    await message('/dialects/town/areas/%E0%A4%A.json', {}, 404)
    await message('/dialects/town/list.json', { method: 'DELETE' }, 405)
    const headers = { authorization: `Bearer ${appKey}` }
    await message('/dialects/town/said', { method: 'POST', headers, body: 'x'.repeat(21) }, 413)
    // Also where nobody said before how much would come.
    const chunked = { ...headers, 'transfer-encoding': 'chunked' }
    await message('/dialects/town/said', { method: 'POST', headers: chunked, body: 'x'.repeat(90_000) }, 413)
    const found = await ask(`/dialects/town/areas/${encodeURIComponent(zadonsky)}.json?as=a&odd=b`)
    assert.deepEqual(JSON.parse(found.text), { code: zadonsky, as: 'a' })
    const head = await ask('/dialects/town/list.json', { method: 'HEAD' })
    assert.deepEqual([head.status, head.text, head.headers['content-length']], [200, '', '2'])
  })

  test('gives what changes by itself a new date when it has changed, and no other', async () => {
    const read = (since?: string) =>
      ask('/dialects/town/clock', { headers: since === undefined ? {} : { 'if-modified-since': since } })
    clock.advance(minute)
    await read()
    clock.advance(second)
    const first = await read()
    assert.equal((await read(first.headers['last-modified'])).status, 304)
    clock.advance(minute)
    assert.equal((await read(first.headers['last-modified'])).status, 304, 'the same hour')
    clock.advance(60 * minute)
    const later = await read(first.headers['last-modified'])
    assert.equal(later.status, 200)
    assert.notEqual(later.text, first.text)
  })

  test('says nothing of who goes away in the middle of a request', async () => {
    const asking = httpRequest({
      ...{ host: '127.0.0.1', port: open, path: '/dialects/town/said', method: 'POST' },
      headers: { authorization: `Bearer ${appKey}`, 'content-length': '10' },
    })
    asking.on('error', () => {})
    asking.write('half')
    await new Promise((resolve) => setTimeout(resolve, 50))
    asking.destroy()
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal((await ask('/dialects/town/list.json')).status, 200)
    assert.deepEqual(
      log.lines.filter(({ level }) => level !== 'info'),
      [],
    )
  })

  test('asks for a key where the original has one, and for whatever changes something', async () => {
    const status = async (path: string, headers = {}, method = 'GET') =>
      (await ask(path, { headers, method })).status
    assert.equal(await status('/dialects/keyed/list.json'), 401)
    assert.equal(await status('/dialects/keyed/list.json', { authorization: 'Bearer wrong' }), 401)
    assert.equal(await status('/dialects/keyed/list.json', { authorization: `Bearer ${appKey}` }), 200)
    assert.equal(await status(`/dialects/keyed/list.json?token=${appKey}`), 200)
    assert.equal(await status('/dialects/town/said', {}, 'POST'), 401)
    const said = await ask('/dialects/town/said', {
      ...{ method: 'POST', body: 'hello', headers: { authorization: `Bearer ${appKey}` } },
    })
    assert.deepEqual(JSON.parse(said.text), { said: 'hello', by: 'app' })
    assert.equal(said.headers['cache-control'], 'no-store')
    const kept = await ask('/dialects/keyed/list.json', { headers: { authorization: `Bearer ${appKey}` } })
    assert.match(kept.headers['cache-control']!, /private/)
  })

  test('tells who asks too often when to come again', async () => {
    clock.advance(minute)
    const statuses = []
    let last: Heard | undefined
    for (let i = 0; i < 5; i++) statuses.push((last = await ask('/dialects/drills/list.json')).status)
    assert.deepEqual(statuses, [200, 200, 200, 429, 429])
    assert.ok(Number(last!.headers['retry-after']) > 0 && Number(last!.headers['retry-after']) <= 60)
    clock.advance(minute)
    assert.equal((await ask('/dialects/drills/list.json')).status, 200)
  })

  test('packs what is worth it for who takes it', async () => {
    const headers = { 'accept-encoding': 'gzip, deflate' }
    let answer = await ask('/dialects/town/long', { headers })
    for (let tries = 0; answer.headers['content-encoding'] !== 'gzip' && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      answer = await ask('/dialects/town/long', { headers })
    }
    assert.equal(gunzipSync(answer.bytes).toString(), 'again '.repeat(2_000))
    for (const other of [{}, { 'accept-encoding': 'gzip;q=0' }])
      assert.equal(
        (await ask('/dialects/town/long', { headers: other })).headers['content-encoding'],
        undefined,
      )
  })

  test('keeps what was in force, with its ends', async () => {
    clock.advance(minute)
    await issue('live', zadonsky, 'night')
    clock.advance(minute)
    await end('night')
    clock.advance(minute)
    const past = JSON.parse((await ask('/dialects/town/past')).text) as { until?: string; how?: string }[]
    assert.equal(past.length, 5)
    const { until, how } = past.at(-1)!
    assert.deepEqual([typeof until, how], ['string', 'all-clear'])
  })
})

/** A machine that may read the board, and its key. */
function appAndItsKey(): readonly PeopleEvent[] {
  const person = 'app' as PersonId
  const rights = {
    authority: mainAuthority,
    roles: ['watcher' as const],
    areas: 'everywhere',
    modes,
  } as const
  const scope = { actions: 'all', areas: 'everywhere', modes, perMinute: null, expiresAt: null } as const
  return [
    { type: 'person-added', data: { person, kind: 'machine', ...rights } },
    {
      type: 'key-made',
      data: { key: 'k1' as KeyId, owner: person, hash: hashOfKey(appKey), ...scope, certificate: null },
    },
  ]
}
