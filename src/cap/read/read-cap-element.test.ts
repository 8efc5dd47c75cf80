/** Each way in which real messages leave the standard: one valid message, one thing broken, exactly that finding at its place, and what was understood. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findingsIn, type CapProblem } from '../finding.ts'
import type { CapMessage } from '../message.ts'
import type { CapReading } from '../reading.ts'
import { readXml } from '../xml/read-xml.ts'
import { readCapElement } from './read-cap-element.ts'
import { readFindings } from './read-findings.ts'

const valid = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>TOCSIN-1</identifier>
  <sender>duty@example.org</sender>
  <sent>2025-11-02T00:37:00+03:00</sent>
  <status>Actual</status>
  <msgType>Update</msgType>
  <source>Duty room</source>
  <scope>Public</scope>
  <restriction>none</restriction>
  <addresses>one "number two"</addresses>
  <code>profile</code>
  <note>A note</note>
  <references>duty@example.org,TOCSIN-0,2025-11-02T00:14:00+03:00</references>
  <incidents>night "second night"</incidents>
  <info>
    <language>en-GB</language>
    <category>Security</category>
    <event>Drone threat</event>
    <responseType>Shelter</responseType>
    <urgency>Immediate</urgency>
    <severity>Extreme</severity>
    <certainty>Observed</certainty>
    <audience>Everyone</audience>
    <eventCode>
      <valueName>SAME</valueName>
      <value>CEM</value>
    </eventCode>
    <effective>2025-11-02T00:37:00+03:00</effective>
    <onset>2025-11-02T00:40:00+03:00</onset>
    <expires>2025-11-02T04:37:00+03:00</expires>
    <senderName>Region</senderName>
    <headline>Go inside</headline>
    <description>  Drones &amp; more.
  Second line </description>
    <instruction>Stay away from windows.</instruction>
    <web>https://example.org/</web>
    <contact>112</contact>
    <parameter>
      <valueName>level</valueName>
      <value>red</value>
    </parameter>
    <resource>
      <resourceDesc>Map</resourceDesc>
      <mimeType>image/png</mimeType>
      <size>1200</size>
      <uri>https://example.org/map.png</uri>
      <derefUri>AAAA</derefUri>
      <digest>da39a3ee</digest>
    </resource>
    <area>
      <areaDesc>Town</areaDesc>
      <polygon>52.1,39.1 52.1,39.2 52.2,39.2 52.1,39.1</polygon>
      <circle>52.5,39.5 1.5</circle>
      <geocode>
        <valueName>ISO</valueName>
        <value>RU-LIP</value>
      </geocode>
      <altitude>10</altitude>
      <ceiling>200.5</ceiling>
    </area>
  </info>
</alert>
`

function read(text: string): { reading: CapReading; problems: readonly CapProblem[] } {
  const found = findingsIn(text)
  const root = readXml(text, found)
  assert.ok(root)
  const reading = readCapElement(root, found)
  assert.ok(reading)
  return { reading, problems: found.all() }
}

function replaced(from: string, to: string, text = valid): string {
  assert.ok(text.includes(from), from)
  return text.replace(from, () => to)
}

interface Breakage {
  readonly name: string
  readonly code: keyof typeof readFindings
  readonly text: string
  readonly path: string
  /** What stands on the line of the finding, where it isn't the line that was changed. */
  readonly line?: string
  readonly says?: RegExp
  readonly reads?: (message: CapMessage) => unknown
  readonly as?: unknown
}

const info = (message: CapMessage) => message.info[0]!
const area = (message: CapMessage) => message.info[0]!.area![0]!
const square = [
  { lat: 52.1, lon: 39.1 },
  { lat: 52.1, lon: 39.2 },
  { lat: 52.2, lon: 39.2 },
  { lat: 52.1, lon: 39.1 },
]
const version = (number: string, text = valid) => replaced('cap:1.2', `cap:${number}`, text)
const polygon = (text: string) =>
  replaced('<polygon>52.1,39.1 52.1,39.2 52.2,39.2 52.1,39.1<', `<polygon>${text}<`)
const sent = (text: string) => replaced('<sent>2025-11-02T00:37:00+03:00', `<sent>${text}`)
const references = (text: string) =>
  replaced('<references>duty@example.org,TOCSIN-0,2025-11-02T00:14:00+03:00', `<references>${text}`)
const earlier = {
  sender: 'duty@example.org',
  identifier: 'TOCSIN-0',
  sent: '2025-11-02T00:14:00+03:00',
}
/** CAP 1.0, as far as the message has what that doesn't know. */
const oldest = [
  ['urn:oasis:names:tc:emergency:cap:1.2', 'http://www.incident.com/cap/1.0'],
  ['    <responseType>Shelter</responseType>\n', ''],
  ['Observed', 'Likely'],
  ['      <derefUri>AAAA</derefUri>\n', ''],
  [/<eventCode>[^]*?<\/eventCode>/, '<eventCode>SAME=CEM</eventCode>'],
  [/<parameter>[^]*?<\/parameter>/, '<parameter>level=red</parameter>'],
  [/<geocode>[^]*?<\/geocode>/, '<geocode>ISO=RU-LIP</geocode>'],
].reduce((text, [from, to]) => text.replace(from as string, to as string), valid)
const older = version('1.1')

const breakages: readonly Breakage[] = [
  {
    name: 'no namespace',
    code: 'cap/wrong-namespace',
    text: replaced(' xmlns="urn:oasis:names:tc:emergency:cap:1.2"', ''),
    path: '/alert',
    line: '<alert',
    reads: (message) => message.identifier,
    as: 'TOCSIN-1',
  },
  {
    name: 'a namespace in capitals',
    code: 'cap/wrong-namespace',
    text: replaced('urn:oasis:names:tc:emergency:cap:1.2', 'URN:OASIS:NAMES:TC:EMERGENCY:CAP:1.2'),
    path: '/alert',
    line: '<alert',
    says: /CAP 1\.2/,
  },
  {
    name: 'a namespace with something after it',
    code: 'cap/wrong-namespace',
    text: version('1.1/'),
    path: '/alert',
    line: '<alert',
    says: /CAP 1\.1/,
  },
  {
    name: 'somebody else’s namespace',
    code: 'cap/wrong-namespace',
    text: replaced('urn:oasis:names:tc:emergency:cap:1.2', 'https://example.org/warnings'),
    path: '/alert',
    line: '<alert',
  },
  {
    name: 'children without the namespace of the root',
    code: 'cap/mixed-namespaces',
    text: replaced('<alert xmlns=', '<cap:alert xmlns:cap=').replace('</alert>', '</cap:alert>'),
    path: '/alert/identifier[1]',
    line: '<identifier>',
    reads: (message) => info(message).headline,
    as: 'Go inside',
  },
  {
    name: 'an element in another version’s namespace',
    code: 'cap/mixed-namespaces',
    text: replaced('<headline>', '<headline xmlns="urn:oasis:names:tc:emergency:cap:1.1">'),
    path: '/alert/info[1]/headline[1]',
    reads: (message) => info(message).headline,
    as: 'Go inside',
  },
  {
    name: 'an element in other capitals',
    code: 'cap/element-spelling',
    text: replaced('<headline>Go inside</headline>', '<Headline>Go inside</Headline>'),
    path: '/alert/info[1]/Headline[1]',
    reads: (message) => info(message).headline,
    as: 'Go inside',
  },
  {
    name: 'an element too late',
    code: 'cap/element-order',
    text: replaced('    <contact>112</contact>\n', '').replace(
      '  </info>',
      '    <contact>112</contact>\n  </info>',
    ),
    path: '/alert/info[1]/contact[1]',
    line: '<contact>',
    says: /after area/,
    reads: (message) => info(message).contact,
    as: '112',
  },
  {
    name: 'an element twice, of which the first counts',
    code: 'cap/duplicate-element',
    text: replaced('</headline>', '</headline>\n    <headline>Go out</headline>'),
    path: '/alert/info[1]/headline[2]',
    line: 'Go out',
    says: /“Go out” was not used/,
    reads: (message) => info(message).headline,
    as: 'Go inside',
  },
  {
    name: 'a required element that isn’t there',
    code: 'cap/missing-element',
    text: replaced('    <severity>Extreme</severity>\n', ''),
    path: '/alert/info[1]',
    line: '<info>',
    says: /severity/,
    reads: (message) => info(message).severity,
    as: 'Unknown',
  },
  {
    name: 'no scope, which then is the narrowest',
    code: 'cap/missing-element',
    text: replaced('  <scope>Public</scope>\n', ''),
    path: '/alert',
    line: '<alert',
    reads: (message) => message.scope,
    as: 'Private',
  },
  {
    name: 'an element that CAP doesn’t have',
    code: 'cap/unsupported-element',
    text: replaced('<contact>', '<telephone>1</telephone><contact>'),
    path: '/alert/info[1]/telephone[1]',
  },
  {
    name: 'a foreign element with a name of CAP',
    code: 'cap/unsupported-element',
    text: replaced('<polygon>', '<g:polygon xmlns:g="http://www.georss.org/georss">1 2</g:polygon><polygon>'),
    path: '/alert/info[1]/area[1]/polygon[1]',
    reads: (message) => area(message).polygon?.length,
    as: 1,
  },
  {
    name: 'an element of a later version',
    code: 'cap/element-of-another-version',
    text: replaced('<size>', '<derefUri>AAAA</derefUri><size>', oldest).replace(
      /<derefUri>AAAA<\/derefUri>(<size>.*\n.*<\/uri>)/,
      '$1<derefUri>AAAA</derefUri>',
    ),
    path: '/alert/info[1]/resource[1]/derefUri[1]',
    line: '<derefUri>',
    reads: (message) => info(message).resource![0]!.derefUri,
    as: 'AAAA',
  },
  {
    name: 'an element without words',
    code: 'cap/empty-element',
    text: replaced('<contact>112</contact>', '<contact>  </contact>'),
    path: '/alert/info[1]/contact[1]',
    reads: (message) => 'contact' in info(message),
    as: false,
  },
  {
    name: 'references to nothing',
    code: 'cap/empty-element',
    text: references(''),
    path: '/alert/references[1]',
  },
  {
    name: 'a fraction of a second that CAP 1.0 allows',
    code: 'cap/time-of-old-version',
    text: oldest.replace('<sent>2025-11-02T00:37:00+', '<sent>2025-11-02T00:37:00.5+'),
    says: /CAP 1\.0/,
    reads: (message) => message.sent,
    as: '2025-11-02T00:37:00+03:00',
    path: '/alert/sent[1]',
    line: '<sent>',
  },
  {
    name: 'references as CAP 1.0 has them',
    code: 'cap/references-without-time',
    text: oldest.replace(/<references>[^<]*</, '<references>TOCSIN-0/duty@example.org TOCSIN-1/b<'),
    says: /TOCSIN-0/,
    reads: (message) => message.references,
    as: undefined,
    path: '/alert/references[1]',
    line: '<references>',
  },
  {
    name: 'a key without its signature',
    code: 'cap/stray-signature-part',
    text: replaced('</alert>', '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"/></alert>'),
    path: '/alert/KeyInfo[1]',
  },
  {
    name: 'a name between line breaks',
    code: 'cap/space-around-name',
    text: replaced('>TOCSIN-1<', '>\n TOCSIN-1 <'),
    path: '/alert/identifier[1]',
    reads: (message) => message.identifier,
    as: 'TOCSIN-1',
  },
  {
    name: 'a space that is none for XML',
    code: 'cap/odd-space',
    text: replaced('>image/png<', '>image/png\u00a0<'),
    path: '/alert/info[1]/resource[1]/mimeType[1]',
    says: /U\+00A0/,
    reads: (message) => info(message).resource?.[0]?.mimeType,
    as: 'image/png',
  },
  {
    name: 'a code without a name',
    code: 'cap/empty-element',
    text: replaced('<valueName>SAME</valueName>', '<valueName/>'),
    path: '/alert/info[1]/eventCode[1]/valueName[1]',
    reads: (message) => info(message).eventCode,
    as: [{ valueName: '', value: 'CEM' }],
  },
  {
    name: 'a required element without words',
    code: 'cap/empty-required-element',
    text: replaced('<event>Drone threat</event>', '<event/>'),
    path: '/alert/info[1]/event[1]',
    reads: (message) => info(message).event,
    as: '',
  },
  {
    name: 'text between elements',
    code: 'cap/stray-text',
    text: replaced('<info>', '<info>Look out'),
    path: '/alert/info[1]',
    says: /Look out/,
  },
  {
    name: 'elements of HTML in a text',
    code: 'cap/markup-in-text',
    text: replaced('Stay away from windows.', 'Stay <b class="x">away</b> &lt; 3 m'),
    path: '/alert/info[1]/instruction[1]/b[1]',
    says: /<b>/,
    reads: (message) => info(message).instruction,
    as: 'Stay <b class="x">away</b> < 3 m',
  },
  {
    name: 'escaped HTML in a text',
    code: 'cap/html-in-text',
    text: replaced('Stay away from windows.', '&lt;p&gt;Stay away&lt;/p&gt;'),
    path: '/alert/info[1]/instruction[1]',
    reads: (message) => info(message).instruction,
    as: '<p>Stay away</p>',
  },
  {
    name: 'a character that was escaped twice',
    code: 'cap/html-in-text',
    text: replaced('Go inside', 'Go inside &amp;amp; wait'),
    path: '/alert/info[1]/headline[1]',
    says: /&amp;/,
  },
  {
    name: 'a password',
    code: 'cap/password',
    text: replaced('  <source>', '  <password>secret</password>\n  <source>', oldest),
    path: '/alert/password[1]',
    line: '<password>',
  },
  {
    name: 'an identifier with a space',
    code: 'cap/identifier-characters',
    text: replaced('TOCSIN-1', 'TOCSIN 1'),
    path: '/alert/identifier[1]',
    reads: (message) => message.identifier,
    as: 'TOCSIN 1',
  },
  {
    name: 'a sender with a comma',
    code: 'cap/sender-characters',
    text: replaced('<sender>duty@', '<sender>duty,room@'),
    path: '/alert/sender[1]',
  },
  {
    name: 'a value that nobody has',
    code: 'cap/unknown-value',
    text: replaced('<urgency>Immediate', '<urgency>Now'),
    path: '/alert/info[1]/urgency[1]',
    says: /“Now”.*Unknown/,
    reads: (message) => info(message).urgency,
    as: 'Unknown',
  },
  {
    name: 'a category that nobody has',
    code: 'cap/unknown-value',
    text: replaced('<category>', '<category>War</category><category>'),
    path: '/alert/info[1]/category[1]',
    reads: (message) => info(message).category,
    as: ['Security'],
  },
  {
    name: 'a value in small letters',
    code: 'cap/value-spelling',
    text: replaced('<status>Actual', '<status>actual'),
    path: '/alert/status[1]',
    reads: (message) => message.status,
    as: 'Actual',
  },
  {
    name: 'a value of a later version',
    code: 'cap/value-of-another-version',
    text: replaced('Shelter', 'AllClear', older),
    path: '/alert/info[1]/responseType[1]',
    line: 'AllClear',
    reads: (message) => info(message).responseType,
    as: ['AllClear'],
  },
  {
    name: 'the certainty that CAP 1.1 took out',
    code: 'cap/certainty-very-likely',
    text: replaced('<certainty>Likely', '<certainty>Very Likely', oldest),
    path: '/alert/info[1]/certainty[1]',
    line: '<certainty>',
    reads: (message) => info(message).certainty,
    as: 'Likely',
  },
  {
    name: 'a time with a Z',
    code: 'cap/time-zulu',
    text: sent('2025-11-02T00:37:00Z'),
    path: '/alert/sent[1]',
    reads: (message) => message.sent,
    as: '2025-11-02T00:37:00-00:00',
  },
  {
    name: 'a time with parts of a second',
    code: 'cap/time-fraction',
    text: sent('2025-11-02T00:37:00.25+03:00'),
    path: '/alert/sent[1]',
    reads: (message) => message.sent,
    as: '2025-11-02T00:37:00+03:00',
  },
  {
    name: 'a time without a zone, which is no time',
    code: 'cap/time-without-zone',
    text: replaced('<onset>2025-11-02T00:40:00+03:00', '<onset>2025-11-02T00:40:00'),
    path: '/alert/info[1]/onset[1]',
    reads: (message) => info(message).onset,
    as: undefined,
  },
  {
    name: 'a time as mail has it',
    code: 'cap/time-format',
    text: sent('Sun, 02 Nov 2025 00:37:00 EST'),
    path: '/alert/sent[1]',
    reads: (message) => message.sent,
    as: '2025-11-02T00:37:00-05:00',
  },
  {
    name: 'a time with a space and a short zone',
    code: 'cap/time-format',
    text: sent('2025-11-02 00:37:00 +0300'),
    path: '/alert/sent[1]',
    reads: (message) => message.sent,
    as: '2025-11-02T00:37:00+03:00',
  },
  {
    name: 'a day that no calendar has',
    code: 'cap/invalid-time',
    text: replaced('<onset>2025-11-02', '<onset>2025-02-29'),
    path: '/alert/info[1]/onset[1]',
    reads: (message) => info(message).onset,
    as: undefined,
  },
  {
    name: 'a polygon that is words',
    code: 'cap/invalid-polygon',
    text: polygon('the town and around'),
    path: '/alert/info[1]/area[1]/polygon[1]',
    reads: (message) => area(message).polygon,
    as: undefined,
  },
  {
    name: 'a polygon with half a pair',
    code: 'cap/invalid-polygon',
    text: polygon('52.1,39.1 52.1,39.2 52.2 52.1,39.1'),
    path: '/alert/info[1]/area[1]/polygon[1]',
  },
  {
    name: 'a polygon with commas everywhere',
    code: 'cap/polygon-separators',
    text: polygon('52.1,39.1,52.1,39.2, 52.2,39.2 ,52.1,39.1'),
    path: '/alert/info[1]/area[1]/polygon[1]',
    reads: (message) => area(message).polygon,
    as: [square],
  },
  {
    name: 'a polygon with spaces in its pairs and commas between',
    code: 'cap/polygon-separators',
    text: polygon('52.1 39.1, 52.1 39.2, 52.2 39.2, 52.1 39.1'),
    path: '/alert/info[1]/area[1]/polygon[1]',
    reads: (message) => area(message).polygon,
    as: [square],
  },
  {
    name: 'a polygon of two places',
    code: 'cap/short-polygon',
    text: polygon('52.1,39.1 52.1,39.2 52.1,39.1'),
    path: '/alert/info[1]/area[1]/polygon[1]',
    says: /3 pairs/,
  },
  {
    name: 'a polygon left open',
    code: 'cap/open-polygon',
    text: polygon('52.1,39.1 52.1,39.2 52.2,39.2'),
    path: '/alert/info[1]/area[1]/polygon[1]',
    reads: (message) => area(message).polygon,
    as: [square],
  },
  {
    name: 'a polygon outside the world',
    code: 'cap/coordinates-out-of-range',
    text: polygon('52.1,39.1 52.1,239.2 52.2,39.2 52.1,39.1'),
    path: '/alert/info[1]/area[1]/polygon[1]',
    says: /52\.1,239\.2/,
    reads: (message) => area(message).polygon,
    as: undefined,
  },
  {
    name: 'a circle around nowhere',
    code: 'cap/coordinates-out-of-range',
    text: replaced('52.5,39.5 1.5', '139.5,52.5 1.5'),
    path: '/alert/info[1]/area[1]/circle[1]',
  },
  {
    name: 'a circle without a radius',
    code: 'cap/invalid-circle',
    text: replaced('52.5,39.5 1.5', '52.5,39.5'),
    path: '/alert/info[1]/area[1]/circle[1]',
    reads: (message) => area(message).circle,
    as: undefined,
  },
  {
    name: 'a circle with a comma before its radius',
    code: 'cap/circle-separators',
    text: replaced('52.5,39.5 1.5', '52.5, 39.5, 1.5'),
    path: '/alert/info[1]/area[1]/circle[1]',
    reads: (message) => area(message).circle,
    as: [{ centre: { lat: 52.5, lon: 39.5 }, radiusKilometres: 1.5 }],
  },
  {
    name: 'a height with its unit',
    code: 'cap/invalid-altitude',
    text: replaced('200.5', '200 ft'),
    path: '/alert/info[1]/area[1]/ceiling[1]',
    reads: (message) => area(message).ceiling,
    as: undefined,
  },
  {
    name: 'a size with its unit',
    code: 'cap/invalid-resource-size',
    text: replaced('1200', '1.2 kB'),
    path: '/alert/info[1]/resource[1]/size[1]',
  },
  {
    name: 'a reference by a bare name',
    code: 'cap/invalid-references',
    text: references('TOCSIN-0'),
    path: '/alert/references[1]',
    reads: (message) => message.references,
    as: undefined,
  },
  {
    name: 'references with spaces after commas, and in an identifier',
    code: 'cap/references-format',
    text: references(
      'duty@example.org, TOCSIN-0, 2025-11-02T00:14:00+03:00 b@example.org,SECOND 2,2025-11-02T00:14:00+03:00',
    ),
    path: '/alert/references[1]',
    says: /2 were understood/,
    reads: (message) => message.references,
    as: [earlier, { ...earlier, sender: 'b@example.org', identifier: 'SECOND 2' }],
  },
  {
    name: 'references in quotation marks',
    code: 'cap/references-format',
    text: references('"duty@example.org,TOCSIN-0,2025-11-02T00:14:00+03:00"'),
    path: '/alert/references[1]',
    reads: (message) => message.references,
    as: [earlier],
  },
  {
    name: 'a quotation mark that is never closed',
    code: 'cap/unclosed-quotation',
    text: replaced('"second night"', '"second night'),
    path: '/alert/incidents[1]',
    reads: (message) => message.incidents,
    as: ['night', 'second night'],
  },
  {
    name: 'CAP 1.0’s name=value',
    code: 'cap/value-pair-form',
    text: valid.replace(/<parameter>[^]*?<\/parameter>/, '<parameter>level=red</parameter>'),
    path: '/alert/info[1]/parameter[1]',
    line: '<parameter>',
    reads: (message) => info(message).parameter,
    as: [{ valueName: 'level', value: 'red' }],
  },
  {
    name: 'a value of nothing',
    code: 'cap/invalid-value-pair',
    text: valid.replace(/<parameter>[^]*?<\/parameter>/, '<parameter>red</parameter>'),
    path: '/alert/info[1]/parameter[1]',
    line: '<parameter>',
    reads: (message) => info(message).parameter,
    as: undefined,
  },
]

function firstDifference(text: string): number {
  const before = valid.split('\n')
  const after = text.split('\n')
  return after.findIndex((line, i) => line !== before[i]) + 1
}

describe('a message', () => {
  test('is read whole, with nothing to say of it', () => {
    const { reading, problems } = read(valid)
    assert.deepEqual(problems, [])
    assert.equal(reading.version, '1.2')
    assert.equal(reading.hasPassword, false)
    assert.deepEqual(reading.message, {
      identifier: 'TOCSIN-1',
      sender: 'duty@example.org',
      sent: '2025-11-02T00:37:00+03:00',
      status: 'Actual',
      msgType: 'Update',
      source: 'Duty room',
      scope: 'Public',
      restriction: 'none',
      addresses: ['one', 'number two'],
      code: ['profile'],
      note: 'A note',
      references: [earlier],
      incidents: ['night', 'second night'],
      info: [
        {
          language: 'en-GB',
          category: ['Security'],
          event: 'Drone threat',
          responseType: ['Shelter'],
          urgency: 'Immediate',
          severity: 'Extreme',
          certainty: 'Observed',
          audience: 'Everyone',
          eventCode: [{ valueName: 'SAME', value: 'CEM' }],
          effective: '2025-11-02T00:37:00+03:00',
          onset: '2025-11-02T00:40:00+03:00',
          expires: '2025-11-02T04:37:00+03:00',
          senderName: 'Region',
          headline: 'Go inside',
          description: '  Drones & more.\n  Second line ',
          instruction: 'Stay away from windows.',
          web: 'https://example.org/',
          contact: '112',
          parameter: [{ valueName: 'level', value: 'red' }],
          resource: [
            {
              resourceDesc: 'Map',
              mimeType: 'image/png',
              size: 1200,
              uri: 'https://example.org/map.png',
              derefUri: 'AAAA',
              digest: 'da39a3ee',
            },
          ],
          area: [
            {
              areaDesc: 'Town',
              polygon: [square],
              circle: [{ centre: { lat: 52.5, lon: 39.5 }, radiusKilometres: 1.5 }],
              geocode: [{ valueName: 'ISO', value: 'RU-LIP' }],
              altitude: 10,
              ceiling: 200.5,
            },
          ],
        },
      ],
    })
  })

  test('of CAP 1.0 or 1.1 is read by that version’s own measure', () => {
    for (const [text, version] of [
      [oldest, '1.0'],
      [older, '1.1'],
      [oldest.replace('  <scope>Public</scope>\n', '').replace(/ *<category>.*\n/, ''), '1.0'],
    ] as const) {
      const { reading, problems } = read(text)
      assert.deepEqual(problems, [])
      assert.equal(reading.version, version)
      assert.equal(reading.message?.scope, 'Public')
      assert.deepEqual(reading.message?.info[0]?.parameter, [{ valueName: 'level', value: 'red' }])
    }
  })

  test('says the same with prefixes', () => {
    const prefixed = valid.replace(/<(\/?)(?=[a-z])/gi, '<$1c:').replace('xmlns=', 'xmlns:c=')
    const { reading, problems } = read(prefixed)
    assert.deepEqual(problems, [])
    assert.deepEqual(reading.message, read(valid).reading.message)
  })

  for (const { name, code, text, path, line, says, reads, as } of breakages)
    test(`with ${name}: ${code}`, () => {
      const { reading, problems } = read(text)
      assert.deepEqual(
        problems.map((problem) => problem.code),
        [code],
      )
      const [problem] = problems
      assert.equal(problem!.path, path)
      const expected =
        line === undefined
          ? firstDifference(text)
          : text.split('\n').findIndex((one) => one.includes(line)) + 1
      assert.equal(problem!.line, expected)
      assert.doesNotMatch(problem!.message, /\{|undefined|“”/)
      if (says !== undefined) assert.match(problem!.message, says)
      assert.ok(reading.message)
      if (reads !== undefined) assert.deepEqual(reads(reading.message), as)
    })

  test('every finding of reading was met', () => {
    assert.deepEqual(new Set(breakages.map((breakage) => breakage.code)), new Set(Object.keys(readFindings)))
  })

  test('is not understood without what names it or says whether it is real', () => {
    for (const [from, to] of [
      ['<identifier>TOCSIN-1', '<identifier>'],
      ['<sender>duty@example.org', '<sender> '],
      ['<sent>2025-11-02T00:37:00+03:00', '<sent>2025-11-02T00:37:00'],
      ['<status>Actual', '<status>Real'],
      ['<msgType>Update', '<msgType>Alarm'],
    ] as const) {
      const { reading, problems } = read(replaced(from, to))
      assert.equal(reading.message, undefined, from)
      assert.equal(problems.length, 1, from)
    }
  })

  test('keeps its signature apart, and takes no other for it', () => {
    const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
    const { reading, problems } = read(
      replaced('</alert>', `${signature}</alert>`).replace('</info>', `${signature}</info>`),
    )
    assert.deepEqual(
      problems.map(({ code, path }) => [code, path]),
      [['cap/unsupported-element', '/alert/info[1]/Signature[1]']],
    )
    assert.deepEqual(
      reading.signatures.map((one) => one.path),
      ['/alert/Signature[1]'],
    )
  })

  test('knows where each thing in it stood', () => {
    const { reading } = read(valid)
    const message = reading.message!
    const path = (of: object, name?: string, nth?: number) => reading.where(of, name, nth).path
    assert.equal(path(message), '/alert')
    assert.equal(path(message, 'sent'), '/alert/sent[1]')
    assert.equal(path(message, 'password'), '/alert')
    assert.equal(path(message.references![0]!), '/alert/references[1]')
    assert.equal(path(info(message)), '/alert/info[1]')
    assert.equal(path(info(message), 'category', 0), '/alert/info[1]/category[1]')
    assert.equal(path(info(message).eventCode![0]!), '/alert/info[1]/eventCode[1]')
    assert.equal(path(info(message).parameter![0]!, 'value'), '/alert/info[1]/parameter[1]/value[1]')
    assert.equal(path(info(message).resource![0]!, 'uri'), '/alert/info[1]/resource[1]/uri[1]')
    assert.equal(path(area(message)), '/alert/info[1]/area[1]')
    assert.equal(path(area(message).polygon![0]!), '/alert/info[1]/area[1]/polygon[1]')
    assert.equal(path(area(message).circle![0]!), '/alert/info[1]/area[1]/circle[1]')
    assert.equal(path(area(message).geocode![0]!), '/alert/info[1]/area[1]/geocode[1]')
  })

  test('is no message when its root is something else', () => {
    const found = findingsIn('')
    for (const text of ['<feed/>', '<alert/>', '<alert xmlns="urn:x"><identifier>1</identifier></alert>'])
      assert.equal(readCapElement(readXml(text, found)!, found), undefined)
    assert.deepEqual(found.all(), [])
  })
})
