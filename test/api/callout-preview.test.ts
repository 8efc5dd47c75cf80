import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { systemClock } from '../../src/base/clock.node.ts'
import { runSimulator, type Simulator } from '../../src/channels/cell-broadcast/simulator.http.ts'
import { absent } from '../support/absent.ts'
import { createDatabase } from '../support/postgres.node.ts'
import { smsc } from '../support/smsc.node.ts'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

interface Preview {
  readonly mode: string
  readonly circles: readonly {
    readonly people: readonly { readonly person: string; readonly ways: readonly string[] }[]
    readonly unfit: number
  }[]
  readonly quotas: readonly { readonly able: number }[]
}
interface CallOut {
  readonly id: string
  readonly widensAt: string | null
  readonly openedBy: string
  readonly names: { readonly [id: string]: string }
  readonly asked: readonly { readonly person: string; readonly asksAgainAt: string | null }[]
}

describe('before a call-out is sent, and while it goes on', () => {
  let server: TestServer
  let network: Simulator
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-networks-'))
  const driver = [{ skills: ['driver'], wanted: 1 }]
  before(async () => {
    network = await runSimulator({ port: 0, cells: ['A'], phones: [], clock: systemClock() })
    const list = join(folder, 'networks.json')
    const { url } = network
    // The centre that alerts of these tests go to serves Zadonsk alone.
    writeFileSync(
      list,
      JSON.stringify({ networks: [{ id: 'north', name: 'North', url, areas: [zadonsky] }] }),
    )
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none', TOCSIN_CELL_BROADCAST: list } })
    const people = { ann: ['driver'], bob: ['driver'], cyd: ['cook'] }
    for (const [id, skills] of Object.entries(people))
      done(await server.admin.ask('PUT', `/v1/responders/${id}`, { body: { name: id, skills, lines: {} } }))
    const now = Date.now()
    const shift = {
      from: new Date(now - 3_600_000),
      until: new Date(now + 3_600_000),
      people: ['ann', 'cyd'],
    }
    done(
      await server.admin.ask('PUT', '/v1/teams/crew', {
        body: { name: 'Crew', areas: [zadonsky], members: ['ann', 'bob', 'cyd'], shifts: [shift] },
      }),
    )
  })
  after(async () => {
    await server?.close()
    await network?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('it is said who would be asked in which circle, and nobody is asked by that', async () => {
    const plan = done<Preview>(
      await server.olena.post('/v1/call-outs/preview', { teams: ['crew'], quotas: driver }),
    )
    assert.deepEqual(
      plan.circles.map(({ people, unfit }) => [people.map(({ person }) => person), unfit]),
      [
        [['ann'], 1],
        [['bob'], 0],
      ],
    )
    assert.deepEqual([plan.mode, plan.quotas[0]!.able], ['drill', 2])
    // No line is set up: an officer sees that these people can't be reached before they wait for them.
    assert.deepEqual(plan.circles[0]!.people[0]!.ways, [])
    assert.deepEqual(done<{ callOuts: object[] }>(await server.olena.get('/v1/call-outs')).callOuts, [])
  })

  test('it is refused as the call-out itself would be, also after the all-clear', async () => {
    const ask = (body: object) => server.olena.post('/v1/call-outs/preview', { teams: ['crew'], ...body })
    refused(await ask({ quotas: [{ skills: ['pilot'], wanted: 1 }] }), 'response/nobody-fits')
    refused(await ask({ quotas: driver, teams: ['none'] }), 'response/unknown-team')
    const alert = await issueAlert(server, red([zadonsky]))
    done(await ask({ quotas: driver, alert: alert.id }))
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    refused(await ask({ quotas: driver, alert: alert.id }), 'response/alert-over')
    refused(await server.taras.post('/v1/call-outs/preview', {}), 'people/not-allowed')
  })

  test('it says who is asked again and when the circle widens, until somebody fills the place', async () => {
    const opened = done<CallOut>(
      await server.olena.post('/v1/call-outs', {
        ...{ says: 'Bridge', teams: ['crew'], quotas: driver, repeatSeconds: 60, widenSeconds: 120 },
      }),
    )
    assert.ok(Date.parse(opened.asked[0]!.asksAgainAt!) > Date.now())
    assert.ok(Date.parse(opened.widensAt!) > Date.now() + 60_000)
    assert.ok(opened.names[opened.openedBy]!.length > 0)
    const answer = { person: 'ann', answer: 'coming', minutes: 10 }
    const filled = done<CallOut>(await server.olena.post(`/v1/call-outs/${opened.id}/answers`, answer))
    assert.deepEqual([filled.asked[0]!.asksAgainAt, filled.widensAt], [null, null])
    done(await server.olena.post(`/v1/call-outs/${opened.id}/close`, {}))
  })

  test('what mobile networks have on the air is told with its pages, until the centre has stopped it', async () => {
    interface Air {
      readonly alert: string
      readonly standing: string
      readonly messages: readonly {
        readonly messageId: number
        readonly pages: number
        readonly state: string
      }[]
    }
    const onAir = async (id: string) =>
      done<{ networks: readonly { readonly alerts: readonly Air[] }[] }>(
        await server.olena.get('/v1/channels/cell-broadcast/on-air'),
      ).networks[0]!.alerts.find(({ alert }) => alert === id)
    const until = async (id: string, is: (air: Air) => boolean) => {
      for (;;) {
        const found = await onAir(id)
        if (found !== undefined && is(found)) return found
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const { id } = await issueAlert(server, red([zadonsky]))
    const air = await until(id, ({ messages }) => messages.some(({ state }) => state === 'on-air'))
    assert.equal(air.standing, 'goes-on')
    assert.ok(air.messages.every(({ messageId, pages }) => messageId >= 4381 && pages > 0 && pages <= 15))
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
    await until(id, ({ standing }) => standing === 'stopped')
    refused(await server.stranger.get('/v1/channels/cell-broadcast/on-air'), 'people/unknown-key')
  })
})

describe('a server beside the one that sends', { skip: absent('postgres'), timeout: 60_000 }, () => {
  test('shows what was sent and what became of it, and leaves it to the other to say whom it would reach', async () => {
    const centre = await smsc()
    const settings = {
      ...{ TOCSIN_BROKER: 'none', TOCSIN_DATABASE: await createDatabase(), TOCSIN_SMS_FROM: 'Tocsin' },
      TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}`,
    }
    const expects = /does not sync to the disk|Another server decides/
    const one = await startTestServer({ settings, expects })
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-beside-'))
    cpSync(one.folder, folder, { recursive: true })
    const other = await startTestServer({ settings, expects, folder })
    try {
      const lines = { sms: '+74742555200' }
      done(await one.admin.ask('PUT', '/v1/responders/ann', { body: { name: 'Ann', lines } }))
      const team = { name: 'Crew', areas: [zadonsky], members: ['ann'] }
      done(await one.admin.ask('PUT', '/v1/teams/crew', { body: team }))
      const body = { teams: ['crew'], quotas: [{ wanted: 1 }] }
      refused(await other.olena.post('/v1/call-outs/preview', body), 'server/not-the-writer')
      const plan = done<Preview>(await one.olena.post('/v1/call-outs/preview', body))
      assert.deepEqual(plan.circles[0]!.people[0]!.ways, ['sms'])
      const { id } = done<CallOut>(await one.olena.post('/v1/call-outs', { ...body, says: 'Bridge' }))
      for (;;) {
        const seen = await other.olena.get(`/v1/call-outs/${id}`)
        const [asked] = (seen.body as { asked?: readonly { sent: readonly object[] }[] }).asked ?? []
        if (asked !== undefined && asked.sent.length > 0) break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    } finally {
      await other.close()
      await one.close()
      await centre.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
