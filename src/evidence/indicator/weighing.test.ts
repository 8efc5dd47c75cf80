import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { day, plus, type Instant } from '#base'
import type { Assessment, Evidence, WatchAnswer } from './assessment.ts'
import { likelihoodOf, likelihoods } from './likelihood.ts'
import { matrixOf } from './rivals.ts'
import { suggestedWeights } from './suggested-weights.ts'
import { trendOf } from './trend.ts'
import { stepFor, watchProposal } from './watch-step.ts'
import { weigh } from './weighing.ts'
import { writeAssessment } from './written/written-assessment.ts'

const start = '2026-11-01T00:00:00.000Z' as Instant
const after = (days: number) => plus(start, days * day)

function piece(id: string, likely: number, more: Partial<Evidence> = {}): Evidence {
  return {
    ...{ id, sign: 'stockpiling', says: `It is said: ${id}`, since: start, halfLifeDays: null },
    ratio: { low: likely / 2, likely, high: likely * 2 },
    quotes: [{ document: `document of ${id}`, text: id, start: 0, end: id.length }],
    ...{ claims: [], family: null, group: null, consistency: {}, standing: 'counts', ...more },
  }
}

function assessment(evidence: readonly Evidence[], more: Partial<Assessment> = {}): Assessment {
  return {
    id: 'a',
    hypothesis: { id: 'strike', text: { en: 'A mass strike on the energy system within 30 days' } },
    rivals: [{ id: 'later', text: { en: 'They save up for spring' } }],
    ...{ horizonDays: 30, prior: { low: 0.1, likely: 0.2, high: 0.3 }, priorWhy: 'Two months of ten' },
    evidence,
    steps: [
      { id: 'heightened', raiseAt: 0.5, lowerAt: 0.35 },
      { id: 'high', raiseAt: 0.8, lowerAt: 0.65 },
    ],
    ...{ step: null, answers: [], areas: [], ...more },
  }
}

const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`)

describe('a weighed hypothesis', () => {
  test('is what a person reckons by hand', () => {
    // 0.2 / 0.8 = 0.25; 4 fades to 2 in one half-life; 0.5 does not fade: 0.25 × 2 × 0.5 = 0.25, and that is 20 %.
    const evidence = [piece('for', 4, { halfLifeDays: 10 }), piece('against', 0.5, { since: after(1) })]
    const { probability, sum } = weigh(assessment(evidence), after(10))
    close(probability.likely, 0.2)
    assert.deepEqual(
      sum.map((line) => [line.line, Number(line.odds.likely.toFixed(6))]),
      [
        ['prior', 0.25],
        ['times', 0.5],
        ['times', 0.25],
        ['posterior', 0.25],
      ],
    )
  })

  test('can be reckoned again from its lines', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0.05, max: 20, noNaN: true }),
            fc.integer({ min: 0, max: 60 }),
            fc.integer({ min: 1, max: 90 }),
          ),
          { maxLength: 12 },
        ),
        (all) => {
          const evidence = all.map(([ratio, days, half], i) =>
            piece(`e${i}`, ratio, { since: after(days), halfLifeDays: half }),
          )
          const { sum, probability } = weigh(assessment(evidence), after(60))
          let odds = 0
          for (const line of sum) {
            if (line.line === 'prior') odds = line.probability.likely / (1 - line.probability.likely)
            if (line.line === 'times')
              odds *= line.ratio.likely ** (0.5 ** (line.ageDays / line.halfLifeDays!))
          }
          const bounded = Math.min(0.99, Math.max(0.01, odds / (1 + odds)))
          assert.ok(Math.abs(bounded - probability.likely) < 1e-9)
          assert.ok(probability.low <= probability.likely && probability.likely <= probability.high)
          assert.ok(probability.low >= 0.01 && probability.high <= 0.99)
        },
      ),
    )
  })

  test('counts copies once, and as old as the first of them', () => {
    const original = piece('original', 4, { family: 'agency', halfLifeDays: 10 })
    const copy = piece('copy', 4, { family: 'agency', halfLifeDays: 10, since: after(9) })
    const both = weigh(assessment([copy, original]), after(10))
    close(both.probability.likely, weigh(assessment([original]), after(10)).probability.likely)
    assert.deepEqual(both.leftOut, [{ evidence: 'copy', because: 'copy', insteadOf: 'original' }])
  })

  test('counts another sign, and the other side, of one family', () => {
    const family = { family: 'agency' }
    const evidence = [
      piece('for', 4, family),
      piece('other', 3, { ...family, sign: 'bomber_movement' }),
      piece('against', 0.5, family),
    ]
    assert.deepEqual(weigh(assessment(evidence), start).leftOut, [])
  })

  test('counts the strongest of a group, as strong as it still is', () => {
    const group = { group: 'one convoy' }
    const evidence = [
      piece('fading', 8, { ...group, halfLifeDays: 1 }),
      piece('lasting', 2, { ...group, sign: 'missile_transport' }),
    ]
    const left = (days: number) => weigh(assessment(evidence), after(days)).leftOut.map((one) => one.evidence)
    assert.deepEqual(left(0), ['lasting'])
    assert.deepEqual(left(5), ['fading'])
  })

  test('does not know what comes later, nor what was withdrawn', () => {
    const evidence = [piece('later', 4, { since: after(2) }), piece('gone', 4, { standing: 'withdrawn' })]
    const { probability, leftOut, warnings } = weigh(assessment(evidence), after(1))
    close(probability.likely, 0.2)
    assert.deepEqual(leftOut.map(({ because }) => because).toSorted(), ['not-yet', 'withdrawn'])
    assert.deepEqual(warnings, ['no-evidence'])
  })

  test('is never certain', () => {
    const all = (ratio: number) =>
      Array.from({ length: 8 }, (_, i) =>
        piece(`e${i}`, ratio, { ratio: { low: ratio, likely: ratio, high: ratio } }),
      )
    const sure = weigh(assessment(all(20)), start)
    assert.deepEqual(sure.probability, { low: 0.99, likely: 0.99, high: 0.99 })
    assert.ok(sure.warnings.includes('held-at-bound'))
    assert.equal(weigh(assessment(all(1 / 20)), start).probability.likely, 0.01)
  })

  test('warns of one family, and of nothing against it', () => {
    const one = { quotes: [{ document: 'page', text: 'x', start: 0, end: 1 }] }
    const warnings = weigh(
      assessment([piece('a', 2, one), piece('b', 3, { ...one, sign: 'production' })], { rivals: [] }),
      start,
    )
    assert.deepEqual(warnings.warnings, ['one-family', 'nothing-against', 'wide-range', 'no-rivals'])
    const sides = [piece('a', 1.5), piece('b', 0.8)].map((one) => ({
      ...one,
      ratio: { low: 0.7, likely: one.ratio.likely, high: 1.6 },
    }))
    assert.deepEqual(weigh(assessment(sides), start).warnings, [])
  })
})

describe('competing explanations', () => {
  const evidence = [
    piece('stock', 3, { consistency: { later: 'consistent' } }),
    piece('movement', 4, { sign: 'bomber_movement', consistency: { later: 'very-inconsistent' } }),
    piece('words', 0.3, { sign: 'denial_of_threat', consistency: { later: 'consistent' } }),
  ]
  test('are ordered by what speaks against them', () => {
    const { ranking, rows, open } = matrixOf(assessment(evidence), start)
    assert.deepEqual(ranking, [
      { hypothesis: 'strike', inconsistency: 2, rank: 1 },
      { hypothesis: 'later', inconsistency: 2, rank: 1 },
    ])
    assert.equal(open, 0)
    assert.deepEqual(
      rows.map(({ evidence: id, diagnosticity, without }) => [id, diagnosticity, without]),
      [
        ['movement', 1, 'another-first'],
        ['words', 0.75, 'another-first'],
        ['stock', 0.25, 'same-order'],
      ],
    )
  })

  test('count what nobody judged as open, not as neutral evidence', () => {
    const { rows, open, ranking } = matrixOf(assessment([piece('a', 0.25)]), start)
    assert.equal(open, 1)
    // Nothing was held against the other, because nobody looked: it is not thereby the first.
    assert.deepEqual(ranking, [
      { hypothesis: 'strike', inconsistency: 2, rank: 1 },
      { hypothesis: 'later', inconsistency: 0, rank: null },
    ])
    assert.equal(rows[0]!.without, 'same-order')
    assert.equal(rows[0]!.diagnosticity, 0)
    assert.deepEqual(
      rows[0]!.cells.map(({ from }) => from),
      ['by-weight', 'nobody'],
    )
  })
})

describe('a trend', () => {
  test('says for each day what was known and how much of it was left', () => {
    const evidence = [piece('a', 4, { since: after(2), halfLifeDays: 2 })]
    const points = trendOf(assessment(evidence), { from: start, to: after(6) })
    assert.equal(points.length, 7)
    assert.deepEqual(
      points.map(({ probability }) => Number((probability.likely / (1 - probability.likely)).toFixed(4))),
      [0.25, 0.25, 1, 0.25 * 4 ** (0.5 ** 0.5), 0.5, 0.25 * 4 ** (0.5 ** 1.5), 0.25 * 4 ** 0.25].map((odds) =>
        Number(odds.toFixed(4)),
      ),
    )
    assert.deepEqual(points[2]!.since, ['a'])
  })
})

describe('a step of the watch', () => {
  const { steps } = assessment([])
  test('is proposed from its threshold on, and left only below the other one', () => {
    assert.equal(stepFor(steps, null, 0.49), undefined)
    assert.deepEqual(stepFor(steps, null, 0.5), { to: 'heightened', threshold: 0.5 })
    assert.deepEqual(stepFor(steps, null, 0.85), { to: 'high', threshold: 0.8 })
    assert.equal(stepFor(steps, 'heightened', 0.4), undefined, 'between the two it stays')
    assert.deepEqual(stepFor(steps, 'heightened', 0.34), { to: null, threshold: 0.35 })
    assert.deepEqual(stepFor(steps, 'high', 0.5), { to: 'heightened', threshold: 0.65 })
    assert.deepEqual(stepFor(steps, 'high', 0.1), { to: null, threshold: 0.65 })
  })

  test('that a person refused is not proposed again until something has changed', () => {
    const refusal: WatchAnswer = { to: 'heightened', answer: 'refused', at: start }
    const evidence = [piece('a', 8, { halfLifeDays: 4 })]
    const asked = assessment(evidence, { answers: [refusal] })
    assert.equal(watchProposal(assessment(evidence), start)?.to, 'heightened')
    assert.equal(watchProposal(asked, start), undefined)
    const again = {
      ...asked,
      evidence: [...evidence, piece('b', 8, { since: after(20), sign: 'bomber_loading' })],
    }
    assert.equal(watchProposal(again, after(20))?.to, 'heightened', 'it had gone below 35 % in between')
  })
})

describe('calibrated words', () => {
  test('cover the scale without a gap', () => {
    assert.deepEqual(
      [0.01, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 0.99].map((one) => likelihoodOf(one).code),
      [...likelihoods.map(({ code }) => code), 'almost-certain'],
    )
  })

  test('stand in three languages with the numbers beside them', () => {
    const evidence = [piece('a', 4), piece('b', 0.8)]
    const said = (language: 'en' | 'ru' | 'uk') =>
      writeAssessment(assessment(evidence), { at: start, language })
    assert.match(
      said('en').judgements[0]!,
      /^Unlikely \(20–45 %\): A mass strike .* Reckoned 44 %.* 8 to 85 %\.$/,
    )
    assert.match(said('ru').judgements[0]!, /^Маловероятно \(20–45 %\): /)
    assert.match(said('uk').judgements[0]!, /^Малоймовірно \(20–45 %\): /)
    assert.match(said('ru').judgements[2]!, /2 свидетельствах из 2 семей/)
    assert.ok(said('en').wouldChange.some((line) => line.startsWith('Without “It is said: a”')))
    assert.ok(said('en').doubts.length > 0, 'two cells of the matrix are open')
  })
})

describe('weights to begin with', () => {
  test('stand within the bounds, low to high', () => {
    for (const { sign, ratio } of suggestedWeights)
      assert.ok(
        ratio.low >= 0.05 && ratio.low <= ratio.likely && ratio.likely <= ratio.high && ratio.high <= 20,
        sign,
      )
  })
})
