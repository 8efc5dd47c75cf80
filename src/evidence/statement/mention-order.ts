/** Finding mentions by their place; they stand in the order of the text. */
import type { Mention } from './mention.ts'

/** The first that begins at a word or after it. */
export function firstMentionAfter(mentions: readonly Mention[], word: number): number {
  let [low, high] = [0, mentions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (mentions[middle]!.from < word) low = middle + 1
    else high = middle
  }
  return low
}
