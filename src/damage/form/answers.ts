/** The answers to a form: read as its fields ask, refused at the field that doesn't fit; what was not asked is left out. */
import type { AreaCode, LonLat } from '#areas'
import { ok, parseInstant, refuse, type Instant, type Result } from '#base'
import { fieldOf, type Field, type Form } from './form.ts'
import type { CountRange } from '../observation.ts'

export interface PointAnswer extends LonLat {
  readonly accuracyMetres: number | null
}

/** A photo is answered by the name of its file, which comes by itself. */
export type AnswerTo = string | number | CountRange | readonly string[] | PointAnswer
export type Answers = { readonly [key: string]: AnswerTo }

export interface AnswerGround {
  hasArea(code: string): boolean
}

const largest = 10_000_000
const photoName = /^[^/\\\p{Cc}]{1,120}$/u

/** In the order of the form; an answer that is empty is none. */
export function readAnswers(
  form: Pick<Form, 'fields' | 'place'>,
  given: { readonly [key: string]: unknown },
  ground: AnswerGround,
): Result<Answers> {
  const answers: { [key: string]: AnswerTo } = {}
  const strange = Object.keys(given).find((key) => fieldOf(form, key) === undefined)
  if (strange !== undefined)
    return refuse('damage/answer-unasked', { at: `answers.${strange}`, field: strange })
  for (const field of form.fields) {
    if (!isAsked(field, answers)) continue
    const raw = given[field.key]
    if (isEmpty(raw)) continue
    const read = answerTo(field, raw, ground)
    if (read === undefined)
      return refuse('damage/answer-unfit', { at: `answers.${field.key}`, field: field.key })
    answers[field.key] = read
  }
  const missing = missingIn(form, answers)[0]
  if (missing !== undefined)
    return refuse('damage/answer-missing', { at: `answers.${missing.key}`, field: missing.key })
  return ok(answers)
}

/** Whether it is asked after what was answered before it. */
export function isAsked({ when }: Pick<Field, 'when'>, answers: Answers): boolean {
  if (when === null) return true
  const on = answers[when.field]
  return typeof on === 'string'
    ? when.is.includes(on)
    : Array.isArray(on) && when.is.some((one) => on.includes(one))
}

/** What is needed and not there. */
export function missingIn({ fields }: Pick<Form, 'fields'>, answers: Answers): readonly Field[] {
  return fields.filter((field) => {
    const { needed, key } = field
    if (needed === 'no' || answers[key] !== undefined || !isAsked(field, answers)) return false
    return needed === 'yes' || answers[needed.without] === undefined
  })
}

function isEmpty(raw: unknown): boolean {
  return raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0)
}

function answerTo(field: Field, raw: unknown, ground: AnswerGround): AnswerTo | undefined {
  switch (field.ask) {
    case 'text':
      return textIn(raw, field.longest)
    case 'number':
      return wholeIn(raw, field.least, field.most)
    case 'range':
      return rangeIn(raw, field.most)
    case 'choice':
      return field.choices.find(({ key }) => key === raw)?.key
    case 'choices': {
      if (!Array.isArray(raw)) return undefined
      const chosen = field.choices.map(({ key }) => key).filter((key) => raw.includes(key))
      return chosen.length === new Set(raw).size ? chosen : undefined
    }
    case 'point':
      return pointIn(raw)
    case 'area':
      return typeof raw === 'string' && ground.hasArea(raw) ? (raw as AreaCode) : undefined
    case 'photo':
      return typeof raw === 'string' && photoName.test(raw) ? raw : undefined
    case 'moment':
      return momentIn(raw)
  }
}

function textIn(raw: unknown, longest: number): string | undefined {
  if (typeof raw !== 'string') return undefined
  const text = raw.trim().normalize('NFC')
  return text.length <= longest && text !== '' ? text : undefined
}

function wholeIn(raw: unknown, least: number, most: number): number | undefined {
  return typeof raw === 'number' && Number.isInteger(raw) && raw >= least && raw <= most ? raw : undefined
}

function rangeIn(raw: unknown, most: number): CountRange | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const { atLeast: least, atMost: end = null } = raw as {
    readonly atLeast?: unknown
    readonly atMost?: unknown
  }
  const atLeast = wholeIn(least, 0, Math.min(most, largest))
  const atMost = end === null ? null : wholeIn(end, atLeast ?? 0, Math.min(most, largest))
  return atLeast === undefined || atMost === undefined ? undefined : { atLeast, atMost }
}

function pointIn(raw: unknown): PointAnswer | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const { lon, lat, accuracyMetres: within = null } = raw as { readonly [name: string]: unknown }
  const fits = (one: unknown, end: number): one is number =>
    typeof one === 'number' && Number.isFinite(one) && Math.abs(one) <= end
  if (!fits(lon, 180) || !fits(lat, 90)) return undefined
  return { lon, lat, accuracyMetres: fits(within, 1_000_000) ? Math.round(within) : null }
}

function momentIn(raw: unknown): Instant | undefined {
  const read = typeof raw === 'string' && raw.length <= 64 ? parseInstant(raw) : undefined
  return read?.ok === true ? read.value : undefined
}
