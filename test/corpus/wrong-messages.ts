/** Messages that look right and are not: each with the code that has to be among its errors. `schema: 'silent'` where only the standard's prose forbids it. */
import { headWith, infoHead, message, namespaces, replaced, ring, type LetterCase } from './letter-cases.ts'

export interface WrongCase extends LetterCase {
  readonly code: `cap/${string}`
  readonly schema: 'speaks' | 'silent'
}

function bySchema(code: `cap/${string}`, of: LetterCase): WrongCase {
  return { ...of, code, schema: 'speaks' }
}

function byProse(code: `cap/${string}`, of: LetterCase): WrongCase {
  return { ...of, code, schema: 'silent' }
}

const polygon = (text: string) => message({ area: `<polygon>${text}</polygon>` })
const circle = (text: string) => message({ area: `<circle>${text}</circle>` })
const sent = (text: string) => message({ head: headWith('sent', text) })
const file = '<resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType>'
const update = headWith('msgType', 'Update')

export const wrongMessages: { readonly [name: string]: WrongCase } = {
  // XML
  'a prefix that is not declared': bySchema(
    'cap/xml-prefix-undeclared',
    replaced('<event>Storm</event>', '<cap:event>Storm</cap:event>'),
  ),
  'a namespace in capitals': bySchema('cap/wrong-namespace', replaced('urn:oasis', 'URN:OASIS')),
  'a namespace with a slash at its end': bySchema('cap/wrong-namespace', replaced(':1.2"', ':1.2/"')),
  'a namespace with a space in it': bySchema('cap/wrong-namespace', replaced(':1.2"', ':1.2 "')),
  'no namespace': bySchema('cap/wrong-namespace', replaced(/ xmlns="[^"]*"/, '')),
  'one child without the namespace': bySchema(
    'cap/mixed-namespaces',
    replaced('<event>', '<event xmlns="">'),
  ),
  'one child of the version before': bySchema(
    'cap/mixed-namespaces',
    replaced('<info>', `<info xmlns="${namespaces['1.1']}">`),
  ),
  'an attribute nobody knows': bySchema(
    'cap/schema-unexpected-attribute',
    replaced('<info>', '<info lang="en">'),
  ),
  'the language as an attribute': bySchema(
    'cap/schema-unexpected-attribute',
    replaced('<info>', '<info xml:lang="en">'),
  ),
  'an entity of HTML': bySchema('cap/xml-unknown-entity', replaced('Storm', 'Storm&nbsp;now')),
  'an ampersand': bySchema('cap/xml-bare-ampersand', replaced('Storm', 'Wind & rain')),
  'a control character by its number': bySchema(
    'cap/xml-forbidden-character',
    replaced('Storm', 'Storm&#8;'),
  ),
  'half a surrogate by its number': bySchema(
    'cap/xml-forbidden-character',
    replaced('Storm', 'Storm&#xD83C;'),
  ),
  'two hyphens in a comment': bySchema(
    'cap/xml-comment-malformed',
    replaced('<info>', '<!-- a -- b --><info>'),
  ),
  'a declaration after a blank line': bySchema('cap/xml-declaration-late', {
    version: '1.2',
    xml: `\n<?xml version="1.0"?>${message().xml}`,
  }),
  'a document type': byProse('cap/xml-doctype', { version: '1.2', xml: `<!DOCTYPE alert>${message().xml}` }),
  'a root element in capitals': bySchema('cap/element-spelling', {
    version: '1.2',
    xml: message().xml.replace('<alert', '<Alert').replace('</alert', '</Alert'),
  }),

  // what stands where
  'words between elements': bySchema('cap/stray-text', replaced('<info>', 'Storm!<info>')),
  'no identifier': bySchema('cap/missing-element', replaced(/<identifier>.*/, '')),
  'no scope': bySchema('cap/missing-element', replaced(/<scope>.*/, '')),
  'no category': bySchema('cap/missing-element', replaced(/<category>.*/, '')),
  'no areaDesc': bySchema('cap/missing-element', replaced('<areaDesc>Town</areaDesc>', '', polygon(ring))),
  'no mimeType': bySchema(
    'cap/missing-element',
    message({ resource: '<resourceDesc>Map</resourceDesc><uri>https://example.org/a</uri>' }),
  ),
  'a valueName without a value': bySchema(
    'cap/missing-element',
    message({ rest: '<parameter><valueName>a</valueName></parameter>' }),
  ),
  'two events': bySchema('cap/duplicate-element', replaced('<urgency>', '<event>Rain</event><urgency>')),
  'two headlines': bySchema(
    'cap/duplicate-element',
    message({ rest: '<headline>A</headline><headline>A</headline>' }),
  ),
  'sent before sender': bySchema(
    'cap/element-order',
    replaced(
      /(<sender>.*)\n(<sent>.*)/,
      '<sent>2025-11-02T00:37:00+03:00</sent><sender>duty@example.org</sender>',
    ),
  ),
  'a circle before a polygon': bySchema(
    'cap/element-order',
    message({ area: `<circle>54.1,39.1 1</circle><polygon>${ring}</polygon>` }),
  ),
  'an area before a resource': bySchema(
    'cap/element-order',
    message({
      rest: `<area><areaDesc>Town</areaDesc></area><resource>${file}<uri>https://example.org/a</uri></resource>`,
    }),
  ),
  'a password in CAP 1.2': bySchema(
    'cap/element-of-another-version',
    replaced('<scope>', '<password>secret</password><scope>'),
  ),
  'an element in capitals': bySchema(
    'cap/element-spelling',
    replaced('<event>Storm</event>', '<Event>Storm</Event>'),
  ),
  'an element nobody knows': bySchema('cap/unsupported-element', message({ rest: '<colour>red</colour>' })),
  'an element of another namespace': bySchema(
    'cap/unsupported-element',
    message({ rest: '<x:colour xmlns:x="urn:x">red</x:colour>' }),
  ),
  'real markup in a description': bySchema(
    'cap/markup-in-text',
    message({ rest: '<description>Go <b>in</b></description>' }),
  ),
  'a pair in one text': bySchema('cap/value-pair-form', message({ rest: '<parameter>wind=30</parameter>' })),

  // values
  'an empty event': byProse('cap/empty-required-element', replaced('Storm', '')),
  'an empty status': bySchema('cap/empty-required-element', replaced('Actual', '')),
  'an identifier with a space': byProse(
    'cap/identifier-characters',
    message({ head: headWith('identifier', 'A 1') }),
  ),
  'an identifier between line breaks': byProse(
    'cap/space-around-name',
    message({ head: headWith('identifier', '\nA-1\n') }),
  ),
  'an identifier with a comma': byProse(
    'cap/identifier-characters',
    message({ head: headWith('identifier', 'A,1') }),
  ),
  'a sender with a <': byProse(
    'cap/sender-characters',
    message({ head: headWith('sender', 'a&lt;b@example.org') }),
  ),
  'a status in small letters': bySchema('cap/value-spelling', replaced('Actual', 'actual')),
  'a status nobody knows': bySchema('cap/unknown-value', replaced('Actual', 'Operational')),
  'a category with a space in it': bySchema('cap/unknown-value', replaced('>Met<', '>Met Safety<')),
  'an urgency that is a severity': bySchema('cap/unknown-value', replaced('Immediate', 'Severe')),
  'very likely in CAP 1.2': bySchema('cap/schema-not-listed', replaced('>Likely', '>Very Likely')),
  'a response of CAP 1.2 in 1.1': bySchema(
    'cap/value-of-another-version',
    message({
      version: '1.1',
      infoHead: infoHead.replace('<urgency>', '<responseType>AllClear</responseType><urgency>'),
    }),
  ),
  'a language with an underline': bySchema(
    'cap/invalid-language',
    message({ info: `<info><language>en_US</language>${infoHead}</info>` }),
  ),
  'a language of nine letters': bySchema(
    'cap/invalid-language',
    message({ info: `<info><language>ukrainian</language>${infoHead}</info>` }),
  ),

  // times
  'a time with a Z': bySchema('cap/time-zulu', sent('2025-11-02T00:37:00Z')),
  'a time without a zone': bySchema('cap/time-without-zone', sent('2025-11-02T00:37:00')),
  'a time with a fraction': bySchema('cap/time-fraction', sent('2025-11-02T00:37:00.5+03:00')),
  'a time with a space': bySchema('cap/time-format', sent('2025-11-02 00:37:00+03:00')),
  'a zone without its colon': bySchema('cap/time-format', sent('2025-11-02T00:37:00+0300')),
  'a thirtieth of February': bySchema('cap/invalid-time', sent('2025-02-30T00:37:00+03:00')),
  'a twenty-ninth of February in 2025': bySchema('cap/invalid-time', sent('2025-02-29T00:37:00+03:00')),
  'a month of zero': bySchema('cap/invalid-time', sent('2025-00-10T00:37:00+03:00')),
  'a leap second': bySchema('cap/invalid-time', sent('2025-06-30T23:59:60+00:00')),
  'an hour of 24 and a minute': bySchema('cap/invalid-time', sent('2025-06-30T24:01:00+00:00')),
  'a zone of fifteen hours': bySchema('cap/invalid-time', sent('2025-06-30T23:59:00+15:00')),
  'a zone with a comma, which the pattern lets through': bySchema(
    'cap/invalid-time',
    sent('2025-06-30T23:59:00,03:00'),
  ),
  'a year of five digits': bySchema('cap/invalid-time', sent('12025-06-30T23:59:00+03:00')),
  'an empty time': bySchema('cap/schema-not-of-type', message({ rest: '<expires/>' })),
  'digits of another alphabet': bySchema('cap/invalid-time', sent('٢٠٢٥-11-02T00:37:00+03:00')),

  // what belongs together
  'private without addresses': byProse(
    'cap/private-without-addresses',
    message({ head: headWith('scope', 'Private') }),
  ),
  'a restriction beside a public scope': byProse(
    'cap/restriction-without-restricted',
    message({ more: '<restriction>Hospitals</restriction>' }),
  ),
  'an update of itself': byProse(
    'cap/circular-reference',
    message({
      head: update,
      more: '<references>duty@example.org,A-1,2025-11-02T00:37:00+03:00</references>',
    }),
  ),
  'references of two parts': byProse(
    'cap/invalid-references',
    message({ head: update, more: '<references>duty@example.org,A-0</references>' }),
  ),
  'references with semicolons': byProse(
    'cap/references-format',
    message({
      head: update,
      more: '<references>a@example.org,A,2025-11-01T00:37:00+03:00;b@example.org,B,2025-11-01T00:37:00+03:00</references>',
    }),
  ),
  'references with a space behind a comma': byProse(
    'cap/references-format',
    message({ head: update, more: '<references>a@example.org, A, 2025-11-01T00:37:00+03:00</references>' }),
  ),
  'a reference whose time has a Z': byProse(
    'cap/time-zulu',
    message({ head: update, more: '<references>a@example.org,A,2025-11-01T00:37:00Z</references>' }),
  ),
  'a ceiling below the altitude': byProse(
    'cap/ceiling-below-altitude',
    message({ area: '<altitude>10</altitude><ceiling>-10</ceiling>' }),
  ),
  'a ceiling without an altitude': byProse(
    'cap/ceiling-without-altitude',
    message({ area: '<ceiling>10</ceiling>' }),
  ),

  // shapes
  'a polygon of three corners': byProse('cap/short-polygon', polygon('1,1 1,2 1,1')),
  'a polygon that is open': byProse('cap/open-polygon', polygon('1,1 1,2 2,2 2,1')),
  'a polygon that nearly closes': byProse('cap/open-polygon', polygon('1,1 1,2 2,2 1,1.0000001')),
  'a polygon with longitude first': byProse(
    'cap/coordinates-out-of-range',
    polygon('139.1,54.1 139.2,54.1 139.2,54.2 139.1,54.1'),
  ),
  'a polygon with commas between': byProse('cap/polygon-separators', polygon('1 1,1 2,2 2,1 1')),
  'a polygon with a space behind each comma': byProse(
    'cap/polygon-separators',
    polygon('1, 1 1, 2 2, 2 1, 1'),
  ),
  'a polygon with heights': byProse('cap/invalid-polygon', polygon('1,1,0 1,2,0 2,2,0 1,1,0')),
  'a polygon with a word': byProse('cap/invalid-polygon', polygon('1,1 1,2 2,2 1,NaN')),
  'a polygon with powers of ten': byProse('cap/invalid-polygon', polygon('1,1 1,2 2,2e0 1,1')),
  'a circle without a radius': byProse('cap/invalid-circle', circle('54.1,39.1')),
  'a circle with its unit': byProse('cap/invalid-circle', circle('54.1,39.1 10km')),
  'a circle of less than nothing': byProse('cap/invalid-circle', circle('54.1,39.1 -1')),
  'a circle with three commas': byProse('cap/circle-separators', circle('54.1,39.1,10')),
  'a circle beyond the pole': byProse('cap/coordinates-out-of-range', circle('90.1,39.1 10')),
  'an altitude with its unit': bySchema(
    'cap/invalid-altitude',
    message({ area: '<altitude>100 ft</altitude>' }),
  ),
  'an altitude with a power of ten': bySchema(
    'cap/invalid-altitude',
    message({ area: '<altitude>1e2</altitude>' }),
  ),
  'an altitude with a comma': bySchema(
    'cap/invalid-altitude',
    message({ area: '<altitude>1,000</altitude>' }),
  ),

  // files and addresses
  'a size with its unit': bySchema(
    'cap/invalid-resource-size',
    message({ resource: `${file}<size>4kB</size><uri>https://example.org/a</uri>` }),
  ),
  'a size below nothing': byProse(
    'cap/invalid-resource-size',
    message({ resource: `${file}<size>-4</size><uri>https://example.org/a</uri>` }),
  ),
  'half a byte': bySchema(
    'cap/invalid-resource-size',
    message({ resource: `${file}<size>1.5</size><uri>https://example.org/a</uri>` }),
  ),
  'a type without its second part': byProse(
    'cap/invalid-mime-type',
    message({
      resource: '<resourceDesc>Map</resourceDesc><mimeType>image</mimeType><uri>https://example.org/a</uri>',
    }),
  ),
  'a type that is an ending': byProse(
    'cap/invalid-mime-type',
    message({
      resource: '<resourceDesc>Map</resourceDesc><mimeType>.png</mimeType><uri>https://example.org/a</uri>',
    }),
  ),
  'a relative address without content': byProse(
    'cap/relative-uri',
    message({ resource: `${file}<uri>map.png</uri>` }),
  ),
  'an address with a broken escape': bySchema(
    'cap/invalid-uri',
    message({ resource: `${file}<uri>https://example.org/%zz</uri>` }),
  ),
  'an address with a space': byProse(
    'cap/invalid-uri',
    message({ resource: `${file}<uri>https://example.org/a b</uri>` }),
  ),
  'content that is not base 64': byProse(
    'cap/invalid-deref-uri',
    message({ resource: `${file}<derefUri>data:image/png;base64,AAAA</derefUri>` }),
  ),
  'a web address without a scheme': byProse(
    'cap/invalid-web',
    message({ rest: '<web>www.example.org</web>' }),
  ),
  'a web address that is words': bySchema(
    'cap/invalid-web',
    message({ rest: '<web>see https://example.org</web>' }),
  ),
}
