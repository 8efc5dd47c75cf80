/** Every problem of the product in one table: its status, exit code, sentence and advice. docs/errors.md is generated from it. */
import { alertProblems, wordingProblems } from '#alerts'
import { areaProblems } from '#areas'
import { baseProblems, sayProblem, type Problem, type ProblemKind } from '#base'
import { capProblems } from '#cap'
import { caseProblems } from '#cases'
import { problemTables } from '#channels'
import { damageProblems, formProblems } from '#damage'
import { deliveryProblems } from '#delivery'
import { fpasProblems } from '#dialects'
import { drillProblems } from '#drills'
import { evidenceDeskProblems, assessmentProblems, takingProblems } from '#evidence'
import { exchangeProblems, intakeProblems } from '#exchange'
import { ledgerProblems } from '#ledger'
import { peopleProblemTables } from '#people'
import { residentReportProblems } from '#reports'
import { callOutProblems, protocolProblems, teamProblems } from '#response'
import { shelterProblems } from '#shelters'
import { siteProblems } from '#sites'
import { targetingProblems } from '#targeting'
import { threatProblems, trackProblems } from '#threats'
import { sayDetailIn, type KindSaid, type ProblemWords } from './problem-words.ts'
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
  ...caseProblems,
  ...damageProblems,
  ...formProblems,
  ...deliveryProblems,
  ...evidenceDeskProblems,
  ...takingProblems,
  ...exchangeProblems,
  ...intakeProblems,
  ...assessmentProblems,
  ...drillProblems,
  ...fpasProblems,
  ...residentReportProblems,
  ...protocolProblems,
  ...callOutProblems,
  ...teamProblems,
  ...shelterProblems,
  ...siteProblems,
  ...targetingProblems,
  ...serverProblems,
}

export interface Explained {
  readonly kind: ProblemKind
  /** The kind's sentence about this very problem. */
  readonly detail: string
  readonly advice: string
}

/** What a problem means. An undeclared code is a mistake of ours and reads as one. */
export function explain(problem: Problem, words?: ProblemWords): Explained {
  const kind = allProblems[problem.code] ?? (serverProblems['server/broken'] as ProblemKind)
  const filled =
    problem.at === undefined ? problem : { ...problem, details: { at: problem.at, ...problem.details } }
  const said = words === undefined ? undefined : saidIn(words, problem.code)
  if (said !== undefined) {
    const details = Object.entries(filled.details).map(([name, value]) => [
      name,
      sayDetailIn(words!, name, value),
    ])
    const inWords = { details: Object.fromEntries(details) }
    return {
      kind: { ...kind, ...said },
      detail: sayProblem(said, inWords),
      advice: sayProblem({ says: said.advice }, inWords),
    }
  }
  return {
    kind,
    detail: sayProblem(kind, filled),
    advice: sayProblem({ ...kind, says: kind.advice }, filled),
  }
}

/** A code that a language has no words for is told in English whole: half a problem helps nobody. */
export function saidIn({ kinds }: ProblemWords, code: string): KindSaid | undefined {
  return Object.hasOwn(kinds, code) ? kinds[code] : undefined
}

/** The sentence of a problem that was written down without its details, where it needs none. */
export function saidAgain(words: ProblemWords | undefined, code: string): string | undefined {
  const says = ((words && saidIn(words, code)) ?? allProblems[code])?.says
  return says === undefined || says.includes('{') ? undefined : says
}
