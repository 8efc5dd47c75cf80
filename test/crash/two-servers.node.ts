/** Two whole servers on one PostgreSQL, with officers, sirens, webhooks and readers around them that outlive both. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { noticesOf } from '#alerts'
import { recordingLog, type Mode } from '#base'
import { fleetSirens, type Siren } from '#channels'
import { beginning, verifyLedger, type Fact } from '#ledger'
import { withFleetKeys } from '../../src/channels/siren/simulator.mqtt.ts'
import { openPostgresLedger } from '../../src/ledger/ledger.postgres.ts'
import { absent } from '../support/absent.ts'
import { chance, type Chance } from '../support/chance.ts'
import {
  doneTwice,
  endedBy,
  lostFacts,
  soundedTwice,
  streamFlaws,
  wronglySent,
  type KnownAtDeath,
} from '../support/crash-checks.ts'
import { startMosquitto } from '../support/mosquitto.node.ts'
import { officers, type Officers } from '../support/officers.node.ts'
import { startOwnPostgres } from '../support/postgres.node.ts'
import { startReceivers, startSirens, startStreamReader } from '../support/receivers.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { dankovsky, lipetskOblast, sevenDistricts, terbunsky, zadonsky } from '../support/server.node.ts'
import { reservablePort } from '../support/started.node.ts'

const districts = [...new Set([...sevenDistricts, zadonsky, terbunsky, dankovsky])]
const drill: readonly Mode[] = ['drill', 'test']

/** One of the two: its folder and address stay, its process comes and goes. */
export interface Place {
  readonly folder: string
  readonly port: number
  readonly url: string
  serving: Serving
}

export interface TwoServers {
  readonly places: readonly [Place, Place]
  readonly olena: string
  readonly admin: string
  readonly crowd: Officers
  readonly database: pg.Pool
  /** Who decides first, then who follows; fails unless exactly one decides. */
  roles(): Promise<readonly [Place, Place]>
  /** Where the officers send their orders. */
  aim(url: () => string): void
  serve(at: Place): Serving
  /** Ends a life: what is confirmed and what is over now may not be sent again by whoever decides next. */
  lifeEnds(): Promise<void>
  /** Holds everything said so far against the ledger. */
  check(): Promise<void>
  /** The same, and the whole chain, the streams, and that the last life told somebody. One line of figures. */
  finish(): Promise<string>
}

/** `passing` are problems after which officers send an order again. */
export async function withTwoServers(
  seed: string,
  passing: readonly string[],
  act: (two: TwoServers, luck: Chance) => Promise<void>,
) {
  const luck = chance(seed)
  const postgres = await startOwnPostgres()
  // Sirens find the server that decides at a broker of their own; without one each server brings its own, at one port.
  const mosquitto = absent('mosquitto') === false ? await startMosquitto() : undefined
  const mqttPort = await reservablePort()
  let life = 1
  const receivers = await startReceivers({ chance: luck, life: () => life })
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-takeover-'))
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const serve = (at: Pick<Place, 'folder' | 'port'>) =>
    startServe({
      ...{ folder: at.folder, port: at.port, mqttPort },
      settings: {
        ...{ TOCSIN_DATABASE: postgres.url, TOCSIN_AUTHORITY: authority },
        TOCSIN_WEBHOOK_ALLOW: receivers.host,
        ...(mosquitto === undefined ? {} : { TOCSIN_BROKER: mosquitto.url }),
      },
    })
  const place = async (name: string): Promise<Place> => {
    const port = await reservablePort()
    const at = { folder: join(folder, name), port, url: `http://127.0.0.1:${port}` }
    return { ...at, serving: serve(at) }
  }
  // Both at once, on a database that is empty.
  const [one, other] = await Promise.all([place('one'), place('other')])
  const streams = [one, other].map(({ url }) => startStreamReader(() => url))
  const log = recordingLog()
  let closeRest = async () => {}
  try {
    await Promise.all([one.serving.ready, other.serving.ready])
    const roles = async () => {
      const health = await Promise.all([one, other].map(({ url }) => ask(url, 'GET', '/v1/health')))
      const deciding = health.map(({ body }) => (body as { readonly decides: string }).decides)
      assert.deepEqual(deciding.toSorted(), ['me', 'other'])
      return deciding[0] === 'me' ? ([one, other] as const) : ([other, one] as const)
    }
    const [decider, follower] = await roles()
    // The first people were made once, by the server that decided first, and both know them.
    const home = decider.folder
    assert.ok(!existsSync(join(follower.folder, 'keys')))
    const [olena, admin] = [keyOf(home, 'olena'), keyOf(home, 'admin')]

    for (const path of receivers.paths) {
      const body = { url: `http://${receivers.host}${path}`, areas: [lipetskOblast] }
      const made = await ask(decider.url, 'POST', '/v1/webhooks', { as: admin, body })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      receivers.ids.set(path, (made.body as { readonly id: string }).id)
    }
    const areas = districts.map((code) => ({ code: code as Siren['area'] }))
    const fleet = withFleetKeys(fleetSirens(8, areas, drill), seed)
    const registered = await ask(decider.url, 'POST', '/v1/sirens', { as: admin, body: { sirens: fleet } })
    assert.equal(registered.status, 200, JSON.stringify(registered.body))
    const known = (at: Place) =>
      ask(at.url, 'GET', '/v1/sirens', { as: admin }).then(
        ({ body }) => body as { broker: string; commandKey: string; sirens: { area: string }[] },
      )
    const { broker, commandKey } = await known(decider)
    assert.equal((await known(follower)).commandKey, commandKey, 'both sign orders with one key')
    await until('the follower knows the sirens', async () => (await known(follower)).sirens.length === 8)
    const sirens = await startSirens({
      ...{ url: broker, sirens: fleet, seed, commandKey, chance: luck, life: () => life },
    })

    let target = () => decider.url
    const crowd = officers({
      ...{ count: 4, name: seed, areas: districts, chance: luck, thinksFor: 30 },
      ...{ url: () => target(), key: () => olena, passing },
    })
    const opened = await openPostgresLedger({ url: postgres.url, log, readOnly: true })
    assert.ok(opened.ok)
    const ledger = opened.value
    const facts: Fact[] = []
    const reading = ledger.follow(beginning, (page) => void facts.push(...page))
    const database = new pg.Pool({ connectionString: postgres.url, max: 1 })
    database.on('error', () => {}) // tests cut connections, this one too
    closeRest = async () => {
      await sirens.close()
      await reading.close()
      await ledger.close()
      await database.end()
    }
    const deaths: KnownAtDeath[] = []
    const told = () => [...receivers.told, ...sirens.told]
    const fail = (flaws: readonly string[]) => assert.deepEqual(flaws, [], `in round ${deaths.length}`)
    const check = async () => {
      await reading.caughtUp()
      fail(lostFacts(crowd.acknowledged, new Map(facts.map((fact) => [fact.seq, fact]))))
      fail(doneTwice(facts))
      fail(crowd.unexpected)
      fail(wronglySent(told(), deaths))
      fail(soundedTwice(told()))
    }

    await act(
      {
        ...{ places: [one, other], olena, admin, crowd, database, roles, serve, check },
        aim: (url) => void (target = url),
        async lifeEnds() {
          const { rows } = await database.query<{ id: string }>(
            "select id from delivery_attempts where state = 'confirmed'",
          )
          await reading.caughtUp()
          deaths.push({ life, confirmed: new Set(rows.map(({ id }) => id)), ended: endedBy(facts) })
          life++
        },
        async finish() {
          await check()
          assert.deepEqual(
            facts.map(({ seq }) => seq as number),
            facts.map((_, index) => index + 1),
          )
          const verified = await verifyLedger(ledger)
          assert.ok(verified.intact, JSON.stringify(verified))
          const last = facts.flatMap(noticesOf).at(-1)!
          for (const stream of streams) {
            await stream.hears(last.id, 10_000)
            fail(streamFlaws(stream.heard, facts))
          }
          const sounds = sirens.told.filter(({ kind }) => kind === 'sound')
          for (const list of [receivers.told, sounds])
            assert.ok(
              list.some((it) => it.life === life),
              'those told before are told in the last life too',
            )
          return [
            `${facts.length} facts, ${crowd.acknowledged.length} orders acknowledged, ${crowd.unanswered} unanswered tries`,
            `${receivers.told.length} webhook requests, ${sounds.length} soundings`,
            mosquitto === undefined ? 'embedded brokers' : 'mosquitto',
          ].join('; ')
        },
      },
      luck,
    )
    rmSync(folder, { recursive: true })
  } catch (error) {
    for (const { url, serving } of [one, other]) console.log(`${url}: ${serving.said().slice(-3_000)}`)
    throw error
  } finally {
    for (const stream of streams) stream.close()
    await Promise.all([one, other].map(({ serving }) => serving.end('SIGKILL')))
    await closeRest()
    await receivers.close()
    await mosquitto?.kill()
    await postgres.stop()
  }
}

export async function until(what: string, holds: () => Promise<boolean>, patience = 10_000): Promise<void> {
  const end = performance.now() + patience
  while (!(await holds())) {
    assert.ok(performance.now() < end, `not within ${patience} ms: ${what}`)
    await wait(5)
  }
}
