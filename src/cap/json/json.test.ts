/** Messages in JSON: as cap-library writes them, with everything that can be wrong, each at its line. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readCap } from '../envelope/read-cap.ts'
import type { jsonFindings } from './json-findings.ts'
import { writeCapJson } from './write-json.ts'

/** The keys in no order, as an object has none. */
const valid = `{
  "info": [{
    "parameter": [{"value": "ORANGE", "valueName": "HSAS"}],
    "area": [{
      "polygon": ["1.0,2.0 3.0,4.0 5.0,6.0 1.0,2.0"],
      "circle": ["1.0,2.0 3.0"],
      "areaDesc": "U.S. nationwide",
      "altitude": "5.5"
    }],
    "certainty": "Unknown",
    "urgency": "Unknown",
    "severity": "Unknown",
    "category": ["Security", "Safety"],
    "event": "A \\"quoted\\" event & <more>"
  }],
  "identifier": "43b080713727",
  "sender": "hsas@dhs.gov",
  "addresses": "\\"address 1\\" address2",
  "sent": "2003-04-02T14:39:01-05:00",
  "status": "Actual",
  "msgType": "Alert",
  "scope": "Public"
}`

const message = {
  identifier: '43b080713727',
  sender: 'hsas@dhs.gov',
  sent: '2003-04-02T14:39:01-05:00',
  status: 'Actual',
  msgType: 'Alert',
  scope: 'Public',
  addresses: ['address 1', 'address2'],
  info: [
    {
      category: ['Security', 'Safety'],
      event: 'A "quoted" event & <more>',
      urgency: 'Unknown',
      severity: 'Unknown',
      certainty: 'Unknown',
      parameter: [{ valueName: 'HSAS', value: 'ORANGE' }],
      area: [
        {
          areaDesc: 'U.S. nationwide',
          polygon: [
            [
              { lat: 1, lon: 2 },
              { lat: 3, lon: 4 },
              { lat: 5, lon: 6 },
              { lat: 1, lon: 2 },
            ],
          ],
          circle: [{ centre: { lat: 1, lon: 2 }, radiusKilometres: 3 }],
          altitude: 5.5,
        },
      ],
    },
  ],
}

function replaced(from: string, to: string): string {
  assert.ok(valid.includes(from), from)
  return valid.replace(from, () => to)
}

function found(text: string) {
  return readCap(text).problems.map(({ code, path, line }) => [code, path, line])
}

describe('a message in JSON', () => {
  test('is read', () => {
    const { kind, readings, problems } = readCap(valid)
    assert.deepEqual([kind, problems], ['json', []])
    assert.deepEqual(readings[0]!.message, message)
    assert.equal(readings[0]!.version, '1.2')
    const area = readings[0]!.message!.info[0]!.area![0]!
    assert.equal(readings[0]!.where(area.polygon![0]!).path, '/alert/info[1]/area[1]/polygon[1]')
  })

  test('is read from bytes, in a list, and under its name', () => {
    assert.deepEqual(readCap(new TextEncoder().encode(`\uFEFF ${valid}`)).problems, [])
    assert.equal(readCap(`[${valid}, ${valid}]`).readings.length, 2)
    assert.deepEqual(readCap(`{"alert": ${valid}}`).readings[0]!.message, message)
  })

  test('is of CAP 1.0 where it has what only that had', () => {
    const old = replaced('[{"value": "ORANGE", "valueName": "HSAS"}]', '["HSAS=ORANGE"]')
    const [reading] = readCap(old).readings
    assert.equal(reading!.version, '1.0')
    assert.deepEqual(reading!.message, message)
    assert.deepEqual(found(old), [])
    assert.equal(
      readCap(replaced('"scope"', '"password": "secret",\n"scope"')).readings[0]!.hasPassword,
      true,
    )
  })

  test('is read like any other: findings have the path of XML and the line of JSON', () => {
    assert.deepEqual(found(replaced('"Alert"', '"alert"')), [['cap/value-spelling', '/alert/msgType[1]', 21]])
    assert.deepEqual(found(replaced('"severity": "Unknown",', '')), [
      ['cap/missing-element', '/alert/info[1]', 2],
    ])
    assert.deepEqual(found(replaced('"scope"', '"colour": "red",\n"scope"')), [
      ['cap/unsupported-element', '/alert/colour[1]', 22],
    ])
  })

  const breakages: readonly [code: keyof typeof jsonFindings, text: string, path: string, line: number][] = [
    ['cap/json-list', replaced('["1.0,2.0 3.0"]', '[["1.0,2.0 3.0"]]'), '/alert/info[1]/area[1]', 6],
    ['cap/json-value', replaced('"U.S. nationwide"', 'true'), '/alert/info[1]/area[1]/areaDesc[1]', 7],
  ]
  for (const [code, text, path, line] of breakages)
    test(`says ${code}`, () => {
      const { problems, readings } = readCap(text)
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.path, problem.line]),
        [[code, path, line]],
      )
      assert.ok(readings[0]!.message)
    })

  test('is found in whatever a feed of JSON puts around it, and that is said', () => {
    const other = valid.replace('43b080713727', 'B')
    const xml = '<alert xmlns=\\"urn:oasis:names:tc:emergency:cap:1.2\\"><identifier>B</identifier></alert>'
    for (const [text, identifiers, path] of [
      [`{"alerts": [${valid}, ${other}]}`, ['43b080713727', 'B'], '/alert/alerts[1]'],
      [`{"data": {"items": [{"alert": ${other}}]}}`, ['B'], '/alert/data[1]/items[1]/alert[1]'],
      [`{"features": [{"properties": ${other}}]}`, ['B'], '/alert/features[1]/properties[1]'],
      [`{"items": [{"content": "${xml}"}]}`, [undefined], '/alert/items[1]/content[1]'],
    ] as const) {
      const { kind, readings, problems } = readCap(text)
      assert.equal(kind, 'json')
      assert.deepEqual(
        readings.map(({ message }) => message?.identifier),
        identifiers,
      )
      assert.deepEqual(
        problems.filter(({ level }) => level === 'warning').map((problem) => problem.path),
        [path],
      )
    }
    assert.equal(readCap('{"alerts": []}').kind, 'unreadable')
    const notFound = '{"type": "about:blank", "status": 404, "code": "x", "note": "y", "sender": "z"}'
    assert.equal(readCap(notFound).kind, 'unreadable')
  })

  test('takes numbers as their digits, and null as nothing', () => {
    assert.deepEqual(readCap(replaced('"5.5"', '5.5')).readings[0]!.message, message)
    assert.deepEqual(found(replaced('"scope"', '"note": null, "scope"')), [])
  })

  test('that is no JSON is refused where it stops being any', () => {
    for (const [text, line] of [
      [valid.slice(0, 60), 3],
      [replaced('"Alert",', '"Alert"'), 22],
      [replaced('"Actual"', '"Act\nual"'), 20],
      [replaced('"Actual"', "'Actual'"), 20],
      [`${valid}\n{}`, 24],
      ['{"alert":'.repeat(100_000), 1],
    ] as const) {
      const { kind, problems } = readCap(text)
      assert.equal(kind, 'unreadable')
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.line]),
        [['cap/json-syntax', line]],
      )
    }
  })

  test('is written with strings for values, and lists where CAP repeats', () => {
    const read = readCap(valid).readings[0]!.message!
    const written = writeCapJson(read)
    assert.ok(written.ok)
    assert.deepEqual(JSON.parse(written.value), {
      ...JSON.parse(valid),
      info: [
        {
          ...JSON.parse(valid).info[0],
          area: [
            {
              areaDesc: 'U.S. nationwide',
              polygon: ['1,2 3,4 5,6 1,2'],
              circle: ['1,2 3'],
              altitude: '5.5',
            },
          ],
        },
      ],
    })
    assert.deepEqual(readCap(written.value).readings[0]!.message, message)
  })

  test('is refused for the same reasons as XML', () => {
    const read = readCap(valid).readings[0]!.message!
    const refused = writeCapJson({ ...read, msgType: 'Cancel' })
    assert.ok(!refused.ok)
    assert.equal(refused.problem.code, 'cap/missing-references')
  })
})
