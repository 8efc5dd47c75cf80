/** Two servers on one PostgreSQL: the one that decides is killed under load, the other takes over, twenty times. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { noticesOf } from '#alerts'
import { recordingLog, type Mode } from '#base'
import { fleetSirens, type Siren } from '#channels'
import { beginning, verifyLedger, type Fact } from '#ledger'
import { withFleetKeys } from '../../src/channels/siren/simulator.mqtt.ts'
import { openPostgresLedger } from '../../src/ledger/ledger.postgres.ts'
import { absent } from '../support/absent.ts'
import { chance } from '../support/chance.ts'
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
import { officers } from '../support/officers.node.ts'
import { startOwnPostgres } from '../support/postgres.node.ts'
import { startReceivers, startSirens, startStreamReader } from '../support/receivers.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { dankovsky, lipetskOblast, sevenDistricts, terbunsky, zadonsky } from '../support/server.node.ts'
import { reservablePort } from '../support/started.node.ts'

const rounds = 20
const takeoverWithin = 5_000
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
const districts = [...new Set([...sevenDistricts, zadonsky, terbunsky, dankovsky])]
const drill: readonly Mode[] = ['drill', 'test']

/** One of the two: its folder and address stay, its process comes and goes. */
interface Place {
  readonly folder: string
  readonly port: number
  readonly url: string
  serving: Serving
}

test(
  `of two whole servers the other takes over within 5 s when the one that decides is killed, ${rounds} times`,
  { skip: absent('postgres') },
  async () => {
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
      const deciderOf = async () => {
        const health = await Promise.all([one, other].map(({ url }) => ask(url, 'GET', '/v1/health')))
        const deciding = health.map(({ body }) => (body as { readonly decides: string }).decides)
        assert.deepEqual(deciding.toSorted(), ['me', 'other'])
        return deciding[0] === 'me' ? ([one, other] as const) : ([other, one] as const)
      }
      let [decider, follower] = await deciderOf()
      // The first people were made once, by the server that decided first, and both know them.
      const home = decider.folder
      assert.ok(!existsSync(join(follower.folder, 'keys')))
      const [olena, admin] = [keyOf(home, 'olena'), keyOf(home, 'admin')]

      await serves(decider, follower, admin, olena)
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

      let target = decider.url
      const crowd = officers({
        ...{ count: 4, name: seed, areas: districts, chance: luck, thinksFor: 30 },
        ...{ url: () => target, key: () => olena },
      })
      const opened = await openPostgresLedger({ url: postgres.url, log, readOnly: true })
      assert.ok(opened.ok)
      const ledger = opened.value
      const facts: Fact[] = []
      const reading = ledger.follow(beginning, (page) => void facts.push(...page))
      const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
      closeRest = async () => {
        await sirens.close()
        await reading.close()
        await ledger.close()
        await pool.end()
      }
      const deaths: KnownAtDeath[] = []
      const told = () => [...receivers.told, ...sirens.told]
      const fail = (flaws: readonly string[]) => assert.deepEqual(flaws, [], `in round ${deaths.length}`)

      const takeovers: number[] = []
      for (let round = 1; round <= rounds; round++) {
        crowd.work()
        await wait(luck.between(200, 1_200))
        const killedAt = performance.now()
        await decider.serving.end('SIGKILL')
        target = follower.url
        const before = crowd.acknowledged.length
        const { rows } = await pool.query<{ id: string }>(
          "select id from delivery_attempts where state = 'confirmed'",
        )
        await reading.caughtUp()
        deaths.push({
          ...{ life, confirmed: new Set(rows.map(({ id }) => id)), ended: endedBy(facts) },
        })
        life++
        await until(
          'the other takes an order',
          async () => crowd.acknowledged.length > before,
          takeoverWithin,
        )
        takeovers.push(performance.now() - killedAt)
        // The one that was killed comes back, and follows.
        decider.serving = serve(decider)
        await decider.serving.ready
        await crowd.pause()
        ;[decider, follower] = [follower, decider]
        assert.deepEqual(await deciderOf(), [decider, follower])
        await reading.caughtUp()
        fail(lostFacts(crowd.acknowledged, new Map(facts.map((fact) => [fact.seq, fact]))))
        fail(doneTwice(facts))
        fail(crowd.unexpected)
        fail(wronglySent(told(), deaths))
        fail(soundedTwice(told()))
      }
      await serves(decider, follower, admin, olena)
      crowd.work()
      await wait(300)
      await crowd.pause()
      await reading.caughtUp()

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
          list.some((it) => it.life === rounds + 1),
          'those told before are told by the server that took over last',
        )
      const sorted = takeovers.toSorted((a, b) => a - b).map(Math.round)
      console.log(
        [
          `seed ${seed}: ${rounds} takeovers in ${sorted[0]} to ${sorted.at(-1)} ms, half of them within ${sorted[rounds / 2]} ms`,
          `${facts.length} facts, ${crowd.acknowledged.length} orders acknowledged, ${crowd.unanswered} unanswered tries`,
          `${receivers.told.length} webhook requests, ${sounds.length} soundings`,
          mosquitto === undefined ? 'embedded brokers' : 'mosquitto',
        ].join('; '),
      )
      assert.deepEqual(
        log.lines.filter(({ level }) => level !== 'info'),
        [],
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
  },
)

/** What the one that follows does: reads, streams, refuses orders with advice, and knows what changes at the other. */
async function serves(decider: Place, follower: Place, admin: string, olena: string): Promise<void> {
  for (const path of ['/v1/board', `/v1/areas/${zadonsky}/now`, '/v1/feed.atom', '/', '/v1/health'])
    assert.equal((await ask(follower.url, 'GET', path)).status, 200, path)
  assert.equal((await ask(follower.url, 'GET', '/v1/alerts', { as: olena })).status, 200)
  const body = { threat: 'drone', level: 'red', areas: [zadonsky] }
  const refused = await ask(follower.url, 'POST', '/v1/alerts', { as: olena, body })
  assert.equal(refused.status, 503)
  assert.equal((refused.body as { readonly code: string }).code, 'server/not-the-writer')
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  const id = `watch-${Math.floor(performance.now())}`
  const person = { id, name: 'Somebody', roles: ['watcher'] }
  const added = await ask(decider.url, 'POST', '/v1/people', { as: admin, body: person })
  assert.equal(added.status, 201, JSON.stringify(added.body))
  const { key } = added.body as { readonly key: string }
  const isKnown = async () => (await ask(follower.url, 'GET', '/v1/me', { as: key })).status === 200
  await until('the follower knows who was added', isKnown)
  assert.equal((await ask(decider.url, 'DELETE', `/v1/people/${id}`, { as: admin })).status, 204)
  await until('the follower knows who was removed', async () => !(await isKnown()))
}

async function until(what: string, holds: () => Promise<boolean>, patience = 10_000): Promise<void> {
  const end = performance.now() + patience
  while (!(await holds())) {
    assert.ok(performance.now() < end, `not within ${patience} ms: ${what}`)
    await wait(5)
  }
}
