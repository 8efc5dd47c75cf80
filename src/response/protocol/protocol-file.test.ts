import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minute, second, type Json } from '#base'
import { durationSaid, readProtocol, writeProtocol } from '#response'
import { protocolYaml, readProtocolFile } from './protocol-yaml.node.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'packs', 'protocols')
const drone = readFileSync(join(folder, 'drone-red.yaml'), 'utf8')

function faultsOf(text: string) {
  const read = readProtocolFile(text)
  return 'faults' in read ? read.faults.map(({ line, column, at }) => `${line}:${column} ${at}`) : []
}

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
const text = fc.record({ en: fc.stringMatching(/^[A-Za-z: #'"{}[\]|>%@&*!?,0-9-]{0,40}x$/) })
const due = fc.integer({ min: 1, max: 200_000 }).map((seconds) => durationSaid(seconds * second))
const done = fc.oneof(
  fc.constantFrom<Json>('tick', 'photo'),
  fc.record({ value: word, least: fc.integer({ min: -9, max: 0 }), most: fc.integer({ min: 1, max: 99 }) }),
  fc.constant<Json>({ choice: ['yes', 'no', '1'] }),
)
const tasks = fc
  .uniqueArray(fc.record({ task: word, text, owner: word, due, done }), {
    ...{ selector: ({ task }) => task, minLength: 1, maxLength: 6 },
  })
  .map((all) =>
    all.map((one, i) => {
      const asked = all[i - 1]
      if (asked === undefined) return one
      const { task } = asked
      if (typeof asked.done === 'string') return { ...one, if: [{ task, is: 'done' }] }
      return { ...one, if: ['value' in (asked.done as object) ? { task, below: 7 } : { task, chose: 'no' }] }
    }),
  )
const form = fc.record({
  ...{ protocol: word, names: text, tasks },
  for: fc.record({ threats: fc.array(word, { minLength: 1, maxLength: 3 }), levels: fc.constant('any') }),
  'climb-after': due,
})

describe('the file of a protocol', () => {
  test('of every example is read, and written so that it is read the same', () => {
    const files = readdirSync(folder)
    assert.ok(files.length >= 4)
    for (const file of files) {
      const read = readProtocolFile(readFileSync(join(folder, file), 'utf8'))
      assert.ok('protocol' in read, `${file}: ${JSON.stringify(read)}`)
      const again = readProtocolFile(protocolYaml(read.protocol))
      assert.deepEqual(again, read, file)
    }
  })

  test('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(form, (written) => {
        const read = readProtocol(written)
        assert.ok('protocol' in read, JSON.stringify(read))
        assert.deepEqual(readProtocolFile(protocolYaml(read.protocol)), read)
        assert.deepEqual(readProtocol(writeProtocol(read.protocol)), read)
      }),
      { numRuns: 60 },
    )
  })

  test('throws at nothing that anybody could send', () => {
    fc.assert(
      fc.property(fc.json(), (json) => void readProtocolFile(json)),
      { numRuns: 100 },
    )
    fc.assert(
      fc.property(fc.string(), (any) => void readProtocolFile(any)),
      { numRuns: 100 },
    )
    assert.equal(faultsOf('a: &a [x]\nb: [*a, *b]').length > 0, true)
  })

  test('tells each fault by line and column', () => {
    const line = (part: string) => drone.slice(0, drone.indexOf(part)).split('\n').length
    const with_ = (from: string, to: string) => faultsOf(drone.replace(from, to))
    assert.deepEqual(with_('due: 2 min', 'due: soon'), [`${line('due: 2 min')}:10 tasks[0].due`])
    assert.deepEqual(
      with_('owner: officer', 'ownr: officer'),
      [`${line('task: tell-duty')}:5 tasks[0].owner`, `${line('owner: officer')}:11 tasks[0].ownr`].toSorted(
        (a, b) => Number(a.split(':')[0]) - Number(b.split(':')[0]),
      ),
    )
    assert.deepEqual(with_('{ task: plant, chose: no-answer }', '{ task: plant, chose: asleep }'), [
      `${line('chose: no-answer')}:31 tasks[4].if[0].chose`,
    ])
    assert.deepEqual(with_('{ task: shelters-open, below: 10 }', '{ task: later, below: 10 }'), [
      `${line('below: 10')}:17 tasks[2].if[0].task`,
    ])
    assert.match(faultsOf('tasks: [')[0]!, /^1:\d+ $/)
  })

  test('asks for every language, and for names that are known there', () => {
    const ground = {
      languages: ['en', 'pl'],
      hasThreat: (id: string) => id !== 'drone',
      ...{ hasLevel: () => true, hasAuthority: () => true, hasArea: () => true },
    }
    const read = readProtocolFile(drone, ground)
    assert.ok('faults' in read)
    assert.ok(read.faults.some(({ at, says }) => at === 'names' && says.includes('pl')))
    assert.ok(read.faults.some(({ at }) => at === 'for.threats[0]'))
  })

  test('says lengths of time as they are written', () => {
    assert.equal(durationSaid(90 * minute), '1 h 30 min')
    assert.equal(durationSaid(90 * second), '1 min 30 s')
  })
})
