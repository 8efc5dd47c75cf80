import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { groupActions } from '../../src/server/timeline-kinds.ts'
import type { TimelineEntry } from '../../src/server/timeline-entry.ts'
import {
  dankovsky,
  done,
  issueAlert,
  red,
  refused,
  sevenDistricts,
  startTestServer,
  terbunsky,
  zadonsky,
  type AlertView,
  type Client,
  type TestServer,
} from '../support/server.node.ts'

interface Timeline {
  readonly entries: readonly TimelineEntry[]
  readonly next: number | null
  readonly seq: number
}

describe('the timeline over HTTP', () => {
  let server: TestServer
  let alert: AlertView
  before(async () => {
    server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none', TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes' },
    })
    alert = await issueAlert(server, red(sevenDistricts))
    const path = `/v1/alerts/${alert.id}`
    done(
      await server.olena.post(`${path}/extend`, {
        areas: [dankovsky],
        emergency: 'The drones have turned to the east and nobody answers.',
      }),
    )
    done(await server.olena.post(`${path}/all-clear`, { areas: [zadonsky, terbunsky] }))
    done(await server.olena.post(`${path}/all-clear`, { reason: 'The sky is empty.' }))
    await issueAlert(server, red([zadonsky]))
  })
  after(() => server.close())

  const timeline = async (query = '', who: Client = server.olena) =>
    done<Timeline>(await who.get(`/v1/timeline${query}`))
  const one = (entries: readonly TimelineEntry[], kind: string) => {
    const found = entries.filter((entry) => entry.kind === kind)
    assert.equal(found.length, 1, `${kind}: ${found.length}`)
    return found[0] as TimelineEntry
  }

  test('tells one alert’s life in order, with who did it, what was said, where, and by how many it was decided', async () => {
    const { entries, next } = await timeline(`?alert=${alert.id}`)
    assert.equal(next, null)
    assert.deepEqual(
      entries.filter(({ group }) => group === 'alerts').map(({ kind }) => kind),
      [
        ...['alert-drafted', 'alert-submitted', 'alert-approved', 'alert-issued', 'alert-extended'],
        ...['areas-cleared', 'alert-cleared'],
      ],
    )
    assert.ok(entries.every((entry) => entry.alert === alert.id))
    assert.deepEqual(
      entries.map(({ seq }) => seq),
      entries.map(({ seq }) => seq).toSorted((a, b) => a - b),
    )
    const issued = one(entries, 'alert-issued')
    assert.deepEqual(issued.by, { id: 'olena', name: 'Olena K., duty officer', kind: 'human' })
    assert.deepEqual([...issued.areas].toSorted(), [...sevenDistricts].toSorted())
    assert.deepEqual(issued.data['inForce'], issued.areas)
    assert.deepEqual(issued.data['consent'], {
      ...{ how: 'two-people', emergency: null },
      approvedBy: { id: 'taras', name: 'Taras M., approver', kind: 'human' },
    })
    const [told] = issued.data['told'] as { kind: string; texts: { [language: string]: object } }[]
    assert.equal(told?.kind, 'warning')
    assert.deepEqual(told.texts['en'], alert.content.wording.texts['en'])
    assert.deepEqual(one(entries, 'alert-extended').data['consent'], {
      ...{ how: 'alone-in-an-emergency', approvedBy: null },
      emergency: 'The drones have turned to the east and nobody answers.',
    })
    const part = one(entries, 'areas-cleared')
    assert.deepEqual(
      (part.data['told'] as { kind: string; areas: string[] }[]).map(({ kind, areas }) => [
        kind,
        areas.length,
      ]),
      [
        ['update', 6],
        ['all-clear', 2],
      ],
    )
    assert.equal((part.data['inForce'] as string[]).length, 6)
    assert.equal(part.areas.length, 8)
    const over = one(entries, 'alert-cleared')
    assert.deepEqual([over.data['inForce'], over.data['reason']], [[], 'The sky is empty.'])
  })

  test('is read page by page, and then only what came since', async () => {
    const all = (await timeline()).entries
    const pieces: TimelineEntry[] = []
    for (let after: number | null = 0; after !== null;) {
      const page: Timeline = await timeline(`?limit=2&after=${after}`)
      assert.ok(page.entries.length <= 2)
      pieces.push(...page.entries)
      after = page.next
    }
    assert.deepEqual(pieces, all)
    const { seq } = await timeline()
    assert.deepEqual(await timeline(`?after=${seq}`), { entries: [], next: null, seq })
    await issueAlert(server, red([terbunsky]))
    assert.deepEqual(
      (await timeline(`?after=${seq}&kinds=alerts`)).entries.map(({ kind }) => kind),
      ['alert-drafted', 'alert-submitted', 'alert-approved', 'alert-issued'],
    )
  })

  test('is narrowed by kind, by group, by mode and by time', async () => {
    const { entries } = await timeline('?kinds=alert-issued,areas-cleared')
    assert.deepEqual([...new Set(entries.map(({ kind }) => kind))].toSorted(), [
      'alert-issued',
      'areas-cleared',
    ])
    assert.ok((await timeline('?kinds=alerts')).entries.every(({ group }) => group === 'alerts'))
    assert.deepEqual((await timeline('?mode=live')).entries, [])
    assert.deepEqual((await timeline('?from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z')).entries, [])
    const cleared = one(entries, 'areas-cleared')
    const since = (await timeline(`?from=${cleared.at}`)).entries
    assert.ok(since.length > 0 && since.every(({ at }) => at >= cleared.at))
    const until = (await timeline(`?to=${cleared.at}`)).entries
    assert.ok(until.length > 0 && until.every(({ at }) => at < cleared.at))
  })

  test('shows nobody’s signing in, and of the rest what the reader may read', async () => {
    const all = (await timeline('', server.admin)).entries
    assert.ok(all.every(({ stream }) => !/^(people|person|sessions|audit|webhook)/.test(stream)))
    done(await server.admin.ask('PUT', '/v1/roles/only-alerts', { body: { actions: ['alert.read'] } }))
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'narrow', name: 'narrow', roles: ['only-alerts'] }),
    )
    const { entries } = await timeline('', server.withKey(key))
    const shown = new Set(entries.map(({ group }) => groupActions[group]))
    assert.deepEqual([...shown], ['alert.read'])
  })

  test('of an alert that never was is a problem', async () => {
    refused(await server.olena.get('/v1/timeline?alert=nobody-drafted-it'), 'alerts/unknown', 'alert')
    refused(await server.stranger.get('/v1/timeline'), 'people/unknown-key')
    refused(await server.olena.get('/v1/timeline?kinds=Alerts'), 'server/invalid-request', 'query.kinds')
  })
})
