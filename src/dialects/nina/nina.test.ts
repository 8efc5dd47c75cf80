import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { emptyBoard, type Issued, type Notice } from '#alerts'
import { buildHierarchy, type Area, type AreaCode, type Hierarchy } from '#areas'
import { sha256, type AlertId, type Instant, type Mode, type NoticeId } from '#base'
import { shippedThreatBook } from '#threats'
import { XmlDocument } from 'libxml2-wasm'
import { musterland } from '../../../test/support/musterland.ts'
import type { DialectAnswer, DialectCall, DialectGround, Picture } from '../dialect.ts'
import { routerOf } from '../routing.ts'
import { nina } from './index.ts'
import { standingNotice } from './messages.ts'

const mapOf = (areas: readonly Area[]): Hierarchy => {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return built.value
}
const hierarchy = mapOf(musterland)
const at = (text: string) => `2026-07-14T${text}:00.000Z` as Instant

interface Said {
  readonly mode?: Mode
  readonly threat?: string
  readonly level?: string
  readonly revision?: number
  readonly revised?: string
  readonly headline?: string
  readonly languages?: readonly string[]
}

const issued = (id: string, areas: readonly string[], said: Said = {}): Issued => {
  const { mode = 'live', threat = 'flood', level = 'warning', revision = 1, languages = ['en', 'de'] } = said
  const text = said.headline ?? 'Hochwasser in Musterstadt'
  const texts = Object.fromEntries(
    languages.map((language) => [
      language,
      {
        '90': `${text} (${language})`,
        '360': text,
        '1395': `${text} <${language}> & Umgebung.\nMeiden Sie das Ufer.`,
      },
    ]),
  )
  return {
    ...{ status: 'issued', id: id as AlertId, mode, revision, contentHash: sha256(`${id} ${revision}`) },
    ...{ issuedAt: at('00:14'), revisedAt: at(said.revised ?? '00:14'), renewBy: at('03:14') },
    content: {
      ...{ issuer: { de: 'Leitstelle Musterland', en: 'Musterland control' }, threat, level },
      ...{ ladder: 'all-hazards', step: { gravity: level === 'warning' ? 'danger' : 'advisory', height: 3 } },
      areas: areas.map((code) => ({
        ...{ code: code as AreaCode, names: hierarchy.get(code as AreaCode)?.names ?? {}, shape: null },
      })),
      ...{ wording: { texts, missing: [] }, renewForMinutes: 180, channels: 'all' },
    },
  } as unknown as Issued
}

const pictureOf = (alerts: readonly Issued[], map = hierarchy): Picture => ({
  ...{ state: '1', seq: 1, shownAt: at('00:37'), alerts, board: emptyBoard(), hierarchy: map },
})

const ground = (told: readonly Notice[] = [], now = at('00:40')): DialectGround =>
  ({
    ...{ now: () => now, timeZone: 'Europe/Berlin', languages: ['de', 'en'], sender: 'DE-XM-M-W001' },
    ...{ issuer: { de: 'Leitstelle Musterland' }, book: shippedThreatBook() },
    ...{ publicUrl: () => 'https://warn.example', baseUrl: () => 'https://warn.example/dialects/nina' },
    ...{ history: async () => [], told: async (id: string) => told.filter(({ alert }) => alert === id) },
  }) as unknown as DialectGround

const asked = async (path: string, picture: Picture, around = ground()): Promise<DialectAnswer> => {
  const found = routerOf(nina).find('GET', path)
  assert.ok(typeof found === 'object', path)
  const call = { params: found.params, query: {}, headers: {}, body: new Uint8Array(), caller: undefined }
  return found.route.answer(call satisfies DialectCall, picture, around)
}
type Fields = Record<string, unknown>
const json = async <Body = Fields>(path: string, picture: Picture, around?: DialectGround): Promise<Body> => {
  const answer = await asked(path, picture, around)
  assert.equal(answer.status, 200, path)
  return JSON.parse(String(answer.body)) as Body
}
const missing = async (path: string, picture: Picture, around?: DialectGround, status = 404) => {
  const answer = await asked(path, picture, around)
  assert.equal(answer.status, status, path)
  assert.equal((JSON.parse(String(answer.body)) as Fields)['status'], status)
}
/** With GOLDEN=write the files are written anew, to be read by a person before they are committed. */
const golden = (name: string, text: string): string => {
  const file = new URL(`./${name}`, import.meta.url)
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, text)
  return readFileSync(file, 'utf8')
}
const isGolden = (name: string, value: unknown) =>
  assert.deepEqual(value, JSON.parse(golden(name, `${JSON.stringify(value, undefined, 2)}\n`)), name)

/** A flood in a town, in its second message; a fire in the other district; a drill; something for all of the land. */
const flood = issued('alert-1', ['XM-1-A', 'XM-1-B'], { revision: 2, revised: '00:30' })
const fire = issued('alert-2', ['XM-2', 'XM-2-A'], {
  threat: 'wildfire',
  level: 'watch',
  headline: 'Waldbrand',
})
const drill = issued('alert-3', ['XM-1-A'], { mode: 'drill', headline: 'Übung' })
const drone = issued('alert-4', ['XM'], { threat: 'drone', headline: 'Drohnen', languages: ['en', 'uk'] })
const night = pictureOf([flood, fire, drill, drone])

const notice = (alert: Issued, changed: Partial<Notice>): Notice => ({
  ...standingNotice(alert),
  ...changed,
  id: `${alert.id}.${changed.revision ?? alert.revision}` as NoticeId,
})
const told = [
  notice(flood, { revision: 1, kind: 'warning', reason: 'issued', at: at('00:14') }),
  notice(flood, { reason: 'extended' }),
]
const over = (kind: 'all-clear' | 'retraction' | 'lapse', minute = '00:50'): readonly Notice[] => {
  const { renewBy: _, ...rest } = notice(flood, { revision: 3, kind, at: at(minute) })
  const reason = kind === 'all-clear' ? 'cleared' : kind === 'lapse' ? 'lapsed' : 'retracted'
  return [...told, { ...rest, reason }]
}

describe('the dashboard of a region', () => {
  const idsAt = async (key: string) =>
    (await json<{ id: string }[]>(`/api31/dashboard/${key}.json`, night)).map(({ id }) => id)

  test('says what holds in it, around it and in parts of it, the latest first', async () => {
    isGolden('dashboard.golden.json', await json('/api31/dashboard/990010000000.json', night))
    assert.deepEqual(await idsAt('990020000000'), ['mow.alert-4', 'mow.alert-2'])
    assert.deepEqual(await idsAt('990000000000'), ['mow.alert-4', 'mow.alert-2', 'mow.alert-1'])
    assert.deepEqual(await idsAt('990010001001'), ['mow.alert-4', 'mow.alert-1'])
  })

  test('never shows a drill or a test', async () => {
    for (const mode of ['drill', 'test'] as const) {
      const picture = pictureOf([issued('alert-9', ['XM-1'], { mode })])
      for (const path of ['/api31/dashboard/990010000000.json', '/api31/mowas/mapData.json'])
        assert.deepEqual(await json(path, picture), [], path)
      const feed = await asked('/api31/mowas/rss/990010000000.rss', picture)
      assert.doesNotMatch(String(feed.body), /<item>/)
      await missing('/api31/archive.mowas/mow.alert-9-mapping.json', picture)
      await missing('/api31/warnings/mow.alert-9.geojson', picture)
    }
  })

  test('has another hash and version with each message of an alert', async () => {
    type Entry = { readonly payload: { readonly hash: string; readonly version: number } }
    const payload = async (revision: number) =>
      (
        await json<Entry[]>(
          '/api31/dashboard/990010000000.json',
          pictureOf([issued('alert-1', ['XM-1'], { revision })]),
        )
      )[0]!.payload
    const [one, two] = [await payload(1), await payload(2)]
    assert.notEqual(one.hash, two.hash)
    assert.deepEqual([one.version, two.version], [1, 2])
  })

  test('is not found for a key that stands for nothing, and refused for what is no key', async () => {
    for (const kind of ['dashboard/{}.json', 'mowas/rss/{}.rss']) {
      await missing(`/api31/${kind.replace('{}', '990030000000')}`, night)
      await missing(`/api31/${kind.replace('{}', '99001')}`, night, undefined, 400)
    }
  })

  test('counts areas under alert that have no key', () => {
    assert.equal(nina.leftOut!(night), 1)
    assert.equal(nina.leftOut!(pictureOf([drill])), 0)
  })
})

describe('the map', () => {
  test('has every live alert, and other providers none', async () => {
    isGolden('map-data.golden.json', await json('/api31/mowas/mapData.json', night))
    for (const provider of ['katwarn', 'biwapp', 'dwd', 'lhp', 'police'])
      assert.deepEqual(await json(`/api31/${provider}/mapData.json`, night), [])
  })

  test('stays under 1 MB with 1,500 areas under alert, each by an alert of its own', async (t) => {
    const areas = Array.from({ length: 1_500 }, (_, index): Area => ({
      ...{ code: `XM-9-${index}` as AreaCode, kind: 'district', parent: 'XM' as AreaCode },
      ...{ names: { de: `Kreis ${index}` }, codes: { ars: `9900${String(index).padStart(8, '0')}` } },
    }))
    const map = mapOf([musterland[0]!, ...areas])
    const all = (headline: string, ...languages: readonly string[]) =>
      pictureOf(
        areas.map(({ code }, index) =>
          issued(`alert-01k4${String(index).padStart(22, '0')}`, [code], { headline, languages }),
        ),
        map,
      )
    const pictures: readonly (readonly [string, Picture])[] = [
      ['/api31/mowas/mapData.json', all('Гроза '.repeat(14), 'en', 'uk', 'ru')],
      ['/api31/dashboard/990000000000.json', all('Überflutung '.repeat(7), 'de', 'en')],
    ]
    for (const [path, picture] of pictures) {
      const { body } = await asked(path, picture)
      const times: number[] = []
      for (let i = 0; i < 10; i += 1) {
        const started = performance.now()
        await asked(path, picture)
        times.push(performance.now() - started)
      }
      const took = Math.min(...times)
      const size = Buffer.byteLength(String(body))
      t.diagnostic(`${path}: ${size} bytes in ${took.toFixed(1)} ms`)
      assert.ok(size < 1_000_000, `${path} has ${size} bytes`)
    }
  })
})

describe('a warning', () => {
  const path = '/api31/warnings/mow.alert-1.json'

  test('is our CAP message under the names that NINA gives it', async () => {
    isGolden('warning.golden.json', await json(path, night, ground(told)))
  })

  test('is there also where nobody knows what was said before', async () => {
    const { told: _, ...without } = ground()
    const warning = await json(path, night, without)
    assert.deepEqual([warning['msgType'], warning['references']], ['Update', undefined])
  })

  test('of a drill or a test says so', async () => {
    const status = async (mode: Mode) =>
      (await json('/api31/warnings/mow.alert-9.json', pictureOf([issued('alert-9', ['XM-1'], { mode })])))[
        'status'
      ]
    assert.deepEqual(
      [await status('drill'), await status('test'), await status('live')],
      [...['Exercise', 'Test', 'Actual']],
    )
  })

  test('that is cleared or retracted answers with its Cancel for an hour, and is on no list', async () => {
    const none = pictureOf([])
    isGolden('cancel.golden.json', await json(path, none, ground(over('all-clear'), at('01:49'))))
    assert.equal((await json(path, none, ground(over('retraction'), at('01:49'))))['msgType'], 'Cancel')
    await missing(path, none, ground(over('all-clear'), at('01:50')))
    assert.deepEqual(await json('/api31/dashboard/990010000000.json', none, ground(over('all-clear'))), [])
  })

  test('that nobody renewed is no Cancel: nobody said that it is over', async () => {
    const lapsed = await json(path, pictureOf([]), ground(over('lapse'), at('01:00')))
    assert.equal(lapsed['msgType'], 'Update')
  })

  test('is not found by an id of another form or of nothing', async () => {
    for (const id of ['alert-1', 'mow.alert-77', 'dwd.alert-1', 'mow.'])
      for (const form of ['json', 'geojson']) await missing(`/api31/warnings/${id}.${form}`, night)
  })

  test('has the outlines of those of its areas that have any', async () => {
    const answer = await asked('/api31/warnings/mow.alert-1.geojson', night)
    assert.equal(answer.type, 'application/geo+json')
    isGolden('outlines.golden.json', JSON.parse(String(answer.body)))
  })
})

describe('the archive', () => {
  const list = '/api31/archive.mowas/mow.alert-1-mapping.json'

  test('lists the messages of a warning, and has each of them', async () => {
    const around = ground(over('all-clear'), at('09:00'))
    const history = await json<{ history: { identifier: string }[] }>(list, pictureOf([]), around)
    isGolden('history.golden.json', history)
    const versions = []
    for (const { identifier } of history.history) {
      const warning = await json(`/api31/archive.mowas/${identifier}`, pictureOf([]), around)
      versions.push(`${String(warning['msgType'])} ${String(warning['code'])}`)
    }
    assert.deepEqual(versions, ['Alert DVN:1,ARCHIVED', 'Update DVN:2,ARCHIVED', 'Cancel DVN:3,ARCHIVED'])
  })

  test('tells messages of one second apart', async () => {
    const around = ground([...told, ...over('all-clear', '00:30').slice(-1)], at('01:00'))
    const { history } = await json<{ history: { identifier: string }[] }>(list, pictureOf([]), around)
    assert.deepEqual(
      history.map(({ identifier }) => identifier.slice('mow.alert-1_'.length)),
      ['20260714021400.json', '20260714023000.json', '20260714023000-3.json'],
    )
    const last = await json(`/api31/archive.mowas/${history.at(-1)!.identifier}`, pictureOf([]), around)
    assert.equal(last['msgType'], 'Cancel')
  })

  test('has nothing of what was never said', async () => {
    for (const name of ['mow.alert-77-mapping', 'mow.alert-1_20260714000000', 'mow.alert-1', '_'])
      await missing(`/api31/archive.mowas/${name}.json`, night, ground(told))
  })
})

describe('the feed of a region', () => {
  test('is RSS that any reader takes, and holds what the dashboard holds', async () => {
    const sharp = issued('alert-5', ['XM-1'], { headline: 'Hochwasser <b>"&' })
    const answer = await asked('/api31/mowas/rss/990010000000.rss', pictureOf([flood, sharp, drill]))
    assert.equal(answer.type, 'application/rss+xml; charset=utf-8')
    assert.equal(String(answer.body), golden('feed.golden.txt', String(answer.body)))
    const document = XmlDocument.fromString(String(answer.body))
    const titles = document.find('/rss/channel/item/title').map((node) => node.content)
    document.dispose()
    assert.deepEqual(titles.toSorted(), ['Hochwasser <b>"& (de)', 'Hochwasser in Musterstadt (de)'])
  })
})

test('what does not change with warnings says which codes there are', async () => {
  const codes = await json<{ eventCodes: { eventCode: string }[] }>(
    '/api31/appdata/gsb/eventCodes/eventCodes.json',
    night,
  )
  const labels = await json('/api31/appdata/gsb/labels/de_labels.json', night)
  assert.deepEqual(
    codes.eventCodes.map(({ eventCode }) => eventCode),
    Object.keys(labels),
  )
  const version = await json('/api31/dynamic/version/dataVersion.json', night)
  assert.deepEqual(Object.keys(version), ['version', 'hash', 'entries'])
})
