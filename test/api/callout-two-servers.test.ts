/** Two servers on one database: what is said about one person at the same instant at both is taken in one order, and both see the same. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { createDatabase } from '../support/postgres.node.ts'
import { done, issueAlert, red, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'

interface Said {
  readonly answer: string
  readonly over: string
  readonly at: string
}
interface CallOut {
  readonly id: string
  readonly closed: { readonly why: string } | null
  readonly asked: readonly { readonly person: string; readonly answers: readonly Said[] }[]
}

async function both() {
  const settings = { TOCSIN_BROKER: 'none', TOCSIN_DATABASE: await createDatabase() } as const
  const expects = /does not sync to the disk|Another server decides|can’t be reached|decides/
  const one = await startTestServer({ settings, expects })
  // The keys of its machine are known to the other one, as an administrator would copy them.
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-beside-'))
  cpSync(one.folder, folder, { recursive: true })
  const other = await startTestServer({ settings, expects, folder })
  assert.deepEqual([one.running.system.decides(), other.running.system.decides()], ['me', 'other'])
  const lines = { pager: 'no' }
  for (const id of ['ann', 'bob'])
    done(
      await one.admin.ask('PUT', `/v1/responders/${id}`, { body: { name: id, skills: ['driver'], lines } }),
    )
  const team = { name: 'Crew', areas: [zadonsky], members: ['ann', 'bob'] }
  done(await one.admin.ask('PUT', '/v1/teams/crew', { body: team }))
  return { one, other }
}

const call = async (server: TestServer, more: object = {}) =>
  server.olena.post('/v1/call-outs', {
    ...{ says: 'Bridge', teams: ['crew'], forMinutes: 60, quotas: [{ skills: ['driver'], wanted: 2 }] },
    ...more,
  })
const seen = async (server: TestServer, id: string) =>
  done<CallOut>(await server.olena.get(`/v1/call-outs/${id}`))
const moment = () => new Promise<void>((resolve) => setTimeout(resolve, 5))
/** As a proxy in front of both does it: first here, and where nobody decides, there. */
async function order<Answer>(
  servers: readonly TestServer[],
  act: (server: TestServer) => Promise<{ readonly status: number; readonly body: unknown }>,
): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const server = servers[tries % servers.length]!
    const answer = await act(server).catch(() => undefined)
    if (answer?.status === 200) return answer.body as Answer
    const code = (answer?.body as { readonly code?: string } | undefined)?.code
    assert.ok(
      answer === undefined || code === 'server/not-the-writer' || code === 'ledger/not-the-writer',
      JSON.stringify(answer?.body),
    )
    assert.ok(tries < 4_000, 'nobody decides')
    await moment()
  }
}
const agreed = async (one: TestServer, other: TestServer, id: string, answers: number) => {
  for (;;) {
    const [here, there] = [await seen(one, id), await seen(other, id)]
    const said = (of: CallOut) => of.asked.map(({ person, answers: all }) => [person, all])
    const count = here.asked.flatMap(({ answers: all }) => all).length
    if (count >= answers && JSON.stringify(said(here)) === JSON.stringify(said(there))) return here
    await moment()
  }
}

describe('two servers', { skip: absent('postgres'), timeout: 120_000 }, () => {
  test('take two answers and a stand-down of the same instant in one order, and keep it when the other one decides', async () => {
    const { one, other } = await both()
    const say = (server: TestServer, id: string, answer: object) =>
      server.olena.post(`/v1/call-outs/${id}/answers`, { person: 'ann', ...answer })
    const orders = new Set<string>()
    try {
      let last = ''
      for (let round = 0; round < 12; round++) {
        const { id } = done<CallOut>(await call(one))
        last = id
        const said: readonly object[] = [
          { answer: 'coming', minutes: 10 + round },
          { answer: 'cannot' },
          { answer: 'stood-down' },
        ]
        const turned = [...said.slice(round % 3), ...said.slice(0, round % 3)]
        await Promise.all(
          turned.map((answer, at) =>
            order(at % 2 === 0 ? [one, other] : [other, one], (server) => say(server, id, answer)),
          ),
        )
        const { asked } = await agreed(one, other, id, 3)
        const answers = asked.find(({ person }) => person === 'ann')!.answers
        // Each was taken, once; what the ledger has last is what counts, at both.
        assert.deepEqual(answers.map(({ answer }) => answer).toSorted(), ['cannot', 'coming', 'stood-down'])
        const facts = (await other.running.system.ledger.readStream('callouts')).filter(
          ({ type, data }) => type === 'callout-answered' && data['callOut'] === id,
        )
        assert.deepEqual(
          facts.map(({ data }) => data['answer']),
          answers.map(({ answer }) => answer),
        )
        orders.add(answers.map(({ answer }) => answer).join(' '))
      }
      assert.ok(orders.size > 1, 'the race never went two ways')
      // The one that decides goes in the middle of the next race.
      const { id } = done<CallOut>(await call(one))
      const race = Promise.all([
        order([one, other], (server) => say(server, id, { answer: 'coming', minutes: 7 })),
        order([other, one], (server) => say(server, id, { answer: 'stood-down' })),
        one.running.close(),
      ])
      await race
      const { asked } = await seen(other, id)
      const answers = asked.find(({ person }) => person === 'ann')!.answers.map(({ answer }) => answer)
      // Whoever heard nothing says it again; nothing that was taken is lost.
      assert.deepEqual([...new Set(answers)].toSorted(), ['coming', 'stood-down'])
      assert.equal(other.running.system.decides(), 'me')
      assert.equal((await seen(other, last)).asked[0]!.answers.length, 3)
    } finally {
      await other.close()
      rmSync(one.folder, { recursive: true, force: true })
    }
  })

  test('let no call-out go out for an alert that ends at the other one in the same moment', async () => {
    const { one, other } = await both()
    try {
      for (let round = 0; round < 10; round++) {
        const alert = await issueAlert(one, red([zadonsky]))
        const begin = async () => {
          for (let tries = 0; tries < round; tries++) await Promise.resolve()
          return order<CallOut>([other, one], async (server) => {
            const answer = await call(server, { alert: alert.id })
            const body = answer.body as { readonly code?: string }
            return body.code === 'response/alert-over'
              ? { status: 200, body: null }
              : { ...answer, status: answer.status === 201 ? 200 : answer.status }
          })
        }
        const [begun] = await Promise.all([
          begin(),
          order([one, other], (server) => server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {})),
        ])
        if (begun !== null) while ((await seen(one, begun.id)).closed === null) await moment()
        const facts = await one.running.system.ledger.read(0 as never, 10_000)
        const cleared = facts.findIndex(
          ({ type, stream }) => type === 'alert-cleared' && stream === `alert:${alert.id}`,
        )
        const mine = (at: number) => facts[at]!.data['callOut'] === begun?.id
        const asked = facts.findLastIndex(({ type }, at) => type === 'callout-asked' && mine(at))
        assert.ok(asked < cleared, `asked at ${asked}, cleared at ${cleared}`)
        if (begun !== null) assert.equal((await seen(one, begun.id)).closed?.why, 'alert-over')
      }
    } finally {
      await other.close()
      await one.close()
    }
  })
})
