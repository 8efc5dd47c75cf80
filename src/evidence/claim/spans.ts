/** Spans of a text's words, in sorted lists that nobody walks through to find the few he needs. */

/** Words from `from` up to `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Of a sorted list those that lie wholly in a span; the list is not walked through. */
export function inside<T extends Span>(list: readonly T[], { from, to }: Span): T[] {
  const found: T[] = []
  for (let i = firstAt(list, from); i < list.length && list[i]!.from < to; i++)
    if (list[i]!.to <= to) found.push(list[i]!)
  return found
}

/** The first that begins at a word or after it. */
export function firstAt(list: readonly Span[], at: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.from < at) low = middle + 1
    else high = middle
  }
  return low
}
