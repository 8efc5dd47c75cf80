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
  const parts = partsOf(kind.says)
  let said = parts[0]!
  for (let i = 1; i < parts.length; i += 2) {
    const detail = problem.details[parts[i]!]
    said += Array.isArray(detail) ? detail.map(sayDetail).join(', ') : sayDetail(detail)
    said += parts[i + 1]!
  }
  return said
}

/** Sentences stand in tables, and the same ones are said again and again: text, name, text, name, …, text. */
const taken = new Map<string, readonly string[]>()

function partsOf(sentence: string): readonly string[] {
  let parts = taken.get(sentence)
  if (parts === undefined) {
    parts = sentence.split(/\{(\w+)\}/)
    taken.set(sentence, parts)
  }
  return parts
}

function sayDetail(detail: unknown): string {
  if (typeof detail === 'string') return detail
  if (detail === undefined || detail === null) return '“”'
  return typeof detail === 'object' ? JSON.stringify(detail) : String(detail)
}
