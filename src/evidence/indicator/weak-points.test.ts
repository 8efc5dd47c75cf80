import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readIndicators } from './read-indicators.ts'

const weak = (text: string) =>
  readIndicators(text).doubts.flatMap(({ code, quotes }) =>
    code.startsWith('indicator-') && !/actor|target/.test(code) ? [[code, quotes.at(-1)?.text]] : [],
  )

describe('the weak points of signs', () => {
  test('are guesses, sources without a name, and reasons that were announced and never given', () => {
    assert.deepEqual(
      weak(
        'Three factors point to a mass strike on Ukraine. First, numerous reports say that Russian plants are producing more drones each month. Sunday’s attack could be a rehearsal.',
      ),
      [
        ['indicator-unsourced', 'numerous reports'],
        ['indicator-speculative', 'Sunday’s attack could be a rehearsal'],
        ['indicator-reasons-missing', 'Three factors'],
      ],
    )
    assert.deepEqual(
      weak(
        'Как сообщается, россияне накапливают ракеты на аэродромах. Возможно, это была репетиция массированного удара.',
      ),
      [
        ['indicator-unsourced', 'Как сообщается'],
        ['indicator-speculative', 'это была репетиция массированного удара'],
      ],
    )
    assert.deepEqual(weak('Джерела кажуть, що ворог накопичує ракети. Можливо, пробний удар уже був.'), [
      ['indicator-unsourced', 'Джерела'],
      ['indicator-speculative', 'пробний удар уже був'],
    ])
  })

  test('are not where everything is seen, signed and counted to its end', () => {
    const whole =
      'Two factors point to a strike on Ukraine. First, Russia is stockpiling missiles, Andriy Kovalenko said. Second, its bombers flew to Olenya on Sunday.'
    assert.deepEqual(weak(whole), [])
    assert.deepEqual(weak('Two factors slowed the harvest. First, it rained.'), [])
  })

  test('a remark of somebody among signs of the author’s own makes it no text of theirs', () => {
    const text =
      'Russia is stockpiling missiles and preparing a mass strike on Ukraine. Its bombers flew to Olenya. Its frigates put to sea. The airspace over Saratov is closed. The drones are produced in thousands, Tehran says.'
    const at = text.indexOf('The drones')
    const statements = [
      {
        speaker: 'Tehran',
        role: null,
        onBehalfOf: null,
        quote: { text: text.slice(at), start: at, end: text.length },
      },
    ]
    assert.equal(readIndicators(text, { statements }).speaker, null)
  })
})
