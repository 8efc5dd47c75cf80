/** What befell the people that a number counts: “six were injured”, “погибли трое”; nothing where it counts some of them only. */
import type { Examined, SaidNumber } from './examined.ts'
import { anybody, harmOf, type Harm } from './words/harm.ts'
import { notAPart } from './words/tallies.ts'

/** Within the words from `from` up to `to`; `some`: also where only women, children or workers are counted. */
export function harmCounted(
  { words }: Examined,
  number: SaidNumber,
  from: number,
  to: number,
  whom: 'all' | 'some' = 'all',
): { readonly harm: Harm; readonly start: number; readonly end: number } | undefined {
  for (let i = number.to; i < Math.min(to, number.to + 6); i++) {
    const word = words[i]!
    if (/[,;:.()%\n—–]/u.test(word.before)) break
    const harm = harmOf(word.folded)
    if (harm !== undefined) return { harm, start: number.start, end: word.end }
    if (!anybody.test(word.folded) && (whom === 'all' || i > number.to + 1 || notAPart.test(word.folded)))
      return undefined
  }
  for (let i = number.from - 1; i >= Math.max(from, number.from - 3); i--) {
    if (/[,;:.()\n—–]/u.test(words[i + 1]!.before)) break
    const harm = harmOf(words[i]!.folded)
    const next = words[number.to]
    // “Погибли три человека”, “killing three” but not “killed 2 km away” or “killed two women”.
    if (harm !== undefined)
      return next === undefined ||
        (whom === 'some' && !notAPart.test(next.folded)) ||
        /[,;:.()\n—–]/u.test(next.before) ||
        anybody.test(next.folded)
        ? {
            harm,
            start: words[i]!.start,
            end:
              next !== undefined && /^\s$/.test(next.before) && anybody.test(next.folded)
                ? next.end
                : words[number.to - 1]!.end,
          }
        : undefined
    if (!anybody.test(words[i]!.folded)) break
  }
  return undefined
}
