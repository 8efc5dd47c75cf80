/** The shapes in which the API speaks of forms and of what was filled in, and how both are shown. */
import { z } from 'zod'
import { modes, type PersonId } from '#base'
import {
  isAsked,
  type Answers,
  type Form,
  type FormRecord,
  type RecordState,
  type SubmissionId,
  type Submitted,
} from '#damage'
import type { KeptForm } from './form-book.ts'
import type { FormDesk } from './form-desk.ts'
import { instantOut, names } from './schemas.ts'
import type { System } from './system.ts'

export const formId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
export const submissionId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{7,99}$/)
export const recordParams = z.object({ record: submissionId })
export const formText = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(512 * 1024)
    .describe('YAML; JSON is YAML too'),
})
export const formFault = z.object({
  ...{ line: z.int(), column: z.int(), at: z.string(), says: z.string(), advice: z.string() },
})
const fieldView = z.looseObject({
  ...{ key: z.string(), ask: z.string(), names, hint: names },
  needed: z.union([z.enum(['yes', 'no']), z.object({ without: z.string() })]),
  when: z.object({ field: z.string(), is: z.array(z.string()) }).nullable(),
})
export const formView = z
  .object({
    ...{ id: z.string(), version: z.int(), state: z.enum(['in-use', 'retired']), names },
    ...{ fields: z.array(fieldView), by: z.string().nullable(), at: instantOut.nullable() },
    place: z.object({
      ...{ point: z.string().nullable(), area: z.string().nullable(), address: z.string().nullable() },
    }),
  })
  .meta({ id: 'AssessmentForm' })

export function viewOfForm({ form, state, by, at }: KeptForm) {
  const { id, version, fields, place } = form
  return { id, version, state, names: form.names, fields, place, by, at }
}

export const submitBody = z.strictObject({
  submission: submissionId.describe('Of your own, so that sending it again makes no second one'),
  replaces: submissionId.nullable().default(null).describe('The one that it changes'),
  form: formId,
  version: z.int().min(1),
  answers: z.record(z.string().max(40), z.unknown()),
  ifChanged: z
    .enum(['ask', 'keep-both'])
    .default('ask')
    .describe('Where somebody changed it meanwhile: refuse with both sides, or let both wait for a person'),
})
export const settleBody = z.strictObject({ keep: submissionId, readRevision: z.int().min(1) })
const submissionView = z.object({
  ...{ submission: z.string(), form: z.string(), version: z.int(), area: z.string(), names },
  ...{ by: z.string(), byName: z.string().nullable(), at: instantOut },
  answers: z.record(z.string(), z.unknown()).nullable().describe('Null when their time is over'),
  photos: z.array(
    z.object({
      ...{ field: z.string(), name: z.string(), state: z.enum(['here', 'awaited', 'refused']) },
      ...{ photo: z.string().nullable(), why: z.string().nullable() },
    }),
  ),
})
export const recordView = z
  .object({
    ...{ id: z.string(), mode: z.enum(modes as ['live', 'drill', 'test']), revision: z.int() },
    current: submissionView,
    contested: z.array(submissionView).describe('They wait beside the current one until somebody chooses'),
    observations: z.array(z.string()),
    notCounted: z.array(z.string()).describe('Problems of what could not become an observation'),
  })
  .meta({ id: 'FormRecord' })

type PhotoIs = { readonly photo: string } | { readonly refused: string }
/** Of changes to one record that are looked back at for a photo. */
const mostSteps = 50

export function recordViews(
  system: Pick<System, 'areas' | 'particulars'>,
  desk: Pick<FormDesk, 'answersOf'>,
) {
  const submissionOf = async (state: RecordState, id: SubmissionId, form: Form | undefined) => {
    const held = state.submissions.get(id)!
    const answers = (await desk.answersOf(id)) ?? null
    return {
      ...{
        submission: id,
        form: held.form,
        version: held.version,
        area: held.area,
        by: held.by,
        at: held.at,
      },
      names: system.areas.hierarchy().get(held.area)?.names ?? {},
      byName: system.particulars.of(held.by as PersonId)?.name ?? null,
      answers,
      photos: await Promise.all(
        photosOf(form, answers).map(async ({ field, name }) =>
          shownPhoto(field, name, await photoIn(state, id, field, name)),
        ),
      ),
    }
  }
  /** A form that was changed names the same photo again: the phone sent it once. */
  const photoIn = async (state: RecordState, id: SubmissionId, field: string, name: string) => {
    let at: SubmissionId | null = id
    for (let steps = 0; at !== null && steps < mostSteps; steps++) {
      const one: Submitted | undefined = state.submissions.get(at)
      const is = one?.photos.get(field)
      if (is !== undefined) return is
      at = one?.replaces ?? null
      if (at !== null && (await desk.answersOf(at))?.[field] !== name) return undefined
    }
    return undefined
  }
  return {
    async recordOf(
      state: RecordState,
      record: FormRecord,
      formOf: (id: SubmissionId) => Promise<Form | undefined>,
    ) {
      const { id, mode, revision, current, contested, counted } = record
      const view = async (one: SubmissionId) => submissionOf(state, one, await formOf(one))
      return {
        ...{ id, mode, revision, current: await view(current) },
        contested: await Promise.all(contested.map(view)),
        observations: (counted?.observations ?? []).map(({ observation }) => observation),
        notCounted: [...(counted?.refused ?? [])],
      }
    },
  }
}

function shownPhoto(field: string, name: string, is: PhotoIs | undefined) {
  if (is === undefined) return { field, name, state: 'awaited' as const, photo: null, why: null }
  return 'photo' in is
    ? { field, name, state: 'here' as const, photo: is.photo, why: null }
    : { field, name, state: 'refused' as const, photo: null, why: is.refused }
}

/** The photos that the answers name. */
export function photosOf(
  form: Form | undefined,
  answers: Answers | null,
): readonly { readonly field: string; readonly name: string }[] {
  if (form === undefined || answers === null) return []
  return form.fields.flatMap((field) => {
    const name = answers[field.key]
    return field.ask === 'photo' && typeof name === 'string' && isAsked(field, answers)
      ? [{ field: field.key as string, name }]
      : []
  })
}
