/** What a word is, found out once: texts say the same words again and again. */
export function remembered<Meaning>(
  find: (folded: string) => Meaning,
): (folded: string) => Meaning | undefined {
  const known = new Map<string, Meaning>()
  return (folded) => {
    // Longer than any word that lists know.
    if (folded.length > 24) return undefined
    const before = known.get(folded)
    if (before !== undefined || known.has(folded)) return before
    const found = find(folded)
    // Bounded: words come from whoever pastes a text.
    if (known.size < 20_000) known.set(folded, found)
    return found
  }
}
