import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { JsonObject } from '#base'
import { shippedThreatBook } from '#threats'
import { readPhrases } from './phrase-book.fs.ts'
import {
  changedBook,
  mergedChanges,
  missingPhrases,
  phrasesOf,
  slotRuleOf,
  wrongWithPhrase,
} from './phrase-changes.ts'
import { mostUnits, tryPhrases, type TrialGround } from './phrase-trial.ts'

const read = await readPhrases()
assert.ok(read.ok, JSON.stringify(read))
const { shipped } = read.value
const english = shipped.get('en') as JsonObject

describe('the phrases of a shipped book', () => {
  test('each could be written here: nothing that ships is refused of somebody who writes it', () => {
    for (const json of shipped.values())
      for (const [path, text] of Object.entries(phrasesOf(json)))
        assert.equal(wrongWithPhrase(path, text), undefined, `${path}: ${text}`)
  })

  test('laid over their own book change nothing', () => {
    for (const json of shipped.values()) {
      const made = changedBook(json, phrasesOf(json))
      assert.ok(made.ok, JSON.stringify(made))
      assert.deepEqual(made.value.json, json)
    }
  })

  test('are the same places in every language, whatever its plural forms and its ways of saying them', () => {
    const all = [...shipped.values()].map(phrasesOf)
    for (const own of all) assert.deepEqual(missingPhrases(own, all), [])
    const { learn: _, ...without } = all[0]!
    assert.deepEqual(missingPhrases(without, all), ['learn'])
    const fewer = Object.fromEntries(Object.entries(all[0]!).filter(([path]) => !path.endsWith('[1]')))
    assert.deepEqual(missingPhrases(fewer, all), [])
  })
})

describe('changes of phrases', () => {
  test('any single shipped phrase can be replaced by another text of its own kind, and taken back', () => {
    const from = phrasesOf(english)
    const paths = Object.keys(from)
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const text = `${from[path]} `
        const made = changedBook(english, { [path]: text })
        assert.ok(made.ok, `${path}: ${JSON.stringify(made)}`)
        assert.equal(phrasesOf(made.value.json)[path], text)
        const kept = mergedChanges(from, {}, { [path]: text })
        assert.deepEqual(kept, { [path]: text })
        assert.deepEqual(mergedChanges(from, kept, { [path]: null }), {})
        assert.deepEqual(mergedChanges(from, kept, { [path]: from[path]! }), {})
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  test('no path whatever reaches what is not a phrase', () => {
    const path = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc
        .array(
          fc.constantFrom(
            'texts',
            'warning',
            '90',
            '[0]',
            '[99]',
            '__proto__',
            'constructor',
            'format',
            'length',
          ),
          { maxLength: 6 },
        )
        .map((steps) => steps.join('.').replaceAll('.[', '[')),
    )
    fc.assert(
      fc.property(path, (at) => {
        const made = changedBook(english, { [at]: '{Danger}: {place}.' })
        if (!made.ok) return
        for (const member of ['format', 'language', 'guidance', 'reviewed'])
          assert.deepEqual(made.value.json[member], english[member])
        assert.equal(Object.getPrototypeOf(made.value.json), Object.prototype)
      }),
      { seed: 5, numRuns: 500 },
    )
    assert.equal(({} as { '0'?: unknown })['0'], undefined)
  })

  test('add a way of saying it behind the others, and none with a gap before it', () => {
    const count = Object.keys(phrasesOf(english)).filter((path) => path.startsWith('texts.lapse.90[')).length
    const at = (index: number) => `texts.lapse.90[${index}]`
    const text = '{Brief}: {place}.'
    assert.ok(changedBook(english, { [at(count + 1)]: text, [at(count)]: text }).ok)
    const gap = changedBook(english, { [at(count + 1)]: text })
    assert.equal(!gap.ok && gap.problem.at, at(count + 1))
  })

  test('may name what is filled in their place, and nothing else', () => {
    for (const [path, text, why] of [
      ['texts.warning.90[0]', '{Danger}: {place}. {act}', undefined],
      ['texts.warning.90[0]', '{Danger} {sos}: {place}', undefined],
      ['texts.warning.90[0]', '[{place}: ]{Danger}', undefined],
      ['texts.warning.90[0]', '{Danger}', /“place” must stand in it once/],
      ['texts.warning.90[0]', '{place} {place}', /once/],
      ['modes.test.90[0]', 'TEST. {text}', undefined],
      ['modes.test.90[0]', '{text} TEST.', /before the text/],
      ['modes.test.90[0]', '1. {text}', /before the text/],
      ['coloured', '{danger}', undefined],
      ['coloured', '{colour}', /“danger”/],
      ['places.within', '{places} in {region}', undefined],
      ['places.within', '{region}', /“places”/],
      ['learn', 'Call {sos}.', undefined],
      ['learn', 'Call {phone}.', /no slot “phone”/],
      ['learn', 'Call {.', /bracket/],
      ['emergencyNumber', '{sos}', /no slot/],
    ] as const) {
      const wrong = wrongWithPhrase(path, text)
      if (why === undefined) assert.equal(wrong, undefined, `${path} ${text}`)
      else assert.match(wrong ?? 'taken', why, `${path} ${text}`)
    }
    assert.deepEqual(slotRuleOf('textsy.x').slots, [])
  })
})

describe('a trial of a whole book', () => {
  const threats = shippedThreatBook()
  const ground: TrialGround = {
    ...{ threats, ladders: threats.ladders(), timeZone: 'Europe/Moscow', describe: () => ({}) },
    issuers: [{ en: 'Lipetsk Oblast operations centre', uk: 'Штаб', ru: 'Штаб' }],
    areas: ['Zadonsky District', 'Terbunsky District', 'Yeletsky District'].map((en, i) => ({
      ...{ code: `t:${i}` as never, names: { en, uk: 'Задонський район', ru: 'Задонский район' } },
      shape: null,
    })),
  }
  const outcome = (json: JsonObject, changes: { readonly [path: string]: string }) => {
    const made = changedBook(json, changes)
    assert.ok(made.ok, JSON.stringify(made))
    const trials = tryPhrases(made.value.book, ground)
    for (let tried = 0; ; tried++) {
      const { done, value } = trials.next()
      if (done === true) return { tried, problem: value?.problem }
    }
  }

  test('finds nothing wrong with what ships', () => {
    for (const json of shipped.values()) {
      const { tried, problem } = outcome(json, {})
      assert.equal(problem, undefined, JSON.stringify(problem))
      assert.ok(tried > 1_000, String(tried))
    }
  })

  test('finds the one advice that no longer fits anywhere, by the place where it is said', () => {
    const everywhere = Object.keys(phrasesOf(english)).filter((path) => path.startsWith('texts.warning.90['))
    const { problem } = outcome(english, {
      'advice.flood.danger.short':
        'Go to the highest floor that you can reach and stay there until you are told',
      ...Object.fromEntries(everywhere.map((path) => [path, '{Brief}: {place}. {short}'])),
    })
    assert.equal(problem?.code, 'alerts/phrases-do-not-fit')
    assert.equal(problem?.at, 'texts.warning.90')
    // The longest name of those that ask the same of people.
    assert.equal(problem?.details['threat'], 'storm-surge')
  })

  test('finds a mark of a drill that leaves no room, though the live texts fit', () => {
    const mark = 'DRILL OF THE REGIONAL EMERGENCY SERVICE, THERE IS NO DANGER TO ANYBODY HERE. {text}'
    const { problem } = outcome(english, { 'modes.drill.90[0]': mark, 'modes.drill.90[1]': mark })
    assert.equal(problem?.details['mode'], 'drill')
  })

  test('holds the longest text to what a cell broadcast has room for', () => {
    assert.deepEqual(
      [mostUnits(1395, 'gsm-7'), mostUnits(1395, 'ucs-2'), mostUnits(360, 'ucs-2')],
      [1395, 615, 360],
    )
    const russian = shipped.get('ru') as JsonObject
    const long = Object.keys(phrasesOf(russian)).filter((path) => path.startsWith('texts.all-clear.1395['))
    const text = `{issuer}: {place}. ${'Опасность миновала. '.repeat(35).trim()}`
    const { problem } = outcome(russian, Object.fromEntries(long.map((path) => [path, text])))
    assert.deepEqual([problem?.at, problem?.details['length']], ['texts.all-clear.1395', 615])
  })
})
