import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readIndicators } from './read-indicators.ts'

const report = '../shared/reports/strike-indicators.txt'
const set = '../shared/evidence/indicators.dev.jsonl'
const absent = (file: string) => (existsSync(file) ? false : `${file} is not here`)

const texts = [
  'Russia is massing Tu-95MS bombers at Olenya; “missiles are already on board”, Ihnat said. No ships are at sea.',
  'Ворог накопичив понад 500 ракет, 18 кораблів вийшли на бойове чергування: це не навчання!',
  'Стратегическая авиация не взлетала (нет, не было), запасы ракет на исходе — удар возможен через 24–48 часов?',
  'The reservoir is full, the river is rising; forecasters expect torrential rain.',
]

describe('reading indicators', () => {
  test('rests every value on exact words, whatever the text', () => {
    const pieces = texts.flatMap((text) => text.split(/(?<=[\s,.;])/))
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 60 }),
        (parts) => {
          const text = parts.join('')
          const { indicators, doubts, horizon, date } = readIndicators(text)
          for (const { quote } of [
            ...indicators,
            ...doubts.flatMap(({ quotes }) => quotes.map((one) => ({ quote: one }))),
          ])
            assert.equal(text.slice(quote.start, quote.end), quote.text)
          for (const value of [horizon, date]) assert.ok(value === null || text.includes(value))
        },
      ),
      { numRuns: 300 },
    )
  })

  for (const [name, text] of [
    ['one word again and again', 'ракети '.repeat(2_900)],
    [
      'a sentence without an end',
      'Ворог накопичив ракети, а бомбардувальники злетіли і кораблі вийшли '.repeat(300),
    ],
    ['nothing but signs of punctuation', '—,;:"«»'.repeat(2_900)],
    ['months and numbers', '24 до 28 грудня протягом 24 чи '.repeat(650)],
  ] as const)
    test(`takes time that grows with the text alone: ${name}`, () => {
      readIndicators(text.slice(0, 2_000))
      const whole = text.slice(0, 20_000)
      // The time of the processor: how busy the machine is says nothing of the reading.
      const began = process.cpuUsage()
      readIndicators(whole)
      const { user, system } = process.cpuUsage(began)
      const took = (user + system) / 1_000
      assert.ok(took < 1_500, `${Math.round(took)} ms`)
    })

  test('finds what a report of signs rests on', { skip: absent(report) }, () => {
    const { timing, argues, actor, target, indicators } = readIndicators(readFileSync(report, 'utf8'))
    assert.deepEqual(
      { timing, argues, actor, target },
      { timing: 'before', argues: 'yes', actor: 'Russia', target: 'Ukraine' },
    )
    const types = new Set(indicators.map(({ sign, type }) => `${sign}${type}`))
    for (const type of ['+rehearsal_strike', '+production', '+season_winter', '+prior_pattern'])
      assert.ok(types.has(type), type)
  })

  test('never turns actor and target round in the labelled texts', { skip: absent(set) }, () => {
    for (const line of readFileSync(set, 'utf8').trim().split('\n')) {
      const row = JSON.parse(line) as { id: string; text: string; actor: string; target: string }
      const { actor, target } = readIndicators(row.text)
      assert.notEqual(actor, row.target, row.id)
      assert.notEqual(target, row.actor, row.id)
    }
  })
})
