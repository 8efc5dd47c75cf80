import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { system, type Instant, type JsonObject, type PersonId } from '#base'
import { peopleFactTypes } from '../facts.ts'
import { accountChanges } from '../sign-in/change-book.ts'
import { auditKindOf, auditKinds, type AuditFact } from './audit-fact.ts'
import { csvLine } from './csv.ts'
import { saidTypes, sentenceOf } from './sentence.ts'

const olena = 'person-01' as PersonId
const names: { readonly [id: string]: string } = { 'person-01': 'Olena K.', 'person-02': 'Taras M.' }
const fact = (stream: string, type: string, data: JsonObject = {}, more: Partial<AuditFact> = {}) =>
  ({
    ...{ seq: 7, stream, type, data, at: '2026-11-22T02:40:00.000Z' as Instant, by: olena, mode: 'drill' },
    ...more,
  }) satisfies AuditFact
const said = (...parts: Parameters<typeof fact>) => sentenceOf(fact(...parts), (id) => names[id])

const content = {
  ...{ threat: 'drone', level: 'red' },
  areas: [
    { code: 'gn:1', names: { ru: 'Задонский', en: 'Zadonsky District' } },
    { code: 'gn:2', names: { ru: 'Тербунский' } },
    { code: 'gn:3', names: {} },
    { code: 'gn:4', names: {} },
  ],
}

describe('a fact', () => {
  test('is said in one plain sentence, with the names that people go by now', () => {
    const sentences: readonly (readonly [string, string])[] = [
      [
        said('alert:a-1', 'alert-issued', { content }),
        'Olena K. issued drill: drone, red, for Zadonsky District, Тербунский and 2 more (a-1).',
      ],
      [
        said('alert:a-1', 'alert-issued', { content, emergency: 'Alone on\nshift.' }, { mode: 'live' }),
        'Olena K. issued drone, red, for Zadonsky District, Тербунский and 2 more (a-1), alone, in an emergency: “Alone on shift.”.',
      ],
      [
        said('alert:a-1', 'alert-returned', { reason: 'Two hours, please.' }),
        'Olena K. sent back the drill alert a-1: “Two hours, please.”.',
      ],
      [
        said('sessions', 'session-started', { method: 'passkey', screen: 'shared' }),
        'Olena K. signed in with a passkey at a shared screen.',
      ],
      [said('sessions', 'session-ended', { person: 'person-02', why: 'signed-out' }), 'Taras M. signed out.'],
      [
        said('sessions', 'session-ended', { person: 'person-02', why: 'idle' }),
        'A session of Taras M. ended: nobody used it for a while.',
      ],
      [
        said('sessions', 'sign-in-failed', { person: 'unknown', count: 41, methods: ['password-totp'] }),
        'Signing in with a login that nobody has failed, 41 times, with a password and a code.',
      ],
      [said('people', 'person-suspended', { person: 'person-02' }), 'Olena K. suspended Taras M.'],
      [
        said('people', 'person-added', {
          ...{ person: 'person-09', kind: 'human', roles: ['officer'], areas: ['RU-LIP'], modes: ['drill'] },
        }),
        'Olena K. invited person-09 as officer, in RU-LIP, for drill.',
      ],
      [
        said('people', 'proposal-made', {
          ...{ proposal: 'p-1', order: { type: 'switch-service', authority: 'main', service: 'live' } },
        }),
        'Olena K. proposed to switch the authority main to live (proposal p-1); a second person has to agree.',
      ],
      [
        said('audit', 'sensitive-read', { what: 'personal-data', person: 'person-02', times: 3 }),
        'Olena K. read everything that is kept about Taras M., 3 times.',
      ],
      [said('audit', 'sensitive-read', { what: 'keys', times: 1 }), 'Olena K. read the list of keys.'],
      [
        said('assessment:a-1', 'assessment-judged', {
          ...{ evidence: 'evidence-1', hypothesis: 'none', consistency: 'very-inconsistent' },
        }),
        'Olena K. judged how the evidence evidence-1 goes with none in the assessment a-1: very inconsistent.',
      ],
      [
        said('assessment:a-1', 'assessment-step-accepted', { from: 'high', to: null }),
        'Olena K. accepted the end of the watch that the assessment a-1 proposed.',
      ],
    ]
    for (const [is, shall] of sentences) assert.equal(is, shall)
  })

  test('of a type that nobody here knows appears all the same', () => {
    assert.equal(said('bell:tower', 'bell-rung', { by: 3 }), 'Olena K.: bell rung (bell:tower).')
    assert.equal(auditKindOf(fact('bell:tower', 'bell-rung')), 'machines')
    for (const type of ['constructor', '__proto__', 'toString'])
      assert.equal(said('bell:tower', type), `Olena K.: ${type} (bell:tower).`)
  })

  test('about somebody who was erased shows their id, and the server by name', () => {
    assert.equal(said('people', 'person-removed', { person: 'person-77' }), 'Olena K. removed person-77.')
    assert.match(said('alert:a', 'alert-drafted', {}, { by: system }), /^This server drafted/)
  })

  test('is said whatever its data are, however old or broken', () => {
    const anything = fc.dictionary(
      fc.constantFrom('person', 'content', 'areas', 'order', 'what', 'count', 'names', 'called', 'roles'),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(fc.constantFrom(...saidTypes), anything, (type, data) => {
        const sentence = said('alert:a-1', type, data as JsonObject)
        assert.match(sentence, /\.$/)
        assert.doesNotMatch(sentence, /undefined|\[object/)
      }),
      { numRuns: 500 },
    )
  })

  test('about people or about signing in always has words of its own', () => {
    assert.deepEqual(
      peopleFactTypes.filter((type) => !saidTypes.includes(type)),
      [],
    )
    for (const what of accountChanges)
      assert.doesNotMatch(said('person:person-01', 'credential-changed', { what }), /how they sign in:/, what)
  })

  test('is of one kind', () => {
    const kinds = [
      ...[fact('sessions', 'session-started'), fact('person:person-01', 'credential-changed')],
      ...[fact('people', 'key-made'), fact('people', 'person-erased'), fact('alert:a', 'alert-issued')],
      ...[fact('message:m', 'message-received'), fact('message:m', 'report-dismissed')],
      ...[fact('audit', 'sensitive-read'), fact('webhook:w', 'webhook-created')],
    ].map(auditKindOf)
    assert.deepEqual(kinds, [
      ...[
        'signing-in',
        'signing-in',
        'rights',
        'data',
        'alerts',
        'machines',
        'alerts',
        'reading',
        'machines',
      ],
    ])
    for (const kind of kinds) assert.ok(auditKinds.includes(kind))
  })
})

describe('a line of CSV', () => {
  test('is never computed by a spreadsheet', () => {
    for (const bad of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])
      assert.equal(csvLine([bad]), `"'${bad}"\r\n`)
    assert.equal(csvLine(['1-1', 'a=b', '']), '"1-1","a=b",""\r\n')
  })

  test('gives its cells back to whoever reads it by RFC 4180', async () => {
    const { parse } = await import('csv-parse/sync')
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (cells) => {
        const [read] = parse(csvLine(cells), { relax_column_count: true }) as string[][]
        const plain = read!.map((cell, i) => (cell === cells[i] ? cell : cell.slice(1)))
        assert.deepEqual(plain, cells)
      }),
    )
  })
})
