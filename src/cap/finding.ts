/** What was found wrong in a message: a permanent code, how grave, where, and the clause it stands on; collected, never thrown. */
import { sayProblem, type Json } from '#base'

/** `error`: not CAP. `warning`: CAP, but readers will differ or go wrong. `advice`: could serve people better. */
export type CapLevel = 'error' | 'warning' | 'advice'

/** One entry of a slice's table of findings; `{name}` in `says` is filled from the details of the case. */
export interface CapFindingKind {
  readonly level: CapLevel
  readonly says: string
  /** What its author can do about it. */
  readonly advice: string
  /** The standard's clause: `CAP 1.2 §3.2.2`. */
  readonly clause?: string
}
export type CapFindingTable = { readonly [code: `cap/${string}`]: CapFindingKind }

/** Declares findings. Codes are permanent; each gets a row in docs/guides/cap-findings.md. */
export function defineFindings<const Table extends CapFindingTable>(table: Table): Table {
  return table
}

export interface CapProblem {
  readonly code: `cap/${string}`
  readonly level: CapLevel
  /** XPath with local names, counted from 1: `/alert/info[2]/area[1]/polygon[1]`. */
  readonly path: string
  /** Line of the document, from 1. */
  readonly line: number
  readonly message: string
  readonly advice: string
  readonly clause?: string
}

/** A place in the document: UTF-16 units from its beginning, and the path, made only when somebody asks. */
export interface CapPlace {
  readonly offset: number
  readonly path: string
}

export interface Findings {
  /** Beyond the limit only the count goes on: a hostile message must not fill the memory with complaints. */
  report<Table extends CapFindingTable>(
    table: Table,
    code: keyof Table & `cap/${string}`,
    place: CapPlace,
    details?: { readonly [name: string]: Json | undefined },
  ): void
  /** In the order of the document. */
  all(): readonly CapProblem[]
  /** Those that were left out because there were too many. */
  readonly leftOut: number
  /** Of level `error`, also those left out: a message is not valid because its errors came late. */
  readonly errors: number
}

export const mostFindings = 500

/** An empty collection for one document. */
export function findingsIn(text: string): Findings {
  const found: { readonly offset: number; readonly problem: Omit<CapProblem, 'line'> }[] = []
  let leftOut = 0
  let errors = 0
  return {
    report(table, code, place, details = {}) {
      if (table[code]!.level === 'error') errors += 1
      if (found.length >= mostFindings) {
        leftOut += 1
        return
      }
      const kind: CapFindingKind = table[code]!
      found.push({
        offset: place.offset,
        problem: {
          code,
          level: kind.level,
          path: place.path,
          message: sayProblem(
            { says: kind.says, advice: '', status: 422, exit: 1 },
            { code, details: clean(details) },
          ),
          advice: kind.advice,
          ...(kind.clause === undefined ? {} : { clause: kind.clause }),
        },
      })
    },
    all() {
      const lineAt = lines(text)
      return found
        .map((one, order) => ({ ...one, order }))
        .sort((a, b) => a.offset - b.offset || a.order - b.order)
        .map(({ offset, problem: { code, level, path, ...rest } }) => ({
          code,
          level,
          path,
          line: lineAt(offset),
          ...rest,
        }))
    },
    get leftOut() {
      return leftOut
    },
    get errors() {
      return errors
    },
  }
}

/** Quoted text of the message is cut: a finding names what is wrong, it doesn't carry it. */
const longestDetail = 120

function clean(details: { readonly [name: string]: Json | undefined }): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) => {
      if (value === undefined) return []
      const cut = typeof value === 'string' && value.length > longestDetail
      return [[name, cut ? `${value.slice(0, longestDetail)}…` : value]]
    }),
  )
}

/** Answers must be asked for in rising order of offsets; then a document is walked once. */
function lines(text: string): (offset: number) => number {
  let line = 1
  // Looked for once: a hostile document may be one line of 50 MB.
  let next = text.indexOf('\n')
  return (offset) => {
    while (next !== -1 && next < offset) {
      line += 1
      next = text.indexOf('\n', next + 1)
    }
    return line
  }
}
