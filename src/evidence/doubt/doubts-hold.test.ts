/** What must hold of doubts about any text: exact words, no throw, no text that takes long. */
import assert from 'node:assert/strict'
import process from 'node:process'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { doubtsAcross } from './doubts-across.ts'
import { doubtsInText } from './doubts-in-text.ts'

const saidAt = '2025-11-20T09:00:00Z'
const doubtsOf = (text: string) => {
  const words = wordsOf(text)
  return doubtsInText(text, words, [], { language: languageOf(words, text), saidAt })
}

/** In milliseconds. */
function processorTimeOf(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

/** Pieces that rules look for, in any order. */
const pieces = fc.constantFrom(
  ...'Russian forces|struck|Lipetsk region of Russia|.|. |, |: |\n|\n\n- |104 drones|were shot down|57|39|at 22:36|evening of 18 April|[insert date]'.split(
    '|',
  ),
  ...'Через кілька хвилин, о 06:59|«Герань-2»|дальность|2 км|500 кг|Monday, 10 November 2025|31 апреля|погибли|трое|Пострадавших нет|Igor Artamonov'.split(
    '|',
  ),
  ...'Igor Artemnov|Богомaz|power cuts. power supply|(BPLs)|12 of 10 missiles|Shahed|is quoted as|lasted 45 minutes|Governor Andrei Gusev of Voronezh Oblast|In July 2014|Shahed drones|declared the red level at 22:36|after the full-scale invasion|from 10:00 to 12:00|magnitude 11|😀|\u0301|’|“'.split(
    '|',
  ),
)
const texts = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: pieces },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(' '))

describe('doubts about any text', () => {
  test('quote exact words of it, each once, in its order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0
        for (const { quotes, message } of doubtsOf(text)) {
          assert.ok(quotes.length > 0 && message.endsWith('.'))
          assert.ok(quotes[0]!.start >= last)
          last = quotes[0]!.start
          for (const { start, end, text: quoted, document } of quotes) {
            assert.ok(start < end && document === null)
            assert.equal(text.slice(start, end), quoted)
          }
        }
      }),
      { numRuns: 400, seed: 47 },
    )
  })

  test('between documents quote exact words of the document they name', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 6 }), (all) => {
        const documents = all.map((text, index) => ({
          id: `d${index}`,
          text,
          saidAt: null,
          url: null,
          statements: [],
        }))
        for (const { quotes } of doubtsAcross(documents))
          for (const { start, end, text, document } of quotes)
            assert.equal(documents.find(({ id }) => id === document)!.text.slice(start, end), text)
      }),
      { numRuns: 100, seed: 47 },
    )
  })

  test('come soon, whatever 20,000 characters are made of', () => {
    const hostile = [
      'a '.repeat(10_000),
      '1 '.repeat(10_000),
      '[insert '.repeat(2_500),
      '22:36 '.repeat(3_300),
      'Igor Artamonov '.repeat(1_333),
      'Shahed 136 up to 2 km. '.repeat(870),
      'Russian forces struck Kharkiv. Ukrainian forces struck Kharkiv. '.repeat(312),
      'Three people were killed in Kharkiv. Five people were killed in Kharkiv. '.repeat(274),
      'the first confirmed attack on '.repeat(660),
      'не может не может не может подтвердить '.repeat(512),
      '«'.repeat(20_000),
      'из '.repeat(6_666),
      'Петров Сидоров Иванов Artemnov '.repeat(640),
      'lasted two hours from 10:00 to 12:00 and '.repeat(480),
      'On 5 May 2014 Shahed drones struck Kharkiv in Sumy Oblast. '.repeat(338),
      'Governor Alexander Gusev of Voronezh Oblast and Governor Andrei Gusev of Tula Oblast. '.repeat(232),
      'Mayor Oleh Melnyk declared the red level at 22:36 and lifted the red level at 23:40. '.repeat(235),
      'after the full-scale invasion in May 2020 '.repeat(476),
      'губернатор '.repeat(1_818),
    ]
    for (const text of hostile) doubtsOf(text)
    for (const text of hostile) {
      // The processor’s time, not the clock’s, and the best of three: others may work on this machine. Each takes about
      // 20 ms; what takes the square of its length would take seconds.
      const took = Math.min(...[1, 2, 3].map(() => processorTimeOf(() => doubtsOf(text))))
      assert.ok(took < 500, `${took.toFixed(0)} ms for “${text.slice(0, 30)}…”`)
    }
  })

  test('between long documents come soon, whatever these are made of', () => {
    const hostile = [
      'Russian forces struck Kharkiv. ',
      'launched from Kursk and hit Kursk and ',
      '“Words that nobody has said” ',
    ].map((part) => part.repeat(20_000 / part.length))
    const documents = Array.from({ length: 12 }, (_, at) => ({
      ...{ id: `d${at}`, text: hostile[at % 3]!, saidAt: null, url: null },
      statements: [],
    }))
    doubtsAcross(documents)
    const took = Math.min(...[1, 2, 3].map(() => processorTimeOf(() => doubtsAcross(documents))))
    assert.ok(took < 4_000, `${took.toFixed(0)} ms`)
  })
})
