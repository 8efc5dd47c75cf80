/** An assessment form: what an assessor is asked, in which languages, and what of the answers becomes an observation. */
import type { Brand, InLanguages, Sha256 } from '#base'
import type { Subject } from '../observation.ts'

export type FormId = Brand<string, 'FormId'>
/** Of a field: small Latin letters, digits and “_”, so that it is a name in XML and in XPath alike. */
export type FieldKey = Brand<string, 'FieldKey'>

export interface Choice {
  readonly key: string
  readonly names: InLanguages<string>
}

/** `without`: only where that other field is empty. */
export type Needed = 'yes' | 'no' | { readonly without: FieldKey }

/** Asked only where one of these was chosen before. */
export interface When {
  readonly field: FieldKey
  readonly is: readonly string[]
}

interface Asked<Ask extends string> {
  readonly key: FieldKey
  readonly ask: Ask
  readonly names: InLanguages<string>
  readonly hint: InLanguages<string>
  readonly needed: Needed
  readonly when: When | null
}

export type Field =
  | (Asked<'text'> & { readonly longest: number })
  | (Asked<'number'> & { readonly least: number; readonly most: number })
  /** At least so many, and at most so many or nobody knows. */
  | (Asked<'range'> & { readonly most: number })
  | (Asked<'choice'> & { readonly choices: readonly Choice[] })
  | (Asked<'choices'> & { readonly choices: readonly Choice[] })
  | Asked<'point'>
  | Asked<'area'>
  | Asked<'photo'>
  /** When the form was begun; the device says it by itself. */
  | Asked<'moment'>
export type Ask = Field['ask']

/** What one observation is made of; it is made where its count, or without one its subject, was answered. */
export interface ObservationRule {
  readonly subject: Subject | { readonly field: FieldKey }
  /** Without it, one. */
  readonly count: FieldKey | null
  readonly grade: FieldKey | null
  readonly cause: FieldKey | null
}

export interface Form {
  readonly id: FormId
  /** From 1; each change is another. */
  readonly version: number
  /** Of what it says, without its version. */
  readonly hash: Sha256
  readonly names: InLanguages<string>
  readonly fields: readonly Field[]
  readonly place: {
    readonly point: FieldKey | null
    readonly area: FieldKey | null
    readonly address: FieldKey | null
  }
  readonly seen: FieldKey | null
  readonly observations: readonly ObservationRule[]
}

export type ReadForm = Omit<Form, 'version'>

export function fieldOf({ fields }: Pick<Form, 'fields'>, key: FieldKey | string | null): Field | undefined {
  return key === null ? undefined : fields.find((one) => one.key === key)
}
