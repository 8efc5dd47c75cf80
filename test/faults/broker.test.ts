import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Mode } from '#base'
import { fleetSirens, type Siren } from '#channels'
import { withFleetKeys } from '../../src/channels/siren/simulator.mqtt.ts'
import { absent } from '../support/absent.ts'
import { chance } from '../support/chance.ts'
import { startMosquitto } from '../support/mosquitto.node.ts'
import { startSirens } from '../support/receivers.node.ts'
import { done, issueAlert, red, startTestServer, terbunsky, zadonsky } from '../support/server.node.ts'

test(
  'a broker that dies in the middle of an alert is told as unknown, and the sirens sound once it is back, each once',
  { skip: absent('mosquitto') },
  async (t) => {
    const broker = await startMosquitto()
    t.after(() => broker.kill())
    const server = await startTestServer({
      settings: { TOCSIN_BROKER: broker.url },
      expects: /broker/,
    })
    const seed = 'broker'
    const areas = [zadonsky, terbunsky].map((code) => ({ code: code as Siren['area'] }))
    const drill: readonly Mode[] = ['drill', 'test']
    const fleet = withFleetKeys(fleetSirens(6, areas, drill), seed)
    done(await server.admin.post('/v1/sirens', { sirens: fleet }))
    const { commandKey } = done<{ commandKey: string }>(await server.admin.get('/v1/sirens'))
    const sirens = await startSirens({
      ...{ url: broker.url, sirens: fleet, seed, commandKey, chance: chance(seed), life: () => 1 },
    })
    t.after(() => sirens.close())
    const ours = new Set(fleet.map(({ id }) => id as string))
    /** The states of the attempts at our sirens, by notice. */
    const states = async (alert: string) => {
      const { attempts } = done<{
        attempts: { id: string; target: string; state: string; channel: string }[]
      }>(await server.olena.get(`/v1/alerts/${alert}/attempts`))
      return attempts.filter(({ target }) => ours.has(target))
    }
    const until = async (alert: string, state: string) => {
      for (let tries = 0; ; tries++) {
        const all = await states(alert)
        if (all.length === 6 && all.every((one) => one.state === state)) return
        assert.ok(tries < 800, `not ${state}: ${JSON.stringify(all.map((one) => one.state))}`)
        await wait(25)
      }
    }
    const body = red([zadonsky, terbunsky], { renewForMinutes: 60 })
    const first = await issueAlert(server, body)
    await until(first.id, 'confirmed')

    await broker.kill()
    const second = await issueAlert(server, body)
    const reach = async () =>
      done<{ sirens: { counts: { [status: string]: number } } }>(
        await server.olena.get(`/v1/alerts/${second.id}/reach`),
      ).sirens.counts
    // Nothing is claimed that nobody said.
    for (let look = 0; look < 10; look++) {
      for (const { state } of await states(second.id)) assert.notEqual(state, 'confirmed')
      await wait(20)
    }
    const obeyed = () => sirens.told.filter(({ alert, kind }) => alert === second.id && kind === 'sound')
    assert.deepEqual(obeyed(), [])
    await reach()

    await broker.restart()
    await until(second.id, 'confirmed')
    assert.equal(obeyed().length, 6)
    assert.equal(new Set(obeyed().map(({ attempt }) => attempt)).size, 6)

    // And once more, with the orders on their way.
    const path = `/v1/alerts/${second.id}/all-clear`
    const clearing = server.olena.post(path, {})
    await broker.kill()
    done(await clearing)
    await broker.restart()
    for (let tries = 0; ; tries++) {
      const ends = (await states(second.id)).filter(({ id }) => id.startsWith(`${second.id}.2/`))
      if (ends.length === 6 && ends.every(({ state }) => state === 'confirmed')) break
      assert.ok(tries < 800, JSON.stringify(ends))
      await wait(25)
    }
    const stops = sirens.told.filter(({ alert, kind }) => alert === second.id && kind === 'stop')
    assert.equal(new Set(stops.map(({ attempt }) => attempt)).size, 6)
    assert.equal(obeyed().length, 6)
    await server.close()
  },
)
