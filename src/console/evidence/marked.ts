/** A text cut into runs, each with the marks that lie on it, so that quotes may overlap and nothing of the text is lost. Pure. */

export interface Mark {
  readonly id: string
  /** Offsets in UTF-16 units. */
  readonly start: number
  readonly end: number
}

export interface Run {
  readonly text: string
  readonly start: number
  /** The marks that cover it, the shortest last: what is nested in another is what was pointed at. */
  readonly marks: readonly string[]
  /** Marks whose first run this is: a mark is pointed to once. */
  readonly begins: readonly string[]
}

/** Marks outside of the text are cut to it, and those that hold nothing are left out. */
export function runsOf(text: string, marks: readonly Mark[]): readonly Run[] {
  const whole = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter(({ start, end }) => start < end)
  const cuts = [...new Set([0, text.length, ...whole.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  )
  const byStart = whole.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const runs: Run[] = []
  let open: typeof whole = []
  let next = 0
  for (const [index, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[index + 1]!
    open = open.filter((mark) => mark.end > start)
    const begins: string[] = []
    while (next < byStart.length && byStart[next]!.start === start) {
      open.push(byStart[next]!)
      begins.push(byStart[next]!.id)
      next++
    }
    runs.push({
      ...{ text: text.slice(start, end), start, begins },
      marks: open.toSorted((a, b) => b.end - b.start - (a.end - a.start)).map(({ id }) => id),
    })
  }
  return runs
}
