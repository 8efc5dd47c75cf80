/** The colours of alert levels, by the beginnings that all their forms share. Expects folded words. */
import { remembered } from './remembered.ts'

const colours: readonly (readonly [string, RegExp])[] = [
  ['yellow', /^(?:yellow|желт\S+|жовт(?:ий|ого|ому|им|а|ої|у))$/u],
  ['orange', /^(?:orange|оранжев\S+|помаранчев\S+)$/u],
  ['red', /^(?:red|красн(?:ый|ого|ому|ым|ом)|червон(?:ий|ого|ому|им))$/u],
]

export const colourOf = remembered((folded) => colours.find(([, said]) => said.test(folded))?.[0])
