/** Messages for fast-check that look like CAP: sound in most places, strange in a few, alone or in something else. */
import fc from 'fast-check'
import { xmlTexts } from '../support/xml-arbitraries.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')

/** A sound value four times in five. */
const mostly = (sound: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 8, arbitrary: sound }, { weight: 1, arbitrary: xmlTexts }, { weight: 1, arbitrary: odd })
const odd = fc.constantFrom(
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e5',
    'NaN',
    'true',
    'unknown',
    'Very Likely',
    'ACTUAL',
    'a b',
    'a,b',
    'x'.repeat(3_000),
  ],
  ...[
    '2025-02-29T00:00:00Z',
    '2025-01-01T00:00:00',
    '0000-00-00T00:00:00-00:00',
    '9999-12-31T23:59:60+14:01',
  ],
)
const element = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  mostly(value).map((text) => `<${name}>${escaped(text)}</${name}>`)
const maybe = (part: fc.Arbitrary<string>) => fc.oneof(part, fc.constant(''))
const some = (part: fc.Arbitrary<string>, most = 3) =>
  fc.array(part, { maxLength: most }).map((all) => all.join('\n'))
const row = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join('\n'))
const words = (...all: readonly string[]) => fc.constantFrom(...all)

const two = (number: number) => String(number).padStart(2, '0')
const times = fc
  .tuple(
    fc.integer({ min: 2000, max: 2035 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(23),
    fc.nat(59),
  )
  .chain(([year, month, day, hour, minute]) =>
    words('+03:00', '-00:00', '+00:00', '-07:00', '+05:45').map(
      (zone) => `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00${zone}`,
    ),
  )
const names = fc.stringMatching(/^[a-z0-9.@-]{1,20}$/)
const prose = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((text) => text.replace(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ''))
const degrees = (most: number) =>
  fc.double({ min: -most, max: most, noNaN: true }).map((number) => number.toFixed(3))
const points = fc.tuple(degrees(90), degrees(180)).map(([lat, lon]) => `${lat},${lon}`)
const rings = fc.array(points, { minLength: 3, maxLength: 8 }).map((ring) => [...ring, ring[0]!].join(' '))
const circles = fc.tuple(points, fc.nat(500)).map(([centre, radius]) => `${centre} ${radius}`)
const pair = (name: string) =>
  row(
    fc.constant(`<${name}>`),
    element('valueName', names),
    element('value', prose),
    fc.constant(`</${name}>`),
  )

const areas = row(
  fc.constant('<area>'),
  element('areaDesc', prose),
  some(element('polygon', rings)),
  some(element('circle', circles), 2),
  some(pair('geocode'), 2),
  maybe(element('altitude', words('0', '100.5'))),
  maybe(element('ceiling', words('200', '50'))),
  fc.constant('</area>'),
)
const resources = row(
  fc.constant('<resource>'),
  element('resourceDesc', prose),
  element('mimeType', words('image/png', 'text/plain')),
  maybe(element('size', words('0', '5', '123456'))),
  maybe(element('uri', words('https://town.example/a.png', 'a.png'))),
  maybe(element('derefUri', words('aGVsbG8=', 'aGVs bG8'))),
  maybe(element('digest', words('aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d', 'x'))),
  fc.constant('</resource>'),
)
const infos = row(
  fc.constant('<info>'),
  maybe(element('language', words('en', 'uk-UA', 'x-y', 'fr-CA', 'zz'))),
  element('category', words('Met', 'Safety', 'CBRNE')),
  element('event', prose),
  some(element('responseType', words('Shelter', 'AllClear', 'None', 'Monitor'))),
  element('urgency', words('Immediate', 'Past', 'Unknown')),
  element('severity', words('Extreme', 'Minor', 'Unknown')),
  element('certainty', words('Observed', 'Likely', 'Unknown')),
  some(pair('eventCode'), 2),
  maybe(element('effective', times)),
  maybe(element('onset', times)),
  maybe(element('expires', times)),
  maybe(element('senderName', prose)),
  maybe(element('headline', prose)),
  maybe(element('description', prose)),
  maybe(element('instruction', prose)),
  maybe(element('web', words('https://town.example/', 'town'))),
  maybe(element('contact', prose)),
  some(pair('parameter'), 2),
  some(resources, 2),
  some(areas),
  fc.constant('</info>'),
)
const references = fc
  .array(
    fc.tuple(names, names, times).map((all) => all.join(',')),
    { maxLength: 3 },
  )
  .map((all) => all.join(' '))

const alerts = fc
  .tuple(
    words('1.2', '1.2', '1.2', '1.1', '1.0'),
    row(
      element('identifier', names),
      element('sender', names),
      element('sent', times),
      element('status', words('Actual', 'Exercise', 'Test')),
      element('msgType', words('Alert', 'Update', 'Cancel')),
      maybe(element('source', prose)),
      element('scope', words('Public', 'Restricted', 'Private')),
      maybe(element('restriction', prose)),
      maybe(element('addresses', words('a b', '"a b" c', 'd'))),
      some(element('code', names)),
      maybe(element('note', prose)),
      maybe(element('references', references)),
      maybe(element('incidents', names)),
      some(infos),
    ),
  )
  .map(([version, content]) => {
    const namespace =
      version === '1.0' ? 'http://www.incident.com/cap/1.0' : `urn:oasis:names:tc:emergency:cap:${version}`
    return `<alert xmlns="${namespace}">\n${content}\n</alert>`
  })

const feeds = fc
  .array(alerts, { maxLength: 3 })
  .map(
    (all) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>t</title><updated>2025-01-01T00:00:00Z</updated>${all
        .map(
          (alert, i) =>
            `<entry><id>urn:a:${i}</id><title>t</title><updated>2025-01-01T00:00:00Z</updated><content type="text/xml">${alert}</content></entry>`,
        )
        .join('\n')}</feed>`,
  )

export const capMessages: fc.Arbitrary<string> = fc
  .tuple(
    words('', '<?xml version="1.0" encoding="UTF-8"?>\n', '<?xml version="1.0"?>\n', '\n', '<!-- a -->'),
    fc.oneof({ weight: 6, arbitrary: alerts }, { weight: 1, arbitrary: feeds }),
  )
  .map((parts) => parts.join(''))
