import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { absent } from '../support/absent.ts'
import { amtool, startPrometheus } from '../support/alertmanager.node.ts'
import {
  dankovsky,
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const door = '/dialects/alertmanager'

interface ReportView {
  readonly id: string
  readonly sourceName: string
  readonly mode: string
  readonly identifier: string
  readonly said: readonly {
    readonly event: string
    readonly headline: string
    readonly description: string
  }[]
}
describe('a server that stands where Alertmanager stood', () => {
  let server: TestServer
  let key: string
  before(async () => {
    server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none' },
      expects: /webhook|machine/i,
    })
    done(await server.admin.ask('PUT', '/v1/roles/monitoring', { body: { actions: ['report.send'] } }))
    ;({ key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'prometheus', roles: ['monitoring'] }),
    ))
  })
  after(async () => {
    await server?.close()
  })
  /** Refusals come in the original's shape, which is no problem document. */
  const ask = async (path: string, given: RequestInit = {}) => {
    const answer = await fetch(`${server.url}${door}${path}`, given)
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const post = (body: unknown, by: string = key, type = 'application/json') =>
    ask('/api/v2/alerts', {
      method: 'POST',
      headers: { 'content-type': type, ...(by === '' ? {} : { authorization: `Bearer ${by}` }) },
      body: JSON.stringify(body),
    })
  const reports = async () =>
    done<{ reports: readonly ReportView[] }>(await server.olena.get('/v1/reports')).reports
  const about = async (event: string) =>
    (await reports()).filter(({ said }) => said[0]!.event.endsWith(event))
  const alertNamed = (alertname: string, more: object = {}, labels: object = {}) => ({
    labels: { alertname, ...labels },
    annotations: { summary: `${alertname} is told` },
    startsAt: '2026-11-22T17:00:00.123456789Z',
    ...more,
  })
  const past = (ms = 1_000) => new Date(Date.now() - ms).toISOString()

  describe('takes what is posted', () => {
    test('as a report, once however often it is said, also after a restart', async () => {
      for (let times = 0; times < 3; times += 1) {
        const annotations = { summary: `Water is at ${times} m` }
        const answer = await post([alertNamed('WaterRises', { annotations }, { severity: 'critical' })])
        assert.deepEqual([answer.status, answer.text], [200, ''])
      }
      await server.startAgain()
      assert.equal((await post([alertNamed('WaterRises', {}, { severity: 'critical' })])).status, 200)
      const [report, ...others] = await about('WaterRises')
      assert.deepEqual(others, [])
      assert.equal(report!.sourceName, 'Alertmanager (prometheus)')
      assert.equal(report!.said[0]!.headline, 'Water is at 0 m')
      assert.equal(
        report!.said[0]!.description,
        'summary: Water is at 0 m\nalertname: WaterRises\nseverity: critical',
      )
      assert.deepEqual([...server.running.system.world.inForce()], [])
    })

    test('says at the desk that it is over, and of what nobody knows nothing', async () => {
      await post([alertNamed('Flood')])
      assert.equal((await about('Flood')).length, 1)
      const over = { endsAt: past() }
      assert.equal((await post([alertNamed('Flood', over), alertNamed('Unheard', over)])).status, 200)
      await post([alertNamed('Flood', over)])
      assert.deepEqual(
        (await about('Flood')).map(({ said }) => said[0]!.event),
        ['Over: Flood'],
      )
      assert.deepEqual(await about('Unheard'), [])
      // It goes on all the same.
      await post([alertNamed('Flood')])
      assert.deepEqual((await about('Flood')).map(({ said }) => said[0]!.event).toSorted(), [
        'Flood',
        'Over: Flood',
      ])
    })

    test('drafts from it where labels name a danger and an area, and guesses nothing where they do not', async () => {
      const labels = { tocsin_threat: 'flood', tocsin_area: zadonsky, severity: 'critical' }
      await post([alertNamed('LevelHigh', {}, labels), alertNamed('DroneRackDown')])
      const [told] = await about('LevelHigh')
      const { alert } = done<{ alert: { content: { threat: string; areas: { code: string }[] } } }>(
        await server.olena.post(`/v1/reports/${told!.id}/draft`, { ladder: 'all-hazards' }),
      )
      assert.equal(alert.content.threat, 'flood')
      assert.deepEqual(
        alert.content.areas.map(({ code }) => code),
        [zadonsky],
      )
      const [vague] = await about('DroneRackDown')
      refused(await server.olena.post(`/v1/reports/${vague!.id}/draft`, {}), 'exchange/nowhere-here')
      done(await server.olena.post(`/v1/reports/${vague!.id}/dismiss`, { reason: 'A rack, not a drone' }))
      await post([alertNamed('DroneRackDown')])
      assert.equal((await about('DroneRackDown')).length, 1)
    })

    test('shows what was said as plain text, bounded', async () => {
      const summary = `<b onmouseover=x>\u202Eevil\u0000\n${'y'.repeat(5_000)}`
      await post([alertNamed('Markup', { annotations: { summary, more: 'z'.repeat(200_000) } })])
      const [{ said } = { said: [] }] = await about('Markup')
      assert.ok(said[0]!.headline.startsWith('<b onmouseover=x>evil yyy'), said[0]!.headline.slice(0, 40))
      assert.ok(said[0]!.headline.length <= 500 && said[0]!.description.length < 4_000)
    })

    test('keeps a machine’s drills apart, and what repeats our own alert out', async () => {
      const { id } = await issueAlert(server, red([dankovsky]))
      await post([
        alertNamed('Exercise', {}, { mode: 'drill' }),
        alertNamed('Echo', {}, { tocsin_alert: id }),
      ])
      assert.deepEqual(
        (await about('Exercise')).map(({ mode }) => mode),
        ['drill'],
      )
      assert.deepEqual(await about('Echo'), [])
    })

    test('takes what stands beside something wrong, and refuses in the original’s words', async () => {
      const head = await server.head()
      for (const [body, status, says] of [
        [[{ labels: {} }], 400, '"at least one label pair required"'],
        [[{ labels: { gone: '' } }], 400, '"at least one label pair required"'],
        [[{ labels: { 'a-b': 'x' } }], 400, String.raw`"invalid label set: invalid name \"a-b\""`],
        [
          [
            { labels: { a: 'x' }, startsAt: '2030-01-01T00:00:00Z', endsAt: '2020-01-01T00:00:00Z' },
            { labels: { 'b-c': 'y' } },
          ],
          400,
          String.raw`"start time must be before end time; invalid label set: invalid name \"b-c\""`,
        ],
        [
          [alertNamed('A'), { annotations: {} }],
          422,
          '{"code":602,"message":"1.labels in body is required"}',
        ],
      ] as const) {
        const answer = await post(body)
        assert.deepEqual([answer.status, answer.text], [status, says])
      }
      for (const body of [{ a: 1 }, [{ labels: { a: 5 } }], [{ labels: { a: 'x' }, startsAt: 'soon' }]]) {
        const answer = await post(body)
        assert.equal(answer.status, 400)
        assert.match(answer.text, /^\{"code":400,"message":"parsing alerts body from \\"\\" failed, because /)
      }
      assert.equal(await server.head(), head)
      assert.equal((await post([alertNamed('Beside'), { labels: { 'a-b': 'x' } }])).status, 400)
      assert.equal((await about('Beside')).length, 1)
      assert.equal((await post([], key, 'text/plain')).status, 415)
      assert.equal((await post('x'.repeat(1_100_000))).status, 413)
    })

    test('from nobody without a key that may', async () => {
      const head = await server.head()
      assert.equal((await post([alertNamed('Stranger')], '')).status, 401)
      assert.equal((await post([alertNamed('Stranger')], 'wrong')).status, 401)
      assert.equal((await post([alertNamed('Stranger')], await server.keyOf('olena'))).status, 403)
      assert.deepEqual(await about('Stranger'), [])
      assert.ok((await server.head()) - head <= 3)
    })

    test('not more at once from one machine than somebody can judge', async () => {
      const { key: flooding } = done<{ key: string }>(
        await server.admin.post('/v1/keys', { id: 'flooding', roles: ['monitoring'] }),
      )
      const many = Array.from({ length: 501 }, (_, index) => alertNamed('Many', {}, { index: String(index) }))
      const answer = await post(many, flooding)
      assert.equal(answer.status, 429)
      assert.equal(answer.headers.get('retry-after'), '60')
      // Others are heard all the same.
      assert.equal((await post([alertNamed('Another')])).status, 200)
    })

    test('and is found by those who probe', async () => {
      for (const path of ['/-/healthy', '/-/ready']) assert.equal((await ask(path)).text, 'OK')
      assert.equal(JSON.parse((await ask('/api/v2/status')).text).cluster.status, 'disabled')
      const missing = await ask('/api/v2/nope')
      assert.deepEqual([missing.status, JSON.parse(missing.text).code], [404, 404])
    })

    test('from the real amtool', { skip: absent('alertmanager') }, async () => {
      const url = `${server.url}${door}`
      const labels = ['AmtoolSays', 'severity=critical', '--annotation=summary=Smoke at the plant']
      assert.deepEqual(await amtool(url, key, 'alert', 'add', ...labels), { ended: 'well', said: '' })
      assert.deepEqual(await amtool(url, key, 'alert', 'add', ...labels), { ended: 'well', said: '' })
      const found = await about('AmtoolSays')
      assert.deepEqual(
        found.map(({ said }) => said[0]!.headline),
        ['Smoke at the plant'],
      )
      const wrong = await amtool(url, undefined, 'alert', 'add', 'AmtoolHasNoKey')
      assert.equal(wrong.ended, 'badly')
      assert.match(wrong.said, /401|A key is needed/)
      assert.match((await amtool(url, undefined, 'alert', 'query')).said, /DRILL/)
    })

    test('from a real Prometheus', { skip: absent('prometheus') }, async () => {
      const host = new URL(server.url).host
      const prometheus = await startPrometheus({ host, prefix: door, key })
      try {
        let found: readonly ReportView[] = []
        for (let tries = 0; tries < 200 && found.length === 0; tries += 1) {
          found = (await about('WaterRises')).filter(({ said }) => said[0]!.description.includes('dam-3'))
          await wait(100)
        }
        await wait(3_000)
        const all = (await about('WaterRises')).filter(({ said }) => said[0]!.description.includes('dam-3'))
        assert.deepEqual(
          all.map(({ said }) => said[0]!.headline),
          ['Water is above the mark: 1'],
        )
      } finally {
        await prometheus.stop()
      }
    })
  })
})
