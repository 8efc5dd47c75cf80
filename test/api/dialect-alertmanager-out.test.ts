import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Webhook as Judge } from 'standardwebhooks'
import { absent } from '../support/absent.ts'
import { startAlertmanager, startHook, type Hook } from '../support/alertmanager.node.ts'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

interface Body {
  readonly status: string
  readonly groupKey: string
  readonly groupLabels: { readonly [name: string]: string }
  readonly alerts: readonly {
    readonly status: string
    readonly fingerprint: string
    readonly endsAt: string
    readonly labels: { readonly [name: string]: string }
    readonly annotations: { readonly [name: string]: string }
  }[]
}

describe('paging that understands Alertmanager', () => {
  let server: TestServer
  let hook: Hook
  before(async () => {
    hook = await startHook()
    server = await startTestServer({
      settings: { TOCSIN_WEBHOOK_ALLOW: hook.host, TOCSIN_BROKER: 'none' },
    })
  })
  after(async () => {
    await server?.close()
    await hook?.close()
  })
  const subscribe = async (more: object) =>
    done<{ id: string; secret: string; format: string; modes: string[] }>(
      await server.admin.post('/v1/webhooks', { url: hook.url, format: 'alertmanager', ...more }),
    )
  const remove = async (id: string) =>
    assert.equal((await server.admin.ask('DELETE', `/v1/webhooks/${id}`)).status, 204)
  const bodyWith = async (fits: (body: Body) => boolean): Promise<Body> =>
    JSON.parse(await hook.hears((text) => text.startsWith('{"receiver"') && fits(JSON.parse(text))))

  test('with one group for an alert, whose areas begin and end by themselves', async () => {
    const { id: webhook, secret } = await subscribe({ modes: ['drill'] })
    const alert = await issueAlert(server, red([zadonsky, terbunsky]))
    const of = (body: Body) => body.groupLabels['tocsin_alert'] === alert.id
    const begun = await bodyWith(of)
    assert.equal(begun.status, 'firing')
    assert.deepEqual(
      begun.alerts.map(({ status, labels }) => [status, labels['tocsin_area'], labels['mode']]),
      [
        ['firing', zadonsky, 'drill'],
        ['firing', terbunsky, 'drill'],
      ],
    )
    for (const { labels, annotations } of begun.alerts) {
      assert.match(labels['alertname']!, /^DRILL: /)
      assert.match(annotations['summary']!, /^DRILL: /)
    }
    const { headers, body } = hook.heard.find((one) => one.body.includes(alert.id))!
    assert.equal(headers['content-type'], 'application/json')
    new Judge(secret).verify(body, headers as Record<string, string>)

    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, { areas: [terbunsky] }))
    const reduced = await bodyWith((it) => of(it) && it.alerts.some(({ status }) => status === 'resolved'))
    // The group goes on: receivers close it when its whole is resolved.
    assert.equal(reduced.status, 'firing')
    assert.equal(reduced.groupKey, begun.groupKey)
    assert.deepEqual(
      reduced.alerts.map(({ status, labels, fingerprint }) => [status, labels['tocsin_area'], fingerprint]),
      [
        ['firing', zadonsky, begun.alerts[0]!.fingerprint],
        ['resolved', terbunsky, begun.alerts[1]!.fingerprint],
      ],
    )
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    const over = await bodyWith((it) => of(it) && it.status === 'resolved')
    assert.equal(over.groupKey, begun.groupKey)
    assert.deepEqual(
      over.alerts.map(({ fingerprint }) => fingerprint),
      [begun.alerts[0]!.fingerprint],
    )
    assert.match(over.alerts[0]!.annotations['summary']!, /^DRILL: Over: /)
    await remove(webhook)
  })

  test('only of areas that are theirs, and of no drill that they did not ask for', async () => {
    const unasked = await subscribe({})
    assert.deepEqual([unasked.format, unasked.modes], ['alertmanager', ['live']])
    const own = await subscribe({ modes: ['drill'], areas: [terbunsky] })
    const alert = await issueAlert(server, red([zadonsky, terbunsky]))
    const told = await bodyWith(({ groupLabels }) => groupLabels['tocsin_alert'] === alert.id)
    await server.running.system.quiet()
    assert.deepEqual(
      told.alerts.map(({ labels }) => labels['tocsin_area']),
      [terbunsky],
    )
    assert.equal(hook.heard.filter(({ body }) => body.includes(alert.id)).length, 1)
    assert.deepEqual(
      done<{ attempts: unknown[] }>(await server.admin.get(`/v1/webhooks/${unasked.id}/attempts`)).attempts,
      [],
    )
    for (const { id } of [unasked, own]) await remove(id)
  })

  test('and is tried by a call that pages nobody', async () => {
    const { id } = await subscribe({})
    const pinged = done<{ kind: string }>(await server.admin.post(`/v1/webhooks/${id}/test`, {}))
    assert.equal(pinged.kind, 'confirmed')
    const ping = await bodyWith(({ groupLabels }) => groupLabels['tocsin_alert'] === 'ping')
    assert.equal(ping.status, 'resolved')
    await remove(id)
  })

  test(
    'in a body whose members are those of a real Alertmanager',
    { skip: absent('alertmanager') },
    async () => {
      const real = await startHook()
      const alertmanager = await startAlertmanager(real.url)
      const { id } = await subscribe({ modes: ['drill'] })
      try {
        const alert = await issueAlert(server, red([zadonsky, terbunsky]))
        const ours = await bodyWith(({ groupLabels }) => groupLabels['tocsin_alert'] === alert.id)
        // What we say, said by it: its alerts are made of the same labels.
        const posted = ours.alerts.map(({ labels, annotations }) => ({ labels, annotations }))
        const answer = await fetch(`${alertmanager.url}/api/v2/alerts`, {
          ...{
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(posted),
          },
        })
        assert.equal(answer.status, 200)
        const theirs = JSON.parse(
          await real.hears((text) => text.includes(zadonsky) && text.includes(terbunsky)),
        ) as Body & Record<string, unknown>
        const sameMembers = (a: object, b: object) => assert.deepEqual(Object.keys(a), Object.keys(b))
        sameMembers(ours, theirs)
        const byArea = ({ alerts }: Body) =>
          new Map(alerts.map((one) => [one.labels['tocsin_area'], one] as const))
        for (const [area, one] of byArea(theirs)) {
          const own = byArea(ours).get(area)!
          sameMembers(own, one)
          assert.deepEqual(own.labels, one.labels)
          assert.deepEqual(own.annotations, one.annotations)
          assert.equal(own.endsAt, one.endsAt)
          assert.match(one.fingerprint, /^[0-9a-f]{16}$/)
          assert.match(own.fingerprint, /^[0-9a-f]{16}$/)
        }
        const shared = ours as Body & Record<string, unknown>
        for (const member of [
          'status',
          'commonLabels',
          'commonAnnotations',
          'version',
          'truncatedAlerts',
          'receiver',
          'groupKey',
        ])
          assert.deepEqual(shared[member], theirs[member], member)
      } finally {
        await remove(id)
        await alertmanager.stop()
        await real.close()
      }
    },
  )

  test('unless what they ask for cannot be said', async () => {
    refused(
      await server.admin.post('/v1/webhooks', { url: hook.url, format: 'alertmanagers' }),
      'server/invalid-request',
    )
  })
})
