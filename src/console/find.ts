/** Finds by name what somebody typed the beginning of, whatever the case, the accents and the order of the words. Pure. */

export interface Findable {
  /** What it is called, in every language that it has a name in. */
  readonly names: readonly string[]
}

const folded = new Map<string, string>()

/** Without case and accents; kept, as the same names are compared at every key. */
export function fold(text: string): string {
  let known = folded.get(text)
  if (known === undefined) {
    if (folded.size > 20_000) folded.clear()
    known = text
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      .toLocaleLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    folded.set(text, known)
  }
  return known
}

/** 0: not found; the higher the better. The whole name, its beginning, the beginning of each typed word, then anywhere. */
export function scoreOf(typed: string, name: string): number {
  const [asked, called] = [fold(typed), fold(name)]
  if (asked === '') return 1
  if (called === asked) return 5
  if (called.startsWith(asked)) return 4
  const words = called.split(' ')
  const parts = asked.split(' ')
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 3
  if (called.includes(asked)) return 2
  return 0
}

/** The best first; of equals, as they came. */
export function found<One extends Findable>(typed: string, all: readonly One[], most: number): One[] {
  return all
    .map((one) => ({ one, score: Math.max(0, ...one.names.map((name) => scoreOf(typed, name))) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ one }) => one)
}
