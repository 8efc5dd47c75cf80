import assert from 'node:assert/strict'
import { test } from 'node:test'
import { absent } from '../support/absent.ts'
import { done, refused, terbunsky, zadonsky } from '../support/server.node.ts'
import { startTwoServers } from '../support/two-test-servers.node.ts'

test(
  'a server that does not decide tells of damage, outages and remnants what the other one wrote, and writes nothing',
  { skip: absent('postgres') },
  async () => {
    const servers = await startTwoServers()
    const { deciding, beside } = servers
    try {
      const said = { subject: 'dwellings', area: zadonsky, occurrence: 'two', atLeast: 40, atMost: 40 }
      const { observation } = done<{ observation: { id: string; version: number } }>(
        await deciding.olena.post('/v1/damage/observations', {
          ...{ ...said, asset: { address: 'ул. Мира, 3', lon: 38.9, lat: 52.4 } },
          source: { kind: 'official', name: 'Regional administration' },
        }),
      )
      const path = `/v1/damage/observations/${observation.id}`
      done(await deciding.olena.post(`${path}/lock`, {}))
      const seen = done<{
        observation: { lock: { by: string } | null; source: { name: string }; version: number }
      }>(await beside.olena.get(path)).observation
      assert.deepEqual(
        [seen.lock?.by, seen.source.name, seen.version],
        ['olena', 'Regional administration', observation.version],
      )
      const lines = async () =>
        done<{ tallies: { area: string; lines: { atLeast: number }[] }[] }>(
          await beside.taras.get('/v1/damage/tally?occurrence=two'),
        ).tallies.find(({ area }) => area === zadonsky)?.lines[0]?.atLeast
      assert.equal(await lines(), 40)
      const correct = { atLeast: 44, atMost: 44, why: 'Counted again', readVersion: 1 }
      refused(await beside.olena.post(`${path}/correct`, correct), 'server/not-the-writer')
      done(await deciding.olena.post(`${path}/correct`, correct))
      // What it keeps of a tally moves with the fact, not with an order of its own.
      assert.equal(await lines(), 44)
      const open = async () =>
        done<{ lines: { atLeast: number }[] }>(await beside.stranger.get('/v1/damage')).lines.length
      assert.equal(await open(), 0)
      done(await deciding.taras.post('/v1/damage/embargo/two/lift', { why: 'The governor told it' }))
      assert.ok((await open()) > 0)
      done(await deciding.olena.post('/v1/outages', { kind: 'water', area: zadonsky }))
      const outline = [
        { lon: 38.911, lat: 52.381 },
        { lon: 38.913, lat: 52.381 },
        { lon: 38.912, lat: 52.383 },
      ]
      const remnant = done<{ id: string }>(
        await deciding.olena.post('/v1/remnants', { area: terbunsky, state: 'confirmed', outline }),
      )
      assert.match((await beside.stranger.get('/outages?lang=en')).text, /Water[\s\S]*<rect/)
      assert.match((await beside.stranger.get(`/?place=${terbunsky}&lang=en`)).text, /Do not enter/)
      const exact = done<{ outline: object[] }>(await beside.olena.get(`/v1/remnants/${remnant.id}/outline`))
      assert.deepEqual(exact.outline, outline)
    } finally {
      await servers.close()
    }
  },
)
