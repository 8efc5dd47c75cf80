import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unzipSync } from 'fflate'
import { sha256 } from '#base'
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

  test('is given as CSV that spreadsheets read as text, with the words in the language asked for', async () => {
    const formula = '=HYPERLINK("http://example.org")'
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'formula', name: formula, roles: ['officer'] }),
    )
    const { alert: drafted } = done<{ alert: AlertView }>(
      await server.withKey(key).post('/v1/alerts', red([zadonsky])),
    )
    const answer = await server.olena.get('/v1/timeline.csv?lang=uk')
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/)
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="timeline\.csv"$/)
    const bytes = new Uint8Array(
      await (
        await fetch(`${server.url}/v1/timeline.csv?lang=uk`, {
          headers: { authorization: `Bearer ${await server.keyOf('olena')}` },
        })
      ).arrayBuffer(),
    )
    assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf])
    const { parse } = await import('csv-parse/sync')
    const rows = parse(Buffer.from(bytes), { columns: true, bom: true }) as Record<string, string>[]
    assert.equal(rows.length, (await timeline('?limit=1000')).entries.length)
    for (const row of rows) for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+\-@\t\r]/)
    assert.equal(rows.find((row) => row['alert'] === drafted.id)?.['name'], `'${formula}`)
    const issued = rows.find((row) => row['kind'] === 'alert-issued' && row['alert'] === alert.id)!
    assert.equal(issued['said'], alert.content.wording.texts['uk']?.['1395'])
    assert.match(issued['area names'] ?? '', /Задонський район/)
    assert.equal(issued['approved by'], 'Taras M., approver')
    // Three hours before UTC, as the clock in the duty room showed it.
    assert.match(issued['local'] ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+03:00$/)
    assert.equal(
      Date.parse((issued['local'] ?? '').replace(' ', 'T').replace(' ', '')),
      Math.floor(Date.parse(issued['at']!) / 1_000) * 1_000,
    )
    const one = parse((await server.olena.get(`/v1/timeline.csv?alert=${alert.id}`)).text, {
      columns: true,
      bom: true,
    })
    assert.ok((one as Record<string, string>[]).every((row) => row['alert'] === alert.id))
    refused(await server.olena.get('/v1/timeline.csv?alert=none'), 'alerts/unknown')
  })

  test('is given as GeoJSON: where, from when, until when, at which level', async () => {
    const { features } = done<{
      features: {
        id: string
        geometry: { type: string } | null
        properties: {
          area: string
          from: string
          until: string | null
          by: string | null
          level: string
          shape: string
        }
      }[]
    }>(await server.olena.get(`/v1/timeline.geojson?alert=${alert.id}`))
    const by = Object.groupBy(features, ({ properties }) => String(properties.by))
    assert.deepEqual(
      Object.entries(by).map(([reason, some]) => [reason, some?.length]),
      [
        ['areas-cleared', 2],
        ['cleared', 6],
      ],
    )
    assert.equal(new Set(features.map(({ id }) => id)).size, 8)
    const { entries } = await timeline(`?alert=${alert.id}`)
    const [issued, extended, part, over] = [
      'alert-issued',
      'alert-extended',
      'areas-cleared',
      'alert-cleared',
    ].map((kind) => one(entries, kind).at)
    for (const { geometry, properties } of features) {
      assert.ok(geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon')
      assert.equal(properties.from, properties.area === dankovsky ? extended : issued)
      assert.equal(
        properties.until,
        [zadonsky, terbunsky].some((area) => area === properties.area) ? part : over,
      )
      assert.deepEqual([properties.level, properties.shape], ['red', 'as-it-was'])
    }
    const all = async (query: string) =>
      done<{ features: { properties: { alert: string; until: string | null } }[] }>(
        await server.olena.get(`/v1/timeline.geojson${query}`),
      ).features
    // What stood through a span in silence is in it too.
    const later = new Date(Date.now() + 1).toISOString()
    const standing = await all(`?from=${later}`)
    assert.ok(standing.length > 0 && standing.every(({ properties }) => properties.until === null))
    assert.deepEqual(await all('?to=2001-01-01T00:00:00Z'), [])
    assert.ok((await all('')).length > standing.length)
  })

  test('is given as every CAP message, byte for byte as it was published', async () => {
    const fetched = async (path: string) =>
      fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${await server.keyOf('olena')}` } })
    const answer = await fetched(`/v1/timeline.cap.zip?alert=${alert.id}`)
    assert.equal(answer.headers.get('content-type'), 'application/zip')
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const names = Object.keys(files)
    assert.deepEqual(names, names.toSorted())
    const notices = (await timeline(`?alert=${alert.id}`)).entries.flatMap(
      ({ data }) => (data['told'] as { notice: string }[] | undefined) ?? [],
    )
    assert.equal(notices.length, 5)
    assert.equal(names.length, notices.length + 1)
    for (const { notice } of notices) {
      const name = names.find((one) => one.endsWith(`_${notice}.cap.xml`))!
      const published = Buffer.from(await (await fetched(`/v1/notices/${notice}.cap`)).arrayBuffer())
      assert.ok(published.equals(files[name]!), name)
    }
    const { parse } = await import('csv-parse/sync')
    const list = parse(Buffer.from(files['list.csv']!), { columns: true, bom: true }) as Record<
      string,
      string
    >[]
    for (const row of list) assert.equal(row['sha-256'], sha256(files[row['file']!]!))
  })

  test('of an alert that never was is a problem', async () => {
    refused(await server.olena.get('/v1/timeline?alert=nobody-drafted-it'), 'alerts/unknown', 'alert')
    refused(await server.stranger.get('/v1/timeline'), 'people/unknown-key')
    refused(await server.olena.get('/v1/timeline?kinds=Alerts'), 'server/invalid-request', 'query.kinds')
  })
})
