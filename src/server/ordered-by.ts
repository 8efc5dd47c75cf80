/** By what something was ordered, and whether a person did: what the facts and the rules of two people need to know of a caller. */
import { viaText, type Caller } from '#people'

export function orderedBy({ caller: { person, via } }: { readonly caller: Caller }): {
  readonly via: string
  readonly as: 'human' | 'machine'
} {
  return { as: person.kind, via: viaText(via) }
}
