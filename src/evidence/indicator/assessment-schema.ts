/** The shapes in which assessments are written down: what the API takes and what `tocsin evidence assess` reads. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { isLanguage, parseInstant } from '#base'
import { bounds, consistencies } from './assessment.ts'
import { indicatorTypes, naturalSignTypes } from './indicator.ts'

const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const instant = z
  .string()
  .max(64)
  .transform((text, context) => {
    const parsed = parseInstant(text)
    if (parsed.ok) return parsed.value
    context.addIssue({
      code: 'custom',
      message: 'must be a time with its zone, as in 2025-11-02T00:37:00+03:00',
    })
    return z.NEVER
  })
  .describe('RFC 3339, with the zone')

function estimate(within: { readonly low: number; readonly high: number }) {
  const one = z.number().min(within.low).max(within.high)
  return z
    .strictObject({ low: one, likely: one, high: one })
    .superRefine(({ low, likely, high }, context) => {
      if (low <= likely && likely <= high) return
      context.addIssue({
        code: 'custom',
        message: 'low, likely and high must stand in this order',
        path: ['likely'],
      })
    })
}

export const priorShape = estimate(bounds.prior).describe('How likely before any of the evidence')
export const ratioShape = estimate(bounds.ratio).describe(
  'How many times likelier it is to be seen if the hypothesis is true than if it is not; below 1 speaks against it',
)
export const textShape = z
  .record(z.string().max(35), z.string().min(1).max(1_000))
  .refine((texts) => Object.keys(texts).length > 0 && Object.keys(texts).every(isLanguage), {
    message: 'at least one text, each by its language',
  })
  .describe('By language (BCP 47)')
export const halfLifeShape = z
  .number()
  .min(0.1)
  .max(3_650)
  .nullable()
  .describe('Days after which its weight is half; null: it does not fade')
export const consistencyShape = z.enum(consistencies)

const quote = z
  .strictObject({
    document: z.string().min(1).max(200).nullable().default(null),
    text: z.string().min(1).max(2_000),
    start: z.int().min(0),
    end: z.int().min(0),
  })
  .refine(({ text, start, end }) => end - start === text.length, {
    message: 'start and end must be as far apart as the text is long',
  })

/** What somebody says of one piece of evidence. */
export const evidenceShape = z.strictObject({
  sign: z.enum([...indicatorTypes, ...naturalSignTypes, 'other']),
  says: z.string().min(1).max(1_000),
  ratio: ratioShape,
  halfLifeDays: halfLifeShape,
  since: instant,
  quotes: z.array(quote).max(20).default([]),
  claims: z.array(z.string().min(1).max(200)).max(50).default([]),
  family: z.string().min(1).max(200).nullable().default(null).describe('Copies of one source count once'),
  group: z.string().min(1).max(200).nullable().default(null).describe('Of a group only the strongest counts'),
  consistency: z.record(id, consistencyShape).default({}).describe('By hypothesis'),
})

export const hypothesisShape = z.strictObject({ id, text: textShape })
export const rivalsShape = z.array(hypothesisShape).max(12)
export const horizonShape = z.int().min(1).max(3_650).nullable().default(null)
export const stepsShape = z
  .array(
    z.strictObject({
      id,
      raiseAt: z.number().min(0.02).max(0.98),
      lowerAt: z.number().min(0.01).max(0.97),
    }),
  )
  .max(6)
  .superRefine((steps, context) => {
    for (const [i, step] of steps.entries()) {
      const below = steps[i - 1]
      const fits =
        step.lowerAt < step.raiseAt &&
        (below === undefined || (step.raiseAt > below.raiseAt && step.lowerAt > below.lowerAt))
      if (!fits)
        context.addIssue({
          code: 'custom',
          message: 'lowerAt must be below raiseAt, and each step above the one before',
          path: [i],
        })
    }
  })
  .describe('The lowest first')

export const openingShape = z.strictObject({
  hypothesis: hypothesisShape,
  rivals: rivalsShape.default([]),
  horizonDays: horizonShape,
  prior: priorShape,
  priorWhy: z.string().min(1).max(2_000),
  steps: stepsShape.default([]),
  areas: z
    .array(
      z
        .string()
        .min(1)
        .max(200)
        .transform((code) => code as AreaCode),
    )
    .max(200)
    .default([])
    .describe('Codes of the areas it is about; empty: everybody'),
})
export type Opening = z.output<typeof openingShape>

/** A whole assessment in a file. */
export const assessmentFileShape = openingShape.extend({
  id: id.default('assessment'),
  evidence: z
    .array(evidenceShape.extend({ id, standing: z.enum(['counts', 'withdrawn']).default('counts') }))
    .max(200),
  step: id.nullable().default(null),
})
