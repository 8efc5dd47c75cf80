/**
 * Feeds the whole check (decode, read, schema, rules, profiles) with messages made up and real ones damaged, and demands what
 * holds for every input: `node test/fuzz/cap-fuzz.ts --seconds 60 --seed 7`. What breaks it is made small and written to a file.
 */
import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { tellCap, verdictOf } from '#cap'
import { capProfiles, checkCap } from '#cap/reader'
import { sayChecked } from '../../src/cli/say-cap.ts'
import { isValidByLibxml2 } from '../support/cap-judge.ts'
import { absent } from '../support/absent.ts'
import { capMessages } from './cap-messages.ts'

const folder = join(import.meta.dirname, '../../../shared/cap')
const longestInput = 64 * 1024
/** For the largest input, generous for a busy machine; what is usual is some milliseconds. */
const patience = 2_000

export interface Fuzzed {
  readonly seed: number
  readonly inputs: number
  readonly valid: number
  readonly slowestMilliseconds: number
  /** The smallest input found that breaks a demand, where one was found. */
  readonly broken?: { readonly file: string; readonly why: string }
}

const encoder = new TextEncoder()

/** Pieces that mean something to one of the readers, where they don't belong. */
const pieces = [
  ...[
    '&',
    '<',
    '>',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?x?>',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '&#0;',
    '\0',
  ],
  ...[
    '<info>',
    '</info>',
    '<area>',
    '</area>',
    '</alert>',
    '<alert>',
    '<polygon/>',
    '<Signature/>',
    'xmlns="u"',
    'q:',
  ],
  ...[
    '2025-02-30T25:00:00+99:99',
    '1e999',
    '-0',
    'NaN',
    '91,181',
    '0,0 0,0 0,0 0,0',
    ',,,',
    '"',
    "'",
    '\u202e',
    '\ud800',
  ],
  ...[
    'https://',
    'data:,',
    'en-US',
    'x-',
    'Actual',
    'Very Likely',
    'a,b,c d,e',
    '\ufeff',
    '\uffff',
    '𝄞',
    '{',
    '}',
    '{}',
  ],
]

/** A real file with some of it replaced; each edit can be taken back alone when it turns out not to matter. */
function damaged(corpus: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const insert = fc.oneof(
    fc.constantFrom(...pieces).map((piece) => encoder.encode(piece)),
    fc.uint8Array({ maxLength: 6 }),
  )
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    gone: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(2_000)),
    insert,
  })
  return fc
    .record({ file: fc.nat(corpus.length - 1), edits: fc.array(edit, { minLength: 1, maxLength: 5 }) })
    .map(({ file, edits }) =>
      edits.reduce((bytes, { at, gone, insert }) => {
        const from = Math.floor(at * bytes.length)
        return Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + gone)])
      }, corpus[file]!),
    )
}

/** UTF-8 mostly; else what a reader has to find out by itself. */
const encoded = fc
  .tuple(capMessages, fc.constantFrom('utf-8', 'utf-8', 'utf-8', 'utf-16le', 'latin1'))
  .map(([text, encoding]): Uint8Array =>
    encoding === 'utf-8'
      ? encoder.encode(text)
      : Buffer.from(`${encoding === 'utf-16le' ? '\ufeff' : ''}${text}`, encoding as BufferEncoding),
  )

/** What holds for every input, whatever it is. */
export function demand(bytes: Uint8Array): { readonly valid: boolean; readonly milliseconds: number } {
  const begun = performance.now()
  const check = checkCap(bytes, { profiles: capProfiles })
  const milliseconds = performance.now() - begun
  assert.ok(milliseconds < patience, `the check took ${Math.round(milliseconds)} ms`)
  const { problems, marks, valid, kind, version, document } = check
  const lines = document.text.split('\n')
  assert.equal(marks.length, problems.length)
  for (const [i, { path, line, message, advice, level }] of problems.entries()) {
    assert.ok(Number.isInteger(line) && line >= 1 && line <= lines.length, `line ${line} of ${lines.length}`)
    assert.match(path, /^(\/[^/]*)+$|^$/)
    assert.ok(message !== '' && advice !== '' && ['error', 'warning', 'advice'].includes(level))
    const { from, to, line: marked } = marks[i]!
    assert.ok(
      from >= 0 && from <= to && to <= lines[marked - 1]!.length,
      `mark ${from}–${to} of line ${marked}`,
    )
  }
  assert.equal(
    valid,
    !problems.some(({ level }) => level === 'error') && document.leftOut === 0 ? true : valid,
  )
  const verdict = structuredClone(verdictOf(check))
  for (const message of verdict.messages) tellCap(message)
  // oxlint-disable-next-line no-control-regex
  for (const said of sayChecked('file', verdict)) assert.doesNotMatch(said, /[\u0000-\u001f\u007f-\u009f]/)
  const pure = checkCap(bytes)
  if (pure.valid && kind === 'cap' && version !== undefined && absent('shared') === false)
    assert.ok(isValidByLibxml2(bytes, version), 'we call valid what the schema forbids')
  return { valid: pure.valid, milliseconds }
}

export function fuzz({ seconds, seed }: { readonly seconds: number; readonly seed: number }): Fuzzed {
  const corpus = absent('shared') === false ? readCorpus() : []
  let [inputs, valid, slowestMilliseconds] = [0, 0, 0]
  const everything =
    corpus.length === 0 ? encoded : fc.oneof(encoded, { weight: 2, arbitrary: damaged(corpus) })
  const result = fc.check(
    fc.property(everything, (bytes) => {
      const seen = demand(bytes)
      inputs += 1
      if (seen.valid) valid += 1
      slowestMilliseconds = Math.max(slowestMilliseconds, seen.milliseconds)
    }),
    {
      ...{ seed, numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1_000 },
      markInterruptAsFailure: false,
    },
  )
  const done = { seed, inputs, valid, slowestMilliseconds: Math.round(slowestMilliseconds) }
  if (!result.failed || result.counterexample === null) return done
  const file = join(mkdtempSync(join(tmpdir(), 'tocsin-fuzz-')), 'smallest.cap')
  writeFileSync(file, result.counterexample[0])
  const thrown = result.errorInstance
  const why = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return { ...done, broken: { file, why: why.slice(0, 3_000) } }
}

function readCorpus(): Uint8Array[] {
  return globSync('**/*', { cwd: folder })
    .map((name) => join(folder, name))
    .filter((path) => !/LICENSE|\.xsd$/.test(path) && statSync(path).isFile())
    .toSorted()
    .map((path) => readFileSync(path))
    .filter(({ length }) => length <= longestInput)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } })
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const { broken, ...done } = fuzz({ seconds: Number(values.seconds ?? 60), seed })
  console.log(
    `seed ${done.seed}: ${done.inputs} inputs, ${done.valid} of them valid, the slowest took ${done.slowestMilliseconds} ms`,
  )
  if (broken !== undefined) {
    console.error(`${broken.why}\n\nthe smallest input that shows it: ${broken.file}`)
    process.exitCode = 1
  }
}
