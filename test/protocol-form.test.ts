/** The form and the file of a protocol are the same protocol: whatever is read from one and written by the other. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, type Json } from '#base'
import { faultCodes, faultSaid, readProtocol, writeProtocol } from '#response'
import { checklists } from '../src/console/words/en/checklists.ts'
import {
  draftOf,
  emptyDraft,
  written,
  type Draft,
  type TaskDraft,
  type Texts,
} from '../src/console/checklists/draft.ts'
import { plainlyRead, readProtocolFile, yamlWritten } from '../src/response/protocol/protocol-yaml.node.ts'

const folder = join(import.meta.dirname, '..', 'packs', 'protocols')
const shipped = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

const word = fc.stringMatching(/^[a-z]{1,8}$/)
const sentence = fc
  .array(fc.constantFrom('Call', 'насос', 'המים', '600', 'no', ': ', '# 1', '-', 'a "b"', '’'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(' ').trim())
  .filter((text) => text !== '')
const texts: fc.Arbitrary<Texts> = fc.record({ en: sentence, uk: sentence })
const length = fc.constantFrom('90 s', '5 min', '1 h 30 min')
const bound = fc.constantFrom('', '0', '-3', '12.5', '2000')
const task: fc.Arbitrary<Omit<TaskDraft, 'task' | 'conditions'>> = fc.record({
  ...{ text: texts, owner: sentence, next: fc.array(sentence, { maxLength: 2 }), due: length, unit: word },
  how: fc.constantFrom('tick' as const, 'photo' as const, 'value' as const, 'choice' as const),
  ...{ least: fc.constantFrom('', '-3', '0'), most: bound.filter((text) => text !== '-3') },
  choices: fc.uniqueArray(word, { minLength: 2, maxLength: 3 }),
})
const draft: fc.Arbitrary<Draft> = fc
  .record({
    ...{ protocol: word, names: texts, climbAfter: length },
    ...{ threats: fc.uniqueArray(word, { minLength: 1 }), levels: fc.constant('any' as const) },
    authorities: fc.constant('any' as const),
    tasks: fc.array(task, { minLength: 1, maxLength: 4 }),
    closing: fc.array(task, { maxLength: 2 }),
    zones: fc.array(fc.record({ names: texts, routes: texts, at: texts }), { maxLength: 2 }),
    hangs: fc.boolean(),
  })
  .map(({ tasks, closing, zones, hangs, ...rest }) => {
    const keyed = (all: typeof tasks, prefix: string): TaskDraft[] =>
      all.map((one, i) => ({
        ...{ ...one, task: `${prefix}-${i}` },
        // Each hangs on the one before it, in the way that one can be asked for.
        conditions: i === 0 || !hangs ? [] : [onThe(all[i - 1]!, `${prefix}-${i - 1}`)],
      }))
    return {
      ...rest,
      ...{ tasks: keyed(tasks, 'task'), closing: keyed(closing, 'closing') },
      zones: zones.map(({ names, routes, at }, i) => ({
        ...{ zone: `zone-${i}`, names, routes, transport: {}, areas: i === 0 ? ['gn:465724'] : [] },
        shape: ['39.6, 52.6', '39.7, 52.6', '39.7, 52.7'],
        assembly: [{ names, at }],
      })),
    }
  })

function onThe(
  { how, choices }: Omit<TaskDraft, 'task' | 'conditions'>,
  key: string,
): TaskDraft['conditions'][number] {
  if (how === 'choice') return { task: key, how: 'chose', value: choices[0]! }
  return how === 'value'
    ? { task: key, how: 'at-least', value: '7.5' }
    : { task: key, how: 'done', value: '' }
}

/** By its hash: of everything but the version. */
function hashOf(form: Json): string {
  const read = readProtocol(form)
  assert.ok('protocol' in read, JSON.stringify(read))
  return read.protocol.hash
}

describe('a protocol as a form and as a file', () => {
  test('is the same for every one that ships, there and back', () => {
    assert.ok(shipped.length >= 4)
    for (const name of shipped) {
      const text = readFileSync(join(folder, name), 'utf8')
      const read = readProtocolFile(text)
      assert.ok('protocol' in read, name)
      const { hash } = read.protocol
      // File → form → file.
      const form = written(draftOf(plainlyRead(text)))
      assert.equal(hashOf(form), hash, name)
      const again = readProtocolFile(yamlWritten(form))
      assert.equal('protocol' in again && again.protocol.hash, hash, name)
      // As the server writes it for the form.
      assert.equal(hashOf(written(draftOf(writeProtocol(read.protocol)))), hash, name)
    }
  })

  test('is the same whatever is written in the form', () => {
    fc.assert(
      fc.property(draft, (one) => {
        const form = written(one)
        const hash = hashOf(form)
        const file = yamlWritten(form)
        const read = readProtocolFile(file)
        assert.ok('protocol' in read, `${file}\n${JSON.stringify(read)}`)
        assert.equal(read.protocol.hash, hash)
        assert.equal(canonicalJson(written(draftOf(plainlyRead(file)))), canonicalJson(form))
      }),
      { numRuns: 200 },
    )
  })

  test('tells what is no number, and leaves what is empty to be told as missing', () => {
    const draft = emptyDraft()
    draft.tasks[0]!.how = 'value'
    draft.tasks[0]!.least = 'a few'
    const read = readProtocolFile(yamlWritten(written(draft)))
    assert.ok('faults' in read)
    const told = read.faults.map(({ at }) => at)
    for (const at of ['protocol', 'names', 'tasks[0].text', 'tasks[0].done.least', 'for.threats'])
      assert.ok(told.includes(at), `${at}: ${told.join(' ')}`)
  })

  test('of which only a part can be read goes into the form as far as it can', () => {
    const form = draftOf(
      plainlyRead('protocol: 12\ntasks:\n  - due: [1]\n    if: no\n  - nonsense\nzones: {}\n'),
    )
    assert.deepEqual([form.protocol, form.tasks.length, form.tasks[0]!.due, form.zones], ['12', 2, '', []])
    assert.equal(plainlyRead('a: [1'), null)
  })

  test('says each fault in the words of the console', () => {
    const told: { readonly [code: string]: string } = checklists.author.faultsSaid
    assert.deepEqual(Object.keys(told).toSorted(), [...faultCodes].toSorted())
    const values = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted().join(' ')
    for (const code of faultCodes) {
      const { says, advice } = faultSaid(code, {})
      assert.equal(values(told[code]!), values(`${says} ${advice}`), code)
    }
  })
})
