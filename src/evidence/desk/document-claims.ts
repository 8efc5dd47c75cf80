/** The claims of a document in one row, numbered: those that were read by rule, then those that people read into it. */
import type { Claim } from '../claim/claim.ts'
import type { ReadDocument } from '../reading.ts'
import type { Statement } from '../statement/statement.ts'
import type { Quote } from '../text/quote.ts'
import { coded, type CodedClaim } from './coded-claim.ts'

/** A claim that a person found where the rules found none. */
export interface AddedClaim {
  readonly quote: Quote
  readonly coded: CodedClaim
}

export interface NumberedClaim {
  readonly claim: number
  /** Index of the statement it stands in; null for one that a person added. */
  readonly statement: number | null
  readonly quote: Quote
  /** As it was read, words and all; null for one that a person added. */
  readonly read: Claim | null
  readonly coded: CodedClaim
}

export function numberedClaims(
  { statements }: Pick<ReadDocument, 'statements'>,
  added: readonly AddedClaim[] = [],
): readonly NumberedClaim[] {
  const read = statements.flatMap((statement: Statement, index) =>
    statement.claims.map((claim) => ({
      ...{ statement: index, quote: claim.quote, read: claim },
      coded: coded(claim, statement),
    })),
  )
  const byPeople = added.map((one) => ({ ...one, statement: null, read: null }))
  return [...read, ...byPeople].map((one, claim) => ({ claim, ...one }))
}
