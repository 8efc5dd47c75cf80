/** What can be ordered of a case from its page: which dialog is open, and with what it sends. */
import type { Answer } from '../../web/people/ask.dom.ts'
import type { CaseWhole, Hand } from './answers.ts'
import type { Field } from './Write.svelte'

/** One dialog: what it asks for, and the order that comes of it. */
export interface Writing {
  readonly title: string
  readonly means?: string
  readonly act?: string
  readonly fields: readonly Field[]
  readonly order: (given: { readonly [name: string]: unknown }) => object
}

/** What each part of the page is given. */
export interface CasePart {
  readonly one: CaseWhole
  readonly people: readonly Hand[]
  /** Whether whoever looks may work on it, and it is not closed. */
  readonly works: boolean
  readonly write: (writing: Writing) => void
  readonly order: (order: object) => Promise<Answer<unknown>>
}
