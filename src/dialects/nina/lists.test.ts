import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { XmlDocument } from 'libxml2-wasm'
import type { Area, AreaCode } from '#areas'
import { musterland } from '../../../test/support/musterland.ts'
import {
  asked,
  drill,
  flood,
  golden,
  isGolden,
  issued,
  json,
  mapOf,
  missing,
  night,
  pictureOf,
} from '../../../test/support/nina-world.ts'
import type { Picture } from '../dialect.ts'
import { nina } from './index.ts'

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

  test('stays under 1 MB with 1,500 areas under alert, each by an alert of its own or all by one', async (t) => {
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
      [
        '/api31/warnings/mow.alert-1.json',
        pictureOf(
          [
            issued(
              'alert-1',
              areas.map(({ code }) => code),
              { languages: ['en', 'uk', 'ru'] },
            ),
          ],
          map,
        ),
      ],
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
