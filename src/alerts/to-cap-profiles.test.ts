import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '#areas'
import { modes, type AlertId, type Instant, type Mode, type NoticeId, type Sha256 } from '#base'
import { writeCap, type CapMessage, type CapProfile } from '#cap'
import { capProfile, capProfiles, checkCap } from '#cap/reader'
import type { Seq } from '#ledger'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import { absent } from '../../test/support/absent.ts'
import type { FrozenArea } from './alert.ts'
import type { Notice } from './notice.ts'
import { noticeToCap, type CapMap } from './to-cap.ts'

const book = shippedThreatBook()
const shapeHash = 'a'.repeat(64) as Sha256
const square = (lon: number) =>
  [
    [lon, 52],
    [lon + 1, 52],
    [lon + 1, 53],
    [lon, 53],
    [lon, 52],
  ].map(([x, y]) => ({ lon: x!, lat: y! }))
const place = (code: string, lon: number, codes: Record<string, string> = {}): Area => ({
  ...{ code: code as AreaCode, kind: 'district', parent: null, codes },
  names: { en: `District ${code}`, de: `Kreis ${code}`, fr: `District ${code}` },
  shape: [[square(lon)]],
})
const coded = place('x-1', 38, {
  ...{ sgc: '3537064', same: '006037', ars: '064110000000', ags: '06411000', 'iso3166-2': 'AU-NSW' },
})
const bare = place('x-2', 40)
const map: CapMap = {
  get: (code) => [coded, bare].find((area) => area.code === code),
  hashOfShape: () => shapeHash,
}
const frozen = ({ code, names }: Area): FrozenArea => ({ code, names, shape: shapeHash })
const texts = (language: string) => ({
  '90': `Danger (${language}). Go indoors.`,
  '360': `Danger (${language}). ${'Go indoors and stay away from the windows. '.repeat(5)}`.trim(),
  '1395': `Danger (${language}). ${'Go indoors and stay away from the windows. '.repeat(20)}`.trim(),
})
const warning: Notice = {
  ...{ id: 'alert-1.1' as NoticeId, alert: 'alert-1' as AlertId, revision: 1, seq: 4 as Seq },
  at: '2025-11-01T21:37:00.000Z' as Instant,
  since: '2025-11-01T21:37:00.000Z' as Instant,
  ...{ mode: 'live', kind: 'warning', reason: 'issued', issuer: { en: 'Authority', de: 'Behörde' } },
  ...{ threat: 'flood' as ThreatId, ladder: 'all-hazards' as LadderId, level: 'warning' as LevelId },
  ...{ gravity: 'danger', areas: [frozen(coded), frozen(bare)], loudFor: [] },
  renewBy: '2025-11-01T22:37:00.000Z' as Instant,
  wording: { texts: { en: texts('en'), fr: texts('fr'), de: texts('de') }, missing: [] },
  channels: 'all',
}
const later = (revision: number, suffix: string, changed: Partial<Notice>): Notice => {
  const { renewBy, ...rest } = warning
  return {
    ...rest,
    revision,
    id: `alert-1.${revision}${suffix}` as NoticeId,
    at: `2025-11-01T22:0${revision}:00.000Z` as Instant,
    ...(changed.kind === 'update' ? { renewBy: renewBy! } : {}),
    ...changed,
  }
}
const kinds: { readonly [name: string]: Notice } = {
  warning,
  'an update': later(2, '', { kind: 'update', reason: 'areas-cleared', areas: [frozen(coded)] }),
  'the end of a part': later(2, 'e', { kind: 'all-clear', reason: 'areas-cleared', areas: [frozen(bare)] }),
  'an all-clear': later(3, '', { kind: 'all-clear', reason: 'cleared', areas: [frozen(coded)] }),
  'a retraction': later(3, '', { kind: 'retraction', reason: 'retracted' }),
  'a lapse': later(3, '', { kind: 'lapse', reason: 'lapsed' }),
}
const night = Object.values(kinds)

function dressed(notice: Notice, profiles: readonly CapProfile[], mode: Mode = 'live'): CapMessage {
  const inMode = night.map((one) => ({ ...one, mode }))
  return noticeToCap({ ...notice, mode }, inMode, book, map, {
    sender: 'DE-HE-DA-W184',
    zone: 'Europe/Berlin',
    corners: 100,
    web: 'https://authority.example/alerts',
    contact: '+49 1',
    dressings: profiles.flatMap(({ dressing }) => dressing ?? []),
  })
}

function written(message: CapMessage): string {
  const text = writeCap(message)
  assert.ok(text.ok, JSON.stringify(text))
  return text.value
}

function errorsIn(text: string, profiles: readonly CapProfile[]): string[] {
  const { problems, valid } = checkCap(text, { profiles })
  const errors = problems.filter(({ level }) => level === 'error')
  assert.equal(valid, errors.length === 0)
  return errors.map(({ code, path, message }) => `${code} ${path} ${message}`)
}

const choices: readonly (readonly CapProfile[])[] = [
  [],
  ...capProfiles.map((profile) => [profile]),
  capProfiles,
]
for (const profiles of choices)
  describe(`written for ${profiles.map(({ name }) => name).join(' and ') || 'no profile'}`, () => {
    for (const [name, notice] of Object.entries(kinds))
      test(`${name} passes the check in every mode`, () => {
        for (const mode of modes)
          assert.deepEqual(errorsIn(written(dressed(notice, profiles, mode)), profiles), [], mode)
      })
    test('a warning of every threat passes the check', () => {
      for (const { id } of book.threats())
        assert.deepEqual(errorsIn(written(dressed({ ...warning, threat: id }, profiles)), profiles), [], id)
    })
    test('is valid by the OASIS schema', { skip: absent('shared') }, async () => {
      const { XmlDocument, XsdValidator } = await import('libxml2-wasm')
      const schemas = ['CAP-v1.2.xsd']
      if (profiles.some(({ name }) => name === 'ipaws')) schemas.push('capv1.2-ipaws-profile-v1.0-pr02.xsd')
      for (const schema of schemas) {
        using xsd = XmlDocument.fromString(readFileSync(`../shared/cap/schema/${schema}`, 'utf8'))
        using validator = XsdValidator.fromDoc(xsd)
        for (const notice of night) {
          using document = XmlDocument.fromString(written(dressed(notice, profiles)))
          validator.validate(document)
        }
      }
    })
  })

const [ipaws, capCp, capAu, mowas] = ['ipaws', 'cap-cp', 'cap-au', 'mowas'].map((name) => capProfile(name)!)
const valuesIn = (list: readonly { valueName: string; value: string }[] | undefined, name: string) =>
  (list ?? []).filter(({ valueName }) => valueName === name).map(({ value }) => value)

describe('what a profile adds', () => {
  const end = kinds['an all-clear']!
  test('is the kind of the end it wants, and the words of the end all the same', () => {
    for (const [profile, msgType] of [
      [ipaws, 'Cancel'],
      [mowas, 'Cancel'],
      [capCp, 'Update'],
      [capAu, 'Update'],
    ] as const) {
      const message = dressed(end, [profile!])
      assert.deepEqual(
        [message.msgType, message.info[0]!.responseType],
        [msgType, ['AllClear']],
        profile!.name,
      )
    }
    assert.equal(dressed(end, [capCp!, ipaws!]).msgType, 'Cancel', 'one that wants a Cancel gets it')
  })
  test('never cancels all when a part ends', () => {
    const part = kinds['the end of a part']!
    assert.equal(dressed(part, [ipaws!]).msgType, 'Update')
    assert.deepEqual(
      dressed(part, [ipaws!]).references?.map(({ identifier }) => identifier),
      ['alert-1.1'],
    )
  })
  test('is a code that no machine takes for real in a drill, and a block for phones and broadcasts', () => {
    const codes = (mode: Mode) => valuesIn(dressed(warning, [ipaws!], mode).info[0]!.eventCode, 'SAME')
    assert.deepEqual([codes('live'), codes('drill'), codes('test')], [['FLW'], ['DMO'], ['DMO']])
    const blocked = (mode: Mode) =>
      valuesIn(dressed(warning, [ipaws!], mode).info[0]!.parameter, 'BLOCKCHANNEL')
    assert.deepEqual([blocked('live'), blocked('drill')], [[], ['CMAS', 'EAS', 'NWEM']])
  })
  test('is the general code where its list has none for the threat', () => {
    const drone = { ...warning, threat: 'drone' as ThreatId }
    const heat = { ...warning, threat: 'extreme-heat' as ThreatId }
    const same = (notice: Notice) => valuesIn(dressed(notice, [ipaws!]).info[0]!.eventCode, 'SAME')
    assert.deepEqual([same(drone), same(heat)], [['CDW'], ['CEM']])
  })
  test('is a short text for phones, in English only', () => {
    const { info } = dressed(warning, [ipaws!])
    const said = info.map(({ language, parameter }) => [
      language,
      valuesIn(parameter, 'CMAMtext')[0],
      valuesIn(parameter, 'CMAMlongtext')[0],
    ])
    assert.deepEqual(said, [
      ['de', undefined, undefined],
      ['en-US', texts('en')['90'], texts('en')['360']],
      ['fr', undefined, undefined],
    ])
  })
  test('is a place in its own codes, and none at all where it would be a wrong one', () => {
    const geocodes = (profile: CapProfile, name: string) =>
      dressed(warning, [profile]).info[0]!.area!.map(({ geocode }) => valuesIn(geocode, name))
    assert.deepEqual(geocodes(ipaws!, 'SAME'), [['006037'], []])
    assert.deepEqual(geocodes(capCp!, 'profile:CAP-CP:Location:0.3'), [['3537064'], ['none']])
    assert.deepEqual(geocodes(mowas!, 'ARS'), [['064110000000'], []])
  })
  test('is the list of regional keys only where every area has one', () => {
    const keys = (notice: Notice) =>
      valuesIn(dressed(notice, [mowas!]).info[0]!.parameter, 'warnVerwaltungsbereiche')
    assert.deepEqual([keys(kinds['an update']!), keys(warning)], [['064110000000'], []])
  })
  test('is the list’s name of the event, and no effective in a Cancel, in Australia', () => {
    const event = (language: string, profiles: readonly CapProfile[]) =>
      dressed(warning, profiles).info.find((info) => info.language!.startsWith(language))!.event
    assert.deepEqual([event('en', []), event('en', [capAu!])], ['Flood, red level', 'Flood'])
    assert.equal(event('de', [capAu!]), event('de', []))
    assert.equal(dressed(kinds['a retraction']!, [capAu!]).info[0]!.effective, undefined)
  })
})
