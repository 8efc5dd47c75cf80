/** One made-up text of a kind that is met, and what it declares. */
export interface Variation {
  readonly text: string
  /** In the order of the text: `action threat/level: areas but exceptions`; `-` where nothing says it, `?` behind a name that is asked for. */
  readonly says: readonly string[]
  /** As written, per line, where the case is about times. */
  readonly time?: readonly (string | null)[]
  /** What its normalised issuer contains, where the case is about who speaks. */
  readonly issuer?: string
  /** What could be read in two ways and is not held against the reader. */
  readonly anyThreat?: true
  readonly anyAction?: true
  readonly anyAreas?: true
  /** More lines may be read than those that count. */
  readonly extra?: true
}
