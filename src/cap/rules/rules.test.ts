import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findingsIn, type CapProblem } from '../finding.ts'
import { readCapElement } from '../read/read-cap-element.ts'
import { readXml } from '../xml/read-xml.ts'
import { capRules, ruleFindings } from './rules.ts'

/** Everything that is wrong with a message, as reading and rules see it. */
function problemsOf(xml: string): readonly CapProblem[] {
  const found = findingsIn(xml)
  const element = readXml(xml, found)
  const reading = element === undefined ? undefined : readCapElement(element, found)
  const message = reading?.message
  assert.ok(reading !== undefined && message !== undefined, 'the message can be read')
  for (const rule of capRules) rule({ ...reading, message }, found)
  return found.all()
}

const alert = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>drone-2025-11-02-1</identifier>
  <sender>duty@example.org</sender>
  <sent>2025-11-02T00:37:00+03:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>en</language>
    <category>Security</category>
    <event>Drone attack threat</event>
    <responseType>Shelter</responseType>
    <responseType>Monitor</responseType>
    <urgency>Immediate</urgency>
    <severity>Extreme</severity>
    <certainty>Likely</certainty>
    <eventCode><valueName>SAME</valueName><value>CDW</value></eventCode>
    <effective>2025-11-02T00:37:00+03:00</effective>
    <onset>2025-11-02T00:40:00+03:00</onset>
    <expires>2025-11-02T02:37:00+03:00</expires>
    <senderName>Operations centre of the region</senderName>
    <headline>Drones are coming from the south: take shelter</headline>
    <description>Three drones were seen south of the town at half past midnight.</description>
    <instruction>Go to a shelter or a room without windows, and wait for the all-clear.</instruction>
    <web>https://example.org/warnings/1?language=en#map</web>
    <contact>+7 000 000-00-00</contact>
    <parameter><valueName>drones</valueName><value>3</value></parameter>
    <resource>
      <resourceDesc>Map</resourceDesc>
      <mimeType>image/png</mimeType>
      <size>5</size>
      <uri>map.png</uri>
      <derefUri>aGVsbG8=</derefUri>
      <digest>aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d</digest>
    </resource>
    <area>
      <areaDesc>Terbuny District</areaDesc>
      <polygon>52.1,38.1 52.1,38.5 52.4,38.5 52.4,38.1 52.1,38.1</polygon>
      <circle>52.2,38.3 12.5</circle>
      <geocode><valueName>ISO3166-2</valueName><value>RU-LIP</value></geocode>
      <altitude>0</altitude>
      <ceiling>3000</ceiling>
    </area>
  </info>
</alert>
`

const inRussian = `<info>
    <language>ru</language>
    <category>Security</category>
    <event>Угроза атаки беспилотников</event>
    <urgency>Immediate</urgency>
    <severity>Extreme</severity>
    <certainty>Likely</certainty>
    <onset>2025-11-02T00:40:00+03:00</onset>
    <expires>2025-11-01T23:37:00-00:00</expires>
    <senderName>Оперативный штаб области</senderName>
    <headline>С юга летят беспилотники, укройтесь</headline>
    <description>В половине первого ночи к югу от города замечены три беспилотника.</description>
    <instruction>Пройдите в укрытие или в комнату без окон и ждите отбоя.</instruction>
    <contact>+7 000 000-00-00</contact>
    <area>
      <areaDesc>Тербунский район</areaDesc>
      <polygon>52.1,38.1 52.1,38.5 52.4,38.5 52.4,38.1 52.1,38.1</polygon>
    </area>
  </info>`

const bilingual = change(alert, ['</info>', `</info>${inRussian}`])

const update = change(
  alert,
  ['<msgType>Alert', '<msgType>Update'],
  [
    '</scope>',
    '</scope><references>duty@example.org,drone-2025-11-02-0,2025-11-02T00:20:00+03:00</references>',
  ],
)

const exercise = change(
  alert,
  ['<status>Actual', '<status>Exercise'],
  [
    '<scope>Public</scope>',
    '<scope>Restricted</scope><restriction>Staff taking part</restriction><note>Exercise North 25</note>',
  ],
  ['<headline>Drones', '<headline>EXERCISE: drones'],
)

const refusal = change(
  alert.replace(/<info>.*<\/info>/s, ''),
  ['<msgType>Alert', '<msgType>Error'],
  [
    '</scope>',
    '</scope><note>Not signed</note><references>a@example.org,1,2025-11-02T00:20:00+03:00</references>',
  ],
)

function change(xml: string, ...edits: readonly (readonly [string | RegExp, string])[]): string {
  return edits.reduce((text, [old, replacement]) => {
    const changed = text.replace(old, replacement)
    assert.notEqual(changed, text, `${old} is in the message`)
    return changed
  }, xml)
}

/** One thing that is broken in a valid message, and the one finding it gives. */
interface Break {
  readonly code: keyof typeof ruleFindings
  readonly in: string
  readonly by: readonly (readonly [string | RegExp, string])[]
  readonly at: string
  readonly says?: RegExp
}

const info = '/alert/info[1]'
const second = '/alert/info[2]'
const area = `${info}/area[1]`
const resource = `${info}/resource[1]`
const polygon = /<polygon>.*?<\/polygon>/
/** The same block once more, in the same language, about another area. */
const inVoronezh = change(
  alert.slice(alert.indexOf('<info>'), alert.indexOf('</info>') + 7),
  ['Terbuny', 'Ramon'],
  [polygon, '<polygon>51.8,39.1 51.8,39.5 52,39.5 52,39.1 51.8,39.1</polygon>'],
  [/<circle>.*?<\/circle>/, ''],
)
const twoAreas = change(alert, ['</info>', `</info>${inVoronezh}`])

function ring(...corners: readonly string[]): readonly [RegExp, string] {
  return [polygon, `<polygon>${corners.join(' ')} ${corners[0]}</polygon>`]
}

const breaks: readonly Break[] = [
  {
    code: 'cap/circular-reference',
    in: update,
    by: [
      ['11-02-0,', '11-02-1,'],
      ['2025-11-02T00:20:00+03:00</ref', '2025-11-01T21:37:00-00:00</ref'],
    ],
    at: '/alert/references[1]',
    says: /drone-2025-11-02-1/,
  },
  {
    code: 'cap/identifier-reused',
    in: update,
    by: [['11-02-0,', '11-02-1,']],
    at: '/alert/references[1]',
  },
  {
    code: 'cap/postdated-reference',
    in: update,
    by: [['T00:20:00+03:00</ref', 'T00:20:00+02:00</ref']],
    at: '/alert/references[1]',
    says: /2025-11-02T00:37:00\+03:00.*T00:20:00\+02:00/,
  },
  {
    code: 'cap/repeated-reference',
    in: update,
    by: [['</references>', ' duty@example.org,drone-2025-11-02-0,2025-11-01T21:20:00-00:00</references>']],
    at: '/alert/references[1]',
  },
  {
    code: 'cap/refers-to-nothing',
    in: update,
    by: [[/<references>.*<\/references>/, '']],
    at: '/alert/msgType[1]',
    says: /Update/,
  },
  { code: 'cap/references-on-alert', in: update, by: [['>Update<', '>Alert<']], at: '/alert/references[1]' },
  {
    code: 'cap/reference-to-other-sender',
    in: update,
    by: [['<references>duty', '<references>night']],
    at: '/alert/references[1]',
    says: /night@example.org/,
  },
  {
    code: 'cap/restriction-without-restricted',
    in: alert,
    by: [['</scope>', '</scope><restriction>Staff</restriction>']],
    at: '/alert/restriction[1]',
    says: /Staff.*Public/,
  },
  {
    code: 'cap/restricted-without-restriction',
    in: alert,
    by: [['>Public<', '>Restricted<']],
    at: '/alert/scope[1]',
  },
  {
    code: 'cap/private-without-addresses',
    in: alert,
    by: [['>Public<', '>Private<']],
    at: '/alert/scope[1]',
  },
  {
    code: 'cap/exercise-without-note',
    in: exercise,
    by: [[/<note>.*<\/note>/, '']],
    at: '/alert/status[1]',
  },
  {
    code: 'cap/exercise-in-public',
    in: exercise,
    by: [[/<scope>.*<\/restriction>/, '<scope>Public</scope>']],
    at: '/alert/status[1]',
  },
  { code: 'cap/error-without-note', in: refusal, by: [[/<note>.*<\/note>/, '']], at: '/alert/msgType[1]' },
  { code: 'cap/draft-sent', in: alert, by: [['>Actual<', '>Draft<']], at: '/alert/status[1]' },
  { code: 'cap/nothing-said', in: alert, by: [[/<info>.*<\/info>/s, '']], at: '/alert', says: /Alert/ },
  { code: 'cap/answer-with-info', in: update, by: [['>Update<', '>Ack<']], at: info },
  {
    code: 'cap/sender-form',
    in: alert,
    by: [['duty@example.org', 'duty-room']],
    at: '/alert/sender[1]',
    says: /duty-room/,
  },
  {
    code: 'cap/clock-not-set',
    in: change(
      alert,
      [/<effective>.*<\/onset>/s, ''],
      ['<sent>2025-11-02T00:37:00+03:00', '<sent>2001-01-02T00:37:00+03:00'],
      ['<expires>2025-11-02T02:37:00+03:00', '<expires>2001-01-02T02:37:00+03:00'],
    ),
    by: [['<sent>2001-01-02', '<sent>2000-12-31']],
    at: '/alert/sent[1]',
  },
  {
    code: 'cap/actual-says-test',
    in: alert,
    by: [['<headline>Drones', '<headline>TEST - drones']],
    at: `${info}/headline[1]`,
    says: /TEST/,
  },
  {
    code: 'cap/test-says-real',
    in: exercise,
    by: [['EXERCISE: drones', 'This is not a drill: drones']],
    at: `${info}/headline[1]`,
    says: /Exercise.*not a drill/,
  },
  {
    code: 'cap/test-not-said',
    in: change(exercise, ['Exercise North 25', 'North 25']),
    by: [['EXERCISE: drones', 'Drones']],
    at: '/alert/status[1]',
  },
  {
    code: 'cap/expires-before-sent',
    in: alert,
    by: [['<expires>2025-11-02T02:37', '<expires>2025-11-02T00:37']],
    at: `${info}/expires[1]`,
  },
  {
    code: 'cap/expires-before-effective',
    in: alert,
    by: [['<effective>2025-11-02T00:37', '<effective>2025-11-02T03:37']],
    at: `${info}/expires[1]`,
  },
  {
    code: 'cap/onset-after-expires',
    in: alert,
    by: [['<onset>2025-11-02T00:40', '<onset>2025-11-02T04:40']],
    at: `${info}/expires[1]`,
  },
  {
    code: 'cap/far-future',
    in: alert,
    by: [['<expires>2025', '<expires>2052']],
    at: `${info}/expires[1]`,
    says: /expires.*2052/,
  },
  {
    code: 'cap/all-unknown',
    in: alert,
    by: [
      ['>Immediate<', '>Unknown<'],
      ['>Extreme<', '>Unknown<'],
      ['>Likely<', '>Unknown<'],
    ],
    at: `${info}/urgency[1]`,
  },
  {
    code: 'cap/repeated-value',
    in: alert,
    by: [['>Monitor<', '>Shelter<']],
    at: `${info}/responseType[2]`,
    says: /responseType.*Shelter/,
  },
  {
    code: 'cap/contradicting-responses',
    in: alert,
    by: [['>Monitor<', '>AllClear<']],
    at: `${info}/responseType[2]`,
    says: /AllClear.*Shelter/,
  },
  {
    code: 'cap/assess-in-public',
    in: alert,
    by: [['>Monitor<', '>Assess<']],
    at: `${info}/responseType[2]`,
  },
  { code: 'cap/no-headline', in: alert, by: [[/<headline>.*<\/headline>/, '']], at: info, says: /1 of 1/ },
  { code: 'cap/no-description', in: alert, by: [[/<description>.*<\/description>/, '']], at: info },
  { code: 'cap/no-instruction', in: alert, by: [[/<instruction>.*<\/instruction>/, '']], at: info },
  { code: 'cap/no-expires', in: alert, by: [[/<expires>.*<\/expires>/, '']], at: info },
  { code: 'cap/no-sender-name', in: alert, by: [[/<senderName>.*<\/senderName>/, '']], at: info },
  { code: 'cap/no-contact', in: alert, by: [[/<web>.*<\/contact>/s, '']], at: info },
  {
    code: 'cap/long-headline',
    in: alert,
    by: [['<headline>', `<headline>${'Drones are coming. '.repeat(9)}`]],
    at: `${info}/headline[1]`,
    says: /217/,
  },
  {
    code: 'cap/all-capitals',
    in: alert,
    by: [[/<headline>.*<\/headline>/, '<headline>DRONES ARE COMING: TAKE SHELTER</headline>']],
    at: `${info}/headline[1]`,
  },
  {
    code: 'cap/invalid-web',
    in: alert,
    by: [['https://example.org', 'example.org']],
    at: `${info}/web[1]`,
    says: /example\.org/,
  },
  {
    code: 'cap/event-code-form',
    in: alert,
    by: [['>CDW<', '>Civil danger<']],
    at: `${info}/eventCode[1]/value[1]`,
    says: /Civil danger.*SAME.*three/,
  },
  {
    code: 'cap/acronym-form',
    in: alert,
    by: [['>SAME<', '>S.A.M.E.<']],
    at: `${info}/eventCode[1]/valueName[1]`,
    says: /S\.A\.M\.E\..*SAME/,
  },
  {
    code: 'cap/invalid-language',
    in: alert,
    by: [['<language>en', '<language>en_US']],
    at: `${info}/language[1]`,
    says: /en_US/,
  },
  {
    code: 'cap/unknown-language',
    in: alert,
    by: [['<language>en', '<language>gb']],
    at: `${info}/language[1]`,
    says: /gb/,
  },
  {
    code: 'cap/text-in-other-script',
    in: bilingual,
    by: [[/<headline>С юга.*<\/headline>/, '<headline>S yuga letyat bespilotniki, ukroytes</headline>']],
    at: `${second}/headline[1]`,
    says: /ru.*S yuga/,
  },
  {
    code: 'cap/same-text-two-languages',
    in: change(
      bilingual,
      ['<language>ru', '<language>sr'],
      [/<headline>С юга.*<\/headline>/, '<headline>Dronovi dolaze s juga, sklonite se</headline>'],
    ),
    by: [[/<headline>Dronovi.*<\/headline>/, /<headline>.*<\/headline>/.exec(alert)![0]]],
    at: `${second}/headline[1]`,
    says: /Drones are coming.*sr.*en/,
  },
  {
    code: 'cap/languages-differ',
    in: bilingual,
    by: [['Extreme', 'Severe']],
    at: `${second}/severity[1]`,
    says: /severity is Extreme in ru and Severe in en/,
  },
  {
    code: 'cap/languages-uneven',
    in: twoAreas,
    by: [['</alert>', `${inRussian}</alert>`]],
    at: '/alert/info[3]',
    says: /1 info blocks in ru and 2 in en/,
  },
  {
    code: 'cap/repeated-info',
    in: alert,
    by: [['</alert>', `${alert.slice(alert.indexOf('<info>'), alert.indexOf('</info>') + 7)}</alert>`]],
    at: second,
  },
  {
    code: 'cap/info-overrides-earlier',
    in: twoAreas,
    by: [[/<info>(?=[^]*Ramon)[^]*?<\/info>/, inVoronezh.replace('Extreme', 'Severe')]],
    at: `${second}/severity[1]`,
    says: /severity.*Severe.*Extreme/,
  },
  {
    code: 'cap/invalid-mime-type',
    in: alert,
    by: [['image/png', 'png']],
    at: `${resource}/mimeType[1]`,
    says: /“png”/,
  },
  {
    code: 'cap/invalid-uri',
    in: alert,
    by: [['>map.png<', '>the map.png<']],
    at: `${resource}/uri[1]`,
    says: /the map\.png.*space/,
  },
  {
    code: 'cap/relative-uri',
    in: alert,
    by: [
      [/<size>.*<\/size>/, ''],
      [/<derefUri>.*<\/digest>/s, ''],
    ],
    at: `${resource}/uri[1]`,
    says: /map\.png/,
  },
  {
    code: 'cap/resource-without-uri',
    in: alert,
    by: [[/<uri>.*<\/derefUri>/s, '']],
    at: resource,
    says: /Map/,
  },
  {
    code: 'cap/invalid-deref-uri',
    in: alert,
    by: [['aGVsbG8=', 'aGVsbG8']],
    at: `${resource}/derefUri[1]`,
    says: /end is missing/,
  },
  {
    code: 'cap/resource-size-differs',
    in: alert,
    by: [['<size>5<', '<size>8<']],
    at: `${resource}/size[1]`,
    says: /8 bytes.*5/,
  },
  {
    code: 'cap/large-resource',
    in: change(alert, [/<uri>.*<\/derefUri>/s, '<uri>https://example.org/map.png</uri>']),
    by: [['<size>5<', '<size>70000000<']],
    at: `${resource}/size[1]`,
  },
  {
    code: 'cap/digest-form',
    in: alert,
    by: [[/<digest>.*<\/digest>/, '<digest>5d41402abc4b2a76b9719d911017c592</digest>']],
    at: `${resource}/digest[1]`,
    says: /5d41402abc/,
  },
  {
    code: 'cap/digest-differs',
    in: alert,
    by: [['aGVsbG8=', 'aGVsbDA=']],
    at: `${resource}/digest[1]`,
    says: /aaf4c61d/,
  },
  { code: 'cap/no-area', in: alert, by: [[/<area>.*<\/area>/s, '']], at: info },
  {
    code: 'cap/area-by-name-only',
    in: alert,
    by: [[/<polygon>.*<\/geocode>/s, '']],
    at: area,
    says: /Terbuny District.*1 of 1/,
  },
  { code: 'cap/geocode-only', in: alert, by: [[/<polygon>.*<\/circle>/s, '']], at: area },
  {
    code: 'cap/ceiling-without-altitude',
    in: alert,
    by: [['<altitude>0</altitude>', '']],
    at: `${area}/ceiling[1]`,
    says: /3000/,
  },
  {
    code: 'cap/ceiling-below-altitude',
    in: alert,
    by: [['<altitude>0', '<altitude>4000']],
    at: `${area}/ceiling[1]`,
    says: /3000.*4000/,
  },
  {
    code: 'cap/polygon-crosses-itself',
    in: alert,
    by: [ring('52.1,38.1', '52.4,38.5', '52.1,38.5', '52.4,38.1')],
    at: `${area}/polygon[1]`,
  },
  {
    code: 'cap/polygon-touches-itself',
    in: alert,
    by: [ring('52.1,38.1', '52.1,38.5', '52.4,38.5', '52.1,38.3', '52.4,38.1')],
    at: `${area}/polygon[1]`,
    says: /52\.1,38\.3/,
  },
  {
    code: 'cap/flat-polygon',
    in: alert,
    by: [ring('52.1,38.1', '52.2,38.2', '52.4,38.4')],
    at: `${area}/polygon[1]`,
  },
  {
    code: 'cap/polygon-antimeridian',
    in: change(alert, [/<circle>.*<\/circle>/, '']),
    by: [ring('66,178', '66,-178', '68,-178', '68,178')],
    at: `${area}/polygon[1]`,
    says: /178 to -178/,
  },
  {
    code: 'cap/polygon-around-pole',
    in: change(alert, [/<circle>.*<\/circle>/, '']),
    by: [ring('80,0', '80,120', '80,-120')],
    at: `${area}/polygon[1]`,
  },
  {
    code: 'cap/large-polygon',
    in: alert,
    by: [
      ring(
        ...Array.from({ length: 5001 }, (_, i) => {
          const angle = (i / 5001) * 2 * Math.PI
          return `${(52.2 + 0.1 * Math.sin(angle)).toFixed(6)},${(38.3 + 0.2 * Math.cos(angle)).toFixed(6)}`
        }),
      ),
    ],
    at: `${area}/polygon[1]`,
    says: /5001/,
  },
  {
    code: 'cap/swapped-coordinates',
    in: twoAreas,
    by: [
      ['<circle>52.2,38.3', '<circle>18.3,52.2'],
      [
        '52.1,38.1 52.1,38.5 52.4,38.5 52.4,38.1 52.1,38.1',
        '52.1,18.1 52.1,18.5 52.4,18.5 52.4,18.1 52.1,18.1',
      ],
      [/51\.8,39.1 [^<]*/, '52.8,18.1 52.8,18.5 53,18.5 53,18.1 52.8,18.1'],
    ],
    at: `${area}/circle[1]`,
    says: /18\.3,52\.2/,
  },
  {
    code: 'cap/null-island',
    in: alert,
    by: [['<circle>52.2,38.3', '<circle>0.0,0.0']],
    at: `${area}/circle[1]`,
    says: /circle/,
  },
  {
    code: 'cap/circle-without-radius',
    in: alert,
    by: [
      [/<polygon>.*<\/polygon>/, ''],
      [/<geocode>.*<\/geocode>/, ''],
      ['38.3 12.5', '38.3 0'],
    ],
    at: `${area}/circle[1]`,
  },
  {
    code: 'cap/circle-too-large',
    in: alert,
    by: [['38.3 12.5', '38.3 25000']],
    at: `${area}/circle[1]`,
    says: /25000 km/,
  },
  {
    code: 'cap/geocode-form',
    in: alert,
    by: [['>RU-LIP<', '>Lipetsk<']],
    at: `${area}/geocode[1]/value[1]`,
    says: /Lipetsk.*ISO3166-2/,
  },
]

describe('a message with nothing wrong', () => {
  const messages = { alert, bilingual, update, exercise, refusal, twoAreas }
  for (const [name, xml] of Object.entries(messages))
    test(`such as this ${name} gives no finding, not even advice`, () => {
      assert.deepEqual(problemsOf(xml), [])
    })
})

describe('one broken thing', () => {
  for (const { code, in: valid, by, at, says } of breaks)
    test(`gives ${code}, and nothing else`, () => {
      assert.deepEqual(problemsOf(valid), [])
      const found = problemsOf(change(valid, ...by))
      assert.deepEqual(
        found.map((problem) => [problem.code, problem.path]),
        [[code, at]],
      )
      assert.match(found[0]!.message, says ?? /./)
      assert.doesNotMatch(found[0]!.message, /\{|“”|undefined/)
    })

  test('is tried for every finding that the rules have', () => {
    const tried = new Set(breaks.map(({ code }) => code))
    assert.deepEqual(
      Object.keys(ruleFindings).filter((code) => !tried.has(code as keyof typeof ruleFindings)),
      [],
    )
  })
})

describe('the rules stay quiet about', () => {
  const quiet: { readonly [what: string]: string } = {
    'addresses beside another scope': change(alert, [
      '</scope>',
      '</scope><addresses>"Night shift"</addresses>',
    ]),
    'a Cancel without words that expires at once': change(
      update,
      ['>Update<', '>Cancel<'],
      [/<info>.*<\/info>/s, ''],
    ),
    'two hazards in one area': change(alert, [
      '</alert>',
      `${change(inVoronezh, ['Ramon', 'Terbuny'], ['Drone attack threat', 'Missile threat'], ['>Extreme<', '>Severe<'])}</alert>`,
    ]),
    'codes of unknown schemes': change(alert, ['>ISO3166-2<', '>okato<'], ['>RU-LIP<', '>42 000 000 000<']),
    'a box around the whole world': change(alert, [
      polygon,
      '<polygon>-90,-180 -90,180 90,180 90,-180 -90,-180</polygon>',
    ]),
    'a place of radius 0 beside a polygon': change(alert, ['38.3 12.5', '38.3 0']),
    'an address of another alphabet': change(alert, ['https://example.org', 'https://пример.рф']),
    'a heartbeat of the system': change(alert, ['>Actual<', '>System<'], [/<info>.*<\/info>/s, '']),
  }
  for (const [what, xml] of Object.entries(quiet))
    test(what, () => {
      assert.deepEqual(problemsOf(xml), [])
    })

  test('references that the reader did not understand, which it says itself', () => {
    const found = problemsOf(
      change(update, [/<references>.*<\/references>/, '<references>the first one</references>']),
    )
    assert.deepEqual(
      found.map(({ code }) => code),
      ['cap/invalid-references'],
    )
  })
})

describe('a message with very many', () => {
  /** Processor time, which others on the machine hardly change. */
  function millisecondsFor(xml: string): number {
    const found = findingsIn(xml)
    const reading = readCapElement(readXml(xml, found)!, found)!
    const before = process.cpuUsage()
    for (const rule of capRules) rule({ ...reading, message: reading.message! }, found)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  const many = (count: number, one: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => one(i)).join('')
  const messages: { readonly [what: string]: () => string } = {
    references: () =>
      change(update, [
        '</references>',
        many(20_000, (i) => ` a@example.org,${i},2025-11-02T00:20:00+03:00`) + '</references>',
      ]),
    'info blocks': () =>
      change(alert, ['</alert>', `${many(5_000, (i) => inVoronezh.replace('Ramon', `Ramon ${i}`))}</alert>`]),
    'equal info blocks': () => change(alert, ['</alert>', `${inVoronezh.repeat(5_000)}</alert>`]),
    areas: () =>
      change(alert, [
        '</info>',
        `${many(20_000, (i) => `<area><areaDesc>${i}</areaDesc><circle>52,38 ${i % 7}</circle></area>`)}</info>`,
      ]),
    'codes in one area': () =>
      change(alert, [
        '</geocode>',
        `</geocode>${many(20_000, (i) => `<geocode><valueName>UGC</valueName><value>${i}</value></geocode>`)}`,
      ]),
    categories: () =>
      change(alert, ['</category>', `</category>${'<category>Met</category>'.repeat(20_000)}`]),
  }
  for (const [what, make] of Object.entries(messages))
    test(`${what} is checked in time that grows with their number`, () => {
      assert.ok(millisecondsFor(make()) < 10_000)
    })
})
