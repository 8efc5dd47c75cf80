/** What was found wrong in a message: a permanent code, how grave, where, and the clause it stands on; collected, never thrown. */
import { sayProblem, type Json, type JsonObject } from '#base'

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
  return new Collection(text)
}

interface Found {
  readonly code: `cap/${string}`
  readonly kind: CapFindingKind
  readonly offset: number
  readonly path: string
  readonly details: JsonObject
}

const noDetails: JsonObject = {}

/** A class because getters of an object literal keep every document alive until the next full collection of garbage. */
class Collection implements Findings {
  leftOut = 0
  errors = 0
  private readonly text: string
  private readonly found: Found[] = []

  constructor(text: string) {
    this.text = text
  }

  report<Table extends CapFindingTable>(
    table: Table,
    code: keyof Table & `cap/${string}`,
    place: CapPlace,
    details: JsonObject = noDetails,
  ): void {
    const kind: CapFindingKind = table[code]!
    if (kind.level === 'error') this.errors += 1
    if (this.found.length < mostFindings)
      this.found.push({ code, kind, offset: place.offset, path: place.path, details })
    else this.leftOut += 1
  }

  all(): readonly CapProblem[] {
    const lineAt = lines(this.text)
    // Those of one place stay in the order in which they were found.
    return this.found
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ code, kind: { level, advice, says, clause }, offset, path, details }) => {
        const message = sayProblem({ says }, { details: cut(details) })
        const problem = { code, level, path, line: lineAt(offset), message, advice }
        return clause === undefined ? problem : { ...problem, clause }
      })
  }
}

/** Quoted text of the message is cut: a finding names what is wrong, it doesn't carry it. */
const longestDetail = 120

function cut(details: JsonObject): JsonObject {
  let short: { [name: string]: Json | undefined } | undefined
  for (const name in details) {
    const value = details[name]
    if (typeof value !== 'string' || value.length <= longestDetail) continue
    short ??= { ...details }
    short[name] = `${value.slice(0, longestDetail)}…`
  }
  return short ?? details
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
