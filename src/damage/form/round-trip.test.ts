import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { findingsIn, readXml, writeXml } from '#cap/reader'
import { instantOf } from '#base'
import { absent, program } from '../../../test/support/absent.ts'
import { filledIn } from '../../../test/support/openrosa-client.ts'
import { isAsked, missingIn, readAnswers, type Answers } from './answers.ts'
import type { Choice, Field, FieldKey, Form } from './form.ts'
import { readFormFile } from './form-yaml.node.ts'
import { answersIn, headOf } from './submission.ts'
import { formLanguages, xformWords } from './xform-words.ts'
import { xformOf } from './xform.ts'

const areas = ['RU-LIP', 'gn:465724'].map((code) => ({ code, names: { en: `Area ${code} <&> “x”` } }))
const ground = { hasArea: (code: string) => areas.some((one) => one.code === code) }
const written = (form: Form): string => {
  const text = writeXml(xformOf(form, '1.abc', { ...xformWords, languages: formLanguages, areas }))
  assert.ok(text.ok, JSON.stringify(text))
  return text.value
}
const rootOf = (xml: string) => {
  const found = findingsIn(xml)
  const root = readXml(xml, found)
  assert.ok(root !== undefined && found.errors === 0, JSON.stringify(found.all()))
  return root
}

/** As a client writes answers into the form's instance. */
function paths(answers: Answers): { readonly [path: string]: string } {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]): readonly [string, string][] => {
      if (typeof answer === 'string') return [[key, answer]]
      if (typeof answer === 'number') return [[key, String(answer)]]
      if (Array.isArray(answer)) return [[key, answer.join(' ')]]
      if ('lon' in answer)
        return [[key, `${answer.lat} ${answer.lon} 0.0 ${answer.accuracyMetres ?? 'none'}`]]
      const { atLeast, atMost } = answer as { readonly atLeast: number; readonly atMost: number | null }
      return [
        [`${key}/at_least`, String(atLeast)],
        ...(atMost === null ? [] : [[`${key}/at_most`, String(atMost)] as const]),
      ] as [string, string][]
    }),
  )
}

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  // What XML doesn't have, and what a reader of XML makes one of.
  .map((one) =>
    one
      .replace(/[^\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
      .normalize('NFC')
      .trim(),
  )
  .filter((one) => one !== '')
const names = text.map((en) => ({ en, he: 'שם' }))
const choicesArb = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/), { minLength: 1, maxLength: 5 })
  .chain((keys) => fc.tuple(...keys.map((key) => fc.record({ key: fc.constant(key), names }))))
const asks = ['text', 'number', 'range', 'choice', 'choices', 'point', 'area', 'photo', 'moment'] as const
const fieldArb = (n: number): fc.Arbitrary<Field> =>
  fc
    .record({ ask: fc.constantFrom(...asks), names, choices: choicesArb })
    .map(({ ask, names: said, choices }) => ({
      ...{ key: `field_${n}` as FieldKey, ask, names: said, hint: {}, needed: 'no', when: null },
      ...{ longest: 300, least: 0, most: 1_000, choices: choices as readonly Choice[] },
    })) as fc.Arbitrary<Field>
const formArb: fc.Arbitrary<Form> = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => fieldArb(n))))
  .chain((all) =>
    fc.array(fc.nat(), { minLength: all.length, maxLength: all.length }).map((hangs) => {
      const fields = all.map((field, n): Field => {
        const before = all
          .slice(0, n)
          .filter((one) => 'choices' in one && ['choice', 'choices'].includes(one.ask))
        const on = before[hangs[n]! % (before.length + 1)]
        if (on === undefined || !('choices' in on)) return field
        return { ...field, when: { field: on.key, is: [on.choices[0]!.key] } }
      })
      const place = { point: null, area: null, address: null }
      return {
        id: 'made' as never,
        version: 1,
        hash: '' as never,
        names: { en: 'Made' },
        fields,
        place,
        seen: null,
        observations: [],
      }
    }),
  )
const answerArb = (field: Field): fc.Arbitrary<unknown> => {
  switch (field.ask) {
    case 'text':
      return text
    case 'number':
      return fc.integer({ min: 0, max: 1_000 })
    case 'range':
      return fc
        .tuple(fc.integer({ min: 0, max: 500 }), fc.option(fc.integer({ min: 500, max: 1_000 })))
        .map(([atLeast, atMost]) => ({ atLeast, atMost }))
    case 'choice':
      return fc.constantFrom(...field.choices.map(({ key }) => key))
    case 'choices':
      return fc.subarray(
        field.choices.map(({ key }) => key),
        { minLength: 1 },
      )
    case 'point':
      return fc.record({
        lon: fc.integer({ min: -1_800_000, max: 1_800_000 }).map((one) => one / 10_000),
        lat: fc.integer({ min: -900_000, max: 900_000 }).map((one) => one / 10_000),
        accuracyMetres: fc.option(fc.integer({ min: 1, max: 500 })),
      })
    case 'area':
      return fc.constantFrom(...areas.map(({ code }) => code))
    case 'photo':
      return fc.integer({ min: 1, max: 1e12 }).map((n) => `${n}.jpg`)
    case 'moment':
      return fc.integer({ min: 0, max: 2e12 }).map(instantOf)
  }
}

describe('form, XForm and submission', () => {
  test('say the same all the way round, whatever is asked and answered', () => {
    let compared = 0
    fc.assert(
      fc.property(
        formArb.chain((form) =>
          fc
            .tuple(...form.fields.map((field) => fc.option(answerArb(field), { nil: undefined })))
            .map((all) => ({
              form,
              given: Object.fromEntries(all.map((one, n) => [form.fields[n]!.key, one])),
            })),
        ),
        ({ form, given }) => {
          const answers = readAnswers(form, given, ground)
          assert.ok(answers.ok, JSON.stringify(answers))
          const xml = filledIn(written(form), paths(answers.value), { instance: 'uuid:made-by-chance-1' })
          const root = rootOf(xml)
          const head = headOf(root)
          assert.ok(head.ok, JSON.stringify(head))
          assert.deepEqual(head.value, {
            ...{ form: 'made', version: '1.abc', submission: 'uuid:made-by-chance-1', replaces: null },
          })
          const back = readAnswers(form, answersIn(root, form), ground)
          assert.ok(back.ok, JSON.stringify(back))
          assert.deepEqual(back.value, answers.value)
          compared += Object.keys(answers.value).length
        },
      ),
      { numRuns: 300 },
    )
    assert.ok(compared > 300)
  })

  test('leaves out what is not asked, and misses nothing of it', () => {
    fc.assert(
      fc.property(formArb, (form) => {
        for (const field of form.fields)
          if (field.when !== null) {
            assert.ok(!isAsked(field, {}))
            assert.ok(!missingIn({ fields: [{ ...field, needed: 'yes' }] }, {}).length)
          }
      }),
      { numRuns: 50 },
    )
  })

  test('is XML to an independent reader', { skip: absent('xmllint') }, () => {
    const file = readFileSync(new URL('../../../packs/forms/damage-assessment.yaml', import.meta.url), 'utf8')
    const it = readFormFile(file)
    assert.ok('form' in it)
    const xml = written({ ...it.form, version: 1 })
    execFileSync(program('xmllint')!, ['--noout', '--nonet', '-'], { input: xml })
    const count = (xpath: string) =>
      Number(
        execFileSync(program('xmllint')!, ['--xpath', `count(${xpath})`, '-'], {
          input: xml,
          encoding: 'utf8',
        }),
      )
    assert.equal(count(`//*[local-name()='translation']`), 4)
    // Each text in each language, and no text that is asked for by nobody.
    const texts = count(`//*[local-name()='text']`)
    assert.equal(texts % 4, 0)
    const asked = new Set([...xml.matchAll(/jr:itext\('([^']+)'\)/g)].map(([, id]) => id))
    assert.equal(asked.size, texts / 4)
  })
})
