/** The whole check of a document: read leniently, then held against the schema, the standard's prose and the profiles asked for. */
import type { CapContents, CapDocument } from './envelope/document.ts'
import { readCapText } from './envelope/read-cap.ts'
import { findingsIn, type CapProblem } from './finding.ts'
import { markerOf, type CapMark } from './marks.ts'
import type { CapMessage } from './message.ts'
import type { CapProfile } from './profiles/profile.ts'
import type { CapReading, CapVersion } from './reading.ts'
import { capRules } from './rules/rules.ts'
import { checkSchema } from './schema/check-schema.ts'
import { decodeXml, reportDecoding } from './xml/decode.ts'

export interface CapCheckOptions {
  readonly profiles?: readonly CapProfile[]
}

export interface CapCheck {
  readonly kind: CapDocument['kind']
  /** Of the first message. */
  readonly version: CapVersion | undefined
  /** No problem of level `error`. */
  readonly valid: boolean
  /** In the order of the document. */
  readonly problems: readonly CapProblem[]
  /** Where each of `problems` stands, in the same order; made when it is asked for. */
  readonly marks: readonly CapMark[]
  readonly readings: readonly CapReading[]
  /** With the same problems. */
  readonly document: CapDocument
}

/** Checks bytes as they came, or text. Never throws; time and memory grow with the source alone. */
export function checkCap(source: Uint8Array | string, options: CapCheckOptions = {}): CapCheck {
  const decoded = typeof source === 'string' ? undefined : decodeXml(source)
  const text = decoded?.text ?? (source as string)
  const found = findingsIn(text)
  if (decoded !== undefined) reportDecoding(decoded, found)
  const contents: CapContents = readCapText(text, found)
  for (const reading of contents.readings) {
    // What reading has no element for (JSON) has no schema either.
    checkSchema(reading.element, reading.version, found)
    if (!isUnderstood(reading)) continue
    for (const rule of capRules) rule(reading, found)
    for (const { rules } of options.profiles ?? []) for (const rule of rules) rule(reading, found)
  }
  const problems = withoutEchoes(found.all())
  const document = { ...contents, text, problems, leftOut: found.leftOut }
  return new Checked(document, found.errors === 0 ? 'valid' : 'invalid')
}

/** A class because a getter of an object literal keeps the document alive until the next full collection of garbage. */
class Checked implements CapCheck {
  readonly kind: CapDocument['kind']
  readonly version: CapVersion | undefined
  readonly valid: boolean
  readonly problems: readonly CapProblem[]
  readonly readings: readonly CapReading[]
  readonly document: CapDocument
  #marks: readonly CapMark[] | undefined

  constructor(document: CapDocument, verdict: 'valid' | 'invalid') {
    this.kind = document.kind
    this.version = document.readings[0]?.version
    this.valid = verdict === 'valid'
    this.problems = document.problems
    this.readings = document.readings
    this.document = document
  }

  get marks(): readonly CapMark[] {
    return (this.#marks ??= this.problems.map(markerOf(this.document.text, this.document.root)))
  }
}

function isUnderstood(reading: CapReading): reading is CapReading & { readonly message: CapMessage } {
  return reading.message !== undefined
}

/** What the schema says of an element that holds others, and who says the same better; elsewhere any error at the place does. */
const betterSaid: { readonly [code: string]: readonly string[] } = {
  'cap/schema-missing-element': ['cap/missing-element'],
  'cap/schema-repeated-element': ['cap/duplicate-element'],
}

/** The schema repeats in its own words what the reader said better: its errors are dropped where another error says it. */
function withoutEchoes(problems: readonly CapProblem[]): readonly CapProblem[] {
  if (!problems.some(({ code }) => code.startsWith('cap/schema-'))) return problems
  const said = new Map<string, string[]>()
  const say = (key: string, code: string) => {
    const codes = said.get(key)
    if (codes === undefined) said.set(key, [code])
    else codes.push(code)
  }
  for (const { code, level, path } of problems) {
    if (level !== 'error' || code.startsWith('cap/schema-')) continue
    say(path, code)
    // Of two elements that changed places the reader names one and the schema perhaps the other.
    if (code === 'cap/element-order') say(`${parentOf(path)}/*`, code)
  }
  return problems.filter(({ code, path }) => {
    if (!code.startsWith('cap/schema-')) return true
    if (code === 'cap/schema-element-order' && said.has(`${parentOf(path)}/*`)) return false
    const others = said.get(path) ?? []
    const better = betterSaid[code]
    return better === undefined ? others.length === 0 : !better.some((one) => others.includes(one))
  })
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
