import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { CapInfo, CapMessage } from './message.ts'
import type { CapTime } from './time.ts'
import { writeCap, type CapWriteRefusal } from './write.ts'

const sent = '2025-11-02T00:37:00+03:00' as CapTime
const square = [
  { lon: 39, lat: 52 },
  { lon: 40, lat: 52 },
  { lon: 40, lat: 53 },
  { lon: 39, lat: 53 },
]
const info: CapInfo = {
  language: 'en',
  category: ['Security'],
  event: 'Drone attack',
  responseType: ['Shelter'],
  urgency: 'Immediate',
  severity: 'Extreme',
  certainty: 'Likely',
  headline: 'Drone attack threat. Zadonsky. Go indoors.',
  area: [
    {
      areaDesc: 'Zadonsky District',
      polygon: [square],
      geocode: [{ valueName: 'GeoNames', value: '465543' }],
    },
  ],
}
const message: CapMessage = {
  identifier: 'alert-1.1',
  sender: 'lipetsk.example',
  sent,
  status: 'Exercise',
  msgType: 'Alert',
  scope: 'Public',
  info: [info],
}

function written(changed: Partial<CapMessage> = {}): string {
  const result = writeCap({ ...message, ...changed })
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

function refused(changed: Partial<CapMessage>, code: CapWriteRefusal, at: string): void {
  const result = writeCap({ ...message, ...changed })
  assert.ok(!result.ok, 'it was written')
  assert.deepEqual([result.problem.code, result.problem.at], [code, at])
}

describe('a written CAP message', () => {
  test('has its elements in the order of the schema, whatever the order of the fields', () => {
    const names = [
      ...written({ note: 'DRILL', code: ['a'], incidents: ['night'] }).matchAll(/<(\w+)[ >]/g),
    ].map((found) => found[1])
    assert.equal(
      names.join(' '),
      'alert identifier sender sent status msgType scope code note incidents info language category event responseType ' +
        'urgency severity certainty headline area areaDesc polygon geocode valueName value',
    )
    const reversed = Object.fromEntries(Object.entries(message).reverse()) as unknown as CapMessage
    assert.deepEqual(writeCap(reversed), writeCap(message))
  })
  test('closes its polygons and writes latitude first', () => {
    assert.match(written(), /<polygon>52,39 52,40 53,40 53,39 52,39<\/polygon>/)
    const closed = [...square, square[0]!]
    assert.equal(
      written({ info: [{ ...info, area: [{ areaDesc: 'x', polygon: [closed] }] }] }).match(/52,39/g)?.length,
      2,
    )
  })
  test('rounds to a metre, without minus zero and without zeros that say nothing', () => {
    const ring = [{ lon: -0.000001, lat: 0.1000004 }, ...square]
    assert.match(
      written({ info: [{ ...info, area: [{ areaDesc: 'x', polygon: [ring] }] }] }),
      />0\.1,0 52,39/,
    )
  })
  test('writes a circle as centre and kilometres', () => {
    const circle = [{ centre: { lon: 39.6, lat: 52.6 }, radiusKilometres: 2.5 }]
    assert.match(
      written({ info: [{ ...info, area: [{ areaDesc: 'x', circle }] }] }),
      /<circle>52.6,39.6 2.5<\/circle>/,
    )
  })
  test('escapes what XML would misread, and keeps a carriage return', () => {
    const headline = 'A < B & C > "D"\r\nE'
    assert.match(
      written({ info: [{ ...info, headline }] }),
      /<headline>A &lt; B &amp; C &gt; "D"&#13;\nE<\/headline>/,
    )
  })
  test('names the messages it is about as sender,identifier,sent', () => {
    const references = [2, 3].map((n) => ({ sender: 'lipetsk.example', identifier: `alert-1.${n}`, sent }))
    assert.match(
      written({ msgType: 'Update', references }),
      /<references>lipetsk.example,alert-1.2,2025-11-02T00:37:00\+03:00 lipetsk.example,alert-1.3,2025-11-02T00:37:00\+03:00<\/references>/,
    )
  })
  test('quotes list items that hold a space', () => {
    assert.match(written({ incidents: ['one', 'two three'] }), /<incidents>one "two three"<\/incidents>/)
  })
})

describe('a CAP message is refused', () => {
  test('when a text holds a character that XML can’t carry', () => {
    for (const character of ['\u0000', '\u001B', '\uFFFE', '\uD800'])
      refused(
        { info: [info, { ...info, headline: `a${character}b` }] },
        'cap/forbidden-character',
        '/alert/info[2]/headline[1]',
      )
  })
  test('when a name has a space, a comma, < or & in it, or is empty', () => {
    for (const identifier of ['', 'a b', 'a,b', 'a<b', 'a&b'])
      refused({ identifier }, 'cap/bad-identifier', '/alert/identifier[1]')
    refused({ sender: 'Lipetsk Oblast' }, 'cap/bad-identifier', '/alert/sender[1]')
  })
  test('when an Update or a Cancel does not say of what', () => {
    refused({ msgType: 'Update' }, 'cap/missing-references', '/alert/msgType[1]')
    refused({ msgType: 'Cancel', references: [] }, 'cap/missing-references', '/alert/msgType[1]')
  })
  test('when a restricted or private one does not say to whom', () => {
    refused({ scope: 'Restricted' }, 'cap/scope-mismatch', '/alert/scope[1]')
    refused({ scope: 'Private', addresses: [] }, 'cap/scope-mismatch', '/alert/scope[1]')
  })
  test('when a text is there but empty, or no category is given', () => {
    refused({ info: [{ ...info, headline: ' ' }] }, 'cap/missing-text', '/alert/info[1]/headline[1]')
    refused({ info: [{ ...info, category: [] }] }, 'cap/missing-text', '/alert/info[1]/category[1]')
    refused(
      { info: [{ ...info, area: [{ areaDesc: '' }] }] },
      'cap/missing-text',
      '/alert/info[1]/area[1]/areaDesc[1]',
    )
  })
  test('when a place is not on Earth', () => {
    for (const wrong of [
      { lon: 0, lat: 91 },
      { lon: -181, lat: 0 },
      { lon: Number.NaN, lat: 0 },
    ])
      refused(
        { info: [{ ...info, area: [{ areaDesc: 'x', polygon: [[...square, wrong]] }] }] },
        'cap/bad-coordinates',
        '/alert/info[1]/area[1]/polygon[1]',
      )
  })
  test('when rounding leaves a polygon without an inside', () => {
    const speck = [
      { lon: 39, lat: 52 },
      { lon: 39.000001, lat: 52 },
      { lon: 39, lat: 52.000001 },
    ]
    refused(
      { info: [{ ...info, area: [{ areaDesc: 'x', polygon: [square, speck] }] }] },
      'cap/degenerate-polygon',
      '/alert/info[1]/area[1]/polygon[2]',
    )
  })
})

test('any text that XML can carry is written, and any other is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      // eslint-disable-next-line no-control-regex
      const carries = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text)
      const result = writeCap({ ...message, note: text })
      assert.equal(result.ok, carries)
    }),
    { seed: 20251102, numRuns: 500 },
  )
})
