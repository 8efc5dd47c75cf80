/** An assessment as the API tells it: what is weighed, the sum line by line, the matrix, and what is proposed to a person. */
import { z } from 'zod'
import type { Instant } from '#base'
import {
  consistencies,
  likelihoodsOf,
  likelihoods,
  matrixOf,
  sideOf,
  watchProposal,
  weigh,
  weighingWarnings,
  type Estimate,
  type Evidence,
} from '#evidence'
import type { AssessmentChange, KeptAssessment, KeptWriting } from './assessment-desk.ts'
import { instantOut, names } from './schemas.ts'

const estimate = z.object({ low: z.number(), likely: z.number(), high: z.number() })
const likelihood = z.object({
  code: z.enum(likelihoods.map(({ code }) => code)),
  from: z.number().describe('Per cent'),
  to: z.number(),
})
const quote = z.object({
  document: z.string().nullable(),
  text: z.string(),
  start: z.int(),
  end: z.int(),
})
const hypothesis = z.object({ id: z.string(), text: names })
const warnings = z.array(z.enum(weighingWarnings))
const evidence = z.object({
  id: z.string(),
  sign: z.string(),
  says: z.string(),
  side: z.enum(['for', 'against', 'neither']),
  ratio: estimate,
  halfLifeDays: z.number().nullable(),
  since: instantOut,
  quotes: z.array(quote),
  claims: z.array(z.string()),
  family: z.string().nullable(),
  group: z.string().nullable(),
  consistency: z.record(z.string(), z.enum(consistencies)),
  standing: z.enum(['counts', 'withdrawn']),
})
const sumLine = z.discriminatedUnion('line', [
  z.object({ line: z.literal('prior'), probability: estimate, odds: estimate }),
  z.object({
    line: z.literal('times'),
    evidence: z.string(),
    ratio: estimate,
    ageDays: z.number(),
    halfLifeDays: z.number().nullable(),
    decay: z.number().describe('0.5 ^ (age / half-life)'),
    factor: estimate.describe('ratio ^ decay'),
    odds: estimate.describe('The odds before, times the factor'),
  }),
  z.object({
    line: z.literal('posterior'),
    odds: estimate,
    probability: estimate.describe('odds / (1 + odds), held within 0.01 and 0.99'),
    held: z.enum(['at-bound', 'as-reckoned']),
  }),
])
export const matrixView = z.object({
  rows: z.array(
    z.object({
      evidence: z.string(),
      cells: z.array(
        z.object({
          hypothesis: z.string(),
          consistency: z.enum(consistencies).nullable(),
          from: z.enum(['judged', 'by-weight', 'nobody']),
        }),
      ),
      diagnosticity: z.number().describe('0 fits all alike, 1 tells most'),
      without: z
        .enum(['another-first', 'another-order', 'same-order'])
        .describe('The order were it not there'),
    }),
  ),
  ranking: z.array(
    z.object({
      hypothesis: z.string(),
      inconsistency: z.number(),
      rank: z.int().nullable().describe('Null until every piece was judged against it'),
    }),
  ),
  open: z.int().describe('Cells that nobody has judged'),
})
const proposal = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  direction: z.enum(['raise', 'lower']),
  probability: z.number(),
  threshold: z.number(),
  warnings,
})
const step = z.object({ id: z.string(), raiseAt: z.number(), lowerAt: z.number() })

export const assessmentLine = z.object({
  id: z.string(),
  state: z.enum(['open', 'closed']),
  version: z.int(),
  changedAt: instantOut,
  hypothesis,
  horizonDays: z.int().nullable(),
  areas: z.array(z.string()),
  probability: estimate,
  likelihood,
  step: z.string().nullable().describe('Where people have set the watch'),
  proposal: proposal.nullable().describe('For a person to accept or refuse; nothing is done by itself'),
  warnings,
})
export const assessmentView = assessmentLine
  .extend({
    openedAt: instantOut,
    at: instantOut.describe('The moment it is reckoned for'),
    rivals: z.array(hypothesis),
    prior: estimate,
    priorWhy: z.string(),
    steps: z.array(step),
    evidence: z.array(evidence),
    sum: z.array(sumLine).describe('From the prior to the result, as by hand'),
    leftOut: z.array(
      z.object({
        evidence: z.string(),
        because: z.enum(['copy', 'dependent', 'not-yet', 'withdrawn']),
        insteadOf: z.string().nullable().describe('What counts in its place'),
      }),
    ),
    likelihoods: z.object({ low: likelihood, likely: likelihood, high: likelihood }),
    matrix: matrixView,
  })
  .meta({ id: 'Assessment' })
export const changeView = z.object({
  version: z.int(),
  at: instantOut,
  by: z.string(),
  name: z.string().nullable(),
  what: z.string(),
  evidence: z.string().nullable(),
  from: z.unknown(),
  to: z.unknown(),
  why: z.string().nullable(),
  hash: z.string(),
})
const writtenEvidence = z.object({
  evidence: z.string(),
  says: z.string(),
  weight: z.string(),
  quotes: z.array(quote),
})
export const writtenView = z.object({
  language: z.enum(['en', 'ru', 'uk']),
  at: instantOut,
  title: z.string(),
  likelihood: likelihood.extend({ words: z.string() }),
  percent: estimate,
  judgements: z.array(z.string()),
  restsOn: z.array(writtenEvidence),
  against: z.array(writtenEvidence),
  doubts: z.array(z.string()),
  wouldChange: z.array(z.string()),
  sum: z.array(z.string()),
  text: z.string(),
})
export const writingView = z.object({
  id: z.string(),
  assessment: z.string(),
  version: z.int(),
  writtenAt: instantOut,
  by: z.string(),
  name: z.string().nullable(),
  written: writtenView,
})

export function lineOfAssessment(kept: KeptAssessment, at: Instant): z.input<typeof assessmentLine> {
  const { id, state, version, changedAt, hypothesis: main, horizonDays, areas, step: set } = kept
  const { probability, warnings: found } = weigh(kept, at)
  const proposed = state === 'open' ? watchProposal(kept, at) : undefined
  return {
    ...{ id, state, version, changedAt, hypothesis: main, horizonDays, areas: [...areas], probability },
    ...{ likelihood: likelihoodsOf(probability).likely, step: set, warnings: [...found] },
    proposal: proposed === undefined ? null : { ...proposed, warnings: [...proposed.warnings] },
  }
}

export function viewOfAssessment(kept: KeptAssessment, at: Instant): z.input<typeof assessmentView> {
  const { openedAt, rivals, prior, priorWhy, steps } = kept
  const { sum, leftOut, probability } = weigh(kept, at)
  const { rows, ranking, open } = matrixOf(kept, at)
  return {
    ...lineOfAssessment(kept, at),
    ...{ openedAt, at, rivals: [...rivals], prior, priorWhy, steps: [...steps] },
    evidence: kept.evidence.map(evidenceView),
    ...{ sum: [...sum], leftOut: [...leftOut], likelihoods: likelihoodsOf(probability) },
    matrix: {
      rows: rows.map((row) => ({ ...row, cells: [...row.cells] })),
      ...{ ranking: [...ranking], open },
    },
  }
}

function evidenceView(one: Evidence): z.input<typeof evidence> {
  return { ...one, side: sideOf(one), quotes: [...one.quotes], claims: [...one.claims] }
}

export function viewOfChange(
  { version, at, by, what, evidence: about, from, to, why, hash }: AssessmentChange,
  nameOf: (person: string) => string | null,
): z.input<typeof changeView> {
  return { version, at, by, name: nameOf(by), what, evidence: about, from, to, why, hash }
}

export function viewOfWriting(
  kept: KeptWriting,
  nameOf: (person: string) => string | null,
): z.input<typeof writingView> {
  const { written } = kept
  const copied = {
    ...written,
    percent: written.percent satisfies Estimate,
    ...{ judgements: [...written.judgements], doubts: [...written.doubts] },
    ...{ wouldChange: [...written.wouldChange], sum: [...written.sum] },
    restsOn: written.restsOn.map((one) => ({ ...one, quotes: [...one.quotes] })),
    against: written.against.map((one) => ({ ...one, quotes: [...one.quotes] })),
  }
  return { ...kept, name: nameOf(kept.by), written: copied }
}
