/** Finds words of one short list in a text, in the writing of the lexicons: `stem*`, `two_words`. */
import type { Word } from '../text/text-words.ts'

export interface WordsAt {
  readonly from: number
  readonly to: number
}

export function matcherOf(list: string): (words: readonly Word[]) => WordsAt[] {
  const entries = list
    .split(/\s+/)
    .filter((entry) => entry !== '')
    .map((entry) =>
      entry.split('_').map((word) => ({ text: word.replace(/\*$/, ''), whole: !word.endsWith('*') })),
    )
  const byStart = new Map<string, (typeof entries)[number][]>()
  for (const entry of entries) {
    const key = entry[0]!.text.slice(0, 2)
    byStart.set(key, [...(byStart.get(key) ?? []), entry])
  }
  return (words) => {
    const found: WordsAt[] = []
    for (let i = 0; i < words.length; i++) {
      const one = words[i]!.folded
      const candidates = [
        ...(byStart.get(one.slice(0, 2)) ?? []),
        ...(one.length > 1 ? (byStart.get(one.slice(0, 1)) ?? []) : []),
      ]
      const entry = candidates.find((wanted) =>
        wanted.every(({ text, whole }, at) => {
          const folded = words[i + at]?.folded
          return folded !== undefined && (whole ? folded === text : folded.startsWith(text))
        }),
      )
      if (entry !== undefined) found.push({ from: i, to: i + entry.length })
    }
    return found
  }
}
