/** What was found in the rows of a list: a code, the row, and what became of it. Each row has one outcome, the worst of its findings. */

/** What each finding does: `mended` was put right, `doubted` is taken and somebody should look, `refused` is not taken. */
export const findingEffects = {
  // Rows.
  'not-a-row': 'refused',
  'cells-missing': 'doubted',
  'cells-too-many': 'doubted',
  'field-twice': 'doubted',
  // Places.
  'no-place': 'refused',
  'place-unreadable': 'refused',
  'not-on-globe': 'refused',
  'null-island': 'refused',
  'outside-region': 'refused',
  'beside-region': 'doubted',
  'swapped-mended': 'mended',
  'decimal-comma': 'mended',
  'not-a-point': 'doubted',
  'coarse-place': 'doubted',
  // The same again.
  repeat: 'refused',
  'same-id': 'doubted',
  'same-point': 'doubted',
  'same-address': 'doubted',
  // Values.
  'empty-name': 'doubted',
  'type-unknown': 'doubted',
  'word-unknown': 'doubted',
  'capacity-unreadable': 'doubted',
  'capacity-unlikely': 'doubted',
  'capacity-zero': 'mended',
  'white-space': 'mended',
  'html-entity': 'mended',
  'bad-letter': 'mended',
  'too-long': 'doubted',
} as const
export type FindingCode = keyof typeof findingEffects
export type Effect = (typeof findingEffects)[FindingCode]

export interface Finding {
  /** From 1; a line of names and empty lines are no rows. */
  readonly row: number
  readonly code: FindingCode
  readonly effect: Effect
  /** The field of the list, as the list calls it. */
  readonly field?: string
  /** What stood there, shortened. */
  readonly was?: string
  /** The row that it is the same as. */
  readonly other?: number
}

export const outcomes = ['taken', 'mended', 'doubted', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

/** How many rows came to what; the four add up to the rows. */
export type Tally = { readonly [outcome in Outcome]: number } & { readonly rows: number }

export function tallyOf(rows: number, findings: readonly Finding[]): Tally {
  const worst = new Map<number, number>()
  for (const { row, effect } of findings)
    worst.set(row, Math.max(worst.get(row) ?? 0, outcomes.indexOf(effect)))
  const counts = { rows, taken: rows - worst.size, mended: 0, doubted: 0, refused: 0 }
  for (const rank of worst.values()) counts[outcomes[rank]!]++
  return counts
}

/** Collects findings of one row. */
export interface RowNotes {
  (
    code: FindingCode,
    more?: { readonly field?: string; readonly was?: string; readonly other?: number },
  ): void
}

/** The same of the same field is said once. */
export function notesInto(findings: Finding[], row: number): RowNotes {
  // Most rows have none.
  let said: Set<string> | undefined
  return (code, { was, ...more } = {}) => {
    const what = `${code} ${more.field ?? ''} ${more.other ?? ''}`
    if (said?.has(what)) return
    said = (said ?? new Set()).add(what)
    findings.push({
      ...{ row, code, effect: findingEffects[code], ...more },
      ...(was === undefined ? {} : { was: was.slice(0, 80) }),
    })
  }
}
