/** What is personal about somebody: in the personal tables alone, where it can be shown to them and erased. */
import type { PersonId } from '#base'

export interface Particulars {
  readonly id: PersonId
  readonly name: string
  /** What they type to sign in; lower case, unique. */
  readonly login: string
  readonly email?: string
  /** A language tag for what is sent to them. */
  readonly language?: string
}
