import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findingsIn } from '../finding.ts'
import type { CapVersion } from '../reading.ts'
import { readXml } from '../xml/read-xml.ts'
import { checkSchema } from './check-schema.ts'

const namespace = 'urn:oasis:names:tc:emergency:cap:1.2'
const valid = `<alert xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <identifier>drill-1</identifier>
  <sender>warnings@town.example</sender>
  <sent>2026-11-22T02:40:00+03:00</sent>
  <status>Exercise</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>en</language>
    <category>Safety</category>
    <event>Drone</event>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Likely</certainty>
    <web>https://town.example/</web>
    <resource>
      <resourceDesc>Map</resourceDesc>
      <mimeType>image/png</mimeType>
      <size>10</size>
    </resource>
    <area>
      <areaDesc>Town</areaDesc>
      <altitude>10.5</altitude>
    </area>
  </info>
</alert>`

function found(text: string, version: CapVersion = '1.2') {
  const findings = findingsIn(text)
  const root = readXml(text, findings)
  assert.deepEqual(findings.all(), [])
  checkSchema(root!, version, findings)
  return findings.all().map(({ code, path, line, message }) => ({ code, path, line, message }))
}

/** The valid message with one passage replaced, and what the schema then finds. */
function broken(passage: string | RegExp, by: string) {
  const text = valid.replace(passage, by)
  assert.notEqual(text, valid)
  return found(text)
}

const places = (problems: ReturnType<typeof found>) => problems.map(({ code, path }) => `${code} ${path}`)

describe('the schema of CAP 1.2', () => {
  test('finds nothing in a valid message', () => assert.deepEqual(found(valid), []))

  test('wants a message to begin with alert', () =>
    assert.deepEqual(places(found('<report/>')), ['cap/schema-root /report']))

  test('wants its own namespace', () =>
    assert.ok(
      places(broken(namespace, 'urn:oasis:names:tc:emergency:cap:1.1')).includes('cap/schema-root /alert'),
    ))

  test('names what it takes where an unknown element stands', () =>
    assert.deepEqual(broken('<sender>', '<colour/><sender>'), [
      {
        code: 'cap/schema-unexpected-element',
        path: '/alert/colour[1]',
        line: 3,
        message: 'The schema has no place for “colour” in “alert”; here it takes: sender.',
      },
    ]))

  test('finds an element of another namespace', () =>
    assert.deepEqual(places(broken('<language>en<', '<language xmlns="urn:x">en<')), [
      'cap/schema-wrong-namespace /alert/info[1]/language[1]',
    ]))

  test('finds markup in a text', () =>
    assert.deepEqual(places(broken('Drone', 'Drone <b>now</b>')), [
      'cap/schema-element-in-value /alert/info[1]/event[1]/b[1]',
    ]))

  test('names what is missing, and where it belongs', () =>
    assert.deepEqual(broken(/<scope>.*<.scope>\s*/, ''), [
      {
        code: 'cap/schema-missing-element',
        path: '/alert',
        line: 1,
        message: '“alert” lacks “scope”, which the schema requires after “msgType”.',
      },
    ]))

  test('finds each one too many', () =>
    assert.deepEqual(places(broken('<scope>', '<scope>Public</scope><scope>Public</scope><scope>')), [
      'cap/schema-repeated-element /alert/scope[2]',
      'cap/schema-repeated-element /alert/scope[3]',
    ]))

  test('asks for the fewest moves that mend the order', () => {
    const [info] = /<info>[^]*<.info>/.exec(valid)!
    const first = valid.replace(info, '').replace('<identifier>', `${info}<identifier>`)
    assert.deepEqual(
      found(first).map(({ path, message }) => [path, message]),
      [['/alert/info[1]', '“info” stands in the wrong place of “alert”: the schema wants it after “scope”.']],
    )
  })

  test('finds text between elements, and takes a no-break space for text', () => {
    assert.deepEqual(places(broken('<info>', '<info>Attention')), [
      'cap/schema-unexpected-text /alert/info[1]',
    ])
    assert.deepEqual(places(broken('<info>', '<info>\u00a0')), ['cap/schema-unexpected-text /alert/info[1]'])
  })

  test('takes comments and white space of every kind between elements', () =>
    assert.deepEqual(broken('<info>', '<info>\t&#13;<!-- for the radio --><![CDATA[ ]]>'), []))

  test('finds an attribute, but not the two that say where a schema is', () => {
    assert.deepEqual(places(broken('<event>', '<event xml:lang="en">')), [
      'cap/schema-unexpected-attribute /alert/info[1]/event[1]/@lang',
    ])
    assert.deepEqual(broken('<info>', `<info xsi:schemaLocation="${namespace} cap.xsd">`), [])
  })

  test('finds xsi:nil, whatever it says', () =>
    assert.deepEqual(places(broken('<web>', '<web xsi:nil="false">')), [
      'cap/schema-nil /alert/info[1]/web[1]/@nil',
    ]))

  test('takes an xsi:type that narrows a type, and then holds the value to it', () => {
    assert.deepEqual(broken('<size>', '<size xsi:type="xs:unsignedByte">'), [])
    assert.deepEqual(places(broken('<size>10', '<size xsi:type="xs:unsignedByte">256')), [
      'cap/schema-not-of-type /alert/info[1]/resource[1]/size[1]',
    ])
  })

  test('refuses an xsi:type that is none, that is wider, or that names an enumeration’s base', () => {
    const path = '/alert/info[1]/resource[1]/size[1]/@type'
    assert.deepEqual(places(broken('<size>', '<size xsi:type="size">')), [`cap/schema-type ${path}`])
    assert.deepEqual(places(broken('<size>', '<size xsi:type="xs:decimal">')), [`cap/schema-type ${path}`])
    assert.deepEqual(places(broken('<status>', '<status xsi:type="xs:string">')), [
      'cap/schema-type /alert/status[1]/@type',
    ])
  })

  test('refuses the same xs:ID twice', () =>
    assert.deepEqual(
      places(
        found(
          valid
            .replace('<identifier>', '<identifier xsi:type="xs:ID">')
            .replace('<sender>warnings@town.example', '<sender xsi:type="xs:ID">drill-1'),
        ),
      ),
      ['cap/schema-not-of-type /alert/sender[1]'],
    ))

  test('names the values that it lists', () =>
    assert.deepEqual(broken('Exercise', 'Drill'), [
      {
        code: 'cap/schema-not-listed',
        path: '/alert/status[1]',
        line: 5,
        message: '“status” says “Drill”; the schema takes: Actual, Exercise, System, Test, Draft.',
      },
    ]))

  test('takes a listed value only without white space around it', () =>
    assert.deepEqual(places(broken('>Immediate<', '> Immediate<')), [
      'cap/schema-not-listed /alert/info[1]/urgency[1]',
    ]))

  test('holds values to their types, white space apart', () => {
    assert.deepEqual(places(broken('>10<', '>ten<')), [
      'cap/schema-not-of-type /alert/info[1]/resource[1]/size[1]',
    ])
    assert.deepEqual(broken('>10<', '>\n +10 <'), [])
  })

  test('wants whole seconds and an offset of a time', () => {
    assert.deepEqual(places(broken('02:40:00+03:00', '02:40:00Z')), ['cap/schema-not-of-form /alert/sent[1]'])
    assert.deepEqual(places(broken('02:40:00+03:00', '02:60:00+03:00')), [
      'cap/schema-not-of-type /alert/sent[1]',
    ])
  })

  test('lets an empty language say en-US, as its default has it', () => {
    assert.deepEqual(broken('<language>en</language>', '<language/>'), [])
    assert.deepEqual(places(broken('<language>en</language>', '<language> </language>')), [
      'cap/schema-not-of-type /alert/info[1]/language[1]',
    ])
  })

  const signed = (inside: string) =>
    valid.replace(
      '</alert>',
      `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${inside}</Signature></alert>`,
    )

  test('takes any signature at the end, and nothing after it', () => {
    assert.deepEqual(found(signed('<SignedInfo Id="a">text</SignedInfo>')), [])
    assert.deepEqual(
      places(found(valid.replace('<info>', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/><info>'))),
      ['cap/schema-element-order /alert/Signature[1]'],
    )
  })

  test('checks what it knows inside a signature too', () => {
    assert.deepEqual(places(found(signed(`<Object><value xmlns="${namespace}"><b/></value></Object>`))), [
      'cap/schema-element-in-value /alert/Signature[1]/Object[1]/value[1]/b[1]',
    ])
    assert.deepEqual(
      places(found(signed('<A xsi:type="xs:gMonth">--13</A><B xsi:type="xs:gMonth">--12</B>'))),
      ['cap/schema-not-of-type /alert/Signature[1]/A[1]'],
    )
  })
})

describe('the older schemas', () => {
  test('have their own lists and types', () => {
    const old = valid.replace(namespace, 'http://www.incident.com/cap/1.0').replace(/\s*<mimeType>.*/, '')
    assert.deepEqual(found(old.replace('02:40:00+03:00', '02:40:00.5Z').replace('10.5', 'ten'), '1.0'), [])
    assert.deepEqual(places(found(old.replace('Exercise', 'Draft'), '1.0')), [
      'cap/schema-not-listed /alert/status[1]',
    ])
    assert.deepEqual(places(found(old.replace('Likely', 'Very Likely'), '1.0')), [])
  })
})

describe('a hostile message', () => {
  test('is checked in time that grows with its length', () => {
    const many = '<info id="a"/>'.repeat(30_000)
    const text = valid.replace('</alert>', `${many}</alert>`)
    const began = performance.now()
    const findings = findingsIn(text)
    checkSchema(readXml(text, findings)!, '1.2', findings)
    assert.ok(findings.leftOut > 30_000)
    assert.ok(performance.now() - began < 10_000)
  })
})
