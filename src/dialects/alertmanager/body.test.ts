import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Issued, Notice } from '#alerts'
import { buildHierarchy, type AreaCode } from '#areas'
import type { Instant, NoticeId } from '#base'
import { shippedThreatBook } from '#threats'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import type { DialectReceiver, Picture } from '../dialect.ts'
import { noticeFor } from '../receiving.ts'
import { pingBody, webhookBody } from './body.ts'
import { alertmanager } from './index.ts'

const area = (code: string, parent: string | null) => ({
  ...{ code: code as AreaCode, kind: 'district', parent: parent as AreaCode | null },
  names: { en: code },
})
const built = buildHierarchy([area('land', null), area('land-1', 'land'), area('land-2', 'land')] as never)
assert.ok(built.ok)
const hierarchy = built.value
const [one, two] = [frozenArea('land-1', 'Meadow'), frozenArea('land-2', 'Hill')]
const ground = {
  languages: ['en', 'ru'],
  book: shippedThreatBook(),
  publicUrl: () => 'https://warnings.example',
}
const everywhere: DialectReceiver = { areas: 'everywhere' }
const pictureOf = (...alerts: readonly Partial<Issued>[]) => ({ alerts, hierarchy }) as unknown as Picture
const inForceIn = (notice: Notice, areas = notice.areas) =>
  ({
    ...{ id: notice.alert, issuedAt: notice.since, mode: notice.mode, renewBy: notice.renewBy },
    content: {
      ...{
        threat: notice.threat,
        ladder: notice.ladder,
        level: notice.level,
        wording: notice.wording,
        areas,
      },
      step: { gravity: notice.gravity, height: 2 },
    },
  }) as unknown as Issued
const golden = JSON.parse(readFileSync(new URL('body.golden.json', import.meta.url), 'utf8')) as {
  readonly [name: string]: unknown
}
const isGolden = (name: string, body: unknown) =>
  assert.deepEqual(JSON.parse(JSON.stringify(body)), golden[name], `${name}: ${JSON.stringify(body)}`)

const begun = drillNotice({ areas: [one, two] })
const end = (more: Partial<Notice> = {}) =>
  drillNotice({
    ...{ id: 'alert-000001.2e' as NoticeId, kind: 'all-clear', reason: 'areas-cleared', revision: 2 },
    ...{ at: '2025-11-01T22:00:00.000Z' as Instant, areas: [two], loudFor: [] },
    ...more,
  })

describe('the body of an Alertmanager webhook', () => {
  test('has an alert for each area', () => {
    isGolden('drill', webhookBody(begun, everywhere, pictureOf(inForceIn(begun)), ground))
  })

  test('says what goes on beside what ended, so that nobody closes the group', () => {
    const body = webhookBody(end(), everywhere, pictureOf(inForceIn(begun, [one])), ground)
    isGolden('an area ended', body)
    const own: DialectReceiver = { areas: ['land-2' as AreaCode] }
    const told = webhookBody(
      noticeFor(end(), own, hierarchy),
      own,
      pictureOf(inForceIn(begun, [one])),
      ground,
    )
    assert.equal(told?.status, 'resolved')
  })

  test('tells a lapse and a retraction from an all-clear, and live from a drill', () => {
    const summaries = (['all-clear', 'retraction', 'lapse'] as const).map((kind) => {
      const body = webhookBody(end({ kind, mode: 'live', areas: [one] }), everywhere, pictureOf(), ground)
      assert.equal(body?.status, 'resolved')
      return [body.alerts[0]!.annotations['ended_by'], body.alerts[0]!.annotations['summary']]
    })
    assert.deepEqual(summaries, [
      ['all-clear', 'Over: Drone (Drone attack threat): Meadow'],
      ['retraction', 'RETRACTED: Drone (Drone attack threat): Meadow'],
      ['lapse', 'LAPSED, NOT CLEARED: Drone (Drone attack threat): Meadow'],
    ])
  })

  test('keeps fingerprints and group through levels and corrections', () => {
    const changed = {
      ...begun,
      level: 'yellow' as never,
      threat: 'artillery' as never,
      gravity: 'advisory',
    } as const
    const [before, after] = [begun, changed].map((notice) =>
      webhookBody(notice, everywhere, pictureOf(), ground),
    )
    const named = (body: typeof before) => [
      body?.groupKey,
      ...(body?.alerts ?? []).map((it) => it.fingerprint),
    ]
    assert.deepEqual(named(after), named(before))
    assert.deepEqual(
      after?.alerts.map(({ labels }) => labels['severity']),
      ['warning', 'warning'],
    )
  })

  test('is none for whoever has none of its areas, and of 1,500 areas can be sent', () => {
    const other: DialectReceiver = { areas: ['land-1' as AreaCode] }
    assert.equal(webhookBody(noticeFor(end(), other, hierarchy), other, pictureOf(), ground), undefined)
    const all = Array.from({ length: 1_500 }, (_, index) => frozenArea(`area-${index}`, `Area ${index}`))
    const body = webhookBody(drillNotice({ areas: all }), everywhere, pictureOf(), ground)
    assert.equal(body?.alerts.length, 1_500)
    assert.equal(new Set(body.alerts.map(({ fingerprint }) => fingerprint)).size, 1_500)
    assert.ok(JSON.stringify(body).length < 2_000_000)
  })

  test('of a country under alert is under a megabyte where it is only listed', async () => {
    const all = Array.from({ length: 1_500 }, (_, index) =>
      frozenArea(`UA05140020010${10_000 + index}`, `A municipality with a long name ${index}`),
    )
    const notice = drillNotice({ areas: all, alert: 'alert-01m853rm6m96bacj2b05g6kbmj' as never })
    const list = alertmanager.routes.find(({ method, path }) => method === 'GET' && path === '/api/v2/alerts')
    const { body } = await list!.answer({} as never, pictureOf(inForceIn(notice)), ground as never)
    assert.equal(JSON.parse(String(body)).length, 1_500)
    assert.ok(Buffer.byteLength(String(body)) < 1_000_000)
  })

  test('of a try opens nothing', () => {
    isGolden('ping', pingBody('2025-11-01T22:00:00.000Z' as Instant, ground))
  })
})
