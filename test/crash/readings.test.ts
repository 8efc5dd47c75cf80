/** Kills the real server with SIGKILL while readings come, over HTTP and over a broker: none that was acknowledged is lost, none is doubled. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import mqtt from 'mqtt'
import { absent } from '../support/absent.ts'
import { chance } from '../support/chance.ts'
import { startMosquitto } from '../support/mosquitto.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { removeAtExit } from '../support/started.node.ts'

const rounds = Number(process.env['CRASH_TIMES'] ?? 200) >= 200 ? 12 : 4
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
const stations = Array.from({ length: 40 }, (_, n) => `st-${n}`)

test(
  `a server killed ${rounds} times while readings come loses none that it acknowledged, and doubles none`,
  { skip: absent('mosquitto') },
  async (t) => {
    console.log(`seed ${seed}`)
    const luck = chance(`readings ${seed}`)
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-readings-kill-'))
    removeAtExit(folder)
    const authority = join(folder, 'authority.json')
    writeFileSync(authority, authorityWithoutSirens())
    const mosquitto = await startMosquitto({ persistence: true })
    t.after(() => mosquitto.stop())
    const settings = {
      ...{ TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none', TOCSIN_RATE_KEY: '100000' },
      TOCSIN_READINGS_BROKER: mosquitto.url,
    }
    let serving: Serving | undefined
    const serve = async () => (serving = startServe({ folder, settings })).ready
    const client = await mqtt.connectAsync(mosquitto.url)
    t.after(() => client.end(true))

    /** Each reading has a moment and a value of its own: what was acknowledged must be there, once, as it was given. */
    const acknowledged = new Map<string, Map<number, number>>(stations.map((id) => [id, new Map()]))
    const offered = new Map<string, Set<number>>(stations.map((id) => [id, new Set()]))
    const startMs = Date.now() - 20 * 3_600_000
    let next = 0
    const some = (count: number) =>
      Array.from({ length: count }, () => {
        const n = next++
        const one = {
          station: stations[n % stations.length]!,
          atMs: startMs + n * 25,
          value: 80 + (n % 997) / 10,
        }
        offered.get(one.station)!.add(one.atMs)
        return one
      })
    const said = (readings: ReturnType<typeof some>) =>
      readings.map(({ station, atMs, value }) => ({
        ...{ station, at: new Date(atMs).toISOString(), value, unit: 'nSv/h' },
      }))
    const taken = (readings: ReturnType<typeof some>) => {
      for (const { station, atMs, value } of readings) acknowledged.get(station)!.set(atMs, value)
    }

    try {
      let url = await serve()
      const kept = await ask(url, 'PUT', '/v1/sites/plant', {
        as: keyOf(folder, 'admin'),
        body: {
          ...{ name: 'Drill plant', kind: 'nuclear-plant', lon: 38.9, lat: 52.4 },
          stations: stations.map((id) => ({
            ...{ id, name: id, lon: 38.9, lat: 52.4, quantity: 'gamma-dose-rate', everySeconds: 1 },
          })),
        },
      })
      assert.equal(kept.status, 200, JSON.stringify(kept.body))
      for (let round = 0; round < rounds; round++) {
        let going = true
        const overHttp = async () => {
          while (going) {
            // Often enough for a fold to be under way: 60 batches begin one.
            const readings = some(luck.between(1, 200))
            try {
              const { status } = await ask(url, 'POST', '/v1/readings', {
                ...{ as: keyOf(folder, 'admin'), body: { readings: said(readings) } },
              })
              if (status === 202) taken(readings)
            } catch {
              return
            }
          }
        }
        const overMqtt = async () => {
          while (going) {
            const readings = some(luck.between(1, 20))
            // Acknowledged by the broker: it is the broker’s until our server acknowledges it.
            await client.publishAsync('readings/plant/any', JSON.stringify(said(readings)), { qos: 1 })
            taken(readings)
            await wait(1)
          }
        }
        const senders = [overHttp(), overHttp(), overMqtt()]
        await wait(luck.between(300, 2_500))
        await serving!.end('SIGKILL')
        going = false
        await Promise.all(senders)
        url = await serve()
      }
      const iso = (atMs: number) => new Date(atMs).toISOString()
      let [checked, extra] = [0, 0]
      const last = startMs + (next + 1) * 25
      const wanted = [...acknowledged.values()].reduce((sum, own) => sum + own.size, 0)
      // What waited at the broker comes in the first moments.
      const stored = async (id: string) => {
        const found = new Map<number, number>()
        for (let fromMs = startMs; fromMs < last; fromMs += 3_600_000) {
          const answer = await ask(
            url,
            'GET',
            `/v1/sites/plant/stations/${id}/readings?from=${iso(fromMs)}&until=${iso(Math.min(last, fromMs + 3_600_000))}&step=reading`,
            { as: keyOf(folder, 'olena') },
          )
          const { points } = answer.body as { points: { at: string; mean: number }[] }
          assert.ok(points.length < 5_000, 'the answer may be cut off')
          for (const { at, mean } of points) {
            assert.ok(!found.has(Date.parse(at)), `${id} ${at} is there twice`)
            found.set(Date.parse(at), mean)
          }
        }
        return found
      }
      for (const id of stations) {
        const own = acknowledged.get(id)!
        let found = await stored(id)
        for (let turns = 0; turns < 200 && [...own.keys()].some((atMs) => !found.has(atMs)); turns++) {
          await wait(100)
          found = await stored(id)
        }
        for (const [atMs, value] of own) {
          assert.equal(found.get(atMs), Number(value.toPrecision(7)), `${id} at ${iso(atMs)}`)
          checked++
        }
        for (const atMs of found.keys()) {
          assert.ok(offered.get(id)!.has(atMs), `${id} at ${iso(atMs)} was never given`)
          if (!own.has(atMs)) extra++
        }
      }
      console.log(
        `${rounds} kills; ${checked} of ${wanted} acknowledged readings are there, each once; ${extra} more were kept whose answer was lost`,
      )
      assert.ok(checked > rounds * 500, 'too little was given to prove anything')
    } finally {
      await serving?.end('SIGKILL')
    }
  },
)
