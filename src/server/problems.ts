/** Every problem of the product in one table: its status, exit code, sentence and advice. docs/errors.md is generated from it. */
import { alertProblems, wordingProblems } from '#alerts'
import { areaProblems } from '#areas'
import { baseProblems, sayProblem, type Problem, type ProblemKind } from '#base'
import { capProblems } from '#cap'
import { problemTables } from '#channels'
import { deliveryProblems } from '#delivery'
import { drillProblems } from '#drills'
import { exchangeProblems, intakeProblems } from '#exchange'
import { ledgerProblems } from '#ledger'
import { peopleProblemTables } from '#people'
import { shelterProblems } from '#shelters'
import { threatProblems, trackProblems } from '#threats'
import { serverProblems } from './server-problems.ts'

export const allProblems: { readonly [code: string]: ProblemKind } = {
  ...baseProblems,
  ...areaProblems,
  ...Object.fromEntries(peopleProblemTables.flatMap((table) => Object.entries(table))),
  ...ledgerProblems,
  ...threatProblems,
  ...trackProblems,
  ...alertProblems,
  ...wordingProblems,
  ...capProblems,
  ...Object.fromEntries(Object.values(problemTables).flatMap((table) => Object.entries(table))),
  ...deliveryProblems,
  ...exchangeProblems,
  ...intakeProblems,
  ...drillProblems,
  ...shelterProblems,
  ...serverProblems,
}

export interface Explained {
  readonly kind: ProblemKind
  /** The kind's sentence about this very problem. */
  readonly detail: string
  readonly advice: string
}

/** What a problem means. An undeclared code is a mistake of ours and reads as one. */
export function explain(problem: Problem): Explained {
  const kind = allProblems[problem.code] ?? (serverProblems['server/broken'] as ProblemKind)
  const filled =
    problem.at === undefined ? problem : { ...problem, details: { at: problem.at, ...problem.details } }
  return {
    kind,
    detail: sayProblem(kind, filled),
    advice: sayProblem({ ...kind, says: kind.advice }, filled),
  }
}
