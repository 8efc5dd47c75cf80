/** Which sentence of a copy goes back to which of its original, and what stands in the places of names and numbers in both. */
import { rootOf } from '#areas'
import { piecesOf, wordsOf, type Word } from '../text/text-words.ts'
import { hashOf, kindOf } from './copy-print.ts'

export interface Slot {
  readonly kind: 'name' | 'number'
  /** By sound and without case, or the figures. */
  readonly key: string
  readonly words: readonly Word[]
  readonly start: number
  readonly end: number
  /** The word before and behind it: what it is the name or number of. */
  readonly around: string
}

export interface Line {
  readonly start: number
  readonly end: number
  readonly words: readonly Word[]
  /** Its words without names and numbers, hashed. */
  readonly frame: ReadonlySet<number>
  readonly slots: readonly Slot[]
}

export interface Pair {
  readonly copied: Line
  readonly original: Line
}

const mostLines = 400
/** Of the words of the shorter sentence, those that the other has too. */
const leastShared = 0.6

export function linesOf(text: string): Line[] {
  const words = wordsOf(text)
  return piecesOf(text, words)
    .slice(0, mostLines)
    .map(({ start, end, words: own }) => {
      const frame = new Set<number>()
      const slots: Slot[] = []
      for (let i = 0; i < own.length; i++) {
        const kind = kindOf(own, i)
        if (kind === 'word') {
          frame.add(hashOf(own[i]!.folded.slice(0, 6)))
          continue
        }
        const from = i
        while (
          i + 1 < own.length &&
          kind === 'name' &&
          kindOf(own, i + 1) === 'name' &&
          own[i + 1]!.before === ' '
        )
          i++
        const parts = own.slice(from, i + 1)
        slots.push({
          ...{ kind, words: parts, start: parts[0]!.start, end: parts.at(-1)!.end },
          key: parts.map((word) => (kind === 'name' ? rootOf(word.folded) : word.text)).join(' '),
          around: `${own[from - 1]?.folded ?? ''} ${own[i + 1]?.folded ?? ''}`,
        })
      }
      return { start, end, words: own, frame, slots }
    })
}

/** Sentences that share most of their words; each sentence of the copy at most once. */
export function pairsOf(copied: readonly Line[], original: readonly Line[]): Pair[] {
  const byWord = new Map<number, number[]>()
  for (const [index, { frame }] of original.entries())
    for (const word of frame) {
      const lines = byWord.get(word)
      if (lines === undefined) byWord.set(word, [index])
      // A word of every sentence finds none.
      else if (lines.length < 24) lines.push(index)
    }
  return copied.flatMap((line): Pair[] => {
    if (line.frame.size < 3) return []
    const met = new Map<number, number>()
    for (const word of line.frame)
      for (const index of byWord.get(word) ?? []) met.set(index, (met.get(index) ?? 0) + 1)
    let best: Line | undefined
    let share = leastShared
    for (const [index, shared] of met) {
      const other = original[index]!
      const of = shared / Math.max(line.frame.size, other.frame.size)
      if (of >= share) [best, share] = [other, of]
    }
    return best === undefined ? [] : [{ copied: line, original: best }]
  })
}
