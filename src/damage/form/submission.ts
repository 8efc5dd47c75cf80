/**
 * A filled form as OpenRosa clients send it: which form it is, by which id it is known, which earlier one it replaces, and what was
 * answered, still to be held against the form. Names are read without their namespaces: clients differ in those of `meta`.
 */
import { ok, refuse, type Brand, type Result } from '#base'
import { fieldOf, type Field, type Form, type FormId } from './form.ts'

/** Given by the device: `uuid:…`. */
export type SubmissionId = Brand<string, 'SubmissionId'>
export const submissionShape = /^[A-Za-z0-9][A-Za-z0-9:._-]{7,99}$/

/** An element of a document, as far as it is looked at. */
export interface XmlNode {
  readonly name: string
  readonly attributes: readonly {
    readonly name: string
    readonly namespace: string
    readonly value: string
  }[]
  readonly content: readonly (XmlNode | string)[]
}

export interface SubmissionHead {
  readonly form: FormId
  /** As the form said it. */
  readonly version: string
  readonly submission: SubmissionId
  readonly replaces: SubmissionId | null
}

export function headOf(root: XmlNode): Result<SubmissionHead> {
  const attribute = (name: string) =>
    root.attributes.find((one) => one.name === name && one.namespace === '')?.value.trim() ?? ''
  const form = attribute('id')
  if (form === '') return refuse('damage/submission-unread', { at: 'data/@id' })
  const meta = child(root, 'meta')
  // Older clients write it at the root itself.
  const submission = text(child(meta, 'instanceID')) || attribute('instanceID')
  const replaces = text(child(meta, 'deprecatedID'))
  if (!submissionShape.test(submission)) return refuse('damage/submission-unread', { at: 'meta/instanceID' })
  if (replaces !== '' && !submissionShape.test(replaces))
    return refuse('damage/submission-unread', { at: 'meta/deprecatedID' })
  return ok({
    ...{ form: form as FormId, version: attribute('version'), submission: submission as SubmissionId },
    replaces: replaces === '' ? null : (replaces as SubmissionId),
  })
}

/** What was answered, as `readAnswers` takes it; what the form doesn't ask is left behind, as other versions ask other things. */
export function answersIn(
  root: XmlNode,
  { fields }: Pick<Form, 'fields'>,
): { readonly [key: string]: unknown } {
  const given: { [key: string]: unknown } = {}
  for (const part of root.content) {
    if (typeof part === 'string') continue
    const field = fieldOf({ fields }, part.name)
    if (field !== undefined) given[field.key] = answerOf(field, part)
  }
  return given
}

function answerOf(field: Field, node: XmlNode): unknown {
  const said = text(node)
  switch (field.ask) {
    case 'range': {
      const [least, end] = [text(child(node, 'at_least')), text(child(node, 'at_most'))]
      return least === '' && end === ''
        ? undefined
        : { atLeast: whole(least), atMost: end === '' ? null : whole(end) }
    }
    case 'number':
      return said === '' ? undefined : whole(said)
    case 'choices':
      return said.split(/\s+/).filter((one) => one !== '')
    case 'point': {
      if (said === '') return undefined
      // Latitude, longitude, altitude, accuracy (ODK XForms, geopoint).
      const [lat, lon, , accuracyMetres] = said.split(/\s+/).map(Number)
      return { lat, lon, accuracyMetres }
    }
    default:
      return said
  }
}

/** What is no whole number stays a text, which no field for numbers takes. */
function whole(said: string): number | string {
  return /^\d{1,12}$/.test(said) ? Number(said) : said
}

function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.content.find((part): part is XmlNode => typeof part !== 'string' && part.name === name)
}

function text(node: XmlNode | undefined): string {
  return (
    node?.content
      .filter((part) => typeof part === 'string')
      .join('')
      .trim() ?? ''
  )
}
