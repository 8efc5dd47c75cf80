import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { absent } from '../../test/support/absent.ts'
import type { CapArea, CapInfo, CapMessage, CapResource, CapValue } from './message.ts'
import type { CapTime } from './time.ts'
import { writeCap, type CapWriteRefusal } from './write.ts'

const seed = 20261122

/** Most of it says something, or hardly anything would be written. */
const text = fc.oneof(
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 6, arbitrary: fc.constantFrom('storm', 'two words', 'буря', ' a&b<c> ') },
)
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 })
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 1e21, 1e-9, Number.NaN, Number.POSITIVE_INFINITY),
)
/** Times as they should be, and as others have written them. */
const time = fc.oneof(
  fc.constantFrom('2025-11-02T00:37:00+03:00', '2024-02-29T23:59:59-00:00', '2025-11-02T00:37:00+14:00'),
  fc.constantFrom(
    '2025-02-29T00:00:00+00:00',
    '2025-11-02T00:37:00Z',
    '2025-11-02T24:00:00+00:00',
    'soon',
    '',
  ),
  fc
    .tuple(fc.integer({ min: 0, max: 9999 }), ...[13, 32, 25, 60, 61, 15, 60].map((max) => fc.nat({ max })))
    .map(([year, ...rest]) => {
      const [month, day, hour, minute, second, east, half] = rest.map((n) => String(n).padStart(2, '0'))
      return `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}-${east}:${half}`
    }),
) as fc.Arbitrary<CapTime>
const address = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  text,
  fc.constantFrom(
    'http://[::1',
    'http://a b',
    '%zz',
    'a:b:c',
    '//',
    'http://é.example/ä?ö#ü',
    'x://%41',
    '#a#b',
    '[x]',
  ),
)
const value: fc.Arbitrary<CapValue> = fc.record({ valueName: text, value: text })
const point = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
})
const optional = { requiredKeys: [] as never[] }

const area: fc.Arbitrary<CapArea> = fc
  .tuple(
    text,
    fc.record(
      {
        polygon: some(fc.array(point, { maxLength: 6 })),
        circle: some(fc.record({ centre: point, radiusKilometres: number })),
        geocode: some(value),
        altitude: number,
        ceiling: number,
      },
      optional,
    ),
  )
  .map(([areaDesc, { ceiling, ...rest }]): CapArea =>
    ceiling === undefined ? { areaDesc, ...rest } : { areaDesc, ...rest, altitude: -1e20, ceiling },
  )
const resource: fc.Arbitrary<CapResource> = fc
  .tuple(
    fc.record({
      resourceDesc: text,
      mimeType: fc.oneof(text, fc.constantFrom('image/png', 'text/plain; a=b')),
    }),
    fc.record(
      { size: number, uri: address, derefUri: fc.oneof(text, fc.base64String()), digest: text },
      optional,
    ),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }))
const info: fc.Arbitrary<CapInfo> = fc
  .tuple(
    fc.record({
      category: some(fc.constantFrom('Met' as const, 'CBRNE' as const)),
      event: text,
      urgency: fc.constantFrom('Past' as const, 'Unknown' as const),
      severity: fc.constantFrom('Extreme' as const, 'Minor' as const),
      certainty: fc.constantFrom('Observed' as const, 'Possible' as const),
    }),
    fc.record(
      {
        language: fc.oneof(
          text,
          fc.constantFrom('en', 'de-LS', 'zh-Hans-CN', 'x-klingon', 'en_US', 'en-', ''),
        ),
        responseType: some(fc.constantFrom('AllClear' as const, 'None' as const)),
        audience: text,
        eventCode: some(value),
        effective: time,
        onset: time,
        expires: time,
        senderName: text,
        headline: text,
        description: text,
        instruction: text,
        web: address,
        contact: text,
        parameter: some(value),
        resource: some(resource),
        area: some(area),
      },
      optional,
    ),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }))
const name = fc.stringMatching(/^[!-%'-+\--;=-~]{1,8}$/)
const message: fc.Arbitrary<CapMessage> = fc
  .tuple(
    fc.record({
      identifier: name,
      sender: name,
      sent: time,
      status: fc.constantFrom('Actual' as const, 'Draft' as const),
      msgType: fc.constantFrom('Alert' as const, 'Cancel' as const),
      scope: fc.constantFrom('Public' as const, 'Private' as const),
      info: some(info),
    }),
    fc.record(
      {
        source: text,
        restriction: text,
        addresses: some(text),
        code: some(text),
        note: text,
        references: some(fc.record({ sender: name, identifier: name, sent: time })),
        incidents: some(text),
      },
      optional,
    ),
  )
  .map(([needed, { restriction, ...rest }]): CapMessage =>
    restriction === undefined
      ? { ...needed, ...rest }
      : { ...needed, ...rest, scope: 'Restricted', restriction },
  )

const good: CapInfo = {
  ...{ category: ['Met'], event: 'Flood', urgency: 'Past', severity: 'Minor', certainty: 'Observed' },
}
const head: Omit<CapMessage, 'info'> = {
  ...{ identifier: 'a', sender: 'b', sent: '2025-11-02T00:37:00+03:00' as CapTime },
  ...{ status: 'Actual', msgType: 'Alert', scope: 'Public' },
}

describe('whatever the writer accepts', () => {
  test('is valid by the OASIS schema', { skip: absent('shared') }, async () => {
    const { XmlDocument, XsdValidator } = await import('libxml2-wasm')
    using xsd = XmlDocument.fromString(readFileSync('../shared/cap/schema/CAP-v1.2.xsd', 'utf8'))
    using validator = XsdValidator.fromDoc(xsd)
    let written = 0
    const isValid = (one: CapMessage) => {
      const result = writeCap(one)
      if (!result.ok) return
      written += 1
      using document = XmlDocument.fromString(result.value)
      try {
        validator.validate(document)
      } catch (error) {
        assert.fail(`${(error as Error).message}\n${result.value}`)
      }
    }
    fc.assert(fc.property(message, isValid), { seed, numRuns: 3_000 })
    assert.ok(written > 150, `only ${written} were written: the property says little`)
    // Each of these alone, or what is wrong elsewhere would hide it.
    const alone = fc.oneof(
      address.map((web) => ({ ...good, web })),
      time.map((expires) => ({ ...good, expires })),
      text.map((language) => ({ ...good, language })),
      number.map((altitude) => ({ ...good, area: [{ areaDesc: 'x', altitude }] })),
      resource.map((one) => ({ ...good, resource: [one] })),
    )
    const before = written
    fc.assert(
      fc.property(alone, (info) => isValid({ ...head, info: [info] })),
      { seed, numRuns: 3_000 },
    )
    assert.ok(written - before > 1_000, `only ${written - before} were written`)
  })
})

describe('a value that the schema would not take is refused', () => {
  const refused = (changed: Partial<CapInfo>, code: CapWriteRefusal, at: string, more = {}) => {
    const result = writeCap({ ...head, ...more, info: [{ ...good, ...changed }] })
    assert.ok(!result.ok, 'it was written')
    assert.deepEqual([result.problem.code, result.problem.at], [code, at])
  }
  test('as a time', () => {
    refused({}, 'cap/bad-time', '/alert/sent[1]', { sent: '2025-11-02T00:37:00Z' })
    refused({}, 'cap/bad-time', '/alert/sent[1]', { sent: '2025-11-02T99:37:00+14:00' })
    refused({}, 'cap/bad-time', '/alert/sent[1]', { sent: '2025-11-02T24:00:01+03:00' })
    assert.ok(writeCap({ ...head, sent: '2025-11-02T24:00:00+03:00' as CapTime, info: [good] }).ok)
    refused({ expires: '2025-02-29T00:00:00+00:00' as CapTime }, 'cap/bad-time', '/alert/info[1]/expires[1]')
    const references = [{ sender: 'b', identifier: 'c', sent: 'yesterday' }]
    refused({}, 'cap/bad-time', '/alert/references[1]#1', { references })
  })
  test('as a language', () =>
    refused({ language: 'en_US' }, 'cap/bad-language', '/alert/info[1]/language[1]'))
  test('as an address', () => {
    refused({ web: 'http://a/%zz' }, 'cap/bad-address', '/alert/info[1]/web[1]')
    const resource = [{ resourceDesc: 'map', mimeType: 'image/png', uri: '50%' }]
    refused({ resource }, 'cap/bad-address', '/alert/info[1]/resource[1]/uri[1]')
  })
  test('as a number', () => {
    const size = [{ resourceDesc: 'map', mimeType: 'image/png', size: 1.5 }]
    refused({ resource: size }, 'cap/bad-number', '/alert/info[1]/resource[1]/size[1]')
    const circle = [{ centre: { lon: 0, lat: 0 }, radiusKilometres: -1 }]
    refused({ area: [{ areaDesc: 'x', circle }] }, 'cap/bad-number', '/alert/info[1]/area[1]/circle[1]')
    refused(
      { area: [{ areaDesc: 'x', altitude: Number.NaN }] },
      'cap/bad-number',
      '/alert/info[1]/area[1]/altitude[1]',
    )
  })
})
