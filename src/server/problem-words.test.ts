import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { z } from 'zod'
import { misfitOf, refuse } from '#base'
import { becauseOf } from '#people'
import { staffLanguages, type StaffLanguage } from '#web'
import { problemBody } from './problem-document.http.ts'
import { problemWordsFor, problemWordsIn } from './problem-languages.ts'
import type { ProblemWords } from './problem-words.ts'
import { allClauses, englishOnly, owed } from './problem-words-wanted.ts'
import { allProblems } from './problems.ts'

const languages = staffLanguages.filter((language) => language !== 'en')
const patterns: readonly string[] = englishOnly.flatMap(({ codes }) => codes)
const isEnglishOnly = (code: string) =>
  [...patterns, ...owed].some((one) => (one.endsWith('*') ? code.startsWith(one.slice(0, -1)) : code === one))
const wanted = Object.keys(allProblems).filter((code) => !isEnglishOnly(code))

const slots = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].toSorted()
/** What one writes alike in every language: names of the product, of programs, formats and standards; codes, addresses, values. */
const alike =
  /`[^`]*`|[«״“][\w ]+[»״”]|https?:\S+|\S*\/\S+|[A-Z]{2,}[\w-]*|docs\S+|\b(?:Windows-1251|RFC|CAP|JSON|GeoJSON|GeoNames|Tocsin|Update|Error|cookies?|fragment|live|true|false|lon|lat|id|name|area|operator|renewBy|low|likely|high|lowerAt|raiseAt|start|end|km|all-hazards|Content-Type|Authorization: Bearer|proxy|https?|npm run build)\b/g

/** Everything that is wrong with a language's words: nothing, where they are complete. */
function wrongWith(words: ProblemWords, language: StaffLanguage): readonly string[] {
  const wrong: string[] = []
  const own = language === 'he' ? /[\u0590-\u05ff]/ : /[\u0400-\u04ff]/
  const strange = language === 'uk' ? /[ыэёъ]/i : language === 'ru' ? /[іїєґ]/i : /[\u0400-\u04ff]/
  const check = (of: string, english: string, said: string) => {
    if (slots(said).join() !== slots(english).join()) wrong.push(`${of} has other places: ${said}`)
    if (said !== said.trim() || said === '' || said.includes('!'))
      wrong.push(`${of} is not written well: ${said}`)
    if (!own.test(said) && /\p{L}/u.test(said.replace(/\{\w+\}/g, '')))
      wrong.push(`${of} is not told: ${said}`)
    if (strange.test(said)) wrong.push(`${of} has a letter of another language: ${said}`)
    const left = said.replace(/\{\w+\}/g, '').replace(alike, '')
    if (/[A-Za-z]{3,}/.test(left)) wrong.push(`${of} has English left in it: ${left}`)
  }
  for (const code of wanted) {
    const said = Object.hasOwn(words.kinds, code) ? words.kinds[code] : undefined
    const english = allProblems[code]!
    if (said === undefined) wrong.push(`${code} is missing`)
    else {
      check(`${code} says`, english.says, said.says)
      // What to do may be said more plainly, but never with a place that nothing fills.
      const unfilled = slots(said.advice).filter((slot) => !`${english.says}${english.advice}`.includes(slot))
      if (unfilled.length > 0) wrong.push(`${code} advice has ${unfilled.join()}, which nothing fills`)
      const spoken = said.advice.replace(/\{\w+\}/g, '')
      check(`${code} advice`, spoken, spoken)
    }
  }
  for (const code of Object.keys(words.kinds)) if (!wanted.includes(code)) wrong.push(`${code} is too much`)
  for (const [detail, clauses] of Object.entries(allClauses)) {
    const said = words.clauses[detail] ?? {}
    for (const clause of clauses)
      if (said[clause] === undefined) wrong.push(`${detail}: ${clause} is missing`)
      else check(`${detail}: ${clause}`, clause, said[clause])
    for (const clause of Object.keys(said))
      if (!(clauses as readonly string[]).includes(clause)) wrong.push(`${detail}: ${clause} is too much`)
  }
  return wrong
}

describe('what stays English', () => {
  test('is named by codes that there are', () => {
    for (const pattern of patterns)
      assert.ok(
        Object.keys(allProblems).some((code) =>
          pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern,
        ),
        pattern,
      )
  })
})

for (const language of languages) {
  describe(`problems in ${language}`, () => {
    let words: ProblemWords
    before(async () => {
      words = (await problemWordsIn(language))!
    })

    test('say all that they say in English, with the same places in it', () => {
      assert.deepEqual(wrongWith(words, language), [])
    })

    test('are found wanting where anything is missing, too much, or left in English', () => {
      const { 'areas/unknown': unknown, ...others } = words.kinds
      const spoilt = (kinds: ProblemWords['kinds'], clauses = words.clauses) =>
        wrongWith({ ...words, kinds, clauses }, language)
      assert.deepEqual(spoilt(others), ['areas/unknown is missing'])
      assert.deepEqual(spoilt({ ...words.kinds, 'cap/bad-time': unknown! }), ['cap/bad-time is too much'])
      const changed = (one: Partial<typeof unknown>) =>
        spoilt({ ...words.kinds, 'areas/unknown': { ...unknown!, ...one } })
      assert.match(changed({ says: unknown!.says.replace('{names}', '') }).join(), /other places/)
      assert.match(changed({ advice: `${unknown!.advice} {nothing}` }).join(), /nothing fills/)
      assert.match(changed({ advice: 'Take one of the suggestions.' }).join(), /not told/)
      assert.match(changed({ advice: `${unknown!.advice} Or its code.` }).join(), /English left/)
      const { because: _, ...clauses } = words.clauses
      assert.match(spoilt(words.kinds, clauses).join(), /because: you signed out is missing/)
    })

    test('keep code, place and details as they are in English', () => {
      const { problem } = refuse('people/outside-mode', { mode: 'live', modes: ['drill', 'test'] })
      const [english, told] = [problemBody(problem), problemBody(problem, words)]
      for (const same of ['code', 'type', 'status', 'mode', 'modes'])
        assert.deepEqual(told[same], english[same], same)
      for (const other of ['title', 'detail', 'advice']) assert.notEqual(told[other], english[other], other)
      assert.doesNotMatch(`${told.detail}${told.advice}`, /live|drill|test/)
    })

    test('know every clause that a value out of shape, an ended session and a phrase are told in', () => {
      const shape = z.strictObject({
        text: z.string().min(2).max(3).optional(),
        some: z.array(z.string()).min(2).max(3).optional(),
        count: z.int().min(2).max(3).optional(),
        one: z.enum(['a', 'b']).optional(),
        either: z.union([z.string(), z.boolean()]).optional(),
        form: z.string().regex(/x/).optional(),
      })
      const wrong = [
        ...[{ text: 1 }, { text: 'a' }, { text: 'abcd' }, { some: [] }, { some: ['a'] }, { some: 'a' }],
        ...[{ some: ['a', 'b', 'c', 'd'] }, { count: 1 }, { count: 4 }, { count: 2.5 }, { count: 'a' }],
        ...[{ one: 'c' }, { either: 1 }, { form: 'a' }, { other: 1 }],
      ]
      const why = wrong.map((value) => misfitOf(shape.safeParse(value).error!.issues).why)
      const problems = [
        ...why.map((one) => refuse('server/invalid-request', { at: 'body', why: one })),
        ...Object.values(becauseOf).map((because) => refuse('people/session-over', { because })),
      ]
      for (const { problem } of problems) {
        const { detail } = problemBody(problem, words)
        const { why: said = problem.details['because'] } = problem.details
        assert.ok(!detail.includes(String(said)), detail)
      }
    })

    test('leave what they have no words for as it came', () => {
      const { problem } = refuse('exchange/unreachable', { host: 'example.org', why: 'ECONNRESET, or so' })
      assert.match(problemBody(problem, words).detail, /ECONNRESET/)
      const bare = refuse('cap/bad-trust-list', { why: 'x' }).problem
      assert.deepEqual(problemBody(bare, words), problemBody(bare))
    })
  })
}

describe('the language of a problem', () => {
  test('is the first of the reader’s that problems are told in, English where none is', async () => {
    const chosen = async (wishes: string | undefined) => (await problemWordsFor(wishes))?.language ?? 'en'
    assert.equal(await chosen('uk'), 'uk')
    assert.equal(await chosen('fr-CH, he;q=0.5, ru;q=0.8'), 'ru')
    assert.equal(await chosen('en-GB, uk;q=0.9'), 'en')
    for (const wishes of [undefined, '', '*', 'fr', 'uk;q=0', ', ,;;q'])
      assert.equal(await chosen(wishes), 'en')
  })

  test('in Hebrew keeps what is Latin from turning the line around', async () => {
    const words = await problemWordsIn('he')
    const { detail } = problemBody(refuse('areas/unknown', { text: 'Kyiv', names: ['UA-30'] }).problem, words)
    assert.match(detail, /\u2068Kyiv\u2069.*\u2068UA-30\u2069/)
  })
})
