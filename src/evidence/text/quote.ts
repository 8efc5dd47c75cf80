/** The exact words that something rests on, and where they stand in the text as it was given. */
export interface Quote {
  readonly text: string
  /** Offsets in UTF-16 units, as JavaScript slices: `whole.slice(start, end) === text`. */
  readonly start: number
  readonly end: number
}

export function quoteOf(whole: string, start: number, end: number): Quote {
  return { text: whole.slice(start, end), start, end }
}
