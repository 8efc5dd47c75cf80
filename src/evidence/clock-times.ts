/** Clock times and days as a text writes them, with their places. */
import type { Word } from './text-words.ts'

export interface SaidTime {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

const clock = /^(?:[01]?\d|2[0-3])[:.][0-5]\d$/

/** The times of a text's words, in order. */
export function timesOf(words: readonly Word[]): SaidTime[] {
  const times: SaidTime[] = []
  for (let i = 0; i < words.length; i++) {
    if (!clock.test(words[i]!.text)) continue
    let to = i + 1
    if (/^[ap]\.?\s?m\.?$/i.test(words[to]?.text ?? '')) to++
    times.push({ from: i, to, start: words[i]!.start, end: words[to - 1]!.end })
  }
  return times
}
