/** A problem is data: a permanent code, a place, details. Each slice owns a table of its kinds; the table says what it means. */
import type { JsonObject } from './json.ts'

export interface Problem<Code extends string = string> {
  readonly code: Code
  /** Where in the input, as a path: `areas[2]`. */
  readonly at?: string
  /** Fills the placeholders of the kind's sentence, and travels to the client as it is. */
  readonly details: JsonObject
}

export interface ProblemKind {
  /** HTTP status (RFC 9110 §15). */
  readonly status: number
  /** Exit code of the command line: 1 refused or invalid, 2 could not run. */
  readonly exit: 1 | 2
  /** One plain sentence; `{name}` is filled from the problem's details. */
  readonly says: string
  /** What the reader can do about it. */
  readonly advice: string
}

/** Declares a slice's problems. Codes read `slice/why`, are permanent, and each gets a section in docs/errors.md. */
export function defineProblems<const Table extends Record<`${string}/${string}`, ProblemKind>>(
  table: Table,
): Table {
  return table
}

/** The kind's sentence with the problem's details filled in; a missing detail shows as an empty quotation, never as `undefined`. */
export function sayProblem(kind: Pick<ProblemKind, 'says'>, problem: Pick<Problem, 'details'>): string {
  return kind.says.replace(/\{(\w+)\}/g, (_, name: string) => {
    const detail = problem.details[name]
    if (Array.isArray(detail)) return detail.map(sayDetail).join(', ')
    return sayDetail(detail)
  })
}

function sayDetail(detail: unknown): string {
  if (detail === undefined || detail === null) return '“”'
  return typeof detail === 'object' ? JSON.stringify(detail) : String(detail)
}
