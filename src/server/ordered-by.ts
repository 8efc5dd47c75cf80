/** By what something was ordered, and whether a person did: what the facts and the rules of two people need to know of a caller. */
import type { PersonId } from '#base'
import { viaText, type Caller } from '#people'

/** Who a fact is by, and by which key or session it was ordered. */
export interface OrderedBy {
  readonly by: PersonId
  readonly via: string
}

export function byCaller({ person, via }: Caller): OrderedBy {
  return { by: person.id, via: viaText(via) }
}

export function orderedBy({ caller: { person, via } }: { readonly caller: Caller }): {
  readonly via: string
  readonly as: 'human' | 'machine'
} {
  return { as: person.kind, via: viaText(via) }
}
