import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '#areas'
import type { AlertId, Instant, NoticeId, Sha256 } from '#base'
import { writeCap, writeCapFeed, type CapMessage } from '#cap'
import type { Seq } from '#ledger'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import { absent } from '../../test/support/absent.ts'
import type { FrozenArea } from './alert.ts'
import type { Notice } from './notice.ts'
import { noticeToCap, type CapMap, type CapSettings } from './to-cap.ts'

const book = shippedThreatBook()
const shapeHash = 'a'.repeat(64) as Sha256
const zadonsky: Area = {
  code: 'gn:465543' as AreaCode,
  kind: 'district',
  parent: null,
  names: { en: 'Zadonsky District', ru: 'Задонский район' },
  codes: { geonames: '465543', 'ukraine-alarm': '31' },
  shape: [
    [
      [
        { lon: 38.5, lat: 52.2 },
        { lon: 39.2, lat: 52.2 },
        { lon: 39.2, lat: 52.6 },
        { lon: 38.5, lat: 52.6 },
        { lon: 38.5, lat: 52.2 },
      ],
    ],
  ],
}
const terbunsky: Area = {
  code: 'gn:483017' as AreaCode,
  kind: 'district',
  parent: null,
  names: { en: 'Terbunsky' },
}
const map: CapMap = {
  get: (code) => [zadonsky, terbunsky].find((area) => area.code === code),
  hashOfShape: (code) => (code === zadonsky.code ? shapeHash : null),
}
const frozen = (area: Area): FrozenArea => ({
  code: area.code,
  names: area.names,
  shape: area.shape === undefined ? null : shapeHash,
})
const settings: CapSettings = { sender: 'lipetsk.example', zone: 'Europe/Moscow', corners: 100 }
const texts = (language: string) => ({
  '90': `90 ${language}`,
  '360': `360 ${language}`,
  '1395': `1395 ${language}`,
})
const warning: Notice = {
  id: 'alert-1.1' as NoticeId,
  alert: 'alert-1' as AlertId,
  revision: 1,
  seq: 4 as Seq,
  at: '2025-11-01T21:37:00.000Z' as Instant,
  since: '2025-11-01T21:37:00.000Z' as Instant,
  mode: 'drill',
  kind: 'warning',
  reason: 'issued',
  issuer: { en: 'Lipetsk Oblast', ru: 'Липецкая область' },
  threat: 'drone' as ThreatId,
  ladder: 'lipetsk' as LadderId,
  level: 'red' as LevelId,
  gravity: 'danger',
  areas: [frozen(zadonsky), frozen(terbunsky)],
  loudFor: [],
  renewBy: '2025-11-01T22:37:00.000Z' as Instant,
  wording: { texts: { ru: texts('ru'), en: texts('en') }, missing: ['uk'] },
  channels: 'all',
}
const later = (revision: number, changed: Partial<Notice>): Notice => {
  const { renewBy: _, ...rest } = warning
  return {
    ...rest,
    revision,
    id: `alert-1.${revision}${changed.id ?? ''}` as NoticeId,
    at: `2025-11-01T22:0${revision}:00.000Z` as Instant,
    ...(changed.kind === 'update' ? { renewBy: warning.renewBy! } : {}),
    ...Object.fromEntries(Object.entries(changed).filter(([name]) => name !== 'id')),
  }
}
const reduced = later(2, { kind: 'update', reason: 'areas-cleared', areas: [frozen(zadonsky)] })
const part = later(2, {
  id: 'e' as NoticeId,
  kind: 'all-clear',
  reason: 'areas-cleared',
  areas: [frozen(terbunsky)],
})
const cleared = later(3, { kind: 'all-clear', reason: 'cleared', areas: [frozen(zadonsky)] })
const retracted = later(3, { kind: 'retraction', reason: 'retracted' })
const lapsed = later(3, { kind: 'lapse', reason: 'lapsed' })
const night = [warning, reduced, part, cleared]

const toCap = (notice: Notice, earlier: readonly Notice[] = night, map_ = map): CapMessage =>
  noticeToCap(notice, earlier, book, map_, settings)

describe('a notice as CAP', () => {
  test('says the mode as the status, and a drill says so in its note as well', () => {
    assert.deepEqual(
      [toCap(warning).status, toCap(warning).note],
      ['Exercise', 'DRILL. This is an exercise: there is no real danger.'],
    )
    assert.deepEqual(
      [toCap({ ...warning, mode: 'live' }).status, toCap({ ...warning, mode: 'live' }).note],
      ['Actual', undefined],
    )
    assert.equal(toCap({ ...warning, mode: 'test' }).status, 'Test')
  })
  test('has one info per language it was written in, and names the missing ones instead of filling them', () => {
    const { info } = toCap(warning)
    assert.deepEqual(
      info.map((one) => [one.language, one.event, one.senderName, one.headline, one.description]),
      [
        ['en', 'Drone attack threat', 'Lipetsk Oblast', '90 en', '1395 en'],
        ['ru', 'Угроза атаки дронов', 'Липецкая область', '90 ru', '1395 ru'],
      ],
    )
    assert.deepEqual(
      info[0]!.parameter!.find((one) => one.valueName === 'tocsin:missing-languages')!.value,
      'uk',
    )
  })
  test('is as urgent, severe and certain as the level, from when it was issued until it must be renewed', () => {
    const { urgency, severity, certainty, effective, onset, expires } = toCap(reduced).info[0]!
    assert.deepEqual([urgency, severity, certainty], ['Immediate', 'Extreme', 'Likely'])
    assert.deepEqual(
      [effective, onset, expires],
      ['2025-11-02T01:02:00+03:00', '2025-11-02T00:37:00+03:00', '2025-11-02T01:37:00+03:00'],
    )
  })
  test('names each area in each language, with its shape and its codes', () => {
    const areas = toCap(warning).info[1]!.area!
    assert.deepEqual(
      areas.map((area) => area.areaDesc),
      ['Задонский район', 'Terbunsky'],
    )
    assert.equal(areas[0]!.polygon!.length, 1)
    assert.equal(areas[1]!.polygon, undefined)
    assert.deepEqual(areas[0]!.geocode, [
      { valueName: 'tocsin:area', value: 'gn:465543' },
      { valueName: 'GeoNames', value: '465543' },
      { valueName: 'ukraine-alarm', value: '31' },
    ])
  })
  test('draws no shape that is not the one that was meant', () => {
    const redrawn: CapMap = { ...map, hashOfShape: () => 'b'.repeat(64) as Sha256 }
    assert.equal(toCap(warning, night, redrawn).info[0]!.area![0]!.polygon, undefined)
  })
  test('says which shapes are approximate, and nothing of those that were surveyed', () => {
    const said = (map_: CapMap) =>
      toCap(warning, night, map_).info[0]!.parameter!.find(
        (one) => one.valueName === 'tocsin:approximate-shapes',
      )?.value
    assert.equal(said({ ...map, get: () => ({ ...zadonsky, shapeQuality: 'approximate' }) }), 'gn:465543')
    assert.equal(said({ ...map, get: () => ({ ...zadonsky, shapeQuality: 'surveyed' }) }), undefined)
  })
  test('goes round a hole, which CAP can’t say, and keeps every part of a scattered area', () => {
    const ring = zadonsky.shape![0]![0]!
    const island = ring.map(({ lon, lat }) => ({ lon: lon + 5, lat }))
    const scattered = { ...zadonsky, shape: [[ring, ring.toReversed()], [island]] }
    const polygons = toCap(warning, night, { ...map, get: () => scattered }).info[0]!.area![0]!.polygon!
    assert.deepEqual(polygons, [ring, island])
  })
})

describe('what follows a warning', () => {
  const identifiers = (message: CapMessage) => message.references?.map((reference) => reference.identifier)
  test('is an Update that names every earlier warning and update of the same alert, and nothing else', () => {
    const stranger = { ...warning, alert: 'alert-2' as AlertId, id: 'alert-2.1' as NoticeId }
    assert.deepEqual(
      [toCap(reduced).msgType, identifiers(toCap(reduced, [...night, stranger]))],
      ['Update', ['alert-1.1']],
    )
    assert.deepEqual(
      [toCap(cleared).msgType, identifiers(toCap(cleared))],
      ['Update', ['alert-1.1', 'alert-1.2']],
    )
  })
  test('lets go of a part without letting go of the rest', () => {
    assert.deepEqual([toCap(part).msgType, identifiers(toCap(part))], ['Update', ['alert-1.1']])
    assert.deepEqual(toCap(part).info[0]!.responseType, ['AllClear'])
    assert.deepEqual(
      toCap(reduced).info[0]!.area!.map((area) => area.areaDesc),
      ['Zadonsky District'],
    )
  })
  test('as an all-clear is past and over, and leaves the reader’s screen after an hour', () => {
    const { responseType, urgency, severity, expires, onset } = toCap(cleared).info[0]!
    assert.deepEqual([responseType, urgency, severity, onset], [['AllClear'], 'Past', 'Minor', undefined])
    assert.equal(expires, '2025-11-02T02:03:00+03:00')
  })
  test('as a retraction is a Cancel', () => {
    assert.deepEqual(
      [toCap(retracted).msgType, identifiers(toCap(retracted))],
      ['Cancel', ['alert-1.1', 'alert-1.2']],
    )
  })
  test('as a lapse claims neither that the danger is over nor that it goes on', () => {
    const { urgency, severity, certainty, responseType } = toCap(lapsed).info[0]!
    assert.deepEqual(
      [urgency, severity, certainty, responseType],
      ['Unknown', 'Unknown', 'Unknown', ['Monitor']],
    )
  })
  test('is written as the first message where the earlier ones are not known', () => {
    assert.deepEqual([toCap(reduced, []).msgType, toCap(reduced, []).references], ['Alert', undefined])
  })
  test('is written the same whatever the order of what came before', () => {
    assert.deepEqual(toCap(cleared, night.toReversed()), toCap(cleared, night))
  })
})

const schema = '../shared/cap/schema/CAP-v1.2.xsd'
const documents = () =>
  [...night, retracted, lapsed].map((notice) => {
    const result = writeCap(toCap(notice))
    assert.ok(result.ok, JSON.stringify(result))
    return result.value
  })

describe('the CAP of a whole night', () => {
  test('is valid by the OASIS schema', { skip: absent('shared') }, async () => {
    const { XmlDocument, XsdValidator } = await import('libxml2-wasm')
    using xsd = XmlDocument.fromString(readFileSync(schema, 'utf8'))
    using validator = XsdValidator.fromDoc(xsd)
    for (const text of documents()) {
      using document = XmlDocument.fromString(text)
      validator.validate(document)
    }
    using broken = XmlDocument.fromString(documents()[0]!.replace('<status>Exercise', '<status>Drill'))
    assert.throws(() => validator.validate(broken), 'the judge would let anything pass')
  })
  test('is valid in the eyes of xmllint, too', { skip: absent('xmllint') || absent('shared') }, () => {
    for (const text of documents()) {
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
        input: text,
      })
      assert.equal(status, 0, stderr.toString())
    }
  })
  test('is an Atom feed that XML readers accept', async () => {
    const { XmlDocument } = await import('libxml2-wasm')
    const feed = writeCapFeed(
      {
        id: 'tag:lipetsk.example,2025:tocsin',
        title: 'Warnings',
        author: 'Lipetsk Oblast',
        self: 'http://127.0.0.1:8080/v1/feed.atom',
        since: toCap(warning).sent,
        entries: night.map((notice) => ({
          message: toCap(notice),
          href: `http://127.0.0.1:8080/v1/cap/${notice.id}`,
        })),
      },
      'en',
    )
    assert.ok(feed.ok)
    using document = XmlDocument.fromString(feed.value)
    assert.equal(document.find('//a:entry', { a: 'http://www.w3.org/2005/Atom' }).length, 4)
  })
})
