/** Our verdict beside libxml2's, over the corpus and over messages with something done to them; and the tables beside the XSDs. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { absent } from '../../../test/support/absent.ts'
import {
  mutant,
  mutantBase,
  type MutableElement,
  type MutantBase,
} from '../../../test/support/cap-mutants.ts'
import { chance } from '../../../test/support/chance.ts'
import { capSchemas } from '../../../tools/compile-cap-schema.ts'
import { compileXsd } from '../../../tools/xsd-table.ts'
import { findingsIn } from '../finding.ts'
import type { CapVersion } from '../reading.ts'
import { decodeXml } from '../xml/decode.ts'
import { readXml } from '../xml/read-xml.ts'
import { cap10 } from './cap-1-0.ts'
import { cap11 } from './cap-1-1.ts'
import { cap12 } from './cap-1-2.ts'
import { checkBy } from './check-schema.ts'
import { compileSchema, type Compiled } from './compiled-schema.ts'
import type { ElementRule, SchemaTable } from './schema-table.ts'

const corpus = join(import.meta.dirname, '../../../../shared/cap')
const folder = join(corpus, 'schema')
const missing = existsSync(folder) ? false : '../shared has no cap/schema'
const skip = absent('shared') || missing
const tables: { readonly [Version in CapVersion]: SchemaTable } = { '1.0': cap10, '1.1': cap11, '1.2': cap12 }
const versions = Object.keys(tables) as CapVersion[]
const xsdOf = (version: CapVersion) =>
  readFileSync(join(folder, capSchemas.find((one) => one.version === version)!.file), 'utf8')

describe('the tables of the schemas', () => {
  for (const version of versions)
    test(`say what the XSD of CAP ${version} says`, { skip }, () =>
      assert.deepEqual(tables[version], compileXsd(xsdOf(version))),
    )

  const planted: readonly (readonly [what: string, from: string, to: string])[] = [
    ['an attribute', '<element name="alert">', '<element name="alert" nillable="true">'],
    [
      'a choice',
      '<element name="value" type="xs:string"/>',
      '<element name="v"><complexType><choice/></complexType></element>',
    ],
    ['a facet', '<enumeration value="Actual"/>', '<length value="6"/>'],
    ['an attribute of the type', '<sequence>', '<attribute name="id"/><sequence>'],
    ['a strict any', 'processContents="lax"', 'processContents="strict"'],
    ['a pattern', String.raw`[-,+]`, String.raw`[^-]`],
    ['a type', '"xs:decimal"', '"xs:decimals"'],
  ]
  for (const [what, from, to] of planted)
    test(`are not made from a schema with ${what} that they can’t say`, { skip }, () => {
      const xsd = xsdOf('1.2').replaceAll(' = ', '=')
      assert.ok(xsd.includes(from))
      assert.throws(() => compileXsd(xsd.replace(from, to)), /compiler of schemas does not know/)
    })
})

type Verdict = 'valid' | 'invalid' | 'not XML'

function ours(
  text: string,
  schema: Compiled,
): { readonly verdict: Verdict; readonly codes: readonly string[] } {
  const findings = findingsIn(text)
  const root = readXml(text, findings)
  if (root === undefined || findings.all().length > 0) return { verdict: 'not XML', codes: [] }
  checkBy(schema, root, findings)
  const codes = findings.all().map(({ code }) => code)
  return { verdict: codes.length === 0 ? 'valid' : 'invalid', codes }
}

/** Loaded once: a validator costs more than a thousand validations. */
function judge(): (
  text: string,
  version: CapVersion,
) => { readonly verdict: Verdict; readonly says: string } {
  const validators = new Map(
    versions.map((version) => [version, XsdValidator.fromDoc(XmlDocument.fromString(xsdOf(version)))]),
  )
  return (text, version) => {
    let document: XmlDocument
    try {
      document = XmlDocument.fromString(text)
    } catch (thrown) {
      return { verdict: 'not XML', says: String(thrown) }
    }
    try {
      validators.get(version)!.validate(document)
      return { verdict: 'valid', says: '' }
    } catch (thrown) {
      return { verdict: 'invalid', says: String(thrown) }
    } finally {
      document.dispose()
    }
  }
}

/**
 * Where libxml2 departs from XSD 1.0, as tried by hand: it doesn't collapse white space before a plain xs:dateTime
 * (part 2 §4.3.6), and takes `any` of the last place before an `info` that comes before it in the sequence.
 */
function judgeErrs(says: string, codes: readonly string[], text: string): boolean {
  if (/: '\s[^']*' is not a valid value of the atomic type 'xs:dateTime'/.test(says)) return true
  return (
    says === '' &&
    codes.every((code) => code === 'cap/schema-element-order') &&
    text.includes('http://www.w3.org/2000/09/xmldsig#')
  )
}

interface Base extends MutantBase {
  readonly file: string
  readonly version: CapVersion
  readonly text: string
}

/** Every file of the corpus that is one CAP message, and readable XML without a DTD. */
function messages(): Base[] {
  return globSync('**/*.{cap,xml,txt}', { cwd: corpus })
    .toSorted()
    .flatMap((file) => {
      const { text } = decodeXml(readFileSync(join(corpus, file)))
      const alert = readXml(text, findingsIn(text))
      const version = versions.find((one) => tables[one].namespace === alert?.namespace)
      if (alert?.name !== 'alert' || version === undefined || text.includes('<!DOCTYPE')) return []
      return [{ ...mutantBase(alert), file, version, text }]
    })
}

/** A message that says all that a schema lets it say, once. */
function fullMessage(version: CapVersion): Base {
  const { namespace, elements } = tables[version]
  const values: { readonly [type: string]: string } = {
    dateTime: '2026-11-22T02:40:00+03:00',
    integer: '10',
    decimal: '1.5',
    language: 'en',
    anyURI: 'http://a.example/',
  }
  const written = (rule: ElementRule): MutableElement => ({
    name: rule.name,
    attributes: [],
    content:
      'sequence' in rule
        ? rule.sequence.flatMap((one) => ('anyOf' in one ? [] : [written(one)]))
        : [rule.oneOf?.[0] ?? values[rule.type] ?? 'text'],
  })
  const root = written(elements[0]!)
  root.attributes.push(['xmlns', namespace])
  return { namespace, root, file: `full ${version}`, version, text: '' }
}

interface Mutant {
  readonly name: string
  readonly version: CapVersion
  readonly text: string
  readonly judged: { readonly verdict: Verdict; readonly says: string }
}

/** Most begin as valid messages: something wrong more in a message full of mistakes changes no verdict. */
function mutants(seed: string, count: number): Mutant[] {
  const [random, judged, all] = [chance(seed), judge(), messages()]
  const sound = all.filter(({ text, version }) => judged(text, version).verdict === 'valid')
  const full = versions.map(fullMessage)
  return Array.from({ length: count }, (_, at) => {
    const base = random.pick(random.pick([full, full, sound, sound, all]))
    const text = mutant(base, random)
    return {
      name: `mutant ${at} of ${base.file}`,
      version: base.version,
      text,
      judged: judged(text, base.version),
    }
  })
}

/** Where the judge says otherwise, up to so many places. */
function disagreements(
  among: readonly Mutant[],
  schemaOf: (version: CapVersion) => Compiled,
  most = Infinity,
) {
  const seen = { valid: 0, invalid: 0, 'not XML': 0, judgeErrs: 0 }
  const found: string[] = []
  for (const { name, text, version, judged } of among) {
    if (found.length >= most) break
    const mine = ours(text, schemaOf(version))
    if (mine.verdict === judged.verdict) seen[mine.verdict] += 1
    else if (judgeErrs(judged.says, mine.codes, text)) seen.judgeErrs += 1
    else
      found.push(`${name}: ${mine.verdict} ${mine.codes.join(' ')}, judge: ${judged.verdict} ${judged.says}`)
  }
  return { found, seen }
}

describe('the verdict by a schema', () => {
  const compiled = new Map(versions.map((version) => [version, compileSchema(tables[version])]))
  const schemaOf = (version: CapVersion) => compiled.get(version)!

  test('is libxml2’s for every message of the corpus', { skip }, () => {
    const judged = judge()
    const all = messages()
    assert.ok(all.length >= 60)
    for (const { file, text, version } of all) {
      const declared = text.replace(/^(<\?xml[^>]*?)\s+encoding\s*=\s*(["'])[^"']*\2/, '$1')
      assert.equal(ours(text, schemaOf(version)).verdict, judged(declared, version).verdict, file)
    }
  })

  const seed = process.env['CAP_SCHEMA_SEED'] ?? 'schema'
  const count = Number(process.env['CAP_SCHEMA_MUTANTS'] ?? 3_000)
  const all = skip === false ? mutants(seed, count) : []

  test(`is libxml2’s for ${count} mutants (seed ${seed})`, { skip }, (t) => {
    const { found, seen } = disagreements(all, schemaOf)
    t.diagnostic(JSON.stringify(seen))
    assert.deepEqual(found.slice(0, 10), [])
    assert.ok(seen.valid > count / 20 && seen.invalid > count / 20, JSON.stringify(seen))
    assert.ok(seen.judgeErrs < count / 200, JSON.stringify(seen))
  })

  const faults: readonly (readonly [what: string, plant: (rule: ElementRule) => ElementRule])[] = [
    [
      'a value left out of a list',
      (rule) => ('oneOf' in rule ? { ...rule, oneOf: rule.oneOf.slice(1) } : rule),
    ],
    ['an optional element required', (rule) => (rule.name === 'senderName' ? { ...rule, min: 1 } : rule)],
    ['a required element optional', (rule) => (rule.name === 'sender' ? { ...rule, min: 0 } : rule)],
    [
      'an integer that is any text',
      (rule) => (rule.name === 'size' ? ({ ...rule, type: 'string' } as ElementRule) : rule),
    ],
    [
      'an order that is another',
      (rule) =>
        rule.name === 'area' && 'sequence' in rule ? { ...rule, sequence: rule.sequence.toReversed() } : rule,
    ],
  ]
  for (const [what, plant] of faults)
    test(`would not be, with ${what}`, { skip }, () => {
      const faulty = new Map(
        versions.map((version) => [version, compileSchema(planted(tables[version], plant))]),
      )
      assert.notDeepEqual(disagreements(all, (version) => faulty.get(version)!, 1).found, [])
    })
})

function planted(table: SchemaTable, plant: (rule: ElementRule) => ElementRule): SchemaTable {
  const into = (rule: ElementRule): ElementRule => {
    const changed = plant(rule)
    if (!('sequence' in changed)) return changed
    return { ...changed, sequence: changed.sequence.map((one) => ('anyOf' in one ? one : into(one))) }
  }
  return { ...table, elements: table.elements.map(into) }
}
