/** Kills the real server with SIGKILL at random moments under load, and holds it to what it had said. `--times N --seed TEXT`. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { noticesOf } from '#alerts'
import type { Mode } from '#base'
import { fleetSirens, type Siren } from '#channels'
import { withFleetKeys } from '../../src/channels/siren/simulator.mqtt.ts'
import { chance } from '../support/chance.ts'
import {
  doneTwice,
  endedBy,
  lostFacts,
  soundedTwice,
  streamFlaws,
  wronglySent,
  type KnownAtDeath,
  type Told,
} from '../support/crash-checks.ts'
import { officers } from '../support/officers.node.ts'
import { startReceivers, startSirens, startStreamReader, type Sirens } from '../support/receivers.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { dankovsky, lipetskOblast, sevenDistricts, terbunsky, zadonsky } from '../support/server.node.ts'
import { reservablePort } from '../support/started.node.ts'
import { ledgerBook } from './ledger-book.node.ts'

const times = Number(process.env['CRASH_TIMES'] ?? 200)
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
/** Side by side, each with its own folder: a start takes longer than the load between two kills. */
const lanes = 2
/** Kills in one folder, so that a long run does not end with a ledger of a whole war. */
const killsPerFolder = 100
const districts = [...new Set([...sevenDistricts, zadonsky, terbunsky, dankovsky])]
const drill: readonly Mode[] = ['drill', 'test']

interface Sums {
  kills: number
  whileStarting: number
  facts: number
  acknowledged: number
  unanswered: number
  repeated: number
  requests: number
  sounds: number
  notices: number
  resumptions: number
  confirmed: number
}

test(`a server killed ${times} times loses, repeats and invents nothing`, async () => {
  const sums: Sums = {
    ...{ kills: 0, whileStarting: 0, facts: 0, acknowledged: 0, unanswered: 0, repeated: 0 },
    ...{ requests: 0, sounds: 0, notices: 0, resumptions: 0, confirmed: 0 },
  }
  const begun = performance.now()
  console.log(`seed ${seed}: npm run test:crash -- kill --times ${times} --seed ${seed}`)
  const lane = async (name: string, kills: number) => {
    for (let left = kills, n = 1; left > 0; left -= killsPerFolder, n++)
      await night(`${seed}/${name}/${n}`, Math.min(left, killsPerFolder), sums)
  }
  await Promise.all(
    Array.from({ length: lanes }, (_, i) => lane(`lane ${i + 1}`, Math.floor((times + i) / lanes))),
  )
  const seconds = (performance.now() - begun) / 1_000
  console.log(
    [
      `${sums.kills} kills (${sums.whileStarting} while starting) in ${seconds.toFixed(0)} s`,
      `${sums.facts} facts, ${sums.acknowledged} orders acknowledged, ${sums.unanswered} unanswered tries, ${sums.repeated} repeats recognised`,
      `${sums.notices} notices on the stream over ${sums.resumptions} connections`,
      `${sums.requests} webhook requests, ${sums.sounds} soundings, ${sums.confirmed} attempts confirmed`,
    ].join('; '),
  )
  assert.equal(sums.kills, times)
})

/** One folder, from an empty ledger to a tidy stop, with this many kills in between. */
async function night(name: string, kills: number, sums: Sums): Promise<void> {
  const luck = chance(name)
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-kill-'))
  const [port, mqttPort] = [await reservablePort(), await reservablePort()]
  const url = `http://127.0.0.1:${port}`
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  let life = 0
  const receivers = await startReceivers({ chance: luck, life: () => life })
  const serve = () => {
    life++
    const settings = { TOCSIN_AUTHORITY: authority, TOCSIN_WEBHOOK_ALLOW: receivers.host }
    return startServe({ folder, port, mqttPort, settings })
  }
  const book = ledgerBook(join(folder, 'ledger.sqlite'))
  const deaths: KnownAtDeath[] = []
  const fail = (flaws: readonly string[]) =>
    assert.deepEqual(flaws, [], `after life ${life} of ${name}; the folder is kept: ${folder}`)
  let serving: Serving | undefined
  let sirens: Sirens | undefined
  const stream = startStreamReader(() => url)
  try {
    // The very first starts are killed as well: keys and first people are made once, or not at all.
    for (let first = 0; first < 3; first++) {
      serving = serve()
      await wait(luck.between(100, 1_500))
      await serving.end('SIGKILL')
    }
    serving = serve()
    await serving.ready
    sirens = await register(folder, url, name, receivers, () => life)
    const crowd = officers({
      ...{ count: 3, name, areas: districts, chance: luck, thinksFor: 40 },
      url: () => url,
      key: () => keyOf(folder, 'olena'),
    })
    const told = (): Told[] => [...receivers.told, ...sirens!.told]

    const readBack = async () => {
      const { fresh, flaws } = await book.read()
      fail(flaws)
      fail(lostFacts(crowd.acknowledged, book.facts))
      fail(doneTwice(book.facts.values()))
      fail(crowd.unexpected)
      fail(soundedTwice(told()))
      fail(wronglySent(told(), deaths))
      return fresh
    }

    for (let kill = 1; kill <= kills; kill++) {
      if (kill > 1) {
        serving = serve()
        if (luck.happens(0.1)) {
          // Somewhere between the first line of code and the first request.
          await wait(luck.between(50, 1_500))
          sums.whileStarting++
        } else {
          await serving.ready
          // Now and then all sirens are there to hear of it.
          if (luck.happens(0.35)) await sirens.allUp(2_000)
        }
      }
      crowd.work()
      await wait(luck.between(50, 800))
      await serving.end('SIGKILL')
      if (++sums.kills % 50 === 0) console.log(`${sums.kills} of ${times} kills`)
      await crowd.pause()
      await receivers.drained()
      await wait(20)
      await readBack()
      deaths.push({
        life,
        confirmed: confirmedIn(join(folder, 'attempts.sqlite')),
        ended: endedBy(book.facts.values()),
      })
    }

    // One more life, in which everything comes to rest.
    serving = serve()
    await serving.ready
    await sirens.allUp(5_000)
    crowd.work()
    await wait(500)
    await crowd.pause()
    const head = (await ask(url, 'GET', '/v1/ledger/head')).body as { readonly seq: number }
    await readBack()
    const notices = [...book.facts.values()].filter(({ seq }) => seq <= head.seq).flatMap(noticesOf)
    const last = notices.at(-1)
    if (last !== undefined) await stream.hears(last.id, 10_000)
    fail(streamFlaws(stream.heard, book.facts.values()))
    await serving.end('SIGTERM')
    await readBack()
    const { intact } = await book.verify()
    assert.ok(intact)
    sums.facts += book.facts.size
    sums.acknowledged += crowd.acknowledged.length
    sums.unanswered += crowd.unanswered
    sums.repeated += crowd.repeated
    sums.requests += receivers.told.length
    sums.sounds += sirens.told.filter(({ kind }) => kind === 'sound').length
    sums.notices += notices.length
    sums.resumptions += stream.connections
    sums.confirmed += deaths.at(-1)!.confirmed.size
    rmSync(folder, { recursive: true })
  } catch (error) {
    console.log(`${name}: ${serving?.said().slice(-3_000)}`)
    throw error
  } finally {
    await serving?.end('SIGKILL')
    stream.close()
    await sirens?.close()
    await receivers.close()
  }
}

/** Three webhooks and a siren in each of eight districts. */
async function register(
  folder: string,
  url: string,
  seed: string,
  receivers: Awaited<ReturnType<typeof startReceivers>>,
  life: () => number,
): Promise<Sirens> {
  const as = keyOf(folder, 'admin')
  for (const path of receivers.paths) {
    const body = { url: `http://${receivers.host}${path}`, areas: [lipetskOblast] }
    const made = await ask(url, 'POST', '/v1/webhooks', { as, body })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    receivers.ids.set(path, (made.body as { readonly id: string }).id)
  }
  const fleet = fleetSirens(
    8,
    districts.map((code) => ({ code: code as Siren['area'] })),
    drill,
  )
  const keyed = withFleetKeys(fleet, seed)
  const registered = await ask(url, 'POST', '/v1/sirens', { as, body: { sirens: keyed } })
  assert.equal(registered.status, 200, JSON.stringify(registered.body))
  const known = (await ask(url, 'GET', '/v1/sirens', { as })).body as { broker: string; commandKey: string }
  const { broker, commandKey } = known
  return startSirens({ url: broker, sirens: keyed, seed, commandKey, chance: chance(`${seed}/sirens`), life })
}

function confirmedIn(file: string): Set<string> {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  try {
    const rows = db.prepare("select id from delivery_attempts where state = 'confirmed'").all()
    return new Set(rows.map((row) => String(row['id'])))
  } finally {
    db.close()
  }
}
