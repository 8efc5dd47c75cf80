/** An assessment written out for a reader: how likely in calibrated words, what it rests on with quotations, what speaks against it, its doubts. */
import { day, plus, type InLanguages, type Instant } from '#base'
import { doubtKinds, type TextDoubt } from '../../doubt/doubt.ts'
import type { Quote } from '../../text/quote.ts'
import type { Assessment, Evidence } from '../assessment.ts'
import { likelihoodOf, type Likelihood } from '../likelihood.ts'
import { matrixOf } from '../rivals.ts'
import { watchProposal } from '../watch-step.ts'
import { countedAt, familyOf, sideOf, weigh, type SumLine } from '../weighing.ts'
import { assessmentWords, filled, type WrittenLanguage } from './assessment-words.ts'

export interface WrittenEvidence {
  readonly evidence: string
  readonly says: string
  readonly weight: string
  readonly quotes: readonly (Quote & { readonly document: string | null })[]
}

export interface WrittenAssessment {
  readonly language: WrittenLanguage
  readonly at: Instant
  readonly title: string
  readonly likelihood: Likelihood & { readonly words: string }
  /** Whole per cent. */
  readonly percent: { readonly low: number; readonly likely: number; readonly high: number }
  readonly judgements: readonly string[]
  readonly restsOn: readonly WrittenEvidence[]
  readonly against: readonly WrittenEvidence[]
  readonly doubts: readonly string[]
  readonly wouldChange: readonly string[]
  /** The sum line by line, rounded for reading; `weigh` has it whole. */
  readonly sum: readonly string[]
  /** All of it. */
  readonly text: string
}

/** So many single pieces are named that it hangs on. */
const mostTurning = 3
const fadeDays = 14
/** Of what is doubted in the texts, so many are key; the rest is counted. */
const mostDoubts = 8
/** What can’t both be so and what can’t be at all shake it more than a word that is spelt wrong. */
const groups = Object.values(doubtKinds) as readonly (readonly string[])[]
const weightOf = ({ code }: TextDoubt) => groups.findIndex((codes) => codes.includes(code))

/** `doubts` are those of the documents it quotes. */
export function writeAssessment(
  assessment: Assessment,
  {
    at,
    language,
    doubts = [],
  }: { readonly at: Instant; readonly language: WrittenLanguage; readonly doubts?: readonly TextDoubt[] },
): WrittenAssessment {
  const words = assessmentWords[language]
  const fill = (phrase: string, slots: { readonly [name: string]: string | number } = {}) =>
    filled(phrase, language, slots)
  const saidOf = (probability: number) => ({
    percent: percentOf(probability),
    words: words.likelihoods[likelihoodOf(probability).code],
  })
  const weighed = weigh(assessment, at)
  const { counted, leftOut } = countedAt(assessment.evidence, at)
  const items = counted.map(({ item }) => item)
  const matrix = matrixOf(assessment, at)
  const { low, likely, high } = weighed.probability
  const percent = { low: percentOf(low), likely: percentOf(likely), high: percentOf(high) }
  const band = likelihoodOf(likely)
  const title = said(assessment.hypothesis.text, language)
  const says = new Map(assessment.evidence.map((one) => [one.id, one.says]))

  const judgements = [
    fill(percent.low === percent.high ? words.judgementOfOne : words.judgement, {
      ...{ words: words.likelihoods[band.code], from: band.from, to: band.to },
      ...{ hypothesis: title, ...percent },
    }),
  ]
  if (assessment.horizonDays !== null)
    judgements.push(fill(words.horizon, { days: assessment.horizonDays, at: dayOf(at) }))
  if (items.length > 0) {
    const families = new Set(items.map(familyOf)).size
    judgements.push(fill(words.grounds, { pieces: items.length, families }))
    judgements.push(fill(words.before, saidOf(weigh(assessment, plus(at, -7 * day)).probability.likely)))
  }
  const ranked = matrix.ranking.filter(({ rank }) => rank !== null)
  if (ranked.length > 1 && items.length > 0) {
    const first = ranked.filter(({ rank }) => rank === 1).map(({ hypothesis }) => hypothesis)
    const named = [assessment.hypothesis, ...assessment.rivals].filter(({ id }) => first.includes(id))
    const hypotheses = named.map(({ text }) => said(text, language)).join('; ')
    judgements.push(fill(words.leastContradicted, { hypotheses }))
    if (!first.includes(assessment.hypothesis.id)) judgements.push(words.notFirst)
  }
  if (matrix.open > 0) judgements.push(words.notAllCompared)
  const proposal = watchProposal(assessment, at)
  if (proposal !== undefined)
    judgements.push(
      fill(words.proposed, { from: proposal.from ?? words.noStep, to: proposal.to ?? words.noStep }),
    )

  const written = (side: 'for' | 'against') =>
    counted
      .filter(({ item }) => sideOf(item) === side)
      .toSorted((a, b) => b.strength - a.strength)
      .map(({ item, ageDays }): WrittenEvidence => ({
        ...{ evidence: item.id, says: item.says, quotes: item.quotes },
        weight: fill(words.weight, {
          ratio: figure(item.ratio.likely, language),
          low: figure(item.ratio.low, language),
          high: figure(item.ratio.high, language),
          age: Math.floor(ageDays),
        }),
      }))
  const copies = leftOut.filter(({ because }) => because === 'copy' || because === 'dependent').length
  const key = doubts.toSorted((a, b) => weightOf(a) - weightOf(b)).slice(0, mostDoubts)
  const allDoubts = [
    ...weighed.warnings.map((warning) => words.warnings[warning]),
    ...(matrix.open > 0 ? [fill(words.openCells, { count: matrix.open })] : []),
    ...(copies > 0 ? [fill(words.copies, { count: copies })] : []),
    ...key.map(doubtSaid),
    ...(doubts.length > key.length ? [fill(words.moreDoubts, { count: doubts.length - key.length })] : []),
  ]

  const turning = items
    .map((item) => ({ item, probability: without(assessment, item, at) }))
    .toSorted((a, b) => Math.abs(b.probability - likely) - Math.abs(a.probability - likely))
  const wouldChange = [
    ...turning
      .slice(0, mostTurning)
      .map(({ item, probability }) => fill(words.without, { says: item.says, ...saidOf(probability) })),
    ...matrix.rows
      .filter((row) => row.without === 'another-first')
      .map(({ evidence }) => fill(words.turnsRanking, { says: says.get(evidence) ?? evidence })),
    ...(items.some(({ halfLifeDays }) => halfLifeDays !== null)
      ? [
          fill(words.fades, {
            ...saidOf(weigh(assessment, plus(at, fadeDays * day)).probability.likely),
            days: fadeDays,
          }),
        ]
      : []),
    ...assessment.steps
      .filter(({ raiseAt }) => raiseAt > likely)
      .slice(0, 1)
      .map(({ id, raiseAt }) => fill(words.crosses, { percent: percentOf(raiseAt), step: id })),
  ]
  const sum = weighed.sum.map((line) => sumLine(line, { fill, says, language, words }))
  const whole = {
    ...{ language, at, title, likelihood: { ...band, words: words.likelihoods[band.code] }, percent },
    ...{ judgements, restsOn: written('for'), against: written('against'), doubts: allDoubts },
    ...{ wouldChange, sum },
  }
  return { ...whole, text: textOf(whole, language) }
}

type Fill = (phrase: string, slots?: { readonly [name: string]: string | number }) => string

function sumLine(
  line: SumLine,
  {
    fill,
    says,
    language,
    words,
  }: {
    readonly fill: Fill
    readonly says: ReadonlyMap<string, string>
    readonly language: WrittenLanguage
    readonly words: (typeof assessmentWords)['en']
  },
): string {
  const odds = figure(line.odds.likely, language)
  if (line.line === 'times')
    return fill(words.times, {
      ...{ ratio: figure(line.ratio.likely, language), decay: figure(line.decay, language) },
      ...{ factor: figure(line.factor.likely, language), odds, says: says.get(line.evidence) ?? '' },
    })
  const { likely } = line.probability
  if (line.line === 'posterior') return fill(words.posterior, { odds, percent: percentOf(likely) })
  return fill(words.prior, {
    ...{ percent: figure(likely * 100, language), probability: figure(likely, language) },
    ...{ rest: figure(1 - likely, language), odds },
  })
}

function textOf(written: Omit<WrittenAssessment, 'text'>, language: WrittenLanguage): string {
  const { headings, asOf, nothing } = assessmentWords[language]
  const evidence = (all: readonly WrittenEvidence[]) =>
    all.flatMap((one) => [
      `- ${one.says} (${one.weight})`,
      ...one.quotes.map(({ text, document }) => `  “${text}”${document === null ? '' : ` · ${document}`}`),
    ])
  const part = (heading: string, lines: readonly string[]) => [
    '',
    heading,
    ...(lines.length === 0 ? [nothing] : lines),
  ]
  const listed = (lines: readonly string[]) => lines.map((line) => `- ${line}`)
  return [
    written.title,
    filled(asOf, language, { at: `${written.at.slice(0, 16).replace('T', ' ')} UTC` }),
    ...part(headings.judgements, listed(written.judgements)),
    ...part(headings.restsOn, evidence(written.restsOn)),
    ...part(headings.against, evidence(written.against)),
    ...part(headings.doubts, listed(written.doubts)),
    ...part(headings.wouldChange, listed(written.wouldChange)),
    ...part(headings.sum, written.sum),
  ].join('\n')
}

/** With the words on each side that the sentence does not quote itself. */
function doubtSaid({ message, quotes }: TextDoubt): string {
  const more = quotes.filter(({ text }) => !message.includes(text)).map(({ text }) => `“${text}”`)
  return [message, ...new Set(more)].join(' ')
}

function without(assessment: Assessment, item: Evidence, at: Instant): number {
  const evidence = assessment.evidence.filter((one) => one !== item)
  return weigh({ ...assessment, evidence }, at).probability.likely
}

function said(text: InLanguages<string>, language: WrittenLanguage): string {
  return text[language] ?? text['en'] ?? Object.values(text)[0] ?? ''
}

function percentOf(probability: number): number {
  return Math.round(probability * 100)
}

function dayOf(at: Instant): string {
  return at.slice(0, 10)
}

/** Four figures, as they are written in the language. */
function figure(value: number, language: WrittenLanguage): string {
  const text = String(Number(value.toPrecision(4)))
  return language === 'en' ? text : text.replace('.', ',')
}
