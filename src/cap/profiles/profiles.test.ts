import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { absent } from '../../../test/support/absent.ts'
import { findingsIn, type CapLevel } from '../finding.ts'
import { readCapElement } from '../read/read-cap-element.ts'
import { readXml } from '../xml/read-xml.ts'
import type { CapProfile } from './profile.ts'
import { capProfile, capProfiles } from './registry.ts'

/** What only the profile finds: codes without its prefix, with the path. */
function found(name: string, text: string, levels: readonly CapLevel[] = ['error', 'warning', 'advice']) {
  const profile = capProfile(name)!
  return problemsOf(profile, text)
    .filter(({ level }) => levels.includes(level))
    .map(({ code, path }) => `${code.slice(`cap/${name}-`.length)} ${path}`)
}

function problemsOf(profile: CapProfile, text: string) {
  const ignored = findingsIn(text)
  const element = readXml(text, ignored)
  assert.ok(element !== undefined, 'no XML')
  const reading = readCapElement(element, ignored)
  assert.ok(reading?.message !== undefined, JSON.stringify(ignored.all()))
  const problems = findingsIn(text)
  for (const rule of profile.rules) rule({ ...reading, message: reading.message }, problems)
  return problems.all()
}

interface Breakage {
  readonly code: string
  readonly at: string
  /** Replaced in the valid message, the first time it stands there, or everywhere with `all`. */
  readonly from: string | RegExp
  readonly to: string
}

const alert = '/alert'
const info = '/alert/info[1]'
const area = '/alert/info[1]/area[1]'

const message = (parts: { head?: string; code: string; infos: readonly string[] }) => `<?xml version="1.0"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>a-2</identifier><sender>${parts.head ?? 'warnings@agency.gov.au'}</sender>
<sent>2025-11-02T00:37:00+03:00</sent><status>Actual</status><msgType>Update</msgType><scope>Public</scope>
${parts.code}
<references>x,a-1,2025-11-02T00:30:00+03:00</references>
${parts.infos.join('\n')}
</alert>`

const block = (parts: {
  language: string
  event: string
  codes: string
  parameters: string
  geocodes: string
}) => `<info><language>${parts.language}</language><category>Met</category><event>${parts.event}</event>
<responseType>Shelter</responseType><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
${parts.codes}<expires>2025-11-02T01:37:00+03:00</expires><senderName>Agency</senderName><headline>Flood</headline>
<description>The river is rising.</description><instruction>Go uphill.</instruction><web>https://agency.example/1</web>
<contact>+1</contact>${parts.parameters}<area><areaDesc>Valley</areaDesc><polygon>1,1 1,2 2,2 1,1</polygon>
<circle>1,1 5</circle>${parts.geocodes}</area></info>`

const pair = (kind: string, name: string, value: string) =>
  `<${kind}><valueName>${name}</valueName><value>${value}</value></${kind}>`

const auList = 'https://govshare.gov.au/xmlui/handle/10772/6495'
const two = (languages: readonly [string, string], rest: Omit<Parameters<typeof block>[0], 'language'>) =>
  languages.map((language) => block({ language, ...rest }))

const valid: { readonly [profile: string]: string } = {
  ipaws: message({
    code: '<code>IPAWSv1.0</code>',
    infos: two(['en-US', 'es-US'], {
      event: 'Flood',
      codes: pair('eventCode', 'SAME', 'FLW'),
      parameters: pair('parameter', 'EAS-ORG', 'CIV') + pair('parameter', 'CMAMtext', 'Flood. Go uphill.'),
      geocodes: pair('geocode', 'SAME', '006037'),
    }),
  }),
  'cap-cp': message({
    code: '<code>profile:CAP-CP:0.4</code>',
    infos: two(['en-CA', 'fr-CA'], {
      event: 'Flood',
      codes: pair('eventCode', 'profile:CAP-CP:Event:0.4', 'flood'),
      parameters: '',
      geocodes: pair('geocode', 'profile:CAP-CP:Location:0.3', '3537064'),
    }),
  }),
  'cap-au': message({
    code: '<code>urn:oasis:names:tc:emergency:cap:1.2:profile:CAP-AU:1.0</code>',
    infos: two(['en-AU', 'vi'], {
      event: 'Flood',
      codes: pair('eventCode', auList, 'flood'),
      parameters: '',
      geocodes: pair('geocode', 'http://www.iso.org/iso/country_codes.html', 'AU-NSW'),
    }),
  }),
  google: message({
    code: '',
    infos: two(['en-CA', 'fr-CA'], {
      event: 'Flood',
      codes: pair('eventCode', 'x', 'flood'),
      parameters: '',
      geocodes: '',
    }),
  }),
  mowas: message({
    head: 'DE-HE-DA-W184',
    code: '<code>DVN:5</code>',
    infos: two(['de', 'EN'], {
      event: 'Gefahreninformation',
      codes: pair('eventCode', 'profile:DE-BBK-EVENTCODE', 'BBK-EVC-038'),
      parameters: pair('parameter', 'warnVerwaltungsbereiche', '064110000000,064320000000'),
      geocodes: pair('geocode', 'ARS', '064110000000') + pair('geocode', 'AGS', '06411000'),
    }),
  }),
}

const noReferences: Breakage = { code: 'no-references', at: alert, from: /<references>.*/, to: '' }
const noInfo: Breakage = { code: 'no-info', at: alert, from: /<info>[^]*<\/info>/, to: '' }
const without = (code: string, element: string): Breakage => ({
  ...{ code, at: info },
  from: new RegExp(`<${element}>.*</${element}>`),
  to: '',
})
const noArea: Breakage = { code: 'no-area', at: info, from: /<area>[^]*?<\/area>/, to: '' }
const mixedEvents = (from: string, to: string): Breakage => ({
  ...{ code: 'mixed-events', at: '/alert/info[2]/eventCode[1]' },
  from: new RegExp(`(<info>[^]*<info>[^]*)${from}`),
  to: `$1${to}`,
})
const mixedCategories: Breakage = {
  ...{ code: 'mixed-categories', at: '/alert/info[2]/category[1]' },
  from: /(<info>[^]*<info>[^]*)<category>Met/,
  to: '$1<category>Geo',
}
const noShape: Breakage = {
  ...{ code: 'no-shape', at: area },
  from: /<polygon>[^]*?<\/circle>/,
  to: '',
}
const sender: Pick<Breakage, 'at'> = { at: '/alert/sender[1]' }

const broken: { readonly [profile: string]: readonly Breakage[] } = {
  ipaws: [
    { code: 'no-code', at: alert, from: '<code>IPAWSv1.0</code>', to: '<code>IPAWSv1x0</code>' },
    noReferences,
    noInfo,
    { code: 'sent-in-utc', at: '/alert/sent[1]', from: '+03:00</sent>', to: '-00:00</sent>' },
    mixedCategories,
    mixedEvents('FLW', 'FFW'),
    { code: 'event-code', at: `${info}/eventCode[1]`, from: /FLW/g, to: 'Flood' },
    { code: 'event-code', at: `${info}/eventCode[2]`, from: /(<eventCode>.*<\/eventCode>)/g, to: '$1$1' },
    without('no-expires', 'expires'),
    { code: 'expires-in-utc', at: `${info}/expires[1]`, from: '+03:00</expires>', to: '+00:00</expires>' },
    noArea,
    { code: 'no-originator', at: info, from: 'EAS-ORG', to: 'EAS-org' },
    { code: 'unknown-originator', at: `${info}/parameter[1]`, from: 'CIV', to: 'FEMA' },
    { code: 'long-phone-text', at: `${info}/parameter[2]`, from: 'Flood. Go', to: 'é'.repeat(83) },
    {
      ...{ code: 'long-long-phone-text', at: `${info}/parameter[2]` },
      from: /CMAMtext<\/valueName><value>/,
      to: `CMAMlongtext</valueName><value>${'x'.repeat(344)}`,
    },
    {
      ...{ code: 'unknown-channel', at: `${info}/parameter[2]` },
      from: /CMAMtext<\/valueName><value>[^<]*/,
      to: 'BLOCKCHANNEL</valueName><value>TV',
    },
    {
      ...{ code: 'no-same-location', at: area },
      from: '<geocode><valueName>SAME',
      to: '<geocode><valueName>UGC',
    },
    { code: 'bad-same-location', at: `${area}/geocode[1]`, from: '006037', to: '6037' },
    {
      ...{ code: 'effective-ignored', at: `${info}/effective[1]` },
      from: '<expires>',
      to: '<effective>2025-11-02T00:37:00+03:00</effective><expires>',
    },
    {
      ...{ code: 'onset-ignored', at: `${info}/onset[1]` },
      from: '<expires>',
      to: '<onset>2025-11-02T00:37:00+03:00</onset><expires>',
    },
    without('no-description', 'description'),
    without('no-instruction', 'instruction'),
  ],
  'cap-cp': [
    mixedEvents('>flood<', '>wind<'),
    { code: 'no-version', at: alert, from: /<code>.*<\/code>/, to: '' },
    noInfo,
    { code: 'no-language', at: info, from: '<language>en-CA</language>', to: '' },
    { code: 'one-language', at: alert, from: 'fr-CA', to: 'iu' },
    { code: 'no-event-code', at: info, from: /profile:CAP-CP:Event/g, to: 'profile:XX:Event' },
    { code: 'no-location', at: area, from: 'profile:CAP-CP:Location', to: 'profile:XX:Location' },
    { code: 'odd-location', at: `${area}/geocode[1]`, from: '3537064', to: 'Windsor' },
    noArea,
    noReferences,
    without('no-expires', 'expires'),
    without('no-sender-name', 'senderName'),
    without('no-response-type', 'responseType'),
    without('no-instruction', 'instruction'),
    noShape,
  ],
  'cap-au': [
    { code: 'no-code', at: alert, from: 'CAP-AU:1.0', to: 'CAP-AU:2.0' },
    noInfo,
    noReferences,
    mixedCategories,
    mixedEvents('>flood<', '>kingTide<'),
    {
      ...{ code: 'event-code', at: `${info}/eventCode[2]` },
      from: /(<eventCode>.*<\/eventCode>)/g,
      to: '$1$1',
    },
    { code: 'event-code', at: info, from: /handle\/10772\/6495/g, to: 'other' },
    {
      ...{ code: 'effective-in-cancel', at: `${info}/effective[1]` },
      from: /Update([^]*?)<expires>/,
      to: 'Cancel$1<effective>2025-11-02T00:37:00+03:00</effective><expires>',
    },
    noArea,
    { ...sender, code: 'sender-no-address', from: 'warnings@agency.gov.au', to: 'agency' },
    { code: 'test-is-not-broadcast', at: '/alert/status[1]', from: 'Actual', to: 'Test' },
    without('no-expires', 'expires'),
    without('no-sender-name', 'senderName'),
    without('no-response-type', 'responseType'),
    without('no-instruction', 'instruction'),
    { code: 'no-location', at: area, from: 'country_codes.html', to: 'country_codes.pdf' },
    noShape,
    {
      code: 'unknown-event-code',
      at: `${info}/eventCode[1]`,
      from: /<value>flood/g,
      to: '<value>meteorShower',
    },
    { code: 'event-mismatch', at: `${info}/event[1]`, from: '<event>Flood', to: '<event>River flood' },
    {
      ...{ code: 'two-events', at: '/alert/info[2]/event[1]' },
      from: /<event>Flood([^]*?)flood([^]*)<language>vi([^]*)<event>Flood([^]*)flood/,
      to: '<event>Storm Surge$1stormSurge$2<language>en-AU$3<event>Flood$4stormSurge',
    },
  ],
  google: [
    noReferences,
    noInfo,
    {
      ...{ code: 'sent-in-utc', at: '/alert/sent[1]' },
      from: '2025-11-02T00:37:00+03:00</sent>',
      to: '2025-11-01T21:37:00-00:00</sent>',
    },
    {
      ...{ code: 'effective-in-utc', at: `${info}/effective[1]` },
      from: '<expires>',
      to: '<effective>2025-11-01T21:37:00-00:00</effective><expires>',
    },
    {
      ...{ code: 'onset-in-utc', at: `${info}/onset[1]` },
      from: /(?:<onset>.*<\/onset>)?<expires>/,
      to: '<onset>2025-11-01T21:37:00-00:00</onset><expires>',
    },
    {
      ...{ code: 'expires-in-utc', at: `${info}/expires[1]` },
      from: /<expires>.*<\/expires>/,
      to: '<expires>2025-11-03T21:37:00-00:00</expires>',
    },
    { code: 'test-not-shown', at: '/alert/status[1]', from: '>Actual<', to: '>Test<' },
    {
      ...{ code: 'two-events', at: '/alert/info[2]/event[1]' },
      from: /<language>fr-CA<\/language>([^]*)<event>Flood</,
      to: '<language>en-CA</language>$1<event>Storm<',
    },
    mixedCategories,
    mixedEvents('>flood<', '>wind<'),
    without('no-description', 'description'),
    without('no-web', 'web'),
    without('no-expires', 'expires'),
    noArea,
    {
      ...{ code: 'nowhere', at: area },
      from: /<polygon>[^]*?<\/circle>/,
      to: '',
    },
    {
      ...{ code: 'no-shape', at: area },
      from: /<polygon>[^]*?<\/circle>/,
      to: pair('geocode', 'x', 'y'),
    },
    { code: 'unknown-urgency', at: `${info}/urgency[1]`, from: 'Immediate', to: 'Unknown' },
    { code: 'unknown-severity', at: `${info}/severity[1]`, from: 'Severe', to: 'Unknown' },
    { code: 'unknown-certainty', at: `${info}/certainty[1]`, from: 'Likely', to: 'Unknown' },
    {
      code: 'long-headline',
      at: `${info}/headline[1]`,
      from: '>Flood</headline',
      to: `>${'é'.repeat(141)}</headline`,
    },
    { code: 'headline-again', at: `${info}/description[1]`, from: 'The river is rising.', to: 'Flood' },
    {
      code: 'description-again',
      at: `${info}/instruction[1]`,
      from: 'Go uphill.',
      to: 'The river is rising.',
    },
    without('no-sender-name', 'senderName'),
    without('no-response-type', 'responseType'),
    without('no-instruction', 'instruction'),
    without('no-contact', 'contact'),
    {
      ...{ code: 'over-before-it-begins', at: `${info}/expires[1]` },
      from: '2025-11-02T01:37:00+03:00',
      to: '2025-11-02T01:37:00+05:00',
    },
    { code: 'point', at: `${area}/circle[1]`, from: '1,1 5<', to: '1,1 0<' },
  ],
  mowas: [
    { ...sender, code: 'sender', from: 'DE-HE-DA-W184', to: 'warnung@hessen.de' },
    noReferences,
    noInfo,
    { code: 'no-german', at: alert, from: '<language>de<', to: '<language>fr<' },
    { code: 'no-version', at: alert, from: '<code>DVN:5</code>', to: '' },
    {
      code: 'end-as-update',
      at: `${info}/responseType[1]`,
      from: /Update([^]*?)Shelter/,
      to: 'Alert$1AllClear',
    },
    { code: 'no-event-code', at: info, from: /<eventCode>.*<\/eventCode>/, to: '' },
    { code: 'bad-event-code', at: `${info}/eventCode[1]`, from: 'BBK-EVC-038', to: 'EVC-38' },
    { code: 'no-station-name', at: info, from: /<senderName>.*<\/senderName>/, to: '' },
    noArea,
    { code: 'no-regions', at: info, from: /<parameter>.*<\/parameter>/, to: '' },
    { code: 'bad-regions', at: `${info}/parameter[1]`, from: '064110000000,', to: '06411;' },
    { code: 'bad-regional-key', at: `${area}/geocode[1]`, from: '>064110000000<', to: '>06411<' },
    { code: 'bad-municipal-key', at: `${area}/geocode[2]`, from: '>06411000<', to: '>6411<' },
  ],
}

for (const { name, title, findings } of capProfiles)
  describe(`the profile ${name} (${title})`, () => {
    test('finds nothing in a message that follows it', () => assert.deepEqual(found(name, valid[name]!), []))
    for (const { code, at, from, to } of broken[name]!)
      test(`finds ${code}, and only that, where that is broken: ${at}`, () => {
        const text = valid[name]!.replace(from, to)
        assert.notEqual(text, valid[name], 'nothing was broken')
        const all = found(name, text)
        const [first, ...others] = all
        // Breaking every info breaks the second, too.
        assert.equal(first, `${code} ${at}`, all.join('; '))
        for (const other of others) assert.match(other, new RegExp(`^${code} /alert/info\\[2\\]`))
      })
    test('has each of its findings broken here', () => {
      const codes = new Set(broken[name]!.map(({ code }) => `cap/${name}-${code}`))
      assert.deepEqual(
        Object.keys(findings).filter((code) => !codes.has(code)),
        [],
      )
    })
  })

describe('a profile', () => {
  test('looks at the language asked for, and takes an info without one for English', () => {
    assert.deepEqual(found('mowas', valid['mowas']!.replace('<language>EN</language>', '')), [])
  })
  test('leaves an acknowledgement alone where it asks something of warnings only', () => {
    const ack = valid['cap-cp']!.replace('Update', 'Ack').replace(/<info>[^]*<\/info>/, '')
    assert.deepEqual(found('cap-cp', ack), [])
  })
})

const real = '../shared/cap/google+cap-library/testdata'
describe('real messages', { skip: absent('shared') }, () => {
  const errors = (profile: string, file: string) =>
    found(profile, readFileSync(`${real}/${file}`, 'utf8'), ['error'])
  test('of Canada and Australia follow the profiles of their countries', () => {
    assert.deepEqual(errors('cap-cp', 'canada.cap'), [])
    assert.deepEqual(errors('cap-au', 'australia.cap'), [])
    assert.deepEqual(errors('google', 'canada.cap'), [])
    assert.deepEqual(errors('google', 'weather.cap'), ['no-web /alert/info[1]'])
    assert.deepEqual(errors('ipaws', 'earthquake.cap'), [])
  })
  test('of Canada with mistakes show them', () => {
    assert.deepEqual(errors('cap-cp', 'canada_errors.cap'), [
      'no-version /alert',
      'no-references /alert',
      'no-event-code /alert/info[1]',
    ])
  })
})
