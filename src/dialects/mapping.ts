/** How our words become somebody else's: data, printed in the documents and read by the dialect itself. */

export interface MappingRow {
  /** A threat or `gravity` of ours; several where they become the same. */
  readonly ours: readonly string[]
  readonly theirs: string
  /** Why, where it is not plain. */
  readonly because?: string
}

export interface DialectMapping {
  readonly threats: readonly MappingRow[]
  readonly levels: readonly MappingRow[]
  /** By what its clients know areas. */
  readonly areas: string
  /** What it cannot say, and what is done about it. */
  readonly unsaid: readonly string[]
}

/** `theirs` for one of ours, by a table whose last row may be for `*`. */
export function mapped(rows: readonly MappingRow[], ours: string): string {
  const row = rows.find((one) => one.ours.includes(ours)) ?? rows.find((one) => one.ours.includes('*'))
  if (row === undefined) throw new Error(`nothing stands for ${ours}`)
  return row.theirs
}
