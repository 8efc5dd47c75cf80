/** What is read, written and read again is the same message: of every real message at hand, and of generated ones, in XML and in JSON. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { instantOf } from '#base'
import { absent } from '../../../test/support/absent.ts'
import { writeCapJson } from '../json/write-json.ts'
import type { CapArea, CapInfo, CapMessage } from '../message.ts'
import type { CapReading } from '../reading.ts'
import { capTime } from '../time.ts'
import { writeCap } from '../write.ts'
import { readCap } from './read-cap.ts'

const corpus = join(import.meta.dirname, '../../../../shared/cap')
const files = () =>
  globSync(['**/*.cap', '**/*.xml', '**/*.atom', '**/*.edxlde', '**/NOAA*.txt'], { cwd: corpus }).toSorted()

function sameAgain(message: CapMessage, from: string): void {
  const xml = writeCap(message, { decimals: 'as given' })
  assert.ok(xml.ok, from)
  const again = readCap(xml.value)
  assert.deepEqual(again.readings[0]?.message, message, from)
  // HTML in the text and values of nothing are kept, and are no better for it.
  assert.deepEqual(
    again.problems.filter(({ code }) => code !== 'cap/html-in-text' && code !== 'cap/empty-element'),
    [],
    from,
  )
  const json = writeCapJson(message, { decimals: 'as given' })
  assert.ok(json.ok, from)
  assert.deepEqual(readCap(json.value).readings[0]?.message, message, `${from} in JSON`)
}

/** Every object of the message, the message itself first. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

function everythingHasItsPlace(reading: CapReading, text: string): void {
  assert.ok(reading.message)
  for (const info of reading.message.info) {
    const here = reading.where(info)
    assert.equal(here.name.toLowerCase(), 'info')
    for (const object of objectsIn(info)) {
      const place = reading.where(object)
      assert.equal(text[place.offset], '<')
    }
    for (const area of info.area ?? []) {
      assert.equal(reading.where(area).parent, here)
      for (const [i, ring] of (area.polygon ?? []).entries()) {
        assert.equal(reading.where(ring).parent, reading.where(area))
        assert.equal(reading.where(area, 'polygon', i).name.toLowerCase(), 'polygon')
      }
    }
  }
}

describe('real messages', { skip: absent('shared') }, () => {
  test('are found in every file, or linked to, or the file is a feed of none', () => {
    const without = files().filter((file) => {
      const { kind, readings, feed } = readCap(readFileSync(join(corpus, file)))
      assert.notEqual(kind, 'unreadable', file)
      return readings.length === 0 && feed?.entries.every((entry) => entry.capHref === undefined) !== false
    })
    const names = new Set(without.map((file) => file.slice(file.lastIndexOf('/') + 1)))
    // Two feeds without entries, and three whose only entry neither holds a message nor links to one.
    assert.deepEqual([...names].toSorted(), [
      'empty_weather_index.atom',
      'no_entries.atom',
      'no_id.atom',
      'no_link.atom',
      'no_title.atom',
    ])
  })

  test('are the same when they are written and read again, wherever they may be written', () => {
    const refused = new Set<string>()
    let same = 0
    for (const file of files())
      for (const { message } of readCap(readFileSync(join(corpus, file))).readings) {
        if (message === undefined) continue
        const written = writeCap(message)
        if (!written.ok) {
          refused.add(`${written.problem.code} ${relative('.', file).split('/').at(-1)}`)
          continue
        }
        sameAgain(message, file)
        same += 1
      }
    assert.ok(same >= 160, String(same))
    // No scope, no areaDesc, an identifier with a space, an Update of nothing: what breaks the standard can be read, not written.
    assert.deepEqual([...refused].toSorted(), [
      'cap/bad-identifier weather_invalid.atom',
      'cap/missing-references canada_errors.cap',
      'cap/missing-text getMessage-invalid.xml',
      'cap/scope-mismatch invalid.cap',
      'cap/scope-mismatch oregon_nws.atom',
    ])
  })

  test('say where everything in them stood', () => {
    for (const file of files()) {
      const { text, readings } = readCap(readFileSync(join(corpus, file)))
      for (const reading of readings) if (reading.message !== undefined) everythingHasItsPlace(reading, text)
    }
  })

  test('cut short or with a byte changed are read without a throw, and never without a word', () => {
    const tries = fc.record({
      file: fc.constantFrom(...files()),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      byte: fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(tries, ({ file, at, byte }) => {
        const bytes = readFileSync(join(corpus, file)).subarray(0, 40_000)
        const place = Math.floor(at * (bytes.length - 1))
        const damaged = new Uint8Array(byte === undefined ? bytes.subarray(0, place) : bytes)
        if (byte !== undefined) damaged[place] = byte
        const { kind, problems, readings } = readCap(damaged)
        if (kind === 'unreadable' || readings.some((reading) => reading.message === undefined))
          assert.ok(problems.some((problem) => problem.level === 'error'))
      }),
      { numRuns: 200, seed: 20251102 },
    )
  })
})

const token = fc
  .string({ unit: fc.constantFrom(...'aZ9.-_:Жل漢😀&<>"\'=;'), minLength: 1, maxLength: 12 })
  .filter((text) => !/[\s"]/.test(text))
const name = token.filter((text) => !/[,<&]/.test(text))
/** The writer refuses what is no address, or no whole one. */
const address = token.filter((text) => !/[<>:%[\]#]/.test(text)).map((path) => `https://example.org/${path}`)
const line = fc
  .string({ unit: fc.constantFrom(...'aZ Ж漢😀&<>"\'\t'), minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const prose = fc
  .string({ unit: fc.constantFrom(...'aZ Ж\n\r\t&<'), minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() !== '')
const time = fc
  .tuple(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom('UTC', 'Europe/Moscow', 'Asia/Kathmandu'))
  .map(([at, zone]) => capTime(instantOf(at), zone))
const pairs = fc.array(fc.record({ valueName: line, value: fc.oneof(line, fc.constant('')) }), {
  minLength: 1,
  maxLength: 3,
})
const point = fc
  .record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  .map(({ lat, lon }) => ({ lat: lat + 0, lon: lon + 0 }))
const number = fc.double({ min: 0, max: 1e20, noNaN: true }).map((size) => size + 0)
const ring = fc
  .uniqueArray(point, {
    minLength: 3,
    maxLength: 6,
    selector: ({ lat, lon }) => `${Math.round(lat * 1e5)} ${Math.round(lon * 1e5)}`,
  })
  .map((points) => [...points, points[0]!])
const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 3 })
const categories = ['Geo', 'Met', 'Security', 'CBRNE'] as const

const area: fc.Arbitrary<CapArea> = fc
  .record(
    {
      areaDesc: line,
      polygon: some(ring),
      circle: some(fc.record({ centre: point, radiusKilometres: number })),
      geocode: pairs,
      altitude: number,
      ceiling: number,
    },
    { requiredKeys: ['areaDesc'] },
  )
  // No ceiling without an altitude below it.
  .map(({ ceiling, ...area }) => {
    if (ceiling === undefined) return area
    const { altitude = 0 } = area
    return { ...area, altitude: Math.min(altitude, ceiling), ceiling: Math.max(altitude, ceiling) }
  })
const info: fc.Arbitrary<CapInfo> = fc.record(
  {
    language: fc.constantFrom('en-GB', 'ru', 'he'),
    category: some(fc.constantFrom(...categories)),
    event: line,
    responseType: some(fc.constantFrom('Shelter' as const, 'AllClear' as const)),
    urgency: fc.constantFrom('Immediate' as const, 'Unknown' as const),
    severity: fc.constantFrom('Extreme' as const, 'Unknown' as const),
    certainty: fc.constantFrom('Observed' as const, 'Unknown' as const),
    audience: line,
    eventCode: pairs,
    effective: time,
    onset: time,
    expires: time,
    senderName: line,
    headline: line,
    description: prose,
    instruction: prose,
    web: address,
    contact: line,
    parameter: pairs,
    resource: some(
      fc.record(
        {
          resourceDesc: line,
          mimeType: fc.constantFrom('image/png', 'text/plain; charset=utf-8'),
          size: fc.nat(),
          uri: address,
          derefUri: fc.base64String({ minLength: 4 }),
          digest: token,
        },
        { requiredKeys: ['resourceDesc', 'mimeType'] },
      ),
    ),
    area: some(area),
  },
  { requiredKeys: ['category', 'event', 'urgency', 'severity', 'certainty'] },
)
const anyScope: fc.Arbitrary<CapMessage> = fc.record(
  {
    identifier: name,
    sender: name,
    sent: time,
    status: fc.constantFrom('Actual' as const, 'Exercise' as const, 'Draft' as const),
    msgType: fc.constantFrom('Alert' as const, 'Update' as const, 'Cancel' as const),
    source: line,
    scope: fc.constantFrom('Public' as const, 'Restricted' as const, 'Private' as const),
    restriction: line,
    addresses: some(line.filter((text) => !text.includes('"'))),
    code: some(line),
    note: prose,
    references: some(fc.record({ sender: name, identifier: name, sent: time })),
    incidents: some(token.filter((text) => !text.includes('"'))),
    info: fc.array(info, { maxLength: 2 }),
  },
  {
    requiredKeys: [
      'identifier',
      'sender',
      'sent',
      'status',
      'msgType',
      'scope',
      'restriction',
      'addresses',
      'references',
      'info',
    ],
  },
)

const message = anyScope
  .map(({ restriction, ...rest }): CapMessage =>
    rest.scope === 'Restricted' && restriction !== undefined ? { ...rest, restriction } : rest,
  )
  .filter(
    ({ identifier, references }) => !references!.some((reference) => reference.identifier === identifier),
  )

describe('any message', () => {
  test('is the same when it is written and read again', () => {
    fc.assert(
      // Cloned, for plain objects.
      fc.property(message, (message) => sameAgain(structuredClone(message), 'generated')),
      { numRuns: 200, seed: 12 },
    )
  })
})
