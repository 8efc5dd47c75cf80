/** Kills servers while they take messages in from outside, in the narrow places between two writes, and holds them to what the publishers said. `--times N --seed TEXT`. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { silentLog } from '#base'
import { beginning, verifyLedger, type Fact } from '#ledger'
import { openPostgresLedger } from '../../src/ledger/ledger.postgres.ts'
import { absent } from '../support/absent.ts'
import { chance } from '../support/chance.ts'
import { readKept, windowsOf } from '../support/exchange-checks.ts'
import { startOwnPostgres } from '../support/postgres.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { reservablePort } from '../support/started.node.ts'
import { agrees, comesToRest, flawsOf } from './agreement.node.ts'
import { ledgerBook } from './ledger-book.node.ts'
import {
  addSource,
  checkNow,
  dropSome,
  momentOf,
  speakSome,
  startReading,
  talk,
  type Reading,
} from './reading.node.ts'
import { until } from './two-servers.node.ts'

const times = Number(process.env['CRASH_TIMES'] ?? 200)
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
const lanes = 2
/** Polite requests take their time: a life in which messages come in is longer than one in which officers work. */
const kills = Math.max(2 * lanes, Math.ceil(times / 12))
const takeovers = Math.max(3, Math.ceil(times / 50))

// Side by side: a start takes longer than what comes in between two kills.
describe('messages from outside', { concurrency: true }, () => {
  test(`a server killed ${kills} times while it takes messages in takes each of them once`, async () => {
    const sums = new Sums()
    console.log(`seed ${seed}: npm run test:crash -- exchange --times ${times} --seed ${seed}`)
    const begun = performance.now()
    await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        night(`${seed}/lane ${lane + 1}`, lane, Math.floor((kills + lane) / lanes), sums),
      ),
    )
    console.log(`${sums.say()} in ${Math.round((performance.now() - begun) / 1_000)} s`)
    assert.equal(sums.kills, kills)
  })

  test(
    `of two servers the other reads the sources on when the one that decides is killed, ${takeovers} times`,
    { skip: absent('postgres') },
    async () => {
      const sums = new Sums()
      const begun = performance.now()
      await twoServers(`${seed}/two`, sums)
      console.log(`${sums.say()} in ${Math.round((performance.now() - begun) / 1_000)} s`)
    },
  )
})

class Sums {
  kills = 0
  facts = 0
  messages = 0
  requests = 0
  readonly windows = new Map<string, number>()
  say(): string {
    const windows = [...this.windows]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([window, count]) => `${count} ${window}`)
    return [
      `${this.kills} kills (${windows.join(', ')})`,
      `${this.messages} messages in ${this.facts} facts over ${this.requests} requests`,
    ].join('; ')
  }
}

/** One folder and two sources, with this many kills. */
async function night(name: string, lane: number, kills: number, sums: Sums): Promise<void> {
  const luck = chance(name)
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-exchange-'))
  const port = await reservablePort()
  const url = `http://127.0.0.1:${port}`
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const reading = await startReading(luck)
  // Each way of being read is met in one of the lanes.
  reading.add('relayed', lane % 2 === 0 ? 'thin' : 'fat', 'relayed')
  reading.add('reported', lane % 2 === 0 ? 'fat' : 'thin', 'reports')
  const { host, publishers } = reading
  const book = ledgerBook(join(folder, 'ledger.sqlite'))
  const serve = () =>
    startServe({
      ...{ folder, port },
      settings: {
        ...{ TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none', TOCSIN_SOURCE_ALLOW: host.name },
      },
    })
  const shelf = (collection: string) => shelved(join(folder, 'shelf.sqlite'), collection)
  let life = ''
  const fail = (flaws: readonly string[]) =>
    assert.deepEqual(flaws, [], `${name}, ${life}; the folder is kept: ${folder}`)
  let serving: Serving | undefined
  try {
    serving = serve()
    await serving.ready
    const admin = keyOf(folder, 'admin')
    for (const publisher of publishers) await addSource(url, admin, reading, publisher)
    const check = async () => {
      fail((await book.read()).flaws)
      const kept = await readKept(
        publishers.map((one) => one.name),
        shelf,
      )
      fail(flawsOf(book.facts.values(), reading, kept))
      return kept
    }
    for (let kill = 1; kill <= kills; kill++) {
      for (const publisher of publishers) speakSome(luck, publisher)
      if (kill > 1) {
        serving = serve()
        if (luck.happens(0.1)) await wait(luck.between(100, 1_200))
        else await serving.ready
      }
      const everything = Promise.withResolvers<void>()
      const moment = momentOf(luck, reading, everything.promise, folder)
      life = `life ${kill}, killed ${moment.name}`
      // Some are left to their own schedule.
      const patience = luck.happens(0.1) ? 6_000 : 2_500
      if (patience < 6_000) void checkNow(url, admin, reading).then(everything.resolve)
      const talking = talk(luck, publishers)
      await Promise.race([moment.comes, wait(patience)])
      await serving.end('SIGKILL')
      talking()
      sums.kills++
      const kept = await check()
      for (const window of windowsOf(book.facts.values(), publishers, kept))
        sums.windows.set(window, (sums.windows.get(window) ?? 0) + 1)
      dropSome(luck, publishers, kept)
      reading.lifeEnds(kept)
    }

    // One more life, in which everything comes to rest.
    life = 'the last life'
    serving = serve()
    await serving.ready
    for (const publisher of publishers) publisher.speak()
    await comesToRest(url, admin, reading, async () => {
      fail((await book.read()).flaws)
      return book.facts.values()
    })
    await agrees(url, keyOf(folder, 'olena'), publishers, book.facts.values())
    await serving.end('SIGTERM')
    await check()
    assert.ok((await book.verify()).intact)
    assert.equal(await host.connections(), 0, 'nothing is left connected')
    assert.doesNotMatch(serving.said(), /"level":"error"/, 'the last life was a quiet one')
    count(sums, reading, book.facts.values())
    rmSync(folder, { recursive: true })
  } catch (error) {
    console.log(`${name}, ${life}: ${serving?.said().slice(-3_000)}`)
    throw error
  } finally {
    await serving?.end('SIGKILL')
    await host.close()
  }
}

async function twoServers(name: string, sums: Sums): Promise<void> {
  const luck = chance(name)
  const postgres = await startOwnPostgres({ survives: 'nothing' })
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-exchange-two-'))
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const reading = await startReading(luck)
  reading.add('relayed', 'fat', 'relayed')
  reading.add('reported', 'thin', 'reports')
  const { host, publishers } = reading
  const place = async (called: string) => {
    const port = await reservablePort()
    const serve = () =>
      startServe({
        ...{ folder: join(folder, called), port },
        settings: {
          ...{ TOCSIN_DATABASE: postgres.url, TOCSIN_AUTHORITY: authority },
          ...{ TOCSIN_BROKER: 'none', TOCSIN_SOURCE_ALLOW: host.name },
        },
      })
    return { folder: join(folder, called), url: `http://127.0.0.1:${port}`, serve, serving: serve() }
  }
  const places = [await place('one'), await place('other')] as const
  const decides = async ({ url }: { readonly url: string }) =>
    ((await ask(url, 'GET', '/v1/health')).body as { readonly decides: string }).decides === 'me'
  const database = new pg.Pool({ connectionString: postgres.url, max: 1 })
  const shelf = async (collection: string) => {
    const { rows } = await database.query<{ key: string; document: string }>(
      'select key, document from shelved where collection = $1',
      [collection],
    )
    return rows.map(({ key, document }) => [key, JSON.parse(document) as unknown] as const)
  }
  let closeLedger = async () => {}
  try {
    await Promise.all(places.map(({ serving }) => serving.ready))
    const opened = await openPostgresLedger({ url: postgres.url, log: silentLog, readOnly: true })
    assert.ok(opened.ok)
    const ledger = opened.value
    const facts: Fact[] = []
    const follower = ledger.follow(beginning, (page) => void facts.push(...page))
    closeLedger = async () => {
      await follower.close()
      await ledger.close()
    }
    let [decider, other] = (await decides(places[0])) ? [places[0], places[1]] : [places[1], places[0]]
    const home = decider.folder
    const [admin, olena] = [keyOf(home, 'admin'), keyOf(home, 'olena')]
    for (const publisher of publishers) await addSource(decider.url, admin, reading, publisher)
    const check = async () => {
      await follower.caughtUp()
      const kept = await readKept(
        publishers.map((one) => one.name),
        shelf,
      )
      assert.deepEqual(flawsOf(facts, reading, kept), [], `${name}, takeover ${sums.kills}`)
      return kept
    }
    for (let round = 1; round <= takeovers; round++) {
      for (const publisher of publishers) speakSome(luck, publisher)
      if (round === 2) {
        // Added a moment before its server dies: the other one has to know of it.
        const late = reading.add('late', 'thin', 'relayed')
        late.speak()
        await addSource(decider.url, admin, reading, late)
        const { body } = await ask(decider.url, 'GET', '/v1/sources/late', { as: admin })
        assert.equal((body as { source: { id: string } }).source.id, 'late')
      } else {
        const everything = Promise.withResolvers<void>()
        const moment = momentOf(luck, reading, everything.promise)
        void checkNow(decider.url, admin, reading).then(everything.resolve)
        const talking = talk(luck, publishers)
        await Promise.race([moment.comes, wait(2_500)])
        talking()
      }
      await decider.serving.end('SIGKILL')
      sums.kills++
      const kept = await check()
      for (const window of windowsOf(facts, publishers, kept))
        sums.windows.set(window, (sums.windows.get(window) ?? 0) + 1)
      // Requests of the one that was killed have all come; those of the other begin after it has taken over.
      reading.lifeEnds(kept)
      // Nobody tells it to: a publisher hears of it by itself.
      const read = reading.hears(
        ({ publisher, what }) => what === 'feed-asked' && publisher === publishers.at(-1),
        1,
      )
      await until('the other decides', () => decides(other))
      await Promise.race([read, wait(10_000).then(() => assert.fail('nobody reads the sources'))])
      decider.serving = decider.serve()
      await decider.serving.ready
      ;[decider, other] = [other, decider]
      assert.deepEqual([await decides(decider), await decides(other)], [true, false])
    }
    await comesToRest(decider.url, admin, reading, async () => {
      await follower.caughtUp()
      return facts
    })
    for (const { url } of places) await agrees(url, olena, publishers, facts)
    await Promise.all(places.map(({ serving }) => serving.end('SIGTERM')))
    await check()
    const verified = await verifyLedger(ledger)
    assert.ok(verified.intact, JSON.stringify(verified))
    assert.equal(await host.connections(), 0)
    count(sums, reading, facts)
    rmSync(folder, { recursive: true })
  } catch (error) {
    for (const { url, serving } of places) console.log(`${url}: ${serving.said().slice(-3_000)}`)
    throw error
  } finally {
    await Promise.all(places.map(({ serving }) => serving.end('SIGKILL')))
    await closeLedger()
    await database.end()
    await host.close()
    await postgres.stop()
  }
}

function count(sums: Sums, { host, publishers }: Reading, facts: Iterable<Fact>): void {
  sums.facts += [...facts].length
  sums.requests += host.requests.length
  for (const { messages } of publishers) sums.messages += messages.length
}

async function shelved(file: string, collection: string): Promise<(readonly [string, unknown])[]> {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  try {
    const rows = db.prepare('select key, document from shelved where collection = ?').all(collection)
    return rows.map((row) => [String(row['key']), JSON.parse(String(row['document'])) as unknown] as const)
  } finally {
    db.close()
  }
}
